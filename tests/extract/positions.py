"""Each character of a passage looked up in its source."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from kimtan.extract.documents.word_source import WordSource
from kimtan.extract.passages import Passage, ReadDocument


def of_lines(document: ReadDocument, source: str) -> None:
    """Raise unless every character stands in the line and column of a text that its passage says."""
    lines = dict(enumerate(source.split("\n"), start=1))
    for passage in document.passages:
        _check(passage, lines)


def of_paragraphs(document: ReadDocument, source: WordSource, texts: Mapping[int, str]) -> None:
    """Raise unless every character stands in the paragraph and column of a Word file that its passage says."""
    assert source.paragraphs.keys() >= texts.keys()
    for passage in document.passages:
        _check(passage, texts)


def _check(passage: Passage, lines: Mapping[int, str]) -> None:
    for at, character in enumerate(passage.text):
        number, column = passage.line_at(at)
        there = lines[number][column : column + 1] or "\n"
        letters = unicodedata.normalize("NFC", lines[number][column : column + 3])
        is_same = there == character or (there.isspace() and character == " ") or letters.startswith(character)
        assert is_same, f"{passage.place}: {character!r} at {at} is {there!r} in line {number}, column {column}"
