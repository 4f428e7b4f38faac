"""What ``kimtan compare`` says: two periods, or two versions of one, as a table, as CSV or as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal

from kimtan.audit.comparison import Comparable, Compared, Comparison, Presence
from kimtan.audit.wording import range_ends
from kimtan.cli.output import console, count, from_here, say, tabulate
from kimtan.data.dataset import Dataset
from kimtan.data.observations import Observation
from kimtan.figures import Interval, number_text
from kimtan.languages import Bilingual, Language
from kimtan.spreadsheets import harmless
from kimtan.writing import write_whole, writing

Shape = Literal["table", "csv"]

_STATES: Mapping[Presence, Bilingual] = {
    "same": Bilingual("như cũ", "same"),
    "changed": Bilingual("thay đổi", "changed"),
    "new": Bilingual("mới", "new"),
    "awaited": Bilingual("chưa nhập", "not filled in yet"),
    "dropped": Bilingual("không còn", "dropped"),
}
_WHY: Mapping[Comparable, Bilingual] = {
    "territory": Bilingual(
        "Hai kỳ thuộc hai địa giới hành chính khác nhau, nên không tính mức tăng, giảm.",
        "The periods are of different territories, so no change is computed.",
    ),
    "length": Bilingual(
        "Hai kỳ dài ngắn khác nhau: chỉ tiêu cộng dồn không tính mức tăng, giảm.",
        "The periods are not equally long: of what piles up no change is computed.",
    ),
}
_MOST_ROWS = 40
"""So many rows a terminal shows unless all are asked for."""

_COLUMNS = (
    "indicator", "name", "measure", "basis", "state", "old", "old_unit", "new", "new_unit", "unit", "change",
    "change_pct", "revised_low", "revised_high",
)  # fmt: skip

_BEFORE, _AFTER = Bilingual("bản trước", "before"), Bilingual("bản sau", "after")


def show(
    comparison: Comparison, shape: Shape, language: Language, page: Path | None, *, is_complete: bool = False
) -> None:
    """Print a comparison, and write it as a page where one is asked for.

    Parameters
    ----------
    is_complete
        Whether a terminal shows all rows, however many there are.
    """
    if shape == "csv":
        console().file.write(csv_text(comparison, language))
    else:
        _tabulate(comparison, language, is_complete)
    if page is not None:
        _write(comparison, language, page)


def _tabulate(comparison: Comparison, language: Language, is_complete: bool) -> None:
    """Print all rows; on a terminal the first ones with their count, units beside names, and no empty column."""
    title, heads, rows = _title(comparison, language), _heads(comparison, language), list(_rows(comparison, language))
    if console().is_terminal:
        most = len(rows) if is_complete else _MOST_ROWS
        shown = [(f"{name} ({unit})", *cells) for name, unit, *cells in rows[:most]]
        kept = [at for at in range(len(heads) - 1) if any(row[at] for row in shown)]
        titles = (heads[0], *heads[2:])
        tabulate(title, tuple(titles[at] for at in kept), (tuple(row[at] for at in kept) for row in shown))
        if (left := len(rows) - most) > 0:
            more = Bilingual(
                f"và {left} dòng nữa; --all nêu tất cả.", f"and {count(left, 'row')} more; --all shows all."
            )
            say(f"… {more.in_(language)}")
    else:
        tabulate(title, heads, rows)
    for sentence in _remarks(comparison, language):
        say(sentence)


def csv_text(comparison: Comparison, language: Language) -> str:
    """A comparison for other programs: identities, codes of units, and numbers with a decimal point.

    One row a figure, those that are the same included; stated values keep their digits, computed ones have six decimals
    at the most.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    for compared in comparison.rows:
        indicator = _dataset(comparison, compared).indicators[compared.indicator]
        old, new, revised = compared.old, compared.new, compared.revised
        interval = Interval(None, None) if revised is None else revised.range.interval
        cells = (
            compared.indicator, indicator.name(language), compared.measure, compared.basis or "", compared.state,
            *(("", "") if old is None else (str(old.value), old.unit)),
            *(("", "") if new is None else (str(new.value), new.unit)),
            indicator.unit,
            *map(_plain, (compared.change, compared.change_pct, interval.low, interval.high)),
        )  # fmt: skip
        table.writerow(map(harmless, cells))
    return text.getvalue()


