"""The arithmetic of all metrics: missing stays missing, and a division by zero gives missing.

Sums and quotients of figures are made here and nowhere else in :mod:`kimtan.metrics`.
"""

from __future__ import annotations

from typing import TypeAlias

import pandas as pd

Numbers: TypeAlias = "pd.Series[float]"
Labels: TypeAlias = "pd.Series[str]"

STATED = "stated"
IMPLIED = "implied"

FLOAT_NOISE = 1e-12
"""Floats that cancel leave about 1e-16 of their size behind; no figure is written with twelve digits."""


def numbers(frame: pd.DataFrame, column: str) -> Numbers:
    """Read one column as floats; ``None`` and ``pd.NA`` become NaN, ``Decimal`` becomes float."""
    return frame[column].astype(float)


def ratio(numerator: Numbers, denominator: Numbers) -> Numbers:
    """Divide one series by another: yields, per-head values, shares.

    Formula: ``numerator / denominator``; multiply by 100 for percent.

    Unit: the numerator's unit per the denominator's; convert before (tạ per ha is not tấn per ha).

    Grain: one value per row; rows meet by their index.

    Missing: where either is missing, has no counterpart, or the denominator is zero.

    Examples
    --------
    >>> harvest = pd.Series({"rice": 60.0, "maize": 42.0, "honey": 5.0})
    >>> area = pd.Series({"rice": 10.0, "maize": None, "honey": 0.0})
    >>> ratio(harvest, area).to_dict()
    {'rice': 6.0, 'maize': nan, 'honey': nan}
    """
    return numerator / denominator.where(denominator != 0)


def percent_of(part: Numbers, base: Numbers) -> Numbers:
    """Compute ``part / base · 100``, missing unless the base is above zero.

    A percentage of a negative base would mislead (half of a deficit is an improvement), so it is missing.
    """
    return 100 * ratio(part, base.where(base > 0))


def sum_or_missing(figures: Numbers) -> float:
    """Add figures up; the sum is missing as soon as one of them is.

    Formula: ``Σ figures``; what is left over when floats cancel counts as zero.

    Unit: that of the figures.

    Grain: one number; ``frame.groupby(...)["actual"].agg(sum_or_missing)`` gives one per group.

    Missing: where any figure is. pandas' own sum leaves missing ones out, which makes them zero.

    Examples
    --------
    >>> sum_or_missing(pd.Series([47.5, 179.5]))
    227.0
    >>> sum_or_missing(pd.Series([47.5, None]))
    nan
    """
    total = float(figures.sum(skipna=False))
    is_noise = abs(total) <= FLOAT_NOISE * float(figures.abs().sum())
    return 0.0 if is_noise else total


def stated_else_implied(stated: Numbers, implied: Numbers) -> tuple[Numbers, Labels]:
    """Take the stated figure where there is one, else the implied one; the second series says which was taken."""
    used = stated.where(stated.notna(), implied)
    source: Labels = pd.Series(STATED, index=used.index, dtype="str")
    return used, source.where(stated.notna(), IMPLIED).where(used.notna())
