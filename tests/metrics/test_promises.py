"""What every metric promises: it adds columns, and leaves everything else as it was."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial, reduce

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimtan import metrics
from kimtan.errors import InputError
from tests.extent import examples

NAN = math.nan

Metric = Callable[[pd.DataFrame], pd.DataFrame]

ADDED: dict[str, tuple[Metric, list[str]]] = {
    "plan_completion": (metrics.plan_completion, ["completion_pct", "completion_used_pct", "completion_source"]),
    "implied_plan": (metrics.implied_plan, ["implied_plan", "plan_used", "plan_source"]),
    "remaining": (metrics.remaining, ["remaining", "remaining_used", "remaining_source"]),
    "implied_last_year": (
        metrics.implied_last_year,
        ["implied_last_year", "last_year_used", "last_year_source"],
    ),
    "growth": (metrics.growth, ["growth_pct", "growth_index", "growth_used_pct", "growth_source", "change"]),
    "share_of_total": (metrics.share_of_total, ["share_pct", "share_of_stated_pct"]),
    "share_change": (metrics.share_change, ["share_last_year_pct", "share_change_pp"]),
    "contribution": (metrics.contribution, ["contribution_pp", "contribution_share_pct", "whole_growth_pct"]),
    "pace": (
        partial(metrics.pace, share_of_year_pct=50, days_gone=181, days_left=184),
        ["lead_pp", "achieved_per_day", "needed_per_day", "pace_ratio"],
    ),
    "status": (partial(metrics.status, share_of_year_pct=50, ahead_pp=5, behind_pp=5, at_risk_pp=15), ["status"]),
    "year_end_outlook": (
        partial(metrics.year_end_outlook, share_of_year_pct=50),
        ["outlook", "outlook_pct_of_plan", "outlook_assumption"],
    ),
}
EVERY_METRIC = pytest.mark.parametrize(("metric", "columns"), ADDED.values(), ids=ADDED)

FIGURES = ["actual", "plan", "last_year", "remaining_stated", "pct_of_plan", "yoy_pct"]

possible = st.one_of(st.just(NAN), st.just(0.0), st.floats(min_value=-1e6, max_value=1e6).map(lambda x: round(x, 3)))


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    """Frames of a whole and its parts, with anything a careless form may hold."""
    size = draw(st.integers(min_value=0, max_value=5))
    column = st.lists(possible, min_size=size, max_size=size)
    frame = pd.DataFrame({name: draw(column) for name in FIGURES}, index=[f"i{n}" for n in range(size)], dtype=float)
    words = st.sampled_from(["higher", "lower", "neither", None])
    return frame.assign(
        better=pd.Series([draw(words) for _ in range(size)], index=frame.index, dtype=object),
        part_of=pd.Series([None, *["i0"] * 4][:size], index=frame.index, dtype=object),
        breakdown=pd.Series([None, "a", "a", "b", None][:size], index=frame.index, dtype=object),
    )


@EVERY_METRIC
@given(frame=frames())
@settings(max_examples=examples(8, 80))
def test_a_metric_adds_its_columns_changes_nothing_and_is_never_infinite(
    metric: Metric, columns: list[str], frame: pd.DataFrame
) -> None:
    before = frame.copy(deep=True)

    found = metric(frame)

    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(found[before.columns], before)
    assert found.columns.difference(before.columns, sort=False).tolist() == columns
    assert not np.isinf(found[columns].select_dtypes("number")).any(axis=None)


@EVERY_METRIC
def test_a_metric_of_nothing_is_missing(metric: Metric, columns: list[str]) -> None:
    unknown = dict.fromkeys([*FIGURES, "better", "part_of", "breakdown"])

    found = metric(pd.DataFrame(unknown, index=["income", "trade"]))

    assert found[columns].isna().all(axis=None)


@given(st.permutations(list(ADDED)))
@settings(max_examples=examples(4, 20))
def test_metrics_chain_in_any_order(order: list[str]) -> None:
    frame = pd.DataFrame(
        {
            "actual": [205.0, 50.0, 150.0, NAN],
            "plan": [400.0, NAN, 320.0, 10.0],
            "last_year": [NAN, 60.0, 140.0, 0.0],
            "remaining_stated": [NAN, NAN, 160.0, NAN],
            "pct_of_plan": [51.0, 60.0, NAN, NAN],
            "yoy_pct": [2.5, NAN, 7.0, NAN],
            "better": ["higher", "higher", "lower", "neither"],
            "part_of": [None, "income", "income", None],
            "breakdown": [None, "sector", "sector", None],
        },
        index=["income", "farming", "trade", "births"],
    )
    every = [column for _, columns in ADDED.values() for column in columns]

    chained = reduce(lambda so_far, name: so_far.pipe(ADDED[name][0]), order, frame)
    alone = pd.concat([metric(frame)[columns] for metric, columns in ADDED.values()], axis=1)

    pd.testing.assert_frame_equal(chained[every], alone)


@EVERY_METRIC
def test_columns_that_are_not_there_are_named_all_at_once(metric: Metric, columns: list[str]) -> None:
    with pytest.raises(InputError, match=r"metrics\.\w+: The frame has no column '\w+'") as refused:
        metric(pd.DataFrame({"plan": [1.0]}))

    assert len(refused.value.problems) > 1
    assert {problem.code for problem in refused.value.problems} == {"metrics.column"}
    assert all("NaN where nothing is known" in problem.remedy for problem in refused.value.problems)


def test_every_metric_that_is_exported_keeps_these_promises() -> None:
    other = {"ratio", "sum_or_missing", "STATED", "IMPLIED", "STATUSES", "SAME_PACE"}

    assert set(metrics.__all__) - other == set(ADDED)
