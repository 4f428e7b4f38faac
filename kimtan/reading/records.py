"""Rows of a table as typed records: one pydantic model a table, every problem with its line and column.

The models are the one source of truth for a table's shape: readers validate by them and ``data/datapackage.json`` is
generated from them. Wording of what is wrong stands here, once, for all tables.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from kimtan.errors import Problems
from kimtan.reading.tables import read_table


class Record(BaseModel):
    """Base of all row models: frozen, no unknown columns."""

    model_config = ConfigDict(frozen=True, extra="forbid")


IDENTITY = r"^[a-z][a-z0-9_]*$"
"""How rows are named that other tables refer to: English snake_case."""

MOST_PROBLEMS = 100
"""The number of problems of one table that are shown, at most; rows below are checked when these are corrected."""

AnyRecord = TypeVar("AnyRecord", bound=Record)


def refuse(code: str, seen: str, remedy: str) -> PydanticCustomError:
    """An error that a field's validator raises; its wording reaches the person who edits the file."""
    return PydanticCustomError(code, "{seen}", {"seen": seen, "remedy": remedy})


def _flag(cell: Any) -> Any:
    if str(cell).lower() in ("true", "false"):  # spreadsheets write TRUE
        return str(cell).lower() == "true"
    raise refuse("flag", f"'{cell}' is neither true nor false.", "Write true or false.")


def _whole(cell: Any) -> Any:
    if isinstance(cell, str) and cell.isascii() and cell.isdigit():
        return int(cell)
    raise refuse("whole_number", f"'{cell}' is no whole number.", "Write digits only, such as 3.")


def read_day(cell: Any) -> dt.date:
    """Turn ``2023-06-10`` into a date; fromisoformat alone would take 20230610 and 2023-W23-6 as well.

    Raises
    ------
    PydanticCustomError
        The cell holds anything else.
    """
    if isinstance(cell, dt.date):
        return cell
    text = "" if cell is None else str(cell)
    with suppress(ValueError):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return dt.date.fromisoformat(text)
    raise refuse("date", f"'{text}' is no date.", "Write it as year-month-day: 2023-06-10.")


Flag = Annotated[bool, BeforeValidator(_flag)]
"""A cell that holds ``true`` or ``false``, in whatever case."""

Whole = Annotated[int, BeforeValidator(_whole)]
"""A cell that holds a whole number."""

Day = Annotated[dt.date, BeforeValidator(read_day)]
"""A cell that holds a date."""


def nearest(name: str, names: Iterable[str]) -> str:
    """A sentence that names the likeliest valid name, or all names that are valid.

    Examples
    --------
    >>> nearest("rice.outpt", ["rice.output", "crops.area"])
    "Did you mean 'rice.output'?"
    """
    known = sorted(names)
    if close := difflib.get_close_matches(name, known, n=1, cutoff=0.6):
        return f"Did you mean '{close[0]}'?"
    shown = ", ".join(known[:12])
    return f"Use one of: {shown}{', …' if len(known) > 12 else ''}."


def read_records(
    path: Path,
    shown: str,
    model: type[AnyRecord],
    problems: Problems,
    topic: str,
    *,
    may_be_empty: bool = False,
) -> list[tuple[int, AnyRecord]]:
    """Read a CSV file into records, each with the line it begins on.

    Rows that are wrong are noted in ``problems`` with their line and column and left out of the result.

    Parameters
    ----------
    shown
        The path as shown to people.
    topic
        First part of the reason codes: ``observations`` gives ``observations.value``.
    may_be_empty
        Whether a header without rows will do.
    """
    fields = model.model_fields
    required = [name for name, field in fields.items() if field.is_required()]
    records: list[tuple[int, AnyRecord]] = []
    rows = read_table(path, shown, list(fields), required, problems, may_be_empty=may_be_empty)
    before = len(problems.found)
    for row in rows:
        if is_enough(len(problems.found) - before, shown, row.line, problems, topic):
            break
        filled = {column: cell for column, cell in row.cells.items() if cell}
        try:
            records.append((row.line, model.model_validate(filled)))
        except ValidationError as error:
            for detail in error.errors():
                _note(detail, f"{shown}:{row.line}", topic, problems)
    return records


