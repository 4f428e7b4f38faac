"""A report made, from the params file to the published folder: :func:`build_report` lists the steps in order."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan import dataset as datasets
from kimtan.audit.store import findings
from kimtan.config import Audience
from kimtan.dataset import Dataset
from kimtan.errors import InputError, OutputError, Problem, Problems, SectionError
from kimtan.manifest import MANIFEST, RUN, manifest, run_record, write_json
from kimtan.period import Language
from kimtan.report.inputs import excerpts, inputs
from kimtan.report.publish import keep_failed, publication
from kimtan.report.stitch import Executed, problems_of, replacement, stitch
from kimtan.report.title import described
from kimtan.run.cache import SectionCache
from kimtan.run.execution import Result, Watcher
from kimtan.run.imports import quick_imports
from kimtan.run.pools import Kernel, SectionPool
from kimtan.run.scrub import write_notebook
from kimtan.run.sections import Section, check_sections, find_sections, select_sections
from kimtan.run.suite import Suite
from kimtan.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

EXPORTERS = {
    "html": "kimtan.report.html.KimtanHTMLExporter",
    "pdf": "kimtan.report.pdf.KimtanPDFExporter",
    "docx": "kimtan.report.docx.KimtanDocxExporter",
}
"""nbconvert's exporters by the name that ``--to`` knows them by."""

_FROM_OUTSIDE = {"DeadKernelError", "ProcessDied"}


@dataclass(frozen=True)
class Report:
    """A published report.

    Parameters
    ----------
    folder
        Where it lies.
    files
        The documents in it, then the stitched notebook.
    headline
        The result in a few sentences.
    problems
        Sections that are not in it; only when they were to be left out rather than to stop the report.
    unit
        Whose report it is.
    contradictions
        Groups of figures in it that cannot all be true and that nobody has settled.
    """

    folder: Path
    files: tuple[Path, ...]
    headline: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    unit: str = ""
    contradictions: int = 0


@dataclass(frozen=True)
class Options:
    """How a report is made.

    Parameters
    ----------
    formats
        Names of exporters.
    language, audience
        The edition; as the params file says when not given.
    jobs
        Sections at a time; as many as there are processors when not given.
    kernel
        The kind of kernels that sections run in; forked from a warm process where that can be when not given.
    scheduler
        Address of a Dask scheduler, to run sections on its workers.
    pool
        Where they run, for several reports in one pool; one of the report's own when not given.
    no_cache
        Whether to run every section, also those that would come out as before.
    keep_going
        Whether a failed section is left out, with a remark in its place, rather than stopping the report.
    clean
        Whether the Word document goes without comments on disputed numbers.
    watcher
        Told of every section that starts and ends.
    on_wait
        Called when another run is building the same report and has to be waited for.
    """

    formats: Sequence[str] = ("html",)
    language: Language | None = None
    audience: Audience | None = None
    jobs: int | None = None
    kernel: Kernel | None = None
    scheduler: str = ""
    pool: SectionPool | None = None
    no_cache: bool = False
    keep_going: bool = False
    clean: bool = False
    watcher: Watcher | None = None
    on_wait: Callable[[], None] = lambda: None


