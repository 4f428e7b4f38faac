"""A reading that knows no language: every number is a figure, and the first two of a document contradict each other."""

from __future__ import annotations

import re
import sys
import types
from decimal import Decimal

import pytest

from kimtan.extract.figures import ReadFigure, Reading, Refused
from kimtan.extract.findings import ProofFinding
from kimtan.extract.passages import ReadDocument
from kimtan.period import Period

TEXT = "Văn bản nêu 60,8%, nhưng số thực hiện chia cho kế hoạch là 60,3%; hai số lệch nhau 0,5 điểm phần trăm."
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def read(document: ReadDocument, period: Period | None = None) -> Reading:
    """Numbers of one digit are refused."""
    figures: list[ReadFigure] = []
    refused: list[Refused] = []
    for place, passage in enumerate(document.passages):
        for match in _NUMBER.finditer(passage.text):
            if len(match.group()) == 1:
                refused.append(Refused(place, match.start(), match.end(), match.group(), "Đây là số thứ tự."))
                continue
            value = Decimal(match.group().replace(".", "").replace(",", "."))
            figures.append(
                ReadFigure(
                    len(figures) + 1,
                    place,
                    match.start(),
                    match.end(),
                    match.group(),
                    value,
                    unit_text="tỷ",
                    measure="actual",
                    subject="thu <ngân sách>",
                    confidence=0.9,
                    rests_on=("đạt",),
                )
            )
    return Reading(tuple(figures), tuple(refused))


def proof(document: ReadDocument, reading: Reading, period: object = None) -> tuple[ProofFinding, ...]:
    """One contradiction, one suspicion, one that holds; as far as there are figures."""
    numbers = [figure.n for figure in reading.figures]
    findings = [ProofFinding("holds", "holds", tuple(numbers[:1]), text_vi="Khớp.")]
    if len(numbers) > 2:
        findings.append(ProofFinding("maybe", "suspicious", (numbers[2],), text_vi="Số này cần được xem lại."))
    if len(numbers) > 1:
        findings.append(ProofFinding("pct", "cannot_hold", tuple(numbers[:2]), (numbers[1],), text_vi=TEXT))
    return tuple(findings)


def use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put it in the place of the reading and the proofing that there are."""
    for name, function in (("reading", read), ("proofing", proof)):
        module = types.ModuleType(f"kimtan.extract.{name}")
        setattr(module, function.__name__, function)
        monkeypatch.setitem(sys.modules, module.__name__, module)
