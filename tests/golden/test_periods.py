"""What comes out of whole periods is what was reviewed: no finding, metric or derived figure changes unnoticed.

After a change that is meant, ``make golden`` writes the tables anew; the difference is then read in ``git diff``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.data.dataset import Dataset
from tests.golden.contents import KEYS, rows
from tests.golden.offices import Office
from tests.golden.tables import Row, differences, read, shown, write


@pytest.fixture(scope="module")
def now(office: Office, periods: dict[str, Dataset]) -> dict[str, list[Row]]:
    """An office's tables as they come out now."""
    return rows(office, periods)


@pytest.mark.parametrize("table", KEYS)
def test_a_table_is_as_it_was_reviewed(table: str, now: dict[str, list[Row]], tables: Path, is_accepting: bool) -> None:
    """Decimals and fractions exactly, floats but for the order in which they were added up, rows in their order."""
    path = tables / f"{table}.csv"
    made = now.get(table, [])
    if is_accepting:
        path.unlink(missing_ok=True)
        if made:
            write(path, made)
    found = differences(read(path), made, KEYS[table])
    assert not found, f"{path.parent.name}/{path.name}\n{shown(found)}\nIf this is meant: make golden"
