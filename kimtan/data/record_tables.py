"""Records written as the tables that they are read from: a row each, nothing for what is not known."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from kimtan.reading.records import Record

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def table_text(model: type[Record], records: Iterable[Record]) -> str:
    """A table of records as CSV, in the columns of their model."""
    columns = list(model.model_fields)
    return _rows([columns], ",") + _rows((_cells(record, columns) for record in records), ",")


def extended(path: Path, model: type[Record], records: Iterable[Record]) -> str:
    """A table with rows added, in the columns and with the separator that it has; a new one where there is none."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if not old:
        return table_text(model, records)
    first = old.removeprefix(_MARK).partition("\n")[0]
    separator = ";" if ";" in first and "," not in first else ","  # as reading.tables takes either
    columns = next(csv.reader(io.StringIO(first), delimiter=separator))
    end = "" if old.endswith("\n") else "\n"
    return old + end + _rows((_cells(record, columns) for record in records), separator)


def _rows(rows: Iterable[Sequence[str]], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", delimiter=separator).writerows(rows)
    return text.getvalue()


def _cells(record: Record, columns: Sequence[str]) -> list[str]:
    values = record.model_dump()
    return [_cell(values.get(column)) for column in columns]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
