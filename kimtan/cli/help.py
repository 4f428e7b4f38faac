"""The help of a command, in which arguments go by the names that they are declared with; its example where one misses.

Newer versions of Typer put braces and types around them: ``{PERIOD} <str>``.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand

_EXAMPLE = re.compile(r"Example:\s+(kimtan [^\n]+)")


class Command(TyperCommand):
    """A command whose help says of an argument how it is called, whether it can be left out, and what it is."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; what is missing is told with the command's example."""
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            example = _EXAMPLE.search(self.help or "")
            if not error.message and example is not None:
                error.message = f"For example: {example[1]}"
            raise

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """``[OPTIONS] PERIOD FORM.xlsx...``; what can be left out stands in brackets."""
        return [str(self.options_metavar), *map(_usage, _of_kind(self, ctx, "argument"))]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options, each with what it is for."""
        arguments = [(argument.metavar, argument.help or "") for argument in _of_kind(self, ctx, "argument")]
        options = [option.get_help_record(ctx) for option in _of_kind(self, ctx, "option")]
        for title, entries in (("Arguments", arguments), ("Options", options)):
            if entries:
                with formatter.section(title):
                    formatter.write_dl(entries)


def _of_kind(command: TyperCommand, ctx: Any, kind: str) -> list[Any]:
    return [parameter for parameter in command.get_params(ctx) if parameter.param_type_name == kind]


def _usage(argument: Any) -> str:
    name = argument.metavar if argument.required else f"[{argument.metavar}]"
    return name if argument.nargs == 1 else f"{name}..."
