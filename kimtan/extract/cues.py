"""Words of reports that say what a number states: verbs, what is compared with what, tasks and plans.

Every pattern is linear: repeated parts are bounded, and none begins with what may go before it.
"""

from __future__ import annotations

import re

_WHOSE = (
    r"(?:\s+(?:năm|trước|ngoái|tỉnh|huyện|xã|thị|trấn|phường|thành|phố|trung|ương|cả|giao|đề|ra|được|HĐND|UBND|của|đã|quận|"
    r"nghị|quyết|pháp|lệnh|đầu|đặt|theo|phê|duyệt|cấp|trên|Đảng|ủy|đại|hội|vốn|chung|toàn|kỳ|thu|chi|tháng|quý|xây|dựng|"
    r"phấn|đấu|bộ|sở|tài|chính|Thủ|tướng|Chính|phủ|Tổng|cục|ngành|\d{1,2}(?=\s+tháng)|(?:19|20)\d\d)(?!\w)){0,9}"
)
PLAN_WORDS = r"kế\s+ho[ạa]ch|KH|dự\s+toán|DT|(?<!có\s)mục\s+tiêu|chỉ\s+tiêu(?:\s+(?:kế\s+hoạch|nghị\s+quyết|giao))?|nghị\s+quyết|NQ|định\s+mức|(?<=với\s)(?:HĐND|UBND|(?:thành\s+phố|thị\s+xã|tỉnh|huyện|quận|cấp\s+trên|trung\s+ương))(?=(?:\s+[^\W\d]+){0,3}\s+giao(?!\w))"
IS_PLAN = re.compile(rf"(?:{PLAN_WORDS})(?!\w)", re.IGNORECASE)
_SEASON = r"(?:vụ|mùa|niên\s+vụ|năm\s+học|quý|tháng(?!\s+12))"
_CROP_SEASON = (
    r"vụ\s+(?:(?:lúa|ngô|rau|màu)\s+)?(?:đông|xuân|hè|thu|mùa|chiêm|hè\s+thu|thu\s+đông|đông\s+xuân|chiêm\s+xuân)"
)
LAST_WORDS = (
    rf"{_CROP_SEASON}\s+trước|{_SEASON}(?:\s+(?!năm)\w+){{0,3}}\s+năm\s+(?:trước|ngoái)|năm\s+học\s+trước|"
    r"SVCK|SCK|(?:tháng|quý)\s+cùng\s+k[ỳì]|cùng\s+k[ỳì]|CK|cùng\s+thời\s+điểm\s+năm|Tết(?:\s+Nguyên\s+đán)?\s+năm\s+(?:trước|ngoái)|cùng\s+tháng|(?<!các\s)(?<!những\s)năm\s+trước|năm\s+ngoái"
)
_OTHER_WORDS = (
    r"(?:vụ|mùa|niên\s+vụ)(?:\s+(?!năm)[^\W\d]+){0,3}\s+năm\s+(?:19|20)\d\d|"
    r"ước\s+(?:thực\s+hiện|TH)|\d{1,2}\s+tháng\s+cuối\s+năm(?:\s+(?:19|20)\d\d)?(?!\w)|\d{1,2}\s+tháng\s+(?:đầu|cuối)\s+năm(?!\s+(?:trước|ngoái|(?:19|20)))|tháng\s+trước|quý\s+trước|kỳ\s+trước|đầu\s+năm|cuối\s+năm|đầu\s+nhiệm\s+kỳ|đầu\s+kỳ|giai\s+đoạn|nhiệm\s+kỳ\s+trước|"
    r"tháng\s+\d{1,2}(?:/(?:19|20)\d\d)?|quý\s+[IV\d]+(?:\s?/\s?(?:19|20)\d\d)?|năm\s+(?:19|20)\d\d|thời\s+điểm|(?<=so\svới\s)(?:19|20)\d\d(?![.,]\d)|(?:(?<=với\s)|(?<=so\s))\d{1,2}/\d{1,2}/(?:19|20)\d\d|ngày\s+\d{1,2}/\d{1,2}"
)
BASE = re.compile(
    rf"(?:(?P<so>so\s*(?:với|sánh\s+với)?|của|theo|trên|mức|hơn)\s+(?:mức\s+|thực\s+hiện\s+|bình\s+quân\s+)?)?(?:(?P<plan>{PLAN_WORDS})|(?P<last>{LAST_WORDS}|\d{{1,2}}\s+tháng(?:\s+đầu)?(?:\s+năm)?\s+(?:19|20)\d\d)|(?P<other>{_OTHER_WORDS}))"
    rf"(?!\w){_WHOSE}",
    re.IGNORECASE,
)


