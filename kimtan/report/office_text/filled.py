"""The Word document of a period, filled into the office's own text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.audit.store import findings
from kimtan.audit.wording import range_text
from kimtan.data.identities import FigureId
from kimtan.present.findings import plainly
from kimtan.present.unmarked import UnmarkedFacts
from kimtan.report.office_text.binding import numbers
from kimtan.report.office_text.refill import refill
from kimtan.report.word.reference import checked
from kimtan.report.word.terms import terms

if TYPE_CHECKING:
    from kimtan.audit.findings import Finding
    from kimtan.data.dataset import Dataset
    from kimtan.report.office_text.outcome import Filled


def fill_text(dataset: Dataset, text: Path, file: Path, *, is_clean: bool, is_draft: bool = False) -> Filled:
    """Fill an office's text with a period's figures, and write it.

    Parameters
    ----------
    dataset
        The period in its edition.
    text
        The office's text.
    file
        Where the document goes.
    is_clean
        Whether comments and highlights are left out.
    is_draft
        Whether the head of every page says so.
    """
    content = checked(text, dataset.workspace.shown(text))
    head = dataset.config.settings.draft or (terms("vi")["draft"] if is_draft else "")
    filled = refill(content, dataset, numbers, doubts(dataset), is_clean=is_clean, head=head)
    file.write_bytes(filled.content)
    return filled


def doubts(dataset: Dataset) -> dict[FigureId, str]:
    """What speaks against each figure in a contradiction that nobody has settled, in Vietnamese."""
    remarks_of: dict[FigureId, list[str]] = {}
    for finding in findings(dataset):
        if finding.is_to_confirm and not finding.form_of:
            for figure in finding.disputed:
                remarks_of.setdefault(figure, []).append(_remark(finding, dataset))
    return {figure: "\n".join(dict.fromkeys(remarks)) for figure, remarks in remarks_of.items()}


def _remark(finding: Finding, dataset: Dataset) -> str:
    unit = dataset.units[finding.unit]
    stated, follows = (range_text(side, unit, "vi") for side in (finding.stated, finding.recomputed))
    amounts = f" Số đã nêu: {stated}. Các số khác cho kết quả: {follows}." if stated and follows else ""
    wrong = plainly(UnmarkedFacts(dataset, "vi"), finding)
    return f"Số này chưa thống nhất với các số khác ({wrong}).{amounts} Đề nghị xác nhận trước khi ký."
