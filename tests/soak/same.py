"""The same inputs give the same bytes, wherever and however the report is made."""

from __future__ import annotations

import shutil

from kimtan.workspace import Workspace
from tests.conftest import copied
from tests.report.test_build import PERIOD
from tests.soak.ground import Trial, published, ran_anew

_ZONES = ("UTC", "Asia/Ho_Chi_Minh", "America/St_Johns", "Pacific/Kiritimati")
_LOCALES = ("C", "C.UTF-8", "POSIX", "vi_VN.UTF-8", "tr_TR.UTF-8")
_PLACES = ("w", "xã Kim Tân", "a b", "d" * 100, "dấu 'nháy'")
_PERSONAL = "text.usetex: True\nsavefig.bbox: tight\nfigure.autolayout: True\nfont.size: 30\npath.effects: []\n"


def tried(trial: Trial) -> None:
    """All formats of the whole first period, over zones, locales, seeds, folders, jobs, kernels and settings."""
    first = copied(trial.folder / "first" / "w", notebooks=False)
    code, said = ran_anew(first, "report", PERIOD, TZ="UTC", PYTHONHASHSEED="0")
    trial.holds(code == 0, f"the first answers {code}: {said[-300:]}")
    known = published(first, PERIOD)
    for chance in trial.chances():
        workspace = Workspace(trial.folder / "again" / chance.choice(_PLACES))
        shutil.rmtree(workspace.root.parent, ignore_errors=True)
        is_cached = chance.random() < 0.3
        shutil.copytree(first.root, workspace.root)
        if not is_cached:
            shutil.rmtree(workspace.outputs_dir)
        home = workspace.root.parent / "home"
        (home / ".config" / "matplotlib").mkdir(parents=True)
        for folder in (home / ".config" / "matplotlib", workspace.root):
            if chance.random() < 0.7:
                (folder / "matplotlibrc").write_text(_PERSONAL, "utf-8")
        options = ["--jobs", str(chance.randint(1, 3)), *(["--kernel", "plain"] if chance.random() < 0.2 else [])]
        how = {
            "TZ": chance.choice(_ZONES),
            "LC_ALL": chance.choice(_LOCALES),
            "PYTHONHASHSEED": str(chance.randrange(1000)),
            "HOME": str(home),
            "MPLBACKEND": chance.choice(("agg", "nonsense", "TkAgg")),
        }
        code, said = ran_anew(workspace, "report", PERIOD, *options, **how)
        again = published(workspace, PERIOD)
        differing = [name for name in {*known, *again} if known.get(name) != again.get(name)]
        trial.came("cached" if is_cached else "anew")
        trial.holds(code == 0, f"exit code {code}: {said[-300:]}")
        trial.holds(not differing, f"{differing[:4]} differ with {options} {how}")
