"""For which time a figure is stated: a month, a quarter, a year, or the report's own period."""

from __future__ import annotations

import re

from kimtan.extract.cues import BASE, compares
from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import ReadDocument

_TIME = re.compile(
    r"(?<!\w)(?P<months>\d{1,2}\s+tháng(?:\s+(?:đầu|cuối))?(?:\s+năm)?(?:\s+(?:19|20)\d\d)?)|(?<!\w)(?P<month>tháng\s+(?:\d{1,2}(?:[/-](?:19|20)?\d\d)?|một|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?|chạp)(?!\w))|"
    r"(?<!\w)(?P<quarter>quý\s+(?:[IV]{1,3}|[1-4])(?!\w)(?:[/-]?\s?(?:19|20)\d\d)?)|(?<!\w)(?P<year>(?:cả\s+)?năm\s+(?:19|20)\d\d)|"
    r"(?<!\w)(?P<day>ngày\s+\d{1,2}/\d{1,2})|(?<!\w)(?P<summed>lũy\s+kế|cộng\s+dồn|tính\s+chung)|(?<!\w)(?P<this>trong\s+(?:tháng|tuần|kỳ|quý))(?!\w)(?!\s+[IVX\d])",
    re.IGNORECASE,
)
_REACH = 300


class Times:
    """For which times a document's figures are stated."""

    def __init__(self, document: ReadDocument) -> None:
        self._document = document
        self.main = self._main()

    def _main(self) -> str:
        """The report's own period, as its title names it; empty where it names none."""
        for passage in self._document.passages[:25]:
            for match in _TIME.finditer(passage.text[:400]):
                if match.lastgroup in {"months", "quarter", "month"}:
                    return _label(match)
        return ""

    def of(self, figure: ReadFigure) -> str:
        """For which time a figure is stated; empty for the report's own period."""
        if figure.measure in {"year_end", "target", "plan", "last_year"}:
            return ""  # the measure says for when
        text = self._document.passages[figure.passage].text
        start = max(0, figure.start - _REACH)
        left = text[start : figure.start]
        sentence = left[max(left.rfind(". ") + 1, 0) :]
        if _TIME.search(sentence) is None:
            return ""
        label = ""
        for match in _TIME.finditer(BASE.sub(_blank, sentence)):
            if match.lastgroup != "year" or not label:
                label = _label(match)
        return "" if label in {"lũy kế", self.main} else label


def _blank(match: re.Match[str]) -> str:
    """A comparison is blanked out: it says for which time the other figure is."""
    return " " * len(match[0]) if compares(match) or match["last"] else match[0]


def _label(match: re.Match[str]) -> str:
    text = " ".join(match[0].lower().split())
    if match.lastgroup == "summed":
        return "lũy kế"
    if match.lastgroup == "months":
        return f"{int(text.split()[0])} tháng{' cuối' if 'cuối' in text else ''}"
    return text
