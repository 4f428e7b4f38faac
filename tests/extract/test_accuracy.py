"""Sentences and tables of other offices are read as well as they were, and every figure tells what it rests on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks import extract_sentences as bench
from benchmarks.sentences import corpus
from kimtan.extract.json_text import described
from kimtan.extract.proofing import proof
from kimtan.extract.reading import read

READ_RIGHT = {
    "numbers taken for figures": 5591,
    "number": 5583,
    "number with unit": 5577,
    "measure": 5491,
    "subject": 5187,
    "part": 1232,
}
"""So many of every fourth item at hand are read right at least; more where a rule is better."""

KEYS = [
    "n",
    "line",
    "place",
    "start",
    "end",
    "as_written",
    "value",
    "upper",
    "denominator",
    "precision",
    "bound",
    "unit",
    "unit_text",
    "measure",
    "direction",
    "base",
    "subject",
    "indicator",
    "indicator_name",
    "part_of",
    "confidence",
    "rests_on",
]


@pytest.fixture(scope="module")
def items() -> list[dict[str, Any]]:
    """Every fourth item, tables and sentences of all kinds of offices."""
    return corpus.at_hand()[::4]


def test_what_was_read_right_still_is(items: list[dict[str, Any]]) -> None:
    """No kind of thing is read right less often than it was: a rule that loses one figure is seen."""
    right = {kind: count for kind, count, _ in bench.measured(items)}
    assert {kind: min(right[kind], least) for kind, least in READ_RIGHT.items()} == READ_RIGHT


def test_every_figure_says_what_it_rests_on(items: list[dict[str, Any]]) -> None:
    """Confidence is one of 0 to 1, reasons are words, and JSON has all that is promised of each figure."""
    for item in items[::4]:
        document = bench._document(item)
        reading = read(document)
        for figure in reading.figures:
            assert 0 < figure.confidence <= 0.95, figure
            assert all(reason and "None" not in reason for reason in figure.rests_on), figure
        told = json.loads(json.dumps(described(document, reading, proof(document, reading))))
        assert [list(figure) for figure in told["figures"]] == [KEYS] * len(reading.figures)
        assert [figure["rests_on"] for figure in told["figures"]] == [list(one.rests_on) for one in reading.figures]
