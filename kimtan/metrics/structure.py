"""Parts and their whole: shares, how they shifted, and what each part gave to the growth of the whole.

The parts of a whole are the rows with the same ``part_of`` and ``breakdown``. The whole is their sum, so that shares
add up to 100 and contributions to the growth; what was stated for the whole stays in the whole's own row. All parts
must be in the frame: one that was filtered out before goes unnoticed. Parts in different units are brought to that of
the whole by the column ``whole_factor``.
"""

from __future__ import annotations

import pandas as pd

from kimtan.metrics.arithmetic import Numbers, numbers, percent_of, ratio, sum_or_missing
from kimtan.metrics.checks import check_columns, check_one_row_per_indicator
from kimtan.metrics.growth import change, last_year_used


def share_of_total(frame: pd.DataFrame) -> pd.DataFrame:
    """Compute the share of each part in its whole (`cơ cấu`, `tỷ trọng`).

    Adds, in percent:

    * ``share_pct`` = actual / sum of the parts' actuals · 100;
    * ``share_of_stated_pct`` = actual / the whole's own stated actual · 100, which need not add up to 100.

    Grain: one row per indicator, as in the input; rows that are no part get missing.

    Missing: ``share_pct`` for all parts of a whole as soon as one actual is missing, or where their sum is zero or
    negative; ``share_of_stated_pct`` where the whole has no row or no actual above zero.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [205.0, 50.0, 150.0], "part_of": [None, "income", "income"], "breakdown": "sector"},
    ...     index=["income", "farming", "trade"],
    ... )
    >>> share_of_total(frame)[["share_pct", "share_of_stated_pct"]].round(1)
             share_pct  share_of_stated_pct
    income         NaN                  NaN
    farming       25.0                 24.4
    trade         75.0                 73.2
    """
    _check("share_of_total", frame, "actual")
    actual = _in_unit_of_whole(numbers(frame, "actual"), frame)
    whole_stated = frame["part_of"].map(numbers(frame, "actual"))
    return frame.assign(share_pct=_share(actual, frame), share_of_stated_pct=percent_of(actual, whole_stated))


def share_change(frame: pd.DataFrame) -> pd.DataFrame:
    """Compute how far each part's share moved since last year (`chuyển dịch cơ cấu`).

    Adds:

    * ``share_last_year_pct`` = last_year_used / sum of the parts' last_year_used · 100, in percent, with last year of
      :func:`~kimtan.metrics.growth.implied_last_year`;
    * ``share_change_pp`` = share_pct - share_last_year_pct, in percentage points; the parts' changes add up to zero.

    Grain: one row per indicator, as in the input; rows that are no part get missing.

    Missing: for all parts of a whole as soon as one actual or last year is missing, or where a sum is zero or negative.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [50.0, 150.0], "last_year": [60.0, 140.0], "yoy_pct": None},
    ...     index=["farming", "trade"],
    ... ).assign(part_of="income", breakdown="sector")
    >>> share_change(frame)[["share_last_year_pct", "share_change_pp"]]
             share_last_year_pct  share_change_pp
    farming                 30.0             -5.0
    trade                   70.0              5.0
    """
    _check("share_change", frame, "actual", "last_year", "yoy_pct")
    last_year, _ = last_year_used(frame)
    share_last_year_pct = _share(_in_unit_of_whole(last_year, frame), frame)
    share_pct = _share(_in_unit_of_whole(numbers(frame, "actual"), frame), frame)
    return frame.assign(share_last_year_pct=share_last_year_pct, share_change_pp=share_pct - share_last_year_pct)


def contribution(frame: pd.DataFrame) -> pd.DataFrame:
    """Compute what each part gave to the growth of its whole (`đóng góp vào tăng trưởng`, `điểm phần trăm`).

    Adds:

    * ``contribution_pp`` = (actual - last_year_used) / sum of the parts' last_year_used · 100, in percentage points;
    * ``contribution_share_pct`` = (actual - last_year_used) / sum of the parts' changes · 100, in percent of the change
      of the whole: negative for a part that moved against the whole;
    * ``whole_growth_pct`` = sum of the parts' changes / sum of their last_year_used · 100, in percent: growth of the
      whole by its parts, to which ``contribution_pp`` adds up, the same in every row of a whole.

    Last year is that of :func:`~kimtan.metrics.growth.implied_last_year`.

    Grain: one row per indicator, as in the input; rows that are no part get missing.

    Missing: for all parts of a whole as soon as one actual or last year is missing, or where last year's sum is zero or
    negative; ``contribution_share_pct`` where the changes cancel out.

    References
    ----------
    The contribution equals the part's growth weighted by its share in the whole of the earlier period: INSEE,
    Definitions, "Contribution to GDP growth", for aggregates in current prices. The share of contributions is built as
    in indicator "Tỷ trọng đóng góp … vào tốc độ tăng trưởng chung" of Vietnam's General Statistics Office: the
    increase owed to one over the whole increase.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"actual": [54.0, 156.0], "last_year": [60.0, 140.0], "yoy_pct": None},
    ...     index=["farming", "trade"],
    ... ).assign(part_of="income", breakdown="sector")
    >>> contribution(frame)[["contribution_pp", "contribution_share_pct", "whole_growth_pct"]]
             contribution_pp  contribution_share_pct  whole_growth_pct
    farming             -3.0                   -60.0               5.0
    trade                8.0                   160.0               5.0
    """
    _check("contribution", frame, "actual", "last_year", "yoy_pct")
    last_year = _in_unit_of_whole(last_year_used(frame)[0], frame)
    changes = _in_unit_of_whole(change(frame), frame)
    change_of_whole = _sum_of_parts(changes, frame)
    whole_last_year = _sum_of_parts(last_year, frame)
    return frame.assign(
        contribution_pp=percent_of(changes, whole_last_year),
        contribution_share_pct=100 * ratio(changes, change_of_whole),
        whole_growth_pct=percent_of(change_of_whole, whole_last_year),
    )


def _check(metric: str, frame: pd.DataFrame, *columns: str) -> None:
    check_columns(metric, frame, *columns, "part_of", "breakdown")
    check_one_row_per_indicator(metric, frame)


def _share(figures: Numbers, frame: pd.DataFrame) -> Numbers:
    return percent_of(figures, _sum_of_parts(figures, frame))


def _in_unit_of_whole(figures: Numbers, frame: pd.DataFrame) -> Numbers:
    return figures * numbers(frame, "whole_factor") if "whole_factor" in frame.columns else figures


def _sum_of_parts(figures: Numbers, frame: pd.DataFrame) -> Numbers:
    """Sum up the parts of a whole, repeated in each part's row; missing in rows that are no part."""
    is_part = frame["part_of"].notna() & (frame["part_of"] != "")
    siblings = figures.groupby([frame["part_of"], frame["breakdown"]], dropna=False)
    return siblings.transform(sum_or_missing).where(is_part)