def build_report(workspace: Workspace, params: Path, options: Options = Options()) -> Report:
    """Make and publish the report that a params file describes.

    Nothing runs on bad input, nothing is published half, and a report that fails leaves the last good one where it is.

    Raises
    ------
    InputError
        With everything that is wrong with the options, the params file, the data and the notebooks.
    SectionError
        With every section that failed; their notebooks are kept under ``outputs/.failed/``.
    OutputError
        When the report cannot be written, before any section has run where that can be known.
    """
    started, begin = dt.datetime.now(dt.UTC), time.perf_counter()
    check_formats(options.formats)
    as_named, sections = prepare(workspace, params)
    dataset = as_named.edition(options.language, options.audience)
    named, config = as_named.config, dataset.config
    edition = {"period": str(config.period), "language": config.language, "audience": config.audience}
    template = _template(workspace, config.language) if "docx" in options.formats else None
    target = workspace.output_dir(**edition, config_language=named.language, config_audience=named.audience)
    files_in, excerpts_in = inputs(dataset, params, sections), excerpts(dataset)
    files_in += [template] if template else []
    edition |= {"comments": "none"} if options.clean else {}

    def described_in(folder: Path) -> dict[str, Any]:
        return manifest(workspace.root, workspace.shown, files_in, folder, edition, excerpts_in)

    unit = config.settings.worded("unit", config.language) or ""
    if not options.no_cache and (current := _current(target, options.formats, described_in)) is not None:
        return replace(current, unit=unit, contradictions=_contradictions(dataset))
    with nullcontext(options.pool) if options.pool else SectionPool(options.kernel, options.scheduler) as pool:
        pool.warm_up()  # while what is needed here is imported and the audit is made
        _import_quickly()
        findings(dataset)  # once, before the sections, which read what is stored
        failed_dir = workspace.failed_dir(target.name)
        with publication(target, workspace.shown(target), options.on_wait) as folder:
            suite = Suite(
                workspace,
                config,
                folder / "notebooks",
                None if options.no_cache else _cache(dataset, target.name),
                pool,
                options.jobs,
                options.watcher,
                _seconds(target),
            )
            results = suite.run(sections)
            _check_written(workspace, results, folder)
            executed, problems = _read(workspace, results, failed_dir, config.language)
            if problems and not options.keep_going:
                raise SectionError(*problems)
            notebook = stitch(executed, described(config), config.language)
            write_notebook(notebook, folder / "report.ipynb")
            settings = {"clean": options.clean, "reference": str(template or "")}
            files = [_export(notebook, name, folder / "report", settings) for name in options.formats]
            tables, headline = _digest(dataset)
            _write_tables(tables, folder / "tables")
            write_json(described_in(folder), folder / MANIFEST)
            seconds = {result.section.name: result.seconds for result in results}
            kept = () if problems else headline  # a report that lacks something is made again
            write_json(run_record(started, time.perf_counter() - begin, seconds, kept), folder / RUN)
    if not problems:
        keep_failed((), failed_dir)
    names = [*(file.name for file in files), "report.ipynb"]
    paths = tuple(target / name for name in names)
    return Report(target, paths, headline, tuple(problems), unit, _contradictions(dataset))


def _contradictions(dataset: Dataset) -> int:
    disputed = [one for one in findings(dataset) if one.outcome == "cannot_hold" and one.is_disputed]
    return len({one.cluster or one.id for one in disputed})


def _current(target: Path, formats: Sequence[str], described_in: Callable[[Path], Mapping[str, Any]]) -> Report | None:
    """The published report, where all that went into it and all that came out of it is as it was; None elsewhere."""
    names = [f"report.{name}" for name in formats] + ["report.ipynb"]
    try:
        known = json.loads((target / MANIFEST).read_bytes())
        headline = json.loads((target / RUN).read_bytes())["headline"]
        there = {name for name in known["outputs"] if name.startswith("report.")}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not headline or there != set(names) or known != described_in(target):
        return None
    return Report(target, tuple(target / name for name in names), tuple(headline))


def prepare(workspace: Workspace, params: Path) -> tuple[Dataset, tuple[Section, ...]]:
    """Load a period and its section notebooks, and check them; nothing runs.

    Raises
    ------
    InputError
        With everything that is wrong with the params file, the data and the notebooks, all at once.
    """
    problems = Problems()
    dataset = problems.attempt(lambda: datasets.load(workspace, params))
    sections = problems.attempt(lambda: find_sections(workspace)) or ()
    wanted = dataset.config.settings.sections if dataset else None
    chosen = problems.attempt(lambda: select_sections(sections, wanted, workspace.shown(params))) or ()
    problems.attempt(lambda: check_sections(chosen, workspace))
    problems.raise_if_any()
    if dataset is None:
        raise InputError(*problems.found)
    return dataset, chosen


def check_formats(formats: Iterable[str]) -> None:
    """Refuse formats that there is no exporter for.

    >>> check_formats(["html", "htm"])
    Traceback (most recent call last):
    ...
    kimtan.errors.InputError: --to: There is no format 'htm'. Did you mean 'html'? There is: html...
    """
    problems = []
    for name in formats:
        if name not in EXPORTERS:
            near = get_close_matches(name, EXPORTERS, n=1)
            remedy = (f"Did you mean '{near[0]}'? " if near else "") + f"There is: {', '.join(EXPORTERS)}."
            problems.append(Problem("--to", f"There is no format '{name}'.", remedy, "build.format"))
    if problems:
        raise InputError(*problems)


