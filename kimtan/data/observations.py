"""The figures of a period as they were stated, from ``observations.csv``: one row a statement.

The same indicator and measure may be stated more than once from different places; that is data, and the audit compares
the statements. Nothing is corrected here: what cannot be read strictly is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from kimtan.data.documents import Sources
from kimtan.data.identities import FigureId, SourcePlace, Topic
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES, MeasureName
from kimtan.data.sections import TermKind, Terms
from kimtan.data.tokens import check_token
from kimtan.data.units import Unit, positive
from kimtan.errors import Problems
from kimtan.figures import Bound, Interval, NumberTextError, Rounding, interval, parse
from kimtan.languages import Bilingual
from kimtan.period import Period
from kimtan.reading.records import IDENTITY, Day, Record, is_enough, nearest, read_records, refuse

_LINE = re.compile(r"L([0-9]+)")
YEAR = re.compile(r"y(\d{4})")
"""A base that is a year: ``y2020``."""

_MOST_LINES = 1_000_000
"""No document of an office has more."""


def _value(cell: Any) -> Decimal:
    try:
        return parse(str(cell))
    except NumberTextError as error:
        remedy = "Write digits with a decimal point, the unit in its own column; leave the row out when unknown."
        raise refuse("number", error.seen, error.hint + remedy) from error


def _precision(cell: Any) -> Decimal | str:
    return "exact" if cell == "exact" else positive(cell)


class Observation(Record):
    """One figure as it was stated."""

    indicator: str = Field(description="Identity of the indicator (indicators.csv)")
    measure: MeasureName = Field(description="What about the indicator is stated")
    value: Annotated[Decimal, BeforeValidator(_value)] = Field(
        description="The figure with a decimal point and every digit that was written"
    )
    unit: str = Field(description="Unit as written (units.csv)")
    as_written: str = Field(description="The token in the source")
    precision: Annotated[Decimal | Literal["exact"] | None, BeforeValidator(_precision)] = Field(
        None, description="Empty: from the digits; 'exact'; or the step that it was rounded to"
    )
    bound: Bound | None = Field(None, description="Empty, or how the figure bounds the true value")
    basis: str | None = Field(
        None,
        description="Which plan, where several are assigned; with what a change compares; the year of a goal",
        pattern=IDENTITY,
    )
    status: Literal["estimate", "final", "implied"] = Field(
        description="'estimate' where the source calls it one, else 'final'; 'implied': other figures imply it"
    )
    as_of: Day | None = Field(None, description="The figure's own cut-off date where it is not the period's")
    source: str = Field(
        description="Where it stands: document:place; a bare place is in the first document",
        pattern=r"^([a-z][a-z0-9_]*:)?[^\s:]+$",
    )
    note_vi: str | None = Field(None, description="What a reader should know, in Vietnamese")
    note_en: str | None = Field(None, description="What a reader should know, in English")
    qualifier: str | None = Field(
        None,
        description="By what the source says that it was measured, as a term of terms.csv: moh_rules",
        pattern=IDENTITY,
    )

    @property
    def note(self) -> Bilingual:
        """What a reader should know; nothing where nobody has anything to say."""
        return Bilingual(self.note_vi or "", self.note_en or "")

    @property
    def topic(self) -> Topic:
        """What it is about."""
        return Topic(self.indicator, self.measure, self.basis)

    @property
    def figure(self) -> FigureId:
        """The figure's identity."""
        return FigureId.of(self.topic, self.source)

    @property
    def place(self) -> SourcePlace:
        """Where it stands."""
        return SourcePlace(self.source)

    def interval(self, indicator: Indicator, unit: Unit, rounding: Rounding = "nearest") -> Interval:
        """All values that the figure stands for, in its own unit.

        Counts of people and things are exact unless a precision says otherwise; all else is as precise as it was
        written.
        """
        precision = self.precision
        if precision is None and unit.exact and indicator.kind != "rate":
            precision = "exact"
        return interval(self.value, precision, self.bound, rounding)


