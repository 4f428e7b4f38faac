"""The words around the content, such as *Contents* and *Table*, in the report's languages."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "as_of": "Số liệu đến ngày",
        "bad": "Cảnh báo",
        "chart_data": "số liệu",
        "contents": "Mục lục",
        "edition": "Ấn bản",
        "figure": "Hình",
        "find": "Tìm trong báo cáo",
        "found": "Kết quả tìm",
        "found_none": "Không tìm thấy.",
        "found_some": "Số chỗ tìm thấy:",
        "good": "Đạt",
        "info": "Thông tin",
        "internal": "Bản nội bộ",
        "missing": "không có số liệu",
        "numbers_hint": "Mỗi con số gạch chân chấm dẫn tới nguồn và cách tính của nó.",
        "period": "Kỳ báo cáo",
        "public": "Bản công khai",
        "report": "Báo cáo",
        "skip": "Tới nội dung báo cáo",
        "table": "Bảng",
        "top": "Về đầu trang",
        "unit": "Đơn vị",
        "warn": "Lưu ý",
    },
    "en": {
        "as_of": "Figures as of",
        "bad": "Warning",
        "chart_data": "data",
        "contents": "Contents",
        "edition": "Edition",
        "figure": "Figure",
        "find": "Find in the report",
        "found": "What was found",
        "found_none": "Nothing found.",
        "found_some": "Places found:",
        "good": "Reached",
        "info": "Note",
        "internal": "Internal edition",
        "missing": "no figure",
        "numbers_hint": "Every number with a dotted underline leads to its source and how it was computed.",
        "period": "Period",
        "public": "Public edition",
        "report": "Report",
        "skip": "Skip to the report",
        "table": "Table",
        "top": "Back to top",
        "unit": "Unit",
        "warn": "Attention",
    },
}


def words(language: str) -> dict[str, str]:
    """Give the words of a language; a language without words of its own reads English."""
    return WORDS.get(language, WORDS["en"])
