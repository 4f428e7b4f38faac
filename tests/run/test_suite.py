"""Kept sections are taken again, an interrupted run goes on, and the outputs are the same bytes as without a cache."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kimtan.report.build import Options, Report, build_report
from kimtan.run.cache import SectionCache
from kimtan.run.pools import SectionPool
from kimtan.run.sections import SectionNotebook
from kimtan.workspace import Workspace
from tests.conftest import REPOSITORY, copied, run_only_own

pytestmark = pytest.mark.slow

PERIOD = "2023-H1"
PROGRAM = [sys.executable, "-c", "from kimtan.cli.app import main; main()"]
CHOSEN = ("13_agriculture", "22_education", "50_limitations_causes")


class Log:
    """Which sections were run."""

    def __init__(self) -> None:
        self.ran: set[str] = set()

    def planned(self, *_: object) -> None: ...

    def kept_before(self, *_: object) -> None: ...

    def writing(self) -> None: ...

    def started(self, section: SectionNotebook) -> None:
        self.ran.add(section.name)

    def finished(self, result: object) -> None: ...


Made = Callable[..., tuple[Report, set[str]]]


@pytest.fixture
def workspace(tmp_path: Path, stored_findings: Path) -> Workspace:
    """The repository's period, audited, with three of its sections."""
    workspace = copied(tmp_path)
    shutil.copytree(stored_findings, workspace.findings_dir)
    for path in workspace.notebooks_dir.iterdir():
        if path.stem not in CHOSEN:
            path.unlink()
    run_only_own(tmp_path)
    return workspace


@pytest.fixture
def made(workspace: Workspace, kernels: SectionPool) -> Made:
    """A function that makes the report, and gives it with the sections that were run for it."""

    def make(**options: Any) -> tuple[Report, set[str]]:
        log = Log()
        report = build_report(workspace, workspace.params_file(PERIOD), Options(watcher=log, pool=kernels, **options))
        return report, log.ran

    return make


def contents(report: Report) -> dict[str, bytes]:
    """Everything that was published but the record of the run."""
    files = [path for path in report.folder.rglob("*") if path.is_file() and path.name != "run.json"]
    return {path.relative_to(report.folder).as_posix(): path.read_bytes() for path in files}


def change(path: Path, old: str, new: str) -> None:
    """Change one text in a file."""
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def test_what_did_not_change_is_not_run_again(workspace: Workspace, made: Made) -> None:
    """Nothing at all for the same report, one section for a figure that one section reads, all when that is wanted."""
    first, ran = made()
    assert ran == set(CHOSEN)
    before = first.folder.stat().st_ino
    again, ran = made()
    assert ran == set()
    assert again.folder.stat().st_ino == before, "it was not even written again"
    assert (again.files, again.headline) == (first.files, first.headline)

    change(workspace.observations_file(PERIOD), "pigs,actual,876,head,876", "pigs,actual,867,head,867")
    changed, ran = made()
    assert ran == {"13_agriculture"}
    with_cache = contents(changed)
    fresh, ran = made(no_cache=True)
    assert ran == set(CHOSEN)
    assert contents(fresh) == with_cache


def by_itself(workspace: Workspace, code: str) -> None:
    """Let a section do something past its facts, after what it shows."""
    path = workspace.root / "notebooks" / "22_education.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append({**notebook["cells"][-1], "id": "by-itself", "source": [code]})
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_a_file_that_a_notebook_opens_by_itself_counts(workspace: Workspace, made: Made) -> None:
    """Its content, and whether it is there."""
    extra = workspace.root / "extra.txt"
    extra.write_text("1", encoding="utf-8")
    by_itself(workspace, "extra = open('extra.txt').read()")
    assert made()[1] == set(CHOSEN)
    shutil.rmtree(workspace.outputs_dir / PERIOD)
    assert made()[1] == set()
    shutil.rmtree(workspace.outputs_dir / PERIOD)
    extra.write_text("2", encoding="utf-8")
    assert made()[1] == {"22_education"}


