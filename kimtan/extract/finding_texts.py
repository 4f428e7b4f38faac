"""Findings of the audit in the words of a document's own figures, for whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kimtan.audit.findings import Finding
from kimtan.audit.wording import range_text
from kimtan.data.identities import FigureId
from kimtan.data.units import Unit
from kimtan.extract.figures import Reading
from kimtan.extract.findings import ProofFinding
from kimtan.extract.read_dataset import ReadDataset
from kimtan.figures import number_text

_VERDICTS = {
    "cannot_hold": "không thể đúng",
    "suspicious": "cần được kiểm tra lại",
    "holds_by_rounding": "đúng trong phạm vi làm tròn",
    "holds": "đúng",
}
_MOST_SUSPECTS = 6


class FindingTexts:
    """Tells findings about the figures of one document."""

    def __init__(self, data: ReadDataset, reading: Reading) -> None:
        self._data = data
        self._figures = {figure.n: figure for figure in reading.figures}
        self._rows = {row.figure: row for row in reversed(data.observations)}
        self._order = {row.figure: place for place, row in enumerate(data.observations)}

    def of(self, finding: Finding) -> ProofFinding:
        """A finding about numbers of the document, with all that it says as one paragraph."""
        numbers = self._numbers(finding.figures)
        unit = self._data.units[finding.unit]
        follows = range_text(finding.recomputed, unit, "vi")
        stated = self._as_written(finding) or range_text(finding.stated, unit, "vi")
        gap = _gap(finding.gap, unit) if finding.gap else ""
        return ProofFinding(
            id=f"{finding.rule}:{'+'.join(map(str, numbers))}:{finding.id.rpartition('@')[0] or finding.id}",
            outcome=finding.outcome,
            figures=numbers,
            suspects=self._numbers(suspect.figure for suspect in finding.suspects),
            stated=stated,
            follows=follows,
            gap=gap,
            assumption=finding.assumes.vi,
            confidence=min((self._figures[number].confidence for number in numbers), default=0.5),
            text_vi=self._text(finding, stated, follows, gap),
        )

    def _numbers(self, figures: Iterable[FigureId]) -> tuple[int, ...]:
        numbers = self._data.numbers
        return tuple(dict.fromkeys(numbers[figure] for figure in figures if figure in numbers))

    def _as_written(self, finding: Finding) -> str:
        """What is stated as the document writes it, where that is one figure; else empty."""
        if finding.stated is None or finding.face is None:
            return ""
        face = finding.face * self._data.units[finding.unit].factor
        for figure in sorted(self._rows.keys() & finding.figures, key=self._order.__getitem__):
            row = self._rows[figure]
            unit = self._data.units[row.unit]
            if row.value * unit.factor == face:
                return unit.amount(number_text(row.value, "vi"), "vi", row.value)
        return ""

    def _text(self, finding: Finding, stated: str, follows: str, gap: str) -> str:
        """What the document states, what follows, the gap between them, and which figures may be wrong."""
        sentences = [f"Quan hệ “{finding.label.vi}” {_VERDICTS[finding.outcome]}."]
        if stated and follows:
            apart = f"; hai bên lệch nhau {gap}" if finding.is_wrong else ""
            sentences.append(f"Báo cáo nêu {stated}; từ các số khác suy ra {follows}{apart}.")
        if suspects := list(self._suspects(finding)):
            sentences.append(f"Số có thể sai là {'; '.join(suspects[:_MOST_SUSPECTS])}.")
        if any(finding.assumes):
            sentences.append(finding.assumes.vi)
        return " ".join(sentences)

    def _suspects(self, finding: Finding) -> Iterable[str]:
        """The figures that may be wrong, each with the range that it needs and a value that is one keystroke away."""
        for suspect in finding.suspects:
            row = self._rows.get(suspect.figure)
            if row is None or suspect.figure not in self._data.numbers:
                continue
            needed = range_text(suspect.needs, self._data.units[row.unit], "vi") if suspect.is_credible else ""
            near = f", có thể là {number_text(suspect.repair, 'vi')}" if suspect.repair is not None else ""
            yield f"{row.as_written} (cần {needed}{near})" if needed else row.as_written


def _gap(gap: Decimal, unit: Unit) -> str:
    """A distance, rounded to three digits; between percentages it is in points."""
    shown = gap if gap == gap.to_integral_value() else gap.quantize(Decimal(1).scaleb(min(0, gap.adjusted() - 2)))
    text = number_text(shown.normalize() if shown % 1 else shown, "vi")
    return f"{text} điểm %" if unit.name_vi == "%" else unit.amount(text, "vi", gap)
