"""What contradicts what: the audit's checks as tables, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kimtan.audit import checks as audit
from kimtan.audit.checks import Check
from kimtan.audit.words import range_text
from kimtan.figures import Interval
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
        columns = (
            Column(facts.word("Kết quả", "Outcome"), align="text"),
            Column(facts.word("Quan hệ kiểm tra", "What must agree"), align="text"),
            Column(facts.word("Số nêu ra", "Stated"), align="text"),
            Column(facts.word("Số đối chiếu", "To be met"), align="text"),
            Column(facts.word("Nguồn", "Source"), align="text"),
        )
        rows = [self._check_row(check) for check in chosen]
        return Table(facts.word("Kết quả kiểm tra số liệu", "Outcome of the checks"), columns, tuple(rows))

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

    def _check_row(self, check: Check) -> Row:
        facts = self.facts
        label = facts.word(check.label_vi, check.label_en)
        assumes = facts.word(check.assumes_vi, check.assumes_en)
        missing = facts.word("thiếu: ", "missing: ") + ", ".join(self._missing(name) for name in check.missing)
        words = "; ".join(filter(None, [label, assumes, missing if check.missing else ""]))
        return Row(
            (
                (self.outcome(check.outcome),),
                (words,),
                self._range(check.stated, check, "stated"),
                self._range(check.recomputed, check, "recomputed"),
                _places(check, facts),
            )
        )

    def _range(self, found: Interval | None, check: Check, side: str) -> Run | None:
        text = range_text(found, check.unit, self.facts.language)
        if not text:
            return None
        formula = self.facts.word(check.label_vi, check.label_en)
        return (Number(text, f"check:{check.id}:{side}", formula, check.figures),)

    def _missing(self, name: str) -> str:
        indicator = name.partition(":")[0]
        known = self.facts.dataset.complete.indicators.get(indicator)
        return name if known is None else known.name(self.facts.language)


def _places(check: Check, facts: Facts) -> Run | None:
    """The lines that the check's figures stand on."""
    places = [figure.partition("@")[2] for figure in check.figures]
    lines = sorted({int(place.partition(":L")[2]) for place in places if place.partition(":L")[2].isdigit()})
    if not lines:
        return None
    word = facts.word("dòng", "line" if len(lines) == 1 else "lines")
    return (f"{word} {', '.join(map(str, lines))}",)
