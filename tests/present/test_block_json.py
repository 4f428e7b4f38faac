"""Blocks come back out of a notebook as they went in, and what cannot be a block is refused with its place."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.errors import SectionError
from kimtan.present.blocks import (
    Align,
    Block,
    Break,
    Callout,
    Chart,
    Column,
    Heading,
    Holds,
    Link,
    Mark,
    Narrative,
    Number,
    Role,
    Row,
    Strong,
    Style,
    Table,
    Tone,
)
from kimtan.present.rich_text import KINDS

TEXT = st.text(max_size=8)
WORDS = st.lists(TEXT, max_size=3).map(tuple)
MARK = st.builds(Mark, st.sampled_from(KINDS), TEXT, TEXT)
NUMBER = st.builds(Number, TEXT, TEXT, TEXT, WORDS, st.none() | MARK, listed=WORDS, stands_for=TEXT)
PIECE = TEXT | NUMBER | st.builds(Strong, TEXT) | st.builds(Link, TEXT, TEXT) | st.builds(Break, TEXT)
RUN = st.lists(PIECE, max_size=3).map(tuple) | st.lists(PIECE, max_size=3) | TEXT
RUNS = st.lists(RUN, max_size=3).map(tuple)
COLUMN = st.builds(Column, TEXT, TEXT, st.sampled_from(get_args(Align)), st.sampled_from(get_args(Holds)))
CELLS = st.lists(st.none() | RUN, max_size=3).map(tuple)
ROW = st.builds(Row, CELLS, st.sampled_from(get_args(Role)), st.integers(0, 6), TEXT)
TABLE = st.builds(Table, TEXT, st.lists(COLUMN, max_size=3).map(tuple), st.lists(ROW, max_size=3).map(tuple), RUNS)
BLOCKS = {
    "heading": st.builds(Heading, TEXT, TEXT, st.integers(1, 6), TEXT),
    "narrative": st.builds(Narrative, RUNS, st.sampled_from(get_args(Style))),
    "table": TABLE,
    "chart": st.builds(Chart, RUN, TEXT, TEXT, TABLE, RUN, TEXT),
    "callout": st.builds(Callout, TEXT, RUNS, st.sampled_from(get_args(Tone))),
}

PLACE = "10_economy.ipynb, cell 4"
MARKED = Number("9%", "a:b@c:L1", "b / c", ("a:b@c:L2",), Mark("disputed", "Vì.", "finding-a"))
ROWS = Table("Thu", (Column("Số"),), (Row(((MARKED,),), anchor="fig-a"), Row((None,), "group")), (("Giá",),))
CHART = Chart(("Tăng",), "<svg/>", "Biểu đồ", ROWS)


def test_every_kind_of_block_is_tried() -> None:
    """The blocks below are of all kinds that there are."""
    assert {block.kind for block in Block.__subclasses__()} == BLOCKS.keys()


@given(st.one_of(*BLOCKS.values()))
def test_a_block_comes_back_as_it_went_in(block: Block) -> None:
    """Reading is the inverse of writing, for blocks of every kind and whatever is in them."""
    assert Block.from_json(json.loads(json.dumps(block.to_json()))) == block


@given(RUN)
def test_a_run_is_held_as_its_pieces(run: Any) -> None:
    """A list of pieces and a bare string are runs too, and the same as a tuple of the pieces."""
    pieces = (run,) if isinstance(run, str) else tuple(run)
    assert Narrative((run,)) == Narrative((pieces,))
    assert Row((run, None)).cells == (pieces, None)


def changed(block: Block, *path: str | int, **fields: Any) -> dict[str, Any]:
    """A block's JSON with other fields in the part of it that a path leads to; none takes a field away."""
    document = json.loads(json.dumps(block.to_json()))
    part = document
    for step in path:
        part = part[step]
    part.update({name: value for name, value in fields.items() if value is not None})
    for name in [name for name, value in fields.items() if value is None]:
        del part[name]
    return document


CELL = ("rows", 0, "cells", 0, 0)


