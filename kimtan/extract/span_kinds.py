"""A kind of stretch in which numbers state no figure, as a pattern."""

from __future__ import annotations

import re
from typing import NamedTuple


class SpanKind(NamedTuple):
    """What a kind of stretch looks like.

    Attributes
    ----------
    pattern
        The stretch is its group ``none`` where it has one, else all of it.
    reason
        Why numbers in it are no figures (:mod:`kimtan.extract.refusal_reasons`).
    needs
        Words in small letters of which a text has one, else the pattern, which takes long, is not tried; none where
        it always is.
    """

    pattern: re.Pattern[str]
    reason: str
    needs: tuple[str, ...]


def kind(pattern: str, reason: str, *, needs: str = "", flags: int = re.IGNORECASE) -> SpanKind:
    """A kind of stretch from the text of its pattern; the words that it needs stand between strokes."""
    return SpanKind(re.compile(pattern, flags), reason, tuple(filter(None, needs.split("|"))))
