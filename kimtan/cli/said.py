"""What the command line says: plain words on a terminal, and one line for each thing anywhere else."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.errors import Problem

if TYPE_CHECKING:
    from rich.console import Console


@functools.cache
def console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


@functools.cache
def _errorconsole() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def tell(problems: Iterable[Problem]) -> None:
    """Say what is wrong, file by file, with the count at the end: wrapped on a terminal, else a line for each."""
    from rich.padding import Padding

    console = _errorconsole()
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.partition(":")[0].partition(",")[0], []).append(problem)
    for found in by_file.values():
        for problem in found:
            if console.is_terminal:
                console.print(clean(problem.place), style="bold", soft_wrap=True)
                console.print(Padding(clean(f"{problem.seen} {problem.remedy}".strip()), (0, 0, 0, 2)))
            else:
                console.print(clean(str(problem)).replace("\n", " "), soft_wrap=True)
    if by_file:
        total = count(sum(map(len, by_file.values())), "problem")
        console.print(f"{total} in {count(len(by_file), 'place')}.")


def table_of(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows as a table on a terminal, else with tabs between the cells; nothing when there are no rows."""
    from rich.table import Table

    known = [tuple(clean(cell) for cell in row) for row in rows]
    console = console()
    if not known:
        return
    if not console.is_terminal:
        for row in known:
            console.print("\t".join(row).replace("\n", " "), soft_wrap=True)
        return
    table = Table(*columns, title=title or None, title_justify="left", box=None, pad_edge=False)
    for row in known:
        table.add_row(*row)
    console.print(table)


def clean(text: str) -> str:
    """Text from data without anything that a terminal would take for a command."""
    return "".join(character if character.isprintable() or character == "\n" else "�" for character in text)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def from_here(path: Path) -> str:
    """A path as short as it can be typed here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
