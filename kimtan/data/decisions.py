"""What the owners of figures decided, from ``decisions.yml``: a figure's new value, or a finding that is settled.

A decision guards itself by what it was taken on. A new value names the value that it replaces, and is refused where
another one stands; a settled finding lists its figures as they were, and is open again when one of them has changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from kimtan.data.documents import Sources
from kimtan.data.identities import FigureId
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.errors import Problems
from kimtan.figures import NumberTextError, is_same, parse
from kimtan.languages import Bilingual
from kimtan.reading.mappings import Keys, Located, read_mapping
from kimtan.reading.records import Day, nearest, refuse
from kimtan.reading.shapes import validate

Verdict = Literal["figure_stands", "rule_does_not_apply"]

AnyDecision = TypeVar("AnyDecision", bound="Decision")

_DIGITS = "Write digits with a decimal point, between quotation marks."
_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)


def _number(value: Any) -> Any:
    if isinstance(value, float):
        remedy = f'Put it between quotation marks with every digit, such as "{value}".'
        raise refuse("digits", f"YAML drops zeros at the end of a number such as {value}.", remedy)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool | list | dict):
        raise refuse("number", "This is no number.", _DIGITS)
    try:
        return parse("" if value is None else str(value))
    except NumberTextError as error:
        hint = f"Did you mean {error.suggestion}? " if error.suggestion else ""
        remedy = f"{hint}{_DIGITS}"
        raise refuse("number", f"{str(error)[:1].upper()}{str(error)[1:]}.", remedy) from error


def _words(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        remedy = "A decision says what it is about, why it was taken (in Vietnamese and in English) and by whom."
        raise refuse("empty", "Nothing is written here.", remedy)
    return value


def _listed(value: Any) -> Any:
    if not value or not isinstance(value, dict):
        remedy = 'List every figure that the finding rests on with its value, such as rice.output:actual@L27: "552".'
        raise refuse("figures", "There is no figure with its value here.", remedy)
    return value


def _entries(value: Any) -> Any:
    if value is not None and not isinstance(value, list):
        raise refuse("list", "This is no list of decisions.", "Begin each decision with '- '.")
    return value or []


Digits = Annotated[Decimal, BeforeValidator(_number)]
Words = Annotated[str, BeforeValidator(_words)]
Listed = Annotated[dict[FigureId, Digits], BeforeValidator(_listed)]
Entries = Annotated[list[Any], BeforeValidator(_entries)]


class Decision(BaseModel):
    """Why something was decided, by whom and when."""

    model_config = _STRICT

    reason_vi: Words
    reason_en: Words
    who: Words
    date: Day

    @property
    def reason(self) -> Bilingual:
        """The reason."""
        return Bilingual(self.reason_vi, self.reason_en)


class FigureDecision(Decision):
    """A figure's new ``value``, and the one that it replaces: ``expect``."""

    figure: Annotated[FigureId, BeforeValidator(_words)]
    expect: Digits
    value: Digits


class FindingDecision(Decision):
    """A finding that is settled, with its figures and their values as they were when it was decided."""

    finding: Words
    verdict: Verdict
    figures: Listed

    def changed(self, now: Mapping[FigureId, Decimal]) -> tuple[FigureId, ...]:
        """The figures for which the finding is open again; none while it is settled.

        Parameters
        ----------
        now
            The finding's figures with their values as they are now.

        Returns
        -------
        tuple of FigureId
            Figures that have another value or other decimals or are not in the finding any more, then those that are
            new in it.
        """
        then = self.figures
        altered = (figure for figure, value in then.items() if figure not in now or not is_same(now[figure], value))
        return (*altered, *(figure for figure in now if figure not in then))


class Decisions(BaseModel):
    """All decisions of a period, in the order of the file, places of figures completed with their document."""

    model_config = _STRICT

    figures: list[FigureDecision] = []
    findings: list[FindingDecision] = []

    def corrections(self, rows: Sequence[Observation]) -> dict[str, Correction]:
        """What the decisions change in figures as they were stated, by figure identity, in the order of the rows."""
        decided = {decision.figure: decision for decision in self.figures}
        return {row.figure: Correction(row, decided[row.figure]) for row in rows if row.figure in decided}

    def without(self, indicators: Collection[str]) -> Decisions:
        """The decisions about figures and findings that none of these indicators is in."""

        def is_free(decision: FindingDecision) -> bool:
            named = {*re.split("[:@]", decision.finding), *(figure.indicator for figure in decision.figures)}
            return named.isdisjoint(indicators)

        return Decisions(
            figures=[decision for decision in self.figures if decision.figure.indicator not in indicators],
            findings=[decision for decision in self.findings if is_free(decision)],
        )


@dataclass(frozen=True)
class Correction:
    """A figure as it was stated, and the decision that gives it another value."""

    original: Observation
    decision: FigureDecision

    @property
    def corrected(self) -> Observation:
        """The figure with its new value.

        It stays ``exact`` or a bound if it was, and ``as_written`` is what the source says. It is as precise as the new
        digits, and where the old value was rounded to a step, to that step as long as the new value is a multiple of
        it: a figure given in thousands again claims no more than before.
        """
        value, precision = self.decision.value, self.original.precision
        if isinstance(precision, Decimal) and Fraction(value) % Fraction(precision):
            precision = None
        return self.original.model_copy(update={"value": value, "precision": precision})


