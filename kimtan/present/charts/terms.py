"""Words that several charts share, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from kimtan.languages import Bilingual, Language, lower_first
from kimtan.present.prose import Sentence, tidy

STATUS = {
    "done": Bilingual("Đạt kế hoạch năm", "Annual plan reached"),
    "ahead": Bilingual("Vượt tiến độ", "Ahead of schedule"),
    "on_track": Bilingual("Đúng tiến độ", "On schedule"),
    "behind": Bilingual("Chậm tiến độ", "Behind schedule"),
    "at_risk": Bilingual("Khó đạt kế hoạch năm", "At risk of missing the plan"),
}
"""A status against the time gone, from the best to the worst."""

SCHEDULE = Bilingual("Tiến độ", "Schedule")
TABLE = Bilingual("Số liệu của biểu đồ", "Data of the chart")
MISSING = Bilingual("Chưa có số liệu: {}.", "Not drawn, because no figure is known: {}.")
AND = Bilingual(" và ", " and ")

NOT_REACHED = Bilingual("Chưa đạt kế hoạch năm", "Annual plan not reached")
"""What is behind when the year is over."""

_NOT_JUDGED = Bilingual("Không xét theo thời gian", "Not judged by time")
_MORE = Bilingual("và các mục còn lại (xem bảng số liệu)", "and the others (see the data table)")

SPOKEN = 12
"""At most this many items are read out in an alternative text; the data table has all."""


def status(name: object, language: Language, *, is_year_over: bool = False) -> str:
    """A status in words, for a heading or a cell."""
    if is_year_over and name == "behind":
        return NOT_REACHED.in_(language)
    return STATUS.get(str(name), _NOT_JUDGED).in_(language)


def listed(parts: Sequence[str], language: Language) -> str:
    """Parts read out one after another; of more than :data:`SPOKEN` the first ones.

    >>> listed(["a 1", "b 2"], "en")
    'a 1; b 2'
    """
    if len(parts) <= SPOKEN:
        return "; ".join(parts)
    return "; ".join([*parts[: SPOKEN - 1], _MORE.in_(language)])


def joined(parts: Sequence[str], language: Language) -> str:
    """Parts within a sentence.

    >>> joined(["a", "b", "c"], "en")
    'a, b and c'
    """
    return AND.in_(language).join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def about(subject: str, finding: Sentence) -> Sentence:
    """A finding that does not name what it is about, with that name before it.

    >>> about("Thefts", ("Most: bicycles",))
    ('Thefts – most: bicycles',)
    """
    first, *rest = finding
    return tidy([f"{subject} – ", lower_first(first) if isinstance(first, str) else first, *rest])
