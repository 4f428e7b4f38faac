"""What came of filling an office's own text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Filled:
    """A filled text.

    Attributes
    ----------
    content
        The Word document.
    figures
        How many numbers were filled in.
    blank
        Topics of which nothing is stated.
    unbound
        Numbers of an earlier period that nothing fills, with the words around them.
    words
        What was said of words that no longer fit.
    disputed
        How many numbers stand in a contradiction that nobody has settled.
    """

    content: bytes = b""
    figures: int = 0
    blank: list[str] = field(default_factory=list)
    unbound: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    disputed: int = 0
