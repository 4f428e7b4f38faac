"""One indicator through the year: how far it has come, and how steep the rest of the way to its plan is."""

from __future__ import annotations

import math

import pandas as pd
import seaborn as sns

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Number, Run
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, Reference
from kimtan.present.charts.lettering import width
from kimtan.present.charts.marks import dots
from kimtan.present.charts.rows import EDGE
from kimtan.present.charts.theme import ACCENT, LABEL, NEUTRAL, SMALL, WARNING
from kimtan.present.charts.widths import drawn, sheet_width
from kimtan.present.prose import Sentence, fill

_TOP, _BASE, _HEIGHT = 30.0, 215.0, 242.0
_DOT = 11.0
_TEXT = {
    "vi": {
        "faster": "{label}: phần còn lại của năm phải nhanh hơn phần đã qua",
        "said": "{label}: phần còn lại của năm phải nhanh {factor} so với phần đã qua",
        "enough": "{label}: giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm",
        "met": "{label}: đã đạt kế hoạch năm",
        "alt": "Biểu đồ đường. {label}: đạt {achieved} khi {gone} thời gian của năm đã qua; kế hoạch năm {plan}.",
        "achieved": "đã đạt {}",
        "plan": "kế hoạch năm {}",
        "gone": "{} thời gian của năm",
        "start": "đầu năm",
        "end": "cuối năm",
        "even": "nhịp độ đều",
        "item": "Mức",
        "value": "Giá trị",
        "time": "Thời gian của năm đã qua",
        "row": "Đã đạt",
        "row_plan": "Kế hoạch năm",
        "factor": "Nhịp độ cần có so với đến nay",
        "rest": " Phần còn lại của năm phải nhanh {factor}.",
    },
    "en": {
        "faster": "{label}: the rest of the year must go faster than what is gone",
        "said": "{label}: the rest of the year must go {factor} as fast as what is gone",
        "enough": "{label}: keeping the present pace is enough to reach the annual plan",
        "met": "{label}: the annual plan is reached",
        "alt": "Line chart. {label}: {achieved} when {gone} of the year is gone; annual plan {plan}.",
        "achieved": "so far {}",
        "plan": "annual plan {}",
        "gone": "{} of the year gone",
        "start": "start of the year",
        "end": "end of the year",
        "even": "even pace",
        "item": "Level",
        "value": "Value",
        "time": "Of the year gone",
        "row": "So far",
        "row_plan": "Annual plan",
        "factor": "Pace needed against so far",
        "rest": " The rest of the year must go {factor} as fast.",
    },
}


