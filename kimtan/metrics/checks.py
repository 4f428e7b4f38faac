"""Checks of a metric's input, made before anything is computed."""

from __future__ import annotations

import math

import pandas as pd

from kimtan.errors import Problems


def check_columns(metric: str, frame: pd.DataFrame, *columns: str) -> None:
    """Raise :class:`~kimtan.errors.InputError` with one problem for each column that the frame lacks."""
    problems = Problems()
    for column in columns:
        if column not in frame.columns:
            problems.add(
                place=f"metrics.{metric}",
                seen=f"The frame has no column '{column}', which this metric reads.",
                remedy=f"Add '{column}', with NaN where nothing is known.",
                code="metrics.column",
            )
    problems.raise_if_any()


def check_one_row_per_indicator(metric: str, frame: pd.DataFrame) -> None:
    """Raise unless each indicator has one row: a part counted twice would still give a plausible sum."""
    problems = Problems()
    twice = frame.index[frame.index.duplicated()].unique()
    if frame.index.nlevels > 1:
        problems.add(
            place=f"metrics.{metric}",
            seen=f"The frame's index has {frame.index.nlevels} levels; expected one, the indicator's id.",
            remedy="Give the metric one period at a time.",
            code="metrics.index",
        )
    elif len(twice):
        problems.add(
            place=f"metrics.{metric}",
            seen=f"These indicators stand more than once: {', '.join(map(str, twice))}.",
            remedy="Give the metric one period at a time, one row per indicator.",
            code="metrics.index",
        )
    problems.raise_if_any()


def check_better(metric: str, frame: pd.DataFrame) -> None:
    """Raise where ``better`` is neither missing nor one of ``higher``, ``lower`` and ``neither``."""
    problems = Problems()
    better = frame["better"]
    for indicator, word in better[better.notna() & ~better.isin(["higher", "lower", "neither"])].items():
        problems.add(
            place=f"metrics.{metric}: {indicator}",
            seen=f"'better' is '{word}'; expected 'higher', 'lower' or 'neither'.",
            remedy="Correct it in data/indicators.csv.",
            code="metrics.better",
        )
    problems.raise_if_any()


def check_range(metric: str, low: float = 0, high: float = math.inf, **arguments: float | pd.Series[float]) -> None:
    """Raise where an argument, or one of its values if given per row, is not in ``low`` to ``high``; missing passes."""
    problems = Problems()
    expected = f"{low:g} or more" if math.isinf(high) else f"{low:g} to {high:g}"
    for name, argument in arguments.items():
        given = argument if isinstance(argument, pd.Series) else pd.Series([argument], dtype=float)
        outside = given[(given < low) | (given > high)]
        if len(outside):
            problems.add(
                place=f"metrics.{metric}: {name}",
                seen=f"{name} is {outside.iloc[0]:g}; expected {expected}.",
                remedy="Pass a value in that range.",
                code="metrics.argument",
            )
    problems.raise_if_any()
