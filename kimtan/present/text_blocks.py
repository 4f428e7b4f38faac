"""Blocks of words: heading, narrative, callout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from kimtan.present.block import Block, hold, pieces
from kimtan.present.rich_text import Run, plain

Style = Literal["prose", "bullets", "numbered"]
Tone = Literal["info", "good", "warn", "bad"]


@dataclass(frozen=True)
class Heading(Block):
    """The title of a section or of a part of it.

    Parameters
    ----------
    text
        Title without its number.
    number
        Number as in the official report (``I.1.3``), or empty for a heading inside a section.
    anchor
        Identity for links within the report, unique in it; ASCII letters, digits and hyphens.
    level
        1 to 6. A numbered section's level is the count of its number's parts, plus one (the report's title is level 1).
    """

    kind: ClassVar[str] = "heading"
    text: str
    anchor: str
    level: int
    number: str = ""

    def to_text(self) -> str:
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True)
class Narrative(Block):
    """Paragraphs of prose, or a list of points.

    Parameters
    ----------
    paragraphs
        One run a paragraph.
    style
        ``prose``, ``bullets`` or ``numbered``.
    """

    kind: ClassVar[str] = "narrative"
    paragraphs: tuple[Run, ...]
    style: Style = "prose"

    def __post_init__(self) -> None:
        hold(self, paragraphs=tuple(map(pieces, self.paragraphs)))

    def runs(self) -> Iterator[Run]:
        yield from self.paragraphs

    def to_text(self) -> str:
        return "\n\n".join(plain(run) for run in self.paragraphs)


@dataclass(frozen=True)
class Callout(Block):
    """A remark that should not be overlooked."""

    kind: ClassVar[str] = "callout"
    title: str
    paragraphs: tuple[Run, ...]
    tone: Tone = "info"

    def __post_init__(self) -> None:
        hold(self, paragraphs=tuple(map(pieces, self.paragraphs)))

    def runs(self) -> Iterator[Run]:
        yield from self.paragraphs

    def to_text(self) -> str:
        return "\n".join([self.title, *(plain(run) for run in self.paragraphs)])
