"""What a period's report says that is not a number, from ``text.yml``, in short words of the office's own.

The opening, highlights, limitations, causes, tasks and solutions stand in Vietnamese and English, each tied to places
of a source and to indicators. A figure enters a sentence only as ``{indicator:measure}``; digits elsewhere belong to a
listed name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from kimtan.data.documents import Sources
from kimtan.data.identities import LISTED, FigureId, SourcePlace, Topic
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.errors import Problems
from kimtan.languages import Bilingual
from kimtan.reading.mappings import Keys, Located, read_mapping
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
    check = _Check(located, problems)
    for place, point in texts.points():
        _check_point(point, place, texts.names, known, check)
    for number, named in enumerate(texts.lists):
        check.name("indicator", named.indicator, known, ("lists", number, "indicator"), "indicator")
        check.name("measure", named.measure, MEASURES, ("lists", number, "measure"), "measure")
    for part in ("highlights", "steps"):
        for number, point in enumerate(getattr(texts, part)):
            check.name("section", point.section, sections, (part, number, "section"), "section")
    for number, solution in enumerate(texts.solutions):
        keys = ("solutions", number, "area")
        check.name("field of work", solution.area, areas, keys, "area", " A new one goes into data/terms.csv first.")
    if sources is not None:
        _check_sources(texts, sources, check)
    return texts


@dataclass(frozen=True)
class _Check:
    """Notes what is wrong with the values of a file at their lines."""

    located: Located
    problems: Problems

    def note(self, keys: Keys, seen: str, remedy: str, code: str) -> None:
        self.problems.add(f"{self.located.shown}:{self.located.line(keys)}", seen, remedy, f"text.{code}")

    def name(self, what: str, name: str, known: Collection[str], keys: Keys, code: str, hint: str = "") -> None:
        if name not in known:
            self.note(keys, f"There is no {what} '{name}'.", nearest(name, known) + hint, code)


def _check_sources(texts: Texts, sources: Sources, check: _Check) -> None:
    """Note documents that the period's ``source.yml`` does not name."""
    named: list[tuple[Keys, str]] = [
        ((*place, "source", at), source) for place, point in texts.points() for at, source in enumerate(point.source)
    ]
    named += [(("lists", number, "source"), members.source) for number, members in enumerate(texts.lists)]
    for keys, source in named:
        document = SourcePlace(sources.place(source)).document
        if document not in sources.documents:
            seen = f"source.yml names no document '{document}'."
            check.note(keys, seen, nearest(document, sources.documents), "source")


def _check_point(
    point: TextPoint, place: Keys, names: list[str], known: Mapping[str, Indicator], check: _Check
) -> None:
    for language in ("vi", "en"):
        keys, words = (*place, language), getattr(point, language)
        for match in PLACEHOLDER.finditer(words):
            indicator, measure = match.groups()
            check.name("indicator", indicator, known, keys, "placeholder")
            is_restricted = indicator in known and known[indicator].restricted
            if is_restricted and not point.restricted and indicator not in point.indicators:
                seen = f"The sentence is for everyone, but its figure '{indicator}' is restricted."
                check.note(keys, seen, "Write 'restricted: true' with it.", "restricted")
            check.name("measure", measure or "actual", MEASURES, keys, "placeholder")
        rest = PLACEHOLDER.sub("", words)
        for name in names:
            rest = rest.replace(name, "")
        if digits := re.search(r"\d+", rest):
            remedy = "Write a figure as {indicator:measure}, or list the name that it belongs to under 'names'."
            check.note(keys, f"The digits '{digits[0]}' are bound to nothing.", remedy, "digits")
        if "{" in rest or "}" in rest:
            check.note(keys, "There is a brace that is no placeholder.", "Write {indicator:measure}.", "placeholder")
    for number, name in enumerate(point.indicators):
        check.name("indicator", name, known, (*place, "indicators", number), "indicator")
