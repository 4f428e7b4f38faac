"""What can be stated of an indicator: every measure with its names, texts and properties.

A new measure has its row here; what else it takes is only what nothing else does yet, such as a formula of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kimtan.languages import NOTHING, Bilingual

MeasureName = Literal[
    "actual",
    "plan",
    "last_year",
    "pct_of_plan",
    "yoy_pct",
    "yoy_index",
    "yoy_abs",
    "remaining",
    "year_end",
    "target",
    "change_pct",
    "change_abs",
    "goal",
]
MeasureKind = Literal["level", "difference", "percent"]
Level = Literal["plan", "last_year"]


@dataclass(frozen=True)
class Measure:
    """One measure.

    Parameters
    ----------
    kind
        ``level``: a quantity in the indicator's unit; ``difference``: how far two levels lie apart, in the same unit;
        ``percent``: one level in percent of another, whatever the indicator's unit is.
    name
        In the rules of the audit and in brackets.
    title
        As the head of a row or column.
    level
        The level that it states or, together with the actual, implies: the year's plan or the same period of last year.
    way
        How it leads to that level, in words.
    brief
        Where there is little room; the name where it has no shorter one.
    is_cumulative
        Whether its value depends on the day until which it was counted.
    is_signed_by_words
        Whether its sign stands in words beside the number: ``giảm 1,9%``.
    is_open
        Whether it is left open how the figure is to be read: as a level or as what remains to be done.
    is_on_base
        Whether the basis of its figures says with what it compares, or for which year it is: *so với năm 2020*.
    """

    kind: MeasureKind
    name: Bilingual
    title: Bilingual
    level: Level | None = None
    way: Bilingual = NOTHING
    brief: Bilingual | None = None
    is_cumulative: bool = False
    is_signed_by_words: bool = False
    is_open: bool = False
    is_on_base: bool = False

    @property
    def is_percent(self) -> bool:
        """Whether its value is a percentage whatever the indicator's unit is."""
        return self.kind == "percent"


MEASURES: Mapping[str, Measure] = {
    "actual": Measure(
        "level",
        name=Bilingual("thực hiện", "actual"),
        title=Bilingual("Thực hiện", "Actual"),
        is_cumulative=True,
    ),
    "plan": Measure(
        "level",
        name=Bilingual("kế hoạch năm", "plan of the year"),
        title=Bilingual("Kế hoạch năm", "Annual plan"),
        level="plan",
        way=Bilingual("kế hoạch được giao", "plan as assigned"),
        brief=Bilingual("kế hoạch", "plan"),
    ),
    "last_year": Measure(
        "level",
        name=Bilingual("cùng kỳ năm trước", "same period of last year"),
        title=Bilingual("Cùng kỳ năm trước", "Same period last year"),
        level="last_year",
        way=Bilingual("cùng kỳ năm trước như đã nêu", "last year as stated"),
        brief=Bilingual("cùng kỳ", "last year"),
    ),
    "pct_of_plan": Measure(
        "percent",
        name=Bilingual("tỷ lệ so với kế hoạch", "percent of plan"),
        title=Bilingual("So với kế hoạch năm", "Of the annual plan"),
        level="plan",
        way=Bilingual("thực hiện chia cho tỷ lệ so với kế hoạch", "actual over percent of plan"),
        is_cumulative=True,
    ),
    "yoy_pct": Measure(
        "percent",
        name=Bilingual("tăng, giảm so với cùng kỳ", "growth on last year"),
        title=Bilingual("Tăng, giảm so với cùng kỳ", "Change on last year"),
        level="last_year",
        way=Bilingual("thực hiện quy ngược theo tốc độ tăng, giảm", "actual taken back by its growth"),
        is_cumulative=True,
        is_signed_by_words=True,
    ),
    "yoy_index": Measure(
        "percent",
        name=Bilingual("tỷ lệ so với cùng kỳ", "percent of last year"),
        title=Bilingual("Bằng … so với cùng kỳ", "Index on last year"),
        level="last_year",
        way=Bilingual("thực hiện chia cho tỷ lệ so với cùng kỳ", "actual over percent of last year"),
        is_cumulative=True,
    ),
    "yoy_abs": Measure(
        "difference",
        name=Bilingual("chênh lệch so với cùng kỳ", "change on last year"),
        title=Bilingual("Tăng, giảm tuyệt đối so với cùng kỳ", "Absolute change on last year"),
        level="last_year",
        way=Bilingual("thực hiện trừ chênh lệch so với cùng kỳ", "actual less its change on last year"),
        is_cumulative=True,
        is_signed_by_words=True,
    ),
    "remaining": Measure(
        "difference",
        name=Bilingual("phần còn lại", "remaining"),
        title=Bilingual("Còn lại", "Remaining"),
        level="plan",
        way=Bilingual("thực hiện cộng phần còn lại", "actual plus remaining"),
        is_cumulative=True,
    ),
    "year_end": Measure(
        "level",
        name=Bilingual("cuối năm", "end of the year"),
        title=Bilingual("Mức cuối năm", "Level at the year's end"),
    ),
    "target": Measure(
        "level",
        name=Bilingual("nhiệm vụ thời gian còn lại", "target still to reach"),
        title=Bilingual("Nhiệm vụ thời gian tới", "Target for the time ahead"),
        is_open=True,
    ),
    "change_pct": Measure(
        "percent",
        name=Bilingual("tăng, giảm so với mốc khác", "change on another base"),
        title=Bilingual("Tăng, giảm so với mốc khác", "Change on another base"),
        is_cumulative=True,
        is_signed_by_words=True,
        is_on_base=True,
    ),
    "change_abs": Measure(
        "difference",
        name=Bilingual("chênh lệch so với mốc khác", "difference from another base"),
        title=Bilingual("Tăng, giảm tuyệt đối so với mốc khác", "Absolute change on another base"),
        is_cumulative=True,
        is_signed_by_words=True,
        is_on_base=True,
    ),
    "goal": Measure(
        "level",
        name=Bilingual("mục tiêu", "goal"),
        title=Bilingual("Mục tiêu", "Goal"),
        is_on_base=True,
    ),
}
"""By name, in the order in which rules and tables take them."""


def leading_to(level: Level) -> tuple[str, ...]:
    """The measures that state a level or, together with the actual, imply it; the level itself comes first.

    Examples
    --------
    >>> leading_to("plan")
    ('plan', 'pct_of_plan', 'remaining')
    """
    return tuple(name for name, measure in MEASURES.items() if measure.level == level)
