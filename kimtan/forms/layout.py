"""What a form asks for: a sheet a section, a row an indicator, and a column for each of the customary measures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kimtan.data.dataset import Dataset
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES as STATED
from kimtan.data.territory import REBASED
from kimtan.errors import InputError, Problem
from kimtan.figures import Bound
from kimtan.reading.records import nearest

MEASURES: Mapping[str, str] = {"plan": "E", "last_year": "F", "actual": "G"}
"""The columns that are typed in, by measure."""

IDENTITY, NUMBER, NAME, UNIT, REMAINING, COMPLETION, GROWTH, NOTE, CHECK = "ABCDHIJKL"
"""All other columns: the indicator's identity (hidden), its number, its name and so on."""

HEADS: Mapping[str, str] = {
    IDENTITY: "Mã chỉ tiêu",
    NUMBER: "STT",
    NAME: "Chỉ tiêu",
    UNIT: "ĐVT",
    "E": "Kế hoạch năm",
    "F": "Thực hiện cùng kỳ",
    "G": "Ước thực hiện",
    REMAINING: "Còn lại",
    COMPLETION: "% so KH",
    GROWTH: "% so cùng kỳ",
    NOTE: "Ghi chú",
    CHECK: "Kiểm tra",
}

REBASED_HEAD = "Thực hiện cùng kỳ (địa giới mới)"
"""The head of last year's column where only figures of the new territory compare."""

COLUMN_KEYS: Mapping[str, str] = {
    IDENTITY: "indicator",
    NUMBER: "number",
    NAME: "name",
    UNIT: "unit",
    **{letter: measure for measure, letter in MEASURES.items()},
    REMAINING: "remaining",
    COMPLETION: "completion",
    GROWTH: "growth",
    NOTE: "note",
    CHECK: "check",
}
"""What a hidden row above the heads says of each column: a column that was moved or renamed is seen by it."""

FURTHER: Mapping[str, str] = {"yoy_pct": "M", "target": "N"}
"""Columns of further measures, by measure; a sheet has those that one of its indicators is asked for."""

BOUND = "O"
"""The column that says how the actual bounds the true value."""

FURTHER_HEADS: Mapping[str, str] = {"M": "Tăng, giảm (%)", "N": "Nhiệm vụ còn lại của năm", BOUND: "Mức"}

ALL_HEADS: Mapping[str, str] = {**HEADS, **FURTHER_HEADS}
"""The heads of all columns that a sheet can have."""

FURTHER_KEYS: Mapping[str, str] = {**{letter: measure for measure, letter in FURTHER.items()}, BOUND: "bound"}

BOUNDS: Mapping[Bound, str] = {"at_least": "hơn", "at_most": "dưới", "about": "khoảng"}
"""What is chosen in the column of bounds."""

_LONGEST = 31
"""The most letters that Excel allows in the name of a sheet."""

_JOINTS = (", ", " và ", " - ")
"""Where a title that is too long for a sheet is cut, if it can be; else between words."""

FIRST_ROW = 6
"""The row of a sheet's first indicator; above are title, period, the hidden keys and the heads."""

BLANKS = 5
"""Blank rows at the end of a sheet, for what the dictionary has not."""


class FormLine(NamedTuple):
    """One row.

    Parameters
    ----------
    indicator, row, number, depth
        What is asked for and where; its number in the sheet, and how deep it stands below its whole.
    parts
        Rows of the parts that it is the sum of; then nobody types it in.
    further
        Letters of the further columns in which it is asked for something.
    """

    indicator: Indicator
    row: int
    number: str
    depth: int
    parts: tuple[int, ...]
    further: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormSheet:
    """One section."""

    section: str
    title: str
    lines: tuple[FormLine, ...]

    @property
    def blanks(self) -> range:
        """Rows for new indicators."""
        first = FIRST_ROW + len(self.lines)
        return range(first, first + BLANKS)

    @property
    def further(self) -> tuple[str, ...]:
        """Letters of the further columns that the sheet has."""
        return tuple(letter for letter in FURTHER_HEADS if any(letter in line.further for line in self.lines))


def sheets(dataset: Dataset, sections: Collection[str] = ()) -> tuple[FormSheet, ...]:
    """The sheets of a period's form, in table order; of the named sections only, if any are named.

    Raises
    ------
    InputError
        There is no such section.
    """
    everything = dataset.complete.indicators
    known = list(dict.fromkeys(indicator.section for indicator in everything.values()))
    unknown = [name for name in sections if name not in known]
    if unknown:
        raise InputError(
            *(
                Problem("--section", f"There is no section '{name}'.", nearest(name, known), "form.section")
                for name in unknown
            )
        )
    further = _further(dataset)
    titles = _titles([dataset.sections[name].title("vi") for name in known])
    return tuple(
        _sheet(everything, name, title, further)
        for name, title in zip(known, titles, strict=True)
        if not sections or name in sections
    )


