"""The official document: an office's words in the order of its report, its tasks, and nothing about the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kimtan.data.dataset import Dataset
from kimtan.data.texts import Texts
from kimtan.present.blocks import Block, Heading, Narrative, Table, plain
from kimtan.present.facts import Facts
from kimtan.present.official.document import OfficialDocument
from kimtan.present.official.results import ResultsInWords
from kimtan.present.rich_text import numbers

INDICATORS = [
    "income.total,economy,Tổng thu nhập,Total income,vnd_bn,flow,higher,3,,,,,,false,10",
    "income.farms,economy,Nông nghiệp,Farming,vnd_bn,flow,higher,3,income.total,sector,,,,false,20",
    "houses.new,economy,Nhà xây mới,New houses,houses,count,higher,0,,,,,,false,40",
    "wards.met,economy,Tiêu chí đã đạt,Criteria met,criteria,stock,higher,0,,,,,,false,50",
    "wards.all,economy,Tiêu chí,Criteria,criteria,stock,neither,0,,,,,,false,60",
]
ROWS = [
    "income.total,actual,200.0,vnd_bn,\"200,0\",,,,estimate,,L10,,",
    "income.total,pct_of_plan,40,pct,40%,,,,final,,L10,,",
    "income.farms,actual,50.0,vnd_bn,\"50,0\",,,,estimate,,L12,,",
    "houses.new,actual,6,houses,06,,,,final,,L16,,",
    "houses.new,actual,7,houses,07,,,,final,,L80,,",
    "houses.new,target,9,houses,09,,,,final,,L90,,",
    "wards.met,actual,5,criteria,5/9,,,,final,,L20,,",
    "wards.all,actual,9,criteria,5/9,,,,final,,L20,,",
]  # fmt: skip
WORDS = {
    "highlights": [
        {"vi": "Kinh tế ổn định.", "en": "Stable.", "source": ["L9"], "section": "economy"},
        {"vi": "Đã xây nhà ở.", "en": "Houses.", "source": ["L16", "L18"], "section": "economy"},
    ],
}
_ABOUT_THE_REPORT = ("báo cáo ghi", "báo cáo nêu", "nêu trong báo cáo", "của báo cáo", "dòng ", "chưa thống nhất")
"""What only the audit says."""


def texts_of(blocks: list[Block]) -> list[str]:
    return [plain(paragraph) for block in blocks if isinstance(block, Narrative) for paragraph in block.paragraphs]


@pytest.fixture
def facts(small_dataset: Callable[..., Dataset]) -> Facts:
    dataset = small_dataset(INDICATORS, ROWS)
    return Facts(replace(dataset, texts=Texts.model_validate(WORDS)), "vi")


def test_words_and_figures_come_in_the_order_of_the_source(facts: Facts) -> None:
    """Words begin a paragraph, on a shared line after the figures where they run on; parts follow their whole."""
    block = ResultsInWords(facts, "economy").block()
    assert block is not None
    assert texts_of([block]) == [
        "Kinh tế ổn định. Tổng thu nhập ước đạt 200,0 tỷ đồng, bằng 40% kế hoạch năm. "
        "Trong đó: nông nghiệp 50,0 tỷ đồng.",
        "Có 06 nhà xây mới.",
        "Đã xây nhà ở. Có 5/9 tiêu chí đã đạt.",
    ]


def test_a_figure_stated_twice_is_said_once(facts: Facts) -> None:
    """An official document does not tell what the report says elsewhere: that is asked of the figure's owner."""
    block = ResultsInWords(facts, "economy").block()
    assert block is not None
    assert [number.text for number in numbers(block.runs())].count("06") == 1
    assert not any("07" in text for text in texts_of([block]))


def test_a_task_that_no_text_has_is_a_task_of_its_own(facts: Facts) -> None:
    """Tasks in figures are listed with their figure, whether somebody wrote a text for them or not."""
    blocks = OfficialDocument(facts, {"economy", "next_half"}).blocks()
    listed = [block for block in blocks if isinstance(block, Narrative) and block.style == "numbered"]
    assert texts_of(list(listed)) == ["Phấn đấu có 09 nhà xây mới."]


