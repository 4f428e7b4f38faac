"""A period's facts made before its sections ask for them: once in the warm process, for all that are forked from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kimtan.config import PeriodConfig
from kimtan.data import dataset as datasets
from kimtan.data import dictionary
from kimtan.data.dataset import other_periods
from kimtan.workspace import Workspace

if TYPE_CHECKING:
    from kimtan.present.facts import Facts


class _State(NamedTuple):
    """What facts rest on: the edition, and every file of the period as it was when it was last written."""

    workspace: Workspace
    config: PeriodConfig
    files: tuple[tuple[str, int, int], ...]


_STATED, _AUDITED = ("frame", "figures", "rows", "lists"), ("finding", "marks")
"""Attributes of facts that are computed on first use: those that need no findings, and those that do."""

_COMPUTED = ("completion", "growth", "index", "implied_plan", "implied_last_year", "remaining", "needed_per_month")
"""Derived figures of all indicators that several sections show, and whose answers kept sections are asked for."""

_ready: list[tuple[_State, Facts]] = []
"""Those of one edition at most: a batch makes the next ones in their place."""


def facts(workspace: Workspace, config: PeriodConfig) -> Facts:
    """The facts of a period in one edition; those that are ready, where no file has changed since.

    Raises
    ------
    InputError
        With every problem of the period's files.
    """
    for state, known in _ready:
        if state == _state(workspace, config):
            return known
    from kimtan.present.facts import Facts

    params = workspace.params_file(str(config.period))
    return Facts(datasets.load(workspace, params, config), config.language)


def of_edition(root: Path, parameters: Mapping[str, Any]) -> Facts:
    """The facts of a workspace's period by a notebook's four parameters (:func:`facts`)."""
    workspace = Workspace(root)
    return facts(workspace, PeriodConfig.from_parameters(**parameters, workspace=workspace))


def make_facts_ready(root: Path, parameters: Mapping[str, Any]) -> None:
    """Make the facts of a workspace's period by a notebook's four parameters, but for what rests on findings.

    That can be done while the figures are audited, in another process.

    Raises
    ------
    InputError
        With every problem of the parameters or the period's files.
    """
    workspace, config, state = _asked_for(root, parameters)
    _ready.clear()
    made = facts(workspace, config)
    for name in _STATED:
        getattr(made, name)
    for indicator in made.dataset.indicators:
        for name in _COMPUTED:
            made.computed(indicator, name)
    _ = made.dataset.others
    _ready.append((state, made))


def make_ready(root: Path, parameters: Mapping[str, Any]) -> None:
    """Make the facts of a workspace's period by a notebook's four parameters, and what every section asks of them.

    What of them is ready already is taken; the findings are stored by now, or made here.

    Raises
    ------
    InputError
        With every problem of the parameters or the period's files.
    """
    *_, state = _asked_for(root, parameters)
    if state not in [known for known, _ in _ready]:
        make_facts_ready(root, parameters)
    ((_, made),) = _ready
    for name in _AUDITED:
        getattr(made, name)


def _asked_for(root: Path, parameters: Mapping[str, Any]) -> tuple[Workspace, PeriodConfig, _State]:
    workspace = Workspace(root)
    config = PeriodConfig.from_parameters(**parameters, workspace=workspace)
    return workspace, config, _state(workspace, config)


def _state(workspace: Workspace, config: PeriodConfig) -> _State:
    period = str(config.period)
    shared = dictionary.files(workspace, config.settings.dictionary == "extend")
    files = [workspace.params_file(period), workspace.datapackage_file, *shared]
    for name in (period, *map(str, other_periods(workspace, config.period))):
        files += [workspace.params_file(name), *sorted(workspace.period_dir(name).rglob("*"))]
    states = [(str(file), file.stat()) for file in files if file.exists()]
    return _State(workspace, config, tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in states))
