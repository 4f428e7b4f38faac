"""What the heads of a table's columns say that is measured in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from statistics import median
from typing import NamedTuple

from kimtan.extract.authorities import plan_basis
from kimtan.extract.column_cues import (
    ACTUAL,
    AHEAD,
    CHANGES,
    COMPARES,
    GOAL,
    LAST,
    LEFT,
    OF_GOALS,
    OF_YEAR,
    ONLY_COMPLETION,
    PERCENT_HEAD,
    PLAN,
    POINTS,
    QUOTIENT,
    RATE_HEAD,
    RATIO,
    SAYS_HOW,
    SHARE,
    TO_ANOTHER_TIME,
    UNITS_IN_HEAD,
    YEAR,
    YEAR_END,
    YEARS,
)
from kimtan.extract.column_values import adds_up, values_of
from kimtan.extract.figures import ReadMeasure
from kimtan.extract.grid import Grid
from kimtan.extract.ratio_columns import measure_of
from kimtan.extract.units import named

_PERCENTAGES = frozenset({"pct_of_plan", "yoy_pct", "yoy_index", "share"})

_NAMES_RATIO = re.compile(r"(?<!\w)(?:so|tỷ\s+lệ|tỉ\s+lệ)(?!\w)", re.IGNORECASE)
"""A head that says in words that its cells are percentages, with or without the sign."""
_BARE_RATE = re.compile(r"\s*(?:tỷ|tỉ)\s+lệ\s*(?:\(?\s*%\s*\)?)?\s*", re.IGNORECASE)
_NAMES_STANDARD = re.compile(r"(?:tỷ|tỉ)\s+lệ\s+đạt\s+(?:chuẩn|danh\s+hiệu|yêu\s+cầu)", re.IGNORECASE)
"""A rate of its own, not of a plan, whatever plans stand beside it."""
_LEAST_INDEX, _MOST_INDEX = 45, 250
"""Between these are the indices of most columns: of the plan, or of another time."""


class Meaning(NamedTuple):
    """What the cells of a column state.

    Parameters
    ----------
    measure, more
        The measure, and what the head adds to the names of the rows.
    in_percent
        Whether the cells are percentages.
    is_sure
        Whether the head says so, or the other columns bear it out.
    """

    measure: ReadMeasure
    more: str
    in_percent: bool
    is_sure: bool = True


def measures_of(grid: Grid) -> dict[int, Meaning]:
    """What the cells of each column state; what is compared without a word of how, by the other columns."""
    columns = range(1, grid.columns + 1)
    measures = {column: _measure(grid, column) for column in columns}
    values = {column: values_of(grid, column) for column in columns}
    compared = {column for column in columns if is_in_percent(grid, column) or COMPARES.search(grid.head(column))}
    levels = [(measures[column].measure, values[column]) for column in columns if column not in compared]
    names = {measure for measure, numbers_in in levels if numbers_in}
    for column in compared:
        head, measure = grid.head(column), measures[column].measure
        in_percent = is_in_percent(grid, column)
        if measure == "change" or (in_percent and measure not in {"actual", "yoy_pct", "yoy_index", "plan"}):
            continue
        base = _base(grid, head) if in_percent or measure != "actual" else ""
        possible = [level for level in levels if level[0] in {"actual", base or level[0]}]
        has_shares = in_percent and not base and not any(map(RATE_HEAD.match, grid.head_cells(column)))
        if has_shares:  # ``Số hộ đạt`` compares by its words, and counts
            possible += [("actual", values[other]) for other in compared if not is_in_percent(grid, other)]
        borne_out = measure_of(values[column], possible, has_differences=not in_percent, has_shares=has_shares)
        more = _quantity_above(grid, column)
        if not borne_out and not base and _is_beside_count(grid, column):
            borne_out = _of_total(values[column], values[column - 1])
        if borne_out:
            measures[column] = Meaning(borne_out, more, borne_out in _PERCENTAGES)
        elif _NAMES_STANDARD.search(head):
            continue
        elif not base and names >= {"plan", "actual"} and (in_percent or ONLY_COMPLETION.fullmatch(head)):
            measures[column] = Meaning("pct_of_plan", more, in_percent=True, is_sure=in_percent)
        elif not in_percent and names & {"plan", "last_year"}:
            is_index = (
                measures[column].in_percent and median(list(values[column].values()) or [Decimal(0)]) >= _LEAST_INDEX
            )
            measures[column] = measures[column]._replace(is_sure=is_index)
    for column in columns[1:]:  # the amount and the percentage of one change
        head, before = grid.head(column), measures[column - 1]
        names_none = not (LAST.search(head) or PLAN.search(head) or YEAR.search(head))
        if measures[column].measure in {"yoy_pct", "yoy_abs"} and before.measure == "change" and names_none:
            measures[column] = measures[column]._replace(measure="change")
    return _distinguished(grid, measures, {column: rows.keys() for column, rows in values.items() if rows})


def _distinguished(
    grid: Grid, measures: dict[int, Meaning], columns: Mapping[int, Collection[int]]
) -> dict[int, Meaning]:
    """The same, but that no two columns state the same of a row: what differs in their heads is what they are of.

    Columns of which each row fills only one, ``Thực hiện`` and ``Ước thực hiện``, are of the same.
    """
    alike: dict[tuple[str, str, bool, str], list[int]] = {}
    for column in columns:
        measure, more, in_percent, _ = measures[column]
        base = grid.head(column) if TO_ANOTHER_TIME.search(grid.head(column)) else ""  # what it is compared with
        alike.setdefault((measure, more, in_percent, base), []).append(column)
    differing = {
        column: words
        for group in alike.values()
        if any(set(columns[left]) & set(columns[right]) for left, right in combinations(group, 2))
        and not _are_of_authorities(grid, measures[group[0]].measure, group)
        for column in group
        if (words := _differing(grid, column, group))
    }
    kinds = sorted(set(differing.values()), key=len, reverse=True)
    for column in columns:
        head = grid.head(column).lower()
        words = differing.get(column) or next((kind for kind in kinds if kind.lower() in head), "")
        if words and words.lower() not in measures[column].more.lower():
            measures[column] = measures[column]._replace(more=f"{measures[column].more} {words}".strip())
    return measures


def _are_of_authorities(grid: Grid, measure: ReadMeasure, group: Sequence[int]) -> bool:
    """Whether columns of plans, or of what is reached of them, are each of another authority's: ``Tỉnh giao``."""
    whose = {plan_basis(grid.head(column)) for column in group}
    return measure in {"plan", "pct_of_plan"} and None not in whose and len(whose) == len(group)


