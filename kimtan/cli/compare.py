"""What ``kimtan compare`` says: two periods, or two versions of one, as a table, as CSV or as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Literal

from kimtan.audit.comparison import Comparable, Compared, Comparison, Presence
from kimtan.audit.wording import range_ends
from kimtan.cli.output import console, from_here, say, tabulate
from kimtan.data.observations import Observation
from kimtan.figures import number_text
from kimtan.languages import Bilingual, Language
from kimtan.writing import write_whole, writing

Shape = Literal["table", "csv"]

_STATES: Mapping[Presence, Bilingual] = {
    "same": Bilingual("như cũ", "same"),
    "changed": Bilingual("thay đổi", "changed"),
    "new": Bilingual("mới", "new"),
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
_BEFORE, _AFTER = Bilingual("bản trước", "before"), Bilingual("bản sau", "after")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def show(found: Comparison, shape: Shape, language: Language, page: Path | None) -> None:
    """Print a comparison, and write it as a page where one is asked for."""
    rows = list(_rows(found, language))
    heads = _heads(found, language)
    if shape == "csv":
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(heads)
        table.writerows([_safe(cell) for cell in row] for row in rows)
        console().file.write(text.getvalue())
    else:
        tabulate(_title(found, language), heads, rows)
        for sentence in _told(found, language):
            say(sentence)
    if page is not None:
        _write(found, heads, rows, language, page)


def _heads(found: Comparison, language: Language) -> tuple[str, ...]:
    names = [str(found.old.period), str(found.new.period)]
    if found.is_version:
        names = [words.in_(language) for words in (_BEFORE, _AFTER)]
    if language == "vi":
        return ("chỉ tiêu", "ĐVT", *names, "tăng, giảm", "%", "", "số kỳ trước nay nêu")
    return ("indicator", "unit", *names, "change", "%", "", "earlier figure as told now")


def _rows(found: Comparison, language: Language) -> Iterator[tuple[str, ...]]:
    for one in found.rows:
        if found.is_version and one.state == "same":
            continue
        dataset = found.new if one.indicator in found.new.indicators else found.old
        indicator = dataset.indicators[one.indicator]
        unit = dataset.units[indicator.unit]
        what = ":".join(part for part in (one.measure, one.basis) if part)
        name = f"{indicator.name(language)} ({what})" if found.is_version else indicator.name(language)
        yield (
            name,
            unit.name(language),
            _written(found, one.old, language, is_old=True),
            _written(found, one.new, language, is_old=False),
            _number(one.change, language, max(indicator.decimals, 0)),
            _number(one.change_pct, language, 1),
            _STATES[one.state].in_(language) if one.state != "changed" or found.is_version else "",
            _revised(one, language),
        )


def _written(found: Comparison, row: Observation | None, language: Language, *, is_old: bool) -> str:
    if row is None:
        return "—"
    dataset = found.old if is_old else found.new
    own = dataset.indicators[row.indicator].unit
    text = number_text(row.value, language)
    return text if row.unit == own else f"{text} {dataset.units[row.unit].name(language)}"


def _number(value: Fraction | None, language: Language, decimals: int) -> str:
    return "" if value is None else number_text(float(value), language, decimals)


def _revised(one: Compared, language: Language) -> str:
    return "" if one.revised is None else range_ends(one.revised.range.interval, language)


def _title(found: Comparison, language: Language) -> str:
    return f"{found.old.period.name(language)} → {found.new.period.name(language)}"


def _told(found: Comparison, language: Language) -> Iterator[str]:
    states: list[str] = [one.state for one in found.rows]
    revised = sum(one.revised is not None for one in found.rows)
    counts = {state: states.count(state) for state in _STATES}
    if language == "vi":
        yield (
            f"{len(states)} số liệu: {counts['changed']} thay đổi, {counts['new']} mới, {counts['dropped']} không còn, "
            f"{counts['same']} như cũ; {revised} số kỳ trước nay nêu khác."
        )
    else:
        yield (
            f"{len(states)} figures: {counts['changed']} changed, {counts['new']} new, {counts['dropped']} dropped, "
            f"{counts['same']} the same; {revised} earlier figures are told otherwise now."
        )
    if found.comparable != "yes":
        yield _WHY[found.comparable].in_(language)


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a negative number stays one."""
    is_number = cell.lstrip("-−").replace(".", "").replace(",", "").isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not is_number else cell


def _write(
    found: Comparison, heads: tuple[str, ...], rows: list[tuple[str, ...]], language: Language, page: Path
) -> None:
    from kimtan.report.page import standalone_page

    title, notes = _title(found, language), list(_told(found, language))
    html = standalone_page("comparison.html.j2", language, title=title, heads=heads, rows=rows, notes=notes)
    with writing(page.as_posix(), "Name another place."):
        write_whole(page, html.encode())
    say(from_here(page), is_wrapped=False)
