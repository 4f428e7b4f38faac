"""The declarations of the commands that edit the tables of a period in a workbook: data edit and data take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kimtan.cli.arguments import for_each_period
from kimtan.cli.options import PeriodArgument
from kimtan.errors import ExitCode
from kimtan.workspace import Workspace


def edit(
    period: PeriodArgument,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="TABLES.xlsx", help="The file.")] = None,
) -> ExitCode:
    """Write the tables of a period as a workbook to edit.

    Its cells are text, so that no program changes a figure.

    \b
    Example:  kimtan data edit 2023-H1
              kimtan data take 2023-H1 data-2023-H1.xlsx
    """  # noqa: D301

    def write_tables(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.data import edit as write_workbook
        from kimtan.data.snapshot import load_whole

        return write_workbook(load_whole(workspace, params), output or Path(f"data-{params.stem}.xlsx"))

    return for_each_period([period], write_tables)


def take(
    period: PeriodArgument,
    tables: Annotated[Path, typer.Argument(metavar="TABLES.xlsx", help="The workbook of kimtan data edit.")],
) -> ExitCode:
    """Write an edited workbook into the tables of a period.

    All of it is written, or nothing, and why.

    \b
    Example:  kimtan data take 2023-H1 data-2023-H1.xlsx
    """  # noqa: D301

    def take_tables(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.data import take as read_workbook
        from kimtan.data.dataset import load

        return read_workbook(load(workspace, params), tables)

    return for_each_period([period], take_tables)
