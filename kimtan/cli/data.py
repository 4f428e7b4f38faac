"""What ``kimtan data edit`` and ``kimtan data take`` do and say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.cli.handed_out import write_once
from kimtan.cli.output import count, from_here, say
from kimtan.errors import ExitCode, InputError, Problem

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset


def edit(dataset: Dataset, path: Path) -> ExitCode:
    """Write the tables of a period as a workbook whose cells are text."""
    from kimtan.forms.editing import tables, write

    if path.suffix.lower() != ".xlsx":
        seen = f"It becomes a workbook, and '{path.name}' does not end in .xlsx."
        raise InputError(Problem("--output", seen, "Name it so.", "editing.output"))
    seen = "It exists already, and somebody may have edited it."
    remedy = "Take it back or move it away, or name another with -o."
    existing = Problem(path.as_posix(), seen, remedy, "editing.exists")
    write_once(path, write(dataset), existing, "Name another place with -o.")
    say(from_here(path), is_wrapped=False)
    say(f"{count(len(tables(dataset)), 'table')}; every cell is text.")
    say(f"Then: kimtan data take {dataset.period} {path.name}")
    return ExitCode.DONE


def take(dataset: Dataset, path: Path) -> ExitCode:
    """Write what an edited workbook says into the tables of a period."""
    from kimtan.forms.editing import take as write

    changed = write(dataset, path, lambda: say("Another kimtan is writing the data of this workspace; waiting for it."))
    for name, rows in changed.items():
        say(f"{name}: {count(rows, 'row')} written or taken out.")
    say(f"Next: kimtan check {dataset.period}" if changed else "Nothing differs; nothing was written.")
    return ExitCode.DONE
