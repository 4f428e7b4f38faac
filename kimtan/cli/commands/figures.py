"""The declarations of the commands that look at a period's figures: ``check``, ``trace`` and ``compare``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kimtan.cli.arguments import for_each_period, one_of, periods_or_latest
from kimtan.cli.options import AUDIENCES, LanguageOption, PeriodArgument, PeriodArguments, StrictOption
from kimtan.cli.output import paged
from kimtan.errors import ExitCode, InputError, Problem
from kimtan.languages import LANGUAGES
from kimtan.locating import resolve

if TYPE_CHECKING:
    from kimtan.workspace import Workspace


def check(
    periods: PeriodArguments = None,
    format: Annotated[
        str, typer.Option("--format", metavar="table|json|csv", help="As JSON, one object a line.")
    ] = "table",
    strict: StrictOption = False,
    lang: LanguageOption = None,
    audience: Annotated[
        str, typer.Option("--audience", metavar="internal|public", help="Who may see what is shown.")
    ] = "internal",
    against: Annotated[
        Path | None, typer.Option("--against", metavar="SOURCE.txt", help="The source's text, to compare figures with.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="owner", help="Write a page for each owner of figures.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="With --by: where they go.")] = Path(),
) -> ExitCode:
    """Validate a period and confront its figures with each other.

    It tells what cannot be true and who may be wrong, and runs no notebook.

    With --by owner, write a Word page for each owner of figures that contradict each other, with room to answer.
    With --against, also show what in a source text is no figure yet, and which figures do not stand in it.

    \b
    Example:  kimtan check 2023-H1
              kimtan check 2023-H1 --format json
              kimtan check 2023-H1 --against report.txt
              kimtan check 2023-H1 --by owner -o to-confirm
    """  # noqa: D301
    shape = one_of("--format", format, ("table", "json", "csv"))
    language, readers = one_of("--lang", lang, LANGUAGES), one_of("--audience", audience, AUDIENCES)
    if against and shape != "table":
        seen = f"A source is compared in words, and --format {shape} leaves no room for them."
        raise InputError(Problem("--against", seen, "Compare it in a run of its own.", "cli.against"))
    if against and readers == "public":
        seen = "A source holds everything, and a public edition does not: what is withheld would be told as missing."
        raise InputError(Problem("--against", seen, "Leave --audience public out.", "cli.against"))
    one_of("--by", by, ("owner",))
    shown: list[Path] = []

    def check_period(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.audit import store
        from kimtan.cli.check import show
        from kimtan.cli.check_against import compared
        from kimtan.data.snapshot import load_whole

        dataset = load_whole(workspace, params, language, readers)
        if by:
            from kimtan.cli.check_owners import ask

            ask(dataset, output)
            return ExitCode.DONE
        findings = store.findings(dataset)
        with paged():
            show(dataset, findings, shape, is_first=not shown)
        shown.append(params)
        codes = [ExitCode.DONE]
        if strict and any(finding.is_contradiction for finding in findings):
            codes.append(ExitCode.ATTENTION)
        if against:
            codes.append(compared(dataset, against))
        return max(codes)

    return for_each_period(periods_or_latest(periods, quiet=shape != "table"), check_period)


def trace(
    period: PeriodArgument,
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help="rice.output, or rice.output:plan for one measure of it.")
    ],
    lang: LanguageOption = None,
) -> ExitCode:
    """Show where a figure comes from, and what it must agree with.

    \b
    Example:  kimtan trace 2023-H1 rice.output
    """  # noqa: D301
    language = one_of("--lang", lang, LANGUAGES)

    def trace_period(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.trace import trace as show
        from kimtan.data.snapshot import load_whole

        with paged():
            show(load_whole(workspace, params, language, "internal"), indicator)
        return ExitCode.DONE

    return for_each_period([period], trace_period)


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier period, or the path of a params file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later one; of one period, another version of it.")],
    format: Annotated[str, typer.Option("--format", metavar="table|csv", help="CSV has all rows.")] = "table",
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE.html", help="Write a page as well.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show all rows on a terminal, not the first ones.")] = False,
    lang: LanguageOption = None,
) -> ExitCode:
    """Put two periods side by side.

    It tells what changed, what is new or gone, and what is told otherwise now.

    Two versions of one period, in two folders, are compared figure by figure.

    \b
    Example:  kimtan compare 2023-H1 2024-H1
              kimtan compare before/params/2023-H1.yml after/params/2023-H1.yml --html changes.html
    """  # noqa: D301
    from kimtan.audit.comparison import compare as compared
    from kimtan.cli.compare import show
    from kimtan.data.dataset import Dataset, load
    from kimtan.data.snapshot import Snapshot, undisturbed

    shape, language = one_of("--format", format, ("table", "csv")), one_of("--lang", lang, LANGUAGES)
    periods = resolve(old), resolve(new)

    def read(snapshot: Snapshot) -> list[Dataset]:
        versions = [load(*period) for period in periods]
        for version in versions:
            version.read_whole()
        snapshot.confirm()
        return versions

    first, second = undisturbed(read, *periods)
    language = language or second.config.language
    with paged():
        show(compared(first, second), shape, language, html, is_complete=show_all)
    return ExitCode.DONE
