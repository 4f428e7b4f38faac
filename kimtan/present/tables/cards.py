"""A contradiction as a card in plain words: what is stated, what follows, the gap, who may be wrong, who is asked."""

from __future__ import annotations

from dataclasses import replace

from kimtan.audit.findings import Finding, Suspect
from kimtan.audit.wording import range_text
from kimtan.data.identities import FigureId
from kimtan.data.measures import MEASURES
from kimtan.figures import date_text
from kimtan.languages import Bilingual
from kimtan.present import findings as describe
from kimtan.present.anchors import finding_anchor
from kimtan.present.blocks import Break, Column, Row, Run, Table
from kimtan.present.prose import fill, join
from kimtan.present.tables.findings import FindingTables
from kimtan.settings import Owner

NOBODY = Bilingual("Chưa giao", "Nobody yet")
STATED = Bilingual("Nêu", "Stated")
FOLLOWS = Bilingual("Suy ra", "Follows")
GAP = Bilingual("Lệch ít nhất", "At least apart by")
CHANCES = Bilingual("Khả năng", "Possibilities")
WHO = Bilingual("Ai xác nhận", "Who confirms")
ASSUMES = Bilingual("Giả định", "Assuming")
_ALREADY = Bilingual("Như ở “{}”", "As in “{}”")
_TOGETHER = Bilingual("Ít nhất {n} trong các số sau sai:", "At least {n} of these are wrong:")
_RULE = Bilingual("hoặc các số không phải so với nhau", "or these figures are not to be compared")


