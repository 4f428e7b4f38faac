"""The actual against time gone: pace, status, and where the year would end.

Only what adds up over the year can be compared with the time gone. Where the frame has a column ``kind``, a stock (a
herd, a loan balance), a share and a rate get no pace and no outlook, and no status but ``done``.

The share of the year gone and the days may be given per row, as a series by indicator: a figure can have a cut-off date
of its own.
"""

from __future__ import annotations

from typing import TypeAlias

import pandas as pd

from kimtan.metrics.arithmetic import Labels, numbers, percent_of, ratio
from kimtan.metrics.checks import check_better, check_columns, check_range
from kimtan.metrics.plan import completion_used, plan_used, remaining_used

PerRow: TypeAlias = "float | pd.Series[float]"
"""One value for all rows, or one for each."""

STATUSES = ("done", "ahead", "on_track", "behind", "at_risk")
SAME_PACE = "same pace"

_LEVELS = ("stock", "share", "rate")


def pace(frame: pd.DataFrame, share_of_year_pct: PerRow, days_gone: PerRow, days_left: PerRow) -> pd.DataFrame:
    """Compare what is needed per day until the end of the year with what was achieved per day.

    Parameters
    ----------
    frame
        One row per indicator.
    share_of_year_pct
        Share of the year gone, 0-100.
    days_gone, days_left
        Days of the year until the figures' cut-off date, and after it.

    Adds:

    * ``lead_pp`` = completion_used_pct - share_of_year_pct, in percentage points, with the completion of
      :func:`~kimtan.metrics.plan.plan_completion`;
    * ``achieved_per_day`` = actual / days_gone, in the indicator's unit per day;
    * ``needed_per_day`` = remaining_used / days_left, in the indicator's unit per day, with what remains by
      :func:`~kimtan.metrics.plan.remaining`; zero once the plan is exceeded;
    * ``pace_ratio`` = needed_per_day / achieved_per_day, a plain number: 1.5 means half as fast again as until now.

    Where lower is better, the plan is a ceiling and ``needed_per_day`` is what is still allowed.

    Grain: one row per indicator, as in the input.

    Missing: where a figure in the formula is missing, days_gone or days_left is zero, nothing was achieved
    (``pace_ratio``), or time tells nothing (``kind``).

    Errors: :class:`~kimtan.errors.InputError` for negative days or a share outside 0 to 100.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [40.0, 60.0], "plan": [100.0, 50.0], "pct_of_plan": None, "remaining_stated": None},
    ...     index=["houses", "roads"],
    ... )
    >>> paced = pace(frame, share_of_year_pct=50, days_gone=200, days_left=200)
    >>> paced[["lead_pp", "achieved_per_day", "needed_per_day", "pace_ratio"]]
            lead_pp  achieved_per_day  needed_per_day  pace_ratio
    houses    -10.0               0.2             0.3         1.5
    roads      70.0               0.3             0.0         0.0
    """
    check_columns("pace", frame, "actual", "plan", "pct_of_plan", "remaining_stated")
    check_range("pace", high=100, share_of_year_pct=share_of_year_pct)
    check_range("pace", days_gone=days_gone, days_left=days_left)
    completion_pct, _ = completion_used(frame)
    to_do, _ = remaining_used(frame)
    piles_up = _piles_up(frame)
    achieved = ratio(numbers(frame, "actual"), _per_row(days_gone, frame)).where(piles_up)
    needed = ratio(to_do.clip(lower=0), _per_row(days_left, frame)).where(piles_up)
    return frame.assign(
        lead_pp=(completion_pct - _per_row(share_of_year_pct, frame)).where(piles_up),
        achieved_per_day=achieved,
        needed_per_day=needed,
        pace_ratio=ratio(needed, achieved),
    )


