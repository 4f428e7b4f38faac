"""A report made, from the params file to the published folder: :func:`build_report` lists the steps in order."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from kimtan.audit.findings import contradictions
from kimtan.audit.store import findings
from kimtan.config import Audience
from kimtan.data.snapshot import Snapshot, undisturbed
from kimtan.errors import InputError, Problem
from kimtan.languages import Language
from kimtan.present.charts.personal import check_personal
from kimtan.report import earlier
from kimtan.report.composing import Composition
from kimtan.report.confirmation import undecided, write_slip
from kimtan.report.documents import documents
from kimtan.report.formats import check_formats
from kimtan.report.left_behind import NOTHING_LEFT, LeftBehind, keep_own_files, leave_behind
from kimtan.report.office_text.outcome import Filled
from kimtan.report.official import official_blocks, sections_shown
from kimtan.report.preparing import (
    check_template,
    confirm_outside,
    make_ready,
    read_inputs,
    section_cache,
    with_earlier_formats,
)
from kimtan.report.publish import clear_left, keep_failed, publication
from kimtan.report.recipe import Recipe
from kimtan.report.tables import write_tables
from kimtan.run.manifest import MANIFEST, RUN, run_record, write_json
from kimtan.run.pools import Kernel, SectionPool
from kimtan.run.scratch import clear_scratch
from kimtan.run.suite import Suite
from kimtan.run.tasks import CELL_SECONDS, Silent, Watcher
from kimtan.workspace import Workspace
from kimtan.writing import clear_halves


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
    unchanged
        How many of its sections were not run, since they would have come out as before.
    in_evidence_only
        Stated figures that neither a chapter nor the annex shows.
    filled
        What came of the office's own text, where the Word document was made from it.
    left_behind
        What became of the files of the report that was there before.
    """

    folder: Path
    files: tuple[Path, ...]
    headline: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unit: str = ""
    contradictions: int = 0
    unchanged: int = 0
    in_evidence_only: tuple[str, ...] = ()
    filled: Filled | None = None
    left_behind: LeftBehind = NOTHING_LEFT


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
    final
        Whether the Word document is to be signed: it has no comments then, and figures that contradict each other and
        that nobody has decided about are refused.
    cell_seconds
        How long a cell may run.
    watcher
        Told of every section that starts and ends.
    on_wait
        Called when another run is building the same report and has to be waited for.
    on_change
        Told of a file that somebody saved while the report was made, which is begun anew therefore.
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
    final: bool = False
    cell_seconds: int = CELL_SECONDS
    watcher: Watcher | None = None
    on_wait: Callable[[], None] = lambda: None
    on_change: Callable[[str], None] = lambda _: None


def build_report(workspace: Workspace, params: Path, options: Options = Options()) -> Report:
    """Make and publish the report that a params file describes.

    Nothing runs on bad input, nothing is published half, and a report that fails leaves the last good one where it is.

    Raises
    ------
    InputError
        With everything that is wrong with the options, the params file, the data and the notebooks.
    ChangedError
        When somebody keeps saving files of the period while the report is made; it is begun anew a few times before.
    SectionError
        With every section that failed; their notebooks, if they were written, are kept under ``outputs/.failed/``.
    OutputError
        When the report cannot be written, before any section has run where that can be known.
    """
    return undisturbed(
        lambda snapshot: _built(workspace, params, options, snapshot), (workspace, params), on_change=options.on_change
    )


def _built(workspace: Workspace, params: Path, options: Options, snapshot: Snapshot) -> Report:
    """Make and publish a report of files that stay as they are in a snapshot; else nothing is published."""
    started, begin = dt.datetime.now(dt.UTC), time.perf_counter()
    check_formats(options.formats)
    check_personal()
    as_named, sections = read_inputs(workspace, params)
    dataset = as_named.edition(options.language, options.audience)
    named, config = as_named.config, dataset.config
    target = workspace.output_dir(str(config.period), config.language, config.audience, named.language, named.audience)
    recipe = Recipe.of(dataset, params, sections, options.formats, clean=options.clean or options.final)
    check_template(recipe)
    with_earlier = with_earlier_formats(recipe, target, params, sections)
    if options.final and (open_ones := undecided(dataset)):
        raise InputError(*open_ones)
    report = Report(target, (), unit=config.settings.worded("unit", config.language) or "")
    if not options.no_cache and (headline := earlier.headline(target, with_earlier)) is not None:
        disputes = contradictions(findings(dataset))
        snapshot.confirm()
        clear_left(target)
        clear_scratch()
        return replace(
            report,
            files=documents(target, options.formats, is_draft=bool(disputes)),
            headline=headline,
            contradictions=disputes,
            unchanged=len(sections),
            in_evidence_only=earlier.in_evidence_only(target),
        )
    with nullcontext(options.pool) if options.pool else SectionPool(options.kernel, options.scheduler) as pool:
        disputes = make_ready(pool, dataset, sections)
        parameters = config.parameters(config.language, config.audience)
        failed_dir = workspace.failed_dir(target.name)
        with publication(target, workspace.shown(target), options.on_wait) as folder:
            for written in (workspace.outputs_dir, workspace.cache_dir(target.name), workspace.findings_dir):
                clear_halves(written)
            tables = pool.beside(write_tables, workspace.root, parameters, folder / "tables")
            signed = pool.beside(official_blocks, workspace.root, parameters, sections_shown(dataset, sections))
            has_slip = "docx" in options.formats
            slip = pool.beside(write_slip, workspace.root, parameters, folder) if has_slip else None
            watcher = options.watcher or Silent()
            suite = Suite(
                workspace,
                config,
                folder / "notebooks",
                cache=None if options.no_cache else section_cache(dataset, target.name),
                pool=pool,
                jobs=options.jobs,
                watcher=watcher,
                expected=earlier.seconds(target),
                cell_seconds=options.cell_seconds,
            )
            results = suite.run(sections)
            headline = tables()
            watcher.writing()
            composition = Composition(
                recipe, results, signed(), folder, failed_dir, is_draft=bool(disputes), keep_going=options.keep_going
            )
            composed = pool.beside(composition.compose)()
            if slip is not None:
                slip()
            left_behind = leave_behind(target, folder, with_earlier, is_draft=bool(disputes))
            made = replace(
                with_earlier if "docx" in left_behind.formats else recipe,
                formats=(*options.formats, *left_behind.formats),
            )
            write_json(made.described(folder), folder / MANIFEST)
            took = {result.section.name: result.seconds for result in results}
            kept = () if composed.problems else headline  # a report that lacks something is made again
            record = run_record(started, time.perf_counter() - begin, took, kept, composed.in_evidence_only)
            write_json(record, folder / RUN)
            confirm_outside(results, workspace)
            read = snapshot.digests()
            snapshot.confirm()
            earlier.keep_basis(folder, target, made, results, read)
            keep_own_files(target, folder)
    if not composed.problems:
        keep_failed((), failed_dir)
    return replace(
        report,
        files=documents(target, options.formats, is_draft=bool(disputes)),
        left_behind=left_behind,
        headline=headline,
        filled=composed.filled,
        problems=composed.problems,
        contradictions=disputes,
        unchanged=sum(result.is_kept for result in results),
        in_evidence_only=composed.in_evidence_only,
    )
