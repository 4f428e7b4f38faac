"""What ``kimtan form`` and ``kimtan fill`` do and say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.cli.handed_out import write_once
from kimtan.cli.output import count, from_here, say, tabulate
from kimtan.errors import ExitCode, InputError, Problem
from kimtan.figures import number_text

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset
    from kimtan.forms.filling import Change
    from kimtan.forms.separated import DecimalMark
    from kimtan.forms.typed import Form


def form(dataset: Dataset, sections: Sequence[str], path: Path) -> None:
    """Write a form to fill in."""
    from kimtan.forms import workbook
    from kimtan.forms.layout import sheets

    if path.suffix.lower() != ".xlsx":
        seen = f"A form is a workbook, and '{path.name}' does not end in .xlsx."
        raise InputError(Problem("--output", seen, "Name it so.", "form.output"))
    pages = sheets(dataset, sections)
    seen, remedy = "It exists already, and somebody may have filled it in.", "Move it away, or name another with -o."
    existing = Problem(path.as_posix(), seen, remedy, "form.exists")
    write_once(path, workbook.write(dataset, pages), existing, "Name another place with -o.")
    say(from_here(path), is_wrapped=False)
    lines = sum(len(page.lines) for page in pages)
    say(f"{count(len(pages), 'sheet')}, {count(lines, 'indicator')}. Fill in the yellow cells; blank means unknown.")
    say(f"Then: kimtan fill {dataset.period} {path.name}")


def fill(
    dataset: Dataset,
    paths: Sequence[Path],
    mark: DecimalMark | None,
    is_replacing: bool,
    is_dry: bool,
    confirm: Callable[[], None] = lambda: None,
) -> ExitCode:
    """Read filled forms, show what they change, and write it; ``confirm`` raises where a form was saved meanwhile."""
    from kimtan.forms.filling import changes, out_of_scale
    from kimtan.forms.filling import fill as write
    from kimtan.forms.reading import read

    forms = [read(path, path.as_posix(), dataset, mark) for path in dict.fromkeys(paths)]
    problems = [problem for form in forms for problem in form.problems]
    if problems:
        raise InputError(*problems)
    changed = changes(dataset, forms)
    _show(dataset, changed)
    for remark in (remark for form in forms for remark in form.remarks):
        say(remark)
    _propose(forms)
    odd = out_of_scale(dataset, changed)
    for change in odd:
        name = dataset.complete.indicators[change.typed.indicator].name_vi
        value = number_text(change.typed.value, "vi")
        say(f"Look at {change.typed.place}: {name}, {value}, is a hundred times the plan or last year, or a hundredth.")
    summary = _counted(changed)
    if is_dry:
        say(f"{dataset.period}: {summary}. Nothing was written.")
        return ExitCode.DONE
    confirm()
    title = f"Biểu số liệu {dataset.period}"
    written = write(dataset, changed, title, is_replacing=is_replacing, on_wait=_say_waiting)
    say(f"{dataset.period}: {summary}; {count(len(written), 'figure')} written.")
    if written:
        say(f"Next: kimtan check {dataset.period}")
    return ExitCode.ATTENTION if odd or any(form.proposed for form in forms) else ExitCode.DONE


def _show(dataset: Dataset, changed: Sequence[Change]) -> None:
    """What differs from what is stored, a row each."""
    words = {"new": "mới", "different": "khác", "assigned": "được giao", "noted": "ghi chú"}
    tabulate(
        f"{dataset.period}",
        ("", "chỉ tiêu", "số liệu", "đang lưu", "trong biểu", "ô"),
        (
            (
                words[change.kind],
                change.typed.indicator,
                change.typed.measure,
                change.stored.as_written if change.stored else "",
                number_text(change.typed.value, "vi"),
                change.typed.place,
            )
            for change in changed
            if change.kind != "same"
        ),
    )


def _counted(changed: Sequence[Change]) -> str:
    kinds = [change.kind for change in changed]
    summary = f"{kinds.count('new')} new, {kinds.count('different')} different, {kinds.count('same')} as stored"
    if assigned := kinds.count("assigned"):
        summary += f", {count(assigned, 'plan')} assigned in the place of what was implied"
    if noted := kinds.count("noted"):
        summary += f", {count(noted, 'note')} added"
    return summary


def _say_waiting() -> None:
    say("Another kimtan is writing the data of this workspace; waiting for it.")


def _propose(forms: Sequence[Form]) -> None:
    """Say which indicators the forms ask for that the dictionary has not."""
    proposals = [proposed for form in forms for proposed in form.proposed]
    for new in proposals:
        unit = f", {new.unit}" if new.unit else ""
        section = f" in section {new.section}" if new.section else ""
        say(f"New indicator{section}: “{new.name}”{unit} ({new.place}).")
    if proposals:
        say("A new indicator goes into data/indicators.csv first (docs/data.md); then make the form anew.")