def compares(base: re.Match[str]) -> bool:
    """Whether a base is what something is compared with: ``so với cùng kỳ``, not a level of its own."""
    return bool(base["so"]) or (base["last"] or "").upper() == "SVCK"


COMPARED = re.compile(r"so\s+(?:với|sánh\s+với)\s+[^,;.:()\d]{1,60}", re.IGNORECASE)
"""A comparison with anything; what is no known base is another one."""

UP = r"(?!(?<=vốn\s)tăng\s+thêm)(?!(?<=nhập\s)tăng\s+thêm)(?!(?<=làm\s)tăng\s+thêm)(?<!trị\sgia\s)(?<!điều\schỉnh\s)tăng(?!\s+(?:cường|mới(?!\w)))(?:\s+(?:thêm|lên|trưởng|cao|mạnh|nhẹ|khá|bình\s+quân)){0,2}|cao\s+hơn|nhiều\s+hơn|(?<!đạt\svà\s)vượt(?!\s+(?:khó|lên|qua))(?:\s+mức)?|lớn\s+hơn"
DOWN = r"(?<!điều\schỉnh\s)(?<!cắt\s)(?<!miễn\s)(?<!tinh\s)(?<!miễn\s)(?<!miễn,\s)giảm(?!\s+(?:nghèo|trừ|khấu\s+trừ|lỗ|phát\s+thải)(?!\w))(?:\s+(?:xuống|còn|mạnh|nhẹ|bình\s+quân)){0,2}|thấp\s+hơn|ít\s+hơn|hụt|rút\s+ngắn|không\s+đạt(?!\s+(?:lần|yêu|chuẩn|quy|chất|điều|loại))"
_EQUAL = r"=|bằng|tương\s+đương|tương\s+ứng"
_REACH = r"(?:ước\s+)?(?:đạt|hoàn\s+thành|thực\s+hiện)(?:\s+(?:được|tỷ\s+lệ|tỉ\s+lệ|trên|tới|mức)){0,2}|ước"
_SHARE = (
    r"(?<!lấn\s)chiếm(?!\s+(?:đoạt|dụng|giữ|hữu))(?:\s+(?:tỷ\s+trọng|tỷ\s+lệ|tỉ\s+lệ|khoảng|trên))?|tỷ\s+trọng|cơ\s+cấu"
)
_RATE = r"(?:với\s+|đạt\s+)?(?:tỷ|tỉ)\s+lệ"
_LEFT = r"còn\s+lại|còn\s+phải|còn\s+thiếu|phần\s+còn\s+lại"
VERBS = re.compile(
    rf"(?<!\w)(?:(?P<up>{UP})|(?P<down>{DOWN})|(?P<left>{_LEFT})|(?P<share>{_SHARE})|(?P<equal>{_EQUAL})|(?P<reach>{_REACH})|(?P<rate>{_RATE}))(?!\w)",
    re.IGNORECASE,
)
AVERAGE_WORDS = r"bình\s+quân|mặt\s+bằng|trung\s+bình|cả\s+nước|toàn\s+(?:tỉnh|quốc)"
"""What is compared with that others have on average."""
PLANNED = re.compile(
    rf"(?<!\w)(?:{PLAN_WORDS})(?!\w){_WHOSE}(?:\s*(?:là|:|=|đạt|giao|từ|khoảng|trên)){{0,2}}\s*\(?$", re.IGNORECASE
)
"""A plan whose level follows: ``kế hoạch giao 120 ha``, ``(KH: 35 ha)``."""
EXCEEDS = re.compile(rf"(?<!\w)vượt\s+(?:mức\s+)?(?P<plan>(?:{PLAN_WORDS})(?!\w){_WHOSE})\s*(?:là\s*)?$", re.IGNORECASE)
"""How far over a plan: ``vượt mục tiêu Nghị quyết 0,36%``."""
OVER = re.compile(r"(?<!\w)(?:vượt|hụt)\s*(?:trên|hơn|gần|khoảng)?\s*$", re.IGNORECASE)
"""How far over or below what was planned, which is not named: ``vượt 5%``, ``hụt 3,5%``."""
LEVELS_OF_LAST_YEAR = re.compile(r"(?:tương\s+ứng|lần\s+lượt)(?:\s+(?:là|đạt))?(?!\w)", re.IGNORECASE)
"""Levels of last year in turn: ``(cùng kỳ tương ứng là 22,5%; 38,9%)``."""
OF_LAST_YEAR = re.compile(
    rf"\(\s*(?:(?:cơ\s+cấu|tỷ\s+trọng|tỷ\s+lệ)(?:\s+tương\s+ứng)?\s+(?:của\s+)?)?(?:{LAST_WORDS})(?!\w)[^()]*$",
    re.IGNORECASE,
)
"""An open bracket that speaks of last year."""
LAST_LEVEL = re.compile(
    rf"(?<!\w)(?:{LAST_WORDS}|năm\s+(?:19|20)\d\d)(?!\w){_WHOSE}(?:\s*(?:là|:|=|đạt|có|ghi\s+nhận|phát\s+hiện|chỉ|ước|thực\s+hiện|xảy\s+ra|được|khoảng)){{0,3}}\s*\(?$",
    re.IGNORECASE,
)
"""Last year's level follows: ``(cùng kỳ năm 2022: 12,4 tỷ)``."""
SO_BEFORE = re.compile(r"(?:so\s*(?:với|sánh\s+với)?|(?:cao|thấp|nhiều|ít|lớn)\s+hơn)\s*$", re.IGNORECASE)
ITSELF = re.compile(r"(?:tổng|theo|trong|của|vượt|trên)\s*$", re.IGNORECASE)
"""What before a plan says that it is the subject: ``tổng dự toán``."""

