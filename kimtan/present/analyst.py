"""A section's figures, indicators and findings as pandas frames, for whoever explores them.

What a column holds is described in :mod:`kimtan.present.columns`.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple, SupportsFloat

from kimtan.audit.outcomes import urgency
from kimtan.figures import Interval
from kimtan.present.columns import FIGURE, FINDING
from kimtan.present.facts import Facts

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FIRST = ("name", "unit", "actual", "plan_used", "completion_used_pct", "growth_used_pct", "status")
"""Columns that an analyst looks for first."""


class _Ends(NamedTuple):
    """The ends of a range as floats: infinite where it is open, missing where there is none."""

    low: float = math.nan
    high: float = math.nan

    @classmethod
    def of(cls, interval: Interval | None) -> _Ends:
        if interval is None:
            return cls()
        return cls(_number(interval.low, -math.inf), _number(interval.high, math.inf))


def figures(facts: Facts, names: Collection[str]) -> pd.DataFrame:
    """The stated figures of some indicators, or all where there are none; one row a statement."""
    dataset = facts.dataset
    frame = dataset.figures()
    rounding = dataset.config.settings.rounding
    ends = {
        row.figure: _Ends.of(row.interval(dataset.indicators[row.indicator], dataset.units[row.unit], rounding))
        for row in dataset.observations
    }
    marks = {figure: mark.kind for figure, mark in facts.marks.items()}
    frame = frame.assign(
        period=str(dataset.period),
        name=frame["indicator"].map(facts.name),
        low=[ends[figure].low for figure in frame.index],
        high=[ends[figure].high for figure in frame.index],
        mark=[marks.get(figure, "") for figure in frame.index],
    )[list(FIGURE)]
    return frame[frame["indicator"].isin(names)] if names else frame


def house_figure(width: float = 7.0, height: float = 3.5) -> tuple[Figure, Axes]:
    """An empty matplotlib figure with its axes, in the style of the report's charts; the last line of a cell shows it.

    Parameters
    ----------
    width, height
        In inches.
    """
    from matplotlib.figure import Figure

    from kimtan.present.charts.theme import SERIES, house

    with house():
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots()
        axes.set_prop_cycle(color=SERIES)
        axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def indicators(facts: Facts, names: Collection[str]) -> pd.DataFrame:
    """Some indicators with all metrics, or all where none are named; columns without any value are left out."""
    frame = facts.frame.loc[list(names)] if names else facts.frame
    named = {name: facts.name(name) for name in frame.index}
    frame = frame.assign(name=frame.index.map(named)).dropna(axis="columns", how="all")
    first = [column for column in _FIRST if column in frame]
    return frame[[*first, *(column for column in frame.columns if column not in first)]]


def findings(facts: Facts, names: Collection[str]) -> pd.DataFrame:
    """What came of the rules that a figure of some indicators is part of, or of all; what needs attention first."""
    import pandas as pd

    concerned = (
        finding
        for finding in facts.findings
        if not names or any(figure.indicator in names for figure in finding.figures)
    )
    rows = {}
    for finding in sorted(concerned, key=lambda finding: urgency(finding.outcome)):
        stated, recomputed = _Ends.of(finding.stated), _Ends.of(finding.recomputed)
        rows[finding.id] = {
            "outcome": finding.outcome,
            "severity": finding.severity,
            "rule": finding.rule,
            "label": finding.label.in_(facts.language),
            "unit": finding.unit,
            "stated_low": stated.low,
            "stated_high": stated.high,
            "recomputed_low": recomputed.low,
            "recomputed_high": recomputed.high,
            "gap": _number(finding.gap, math.nan),
            "figures": "; ".join(finding.figures),
            "suspects": "; ".join(suspect.figure for suspect in finding.suspects),
            "missing": "; ".join(finding.lacks),
            "assumption": finding.assumes.in_(facts.language),
            "decision": finding.settlement.verdict if finding.settlement else "",
            "cluster": finding.cluster,
        }
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(FINDING)).rename_axis("finding")


def _number(value: SupportsFloat | None, default: float) -> float:
    return default if value is None else float(value)
