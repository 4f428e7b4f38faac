"""Numbers that state no figure: dates, years, periods, ordinals, list numbers, numbers of laws and documents, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kimtan.extract.numbers import Token
from kimtan.extract.units import behind

DATE = "ngày, tháng"
YEAR = "năm"
PERIOD = "tên hoặc độ dài của một kỳ"
CLOCK = "giờ trong ngày"
ORDINAL = "số thứ tự, lần, đợt, giai đoạn, mức độ"
ITEM = "số thứ tự của đề mục hoặc danh sách"
DOCUMENT = "số hiệu văn bản, điều khoản, biểu mẫu"
PHONE = "số điện thoại"
PAGE = "số trang"
NAME = "thuộc tên riêng"
AGE = "độ tuổi"
SCALE = "thuộc cách tính hoặc tỷ lệ bản đồ"
CODE = "mã, ký hiệu"
THRESHOLD = "ngưỡng để xếp nhóm"
NOTE = "số của chú thích"
IDIOM = "cách nói quen dùng"
FORMULA = "số của cột hoặc công thức của bảng"

_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:ngày\s+)?(?:0?[1-9]|[12]\d|3[01])\s?[/.]\s?(?:0?[1-9]|1[0-2])(?![\d.,/]*\d)"
_LIMIT = r"\d[\d.,]{0,6}\s?%(?:\s+trở\s+(?:lên|xuống)|\s+đến\s+(?:dưới\s+)?\d[\d.,]{0,6}\s?%)?"
_MANY = "chỉ tiêu|tiêu chí|xã|huyện|tỉnh|địa phương|đơn vị|bộ|doanh nghiệp|công trình|dự án"
# each with why its numbers are no figures, and for those that take long some words of which one has to be there
_SPANS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, flags), reason, tuple(needs))
    for pattern, reason, flags, *needs in (
        (rf"(?<![\d.,/])\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}(?!\d)", DATE, 0),
        (rf"ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+{_YEAR})?(?!\d)", DATE, re.IGNORECASE),
        (rf"(?<![\d.,/])\d{{1,2}}\s?[/-]\s?{_YEAR}(?![\d.,/])(?!\s?[/-]\s?[A-ZĐ])", DATE, 0),
        (
            r"(?<!ngắn\s)(?<!dài\s)(?<!hàng\s)(?<!hằng\s)(?:ngày|hôm)\s+(?:\d{1,2}\s?(?:,|và|-|–|đến)\s?(?:ngày\s+)?)?\d{1,2}(?:\s?[/-]\s?\d{1,2})?(?![\d.,]*\d)",
            DATE,
            re.IGNORECASE,
        ),
        (
            rf"(?:từ\s+{_DAY}\s+(?:đến|tới)(?:\s+hết)?|từ|đến|hết|tới|trước|sau|thời\s+điểm)\s+{_DAY}(?=\s*(?:$|[,;:)–]|\.(?!\d)|"
            r"(?:đến|tới|đã|ước|là|toàn|các|có|xảy|lực|trên|tổng|và)(?!\w)))",
            DATE,
            re.IGNORECASE,
        ),
        (r"(?:lúa|lúa\s+nước|đất|ruộng|màu)\s+(?:một|1|01|2|02|3|03)\s+vụ(?!\w)", NAME, re.IGNORECASE),
        (
            r"tháng\s+\d{1,2}(?:\s?(?:,|và|-|–)\s?(?:tháng\s+)?\d{1,2}|[./-](?:19|20)\d\d)?(?![\d.,/]*\d)",
            DATE,
            re.IGNORECASE,
        ),
        (
            r"(?:ngày|lễ|dịp|quốc tế|thiếu nhi|phụ nữ|kỷ niệm|mừng|nghỉ)[^\d;.]{0,50}\d{1,2}/\d{1,2}(?:\s?(?:,|và|-|–)\s?\d{1,2}/\d{1,2})?(?=\s*(?:$|[.,;:)(–]|-\s|và\s|đến\s|năm\s))",
            DATE,
            re.IGNORECASE,
            "/",
        ),
        (rf"(?<![\d.,/]){_YEAR}\s?[-–/]\s?{_YEAR}(?!\d)", YEAR, 0),
        (
            rf"(?:năm|niên độ|nhiệm kỳ|khóa|vụ|giai đoạn|thời kỳ|từ|đến|tới|cuối|đầu|hết|trước|sau|và)\s+{_YEAR}(?![\d.,]*\d)(?!\s?[%‰])",
            YEAR,
            re.IGNORECASE,
            "19",
            "20",
        ),
        (r"(?<![\d.,])\d{1,2}\s+(?:tháng|quý)(?:\s+(?:đầu|cuối|năm|qua|còn lại))?(?!\w)", PERIOD, re.IGNORECASE),
        (r"(?:kỷ niệm|chặng đường|lần thứ)\s+(?:lần\s+thứ\s+)?\d{1,3}(?:\s+năm)?(?!\w)", PERIOD, re.IGNORECASE),
        (
            rf"(?<![\d.,])(?:\d{{1,3}}\s+(?:năm|tuần|ngày|phút)|\d{{1,2}}\s+giờ)(?!\w)(?!\s+(?:công|người|tù|{_YEAR}))",
            PERIOD,
            re.IGNORECASE,
        ),
        (r"(?<![\d.,])\d{1,3}\s+năm(?!\w)", PERIOD, re.IGNORECASE),
        (r"(?<![\d.,])24/(?:24|7)(?!\d)|(?<![\d.,])\d{1,2}\s?(?:h|giờ)\s?\d{0,2}(?!\w)", CLOCK, 0),
        (r"(?<![\w.,])(?:\d{1,2}\.\d{3}|\d{1,5})\s?/\s?\d{4}\s?/\s?[A-ZĐƯ][\wĐ-]*", DOCUMENT, 0),
        (
            r"(?<![\w.,/])(?:\d{1,2}\.\d{3}|\d{1,5})\s?[-/–]\s?(?:[A-ZĐƯ]{2,}|UBND|[A-ZĐƯ]+\d*[/-])[\wĐƯ/&.-]*",
            DOCUMENT,
            0,
        ),
        (
            r"(?:(?:nghị quyết|nghị định|quyết định|chỉ thị|thông tư|công văn|đề án|kết luận|luật|công điện|QĐ|NQ|NĐ|CT|TT|CV|ĐA)\s+(?:số:?\s*)?|"
            r"(?:kế hoạch|chương trình|văn bản|thông báo|hướng dẫn|quy định|tờ trình|báo cáo|dự án|đề tài|KH|BC|TB|HD|TTr)\s+(?:số:?\s*))(?:liên tịch\s+)?\d{1,4}[a-zđ]?(?!\w)(?!\s?[%.,]\s?\d)",
            DOCUMENT,
            re.IGNORECASE,
            "nghị",
            "quyết",
            "thị",
            "tư",
            "văn",
            "đề",
            "kết",
            "luật",
            "điện",
            "qđ",
            "nq",
            "nđ",
            "ct",
            "tt",
            "cv",
            "đa",
            "số",
        ),
        (r"(?<!\w)(?:số|Số):\s?\d{1,5}(?![\d.,]*\d)(?=\s*[/-])", DOCUMENT, 0),
        (
            r"(?:điều|khoản|chương|phụ lục|biểu|biểu mẫu|mẫu|bảng|hình|sơ đồ|mục|phần|tiết|biểu đồ|PL)\s+(?:số\s+)?\d{1,3}(?:\.\d{1,2})?(?![\d.,]*\d)(?=\s*(?:$|[).,;:/–-]|[a-zđA-ZĐ]))",
            DOCUMENT,
            re.IGNORECASE,
        ),
        (
            r"(?:điện thoại|đt|sđt|hotline|fax|tel|zalo|đường dây nóng)\s?[:.]?\s?\+?\d[\d .()-]{4,20}",
            PHONE,
            re.IGNORECASE,
            "thoại",
            "đt",
            "hotline",
            "fax",
            "tel",
            "zalo",
            "nóng",
        ),
        (r"(?<![\d.,/])0\d{8,10}(?!\d)|(?<![\d.,/])0\d{2,3}[ .]\d{3}[ .]\d{3,4}(?![.\d])", PHONE, 0),
        (r"(?:trang|page|tr\.)\s+\d{1,3}(?:\s?/\s?\d{1,3})?(?!\w)", PAGE, re.IGNORECASE),
        (r"(?<!\w)\(\d{1,2}\)(?=\s*[^\W\d]|\s*[“\"])|(?<=[;:.,]\s)\d{1,2}\)(?=\s)", ITEM, 0),
        (
            r"(?:quốc lộ|tỉnh lộ|huyện lộ|hương lộ|đường(?: tỉnh| huyện| liên xã)?|tuyến|QL|TL|ĐT|ĐH|cao tốc|ngõ|ngách|hẻm|kiệt|lô|thửa|tờ bản đồ|km)\s?\.?\s?(?:số\s+)?\d{1,4}[A-ZĐ]?(?=\s*(?:$|[).,;:+–]|-\s|[a-zđA-ZĐ]))(?![.,]\d)",
            NAME,
            re.IGNORECASE,
            "lộ",
            "đường",
            "tuyến",
            "ql",
            "tl",
            "đt",
            "đh",
            "cao tốc",
            "ngõ",
            "ngách",
            "hẻm",
            "kiệt",
            "lô",
            "thửa",
            "bản đồ",
            "km",
        ),
        (r"\[\d{1,3}\]", NOTE, 0),
        (r"(?<!\w)cả\s+0?[2-4]\s+(?:tiêu chí|mặt|phương diện)(?!\w)", IDIOM, re.IGNORECASE),
        (r"hạng\s+(?:từ\s+)?[1-5](?:\s?[-–]\s?[1-5])?\s+sao(?!\w)|(?<=sao\s)[1-5]\s+sao", ORDINAL, re.IGNORECASE),
        (
            rf"\d\s+(?:{_MANY})(?:\s+có\s+tỷ\s+lệ[^,;.\d]{{0,40}})?\s+đạt\s+(?P<none>(?:từ|dưới|trên)\s+{_LIMIT})",
            THRESHOLD,
            re.IGNORECASE,
        ),
        (rf"đối\s+với\s[^,;.\d]{{2,60}}\s(?P<none>(?:từ|dưới|trên)\s+{_LIMIT})", THRESHOLD, re.IGNORECASE),
        (rf"bị\s+thiệt\s+hại\s+(?P<none>(?:từ|dưới|trên)\s+{_LIMIT})", THRESHOLD, re.IGNORECASE),
        (r"đạt\s+(?P<none>từ\s+\d{1,3}\s+(?:tiêu\s+chí|điểm)\s+trở\s+lên)", THRESHOLD, re.IGNORECASE),
        (r"(?<!\w)(?:Q|P|KP|TDP)\.\s?\d{1,2}(?![\d.,])", NAME, 0),
        (r"\d\s+sản\s+phẩm[^,;.\d]{0,30}\s(?P<none>[1-5]\s+sao)(?!\w)", ORDINAL, re.IGNORECASE),
        (r"(?:covid|nCov|sars-cov)\s?-?\s?\d{1,2}", NAME, re.IGNORECASE),
        (
            r"(?<![\d.,])\d{1,3}(?:\s?[-–]\s?\d{1,3}|\s+đến\s+(?:dưới\s+)?\d{1,3})?\s?(?:tuổi|tháng tuổi)(?!\w)",
            AGE,
            re.IGNORECASE,
        ),
        (
            r"(?:từ|dưới|trên|đến)\s+\d{1,3}(?=\s+(?:đến|-|–)\s+(?:dưới\s+)?\d{1,3}\s+(?:tháng\s+)?tuổi)",
            AGE,
            re.IGNORECASE,
        ),
        (
            r"(?:tỷ lệ|tỉ lệ|bản đồ|quy hoạch)[^\d;.]{0,20}(?<!\d)1\s?/\s?\d{1,2}[.]?\d{2,3}(?!\d)|(?<![\d.,/])1/(?:500|1\.?000|2\.?000|5\.?000|10\.?000|25\.?000)(?!\d)",
            SCALE,
            re.IGNORECASE,
        ),
        (
            r"(?:trên|/|mỗi|cho|tính)\s?(?:01|1)\s+(?:ha|héc ta|đơn vị|sào|người|hộ|m2|km2|lao động|đầu)(?!\w)",
            SCALE,
            re.IGNORECASE,
        ),
        (
            r"/\s?(?:01\s|1\s|06 tháng|6 tháng|9 tháng|09 tháng|1\.000|10\.000|100\.000|1000|10000|100000)(?=\s?\w)",
            SCALE,
            re.IGNORECASE,
        ),
        (
            r"(?:trên|/)\s?(?:100|1\.?000|10\.?000|100\.?000)\s+(?:dân|người dân|trẻ|phụ nữ|ca đẻ)(?!\w)",
            SCALE,
            re.IGNORECASE,
        ),
        (
            r"(?<![\w.,])[2-6]G(?!\w)|(?<![\w.,])\d{1,4}[a-zA-ZĐđ](?=/|\s?[-–]\s?[A-ZĐ]{2})|(?<![\w.,])\d\.0(?!\d)|(?<!\w)(?:[A-ZĐ]{1,4}-)\d{1,4}(?![\d.,]*\d)",
            CODE,
            0,
        ),
        (
            r"(?:công nghiệp|công nghệ|kỷ nguyên|cách mạng|phiên bản|version)[^\d;.]{0,20}\d\.\d(?!\d)",
            NAME,
            re.IGNORECASE,
            "công",
            "kỷ",
            "mạng",
            "phiên",
            "version",
        ),
    )
)

_BEFORE = re.compile(
    r"(?:^|[\s(“\",;/])(?P<noun>khu phố|khu dân cư|tổ dân phố|tổ|thôn|xóm|bản|ấp|buôn|làng|tiểu khu|khu|phường|quận|cụm|đội|chi bộ|nhóm|"
    r"loại|hạng|(?<!cung\s)(?<!trợ\s)(?<!phụ\s)cấp|cấp độ|mức độ|mức|bậc|lớp|khối|tầng|khóa|(?<!cùng\s)(?<!trong\s)(?<!đầu\s)(?<!cuối\s)kỳ|kỳ họp|phiên|lần|lần thứ|thứ|đợt|giai đoạn|vòng|bước|quý|tuần|học kỳ|"
    r"vị trí số|tiêu chí số|nhiệm vụ số|chỉ tiêu số|dự án số|tiểu dự án|dự án thành phần|chặng|số|số hiệu|(?<!ngắn\s)(?<!dài\s)(?<!hàng\s)(?<!hằng\s)ngày|tháng|năm|top|trường số|hồ số|trạm số|nhà máy số|xếp thứ|đứng thứ|vùng|tầm nhìn|hướng tới|thế kỷ|"
    r"áp thấp nhiệt đới|bão số|cơn bão số|cống số|nhà số|kho số|đê|dự án|kiểu|dạng|mẫu|ca|phân khu|lô|gói thầu số|gói thầu|cầu|nút giao|km|phòng|trạm|điểm|tiểu đoàn|trung đoàn|sư đoàn|quân khu|lữ đoàn|vụ|công an phường)\s+$",
    re.IGNORECASE,
)
_WITH_SUCH = frozenset(
    {
        "số",
        "cầu",
        "dự án",
        "nhóm",
        "phòng",
        "trạm",
        "điểm",
        "vụ",
        "mức",
        "đội",
        "bản",
        "ca",
        "mẫu",
        "cấp",
        "loại",
        "tổ",
        "hạng",
        "gói thầu",
        "lô",
    }
)
"""Words that stand before a quantity as well: only a number without any unit behind is a name there."""

_COUNTED_IN_FRACTIONS = frozenset({"cấp", "vụ", "điểm", "bản", "mẫu", "ca", "phòng", "trạm", "cầu", "dự án"})
"""Words that lead to the first number of a fraction: ``đã cấp 512/600 giấy``."""

_ORDINALS = frozenset(
    ["đợt", "giai", "đoạn", "lần", "vòng", "bước", "mức", "độ", "cấp", "độ", "kỳ", "khóa", "tháng", "quý", "tuần"]
) | {
    "giai đoạn",
    "mức độ",
}
_SPANS_OF_TIME = frozenset({"tháng", "quý", "tuần", "ngày", "năm"})
"""Words that end a length of time where a number stands before them: ``trong 6 tháng 955 tỷ đồng``."""

_WAYS = frozenset({"tuyến", "đường", "lô", "thửa"})
"""Words that are followed by a number of their own, or by one that counts: ``chuyển tuyến 214 bệnh nhân``."""

_QUANTIFIED = re.compile(r"(?:\d|mỗi|một|bình quân|/|các|từng|những)\s*$", re.IGNORECASE)
"""What makes a noun behind it one of many: ``mỗi lớp 35 học sinh``, ``3 thôn 12 hộ``."""

_LIST = re.compile(
    r"\s*(?:[-–+*•·○]\s*)?(?:[IVXLC]{1,5}\s?[.\-)]\s?)?(\(?\d{1,2}(?:\.\d{1,2}){0,4}\s?[.)/:-]{1,2}|\(\d{1,2}\))(?=\s|[^\W\d_]|$|[“\"*])"
)
_LIST_BARE = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){1,4})\s+(?=[^\W\d_])")
_ANY_DIGIT = re.compile(r"\d")
_ONLY_NUMBER = re.compile(r"[\s–-]*\d{1,3}(?:\s?/\s?\d{1,3})?[\s–-]*")
_AND_SO = re.compile(r"\s?(?:,|và|;|-|–|đến|hoặc)\s?$")


@dataclass(frozen=True)
class Span:
    """A stretch of a text in which numbers state no figure."""

    start: int
    end: int
    reason: str


def spans(text: str) -> list[Span]:
    """The stretches of a text that are dates, documents, codes and the like, by where they begin."""
    if _ANY_DIGIT.search(text) is None:
        return []
    lowered = text.lower()
    stretches = [
        Span(*match.span("none" if "none" in pattern.groupindex else 0), reason)
        for pattern, reason, needs in _SPANS
        if not needs or any(word in lowered for word in needs)
        for match in pattern.finditer(text)
    ]
    item = _LIST.match(text) or _LIST_BARE.match(text)
    if item is not None and not (item[1].isdecimal()):
        stretches.append(Span(item.start(1), item.end(1), ITEM))
    return sorted(stretches, key=lambda span: span.start)


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
        between = text[last_end : token.start].strip()
        if reason is None and before is not None and between in {",", "và", "-", "–", "đến", "/"}:
            reason = before if between == "/" or behind(text, token.end) is None else None
        before, last_end = reason if reason in {ORDINAL, NAME, YEAR} else None, token.end
        if reason is not None:
            yield token, reason


def _is_counted(text: str, token: Token) -> bool:
    """Whether a unit stands behind a number: it counts, whatever stands before it."""
    unit = behind(text, token.end)
    return unit is not None and unit.is_known


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
        if name in _SPANS_OF_TIME and left[: noun.start("noun")].rstrip()[-1:].isdigit():
            return None
        if name not in _ORDINALS and _QUANTIFIED.search(left[: noun.start("noun")]):
            return None
        if after == "/" and name in _COUNTED_IN_FRACTIONS:
            return None
        if name.endswith((" số", "thứ")) or name in {"số hiệu", "quý", "tháng", "ngày"}:
            return ORDINAL
        is_named = unit is None or not unit.is_known or (unit.is_count and name not in _WITH_SUCH)
        if is_named and not (unit is not None and name in _WITH_SUCH) and (unit is None or int(digits) < 100):
            return YEAR if name == "năm" else ORDINAL
    if len(digits) == 4 and digits.isdecimal() and digits[:2] in {"19", "20"} and (unit is None or not unit.is_known):
        return YEAR
    return None
