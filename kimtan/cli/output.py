"""What the command line says: wrapped words on a terminal, and one line for each thing anywhere else."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.errors import Problem

if TYPE_CHECKING:
    from rich.console import Console


_LONGEST = 600
"""Characters of a problem; a cell of a table may have any number."""


@functools.cache
def console() -> Console:
    """Where results go: standard output."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


@functools.cache
def error_console() -> Console:
    """Where progress and problems go: standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


@contextmanager
def paged() -> Iterator[None]:
    """What goes to standard output within, through a pager where somebody sits at a terminal.

    The pager is that of ``PAGER``, else ``less``, which ends at once where all fits on the screen unless ``LESS`` says
    otherwise.
    """
    where = console()
    if not (where.is_terminal and sys.stdin.isatty()):
        yield
        return
    os.environ.setdefault("LESS", "FRX")
    os.environ.setdefault("LESSCHARSET", "utf-8")
    with where.pager(styles=True):
        yield


def say(text: str, to: Console | None = None, indent: int = 0, style: str = "", is_wrapped: bool = True) -> None:
    """Print text from data: nothing in it is taken for markup or for a command to the terminal.

    Parameters
    ----------
    text
        The words.
    to
        Standard output when not given.
    indent, style
        How they are set on a terminal.
    is_wrapped
        Whether a terminal may break the line: not that of a path, which one wants to copy.
    """
    from rich.padding import Padding
    from rich.text import Text

    where = to or console()
    words = Text(clean(text), style=style)
    if where.is_terminal and is_wrapped:
        where.print(Padding(words, (0, 0, 0, indent), expand=False))
    elif where.is_terminal:
        where.print(words, soft_wrap=True)
    else:
        where.print(clean(text).replace("\n", " "), soft_wrap=True)


def tell(problems: Iterable[Problem]) -> None:
    """Say what is wrong, file by file, with the count at the end.

    On a terminal each place stands alone, with the words beneath; elsewhere a problem is one line.
    """
    where = error_console()
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.partition(":")[0].partition(",")[0], []).append(problem)
    for problem in (problem for group in by_file.values() for problem in group):
        if where.is_terminal:
            say(problem.place, where, style="bold", is_wrapped=False)
            say(f"{_shortened(problem.seen)} {problem.remedy}".strip(), where, indent=2)
        else:
            say(str(replace(problem, seen=_shortened(problem.seen))), where)
    if by_file:
        say(f"{count(sum(map(len, by_file.values())), 'problem')} in {count(len(by_file), 'place')}.", where)


def _shortened(seen: str) -> str:
    """What was seen, without the middle of a text that nobody reads to its end."""
    return seen if len(seen) <= _LONGEST else f"{seen[: _LONGEST // 2]} … {seen[-_LONGEST // 2 :]}"


def tabulate(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], is_ruled: bool = False) -> None:
    """Print rows as a table on a terminal, else with tabs between the cells; nothing when there are no rows.

    Parameters
    ----------
    is_ruled
        Whether lines stand between the rows and the columns share the width, for cells of several lines.
    """
    known = [tuple(clean(cell) for cell in row) for row in rows]
    where = console()
    if known and not where.is_terminal:
        where.file.write("".join("\t".join(" ".join(cell.split("\n")) for cell in row) + "\n" for row in known))
    elif known:
        from kimtan.cli.table import table

        where.print(table(clean(title), columns, known, where.width, is_ruled))


def clean(text: str) -> str:
    r"""Text without anything that a terminal would take for a command.

    >>> clean("a\x1b[31mb")
    'a�[31mb'
    """
    return "".join(character if character.isprintable() or character in "\n\u00a0" else "�" for character in text)


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "problem"), count(2, "problem")
    ('1 problem', '2 problems')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def from_here(path: Path) -> str:
    """A path as short as it can be typed here."""
    working_directory = Path.cwd()
    return str(path.relative_to(working_directory)) if path.is_relative_to(working_directory) else str(path)