def load(
    path: Path,
    shown: str,
    period: Period,
    indicators: Mapping[str, Indicator],
    units: Mapping[str, Unit],
    sources: Sources | None,
    problems: Problems,
    terms: Terms | None = None,
) -> tuple[Observation, ...]:
    """Read ``observations.csv`` in file order, places completed with their document; problems are noted.

    Refused are unknown indicators, units and documents, units of another dimension than the indicator's, a token that
    does not read as its value unless a note names that value, dates outside the period's year, and a figure that is
    stated twice in one place.
    """
    records = []
    first: dict[str, int] = {}
    rows = read_records(path, shown, Observation, problems, "observations", may_be_empty=True)
    before = len(problems.found)
    lengths = (
        {name: len(document.lines(path.parent)) for name, document in sources.documents.items()} if sources else {}
    )
    for line, row in rows:
        if is_enough(len(problems.found) - before, shown, line, problems, "observations"):
            break
        record = row.model_copy(update={"source": sources.place(row.source)}) if sources else row
        place = f"{shown}:{line}"
        _check_names(record, place, indicators, units, sources, problems)
        _check_line(record, place, lengths, problems)
        _check_terms(record, place, terms or {}, problems)
        check_token(record, place, indicators.get(record.indicator), problems, units)
        if record.as_of is not None and record.as_of.year != period.year:
            seen = f"{record.as_of} is not in the year of {period}."
            problems.add(f"{place} (as_of)", seen, "Correct the date, or leave it empty.", "observations.as_of")
        if record.figure in first:
            seen = f"{record.figure} stands on line {first[record.figure]} already."
            remedy = "Keep one of the two rows; a second statement has a place of its own."
            problems.add(f"{place} (indicator)", seen, remedy, "observations.duplicate")
        first.setdefault(record.figure, line)
        records.append(record)
    return tuple(records)


def _check_names(
    record: Observation,
    place: str,
    indicators: Mapping[str, Indicator],
    units: Mapping[str, Unit],
    sources: Sources | None,
    problems: Problems,
) -> None:
    indicator, unit = indicators.get(record.indicator), units.get(record.unit)
    if indicator is None:
        seen = f"There is no indicator '{record.indicator}'."
        remedy = f"{nearest(record.indicator, indicators)} A new one goes into data/indicators.csv first."
        problems.add(f"{place} (indicator)", seen, remedy, "observations.indicator")
    if MEASURES[record.measure].is_on_base and record.basis is None:
        seen = f"'{record.measure}' says nothing without its base."
        remedy = "Write the base or the year of the goal into 'basis': y2020, y2030, term_start."
        problems.add(f"{place} (basis)", seen, remedy, "observations.basis")
    if unit is None:
        seen = f"There is no unit '{record.unit}'."
        problems.add(f"{place} (unit)", seen, nearest(record.unit, units), "observations.unit")
    document = record.place.document
    if sources is not None and document not in sources.documents:
        seen = f"source.yml names no document '{document}'."
        problems.add(f"{place} (source)", seen, nearest(document, sources.documents), "observations.source")
    if indicator is None or unit is None or indicator.unit not in units:
        return
    own = units[indicator.unit]
    expected = "percent" if MEASURES[record.measure].is_percent else own.dimension
    if unit.dimension != expected:
        fitting = [name for name, candidate in units.items() if candidate.dimension == expected]
        seen = f"'{record.unit}' measures {unit.dimension}, but {record.indicator}:{record.measure} is {expected}."
        problems.add(f"{place} (unit)", seen, f"Use one of: {', '.join(fitting[:8])}.", "observations.dimension")


def _check_terms(record: Observation, place: str, terms: Terms, problems: Problems) -> None:
    """Note a base that nobody names, since a report would print its identity, and slips in a plan's basis or qualifier.

    Plans and qualifiers may go by identities that no term names, but not by one that is nearly that of a term.
    """
    is_on_base = MEASURES[record.measure].is_on_base
    kinds: tuple[tuple[str, str | None, TermKind], ...] = (
        ("basis", record.basis, "base" if is_on_base else "plan_basis"),
        ("qualifier", record.qualifier, "qualifier"),
    )
    for column, term, kind in kinds:
        known = terms.get(kind, {})
        is_year = kind == "base" and YEAR.fullmatch(term or "") is not None
        if term is None or term in known or is_year or kind not in terms:
            continue
        seen, near = f"terms.csv has no {kind} '{term}'.", nearest(term, known)
        if kind == "base" and not near.startswith("Did"):
            near = "Write a year (y2020), or name it in data/terms.csv with the kind 'base'."
        if kind == "base" or near.startswith("Did"):
            problems.add(f"{place} ({column})", seen, near, f"observations.{column}")


def _check_line(record: Observation, place: str, lengths: Mapping[str, int], problems: Problems) -> None:
    """Note a line that the document does not have, or that none can have where the document is not at hand."""
    number = _LINE.fullmatch(record.place.within)
    most = lengths.get(record.place.document) or _MOST_LINES
    if number and not (len(number[1]) <= len(str(_MOST_LINES)) and 1 <= int(number[1]) <= most):
        known = (
            f"'{record.place.document}' has {most} lines." if most != _MOST_LINES else "No document has such a line."
        )
        remedy = "Write the line on which the figure stands."
        problems.add(f"{place} (source)", known, remedy, "observations.line")
