"""Tables: what the heads of rows and columns say of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from kimtan.extract import numbers
from kimtan.extract.amounts import unit_named
from kimtan.extract.column_measures import RATE_HEAD, UNITS_IN_HEAD, _is_in_percent, measures_of
from kimtan.extract.figures import ReadFigure, ReadMeasure, Refused
from kimtan.extract.grids import Grid, grids, is_number
from kimtan.extract.mentions import Mention, mentions
from kimtan.extract.numbers import Style
from kimtan.extract.passages import ReadDocument
from kimtan.extract.refusal_reasons import FORMULA, ITEM
from kimtan.extract.subject_kinds import GENERIC, topic
from kimtan.extract.units import behind, named

_COUNT_HEAD = re.compile(r"(?:tổng\s+)?số\s+(?:lượng\s+)?(?=\w)", re.IGNORECASE)


def read_tables(document: ReadDocument, around: Style | None) -> tuple[list[ReadFigure], list[Refused], set[int]]:
    """The figures of all tables, the tokens in them that are none, and the passages that were read so."""
    figures: list[ReadFigure] = []
    refused: list[Refused] = []
    done: set[int] = set()
    for grid in grids(document):
        for figure, refusals, index in _cells(grid, around):
            figures.extend(figure)
            refused.extend(refusals)
            done.add(index)
    return figures, refused, done


def _cells(grid: Grid, around: Style | None) -> Iterator[tuple[list[ReadFigure], list[Refused], int]]:
    """Each cell with numbers in it."""
    styles = {column: _style(grid, column, around) for column in range(1, grid.columns + 1)}
    measures = measures_of(grid)
    parents: dict[int, str] = {}
    subjects: dict[int, str] = {}
    for row in grid.body():
        level = grid.row_level(row)
        name = grid.row_name(row)
        parents = {own: text for own, text in parents.items() if own < level}
        above = next((parents[own] for own in sorted(parents, reverse=True)), "")
        subjects[row] = f"{name} {topic(above)}".strip() if GENERIC.match(name) and above else name
        parents[level] = subjects[row]
    for (row, column), (index, passage) in grid.cells.items():
        text = passage.text
        if not any(character.isdigit() for character in text):
            continue
        if row <= grid.heads or column == grid.numbering:
            reason = ITEM if column == grid.numbering and row > grid.heads else FORMULA
            tokens = numbers.tokens(text)
            yield [], [Refused(index, token.start, token.end, token.text, reason) for token in tokens], index
        elif is_number(text) and column != grid.names:
            yield _cell(grid, row, column, subjects.get(row, ""), styles[column], measures[column])


def _cell(
    grid: Grid, row: int, column: int, subject: str, style: tuple[Style | None, bool], meaning: tuple[ReadMeasure, str]
) -> tuple[list[ReadFigure], list[Refused], int]:
    index, passage = grid.cells[row, column]
    in_cell, refusals = mentions(passage.text, style[0], in_table=True)
    refused = [Refused(index, token.start, token.end, token.text, why) for token, why in refusals]
    return (
        [_figure(grid, row, column, subject, index, mention, style[1], meaning) for mention in in_cell],
        refused,
        index,
    )


def _figure(
    grid: Grid,
    row: int,
    column: int,
    subject: str,
    index: int,
    mention: Mention,
    is_mixed: bool,
    meaning: tuple[ReadMeasure, str],
) -> ReadFigure:
    """The figure of a cell."""
    measure, more = meaning
    is_percent = measure in {"pct_of_plan", "yoy_pct", "yoy_index", "share"}
    unit_text = mention.unit.text if mention.unit else "%" if is_percent else _unit(grid, row, column)
    is_negative = mention.sign == "-" or _is_in_brackets(grid.text(row, column), mention)
    value = (
        -mention.value
        if (is_negative and measure in {"yoy_pct", "yoy_abs", "change"}) or mention.sign == "-"
        else mention.value
    )
    rests_on = [f"hàng “{grid.row_name(row)}”, cột “{grid.head(column)}”"]
    confidence = 0.9 if measure and subject else 0.6
    if is_mixed or not mention.is_sure:
        rests_on.append("cột viết số theo hai cách" if is_mixed else "số viết có thể hiểu hai cách")
        confidence = min(confidence, 0.5)
    name = f"{subject} {more}".strip() if more else subject
    direction = "-" if value < 0 else "+" if measure in {"yoy_pct", "yoy_abs", "change"} else ""
    return ReadFigure(
        0,
        index,
        mention.start,
        mention.end,
        mention.text,
        value,
        _precision(mention, unit_text),
        mention.bound,
        mention.upper,
        mention.denominator,
        unit_text=unit_text,
        measure=measure or "actual",
        direction=direction,  # type: ignore[arg-type]
        base=grid.head(column) if measure in {"pct_of_plan", "yoy_pct", "yoy_index", "yoy_abs", "change"} else "",
        subject=name,
        confidence=confidence,
        rests_on=tuple(rests_on),
    )


def _precision(mention: Mention, unit_text: str) -> Decimal | Literal["exact"] | None:
    unit = unit_named(unit_text)
    is_whole = mention.value == mention.value.to_integral_value() and mention.value.as_tuple().exponent == 0
    if unit is not None and unit.is_count and unit.factor == 1 and is_whole:
        return "exact"
    return None


def _is_in_brackets(text: str, mention: Mention) -> bool:
    return text.startswith("(") and text.endswith(")") and mention.start == 1


def _unit(grid: Grid, row: int, column: int) -> str:
    """The unit of a cell: percent where its head says so, its row's, its row name's, its head's, or the table's."""
    head = grid.head(column)
    if _is_in_percent(grid, column):
        return "%"
    if grid.units:
        written = grid.covering(row, grid.units)
        if written and written not in {'"', "''", "-", "nt", "//"}:
            return written
        above = next(
            (grid.text(r, grid.units) for r in range(row - 1, grid.heads, -1) if len(grid.text(r, grid.units)) > 1), ""
        )
        if above:
            return above
    for text in (grid.row_name(row), head, *_groups_above(grid, row)):
        for bracket in UNITS_IN_HEAD.findall(text):
            if (unit := named(bracket)) is not None:
                return unit.text
    read = None if _NO_UNIT_HEAD.fullmatch(head) else named(head)
    if read is not None:
        return read.text
    for text in (head, grid.row_name(row)):
        counted = _COUNT_HEAD.match(text)
        read = behind(f" {text[counted.end() :]}", 0) if counted is not None else None
        if read is not None and read.is_known and read.is_count:
            return read.text
    if RATE_HEAD.match(grid.row_name(row)):
        return "%"
    for bracket in UNITS_IN_HEAD.findall(grid.head(grid.names)):
        if (found := named(bracket)) is not None:
            return found.text
    return grid.unit.text if grid.unit else _unit_to_the_left(grid, row, column)


_NO_UNIT_HEAD = re.compile(
    r"\s*(?:kế\s+hoạch|chỉ\s+tiêu|nội\s+dung|mục\s+tiêu|nhiệm\s+vụ|lĩnh\s+vực|quyết\s+định)\s*", re.IGNORECASE
)
"""Heads that say what a column states, though things are counted in these words as well."""
_LEVEL_HEAD = re.compile(
    r"\s*(?:KH|TH|ước(?:\s+TH)?|kế\s+hoạch|(?:ước\s+)?thực\s+hiện)(?:\s[^()]{0,20})?", re.IGNORECASE
)


def _unit_to_the_left(grid: Grid, row: int, column: int) -> str:
    """The unit that a cell of the row before this one is written with, or that the head of another level names."""
    for left in range(column - 1, grid.names, -1):
        text = grid.text(row, left)
        for token in numbers.tokens(text):
            if (unit := behind(text, token.end)) is not None and not unit.is_percent:
                return unit.text
        if _LEVEL_HEAD.fullmatch(grid.head(column)):
            for bracket in UNITS_IN_HEAD.findall(grid.head(left)):
                if (named_so := named(bracket)) is not None and not named_so.is_percent:
                    return named_so.text
    return ""


def _groups_above(grid: Grid, row: int) -> Iterator[str]:
    """The names of the rows above that a row lies below, the nearest first."""
    level = grid.row_level(row)
    for above in range(row - 1, grid.heads, -1):
        if grid.row_level(above) < level:
            level = grid.row_level(above)
            yield grid.row_name(above)


def _style(grid: Grid, column: int, around: Style | None) -> tuple[Style | None, bool]:
    """How a column writes numbers, and whether it does so in two ways."""
    texts = [
        token.text
        for row in grid.body()
        if is_number(grid.text(row, column))
        for token in numbers.tokens(grid.text(row, column))
    ]
    sure = {own for text in texts if (own := numbers.own_style(text))}
    return numbers.style(texts) or around, len(sure) > 1
