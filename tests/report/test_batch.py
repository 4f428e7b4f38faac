"""A batch ends with a page over all its reports: what became of each, and links that can be moved along."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kimtan.errors import OutputError, Problem
from kimtan.report.batch import BatchEntry, write_index
from kimtan.report.build import Report

PROBLEM = Problem("params/2024-H1.yml:3 (period)", "The key <b>'period'</b> is missing.", "Add it.", "config.missing")


def entries(root: Path) -> list[BatchEntry]:
    """One report that is there, one that lacks a part, one that failed."""
    folder = root / "xã A #1" / "outputs" / "2024-H1"
    files = tuple(folder / name for name in ("report.html", "report.pdf", "report.docx", "report.ipynb"))
    whole = Report(folder, files, ("Ba chỉ tiêu <i>vượt</i>.", "Hai chậm.", "Ba."), (), "xã A", 2)
    part = Report(folder, files[:1], ("Một.",), (PROBLEM,), "xã B", 0)
    return [
        BatchEntry("a/params/2024-H1.yml", "2024-H1", whole),
        BatchEntry("b/params/2024-H1.yml", "2024-H1", part, (PROBLEM,)),
        BatchEntry("c/params/2024-H1.yml", "2024-H1", None, (PROBLEM,)),
    ]


def test_each_period_has_a_row_with_state_headline_and_links(tmp_path: Path) -> None:
    """Relative links, odd letters in folders included; everything is text."""
    page = BeautifulSoup(
        write_index(entries(tmp_path), tmp_path / "outputs").read_text(encoding="utf-8"), "html.parser"
    )
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")]
    assert [row[:4] for row in rows] == [
        ["xã A", "2024-H1", "đã lập", "2"],
        ["xã B", "2024-H1", "thiếu một phần", "0"],
        ["c/params/2024-H1.yml", "2024-H1", "chưa lập được", "—"],
    ]
    assert rows[0][4] == "Ba chỉ tiêu <i>vượt</i>. Hai chậm."
    assert "The key <b>'period'</b> is missing." in rows[2][4]
    links = [str(link["href"]) for link in page.select("tbody tr:first-child a")]
    assert links[0] == "../x%C3%A3%20A%20%231/outputs/2024-H1/report.html"
    assert [link.get_text() for link in page.select("tbody tr:first-child a")] == ["HTML", "PDF", "Word"]
    assert not page.select("script")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert "script-src 'none'" in str(policy["content"])


def test_it_speaks_english_as_well(tmp_path: Path) -> None:
    """As the reports do."""
    text = write_index(entries(tmp_path), tmp_path, "en").read_text(encoding="utf-8")
    assert "Groups of contradictions" in text
    assert 'lang="en"' in text


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "outputs").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_index(entries(tmp_path), tmp_path / "outputs")
