"""One long frame of all figures of many workspaces and periods, for who compares communes or years."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Sequence
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.errors import InputError, Problem
from kimtan.languages import Language
from kimtan.locating import find_workspace
from kimtan.report.everywhere import kept
from kimtan.report.everywhere.kept import KeptFigures
from kimtan.report.everywhere.rows import PeriodRows, code_hash, period_rows, workspace_hash
from kimtan.run.pools import SectionPool

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 10
"""So many periods are read by one process, and fewer by this one alone."""


def open_figures(*patterns: str, language: Language = "vi") -> pd.DataFrame:
    """All stated figures of all periods whose params files match.

    They are read in parallel and kept under ``outputs/.figures`` by a hash of the files that they rest on: opened
    again, only workspaces in which something changed are read.

    Parameters
    ----------
    patterns
        Paths of params files, with ``*`` and ``**`` as in a shell; those of the workspace around where none is given.
    language
        Of the units' names.

    Returns
    -------
    DataFrame
        One row a figure, in the order of the paths and of the tables: ``unit`` (whose figure), ``period``,
        ``indicator``, ``measure``, ``basis``, ``value``, ``low``, ``high`` (the range that it stands for as it was
        written, without end where it has none), all three in ``unit_of_measure``, the indicator's own; ``status``,
        ``place`` in the source, and ``mark``: ``disputed``, ``suspicious``, ``corrected`` or empty. Words are
        categories. What the edition of a params file withholds is not in it. ``frame.attrs["problems"]`` says which
        periods could not be read, and why; so does a warning.

    Raises
    ------
    InputError
        No params file matches.

    Examples
    --------
    >>> from kimtan import open_figures
    >>> frame = open_figures("communes/*/params/*.yml")  # doctest: +SKIP
    >>> frame.pivot_table("value", "unit", "period", observed=True)  # doctest: +SKIP
    """
    workspace = None if patterns else find_workspace()
    paths = _matching(patterns if workspace is None else (str(workspace.root / "params" / "*.yml"),))
    roots = {path: path.resolve().parent.parent for path in paths}
    code = code_hash()
    hashes = {root: workspace_hash(root) for root in dict.fromkeys(roots.values())}
    keys = {path: _key(path, code, hashes[roots[path]]) for path in paths}
    folder = Path("outputs") if workspace is None else workspace.outputs_dir
    file = Path(folder, ".figures", f"{hashlib.sha256(repr((patterns, language)).encode()).hexdigest()[:16]}.npz")
    before = kept.read(file)
    if before is not None and list(before.sizes) == list(keys.values()):
        return before.frame
    parts = {} if before is None else before.parts()
    new = {key: path.resolve() for path, key in keys.items() if key not in parts}
    made = dict(zip(new, _read(list(new.values()), language), strict=True))
    parts |= {key: kept.frame_of(rows.figures) for key, rows in made.items() if not rows.problems}
    good = [key for key in keys.values() if key in parts]
    frame = kept.joined([parts[key] for key in good] or [kept.frame_of(())])
    kept.write(file, KeptFigures(frame, {key: len(parts[key]) for key in good}))
    if problems := [problem for rows in made.values() for problem in rows.problems]:
        frame.attrs["problems"] = problems
        left_out = sum(bool(rows.problems) for rows in made.values())
        warnings.warn(f"{left_out} of {len(paths)} periods cannot be read: {problems[0]}", stacklevel=2)
    return frame


def _matching(patterns: Sequence[str]) -> list[Path]:
    names = (sorted(glob(pattern, recursive=True)) for pattern in patterns)  # noqa: PTH207 - absolute ones as well
    paths = list(dict.fromkeys(Path(name) for matching in names for name in matching))
    if not paths:
        seen, remedy = "No params file matches.", "Name some, as in communes/*/params/*.yml."
        raise InputError(Problem(", ".join(patterns), seen, remedy, "figures.none"))
    return paths


def _key(path: Path, *hashes: str) -> str:
    return hashlib.sha256(repr((path.as_posix(), *hashes)).encode()).hexdigest()


def _read(paths: Sequence[Path], language: Language) -> list[PeriodRows]:
    """The rows of periods, as many at a time as there are processors."""
    if len(paths) < _AT_ONCE:
        return period_rows(paths, language)
    with SectionPool(borrows=True) as pool, pool(os.cpu_count() or 1) as executor:
        groups = [paths[begin : begin + _AT_ONCE] for begin in range(0, len(paths), _AT_ONCE)]
        running = []
        answers: list[PeriodRows] = []
        for group in groups:
            running.append(executor.submit(period_rows, group, language))
            if len(running) >= 2 * pool.width:
                answers += running.pop(0).result()
        for future in running:
            answers += future.result()
    return answers
