"""What a period's report says that is not a number, from ``text.yml``, in short words of the office's own.

The opening, highlights, limitations, causes, tasks and solutions stand in Vietnamese and English, each tied to places
of a source and to indicators. A figure enters a sentence only as ``{indicator:measure}``; digits elsewhere belong to a
listed name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from kimtan.data.documents import Sources
from kimtan.data.identities import LISTED, FigureId, SourcePlace, Topic
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.errors import Problems
from kimtan.languages import Bilingual
from kimtan.reading.mappings import Located, read_mapping
from kimtan.reading.records import nearest
from kimtan.reading.shapes import Strict, validate

PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)(?::([a-z_]+))?\}")
"""``{indicator}`` or ``{indicator:measure}``."""

POINTS = ("opening", "highlights", "limitations", "causes", "tasks", "solutions", "steps")
"""The parts of a period's words that are made of points."""


class TextPoint(Strict):
    """One point of the report's prose."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    source: list[str] = Field(min_length=1)
    indicators: list[str] = []
    restricted: bool = False

    @property
    def words(self) -> Bilingual:
        """The sentence, with its placeholders."""
        return Bilingual(self.vi, self.en)


class Highlight(TextPoint):
    """What went well or was done, by section of the report (``summary``, or one of the data dictionary's)."""

    section: str


class Cause(TextPoint):
    """Why something fell short."""

    kind: Literal["subjective", "objective"]


class Solution(TextPoint):
    """What is to be done, by field of work."""

    area: str


class Member(Strict):
    """One member of a list that a source enumerates."""

    vi: str
    en: str

    @property
    def words(self) -> Bilingual:
        """The member's name."""
        return Bilingual(self.vi, self.en)


class Step(TextPoint):
    """How far one site has come with one step of its work: a cell of a table of sites by step."""

    section: str
    site: Member
    step: Member


class NamedList(Strict):
    """Members that a source enumerates for a count that it states, or leaves to be counted.

    ``numbers`` holds the numbers that the source gives them, where it does.
    """

    indicator: str
    measure: str = "actual"
    source: str
    numbers: list[int] = []
    members: list[Member] = Field(min_length=1)

    @property
    def topic(self) -> Topic:
        """What the members are counted for."""
        return Topic(self.indicator, self.measure)

    @property
    def figure(self) -> FigureId:
        """The identity of their count as a figure: ``wards.criteria_met:actual:list@report:L294``."""
        return FigureId.of(self.topic._replace(basis=LISTED), self.source)


class Texts(Strict):
    """All words of a period."""

    names: list[str] = []
    opening: list[TextPoint] = []
    highlights: list[Highlight] = []
    limitations: list[TextPoint] = []
    causes: list[Cause] = []
    tasks: list[TextPoint] = []
    solutions: list[Solution] = []
    steps: list[Step] = []
    lists: list[NamedList] = []

    def points(self) -> Iterator[tuple[tuple[str, int], TextPoint]]:
        """Every point with its place in the file."""
        for part in POINTS:
            for number, statement in enumerate(getattr(self, part)):
                yield (part, number), statement


def load(
    path: Path,
    shown: str,
    known: Mapping[str, Indicator],
    sections: Collection[str],
    areas: Collection[str],
    sources: Sources | None,
    problems: Problems,
) -> Texts | None:
    """Read ``text.yml`` and check its indicators, sections, fields of work, digits and sources; problems are noted."""
    located = read_mapping(path, shown, problems)
    texts = None if located is None else validate(Texts, located.value, located.place, problems, "text")
    if texts is None or located is None:
        return None
    for place, statement in texts.points():
        _check(statement, place, texts.names, known, located, shown, problems)
    for number, named in enumerate(texts.lists):
        if named.indicator not in known:
            where = f"{shown}:{located.line(('lists', number, 'indicator'))}"
            seen = f"There is no indicator '{named.indicator}'."
            problems.add(where, seen, nearest(named.indicator, known), "text.indicator")
        if named.measure not in MEASURES:
            where = f"{shown}:{located.line(('lists', number, 'measure'))}"
            seen = f"There is no measure '{named.measure}'."
            problems.add(where, seen, nearest(named.measure, MEASURES), "text.measure")
    for part in ("highlights", "steps"):
        for number, point in enumerate(getattr(texts, part)):
            if point.section not in sections:
                where = f"{shown}:{located.line((part, number, 'section'))}"
                seen = f"There is no section '{point.section}'."
                problems.add(where, seen, nearest(point.section, sections), "text.section")
    for number, solution in enumerate(texts.solutions):
        if solution.area not in areas:
            where = f"{shown}:{located.line(('solutions', number, 'area'))}"
            seen = f"There is no field of work '{solution.area}'."
            remedy = f"{nearest(solution.area, areas)} A new one goes into data/terms.csv first."
            problems.add(where, seen, remedy, "text.area")
    if sources is not None:
        _check_sources(texts, sources, located, shown, problems)
    return texts


def _check_sources(texts: Texts, sources: Sources, located: Located, shown: str, problems: Problems) -> None:
    """Note documents that the period's ``source.yml`` does not name."""
    named: list[tuple[tuple[str | int, ...], str]] = [
        ((*place, "source", at), source) for place, point in texts.points() for at, source in enumerate(point.source)
    ]
    named += [(("lists", number, "source"), members.source) for number, members in enumerate(texts.lists)]
    for place, source in named:
        document = SourcePlace(sources.place(source)).document
        if document not in sources.documents:
            seen = f"source.yml names no document '{document}'."
            where = f"{shown}:{located.line(place)}"
            problems.add(where, seen, nearest(document, sources.documents), "text.source")


def _check(
    statement: TextPoint,
    place: tuple[str, int],
    names: list[str],
    known: Mapping[str, Indicator],
    located: Located,
    shown: str,
    problems: Problems,
) -> None:
    for language in ("vi", "en"):
        where = f"{shown}:{located.line((*place, language))}"
        words = getattr(statement, language)
        for match in PLACEHOLDER.finditer(words):
            if match[1] not in known:
                problems.add(
                    where, f"There is no indicator '{match[1]}'.", nearest(match[1], known), "text.placeholder"
                )
            elif known[match[1]].restricted and not statement.restricted and match[1] not in statement.indicators:
                seen = f"The sentence is for everyone, but its figure '{match[1]}' is restricted."
                problems.add(where, seen, "Write 'restricted: true' with it.", "text.restricted")
            if match[2] is not None and match[2] not in MEASURES:
                problems.add(
                    where, f"There is no measure '{match[2]}'.", nearest(match[2], MEASURES), "text.placeholder"
                )
        rest = PLACEHOLDER.sub("", words)
        for name in names:
            rest = rest.replace(name, "")
        if digits := re.search(r"\d+", rest):
            remedy = "Write a figure as {indicator:measure}, or list the name that it belongs to under 'names'."
            problems.add(where, f"The digits '{digits[0]}' are bound to nothing.", remedy, "text.digits")
        if "{" in rest or "}" in rest:
            problems.add(
                where, "There is a brace that is no placeholder.", "Write {indicator:measure}.", "text.placeholder"
            )
    for number, name in enumerate(statement.indicators):
        if name not in known:
            where = f"{shown}:{located.line((*place, 'indicators', number))}"
            problems.add(where, f"There is no indicator '{name}'.", nearest(name, known), "text.indicator")
