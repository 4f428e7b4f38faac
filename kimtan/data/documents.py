"""The documents that a period's figures come from, from ``source.yml``, and what in them is no figure."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import Field

from kimtan.errors import Problems
from kimtan.languages import Bilingual
from kimtan.reading.mappings import read_mapping
from kimtan.reading.records import Day
from kimtan.reading.shapes import Strict, validate
from kimtan.reading.text import MAX_BYTES


class NoFigures(Strict):
    """Number tokens of a document that state no figure, with the reason: place → tokens."""

    reason: str = Field(min_length=1)
    tokens: dict[str, list[str]]


class Document(Strict):
    """One source document. The document itself need not be at hand; ``sha256`` identifies it."""

    title: str
    title_en: str | None = None
    issuer: str
    issuer_en: str | None = None
    date: Day | None = None
    file: str | None = Field(None, pattern=r"^[^/\\]+$")
    sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    no_figures: list[NoFigures] = []

    @property
    def names(self) -> Bilingual:
        """Its title; the English one falls back to the Vietnamese."""
        return Bilingual(self.title, self.title_en or self.title)

    def lines(self, folder: Path) -> list[str]:
        """The lines of the document where it lies in a folder as text; none where it does not, or is another one.

        Only a file with the hash that ``source.yml`` names is the document.
        """
        if self.file is None or self.sha256 is None or not self.file.endswith(".txt"):
            return []
        file = folder / self.file
        try:
            if not file.is_file() or file.stat().st_size > MAX_BYTES:
                return []
            content = file.read_bytes()
        except OSError:
            return []
        if hashlib.sha256(content).hexdigest() != self.sha256:
            return []
        return content.decode("utf-8-sig", "replace").split("\n")


class Sources(Strict):
    """All documents of a period, the first of which a bare ``L27`` refers to."""

    documents: dict[str, Document] = Field(min_length=1)

    @property
    def first(self) -> str:
        """Identity of the document that places without a document refer to."""
        return next(iter(self.documents))

    def place(self, source: str) -> str:
        """A place with its document: ``L27`` becomes ``report:L27``."""
        return source if ":" in source else f"{self.first}:{source}"


def load(path: Path, shown: str, problems: Problems) -> Sources | None:
    """Read ``source.yml``; problems are noted, and nothing is returned when there are any."""
    located = read_mapping(path, shown, problems)
    return None if located is None else validate(Sources, located.value, located.place, problems, "source")
