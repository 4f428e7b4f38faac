"""HTML files are read block by block, and every character is found again in its line."""

from __future__ import annotations

import html
import time
import unicodedata

import pytest

from kimtan.extract.documents import web
from kimtan.extract.passages import ReadDocument

PAGE = """<!DOCTYPE html>
<html><head><title>12</title><style>p { width: 5px }</style></head><body>
<!-- 99 -->
<h2>Kết quả   thực hiện</h2>
<p>Thu đạt <b>60,8</b>%&nbsp;kế
 hoạch &amp; chi&#32;<span style="display: none">77</span>12 tỷ<br>Tha&#769;ng 6</p>
<ol><li>Đàn bò 203<li>Đàn lợn 876</ol>
<table><tr><th rowspan="2">Chỉ tiêu</th><th colspan=2>Năm</th></tr><tr><td>KH</td><td><p>TH</p></td></tr>
<tr><td>Thu<td>100<td></tr></table>
<script>var a = "<p>5</p>";</script>
</body></html>
"""


def read(source: str = PAGE) -> ReadDocument:
    return web.read(source.encode(), "a.html", "a.html")


def test_blocks_are_passages() -> None:
    """Headings have their level, lists their signs; scripts, comments and hidden words are not read."""
    passages = [passage for passage in read().passages if not passage.cell]
    assert [(passage.kind, passage.level, passage.number, passage.text) for passage in passages] == [
        ("heading", 2, "", "Kết quả thực hiện"),
        ("paragraph", 0, "", "Thu đạt 60,8% kế hoạch & chi 12 tỷ Tháng 6"),
        ("paragraph", 0, "1.", "Đàn bò 203"),
        ("paragraph", 0, "2.", "Đàn lợn 876"),
    ]


def test_cells_have_their_places() -> None:
    """Merged cells push others aside; closing tags may be left out."""
    cells = {
        p.text: (p.cell.row, p.cell.column, p.cell.row_span, p.cell.column_span) for p in read().passages if p.cell
    }
    assert cells == {
        "Chỉ tiêu": (1, 1, 2, 1),
        "Năm": (1, 2, 1, 2),
        "KH": (2, 2, 1, 1),
        "TH": (2, 3, 1, 1),
        "Thu": (3, 1, 1, 1),
        "100": (3, 2, 1, 1),
    }


def test_every_character_is_found() -> None:
    """Line and column lead to the character, or to the entity that stands for it."""
    lines = PAGE.split("\n")
    for passage in read().passages:
        for at, character in enumerate(passage.text):
            number, column = passage.line_at(at)
            there = html.unescape(lines[number - 1][column : column + 8]) or " "
            letter = unicodedata.normalize("NFC", there)[0]
            assert letter == character or (letter.isspace() and character == " ") or there[0] in "<\n"


@pytest.mark.parametrize(
    "before",
    [
        '<svg width="5"/>',
        '<script src="a.js"/>',
        "<title/>",
        "<table><tr><td>5</td></tr>",
        "<table><tr>",
        "<head><title>a</title><body>",
        "<p hidden>7",
    ],
)
def test_nothing_is_lost_behind_odd_tags(before: str) -> None:
    """What follows a tag that ends where it begins, or that nothing closes, is read; so is what stands in no cell."""
    assert [passage.text for passage in read(f"{before}<p>Đạt 12 con</p>").passages if passage.text != "5"] == [
        "Đạt 12 con"
    ]


@pytest.mark.parametrize(
    ("written", "text"),
    [("1&#1;2", "12"), ("&fjlig;5", "fj5"), ("&nosuch; 5", "&nosuch; 5"), ("&#xD800;5", "\ufffd5"), ("5&", "5&")],
)
def test_odd_entities(written: str, text: str) -> None:
    """Entities that stand for nothing, for two letters or for none that there are."""
    assert [passage.text for passage in read(f"<p>{written}</p>").passages] == [text]


def test_marks_of_notes_are_no_digits_of_a_number() -> None:
    """What stands above the line right behind a number is a note's mark; powers of metres are read."""
    source = "<p>Đạt 60,8<sup>1</sup> tỷ, 25 km<sup>2</sup>, 7 ha<sup><a href='#n'>[2]</a></sup>.</p>"
    assert [passage.text for passage in read(source).passages] == ["Đạt 60,8 tỷ, 25 km2, 7 ha."]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Thu ng©n s¸ch ®¹t 5,2&nbsp;tû&nbsp;®ång", "Thu ngân sách đạt 5,2 tỷ đồng"),
        ("Chaên nuoâi ñaït 5,2&nbsp;tyû&nbsp;ñoàng", "Chăn nuôi đạt 5,2 tỷ đồng"),
        ("Cha&ecirc;n nuo&acirc;i &ntilde;a&iuml;t 5,2 ty&ucirc; &ntilde;o&agrave;ng", "Chăn nuôi đạt 5,2 tỷ đồng"),
    ],
)
def test_old_letters_are_converted_beside_entities(written: str, text: str) -> None:
    """An old character set is turned into today's in words with entities too, and where it is written in them."""
    passage = read(f"<p>{written}</p>").passages[0]
    assert passage.text == text
    place = passage.line_at(text.index("5,2"))
    assert place == (1, len("<p>") + written.index("5,2"))


@pytest.mark.parametrize(
    "hostile",
    ["<!--" * 200_000, "<a '" * 200_000, '<a "' * 200_001, "<" * 500_000, "<table><tr><td>" * 50_000, "&#" * 300_000],
    ids=["comments", "quotes", "one quote", "brackets", "tables", "entities"],
)
def test_broken_files_take_no_time(hostile: str) -> None:
    """Whatever never ends is passed over once, not again from each place."""
    begun = time.process_time()
    read(f"<p>Thu 12</p>{hostile[:190_000]}")
    assert time.process_time() - begun < 5
