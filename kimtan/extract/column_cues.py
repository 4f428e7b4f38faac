"""Words in the heads of a table's columns, by what they say of the numbers below them."""

from __future__ import annotations

import re

from kimtan.extract.cues import LAST_WORDS, PLAN_WORDS

_AREA = r"DT\s(?:thu\s+hoạch|gieo|trồng|nuôi|canh|tưới|cho\s+thu|rừng|đất)|DT\s?\((?:ha|m2|m²|km2|km²)\)"
"""``DT`` is an area as well as a budget."""

PLAN = re.compile(
    rf"(?<!\w)(?!{_AREA})(?:{PLAN_WORDS}|KHV|(?<!đã\s)giao(?!\s+(?:dịch|thông|lưu|ban|nhận|đất|quân|hữu|tiếp)))(?!\w)",
    re.IGNORECASE,
)

AHEAD = re.compile(
    r"(?<!\w)phấn\s+đấu(?!\w)|(?<!\w)(?:KH|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|nhiệm\s+vụ|dự\s+kiến)(?!\w)[^()]{0,30}"
    r"(?:(?:năm(?:\s+học)?|quý|tháng|kỳ)\s+(?:sau|tới|tiếp\s+theo)|tháng\s+(?:cuối\s+năm|còn\s+lại))(?!\w)",
    re.IGNORECASE,
)
"""What is to be reached after the period."""

LAST = re.compile(rf"(?<!\w)(?:{LAST_WORDS})(?!\w)", re.IGNORECASE)

ACTUAL = re.compile(r"(?<!\w)(?:thực\s+hiện|TH|ước(?:\s+TH)?|kết\s+quả|đạt\s+được|báo\s+cáo)(?!\w)", re.IGNORECASE)

RATIO = re.compile(
    r"%|(?<!\w)phần\s+trăm(?!\w)|(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|so\s+(?:với|sánh)|so|đạt|hoàn\s+thành|tốc\s+độ|chỉ\s+số)(?!\w)",
    re.IGNORECASE,
)

CHANGES = re.compile(
    r"(?<!\w)(?:tăng|(?<!miễn\s)(?<!miễn,\s)(?<!cắt\s)(?<!tinh\s)giảm(?!\s+nghèo))(?!\w)|\(?\+\s?[,/;]?\s?[-–]\)?|±",
    re.IGNORECASE,
)

_COMPLETION = r"(?:tỷ\s+lệ|tỉ\s+lệ|TL|đạt|hoàn\s+thành|giải\s+ngân|thực\s+hiện|TH|tiến\s+độ|so\s+sánh|được)"
ONLY_COMPLETION = re.compile(rf"{_COMPLETION}(?:\s+{_COMPLETION})*", re.IGNORECASE)
"""A head of nothing but words for how far a plan is met; ``Đạt sơ tuyển`` counts who did."""

SHARE = re.compile(r"(?<!\w)(?:tỷ\s+trọng|cơ\s+cấu|(?:so\s+(?:với\s+)?|trên\s+)tổng)(?!\w)", re.IGNORECASE)

LEFT = re.compile(
    r"(?<!\w)(?:còn\s+(?:lại|phải|thiếu|tồn)|(?:đang|chưa)\s+(?:giải\s+quyết|xử\s+lý|xem\s+xét)|chưa\s+(?:đạt|hoàn\s+thành|thực\s+hiện|giải\s+ngân|thanh\s+toán|thu))(?!\w)",
    re.IGNORECASE,
)

YEAR_END = re.compile(
    r"(?<!\w)(?:ước\s+(?:TH\s+|thực\s+hiện\s+)?(?:cả\s+)?năm|cả\s+năm|ước[^()]{0,30}\sđến\s+(?:hết\s+|ngày\s+)?31/(?:12|0?1))(?!\w)",
    re.IGNORECASE,
)

COMPARES = re.compile(
    r"(?<!\w)(?:so(?:\s+(?:sánh|với))?|chênh\s+lệch|CL|tăng|giảm|đạt|hoàn\s+thành|tiến\s+độ)(?!\w)|\(?\+\s?[,/;]?\s?[-–]\)?|±",
    re.IGNORECASE,
)
"""A column that compares, whether in percent or by how much, which its head may leave to the reader."""

