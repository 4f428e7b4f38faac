"""Whether the figures agree with each other, in a sentence; the tables of checks say which do not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kimtan.figures import number_text
from kimtan.present.blocks import Number, Run
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence

_OUTCOMES = {
    "holds": ("{n} khớp", "{n} hold"),
    "holds_by_rounding": ("{n} khớp nhờ làm tròn", "{n} hold through rounding"),
    "suspicious": ("{n} nghi vấn", "{n} are suspicious"),
    "cannot_hold": ("{n} không thể cùng đúng", "{n} cannot hold"),
    "not_evaluable": ("{n} chưa đủ số liệu để kiểm tra", "{n} cannot be evaluated for want of figures"),
}


@dataclass(frozen=True)
class Agreement:
    """Sentences about the audit."""

    facts: Facts

    def checked(self) -> Sentence:
        """How many checks were made, and how many came to each outcome."""
        facts = self.facts
        counts: Counter[str] = Counter(check.outcome for check in facts.checks)
        total = self._count_of_checks("all", len(facts.checks))
        clauses: list[Run] = [
            fill(facts.word(*words), n=self._count_of_checks(outcome, counts[outcome]))
            for outcome, words in _OUTCOMES.items()
            if counts[outcome]
        ]
        template = facts.word(
            "đã kiểm tra {total} quan hệ giữa các số liệu: {clauses}", "{total} checks were made: {clauses}"
        )
        return sentence(fill(template, total=total, clauses=join(clauses)))

    def disputed(self) -> Sentence | None:
        """Which indicators have a figure in a check that cannot hold."""
        facts = self.facts
        figures = [figure for check in facts.checks if check.outcome == "cannot_hold" for figure in check.figures]
        names = [name for name in facts.dataset.indicators if any(figure.startswith(f"{name}:") for figure in figures)]
        if not names:
            return None
        template = facts.word(
            "các chỉ tiêu có số liệu cần chủ số liệu xác nhận lại: {names}",
            "indicators with figures that their owners have to confirm: {names}",
        )
        return sentence(fill(template, names=join([(facts.name(name),) for name in names], "; ")))

    def withheld(self) -> Sentence | None:
        """How many figures a public edition leaves out; nothing in the internal one."""
        facts = self.facts
        if not facts.dataset.withheld:
            return None
        formula = facts.word("đếm số liệu hạn chế", "count of restricted figures")
        number = Number(number_text(facts.dataset.withheld, facts.language), "figures:withheld", formula)
        template = facts.word(
            "bản công khai không nêu {number} số liệu thuộc diện hạn chế",
            "this public edition withholds {number} figures",
        )
        return sentence(fill(template, number=number))

    def transcribed(self) -> Sentence:
        """How many statements of how many indicators there are, and which documents they come from."""
        facts = self.facts
        formula = facts.word("đếm số liệu đã nêu", "count of stated figures")
        rows = facts.dataset.observations
        stated = Number(number_text(len(rows), facts.language), "figures:stated", formula)
        names = Number(number_text(len({row.indicator for row in rows}), facts.language), "figures:indicators", formula)
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
        return sentence(fill(template, stated=stated, names=names, documents=documents))

    def _count_of_checks(self, outcome: str, count: int) -> Number:
        formula = self.facts.word("đếm kết quả kiểm tra", "count of checks")
        return Number(number_text(count, self.facts.language), f"checks:{outcome}", formula)
