"""What a cell shows of the number in it: that is what its owner has seen, and what is taken, or it is refused.

A workbook holds binary numbers, and a format may hide digits of them, scale them or say something else beside them.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from kimtan.forms.typed import normal

LARGEST = Decimal(10) ** 15
"""Excel keeps fifteen digits: what is larger cannot have been typed exactly."""

_DIGITS = 15
_OF_GENERAL = 11
"""The most digits that Excel shows of a number in the format General."""

_NOISE = Decimal("1e-12")
"""Binary numbers that cancel leave less than this behind."""

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(.)', re.DOTALL)
_PLACES = re.compile(r"[#0?]*(?:,[#0?]+)*(?:\.([#0?]*))?")
_COLOURS = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|colour ?\d+)", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[\w,]*)?")


class NotShownError(ValueError):
    """What a cell shows is not the number in it; the remedy and the code say what to do."""

    def __init__(self, seen: str, remedy: str, code: str) -> None:
        self.seen, self.remedy, self.code = seen, remedy, code
        super().__init__(seen)


class _Section(NamedTuple):
    """One section of a format: places of digits, the words beside them, and whether it is set in red."""

    places: str
    words: str
    is_red: bool


def number_in(
    value: Any,
    kind: str,
    number_format: str,
    words: Collection[str],
    *,
    is_counted: bool = False,
    is_signed: bool = False,
) -> Decimal | None:
    """The number of a cell as it is shown; None where the cell is blank.

    Parameters
    ----------
    value, kind, number_format
        What openpyxl says of the cell.
    words, is_counted
        As for :func:`shown_number`.
    is_signed
        Whether it may be below zero, as growth is.

    Raises
    ------
    NotShownError
        For whatever is no number from zero up.
    """
    text = normal(value) if isinstance(value, str) else None
    if value is None or text == "":
        return None
    if kind == "f" or (text is not None and text.startswith("=")):
        raise NotShownError("There is a formula in an input cell.", "Type the figure itself.", "form.formula")
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        seen = f"Excel has made a date of what was typed ({value})."
        raise NotShownError(seen, "Set the cell to Number and type the figure again.", "form.date")
    if isinstance(value, bool) or kind == "e":
        raise NotShownError(f"{value} is no figure.", "Type the figure, or leave the cell blank.", "form.value")
    if text is not None:
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS:  # a number that is stored as text
            return Decimal(int(text))
        if not any(sign.isdigit() for sign in text):
            seen = f"'{text[:40]}' does not tell whether there is nothing, or nothing is known yet."
            raise NotShownError(seen, "Type 0 where there is nothing, and leave the cell blank otherwise.", "form.text")
        seen = f"'{text[:40]}' is text, and whether a mark in it is a decimal mark cannot be known."
        raise NotShownError(seen, "Type digits only, so that Excel sets them to the right.", "form.text")
    if not isinstance(value, int | float) or (value < 0 and not is_signed):
        raise NotShownError(f"{value} is not a figure from zero up.", "Correct it.", "form.range")
    return shown_number(value, number_format, words, is_counted=is_counted)


def shown_number(value: float, number_format: str, words: Collection[str], *, is_counted: bool = False) -> Decimal:
    """The number that a cell shows, without zeros at its end.

    Parameters
    ----------
    value
        What is in the cell.
    number_format
        The cell's format, as Excel writes it.
    words
        What a format may say beside the digits: the unit's name.
    is_counted
        Whether only whole numbers are right: such a number is not rounded, so that a fraction shows.

    Raises
    ------
    NotShownError
        When the cell shows nothing of it, scales it, or shows fewer digits than matter.

    Examples
    --------
    >>> shown_number(62.260000000000005, "#,##0.000", ()), shown_number(98, '0"%"', ("%",))
    (Decimal('62.26'), Decimal('98'))
    """
    if math.isnan(value) or abs(value) >= LARGEST:
        raise NotShownError(f"{value:g} is larger than any figure.", "Correct it.", "form.range")
    number = plain(Decimal(f"{value:.{_DIGITS}g}"))
    if abs(number) < _NOISE:
        number = Decimal(0)
    decimals = _decimals(number, number_format, words)
    if decimals is None:
        if len(number.normalize().as_tuple().digits) > _OF_GENERAL or (number and abs(number) < Decimal("1e-4")):
            seen = f"{number} is in the cell, which has no room for all its digits."
            raise NotShownError(seen, "Set it to Number, and type the figure again.", "form.digits")
        return number
    if is_counted or -int(number.as_tuple().exponent) <= decimals:
        return number
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if not rounded:
        seen = f"The cell shows {rounded}, and {number} is in it."
        raise NotShownError(seen, "Type the figure again, with the digits that are meant.", "form.digits")
    return rounded


def plain(number: Decimal) -> Decimal:
    """A number without an exponent and without zeros at its end.

    >>> plain(Decimal("1E+3")), plain(Decimal("140.200"))
    (Decimal('1000'), Decimal('140.2'))
    """
    return Decimal(f"{number.normalize():f}")


def _decimals(number: Decimal, number_format: str, words: Collection[str]) -> int | None:
    """How many decimals a format shows; None where that depends on the number alone."""
    sections = _sections(number_format)
    if len(sections) == 1 or number > 0:
        chosen = sections[0]
    elif number < 0:
        chosen = sections[1]
    else:
        chosen = sections[2] if len(sections) > 2 else sections[0]
    if chosen.strip().lower() in {"general", "@", "standard"}:
        return None
    section = _section(chosen)
    match = _PLACES.fullmatch(section.places)
    if match is None:
        raise _odd(number_format)
    decimals = len(match[1] or "")
    is_nothing = not number and "0" not in section.places
    if is_nothing or not section.places.strip(".,"):
        seen = f"The format '{number_format}' shows no digits of what is in the cell."
        raise NotShownError(seen, "Set the cell to Number.", "form.format")
    _check_sign(number, section, is_of_its_own=len(sections) > 1 and number < 0)
    beside = " ".join(section.words.split()).strip("()+- ").casefold()
    if beside and beside not in {word.casefold() for word in words}:
        seen = f"The cell shows '{section.words.strip()}' beside the figure, which is not its unit."
        raise NotShownError(seen, "Set it to Number, and type the figure in the unit of its row.", "form.format")
    return decimals


def _check_sign(number: Decimal, section: _Section, *, is_of_its_own: bool) -> None:
    """Refuse a cell that shows another sign than its number has.

    A section of its own for what is below zero shows no sign by itself: it writes a minus, brackets, or is red.
    """
    is_marked = "-" in section.words or {"(", ")"} <= set(section.words)
    if is_of_its_own and not is_marked and not section.is_red:
        seen = f"The cell shows {abs(number)}, and {number} is in it."
    elif is_marked and not is_of_its_own:
        seen = f"The cell shows {number} as if it were of the other sign."
    elif "+" in section.words and number < 0:
        seen = f"The cell shows a plus, and {number} is in it."
    else:
        return
    raise NotShownError(seen, "Set it to Number and look at the figure again.", "form.format")


def _odd(number_format: str) -> NotShownError:
    seen = f"The format '{number_format}' shows something else than the figure in the cell."
    return NotShownError(seen, "Set the cell to Number and look at the figure again.", "form.format")


def _sections(number_format: str) -> list[str]:
    """The sections of a format: for positive and negative numbers, for zero and for text."""
    sections = [""]
    for token in _TOKEN.finditer(number_format):
        if token[0] == ";":
            sections.append("")
        else:
            sections[-1] += token[0]
    return sections


def _section(text: str) -> _Section:
    places, words, is_red = "", "", False
    for token in _TOKEN.finditer(text):
        quoted, escaped, bracket, sign = token.groups()
        if quoted is not None or escaped is not None:
            words += quoted or escaped or ""
        elif bracket is not None:
            currency = _CURRENCY.fullmatch(bracket)
            if currency is None and not _COLOURS.fullmatch(bracket):
                raise _odd(text)
            words += currency[1] if currency else ""
            is_red = is_red or bracket.casefold() == "red"
        elif sign == "%":
            seen = "The cell is set to percent, which makes 0.98 of 98%."
            raise NotShownError(seen, "Set it to Number and type the figure again.", "form.percent")
        elif sign is None:
            words += " "  # room as wide as a letter, or filled with one
        elif sign in "#0?.,":
            places += sign
        elif sign in "()- +$₫đ€£" or sign.isspace():
            words += sign
        else:
            raise _odd(text)
    return _Section(places, words, is_red)
