"""One period of one workspace, loaded whole: configuration, dictionary, figures, words, decisions.

Everything is read and checked before anything is raised, so that a person sees all problems of all files at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kimtan import config as configs
from kimtan.config import Audience, PeriodConfig
from kimtan.data import datapackage, decisions_file, documents, frames, observations, sections, settings, texts
from kimtan.data import dictionary as dictionaries
from kimtan.data.changing import settle
from kimtan.data.identities import SourcePlace
from kimtan.data.observations import Observation
from kimtan.data.period_data import PeriodData
from kimtan.data.territory import broken, is_same_territory
from kimtan.data.withholding import public_indicators, public_texts
from kimtan.errors import InputError, KimtanError, Problems
from kimtan.languages import Language
from kimtan.period import Period
from kimtan.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


class Earlier(NamedTuple):
    """A figure of another period, and whether that is of the territory of today."""

    period: str
    row: Observation
    is_comparable: bool


@dataclass(frozen=True)
class Dataset(PeriodData):
    """A period's data in one edition, with the periods that it is seen beside and the documents that state it."""

    @property
    def withheld(self) -> int:
        """How many figures this edition leaves out, restricted ones and those that would give one away."""
        return len(self.complete.observations) - len(self.observations)

    @property
    def withheld_with_them(self) -> int:
        """How many of the figures left out are not restricted themselves: restricted ones follow from them."""
        known = self.complete.indicators
        rows = (row for row in self.complete.observations if row.indicator not in self.indicators)
        return sum(not known[row.indicator].restricted for row in rows)

    @property
    def withheld_statements(self) -> int:
        """How many statements in words this edition leaves out."""
        everything, shown = (len(list(dataset.texts.points())) for dataset in (self.complete, self))
        return everything - shown

    def read_whole(self) -> None:
        """Read now what is read when it is first asked for: other periods, and the documents that are quoted."""
        for dataset in {id(edition): edition for edition in (self.complete, self)}.values():
            _ = dataset.others, dataset._lines

    @cached_property
    def others(self) -> tuple[Dataset, ...]:
        """Periods that this one is seen beside, in order: the same of earlier years, and earlier ones of its year.

        Each in this edition. One that has problems is left out: this period's report does not depend on its repair.
        """
        datasets = []
        for period in other_periods(self.workspace, self.period):
            with suppress(KimtanError):
                loaded = load(self.workspace, self.workspace.params_file(str(period)))
                datasets.append(loaded.edition(self.config.language, self.config.audience))
        return tuple(datasets)

    def earlier(self, indicator: str) -> tuple[Earlier, ...]:
        """What was achieved of an indicator in each of the other periods: the first statement of each."""
        self._require(indicator)
        return tuple(
            Earlier(str(dataset.period), stated[0], is_same_territory(dataset.config, self.config))
            for dataset in self.others
            if indicator in dataset.indicators and (stated := dataset.statements(indicator))
        )

    @cached_property
    def _lines(self) -> Mapping[str, list[str]]:
        folder = self.workspace.source_file(str(self.period)).parent
        return {name: document.lines(folder) for name, document in self.sources.documents.items()}

    def quote(self, source: str) -> str:
        """The line of a document that a place names, where the document lies beside ``source.yml``; else nothing.

        A public edition quotes nothing: what is restricted stands on the same lines.
        """
        place = SourcePlace(source)
        if self.config.audience != "internal" or place.line is None:
            return ""
        lines = self._lines.get(place.document, [])
        return " ".join(lines[place.line - 1].split()) if place.line <= len(lines) else ""

    def edition(self, language: Language | None = None, audience: Audience | None = None) -> Dataset:
        """The same period in another edition; what is not given stays as the config says.

        A public edition has neither restricted indicators nor restricted words in it, nor what would give one away
        (:mod:`kimtan.data.withholding`), and no decision about either.
        """
        own = self.config
        config = own.model_copy(update={"language": language or own.language, "audience": audience or own.audience})
        everything = replace(self.complete, config=config)
        return everything if config.audience == "internal" else everything._public()

    def _public(self) -> Dataset:
        shown = public_indicators(self.indicators)
        kept = tuple(row for row in self.observations if row.indicator in shown)
        return replace(
            self,
            indicators=shown,
            phrases={name: phrase for name, phrase in self.phrases.items() if name in shown},
            observations=kept,
            texts=public_texts(self.texts, shown),
            decisions=self.decisions.without(self.indicators.keys() - shown.keys()),
            corrections={
                figure: correction
                for figure, correction in self.corrections.items()
                if correction.original.indicator in shown
            },
            unabridged=self,
        )

    def figures(self) -> pd.DataFrame:
        """Every stated figure: one row a statement, index its identity, ``value`` as float in the unit as written.

        ``stated_value`` is what the source says of a figure for which another value was decided, else NaN.
        """
        return frames.figures(self)

    def wide(self) -> pd.DataFrame:
        """One row an indicator of which something is stated, as :mod:`kimtan.metrics` reads it.

        Amounts are floats in the indicator's own unit, of the first statement where there are several; missing is NaN.
        A stated index or absolute change on last year is brought to ``yoy_pct`` or ``last_year``. A part of which
        nothing is stated has a row of NaN beside its siblings: shares of the rest of them would look right and be
        wrong. Where this edition withholds a part, it withholds the whole, and nobody is a part of it any more.
        ``whole_factor`` is how many of the unit of its whole one of a part's unit is, since they may differ.
        """
        return frames.wide(self)


