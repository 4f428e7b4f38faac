"""A figure's identity is one text, and is taken apart in one place."""

from __future__ import annotations

import json
import pickle

import pytest
from pydantic import TypeAdapter

from kimtan.data.identities import DerivedId, FigureId, SourcePlace, Topic


@pytest.mark.parametrize(
    ("text", "topic", "document", "within", "line"),
    [
        ("income.total:actual@report:L27", Topic("income.total", "actual"), "report", "L27", 27),
        ("houses.new:plan:district@form:Thu!F7", Topic("houses.new", "plan", "district"), "form", "Thu!F7", None),
        ("houses.new:plan@L5", Topic("houses.new", "plan"), "", "L5", 5),
        ("houses.new", Topic("houses.new", ""), "", "", None),
    ],
)
def test_an_identity_tells_what_it_is_of_and_where_it_stands(
    text: str, topic: Topic, document: str, within: str, line: int | None
) -> None:
    """Topic, document and place come out of the text; what is missing in it is empty, never an error."""
    figure = FigureId(text)
    assert (figure.topic, figure.indicator) == (topic, topic.indicator)
    assert (figure.source.document, figure.source.within, figure.source.line) == (document, within, line)


def test_an_identity_is_its_text() -> None:
    """As a key, in JSON, in a copy and in its representation (which answers are compared by) it is the plain text."""
    text = "income.total:plan:district@report:L27"
    figure = FigureId.of(Topic("income.total", "plan", "district"), "report:L27")
    assert {figure: 1}[text] == 1
    assert (json.dumps(figure), repr(figure), str(figure)) == (f'"{text}"', repr(text), text)
    assert pickle.loads(pickle.dumps(figure)).topic == figure.topic
    read = TypeAdapter(tuple[FigureId, ...]).validate_json(f'["{text}"]')
    assert read == (text,)
    assert read[0].source.line == 27


@pytest.mark.parametrize(
    ("text", "is_well_formed"),
    [("a.b:plan@L1", True), ("a.b:plan:x@d:L1", True), ("a.b@L1", False), ("a.b:plan", False), ("a b:plan@L1", False)],
)
def test_only_a_text_with_all_parts_is_well_formed(text: str, is_well_formed: bool) -> None:
    """An indicator, a measure and a place are needed; a basis and a document need not be there."""
    assert FigureId(text).is_well_formed == is_well_formed


def test_a_derived_identity_leaves_out_what_is_not_given() -> None:
    """What it takes beside its indicator and name stands behind them, and a place is no line unless it says so."""
    assert DerivedId.of("a.b", "completion", None) == "a.b:completion"
    assert SourcePlace("report:L0").line is None
