"""What a cell shows is what is taken of it, or it is refused: nobody has seen more than that."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.forms.shown import NotShownError, number_in, shown_number

_ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (62.260000000000005, "#,##0.000", "62.26"),
        (62.260000000000005, "General", "62.26"),
        (140.2, "#,##0.000", "140.2"),
        (6, "#,##0.00", "6"),
        (1234.0000000000002, "#,##0", "1234"),
        (5.55e-17, "#,##0.000", "0"),
        (62.2604, "#,##0.000", "62.260"),
        (0.0625, "0.000", "0.063"),
        (98, '0"%"', "98"),
        (98.5, "0.0\\%", "98.5"),
        (12, '#,##0 "tỷ đồng"', "12"),
        (1234.5, _ACCOUNTING, "1234.5"),
        (7, "[Red]#,##0;[Blue]-#,##0", "7"),
        (7, "@", "7"),
        (0, "0.0", "0"),
        (0, "0.0;-0.0;0", "0"),
        (0, "#;-#;0;@", "0"),
        (0, "0;-0", "0"),
    ],
)
def test_what_a_cell_shows_is_taken(value: float, number_format: str, shown: str) -> None:
    """Noise of binary numbers goes, zeros at the end are nobody's, and a rounded number keeps the digits it shows."""
    assert str(shown_number(value, number_format, ("%", "tỷ đồng"))) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "code"),
    [
        (0.98, "0%", "form.percent"),
        (0.98, "0.0 %;-0.0 %", "form.percent"),
        (12, '0"%"', "form.format"),
        (12, '0" triệu đồng"', "form.format"),
        (12, '"9"0', "form.format"),
        (1200, "#,##0,", "form.format"),
        (12, "0.0E+00", "form.format"),
        (0.5, "# ?/?", "form.format"),
        (12, ";;;", "form.format"),
        (0, "#,###", "form.format"),
        (0, _ACCOUNTING, "form.format"),
        (12, "[>10]0;0", "form.format"),
        (12, "yyyy", "form.format"),
        (1e-9, "#,##0.000", "form.digits"),
        (1e-9, "General", "form.digits"),
        (62.2604711234567, "General", "form.digits"),
        (1e300, "General", "form.range"),
        (1e15, "#,##0", "form.range"),
        (float("nan"), "0", "form.range"),
        (float("inf"), "0", "form.range"),
    ],
)
def test_what_a_cell_does_not_show_is_refused(value: float, number_format: str, code: str) -> None:
    """Scaled, hidden, said in another unit, or too small or long for its format."""
    with pytest.raises(NotShownError) as error:
        shown_number(value, number_format, ("tỷ đồng",))
    assert error.value.code == code
    assert error.value.seen.endswith(".")
    assert error.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("value", "kind", "taken"),
    [("12", "s", "12"), (" 06 ", "s", "6"), ("", "s", None), ("  ", "s", None), (None, "n", None), (7, "n", "7")],
)
def test_a_whole_number_stored_as_text_is_that_number(value: Any, kind: str, taken: str | None) -> None:
    """Other programs store numbers so; digits alone can be read in one way only."""
    number = number_in(value, kind, "General", ())
    assert (None if number is None else str(number)) == taken


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        ("-", "s", "form.text"),
        ("x", "s", "form.text"),
        ("…", "s", "form.text"),
        ("47,421", "s", "form.text"),
        ("1234567890123456", "s", "form.text"),
        ("=1", "s", "form.formula"),
        (dt.time(1), "d", "form.date"),
        ("#REF!", "e", "form.value"),
        (True, "b", "form.value"),
        (-1, "n", "form.range"),
    ],
)
def test_what_is_no_number_is_refused(value: Any, kind: str, code: str) -> None:
    """A sign for nothing may be a zero or a blank: its owner says which."""
    with pytest.raises(NotShownError) as error:
        number_in(value, kind, "General", ())
    assert error.value.code == code


@given(value=st.decimals(min_value=0, max_value=10**7, places=3, allow_nan=False))
def test_any_figure_comes_back_as_it_was_typed(value: Decimal) -> None:
    """Through Excel's binary numbers, without the zeros that nobody can know of."""
    number = shown_number(float(value), "#,##0.000", ())
    assert number == value
    assert str(number) == f"{value.normalize():f}"


@pytest.mark.parametrize(
    ("value", "number_format", "is_taken"),
    [
        (-5, "0", True),
        (-5, "0;-0", True),
        (-5, "#,##0_ ;[Red]-#,##0 ", True),
        (-5, "0;[Red]0", True),
        (-5, "#,##0_);(#,##0)", True),
        (5, "#,##0_);(#,##0)", True),
        (-12, "+0;-0", True),
        (12, "+0;-0", True),
        (-5, "0;0", False),
        (-5, "0;[Blue]0", False),
        (-5, "+0", False),
        (0, "+0", True),
        (-5, "(0)", False),
        (5, "(0)", False),
        (5, "-0", False),
        (5, '0"-"', False),
        (0, "-0", False),
    ],
)
def test_the_sign_that_a_cell_shows_is_that_of_its_number(value: int, number_format: str, is_taken: bool) -> None:
    """A format can hide the sign of what is below zero, or put one before what is above: -5 shown as 5 was read -5."""
    if is_taken:
        assert number_in(value, "n", number_format, (), is_signed=True) == value
        return
    with pytest.raises(NotShownError) as caught:
        number_in(value, "n", number_format, (), is_signed=True)
    assert caught.value.code == "form.format"
