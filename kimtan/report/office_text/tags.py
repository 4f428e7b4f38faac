"""What a content control of a text stands for, and the tag that says so in the file.

Word allows 64 characters in a tag. A topic with a longer name stands there by a hash, which is looked up among the
topics that a dictionary can have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kimtan.data.identities import Topic

PREFIX = "kimtan:"
_LONGEST = 64
_HASHED = "#"
_AS_OF = "as_of:"

PeriodPart = Literal["name", "bare", "months", "rest", "bare_rest", "year", "last_year", "next_year", "last_day"]
"""``name`` is *6 tháng đầu năm 2023*, ``bare`` the same without its year, ``rest`` *6 tháng cuối năm 2023*.

``months`` is how long the period is, *6 tháng*, as it stands in units: *triệu đồng/người/6 tháng*.
"""


@dataclass(frozen=True)
class FigureSlot:
    """A place for a figure.

    Parameters
    ----------
    topic
        The figure's topic, or its hash as it stands in a tag.
    unit
        In which unit the words around it tell it (units.csv).
    is_two_digits
        Whether whole numbers under ten are written ``06``.
    qualifier
        By whose rules the text says that it was measured: a figure measured in another way does not belong there.
    """

    topic: Topic | str
    unit: str
    is_two_digits: bool = False
    qualifier: str | None = None

    @property
    def tag(self) -> str:
        """The tag of its content control."""
        rest = f"|{self.unit}|{'2' if self.is_two_digits else ''}{f'|{self.qualifier}' if self.qualifier else ''}"
        text = f"{PREFIX}{self.topic}{rest}"
        return text if len(text) <= _LONGEST else f"{PREFIX}{_HASHED}{_hash(str(self.topic))}{rest}"


@dataclass(frozen=True)
class PeriodSlot:
    """A place for words about the period.

    Parameters
    ----------
    part
        Which words.
    is_upper
        Whether they stand in capitals, as in a title.
    is_two_digits
        Whether the months are written ``06 tháng``.
    """

    part: PeriodPart
    is_upper: bool = False
    is_two_digits: bool = False

    @property
    def tag(self) -> str:
        """The tag of its content control."""
        return f"{PREFIX}period:{self.part}|{'U' if self.is_upper else ''}{'2' if self.is_two_digits else ''}"


@dataclass(frozen=True)
class DateSlot:
    """A place for the day until which a figure is counted, where that is not the period's last one.

    Parameters
    ----------
    topic
        The figure's topic, or its hash as it stands in a tag.
    """

    topic: Topic | str

    @property
    def tag(self) -> str:
        """The tag of its content control."""
        text = f"{PREFIX}{_AS_OF}{self.topic}"
        return text if len(text) <= _LONGEST else f"{PREFIX}{_AS_OF}{_HASHED}{_hash(str(self.topic))}"


Slot = FigureSlot | PeriodSlot | DateSlot


def parsed(tag: str, topics: Iterable[Topic] = ()) -> Slot | None:
    """What a tag says; ``None`` for a tag of somebody else's. A hash stays one where no topic has it."""
    if not tag.startswith(PREFIX):
        return None
    head, *rest = tag.removeprefix(PREFIX).split("|")
    if head.startswith("period:"):
        style = rest[0] if rest else ""
        return PeriodSlot(head.removeprefix("period:"), "U" in style, "2" in style)  # type: ignore[arg-type]
    if head.startswith(_AS_OF):
        return DateSlot(_topic(head.removeprefix(_AS_OF), topics))
    unit, style, qualifier = [*rest, "", "", ""][:3]
    return FigureSlot(_topic(head, topics), unit, "2" in style, qualifier or None)


def _topic(name: str, topics: Iterable[Topic]) -> Topic | str:
    """A topic as a tag names it; its hash where no topic has it."""
    if not name.startswith(_HASHED):
        return Topic.parse(name)
    return next((topic for topic in topics if _hash(str(topic)) == name.removeprefix(_HASHED)), name)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