def test_a_notebook_that_is_saved_while_it_runs_for_the_first_time_is_run_again(
    workspace: Workspace, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came of its old text is not taken for the new one, though nothing was kept of it before."""
    keep, ran = SectionCache.keep, list[str]()

    def save_before(cache: SectionCache, section: SectionNotebook, *kept: Any) -> None:
        if section.name == "22_education" and section.name not in ran:
            by_itself(workspace, "# saved meanwhile")
        ran.append(section.name)
        keep(cache, section, *kept)

    monkeypatch.setattr(SectionCache, "keep", save_before)
    report, _ = made()
    assert ran.count("22_education") == 2
    executed = (report.folder / "notebooks" / "22_education.ipynb").read_text(encoding="utf-8")
    assert "# saved meanwhile" in executed


@pytest.mark.parametrize(
    "code", ["import subprocess\n_ = subprocess.run(['true'])", "import os\n_ = os.listdir('data')"]
)
def test_what_asks_beyond_its_process_is_never_kept(workspace: Workspace, made: Made, code: str) -> None:
    """Nobody can say whether it would come out again."""
    by_itself(workspace, code)
    assert made()[1] == set(CHOSEN)
    shutil.rmtree(workspace.outputs_dir / PERIOD)
    assert made()[1] == {"22_education"}


def test_code_parameters_and_formats_count(workspace: Workspace, made: Made) -> None:
    """A changed notebook runs again; other settings are other inputs; another format needs no section to run."""
    made()
    notebook = workspace.root / "notebooks" / "22_education.ipynb"
    change(notebook, '"outputs": [],', '"outputs":  [],')
    assert made()[1] == {"22_education"}
    report, ran = made(formats=("html", "docx"))
    assert ran == set()
    assert (report.folder / "report-du-thao.docx").exists()
    change(workspace.params_file(PERIOD), "ahead_pp: 5", "ahead_pp: 6")
    assert made()[1] == set(CHOSEN)


def test_a_published_file_that_somebody_changed_is_made_again(workspace: Workspace, made: Made) -> None:
    """The report is what its inputs say, not what lies there."""
    report, _ = made()
    before = contents(report)
    (report.folder / "report.html").write_text("changed", encoding="utf-8")
    (report.folder / "tables" / "figures.csv").unlink()
    report, ran = made()
    assert ran == set()
    assert contents(report) == before | {"earlier/report.html": b"changed"}, "and what lay there is kept aside"


def test_a_kept_result_that_is_spoilt_is_not_taken(workspace: Workspace, made: Made) -> None:
    """Half a file, or another one, is none."""
    made()
    kept = sorted(workspace.cache_dir(PERIOD).glob("*.json"))
    assert [path.stem for path in kept] == list(CHOSEN)
    kept[0].write_bytes(kept[0].read_bytes()[:100])
    kept[1].write_text("[]", encoding="utf-8")
    shutil.rmtree(workspace.outputs_dir / PERIOD)
    assert made()[1] == set(CHOSEN[:2])


@pytest.mark.longer(alone=True)
def test_an_interrupted_run_goes_on_where_it_was(workspace: Workspace, made: Made) -> None:
    """Killed in the middle, the next run does what is missing, and the outputs are those of an undisturbed one."""
    command = [*PROGRAM, "report", PERIOD, "--to", "html", "--jobs", "1"]
    with subprocess.Popen(command, cwd=workspace.root, env=_environment(), start_new_session=True) as process:
        deadline = time.monotonic() + 90
        while not list(workspace.cache_dir(PERIOD).glob("[!.]*.json")) and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    done = {path.stem for path in workspace.cache_dir(PERIOD).glob("[!.]*.json")}
    assert done
    report, ran = made()
    assert ran == set(CHOSEN) - done
    resumed = contents(report)
    assert contents(made(no_cache=True)[0]) == resumed


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}
