"""What arguments of the command line stand for: periods with their workspaces, and choices."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.cli.output import error_console, from_here, say, tell
from kimtan.errors import ExitCode, InputError, KimtanError, Problem
from kimtan.locating import find_workspace, resolve

if TYPE_CHECKING:
    from kimtan.workspace import Workspace


def periods_or_latest(arguments: list[str] | None, quiet: bool) -> list[str]:
    """The given periods; where none is given, the latest one, whose name is then printed unless ``quiet``."""
    if arguments:
        return arguments
    from kimtan.config import latest

    period = latest(find_workspace()).stem
    if not quiet:
        say(f"{period}, the latest period that has a params file.", error_console())
    return [period]


def one_of(option: str, value: str | None, choices: tuple[Any, ...]) -> Any:
    """The value of an option, refused unless it is one of the choices or was not given."""
    if value is not None and value not in choices:
        raise InputError(Problem(option, f"There is no '{value}' here.", f"Use {' or '.join(choices)}.", "cli.choice"))
    return value


def for_each_period(
    arguments: Iterable[str],
    act: Callable[[Workspace, Path], ExitCode],
    on_error: Callable[[str, KimtanError], None] = lambda *_: None,
    print_problems: Callable[[Iterable[Problem]], None] | None = None,
) -> ExitCode:
    """Do something for each period, and give the gravest exit code; an error of one does not stop the next.

    Problems are printed in words under the name of their workspace, or by ``print_problems`` where it is given.
    """
    codes = [ExitCode.DONE]
    for argument in dict.fromkeys(arguments):
        where = ""
        try:
            workspace, params = resolve(argument)
            where = "" if workspace.root == Path.cwd() else f"{from_here(workspace.root)}/"
            if where and print_problems is None:
                say(f"{where}:", error_console())
            codes.append(act(workspace, params))
        except KimtanError as error:
            placed = [dataclasses.replace(problem, place=f"{where}{problem.place}") for problem in error.problems]
            (print_problems or tell)(placed)
            codes.append(error.exit_code)
            on_error(argument, error)
    return max(codes)
