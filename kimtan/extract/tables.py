"""Tables: what the heads of rows and columns say of each cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from kimtan.extract import numbers
from kimtan.extract.amounts import unit_named
from kimtan.extract.authorities import plan_basis
from kimtan.extract.cell_styles import CellStyle, CellStyles
from kimtan.extract.cell_units import unit_of
from kimtan.extract.column_cues import UNITS_IN_HEAD
from kimtan.extract.column_measures import Meaning, measures_of
from kimtan.extract.figures import Direction, ReadFigure, Refused
from kimtan.extract.grid import Grid
from kimtan.extract.grids import DASHES, grids, is_negative, is_number
from kimtan.extract.mentions import Mention, mentions
from kimtan.extract.numbers import Style
from kimtan.extract.passages import ReadDocument
from kimtan.extract.refusal_reasons import DATE, FORMULA, ITEM, UNIT
from kimtan.extract.subject_kinds import GENERIC, is_quantity, is_quantity_of, of_quantity, topic
from kimtan.extract.total_rows import totalled
from kimtan.extract.units import named

_DAY = re.compile(r"\d{1,2}/\d{1,2}(?:/(?:19|20)\d\d)?")
_WHEN = re.compile(r"(?<!\w)(?:ngày|thời\s+(?:gian|hạn)|hoàn\s+thành|khởi\s+công|hạn)(?!\w)", re.IGNORECASE)
"""Heads above days: ``Dự kiến hoàn thành``."""
_COMPARED = frozenset({"pct_of_plan", "yoy_pct", "yoy_index", "yoy_abs", "change"})


def read_tables(
    document: ReadDocument, around: Style | None, year: int = 0
) -> tuple[list[ReadFigure], list[Refused], set[int]]:
    """The figures of all tables, the tokens in them that are none, and the passages that were read so.

    Parameters
    ----------
    year
        The year that the report is of, where it is known.
    """
    figures: list[ReadFigure] = []
    refused: list[Refused] = []
    done: set[int] = set()
    for grid in grids(document):
        grid.report_year = year
        for figure, refusals, index in _cells(grid, around):
            figures.extend(figure)
            refused.extend(refusals)
            done.add(index)
    return figures, refused, done


def _cells(grid: Grid, around: Style | None) -> Iterator[tuple[list[ReadFigure], list[Refused], int]]:
    """Each cell with numbers in it."""
    styles = CellStyles(grid, around)
    measures = measures_of(grid)
    subjects = _subjects(grid)
    for (row, column), (index, passage) in grid.cells.items():
        text = passage.text
        if not any(character.isdigit() for character in text):
            continue
        if row <= grid.heads or column in {grid.numbering, grid.units}:
            reason = FORMULA if row <= grid.heads else ITEM if column == grid.numbering else UNIT
            tokens = numbers.tokens(text)
            yield [], [Refused(index, token.start, token.end, token.text, reason) for token in tokens], index
        elif _DAY.fullmatch(text.strip()) and _WHEN.search(grid.head(column)):
            yield [], [Refused(index, one.start, one.end, one.text, DATE) for one in numbers.tokens(text)], index
        elif is_number(text) and column != grid.names:
            yield _cell(grid, row, column, subjects[row], styles.of(row, column), measures[column])


def _subjects(grid: Grid) -> dict[int, str]:
    """What each row is about: its name, with that of a row above where it says little or several rows have it."""
    parents: dict[float, str] = {}
    subjects: dict[int, str] = {}
    names = Counter(_without_unit(grid.row_name(row)).lower() for row in grid.body())
    for row in grid.body():
        level = grid.row_level(row)
        name = _without_unit(grid.row_name(row))
        parents = {own: text for own, text in parents.items() if own < level}
        above = next((parents[own] for own in sorted(parents, reverse=True)), "")
        titled = _of_title(grid, row, name)
        is_one_of_several = titled == name and names[name.lower()] > 1
        subjects[row] = (
            f"{name} {topic(above)}".strip() if above and (GENERIC.match(name) or is_one_of_several) else titled
        )
        if level == int(level) or is_quantity_of(name):
            parents[level] = subjects[row]
    return subjects


def _without_unit(name: str) -> str:
    """A row's name without its unit: ``Đàn trâu (con)``, ``Diện tích gieo trồng, ha``."""
    for bracket in UNITS_IN_HEAD.findall(name):
        if named(bracket) is not None:
            name = name.replace(bracket, "").strip()
    head, comma, last = name.rpartition(",")
    unit = named(last) if comma else None
    return head.strip() if unit is not None and not unit.is_count else name


