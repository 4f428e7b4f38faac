"""What the columns of an analyst's frames hold: the one description that help, notebooks and documents share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import fill
from typing import Any, TypeVar

INDICATOR: Mapping[str, str] = {
    "name": "name of the indicator, in the section's language",
    "section": "section of the report that it belongs to",
    "unit": "code of its unit (data/units.csv), in which all amounts of the row are",
    "kind": "flow, stock, share, count or rate",
    "better": "higher, lower or neither: which way is good",
    "part_of": "the whole that it is a part of",
    "breakdown": "by which breakdown that whole adds up",
    "restricted": "whether only the internal edition shows it",
    "actual": "achieved in the period, as stated first",
    "plan": "assigned for the year, as stated first",
    "last_year": "achieved in the same period of last year, as stated, or by a stated absolute change",
    "remaining_stated": "stated as still to do",
    "pct_of_plan": "stated completion of the plan, in percent",
    "yoy_pct": "stated growth on the same period of last year, in percent",
    "year_end": "level announced for the end of the year",
    "target": "stated among the next tasks; whether level, remainder or increase, the audit tells",
    "completion_pct": "actual / plan · 100, recomputed",
    "completion_used_pct": "completion in percent: as stated, else recomputed",
    "completion_source": "stated or implied",
    "implied_plan": "actual / (pct_of_plan / 100)",
    "plan_used": "the plan: as stated, else implied",
    "plan_source": "stated or implied",
    "implied_last_year": "actual / (1 + yoy_pct / 100)",
    "last_year_used": "last year's value: as stated, else implied",
    "last_year_source": "stated or implied",
    "growth_pct": "(actual / last_year - 1) · 100, recomputed",
    "growth_index": "actual / last_year · 100, recomputed",
    "growth_used_pct": "growth in percent: as stated, else recomputed",
    "growth_source": "stated or implied",
    "change": "actual - last_year_used",
    "remaining": "plan_used - actual; negative once the plan is exceeded",
    "remaining_used": "what remains: as stated, else recomputed",
    "remaining_source": "stated or implied",
    "lead_pp": "completion less the share of the year gone, in percentage points",
    "achieved_per_day": "actual / days gone",
    "needed_per_day": "what remains / days left",
    "pace_ratio": "needed_per_day / achieved_per_day: above 1 it must go faster than so far",
    "share_pct": "share of the sum of the whole's parts, in percent",
    "share_of_stated_pct": "share of the whole as it is stated itself, in percent",
    "share_last_year_pct": "the same share last year, in percent",
    "share_change_pp": "how far the share moved, in percentage points",
    "contribution_pp": "contribution to the growth of the whole, in percentage points",
    "contribution_share_pct": "its change as a share of the sum of the parts' changes, in percent",
    "whole_growth_pct": "growth of the whole, in percent",
    "outlook": "level at the year's end, under the assumption that is named",
    "outlook_pct_of_plan": "that level in percent of the plan",
    "outlook_assumption": "what the outlook assumes",
    "status": "done, ahead, on_track, behind or at_risk against the time gone",
    "share_of_year_pct": "share of the year gone, in percent",
    "index_used_pct": "100 + growth_used_pct",
    "achieved_per_month": "achieved_per_day times a twelfth of the year's days",
    "needed_per_month": "needed_per_day times a twelfth of the year's days",
}
"""The columns of ``s.indicators``: one row an indicator, its index the indicator's identity."""

FIGURE: Mapping[str, str] = {
    "period": "period of the report that states it",
    "indicator": "identity of the indicator",
    "name": "name of the indicator, in the section's language",
    "measure": "what of the indicator is stated: actual, plan, last_year, pct_of_plan …",
    "value": "as a number, in the unit as written; the new value where its owner decided one",
    "unit": "code of the unit as written",
    "low": "least value that it can stand for as it is rounded; minus infinity where it is open",
    "high": "greatest value that it can stand for; infinity where it is open",
    "mark": "disputed, suspicious or corrected; empty where nothing speaks against it",
    "as_written": "the words of the source",
    "precision": "empty (by its digits), exact, or a step such as 1000",
    "bound": "at_least, at_most or about; empty for a plain value",
    "basis": "which plan or base, where there are several",
    "status": "estimate or final",
    "as_of": "its own cut-off date, where it is not the period's",
    "source": "document and place",
    "note_vi": "remark, in Vietnamese",
    "note_en": "remark, in English",
    "section": "section of the report that it belongs to",
    "stated_value": "what the source says where another value was decided; else missing",
}
"""The columns of ``s.figures``: one row a statement, its index the figure's identity."""

FINDING: Mapping[str, str] = {
    "outcome": "cannot_hold, suspicious, holds_by_rounding, holds or not_evaluable",
    "severity": "how grave the rule is: error, warning or info",
    "rule": "kind of the rule, or its name in rules.yml",
    "label": "the rule in words, in the section's language",
    "unit": "code of the unit of the four numbers that follow",
    "stated_low": "least value of the stated side",
    "stated_high": "greatest value of the stated side",
    "recomputed_low": "least value of what it must agree with",
    "recomputed_high": "greatest value of what it must agree with",
    "gap": "distance between the two ranges; zero where they meet",
    "figures": "identities of the figures that take part",
    "suspects": "identities of those that may be wrong",
    "missing": "what the rule lacks",
    "assumption": "what the rule takes for granted",
    "decision": "verdict of the figures' owner, where there is one",
    "cluster": "forms of one contradiction share it",
}
"""The columns of ``s.findings``: one row a rule, its index the finding's identity."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


def listing(columns: Mapping[str, str]) -> Callable[[_Function], _Function]:
    """Add the columns of the frame that a function gives to its docstring, which ``help`` and a question mark show."""

    def described(function: _Function) -> _Function:
        lines = [fill(f"{name}: {text}", 100, subsequent_indent="    ") for name, text in columns.items()]
        function.__doc__ = "\n".join([(function.__doc__ or "").rstrip(), "", "Columns", "-------", *lines])
        return function

    return described
