"""What contradicts what: the audit's checks as tables, worst first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kimtan.audit import checks as audit
from kimtan.audit.checks import Check
from kimtan.audit.words import MEASURES, range_text
from kimtan.present.blocks import Column, Number, Row, Run, Table
from kimtan.present.facts import Facts

if TYPE_CHECKING:
    import pandas as pd

_OUTCOMES = {
    "cannot_hold": ("Không thể cùng đúng", "Cannot all be true"),
    "suspicious": ("Nghi vấn", "Suspicious"),
    "not_evaluable": ("Chưa kiểm tra được", "Not evaluable"),
    "holds_by_rounding": ("Khớp nhờ làm tròn", "Holds through rounding"),
    "holds": ("Khớp", "Holds"),
}


@dataclass(frozen=True)
class CheckTables:
    """Tables of checks."""

    facts: Facts
    section: str = ""

    def findings_frame(self, indicators: Sequence[str] | None = None) -> pd.DataFrame:
        """Checks in which one of the indicators takes part, or all, one row each, what needs attention first."""
        return audit.frame(self._concerning(indicators), self.facts.language)

    def checks(self, *outcomes: str, indicators: Sequence[str] | None = None) -> Table | None:
        """The checks with one of some outcomes, with what is stated and what it should meet."""
        facts = self.facts
        chosen = [
            check
            for outcome in audit.OUTCOMES
            for check in self._concerning(indicators)
            if check.outcome == outcome and (not outcomes or outcome in outcomes)
        ]
        if not chosen:
            return None
        makers: list[tuple[Column, Callable[[Check], Run | None]]] = [
            (Column(facts.word("Quan hệ kiểm tra", "What must agree"), align="text"), self._label),
            (Column(facts.word("Số nêu ra", "Stated"), align="text"), lambda check: self._range(check, "stated")),
            (Column(facts.word("Số đối chiếu", "To be met"), align="text"), lambda one: self._range(one, "recomputed")),
            (Column(facts.word("Còn thiếu", "Missing"), align="text"), self._lacking),
            (Column(facts.word("Nguồn", "Source"), align="text"), lambda check: _places(check, facts)),
        ]
        kept = [(column, make) for column, make in makers if any(make(check) is not None for check in chosen)]
        rows = []
        for outcome in dict.fromkeys(check.outcome for check in chosen):
            rows.append(Row(((self.outcome(outcome),), *([None] * (len(kept) - 1))), role="group"))
            group = [check for check in chosen if check.outcome == outcome]
            rows += [Row(tuple(make(check) for _, make in kept)) for check in group]
        caption = facts.word("Kết quả kiểm tra số liệu", "Outcome of the checks")
        return Table(caption, tuple(column for column, _ in kept), tuple(rows))

    def outcome(self, outcome: str) -> str:
        """An outcome in words."""
        return self.facts.word(*_OUTCOMES[outcome])

    def _concerning(self, indicators: Sequence[str] | None) -> tuple[Check, ...]:
        if indicators is None:
            return self.facts.checks
        names = set(indicators)
        return tuple(
            check for check in self.facts.checks if names & {figure.partition(":")[0] for figure in check.figures}
        )

    def _label(self, check: Check) -> Run:
        facts = self.facts
        label, assumes = (
            facts.word(check.label_vi, check.label_en),
            facts.word(check.assumes_vi, check.assumes_en),
        )
        return (f"{label}. {assumes}",) if assumes else (label,)

    def _range(self, check: Check, side: Literal["stated", "recomputed"]) -> Run | None:
        """One side of a comparison; neither where the other is not known."""
        if check.stated is None or check.recomputed is None:
            return None
        text = range_text(getattr(check, side), check.unit, self.facts.language)
        formula = self.facts.word(check.label_vi, check.label_en)
        return (Number(text, f"check:{check.id}:{side}", formula, check.figures),)

    def _lacking(self, check: Check) -> Run | None:
        """What the check lacks: several measures of one indicator under its name."""
        lacking: dict[str, list[str]] = {}
        for topic in check.missing:
            indicator, measure = topic.split(":")[:2]
            lacking.setdefault(indicator, []).append(self.facts.word(*MEASURES[measure]))
        dictionary = self.facts.dataset.complete.indicators
        named = [
            f"{dictionary[name].name(self.facts.language)} ({', '.join(found)})" for name, found in lacking.items()
        ]
        return ("; ".join(named),) if named else None


def _places(check: Check, facts: Facts) -> Run | None:
    """The lines that the check's figures stand on."""
    places = [figure.partition("@")[2] for figure in check.figures]
    lines = sorted({int(place.partition(":L")[2]) for place in places if place.partition(":L")[2].isdigit()})
    if not lines:
        return None
    word = facts.word("dòng", "line" if len(lines) == 1 else "lines")
    return (f"{word} {', '.join(map(str, lines))}",)
