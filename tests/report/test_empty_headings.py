"""A period that states little has a report without promises: no heading with nothing under it, and no false alarm."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from kimtan.present.blocks import Block, Heading, Narrative
from kimtan.report.empty_headings import superfluous, unfilled
from tests import inprocess
from tests.conftest import copied

PROSE = Narrative((("Một câu.",),))


def head(level: int, number: str = "") -> Heading:
    return Heading("Tiêu đề", f"a{level}", level, number)


@pytest.mark.parametrize(
    ("blocks", "gone", "unsaid"),
    [
        ([head(2, "I"), head(3), PROSE], set(), set()),
        ([head(2, "I"), head(3), head(4), head(2, "II"), PROSE], {1, 2}, set()),
        ([head(2, "I"), head(3, "I.1"), head(4, "I.1.1"), head(3, "I.2"), PROSE], set(), {2}),
        ([head(2), head(3)], {1}, set()),
    ],
)
def test_what_is_empty_is_seen(blocks: list[Block], gone: set[int], unsaid: set[int]) -> None:
    """Headings inside a section go with all below them; numbered ones stay, and those with chapters are full."""
    assert superfluous(blocks) == gone
    assert unfilled(blocks) == unsaid


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """The page of a workspace with one figure."""
    workspace = copied(tmp_path_factory.mktemp("sparse"))
    period = workspace.period_dir("2023-H1")
    lines = (period / "observations.csv").read_text(encoding="utf-8").splitlines()
    (period / "observations.csv").write_text("\n".join([*lines[:2], ""]), encoding="utf-8")
    (period / "text.yml").write_text("highlights: []\n", encoding="utf-8")
    return BeautifulSoup(inprocess.html(workspace), "html.parser")


def test_no_heading_of_a_sparse_report_is_empty(page: BeautifulSoup) -> None:
    """Every heading has something under it; those of the official outline say that nothing is stated."""
    headings = page.select("main h2, main h3, main h4, main h5")
    assert "Điểm nổi bật" not in {heading.get_text() for heading in headings}
    said = [p for p in page.select("main p") if p.get_text() == "Kỳ này không có số liệu."]
    assert len(said) > 5
    for heading in headings:
        following = heading.find_next_sibling()
        assert following is not None, heading
        if following.name in {"h2", "h3", "h4", "h5"}:
            assert following.name > heading.name, heading


def test_nothing_in_doubt_raises_no_alarm(page: BeautifulSoup) -> None:
    """What could not be checked is information, and no warning."""
    assert page.select(".callout.bad, .callout.warn") == []
    assert "Chưa có quan hệ nào giữa các số liệu để kiểm tra." in page.get_text(" ", strip=True)
