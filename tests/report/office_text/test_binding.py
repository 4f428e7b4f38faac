"""An office's own report becomes a text: its numbers are bound to the figures that they are, and to no others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document

from kimtan.data.dataset import Dataset
from kimtan.report.office_text.binding import BoundText, bind, numbers
from kimtan.report.office_text.refill import Filled, refill
from kimtan.report.office_text.word_text import WordText
from tests.conftest import OBSERVATIONS

NAME = "{},s,{},Indicator {},{},{},higher,1,,,,,,false,{}"
INDICATORS = [
    NAME.format("budget.revenue", "Thu ngân sách nhà nước", 1, "vnd_bn", "flow", 1),
    NAME.format("budget.spending", "Chi ngân sách", 2, "vnd_bn", "flow", 2),
    NAME.format("houses.new", "Nhà xây mới", 3, "houses", "count", 3),
    NAME.format("criteria.met", "Tiêu chí đã đạt", 4, "criteria", "stock", 4),
    NAME.format("criteria.all", "Tiêu chí", 5, "criteria", "stock", 5),
]
REPORT = (
    "KẾT QUẢ 06 THÁNG ĐẦU NĂM 2024",
    "Thu ngân sách nhà nước ước đạt 12,5 tỷ đồng, đạt 45% kế hoạch, tăng 7% so với cùng kỳ năm 2023.",
    "Chi ngân sách ước đạt 7 tỷ đồng. Xây mới 06 nhà; đạt 11/19 tiêu chí theo Quyết định số 25/QĐ-UBND.",
    "Sửa chữa 31 nhà.",
)
FIGURES = {
    "budget.revenue:actual": ("12.5", "vnd_bn", "12,5"),
    "budget.revenue:pct_of_plan": ("45", "pct", "45%"),
    "budget.revenue:yoy_pct": ("7", "pct", "7%"),
    "budget.spending:actual": ("7", "vnd_bn", "7"),
    "houses.new:actual": ("6", "houses", "06"),
    "criteria.met:actual": ("11", "criteria", "11/19"),
    "criteria.all:actual": ("19", "criteria", "11/19"),
}


def word(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture
def period(small_dataset: Callable[..., Dataset]) -> Callable[..., Dataset]:
    """The period with some figures other than those of the report; ``None`` takes one away."""

    def build(**others: str | None) -> Dataset:
        rows = []
        for line, (name, (value, unit, written)) in enumerate(FIGURES.items(), 1):
            indicator, measure = name.split(":")
            new = others.get(f"{indicator}.{measure}".replace(".", "_"), value)
            if new is not None:
                token = written if new == value else new.lstrip("-").replace(".", ",")
                rows.append(f'{indicator},{measure},{new},{unit},"{token}",,,,final,,report:L{line},,')
        return small_dataset(INDICATORS, rows)

    return build


def bound(dataset: Dataset, *paragraphs: str) -> BoundText:
    return bind(word(*paragraphs), dataset, "report.docx", "report.docx")


def tags(text: BoundText) -> list[tuple[str, str]]:
    paragraphs = WordText(text.content).paragraphs
    return [(control.text, control.tag.removeprefix("kimtan:")) for one in paragraphs for control in one.controls]


def shown(filled: Filled) -> list[str]:
    return [paragraph.text for paragraph in WordText(filled.content).paragraphs]


def test_each_number_is_bound_to_the_figure_that_it_is(period: Callable[..., Dataset]) -> None:
    """7 % and 7 tỷ are told apart, a fraction is two figures, the number of a decision is none."""
    text = bound(period(), *REPORT)
    assert tags(text) == [
        ("06 THÁNG ĐẦU NĂM 2024", "period:name|U2"),
        ("12,5", "budget.revenue:actual|vnd_bn|"),
        ("45", "budget.revenue:pct_of_plan|pct|"),
        ("7", "budget.revenue:yoy_pct|pct|"),
        ("2023", "period:last_year|"),
        ("7", "budget.spending:actual|vnd_bn|"),
        ("06", "houses.new:actual|houses|2"),
        ("11", "criteria.met:actual|criteria|"),
        ("19", "criteria.all:actual|criteria|"),
    ]
    assert [(loose.words, loose.reason) for loose in text.loose] == [
        ("Sửa chữa [31] nhà.", "không có số liệu nào của kỳ bằng số này")
    ]
    assert text.unused == ()
    assert [paragraph.text for paragraph in WordText(text.content).paragraphs] == list(REPORT)


def test_a_text_is_filled_period_after_period(period: Callable[..., Dataset]) -> None:
    """A growth that turns, a figure that goes missing, a number that nothing fills: each new, dotted or marked."""
    text = bound(period(), *REPORT)
    turned = period(budget_revenue_yoy_pct="-3.5", budget_revenue_actual="11", houses_new_actual=None)
    first = refill(text.content, turned, numbers)
    assert shown(first)[1:] == [
        "Thu ngân sách nhà nước ước đạt 11 tỷ đồng, đạt 45% kế hoạch, tăng 3,5% so với cùng kỳ năm 2023.",
        "Chi ngân sách ước đạt 7 tỷ đồng. Xây mới …… nhà; đạt 11/19 tiêu chí theo Quyết định số 25/QĐ-UBND.",
        "Sửa chữa 31 nhà.",
    ]
    assert first.words == ["Câu viết “tăng”, nhưng số liệu kỳ này giảm 3,5%."]
    assert (first.blank, first.unbound) == (["houses.new:actual"], ["Sửa chữa [31] nhà."])
    again = refill(text.content, period(houses_new_actual="9"), numbers)
    assert shown(again)[2].startswith("Chi ngân sách ước đạt 7 tỷ đồng. Xây mới 09 nhà;")


def of_water(small_dataset: Callable[..., Dataset], *rows: str) -> Dataset:
    """A share of people with clean water: ``49,moh_rules,2024-06-10`` by rule and day."""
    indicator = "water.clean,s,Tỷ lệ dân số sử dụng nước sạch,Clean water,pct,share,higher,1,,,,,,false,1"
    lines = []
    for line, row in enumerate(rows, 1):
        value, qualifier, day = row.split(",")
        token = f'"{value.replace(".", ",")}%"'
        lines.append(f"water.clean,actual,{value},pct,{token},,,,final,{day},report:L{line},,,{qualifier}")
    return small_dataset([indicator], lines, columns=f"{OBSERVATIONS},qualifier")


def test_a_figure_measured_in_another_way_does_not_fill_the_place(small_dataset: Callable[..., Dataset]) -> None:
    """49 % by a ministry's rules and 38.4 % by none are two figures: each stays where it is, or its place is blank."""
    report = (
        "Tỷ lệ dân số sử dụng nước sạch theo quy định của Bộ Y tế 49%. Tỷ lệ dân số sử dụng nước sạch mới đạt 38,4%."
    )
    both = of_water(small_dataset, "49,moh_rules,", "38.4,,")
    text = bound(both, report)
    assert shown(refill(text.content, both, numbers)) == [report]
    (filled,) = shown(refill(text.content, of_water(small_dataset, "40.1,,"), numbers))
    assert filled.endswith("Bộ Y tế ……%. Tỷ lệ dân số sử dụng nước sạch mới đạt 40,1%.")


