"""A text is filled with a period's figures, and what no longer fits them is marked: nothing old stays silently."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import pytest
from docx import Document

from kimtan.data.dataset import Dataset
from kimtan.data.identities import Topic
from kimtan.report.office_text.places import TextRange
from kimtan.report.office_text.refill import BLANK, Filled, refill
from kimtan.report.office_text.tags import FigureSlot, PeriodSlot, Slot
from kimtan.report.office_text.word_text import WordText

NAME = "made.{},s,Chỉ tiêu {},Indicator {},{},flow,higher,1,,,,,,false,{}"
INDICATORS = [NAME.format(*("income",) * 3, "vnd_bn", 1), NAME.format(*("houses",) * 3, "houses", 2)]


@pytest.fixture
def period(small_dataset: Callable[..., Dataset]) -> Callable[..., Dataset]:
    """2024-H1 with figures: ``income:actual 12.5 vnd_bn``; a bound behind."""

    def build(*figures: str) -> Dataset:
        rows = []
        for line, figure in enumerate(figures, 1):
            name, value, unit, bound = [*figure.split(), ""][:4]
            indicator, measure = name.split(":")
            token = value.lstrip("-").replace(".", ",")
            rows.append(f'made.{indicator},{measure},{value},{unit},"{token}",,{bound},,final,,report:L{line},,')
        return small_dataset(INDICATORS, rows)

    return build


def slot(figure: str, unit: str, two: bool = False) -> FigureSlot:
    indicator, measure = figure.split(":")
    return FigureSlot(Topic(f"made.{indicator}", measure), unit, two)


def text(*parts: str | tuple[str, Slot]) -> bytes:
    """A document of one paragraph, with content controls for what has a slot."""
    document = Document()
    whole = "".join(part if isinstance(part, str) else part[0] for part in parts)
    document.add_paragraph(whole)
    written = io.BytesIO()
    document.save(written)
    made, at = WordText(written.getvalue()), 0
    for number, part in enumerate(parts):
        words, tag = (part, "") if isinstance(part, str) else (part[0], part[1].tag)
        if tag:
            assert made.paragraphs[0].wrap(at, at + len(words), tag, "", number + 1)
        at += len(words)
    return made.bytes()


def digits(text: WordText, content: bytes) -> Iterator[TextRange]:
    """Every number of a text, as a simple reader finds them."""
    for place, paragraph in enumerate(text.paragraphs):
        for match in re.finditer(r"\d+(?:[.,]\d+)*", paragraph.text):
            yield TextRange(place, *match.span())


def shown(filled: Filled) -> str:
    return WordText(filled.content).paragraphs[0].text


def comments(filled: Filled) -> list[str]:
    return [comment.text for comment in WordText(filled.content).document.comments]


def highlighted(filled: Filled) -> list[str]:
    paragraph = WordText(filled.content).document.paragraphs[0]
    return [run.text for run in paragraph.runs if run.font.highlight_color is not None]


def test_numbers_and_the_period_are_new(period: Callable[..., Dataset]) -> None:
    """Each in the unit and the way of the text: two digits for a few houses, thousands of millions as billions."""
    content = text(
        ("9 tháng đầu năm 2023", PeriodSlot("name")), " thu ", ("10", slot("income:actual", "vnd_bn")),
        " tỷ đồng, xây ", ("12", slot("houses:actual", "houses", True)), " nhà",
    )  # fmt: skip
    filled = refill(content, period("income:actual 12500 vnd_m", "houses:actual 6 houses"), digits)
    assert shown(filled) == "6 tháng đầu năm 2024 thu 12,5 tỷ đồng, xây 06 nhà"
    assert (filled.figures, filled.unbound, comments(filled)) == (2, [], [])


def test_what_is_not_stated_is_dotted(period: Callable[..., Dataset]) -> None:
    """A figure that went missing leaves no old number behind."""
    filled = refill(
        text("thu ", ("10", slot("income:actual", "vnd_bn")), " tỷ đồng"), period("houses:actual 6 houses"), digits
    )
    assert shown(filled) == f"thu {BLANK} tỷ đồng"
    assert filled.blank == ["made.income:actual"]
    assert comments(filled) == ["Kỳ này chưa có số liệu."]


SAYS = "Câu viết “{}”, nhưng số liệu kỳ này {}."


@pytest.mark.parametrize(
    ("words", "figure", "remark"),
    [
        ("tăng {}% so với cùng kỳ", "income:yoy_pct -3.5 pct", SAYS.format("tăng", "giảm 3,5%")),
        ("giảm {}% so với cùng kỳ", "income:yoy_pct -3.5 pct", ""),
        ("giảm {}% so với cùng kỳ", "income:yoy_pct 3.5 pct", SAYS.format("giảm", "tăng 3,5%")),
        ("vượt {}% kế hoạch", "income:pct_of_plan 96 pct", SAYS.format("vượt", "mới bằng 96% kế hoạch")),
        ("đạt {}% kế hoạch", "income:pct_of_plan 96 pct", ""),
        ("chỉ đạt {}% kế hoạch", "income:pct_of_plan 104 pct", SAYS.format("chỉ đạt", "đã bằng 104% kế hoạch")),
        ("hơn {}% kế hoạch", "income:pct_of_plan 96 pct", SAYS.format("hơn", "không phải số gần đúng")),
        ("hơn {}% kế hoạch", "income:pct_of_plan 96 pct at_least", ""),
        (
            "cao nhất, {}% kế hoạch",
            "income:pct_of_plan 96 pct",
            "Câu có so sánh “cao nhất”; số liệu đã thay, đề nghị kiểm tra lại so sánh này.",
        ),
    ],
)
def test_words_that_no_longer_fit_a_number_are_marked(
    period: Callable[..., Dataset], words: str, figure: str, remark: str
) -> None:
    """Rises that fall, plans passed that are not: a comment says what the figure says, and the words stay."""
    before, after = words.split("{}")
    filled = refill(
        text(f"Thu {before}", ("10", slot(figure.split(maxsplit=1)[0], "pct")), after), period(figure), digits
    )
    assert comments(filled) == filled.words == [remark][: bool(remark)]
    assert shown(filled).startswith(f"Thu {before}")


def test_a_number_that_nothing_fills_is_highlighted(period: Callable[..., Dataset]) -> None:
    """Beside a filled one, an old one must be seen; a clean copy has neither highlight nor comment."""
    content = text("xây ", ("12", slot("houses:actual", "houses")), " nhà, sửa 7 nhà")
    filled = refill(content, period("houses:actual 30 houses"), digits)
    assert (shown(filled), highlighted(filled)) == ("xây 30 nhà, sửa 7 nhà", ["7"])
    assert filled.unbound == ["xây 30 nhà, sửa [7] nhà"]
    assert comments(filled) == ["Số của kỳ trước: chưa gắn với số liệu nào, đề nghị kiểm tra."]
    clean = refill(content, period("houses:actual 30 houses"), digits, is_clean=True)
    assert (highlighted(clean), comments(clean), clean.unbound) == ([], [], filled.unbound)


@pytest.mark.parametrize(
    ("name", "marked"), [("9 tháng đầu năm 2023", ["2022-2023", "10/6/2023", "9 tháng"]), ("6 tháng đầu năm 2024", [])]
)
def test_times_of_another_period_are_highlighted(period: Callable[..., Dataset], name: str, marked: list[str]) -> None:
    """A school year, a whole day, a number of months that no slot holds; not in a text of the same period."""
    content = text(
        (name, PeriodSlot("name")), ": năm học 2022-2023, đến 10/6/2023, hết 9 tháng; trẻ 24 tháng tuổi; 27/7"
    )
    filled = refill(content, period("houses:actual 30 houses"), lambda text, content: ())
    assert highlighted(filled) == marked
    assert comments(filled) == ["Thời gian của kỳ trước: chưa gắn với kỳ báo cáo, đề nghị kiểm tra."][: len(marked)]


def test_a_disputed_number_carries_what_speaks_against_it(period: Callable[..., Dataset]) -> None:
    """Somebody has to settle it before the document is signed."""
    dataset = period("houses:actual 30 houses")
    (row,) = dataset.observations
    filled = refill(
        text("xây ", ("12", slot("houses:actual", "houses")), " nhà"), dataset, digits, {row.figure: "Mâu thuẫn."}
    )
    assert (comments(filled), filled.disputed) == (["Mâu thuẫn."], 1)


def test_a_draft_says_so_at_the_head_of_every_page(period: Callable[..., Dataset]) -> None:
    """Also where the first page has a head of its own; a text without contradictions says nothing there."""
    document = Document()
    document.add_paragraph("Báo cáo")
    document.sections[0].different_first_page_header_footer = True
    written = io.BytesIO()
    document.save(written)
    for head in ("DỰ THẢO", ""):
        filled = refill(written.getvalue(), period("houses:actual 30 houses"), digits, head=head)
        section = WordText(filled.content).document.sections[0]
        texts = [part.paragraphs[0].text for part in (section.header, section.first_page_header)]
        assert texts == [head, head]