class _DecisionsFile(BaseModel):
    """The file before its entries are looked at one by one, so that a flaw in one does not hide those of another."""

    model_config = _STRICT

    figures: Entries = []
    findings: Entries = []


def load(
    path: Path,
    shown: str,
    rows: Sequence[Observation] | None,
    known: Mapping[str, Indicator],
    sources: Sources | None,
    problems: Problems,
) -> Decisions:
    """Read ``decisions.yml``, which need not be there; problems are noted, and what has any is left out.

    Whether a finding exists is not told here: the audit knows.

    Parameters
    ----------
    path, shown
        The file, and its path as told to people.
    rows
        All figures as they were stated; none where they could not all be read: then no figure is missed among them.
    known
        The data dictionary.
    sources
        The documents that complete places; where they could not be read, names of figures are not looked at.
    problems
        Takes what is wrong: an unknown figure, another value than the expected one, a new value that is the old one,
        the same figure or finding decided twice, and whatever has not the shape of a decision.
    """
    located = read_mapping(path, shown, problems) if path.exists() else None
    file = None if located is None else validate(_DecisionsFile, located.value, located.place, problems, "decisions")
    if located is None or file is None:
        return Decisions()
    stated = None if rows is None or sources is None else {row.figure: row for row in rows}
    look = _Look(located, stated, known, sources, problems)
    figures = [look.figure(*entry) for entry in look.entries("figures", file.figures, FigureDecision)]
    findings = [look.finding(*entry) for entry in look.entries("findings", file.findings, FindingDecision)]
    return Decisions(figures=figures, findings=findings)


@dataclass(frozen=True)
class _Look:
    """A look at one decision after the other, with all that they are held against."""

    located: Located
    stated: Mapping[FigureId, Observation] | None
    known: Mapping[str, Indicator]
    sources: Sources | None
    problems: Problems
    lines: dict[str, int] = field(default_factory=dict)
    """Where what has been decided so far stands."""

    def entries(self, part: str, entries: list[Any], model: type[AnyDecision]) -> Iterator[tuple[Keys, AnyDecision]]:
        for number, entry in enumerate(entries):
            keys: Keys = (part, number)
            place = partial(_place, self.located, keys)
            if (decision := validate(model, entry, place, self.problems, "decisions")) is not None:
                yield keys, decision

    def figure(self, keys: Keys, read: FigureDecision) -> FigureDecision:
        decision = read.model_copy(update={"figure": self.completed(read.figure)})
        self.once(decision.figure, (*keys, "figure"))
        if is_same(decision.value, decision.expect):
            seen = f"The new value {decision.value:f} is the one that it replaces."
            self.note((*keys, "value"), seen, "Write another value, or take the decision out.", "same")
        if self.stated is None:
            return decision
        row = self.stated.get(decision.figure)
        if row is None:
            seen = f"There is no figure '{decision.figure}'."
            self.note((*keys, "figure"), seen, nearest(decision.figure, self.stated), "figure")
        elif not is_same(row.value, decision.expect):
            seen = f"observations.csv has {row.value:f} for {row.figure}, not {decision.expect:f}."
            remedy = f'See whether the decision still holds: then write expect: "{row.value:f}", else take it out.'
            self.note((*keys, "expect"), seen, remedy, "expect")
        return decision

    def finding(self, keys: Keys, read: FindingDecision) -> FindingDecision:
        self.once(read.finding, (*keys, "finding"))
        figures: dict[FigureId, Decimal] = {}
        for written, value in read.figures.items():
            figure, place = self.completed(written), (*keys, "figures", written)
            if figure in figures:
                self.note(place, f"'{figure}' stands in this finding already.", "Keep one of the two.", "twice")
            self.identity(figure, place)
            figures[figure] = value
        return read.model_copy(update={"figures": figures})

    def identity(self, figure: FigureId, keys: Keys) -> None:
        """Whether a figure can be one: it need not be stated any more, since a finding without it is open again."""
        if not figure.is_well_formed:
            remedy = "Write indicator:measure@place, such as rice.output:actual@L27."
            self.note(keys, f"'{figure}' names no figure.", remedy, "identity")
            return
        named = [("indicator", figure.indicator, list(self.known)), ("measure", figure.topic.measure, list(MEASURES))]
        if self.sources is not None:
            named.append(("document", figure.source.document, list(self.sources.documents)))
        for what, name, names in named:
            if name not in names:
                self.note(keys, f"There is no {what} '{name}'.", nearest(name, names), what)

    def once(self, decided: str, keys: Keys) -> None:
        if decided in self.lines:
            seen = f"'{decided}' is decided in line {self.lines[decided]} already."
            self.note(keys, seen, "Keep one of the two decisions.", "twice")
        self.lines.setdefault(decided, self.located.line(keys))

    def completed(self, figure: FigureId) -> FigureId:
        """A figure's identity, its place with the document."""
        if self.sources is None or not figure.source:
            return figure
        return figure.at(self.sources.place(figure.source))

    def note(self, keys: Keys, seen: str, remedy: str, code: str) -> None:
        self.problems.add(self.located.place(keys), seen, remedy, f"decisions.{code}")


def _place(located: Located, above: Keys, keys: Keys) -> str:
    return located.place((*above, *keys))
