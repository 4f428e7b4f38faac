"""Every derived figure that may be shown: where its value comes from, how it is written, and its formula in words.

The values are :mod:`kimtan.metrics`'; this table binds each to the stated figures that it rests on, so that a reader
can follow it like any stated one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["amount", "percent", "points", "times"]
Scope = Literal["own", "siblings"]


@dataclass(frozen=True)
class Derived:
    """One derived figure.

    Parameters
    ----------
    column
        Of the frame of metrics.
    form
        How its value is written: an amount in the indicator's unit, a percentage, percentage points or a multiple.
    formula_vi, formula_en
        The formula in words.
    measures
        The stated measures that it rests on.
    scope
        Whether these are the indicator's own, or those of all parts of the same whole.
    per_month
        Whether the amount is one per month.
    """

    column: str
    form: Form
    formula_vi: str
    formula_en: str
    measures: tuple[str, ...]
    scope: Scope = "own"
    per_month: bool = False


_PLAN = ("actual", "plan", "pct_of_plan")
_YEAR = ("actual", "last_year", "yoy_pct", "yoy_index", "yoy_abs")

DERIVED: dict[str, Derived] = {
    "completion": Derived(
        "completion_pct", "percent", "thực hiện ÷ kế hoạch năm", "actual ÷ annual plan", ("actual", "plan")
    ),
    "implied_plan": Derived(
        "implied_plan", "amount", "thực hiện ÷ tỷ lệ đạt kế hoạch", "actual ÷ share of plan achieved", _PLAN
    ),
    "implied_last_year": Derived(
        "implied_last_year", "amount", "thực hiện ÷ (1 + tốc độ tăng)", "actual ÷ (1 + growth)", _YEAR
    ),
    "growth": Derived(
        "growth_pct",
        "percent",
        "100 × thực hiện ÷ cùng kỳ năm trước − 100",
        "100 × actual ÷ same period last year − 100",
        ("actual", "last_year"),
    ),
    "index": Derived(
        "index_used_pct", "percent", "100 + tốc độ tăng", "100 + growth", ("yoy_pct", "actual", "last_year")
    ),
    "change": Derived("change", "amount", "thực hiện − cùng kỳ năm trước", "actual − same period last year", _YEAR),
    "remaining": Derived(
        "remaining_used", "amount", "kế hoạch năm − thực hiện", "annual plan − actual", (*_PLAN, "remaining")
    ),
    "lead": Derived(
        "lead_pp", "points", "tỷ lệ đạt kế hoạch − thời gian đã qua", "share of plan − share of the year gone", _PLAN
    ),
    "achieved_per_month": Derived(
        "achieved_per_month",
        "amount",
        "thực hiện ÷ số tháng đã qua",
        "actual ÷ months gone",
        ("actual",),
        per_month=True,
    ),
    "needed_per_month": Derived(
        "needed_per_month",
        "amount",
        "(kế hoạch năm − thực hiện) ÷ số tháng còn lại",
        "(annual plan − actual) ÷ months left",
        _PLAN,
        per_month=True,
    ),
    "pace_ratio": Derived(
        "pace_ratio",
        "times",
        "mức cần mỗi tháng ÷ mức đã đạt mỗi tháng",
        "needed per month ÷ achieved per month",
        _PLAN,
    ),
    "share": Derived(
        "share_pct", "percent", "phần ÷ tổng các phần", "part ÷ sum of the parts", ("actual",), "siblings"
    ),
    "share_change": Derived(
        "share_change_pp",
        "points",
        "tỷ trọng kỳ này − tỷ trọng cùng kỳ năm trước",
        "share in this period − share in the same period last year",
        _YEAR,
        "siblings",
    ),
    "contribution": Derived(
        "contribution_pp",
        "points",
        "mức tăng của phần ÷ tổng các phần cùng kỳ năm trước",
        "change of the part ÷ sum of the parts in the same period last year",
        _YEAR,
        "siblings",
    ),
    "whole_growth": Derived(
        "whole_growth_pct",
        "percent",
        "tổng mức tăng của các phần ÷ tổng các phần cùng kỳ năm trước",
        "sum of the parts' changes ÷ sum of the parts in the same period last year",
        _YEAR,
        "siblings",
    ),
    "outlook": Derived(
        "outlook", "amount", "thực hiện ÷ phần thời gian đã qua", "actual ÷ share of the year gone", ("actual",)
    ),
    "outlook_of_plan": Derived(
        "outlook_pct_of_plan",
        "percent",
        "thực hiện ÷ phần thời gian đã qua ÷ kế hoạch năm",
        "actual ÷ share of the year gone ÷ annual plan",
        _PLAN,
    ),
}