def _plain(value: Fraction | Decimal | None) -> str:
    """A computed number with a decimal point, rounded to six decimals; nothing where there is none.

    >>> _plain(Fraction(-1, 3)), _plain(Decimal("120.50")), _plain(Fraction(0))
    ('-0.333333', '120.5', '0')
    """
    if value is None:
        return ""
    rounded = round(Fraction(value), 6)
    text = format(Decimal(rounded.numerator) / Decimal(rounded.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _heads(comparison: Comparison, language: Language) -> tuple[str, ...]:
    names = [str(comparison.old.period), str(comparison.new.period)]
    if comparison.is_version:
        names = [words.in_(language) for words in (_BEFORE, _AFTER)]
    if language == "vi":
        return ("chỉ tiêu", "ĐVT", *names, "tăng, giảm", "%", "", "số kỳ trước nay nêu")
    return ("indicator", "unit", *names, "change", "%", "", "earlier figure as told now")


def _rows(comparison: Comparison, language: Language) -> Iterator[tuple[str, ...]]:
    for compared in comparison.rows:
        if comparison.is_version and compared.state == "same":
            continue
        dataset = _dataset(comparison, compared)
        indicator = dataset.indicators[compared.indicator]
        unit = dataset.units[indicator.unit]
        what = ":".join(part for part in (compared.measure, compared.basis) if part)
        name = f"{indicator.name(language)} ({what})" if comparison.is_version else indicator.name(language)
        yield (
            name,
            unit.name(language),
            _written(comparison.old, compared.old, language),
            _written(comparison.new, compared.new, language),
            _number(compared.change, language, max(indicator.decimals, 0)),
            _number(compared.change_pct, language, 1),
            _STATES[compared.state].in_(language) if compared.state != "changed" or comparison.is_version else "",
            _revised(compared, language),
        )


def _dataset(comparison: Comparison, compared: Compared) -> Dataset:
    """The data whose dictionary has an indicator: the newer one where both have it."""
    return comparison.new if compared.indicator in comparison.new.indicators else comparison.old


def _written(dataset: Dataset, row: Observation | None, language: Language) -> str:
    if row is None:
        return "—"
    own = dataset.indicators[row.indicator].unit
    text = number_text(row.value, language)
    return text if row.unit == own else f"{text} {dataset.units[row.unit].name(language)}"


def _number(value: Fraction | None, language: Language, decimals: int) -> str:
    return "" if value is None else number_text(float(value), language, decimals)


def _revised(compared: Compared, language: Language) -> str:
    return "" if compared.revised is None else range_ends(compared.revised.range.interval, language)


def _title(comparison: Comparison, language: Language) -> str:
    return f"{comparison.old.period.name(language)} → {comparison.new.period.name(language)}"


def _remarks(comparison: Comparison, language: Language) -> Iterator[str]:
    states: list[str] = [compared.state for compared in comparison.rows]
    revised = sum(compared.revised is not None for compared in comparison.rows)
    counts = {state: states.count(state) for state in _STATES}
    if language == "vi":
        yield (
            f"{len(states)} số liệu: {counts['changed']} thay đổi, {counts['new']} mới, {counts['awaited']} chưa nhập, "
            f"{counts['dropped']} không còn, {counts['same']} như cũ; {revised} số kỳ trước nay nêu khác."
        )
    else:
        yield (
            f"{len(states)} figures: {counts['changed']} changed, {counts['new']} new, "
            f"{counts['awaited']} not filled in yet, "
            f"{counts['dropped']} dropped, {counts['same']} the same; {revised} earlier figures are told otherwise now."
        )
    if comparison.comparable != "yes":
        yield _WHY[comparison.comparable].in_(language)


def _write(comparison: Comparison, language: Language, page: Path) -> None:
    from kimtan.report.page import standalone_page

    title, notes = _title(comparison, language), list(_remarks(comparison, language))
    heads, rows = _heads(comparison, language), list(_rows(comparison, language))
    html = standalone_page("comparison.html.j2", language, title=title, heads=heads, rows=rows, notes=notes)
    with writing(page.as_posix(), "Name another place."):
        write_whole(page, html.encode())
    say(from_here(page), is_wrapped=False)