def test_the_day_until_which_a_figure_is_counted_is_filled(small_dataset: Callable[..., Dataset]) -> None:
    """With the figure's own day; else with the period's last; that of an earlier period never stays."""
    report = "Đến ngày 10/6/2024, tỷ lệ dân số sử dụng nước sạch đạt 49%."
    text = bound(of_water(small_dataset, "49,,2024-06-10"), report)
    for day, expected in (("2024-06-12", "12/6/2024"), ("", "30/6/2024")):
        (filled,) = shown(refill(text.content, of_water(small_dataset, f"50,,{day}"), numbers))
        assert filled == f"Đến ngày {expected}, tỷ lệ dân số sử dụng nước sạch đạt 50%."


def test_what_may_be_two_figures_is_bound_to_neither(period: Callable[..., Dataset]) -> None:
    """45 of nothing in particular: told with what it may be, never guessed."""
    text = bound(period(budget_spending_actual="6"), "Trong tháng có 06 việc.", "Có 6 việc khác.")
    assert tags(text) == []
    assert len(text.loose) == 2


def test_nothing_else_of_the_file_changes(period: Callable[..., Dataset]) -> None:
    """Every part but the text is the same, byte for byte."""
    content = word(*REPORT)
    made = bind(content, period(), "report.docx", "report.docx").content
    old, new = (zipfile.ZipFile(io.BytesIO(one)) for one in (content, made))
    assert set(old.namelist()) == set(new.namelist())
    different = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert [name for name in different if not name.endswith((".rels", "[Content_Types].xml", "core.xml"))] == [
        "word/document.xml"
    ]


def test_binding_again_changes_nothing(period: Callable[..., Dataset]) -> None:
    """What is bound stays so."""
    dataset = period()
    once = bound(dataset, *REPORT)
    assert tags(bind(once.content, dataset, "report.docx", "report.docx")) == tags(once)


def test_the_two_numbers_of_a_fraction_are_never_one_figure(period: Callable[..., Dataset]) -> None:
    """19 of 19: the same value tells nothing of which is which, so that neither is bound to the other's figure."""
    text = bound(period(criteria_met_actual="18"), "Đạt 19/19 tiêu chí.")
    assert len({tag for _, tag in tags(text)}) == len(tags(text))
