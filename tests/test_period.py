"""A period knows its dates, its names and how much of the year is gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.errors import InputError
from kimtan.period import Period

KINDS = ["H1", "H2", "8M", "9M", "11M", "FY", "Q1", "Q2", "Q3", "Q4", *(f"M{month:02}" for month in range(1, 13))]
YEARS = st.integers(1901, 2099)
PERIODS = st.builds(Period, YEARS, st.sampled_from(KINDS))
VALID = (
    "Valid are 2023-H1, 2023-H2, 2023-FY, 2023-8M and so on for the first months of a year, 2023-Q1 to 2023-Q4 and "
    "2023-M01 to 2023-M12."
)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2023-H1", "2023-01-01", "2023-06-30"),
        ("2023-H2", "2023-07-01", "2023-12-31"),
        ("2025-8M", "2025-01-01", "2025-08-31"),
        ("2023-9M", "2023-01-01", "2023-09-30"),
        ("2023-FY", "2023-01-01", "2023-12-31"),
        ("2023-Q1", "2023-01-01", "2023-03-31"),
        ("2023-Q4", "2023-10-01", "2023-12-31"),
        ("2024-M02", "2024-02-01", "2024-02-29"),
        ("2023-M01", "2023-01-01", "2023-01-31"),
    ],
)
def test_dates(name: str, start: str, end: str) -> None:
    """They are the calendar's."""
    period = Period.parse(name)
    assert (period.start, period.end) == (day(start), day(end))


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("2023-H1", "6 tháng đầu năm 2023", "first half of 2023"),
        ("2023-H2", "6 tháng cuối năm 2023", "second half of 2023"),
        ("2025-8M", "8 tháng đầu năm 2025", "first eight months of 2025"),
        ("2023-9M", "9 tháng đầu năm 2023", "first nine months of 2023"),
        ("2023-FY", "năm 2023", "year 2023"),
        ("2023-Q1", "quý I năm 2023", "first quarter of 2023"),
        ("2023-Q4", "quý IV năm 2023", "fourth quarter of 2023"),
        ("2023-M03", "tháng 3 năm 2023", "March 2023"),
        ("2023-M12", "tháng 12 năm 2023", "December 2023"),
    ],
)
def test_names(name: str, vi: str, en: str) -> None:
    """A period is named as it stands inside a sentence."""
    period = Period.parse(name)
    assert (period.name("vi"), period.name("en")) == (vi, en)


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("2023-H1", "6 tháng cuối năm 2023", "the last six months of 2023"),
        ("2023-11M", "tháng 12 năm 2023", "December 2023"),
        ("2023-FY", "năm 2024", "the year 2024"),
        ("2023-H2", "năm 2024", "the year 2024"),
        ("2023-Q1", "quý II năm 2023", "the second quarter of 2023"),
        ("2023-Q4", "quý I năm 2024", "the first quarter of 2024"),
        ("2023-M08", "tháng 9 năm 2023", "September 2023"),
        ("2023-M12", "tháng 1 năm 2024", "January 2024"),
    ],
)
def test_what_tasks_are_set_for(name: str, vi: str, en: str) -> None:
    """The next month after a month, the next quarter after a quarter; else what is left of the year, or the next."""
    period = Period.parse(name)
    assert (period.ahead("vi"), period.ahead("en")) == (vi, en)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("2023-h1", "2023-H1"),
        ("2023H1", "2023-H1"),
        ("H1-2023", "2023-H1"),
        ("2023-6M", "2023-H1"),
        ("2023-S2", "2023-H2"),
        ("2023", "2023-FY"),
        ("2023-06", "2023-M06"),
        ("2023-M6", "2023-M06"),
        ("2023-q2", "2023-Q2"),
        ("2023-9m", "2023-9M"),
        ("2023-H11", "2023-H1"),
        (" 2023-H1", "2023-H1"),
        ("2023-H1\n", "2023-H1"),
    ],
)
def test_bad_names_give_the_nearest_one(text: str, near: str) -> None:
    """Other ways of writing a period are refused with the right way."""
    with pytest.raises(InputError) as error:
        Period.parse(text, "params/x.yml:1 (period)")
    assert str(error.value) == f"params/x.yml:1 (period): '{text}' is no period. Did you mean {near}? {VALID}"