def _differing(grid: Grid, column: int, group: Sequence[int]) -> str:
    """The cells of a column's head that not all columns of a group have, without their units."""
    cells = [grid.head_cells(other) for other in group]
    own = [cell for cell in grid.head_cells(column) if not all(cell in others for others in cells)]
    return " ".join(UNITS_IN_HEAD.sub("", cell).strip() for cell in own).strip()


def _base(grid: Grid, head: str) -> ReadMeasure:
    """What a head says that its cells are compared with."""
    if PLAN.search(head):
        return "plan"
    latest = _latest(grid)
    is_earlier = any(int(year) < latest for year in YEAR.findall(head))
    return "last_year" if is_earlier or LAST.search(head) else ""


def _latest(grid: Grid) -> int:
    """The latest year that the heads or the title of a table name."""
    heads = [grid.head(column) for column in range(1, grid.columns + 1)]
    titles = OF_YEAR.findall(OF_GOALS.sub("", grid.title)) or OF_YEAR.findall(grid.title)
    named = [int(year) for year in titles]
    of_plans = [max(years) for head in heads if PLAN.search(head) and (years := YEAR.findall(head))]
    for head in heads:
        years = YEAR.findall(head)
        is_ahead = bool(years and PLAN.search(head)) and max(years) > min(of_plans)
        named += [] if is_ahead or GOAL.search(head) else [int(year) for year in years]
    if grid.report_year and grid.report_year in {int(year) for head in heads for year in YEAR.findall(head)}:
        return grid.report_year
    return max(named or [int(year) for head in heads for year in YEAR.findall(head)], default=0)


def is_in_percent(grid: Grid, column: int) -> bool:
    """Whether the head of a column says that its cells are percentages."""
    head = grid.head(column)
    if POINTS.search(head):
        return False
    if "%" in head or _is_quotient(head):
        return True
    unit = named(head)
    if unit is not None:
        return unit.is_percent
    return PERCENT_HEAD.match(head) is not None and not UNITS_IN_HEAD.search(head)


def _is_quotient(head: str) -> bool:
    years = YEARS.search(head)
    return QUOTIENT.search(head) is not None or (years is not None and years[1] > years[2])


def _measure(grid: Grid, column: int) -> Meaning:
    """What the head of a column says."""
    measure, more = _by_head(grid, column)
    in_percent = measure in _PERCENTAGES or is_in_percent(grid, column)
    if measure in {"yoy_abs", "yoy_pct"} and TO_ANOTHER_TIME.search(grid.head(column)):
        return Meaning("change", more or _quantity_above(grid, column), in_percent)
    if measure == "actual" and TO_ANOTHER_TIME.search(grid.head(column)):
        values = [abs(value) for value in values_of(grid, column).values()]
        size = median(values) if values else Decimal(0)
        in_percent = in_percent or _LEAST_INDEX <= size <= _MOST_INDEX or "%" in grid.title
        return Meaning("change", _quantity_above(grid, column), in_percent, is_sure="%" in grid.head(column))
    return Meaning(measure, more or _quantity_above(grid, column), in_percent)


