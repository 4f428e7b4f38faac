"""Whether the figures agree with each other, in a sentence; the tables of findings say which do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import STATES, State
from kimtan.languages import Bilingual
from kimtan.present import findings as describe
from kimtan.present.anchors import finding_anchor, finding_ref
from kimtan.present.blocks import Link, Number, Run
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence

_TOLD: tuple[State, ...] = ("holds", "holds_by_rounding", "suspicious", "cannot_hold", "settled", "not_evaluable")
"""Outcomes in the order of a sentence."""

_COUNT = Bilingual("đếm kết quả kiểm tra", "count of checks")
_COUNT_GROUPS = Bilingual(
    "đếm nhóm mâu thuẫn (các quan hệ cùng dựa trên những số có thể sai)",
    "count of groups of contradictions (relations that the same suspects could explain)",
)
_COUNT_FIGURES = Bilingual("đếm số liệu chờ xác nhận", "count of figures to be confirmed")
_MOST_LISTED = 12
_MOST_GROUPS = 4


@dataclass(frozen=True)
class Agreement:
    """Sentences about the audit."""

    facts: Facts

    def checked(self) -> Sentence:
        """How many checks were made, how many came to each outcome, and how many are settled.

        Examples
        --------
        >>> show(s.say.checked())  # doctest: +SKIP
        """
        facts = self.facts
        if not facts.findings:
            nothing = "chưa có quan hệ nào giữa các số liệu để kiểm tra", "no two figures are to be checked yet"
            return sentence((facts.word(*nothing),))
        by_state: dict[str, list[Finding]] = {}
        for finding in facts.findings:
            by_state.setdefault(finding.state, []).append(finding)
        clauses: list[Run] = []
        for state in _TOLD:
            if findings := by_state.get(state):
                clause = fill(STATES[state].count.in_(facts.language), n=self._count(findings, f"checks:{state}"))
                clauses.append((*clause, *self._distinct(state, findings)))
        template = facts.word(
            "đã kiểm tra {total} quan hệ giữa các số liệu: {clauses}", "{total} checks were made: {clauses}"
        )
        return sentence(fill(template, total=self._count(facts.findings, "checks:all"), clauses=join(clauses)))

    def _count(self, findings: Sequence[Finding], ref: str) -> Number:
        """The number of findings, with links to their rows in the audit."""
        return self.facts.count(len(findings), ref, _COUNT, listed=describe.anchors(self.facts, findings))

    def _distinct(self, state: str, findings: Sequence[Finding]) -> Sentence:
        """How many there are without other forms of the same, and in how many groups, where that is fewer."""
        facts = self.facts
        mains = [finding for finding in findings if describe.main(facts, finding) is finding]
        clusters = {finding.cluster for finding in mains} if state == "cannot_hold" else set()
        clauses: list[Run] = []
        if len(mains) < len(findings):
            template = facts.word("không kể dạng lặp lại còn {n}", "{n} not counting other forms of the same")
            clauses.append(fill(template, n=self._count(mains, f"checks:{state}:distinct")))
        if 0 < len(clusters) < len(mains):
            template = facts.word("thuộc {n} nhóm mâu thuẫn", "in {n} groups of contradictions")
            clauses.append(fill(template, n=self._count_groups(list(clusters), mains)))
        return (" (", *join(clauses), ")") if clauses else ()

    def _count_groups(self, clusters: Sequence[str], mains: Sequence[Finding]) -> Number:
        listed = describe.anchors(self.facts, [finding for finding in mains if finding.cluster in clusters])
        return self.facts.count(len(clusters), "checks:groups", _COUNT_GROUPS, listed=listed)

    def checked_in_all(self, see: str) -> Sentence:
        """How many checks were made, and how many of them could not be for want of figures.

        Parameters
        ----------
        see
            Anchor of the chapter that tells them.

        Examples
        --------
        >>> show(s.say.checked_in_all("audit"))  # doctest: +SKIP
        """
        facts = self.facts
        missing = [finding for finding in facts.findings if finding.outcome == "not_evaluable"]
        template = facts.word(
            "{link}: {total} quan hệ, {missing} chưa đủ số liệu",
            "{link}: {total} checks, {missing} of them without all figures",
        )
        link = Link(facts.word("Đối chiếu số liệu", "Audit of the figures"), see)
        total, lacking = self._count(facts.findings, "checks:all"), self._count(missing, "checks:not_evaluable")
        return sentence(fill(template, total=total, missing=lacking, link=link))

    def contradictions(self) -> list[Sentence]:
        """A sentence for each group of contradictions, its relations in a few words; of many the first ones.

        Examples
        --------
        >>> show(s.points(*s.say.contradictions()))  # doctest: +SKIP
        """
        facts = self.facts
        groups = self._groups()
        sentences = [
            sentence(join([self._contradiction(finding) for finding in mains], "; "))
            for mains in list(groups.values())[:_MOST_GROUPS]
        ]
        if len(groups) > _MOST_GROUPS:
            rest = list(groups)[_MOST_GROUPS:]
            mains = [finding for name in rest for finding in groups[name]]
            number = facts.count(len(rest), "checks:groups:rest", _COUNT_GROUPS, listed=describe.anchors(facts, mains))
            template = facts.word("và {n} nhóm mâu thuẫn khác", "and {n} more groups of contradictions")
            sentences.append(sentence(fill(template, n=number)))
        return sentences

    def _contradiction(self, finding: Finding) -> Sentence:
        """A relation in a few words, and how far its sides lie apart."""
        facts, gap = self.facts, describe.gap(self.facts, finding)
        link = Link(describe.brief(facts, finding), finding_anchor(finding.id))
        if not gap:
            return (link,)
        number = facts.number(
            gap,
            finding_ref(finding.id, "gap"),
            describe.label(facts, finding),
            finding.figures,
            is_marked=False,
            listed=describe.anchors(facts, [finding]),
        )
        return fill(facts.word("{link}, lệch {gap}", "{link}, {gap} apart"), link=link, gap=number)

    def _groups(self) -> dict[str, list[Finding]]:
        """The contradictions that nobody has settled, without other forms of the same, by their group."""
        groups: dict[str, list[Finding]] = {}
        for finding in self.facts.findings:
            if finding.is_contradiction and describe.main(self.facts, finding) is finding:
                groups.setdefault(finding.group, []).append(finding)
        return groups

    def disputed(self) -> Sentence | None:
        """Which figures are in dispute, with their values, and how many more are suspicious.

        Examples
        --------
        >>> show(s.say.disputed())  # doctest: +SKIP
        """
        facts = self.facts
        by_kind = {
            kind: [figure for figure, mark in facts.marks.items() if mark.kind == kind]
            for kind in ("disputed", "suspicious")
        }
        disputed, suspicious = by_kind["disputed"], by_kind["suspicious"]
        clauses: list[Run] = []
        if disputed:
            asked = (
                ("", "")
                if facts.is_public
                else (", cần chủ số liệu xác nhận lại", ", which their owners have to confirm")
            )
            template = facts.word(
                f"số liệu chưa thống nhất{asked[0]}: {{figures}}", f"figures in dispute{asked[1]}: {{figures}}"
            )
            clauses.append(fill(template, figures=self._listed(disputed)))
        if suspicious:
            template = facts.word(
                "{n} số liệu nghi vấn cần kiểm tra",
                "{n} figure is suspicious" if len(suspicious) == 1 else "{n} figures are suspicious",
            )
            numbers = [facts.statement(facts.rows[figure]) for figure in suspicious]
            clauses.append(fill(template, n=facts.count(len(numbers), "figures:suspicious", _COUNT_FIGURES, numbers)))
        return sentence(join(clauses, facts.word("; ngoài ra có ", "; besides, "))) if clauses else None

    def _listed(self, figures: list[str]) -> Sentence:
        """Figures with their values, indicator by indicator; of many the first ones, and how many more there are."""
        facts = self.facts
        named: list[Run] = [
            (f"{describe.figure_name(facts, figure)} ", facts.statement(facts.rows[figure]))
            for figure in figures[:_MOST_LISTED]
        ]
        if len(figures) > _MOST_LISTED:
            rest = [facts.statement(facts.rows[figure]) for figure in figures[_MOST_LISTED:]]
            more = facts.count(len(rest), "figures:disputed", _COUNT_FIGURES, rest)
            named.append(fill(facts.word("và {n} số khác", "and {n} more"), n=more))
        return join(named, "; ")

    def to_decide(self) -> list[Sentence]:
        """What waits for somebody's decision: contradictions, doubts, and what the signed document still lacks.

        Examples
        --------
        >>> show(s.points(*s.say.to_decide()))  # doctest: +SKIP
        """
        facts = self.facts
        groups = self._groups()
        mains = [finding for group in groups.values() for finding in group]
        doubts = [
            finding
            for finding in facts.findings
            if finding.is_disputed and finding.outcome == "suspicious" and describe.main(facts, finding) is finding
        ]
        clauses: list[Run] = []
        if groups:
            template = facts.word(
                "{n} nhóm mâu thuẫn chờ chủ số liệu quyết định",
                "{n} group of contradictions waits for the owners of its figures to decide"
                if len(groups) == 1
                else "{n} groups of contradictions wait for the owners of their figures to decide",
            )
            clauses.append(fill(template, n=self._count_groups(list(groups), mains)))
        if doubts:
            template = facts.word(
                "{n} nghi vấn cần xem lại giả định",
                "{n} doubt rests on an assumption that somebody has to look at"
                if len(doubts) == 1
                else "{n} doubts rest on an assumption that somebody has to look at",
            )
            clauses.append(fill(template, n=self._count(doubts, "decisions:doubts")))
        sentences = [sentence(join(clauses, "; "))] if clauses else []
        settings = facts.dataset.config.settings
        unset = [
            words.in_(facts.language)
            for value, words in (
                (settings.document_number, Bilingual("số văn bản", "its number")),
                (settings.date, Bilingual("ngày ký", "its date")),
                (settings.signatory.name, Bilingual("người ký", "its signatory")),
            )
            if value is None
        ]
        if unset:
            remark = facts.word("văn bản còn thiếu: {}", "the document still lacks {}").format(", ".join(unset))
            sentences.append(sentence((remark,)))
        return sentences
