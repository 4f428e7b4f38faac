"""Errors of the disk at any place that writes: the old output stays whole, and it is told with exit code 4."""

from __future__ import annotations

import errno
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from openpyxl import load_workbook

from kimtan.data.dataset import load
from kimtan.errors import InputError
from kimtan.workspace import Workspace
from tests.soak.ground import NOT_WRITTEN, PERIOD, REPOSITORY, Trial, ground, published, ran, save, torn

ERRORS = (errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO, errno.EACCES)
COMMANDS: dict[str, tuple[str, ...]] = {
    "report": ("report", PERIOD, "--quiet"),
    "form": ("form", PERIOD, "-o", "form-again.xlsx"),
    "fill": ("fill", PERIOD, "filled.xlsx"),
    "new": ("new", "2024-9M", "--from", PERIOD),
    "check": ("check", PERIOD, "--by", "owner", "-o", "pages"),
    "describe": ("describe",),
}


def tried(trial: Trial) -> None:
    """Count the writing calls of each command, then let a random one of them fail, in a random way."""
    workspace = ground(trial.folder / "w")
    ran(workspace, "form", PERIOD, "-o", "filled.xlsx")
    _fill_in(workspace.root / "filled.xlsx")
    code, said = ran(workspace, *COMMANDS["report"])
    trial.holds(code == 0, f"the first report answers {code}: {said[-300:]}")
    counts = {name: _calls(workspace, trial.folder, command) for name, command in COMMANDS.items()}
    trial.holds(min(counts.values()) > 0, f"not every command was seen to write: {counts}")
    save(workspace, 601)  # so that a report has something to do
    before = _state(workspace)
    report = published(workspace)
    for chance in trial.chances():
        name = chance.choices([*COMMANDS], weights=[4, 1, 2, 2, 1, 1])[0]
        copy = Workspace(trial.folder / "copy" / "w")
        shutil.rmtree(copy.root.parent, ignore_errors=True)
        shutil.copytree(workspace.root, copy.root, symlinks=True)
        code, said = _failing(copy, trial.folder, COMMANDS[name], counts[name], chance)
        trial.came(f"{name}: {'told' if code == NOT_WRITTEN else f'exit code {code}'}")
        trial.holds(code in {0, NOT_WRITTEN}, f"{name}: exit code {code}: {said[-400:]}")
        trial.holds("Traceback" not in said, f"{name}: a traceback")
        trial.holds(not torn(copy.output_dir(PERIOD)), f"{name}: half a report")
        if code:
            trial.holds(published(copy) == report, f"{name}: the old report is not whole")
            with suppress(InputError):
                load(copy, copy.params_file(PERIOD))  # the next command puts back what was begun
            trial.holds(_is_whole(before, _state(copy), name), f"{name}: data were changed in part")


def _failing(
    workspace: Workspace, folder: Path, command: tuple[str, ...], calls: int, chance: random.Random
) -> tuple[int, str]:
    counter = folder / "counter"
    counter.unlink(missing_ok=True)
    faults = {"FAULT_AT": str(chance.randint(1, calls)), "FAULT_ERRNO": str(chance.choice(ERRORS))}
    return ran(workspace, *command, **_faulty(workspace, counter), **faults)


def _calls(workspace: Workspace, folder: Path, command: tuple[str, ...]) -> int:
    """How many calls of a command write below its workspace."""
    counter, copy = folder / "counter", Workspace(folder / "counted" / "w")
    counter.unlink(missing_ok=True)
    shutil.copytree(workspace.root, copy.root)
    save(copy, 601)
    ran(copy, *command, **_faulty(copy, counter))
    shutil.rmtree(copy.root.parent)
    return int(counter.read_text() or 0) if counter.exists() else 0


def _faulty(workspace: Workspace, counter: Path) -> dict[str, str]:
    path = f"{REPOSITORY / 'tests/soak/faults'}:{REPOSITORY}"
    return {"PYTHONPATH": path, "FAULT_BELOW": f"{workspace.root}/", "FAULT_COUNTER": str(counter)}


def _state(workspace: Workspace) -> dict[str, bytes]:
    """What the figures, texts and parameters are."""
    folders = (workspace.data_dir, workspace.root / "params")
    return {
        path.relative_to(workspace.root).as_posix(): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def _is_whole(before: dict[str, bytes], after: dict[str, bytes], command: str) -> bool:
    """Whether all of a change is there or nothing of it; only these commands change data."""
    differing = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if command == "describe":
        return differing <= {"data/datapackage.json"}
    return not differing


def _fill_in(path: Path) -> None:
    """Type a number into the first empty cell of figures of a form."""
    book = load_workbook(path)
    page = book.worksheets[1]
    columns: Callable[[int], int] = lambda row: next(cell.column for cell in page[row] if cell.value == "Ước thực hiện")  # noqa: E731
    head = next(row for row in range(1, 12) if any(cell.value == "Ước thực hiện" for cell in page[row]))
    for row in range(head + 1, page.max_row + 1):
        cell = page.cell(row, columns(head))
        if cell.value is None and page.cell(row, 1).value:
            cell.value = 7
            break
    book.save(path)
