"""What contradicts what: the audit's findings as tables, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kimtan.audit.findings import Finding, Suspect
from kimtan.audit.outcomes import STATES, State, urgency
from kimtan.audit.wording import range_text
from kimtan.data.measures import MEASURES
from kimtan.figures import number_text
from kimtan.languages import Bilingual, lower_first
from kimtan.present import findings as describe
from kimtan.present.anchors import figure_anchor, finding_anchor, finding_ref
from kimtan.present.blocks import Break, Column, Link, Medium, Row, Run, Strong, Table
from kimtan.present.facts import Facts
from kimtan.present.prose import join

_ARROW = "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}"
_DOES_NOT_APPLY = Bilingual("quy tắc không áp dụng trong kỳ này", "the rule does not apply in this period")


@dataclass(frozen=True)
class FindingTables:
    """Tables of findings."""

    facts: Facts
    section: str = ""

    def findings(self, *states: str, indicators: Sequence[str] | None = None) -> Table | None:
        """The findings in one of some states, worst first, those that contradict each other's figures together.

        Other forms of a finding have no row of their own: its row names them. Rows are places that links lead to where
        all indicators are asked for, hence once in a report.

        Parameters
        ----------
        states
            Outcomes, or ``settled``; all when not given.
        indicators
            Only findings in which one of them takes part.

        Examples
        --------
        >>> show(s.table.findings("cannot_hold", "suspicious"))  # doctest: +SKIP
        """
        chosen = [
            finding
            for finding in self._concerning(indicators)
            if describe.main(self.facts, finding) is finding and (not states or finding.state in states)
        ]
        if not chosen:
            return None
        cells = {finding.id: self._finding_cells(finding) for finding in chosen}
        has_suspects = any(finding.is_disputed for finding in chosen)
        columns = self._columns(has_suspects)
        kept = {key: column for key, column in columns.items() if any(key in own for own in cells.values())}
        rows = []
        grouped = self._grouped(chosen)
        for state, group in grouped.items():
            rows.append(Row(((self.state(state),), *([None] * (len(kept) - 1))), role="group"))
            for finding in group:
                own = cells[finding.id]
                if finding.state != state:
                    own["what"] = (Strong(f"{self.state(finding.state)}: "), *own["what"])
                anchor = finding_anchor(finding.id) if indicators is None else ""
                rows.append(Row(tuple(own.get(key) for key in kept), role="finding", anchor=anchor))
                details = self._below(finding)
                rows += [Row(tuple(detail.get(key, ()) for key in kept), role="detail", depth=1) for detail in details]
        held = "; ".join(lower_first(self.state(state)) for state in grouped)
        caption = f"{self.facts.word('Kết quả kiểm tra số liệu', 'Outcome of the checks')}: {held}"
        notes = self._legend() if has_suspects else ()
        medium: Medium = "" if any(finding.is_wrong for finding in chosen) else "screen"
        return Table(caption, tuple(kept.values()), tuple(rows), notes, medium)

    def _columns(self, has_suspects: bool) -> dict[str, Column]:
        word = self.facts.word
        what, met = word("Quan hệ kiểm tra", "What must agree"), word("Số đối chiếu", "To be met")
        if has_suspects:
            what += word("; số có thể sai", "; who may be wrong")
            met += word("; mức phải có", "; what it would be")
        return {
            "what": Column(what, align="text", holds="name"),
            "stated": Column(word("Số nêu ra", "Stated"), align="text"),
            "recomputed": Column(met, align="text"),
            "gap": Column(word("Chênh lệch", "Gap"), align="text"),
            "decision": Column(word("Kết luận", "Decision"), align="text"),
            "missing": Column(word("Còn thiếu", "Missing"), align="text"),
            "source": Column(word("Nguồn", "Source"), align="text"),
        }

    def _finding_cells(self, finding: Finding) -> dict[str, Run]:
        """What a finding's own row says; a cell that would be empty is left out."""
        facts = self.facts
        is_compared = finding.stated is not None and finding.recomputed is not None
        unit = facts.dataset.complete.units[finding.unit]
        told_texts = {
            "stated": range_text(finding.stated, unit, facts.language) if is_compared else "",
            "recomputed": range_text(finding.recomputed, unit, facts.language) if is_compared else "",
            "gap": describe.gap(facts, finding),
        }
        texts = {
            "decision": describe.settlement(facts, finding),
            "missing": self._lacking(finding),
        }
        return {
            "what": (describe.label(facts, finding),),
            **{key: self._bound(text, finding, key) for key, text in told_texts.items() if text},
            **{key: (text,) for key, text in texts.items() if text},
            **({"source": sources} if (sources := self._sources(finding)) else {}),
        }

    def _below(self, finding: Finding) -> list[dict[str, Run]]:
        """Remarks, and who may be wrong: never one verdict, and always that the rule may not apply."""
        facts = self.facts
        remarks = self._remarks(finding)
        rows: list[dict[str, Run]] = [{"what": join(remarks, Break())}] if remarks else []
        if not finding.is_disputed:
            return rows
        suspects = finding.suspects or tuple(map(Suspect, finding.figures))
        known = [candidate for candidate in suspects if describe.is_shown(facts, candidate.figure)]
        own = [candidate for candidate in known if candidate.figure in finding.figures] or known
        if not finding.is_localised:
            rows.append({"what": (facts.word("chưa khoanh vùng được số sai", "not localised"),)})
        rows += [self._suspect_cells(candidate, finding, is_first=place == 0) for place, candidate in enumerate(own)]
        return [*rows, {"what": (facts.word("hoặc quy tắc không áp dụng", "or the rule does not apply"),)}]

    def _suspect_cells(self, suspect: Suspect, finding: Finding, *, is_first: bool) -> dict[str, Run]:
        """A figure as it is stated, what it would have to be, and the value that is one keystroke away."""
        facts = self.facts
        lead = facts.word("có thể sai: ", "maybe wrong: ") if is_first else facts.word("hoặc ", "or ")
        cells: dict[str, Run] = {
            "what": (lead, describe.figure_name(facts, suspect.figure)),
            "source": (facts.place(suspect.figure.source),),
        }
        if (stated := describe.value(facts, suspect.figure)) is not None:
            cells["stated"] = (stated,)
        if not suspect.is_credible:
            cells["recomputed"] = (describe.not_alone(facts),)
        elif suspect.needs is not None:
            needs = self._bound(describe.needs(facts, suspect), finding, f"needs:{suspect.figure}")
            cells["recomputed"] = (*needs, *self._repair(suspect, finding))
        return cells

    def _repair(self, suspect: Suspect, finding: Finding) -> Run:
        """What is written, and the value one keystroke away; nothing where there is none, and for the public."""
        facts, figure = self.facts, suspect.figure
        if suspect.repair is None or facts.is_public or figure not in facts.rows:
            return ()
        written = facts.number(number_text(facts.rows[figure].value, facts.language), figure, is_marked=False)
        value = number_text(suspect.repair, facts.language)
        return (" (", written, _ARROW, *self._bound(value, finding, f"repair:{figure}"), "?)")

    def _legend(self) -> tuple[Run, ...]:
        note = self.facts.word(
            "Mức phải có là mức để các số khớp nhau, nếu sai ở chính số đó. Trong ngoặc là số khớp được mà chỉ khác "
            "một ký tự (gõ sai, thiếu, thừa hoặc đảo chữ số, đặt sai dấu phẩy).",
            "Beside a figure that may be wrong stands what it would have to be for all to agree. In brackets: a value "
            "that agrees and is one keystroke away (a digit changed, missing, added or swapped, a comma moved).",
        )
        return ((note,),)

    def state(self, state: State) -> str:
        """A state in words."""
        return STATES[state].title.in_(self.facts.language)

    def _concerning(self, indicators: Sequence[str] | None) -> tuple[Finding, ...]:
        if indicators is None:
            return self.facts.findings
        names = set(indicators)
        return tuple(
            finding for finding in self.facts.findings if names & {figure.indicator for figure in finding.figures}
        )

    def _grouped(self, findings: Sequence[Finding]) -> dict[State, list[Finding]]:
        """By state, worst first; a cluster stays together where its worst finding stands."""
        worst: dict[str, State] = {}
        for finding in sorted(findings, key=lambda member: urgency(member.state)):
            if finding.state != "settled":
                worst.setdefault(finding.group, finding.state)
        groups: dict[State, list[Finding]] = {state: [] for state in STATES}
        for finding in findings:
            state = finding.state
            groups[state if state == "settled" else worst[finding.group]].append(finding)
        for group in groups.values():
            first = {member.group: place for place, member in reversed(list(enumerate(group)))}
            group.sort(key=lambda member: (first[member.group], urgency(member.state)))
        return {state: group for state, group in groups.items() if group}

    def _remarks(self, finding: Finding) -> list[Run]:
        """What the rule takes for granted, and where else the same shows."""
        facts = self.facts
        assumes = describe.assumption(facts, finding)
        forms = "; ".join(describe.label(facts, form) for form in describe.forms(facts, finding))
        lines = [facts.word(f"Giả định: {assumes}", f"Assuming: {assumes}")] if assumes else []
        lines += [facts.word(f"Cũng thấy ở: {forms}", f"Also seen in: {forms}")] if forms else []
        return [(line,) for line in lines]

    def _bound(self, text: str, finding: Finding, side: str) -> Run:
        """What the audit makes of a finding's figures, bound to them."""
        facts = self.facts
        ref, formula = finding_ref(finding.id, side), describe.label(facts, finding)
        listed = describe.anchors(facts, [finding])
        return (facts.number(text, ref, formula, finding.figures, is_marked=False, listed=listed),)

    def _lacking(self, finding: Finding) -> str:
        """What the rule lacks: several measures of one indicator under its name; nothing where it lacks nothing."""
        lacking: dict[str, list[str]] = {}
        for indicator, measure, basis in finding.missing:
            words = (MEASURES[measure].name.in_(self.facts.language), basis)
            lacking.setdefault(indicator, []).append(", ".join(filter(None, words)))
        dictionary = self.facts.dataset.complete.indicators
        named = [f"{dictionary[name].name(self.facts.language)} ({', '.join(own)})" for name, own in lacking.items()]
        return "; ".join(named) or ("" if finding.applies else _DOES_NOT_APPLY.in_(self.facts.language))

    def _sources(self, finding: Finding) -> Run:
        """Where the finding's figures stand, each a link to its evidence: lines of the first document, then others."""
        facts = self.facts
        places = {figure.source: figure_anchor(figure) for figure in reversed(finding.figures)}
        first = facts.dataset.sources.first
        lines = {
            source.line: anchor
            for source, anchor in places.items()
            if source.document == first and source.line is not None
        }
        others = [
            (Link(facts.place(source), anchor),)
            for source, anchor in reversed(places.items())
            if source.document != first or source.line is None
        ]
        if not lines:
            return join(others, "; ")
        word = facts.word("dòng", "line" if len(lines) == 1 else "lines")
        numbered = join([(Link(str(line), lines[line]),) for line in sorted(lines)])
        return join([(f"{word} ", *numbered), *others], "; ")