def is_enough(count: int, shown: str, line: int, problems: Problems, topic: str) -> bool:
    """Whether a table has so many problems that its rows from a line on are not looked at; then that is noted, too."""
    if count < MOST_PROBLEMS:
        return False
    seen = f"{count} problems are told; the rows from here on have not been looked at."
    problems.add(f"{shown}:{line}", seen, "Mend these first.", f"{topic}.more")
    return True


def _note(detail: ErrorDetails, place: str, topic: str, problems: Problems) -> None:
    column = str(detail["loc"][0]) if detail["loc"] else "row"
    seen, remedy = seen_and_remedy(detail)
    if detail["type"] == "missing":
        seen, remedy = "The cell is empty.", "Fill it in, or take the row out when nothing is known."
    problems.add(f"{place} ({column})", seen, remedy, f"{topic}.{column}")


_FORMS = {
    r"^[a-z][a-z0-9_]*$": "Use small letters, digits and _, a letter first: term_start, y2030.",
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$": "Use names of small letters, digits and _, joined by dots: rice.area.",
    r"^[IVX]+$": "Write a Roman numeral: I.",
    r"^[IVX]+(\.[1-9]\d?)*$": "Write a Roman numeral and what follows it in digits: I.1.3.",
    r"^\d\d_\w+$": "Write the notebook's name without its ending: 13_agriculture.",
}
"""What a cell must look like, by the pattern that says so to programs."""


def seen_and_remedy(detail: ErrorDetails) -> tuple[str, str]:
    """What was seen and what to do about it, for one of pydantic's errors, be it of a cell or of a key."""
    value, context = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "literal_error":
            return f"'{value}' is not allowed here.", nearest(str(value), re.findall(r"'([^']*)'", context["expected"]))
        case "less_than_equal":
            return f"{value} is too large.", f"Write {context['le']:g} or less."
        case "string_pattern_mismatch":
            remedy = _FORMS.get(context["pattern"], f"It must match {context['pattern']}.")
            return f"'{value}' does not have the form of this cell.", remedy
        case _:
            message = detail["msg"]
            seen = message if message.endswith((".", "!", "?")) else f"{message}."
            return seen, str(context.get("remedy", "Correct it."))


def unique(records: Sequence[tuple[int, AnyRecord]], key: str, shown: str, problems: Problems, topic: str) -> None:
    """Note every record whose key stands on an earlier line already."""
    first: dict[str, int] = {}
    for line, record in records:
        name = str(getattr(record, key))
        if name in first:
            problems.add(
                f"{shown}:{line} ({key})",
                f"'{name}' stands on line {first[name]} already.",
                "Keep one of the two rows.",
                f"{topic}.duplicate",
            )
        first.setdefault(name, line)


def read_layers(
    files: Sequence[tuple[Path, str]],
    model: type[AnyRecord],
    problems: Problems,
    topic: str,
    key: str,
    *,
    may_be_empty: bool = False,
) -> dict[str, tuple[str, AnyRecord]]:
    """Read files of one table into records by their key, each with its place; a later file adds and replaces.

    Parameters
    ----------
    files
        Paths, and each as shown to people, in the order in which they are laid over each other. Only the first
        must have rows.
    key
        The column whose cells are unique within a file.
    """
    layered: dict[str, tuple[str, AnyRecord]] = {}
    for number, (path, shown) in enumerate(files):
        records = read_records(path, shown, model, problems, topic, may_be_empty=may_be_empty or number > 0)
        unique(records, key, shown, problems, topic)
        layered |= {str(getattr(record, key)): (f"{shown}:{line}", record) for line, record in records}
    return layered