TO_LEVEL = re.compile(
    r"(?:giảm|tăng|nâng|hạ)\s+(?:xuống\s+còn|còn|lên|xuống)\s*(?:trên|gần|khoảng|hơn)?\s*$", re.IGNORECASE
)
"""A level that was reached by rising or falling: ``giảm còn 3,7%``."""
FROM = re.compile(
    r"(?:(?<!\w)(?:tăng|giảm|nâng|hạ|đưa)(?:\s+[^\W\d_]+){0,8}?\s+|,\s*)từ\s*(?:trên|gần|khoảng|hơn)?\s*$",
    re.IGNORECASE,
)
"""A level that something rises or falls from follows: ``giảm từ 28 hộ``."""
REACHES = re.compile(r"\s(?:lên|xuống|còn)\s*(?:còn|trên|gần|khoảng|hơn)?\s*$", re.IGNORECASE)
"""The level that it comes to follows: ``xuống còn 23 hộ``."""
TO_BEHIND = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:\s+(?:đầu|cuối|năm|(?:19|20)\d\d|nhiệm|cùng|kỳ|quý|tháng|học|trước|ngoái)){0,5},?\s+(?:(?:tăng|giảm|nâng)\s+)?(?:lên|xuống|còn|đến|tới)(?!\w)",
    re.IGNORECASE,
)
"""What leads from the one level to the other, behind it: ``từ 28 hộ xuống còn 23 hộ``."""