def _quantity_above(grid: Grid, column: int) -> str:
    """What the upper cells of a head of several say is measured: ``Diện tích`` above ``KH`` and ``TH``."""
    kept = (UNITS_IN_HEAD.sub("", text).strip() for text in grid.head_cells(column)[:-1])
    return " ".join(text for text in kept if not SAYS_HOW.search(text))


def _by_head(grid: Grid, column: int) -> tuple[ReadMeasure, str]:
    head = grid.head(column)
    values = list(values_of(grid, column).values())
    years = [int(year) for year in YEAR.findall(head)]
    latest = _latest(grid)
    is_quotient = _is_quotient(head)
    if POINTS.search(head) and CHANGES.search(head):
        return "yoy_abs", ""
    is_last = bool(LAST.search(head)) or (bool(years) and max(years) == latest - 1 and not PLAN.search(head))
    if PLAN.search(head) and years and not is_quotient and 0 < latest < min(years):
        return "target", ""
    if AHEAD.search(head):
        return "target", AHEAD.sub("", UNITS_IN_HEAD.sub("", head)).strip()
    if SHARE.search(head):
        return "share", ""
    if PLAN.search(head) and not is_quotient and not RATIO.search(UNITS_IN_HEAD.sub("", head)) and _has_rates(grid):
        return "plan", ""
    if LEFT.search(head):
        return "remaining", ""
    if YEAR_END.search(head) and "%" in head and not COMPARES.search(head):
        return "year_end", ""
    if is_quotient or (RATIO.search(head) and ("%" in head or _NAMES_RATIO.search(head))):
        if PLAN.search(head):
            return "pct_of_plan", ""
        if is_last or is_quotient or CHANGES.search(head):
            is_growth = bool(CHANGES.search(head)) or (bool(values) and median(values) < _LEAST_INDEX)
            is_plain = all(value == int(value) for value in values) or _marks_percentages(grid) or adds_up(grid, column)
            if is_growth and "%" not in head and not is_quotient and is_plain:
                return "yoy_abs", ""
            return ("yoy_pct" if is_growth else "yoy_index"), ""
        if "%" in head and not ACTUAL.search(head):
            return "actual", UNITS_IN_HEAD.sub("", head).strip()
    if CHANGES.search(head) and not PLAN.search(head):
        return ("yoy_pct" if is_in_percent(grid, column) else "yoy_abs"), ""
    if YEAR_END.search(head) and not is_last:
        return ("plan" if PLAN.search(head) else "year_end"), ""
    if PLAN.search(head) and not ACTUAL.search(head.replace("thực hiện kế hoạch", "")):
        return "plan", ""
    if is_last:
        return "last_year", ""
    if years and max(years) < latest:
        return "actual", f"năm {max(years)}"
    if ACTUAL.search(head) or years:
        return "actual", ""
    return "actual", UNITS_IN_HEAD.sub("", head).strip()


def _of_total(percentages: Mapping[int, Decimal], counts: Mapping[int, Decimal]) -> ReadMeasure:
    """``share`` where percentages are those of the first or the last count, the total; else ``""``."""
    ends = (min(counts), max(counts)) if counts else ()
    totals: list[tuple[ReadMeasure, Mapping[int, Decimal]]] = [
        ("actual", dict.fromkeys(counts, counts[end])) for end in ends
    ]
    return measure_of(percentages, [("actual", counts), *totals], has_shares=True)


def _is_beside_count(grid: Grid, column: int) -> bool:
    """Whether a head says no more than ``Tỷ lệ (%)``, and the column before counts what that is of."""
    cells, before = grid.head_cells(column), grid.head_cells(column - 1)
    if not cells or not before or not _BARE_RATE.fullmatch(cells[-1]):
        return False
    return cells[:-1] == before[:-1] and not PLAN.search(before[-1]) and not is_in_percent(grid, column - 1)


def _marks_percentages(grid: Grid) -> bool:
    """Whether rows have units and heads of percentages say so: what says nothing is in the unit of its row then."""
    return bool(grid.units) and any("%" in grid.head(column) for column in range(1, grid.columns + 1))


def _has_rates(grid: Grid) -> bool:
    """Whether a column holds rates of the rows themselves, which have plans in percent."""
    heads = (grid.head(column) for column in range(1, grid.columns + 1))
    return any(RATE_HEAD.match(head) and not PLAN.search(head) and not LAST.search(head) for head in heads)
