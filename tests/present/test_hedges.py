"""A paragraph that holds a disputed figure ends with a sentence that says so, once."""

from __future__ import annotations

import pytest

from kimtan.languages import Language
from kimtan.present.blocks import Number, plain
from kimtan.present.hedges import doubted, hedged, remark
from kimtan.present.marks import Mark

DISPUTED = Mark("disputed", "Mâu thuẫn.", "finding-a")
GROWTH = Number("9%", "income.trade:yoy_pct@report:L5", mark=DISPUTED)
SHARE = Number("51%", "income.trade:pct_of_plan@report:L4", mark=DISPUTED)
GIVEN = Number("2,2 điểm phần trăm", "income.trade:contribution", "phần ÷ tổng", ("x",), DISPUTED)
CERTAIN = Number("150,0 tỷ đồng", "income.trade:actual@report:L4")
SUSPICIOUS = Number("60%", "x:actual@report:L1", mark=Mark("suspicious", "Nghi vấn.", "finding-b"))

CLOSING: list[tuple[Language, list[Number], str]] = [
    ("vi", [GROWTH], "Số 9% nêu trên chưa thống nhất với số liệu khác của báo cáo, cần xác nhận lại."),
    (
        "vi",
        [GROWTH, SHARE],
        "Các số 9% và 51% nêu trên chưa thống nhất với số liệu khác của báo cáo, cần xác nhận lại.",
    ),
    ("vi", [GIVEN], "Số 2,2 điểm phần trăm nêu trên được tính từ số liệu chưa thống nhất, chỉ để tham khảo."),
    (
        "vi",
        [GIVEN, GROWTH],
        "Số 9% nêu trên chưa thống nhất với số liệu khác của báo cáo, cần xác nhận lại; số 2,2 điểm phần trăm được "
        "tính từ số liệu chưa thống nhất, chỉ để tham khảo.",
    ),
    (
        "en",
        [GROWTH],
        "The figure 9% above does not agree with other figures of the report and has yet to be confirmed.",
    ),
    (
        "en",
        [GROWTH, SHARE],
        "The figures 9% and 51% above do not agree with other figures of the report and have yet to be confirmed.",
    ),
]


@pytest.mark.parametrize(("language", "numbers", "closing"), CLOSING)
def test_the_closing_sentence_names_the_numbers(language: Language, numbers: list[Number], closing: str) -> None:
    """One or several, stated or computed from stated ones: each by its text, bound, without a second mark."""
    run = hedged(("Đạt ", *numbers, "."), language)
    assert plain(run).endswith(f". {closing}")
    named = [piece for piece in run if isinstance(piece, Number)][len(numbers) :]
    assert {number.ref for number in named} == {number.ref for number in numbers}
    assert all(number.mark is None for number in named)


def test_it_is_said_once() -> None:
    """Hedging what is hedged changes nothing, and the same number twice is named once."""
    once = hedged(("Tăng ", GROWTH, ", lại tăng ", GROWTH, "."), "vi")
    assert plain(once).count("nêu trên") == 1
    assert plain(once).count("Số 9%") == 1
    assert hedged(once, "vi") == once


def test_a_sentence_that_says_itself_that_its_numbers_disagree_needs_no_other() -> None:
    """Nor does the same number elsewhere in its paragraph."""
    said = doubted(("mức tăng ", GROWTH, " không khớp, cần đối chiếu lại."))
    assert hedged(said, "vi") == said
    assert plain(hedged(("Tăng ", GROWTH, ". ", *said), "vi")).count("9%") == 2


def test_what_is_certain_or_only_suspicious_is_left_as_it_is() -> None:
    """A suspicion carries its mark; only a contradiction is said in words."""
    run = ("Đạt ", CERTAIN, ", bằng ", SUSPICIOUS, ".")
    assert hedged(run, "vi") == run
    assert remark([CERTAIN, SUSPICIOUS], "vi") == ()
