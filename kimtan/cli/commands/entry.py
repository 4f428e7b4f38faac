"""The declarations of the commands that bring figures in: ``new``, ``form`` and ``fill``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kimtan.cli.arguments import for_each_period, one_of
from kimtan.cli.options import LEVELS, LevelOption, PeriodArgument
from kimtan.errors import ExitCode, InputError, Problem

if TYPE_CHECKING:
    from kimtan.workspace import Workspace


def new(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="The period to open: 2023-9M.")],
    origin: Annotated[str | None, typer.Option("--from", metavar="PERIOD", help="The earlier period: 2023-H1.")] = None,
    unit: Annotated[
        str, typer.Option("--unit", metavar="NAME", help='Whose first period it is: "xã Kim Tân"; instead of --from.')
    ] = "",
    level: LevelOption = "commune",
    authority: Annotated[str, typer.Option("--authority", metavar="NAME", help="With --unit: who reports.")] = "",
    place: Annotated[
        str, typer.Option("--place", metavar="NAME", help="With --unit: where the document is signed.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
) -> ExitCode:
    """Open a new period with what an earlier one says of it.

    What is to be reported is blank.

    Plans of the same year are carried over, stated ones and those that a percentage implies, and last year's figures
    where the workspace has them. Nothing is overwritten. With --unit, the first period of an office that has nothing
    yet: all files of a workspace, in this folder.

    \b
    Example:  kimtan new 2023-9M --from 2023-H1 --dry-run
              kimtan new 2023-9M --from 2023-H1
              kimtan new 2025-H1 --unit "xã Kim Tân"
    """  # noqa: D301
    from kimtan.cli.new import open_first, open_next

    if unit and origin is None:
        open_first(period, unit, one_of("--level", level, LEVELS), authority, place, dry_run)
    elif origin is not None and not unit:
        open_next(period, origin, dry_run)
    else:
        seen = "A period is opened from an earlier one, or is the first of a unit."
        remedy = 'Name one of --from 2023-H1 and --unit "xã Kim Tân".'
        raise InputError(Problem("--from", seen, remedy, "new.origin"))
    return ExitCode.DONE


def form(
    period: PeriodArgument,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="NAME", help="A section of data/indicators.csv; all when not given."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FORM.xlsx", help="The file.")] = None,
) -> ExitCode:
    """Write an Excel form for the figures of a period.

    It is for all sections, or for some of them.

    \b
    Example:  kimtan form 2023-9M
              kimtan form 2023-9M --section agriculture -o nong-nghiep.xlsx
    """  # noqa: D301

    def write_form(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.form import form as write
        from kimtan.data.snapshot import load_whole

        name = "-".join(["form", params.stem, *(section or ())])
        write(load_whole(workspace, params), section or (), output or Path(f"{name}.xlsx"))
        return ExitCode.DONE

    return for_each_period([period], write_form)


def fill(
    period: PeriodArgument,
    forms: Annotated[list[Path], typer.Argument(metavar="FORM.xlsx|FORM.csv", help="Filled forms.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace stored figures that differ.")] = False,
    decimal: Annotated[
        str | None,
        typer.Option("--decimal", metavar="comma|dot", help="The decimal mark of a CSV file that does not tell."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> ExitCode:
    """Read filled forms into a period's data.

    What changes is shown, and no figure is replaced unless told to.

    \b
    Example:  kimtan fill 2023-9M form-2023-9M.xlsx --dry-run
              kimtan fill 2023-9M nong-nghiep.xlsx tai-chinh.xlsx
    """  # noqa: D301
    mark = one_of("--decimal", decimal, ("comma", "dot"))

    def fill_period(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.form import fill as read
        from kimtan.data.dataset import load
        from kimtan.data.snapshot import Snapshot
        from kimtan.extract.candidate_files import is_candidates

        if len(forms) == 1 and forms[0].is_file() and is_candidates(forms[0]):
            from kimtan.cli.extract import take

            return take(load(workspace, params), forms[0])

        snapshot = Snapshot.take(lambda: forms, Path.as_posix)
        return read(load(workspace, params), forms, mark, replace, dry_run, snapshot.confirm)

    return for_each_period([period], fill_period)
