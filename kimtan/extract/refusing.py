"""Numbers that state no figure: dates, years, periods, ordinals, list numbers, numbers of laws and documents, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kimtan.extract.numbers import Token
from kimtan.extract.refusal_reasons import CODE, DOCUMENT, NAME, ORDINAL, UNIT, YEAR
from kimtan.extract.spans import Span
from kimtan.extract.units import behind

_BEFORE = re.compile(
    r"(?:^|[\s(“\",;/])(?P<noun>khu phố|khu dân cư|tổ dân phố|tổ|thôn|xóm|(?<!nhật\s)bản|ấp|buôn|làng|tiểu khu|(?<!đặc\s)khu|phường|quận|cụm|đội|chi bộ|nhóm|"
    r"loại|hạng|(?<!cung\s)(?<!trợ\s)(?<!phụ\s)cấp|cấp độ|mức độ|mức|bậc|lớp|khối|tầng|khóa|(?<!cùng\s)(?<!trong\s)(?<!đầu\s)(?<!cuối\s)(?<!định\s)kỳ|kỳ họp|phiên|lần|lần thứ|thứ|đợt|giai đoạn|vòng|bước|quý|tuần|học kỳ|"
    r"vị trí số|tiêu chí(?: số)?|nhiệm vụ số|chỉ tiêu số|dự án số|tiểu dự án|dự án thành phần|chặng|số|số hiệu|(?<!ngắn\s)(?<!dài\s)(?<!hàng\s)(?<!hằng\s)ngày|tháng|năm|top|trường số|hồ số|trạm số|nhà máy số|xếp thứ|đứng thứ|vùng|tầm nhìn|hướng tới|thế kỷ|"
    r"vành đai|mũi|áp thấp nhiệt đới|bão số|cơn bão số|cống số|nhà số|kho số|đê|dự án|kiểu|dạng|mẫu|ca|phân khu|lô|gói thầu số|gói thầu|cầu|nút giao|km|phòng|trạm|điểm|tiểu đoàn|trung đoàn|sư đoàn|quân khu|lữ đoàn|vụ|công an phường)\s+$",
    re.IGNORECASE,
)
_WITH_SUCH = frozenset({
    "số", "cầu", "dự án", "nhóm", "phòng", "trạm", "điểm", "vụ", "mức", "đội", "bản", "ca", "mẫu", "cấp",
    "loại", "tiêu chí", "tổ", "hạng", "gói thầu", "lô", "mũi",
})  # fmt: skip
"""Words that stand before a quantity as well: only a number without any unit behind is a name there."""

_COUNTED_IN_FRACTIONS = frozenset(
    {"cấp", "vụ", "điểm", "bản", "mẫu", "ca", "phòng", "trạm", "cầu", "dự án", "tiêu chí"}
)
"""Words that lead to the first number of a fraction: ``đã cấp 512/600 giấy``."""

_ORDINALS = frozenset(
    {"đợt", "giai đoạn", "lần", "vòng", "bước", "mũi", "mức", "mức độ", "cấp", "kỳ", "khóa", "tháng", "quý", "tuần"}
)
"""Words whose number is an ordinal also where a number stands before them."""

_LONGEST_LEVEL = 3
"""A number of more digits behind ``năm`` may be a year."""
_OF_YEAR = re.compile(r"(?<!\w)(?:KH|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|đầu|cuối)\s*$", re.IGNORECASE)
"""What a level of the year stands behind: ``KH năm 32 giường``, ``từ đầu năm 58 dự án``."""
_SPANS_OF_TIME = frozenset({"tháng", "quý", "tuần", "ngày", "năm"})
"""Words that end a length of time: ``trong 6 tháng 955 tỷ đồng``."""

_LAST_OF = {"tháng": 12, "quý": 4, "ngày": 31}
"""There is no month after the twelfth: ``trong tháng 17 ca``."""
_SO_LONG = re.compile(r"(?:\d|(?<!\w)(?:mỗi|một|hàng|hằng|cả|nửa))\s*$", re.IGNORECASE)
"""What makes a word of time one of length, not of date: ``mỗi tháng 28 tỷ đồng``, ``cả năm 6 người``."""

_WAYS = frozenset({
    "tuyến", "đường", "lô", "thửa", "quốc lộ", "tỉnh lộ", "huyện lộ", "đường tỉnh", "đường huyện", "đường xã",
})  # fmt: skip
"""Words that are followed by a number of their own, or by one that counts: ``chuyển tuyến 214 bệnh nhân``."""

_QUANTIFIED = re.compile(r"(?:\d|mỗi|một|bình quân|/|các|từng|những)\s*$", re.IGNORECASE)
"""What makes a noun behind it one of many: ``mỗi lớp 35 học sinh``, ``3 thôn 12 hộ``."""

_MORE_NAMES = re.compile(r"(?:,\s\d{1,2})+(?:\s+và\s+\d{1,2})?\s*(?=$|[;.:)])")
"""Numbers that go on to name them: ``tại các thôn 4, 7, 9``."""

_UNIT_OF = re.compile(r"(?:ĐVT|đơn\s+vị(?:\s+tính)?)\s*[:(]?\s*$", re.IGNORECASE)
"""What a unit is named behind, which may be a thousand of another: ``ĐVT: 1.000 đồng``."""

_ONLY_NUMBER = re.compile(r"[\s–-]*\d{1,3}(?:\s?/\s?\d{1,3})?[\s–-]*")


def is_page_number(text: str) -> bool:
    """Whether a passage is nothing but a short number."""
    return _ONLY_NUMBER.fullmatch(text) is not None


def refused(text: str, tokens: list[Token], stretches: list[Span]) -> Iterator[tuple[Token, str]]:
    """Tokens that state no figure, each with the reason."""
    before: str | None = None
    at = 0
    last_end = 0
    for token in tokens:
        while at < len(stretches) and stretches[at].end <= token.start:
            at += 1
        inside = next(
            (span for span in stretches[at : at + 6] if span.start <= token.start and token.end <= span.end), None
        )
        left = text[max(0, token.start - 40) : token.start]
        if inside is not None and inside.end == token.end and _is_counted(text, token):
            leads = inside.reason == NAME and text[inside.start : token.start].strip().lower() in _WAYS
            inside = None if leads or inside.reason == DOCUMENT else inside
        reason = inside.reason if inside is not None else _named(text, token, left)
        reason = UNIT if _UNIT_OF.search(left) and _is_multiple(text, token) else reason
        between = text[last_end : token.start].strip()
        if reason is None and before is not None and between in {",", "và", "-", "–", "đến", "/"}:
            stands_alone = behind(text, token.end) is None and text[token.end : token.end + 1] != "/"
            reason = before if between == "/" or stands_alone else None
        before, last_end = reason if reason in {ORDINAL, NAME, YEAR, DOCUMENT} else None, token.end
        if reason is not None:
            yield token, reason


def _is_counted(text: str, token: Token) -> bool:
    """Whether a unit stands behind a number: it counts, whatever stands before it."""
    unit = behind(text, token.end)
    return unit is not None and unit.is_known


def _is_multiple(text: str, token: Token) -> bool:
    """Whether a number is a multiple that a unit is named by: ``ĐVT: 1.000 đồng``, not ``5/14 đơn vị (35,7%)``."""
    unit = behind(text, token.end)
    return unit is not None and unit.is_known and not unit.is_percent


def _named(text: str, token: Token, left: str) -> str | None:
    """Why a number outside of every stretch is none: an ordinal, a name, a bare year, a code."""
    digits = token.text
    unit = behind(text, token.end)
    after = text[token.end : token.end + 1]
    if after.isalpha() and (unit is None or not unit.is_known):
        return CODE
    noun = _BEFORE.search(left)
    if noun is not None and digits.isdecimal() and len(digits) <= 4:
        name = noun["noun"].lower()
        if (
            name == "năm"
            and len(digits) <= _LONGEST_LEVEL
            and (unit is not None or len(digits) == _LONGEST_LEVEL)
            and _OF_YEAR.search(left[: noun.start("noun")])
        ):
            return None
        if int(digits) > _LAST_OF.get(name, int(digits)):
            return None
        if name in _SPANS_OF_TIME and _SO_LONG.search(left[: noun.start("noun")]):
            return None
        is_one_of_many = name not in _ORDINALS and _QUANTIFIED.search(left[: noun.start("noun")])
        if is_one_of_many and not _MORE_NAMES.match(text, token.end):
            return None
        if after == "/" and name in _COUNTED_IN_FRACTIONS:
            return None
        if name.endswith((" số", "thứ")) or name in {"số hiệu", "quý", "tháng", "ngày"}:
            return ORDINAL
        if unit is None or (unit.is_count and name not in _WITH_SUCH and int(digits) < 100):
            return YEAR if name == "năm" else ORDINAL
    if len(digits) == 4 and digits.isdecimal() and digits[:2] in {"19", "20"} and (unit is None or not unit.is_known):
        return YEAR
    return None
