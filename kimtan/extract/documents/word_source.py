"""What was read of a Word file, with where each letter stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Atom:
    """A piece of a paragraph's text, and the element of its part that holds it.

    Parameters
    ----------
    column
        Where it begins in the paragraph's text as it is counted in :class:`~kimtan.extract.passages.SourceLine`.
    length
        How many characters it has.
    index
        Of the element among those of its part that are named in :data:`~kimtan.extract.documents.word_xml.ATOMS`.
    offset
        How many characters of the element come before it.
    """

    column: int
    length: int
    index: int
    offset: int = 0


@dataclass(frozen=True)
class WordParagraph:
    """Where a paragraph stands in a Word file.

    Parameters
    ----------
    part
        The part that holds it.
    atoms
        Its text, piece by piece.
    anchor
        Index of the run in the main part at which it hangs (a text box, a note); None for what stands in a part itself.
    """

    part: str
    atoms: tuple[Atom, ...]
    anchor: int | None = None


@dataclass(frozen=True)
class WordSource:
    """A Word file as it was read, for whoever sets comments.

    Parameters
    ----------
    content
        The file.
    main
        The name of the part with the text.
    paragraphs
        By the number that :class:`~kimtan.extract.passages.SourceLine` gives them.
    """

    content: bytes
    main: str
    paragraphs: Mapping[int, WordParagraph]
