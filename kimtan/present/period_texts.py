"""What a report says in words (``text.yml``), with its figures put in and bound."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kimtan.data.texts import PLACEHOLDER, Step, TextPoint
from kimtan.present.blocks import Block, Column, Heading, Narrative, Row, Table
from kimtan.present.facts import Facts
from kimtan.present.offers import Offers
from kimtan.present.prose import Sentence, join, sentence, tidy
from kimtan.present.rich_text import Piece

_MOST_STUCK = 6
"""So many of the limitations that hold up most are told."""


@dataclass(frozen=True)
class PeriodTexts(Offers):
    """Blocks of the period's words; highlights are those of one section."""

    _place = "s.text"

    facts: Facts
    section: str

    def highlights(self, *, but_steps: bool = False) -> Narrative | None:
        """The section's highlights; on demand without those that the table of steps tells from the same places."""
        dataset = self.facts.dataset
        steps = dataset.in_words("steps", "section", self.section) if but_steps else ()
        told = {place for step in steps for place in step.source}
        points = dataset.in_words("highlights", "section", self.section)
        return self._points(point for point in points if not told.issuperset(point.source))

    def steps(self) -> Table | None:
        """The section's sites, each with how far it has come with every step; none where a source names no sites."""
        facts, language = self.facts, self.facts.language
        points = [
            point for point in facts.dataset.in_words("steps", "section", self.section) if isinstance(point, Step)
        ]
        if not points:
            return None
        sites, steps = (
            dict.fromkeys(getattr(point, side).words.in_(language) for point in points) for side in ("site", "step")
        )
        cells: dict[tuple[str, str], list[Sentence]] = {}
        for point in points:
            at = (point.site.words.in_(language), point.step.words.in_(language))
            cells.setdefault(at, []).append(self._put_in(point))
        rows = [
            Row(((site,), *(join(texts, "; ") if (texts := cells.get((site, step))) else None for step in steps)))
            for site in sites
        ]
        names = Column(facts.word("Công trình", "Site"), align="text", holds="name")
        caption = facts.word("Tiến độ của từng công trình", "How far each site has come")
        return Table(caption, (names, *(Column(step, align="text") for step in steps)), tuple(rows))

    def limitations(self) -> Narrative | None:
        """What fell short."""
        return self._points(self.facts.dataset.in_words("limitations"))

    def stuck(self, *, told: Collection[str] = ()) -> list[Sentence]:
        """Limitations that hold up most: those about the most indicators with a task or an unfinished plan first.

        Parameters
        ----------
        told
            Indicators that are told beside it: a limitation about nothing else is left out.
        """
        points = [
            point
            for point in self.facts.dataset.in_words("limitations")
            if not point.indicators or not set(point.indicators) <= set(told)
        ]
        held = {id(point): sum(map(self._is_open, point.indicators)) for point in points}
        ranked = sorted((point for point in points if held[id(point)]), key=lambda point: -held[id(point)])
        return [self.filled(point) for point in ranked[:_MOST_STUCK]]

    def _is_open(self, indicator: str) -> bool:
        facts = self.facts
        is_behind = facts.status(indicator) in {"behind", "at_risk"}
        return is_behind or facts.has(indicator, "target") or facts.has(indicator, "year_end")

    def causes(self, kind: str) -> Narrative | None:
        """Why, by kind: ``subjective`` or ``objective``."""
        return self._points(self.facts.dataset.in_words("causes", "kind", kind))

    def tasks(self) -> Narrative | None:
        """Tasks of the next half that carry no figure; those that do stand in a table."""
        return self._points(point for point in self.facts.dataset.in_words("tasks") if not PLACEHOLDER.search(point.vi))

    def solutions(self, area: str) -> Narrative | None:
        """Solutions in one field of work."""
        return self._points(self.facts.dataset.in_words("solutions", "area", area))

    def all_solutions(self) -> list[Block]:
        """A heading and the solutions for each field of work, in the order of the report."""
        blocks: list[Block] = []
        for area, term in self.facts.dataset.terms["area"].items():
            if (points := self.solutions(area)) is not None:
                anchor = f"{self.section}-{area}".replace("_", "-")
                blocks += [Heading(term.name(self.facts.language), anchor, level=4), points]
        return blocks

    def members(self, indicator: str) -> Sentence | None:
        """Who or what a count consists of, as the source enumerates it."""
        named = self.facts.dataset.named_list(indicator)
        if named is None:
            return None
        members = join([(member.words.in_(self.facts.language),) for member in named.members], "; ")
        return sentence((f"{self.facts.name(indicator)}: ", *members))

    def _points(self, statements: Iterable[TextPoint]) -> Narrative | None:
        points = tuple(self.filled(statement) for statement in statements)
        return Narrative(points, style="bullets") if points else None

    def filled(self, statement: TextPoint) -> Sentence:
        """A statement with its placeholders replaced by bound numbers; what is not stated reads as a dash."""
        return sentence(self._put_in(statement))

    def _put_in(self, statement: TextPoint) -> Sentence:
        words, end = statement.words.in_(self.facts.language), 0
        pieces: list[Piece] = []
        for match in PLACEHOLDER.finditer(words):
            number = self.facts.stated(match[1], match[2] or "actual", prose=True)
            pieces += [words[end : match.start()], number or "—"]
            end = match.end()
        return tidy([*pieces, words[end:]])
