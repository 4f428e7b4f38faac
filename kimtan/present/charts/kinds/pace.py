"""Pace: what was achieved a month so far, beside what each month that is left must bring to reach the plan."""

from __future__ import annotations

import math

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, items
from kimtan.present.charts.lettering import width, wrap
from kimtan.present.charts.marks import bars, broken_bar
from kimtan.present.charts.rows import EDGE, GAP
from kimtan.present.charts.theme import ACCENT, LABEL, LEADING, NEUTRAL, SMALL, WARNING, status_colour
from kimtan.present.charts.widths import drawn, sheet_width
from kimtan.present.prose import Sentence, fill

CUT = 8.0
"""A needed pace of more than this many times the pace so far is drawn broken off."""

_BAR = 13.0
_BETWEEN = 16.0
_TEXT = {
    "vi": {
        "title": "Cần tăng tốc nhiều nhất: {label} ({factor})",
        "unsaid": "Cần tăng tốc nhiều nhất: {label}",
        "enough": "Giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm",
        "title_one": "{label}: mỗi tháng còn lại cần {factor} mức bình quân tháng đã đạt",
        "unsaid_one": "{label}: các tháng còn lại phải nhanh hơn các tháng đã qua",
        "enough_one": "{label}: giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm",
        "alt": "Biểu đồ thanh, mức đã đạt bình quân và mức cần đạt bình quân mỗi tháng còn lại. {items}.",
        "so_far": "đã đạt {}",
        "needed": "cần {}",
        "factor": "cần so với đã đạt",
        "item": "Chỉ tiêu",
        "head_so_far": "Đã đạt bình quân tháng",
        "head_needed": "Cần đạt mỗi tháng còn lại",
        "head_factor": "Nhịp độ cần so với đã đạt",
        "head_status": "Tiến độ",
    },
    "en": {
        "title": "Must speed up most: {label} ({factor})",
        "unsaid": "Must speed up most: {label}",
        "enough": "Keeping the present pace is enough to reach the annual plan",
        "title_one": "{label}: each month left needs {factor} the monthly average so far",
        "unsaid_one": "{label}: the months left must go faster than those gone",
        "enough_one": "{label}: keeping the present pace is enough to reach the annual plan",
        "alt": "Bar chart, achieved a month so far and needed in each month left. {items}.",
        "so_far": "so far {}",
        "needed": "needed {}",
        "factor": "needed to achieved",
        "item": "Indicator",
        "head_so_far": "Achieved a month",
        "head_needed": "Needed in each month left",
        "head_factor": "Needed pace to pace so far",
        "head_status": "Schedule",
    },
}


