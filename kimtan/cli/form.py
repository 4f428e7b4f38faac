"""What ``kimtan form`` and ``kimtan fill`` do and say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.cli.output import count, from_here, say, tabulate
from kimtan.errors import ExitCode, InputError, Problem
from kimtan.figures import number_text
from kimtan.writing import write_new, writing

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset
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
    content = workbook.write(dataset, pages)
    with writing(path.as_posix(), "Name another place with -o."):
        try:
            write_new(path, content)
        except FileExistsError as error:
            seen = "It exists already, and somebody may have filled it in."
            raise InputError(
                Problem(path.as_posix(), seen, "Move it away, or name another with -o.", "form.exists")
            ) from error
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
    """Read filled forms, show what they change, and write it, where the forms are confirmed to be as they were read."""
    from kimtan.forms.filling import changes, out_of_scale
    from kimtan.forms.filling import fill as write
    from kimtan.forms.reading import read

    forms = [read(path, path.as_posix(), dataset, mark) for path in dict.fromkeys(paths)]
    problems = [problem for one in forms for problem in one.problems]
    if problems:
        raise InputError(*problems)
    found = changes(dataset, forms)
    words = {"new": "mới", "different": "khác", "assigned": "được giao", "noted": "ghi chú"}
    tabulate(
        f"{dataset.period}",
        ("", "chỉ tiêu", "số liệu", "đang lưu", "trong biểu", "ô"),
        (
            (
                words[one.kind],
                one.typed.indicator,
                one.typed.measure,
                one.stored.as_written if one.stored else "",
                number_text(one.typed.value, "vi"),
                one.typed.place,
            )
            for one in found
            if one.kind != "same"
        ),
    )
    for remark in (remark for each in forms for remark in each.remarks):
        say(remark)
    _propose(forms)
    odd = out_of_scale(dataset, found)
    for one in odd:
        name = dataset.complete.indicators[one.typed.indicator].name_vi
        told = number_text(one.typed.value, "vi")
        say(f"Look at {one.typed.place}: {name}, {told}, is a hundred times the plan or last year, or a hundredth.")
    kinds = [one.kind for one in found]
    told = f"{kinds.count('new')} new, {kinds.count('different')} different, {kinds.count('same')} as stored"
    if assigned := kinds.count("assigned"):
        told += f", {count(assigned, 'plan')} assigned in the place of what was implied"
    if noted := kinds.count("noted"):
        told += f", {count(noted, 'note')} added"
    if is_dry:
        say(f"{dataset.period}: {told}. Nothing was written.")
        return ExitCode.DONE
    confirm()
    title = f"Biểu số liệu {dataset.period}"
    written = write(dataset, found, title, is_replacing=is_replacing, on_wait=_say_waiting)
    say(f"{dataset.period}: {told}; {count(len(written), 'figure')} written.")
    if written:
        say(f"Next: kimtan check {dataset.period}")
    return ExitCode.ATTENTION if odd or any(one.proposed for one in forms) else ExitCode.DONE


def _say_waiting() -> None:
    say("Another kimtan is writing the data of this workspace; waiting for it.")


def _propose(forms: Sequence[Form]) -> None:
    """Say which indicators the forms ask for that the dictionary has not."""
    for one in (proposed for each in forms for proposed in each.proposed):
        unit = f", {one.unit}" if one.unit else ""
        section = f" in section {one.section}" if one.section else ""
        say(f"New indicator{section}: “{one.name}”{unit} ({one.place}).")
    if any(one.proposed for one in forms):
        say("A new indicator goes into data/indicators.csv first (docs/data.md); then make the form anew.")
