"""Figures keep how precisely they were written, and number text has one reading or none."""

from __future__ import annotations

import contextlib
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.figures import (
    TOKEN,
    Interval,
    NumberTextError,
    decimals_of,
    interval,
    number_text,
    parse,
    read_vietnamese,
    written_values,
)
from kimtan.languages import Language

decimals = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=4)
amounts = st.integers(min_value=0, max_value=10**15).flatmap(
    lambda digits: st.integers(min_value=0, max_value=6).map(lambda places: Decimal(digits).scaleb(-places))
)


# Stored values


@pytest.mark.parametrize(
    ("text", "digits"), [("62.260", 3), ("9", 0), ("9.0", 1), ("-1.9", 1), ("239020000", 0), ("007", 0)]
)
def test_a_stored_value_keeps_every_digit(text: str, digits: int) -> None:
    """9 and 9.0 differ in precision, so nothing written may be lost."""
    assert parse(text) == Decimal(text)
    assert decimals_of(parse(text)) == digits


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("24,023", "24.023"),
        ("1.112,25", "1112.25"),
        ("3.500.000", "3500000"),
        ("1,345.6", "1345.6"),
        ("1,234,567", "1234567"),
        ("9.87,6", "987.6"),
        ("1..2", "1.2"),
        ("12 tấn", ""),
        ("１２", ""),
        ("1e3", ""),
        ("+5", ""),
        (".5", ""),
        ("5.", ""),
        ("NaN", ""),
        ("1.5\n", ""),
    ],
)
def test_anything_else_is_refused_with_the_likeliest_reading(text: str, suggestion: str) -> None:
    """What is not written with a decimal point alone is never guessed; the message offers what may have been meant."""
    with pytest.raises(NumberTextError) as caught:
        parse(text)
    assert str(caught.value) == f"'{text}' is no number with a decimal point"
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize("text", ["", " ", "\t"])
def test_nothing_is_no_number(text: str) -> None:
    """A blank cell is no zero."""
    with pytest.raises(NumberTextError, match=r"^nothing is written$"):
        parse(text)


@given(decimals)
def test_a_stored_value_is_read_as_it_was_written(value: Decimal) -> None:
    """Reading inverts writing, digits included."""
    assert parse(f"{value:f}").as_tuple() == value.as_tuple()


# Vietnamese number text


@pytest.mark.parametrize(
    ("token", "value"),
    [("552,054", "552.054"), ("1.351", "1351"), ("06", "6"), ("0,8", "0.8"), ("239.020.000", "239020000"), ("7", "7")],
)
def test_vietnamese_numbers_have_a_decimal_comma_and_dots_between_thousands(token: str, value: str) -> None:
    """1.351 đàn is 1351, 24,023 tỷ is 24.023, and leading zeros are house style."""
    assert str(read_vietnamese(token)) == value


@pytest.mark.parametrize(
    ("token", "suggestion"),
    [
        ("1,345.6", "1345,6"),
        ("1,234,567", "1234567"),
        ("9.87,6", ""),
        ("1.35", "1,35"),
        ("1234.567", "1234,567"),
        ("1.2345", "1,2345"),
        ("-5", ""),
        ("5 %", ""),
    ],
)
def test_what_vietnamese_text_would_not_write_is_refused(token: str, suggestion: str) -> None:
    """Half of a thousand, or both signs the other way round: an error, with the English reading as a suggestion."""
    with pytest.raises(NumberTextError, match="as Vietnamese text writes it") as caught:
        read_vietnamese(token)
    assert caught.value.suggestion == suggestion


@given(amounts, st.booleans())
def test_reading_inverts_writing(value: Decimal, two_digits: bool) -> None:
    """Whatever number text the report writes in Vietnamese is read back with all its digits."""
    text = number_text(value, "vi", two_digits=two_digits)
    assert read_vietnamese(text).as_tuple() == value.as_tuple()
    assert TOKEN.findall(f"đạt {text}% kế hoạch") == [text]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("đạt 60,8% kế hoạch", ["60,8"]),
        ("phạt 3.500.000đ.", ["3.500.000"]),
        ("35.000m2 cây xanh", ["35.000"]),
        ("11.858/13.000 người", ["11.858", "13.000"]),
        ("tháng 6, năm 2023.", ["6", "2023"]),
        ("(1) quý II", ["1"]),
        ("KP2 và m2", []),
    ],
)
def test_a_token_is_a_number_that_is_no_part_of_a_word(text: str, tokens: list[str]) -> None:
    """Punctuation after a number does not belong to it, and digits inside words are no numbers."""
    assert TOKEN.findall(text) == tokens


@pytest.mark.parametrize(
    ("as_written", "values"),
    [("60,8%", ["60.8"]), ("44/52", ["44", "52"]), ("11.858/13.000 người", ["11858", "13000"]), ("06 cơ sở", ["6"])],
)
def test_a_written_token_states_one_value_or_the_two_of_a_fraction(as_written: str, values: list[str]) -> None:
    """A fraction states both of its numbers, so either may be the figure."""
    assert [str(value) for value in written_values(as_written)] == values