def trajectory(
    label: str,
    *,
    achieved: Reference,
    plan: Reference,
    year_gone: Reference,
    factor: Number | None = None,
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw the way from zero to what is achieved, and from there, dashed, to the plan at the year's end.

    A thin line shows an even pace; where the dashed line is the steeper one, the rest of the year must go faster.

    Parameters
    ----------
    label
        Name of the indicator.
    achieved, plan
        In one unit; both flows that start at zero with the year.
    year_gone
        Share of the year gone in %.
    factor
        Needed pace over pace so far, as a number to show where it must go faster.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where a value is missing, the plan is not above zero, or the year has not begun or is over.
    """
    values = (achieved.value, plan.value, year_gone.value)
    if not all(map(math.isfinite, values)) or plan.value <= 0 or achieved.value < 0 or not 0 < year_gone.value < 100:
        return None
    text = _TEXT[language]
    said = {"label": label, "achieved": achieved.shown.text, "gone": year_gone.shown.text, "plan": plan.shown.text}
    faster = factor if _is_behind(achieved, plan, year_gone) else None
    svg = drawn(lambda: _draw(achieved, plan, year_gone, faster, language))
    frame = pd.DataFrame(
        {
            "label": [text["row"], text["row_plan"]],
            "shown": [achieved.shown, plan.shown],
            "time": [year_gone.shown, None],
        }
    )
    return Items(frame).chart(
        title=title or _finding(label, achieved, plan, year_gone, faster, language),
        svg=svg,
        alt=text["alt"].format(**said) + (text["rest"].format(factor=faster.text) if faster else ""),
        columns={
            "label": Column(text["item"], align="text"),
            "shown": Column(text["value"]),
            "time": Column(text["time"]),
        },
        language=language,
        note=note,
        beside={text["factor"]: faster} if faster else {},
    )


def _finding(
    label: str, achieved: Reference, plan: Reference, gone: Reference, faster: Number | None, language: Language
) -> Sentence:
    late = "said" if faster else "faster"
    form = "met" if achieved.value >= plan.value else late if _is_behind(achieved, plan, gone) else "enough"
    return fill(_TEXT[language][form], label=label, factor=faster or "")


def _is_behind(achieved: Reference, plan: Reference, gone: Reference) -> bool:
    return achieved.value / plan.value < gone.value / 100


def _draw(achieved: Reference, plan: Reference, gone: Reference, faster: Number | None, language: Language) -> str:
    text, sheet = _TEXT[language], Sheet(_HEIGHT)
    across = Scale(0, 100, EDGE + 8, sheet_width() - EDGE - 8)
    upward = Scale(0, max(plan.value, achieved.value), _BASE, _TOP)
    x, y, x_end, y_plan = across(gone.value), upward(achieved.value), across(100), upward(plan.value)
    behind = y > _BASE + (y_plan - _BASE) * gone.value / 100
    sheet.line((across(0), _BASE), (x_end, _BASE))
    start = across(0), _BASE
    for one, other in (((start[0], y_plan), (x_end, y_plan)), (start, (x_end, y_plan)), ((x, y), (x, _BASE))):
        sheet.line(one, other, alpha=0.4, behind=True)
    axes = sheet.axes(across)
    way = pd.DataFrame({"time": [0.0, gone.value], "place": [_BASE, y]})
    sns.lineplot(way, x="time", y="place", estimator=None, color=ACCENT, linewidth=3, ax=axes)
    sheet.fix(axes, across)
    if achieved.value < plan.value:
        colour = WARNING if behind else ACCENT
        sheet.line((x, y), (x_end, y_plan), colour=colour, thickness=2.5, dashes=(3, 2), behind=True)
        if faster:
            _beside(sheet, ((x + x_end) / 2, (y + y_plan) / 2), 8, faster.text)
    dots(sheet, across, [gone.value, 100], [y, y_plan], [ACCENT, NEUTRAL], size=_DOT)
    _name_points(sheet, (x, y), (x_end, y_plan), text["achieved"].format(achieved.shown.text), plan, behind, text)
    _name_times(sheet, across, gone, text)
    return sheet.svg()


def _name_points(
    sheet: Sheet,
    point: tuple[float, float],
    end: tuple[float, float],
    achieved: str,
    plan: Reference,
    behind: bool,
    text: dict[str, str],
) -> None:
    """Name the point reached, the plan and the even pace, each on the side where no line runs."""
    sheet.text(end[0], end[1] - 16, text["plan"].format(plan.shown.text), align="right", bold=True)
    start = EDGE + 8
    if behind:
        _beside(sheet, point, 12.0, achieved)
        share = 0.3
        at = start + share * (end[0] - start), _BASE + share * (end[1] - _BASE)
        sheet.text(at[0] - 6, at[1] - 8, text["even"], align="right", size=SMALL, faded=True)
    else:
        wide = width(achieved, LABEL, bold=True)
        fits = start + wide <= point[0] - 10
        x, y = (point[0] - 10, point[1] - 12) if fits else (start + wide, point[1] - 28)
        sheet.text(x, y, achieved, align="right", bold=True)
        share = 0.75
        at = start + share * (end[0] - start), _BASE + share * (end[1] - _BASE)
        sheet.text(at[0] + 8, at[1] + 10, text["even"], size=SMALL, faded=True)


def _beside(sheet: Sheet, point: tuple[float, float], below: float, words: str) -> None:
    """Write to the right of a point and below it; to the left and above where the sheet or the year's line is near."""
    if point[0] + 10 + width(words, LABEL, bold=True) <= sheet_width() - EDGE and point[1] + below <= _BASE - 10:
        sheet.text(point[0] + 10, point[1] + below, words, bold=True)
    else:
        sheet.text(point[0] - 10, point[1] - 12, words, align="right", bold=True)


def _name_times(sheet: Sheet, across: Scale, gone: Reference, text: dict[str, str]) -> None:
    """Write under the line of time where the year begins and ends, and how much of it is gone."""
    words, y = text["gone"].format(gone.shown.text), _BASE + 14
    wide = width(words, SMALL, bold=True)
    left = min(max(across(gone.value) - wide / 2, EDGE), sheet_width() - EDGE - wide)
    sheet.text(left, y, words, size=SMALL, bold=True)
    if EDGE + width(text["start"], SMALL) + 8 < left:
        sheet.text(EDGE, y, text["start"], size=SMALL, faded=True)
    if left + wide + 8 < sheet_width() - EDGE - width(text["end"], SMALL):
        sheet.text(sheet_width() - EDGE, y, text["end"], align="right", size=SMALL, faded=True)