def other_periods(workspace: Workspace, period: Period) -> list[Period]:
    """The periods of a workspace that one is seen beside, in order, whether they can be read or not."""
    periods = []
    for name in workspace.periods():
        with suppress(InputError):
            candidate = Period.parse(name)
            if candidate < period and (candidate.kind == period.kind or candidate.year == period.year):
                periods.append(candidate)
    return sorted(periods)


def load(workspace: Workspace, params: Path, config: PeriodConfig | None = None) -> Dataset:
    """Load and check the period that a params file names, in the edition that it names.

    Parameters
    ----------
    workspace
        Where its data lies.
    params
        The period config's file; not read when ``config`` is given, as it is inside a notebook.

    Raises
    ------
    InputError
        With every problem of every file.
    """
    problems = Problems()
    if config is None:
        settle(workspace)
        config = problems.attempt(lambda: configs.load(params, workspace))

    def located(path: Path) -> tuple[Path, str]:
        return path, workspace.shown(path)

    period = Period.parse(params.stem, workspace.shown(params))
    name = str(period)
    dictionary = dictionaries.load(workspace, config is None or config.settings.dictionary == "extend", problems)
    units, indicators = dictionary.units, dictionary.indicators
    sources = documents.load(*located(workspace.source_file(name)), problems)
    before = len(problems.found)
    observed = located(workspace.observations_file(name))
    rows = observations.load(*observed, period, indicators, units, sources, problems, dictionary.terms)
    all_rows = rows if len(problems.found) == before else None
    decisions = decisions_file.load(*located(workspace.decisions_file(name)), all_rows, indicators, sources, problems)
    named = sections.with_unnamed(dictionary.sections, list(indicators.values()), {row.indicator for row in rows})
    areas = dictionary.terms["area"]
    words = texts.load(*located(workspace.text_file(name)), indicators, named, areas, sources, problems)
    datapackage.check(workspace, config, problems)
    if config is not None:
        settings.check(config, indicators, rows, workspace.shown(params), problems)
    if config is None or sources is None or words is None or problems.found:
        raise InputError(*problems.found)
    corrections = decisions.corrections(rows)
    now = tuple(corrections[row.figure].corrected if row.figure in corrections else row for row in rows)
    everything = Dataset(
        workspace, config, period, units, indicators, dictionary.phrases, named, dictionary.terms,
        sources, now, words, decisions, corrections, dictionary.rules, broken=broken(config, workspace),
    )  # fmt: skip
    return everything.edition(config.language, config.audience)
