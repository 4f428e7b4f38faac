"""Dates, years, periods and times of day, whose numbers are no figures."""

from __future__ import annotations

from kimtan.extract.refusal_reasons import CLOCK, DATE, NAME, PERIOD, YEAR
from kimtan.extract.span_kinds import SpanKind, kind

_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:ngày\s+)?(?:0?[1-9]|[12]\d|3[01])\s?[/.]\s?(?:0?[1-9]|1[0-2])(?![\d.,/]*\d)"
TIMES: tuple[SpanKind, ...] = (
    kind(rf"(?<![\d.,/])\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}(?!\d)", DATE, flags=0),
    kind(rf"ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+{_YEAR})?(?!\d)", DATE, needs="ngày"),
    kind(rf"(?<![\d.,/])\d{{1,2}}\s?[/-]\s?{_YEAR}(?![\d.,/])(?!\s?[/-]\s?[A-ZĐ])", DATE, flags=0),
    kind(
        r"(?<!ngắn\s)(?<!dài\s)(?<!hàng\s)(?<!hằng\s)(?:ngày|hôm)\s+(?:\d{1,2}(?:,\s|\s?(?:và|-|–|đến)\s?)(?:ngày\s+)?)?\d{1,2}(?:\s?[/-]\s?\d{1,2})?(?![\d.,]*\d)",
        DATE,
        needs="ngày|hôm",
    ),
    kind(
        rf"(?:từ\s+{_DAY}\s+(?:đến|tới)(?:\s+hết)?|từ|đến|hết|tới|trước|sau|thời\s+điểm)\s+{_DAY}(?=\s*(?:$|[,;:)–]|\.(?!\d)|"
        r"(?:đến|tới|đã|ước|là|toàn|các|có|xảy|lực|trên|tổng|và|được|đạt|giải|còn|đang)(?!\w)))",
        DATE,
    ),
    kind(r"(?:dịp|lễ|quốc\s+khánh)\s+(?:lễ\s+)?\d{1,2}/\d{1,2}(?![\d.,/])", DATE, needs="dịp|lễ|khánh"),
    kind(r"(?:lúa|lúa\s+nước|đất|ruộng|màu)\s+(?:một|1|01|2|02|3|03)\s+vụ(?!\w)", NAME, needs="vụ"),
    kind(
        r"(?<!\d\s)(?<!mỗi\s)(?<!một\s)(?<!hàng\s)(?<!hằng\s)tháng\s+(?:0?[1-9]|1[0-2])(?!\d)(?:(?:,\s|\s?(?:và|-|–)\s?)(?:tháng\s+)?\d{1,2}|[./-](?:19|20)\d\d)?(?![\d.,/]*\d)",
        DATE,
        needs="tháng",
    ),
    kind(
        r"(?:ngày|lễ|dịp|quốc tế|thiếu nhi|phụ nữ|kỷ niệm|mừng|nghỉ)[^\d;.]{0,50}\d{1,2}/\d{1,2}(?:\s?(?:,|và|-|–)\s?\d{1,2}/\d{1,2}){0,3}(?=\s*(?:$|[.,;:)(–]|-\s|và\s|đến\s|năm\s|đạt\s))",
        DATE,
        needs="/",
    ),
    kind(rf"(?<![\d.,/]){_YEAR}\s?[-–/]\s?{_YEAR}(?!\d)", YEAR, flags=0),
    kind(
        rf"(?:năm|niên độ|nhiệm kỳ|khóa|vụ|giai đoạn|thời kỳ|từ|đến|tới|cuối|đầu|hết|trước|sau|và)\s+{_YEAR}(?![\d.,]*\d)(?!\s?[%‰])",
        YEAR,
        needs="19|20",
    ),
    kind(r"(?<![\d.,])\d{1,2}\s+(?:tháng|quý)(?:\s+(?:đầu|cuối|năm|qua|còn lại))?(?!\w)", PERIOD, needs="tháng|quý"),
    kind(
        r"(?:kỷ niệm|chặng đường|lần thứ)\s+(?:lần\s+thứ\s+)?\d{1,3}(?:\s+năm)?(?!\w)",
        PERIOD,
        needs="kỷ niệm|chặng|lần thứ",
    ),
    kind(
        rf"(?<![\d.,])(?<!lượng\s)(?:\d{{1,3}}\s+(?:năm|tuần|ngày|phút)|\d{{1,2}}\s+giờ)(?!\w)(?!\s+(?:công|người|tù|{_YEAR}))",
        PERIOD,
        needs="năm|tuần|ngày|phút|giờ",
    ),
    kind(r"(?<![\d.,])\d{1,3}\s+năm(?!\w)", PERIOD, needs="năm"),
    kind(
        r"(?<![\d.,])24/(?:24|7)(?=\s*(?:giờ|h(?!\w)|$|[,;.)]))|(?<=trực\s)24/(?:24|7)(?!\d)|(?<![\d.,])(?<!lượng\s)\d{1,2}\s?(?:h|giờ)\s?\d{0,2}(?!\w)",
        CLOCK,
        flags=0,
    ),
)
