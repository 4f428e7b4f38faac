"""Thousands of section runs in a row: memory, handles and processes stay as they are, and nothing is left."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from kimtan.run.execution import run_sections
from kimtan.run.pools import SectionPool
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Task
from tests.soak.ground import PERIOD, Trial, ground

_A_ROUND = 20
_MOST_MB = 40
"""So much more may the run and the warm process have at the end than after the first rounds."""


def tried(trial: Trial) -> None:
    """One section again and again, two at a time, in one pool; each try is one run of it."""
    workspace = ground(trial.folder / "w")
    parameters = {"period": PERIOD, "language": "vi", "audience": "internal", "settings": {}}
    section = SectionNotebook("11_part", workspace.notebooks_dir / "11_part.ipynb")
    output = trial.folder / "out"
    output.mkdir()
    temporary = Path(tempfile.mkdtemp(prefix="load-", dir="/tmp"))  # its own: others' runs come and go in the usual one
    tempfile.tempdir = str(temporary)
    seen: list[tuple[float, int, int]] = []
    rest, chances = 0, trial.chances()
    with SectionPool() as pool:
        while _more(chances, _A_ROUND):
            tasks = [Task(section, output / f"{at}.ipynb", workspace.root, parameters) for at in range(_A_ROUND)]
            failures = [result.failure for result in run_sections(tasks, jobs=2, pool=pool) if result.failure]
            rest += len(failures)
            trial.came("round of 20")
            trial.holds(not failures, f"failed: {failures[:1]}")
            seen.append((_megabytes(), len(list(Path("/proc/self/fd").iterdir())), len(_children())))
    if len(seen) > 4:
        first, last = seen[2], seen[-1]
        trial.came(
            f"MB {first[0]:.0f} to {last[0]:.0f}, handles {first[1]} to {last[1]}, processes {first[2]} to {last[2]}"
        )
        trial.holds(last[0] - first[0] < _MOST_MB, f"memory grows from {first[0]:.0f} to {last[0]:.0f} MB")
        trial.holds(last[1] <= first[1] + 2, f"handles grow from {first[1]} to {last[1]}")
        trial.holds(last[2] <= first[2], f"processes grow from {first[2]} to {last[2]}")
    trial.holds(not _children(), f"processes left: {_children()}")
    trial.holds(not list(temporary.iterdir()), "temporary folders left")
    tempfile.tempdir = None
    shutil.rmtree(temporary)


def _more(chances: object, count: int) -> bool:
    """Whether there is a next round; its runs are counted."""
    return sum(1 for _, _ in zip(range(count), chances, strict=False)) == count  # type: ignore[call-overload]


def _children() -> list[int]:
    """Processes that came of this one."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
    tree = [os.getpid()]
    for pid in tree:
        tree += [child for child, parent in parents.items() if parent == pid]
    return tree[1:]


def _megabytes() -> float:
    """Resident memory of this process and of the warm one; a kernel that is just ending is no part of what stays."""
    total = 0
    for pid in [os.getpid(), *sorted(_children())[:1]]:
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    return total * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
