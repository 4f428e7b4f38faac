"""A derived figure tells what it stands for and what it rests on, by name however many that are."""

from __future__ import annotations

from typing import Any

from kimtan.present.anchors import figure_anchor, finding_anchor, finding_ref
from kimtan.present.blocks import Block, Column, Heading, Link, Mark, Narrative, Number, Row, Table, plain
from kimtan.present.html_text import FragmentContext, text
from kimtan.report.derivations import derivations

MARK = Mark("disputed", "Mâu thuẫn.", finding_anchor("parts"))


def report(number: Number, many: int, findings: int = 1) -> list[Block]:
    """A number, so many rows of evidence, the first in dispute, and so many findings under two headings."""
    columns = (Column("Chỉ tiêu"), Column("Nội dung", holds="measure"), Column("Số liệu"))
    figures = [Number(f"{at}%", f"a{at}:actual@r:L1", mark=None if at else MARK) for at in range(many)]
    rows = tuple(
        Row(((f"Đàn {at} (con)",), ("Thực hiện",), (one,)), role="evidence", anchor=figure_anchor(one.ref))
        for at, one in enumerate(figures)
    )
    ids = ["parts", *(f"f{at}" for at in range(1, findings))]
    found = tuple(Row(((f"Quan hệ {one}",), (), ()), role="finding", anchor=finding_anchor(one)) for one in ids)
    return [
        Narrative(((number,),)),
        Heading("Đối chiếu", "audit", 2),
        Heading("Mâu thuẫn", "audit-open", 3),
        Table("Kết quả", columns, found[:1]),
        Heading("Khớp", "audit-holds", 3),
        Table("Kết quả", columns, found[1:]),
        Heading("Nguồn", "evidence", 2),
        Table("Nguồn", columns, rows),
    ]


def told(number: Number, many: int, findings: int = 1) -> Table:
    made = derivations(report(number, many, findings), "vi")
    assert made is not None
    return made[1]


def resting_on(many: int, **others: Any) -> Number:
    return Number("5", "x:y", "đếm", tuple(f"a{at}:actual@r:L1" for at in range(many)), **others)


def test_it_has_no_code_but_what_it_stands_for() -> None:
    """The identity is the row's anchor; nobody has to read it."""
    table = told(resting_on(2, stands_for="4 – 6"), 2)
    assert [column.title for column in table.columns] == ["Số liệu", "Khoảng giá trị", "Dựa trên"]
    formula, row = table.rows
    assert (formula.role, plain(formula.cells[0] or ())) == ("group", "đếm")
    assert plain(row.cells[1] or ()) == "4 – 6"
    assert row.anchor == figure_anchor("x:y")


def test_its_inputs_carry_their_signs_and_a_row_says_what_is_wrong_with_them() -> None:
    """Which input is in dispute, and the finding that says so."""
    table = told(resting_on(2, mark=MARK), 2)
    inputs, detail = table.rows[1].cells[2] or (), table.rows[2]
    assert plain(inputs) == "Đàn 0 (con) · Thực hiện: 0%; Đàn 1 (con) · Thực hiện: 1%"
    assert [piece.mark for piece in inputs if isinstance(piece, Number)] == [MARK, None]
    assert detail.role == "detail"
    assert plain(detail.cells[0] or ()) == "Mâu thuẫn: Quan hệ parts – 0%"
    assert Link("Quan hệ parts", finding_anchor("parts")) in (detail.cells[0] or ())


def test_many_inputs_are_named_too() -> None:
    """A row of bare percentages would say nothing."""
    inputs = told(resting_on(8), 8).rows[1].cells[2] or ()
    assert plain(inputs).startswith("Đàn 0 0%; Đàn 1 1%; ")
    assert sum(isinstance(piece, Number) for piece in inputs) == 8


def test_a_count_of_findings_leads_to_them_or_to_where_many_of_them_stand() -> None:
    """A few are named; of very many the headings that they stand under."""
    few = Number("2", "x:y", "đếm", listed=(finding_anchor("parts"), finding_anchor("f1")))
    assert plain(told(few, 1, 2).rows[1].cells[2] or ()) == "Quan hệ parts; Quan hệ f1"
    many = Number("20", "x:y", "đếm", listed=tuple(map(finding_anchor, ["parts", *(f"f{at}" for at in range(1, 20))])))
    links = told(many, 1, 20).rows[1].cells[2] or ()
    assert [piece.anchor for piece in links if isinstance(piece, Link)] == ["audit-open", "audit-holds"]


def test_many_inputs_are_told_once() -> None:
    """A second figure on the same inputs leads to the first; few inputs are told again."""
    for many, said in ((4, "Cùng căn cứ với 5"), (2, "Đàn 0 (con) · Thực hiện: 0%; Đàn 1 (con) · Thực hiện: 1%")):
        one = resting_on(many)
        blocks = report(one, many)
        blocks.insert(1, Narrative(((Number("7", "x:z", "cộng", one.inputs),),)))
        made = derivations(blocks, "vi")
        assert made is not None
        _, first, _, second = made[1].rows
        assert plain(second.cells[2] or ()) == said
        if many == 4:
            link = (second.cells[2] or ())[1]
            assert isinstance(link, Link)
            assert link.anchor == first.anchor


def test_numbers_of_one_formula_stand_together() -> None:
    """The formula is said once, above all that it gave."""
    blocks = report(resting_on(2), 2)
    blocks.insert(1, Narrative((("7", Number("8", "x:z", "cộng"), Number("9", "x:w", "đếm")),)))
    made = derivations(blocks, "vi")
    assert made is not None
    assert [plain(row.cells[0] or ()) for row in made[1].rows] == ["đếm", "5", "9", "cộng", "8"]


def test_what_the_audit_computed_has_its_finding_as_evidence() -> None:
    """A row that repeats the finding's own would say nothing."""
    gap = Number("2", finding_ref("parts", "gap"), "tổng = các phần", listed=(finding_anchor("parts"),))
    assert derivations([Narrative(((gap,),))], "vi") is None
    context = FragmentContext(anchors={finding_anchor("parts"), figure_anchor("a0:actual@r:L1")})
    assert f'<a class="n" href="#{finding_anchor("parts")}">2</a>' == text((gap,), context)
