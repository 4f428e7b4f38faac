"""``decisions.yml`` read, and each decision held against the figures, the dictionary and the documents it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator

from kimtan.data.decisions import Decision, Decisions, FigureDecision, FindingDecision
from kimtan.data.documents import Sources
from kimtan.data.identities import FigureId
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.errors import Problems
from kimtan.figures import is_same
from kimtan.reading.mappings import Keys, Located, read_mapping
from kimtan.reading.records import nearest, refuse
from kimtan.reading.shapes import Strict, validate

AnyDecision = TypeVar("AnyDecision", bound=Decision)


def _entries(value: Any) -> Any:
    if value is not None and not isinstance(value, list):
        raise refuse("list", "This is no list of decisions.", "Begin each decision with '- '.")
    return value or []


Entries = Annotated[list[Any], BeforeValidator(_entries)]


class _DecisionsFile(Strict):
    """The file before its entries are looked at one by one, so that a flaw in one does not hide those of another."""

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
        The file, and its path as shown to people.
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
    check = _Check(located, stated, known, sources, problems)
    figures = [check.figure(*entry) for entry in check.entries("figures", file.figures, FigureDecision)]
    findings = [check.finding(*entry) for entry in check.entries("findings", file.findings, FindingDecision)]
    return Decisions(figures=figures, findings=findings)


@dataclass(frozen=True)
class _Check:
    """Checks decisions one by one against the figures, the dictionary and the documents."""

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
        """Note an identity that no figure can have; the figure may be gone, since its finding is then open again."""
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