@pytest.mark.parametrize(
    ("as_written", "message"),
    [
        ("mười", "there is no number in 'mười'"),
        ("35. 126", "several numbers stand in '35. 126'"),
        ("1/2/3", "several numbers stand in '1/2/3'"),
        ("1.35", "'1.35' is no number as Vietnamese text writes it"),
    ],
)
def test_a_token_with_no_or_several_numbers_is_refused(as_written: str, message: str) -> None:
    """Which number is meant is never guessed."""
    with pytest.raises(NumberTextError) as caught:
        written_values(as_written)
    assert str(caught.value) == message


# Intervals


def test_a_figure_stands_for_all_that_rounds_to_it() -> None:
    """As many decimals as were written; a step or 'exact' where somebody knows better."""
    value = Decimal("60.8")
    assert interval(value) == Interval(Decimal("60.75"), Decimal("60.85"))
    assert interval(Decimal(20000), Decimal(1000)) == Interval(Decimal(19500), Decimal(20500))
    assert interval(value, "exact") == Interval(value, value)


def test_bounds_open_one_end_and_about_doubles_the_width() -> None:
    """'97% trở lên' has no upper end, 'dưới 8,11%' no lower one, 'khoảng 10' reaches a whole step either way."""
    assert interval(Decimal(97), bound="at_least") == Interval(Decimal(97), None)
    assert interval(Decimal("8.11"), bound="at_most") == Interval(None, Decimal("8.11"))
    assert interval(Decimal(10), bound="about") == Interval(Decimal(9), Decimal(11))


@pytest.mark.parametrize(("value", "low", "high"), [("1.9", "1.9", "2.0"), ("-1.9", "-2.0", "-1.9"), ("0", "0", "1")])
def test_truncated_figures_lie_away_from_zero(value: str, low: str, high: str) -> None:
    """Digits that were cut off made the figure smaller in size, whatever its sign."""
    assert interval(Decimal(value), rounding="truncated") == Interval(Decimal(low), Decimal(high))


@given(decimals, st.integers(min_value=0, max_value=3), st.sampled_from(["ROUND_HALF_UP", "ROUND_HALF_EVEN"]))
def test_a_rounded_figure_s_interval_holds_the_value_it_was_rounded_from(
    value: Decimal, places: int, mode: str
) -> None:
    """Whichever way halves go, the true value lies inside; ends included."""
    assert value in interval(value.quantize(Decimal(1).scaleb(-places), rounding=mode))


@given(decimals, st.integers(min_value=0, max_value=3))
def test_an_interval_holds_the_value_that_was_truncated(value: Decimal, places: int) -> None:
    """Cutting digits off leads into the interval, unless nothing but a zero without a sign is left."""
    cut = value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_DOWN")
    assert abs(value) in interval(abs(cut), rounding="truncated")
    assert cut == 0 or value in interval(cut, rounding="truncated")


def test_intervals_meet_when_they_share_a_value() -> None:
    """Touching ends count, and an open end reaches everything on its side."""
    low, high = Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3))
    far = Interval(Decimal(4), None)
    assert low.meets(high)
    assert high.meets(low)
    assert not far.meets(high)
    assert not high.meets(far)
    assert far.meets(Interval(None, Decimal(9)))
    assert Decimal(10**9) in far
    assert Decimal(3) not in far


# Writing


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (Decimal("1112.25"), "vi", "1.112,25"),
        (Decimal("1112.25"), "en", "1,112.25"),
        (Decimal("62.260"), "vi", "62,260"),
        (Decimal("-1.9"), "vi", "−1,9"),
        (Decimal("-0.0"), "vi", "0,0"),
        (239020000, "en", "239,020,000"),
        (0.1, "vi", "0,1"),
        (1e-07, "en", "0.0000001"),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(
    value: Decimal | float, language: Language, text: str
) -> None:
    """Decimal comma in Vietnamese, a true minus sign in both, and never a minus before zero or a power of ten."""
    assert number_text(value, language) == text


@pytest.mark.parametrize(
    ("value", "places", "text"), [("2.345", 2, "2,35"), ("-2.345", 2, "−2,35"), ("2", 1, "2,0"), ("-0.04", 1, "0,0")]
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, text: str) -> None:
    """As offices round; what rounds to nothing has no sign."""
    assert number_text(Decimal(value), "vi", decimals=places) == text


@pytest.mark.parametrize(("value", "text"), [(6, "06"), (-6, "−06"), (0, "0"), (10, "10"), (Decimal("6.5"), "6,5")])
def test_whole_numbers_under_ten_may_have_a_zero_before_them(value: Decimal | int, text: str) -> None:
    """House style of administrative prose; zero itself and decimals are written as they are."""
    assert number_text(value, "vi", two_digits=True) == text


def test_a_number_has_no_more_digits_than_any_figure() -> None:
    """Sums of longer ones would be rounded without a word, and some programs would show them with an exponent."""
    assert parse("9" * 20 + ".999") == Decimal("9" * 20 + ".999")
    with pytest.raises(NumberTextError, match="more digits than any figure"):
        parse("9" * 25)


@pytest.mark.parametrize("text", ["/" * 100_000, "1" + "/" * 100_000, "1" + " " * 100_000 + "2", "1/" * 50_000])
def test_a_token_of_any_length_is_read_in_a_moment(text: str) -> None:
    """Its length squared would be hours."""
    begin = time.perf_counter()
    with contextlib.suppress(NumberTextError):
        written_values(text)
    assert time.perf_counter() - begin < 1