@pytest.mark.parametrize(
    ("document", "seen"),
    [
        (changed(ROWS, kind="map"), "A block of kind 'map' is not known; there are heading, narrative, table, chart"),
        (changed(ROWS, kind=None), "A block lacks the field 'kind'."),
        (["heading"], "Where a block should be stands ['heading']."),
        (changed(Heading("Thu", "a", 2), anchor=None), "A heading lacks the field 'anchor'."),
        (changed(Heading("Thu", "a", 2), level="2"), "The field 'level' of a heading is '2' and no whole number."),
        (changed(Heading("Thu", "a", 2), level=True), "The field 'level' of a heading is True and no whole number."),
        (changed(Heading("Thu", "a", 2), colour="red"), "A heading has the field 'colour', which is not known."),
        (
            changed(Narrative(()), style="verse"),
            "of a narrative is 'verse'; it can be prose, bullets, numbered.",
        ),
        (changed(Narrative(()), paragraphs=["Thu"]), "Where a list of pieces of text should be stands 'Thu'."),
        (changed(Callout("Thu", ()), tone="loud"), "The field 'tone' of a callout is 'loud'; it can be info, good"),
        (changed(ROWS, "columns", 0, align="left"), "'align' of a column is 'left'; it can be text, number, center."),
        (changed(ROWS, "rows", 0, role="sum"), "The field 'role' of a table row is 'sum'; it can be plain, total"),
        (changed(ROWS, "rows", 1, depth=None), "A table row lacks the field 'depth'."),
        (changed(ROWS, rows=[3]), "Where a table row should be stands 3."),
        (changed(ROWS, *CELL, ref=None), "A number lacks the field 'ref'."),
        (changed(ROWS, *CELL, inputs=[1]), "The field 'inputs' of a number holds 1, which is no text."),
        (changed(ROWS, *CELL, link="a"), "A number has the field 'link', which is not known."),
        (changed(ROWS, *CELL, "mark", kind="new"), "The field 'kind' of a mark is 'new'; it can be disputed"),
        (changed(ROWS, *CELL, "mark", at=1), "A mark has the field 'at', which is not known."),
        (changed(ROWS, notes=[[{"emph": "a"}]]), "{'emph': 'a'} is no piece of text; it has none of number, strong"),
        (changed(CHART, "data", caption=None), "A table lacks the field 'caption'."),
        (changed(CHART, data="9"), "The field 'data' of a chart is '9' and no object."),
        (changed(CHART, data=Narrative(()).to_json()), "The field 'data' of a chart is a narrative and no table."),
    ],
)
def test_what_cannot_be_a_block_is_refused(document: Any, seen: str) -> None:
    """An unknown kind or field, a missing one, and a value of another form are told with notebook and cell."""
    with pytest.raises(SectionError) as caught:
        Block.from_json(document, PLACE)
    (problem,) = caught.value.problems
    assert problem.place == PLACE
    assert seen in problem.seen
    assert problem.remedy == "Run the section again with this version of kimtan."
    assert problem.code == ("block.kind" if "of kind" in seen else "block.field")


def test_what_is_as_usual_is_not_written() -> None:
    """A notebook says nothing of a row's anchor, a column's meaning or a number's mark where there is none."""
    document = Table("Thu", (Column("Số"),), (Row(((Number("9", "a"),),)),)).to_json()
    assert document["columns"] == [{"title": "Số", "unit": "", "align": "number"}]
    assert document["rows"] == [{"role": "plain", "depth": 0, "cells": [[{"number": "9", "ref": "a"}]]}]


@pytest.mark.parametrize(
    ("columns", "head"),
    [
        ((Column("STT", align="center"), Column("Tên", align="text"), Column("Nguồn", align="text")), 1),
        ((Column("Nguồn", align="text"), Column("Tên", align="text", holds="name")), 1),
        ((Column("Số"), Column("Số")), 0),
    ],
)
def test_a_column_names_what_its_rows_are_about(columns: tuple[Column, ...], head: int) -> None:
    """The one that says so; else the first of words, and where there is none the first."""
    assert Table("Thu", columns, ()).head == head
