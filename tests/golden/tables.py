"""Golden tables: CSV files that people have read, compared by value with what comes out now."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

Cell = str | int | float | Decimal | Fraction | bool | None
Row = Mapping[str, Cell]

NOISE = 1e-9
"""Floats differ by the order in which they are added up; nothing that is shown does by so little."""

_MOST_SHOWN = 40


def text(cell: Cell) -> str:
    """A cell as it is stored: decimals and fractions exactly, floats with the digits that are the same everywhere."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else ""
    if isinstance(cell, float):
        return format(cell, ".12g")
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def write(path: Path, rows: Sequence[Row]) -> None:
    """Store rows; all have the same columns."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([text(cell) for cell in row.values()] for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(stream.getvalue(), encoding="utf-8")


def read(path: Path) -> list[dict[str, str]]:
    """What is stored; nothing where there is no such file."""
    if not path.exists():
        return []
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def differences(was: Sequence[Mapping[str, str]], now: Sequence[Row], keys: Sequence[str]) -> list[str]:
    """Where two tables differ, one line each: the row by its keys, the column, what it was and what it is."""
    before = {_key(row, keys): row for row in was}
    after = {_key(row, keys): row for row in now}
    found = [f"{key}: the row is gone" for key in before if key not in after]
    for key, row in after.items():
        if key not in before:
            found.append(
                f"{key}: a new row, {', '.join(f'{name}={text(cell)}' for name, cell in row.items() if text(cell))}"
            )
        else:
            found += [f"{key}: {line}" for line in _cells(before[key], row)]
    if not found and list(before) != list(after):
        moved = next(after_key for key, after_key in zip(before, after, strict=True) if key != after_key)
        found.append(f"{moved}: the rows are the same in another order, from here on")
    if len(now) != len(after):
        found.append(f"{len(now) - len(after)} rows have the keys of others")
    return found


def shown(found: Sequence[str]) -> str:
    """Differences as a message; not all where there are very many."""
    more = [f"… and {len(found) - _MOST_SHOWN} more"] if len(found) > _MOST_SHOWN else []
    return "\n".join([*found[:_MOST_SHOWN], *more])


def _key(row: Mapping[str, Cell], keys: Sequence[str]) -> str:
    return " | ".join(text(row.get(key)) for key in keys)


def _cells(was: Mapping[str, str], now: Row) -> Iterator[str]:
    for name in dict.fromkeys([*now, *was]):
        old, new = was.get(name), now.get(name)
        if old is None or name not in now:
            yield f"{name}: the column is {'new' if old is None else 'gone'}"
        elif not _is_same(old, new):
            yield f"{name}: was {old or 'empty'}, is {text(new) or 'empty'}"


def _is_same(old: str, new: Cell) -> bool:
    if not isinstance(new, float) or math.isnan(new) or not old:
        return old == text(new)
    try:
        return math.isclose(float(old), new, rel_tol=NOISE, abs_tol=NOISE)
    except ValueError:
        return False
