"""From a report that somebody wrote to what is said of it, with the reading and the audit that there are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from kimtan.report.proof import Proofed
from kimtan.report.proofs import proofed_all, tasks

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


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a Dask scheduler with two workers."""
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield str(started.scheduler_address)


@pytest.mark.slow
@pytest.mark.parametrize("is_cluster", [False, True], ids=["processes", "dask"])
def test_a_planted_error_is_commented(tmp_path: Path, request: pytest.FixtureRequest, is_cluster: bool) -> None:
    """52 % is true of 5.200 and 10.000, 62 % is not; two processes or workers read at a time, each its report."""
    paths = [report(tmp_path / f"{name}.docx", share) for name, share in (("clean", "52"), ("wrong", "62"))]
    done: list[Proofed] = []
    made = tasks([(path, path.name) for path in paths], tmp_path / "out", None, is_described=True)
    address = request.getfixturevalue("scheduler") if is_cluster else ""
    clean, wrong = proofed_all(made, jobs=2, scheduler=address, on_done=done.append)
    assert {result.shown for result in done} == {"clean.docx", "wrong.docx"}
    assert clean.problems == wrong.problems == ()
    assert clean.count("cannot_hold") == 0
    assert wrong.count("cannot_hold") + wrong.count("suspicious") >= 1
    assert "62" in {written for _, written, _ in wrong.places}
    assert all(finding.is_wrong for result in (clean, wrong) for finding in result.findings)
    assert wrong.comments > clean.comments
    comments = docx.Document(io.BytesIO(wrong.files[0].read_bytes())).comments
    assert any("62" in comment.text for comment in comments)
