"""The declaration of every command: its arguments, options and help; light, since ``--help`` imports all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kimtan.cli.commands import documents, entry, figures, reports, tables, workspaces
from kimtan.errors import ExitCode

COMMANDS: Mapping[str, Callable[..., ExitCode]] = {
    "report": reports.report,
    "preview": reports.preview,
    "check": figures.check,
    "trace": figures.trace,
    "new": entry.new,
    "form": entry.form,
    "fill": entry.fill,
    "bind": documents.bind,
    "compare": figures.compare,
    "proof": documents.proof,
    "extract": documents.extract,
    "list": workspaces.list_periods,
    "doctor": workspaces.doctor,
    "lab": workspaces.lab,
    "describe": workspaces.describe,
}
"""Every command by its name, in the order of ``kimtan --help``."""

GROUPS: Mapping[str, tuple[str, Mapping[str, Callable[..., ExitCode]]]] = {
    "data": ("Edit the tables of a period in a workbook.", {"edit": tables.edit, "take": tables.take}),
}
"""Commands of two words, with what their first word is about."""

HANDED_ON = frozenset({"lab"})
"""Commands that hand options on which they do not know."""
