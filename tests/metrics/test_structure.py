"""Shares of a whole, how they moved, and what each part gave to its growth."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.errors import InputError
from kimtan.metrics import contribution, share_change, share_of_total

NAN = math.nan

amounts = st.floats(min_value=0.01, max_value=1e6)
wholes = st.lists(st.tuples(amounts, amounts), min_size=1, max_size=6)


def parts(figures: list[tuple[float, float]]) -> pd.DataFrame:
    """All parts of one whole, each with its actual and last year."""
    frame = pd.DataFrame(figures, columns=["actual", "last_year"], index=[f"part_{n}" for n in range(len(figures))])
    return frame.assign(yoy_pct=NAN, part_of="income", breakdown="sector")


@pytest.fixture
def budget() -> pd.DataFrame:
    """A whole that two breakdowns split, of which the second lacks a figure."""
    return pd.DataFrame(
        [
            ("budget", 210.0, 190.0, NAN, None, None),
            ("local", 50.0, 60.0, NAN, "budget", "by_source"),
            ("central", 150.0, NAN, 150 / 140 * 100 - 100, "budget", "by_source"),
            ("paid", 120.0, 100.0, NAN, "budget", "by_state"),
            ("owed", NAN, 100.0, NAN, "budget", "by_state"),
        ],
        columns=["indicator", "actual", "last_year", "yoy_pct", "part_of", "breakdown"],
    ).set_index("indicator")


def test_shares_are_those_of_one_breakdown_and_of_the_stated_whole(budget: pd.DataFrame) -> None:
    found = share_of_total(budget)

    assert found["share_pct"].tolist() == pytest.approx([NAN, 25, 75, NAN, NAN], nan_ok=True)
    assert found["share_of_stated_pct"].tolist() == pytest.approx(
        [NAN, 50 / 2.1, 150 / 2.1, 120 / 2.1, NAN], nan_ok=True
    )


def test_parts_in_different_units_are_brought_to_that_of_the_whole() -> None:
    """30000 million beside 20 billion are 60 and 40 % of 50 billion; the one grew from 25, the other not at all."""
    frame = parts([(30_000.0, 25_000.0), (20.0, 20.0)]).assign(whole_factor=[0.001, 1.0])
    whole = pd.DataFrame({"actual": [50.0], "whole_factor": [1.0]}, index=["income"])
    frame = pd.concat([whole, frame])

    assert share_of_total(frame)["share_pct"].tolist()[1:] == pytest.approx([60, 40])
    assert share_of_total(frame)["share_of_stated_pct"].tolist()[1:] == pytest.approx([60, 40])
    assert share_change(frame)["share_last_year_pct"].tolist()[1:] == pytest.approx([2500 / 45, 2000 / 45])
    assert contribution(frame)["contribution_pp"].tolist()[1:] == pytest.approx([500 / 45, 0])
    assert contribution(frame)["contribution_share_pct"].tolist()[1:] == pytest.approx([100, 0])
    assert contribution(frame)["whole_growth_pct"].tolist()[1:] == pytest.approx([500 / 45] * 2)


def test_share_change_uses_last_year_stated_or_implied(budget: pd.DataFrame) -> None:
    found = share_change(budget)

    assert found["share_last_year_pct"].tolist() == pytest.approx([NAN, 30, 70, 50, 50], nan_ok=True)
    assert found["share_change_pp"].tolist() == pytest.approx([NAN, -5, 5, NAN, NAN], nan_ok=True)


def test_contribution_is_the_parts_change_over_last_years_whole(budget: pd.DataFrame) -> None:
    found = contribution(budget.assign(actual=[210.0, 54.0, 156.0, 120.0, NAN], last_year=[190.0, 60, 140, 100, 100]))

    assert found["contribution_pp"].tolist() == pytest.approx([NAN, -3, 8, 10, NAN], nan_ok=True)
    assert found["contribution_share_pct"].tolist() == pytest.approx([NAN, -60, 160, NAN, NAN], nan_ok=True)
    assert found["whole_growth_pct"].tolist() == pytest.approx([NAN, 5, 5, NAN, NAN], nan_ok=True)


def test_contribution_is_growth_weighted_by_last_years_share() -> None:
    frame = parts([(54.0, 60.0), (156.0, 140.0)])
    growth_pct = (frame["actual"] / frame["last_year"] - 1) * 100

    weighted = growth_pct * share_change(frame)["share_last_year_pct"] / 100

    assert contribution(frame)["contribution_pp"].tolist() == pytest.approx(weighted.tolist())


@pytest.mark.parametrize(
    "figures",
    [
        [(0.0, 0.0), (0.0, 0.0)],
        [(5.0, 5.0), (-5.0, -5.0)],
        [(-5.0, -5.0), (1.0, 1.0)],
        [(0.3, 0.3), (-0.1, -0.1), (-0.2, -0.2)],
    ],
    ids=["zero", "cancelling", "negative", "float noise"],
)
def test_a_whole_that_is_not_above_zero_has_no_shares_and_no_contributions(figures: list[tuple[float, float]]) -> None:
    found = parts(figures).pipe(share_of_total).pipe(share_change).pipe(contribution)

    columns = ["share_pct", "share_last_year_pct", "share_change_pp", "contribution_pp", "whole_growth_pct"]
    assert found[columns].isna().all(axis=None)


def test_shares_in_a_decline_are_shares_of_the_decline() -> None:
    found = contribution(parts([(54.0, 60.0), (130.0, 140.0), (4.0, 0.0)]))

    assert found["contribution_share_pct"].tolist() == pytest.approx([50, 10 / 0.12, -4 / 0.12])
    assert found["contribution_pp"].tolist() == pytest.approx([-3, -5, 2])


def test_changes_that_cancel_have_no_shares_in_growth() -> None:
    found = contribution(parts([(1.1, 1.0), (2.2, 2.0), (2.7, 3.0)]))

    assert found["whole_growth_pct"].tolist() == [0, 0, 0]
    assert found["contribution_share_pct"].isna().all()
    assert found["contribution_pp"].tolist() == pytest.approx([10 / 6, 20 / 6, -30 / 6])


@pytest.mark.parametrize("nothing", [None, NAN, ""])
def test_rows_that_are_no_part_are_no_whole_of_their_own(nothing: object) -> None:
    found = share_of_total(parts([(1.0, 1.0), (3.0, 3.0)]).assign(part_of=nothing))

    assert found["share_pct"].isna().all()


@pytest.mark.parametrize("metric", [share_of_total, share_change, contribution])
def test_two_periods_at_once_are_refused_since_parts_would_count_twice(metric) -> None:  # type: ignore[no-untyped-def]
    frame = parts([(1.0, 1.0), (3.0, 3.0)])

    with pytest.raises(InputError, match=r"metrics\.\w+: These indicators stand more than once: part_0, part_1\."):
        metric(pd.concat([frame, frame]))
    with pytest.raises(InputError, match="index has 2 levels"):
        metric(pd.concat({"2022-H1": frame, "2023-H1": frame}))


@given(wholes)
def test_shares_add_up_to_100_and_their_changes_to_zero(figures: list[tuple[float, float]]) -> None:
    found = parts(figures).pipe(share_of_total).pipe(share_change)

    assert found["share_pct"].sum() == pytest.approx(100)
    assert found["share_last_year_pct"].sum() == pytest.approx(100)
    assert found["share_change_pp"].sum() == pytest.approx(0, abs=1e-9)


@given(wholes)
def test_contributions_add_up_to_the_growth_of_the_whole(figures: list[tuple[float, float]]) -> None:
    frame = parts(figures)
    whole_growth = (frame["actual"].sum() / frame["last_year"].sum() - 1) * 100

    found = contribution(frame)

    assert found["contribution_pp"].sum() == pytest.approx(whole_growth, abs=1e-6)
    assert found["whole_growth_pct"].tolist() == pytest.approx([whole_growth] * len(figures), abs=1e-6)


@given(wholes)
def test_shares_in_growth_add_up_to_100_unless_changes_cancel(figures: list[tuple[float, float]]) -> None:
    found = contribution(parts(figures))["contribution_share_pct"]

    assert found.isna().all() or found.sum() == pytest.approx(100, abs=1e-9 * found.abs().sum())
