"""Words that only a paged document needs, beside those of every page."""

from __future__ import annotations

from kimtan.present.page_terms import words

_WORDS = {
    "vi": {
        "charts": "Số liệu của các hình",
        "charts_hint": "Các trị số được vẽ trong từng hình, để tra cứu.",
        "data_at": "số liệu: trang {}",
        "marks_more": "Lý do ghi ở lề trang, ngang dòng có dấu.",
        "more": "{} ghi chú nữa: theo dấu cạnh con số.",
        "see_page": "Xem trang {}.",
        "numbers_lead": "Trong tệp này, mỗi con số là một liên kết dẫn tới nguồn và cách tính của nó.",
        "unknown": "Chữ mà phông không có được in bằng mã, ví dụ ⟨U+4E2D⟩.",
    },
    "en": {
        "charts": "Data of the figures",
        "charts_hint": "The values that each figure draws, to look them up.",
        "data_at": "data: page {}",
        "marks_more": "The reason stands in the margin, beside the line with the mark.",
        "more": "{} more notes: follow the marks beside the numbers.",
        "see_page": "See page {}.",
        "numbers_lead": "In this file every number is a link to its source and to how it was computed.",
        "unknown": "Letters that the fonts lack are printed as codes, such as ⟨U+4E2D⟩.",
    },
}


def words_of(language: str) -> dict[str, str]:
    """The words of a language; a language without words of its own reads English."""
    return words(language) | _WORDS.get(language, _WORDS["en"])
