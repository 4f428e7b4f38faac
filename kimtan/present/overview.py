"""A section as an official would write it from its figures alone, whatever they are.

What is said, tabulated and drawn is chosen from what the section's indicators are: wholes and parts, with plan, with
growth, subsets, lists, tasks. Nothing is drawn that compares fewer than three values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kimtan.data.indicators import Indicator
from kimtan.present.blocks import Block, Chart
from kimtan.present.prose import Sentence

if TYPE_CHECKING:
    from kimtan.present.section import Section

_IN_A_SENTENCE = 4
"""So many indicators share a sentence: a reader has lost the first by the fifth."""

_FEWEST_COMPARED = 3


@dataclass(frozen=True)
class Overview:
    """A section's blocks, part by part."""

    section: Section

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return self.section.names

    def prose(self) -> list[Block]:
        """Paragraphs on results: one for each whole with its parts, one for what belongs to one subject otherwise."""
        section, say = self.section, self.section.say
        blocks: list[Block | None] = []
        for subject in self._subjects():
            sentences: list[Sentence | None] = []
            wholes = [name for name in subject if self._parts(name)]
            for whole in wholes:
                is_inner = self._known(whole).part_of in wholes
                sentences += [None if is_inner else say.results(whole), *self._of_parts(whole, is_inner=is_inner)]
            covered = {*wholes, *(part for whole in wholes for parts in self._parts(whole).values() for part in parts)}
            alone = [name for name in subject if name not in covered]
            sentences += [say.results(*some) for some in _groups(alone)]
            sentences += [section.text.members(name) for name in subject]
            blocks.append(section.prose(*sentences))
        subsets = [
            say.fraction(name, larger)
            for name in self._names
            if (larger := self._known(name).within) is not None and larger in self._names
        ]
        texts = [section.text.highlights(but_steps=True), section.text.steps()]
        return [block for block in [*blocks, section.prose(*subsets), *texts] if block is not None]

    def table(self) -> Block | None:
        """The customary table, where it says more than the sentences do: several rows, or a plan or growth of some."""
        facts = self.section.facts
        compared = [name for name in self._names if facts.plan(name) or facts.completion(name) or facts.growth(name)]
        return self.section.table.all_indicators() if compared or len(self._names) >= _FEWEST_COMPARED else None

    def charts(self) -> list[Block]:
        """Completion of plans, then for each whole what it is made of and what moved it."""
        facts, chart = self.section.facts, self.section.chart
        planned = [name for name in self._names if facts.completion(name) is not None]
        drawn: list[Chart | None] = [chart.completion(*planned)] if len(planned) >= _FEWEST_COMPARED else []
        for whole in self._names:
            for breakdown, parts in self._parts(whole).items():
                if len(parts) >= _FEWEST_COMPARED:
                    drawn.append(chart.structure(whole, breakdown))
                if sum(facts.growth(part) is not None for part in parts) >= _FEWEST_COMPARED:
                    drawn.append(chart.growth(*parts, whole=whole))
        return [block for block in drawn if block is not None]

    def progress(self) -> Block | None:
        """Where plans stand against the time gone, and what remains to be done."""
        say, facts = self.section.say, self.section.facts
        judged = [name for name in self._names if facts.status(name) is not None]
        open_plans = [name for name in judged if facts.status(name) != "done"]
        sentences: list[Sentence | None] = [say.standing(*judged)]
        unsaid = [name for name in open_plans if not facts.has(name, "remaining")]  # which the results say
        sentences += [say.remaining(*some) for some in _groups(unsaid)]
        sentences += [say.year_end(*some) for some in _groups(self._with("year_end"))]
        sentences += [say.target(*some) for some in _groups(self._with("target"))]
        return self.section.prose(*sentences)

    def _with(self, measure: str) -> list[str]:
        return [name for name in self._names if self.section.facts.has(name, measure)]

    def _of_parts(self, whole: str, *, is_inner: bool) -> Iterator[Sentence | None]:
        """What a whole's parts are, one breakdown after the other."""
        say = self.section.say
        for at, (breakdown, parts) in enumerate(self._parts(whole).items()):
            yield say.parts(whole, breakdown, is_first=at == 0, is_inner=is_inner)
            yield say.shares(whole, breakdown) if len(parts) >= _FEWEST_COMPARED else None

    def _subjects(self) -> list[list[str]]:
        """Indicators that belong together: a tree of wholes and parts, else those whose names begin alike."""
        subjects: dict[str, list[str]] = {}
        for name in self._names:
            subjects.setdefault(self._root(name).partition(".")[0], []).append(name)
        return list(subjects.values())

    def _root(self, name: str) -> str:
        whole = self._known(name).part_of
        return self._root(whole) if whole in self._names and whole else name

    def _parts(self, whole: str) -> dict[str, list[str]]:
        """The parts of a whole that the section states, by breakdown."""
        by_breakdown: dict[str, list[str]] = {}
        for name in self._names:
            indicator = self._known(name)
            if indicator.part_of == whole and indicator.breakdown is not None:
                by_breakdown.setdefault(indicator.breakdown, []).append(name)
        return by_breakdown

    def _known(self, name: str) -> Indicator:
        return self.section.dataset.indicators[name]


def _groups(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + _IN_A_SENTENCE] for start in range(0, len(names), _IN_A_SENTENCE))
