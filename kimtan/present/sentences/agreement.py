"""Whether the figures agree with each other, in a sentence; the tables of findings say which do not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kimtan.present import findings as told
from kimtan.present.blocks import Number, Run
from kimtan.present.facts import Facts
from kimtan.present.hedges import doubted
from kimtan.present.prose import Sentence, fill, join, sentence

_STATES = {
    "holds": ("{n} khớp", "{n} hold"),
    "holds_by_rounding": ("{n} khớp nhờ làm tròn", "{n} hold through rounding"),
    "suspicious": ("{n} nghi vấn", "{n} are suspicious"),
    "cannot_hold": ("{n} không thể cùng đúng", "{n} cannot hold"),
    "settled": ("{n} đã có kết luận", "{n} are settled"),
    "not_evaluable": ("{n} chưa đủ số liệu để kiểm tra", "{n} cannot be evaluated for want of figures"),
}
_COUNT = ("đếm kết quả kiểm tra", "count of checks")
_MOST_LISTED = 12


@dataclass(frozen=True)
class Agreement:
    """Sentences about the audit."""

    facts: Facts

    def checked(self) -> Sentence:
        """How many checks were made, how many came to each outcome, and how many are settled."""
        facts = self.facts
        counts: Counter[str] = Counter(told.state(finding) for finding in facts.findings)
        clauses: list[Run] = []
        for state, words in _STATES.items():
            if counts[state]:
                clause = fill(facts.word(*words), n=facts.count(counts[state], f"checks:{state}", _COUNT))
                clauses.append((*clause, *self._distinct(state, counts[state])))
        template = facts.word(
            "đã kiểm tra {total} quan hệ giữa các số liệu: {clauses}", "{total} checks were made: {clauses}"
        )
        total = facts.count(len(facts.findings), "checks:all", _COUNT)
        return sentence(fill(template, total=total, clauses=join(clauses)))

    def _distinct(self, state: str, count: int) -> Sentence:
        """How many there are without other forms of the same, where there are any."""
        facts = self.facts
        mains = [one for one in facts.findings if told.state(one) == state and told.main(facts, one) is one]
        if len(mains) == count:
            return ()
        number = facts.count(len(mains), f"checks:{state}:distinct", _COUNT)
        return fill(facts.word(" (thuộc {n} mâu thuẫn khác nhau)", " ({n} of them distinct)"), n=number)

    def disputed(self) -> Sentence | None:
        """Which figures are in dispute, with their values, and how many more are suspicious."""
        facts = self.facts
        by_kind = {
            kind: [figure for figure, mark in facts.marks.items() if mark.kind == kind]
            for kind in ("disputed", "suspicious")
        }
        disputed, suspicious = by_kind["disputed"], by_kind["suspicious"]
        clauses: list[Run] = []
        if disputed:
            template = facts.word(
                "số liệu chưa thống nhất, cần chủ số liệu xác nhận lại: {figures}",
                "figures in dispute, which their owners have to confirm: {figures}",
            )
            clauses.append(fill(template, figures=self._listed(disputed)))
        if suspicious:
            template = facts.word(
                "{n} số liệu nghi vấn cần kiểm tra",
                "{n} figure is suspicious" if len(suspicious) == 1 else "{n} figures are suspicious",
            )
            clauses.append(fill(template, n=facts.count(len(suspicious), "figures:suspicious", _COUNT)))
        return sentence(doubted(join(clauses, facts.word("; ngoài ra có ", "; besides, ")))) if clauses else None

    def _listed(self, figures: list[str]) -> Sentence:
        """Figures with their values, indicator by indicator; of many the first ones, and how many more there are."""
        facts = self.facts
        named: list[Run] = [
            (f"{told.figure_name(facts, figure)} ", facts.statement(facts.rows[figure]))
            for figure in figures[:_MOST_LISTED]
        ]
        if len(figures) > _MOST_LISTED:
            more = facts.count(len(figures) - _MOST_LISTED, "figures:disputed", _COUNT)
            named.append(fill(facts.word("và {n} số khác", "and {n} more"), n=more))
        return join(named, "; ")

    def to_decide(self) -> list[Sentence]:
        """What waits for somebody's decision: contradictions, doubts, and what the signed document still lacks."""
        facts = self.facts
        mains = [one for one in facts.findings if one.is_disputed and told.main(facts, one) is one]
        clusters = {one.cluster for one in mains if one.outcome == "cannot_hold"}
        doubts = [one for one in mains if one.outcome == "suspicious"]
        found: list[Sentence] = []
        if clusters:
            template = facts.word(
                "{n} mâu thuẫn chờ chủ số liệu quyết định: sửa số, giữ số hay quy tắc không áp dụng",
                "{n} contradiction waits for the owners of its figures: correct one, keep them, or set the rule aside"
                if len(clusters) == 1
                else "{n} contradictions wait for the owners of their figures: correct one, keep them, or set the "
                "rule aside",
            )
            found.append(sentence(fill(template, n=facts.count(len(clusters), "decisions:contradictions", _COUNT))))
        if doubts:
            template = facts.word(
                "{n} nghi vấn cần xem lại giả định", "{n} doubts rest on an assumption that somebody has to look at"
            )
            found.append(sentence(fill(template, n=facts.count(len(doubts), "decisions:doubts", _COUNT))))
        settings = facts.dataset.config.settings
        unset = [
            facts.word(*words)
            for value, words in (
                (settings.document_number, ("số văn bản", "its number")),
                (settings.date, ("ngày ký", "its date")),
                (settings.signatory.name, ("người ký", "its signatory")),
            )
            if value is None
        ]
        if unset:
            told_so = facts.word("văn bản còn thiếu: {}", "the document still lacks {}").format(", ".join(unset))
            found.append(sentence((told_so,)))
        return found

    def withheld(self) -> Sentence | None:
        """How many figures and statements in words a public edition leaves out; nothing in the internal one.

        Figures that are no secret themselves, but would give one away, are counted and told of.
        """
        facts, dataset = self.facts, self.facts.dataset
        if not dataset.withheld and not dataset.withheld_statements:
            return None
        formula = ("đếm số liệu hạn chế", "count of restricted figures")
        numbers = {"number": facts.count(dataset.withheld, "figures:withheld", formula)}
        template = facts.word(
            "bản công khai không nêu {number} số liệu thuộc diện hạn chế",
            "this public edition withholds {number} figures",
        )
        if dataset.withheld_with_them:
            formula = ("đếm số liệu không nêu kèm theo", "count of figures withheld with them")
            numbers["more"] = facts.count(dataset.withheld_with_them, "figures:withheld_with_them", formula)
            template += facts.word(
                ", kể cả {more} số liệu mà từ đó tính ra được số hạn chế",
                ", {more} of them because a restricted one could be computed from them",
            )
        if dataset.withheld_statements:
            formula = ("đếm nội dung hạn chế", "count of restricted statements")
            numbers["words"] = facts.count(dataset.withheld_statements, "statements:withheld", formula)
            is_one = dataset.withheld_statements == 1
            template += facts.word(
                "; không nêu {words} nội dung bằng lời",
                "; it leaves out {words} statement in words"
                if is_one
                else "; it leaves out {words} statements in words",
            )
        return sentence(fill(template, **numbers))

    def transcribed(self) -> Sentence:
        """How many statements of how many indicators there are, and which documents they come from."""
        facts = self.facts
        formula = ("đếm số liệu đã nêu", "count of stated figures")
        rows = facts.dataset.observations
        numbers: dict[str, Number] = {
            "stated": facts.count(len(rows), "figures:stated", formula),
            "names": facts.count(len({row.indicator for row in rows}), "figures:indicators", formula),
        }
        documents = "; ".join(
            document.title if facts.language == "vi" else document.title_en or document.title
            for document in facts.dataset.sources.documents.values()
        )
        template = facts.word(
            "phần này liệt kê {stated} số liệu của {names} chỉ tiêu đúng như đã nêu trong {documents}; "
            "khoảng giá trị là mọi giá trị mà số đã làm tròn có thể đại diện",
            "this part lists {stated} figures of {names} indicators as they stand in {documents}; the range is every "
            "value that the figure as written may stand for",
        )
        if facts.dataset.corrections:
            template += facts.word(
                "; {corrected} số đã được sửa theo quyết định của chủ số liệu, số ban đầu và lý do ghi ngay bên dưới",
                "; {corrected} were corrected by their owners, with the original value and the reason below",
            )
            numbers["corrected"] = facts.count(len(facts.dataset.corrections), "figures:corrected", formula)
        return sentence(fill(template, documents=documents, **numbers))
