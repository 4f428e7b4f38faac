"""One page of a PDF file: its text in reading order, with the cells of tables apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kimtan.extract.documents.note_marks import is_note_mark
from kimtan.extract.documents.pdf_alignment import Chunk, aligned_tables, width_of
from kimtan.extract.documents.pdf_grid import GridCell, PageDrawing, RuledGrid, grids, moved

_BROKEN_NUMBER = re.compile(r"\d[.,]\n\d|\d\.(?:\d\n\d\d|\d\d\n\d)(?!\d)")
_SAME_COLUMN = 4.0
_SMALLER, _LEAST_RISE, _MOST_RISE = 0.7, 0.15, 0.7
"""In heights of the letters before: how high the mark of a note is at most, and how far above their line it stands."""

_LEAST_SIZE, _USUAL_SIZE, _MOST_SIZE = 4.0, 12.0, 72.0


@dataclass(frozen=True)
class PdfTable:
    """A table: its cells with their texts, row by row, and where its columns stand."""

    page: int
    cells: tuple[tuple[GridCell, str], ...]
    columns: tuple[float, ...]

    def is_like(self, other: PdfTable) -> bool:
        """Whether the columns stand where those of another table do."""
        pairs = zip(self.columns, other.columns, strict=False)
        return len(self.columns) == len(other.columns) and all(abs(x - y) < _SAME_COLUMN for x, y in pairs)


@dataclass(frozen=True)
class PdfPage:
    """A page: texts, each with the table that follows it, the last with none."""

    number: int
    parts: tuple[tuple[str, PdfTable | None], ...]

    @property
    def text(self) -> str:
        """All of its text."""
        cells = [text for _, table in self.parts if table for _, text in table.cells]
        return "\n".join([*(text for text, _ in self.parts), *cells])


def page_of(page: Any, number: int) -> PdfPage:
    """Read a page of pypdf's."""
    drawing, chunks = PageDrawing(), list[Chunk]()

    def on_text(text: str, matrix: list[float], text_matrix: list[float], _font: Any, size: float) -> None:
        height = abs(float(size) * float(text_matrix[3]) * float(matrix[3]))
        usual = height if _LEAST_SIZE <= height <= _MOST_SIZE else _USUAL_SIZE
        chunks.append(Chunk(text, *moved(float(text_matrix[4]), float(text_matrix[5]), matrix), usual))

    page.extract_text(visitor_operand_before=lambda name, operands, matrix, _: drawing.operator(name, operands, matrix),
                      visitor_text=on_text)  # fmt: skip
    ruled = grids(drawing)
    chunks = _without_note_marks(chunks, ruled)
    places = [_place(ruled, chunk) for chunk in chunks]
    free = [at for at, (_, cell) in enumerate(places) if cell is None]
    aligned = aligned_tables([chunks[at] for at in free])
    for number_of_table, table in enumerate(aligned, start=len(ruled)):
        for at, cell in table.cells.items():
            places[free[at]] = (number_of_table, cell)
    columns = [*(grid.columns for grid in ruled), *(table.columns for table in aligned)]
    filled: list[dict[GridCell, list[Chunk]]] = [{} for _ in columns]
    texts: list[str] = [""]
    order: list[int] = []
    for chunk, (at, place) in zip(chunks, places, strict=True):
        if place is None:
            texts[-1] += chunk.text
            continue
        if at not in order:
            order.append(at)
            texts.append("")
        filled[at].setdefault(place, []).append(chunk)
    tables = [PdfTable(number, _cells(filled[at]), columns[at]) for at in order]
    return PdfPage(number, tuple(zip(texts, [*tables, None], strict=True)))


def _without_note_marks(chunks: list[Chunk], ruled: list[RuledGrid]) -> list[Chunk]:
    """The chunks without the marks of notes: smaller letters right behind others in their cell, above their line."""
    kept: list[Chunk] = []
    before: Chunk | None = None
    for chunk in chunks:
        text = chunk.text.strip()
        is_mark = before is not None and is_note_mark(text, before.text) and _is_raised(chunk, before)
        if is_mark and before is not None and _place(ruled, chunk) == _place(ruled, before):
            kept.append(chunk._replace(text=chunk.text.replace(text, "")))
            continue
        kept.append(chunk)
        before = chunk if text else before
    return kept


def _is_raised(chunk: Chunk, before: Chunk) -> bool:
    rise, gap = (chunk.y - before.y) / before.size, chunk.x - before.x - width_of(before)
    is_next = -0.4 * width_of(before) <= gap <= 0.5 * width_of(before) + before.size
    return is_next and chunk.size < _SMALLER * before.size and _LEAST_RISE < rise < _MOST_RISE


def _place(ruled: list[RuledGrid], chunk: Chunk) -> tuple[int, GridCell | None]:
    if chunk.text.strip():
        for at, grid in enumerate(ruled):
            cell = grid.cell_at(chunk.x + 1, chunk.y + 2)
            if cell is not None:
                return at, cell
    return -1, None


def _cells(filled: dict[GridCell, list[Chunk]]) -> tuple[tuple[GridCell, str], ...]:
    """The texts of cells, their lines joined; a number that a narrow column has broken at its comma is one again."""
    texts: list[tuple[GridCell, str]] = []
    for cell in sorted(filled, key=lambda cell: (cell.row, cell.column)):
        text, last = "", None
        for chunk in filled[cell]:
            piece = " ".join(chunk.text.split())
            is_new_line = last is not None and (
                abs(chunk.y - last.y) > 2 or chunk.text[:1].isspace() or last.text[-1:].isspace()
            )
            is_broken = _BROKEN_NUMBER.search(f"{text[-8:]}\n{piece[:4]}") is not None
            text += (" " if is_new_line and text and not is_broken else "") + piece
            last = chunk
        texts.append((cell, text))
    return tuple(texts)
