"""1, 18 and 180 section runs: how time, processor time and memory grow, and what one more section costs.

Workspaces are copies of the repository's with other figures. 180 sections are 10 workspaces in one ``kimtan report``;
papermill runs them in one process and is not measured at 180 unless ``LONG=1``: it has nothing that could grow.
``SIZES=1,2,3`` takes three other sizes, for a machine that is not one's own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.cost import Cost, cost
from benchmarks.report_time import PERIOD, SEQUENCE, change, copy_workspace, kimtan, papermill
from benchmarks.told import table

SIZES = tuple(map(int, os.environ.get("SIZES", "1,18,180").split(",")))
EACH = 18
"""Sections of one workspace."""


def main() -> None:
    """Run all sizes, and print what they took and what one more section takes in processor time."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[tuple[str, int], Cost] = {}
        for size in SIZES:
            roots = [_workspace(Path(folder) / f"{size}-{number}", size, number) for number in range(-(-size // EACH))]
            if size < SIZES[-1] or os.environ.get("LONG"):
                found["papermill", size] = cost(_each(roots))
            params = tuple(f"{root.name}/params/{PERIOD}.yml" for root in roots)
            found["kimtan", size] = cost(_batch(Path(folder), params))
    rows = [
        (way, str(size), f"{one.wall:.1f}", f"{one.wall / size:.2f}", f"{one.cpu / size:.2f}", f"{one.memory:.0f}")
        for (way, size), one in sorted(found.items())
    ]
    table("Section runs, without a cache", ("way", "sections", "seconds", "s each", "CPU s each", "MB"), rows)
    ours = _marginal(found["kimtan", SIZES[1]], found["kimtan", SIZES[-1]], SIZES[-1] - SIZES[1])
    theirs = _marginal(found["papermill", SIZES[0]], found["papermill", SIZES[1]], SIZES[1] - SIZES[0])
    print(
        f"\nOne more section: {ours:.2f} s of processor time, {theirs:.2f} with papermill, ratio {ours / theirs:.2f}."
    )


def _marginal(small: Cost, large: Cost, sections: int) -> float:
    return (large.cpu - small.cpu) / sections


def _each(roots: list[Path]) -> Callable[[], None]:
    def run() -> None:
        for root in roots:
            papermill(root, SEQUENCE)

    return run


def _batch(folder: Path, params: tuple[str, ...]) -> Callable[[], None]:
    return lambda: kimtan(folder, "--no-cache", params=params)


def _workspace(root: Path, size: int, number: int) -> Path:
    """A workspace of its own figures with so many sections, at most :data:`EACH`."""
    root.mkdir()
    copy_workspace(root)
    change(root, number + 100)
    for path in sorted((root / "notebooks").glob("*.ipynb"))[min(size, EACH) :]:
        path.unlink()
    return root
