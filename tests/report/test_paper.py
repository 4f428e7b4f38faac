"""What is printed of a report: tables that are only looked up stay on the screen, with what only they rest on."""

from __future__ import annotations

from kimtan.present.anchors import figure_anchor
from kimtan.present.blocks import Block, Column, Heading, Narrative, Number, Row, Table, plain
from kimtan.report.derivations import ANCHOR
from kimtan.report.typeset.paper import on_paper


def derived(ref: str, *rests_on: Number) -> Row:
    return Row(((ref,), tuple(rests_on)), role="evidence", anchor=figure_anchor(ref))


def report() -> list[Block]:
    """A number in the text, one in a table to look up, and the derived figures behind them."""
    shown, looked_up = Number("7,0%", "a:growth", "a ÷ b"), Number("9", "checks:held", "count")
    return [
        Narrative(((shown,),)),
        Table("Khớp", (Column("Số"),), (Row(((looked_up,),)),), medium="screen"),
        Heading("Số liệu tính toán", ANCHOR, level=3),
        Table(
            "Công thức",
            (Column("Số"), Column("Dựa trên")),
            (
                derived("a:growth", Number("3", "b:sum", "…")),
                derived("checks:held"),
                derived("b:sum"),
                derived("c:sum"),
            ),
        ),
    ]


def test_a_table_to_look_up_is_named_and_not_printed() -> None:
    """A remark stands in its place."""
    first, second, *_ = on_paper(report(), "Xem bản HTML.")
    assert isinstance(first, Narrative)
    assert isinstance(second, Narrative)
    assert plain(second.paragraphs[0]) == "Xem bản HTML."


def test_headings_with_nothing_else_under_them_share_a_remark() -> None:
    """A page of headings that say the same under each would promise more than it holds; a chapter's keeps its own."""
    looked_up = Table("Khớp", (Column("Số"),), (Row((("1",),)),), medium="screen")
    printed = Table("Lệch", (Column("Số"),), (Row((("2",),)),))
    blocks: list[Block] = [
        Heading("Chưa kiểm tra được", "a", level=3),
        looked_up,
        Heading("Khớp", "b", level=3),
        looked_up,
        Heading("Mâu thuẫn", "c", level=3),
        looked_up,
        printed,
    ]
    remark, heading, instead, table = on_paper(blocks, "Xem bản HTML.")
    assert isinstance(remark, Narrative)
    assert isinstance(instead, Narrative)
    assert plain(remark.paragraphs[0]) == "Chưa kiểm tra được; Khớp. Xem bản HTML."
    assert (heading, plain(instead.paragraphs[0]), table) == (blocks[4], "Xem bản HTML.", printed)


def test_only_evidence_of_what_is_printed_is_printed() -> None:
    """A derived figure stays where the text shows it, or where one that stays leads to it."""
    table = on_paper(report(), "")[-1]
    assert isinstance(table, Table)
    assert [row.anchor for row in table.rows] == [figure_anchor("a:growth"), figure_anchor("b:sum")]
