"""Tables as HTML: headers, scrolling, numbers that stand comma under comma, and what is missing."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from kimtan.present.blocks import Column, Mark, Number, Row, Table
from kimtan.present.html import fragment

NUMBER = Number("9,8 tỷ đồng", "income.total:actual@report:L27")
TABLE = Table(
    "Thu nhập",
    (
        Column("STT", align="center"),
        Column("Chỉ tiêu", align="text"),
        Column("Thực hiện", "tỷ đồng"),
        Column("", align="text"),
    ),
    (
        Row((("Kinh tế",), None, None, None), "group"),
        Row((("1",), ("Tổng",), ("552,054",), ("ước",)), "total", anchor="fig-a"),
        Row((("2",), ("Nông nghiệp",), ("47,4",), None), "part", 1),
        Row((("3",), ("Đàn ong",), ("1.351",), None)),
        Row((("4",), ("Khác",), None, None)),
        Row((("5",), ("Không rõ",), ("chưa có số liệu đầy đủ",), None)),
    ),
    notes=(("Giá hiện hành; ", NUMBER),),
)


def html(block: Table, **place: Any) -> str:
    return fragment(block, **place)


def tree(block: Table, **place: Any) -> ET.Element:
    return ET.fromstring(html(block, **place))


def words(element: ET.Element) -> str:
    return "".join(element.itertext())


def test_headers_say_what_they_head() -> None:
    """Columns, groups and rows are headed by th with their scope; an empty corner is no header."""
    headers = [(words(each), each.get("scope")) for each in tree(TABLE).iter("th")]
    columns = [("STT", "col"), ("Chỉ tiêu", "col"), ("Thực hiện tỷ đồng", "col")]
    rows = [("Tổng", "row"), ("Nông nghiệp", "row"), ("Đàn ong", "row"), ("Khác", "row"), ("Không rõ", "row")]
    assert headers == [*columns, ("Kinh tế", "rowgroup"), *rows]


def test_a_group_has_a_body_of_its_own() -> None:
    """Each group of rows is a tbody, headed over its whole width, so that its header heads no other."""
    rows = (Row((("A",), None), "group"), Row((("a",), ("1",))), Row((("B",), None), "group"), Row((("b",), ("2",))))
    bodies = list(tree(Table("T", (Column("", align="text"), Column("Số")), rows)).iter("tbody"))
    assert [words(body).split() for body in bodies] == [["A", "a1"], ["B", "b2"]]
    assert [body[0][0].get("colspan") for body in bodies] == ["2", "2"]


def test_rows_have_their_role_depth_and_anchor() -> None:
    """A total and a part are told apart, a part is indented, and evidence can be linked to."""
    rows = list(tree(TABLE).iter("tr"))[1:]
    assert [row.get("class") for row in rows] == ["group", "total", "part", None, None, None]
    assert [row.get("id") for row in rows] == [None, "fig-a", None, None, None, None]
    assert [row.get("class") for row in tree(TABLE).iter("th") if row.get("scope") == "row"][:2] == [None, "depth-1"]


@pytest.mark.parametrize(("number", "role", "name"), [(3, "region", "Table 3. Thu nhập"), (0, "group", "Thu nhập")])
def test_scrolls_by_keyboard(number: int, role: str, name: str) -> None:
    """A table is in a named, focusable scroller; only one that is counted is a landmark."""
    scroller = tree(TABLE, number=number, language="en")[0]
    assert scroller.attrib == {"class": "scroll", "role": role, "aria-label": name, "tabindex": "0"}
    assert words(next(scroller.iter("caption"))) == name


def test_notes_stand_under_the_table() -> None:
    """A note is a run like any other."""
    assert '<p class="note">Giá hiện hành; <span class="n"' in html(TABLE)


def cells(column: list[str | None], language: str = "vi") -> list[str]:
    """Each cell's markup in a table of one text and one number column."""
    rows = tuple(Row((("x",), None if cell is None else (cell,))) for cell in column)
    shown = html(Table("T", (Column("", align="text"), Column("Số")), rows), language=language)
    return re.findall(r"<td class=\"num[^>]*>", shown)


@pytest.mark.parametrize(
    ("language", "column", "pads"),
    [
        ("vi", ["552,054", "47,4", "908", "1.351", None], [None, "00", ",000", ",000", ",000"]),
        ("en", ["552.054", "47.4", "908", "1,351", "−5"], [None, "00", ".000", ".000", ".000"]),
        ("vi", ["60,8%", "61%", "≈ 9", "183"], [None, ",0", ",0%", ",0%"]),
        ("vi", ["1", "20.000", "−3"], [None, None, None]),
    ],
)
def test_numbers_meet_at_the_decimal_mark(language: str, column: list[str | None], pads: list[str | None]) -> None:
    """What a number lacks behind its last digit stands invisibly after it, in the page's way of writing numbers."""
    expected = ['<td class="num">' if pad is None else f'<td class="num" data-pad="{pad}">' for pad in pads]
    assert cells(column, language) == expected


def test_words_among_numbers_may_wrap() -> None:
    """A long cell of words in a column of numbers is not kept on one line."""
    assert cells(["1,5", "chưa có số liệu đầy đủ"]) == ['<td class="num">', '<td class="num words">']


def test_missing_is_a_dash_and_no_zero() -> None:
    """What is not known is a dash that is read out as such."""
    shown = html(TABLE)
    assert shown.count('<span class="missing" role="img" aria-label="không có số liệu">—</span>') == 5
    assert '<td class="num">0' not in shown


def test_marks_leave_the_digits_where_they_are() -> None:
    """A mark is no part of what is aligned: pads are as without it, and the column has a margin for it."""
    numbers = ["552,054", "47,4", "908"]
    marked = [Number(text, "a:b@c:L1", mark=Mark("disputed", "Vì.", "finding-a")) for text in numbers]
    rows = tuple(Row((("x",), (number,))) for number in [*marked[:2], numbers[2]])
    shown = html(Table("T", (Column("", align="text"), Column("Số")), rows))
    pads = re.findall(r'<td class="num marked"(?: data-pad="([^"]*)")?>', shown)
    assert pads == ["", "00", ",000"]
    assert '<th scope="col" class="num marked">' in shown
    assert "marked" not in html(TABLE)


def test_a_detail_stands_under_its_row() -> None:
    """One that says a single thing has the whole width; one with cells is headed like any row, and has no dashes."""
    columns = (Column("Chỉ tiêu", align="text"), Column("Số"), Column("Nguồn", align="text"))
    rows = (
        Row((("Tổng",), ("9",), ("dòng 1",))),
        Row((("Mâu thuẫn",), (), ()), "detail", 1),
        Row((("hoặc lợn",), ("8",), ()), "detail", 1),
    )
    table = tree(Table("T", columns, rows))
    wide, headed = [row for row in table.iter("tr") if row.get("class") == "detail"]
    assert [(cell.tag, cell.get("colspan"), words(cell)) for cell in wide] == [("td", "3", "Mâu thuẫn")]
    assert [(cell.tag, words(cell)) for cell in headed] == [("th", "hoặc lợn"), ("td", "8"), ("td", "")]
    assert "missing" not in html(Table("T", columns, rows))
