"""All metrics of a period in one frame: one row an indicator of which something is stated."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kimtan import metrics
from kimtan.data.dataset import Dataset
from kimtan.data.indicators import CUMULATIVE_KINDS


def indicator_frame(dataset: Dataset, days: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """Put :mod:`kimtan.metrics` together over a dataset, with the months' pace.

    Parameters
    ----------
    dataset
        Of one edition.
    days
        Days of the year until an indicator's cut-off date and after it, by indicator.
    """
    wide = dataset.wide()
    gone, left = (pd.Series([days[name][at] for name in wide.index], wide.index, dtype=float) for at in (0, 1))
    if not dataset.period.is_cumulative:  # a quarter alone says nothing of how far the year has come
        adds_up = wide["kind"].isin(CUMULATIVE_KINDS)
        gone, left = gone.mask(adds_up), left.mask(adds_up)
    share = 100 * gone / (gone + left)
    limits = dataset.config.settings.thresholds
    stated = {row.indicator for row in dataset.observations}
    frame = (
        wide.pipe(metrics.plan_completion)
        .pipe(metrics.implied_plan)
        .pipe(metrics.implied_last_year)
        .pipe(metrics.growth)
        .pipe(metrics.remaining)
        .pipe(_of_the_year, dataset)
        .pipe(metrics.pace, share, gone, left)
        .pipe(metrics.share_of_total)
        .pipe(metrics.share_change)
        .pipe(metrics.contribution)
        .pipe(metrics.year_end_outlook, share)
        .pipe(metrics.status, share, limits.ahead_pp, limits.behind_pp, limits.at_risk_pp)
    )
    frame = frame[frame.index.isin(stated)].drop(columns="whole_factor")
    month = dataset.period.days_in_year / 12
    return frame.assign(
        share_of_year_pct=share,
        index_used_pct=100 + frame["growth_used_pct"],
        achieved_per_month=frame["achieved_per_day"] * month,
        needed_per_month=frame["needed_per_day"] * month,
    )


def _of_the_year(frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """What remains of the year's plan, as far as it is known: of what a later window counted alone, only as stated."""
    if dataset.period.is_cumulative:
        return frame
    is_unknown = frame["kind"].isin(CUMULATIVE_KINDS) & frame["remaining_stated"].isna()
    columns = ["remaining", "remaining_used", "remaining_source"]
    known = frame.copy()
    known[columns] = known[columns].mask(is_unknown)
    return known