def _of_title(grid: Grid, row: int, name: str) -> str:
    """The name of a row with the quantity that the rows above it name: ``Diện tích lúa``."""
    titles = (UNITS_IN_HEAD.sub("", title).strip() for title in grid.groups_above(row))
    title = next((title for title in titles if is_quantity_of(title)), "")
    if not title or not name or is_quantity(name):
        return name
    return of_quantity(title, name)


def _cell(
    grid: Grid, row: int, column: int, subject: str, style: CellStyle, meaning: Meaning
) -> tuple[list[ReadFigure], list[Refused], int]:
    """The figures of a cell, the tokens in it that are none, and the index of its passage."""
    index, passage = grid.cells[row, column]
    in_cell, refusals = mentions(passage.text, style.style, in_table=True)
    refused = [Refused(index, token.start, token.end, token.text, why) for token, why in refusals]
    return (
        [_figure(grid, row, column, subject, mention, not style.is_sure, meaning) for mention in in_cell],
        refused,
        index,
    )


def _figure(
    grid: Grid,
    row: int,
    column: int,
    subject: str,
    mention: Mention,
    is_mixed: bool,
    meaning: Meaning,
) -> ReadFigure:
    """The figure of a cell."""
    index, passage = grid.cells[row, column]
    measure, more, in_percent, is_sure = meaning
    unit_text = mention.unit.text if mention.unit else "%" if in_percent else unit_of(grid, row, column)
    is_compared = measure in _COMPARED or (measure == "plan" and plan_basis(grid.head(column)) is not None)
    is_change = measure in {"yoy_pct", "yoy_abs", "change"}
    value = -mention.value if _is_below_zero(passage.text, mention, is_change) else mention.value
    rests_on = [f"hàng “{grid.row_name(row)}”, cột “{grid.head(column)}”"]
    confidence = 0.9 if subject and is_sure else 0.6
    if not is_sure:
        rests_on.append("đầu cột không nói rõ so sánh với gì")
    is_sure_number = mention.is_sure and not (value > 0 and _is_behind_dash(passage.text, mention))
    if is_mixed or not is_sure_number:
        rests_on.append("bảng viết số theo hai cách" if is_mixed else "số viết có thể hiểu hai cách")
        confidence = min(confidence, 0.5)
    if not more and grid.is_total(row) and GENERIC.match(subject):
        more = totalled(grid, column)
    name = of_quantity(more, subject) if is_quantity_of(more) else f"{subject} {more}".strip()
    direction: Direction = "-" if value < 0 else "+" if is_change else ""
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
        measure=measure,
        direction=direction,
        base=grid.head(column) if is_compared else "",
        subject=name,
        confidence=confidence,
        rests_on=tuple(rests_on),
    )


def _precision(mention: Mention, unit_text: str) -> Decimal | Literal["exact"] | None:
    unit = unit_named(unit_text)
    is_whole = mention.value.as_tuple().exponent == 0
    if unit is not None and unit.is_count and unit.factor == 1 and is_whole:
        return "exact"
    return None


def _is_below_zero(text: str, mention: Mention, is_change: bool) -> bool:
    """Whether a cell's number is negative: brackets, words and a dash with a blank say so of a change only."""
    return mention.sign == "-" or (is_change and is_negative(text, mention.start))


def _is_behind_dash(text: str, mention: Mention) -> bool:
    """Whether a cell has nothing but a dash and a number, which may be below zero or one of a list."""
    return text[: mention.start].strip() in DASHES and not any(map(str.isalpha, text))
