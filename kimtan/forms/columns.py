"""Where the columns of a form are: told by their heads and by a hidden row of keys, never by their letters.

Whoever inserts, moves or renames a column moves both or one of them; where they do not agree, nothing is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kimtan.errors import Problem
from kimtan.forms.layout import ALL_HEADS, COLUMN_KEYS, FURTHER_KEYS, HEADS, IDENTITY, MEASURES, REBASED_HEAD
from kimtan.forms.typed import normal

HEADS_WITHIN = 30
"""The heads stand in one of so many rows; rows may have been inserted above them."""

_KEEP = "Make the form anew, or give the columns their heads again; do not insert, move or rename any."


def head_row(rows: Sequence[Sequence[Any]]) -> int | None:
    """Which of some rows has the heads, from zero; None where no row has."""
    for number, row in enumerate(rows[:HEADS_WITHIN]):
        if HEADS[IDENTITY] in map(normal, row):
            return number
    return None


def columns(
    rows: Sequence[Sequence[Any]], head: int, place: str, problems: list[Problem], *, has_keys: bool
) -> Mapping[str, int] | None:
    """Where each column of the layout is, from zero, by its letter there; None where that cannot be told.

    Parameters
    ----------
    rows, head
        The first rows, and which of them has the heads.
    place
        What messages call the sheet or the file.
    has_keys
        Whether a hidden row of keys stands above the heads (a workbook), or heads are all there is (CSV).
    """
    count = len(problems)
    heads = [normal(cell) for cell in rows[head]]
    named: dict[str, int] = {}
    for letter, title in ALL_HEADS.items():
        titles = {title, REBASED_HEAD} if letter == MEASURES["last_year"] else {title}
        at = [number for number, text in enumerate(heads) if text in titles]
        if len(at) > 1:
            seen = f"There are {len(at)} columns '{title}'."
            problems.append(Problem(place, seen, "Take out the one that is not of the form.", "form.heads"))
        elif at:
            named[letter] = at[0]
    keys = _keys(rows[:head]) if has_keys else {}
    if has_keys and not keys:  # a form of an earlier version: then each column is where it was made
        keys = {key: ord(letter) - ord("A") for letter, key in COLUMN_KEYS.items()}
    for letter, key in {**COLUMN_KEYS, **FURTHER_KEYS}.items():
        at_key = keys.get(key)
        if keys and at_key is None and letter in HEADS:
            seen = f"The column '{HEADS[letter]}' is gone."
            problems.append(Problem(place, seen, _KEEP, "form.heads"))
        elif at_key is not None and named.get(letter) != at_key and len(problems) == count:
            says = heads[at_key] if at_key < len(heads) and heads[at_key] else "nothing"
            seen = f"The column '{ALL_HEADS[letter]}' has been moved or renamed: its head says '{says}'."
            problems.append(Problem(place, seen, _KEEP, "form.heads"))
    return named if len(problems) == count else None


def _keys(rows: Sequence[Sequence[Any]]) -> dict[str, int]:
    """The columns by the keys above the heads; nothing where no row has them."""
    known = {*COLUMN_KEYS.values(), *FURTHER_KEYS.values()}
    for row in rows:
        cells = [str(cell) if cell is not None else "" for cell in row]
        if COLUMN_KEYS[IDENTITY] in cells:
            return {cell: number for number, cell in enumerate(cells) if cell in known}
    return {}
