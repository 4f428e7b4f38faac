"""What a derived figure rests on, as links into the report: figures with their signs, findings, or where many stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kimtan.present import marks
from kimtan.present.anchors import figure_anchor
from kimtan.present.blocks import Block, Break, Heading, Link, Number, Row, Run, Table, plain
from kimtan.present.prose import join
from kimtan.present.rich_text import KINDS, MarkKind, numbers

_LINES = 6
"""So many figures have a line each; more of them stand one after another."""

_MOST_PLACES = 12
"""Of more places than these the headings are given that they stand under; of more headings the chapters."""


@dataclass(frozen=True)
class _Place:
    """A row that links lead to.

    Parameters
    ----------
    name, measure
        What it is called; a finding has no measure.
    number
        The figure that it is the evidence of; a finding has none.
    above
        The headings above it, the chapter first.
    is_finding
        Whether it is a finding.
    """

    name: str
    measure: str = ""
    number: Number | None = None
    above: tuple[Heading, ...] = ()
    is_finding: bool = False

    @property
    def short(self) -> str:
        """Its name without what stands in brackets."""
        return self.name.partition(" (")[0]


@dataclass(frozen=True)
class Grounds:
    """The places of a report that derived figures can rest on, by their anchors."""

    places: Mapping[str, _Place]
    language: str

    @classmethod
    def of(cls, blocks: Sequence[Block], derived: Sequence[Number], language: str) -> Grounds:
        """The rows of evidence and of the audit in the blocks, and the derived numbers themselves."""
        own = {
            figure_anchor(number.ref): _Place(number.formula, number=Number(number.text, number.ref))
            for number in derived
        }
        return cls({**own, **dict(_places(blocks))}, language)

    def of_number(self, number: Number, *, is_signed: bool = True) -> Run:
        """Links to the figures that a number rests on; where it rests on none, to where its matter is listed.

        Nothing for what the formula itself says all of: days of the calendar, members of a list.
        """
        figures = self._known(map(figure_anchor, number.inputs))
        if not figures:
            return self._listed(self._known(number.listed))
        run = self._figures(figures)
        return run if is_signed else [replace(part, mark=None) if isinstance(part, Number) else part for part in run]

    def doubts(self, number: Number) -> Run:
        """The doubts about the figures that a number rests on, one line each; empty where there are none."""
        by_mark: dict[tuple[MarkKind, str], list[_Place]] = {}
        for place in self._known(map(figure_anchor, number.inputs)).values():
            if place.number is not None and place.number.mark is not None:
                by_mark.setdefault((place.number.mark.kind, place.number.mark.see), []).append(place)
        lines: list[Run] = []
        for (kind, see), doubted in sorted(by_mark.items(), key=lambda line: KINDS.index(line[0][0])):
            word = marks.NAMES[kind].in_(self.language)
            about = self.places.get(see)
            link: Run = (": ", Link(about.name, see)) if about is not None and about.is_finding else ()
            lines.append((word, *link, " – ", *join([_number(place) for place in doubted], "; ")))
        return join(lines, Break())

    def _known(self, anchors: Iterator[str] | Sequence[str]) -> dict[str, _Place]:
        return {anchor: self.places[anchor] for anchor in anchors if anchor in self.places}

    def _figures(self, places: Mapping[str, _Place]) -> Run:
        """One a line with its measure; of many the name once, and its numbers behind it."""
        if len(places) <= _LINES:
            return join([_named(place) for place in places.values()], Break())
        by_name: dict[str, list[Run]] = {}
        for place in places.values():
            by_name.setdefault(place.short, []).append(_number(place))
        return join([join([(f"{name} ",), join(numbers)], "") for name, numbers in by_name.items()], "; ")

    def _listed(self, places: Mapping[str, _Place]) -> Run:
        """Links to the places, a name once."""
        by_name: dict[str, Link] = {}
        for anchor, place in places.items():
            by_name.setdefault(place.name, Link(place.name, anchor))
        links = list(by_name.values())
        for depth in (-1, 0):
            if len(links) > _MOST_PLACES:
                headings = dict.fromkeys(place.above[depth] for place in places.values() if place.above)
                links = [Link(heading.text, heading.anchor) for heading in headings]
        return join([(link,) for link in links], Break())


def _named(place: _Place) -> Run:
    name = " · ".join(part for part in (place.name, place.measure) if part)
    return (f"{name}: ", *_number(place))


def _number(place: _Place) -> Run:
    return () if place.number is None else (place.number,)


def _places(blocks: Sequence[Block]) -> Iterator[tuple[str, _Place]]:
    """Every row with evidence of a figure, or with a finding, in reading order."""
    above: tuple[Heading, ...] = ()
    for block in blocks:
        if isinstance(block, Heading):
            above = (*(heading for heading in above if heading.level < block.level), block)
        elif isinstance(block, Table):
            for row in block.rows:
                if row.anchor and row.role in {"evidence", "finding"}:
                    yield row.anchor, _place(block, row, above)


def _place(table: Table, row: Row, above: tuple[Heading, ...]) -> _Place:
    name = plain(row.cells[table.head] or ())
    if row.role == "finding":
        return _Place(name, above=above, is_finding=True)
    measure = table.holding("measure")
    number = next(numbers(row.runs()), None)
    return _Place(
        name,
        "" if measure is None else plain(row.cells[measure] or ()),
        None if number is None else Number(number.text, number.ref, mark=number.mark),
        above,
    )
