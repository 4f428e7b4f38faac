"""What ``kimtan list`` says: the state of each period, and who still owes which figures."""

from __future__ import annotations

import datetime as dt

from kimtan.cli.output import count, say, tabulate, tell
from kimtan.data.dataset import Dataset
from kimtan.errors import ExitCode
from kimtan.report import state
from kimtan.workspace import Workspace

_SHOWN = 4


def periods(workspace: Workspace) -> None:
    """A line a period."""
    rows = []
    for name, found in state.loaded(workspace):
        if not isinstance(found, Dataset):
            rows.append((name, "", count(len(found.problems), "problem"), "", "kimtan check " + name))
            continue
        known, config = state.state(found), found.config
        filled = f"{known.filled} ({known.stated}/{known.expected})" if known.expected else known.filled
        disputed = count(known.contradictions, "contradiction") if known.contradictions else ""
        rows.append((name, config.period.name(config.language), filled, disputed, known.reported))
    tabulate("", ("period", "", "figures", "", "report"), rows)


def missing(workspace: Workspace, period: str | None) -> ExitCode:
    """What each section still owes, with its owner and deadline; periods that owe nothing are not named."""
    if period is not None:
        workspace, params = Workspace.resolve(period)
        period = params.stem
    rows, codes = [], [ExitCode.DONE]
    for name, found in state.loaded(workspace):
        if period not in {None, name}:
            continue
        if not isinstance(found, Dataset):
            tell(found.problems)
            codes.append(found.exit_code)
            continue
        rows += [_row(name, found, one) for one in state.missing(found)]
    tabulate("", ("period", "section", "owner", "deadline", "missing"), rows)
    if not rows and codes == [ExitCode.DONE]:
        say("Nothing is missing.")
    return max(codes)


def _row(name: str, dataset: Dataset, one: state.Missing) -> tuple[str, ...]:
    names = [dataset.complete.indicators[each].name(dataset.config.language) for each in one.indicators]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return name, one.section, one.owner or "-", _deadline(one, dt.date.today()), ", ".join(names[:_SHOWN]) + more


def _deadline(one: state.Missing, today: dt.date) -> str:
    left = one.days_left(today)
    if one.deadline is None or left is None:
        return ""
    late = f"{count(-left, 'day')} late" if left < 0 else f"{count(left, 'day')} left"
    return f"{one.deadline.isoformat()} ({late})"
