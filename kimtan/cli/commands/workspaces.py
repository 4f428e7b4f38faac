"""The declarations of the commands on a workspace and the installation: list, doctor, lab and describe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kimtan.cli.output import from_here, paged, say
from kimtan.errors import ExitCode
from kimtan.locating import find_workspace


def list_periods(
    missing: Annotated[bool, typer.Option("--missing", help="Say which sections still owe figures, and who.")] = False,
    period: Annotated[str | None, typer.Argument(metavar="PERIOD", help="With --missing: of one period only.")] = None,
) -> ExitCode:
    """List the periods with their state, or what they still lack.

    \b
    Example:  kimtan list
              kimtan list --missing 2023-9M
    """  # noqa: D301
    from kimtan.cli import list as listed

    workspace = find_workspace()
    with paged():
        if missing:
            return listed.missing(workspace, period)
        listed.periods(workspace)
    return ExitCode.DONE


def doctor(
    verify: Annotated[
        list[Path] | None,
        typer.Option("--verify", metavar="outputs/2023-H1", help="Hold a report against its manifest instead."),
    ] = None,
) -> ExitCode:
    """Look over installation and workspace, and say what to do.

    With --verify, hold a published report against its manifest: every file of it, every input, and what is kept for
    the next run. Exit code 1 when one of them is not what it was.

    \b
    Example:  kimtan doctor
              kimtan doctor --verify outputs/2023-H1
    """  # noqa: D301
    if verify:
        from kimtan.cli.doctor_verify import verify_all

        return verify_all(verify)
    from kimtan.cli.doctor import show

    return show()


def lab(context: typer.Context) -> ExitCode:
    """Open the notebooks of this workspace in JupyterLab.

    Options are handed on to it.

    A workspace without notebooks of its own gets copies of kimtan's in explore/, which are no part of the report.

    \b
    Example:  kimtan lab
              kimtan lab --no-browser --port 9999
    """  # noqa: D301
    from kimtan.cli.lab import start

    raise typer.Exit(start(find_workspace(), context.args))


def describe() -> ExitCode:
    """Write data/datapackage.json anew.

    It describes what the tables of this workspace hold, and whose figures they are.

    \b
    Example:  kimtan describe
    """  # noqa: D301
    from kimtan import config as configs
    from kimtan.data import datapackage
    from kimtan.data.changing import only_writer
    from kimtan.writing import writing

    workspace = find_workspace()
    config = configs.load(configs.latest(workspace), workspace)
    with writing(workspace.shown(workspace.datapackage_file)), only_writer(workspace):
        file = datapackage.write(workspace, config.settings.unit)
    say(from_here(file), is_wrapped=False)
    return ExitCode.DONE