def pace(
    frame: pd.DataFrame,
    *,
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw for each indicator the pace so far and the pace needed as two bars; the most pressing first.

    Every indicator's pace so far has the same length, whatever its unit: the bar under it shows how many times as fast
    it must go from now on.

    Parameters
    ----------
    frame
        One row per indicator: ``label``; ``value`` and ``shown``, achieved a month so far; ``needed`` and
        ``needed_shown``, needed in each month left (zero or less where the plan is reached); ``factor_shown``, the
        ratio as a number to show, if there is one; and ``status``, as in
        :func:`~kimtan.present.charts.kinds.completion.completion`, which then colours the pace needed.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where no indicator has both.
    """
    found = items(frame, floats=("value", "needed"), shown=("shown", "needed_shown"))
    if not found:
        return None
    found = found.ordered([-factor for factor in _factors(found)])
    text = _TEXT[language]
    pairs = zip(found.labels, found.texts(), found.texts("needed_shown"), found.texts("factor_shown"), strict=True)
    said = [
        f"{label}: {text['so_far'].format(so_far)}, {text['needed'].format(needed)}{f' ({factor})' if factor else ''}"
        for label, so_far, needed, factor in pairs
    ]
    columns = {
        "label": Column(text["item"], align="text"),
        "shown": Column(text["head_so_far"]),
        "needed_shown": Column(text["head_needed"]),
    }
    if found.has("factor_shown"):
        columns["factor_shown"] = Column(text["head_factor"])
    if found.has("status"):
        found = found.with_column("schedule", [words.status(status, language) for status in found.column("status")])
        columns["schedule"] = Column(text["head_status"], align="text")
        said = [f"{what} – {status}" for what, status in zip(said, found.column("schedule"), strict=True)]
    svg = drawn(lambda: _draw(found, language))
    return found.chart(
        title=title or _finding(found, language),
        svg=svg,
        alt=text["alt"].format(items=words.listed(said, language)),
        columns=columns,
        language=language,
        note=note,
    )


def _factors(found: Items) -> list[float]:
    """Needed pace over pace so far; infinite where nothing was achieved and something is needed."""
    return [
        max(needed, 0.0) / so_far if so_far > 0 else math.inf if needed > 0 else 0.0
        for so_far, needed in zip(found.floats(), found.floats("needed"), strict=True)
    ]


def _finding(found: Items, language: Language) -> Sentence:
    factor = found.numbers("factor_shown")[0]
    form = "enough" if _factors(found)[0] <= 1 else "title" if factor else "unsaid"
    form += "_one" if len(found) == 1 else ""
    return fill(_TEXT[language][form], label=found.labels[0], factor=factor)


def _draw(found: Items, language: Language) -> str:
    text, factors = _TEXT[language], _factors(found)
    so_far = [text["so_far"].format(shown) for shown in found.texts()]
    needed = [text["needed"].format(shown) for shown in found.texts("needed_shown")]
    ratios = found.texts("factor_shown")
    drawn = [min(factor, CUT) for factor in factors]
    longest = max(1.0, *drawn)
    rooms = [(1.0, width(words_, SMALL)) for words_ in so_far]
    rooms += [(max(length, 0.1), width(words_, SMALL, bold=True)) for length, words_ in zip(drawn, needed, strict=True)]
    unit = min((sheet_width() - 2 * EDGE - GAP - taken) / length for length, taken in rooms)
    scale = Scale(0, longest, EDGE, EDGE + unit * longest)
    names = [
        wrap(label, LABEL, sheet_width() - 2 * EDGE - width(ratio, LABEL, bold=True) - GAP, bold=True)
        for label, ratio in zip(found.labels, ratios, strict=True)
    ]
    tops, bottom = [], 20.0 if any(ratios) else 2.0
    for lines in names:
        tops.append(bottom + len(lines) * LABEL * LEADING + 4)
        bottom = tops[-1] + 2 * _BETWEEN + 12
    sheet = Sheet(bottom - 8)
    if any(ratios):
        sheet.text(sheet_width() - EDGE, 9, text["factor"], align="right", size=SMALL, faded=True)
    starts = [[top + _BAR / 2, top + _BAR / 2 + _BETWEEN] for top in tops]
    colours = [ACCENT if factor <= 1 else WARNING for factor in factors]
    if found.has("status"):
        colours = [status_colour(status) for status in found.column("status")]
    lengths = [
        length
        for so_far_, factor in zip(found.floats(), factors, strict=True)
        for length in (1.0 if so_far_ > 0 else 0.0, factor if factor <= CUT else 0.0)
    ]
    bars(
        sheet,
        scale,
        lengths,
        [centre for pair in starts for centre in pair],
        [colour for needed_ in colours for colour in (NEUTRAL, needed_)],
        thickness=_BAR,
    )
    for place, (first, second) in enumerate(starts):
        sheet.text(EDGE, tops[place] - 4 - len(names[place]) * LABEL * LEADING / 2, names[place], bold=True)
        sheet.text(sheet_width() - EDGE, tops[place] - 4 - LABEL * LEADING / 2, ratios[place], align="right", bold=True)
        sheet.text(scale(lengths[2 * place]) + 6, first, so_far[place], size=SMALL)
        if factors[place] > CUT:
            broken_bar(sheet, scale(0), scale(CUT) - 5, second, colours[place], thickness=_BAR)
        end = scale(min(factors[place], CUT))
        sheet.text(end + 6, second, needed[place], size=SMALL, bold=True)
    return sheet.svg()
