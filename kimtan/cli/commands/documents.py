"""The declarations of the commands that read a Word or PDF report: ``bind``, ``proof`` and ``extract``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kimtan.cli.arguments import for_each_period, one_of
from kimtan.cli.options import LEVELS, LevelOption, PeriodArgument, StrictOption
from kimtan.errors import ExitCode

if TYPE_CHECKING:
    from kimtan.workspace import Workspace


def bind(
    report: Annotated[Path, typer.Argument(metavar="REPORT.docx", help="The office's own report of the period.")],
    period: PeriodArgument,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="TEXT.docx", help="The file; params/templates/text.docx by default."),
    ] = None,
    this_kind: Annotated[
        bool, typer.Option("--this-kind", help="For periods of this kind alone: params/templates/text-H1.docx.")
    ] = False,
) -> ExitCode:
    """Make an office's own Word report the text of its next ones.

    Each number of the period becomes a content control.

    Exit code 1 when numbers were left that belong to no figure.

    \b
    Example:  kimtan bind BAO-CAO.docx 2023-H1
              kimtan report 2023-9M --to docx
    """  # noqa: D301

    def bind_report(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.bind import bind as make
        from kimtan.data.snapshot import load_whole

        dataset = load_whole(workspace, params)
        kind = dataset.period.kind if this_kind else ""
        return make(dataset, report, output or workspace.office_text_file(kind))

    return for_each_period([period], bind_report)


def proof(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT", help="Word, PDF, HTML or text files, or folders.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Where results go; beside each report by default."),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Of which it reports: 2025-H1.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="text|json", help="As JSON, one document a line.")
    ] = "text",
    executor: Annotated[
        str, typer.Option("--executor", metavar="tcp://HOST:8786", help="Read several on a Dask cluster's workers.")
    ] = "",
    strict: StrictOption = False,
) -> ExitCode:
    """Proof-read reports: confront their numbers with each other.

    It takes no data and no set-up.

    A Word file comes back as REPORT.proof.docx, the same but for a comment at each number that cannot be true. For
    every kind of file REPORT.proof.html shows the text with every number marked. Of several reports, or a folder, a
    page is written over all of them, worst first. The reports themselves are only read.

    \b
    Example:  kimtan proof BAO-CAO.docx
              kimtan proof reports/*.docx -o proofed
              kimtan proof BAO-CAO.pdf --period 2025-H1 --format json
    """  # noqa: D301
    from kimtan.cli.proof import proof as proofs

    shape = one_of("--format", format, ("text", "json"))
    return proofs(reports, output, period, shape, is_strict=strict, scheduler=executor)


def extract(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A Word, PDF, HTML or text file.")],
    period: Annotated[str, typer.Option("--period", metavar="PERIOD", help="Of which it reports: 2022-FY.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="WORKSPACE", help="The workspace; this one by default.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar='"xã …"', help="Open the period for this unit where there is none.")
    ] = None,
    level: LevelOption = "commune",
    draft: Annotated[
        bool, typer.Option("--draft", help="Take everything unseen and make a report that says so on every page.")
    ] = False,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How it is told.")] = "text",
) -> ExitCode:
    """Read a report into candidates for a period's data.

    They are written as a workbook, and the same as CSV, for a person to accept.

    Nothing becomes data before somebody has written x beside it and kimtan fill has taken it. Exit code 1 when there
    is something to look at.

    \b
    Example:  kimtan extract BAO-CAO.docx --period 2022-FY
              kimtan extract BAO-CAO.docx --period 2022-FY --unit "xã Thành Kim" -o thanh-kim --draft
    """  # noqa: D301
    from kimtan.cli.extract import extract as read

    known = one_of("--level", level, LEVELS)
    shape = one_of("--format", format, ("text", "json"))
    return read(report, period, output, unit, known, shape, is_draft=draft)
