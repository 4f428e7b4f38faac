"""Records written as the tables that they are read from: a row each, nothing for what is not known."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from kimtan.reading.records import Record
from kimtan.reading.tables import separator

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def table_text(model: type[Record], records: Iterable[Record]) -> str:
    """A table of records as CSV, in the columns of their model."""
    columns = list(model.model_fields)
    return rows_text([columns, *(_cells(record, columns) for record in records)])


def extended(path: Path, model: type[Record], records: Iterable[Record]) -> str:
    """A table with rows added, in the columns and with the separator that it has; a new one where there is none."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if not old:
        return table_text(model, records)
    text = old.removeprefix(_MARK).lstrip("\n")
    columns = next(csv.reader(text.splitlines(), delimiter=separator(text)))
    end = "" if old.endswith("\n") else "\n"
    return old + end + rows_text((_cells(record, columns) for record in records), separator(text))


def rows_text(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", delimiter=delimiter).writerows(rows)
    return text.getvalue()


def _cells(record: Record, columns: Sequence[str]) -> list[str]:
    values = record.model_dump()
    return [_cell(values.get(column)) for column in columns]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
