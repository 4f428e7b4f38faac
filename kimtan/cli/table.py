"""A table on a terminal: no word and no number is ever cut, however narrow it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = 2
_LONGEST = 40
"""A longer word (a path, an identity) is broken rather than widening its column."""

_MODEST = 14
"""The width that a column of short texts gets beside a long one where there is not room for all."""


def table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, is_ruled: bool = False
) -> RenderableType:
    """Rows as a table that fits a width; where its numbers alone are wider, as a list of blocks.

    Parameters
    ----------
    is_ruled
        Whether lines stand between the rows and the columns share the width, for cells of several lines.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    least = [_longest_word(column, *(row[at] for row in rows)) for at, column in enumerate(columns)]
    if sum(least) + _GAP * (len(least) - 1) > width and not is_ruled:
        return _blocks(title, columns, rows)
    natural = [_longest_line(column, *(row[at] for row in rows)) for at, column in enumerate(columns)]
    widths = _fitted(least, natural, width - _GAP * (len(least) - 1))
    heading = Text(title, style="bold") if title else None
    shown = Table(title=heading, title_justify="left", pad_edge=False, box=box.SIMPLE if is_ruled else None)
    shown.show_lines, shown.show_header = is_ruled, any(columns)
    for at, column in enumerate(columns):
        if is_ruled:
            shown.add_column(column, ratio=1, min_width=least[at], overflow="fold")
        else:
            shown.add_column(column, width=widths[at], overflow="fold")
    for row in rows:
        shown.add_row(*map(Text, row))
    return shown


def _fitted(least: Sequence[int], natural: Sequence[int], room: int) -> list[int]:
    """Widths of columns that have ``room`` together, none below its least: the widest takes what the others leave."""
    if sum(natural) <= room:
        return list(natural)
    widest = natural.index(max(natural))
    widths = [max(low, min(wide, _MODEST)) for low, wide in zip(least, natural, strict=True)]
    widths[widest] += max(0, room - sum(widths))
    while sum(widths) > room:
        slack = [width - low for width, low in zip(widths, least, strict=True)]
        widths[slack.index(max(slack))] -= 1
    return widths


def _longest_word(*cells: str) -> int:
    from rich.cells import cell_len

    return min(max((cell_len(word) for cell in cells for word in cell.split()), default=1), _LONGEST)


def _longest_line(*cells: str) -> int:
    from rich.cells import cell_len

    return max((cell_len(line) for cell in cells for line in cell.split("\n")), default=1)


def _blocks(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    """Each row's first cell on a line, and under it the others, each behind the head of its column."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    blocks: list[RenderableType] = [Text(title, style="bold")] if title else []
    for first, *others in rows:
        known = zip(columns[1:], others, strict=True)
        parts = [f"{column}: {cell}" if column else cell for column, cell in known if cell]
        blocks += [Text(first), Padding(Text(" · ".join(parts), overflow="fold"), (0, 0, 0, 2))]
    return Group(*blocks)
