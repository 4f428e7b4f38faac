"""Numbers of laws, documents and their parts, of telephones, pages and items of lists."""

from __future__ import annotations

from kimtan.extract.refusal_reasons import DOCUMENT, ITEM, PAGE, PHONE
from kimtan.extract.span_kinds import SpanKind, kind

DOCUMENTS: tuple[SpanKind, ...] = (
    kind(r"(?<![\w.,])(?:\d{1,2}\.\d{3}|\d{1,5})\s?/\s?\d{4}\s?/\s?[A-ZĐƯ][\wĐ-]*", DOCUMENT, flags=0),
    kind(
        r"(?<![\w.,/])(?:\d{1,2}\.\d{3}|\d{1,5})\s?[-/–]\s?(?:[A-ZĐƯ]{2,}|UBND|[A-ZĐƯ]+\d*[/-])[\wĐƯ/&.-]*",
        DOCUMENT,
        flags=0,
    ),
    kind(
        r"(?:(?:nghị quyết|nghị định|quyết định|chỉ thị|thông tư|công văn|đề án|kết luận|luật|công điện|(?<!\w)(?:QĐ|NQ|NĐ|CT|TT|CV|ĐA))\s+(?:số:?\s*)?|"
        r"(?:kế hoạch|chương trình|văn bản|thông báo|hướng dẫn|quy định|tờ trình|báo cáo|dự án|đề tài|KH|BC|TB|HD|TTr)\s+(?:số:?\s*))(?:liên tịch\s+)?\d{1,4}[a-zđ]?(?!\w)(?!\s?[%.,]\s?\d)",
        DOCUMENT,
        needs="nghị|quyết|thị|tư|văn|đề|kết|luật|điện|qđ|nq|nđ|ct|tt|cv|đa|số",
    ),
    kind(r"(?<!\w)(?:số|Số):\s?\d{1,5}(?![\d.,]*\d)(?=\s*[/-])", DOCUMENT, flags=0),
    kind(
        r"(?:điều|khoản|chương|phụ lục|(?<!tiêu )(?<!phát )(?<!đại )biểu|biểu mẫu|mẫu|bảng|hình|sơ đồ|mục|(?<!một )phần|tiết|biểu đồ|PL)\s+(?:số\s+)?\d{1,3}(?:\.\d{1,2})?(?![\d.,]*\d)(?=\s*(?:$|[).,;:/–-]|[a-zđA-ZĐ]))",
        DOCUMENT,
    ),
    kind(
        r"(?<![\w-])(?:điện thoại|đt|sđt|hotline|fax|tel|zalo|đường dây nóng)(?:\s?[:.]\s?\+?\d|\s?(?:\+\d|\(?0|1[89]00))[\d .()-]{4,20}|(?<![\w-])(?:điện thoại|đường dây nóng)\s(?:84\d{8,9}|\d\.\d{3}\.\d{3}(?=\s+của)|10\d\d)(?![\d.,]*\d)",
        PHONE,
        needs="thoại|đt|hotline|fax|tel|zalo|nóng",
    ),
    kind(r"(?<![\d.,/])0\d{8,10}(?!\d)|(?<![\d.,/])0\d{2,3}[ .]\d{3}[ .]\d{3,4}(?![.\d])", PHONE, flags=0),
    kind(r"(?:(?<!chỉnh\s)trang|page|tr\.)\s+\d{1,3}(?:\s?/\s?\d{1,3})?(?!\w)", PAGE),
    kind(r"(?<!\w)\(\d{1,2}\)(?=\s*[^\W\d]|\s*[“\"])|(?<=[;:.,]\s)\d{1,2}\)(?=\s)", ITEM, flags=0),
)
