"""A figure's token held against its value: what was written in the source must read as what is stored.

Spreadsheets change such cells when they open and save a table; a problem names what they did.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING

from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.errors import Problems
from kimtan.figures import TOKEN, NumberTextError, is_same, read_vietnamese, written_range, written_values

if TYPE_CHECKING:
    from kimtan.data.observations import Observation
    from kimtan.data.units import Unit

_FALLS = re.compile(r"\b(?:giảm|âm)\b", re.IGNORECASE)
"""A word of a token that stands for a minus."""

_BELOW, _RISES = (re.compile(rf"\b{word}\b", re.IGNORECASE) for word in ("âm", "tăng"))
_LESS = re.compile(r"\bgiảm\b|^[-\N{MINUS SIGN}]\d", re.IGNORECASE)

_BEFORE_UNIT = "0123456789.,/- "
"""What a number is written with: behind it stands its unit, if it does."""

_MINUS = re.compile(r"[-\N{MINUS SIGN}]\d")
"""A number below zero; a dash with a blank behind it is the sign of a list."""

_MADE_A_DATE = re.compile(
    r"\d{1,2}[-/ ](?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|thg *\d+)[a-z.]*(?:[-/ ]\d{2,4})?"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|thg *\d+)[a-z.]*[-/ ]\d{1,4}"
    r"|\d{1,2}([-/])\d{1,2}\1\d{2,4}|\d{4}-\d{1,2}-\d{1,2}(?:[ T][\d:]+)?",
    re.IGNORECASE,
)
"""What a spreadsheet shows for a fraction that it took for a date: ``5-Sep``, ``05-Thg9``, ``05/09/2023``."""

_OF_THOUSANDS = 3
_ONE_GROUP = re.compile(r"\d{1,3}\.\d{3}")
"""What is left of ``552,054`` when a machine with decimal commas has opened and saved it."""

_MARKED = re.compile(r"[\d.,]+ ?%?")
"""A number alone, as spreadsheets take it for one."""


def check_token(
    record: Observation,
    place: str,
    indicator: Indicator | None,
    problems: Problems,
    units: Mapping[str, Unit],
) -> None:
    """Note a token that does not read as its value; a note explains the one difference that it names, and no other."""
    if seen := _other_sign(record) or _other_unit(record, units):
        remedy = "Correct the token, or the value and its unit."
        problems.add(f"{place} (as_written)", seen, remedy, "observations.as_written")
        return
    if _MADE_A_DATE.fullmatch(record.as_written):
        seen = f"'{record.as_written}' is a date, which spreadsheets make of fractions such as 5/9."
        remedy = "Write what the source says, and format the column as text before it is typed in a spreadsheet."
        problems.add(f"{place} (as_written)", seen, remedy, "observations.as_written")
        return
    if (ends := written_range(record.as_written)) is not None:
        _check_range(record, place, *ends, problems)
        return
    is_in_words = MEASURES[record.measure].is_signed_by_words or _FALLS.search(record.as_written)
    value = abs(record.value) if is_in_words else record.value
    if not is_in_words and _MINUS.match(record.as_written):
        value = -record.value
    try:
        readings = written_values(record.as_written)
    except NumberTextError as error:
        seen = error.seen
        readings = _without_blanks(record.as_written) if record.note_vi or record.note_en else []
    else:
        seen = f"'{record.as_written}' reads as {' or '.join(map(str, readings))}, but the value is {record.value}."
    is_named = any(is_same(abs(value), number) for number in _named(record))
    if is_named or any(is_same(value, reading) for reading in readings):
        if is_named or not _is_thousandfold(record, indicator):
            return
        seen = f"'{record.as_written}' reads as {record.value}, and this indicator is told with three decimals."
    if value >= 0 and _MARKED.fullmatch(record.as_written) and _digits(record.as_written) == _digits(str(value)):
        seen += " Only marks and zeros differ, as a spreadsheet leaves them that reads numbers in its own way."
    remedy = "Correct the value or the token, or name the value in a note that says why they differ."
    problems.add(f"{place} (as_written)", seen, remedy, "observations.as_written")


def _other_sign(record: Observation) -> str:
    """What is wrong where a token says itself that it rises or falls, and the value does the other; else nothing."""
    is_signed = MEASURES[record.measure].is_signed_by_words
    falls = _BELOW.search(record.as_written) or (is_signed and _LESS.search(record.as_written))
    rises = is_signed and _RISES.search(record.as_written)
    if (falls and not rises and record.value > 0) or (rises and not falls and record.value < 0):
        return f"'{record.as_written}' is {'below' if falls else 'above'} zero, but the value is {record.value}."
    return ""


def _other_unit(record: Observation, units: Mapping[str, Unit]) -> str:
    """What is wrong where a token ends with the name of another unit than the row's; else nothing.

    The first words of a name will do: ``5,3 tỷ`` of ``tỷ đồng``, ``52 triệu đồng`` of ``triệu đồng/người``.
    """
    own = units.get(record.unit)
    words = record.as_written.lstrip(_BEFORE_UNIT).strip().casefold()
    if own is None or not words:
        return ""
    begins = re.compile(rf"{re.escape(words)}(?!\w)", re.IGNORECASE)
    named = [unit for unit in units.values() if begins.match(unit.name_vi)]
    if not named or any((unit.dimension, unit.factor) == (own.dimension, own.factor) for unit in named):
        return ""
    return f"'{record.as_written}' is in {named[0].name_vi}, but the row's unit is {own.name_vi}."


def _check_range(record: Observation, place: str, low: Decimal, high: Decimal, problems: Problems) -> None:
    """Note a range whose value is not its middle, or whose precision is not its width."""
    if (abs(record.value), record.precision) != (middle := (low + high) / 2, high - low):
        seen = (
            f"'{record.as_written}' is a range, but the value is {record.value} and the precision {record.precision}."
        )
        remedy = (
            f"Write its middle, {middle.normalize():f}, as the value and its width, {high - low:f}, as the precision."
        )
        problems.add(f"{place} (as_written)", seen, remedy, "observations.range")


def _is_thousandfold(record: Observation, indicator: Indicator | None) -> bool:
    """Whether token and value may both be a thousand times what they were: 552,054 taken for thousands by a machine."""
    return bool(
        indicator
        and indicator.decimals >= _OF_THOUSANDS
        and record.unit == indicator.unit
        and _ONE_GROUP.fullmatch(record.as_written)
    )


def _digits(text: str) -> str:
    """The digits of a number without marks and without zeros at either end."""
    return re.sub(r"\D", "", text).strip("0")


def _without_blanks(as_written: str) -> list[Decimal]:
    """How a token reads when stray blanks are taken out of its number: ``35. 126``; nothing where it still does not."""
    try:
        return written_values("".join(as_written.split()))
    except NumberTextError:
        return []


def _named(record: Observation) -> list[Decimal]:
    """The numbers that a note names, as either language writes them."""
    as_vietnamese = str.maketrans(".,", ",.")
    tokens = TOKEN.findall(record.note_vi or "")
    tokens += [token.translate(as_vietnamese) for token in TOKEN.findall(record.note_en or "")]
    numbers = []
    for token in tokens:
        with suppress(NumberTextError):
            numbers.append(read_vietnamese(token))
    return numbers
