"""What one keystroke can have made of a figure is tried, the nearest first; nothing else is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kimtan.audit.repairs import keystrokes, readings
from tests.audit.test_confrontation import stated


def read(token: str, value: str, **cells: str) -> list[Decimal]:
    """The readings of a figure of which the source says ``token``."""
    return readings(stated("income.all:actual", value, as_written=token, **cells))


@pytest.mark.parametrize(
    ("token", "value", "repaired"),
    [
        ("51", "51", "61"),
        ("51", "51", "15"),
        ("324,799", "324.799", "342.799"),
        ("47,421", "47.421", "4.7421"),
        ("47,421", "47.421", "474.21"),
        ("9,5", "9.5", "95"),
        ("95", "95", "9.5"),
        ("110", "110", "10"),
        ("110", "110", "11"),
        ("10", "10", "110"),
        ("10", "10", "100"),
        ("9", "9", "93"),
        ("1.351", "1351", "1352"),
        ("1.351", "1351", "1351.0"),
    ],
)
def test_a_digit_or_a_mark_was_mistyped(token: str, value: str, repaired: str) -> None:
    """51 for 61, swapped digits, a comma moved or left out, a digit dropped, doubled or added."""
    found = read(token, value)
    assert (Decimal(repaired) in found) == (Decimal(repaired) != Decimal(value)), "a figure is no repair of itself"


@pytest.mark.parametrize("far", ["62", "16", "0", "5100", "5.01", "1"])
def test_two_keystrokes_are_not_one(far: str) -> None:
    """Of 51 neither 62 nor 16 is one slip away; 1 is, by dropping the other digit."""
    assert (Decimal(far) in read("51", "51")) == (far == "1")


def test_the_nearest_reading_comes_first() -> None:
    """50 and 52 before 53, and of two as near the smaller; each once."""
    found = read("51", "51")
    assert found[:4] == [Decimal(50), Decimal(52), Decimal(53), Decimal(54)]
    assert found == sorted(set(found), key=lambda value: (abs(value - 51), value))


def test_the_sign_stands_in_words_and_stays() -> None:
    """'giảm 1,9%' is −1,9: its repairs are negative, too."""
    found = read("1,9", "-1.9", unit="pct")
    assert Decimal("-1.8") in found
    assert all(value <= 0 for value in found)


@pytest.mark.parametrize(
    ("token", "value", "inside", "outside"),
    [("44/52", "44", "54", "53"), ("44/52", "52", "53", "54"), ("11.858/13.000", "11858", "11868", "13001")],
)
def test_of_two_numbers_in_a_token_the_figures_own_is_mended(token: str, value: str, inside: str, outside: str) -> None:
    """44/52 states two figures; a slip in one is none in the other."""
    found = read(token, value)
    assert Decimal(inside) in found
    assert (Decimal(outside) in found) == (value == "52" and outside == "54")


def test_a_leading_zero_is_a_digit_that_can_be_mistyped() -> None:
    """06 may have been 16 or 60; 05 is a five, and nobody writes 006."""
    found = read("06", "6")
    assert found[:2] == [Decimal(5), Decimal(7)]
    assert {Decimal(16), Decimal(60)} <= set(found)
    assert Decimal(6) not in found
    assert Decimal(61) not in found, "061"
    assert "061" in set(keystrokes("06"))
    assert Decimal(6) not in read("106", "106"), "neither 06 nor 006 where no zero stood in front"


@pytest.mark.parametrize(("token", "value"), [("khoảng mười", "10"), ("9.87,6", "9876"), ("51", "50"), ("3 4", "34")])
def test_a_token_that_does_not_read_as_the_value_has_no_repairs(token: str, value: str) -> None:
    """What is no number, or another one, is not guessed at."""
    assert read(token, value, note_vi="khác", note_en="differs") == []


def test_the_digits_of_a_repair_tell_how_precise_it_is() -> None:
    """5,1 out of 51 is known to a tenth; 9,50 out of 9,5 is the same number and no repair."""
    assert [str(value) for value in read("51", "51") if value == Decimal("5.1")] == ["5.1"]
    assert Decimal("9.50") not in read("9,5", "9.5")