def _import_quickly() -> None:
    """Import what reads and exports notebooks, before anything else does it in the long way."""
    with quick_imports():
        import nbconvert.exporters.exporter  # noqa: F401
        import nbformat  # noqa: F401


def _seconds(target: Path) -> Mapping[str, float]:
    """What each section took in the last run, by name; nothing where there was none."""
    try:
        record = json.loads((target / RUN).read_bytes())
        return {str(name): float(seconds) for name, seconds in record["sections"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _check_written(workspace: Workspace, results: Sequence[Result], folder: Path) -> None:
    """Refuse results that could not be written down."""
    unwritten = [result for result in results if result.failure and result.failure.is_output]
    if unwritten:
        place, seen = workspace.shown(folder.parent), str(unwritten[0].failure)
        remedy = "Make room on the disk, or write where you may, and run it again."
        raise OutputError(Problem(place, f"Executed notebooks cannot be written: {seen}.", remedy, "build.write"))


def _cache(dataset: Dataset, edition: str) -> SectionCache:
    """Kept sections of an edition; the facts that they are held against are made when first asked for."""
    from kimtan.present.facts import Facts

    facts = Facts(dataset, dataset.config.language)
    config = dataset.config
    parameters = config.parameters(config.language, config.audience)
    return SectionCache(dataset.workspace.cache_dir(edition), parameters, lambda: facts)


def _read(
    workspace: Workspace, results: Sequence[Result], failed_dir: Path, language: Language
) -> tuple[list[Executed], list[Problem]]:
    """Read the executed notebooks; keep those that failed elsewhere, with a remark in their place."""
    import nbformat

    sections: list[Executed] = []
    problems: list[Problem] = []
    failed: list[Path] = []
    for result in results:
        place = workspace.shown(result.section.path)
        kept = workspace.shown(failed_dir / "notebooks" / result.path.name)
        if result.failure is not None:
            found = [_told(place, result, kept)]
        else:
            executed = Executed(result.section.name, place, nbformat.read(result.path, as_version=4))
            found = problems_of(executed)
        if found:
            executed = replacement(result.section.name, place, language)
            failed.append(result.path)
        sections.append(executed)
        problems += found
    keep_failed(failed, failed_dir)
    for path in failed:
        path.unlink(missing_ok=True)
    return sections, problems


def _told(place: str, result: Result, kept: str) -> Problem:
    """A section's failure as a problem: its cell, what was raised, and where to look."""
    failure = result.failure
    if failure is None:
        raise ValueError(f"{result.section.name} did not fail")
    remedy = f"The notebook with its traceback is {kept}."
    if failure.exception in _FROM_OUTSIDE:
        remedy = f"Often there was too little memory: --jobs 1 needs less. What ran before is in {kept}."
    where = place if failure.cell is None else f"{place}, cell {failure.cell}"
    return Problem(where, f"{str(failure).rstrip('.')}.", remedy, "section.failed")


def _template(workspace: Workspace, language: Language) -> Path | None:
    """The office's template of the Word document, if it has one, looked through before anything runs."""
    template = workspace.word_template
    if template is not None:
        from kimtan.report.word.template import opened

        opened(template, language, workspace.shown(template))
    return template


def _export(notebook: Any, name: str, path: Path, settings: Mapping[str, Any]) -> Path:
    """Convert the stitched notebook, with those of the settings that the exporter knows; give the file."""
    from nbconvert.exporters import get_exporter

    kind = get_exporter(EXPORTERS[name])
    exporter = kind(**{key: value for key, value in settings.items() if key in kind.class_trait_names()})
    content, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": path.name}})
    file = path.with_suffix(exporter.file_extension)
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file


def _digest(dataset: Dataset) -> tuple[Mapping[str, pd.DataFrame], tuple[str, ...]]:
    """The tables that lie beside the report, by name, and the result in a few sentences."""
    from kimtan.present import digest
    from kimtan.present.facts import Facts

    facts = Facts(dataset, dataset.config.language)
    return digest.tables(facts), digest.headline(facts)


def _write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write frames as CSV with a byte order mark, by which Excel knows Vietnamese letters."""
    folder.mkdir()
    for name, frame in tables.items():
        frame.to_csv(
            folder / f"{name}.csv", encoding="utf-8-sig", lineterminator="\n", index=frame.index.name is not None
        )
