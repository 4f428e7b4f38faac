"""The actual against the same period of last year: growth, index, change, and what last year was."""

from __future__ import annotations

import pandas as pd

from kimtan.metrics.arithmetic import Labels, Numbers, numbers, percent_of, ratio, stated_else_implied
from kimtan.metrics.checks import check_columns


def implied_last_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Compute last year's value that actual and stated growth imply.

    Adds, in the indicator's unit:

    * ``implied_last_year`` = actual / (1 + yoy_pct / 100), the inverse of growth;
    * ``last_year_used`` = last_year where stated, else implied_last_year; ``last_year_source`` tells which.

    Grain: one row per indicator, as in the input.

    Missing: ``implied_last_year`` where actual or yoy_pct is missing, or growth is -100 % (nothing is left to tell what
    there was); the used one where besides no last year was stated.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [110.0, 110.0, 0.0], "last_year": [None, 105.0, None], "yoy_pct": [10.0, 10.0, -100.0]},
    ...     index=["trade", "transport", "fines"],
    ... )
    >>> implied_last_year(frame)[["implied_last_year", "last_year_used", "last_year_source"]].round(1)
               implied_last_year  last_year_used last_year_source
    trade                  100.0           100.0          implied
    transport              100.0           105.0           stated
    fines                    NaN             NaN              NaN
    """
    check_columns("implied_last_year", frame, "actual", "last_year", "yoy_pct")
    used, source = last_year_used(frame)
    return frame.assign(implied_last_year=last_year_implied(frame), last_year_used=used, last_year_source=source)


def growth(frame: pd.DataFrame) -> pd.DataFrame:
    """Compute growth on the same period of last year (`so với cùng kỳ`): rate, index and absolute change.

    Adds:

    * ``growth_pct`` = (actual - last_year) / last_year · 100, in percent, recomputed from the two stated amounts;
    * ``growth_index`` = actual / last_year · 100, last year being 100: `bằng 98,1%` is 98.1;
    * ``growth_used_pct`` = yoy_pct where stated, else growth_pct; ``growth_source`` tells which;
    * ``change`` = actual - last_year_used, in the indicator's unit, with last year of :func:`implied_last_year`.

    Grain: one row per indicator, as in the input.

    Missing: rate and index where an amount is missing, or last year is zero or negative (growth has no base); the
    change is there even then.

    References
    ----------
    The rate is the percentage by which the period exceeds the same period of last year, as decision 05/2023/QĐ-TTg,
    annex I, has it for the growth of gross regional product.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [110.0, 98.1, 5.0], "last_year": [100.0, None, 0.0], "yoy_pct": [None, -1.9, None]},
    ...     index=["trade", "transport", "fines"],
    ... )
    >>> growth(frame)[["growth_pct", "growth_index", "growth_used_pct", "growth_source", "change"]].round(1)
               growth_pct  growth_index  growth_used_pct growth_source  change
    trade            10.0         110.0             10.0       implied    10.0
    transport         NaN           NaN             -1.9        stated    -1.9
    fines             NaN           NaN              NaN           NaN     5.0
    """
    check_columns("growth", frame, "actual", "last_year", "yoy_pct")
    actual, last_year = numbers(frame, "actual"), numbers(frame, "last_year")
    growth_pct = percent_of(actual - last_year, last_year)
    used, source = stated_else_implied(numbers(frame, "yoy_pct"), growth_pct)
    return frame.assign(
        growth_pct=growth_pct,
        growth_index=percent_of(actual, last_year),
        growth_used_pct=used,
        growth_source=source,
        change=change(frame),
    )


def last_year_implied(frame: pd.DataFrame) -> Numbers:
    """Compute last year's value that actual and stated growth imply."""
    return ratio(numbers(frame, "actual"), 1 + numbers(frame, "yoy_pct") / 100)


def last_year_used(frame: pd.DataFrame) -> tuple[Numbers, Labels]:
    """Take last year's value, the stated one first; and its source."""
    return stated_else_implied(numbers(frame, "last_year"), last_year_implied(frame))


def change(frame: pd.DataFrame) -> Numbers:
    """Compute the absolute change on the last year that is used."""
    last_year, _ = last_year_used(frame)
    return numbers(frame, "actual") - last_year
