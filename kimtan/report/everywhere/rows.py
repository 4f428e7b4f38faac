"""The figures of one period as rows, each as a range in its indicator's unit, and what they rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from math import inf
from pathlib import Path
from typing import NamedTuple

from kimtan.audit.statements import statements
from kimtan.audit.store import code_files
from kimtan.data.dataset import load
from kimtan.data.snapshot import Snapshot, undisturbed
from kimtan.errors import InputError, Problem
from kimtan.languages import Language
from kimtan.present.facts import Facts
from kimtan.workspace import Workspace, suite_root

_READ = (".csv", ".yml", ".yaml", ".json")


class Figure(NamedTuple):
    """A stated figure: the columns of the frame, in their order."""

    unit: str
    period: str
    indicator: str
    measure: str
    basis: str
    value: float
    low: float
    high: float
    unit_of_measure: str
    status: str
    place: str
    mark: str


class PeriodRows(NamedTuple):
    """What came of one period: its figures, or what is wrong with its files."""

    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()


def period_rows(params: Sequence[Path], language: Language) -> list[PeriodRows]:
    """The rows of periods, each of a params file."""
    return [_rows(path, language) for path in params]


def _rows(params: Path, language: Language) -> PeriodRows:
    workspace = Workspace(params.parent.parent)
    try:
        return undisturbed(lambda snapshot: _made(workspace, params, language, snapshot), (workspace, params))
    except InputError as error:
        return PeriodRows(problems=tuple(error.problems))


def _made(workspace: Workspace, params: Path, language: Language, snapshot: Snapshot) -> PeriodRows:
    dataset = load(workspace, params)
    facts = Facts(dataset, language)
    figures = statements(dataset)
    unit = dataset.config.settings.worded("unit", language) or ""
    made = []
    for row in dataset.observations:
        amount = figures.amount(row)
        mark = facts.marks.get(row.figure)
        made.append(
            Figure(
                unit=unit,
                period=str(dataset.period),
                indicator=row.indicator,
                measure=row.measure,
                basis=row.basis or "",
                value=float(Fraction(row.value) * figures.factor(row)),
                low=-inf if amount.low is None else float(amount.low),
                high=inf if amount.high is None else float(amount.high),
                unit_of_measure=figures.unit(row.indicator, row.measure).unit,
                status=row.status,
                place=row.source,
                mark="" if mark is None else mark.kind,
            )
        )
    snapshot.confirm()
    return PeriodRows(tuple(made))


def code_hash() -> str:
    """A hash of the code and of the suite's tables that the rows of every workspace rest on."""
    digest = hashlib.sha256()
    for path in [*code_files(), *_tables(suite_root() / "data"), Path(__file__)]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def workspace_hash(root: Path) -> str:
    """A hash of all tables and texts of a workspace; periods rest on each other."""
    digest = hashlib.sha256()
    for path in [*_tables(root / "params"), *_tables(root / "data")]:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _tables(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in _READ and not path.name.startswith((".", "~")))
