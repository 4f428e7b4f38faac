"""What waits for a confirmation, in words that whoever leads the office understands."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import urgency
from kimtan.audit.wording import ONE_PRICE, range_text
from kimtan.data.identities import FigureId
from kimtan.data.measures import MEASURES
from kimtan.present import findings as describe
from kimtan.present.anchors import finding_anchor, finding_ref
from kimtan.present.blocks import Link, Run
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence

_MOST = 6


@dataclass(frozen=True)
class Confirmation:
    """Sentences about figures that cannot all be true."""

    facts: Facts

    def to_confirm(self) -> list[Sentence]:
        """A sentence for each finding whose figures have to be confirmed, of many the first ones; worst first.

        Examples
        --------
        >>> show(s.points(*s.say.to_confirm()))  # doctest: +SKIP
        """
        open_ones = sorted(
            (
                finding
                for finding in self.facts.findings
                if finding.is_to_confirm and describe.main(self.facts, finding) is finding
            ),
            key=lambda finding: urgency(finding.outcome),
        )
        return [
            sentence((*self._in_words(finding), *self._if(finding), *self._more(finding)))
            for finding in open_ones[:_MOST]
        ]

    def _in_words(self, finding: Finding) -> Run:
        facts, topic = self.facts, finding.topic
        if finding.rule == "repeated":
            values = [value for figure in finding.figures if (value := self._as_stated(figure))]
            name = facts.prose_name(finding.figures[0].indicator)
            joined = join(values, facts.word(" và ", " and "))
            template = facts.word("{name} được nêu là {numbers}", "{name} is stated as {numbers}")
            return fill(template, name=name, numbers=joined)
        if finding.rule != "parts" or topic is None or topic.indicator not in facts.dataset.indicators:
            return (describe.label(facts, finding),)
        name, parts = facts.prose_name(topic.indicator), facts.dataset.parts(topic.indicator)
        own, whole = facts.derived(parts[0], "whole_growth") if parts else None, facts.growth(topic.indicator)
        if topic.measure == "last_year" and own and whole:
            template = facts.word(
                "tốc độ tăng của {name} được nêu là {whole}, nhưng tính từ các phần là {own}",
                "the growth of {name} is stated as {whole}, but its parts make {own}",
            )
            return fill(template, name=name, whole=whole, own=own)
        unit = facts.dataset.complete.units[finding.unit]
        sides = {
            side: facts.number(
                range_text(ends, unit, facts.language),
                finding_ref(finding.id, side),
                describe.label(facts, finding),
                finding.figures,
                is_marked=False,
                listed=describe.anchors(facts, [finding]),
            )
            for side, ends in (("stated", finding.stated), ("recomputed", finding.recomputed))
        }
        template = facts.word(
            "{measure} của {name} tính theo số nêu chung là {stated}, nhưng cộng từ các phần là {recomputed}",
            "the {measure} for {name} is {stated} by its own figure, but {recomputed} by its parts",
        )
        return fill(template, measure=MEASURES[topic.measure].name.in_(facts.language), name=name, **sides)

    def _as_stated(self, figure: FigureId) -> Run:
        """A figure with what the source says that it was measured by; nothing where it is not known."""
        number, row = describe.value(self.facts, figure), self.facts.rows.get(figure)
        if number is None:
            return ()
        words = self.facts.qualifier_name(row) if row is not None else ""
        return (number, f" {words}") if words else (number,)

    def _if(self, finding: Finding) -> Run:
        """What the finding takes for granted of prices, in a few words."""
        words = self.facts.word(", nếu tính theo cùng một loại giá", " if all are in the same kind of prices")
        return (words,) if finding.assumes == ONE_PRICE else ()

    def _more(self, finding: Finding) -> Run:
        link = Link(self.facts.word("xem", "see"), finding_anchor(finding.id))
        return (" (", link, ")")
