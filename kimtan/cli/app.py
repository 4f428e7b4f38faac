"""The command line: a thin layer that finds what is meant, calls the library, and says what came of it."""

from __future__ import annotations

import functools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

from kimtan.cli.arguments import each, latest, meant, one_of
from kimtan.cli.output import error_console, from_here, say, tell
from kimtan.errors import ExitCode, InputError, KimtanError, Problem

if TYPE_CHECKING:
    from kimtan.cli.progress import Manner
    from kimtan.workspace import Workspace

INTERRUPTED, UNEXPECTED = 130, 70
"""What the shell expects of an interrupted program, and what says that the program itself is at fault."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Periods = Annotated[
    list[str] | None,
    typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-H1, or the path of a params file; the latest by default."),
]
_Arguments = ParamSpec("_Arguments")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Vietnamese letters is no reason to stop
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app()


def _answering(command: Callable[_Arguments, ExitCode]) -> Callable[_Arguments, None]:
    """Turn what a command answers or raises into an exit code and, for errors, words without a traceback."""

    @functools.wraps(command)
    def answer(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
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

    return answer


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


@app.command()
@_answering
def report(
    periods: Periods = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMATS", help="Formats, with commas.")] = "html,pdf,docx",
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Sections at a time.")] = None,
    executor: Annotated[
        str,
        typer.Option("--executor", metavar="tcp://HOST:8786", help="Run sections on a Dask cluster's workers."),
    ] = "",
    kernel: Annotated[str | None, typer.Option("--kernel", help="forked or plain; forked where that can be.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="vi or en, instead of what the params say.")] = None,
    audience: Annotated[str | None, typer.Option("--audience", help="internal or public, likewise.")] = None,
    cell_seconds: Annotated[
        int, typer.Option("--cell-seconds", min=1, max=86_400, help="How long a cell of a notebook may run.")
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
    from kimtan.cli.report import reported
    from kimtan.report.build import Options
    from kimtan.run.pools import KERNELS

    options = Options(
        formats=tuple(name.strip() for name in to.split(",")),
        language=one_of("--lang", lang, ("vi", "en")),
        audience=one_of("--audience", audience, ("internal", "public")),
        jobs=jobs,
        kernel=one_of("--kernel", kernel, KERNELS),
        scheduler=executor,
        cell_seconds=cell_seconds,
        no_cache=no_cache,
        keep_going=keep_going,
        clean=clean,
        final=final,
    )
    if quiet and log_json:
        seen = "Quiet and a log exclude each other."
        raise InputError(Problem("--log-json", seen, "Leave one of --quiet and --log-json out.", "cli.log"))
    manner: Manner = "json" if log_json else "quiet" if quiet else "shown"
    return reported(list(dict.fromkeys(meant(periods, quiet or log_json))), options, manner, is_strict=strict)


@app.command()
@_answering
def preview(
    period: Annotated[str, typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-H1, or the path of a params file.")],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Of 127.0.0.1; a free one by default.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Tell the address only, and open no browser.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", help="vi or en, instead of what the params say.")] = None,
    audience: Annotated[str | None, typer.Option("--audience", help="internal or public, likewise.")] = None,
) -> ExitCode:
    """Show a period's report in a browser while its files are worked on: what is saved is on the page at once.

    An input that is wrong is told over the last good page. Only this machine, and only who has the address, can read
    it. What is published stays as it is. Ends with Ctrl-C.

    \b
    Example:  kimtan preview 2023-H1
              kimtan preview 2023-H1 --port 8123 --no-open
    """  # noqa: D301
    from kimtan.cli.preview import previewed

    language, readers = one_of("--lang", lang, ("vi", "en")), one_of("--audience", audience, ("internal", "public"))
    return previewed(period, port, language, readers, is_opened=not no_open)


@app.command()
@_answering
def check(
    periods: Periods = None,
    format: Annotated[str, typer.Option("--format", help="table, json (one object a line) or csv.")] = "table",
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything cannot hold.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", help="vi or en, instead of what the params say.")] = None,
    audience: Annotated[str, typer.Option("--audience", help="internal or public.")] = "internal",
    against: Annotated[
        Path | None, typer.Option("--against", metavar="SOURCE.txt", help="The source's text, to compare figures with.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="owner: write a page for each owner of figures.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="With --by: where they go.")] = Path(),
) -> ExitCode:
    """Validate a period and confront its figures, without notebooks: what cannot be true, and who may be wrong.

    With --by owner, write a Word page for each owner of figures that contradict each other, with room to answer.
    With --against, also show what in a source text is no figure yet, and which figures do not stand in it.

    \b
    Example:  kimtan check 2023-H1
              kimtan check 2023-H1 --format json
              kimtan check 2023-H1 --against report.txt
              kimtan check 2023-H1 --by owner -o to-confirm
    """  # noqa: D301
    shape = one_of("--format", format, ("table", "json", "csv"))
    language, readers = one_of("--lang", lang, ("vi", "en")), one_of("--audience", audience, ("internal", "public"))
    if against and shape != "table":
        seen = f"A source is compared in words, and --format {shape} leaves no room for them."
        raise InputError(Problem("--against", seen, "Compare it in a run of its own.", "cli.against"))
    if against and readers == "public":
        seen = "A source holds everything, and a public edition does not: what is withheld would be told as missing."
        raise InputError(Problem("--against", seen, "Leave --audience public out.", "cli.against"))
    one_of("--by", by, ("owner",))
    shown: list[Path] = []

    def one(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.audit.store import findings
        from kimtan.cli.check import show
        from kimtan.cli.check_against import compared
        from kimtan.data.snapshot import load_whole

        dataset = load_whole(workspace, params, language, readers)
        if by:
            from kimtan.cli.check_owners import ask

            ask(dataset, output)
            return ExitCode.DONE
        found = findings(dataset)
        show(dataset, found, shape, is_first=not shown)
        shown.append(params)
        codes = [ExitCode.DONE]
        if strict and any(each.is_contradiction for each in found):
            codes.append(ExitCode.ATTENTION)
        if against:
            codes.append(compared(dataset, against))
        return max(codes)

    return each(meant(periods, quiet=shape != "table"), one)


@app.command()
@_answering
def trace(
    period: Annotated[str, typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-H1, or the path of a params file.")],
    indicator: Annotated[str, typer.Argument(help="rice.output, or rice.output:plan for one measure of it.")],
    lang: Annotated[str | None, typer.Option("--lang", help="vi or en, instead of what the params say.")] = None,
) -> ExitCode:
    """Show where a figure comes from, how it is computed, and what it must agree with.

    \b
    Example:  kimtan trace 2023-H1 rice.output
    """  # noqa: D301
    language = one_of("--lang", lang, ("vi", "en"))

    def one(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.trace import trace as show
        from kimtan.data.snapshot import load_whole

        show(load_whole(workspace, params, language, "internal"), indicator)
        return ExitCode.DONE

    return each([period], one)


@app.command()
@_answering
def new(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="The period to open: 2023-9M.")],
    origin: Annotated[str | None, typer.Option("--from", metavar="PERIOD", help="The earlier period: 2023-H1.")] = None,
    unit: Annotated[
        str, typer.Option("--unit", metavar="NAME", help='Whose first period it is: "xã Kim Tân"; instead of --from.')
    ] = "",
    level: Annotated[str, typer.Option("--level", help="With --unit: commune, district or province.")] = "commune",
    authority: Annotated[str, typer.Option("--authority", help="With --unit: who reports.")] = "",
    place: Annotated[str, typer.Option("--place", help="With --unit: where the document is signed.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
) -> ExitCode:
    """Open a new period: its params, and what an earlier one says of it; what is to be reported is blank.

    Plans of the same year are carried over, stated ones and those that a percentage implies, and last year's figures
    where the workspace has them. Nothing is overwritten. With --unit, the first period of an office that has nothing
    yet: all files of a workspace, in this folder.

    \b
    Example:  kimtan new 2023-9M --from 2023-H1 --dry-run
              kimtan new 2023-9M --from 2023-H1
              kimtan new 2025-H1 --unit "xã Kim Tân"
    """  # noqa: D301
    from kimtan.cli.new import found, show

    if unit and origin is None:
        found(period, unit, one_of("--level", level, ("commune", "district", "province")), authority, place, dry_run)
    elif origin is not None and not unit:
        show(period, origin, dry_run)
    else:
        seen = "A period is opened from an earlier one, or is the first of a unit."
        remedy = 'Name one of --from 2023-H1 and --unit "xã Kim Tân".'
        raise InputError(Problem("--from", seen, remedy, "new.origin"))
    return ExitCode.DONE


@app.command()
@_answering
def form(
    period: Annotated[str, typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-9M, or the path of a params file.")],
    section: Annotated[
        list[str] | None, typer.Option("--section", help="A section of data/indicators.csv; all when not given.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FORM.xlsx", help="The file.")] = None,
) -> ExitCode:
    """Write an Excel form in which the figures of a period are filled in, for all sections or for some of them.

    \b
    Example:  kimtan form 2023-9M
              kimtan form 2023-9M --section agriculture -o nong-nghiep.xlsx
    """  # noqa: D301

    def one(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.form import form as write
        from kimtan.data.snapshot import load_whole

        name = "-".join(["form", params.stem, *(section or ())])
        write(load_whole(workspace, params), section or (), output or Path(f"{name}.xlsx"))
        return ExitCode.DONE

    return each([period], one)


@app.command()
@_answering
def fill(
    period: Annotated[str, typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-9M, or the path of a params file.")],
    forms: Annotated[list[Path], typer.Argument(metavar="FORM.xlsx|FORM.csv...", help="Filled forms.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace stored figures that differ.")] = False,
    decimal: Annotated[
        str | None, typer.Option("--decimal", help="comma or dot: the decimal mark of a CSV file that does not tell.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> ExitCode:
    """Read filled forms into a period's data: shows what changes, and never replaces a figure unless told to.

    \b
    Example:  kimtan fill 2023-9M form-2023-9M.xlsx --dry-run
              kimtan fill 2023-9M nong-nghiep.xlsx tai-chinh.xlsx
    """  # noqa: D301
    mark = one_of("--decimal", decimal, ("comma", "dot"))

    def one(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.form import fill as read
        from kimtan.data.dataset import load
        from kimtan.data.snapshot import Snapshot
        from kimtan.extract.candidate_files import is_candidates

        if len(forms) == 1 and forms[0].is_file() and is_candidates(forms[0]):
            from kimtan.cli.extract import take

            return take(load(workspace, params), forms[0])

        snapshot = Snapshot.take(lambda: forms, Path.as_posix)
        return read(load(workspace, params), forms, mark, replace, dry_run, snapshot.confirm)

    return each([period], one)


@app.command()
@_answering
def bind(
    report: Annotated[Path, typer.Argument(metavar="REPORT.docx", help="The office's own report of the period.")],
    period: Annotated[str, typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-H1, or the path of a params file.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="TEXT.docx", help="The file; params/templates/text.docx by default."),
    ] = None,
    this_kind: Annotated[
        bool, typer.Option("--this-kind", help="For periods of this kind alone: params/templates/text-H1.docx.")
    ] = False,
) -> ExitCode:
    """Make an office's own Word report the text of its next ones: each number of the period becomes a content control.

    Exit code 1 when numbers were left that belong to no figure.

    \b
    Example:  kimtan bind BAO-CAO.docx 2023-H1
              kimtan report 2023-9M --to docx
    """  # noqa: D301

    def one(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.bind import bind as make
        from kimtan.data.snapshot import load_whole

        dataset = load_whole(workspace, params)
        kind = dataset.period.kind if this_kind else ""
        return make(dataset, report, output or workspace.office_text_file(kind))

    return each([period], one)


@app.command()
@_answering
def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier period, or the path of a params file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later one; of one period, another version of it.")],
    format: Annotated[str, typer.Option("--format", help="table or csv.")] = "table",
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE.html", help="Write a page as well.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="vi or en, instead of what the params say.")] = None,
) -> ExitCode:
    """Put two periods side by side: what changed, what is new or gone, and what is told otherwise now.

    Two versions of one period, in two folders, are compared figure by figure.

    \b
    Example:  kimtan compare 2023-H1 2024-H1
              kimtan compare before/params/2023-H1.yml after/params/2023-H1.yml --html changes.html
    """  # noqa: D301
    from kimtan.audit.comparison import compare as compared
    from kimtan.cli.compare import show
    from kimtan.data.dataset import Dataset, load
    from kimtan.data.snapshot import Snapshot, undisturbed
    from kimtan.workspace import Workspace

    shape, language = one_of("--format", format, ("table", "csv")), one_of("--lang", lang, ("vi", "en"))
    periods = Workspace.resolve(old), Workspace.resolve(new)

    def read(snapshot: Snapshot) -> list[Dataset]:
        versions = [load(*period) for period in periods]
        for version in versions:
            version.read_whole()
        snapshot.confirm()
        return versions

    first, second = undisturbed(read, *periods)
    show(compared(first, second), shape, language or second.config.language, html)
    return ExitCode.DONE


@app.command()
@_answering
def proof(
    reports: Annotated[
        list[Path], typer.Argument(metavar="REPORT...", help="Word, PDF, HTML or text files, or folders.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Where results go; beside each report by default."),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Of which it reports: 2025-H1.")
    ] = None,
    format: Annotated[str, typer.Option("--format", help="text, or json (one document a line).")] = "text",
    executor: Annotated[
        str, typer.Option("--executor", metavar="tcp://HOST:8786", help="Read several on a Dask cluster's workers.")
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything cannot hold.")] = False,
) -> ExitCode:
    """Proof-read reports: every number in them confronted with the others, without any data or set-up.

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


