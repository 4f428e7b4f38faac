"""What ``kimtan extract`` does and says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kimtan.cli.handed_out import write_once
from kimtan.cli.output import console, count, from_here, say, tabulate
from kimtan.errors import ExitCode, InputError, Problem
from kimtan.locating import find_workspace
from kimtan.period import Period
from kimtan.workspace import Workspace

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset
    from kimtan.extract.candidates import Candidate, Candidates

_MOST_SHOWN = 12


def extract(
    report: Path,
    period: str,
    folder: Path | None,
    unit: str | None,
    level: Literal["commune", "district", "province"],
    format: Literal["text", "json"],
    *,
    is_draft: bool,
) -> ExitCode:
    """Read a report into candidates for a period; of a draft all of them become its data, and its report is made."""
    from kimtan.extract.candidates import all_accepted, candidates
    from kimtan.extract.documents.opening import open_document
    from kimtan.extract.reading import read

    opened = open_document(report, report.as_posix())
    reported = Period.parse(period)
    dataset = _period(reported, folder, unit, level, report.name if is_draft else "")
    reading = read(opened.document, dataset.complete.indicators, dataset.units, reported)
    if format == "json":
        from kimtan.extract.json_text import described

        console().file.write(json.dumps(described(opened.document, reading, ()), ensure_ascii=False) + "\n")
    proposals = candidates(opened.document, reading, dataset)
    rows = all_accepted(proposals.rows) if is_draft else proposals.rows
    written = _write(dataset, report, replace(proposals, rows=tuple(rows)))
    if format == "json":
        return ExitCode.DONE
    _show(dataset, proposals)
    for path in written:
        say(from_here(path.absolute()), is_wrapped=False)
    if not is_draft:
        say("Next: look through the workbook, and write x into the rows to take.")
        say(f"Then: kimtan fill {period} {from_here(written[0].absolute())}")
        return ExitCode.ATTENTION if proposals.rows or proposals.unheld else ExitCode.DONE
    return _draft(dataset, list(rows), report)


def take(dataset: Dataset, path: Path) -> ExitCode:
    """Take the accepted rows of a file of candidates into a period."""
    from kimtan.extract.accepting import accept
    from kimtan.extract.candidate_files import read_accepted

    accepted = read_accepted(path, path.as_posix())
    if not accepted:
        say(f"{path.name}: no row is accepted. Write x into the first column of those to take.")
        return ExitCode.ATTENTION
    made = accept(dataset, accepted, path, f"Số liệu đọc từ báo cáo ({path.name})")
    say(
        f"{dataset.period}: {count(made.figures, 'figure')} written; {count(made.indicators, 'new indicator')}, "
        f"{count(made.units, 'new unit')}, {count(made.sections, 'new section')} in data/."
    )
    if made.without_whole:
        say(f"Their whole was not accepted, so they stand alone: {'; '.join(made.without_whole)}.")
    say(f"Next: kimtan check {dataset.period}")
    return ExitCode.DONE


def _period(
    period: Period, folder: Path | None, unit: str | None, level: Literal["commune", "district", "province"], draft: str
) -> Dataset:
    """The period in its workspace; opened first where a unit is named and it does not exist."""
    from kimtan.data import dataset as datasets
    from kimtan.forms.founding import founded

    try:
        workspace = Workspace(folder.absolute()) if folder else Workspace(Path.cwd()) if unit else find_workspace()
    except InputError as error:
        (problem,) = error.problems
        remedy = f'Name the office to open its first period here: --unit "xã …". {problem.remedy}'
        raise InputError(Problem(problem.place, problem.seen, remedy, problem.code)) from error
    params = workspace.params_file(str(period))
    if not params.exists():
        if unit is None:
            seen = f"The workspace has no period {period}."
            remedy = f'Open it with --unit "xã …", or with kimtan new {period} --from an earlier one.'
            raise InputError(Problem("--period", seen, remedy, "extract.period"))
        founding = founded(workspace.root, period, unit, level)
        if draft:
            text = founding.files[params].rstrip("\n")
            words = json.dumps(f"BẢN NHÁP ĐỌC TỰ ĐỘNG TỪ {draft}, CHƯA AI KIỂM TRA", ensure_ascii=False)
            founding = replace(founding, files={**founding.files, params: f"{text}\n  draft: {words}\n"})
        founding.write()
        return datasets.load(workspace, params)
    dataset = datasets.load(workspace, params)
    if draft and not dataset.config.settings.draft:
        seen = f"The period {period} exists, and its report does not say that it is a draft."
        remedy = "Leave --draft out and look through the candidates, or choose another folder with -o."
        raise InputError(Problem("--draft", seen, remedy, "extract.draft"))
    return dataset


def _write(dataset: Dataset, report: Path, proposals: Candidates) -> tuple[Path, ...]:
    """Write the candidates beside the data, as a workbook and as CSV; nothing is overwritten."""
    from kimtan.extract.candidate_files import as_csv, as_workbook, left_out_csv

    folder = dataset.workspace.root / "extract" / str(dataset.period)
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "candidates.xlsx": as_workbook(proposals.rows, proposals.left_out),
        "candidates.csv": as_csv(proposals.rows),
        "left-out.csv": left_out_csv(proposals.left_out),
    }
    paths = tuple(folder / f"{report.stem}.{name}" for name in contents)
    for path, content in zip(paths, contents.values(), strict=True):
        seen = "It exists already, and somebody may have worked on it."
        write_once(path, content, Problem(from_here(path), seen, "Take it in, or move it away.", "extract.exists"))
    return paths


def _show(dataset: Dataset, made: Candidates) -> None:
    proposals = made.rows
    columns = ("sure", "place", "figure", "measure", "indicator")
    rows = (
        (
            candidate.confidence,
            candidate.place,
            f"{candidate.as_written} {candidate.unit}",
            candidate.measure,
            candidate.name_vi,
        )
        for candidate in proposals[:_MOST_SHOWN]
    )
    tabulate(f"{dataset.period}: the least sure", columns, rows)
    new = {candidate.indicator for candidate in proposals if candidate.is_new}
    known = {candidate.indicator for candidate in proposals} - new
    known_count, new_count = count(len(known), "known indicator"), count(len(new), "proposed one")
    say(f"{count(len(proposals), 'candidate')} of {known_count} and {new_count}.")
    if made.unheld:
        reasons = ("place", "figure", "why it is no candidate")
        left_out = [(figure.place, figure.token, figure.reason) for figure in made.unheld[:_MOST_SHOWN]]
        tabulate("Figures left out", reasons, left_out)
    others = len(made.left_out) - len(made.unheld)
    figures, tokens = count(len(made.unheld), "figure"), count(others, "other number")
    say(f"Left out: {figures}, and {tokens} such as dates. The sheet 'Chưa đưa vào' names each and why.")


def _draft(dataset: Dataset, accepted: list[Candidate], report: Path) -> ExitCode:
    from kimtan.cli.report import reported
    from kimtan.extract.accepting import accept
    from kimtan.report.build import Options

    accept(dataset, accepted, report, f"Báo cáo đọc tự động ({report.name})")
    params = dataset.workspace.params_file(str(dataset.period))
    say("Nobody has looked at these figures yet; every page of the report says so.")
    return reported([params.as_posix()], Options(("html", "pdf", "docx")), "shown")
