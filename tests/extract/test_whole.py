"""From a report that somebody wrote to what is said of it, with the reading and the audit that there are."""

from __future__ import annotations

import io
from pathlib import Path

import docx

from kimtan.report.proof import Proofed, proofed_all, tasks

PARAGRAPHS = (
    "Tổng thu ngân sách nhà nước 6 tháng đầu năm đạt 5.200 triệu đồng, đạt {share}% kế hoạch "
    "(kế hoạch 10.000 triệu đồng).",
    "Đàn trâu có 183 con; đàn bò có 203 con.",
)


def report(path: Path, share: str) -> Path:
    """A Word report of two sentences, one of them with this percentage."""
    made = docx.Document()
    made.add_heading("I. Về kinh tế", level=1)
    for paragraph in PARAGRAPHS:
        made.add_paragraph(paragraph.format(share=share))
    made.save(str(path))
    return path


def test_a_planted_error_is_commented(tmp_path: Path) -> None:
    """52 % is true of 5.200 and 10.000, 62 % is not; two processes read at a time, each its report."""
    paths = [report(tmp_path / f"{name}.docx", share) for name, share in (("clean", "52"), ("wrong", "62"))]
    done: list[Proofed] = []
    made = tasks([(path, path.name) for path in paths], tmp_path / "out", None, is_described=True)
    clean, wrong = proofed_all(made, jobs=2, on_done=done.append)
    assert {result.shown for result in done} == {"clean.docx", "wrong.docx"}
    assert clean.problems == wrong.problems == ()
    assert clean.count("cannot_hold") == 0
    assert wrong.count("cannot_hold") + wrong.count("suspicious") >= 1
    assert "62" in {written for _, written, _ in wrong.places}
    assert wrong.comments > clean.comments
    comments = docx.Document(io.BytesIO(wrong.files[0].read_bytes())).comments
    assert any("62" in comment.text for comment in comments)
