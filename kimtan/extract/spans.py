"""Where in a text numbers state no figure: dates, documents, codes and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kimtan.extract.refusal_reasons import ITEM
from kimtan.extract.refused_documents import DOCUMENTS
from kimtan.extract.refused_names import NAMES
from kimtan.extract.refused_times import TIMES

_LIST = re.compile(
    r"\s*(?:[-–+*•·○]\s*)?(?:[IVXLC]{1,5}\s?[.\-)]\s?)?(\(?\d{1,2}(?:\.\d{1,2}){0,4}\s?[.)/:-]{1,2}|\(\d{1,2}\))(?=\s|[^\W\d_]|$|[“\"*])"
)
_LIST_BARE = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){1,4})\s+(?=[^\W\d_])")
_ANY_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Span:
    """A stretch of a text in which numbers state no figure."""

    start: int
    end: int
    reason: str


def spans(text: str) -> list[Span]:
    """The stretches of a text that are dates, documents, codes and the like, by where they begin."""
    if _ANY_DIGIT.search(text) is None:
        return []
    lowered = text.lower()
    stretches = [
        Span(*match.span("none" if "none" in pattern.groupindex else 0), reason)
        for pattern, reason, needs in (*TIMES, *DOCUMENTS, *NAMES)
        if not needs or any(word in lowered for word in needs)
        for match in pattern.finditer(text)
    ]
    item = _LIST.match(text) or _LIST_BARE.match(text)
    if item is not None:
        stretches.append(Span(item.start(1), item.end(1), ITEM))
    return sorted(stretches, key=lambda span: span.start)