def _titles(titles: Iterable[str]) -> list[str]:
    """Names of sheets: titles without what Excel refuses, cut where they are too long, no two of them alike.

    >>> _titles(["Giáo dục", "Tài chính, tín dụng và phát triển doanh nghiệp", "Giáo dục"])
    ['Giáo dục', 'Tài chính, tín dụng', 'Giáo dục 2']
    """
    names: list[str] = []
    for title in titles:
        name = _cut(re.sub(r"[\\[\]:*?/']", " ", title), _LONGEST)
        alike = sum(earlier == name or earlier.rpartition(" ")[0] == name for earlier in names)
        names.append(f"{_cut(name, _LONGEST - 3)} {alike + 1}" if alike else name)
    return names


def _cut(title: str, longest: int) -> str:
    if len(title) <= longest:
        return title
    start = title[:longest]
    cuts = [start.rfind(joint) for joint in _JOINTS]
    return start[: max(cuts)] if max(cuts) > 0 else start.rpartition(" ")[0] or start


def basis(dataset: Dataset, measure: str) -> str | None:
    """The basis on which a form asks for a measure: the plan that counts, last year re-based after a merger."""
    if measure == "plan":
        return dataset.config.settings.plan_basis
    return REBASED if STATED[measure].level == "last_year" and dataset.broken is not None else None


def is_counted(dataset: Dataset, indicator: Indicator, measure: str = "actual") -> bool:
    """Whether what is stated of an indicator is a number of things, which is whole."""
    is_percent = STATED[measure].is_percent
    return dataset.complete.units[indicator.unit].exact and indicator.decimals == 0 and not is_percent


def slack(dataset: Dataset, whole: Indicator, parts: int) -> Decimal:
    """How far a whole may lie from the sum of so many parts when each of them is rounded by itself."""
    step = Decimal(0) if dataset.complete.units[whole.unit].exact else Decimal(1).scaleb(-whole.decimals)
    return Decimal(parts + 1) / 2 * step


def heads(dataset: Dataset) -> Mapping[str, str]:
    """The heads of a period's form by column."""
    return {**HEADS, MEASURES["last_year"]: REBASED_HEAD} if dataset.broken is not None else HEADS


def _further(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """The further columns in which an indicator is asked for something: what was stated of it once is asked again."""
    periods = (dataset, *dataset.others)
    rows = [row for period in periods for row in period.complete.observations]
    asked: dict[str, set[str]] = {}
    for row in rows:
        if row.measure in FURTHER and row.basis in (None, REBASED):
            asked.setdefault(row.indicator, set()).add(FURTHER[row.measure])
        if row.measure == "actual" and row.bound is not None:
            asked.setdefault(row.indicator, set()).add(BOUND)
    return {name: tuple(sorted(letters)) for name, letters in asked.items()}


def _sheet(
    everything: Mapping[str, Indicator], section: str, title: str, further: Mapping[str, tuple[str, ...]]
) -> FormSheet:
    own = {name: indicator for name, indicator in everything.items() if indicator.section == section}
    ordered: list[tuple[Indicator, str, int]] = []

    def place(indicator: Indicator, number: str, depth: int) -> None:
        ordered.append((indicator, number, depth))
        parts = [part for part in own.values() if part.part_of == indicator.indicator]
        for at, part in enumerate(parts, start=1):
            place(part, f"{number}.{at}", depth + 1)

    tops = [indicator for indicator in own.values() if indicator.part_of not in own]
    for at, indicator in enumerate(tops, start=1):
        place(indicator, str(at), 0)
    rows = {indicator.indicator: row for row, (indicator, _, _) in enumerate(ordered, start=FIRST_ROW)}
    lines = []
    for row, (indicator, number, depth) in enumerate(ordered, start=FIRST_ROW):
        asked = further.get(indicator.indicator, ())
        lines.append(FormLine(indicator, row, number, depth, _parts(indicator, everything, rows), asked))
    return FormSheet(section, title, tuple(lines))


def _parts(whole: Indicator, everything: Mapping[str, Indicator], rows: Mapping[str, int]) -> tuple[int, ...]:
    """Rows of the parts that add up to a whole: all of its only breakdown, in its own sheet and unit."""
    parts = [part for part in everything.values() if part.part_of == whole.indicator]
    is_sum = len({part.breakdown for part in parts}) == 1 and all(
        part.indicator in rows and part.unit == whole.unit for part in parts
    )
    return tuple(rows[part.indicator] for part in parts) if is_sum and len(parts) > 1 else ()
