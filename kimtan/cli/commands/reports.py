"""The declarations of ``kimtan report`` and ``kimtan preview``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kimtan.cli.arguments import one_of, periods_or_latest
from kimtan.cli.options import AUDIENCES, AudienceOption, LanguageOption, PeriodArgument, PeriodArguments
from kimtan.errors import ExitCode, InputError, Problem
from kimtan.languages import LANGUAGES

if TYPE_CHECKING:
    from kimtan.cli.progress import Manner


def report(
    periods: PeriodArguments = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMATS", help="Formats, with commas.")] = "html,pdf,docx",
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Sections at a time.")] = None,
    executor: Annotated[
        str,
        typer.Option("--executor", metavar="tcp://HOST:8786", help="Run sections on a Dask cluster's workers."),
    ] = "",
    kernel: Annotated[
        str | None, typer.Option("--kernel", metavar="forked|plain", help="Forked from a warm one where that can be.")
    ] = None,
    lang: LanguageOption = None,
    audience: AudienceOption = None,
    cell_seconds: Annotated[
        int, typer.Option("--cell-seconds", metavar="N", min=1, max=86_400, help="How long a cell may run.")
    ] = 600,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Run sections that would come out as before, too.")
    ] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Leave failed sections out of the report.")] = False,
    clean: Annotated[bool, typer.Option("--clean", help="Leave the comments out of the Word document.")] = False,
    final: Annotated[
        bool, typer.Option("--final", help="A Word document to sign: refused while figures contradict each other.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if anything cannot hold or is shown in no chapter.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Tell progress as JSON, one event a line on standard error.")
    ] = False,
) -> ExitCode:
    """Run the section notebooks of a period and write its report.

    \b
    Example:  kimtan report 2023-H1 --lang en
              kimtan report communes/*/params/2024-H1.yml --jobs 4
    """  # noqa: D301
    from kimtan.run.behind import is_any_behind
    from kimtan.run.pools import KERNELS, section_pool

    language, readers = one_of("--lang", lang, LANGUAGES), one_of("--audience", audience, AUDIENCES)
    kind = one_of("--kernel", kernel, KERNELS)
    if quiet and log_json:
        seen = "Quiet and a log exclude each other."
        raise InputError(Problem("--log-json", seen, "Leave one of --quiet and --log-json out.", "cli.log"))
    manner: Manner = "json" if log_json else "quiet" if quiet else "shown"
    chosen = list(dict.fromkeys(periods_or_latest(periods, quiet or log_json)))
    with section_pool(kind, executor) as pool:
        if not executor and (no_cache or is_any_behind(chosen)):
            pool.warm_up()  # while all is imported and read that tells what is to be done
        from kimtan.cli.report import reported
        from kimtan.report.build import Options

        options = Options(
            formats=tuple(name.strip() for name in to.split(",")),
            language=language,
            audience=readers,
            jobs=jobs,
            pool=pool,
            cell_seconds=cell_seconds,
            no_cache=no_cache,
            keep_going=keep_going,
            clean=clean,
            final=final,
        )
        return reported(chosen, options, manner, is_strict=strict)


def preview(
    period: PeriodArgument,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="Of 127.0.0.1; a free one for 0.")
    ] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Tell the address only, and open no browser.")] = False,
    lang: LanguageOption = None,
    audience: AudienceOption = None,
) -> ExitCode:
    """Show a period's report while its files are worked on.

    What is saved is on the page in the browser at once.

    An input that is wrong is told over the last good page. Only this machine, and only who has the address, can read
    it. What is published stays as it is. Ends with Ctrl-C.

    \b
    Example:  kimtan preview 2023-H1
              kimtan preview 2023-H1 --port 8123 --no-open
    """  # noqa: D301
    from kimtan.cli.preview import previewed

    language, readers = one_of("--lang", lang, LANGUAGES), one_of("--audience", audience, AUDIENCES)
    return previewed(period, port, language, readers, is_opened=not no_open)
