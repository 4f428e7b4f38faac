"""Names, codes, ranks, thresholds, ages and scales that have a number in them."""

from __future__ import annotations

from kimtan.extract.letters import CAPITAL
from kimtan.extract.refusal_reasons import AGE, CODE, IDIOM, NAME, NOTE, ORDINAL, SCALE, THRESHOLD
from kimtan.extract.span_kinds import SpanKind, kind

_LIMIT = r"\d[\d.,]{0,6}\s?%(?:\s+trở\s+(?:lên|xuống)|\s+đến\s+(?:dưới\s+)?\d[\d.,]{0,6}\s?%)?"
_MANY = "khoản thu|chỉ tiêu|tiêu chí|chủ đầu tư|ngành|trường|thôn|xã|huyện|tỉnh|địa phương|đơn vị|bộ|doanh nghiệp|công trình|dự án"
_SLOGAN = r"\d{1,2}\s+(?:không|sạch|tốt|đúng|rõ|cùng|tại chỗ|biết|bám|chống|sẵn sàng|an|hơn|giỏi)(?!\w)"
NAMES: tuple[SpanKind, ...] = (
    kind(
        r"(?<![\w-])(?:quốc lộ|tỉnh lộ|huyện lộ|hương lộ|đường(?: tỉnh| huyện| liên xã)?|tuyến|QL|TL|ĐT|ĐH|cao tốc|ngõ|ngách|hẻm|kiệt|lô|thửa|tờ bản đồ|km)\s?\.?\s?(?:số\s+)?\d{1,4}[A-ZĐ]?(?=\s*(?:$|[).,;:+–]|-\s|[a-zđA-ZĐ]))(?![.,]\d)",
        NAME,
        needs="lộ|đường|tuyến|ql|tl|đt|đh|cao tốc|ngõ|ngách|hẻm|kiệt|lô|thửa|bản đồ|km",
    ),
    kind(
        r"(?<![\w-])(?:ngõ|ngách|hẻm|kiệt|số nhà|nhà số)\s(?:số\s+)?\d{1,4}[A-ZĐ]?(?:/\d{1,4}[A-ZĐ]?){1,3}(?![\w.,]\d)",
        NAME,
        needs="ngõ|ngách|hẻm|kiệt|nhà",
    ),
    kind(r"\[\d{1,3}\]", NOTE, flags=0),
    kind(
        r"(?:thứ|vị\s+trí|hạng)\s+\d{1,3}\s+(?:trong|trên)\s+(?:tổng\s+)?(?:số\s+)?(?P<none>\d{1,3})(?!\w)",
        ORDINAL,
        needs="thứ|vị|hạng",
    ),
    kind(
        r"[“\"‘'](?:[^“”\"‘’'\d]{0,20}\d{1,2}\s+[^“”\"‘’'\d]{1,20}){2,6}[”\"’']|"
        r"[“\"‘']\d{1,2}\s+(?:không|có|sạch|nhất|an toàn|tốt|đúng|trước|sau|rõ|cùng|tại chỗ|biết|bám|chống|giảm|tăng|sẵn sàng)[^“”\"‘’'\d]{0,20}[”\"’']",
        NAME,
    ),
    kind(
        rf"(?<![\d.,]){_SLOGAN}(?:(?:,|\s?[-–]|\s+và)\s?{_SLOGAN}){{1,4}}(?!\w)",
        NAME,
        needs="không|sạch|tốt|đúng|rõ|cùng|chỗ|biết|bám|chống|sàng|an|hơn|giỏi",
    ),
    kind(
        r"(?:chương\s+trình|CTMTQG|đề\s+án)\s+(?P<none>\d{2,4})(?=\s*(?:$|[:,;.)]|(?:đã|được|của|và|là|trên|với|có)\s))",
        NAME,
        needs="rình|án|CTMTQG",
    ),
    kind(r"(?:đại biểu|cử tri|nhân dân|bí thư|họp)\s+tổ\s+(?:số\s+)?(?P<none>\d{1,2})(?!\s+người)", NAME, needs="tổ"),
    kind(r"(?:được\s+)?hưởng\s+(?P<none>\d{1,3}\s?%)(?=\s*(?:$|[,;:.)]|được|là|đạt|ước|và|\d))", NAME),
    kind(r"(?<!\w)cả\s+0?[2-4]\s+(?:tiêu chí|mặt|phương diện)(?!\w)", IDIOM),
    kind(r"hạng\s+(?:từ\s+)?[1-5](?:\s?[-–]\s?[1-5])?\s+sao(?!\w)|(?<=sao\s)[1-5]\s+sao", ORDINAL),
    kind(
        rf"\d\s+(?:{_MANY})(?:\s+có\s+tỷ\s+lệ[^,;.\d]{{0,40}}|\s+(?:chủ\s+yếu|kinh\s+tế|xã\s+hội|cơ\s+bản)){{0,2}}\s+(?:(?:đạt|giải\s+ngân|hoàn\s+thành)\s+)?(?P<none>(?:từ|dưới|trên)\s+{_LIMIT})",
        THRESHOLD,
    ),
    kind(
        rf"\d\s+(?:{_MANY}|mặt\s+hàng|cơ\s+sở)\s+(?:có\s+|đạt\s+)*(?:tỷ\s+lệ|mức|kim\s+ngạch|doanh\s+thu|quy\s+mô|giá\s+trị)[^,;.\d]{{0,30}}\s"
        r"(?P<none>(?:từ|dưới|trên)\s+\d[\d.,]{0,6})",
        THRESHOLD,
    ),
    kind(r"đăng\s+ký\s+tuổi\s+\d{1,2}(?!\w)", AGE, needs="tuổi"),
    kind(rf"đối\s+với\s[^,;.\d]{{2,60}}\s(?P<none>(?:từ|dưới|trên)\s+{_LIMIT})", THRESHOLD),
    kind(
        r"\d\s[^,;.:()\d]{2,40}\s(?:dài|rộng|cao|sâu|công\s+suất|(?<!tổng\s)diện\s+tích|quy\s+mô|trọng\s+tải)\s+"
        r"(?P<none>(?:từ|trên|dưới)\s+\d[\d.,]{0,6})\s?\w{1,4}(?:\s+trở\s+(?:lên|xuống)|(?=\s*[,;.)]))",
        THRESHOLD,
    ),
    kind(
        r"(?:tàu|thuyền|xe|nhà)[^,;.\d]{0,20}\s(?P<none>(?:từ|trên|dưới)\s+\d[\d.,]{0,4}\s?(?:m|CV|mã\s+lực|tầng|chỗ))\s+trở\s+(?:lên|xuống)",
        THRESHOLD,
        needs="trở",
    ),
    kind(
        r"(?:chiều\s+dài|chiều\s+cao|công\s+suất|trọng\s+tải|quy\s+mô)\s+(?P<none>(?:từ|trên|dưới)\s+\d[\d.,]{0,6})\s?\w{1,4}\s+trở\s+(?:lên|xuống)",
        THRESHOLD,
    ),
    kind(r"(?:loại|cỡ)\s+(?P<none>\d{1,4})\s+con\s?/\s?kg", NAME),
    kind(
        r"(?:[Gg]iống|[Ll]úa|[Nn]gô|[Gg]ạo|[Ll]ạc|[Mm]ía)\s(?!KH|TH|DT|NS|SL|CK|BQ|ƯTH|UTH|HTX)[A-ZĐ]{2,5}\s?\d{1,4}(?![\d.,%])(?!\s(?:ha|tấn|tạ|kg)(?!\w))",
        NAME,
        flags=0,
        needs="giống|lúa|ngô|gạo|lạc|mía",
    ),
    kind(r"(?:xã|thôn|huyện|bản)\s+(?:đạt\s+)?(?P<none>(?:từ|dưới|trên)\s+\d{1,2})\s+tiêu\s+chí", THRESHOLD),
    kind(rf"(?:thiệt\s+hại|mất\s+trắng|giảm\s+năng\s+suất)\s+(?P<none>(?:từ|dưới|trên)\s+{_LIMIT})", THRESHOLD),
    kind(r"đạt\s+(?P<none>từ\s+\d{1,3}\s+(?:tiêu\s+chí|điểm)\s+trở\s+lên)", THRESHOLD),
    kind(r"(?<!\w)(?:Q|P|KP|TDP)\.\s?\d{1,2}(?![\d.,])", NAME, flags=0),
    kind(r"(?:khách\s+sạn|lưu\s+trú|resort)[^,;.\d]{0,20}\s(?P<none>[1-5](?:\s?[-–]\s?[1-5])?\s+sao)(?!\w)", ORDINAL),
    kind(
        rf"(?<!\d[,;])(?:\s{CAPITAL}[a-zđà-ỹ]{{1,6}}){{2}}\s(?P<none>[1-9])(?=[,;.)])(?![,;](?:\s{CAPITAL}[a-zđà-ỹ]{{1,6}}){{1,3}}\s\d)",
        NAME,
        flags=0,
    ),
    kind(r"(?:chính\s+quyền|mô\s+hình|tổ\s+chức)[^,;.\d]{0,30}\s(?P<none>0?[23]\s+cấp)(?!\w)", IDIOM, needs="cấp"),
    kind(r"(?<!\w)km\s?\d{1,4}\s?\+\s?\d{1,3}", NAME, needs="km"),
    kind(r"học\s+(?P<none>0?[12]\s+buổi)\s?/\s?ngày", IDIOM, needs="buổi"),
    kind(r"(?<!\w)tuổi\s+\d{1,2}(?=\s*(?:$|[,;:.)]))", AGE, needs="tuổi"),
    kind(r"(?:ngập|sâu|cao)\s+(?P<none>(?:từ|trên|dưới)\s+\d[\d.,]{0,4})\s?m(?=:)", THRESHOLD, needs="ngập|sâu|cao"),
    kind(r"\d\s+sản\s+phẩm[^,;.\d]{0,30}\s(?P<none>[1-5]\s+sao)(?!\w)", ORDINAL),
    kind(r"(?:covid|nCov|sars-cov)\s?-?\s?\d{1,2}", NAME),
    kind(
        r"(?<![\d.,])(?:\d{1,3},\s){0,6}\d{1,3}(?:\s?[-–]\s?\d{1,3}|\s+(?:và|đến)\s+(?:dưới\s+)?\d{1,3})?\s?(?:tuổi|tháng tuổi)(?!\w)",
        AGE,
        needs="tuổi",
    ),
    kind(
        r"(?:từ|dưới|trên|đến)\s+\d{1,3}(?=\s+(?:đến|-|–)\s+(?:dưới\s+)?\d{1,3}\s+(?:tháng\s+)?tuổi)", AGE, needs="tuổi"
    ),
    kind(
        r"(?:tỷ lệ|tỉ lệ|bản đồ|quy hoạch)[^\d;.]{0,20}(?<!\d)1\s?/\s?\d{1,2}[.]?\d{2,3}(?!\d)|(?<![\d.,/])1/(?:500|1\.?000|2\.?000|5\.?000|10\.?000|25\.?000)(?!\d)",
        SCALE,
        needs="/",
    ),
    kind(r"(?:trên|/|mỗi|cho|tính)\s?(?:01|1)\s+(?:ha|héc ta|đơn vị|sào|người|hộ|m2|km2|lao động|đầu)(?!\w)", SCALE),
    kind(
        r"/\s?(?:01\s(?!bị|đối|người|vụ)|1\s|06 tháng|6 tháng|9 tháng|09 tháng|1\.000|10\.000|100\.000|1000|10000|100000)(?=\s?\w)",
        SCALE,
    ),
    kind(
        r"(?:trên|/)\s?(?:100|1\.?000|10\.?000|100\.?000)\s+(?:dân|người dân|trẻ|phụ nữ|nữ|(?:bé|trẻ|con) gái|ca đẻ)(?!\w)",
        SCALE,
    ),
    kind(
        r"(?<![\w.,])[2-6]G(?!\w)|(?<![\w.,])\d{1,4}[a-zA-ZĐđ](?=/|\s?[-–]\s?[A-ZĐ]{2})|(?<![\w.,])\d\.0(?!\d)|(?<!\w)(?:[A-ZĐ]{1,4}-)\d{1,4}(?![\d.,]*\d)",
        CODE,
        flags=0,
    ),
    kind(
        r"(?:công nghiệp|công nghệ|kỷ nguyên|cách mạng|phiên bản|version)[^\d;.]{0,20}\d\.\d(?!\d)",
        NAME,
        needs="công|kỷ|mạng|phiên|version",
    ),
)