PLAN_HEAD = re.compile(
    r"[\W\d]*(?P<plan>(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán)(?:\s+(?:cả\s+)?năm(?:\s+(?:19|20)\d\d)?)?)\s+"
    r"(?!(?:và|đạt|thực|đã|được|của)(?!\w))(?:[^,;.:()\d]|(?:19|20)\d\d(?!\d)){3,80}$",
    re.IGNORECASE,
)
"""A sentence that opens with a plan and what it is of: ``Kế hoạch năm 2024 tạo việc làm cho 400 lao động``."""
_AHEAD = (
    r"[\W\d]*(?:phương\s+hướng|nhiệm\s+vụ|mục\s+tiêu)(?:\s+(?:trọng\s+tâm|chủ\s+yếu))?(?![^:]*đạt)[^:.;]{0,60}:|"
    r"[\W\d]*(?:trong\s+)?(?:(?:năm|quý|6\s+tháng|tháng)[^,;.]{0,30},\s*(?:(?:xã|phường|huyện|tỉnh|thành\s+phố|thị\s+xã|toàn\s+\w+|(?:đảng\s+bộ|đảng\s+ủy|HĐND|UBND)(?:\s+\w+)?)\s+)?)?(?:phấn\s+đấu(?!\s+của)|dự\s+kiến|"
    r"(?:giảm|tăng|duy\s+trì|giữ)\s+(?:ít\s+nhất|tối\s+thiểu))(?!\w)|"
    r"từ\s+nay\s+đến\s+(?:cuối|hết)\s+năm(?!\w)|(?:đẩy\s+)?kéo\s+giảm\s+(?:ít\s+nhất|tối\s+thiểu)|"
    r"(?:\d{1,2}\s)?[^:.;\d]{0,80}(?<!\w)(?<!sắm\s)(?<!nước\s)(?<!sạch\s)(?<!rừng\s)(?<!trồng\s)(?<!nuôi\s)tập\s+trung(?:\s+(?:thực\s+hiện|triển\s+khai|chỉ\s+đạo|hoàn\s+thành)(?:\s+(?:các\s+)?(?:chỉ\s+tiêu|nhiệm\s+vụ|mục\s+tiêu)(?:\s+sau)?)?)?:|"
    r"(?:về\s+)?kế\s+hoạch\s+(?:\d{1,2}\s+tháng|quý|tháng|năm)[^,;.]{0,30},\s[^,;.:]{0,30}phấn\s+đấu(?!\w)|"
    r"(?:trong\s+)?(?:thời\s+gian\s+tới|tháng\s+tới|quý\s+tới|(?:(?:những|các)\s+tháng|\d{1,2}\s+tháng)\s+(?:còn\s+lại|cuối\s+năm)|"
    r"quý\s+IV)[^,;.\d]{0,30},\s*(?:tiếp\s+tục|tập\s+trung|đẩy\s+mạnh|phấn\s+đấu)(?!\w)"
)
AHEAD = re.compile(_AHEAD, re.IGNORECASE)
"""A sentence that opens with what is striven for: all of it is ahead."""

AHEAD_OR_GOES_ON = re.compile(
    rf"{_AHEAD}|[\W\d]*tiếp\s+tục\s+(?!duy\s+trì|giữ)(?!(?:được|tăng|giảm|phát\s+triển|ổn\s+định|đạt)(?!\w))",
    re.IGNORECASE,
)
"""The same where no heading tells tasks from results: a sentence that opens with what is to be gone on with."""

ASSIGNED = re.compile(
    r"(?:^|[,;.:]\s)\s*(?:tổng\s+)?(?:kế\s+hoạch|dự\s+toán|vốn|kinh\s+phí)\s(?:[^,;.:()]{3,120}?\s)?"
    r"(?P<verb>(?:đã\s+)?(?:được\s+)?(?:giao|phân\s+bổ|phê\s+duyệt)(?:\s+cho\s+[^,;.:()\d]{2,30}?)?(?:\s+(?:là|năm|đầu|(?:19|20)\d\d)){0,4})\s*:?\s*$",
    re.IGNORECASE,
)
"""A plan with what it is of, and the verb that its level follows: ``Kế hoạch vốn năm 2024 được giao 5 tỷ``."""

GIVEN = re.compile(
    r"(?<!\w)được\s[^,;.:()\d]{0,40}?(?P<verb>giao\s+(?:kế\s+hoạch|chỉ\s+tiêu|nhiệm\s+vụ))\s[^,;.:()\d]{2,60}$",
    re.IGNORECASE,
)
"""A plan that somebody was given: ``huyện được giao kế hoạch trồng 470 ha rừng``."""

GIVEN_SO_MANY = re.compile(
    r"(?<!\w)(?:được(?:\s+(?:Trung\s+ương|Chính\s+phủ|Bộ|tỉnh|UBND|HĐND|thành\s+phố|huyện|cấp\s+trên)){0,2}|số(?:\s+lượng)?|tổng\s+vốn)\s+giao(?:\s+năm\s+(?:19|20)\d\d)?(?:\s*\([^()]{1,50}\))?(?:\s+là|\s*:)?\s*$|"
    r"(?<!\w)được\s+phân\s+bổ(?:\s+(?:là|tổng\s+số|trên|hơn|gần)){0,2}\s*$",
    re.IGNORECASE,
)
"""So much that somebody was given: ``UBND xã được giao 38 biên chế``, ``được phân bổ 12 tỷ đồng``."""

