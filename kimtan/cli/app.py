"""The command line program: its commands, and how results and errors become exit codes."""

from __future__ import annotations

import functools
import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import Annotated, ParamSpec

import typer

from kimtan.cli.commands import COMMANDS, GROUPS, HANDED_ON
from kimtan.cli.help import Command
from kimtan.cli.output import error_console, say, tell
from kimtan.errors import ExitCode, KimtanError

INTERRUPTED, UNEXPECTED = 130, 70
"""What the shell expects of an interrupted program, and what says that the program itself is at fault."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_Arguments = ParamSpec("_Arguments")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Vietnamese letters is no reason to stop
    gc.set_threshold(50_000)  # most of what a command makes stays to its end
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    finally:
        gc.freeze()  # Python looks for garbage twice when it ends, 50 ms for what is gone with the process anyway


def _with_exit_code(command: Callable[_Arguments, ExitCode]) -> Callable[_Arguments, None]:
    """Turn a command's result or exception into an exit code; an error is printed without a traceback."""

    @functools.wraps(command)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            code: int = command(*args, **kwargs)
        except KimtanError as error:
            tell(error.problems)
            code = error.exit_code
        except KeyboardInterrupt:
            say("Stopped. A report that was not finished is not published; the last good one stays.", error_console())
            code = INTERRUPTED
        except (BrokenPipeError, typer.Exit):
            raise
        except Exception as error:
            if os.environ.get("KIMTAN_DEBUG"):
                raise
            kind = type(error).__name__
            say(f"kimtan met what it should not: {kind}: {error}", error_console())
            say("With KIMTAN_DEBUG=1 in the environment it shows where; please report it.", error_console())
            code = UNEXPECTED
        raise typer.Exit(code)

    return run


@app.callback(invoke_without_command=True)
def _kimtan(
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.", is_eager=True)] = False,
) -> None:
    """A commune's socio-economic report out of notebooks, in which every number can be followed.

    \b
    Example:  kimtan report 2023-H1
    """  # noqa: D301 - \b keeps the lines of an example apart
    if version:
        import kimtan

        typer.echo(f"kimtan {kimtan.__version__}")
        raise typer.Exit


for _name, _command in COMMANDS.items():
    _settings = {"allow_extra_args": True, "ignore_unknown_options": True} if _name in HANDED_ON else {}
    app.command(_name, cls=Command, context_settings=_settings)(_with_exit_code(_command))
for _name, (_help, _commands) in GROUPS.items():
    _group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_help)
    for _second, _command in _commands.items():
        _group.command(_second, cls=Command)(_with_exit_code(_command))
    app.add_typer(_group, name=_name)
