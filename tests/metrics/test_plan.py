"""Completion, plan and what remains."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.metrics import implied_plan, plan_completion, remaining

NAN = math.nan

amounts = st.floats(min_value=0.01, max_value=1e6)
percentages = st.floats(min_value=0.1, max_value=900)


def one(actual: float, plan: float = NAN, pct_of_plan: float = NAN, remaining_stated: float = NAN) -> pd.DataFrame:
    """A frame of one indicator."""
    return pd.DataFrame(
        {"actual": [actual], "plan": [plan], "pct_of_plan": [pct_of_plan], "remaining_stated": [remaining_stated]}
    )


def test_completion_is_recomputed_and_the_stated_one_is_preferred() -> None:
    frame = pd.DataFrame(
        {
            "actual": [30.0, 30.0, 30.0, NAN, NAN],
            "plan": [50.0, 50.0, NAN, 50.0, NAN],
            "pct_of_plan": [NAN, 61.0, 61.0, 61.0, NAN],
        },
        index=["amounts", "both", "percentage", "no_actual", "nothing"],
    )

    found = plan_completion(frame)

    assert found["completion_pct"].tolist() == pytest.approx([60, 60, NAN, NAN, NAN], nan_ok=True)
    assert found["completion_used_pct"].tolist() == pytest.approx([60, 61, 61, 61, NAN], nan_ok=True)
    assert found["completion_source"].fillna("").tolist() == ["implied", "stated", "stated", "stated", ""]
    assert found["pct_of_plan"].equals(frame["pct_of_plan"])


@pytest.mark.parametrize(
    ("actual", "plan", "completion_pct"),
    [(0.0, 50.0, 0.0), (75.0, 50.0, 150.0), (-5.0, 50.0, -10.0), (30.0, 0.0, NAN), (0.0, 0.0, NAN), (30.0, -50.0, NAN)],
    ids=["nothing done", "exceeded", "negative actual", "zero plan", "zero of zero", "negative plan"],
)
def test_completion_at_the_edges(actual: float, plan: float, completion_pct: float) -> None:
    found = plan_completion(one(actual, plan))

    assert found["completion_pct"].tolist() == pytest.approx([completion_pct], nan_ok=True)


@pytest.mark.parametrize(
    ("frame", "implied", "used", "source"),
    [
        (one(30, pct_of_plan=60), 50.0, 50.0, "implied"),
        (one(30, plan=48, pct_of_plan=60), 50.0, 48.0, "stated"),
        (one(30, plan=0), NAN, 0.0, "stated"),
        (one(0, pct_of_plan=0), NAN, NAN, ""),
        (one(30, pct_of_plan=0), NAN, NAN, ""),
        (one(NAN, pct_of_plan=60), NAN, NAN, ""),
    ],
    ids=["percentage", "both", "zero plan", "nothing done", "contradiction", "no actual"],
)
def test_plan_is_implied_by_completion_and_the_stated_one_is_preferred(
    frame: pd.DataFrame, implied: float, used: float, source: str
) -> None:
    found = implied_plan(frame)

    assert found[["implied_plan", "plan_used"]].iloc[0].tolist() == pytest.approx([implied, used], nan_ok=True)
    assert found["plan_source"].fillna("").tolist() == [source]


@pytest.mark.parametrize(
    ("frame", "recomputed", "used", "source"),
    [
        (one(30, plan=50), 20.0, 20.0, "implied"),
        (one(30, pct_of_plan=60), 20.0, 20.0, "implied"),
        (one(30, plan=50, remaining_stated=19), 20.0, 19.0, "stated"),
        (one(30, remaining_stated=19), NAN, 19.0, "stated"),
        (one(60, plan=50), -10.0, -10.0, "implied"),
        (one(30, plan=0), -30.0, -30.0, "implied"),
        (one(NAN, plan=50), NAN, NAN, ""),
        (one(30), NAN, NAN, ""),
    ],
    ids=["plan", "percentage", "both", "stated only", "exceeded", "zero plan", "no actual", "no plan"],
)
def test_remaining_is_plan_less_actual_and_the_stated_one_is_preferred(
    frame: pd.DataFrame, recomputed: float, used: float, source: str
) -> None:
    found = remaining(frame)

    assert found[["remaining", "remaining_used"]].iloc[0].tolist() == pytest.approx([recomputed, used], nan_ok=True)
    assert found["remaining_source"].fillna("").tolist() == [source]


@given(amounts, percentages)
def test_completion_inverts_implied_plan(actual: float, pct_of_plan: float) -> None:
    plan = implied_plan(one(actual, pct_of_plan=pct_of_plan))["implied_plan"].iloc[0]

    assert plan_completion(one(actual, plan))["completion_pct"].iloc[0] == pytest.approx(pct_of_plan)


@given(amounts, amounts)
def test_implied_plan_inverts_completion(actual: float, plan: float) -> None:
    pct_of_plan = plan_completion(one(actual, plan))["completion_pct"].iloc[0]

    assert implied_plan(one(actual, pct_of_plan=pct_of_plan))["implied_plan"].iloc[0] == pytest.approx(plan)


@given(amounts, amounts)
def test_done_and_remaining_make_the_plan(actual: float, plan: float) -> None:
    found = remaining(one(actual, plan)).iloc[0]

    assert found["actual"] + found["remaining"] == pytest.approx(plan)
