"""How far a sentence, a bracket or a list reaches in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimtan.extract.amounts import is_level
from kimtan.extract.figures import ReadFigure
from kimtan.extract.letters import CAPITAL

SENTENCE_END = re.compile(rf"[.!?](?=\s+{CAPITAL})")
REACH = 2000
"""A sentence is at most so long."""
_SHORT_SENTENCE = 40
"""Characters of a sentence that only names one more of a list."""


def sentence_end(text: str, start: int) -> int:
    """Where the sentence that a place stands in ends."""
    match = SENTENCE_END.search(text, start, start + REACH)
    return match.start() if match else start + REACH


def closing(text: str, opened: int) -> int:
    """Where a bracket is closed."""
    end = text.find(")", opened)
    return end if end >= 0 else len(text)


def stop_of_list(text: str, start: int) -> int:
    """Where a sentence ends, with the short ones behind it that go on with its list."""
    end = sentence_end(text, start)
    while end < len(text) and (further := min(sentence_end(text, end + 1), len(text))) - end <= _SHORT_SENTENCE:
        end = further
    return end


def outside_brackets(text: str, scope: Sequence[ReadFigure]) -> list[ReadFigure]:
    """The figures that stand in no bracket further in than the first: ``lúa 118 ha (vụ xuân 60 ha), ngô 12 ha``."""
    between = [text[scope[0].start : part.start] for part in scope]
    outer = [part for part, words in zip(scope, between, strict=True) if words.count("(") <= words.count(")")]
    return outer if sum(map(is_level, outer)) > 1 else list(scope)
