"""A manifest that proves: a byte flipped in whatever file of a report, its inputs or what is kept is found by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kimtan.errors import InputError
from kimtan.report.verified import verified
from kimtan.run.manifest import Manifest
from kimtan.workspace import Workspace
from tests.soak.ground import PERIOD, Trial, ground, ran


def tried(trial: Trial) -> None:
    """One byte of one file is changed, taken away or added; each try is another place in the next file."""
    workspace = ground(trial.folder / "w")
    code, said = ran(workspace, "report", PERIOD)
    folder = workspace.output_dir(PERIOD)
    trial.holds(code == 0 and not verified(folder).problems, f"the report itself: {code}: {said[-300:]}")
    files = list(_files(workspace, folder))
    for number, chance in enumerate(trial.chances()):
        path = files[number % len(files)]
        content = path.read_bytes()
        changed = bytearray(content)
        at = chance.randrange(max(len(content), 1))
        step = chance.choice(["flipped", "flipped", "flipped", "taken away", "added", "cut off", "gone"])
        if step == "flipped" and content:
            changed[at] ^= 1 << chance.randrange(8)
        elif step == "taken away" and content:
            del changed[at]
        elif step == "cut off" and content:
            del changed[at:]
        elif step != "gone":
            changed[at:at] = bytes([chance.randrange(256)])
        path.unlink()
        if step != "gone":
            path.write_bytes(changed)
        places = _places(folder)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        is_kept = path.is_relative_to(workspace.outputs_dir) and not path.is_relative_to(folder)
        if step == "gone" and is_kept:  # what is kept may be cleared at any time
            trial.came("kept and gone")
            continue
        trial.came("found" if places else "missed")
        name = workspace.shown(path)
        trial.holds(any(place.endswith(name) for place in places), f"{name}: a byte {step} at {at}: {places[:2]}")
    trial.holds(not verified(folder).problems, "put back, and not what it was")


def _files(workspace: Workspace, folder: Path) -> Iterator[Path]:
    """Everything that went in and lies in the workspace, that came out, and that is kept."""
    manifest = Manifest.of((folder / "manifest.json").read_bytes())
    for path in sorted(workspace.place(name) for name in manifest.inputs):
        if path.is_relative_to(workspace.root) and path.is_file():
            yield path
    for kept in (folder, workspace.cache_dir(folder.name), workspace.findings_dir):
        yield from (path for path in sorted(kept.rglob("*")) if path.is_file() and path.stat().st_size)


def _places(folder: Path) -> list[str]:
    """What is found to be other than it was; a folder whose manifest is gone is told to be no report."""
    try:
        return [problem.place for problem in verified(folder).problems]
    except InputError:
        return [str(folder / "manifest.json")]
