"""What all blocks have in common: how a notebook keeps one and shows it.

A block is plain frozen data without any markup in it. It displays through Jupyter's own MIME bundle: the JSON of
:data:`MIME_TYPE` (:mod:`kimtan.present.block_json`), which exporters read back into blocks, and ``text/html`` and
``text/plain`` for whoever looks at the notebook, with ``text/markdown`` and ``text/latex`` for programs that take it
further.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from kimtan.present.rich_text import Piece, Run

MIME_TYPE = "application/vnd.kimtan.block+json"


@dataclass(frozen=True)
class Block:
    """Base of all blocks: heading, narrative, table, chart and callout; there are no others."""

    kind: ClassVar[str]

    def to_json(self) -> dict[str, Any]:
        """The JSON document of the block, as a notebook keeps it."""
        from kimtan.present.block_json import to_json

        return to_json(self)

    @staticmethod
    def from_json(document: Any, place: str = "block") -> Block:
        """The block of a JSON document, equal to the one that :meth:`to_json` was asked of.

        Parameters
        ----------
        document
            As it was read from a notebook.
        place
            Where it stands, for messages: the notebook and the cell.

        Raises
        ------
        SectionError
            When it is of no known kind, lacks a field, has one that is not known, or one holds what it cannot.
        """
        from kimtan.present.block_json import from_json

        return from_json(document, place)

    def to_text(self) -> str:
        """What a terminal shows."""
        raise NotImplementedError

    def runs(self) -> Iterator[Run]:
        """Every run of text in the block, in reading order; titles that are bare words are none."""
        yield from ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from kimtan.present.html import fragment
        from kimtan.present.markup import markup

        html = fragment(self, standalone=True)
        return {MIME_TYPE: self.to_json(), "text/html": html, **markup(self), "text/plain": self.to_text()}


def pieces(run: Run) -> tuple[Piece, ...]:
    """A run as blocks hold it, whatever sequence it was given as; a bare string is a run of one piece."""
    return (run,) if isinstance(run, str) else tuple(run)


def hold(block: object, **values: Any) -> None:
    """Set fields of frozen data while it is being made."""
    for name, value in values.items():
        object.__setattr__(block, name, value)