@app.command()
@_answering
def extract(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A Word, PDF, HTML or text file.")],
    period: Annotated[str, typer.Option("--period", metavar="PERIOD", help="Of which it reports: 2022-FY.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="WORKSPACE", help="The workspace; this one by default.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar='"xã …"', help="Open the period for this unit where there is none.")
    ] = None,
    level: Annotated[str, typer.Option("--level", help="Of the unit: commune, district or province.")] = "commune",
    draft: Annotated[
        bool, typer.Option("--draft", help="Take everything unseen and make a report that says so on every page.")
    ] = False,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> ExitCode:
    """Read a report into candidates for a period's data, which a person accepts: a workbook, and the same as CSV.

    Nothing becomes data before somebody has written x beside it and kimtan fill has taken it. Exit code 1 when there
    is something to look at.

    \b
    Example:  kimtan extract BAO-CAO.docx --period 2022-FY
              kimtan extract BAO-CAO.docx --period 2022-FY --unit "xã Thành Kim" -o thanh-kim --draft
    """  # noqa: D301
    from kimtan.cli.extract import extract as read

    known = one_of("--level", level, ("commune", "district", "province"))
    shape = one_of("--format", format, ("text", "json"))
    return read(report, period, output, unit, known, shape, is_draft=draft)


@app.command("list")
@_answering
def list_periods(
    missing: Annotated[bool, typer.Option("--missing", help="Say which sections still owe figures, and who.")] = False,
    period: Annotated[str | None, typer.Argument(metavar="PERIOD", help="With --missing: of one period only.")] = None,
) -> ExitCode:
    """List the periods of this workspace with their state, or what is still missing in them.

    \b
    Example:  kimtan list
              kimtan list --missing 2023-9M
    """  # noqa: D301
    from kimtan.cli import list as listed
    from kimtan.workspace import Workspace

    workspace = Workspace.find()
    if missing:
        return listed.missing(workspace, period)
    listed.periods(workspace)
    return ExitCode.DONE


data = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Edit the tables of a period in a workbook.")
app.add_typer(data, name="data")


@data.command("edit")
@_answering
def data_edit(
    period: Annotated[str, typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-H1, or the path of a params file.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="TABLES.xlsx", help="The file.")] = None,
) -> ExitCode:
    """Write the tables of a period as a workbook whose cells are text, so that no program changes a figure.

    \b
    Example:  kimtan data edit 2023-H1
              kimtan data take 2023-H1 data-2023-H1.xlsx
    """  # noqa: D301

    def one(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.data import edit
        from kimtan.data.snapshot import load_whole

        return edit(load_whole(workspace, params), output or Path(f"data-{params.stem}.xlsx"))

    return each([period], one)


@data.command("take")
@_answering
def data_take(
    period: Annotated[str, typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-H1, or the path of a params file.")],
    tables: Annotated[Path, typer.Argument(metavar="TABLES.xlsx", help="The workbook of kimtan data edit.")],
) -> ExitCode:
    """Write what an edited workbook says into the tables of a period: all of it, or nothing and why.

    \b
    Example:  kimtan data take 2023-H1 data-2023-H1.xlsx
    """  # noqa: D301

    def one(workspace: Workspace, params: Path) -> ExitCode:
        from kimtan.cli.data import take
        from kimtan.data.dataset import load

        return take(load(workspace, params), tables)

    return each([period], one)


@app.command()
@_answering
def doctor(
    verify: Annotated[
        list[Path] | None,
        typer.Option("--verify", metavar="outputs/2023-H1", help="Hold a report against its manifest instead."),
    ] = None,
) -> ExitCode:
    """Look over the installation and the workspace, and say what to do.

    With --verify, hold a published report against its manifest: every file of it, every input, and what is kept for
    the next run. Exit code 1 when one of them is not what it was.

    \b
    Example:  kimtan doctor
              kimtan doctor --verify outputs/2023-H1
    """  # noqa: D301
    from kimtan.cli.doctor import show, verify_all

    return verify_all(verify) if verify else show()


@app.command()
@_answering
def lab() -> ExitCode:
    """Open the notebooks of this workspace in JupyterLab.

    \b
    Example:  kimtan lab
    """  # noqa: D301
    from kimtan.cli.lab import start
    from kimtan.workspace import Workspace

    raise typer.Exit(start(Workspace.find()))


@app.command()
@_answering
def describe() -> ExitCode:
    """Write data/datapackage.json anew: what the tables of this workspace hold, and whose figures they are.

    \b
    Example:  kimtan describe
    """  # noqa: D301
    from kimtan import config as configs
    from kimtan.data import datapackage
    from kimtan.data.changing import only_writer
    from kimtan.workspace import Workspace
    from kimtan.writing import writing

    workspace = Workspace.find()
    config = configs.load(latest(workspace), workspace)
    with writing(workspace.shown(workspace.datapackage_file)), only_writer(workspace):
        file = datapackage.write(workspace, config.settings.unit)
    say(from_here(file), is_wrapped=False)
    return ExitCode.DONE
