"""What ``kimtan bind`` does and says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.cli.handed_out import write_once
from kimtan.cli.output import count, from_here, say, tabulate
from kimtan.errors import ExitCode, Problem

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset

_MOST_UNUSED = 10


def bind(dataset: Dataset, report: Path, output: Path) -> ExitCode:
    """Make an office's own Word report the text of its next ones."""
    from kimtan.report.office_text.binding import bind as bound_text
    from kimtan.report.word.reference import checked

    content = checked(report, report.as_posix())
    bound = bound_text(content, dataset, report.name, report.as_posix())
    output.parent.mkdir(parents=True, exist_ok=True)
    seen, remedy = "It exists already, and somebody may have edited it.", "Move it away, or name another file with -o."
    existing = Problem(output.as_posix(), seen, remedy, "bind.exists")
    write_once(output, bound.content, existing, "Name another place with -o.")
    columns = ("place", "number", "why it is not bound")
    tabulate(f"{dataset.period}", columns, ((loose.place, loose.words, loose.reason) for loose in bound.loose))
    say(from_here(output), is_wrapped=False)
    words = f"{count(bound.figures, 'number')} and {count(bound.periods, 'mention')} of the period bound"
    say(f"{words}; {count(len(bound.loose), 'number')} not bound, which the next report highlights.")
    if bound.unused:
        named = ", ".join(bound.unused[:_MOST_UNUSED]) + (" …" if len(bound.unused) > _MOST_UNUSED else "")
        say(f"{count(len(bound.unused), 'figure')} of the period not in the text: {named}")
    say(f"Next: edit it in Word as you like, then kimtan report {dataset.period} --to docx")
    return ExitCode.ATTENTION if bound.loose else ExitCode.DONE