def status(
    frame: pd.DataFrame, share_of_year_pct: PerRow, ahead_pp: float, behind_pp: float, at_risk_pp: float
) -> pd.DataFrame:
    """Tell where each indicator stands against the time gone: one of :data:`STATUSES`.

    Parameters
    ----------
    frame
        One row per indicator.
    share_of_year_pct
        Share of the year gone, 0-100.
    ahead_pp, behind_pp, at_risk_pp
        Thresholds in percentage points, none negative; a lead or lag of just that size does not pass them.

    Adds ``status``, from ``lead = completion_used_pct - share_of_year_pct`` in percentage points:

    * higher is better: ``done`` when completion is 100 or more; else ``at_risk`` when it lags the time gone by more
      than at_risk_pp, ``behind`` by more than behind_pp or when the year is over, ``ahead`` when it leads by more than
      ahead_pp, and ``on_track`` between;
    * lower is better, the plan being a ceiling: the lead counts the other way round, ``at_risk`` when the plan is
      exceeded, ``done`` when the year is over and it is not;
    * neither is better: missing.

    What does not pile up (``kind``) is ``done`` when it is at its plan or on the better side of it, else missing.

    Grain: one row per indicator, as in the input.

    Missing: where completion is neither stated nor computable, or ``better`` or the share of the year is missing.

    Errors: :class:`~kimtan.errors.InputError` for a share outside 0 to 100, a negative threshold, at_risk_pp below
    behind_pp, or an unknown ``better``.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {
    ...         "actual": None,
    ...         "plan": None,
    ...         "pct_of_plan": [100.0, 60.8, 23.7, 23.7, 60.0],
    ...         "better": ["higher", "higher", "higher", "lower", "neither"],
    ...     },
    ...     index=["vaccinated", "income", "revenue", "accidents", "births"],
    ... )
    >>> status(frame, share_of_year_pct=50, ahead_pp=5, behind_pp=5, at_risk_pp=15)["status"].to_dict()
    {'vaccinated': 'done', 'income': 'ahead', 'revenue': 'at_risk', 'accidents': 'ahead', 'births': nan}
    """
    check_columns("status", frame, "actual", "plan", "pct_of_plan", "better")
    check_better("status", frame)
    check_range("status", high=100, share_of_year_pct=share_of_year_pct)
    check_range("status", ahead_pp=ahead_pp, behind_pp=behind_pp)
    check_range("status", low=behind_pp, at_risk_pp=at_risk_pp)
    completion_pct, _ = completion_used(frame)
    gone_pct = _per_row(share_of_year_pct, frame)
    higher, lower = frame["better"] == "higher", frame["better"] == "lower"
    is_over, piles_up = gone_pct >= 100, _piles_up(frame)
    lead_pp = (completion_pct - gone_pct).where(higher, gone_pct - completion_pct)
    reached = (completion_pct >= 100).where(higher, completion_pct <= 100)

    statuses: Labels = pd.Series("on_track", index=frame.index, dtype="str")
    statuses = statuses.mask(lead_pp > ahead_pp, "ahead")
    statuses = statuses.mask((lead_pp < -behind_pp) | is_over, "behind")
    statuses = statuses.mask((lead_pp < -at_risk_pp) | (lower & ~reached), "at_risk")
    statuses = statuses.mask(reached & (higher | is_over | ~piles_up), "done")
    known = completion_pct.notna() & gone_pct.notna() & (higher | lower)
    return frame.assign(status=statuses.where(known & (piles_up | reached)))


def year_end_outlook(frame: pd.DataFrame, share_of_year_pct: PerRow) -> pd.DataFrame:
    """Extrapolate where the year would end if the rest of it went as the part gone: no forecast.

    Adds:

    * ``outlook`` = actual / (share_of_year_pct / 100), in the indicator's unit;
    * ``outlook_pct_of_plan`` = outlook / plan_used · 100, in percent, with the plan of
      :func:`~kimtan.metrics.plan.implied_plan`;
    * ``outlook_assumption`` = :data:`SAME_PACE` wherever there is an outlook. Harvests, budgets and anything else with
      seasons break it.

    Grain: one row per indicator, as in the input.

    Missing: where the actual is missing, nothing of the year is gone, or time tells nothing (``kind``); in percent also
    where no plan above zero is stated or implied.

    Errors: :class:`~kimtan.errors.InputError` for a share outside 0 to 100.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [30.0, None], "plan": [80.0, 80.0], "pct_of_plan": [None, 40.0]}, index=["houses", "roads"]
    ... )
    >>> year_end_outlook(frame, share_of_year_pct=50).filter(like="outlook")
            outlook  outlook_pct_of_plan outlook_assumption
    houses     60.0                 75.0          same pace
    roads       NaN                  NaN                NaN
    """
    check_columns("year_end_outlook", frame, "actual", "plan", "pct_of_plan")
    check_range("year_end_outlook", high=100, share_of_year_pct=share_of_year_pct)
    plan, _ = plan_used(frame)
    outlook = ratio(numbers(frame, "actual"), _per_row(share_of_year_pct, frame) / 100).where(_piles_up(frame))
    assumption: Labels = pd.Series(SAME_PACE, index=frame.index, dtype="str")
    return frame.assign(
        outlook=outlook,
        outlook_pct_of_plan=percent_of(outlook, plan),
        outlook_assumption=assumption.where(outlook.notna()),
    )


def _per_row(value: PerRow, frame: pd.DataFrame) -> pd.Series[float]:
    """Give one value for each row of the frame; rows that a given series leaves out get missing."""
    if isinstance(value, pd.Series):
        return value.reindex(frame.index).astype(float)
    return pd.Series(value, index=frame.index, dtype=float)


def _piles_up(frame: pd.DataFrame) -> pd.Series[bool]:
    """Tell whether an indicator adds up over the year; yes where nothing is said of its kind."""
    if "kind" not in frame.columns:
        return pd.Series(True, index=frame.index)
    return ~frame["kind"].isin(_LEVELS)