STRIVING = re.compile(
    r"(?<!\w)(?:phấn\s+đấu|tháng\s+(?:cuối\s+năm|còn\s+lại),?\s+(?:\w+\s+){0,2}(?:phải|cần)|(?<!có\s)mục\s+tiêu(?!\s+quốc)|(?<!vốn\s)(?<!phí\s)dự\s+kiến|chỉ\s+tiêu\s+đến|kế\s+hoạch\s+đến|đạt\s+mục\s+tiêu)(?!\w)",
    re.IGNORECASE,
)
YEARS_END = re.compile(
    r"(?<!\w)(?:(?:đến\s+|vào\s+)?(?:hết|(?<!tháng\s)cuối)\s+năm|cả\s+năm|đến\s+năm\s+(?:19|20)\d\d|ước\s+(?:thực\s+hiện\s+)?(?:cả\s+)?năm)(?!\w)",
    re.IGNORECASE,
)
MORE = re.compile(r"(?<!\w)thêm(?!\w)", re.IGNORECASE)
SO_FAR = re.compile(
    r"(?<!\w)(?:đến\s+nay|(?<!thực\s)(?<!phát\s)hiện(?:\s+(?:tại|nay|có|đã))?|đã|tính\s+đến|lũy\s+kế)(?!\w)",
    re.IGNORECASE,
)
IS_RATE = re.compile(
    r"(?:^|[\s,])(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+suất|tỉ\s+suất|tốc\s+độ|tỷ\s+trọng|chỉ\s+số|hệ\s+số|công\s+suất\s+(?:sử\s+dụng|phòng|buồng)|mức\s+(?:tăng|giảm|độ(?=\s+[^\W\d]))|độ\s+che\s+phủ|xác\s+suất|"
    r"lãi\s+suất|GRDP\s+tăng|gini)(?!\w)",
    re.IGNORECASE,
)
AMONG = re.compile(
    r"(?:trong\s+đó|trong\s+số\s+(?:đó|này|ấy)(?:\s+có)?|bao\s+gồm|(?<!\w)gồm(?:\s+có)?|cụ\s+thể(?:\s+như\s+sau)?|chia\s+ra|gồm\s+các|như\s+sau)\s*:?",
    re.IGNORECASE,
)
EXHAUSTIVE = re.compile(r"gồm|cụ\s+thể|chia\s+ra|như\s+sau", re.IGNORECASE)
"""What announces all parts; ``trong đó`` may name some of them."""

OF_PLAN = re.compile(rf"/\s*\d[\d.,]*[^,;\d]{{0,25}}(?<!\w)(?:{PLAN_WORDS})(?!\w)", re.IGNORECASE)
"""A fraction whose second number is said to be the plan: 186,2 tỷ đồng/245 tỷ đồng kế hoạch."""
OF_ALL = re.compile(
    r"\s*(?:trên\s+|trong\s+|của\s+)?(?:vốn\s+đăng\s+ký|giá\s+trị\s+(?:hợp\s+đồng|gói\s+thầu)|tổng(?!\s+(?:mức|dự|kế))|số(?!\s+(?:kế|chỉ))|dân\s+số|người|hộ|diện\s+tích|doanh\s+thu(?!\s+(?:kế|cùng|năm))|vốn\s+góp|vốn\s+điều\s+lệ|dung\s+tích|nhu\s+cầu|chênh\s+lệch|thị\s+phần|hạn\s+mức|[^\W\d]+\s[^\W\d]+\s(?:trong\s+)?(?:đủ\s+điều\s+kiện|độ\s+tuổi)|(?:mức\s+)?bình\s+quân|toàn\s+(?:ngành|tỉnh|huyện|xã|quốc|vùng|phường|bộ))(?!\w)",
    re.IGNORECASE,
)
"""What a share is of, right behind it: ``đạt 98,7% số công dân đủ điều kiện``."""
OPEN_BRACKET = re.compile(r"\([^()]*\d[^()]*$")
"""A bracket with a number in it that is not closed yet."""
