"""A metric says which column it lacks, which argument is out of range and which indicator stands twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import pytest

from kimtan import metrics
from kimtan.errors import InputError
from tests.metrics.test_promises import ADDED

COLUMNS = {
    "plan_completion": "actual plan pct_of_plan",
    "implied_plan": "actual plan pct_of_plan",
    "remaining": "actual plan pct_of_plan remaining_stated",
    "implied_last_year": "actual last_year yoy_pct",
    "growth": "actual last_year yoy_pct",
    "share_of_total": "actual part_of breakdown",
    "share_change": "actual last_year yoy_pct part_of breakdown",
    "contribution": "actual last_year yoy_pct part_of breakdown",
    "pace": "actual plan pct_of_plan remaining_stated",
    "status": "actual plan pct_of_plan better",
    "year_end_outlook": "actual plan pct_of_plan",
}
FIGURES = ("actual", "plan", "last_year", "remaining_stated", "pct_of_plan", "yoy_pct")
OF_PARTS = ("share_of_total", "share_change", "contribution")


def frame(*indicators: str) -> pd.DataFrame:
    """A frame with every column that a metric may read."""
    columns = {name: [1.0] * len(indicators) for name in FIGURES}
    words = {name: [None] * len(indicators) for name in ("better", "part_of", "breakdown")}
    return pd.DataFrame({**columns, **words}, index=list(indicators))


@pytest.mark.parametrize(("name", "column"), [(name, column) for name in COLUMNS for column in COLUMNS[name].split()])
def test_a_column_that_is_missing_is_told_with_the_metric(name: str, column: str) -> None:
    """Each column that a metric reads is asked for at the beginning, under the metric's own name."""
    with pytest.raises(InputError) as caught:
        ADDED[name][0](frame("a").drop(columns=column))
    (problem,) = caught.value.problems
    assert (problem.place, problem.code) == (f"metrics.{name}", "metrics.column")
    assert problem.seen == f"The frame has no column '{column}', which this metric reads."
    assert problem.remedy == f"Add '{column}', with NaN where nothing is known."


def test_all_columns_that_are_missing_are_told_at_once() -> None:
    """In the order in which they are read."""
    with pytest.raises(InputError) as caught:
        metrics.remaining(frame("a").drop(columns=["plan", "remaining_stated"]))
    assert [problem.seen.split("'")[1] for problem in caught.value.problems] == ["plan", "remaining_stated"]


@pytest.mark.parametrize("name", OF_PARTS)
def test_an_indicator_that_stands_twice_would_be_counted_twice(name: str) -> None:
    """A plausible sum is the worst of errors."""
    with pytest.raises(InputError) as caught:
        ADDED[name][0](frame("a", "b", "a"))
    (problem,) = caught.value.problems
    assert (problem.place, problem.code) == (f"metrics.{name}", "metrics.index")
    assert problem.seen == "These indicators stand more than once: a."
    assert problem.remedy == "Give the metric one period at a time, one row per indicator."


@pytest.mark.parametrize("name", OF_PARTS)
def test_an_index_of_two_levels_is_refused(name: str) -> None:
    """It would be several periods in one frame."""
    both = pd.concat({"H1": frame("a"), "9M": frame("a")})
    with pytest.raises(InputError) as caught:
        ADDED[name][0](both)
    (problem,) = caught.value.problems
    assert (problem.place, problem.code) == (f"metrics.{name}", "metrics.index")
    assert problem.seen == "The frame's index has 2 levels; expected one, the indicator's id."


def test_a_word_for_better_that_is_none_is_told_with_its_indicator() -> None:
    """A slip there would turn a judgement round."""
    spoilt = frame("a", "b").assign(better=["higher", "hihger"])
    with pytest.raises(InputError) as caught:
        ADDED["status"][0](spoilt)
    (problem,) = caught.value.problems
    assert (problem.place, problem.code) == ("metrics.status: b", "metrics.better")
    assert problem.seen == "'better' is 'hihger'; expected 'higher', 'lower' or 'neither'."


STATUS = partial(metrics.status, share_of_year_pct=50, ahead_pp=5, behind_pp=5, at_risk_pp=15)
PACE = partial(metrics.pace, share_of_year_pct=50, days_gone=181, days_left=184)
OUT: list[tuple[Callable[..., pd.DataFrame], str, str, float, str]] = [
    (STATUS, "status", "share_of_year_pct", 101, "0 to 100"),
    (STATUS, "status", "share_of_year_pct", -1, "0 to 100"),
    (STATUS, "status", "ahead_pp", -1, "0 or more"),
    (STATUS, "status", "behind_pp", -1, "0 or more"),
    (STATUS, "status", "at_risk_pp", 4, "5 or more"),
    (PACE, "pace", "share_of_year_pct", 101, "0 to 100"),
    (PACE, "pace", "days_gone", -1, "0 or more"),
    (PACE, "pace", "days_left", -1, "0 or more"),
    (metrics.year_end_outlook, "year_end_outlook", "share_of_year_pct", 101, "0 to 100"),
]


@pytest.mark.parametrize(("metric", "name", "argument", "value", "expected"), OUT)
def test_an_argument_out_of_range_is_told_by_name(
    metric: Callable[..., pd.DataFrame], name: str, argument: str, value: float, expected: str
) -> None:
    """With the metric, what was given and what may be."""
    with pytest.raises(InputError) as caught:
        metric(frame("a"), **{argument: value})
    (problem,) = caught.value.problems
    assert (problem.place, problem.code) == (f"metrics.{name}: {argument}", "metrics.argument")
    assert problem.seen == f"{argument} is {value:g}; expected {expected}."
    assert problem.remedy == "Pass a value in that range."


def test_the_ends_of_a_range_are_in_it() -> None:
    """A year that is over is 100 %, and its last day has none left."""
    STATUS(frame("a"), share_of_year_pct=100, at_risk_pp=5)
    PACE(frame("a"), share_of_year_pct=100, days_gone=0, days_left=0)
    metrics.year_end_outlook(frame("a"), share_of_year_pct=0)
