"""What a name promises, its figure must be: a rate is a percentage, and one name has one meaning and one figure.

Names are those of the data dictionary, which come from the report itself where the dictionary is drafted from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kimtan.audit.rules import Rule, identity, name, question
from kimtan.audit.statements import Statements
from kimtan.audit.wording import IS_A_RATE, ONE_NAME, RATE_IN_PERCENT, SAME_NAME, TWO_NAMES, TWO_NAMES_ONE_FIGURE, fill
from kimtan.data.identities import FigureId
from kimtan.languages import Bilingual

_RATE = re.compile(r"(?:tỷ|tỉ) lệ|tốc độ tăng|cơ cấu", re.IGNORECASE)
"""How the name of a percentage begins."""

_QUANTITIES = {
    "rate": r"(?:tỷ|tỉ) lệ|(?:tỷ|tỉ) trọng|tốc độ tăng|cơ cấu",
    "count": r"số lượng|tổng số|số|dân số",
    "area": r"(?:tổng )?diện tích",
    "yield": r"năng suất",
    "mass": r"(?:tổng )?sản lượng|khối lượng",
    "money": r"(?:tổng )?(?:doanh thu|giá trị|thu nhập|kim ngạch|lợi nhuận|kinh phí|vốn|mức)",
    "length": r"(?:tổng )?chiều dài",
}
"""Kinds of quantities of which no figure can be of two, as their names begin; two amounts of one kind may be a sum."""

_NAMED_QUANTITY = re.compile(
    r"(?:^| và |, |; )(?:" + "|".join(rf"(?P<{kind}>{words})" for kind, words in _QUANTITIES.items()) + r")\b",
    re.IGNORECASE,
)

_RELATIVE = ("percent", "per_mille")
_PER = "_per_"
"""In the dimension of a ratio of two quantities."""


def names(figures: Statements) -> Iterator[Rule]:
    """Rates in other units than percent, names of two quantities, and names that two indicators share."""
    stated = _figures(figures)
    for indicator, rows in stated.items():
        definition, unit = figures.indicators[indicator], figures.unit(indicator)
        is_relative = unit.dimension in _RELATIVE or _PER in unit.dimension
        if rows and _RATE.match(definition.name_vi) and not is_relative:
            yield _rule(figures, "rate_name", [indicator], rows, IS_A_RATE, RATE_IN_PERCENT)
        if rows and _names_two(definition.name_vi):
            yield _rule(figures, "two_names", [indicator], rows, TWO_NAMES, TWO_NAMES_ONE_FIGURE)
    by_name = sorted((indicator for indicator, rows in stated.items() if rows), key=lambda known: _key(figures, known))
    for _, alike in groupby(by_name, key=lambda known: _key(figures, known)):
        indicators = list(alike)
        if len({figures.unit(indicator).dimension for indicator in indicators}) > 1:
            rows = tuple(figure for indicator in indicators for figure in stated[indicator])
            yield _rule(figures, "one_name", indicators, rows, SAME_NAME, ONE_NAME)


def _names_two(name_vi: str) -> bool:
    """Whether a name is that of two quantities that no single figure can be.

    >>> [_names_two(name) for name in ("Diện tích và sản lượng lúa", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ")]
    [True, False]
    """
    kinds = [str(match.lastgroup) for match in _NAMED_QUANTITY.finditer(name_vi)]
    return len(set(kinds)) > 1 or kinds.count("rate") > 1


def _key(figures: Statements, indicator: str) -> tuple[str, str]:
    """The section and the name of an indicator, capitals aside."""
    definition = figures.indicators[indicator]
    return definition.section, definition.name_vi.casefold()


def _figures(figures: Statements) -> dict[str, tuple[FigureId, ...]]:
    """Each indicator's figures in its own unit: levels, targets and goals, not percentages of them."""
    stated: dict[str, list[FigureId]] = {indicator: [] for indicator in figures.indicators}
    for figure, row in figures.observations.items():
        if row.indicator in stated and figures.unit(row.indicator, row.measure) == figures.unit(row.indicator):
            stated[row.indicator].append(figure)
    return {indicator: tuple(rows) for indicator, rows in stated.items()}


def _rule(
    figures: Statements,
    kind: str,
    indicators: Sequence[str],
    rows: tuple[FigureId, ...],
    words: Bilingual,
    assumes: Bilingual,
) -> Rule:
    return question(
        figures.unit(indicators[0]),
        kind,
        identity(kind, *indicators),
        fill("{}: {}", name(figures, indicators[0]), words),
        rows,
        assumes,
        severity="warning",
    )
