"""Tables: as wide as the text, columns by what stands in them, headers repeated over pages and no row torn apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kimtan.present.blocks import Align, Column, Row, Run, Table, plain
from kimtan.report.word.comments import Comments
from kimtan.report.word.measure import longest_word, width
from kimtan.report.word.rich_text import Piece, pieces
from kimtan.report.word.xml import Element, paragraph, run, w

SIZES = (12.0, 11.0, 10.0, 9.0)
"""Sizes of type that a table is tried in, before its page is turned and, at last, its columns get too narrow."""

_EDGES = 2 * 4 + 3  # points beside the text of a cell: its margins, and a little more than a line is measured
_SUBSTITUTE = 1.4
"""How much wider than Times New Roman DejaVu Serif is in bold, which takes its place where nothing else is there: a
number must stay whole in that one, too."""

_BRIEF = 16
_DEEPER = 9.0
_SHORT = 9  # so many rows stay on one page
_LONGEST = 0.45  # of the room that a single word may claim
_HEAD = 0.3  # of the room that the column of names gets before type is made smaller
_MISSING = "—"
_BOLD = {"total", "group"}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGNED: Mapping[Align, str] = {"text": "left", "number": "right", "center": "center"}


@dataclass(frozen=True)
class Fit:
    """How a table is set: the widths of its columns and the size of its type, in points."""

    widths: tuple[float, ...]
    size: float
    is_tight: bool


def fitted(table: Table, room: float) -> Fit:
    """Widths, and the largest type in which words stay whole and names have room; else the largest that fits."""
    best: Fit | None = None
    for size in SIZES:
        least, wanted = _columns(table, room, size)
        if sum(least) <= room:
            fit = Fit(_shared(table, least, wanted, room), size, is_tight=False)
            best = best or fit
            if fit.widths[table.head] >= min(wanted[table.head], _HEAD * room) - 1:
                return fit
    if best is not None:
        return best
    least, _ = _columns(table, room, SIZES[-1])
    return Fit(tuple(width * room / sum(least) for width in least), SIZES[-1], is_tight=True)


def _columns(table: Table, room: float, size: float) -> tuple[list[float], list[float]]:
    """For each column, the least width that tears no word apart, and the one that breaks no line."""
    least, wanted = [], []
    for at, column in enumerate(table.columns):
        narrow = longest_word(_title(column), size, bold=True)
        wide = width(column.title, size, bold=True) / 2 + size
        for row in table.rows:
            cell = row.cells[at]
            if cell is None or row.is_across:
                continue
            text, bold = plain(cell), row.role in _BOLD
            indent = _DEEPER * row.depth if column.align == "text" else 0
            line = width(text, size, bold) + indent
            is_whole = column.align != "text" and len(text) <= _BRIEF
            narrow = max(narrow, line if is_whole else longest_word(text, size, bold) + indent)
            wide = max(wide, line)
        if column.align != "text":
            narrow *= _SUBSTITUTE
        least.append(min(narrow, _LONGEST * room) + _EDGES)
        wanted.append(max(wide, narrow) + _EDGES)
    return least, wanted


def _shared(table: Table, least: Sequence[float], wanted: Sequence[float], room: float) -> tuple[float, ...]:
    """The room shared out: to each column its least, then what words want, then numbers; what is left to all."""
    widths, left = list(least), room - sum(least)
    for is_text in (True, False):
        lacking = [
            max(want - have, 0.0) if (column.align == "text") == is_text else 0.0
            for want, have, column in zip(wanted, widths, table.columns, strict=True)
        ]
        given = min(1.0, left / sum(lacking)) if sum(lacking) else 0.0
        widths = [have + given * lack for have, lack in zip(widths, lacking, strict=True)]
        left = room - sum(widths)
    takers = [at for at, column in enumerate(table.columns) if column.align != "center"] or [0]
    for at in takers:
        widths[at] += left / len(takers)
    return tuple(widths)


def _title(column: Column) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title


def table(block: Table, fit: Fit, styles: Mapping[str, str], comments: Comments) -> Element:
    """A table with its header and rows; caption and notes are paragraphs around it."""
    is_short = len(block.rows) <= _SHORT
    body = []
    for at, row in enumerate(block.rows):
        is_last = at == len(block.rows) - 1
        stays = not is_last and (is_short or at == 0 or row.role == "group")
        body.append(_row(row, block, fit, styles, comments, stays))
    return _framed(styles["table grid"], fit.widths, [_header(block.columns, fit, styles), *body])


def _framed(style: str, widths: Sequence[float], rows: Sequence[Element]) -> Element:
    borders = [w(side, val="single", sz=4, space=0, color="auto") for side in _SIDES]
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=_twips(sum(widths)), type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *borders),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=80, type="dxa"), w("right", w=80, type="dxa")),
        w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=_twips(width)) for width in widths)), *rows)


def _header(columns: Sequence[Column], fit: Fit, styles: Mapping[str, str]) -> Element:
    cells = []
    for column, wide in zip(columns, fit.widths, strict=True):
        text = [run(column.title, bold=True, size=fit.size)]
        if column.unit:
            text.append(run(w("br"), f"({column.unit})", bold=True, size=fit.size))
        cells.append(_cell(paragraph(styles["kimtan table"], text, align="center", keep_next=True), wide))
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _row(row: Row, block: Table, fit: Fit, styles: Mapping[str, str], comments: Comments, stays: bool) -> Element:
    bold = row.role in _BOLD
    depth = min(row.depth, 4)
    style = styles["kimtan table"]
    if row.is_across:
        (content,) = comments.row([_sized(pieces(row.cells[0] or (), bold=bold), fit.size)])
        text = paragraph(style, content, keep_next=stays, left=depth * _DEEPER)
        return w("tr", w("trPr", w("cantSplit")), _cell(text, sum(fit.widths), len(block.columns)))
    texts = [_text(cell, bold, fit.size) for cell in row.cells]
    cells = []
    for at, (content, column) in enumerate(zip(comments.row(texts), block.columns, strict=True)):
        align = "center" if row.cells[at] is None else _ALIGNED[column.align]
        left = depth * _DEEPER if at == block.head else 0
        text = paragraph(style, content, align=align, keep_next=stays, left=left)
        cells.append(_cell(text, fit.widths[at]))
    return w("tr", w("trPr", w("cantSplit")), *cells)


def _text(cell: Run | None, bold: bool, size: float) -> list[Piece]:
    return _sized([Piece(run(_MISSING))] if cell is None else pieces(cell, bold=bold), size)


def _sized(cell: list[Piece], size: float) -> list[Piece]:
    """The same runs in another size than the style's, where it is another."""
    if size != SIZES[0]:
        for piece in cell:
            properties = piece.element.get_or_add_rPr()
            properties.append(w("sz", val=round(2 * size)))
            properties.append(w("szCs", val=round(2 * size)))
    return cell


def _cell(text: Element, wide: float, span: int = 1) -> Element:
    properties = w(
        "tcPr",
        w("tcW", w=_twips(wide), type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("vAlign", val="center"),
    )
    return w("tc", properties, text)


def beside(widths: Sequence[float], rows: Sequence[Sequence[Sequence[Element]]]) -> Element:
    """A table without borders, only to set paragraphs side by side; none of its rows is torn apart."""
    properties = w(
        "tblPr",
        w("tblW", w=_twips(sum(widths)), type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *(w(side, val="nil") for side in _SIDES)),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa")),
    )
    made = []
    for row in rows:
        cells = [
            w("tc", w("tcPr", w("tcW", w=_twips(wide), type="dxa")), *cell)
            for wide, cell in zip(widths, row, strict=True)
        ]
        made.append(w("tr", w("trPr", w("cantSplit")), *cells))
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=_twips(width)) for width in widths)), *made)


def _twips(points: float) -> int:
    return round(20 * points)