class CardTables(FindingTables):
    """Cards of what contradicts or is suspicious."""

    def cards(self, *states: str) -> Table | None:
        """A card for each finding in one of some states, those of one contradiction together; each once.

        A card is a row with what is wrong, which links lead to, and rows of a word and what it says.

        Examples
        --------
        >>> show(s.table.cards("cannot_hold"))  # doctest: +SKIP
        """
        chosen = [
            finding
            for finding in self.facts.findings
            if describe.main(self.facts, finding) is finding and finding.is_disputed and finding.state in states
        ]
        if not chosen:
            return None
        grouped = self._grouped(chosen)
        ordered = [finding for group in grouped.values() for finding in group]
        first: dict[str, Finding] = {}
        rows: list[Row] = []
        for finding in ordered:
            rows.append(
                Row(((describe.plainly(self.facts, finding),), ()), role="finding", anchor=finding_anchor(finding.id))
            )
            lines = self.card(finding, first.setdefault(finding.group, finding))
            rows += [Row(((word,), run), role="detail", depth=1) for word, run in lines]
        columns = (
            Column(self.facts.word("Nội dung đối chiếu", "What is checked"), align="text", holds="name"),
            Column(self.facts.word("Số liệu", "Figures"), align="text"),
        )
        return Table("; ".join(self.state(state) for state in grouped), columns, tuple(rows))

    def card(self, finding: Finding, told_by: Finding | None = None) -> list[tuple[str, Run]]:
        """What a finding says, line by line: a word and what stands behind it.

        Parameters
        ----------
        told_by
            The finding of the same contradiction whose card names the figures that may be wrong.
        """
        gap = describe.gap(self.facts, finding)
        lines = [
            (STATED, self._stated(finding)),
            (FOLLOWS, self._follows(finding)),
            (GAP, self._bound(gap, finding, "gap") if gap else ()),
            (ASSUMES, (describe.assumption(self.facts, finding),) if finding.assumes.vi else ()),
            (CHANCES, self._chances(finding, told_by)),
            (WHO, () if self.facts.is_public else (self._asked(finding),)),
        ]
        return [(word.in_(self.facts.language), run) for word, run in lines if run]

    def _stated(self, finding: Finding) -> Run:
        """The figures of what the finding is about, as they are stated; all of them where it is about no one thing."""
        about = [figure for figure in finding.figures if finding.topic and figure.indicator == finding.topic.indicator]
        figures = about if finding.rule == "parts" and about else list(finding.figures)
        named = [self._with_place(figure) for figure in figures if describe.is_shown(self.facts, figure)]
        return join(named, Break())

    def _with_place(self, figure: FigureId) -> Run:
        named, place = describe.named(self.facts, figure), self.facts.place(figure.source)
        return named if place in str(named[0]) else (*named, f" ({place})")

    def _follows(self, finding: Finding) -> Run:
        """What the figures come to on either side."""
        facts = self.facts
        unit = facts.dataset.complete.units[finding.unit]
        sides = [range_text(ends, unit, facts.language) for ends in (finding.stated, finding.recomputed)]
        if not all(sides) or finding.rule == "repeated":  # what is stated says it all
            return ()
        stated, other = (
            self._bound(text, finding, side) for text, side in zip(sides, ("stated", "recomputed"), strict=True)
        )
        if finding.rule != "parts" or finding.topic is None:
            template = facts.word("{stated}, nhưng phải khớp với {other}", "{stated}, against {other}")
            return fill(template, stated=stated, other=other)
        measure = MEASURES[finding.topic.measure].name.in_(facts.language)
        template = facts.word(
            "{measure} theo số nêu chung: {stated}; cộng từ các phần: {other}",
            "{measure} by its own figure: {stated}; by its parts: {other}",
        )
        follows = fill(template, measure=measure[:1].upper() + measure[1:], stated=stated, other=other)
        parts = facts.dataset.parts(finding.topic.indicator)
        whole, own = facts.growth(finding.topic.indicator), facts.derived(parts[0], "whole_growth") if parts else None
        if finding.topic.measure == "last_year" and whole and own:
            template = facts.word(" (tăng trưởng {whole} và {own})", " (growth of {whole} and {own})")
            follows = (*follows, *fill(template, whole=replace(whole, mark=None), own=replace(own, mark=None)))
        return follows

    def _chances(self, finding: Finding, told_by: Finding | None) -> Run:
        """Who may be wrong and what it would be; of a contradiction that another card tells, where it does."""
        facts = self.facts
        if told_by is not None and told_by is not finding and told_by.suspects:
            return (_ALREADY.in_(facts.language).format(describe.plainly(self.facts, told_by)),)
        suspects = finding.suspects or tuple(map(Suspect, finding.figures))
        shown = [suspect for suspect in suspects if describe.is_shown(facts, suspect.figure)]
        least = min((len(figures) for figures in finding.sets), default=1)
        number = self._bound(str(least), finding, "least")
        lead: list[Run] = [fill(_TOGETHER.in_(facts.language), n=number)] if least > 1 else []
        lines = [self._chance(suspect, finding) for suspect in shown]
        return join([*lead, *lines, (_RULE.in_(facts.language),)], Break())

    def _chance(self, suspect: Suspect, finding: Finding) -> Run:
        facts = self.facts
        chance = describe.named(facts, suspect.figure)
        if suspect.needs is None:
            return chance
        if not suspect.is_credible:
            return (*chance, facts.word(", ", ": "), describe.not_alone(facts))
        needs = self._bound(describe.needs(facts, suspect), finding, f"needs:{suspect.figure}")
        return (*chance, facts.word(" phải là ", " would have to be "), *needs, *self._repair(suspect, finding))

    def _asked(self, finding: Finding) -> str:
        """The owners of the figures in doubt, each with the day until which they answer."""
        language = self.facts.language
        asked = [
            f"{owner.name} ({date_text(owner.deadline, language)})" if owner.deadline else owner.name
            for owner in self.owners(finding)
        ]
        return "; ".join(dict.fromkeys(asked)) or NOBODY.in_(language)

    def owners(self, finding: Finding) -> list[Owner]:
        """Who states the figures in doubt, as far as the settings say so."""
        dataset = self.facts.dataset
        known = (dataset.indicators.get(figure.indicator) for figure in finding.disputed)
        sections = dict.fromkeys(indicator.section for indicator in known if indicator is not None)
        owners = dataset.config.settings.owners
        return [owners[section] for section in sections if section in owners]
