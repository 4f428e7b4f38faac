"""Words that only a paged document needs, beside those of every page."""

from __future__ import annotations

from collections.abc import Mapping

from kimtan.languages import Bilingual, words_in
from kimtan.present.page_terms import words

_WORDS: Mapping[str, Bilingual] = {
    "companion": Bilingual("Phần tra cứu", "Reference part"),
    "holds_audit": Bilingual("đối chiếu số liệu", "the audit of the figures"),
    "holds_evidence": Bilingual("nguồn và cách tính của từng số liệu", "where each figure comes from"),
    "holds_charts": Bilingual("số liệu của các hình", "the data of the charts"),
    "charts": Bilingual("Số liệu của các hình", "Data of the figures"),
    "charts_hint": Bilingual(
        "Các trị số được vẽ trong từng hình, để tra cứu.", "The values that each figure draws, to look them up."
    ),
    "on_screen": Bilingual("Bảng chi tiết: xem bản HTML.", "The table in full: see the HTML edition."),
    "data_at": Bilingual("số liệu: trang {}", "data: page {}"),
    "marks_more": Bilingual(
        "Lý do ghi ở lề trang, nơi dấu xuất hiện lần đầu trong mỗi chương.",
        "The reason stands in the margin where the mark first occurs in a chapter.",
    ),
    "more": Bilingual("{} ghi chú nữa: theo dấu cạnh con số.", "{} more notes: follow the marks beside the numbers."),
    "see_page": Bilingual("Xem trang {}.", "See page {}."),
    "numbers_lead": Bilingual(
        "Trong tệp này, mỗi con số là một liên kết dẫn tới nguồn và cách tính của nó.",
        "In this file every number is a link to its source and to how it was computed.",
    ),
    "unknown": Bilingual(
        "Chữ mà phông không có được in bằng mã, ví dụ ⟨U+4E2D⟩.",
        "Letters that the fonts lack are printed as codes, such as ⟨U+4E2D⟩.",
    ),
}


def words_of(language: str) -> dict[str, str]:
    """The words of a language; a language without words of its own reads English."""
    return words(language) | words_in(_WORDS, language)