@pytest.mark.parametrize("text", ["", "H1", "1823-H1", "20233-H1", "2023-zz?", "٢٠٢٣-H1", "../2023"])
def test_other_names_are_refused_with_what_is_valid(text: str) -> None:
    """Where nothing is near, the message lists what is valid; no digits but 0–9 count."""
    with pytest.raises(InputError) as error:
        Period.parse(text)
    assert str(error.value).endswith(VALID)
    assert error.value.problems[0].code == "period.name"


def test_a_period_cannot_be_built_wrong() -> None:
    """Building is as strict as parsing."""
    with pytest.raises(InputError, match="'2023-H3' is no period"):
        Period(2023, "H3")


@pytest.mark.parametrize(
    ("name", "as_of", "gone", "year"),
    [
        ("2023-H1", None, 181, 365),
        ("2023-H1", "2023-06-10", 161, 365),
        ("2024-H1", None, 182, 366),
        ("2023-H2", None, 365, 365),
        ("2023-9M", None, 273, 365),
        ("2023-FY", "2023-01-01", 1, 365),
    ],
)
def test_share_of_the_year_gone(name: str, as_of: str | None, gone: int, year: int) -> None:
    """Days from 1 January to the cut-off date, that day included, over the days of the year."""
    period = Period.parse(name)
    cut_off = day(as_of) if as_of else None
    assert period.days_gone(cut_off) == gone
    assert period.days_left(cut_off) == year - gone
    assert period.share_of_year(cut_off) == pytest.approx(100 * gone / year)


@pytest.mark.parametrize("as_of", ["2022-12-31", "2024-01-01"])
def test_a_cut_off_date_in_another_year_is_refused(as_of: str) -> None:
    """The share of another year has no meaning."""
    with pytest.raises(InputError) as error:
        Period.parse("2023-H1").share_of_year(day(as_of))
    assert str(error.value) == (
        f"as_of: The date {as_of} lies outside the year of the period 2023-H1. Give a date in 2023."
    )


def test_order_is_that_of_the_reports() -> None:
    """Periods come by their ends; of two that end together the shorter one is first."""
    names = ["2022-FY", "2023-M03", "2023-Q1", "2023-M06", "2023-Q2", "2023-H1", "2023-9M", "2023-H2", "2023-FY"]
    periods = [Period.parse(name) for name in names]
    assert sorted(set(periods)) == periods
    assert periods[0] < periods[1] <= periods[1]


def test_the_same_period_last_year() -> None:
    """Growth is measured against it."""
    assert Period.parse("2023-9M").previous_year() == Period.parse("2022-9M")


@given(PERIODS)
def test_parse_inverts_str(period: Period) -> None:
    """What is printed can be read again."""
    assert Period.parse(str(period)) == period


@given(PERIODS, st.integers(0, 365), st.integers(0, 365))
def test_share_of_year_is_monotone_and_within_bounds(period: Period, first: int, second: int) -> None:
    """A later date never has a smaller share; the last day of the year is 100 %; gone and left add up."""
    days = [date(period.year, 1, 1) + timedelta(days=min(n, period.days_in_year - 1)) for n in sorted((first, second))]
    shares = [period.share_of_year(one) for one in days]
    assert 0 < shares[0] <= shares[1] <= 100
    assert (shares[0] < shares[1]) == (days[0] < days[1])
    assert period.share_of_year(date(period.year, 12, 31)) == 100
    assert period.days_gone(days[0]) + period.days_left(days[0]) == period.days_in_year
