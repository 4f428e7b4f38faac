"""Subjects matched with the indicators of a dictionary, by their names, the words around and the unit."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kimtan.data.indicators import Indicator
from kimtan.data.units import Unit
from kimtan.extract.figures import ReadFigure
from kimtan.extract.names import syllable, telling
from kimtan.extract.outline import places
from kimtan.extract.passages import ReadDocument

LEAST = 0.5
"""A subject that is less like a name than this is none of the dictionary's."""
UNSURE = 0.65
"""So sure at most is a match of names of which one has a telling word that the other has not."""
_MOST_FURTHER = 0.4
"""This share of a subject's telling words may be more than the name has: ``lương thực có hạt``."""
_GENERIC = """
tổng số lượng sản diện tích tỷ tỉ lệ mức tốc độ khu vực bình quân năm tháng quý hiện nay việc vụ xảy bao phủ tham gia
người đàn đạt kết quả so kế hoạch hộ trường hợp đơn vị chung
"""
_WHATEVER = frozenset(map(syllable, _GENERIC.split()))
"""Words that names of different things have in common: ``Sản lượng xi măng`` and ``Sản lượng mật ong``."""
_CHANGES = frozenset(map(syllable, ("tăng", "giảm", "mới", "thoát")))
"""Words of a name that no title says in its subject's place: ``Số hộ nghèo giảm`` is not ``số hộ nghèo``."""

_PERCENT_MEASURES = frozenset({"pct_of_plan", "yoy_pct", "yoy_index", "change"})
_LEVELS = frozenset({"actual", "target", "year_end", "plan", "last_year"})


@dataclass(frozen=True)
class _Name:
    indicator: Indicator
    words: tuple[str, ...]
    text: str


class Names:
    """The names of a dictionary's indicators, with how much each of their words tells."""

    def __init__(self, indicators: Mapping[str, Indicator], units: Mapping[str, Unit]) -> None:
        self.names = [_Name(row, telling(row.name_vi), " ".join(telling(row.name_vi))) for row in indicators.values()]
        self.units = units
        counts = Counter(word for name in self.names for word in set(name.words))
        self.weight = {word: math.log(1 + len(self.names) / count) for word, count in counts.items()}
        self._rare = math.log(1 + len(self.names))

    def best(self, figure: ReadFigure, titles: Sequence[str], nearby: str) -> tuple[Indicator | None, float]:
        """The indicator whose name a figure's subject is most like, and how like it is (0 to 1)."""
        own = telling(figure.subject)
        if not own:
            return None, 0.0
        around = {word for title in titles for word in telling(title)} | set(telling(nearby))
        text = " ".join(own)
        best, most = None, 0.0
        for name in self.names:
            if not name.words or not self._fits(figure, name.indicator):
                continue
            likeness = self._likeness(own, text, around, name)
            if likeness > most:
                best, most = name.indicator, likeness
        return best, most

    def _fits(self, figure: ReadFigure, indicator: Indicator) -> bool:
        """Whether a figure can be about an indicator, by their units."""
        unit = self.units.get(indicator.unit)
        if unit is None:
            return True
        if figure.measure in _PERCENT_MEASURES and figure.unit == "pct":
            return True
        if figure.unit in self.units:
            own = self.units[figure.unit].dimension
            return own == unit.dimension or (
                own == "money" and unit.dimension == "money_per_person" and figure.measure in _LEVELS
            )
        return unit.dimension == "count"

    def _likeness(self, own: tuple[str, ...], text: str, around: set[str], name: _Name) -> float:
        subject_words = set(own)
        whole = sum(self.weight[word] for word in name.words)
        inside = sum(
            self.weight[word] * (1.0 if word in subject_words else 0.45 if word in around else 0.0)
            for word in name.words
        )
        known = sum(self.weight.get(word, self._rare * 0.6) for word in subject_words)
        shared = sum(self.weight[word] for word in subject_words if word in name.words)
        order = fuzz.token_sort_ratio(text, name.text) / 100
        return 0.5 * inside / whole + 0.3 * shared / known + 0.2 * order


def is_distinct(subject: str, around: Iterable[str], *names: str) -> bool:
    """Whether a subject has all telling words of a name, itself or in the titles around, and the name most of its own.

    Parameters
    ----------
    names
        The indicator's name, then those of its wholes, whose words it may leave out.

    Examples
    --------
    >>> is_distinct("Tổng thu ngân sách trên địa bàn", (), "Thu ngân sách")
    True
    >>> is_distinct("Sản lượng xi măng", (), "Sản lượng mật ong")
    False
    """
    own, theirs = (set(telling(words)) - _WHATEVER for words in (subject, names[0]))
    if not theirs or not own:
        return telling(subject) == telling(names[0])
    beside = {word for text in around for word in telling(text)} - _CHANGES
    above = {word for name in names for word in telling(name)}
    return theirs <= own | beside and bool(theirs & own) and len(own - above) <= _MOST_FURTHER * len(own)


def matched(
    document: ReadDocument,
    figures: Iterable[ReadFigure],
    dictionary: Mapping[str, Indicator],
    units: Mapping[str, Unit],
) -> Iterator[ReadFigure]:
    """The figures with their indicators; a figure whose subject is like none stays without."""
    if not dictionary:
        yield from figures
        return
    names = Names(dictionary, units)
    where = list(places(document))
    seen: dict[tuple[str, int, str, bool], tuple[Indicator | None, float]] = {}
    levels: dict[tuple[str, int], tuple[Indicator | None, float]] = {}
    for figure in figures:
        place = where[figure.passage]
        text = document.passages[figure.passage].text
        key = (figure.subject, figure.passage, figure.unit or figure.unit_text, figure.measure in _PERCENT_MEASURES)
        if key not in seen:
            titles = [title.text for title in place.titles]
            seen[key] = names.best(figure, titles, text[max(0, figure.start - 120) : figure.end + 60])
        indicator, likeness = seen[key]
        if figure.measure in _PERCENT_MEASURES:
            indicator, likeness = levels.get((figure.subject, figure.passage), (indicator, likeness))
        elif figure.measure in _LEVELS:
            levels[figure.subject, figure.passage] = indicator, likeness
        if indicator is None or likeness < LEAST:
            yield figure
            continue
        is_other = figure.unit in units and units[figure.unit].dimension != units[indicator.unit].dimension
        takes_unit = figure.measure in _LEVELS and (not figure.unit or is_other)
        unit = indicator.unit if takes_unit else figure.unit
        sure = figure.confidence * (0.6 + 0.4 * min(1.0, likeness / 0.8))
        if not is_distinct(figure.subject, [title.text for title in place.titles], indicator.name_vi):
            sure = min(sure, UNSURE)
        yield replace(
            figure,
            unit=unit,
            indicator=indicator.indicator,
            indicator_name=indicator.name_vi,
            confidence=round(sure, 2),
        )
