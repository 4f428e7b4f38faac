"""Sentences are put together without losing what a number is bound to."""

from __future__ import annotations

from kimtan.languages import lower_first
from kimtan.present.blocks import Number, Strong
from kimtan.present.prose import fill, join, sentence, tidy

NUMBER = Number("2,3%", "income.total:yoy_pct@report:L29")


def test_a_filled_template_keeps_the_number_as_a_piece_of_its_own() -> None:
    """Numbers stay numbers: only strings are made one."""
    assert fill("tăng {n} so với cùng kỳ", n=NUMBER) == ("tăng ", NUMBER, " so với cùng kỳ")


def test_a_slot_takes_words_a_piece_or_a_run() -> None:
    """What goes into a slot may be a string, one piece or several."""
    assert fill("{a}{b}{c}", a="x", b=Strong("y"), c=("z", NUMBER)) == ("x", Strong("y"), "z", NUMBER)


def test_joined_runs_have_a_last_separator_of_their_own() -> None:
    """The last of several is joined by 'and'."""
    assert join([("a",), ("b",), ("c",)], ", ", " và ") == ("a, b và c",)
    assert join([("a",)], ", ", " và ") == ("a",)
    assert join([]) == ()


def test_a_sentence_has_a_capital_and_one_full_stop() -> None:
    """Capital first, a full stop last unless something closes it already; Vietnamese capitals too."""
    assert sentence(("đạt ", NUMBER)) == ("Đạt ", NUMBER, ".")
    assert sentence(("Đạt.",)) == ("Đạt.",)
    assert sentence(()) == ()


def test_a_sentence_that_begins_with_a_number_keeps_it() -> None:
    """There is nothing to capitalise in a number."""
    assert sentence((NUMBER, " là tốc độ tăng")) == (NUMBER, " là tốc độ tăng.")


def test_names_lose_their_capital_inside_a_sentence_unless_they_are_abbreviations() -> None:
    """GDP stays GDP."""
    assert lower_first("Ước thực hiện") == "ước thực hiện"
    assert lower_first("GDP") == "GDP"
    assert lower_first("") == ""


def test_tidying_drops_empty_strings() -> None:
    """Nothing empty is left in a run."""
    assert tidy(["", "a", "", "b", NUMBER, ""]) == ("ab", NUMBER)