_DONE = (
    r"TH|[ƯU]TH|KQ|LK|ước(?:\s+TH|\s+thực\s+hiện)?|thực\s+hiện|kết\s+quả|lũy\s+kế|đạt|giải\s+ngân|T\d{1,2}|\d{1,2}\s?(?:T|tháng)(?:\s?(?:19|20)\d\d)?|"
    r"(?:19|20)\d\d"
)

QUOTIENT = re.compile(
    rf"(?<!\w)(?:{_DONE})(?!\w)[^/()]{{0,25}}/\s?[^/()]{{0,12}}"
    rf"(?:{PLAN_WORDS}|{LAST_WORDS}|T\d{{1,2}}|\d{{1,2}}\s?T\s?(?:19|20)\d\d)(?!\w)|"
    rf"(?<!\w)(?:TH|[ƯU]TH|KQ|ước|thực\s+hiện|kết\s+quả)\s?/\s?(?:năm\s+)?(?:19|20)\d\d(?!\d)|"
    rf"(?<!\w)(?:đạt|hoàn\s+thành|HT)\s+(?:{PLAN_WORDS})(?!\w)|(?<!\w)SS?\s?(?:V\s?)?CK(?!\w)",
    re.IGNORECASE,
)
"""Results divided by a plan or by those of another time: ``TH/KH``, ``6T 2023/6T 2022``, ``SVCK``."""

YEARS = re.compile(r"(?<![\d/])((?:19|20)\d\d)\s?/\s?((?:19|20)\d\d)(?![\d/])")
"""One year divided by another: ``2023/2022``."""

YEAR = re.compile(r"(?<!\d)(?<!31/1/)(?<!31/01/)((?:19|20)\d\d)(?!\d)")
"""A year that a head names; a budget's year is closed on 31 January of the next."""

SAYS_HOW = re.compile(
    rf"\d|%|(?<!\w)(?:{PLAN_WORDS}|{LAST_WORDS}|thực\s+hiện|TH|ước|kết\s+quả|so|tỷ\s+lệ|tỉ\s+lệ|tăng|giảm|trong\s+đó|chia\s+ra|"
    r"gồm|bao\s+gồm|năm|tháng|quý|kỳ|nội\s+dung|chỉ\s+tiêu|ghi\s+chú|giai\s+đoạn|tổng\s+số|số\s+liệu)(?!\w)",
    re.IGNORECASE,
)
"""Heads that say of when or how a figure is, not of what."""

RATE_HEAD = re.compile(
    r"\s*(?:đạt\s+)?(?:tỷ|tỉ)\s+(?:lệ|trọng)(?!\w)|\s*tốc\s+độ(?!\w)|\s*cơ\s+cấu(?!\w)", re.IGNORECASE
)
"""A row or a column of percentages, though nothing writes the sign."""

PERCENT_HEAD = re.compile(
    r"\s*(?:đạt\s+)?(?:tỷ|tỉ)\s+(?:lệ|trọng)(?!\w)|\s*(?:tốc\s+độ|cơ\s+cấu|tăng\s+trưởng|phần\s+trăm|TL)(?!\w)|"
    r"\s*mức(?:\s+độ)?\s+(?:hoàn\s+thành|đạt)(?!\w)|\s*chỉ\s+số\s*$",
    re.IGNORECASE,
)

UNITS_IN_HEAD = re.compile(r"\([^()]{1,40}\)")

TO_ANOTHER_TIME = re.compile(
    r"(?<!\w)so\s+(?:sánh\s+)?(?:với\s+)?(?:thời\s+điểm|tháng|quý|kỳ\s+trước|đầu\s+(?:năm|kỳ)|cuối\s+năm|T\d|31/12|0?1/0?1)",
    re.IGNORECASE,
)

POINTS = re.compile(r"điểm\s+(?:%|phần\s+trăm)", re.IGNORECASE)

GOAL = re.compile(r"(?<!\w)(?:mục\s+tiêu|phấn\s+đấu|dự\s+kiến)(?!\w)", re.IGNORECASE)

OF_GOALS = re.compile(
    r"(?:mục\s+tiêu|kế\s+hoạch|nhiệm\s+vụ|phương\s+hướng|dự\s+kiến)(?:\s+[^\W\d_]+){0,4}\s+năm\s+20\d\d",
    re.IGNORECASE,
)
"""What a title says is of goals: ``… năm 2024 và mục tiêu năm 2025``."""

OF_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)(?!\d|\s?[-–])", re.IGNORECASE)
