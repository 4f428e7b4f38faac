"""What the percentages of a column are of, where its head does not say: told by the other columns of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kimtan.extract.figures import ReadMeasure

Values = Mapping[int, Decimal]
"""The numbers of a column by their rows."""

_DIFFERENCES: Mapping[ReadMeasure, ReadMeasure] = {"plan": "change", "last_year": "yoy_abs"}
"""What a difference is, by the measure of what is subtracted."""
_TENTH = Decimal("0.1")
_FEWEST = 2


def measure_of(
    compared: Values,
    columns: Sequence[tuple[ReadMeasure, Values]],
    *,
    has_differences: bool = False,
    has_shares: bool = False,
) -> ReadMeasure:
    """The measure that most rows bear out; ``""`` where none does.

    Parameters
    ----------
    compared
        The column in question.
    columns
        The other columns, each with its measure.
    has_differences
        Whether the column may say by how much, and not in percent.
    has_shares
        Whether it may be what one result is of another.
    """
    actuals = [values for measure, values in columns if measure == "actual"]
    best: ReadMeasure = ""
    most = 0
    for measure, values in columns:
        for actual in actuals:
            shares = (("share", False),) if has_shares and measure == "actual" and values is not actual else ()
            for result, is_growth in (*_results(measure), *shares):
                count = _fitting(compared, actual, values, is_growth=is_growth)
                if count > most:
                    best, most = result, count
            if has_differences and measure in _DIFFERENCES and (count := _different(compared, actual, values)) > most:
                best, most = _DIFFERENCES[measure], count
    is_borne_out = most == len(compared) or most >= _FEWEST
    return best if is_borne_out and most * 2 > len(compared) else ""


def _results(measure: ReadMeasure) -> tuple[tuple[ReadMeasure, bool], ...]:
    """What a percentage of a column with such a measure is, and whether it is growth."""
    if measure == "plan":
        return (("pct_of_plan", False),)
    return (("yoy_index", False), ("yoy_pct", True)) if measure == "last_year" else ()


def _different(stated: Values, actual: Values, base: Values) -> int:
    rows = [row for row in stated if row in actual and row in base]
    return sum(stated[row] == actual[row] - base[row] for row in rows)


def _fitting(percentages: Values, actual: Values, base: Values, *, is_growth: bool) -> int:
    count = 0
    for row, stated in percentages.items():
        if row in actual and base.get(row):
            ratio = actual[row] / base[row] * 100 - (100 if is_growth else 0)
            step = max(Decimal(1).scaleb(int(stated.as_tuple().exponent)), _TENTH)
            count += abs(ratio - stated) <= step
    return count
