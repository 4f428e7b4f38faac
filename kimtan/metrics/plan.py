"""The actual against the year's plan: how much of it is done, what it was, what remains."""

from __future__ import annotations

import pandas as pd

from kimtan.metrics.arithmetic import Labels, Numbers, numbers, percent_of, ratio, stated_else_implied
from kimtan.metrics.checks import check_columns


def plan_completion(frame: pd.DataFrame) -> pd.DataFrame:
    """Compute completion of the year's plan (`đạt … % kế hoạch`).

    Adds, in percent of the plan:

    * ``completion_pct`` = actual / plan · 100, recomputed from the two amounts;
    * ``completion_used_pct`` = pct_of_plan where stated, else completion_pct; ``completion_source`` tells which.

    Grain: one row per indicator, as in the input.

    Missing: ``completion_pct`` where actual or plan is missing, or the plan is zero or negative; the used one where
    besides nothing was stated.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [30.0, 30.0, 30.0], "plan": [50.0, 50.0, 0.0], "pct_of_plan": [None, 61.0, None]},
    ...     index=["houses", "pupils", "prizes"],
    ... )
    >>> plan_completion(frame).filter(like="completion")
            completion_pct  completion_used_pct completion_source
    houses            60.0                 60.0           implied
    pupils            60.0                 61.0            stated
    prizes             NaN                  NaN               NaN
    """
    check_columns("plan_completion", frame, "actual", "plan", "pct_of_plan")
    used, source = completion_used(frame)
    return frame.assign(completion_pct=completion(frame), completion_used_pct=used, completion_source=source)


def implied_plan(frame: pd.DataFrame) -> pd.DataFrame:
    """Compute the plan that actual and stated completion imply.

    Adds, in the indicator's unit:

    * ``implied_plan`` = actual / (pct_of_plan / 100), the inverse of completion;
    * ``plan_used`` = plan where stated, else implied_plan; ``plan_source`` tells which.

    Grain: one row per indicator, as in the input.

    Missing: ``implied_plan`` where actual or pct_of_plan is missing, or pct_of_plan is zero (nothing done tells nothing
    of the plan); the used one where besides no plan was stated. The stated percentage is written rounded, so the
    implied plan is good only to as many digits: its range is the audit's business.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [30.0, 30.0, 0.0], "plan": [None, 50.0, None], "pct_of_plan": [60.0, 61.0, 0.0]},
    ...     index=["houses", "pupils", "prizes"],
    ... )
    >>> implied_plan(frame)[["implied_plan", "plan_used", "plan_source"]].round(1)
            implied_plan  plan_used plan_source
    houses          50.0       50.0     implied
    pupils          49.2       50.0      stated
    prizes           NaN        NaN         NaN
    """
    check_columns("implied_plan", frame, "actual", "plan", "pct_of_plan")
    used, source = plan_used(frame)
    return frame.assign(implied_plan=plan_implied(frame), plan_used=used, plan_source=source)


def remaining(frame: pd.DataFrame) -> pd.DataFrame:
    """Compute what is still to do to reach the plan (`còn lại`).

    Adds, in the indicator's unit:

    * ``remaining`` = plan_used - actual, with the plan of :func:`implied_plan`; negative once the plan is exceeded;
    * ``remaining_used`` = remaining_stated where stated, else remaining; ``remaining_source`` tells which.

    Grain: one row per indicator, as in the input.

    Missing: ``remaining`` where the actual is missing, or no plan is stated or implied; never the whole plan for want
    of an actual. A plan of zero is a plan here: nothing remains of it.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [30.0, 30.0, None], "plan": 50.0, "pct_of_plan": None, "remaining_stated": [None, 19.0, None]},
    ...     index=["houses", "pupils", "prizes"],
    ... )
    >>> remaining(frame)[["remaining", "remaining_used", "remaining_source"]]
            remaining  remaining_used remaining_source
    houses       20.0            20.0          implied
    pupils       20.0            19.0           stated
    prizes        NaN             NaN              NaN
    """
    check_columns("remaining", frame, "actual", "plan", "pct_of_plan", "remaining_stated")
    used, source = remaining_used(frame)
    return frame.assign(remaining=remaining_implied(frame), remaining_used=used, remaining_source=source)


def completion(frame: pd.DataFrame) -> Numbers:
    """Compute completion from actual and plan, in percent."""
    return percent_of(numbers(frame, "actual"), numbers(frame, "plan"))


def completion_used(frame: pd.DataFrame) -> tuple[Numbers, Labels]:
    """Take completion in percent, the stated one first; and its source."""
    return stated_else_implied(numbers(frame, "pct_of_plan"), completion(frame))


def plan_implied(frame: pd.DataFrame) -> Numbers:
    """Compute the plan that actual and stated completion imply."""
    return ratio(numbers(frame, "actual"), numbers(frame, "pct_of_plan") / 100)


def plan_used(frame: pd.DataFrame) -> tuple[Numbers, Labels]:
    """Take the plan, the stated one first; and its source."""
    return stated_else_implied(numbers(frame, "plan"), plan_implied(frame))


def remaining_implied(frame: pd.DataFrame) -> Numbers:
    """Compute what remains by the plan that is used."""
    plan, _ = plan_used(frame)
    return plan - numbers(frame, "actual")


def remaining_used(frame: pd.DataFrame) -> tuple[Numbers, Labels]:
    """Take what remains, as stated first; and its source."""
    return stated_else_implied(numbers(frame, "remaining_stated"), remaining_implied(frame))
