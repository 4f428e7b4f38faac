"""How far a period has come, without opening a notebook: blank, partly filled, complete, contradicted, reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kimtan.audit.findings import contradictions
from kimtan.audit.store import findings
from kimtan.data import dataset as datasets
from kimtan.data.dataset import Dataset
from kimtan.errors import InputError, KimtanError
from kimtan.period import Period
from kimtan.report import earlier
from kimtan.report.recipe import Recipe
from kimtan.run.sections import find_sections, select_sections
from kimtan.workspace import Workspace

Filled = Literal["blank", "partly filled", "complete"]
Reported = Literal["reported", "outdated", "not reported"]


@dataclass(frozen=True)
class PeriodState:
    """The state of a period.

    Parameters
    ----------
    filled
        Whether all that is expected is stated.
    stated, expected
        How many of the indicators that are expected have an actual, and how many are: those with a plan, and those of
        the latest earlier period; where nothing says what to expect, those that are stated.
    contradictions
        Groups of figures that cannot all be true and that nobody has settled.
    reported
        Whether there is a report of the figures as they are now.
    """

    filled: Filled
    stated: int
    expected: int
    contradictions: int
    reported: Reported


@dataclass(frozen=True)
class Missing:
    """What a section still owes: its indicators, and who states them until when, where that is known."""

    section: str
    owner: str
    deadline: dt.date | None
    indicators: tuple[str, ...]

    def days_left(self, today: dt.date) -> int | None:
        """Days until the deadline; negative when it has passed."""
        return None if self.deadline is None else (self.deadline - today).days


def state(dataset: Dataset) -> PeriodState:
    """The state of a loaded period."""
    expected = expected_indicators(dataset)
    stated = {row.indicator for row in dataset.complete.observations if row.measure == "actual"}
    done = len(expected & stated)
    filled: Filled = "blank" if not stated else "complete" if done == len(expected) else "partly filled"
    return PeriodState(filled, done, len(expected), contradictions(findings(dataset)), _reported(dataset))


def missing(dataset: Dataset) -> tuple[Missing, ...]:
    """What is expected and not stated, a section each, in table order."""
    whole, owners = dataset.complete, dataset.config.settings.owners
    stated = {row.indicator for row in whole.observations if row.measure == "actual"}
    lacking: dict[str, list[str]] = {}
    unstated = expected_indicators(dataset) - stated
    for name in whole.indicators:
        if name in unstated:
            lacking.setdefault(whole.indicators[name].section, []).append(name)
    sections = []
    for section, names in lacking.items():
        owner = owners.get(section)
        sections.append(Missing(section, owner.name if owner else "", owner.deadline if owner else None, tuple(names)))
    return tuple(sections)


def expected_indicators(dataset: Dataset) -> frozenset[str]:
    """Indicators of which an actual is expected."""
    whole = dataset.complete
    planned = {row.indicator for row in whole.observations if row.measure in {"plan", "last_year", "pct_of_plan"}}
    before = _before(dataset)
    stated = {row.indicator for row in whole.observations if row.measure == "actual"}
    return frozenset((planned | before) or stated)


def _before(dataset: Dataset) -> set[str]:
    """Indicators with an actual in the latest period before this one that can be read."""
    periods = []
    for name in dataset.workspace.periods():
        try:
            period = Period.parse(name)
        except KimtanError:
            continue
        if period < dataset.period:
            periods.append(period)
    for period in sorted(periods, reverse=True):
        try:
            former = datasets.load(dataset.workspace, dataset.workspace.params_file(str(period)))
        except KimtanError:
            continue
        stated = {row.indicator for row in former.complete.observations if row.measure == "actual"}
        if stated:
            return stated & dataset.complete.indicators.keys()
    return set()


def _reported(dataset: Dataset) -> Reported:
    """By the manifest: whether every file that the report was made of is as it was, whichever Python asks."""
    workspace, config = dataset.workspace, dataset.config
    target = workspace.output_dir(str(config.period))
    if not any(target.glob("report.*")):
        return "not reported"
    made_with = earlier.options(target)
    if made_with is None:
        return "outdated"
    formats, clean = made_with
    params = workspace.params_file(str(config.period))
    try:
        sections = select_sections(find_sections(dataset), config.settings.sections, workspace.shown(params))
        recipe = Recipe.of(dataset, params, sections, formats, clean=clean)
        return "reported" if earlier.is_of_the_same(target, recipe) else "outdated"
    except InputError:  # a notebook is gone, or there are two templates: it could not even be made again
        return "outdated"


def loaded(workspace: Workspace) -> Iterator[tuple[str, Dataset | KimtanError]]:
    """Every period of a workspace by its name, with its data or with what is wrong with it."""
    for name in sorted(workspace.periods(), key=_when):
        try:
            yield name, datasets.load(workspace, workspace.params_file(name))
        except KimtanError as error:
            yield name, error


def _when(name: str) -> tuple[dt.date, str]:
    """Periods by their end; what is none comes last."""
    try:
        return Period.parse(name).end, name
    except KimtanError:
        return dt.date.max, name
