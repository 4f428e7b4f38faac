"""Growth on last year, and last year out of growth."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.metrics import growth, implied_last_year

NAN = math.nan

amounts = st.floats(min_value=0.01, max_value=1e6)


def one(actual: float, last_year: float = NAN, yoy_pct: float = NAN) -> pd.DataFrame:
    """A frame of one indicator."""
    return pd.DataFrame({"actual": [actual], "last_year": [last_year], "yoy_pct": [yoy_pct]})


def test_growth_is_recomputed_and_the_stated_one_is_preferred() -> None:
    frame = pd.DataFrame(
        {
            "actual": [110.0, 110.0, 98.1, 110.0, NAN],
            "last_year": [100.0, 100.0, NAN, NAN, 100.0],
            "yoy_pct": [NAN, 11.0, -1.9, NAN, 10.0],
        },
        index=["amounts", "both", "percentage", "actual_only", "no_actual"],
    )

    found = growth(frame)

    assert found["growth_pct"].tolist() == pytest.approx([10, 10, NAN, NAN, NAN], nan_ok=True)
    assert found["growth_index"].tolist() == pytest.approx([110, 110, NAN, NAN, NAN], nan_ok=True)
    assert found["growth_used_pct"].tolist() == pytest.approx([10, 11, -1.9, NAN, 10], nan_ok=True)
    assert found["growth_source"].fillna("").tolist() == ["implied", "stated", "stated", "", "stated"]
    assert found["change"].tolist() == pytest.approx([10, 10, -1.9, NAN, NAN], nan_ok=True)


@pytest.mark.parametrize(
    ("actual", "last_year", "growth_pct", "change"),
    [
        (0.0, 100.0, -100.0, -100.0),
        (100.0, 100.0, 0.0, 0.0),
        (-20.0, 100.0, -120.0, -120.0),
        (5.0, 0.0, NAN, 5.0),
        (0.0, 0.0, NAN, 0.0),
        (5.0, -10.0, NAN, 15.0),
        (-5.0, -10.0, NAN, 5.0),
    ],
    ids=["all lost", "unchanged", "turned negative", "zero base", "zero to zero", "negative base", "both negative"],
)
def test_growth_needs_a_base_above_zero_and_change_does_not(
    actual: float, last_year: float, growth_pct: float, change: float
) -> None:
    found = growth(one(actual, last_year)).iloc[0]

    assert [found["growth_pct"], found["growth_index"], found["change"]] == pytest.approx(
        [growth_pct, growth_pct + 100, change], nan_ok=True
    )


@pytest.mark.parametrize(
    ("frame", "implied", "used", "source"),
    [
        (one(110, yoy_pct=10), 100.0, 100.0, "implied"),
        (one(98.1, yoy_pct=-1.9), 100.0, 100.0, "implied"),
        (one(110, last_year=105, yoy_pct=10), 100.0, 105.0, "stated"),
        (one(110, last_year=0), NAN, 0.0, "stated"),
        (one(0, yoy_pct=-100), NAN, NAN, ""),
        (one(7, yoy_pct=-100), NAN, NAN, ""),
        (one(NAN, yoy_pct=10), NAN, NAN, ""),
    ],
    ids=["growth", "index below 100", "both", "zero base", "all lost", "contradiction", "no actual"],
)
def test_last_year_is_implied_by_growth_and_the_stated_one_is_preferred(
    frame: pd.DataFrame, implied: float, used: float, source: str
) -> None:
    found = implied_last_year(frame)

    assert found[["implied_last_year", "last_year_used"]].iloc[0].tolist() == pytest.approx(
        [implied, used], nan_ok=True
    )
    assert found["last_year_source"].fillna("").tolist() == [source]


@given(amounts, st.floats(min_value=-99, max_value=900))
def test_growth_inverts_implied_last_year(actual: float, yoy_pct: float) -> None:
    last_year = implied_last_year(one(actual, yoy_pct=yoy_pct))["implied_last_year"].iloc[0]

    assert growth(one(actual, last_year))["growth_pct"].iloc[0] == pytest.approx(yoy_pct, abs=1e-9)


@given(amounts, amounts)
def test_last_year_and_change_make_the_actual(actual: float, last_year: float) -> None:
    found = growth(one(actual, last_year)).iloc[0]

    assert found["last_year"] + found["change"] == pytest.approx(actual)
    assert found["growth_index"] - found["growth_pct"] == pytest.approx(100)
