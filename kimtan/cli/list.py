"""What ``kimtan list`` says: the state of each period, and who still owes which figures."""

from __future__ import annotations

import datetime as dt

from kimtan.cli.output import count, say, tabulate, tell
from kimtan.data.dataset import Dataset
from kimtan.errors import ExitCode
from kimtan.locating import resolve
from kimtan.report import state
from kimtan.workspace import Workspace

_SHOWN = 4


def periods(workspace: Workspace) -> None:
    """A line a period."""
    rows = []
    for name, loaded in state.loaded(workspace):
        if not isinstance(loaded, Dataset):
            rows.append((name, "", count(len(loaded.problems), "problem"), "", "kimtan check " + name))
            continue
        progress, config = state.state(loaded), loaded.config
        filled = f"{progress.filled} ({progress.stated}/{progress.expected})" if progress.expected else progress.filled
        disputed = count(progress.contradictions, "contradiction") if progress.contradictions else ""
        rows.append((name, config.period.name(config.language), filled, disputed, progress.reported))
    tabulate("", ("period", "", "figures", "", "report"), rows)


def missing(workspace: Workspace, period: str | None) -> ExitCode:
    """What each section still owes, with its owner and deadline; periods that owe nothing are not named."""
    if period is not None:
        workspace, params = resolve(period)
        period = params.stem
    rows, codes = [], [ExitCode.DONE]
    for name, loaded in state.loaded(workspace):
        if period not in {None, name}:
            continue
        if not isinstance(loaded, Dataset):
            tell(loaded.problems)
            codes.append(loaded.exit_code)
            continue
        rows += [_row(name, loaded, owed) for owed in state.missing(loaded)]
    tabulate("", ("period", "section", "owner", "deadline", "missing"), rows)
    if not rows and codes == [ExitCode.DONE]:
        say("Nothing is missing.")
    return max(codes)


def _row(name: str, dataset: Dataset, owed: state.Missing) -> tuple[str, ...]:
    names = [dataset.complete.indicators[code].name(dataset.config.language) for code in owed.indicators]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return name, owed.section, owed.owner or "-", _deadline(owed, dt.date.today()), ", ".join(names[:_SHOWN]) + more


def _deadline(owed: state.Missing, today: dt.date) -> str:
    left = owed.days_left(today)
    if owed.deadline is None or left is None:
        return ""
    late = f"{count(-left, 'day')} late" if left < 0 else f"{count(left, 'day')} left"
    return f"{owed.deadline.isoformat()} ({late})"