def test_what_nobody_wrote_yet_is_left_open(facts: Facts) -> None:
    """A chapter that has to be there and of which nothing is known has a dotted line to fill in."""
    said = texts_of(OfficialDocument(facts, {"economy", "limitations"}).blocks())
    assert [text.strip("…") for text in said].count("") == 3


def test_the_real_document_says_nothing_of_itself(real: Dataset) -> None:
    """No sentence, note or title of the document to sign speaks of the report, its lines or its audit."""
    blocks = OfficialDocument(Facts(real, "vi"), set(real.sections)).blocks()
    said = " ".join(plain(run).lower() for block in blocks for run in block.runs())
    assert [words for words in _ABOUT_THE_REPORT if words in said] == []
    assert "≈" not in said


def test_the_real_document_has_every_chapter_and_task(real: Dataset) -> None:
    """Headings are numbered throughout, and the tasks are as many as the source numbers them."""
    blocks = OfficialDocument(Facts(real, "vi"), set(real.sections)).blocks()
    numbered = [block.number for block in blocks if isinstance(block, Heading) and block.number]
    assert numbered[0] == "I"
    assert {"I.5", "II.1", "II.2.1", "II.2.2", "III.1", "III.2.12"} <= set(numbered)
    tasks = next(block for block in blocks if isinstance(block, Narrative) and block.style == "numbered")
    assert len(tasks.paragraphs) == 23


def test_every_result_is_in_the_text_or_the_annex(real: Dataset) -> None:
    """Whatever was achieved stands in the document; a figure stated a second time is told by the first."""
    blocks = OfficialDocument(Facts(real, "vi"), set(real.sections)).blocks()
    shown = {number.ref for block in blocks for number in numbers(block.runs())}
    first = {rows[0].figure for name in real.indicators if (rows := real.statements(name))}
    assert first <= shown


def test_the_annex_has_estimates_apart_from_final_figures(real: Dataset) -> None:
    """Each result stands in the column of its kind, and a plan that nobody stated in none."""
    annex = OfficialDocument(Facts(real, "vi"), set(real.sections)).blocks()[-1]
    assert isinstance(annex, Table)
    titles = [column.title for column in annex.columns]
    final, estimate = titles.index("Thực hiện"), titles.index("Ước thực hiện")
    rows = [row for row in annex.rows if row.role != "group"]
    assert all((row.cells[final] is None) != (row.cells[estimate] is None) for row in rows)


def test_a_column_of_the_annex_in_which_nothing_is_known_is_left_out(facts: Facts) -> None:
    """A form has no empty column: last year's values and growth are stated of nothing here, plans only implied."""
    annex = next(block for block in OfficialDocument(facts, {"annex"}).blocks() if isinstance(block, Table))
    assert [column.title for column in annex.columns] == [
        "STT", "Chỉ tiêu", "ĐVT", "Thực hiện", "Ước thực hiện", "% so KH",
    ]  # fmt: skip
    assert {len(row.cells) for row in annex.rows} == {len(annex.columns)}


def test_charts_are_those_that_the_office_asks_for(real: Dataset) -> None:
    """A chart is named after what it shows, without what the audit says of it."""
    word = real.config.settings.word.model_copy(update={"charts": ["structure:income.total"]})
    settings = real.config.settings.model_copy(update={"word": word})
    config = real.config.model_copy(update={"settings": settings})
    blocks = OfficialDocument(Facts(replace(real, config=config), "vi"), set(real.sections)).blocks()
    charts = [block for block in blocks if type(block).__name__ == "Chart"]
    assert [plain(chart.title) for chart in charts] == ["Tổng thu nhập (giá hiện hành), 6 tháng đầu năm 2023"]  # type: ignore[attr-defined]
