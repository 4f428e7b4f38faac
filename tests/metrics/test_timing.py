"""The actual against time gone."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.errors import InputError
from kimtan.metrics import STATUSES, pace, remaining, status, year_end_outlook

NAN = math.nan
THRESHOLDS = {"ahead_pp": 5.0, "behind_pp": 5.0, "at_risk_pp": 15.0}

amounts = st.floats(min_value=0.01, max_value=1e6)


def one(
    actual: float = NAN, plan: float = NAN, pct_of_plan: float = NAN, better: str | None = "higher"
) -> pd.DataFrame:
    """A frame of one indicator."""
    return pd.DataFrame(
        {
            "actual": [actual],
            "plan": [plan],
            "pct_of_plan": [pct_of_plan],
            "remaining_stated": [NAN],
            "better": [better],
        }
    )


def status_of(frame: pd.DataFrame, share_of_year_pct: float = 50.0) -> str:
    """The only status of a frame of one indicator, empty where it is missing."""
    return str(status(frame, share_of_year_pct, **THRESHOLDS)["status"].fillna("").iloc[0])


@pytest.mark.parametrize(
    ("completion_pct", "expected"),
    [
        (100.0, "done"),
        (140.0, "done"),
        (99.9, "ahead"),
        (55.1, "ahead"),
        (55.0, "on_track"),
        (50.0, "on_track"),
        (45.0, "on_track"),
        (44.9, "behind"),
        (35.0, "behind"),
        (34.9, "at_risk"),
        (0.0, "at_risk"),
        (NAN, ""),
    ],
)
def test_status_halfway_where_higher_is_better(completion_pct: float, expected: str) -> None:
    assert status_of(one(pct_of_plan=completion_pct)) == expected


@pytest.mark.parametrize(
    ("completion_pct", "expected"),
    [
        (0.0, "ahead"),
        (44.9, "ahead"),
        (45.0, "on_track"),
        (55.0, "on_track"),
        (55.1, "behind"),
        (65.1, "at_risk"),
        (100.0, "at_risk"),
        (140.0, "at_risk"),
        (NAN, ""),
    ],
)
def test_status_halfway_is_reversed_where_lower_is_better(completion_pct: float, expected: str) -> None:
    assert status_of(one(pct_of_plan=completion_pct, better="lower")) == expected


@pytest.mark.parametrize(
    ("better", "completion_pct", "expected"),
    [
        ("higher", 100.0, "done"),
        ("higher", 99.9, "behind"),
        ("higher", 80.0, "at_risk"),
        ("lower", 100.0, "done"),
        ("lower", 60.0, "done"),
        ("lower", 100.1, "at_risk"),
    ],
)
def test_status_when_the_year_is_over(better: str, completion_pct: float, expected: str) -> None:
    assert status_of(one(pct_of_plan=completion_pct, better=better), share_of_year_pct=100) == expected


def test_a_ceiling_that_is_broken_late_in_the_year_is_at_risk_though_little_lags() -> None:
    assert status_of(one(pct_of_plan=101, better="lower"), share_of_year_pct=99) == "at_risk"


@pytest.mark.parametrize("better", ["neither", None])
def test_status_is_missing_where_neither_is_better(better: str | None) -> None:
    assert status_of(one(pct_of_plan=120, better=better)) == ""


@pytest.mark.parametrize(
    ("better", "completion_pct", "expected"),
    [
        ("higher", 100.0, "done"),
        ("higher", 93.0, ""),
        ("lower", 99.0, "done"),
        ("lower", 104.0, ""),
        ("neither", 100.0, ""),
    ],
)
@pytest.mark.parametrize("kind", ["stock", "share", "rate"])
def test_a_level_is_done_or_has_no_status(kind: str, better: str, completion_pct: float, expected: str) -> None:
    assert status_of(one(pct_of_plan=completion_pct, better=better).assign(kind=kind)) == expected


def test_status_recomputes_completion_where_none_is_stated() -> None:
    assert status_of(one(actual=30, plan=50)) == "ahead"
    assert status_of(one(actual=30, plan=0)) == ""


@given(
    st.floats(min_value=0, max_value=200), st.floats(min_value=0, max_value=100), st.sampled_from(["higher", "lower"])
)
def test_status_is_always_one_of_the_five(completion_pct: float, share_of_year_pct: float, better: str) -> None:
    assert status_of(one(pct_of_plan=completion_pct, better=better), share_of_year_pct) in STATUSES


def test_pace_compares_what_is_needed_with_what_was_achieved() -> None:
    frame = pd.DataFrame(
        {
            "actual": [40.0, 60.0, 0.0, NAN, 40.0],
            "plan": [100.0, 50.0, 20.0, 20.0, NAN],
            "pct_of_plan": [NAN, NAN, NAN, 30.0, NAN],
            "remaining_stated": [NAN, NAN, NAN, NAN, 80.0],
        },
        index=["lagging", "exceeded", "not_begun", "no_actual", "stated"],
    )

    found = pace(frame, share_of_year_pct=50, days_gone=200, days_left=200)

    assert found["lead_pp"].tolist() == pytest.approx([-10, 70, -50, -20, NAN], nan_ok=True)
    assert found["achieved_per_day"].tolist() == pytest.approx([0.2, 0.3, 0, NAN, 0.2], nan_ok=True)
    assert found["needed_per_day"].tolist() == pytest.approx([0.3, 0, 0.1, NAN, 0.4], nan_ok=True)
    assert found["pace_ratio"].tolist() == pytest.approx([1.5, 0, NAN, NAN, 2], nan_ok=True)


@pytest.mark.parametrize(
    ("days_gone", "days_left", "missing"), [(0, 365, "achieved_per_day"), (365, 0, "needed_per_day")]
)
def test_pace_without_days_is_missing_not_infinite(days_gone: int, days_left: int, missing: str) -> None:
    found = pace(one(40, 100), 50, days_gone, days_left).iloc[0]

    assert math.isnan(found[missing])
    assert math.isnan(found["pace_ratio"])


@given(amounts, amounts, st.integers(min_value=1, max_value=364))
def test_keeping_the_needed_pace_meets_the_plan(actual: float, plan: float, days_gone: int) -> None:
    days_left = 365 - days_gone

    found = pace(one(actual, plan), 100 * days_gone / 365, days_gone, days_left).iloc[0]

    assert actual + found["needed_per_day"] * days_left == pytest.approx(max(plan, actual))


@given(amounts, amounts)
def test_the_outlook_is_where_the_achieved_pace_leads(actual: float, plan: float) -> None:
    found = one(actual, plan).pipe(pace, 40, 146, 219).pipe(year_end_outlook, 40).iloc[0]

    assert actual + found["achieved_per_day"] * 219 == pytest.approx(found["outlook"])
    assert found["outlook"] / plan * 100 == pytest.approx(found["outlook_pct_of_plan"])


def test_outlook_is_the_actual_over_the_share_of_the_year_gone() -> None:
    frame = pd.DataFrame(
        {"actual": [30.0, 30.0, 30.0, NAN], "plan": [80.0, NAN, 0.0, 80.0], "pct_of_plan": [NAN, 60.0, NAN, 60.0]},
        index=["plan", "percentage", "zero_plan", "no_actual"],
    )

    found = year_end_outlook(frame, share_of_year_pct=50)

    assert found["outlook"].tolist() == pytest.approx([60, 60, 60, NAN], nan_ok=True)
    assert found["outlook_pct_of_plan"].tolist() == pytest.approx([75, 120, NAN, NAN], nan_ok=True)
    assert found["outlook_assumption"].fillna("").tolist() == ["same pace", "same pace", "same pace", ""]


def test_outlook_on_new_years_day_is_missing_not_infinite() -> None:
    found = year_end_outlook(one(30, 80), share_of_year_pct=0)

    assert found[["outlook", "outlook_pct_of_plan", "outlook_assumption"]].isna().all(axis=None)


def test_a_level_has_neither_pace_nor_outlook() -> None:
    frame = pd.concat([one(30, 80)] * 3, ignore_index=True).assign(kind=["stock", "flow", None])

    found = frame.pipe(pace, 50, 181, 184).pipe(year_end_outlook, 50)

    columns = ["lead_pp", "achieved_per_day", "needed_per_day", "pace_ratio", "outlook", "outlook_assumption"]
    assert found[columns].isna().all(axis=1).tolist() == [True, False, False]
    assert found[columns].notna().all(axis=1).tolist() == [False, True, True]


def test_time_gone_may_differ_from_row_to_row() -> None:
    frame = pd.concat([one(30, 100)] * 3, ignore_index=True).set_axis(["income", "revenue", "unknown"])
    gone = pd.Series({"revenue": 25.0, "income": 50.0})

    found = frame.pipe(year_end_outlook, gone).pipe(status, gone, **THRESHOLDS).pipe(pace, gone, gone, 100 - gone)

    assert found["outlook"].tolist() == pytest.approx([60, 120, NAN], nan_ok=True)
    assert found["status"].fillna("").tolist() == ["at_risk", "on_track", ""]
    assert found["achieved_per_day"].tolist() == pytest.approx([0.6, 1.2, NAN], nan_ok=True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"share_of_year_pct": 101}, "share_of_year_pct is 101; expected 0 to 100"),
        ({"share_of_year_pct": -1}, "share_of_year_pct is -1; expected 0 to 100"),
        ({"share_of_year_pct": pd.Series([50.0, 150.0])}, "share_of_year_pct is 150; expected 0 to 100"),
        ({"ahead_pp": -5}, "ahead_pp is -5; expected 0 or more"),
        ({"behind_pp": -5}, "behind_pp is -5; expected 0 or more"),
        ({"at_risk_pp": 4}, "at_risk_pp is 4; expected 5 or more"),
    ],
)
def test_arguments_out_of_range_are_refused(arguments: dict[str, float], message: str) -> None:
    with pytest.raises(InputError, match=message):
        status(one(pct_of_plan=50), **{"share_of_year_pct": 50.0, **THRESHOLDS, **arguments})


def test_negative_days_are_refused_all_at_once() -> None:
    with pytest.raises(InputError) as refused:
        pace(one(30, 80), 50, days_gone=-1, days_left=-2)

    assert [problem.place for problem in refused.value.problems] == [
        "metrics.pace: days_gone",
        "metrics.pace: days_left",
    ]


def test_an_unknown_better_is_refused_with_its_indicator() -> None:
    with pytest.raises(InputError, match=r"metrics\.status: income: 'better' is 'up'; expected 'higher', 'lower' or"):
        status(one(pct_of_plan=50, better="up").set_axis(["income"]), 50, **THRESHOLDS)


def test_what_remains_is_what_pace_works_on() -> None:
    frame = one(30, 80).assign(remaining_stated=46.0)

    assert pace(frame, 50, 100, 100)["needed_per_day"].iloc[0] == remaining(frame)["remaining_used"].iloc[0] / 100
