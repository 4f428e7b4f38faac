"""The words around the content, such as *Contents* and *Table*, in the report's languages."""

from __future__ import annotations

from collections.abc import Mapping

from kimtan.languages import Bilingual, words_in

WORDS: Mapping[str, Bilingual] = {
    "as_of": Bilingual("Số liệu đến ngày", "Figures as of"),
    "bad": Bilingual("Cảnh báo", "Warning"),
    "batch": Bilingual("Các báo cáo đã lập", "Reports made"),
    "chart_data": Bilingual("số liệu", "data"),
    "close": Bilingual("Đóng", "Close"),
    "contents": Bilingual("Mục lục", "Contents"),
    "contradictions": Bilingual("Nhóm mâu thuẫn", "Groups of contradictions"),
    "corrected": Bilingual("đã sửa", "corrected"),
    "disputed": Bilingual("mâu thuẫn với số liệu khác", "in dispute with other figures"),
    "edition": Bilingual("Ấn bản", "Edition"),
    "evidence": Bilingual("Nguồn của số liệu", "Evidence of the figure"),
    "evidence_more": Bilingual("Xem trong phần minh chứng", "See it in the evidence"),
    "figure": Bilingual("Hình", "Figure"),
    "filter": Bilingual("Lọc bảng", "Filter the table"),
    "find": Bilingual("Tìm trong báo cáo", "Find in the report"),
    "found": Bilingual("Kết quả tìm", "What was found"),
    "found_first": Bilingual(", nêu {} chỗ đầu", ", the first {} are listed"),
    "found_none": Bilingual("Không tìm thấy.", "Nothing found."),
    "found_some": Bilingual("Số chỗ tìm thấy:", "Places found:"),
    "good": Bilingual("Đạt", "Reached"),
    "headline": Bilingual("Kết quả chính", "Main results"),
    "info": Bilingual("Thông tin", "Note"),
    "internal": Bilingual("Bản nội bộ", "Internal edition"),
    "marks_hint": Bilingual("Dấu bên cạnh con số:", "Marks beside a number:"),
    "missing": Bilingual("không có số liệu", "no figure"),
    "mark_more": Bilingual("Xem nội dung kiểm tra", "See what was checked"),
    "numbers_hint": Bilingual(
        "Mỗi con số gạch chân chấm dẫn tới nguồn và cách tính của nó.",
        "Every number with a dotted underline leads to its source and how it was computed.",
    ),
    "period": Bilingual("Kỳ báo cáo", "Period"),
    "public": Bilingual("Bản công khai", "Public edition"),
    "report": Bilingual("Báo cáo", "Report"),
    "skip": Bilingual("Tới nội dung báo cáo", "Skip to the report"),
    "state": Bilingual("Tình trạng", "State"),
    "state_done": Bilingual("đã lập", "made"),
    "state_failed": Bilingual("chưa lập được", "not made"),
    "state_partly": Bilingual("thiếu một phần", "a part is missing"),
    "suspicious": Bilingual("nghi vấn", "suspicious"),
    "table": Bilingual("Bảng", "Table"),
    "top": Bilingual("Về đầu trang", "Back to top"),
    "unit": Bilingual("Đơn vị", "Unit"),
    "warn": Bilingual("Lưu ý", "Attention"),
}


def words(language: str) -> dict[str, str]:
    """Give the words of a language; a language without words of its own reads English."""
    return words_in(WORDS, language)
