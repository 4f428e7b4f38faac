"""Missing stays missing, and nothing is divided by zero."""

from __future__ import annotations

import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.metrics import ratio, sum_or_missing
from kimtan.metrics.arithmetic import numbers

NAN = math.nan


@pytest.mark.parametrize(
    ("figures", "total"),
    [
        ([1.5, 2.5], 4.0),
        ([1.5, NAN], NAN),
        ([NAN, NAN], NAN),
        ([0.0, 0.0], 0.0),
        ([0.1, 0.2, -0.3], 0.0),
        ([1e-9, 1e-9], 2e-9),
        ([], 0.0),
    ],
)
def test_a_sum_over_missing_is_missing_and_float_noise_is_zero(figures: list[float], total: float) -> None:
    assert sum_or_missing(pd.Series(figures, dtype=float)) == pytest.approx(total, abs=0, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (6.0, 4.0, 1.5),
        (0.0, 4.0, 0.0),
        (6.0, 0.0, NAN),
        (0.0, 0.0, NAN),
        (NAN, 4.0, NAN),
        (6.0, NAN, NAN),
        (-6.0, 4.0, -1.5),
    ],
)
def test_ratio_is_missing_without_a_denominator_never_infinite(
    numerator: float, denominator: float, expected: float
) -> None:
    found = ratio(pd.Series([numerator]), pd.Series([denominator]))

    assert found.tolist() == pytest.approx([expected], nan_ok=True)


def test_ratio_meets_rows_by_index() -> None:
    found = ratio(pd.Series({"rice": 60.0, "maize": 42.0}), pd.Series({"rice": 10.0}))

    assert found.to_dict() == pytest.approx({"maize": NAN, "rice": 6.0}, nan_ok=True)


def test_ratio_leaves_its_inputs_as_they_were() -> None:
    numerator, denominator = pd.Series([1.0, 2.0]), pd.Series([0.0, 4.0])

    ratio(numerator, denominator)

    assert (numerator.tolist(), denominator.tolist()) == ([1.0, 2.0], [0.0, 4.0])


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([Decimal("1.5"), None], dtype="object"),
        pd.Series([1.5, None], dtype="Float64"),
        pd.Series([1.5, None], dtype="float64"),
    ],
    ids=["Decimal", "nullable", "float"],
)
def test_decimals_and_nullable_columns_are_read_as_floats(column: pd.Series) -> None:
    found = numbers(pd.DataFrame({"actual": column}), "actual")

    assert found.dtype == float
    assert found.tolist() == pytest.approx([1.5, NAN], nan_ok=True)


@given(st.lists(st.floats(min_value=-1e9, max_value=1e9), min_size=1, max_size=6), st.data())
def test_one_missing_figure_makes_any_sum_missing(figures: list[float], data: st.DataObject) -> None:
    place = data.draw(st.integers(min_value=0, max_value=len(figures) - 1))

    assert math.isnan(sum_or_missing(pd.Series([*figures[:place], NAN, *figures[place + 1 :]], dtype=float)))


@given(st.lists(st.floats(min_value=0.01, max_value=1e9), min_size=1, max_size=6))
def test_a_sum_is_the_sum(figures: list[float]) -> None:
    assert sum_or_missing(pd.Series(figures)) == pytest.approx(math.fsum(figures))
