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
from kimtan.figures import Interval, number_text

_VERDICTS = {
    "cannot_hold": "không thể đúng",
    "suspicious": "cần được kiểm tra lại",
    "holds_by_rounding": "đúng trong phạm vi làm tròn",
    "holds": "đúng",
}
_MOST_SUSPECTS = 6
_STEP, _POINT = Decimal("0.01"), Decimal("0.0001")


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
        follows = _range(finding.recomputed, unit)
        written = self._as_written(finding)
        stated = written or _range(finding.stated, unit)
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
            text_vi=self._text(finding, written, stated, follows, gap),
        )

    def _numbers(self, figures: Iterable[FigureId]) -> tuple[int, ...]:
        numbers = self._data.numbers
        return tuple(dict.fromkeys(numbers[figure] for figure in figures if figure in numbers))

    def _as_written(self, finding: Finding) -> str:
        """What is stated as the document writes it, where that is one figure; else empty."""
        if finding.stated is None or finding.face is None:
            return ""
        for figure in sorted(self._rows.keys() & finding.figures, key=self._order.__getitem__):
            row = self._rows[figure]
            unit = self._data.units[row.unit]
            if self._is_whole(finding, figure):
                return unit.amount(number_text(row.value, "vi"), "vi", row.value)
        return ""

    def _total(self, finding: Finding) -> frozenset[FigureId]:
        """The figures that one side of a long sum states alone."""
        stated = {figure for figure in finding.figures if self._is_whole(finding, figure)}
        return frozenset(stated if len(finding.suspects) > _MOST_SUSPECTS else ())

    def _is_whole(self, finding: Finding, figure: FigureId) -> bool:
        row = self._rows.get(figure)
        face = None if finding.face is None else finding.face * self._data.units[finding.unit].factor
        return row is not None and row.value * self._data.units[row.unit].factor == face

    def _text(self, finding: Finding, written: str, stated: str, follows: str, gap: str) -> str:
        """What the document states, what follows, the gap between them, and which figures may be wrong.

        Where it states neither side as it is, both follow from its figures.
        """
        sentences = [f"Quan hệ “{finding.label.vi}” {_VERDICTS[finding.outcome]}."]
        if stated and follows:
            apart = f"; hai bên lệch nhau {gap}" if finding.is_wrong else ""
            sides = "Báo cáo nêu {}; từ các số khác suy ra {}" if written else "Vế trái tính ra {}; vế phải tính ra {}"
            sentences.append(f"{sides.format(stated, follows)}{apart}.")
        if suspects := list(self._suspects(finding)):
            others = len(suspects) - _MOST_SUSPECTS
            further = f"; và {others} số khác" if others > 0 else ""
            sentences.append(f"Số có thể sai là {'; '.join(suspects[:_MOST_SUSPECTS])}{further}.")
        if any(finding.assumes):
            sentences.append(finding.assumes.vi)
        return " ".join(sentences)

    def _suspects(self, finding: Finding) -> Iterable[str]:
        """The figures that may be wrong, each with the range that it needs and a value that is one keystroke away."""
        total = self._total(finding)  # told first where not all are: whoever checks looks there first
        for suspect in sorted(finding.suspects, key=lambda suspect: suspect.figure not in total):
            row = self._rows.get(suspect.figure)
            if row is None or suspect.figure not in self._data.numbers:
                continue
            needed = _range(suspect.needs, self._data.units[row.unit]) if suspect.is_credible else ""
            value = "" if suspect.repair is None else number_text(suspect.repair, "vi")
            near = f", có thể là {value}" if value and not needed.startswith(f"{value} ") else ""
            yield f"{row.as_written} (cần {needed}{near})" if needed else row.as_written


def _range(interval: Interval | None, unit: Unit) -> str:
    """A range with its unit; a single computed value that has no few decimals is told to two of them."""
    if interval is not None and interval.low is not None and interval.high is not None:
        rounded = interval.low.quantize(_STEP)
        if rounded != interval.low and interval.high - interval.low < _POINT:
            return f"khoảng {range_text(Interval(rounded, rounded), unit, 'vi')}"
    return range_text(interval, unit, "vi")


def _gap(gap: Decimal, unit: Unit) -> str:
    """A distance, rounded to three digits; between percentages it is in points."""
    shown = gap if gap == gap.to_integral_value() else gap.quantize(Decimal(1).scaleb(min(0, gap.adjusted() - 2)))
    text = number_text(shown.normalize() if shown % 1 else shown, "vi")
    return f"{text}\u00a0điểm\u00a0%" if unit.name_vi == "%" else unit.amount(text, "vi", gap)
