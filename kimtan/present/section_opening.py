"""How a notebook opens its section: with the four parameters, or with as many of them as an analyst cares to name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kimtan import config as configs
from kimtan.config import Audience, PeriodConfig
from kimtan.data.dataset import Dataset
from kimtan.data.dictionary import of_suite
from kimtan.errors import InputError, Problem
from kimtan.languages import Language
from kimtan.locating import find_workspace
from kimtan.present import ready
from kimtan.present.completion import offer
from kimtan.present.notebook_style import display_style
from kimtan.present.reads import recorded, unnoticed
from kimtan.present.section import Section
from kimtan.present.showing import begin
from kimtan.reading.records import nearest
from kimtan.workspace import Workspace, suite_root


def open_section(
    name: str,
    period: str | None = None,
    language: Language | None = None,
    audience: Audience | None = None,
    settings: Mapping[str, Any] | None = None,
    *,
    workspace: str | Path | Workspace | None = None,
) -> Section:
    """Open a section of a period's report.

    Parameters
    ----------
    name
        As in ``data/sections.csv``.
    period
        ``2023-H1``; the newest one when not given.
    language, audience
        The edition; as the period's params file says when not given.
    settings
        As in the params file; what is written there when not given.
    workspace
        A folder in it. When not given, the workspace around the working directory; where there is none, and kimtan
        runs from a checkout, that checkout.

    Raises
    ------
    InputError
        With every problem of the period's files, or when there is no such section or period.

    Examples
    --------
    In a notebook::

        from kimtan import open_section, show

        s = open_section("agriculture")

    and in a section notebook's set-up cell, with the four parameters that a run gives::

        s = open_section("agriculture", period, language, audience, settings)
    """
    with unnoticed():
        where = workspace if isinstance(workspace, Workspace) else _workspace(workspace)
        config = _config(where, period, language, audience, settings)
        facts = ready.facts(where, config)
        _require_section(name, facts.dataset)
        begin()
        display_style()
        offer((*facts.dataset.indicators, *facts.dataset.sections))
    return Section(name, recorded(facts))


def _workspace(start: str | Path | None) -> Workspace:
    """The workspace that holds a folder, or the working directory; else the checkout that kimtan runs from."""
    try:
        return find_workspace(None if start is None else Path(start))
    except InputError:
        if start is not None or not (suite_root() / "params").is_dir():
            raise
        return Workspace(suite_root())


def _config(
    workspace: Workspace,
    period: str | None,
    language: Language | None,
    audience: Audience | None,
    settings: Mapping[str, Any] | None,
) -> PeriodConfig:
    """The config of an edition, with what is not given taken from the params file."""
    if period is None or language is None or audience is None:
        params = configs.latest(workspace) if period is None else workspace.existing_params(period)
        named = configs.load(params, workspace)
        period, language, audience = str(named.period), language or named.language, audience or named.audience
    return PeriodConfig.from_parameters(period, language, audience, dict(settings or {}), workspace)


def _require_section(name: str, dataset: Dataset) -> None:
    """Refuse a name that no section has, which would give the figures of all sections."""
    known = {*dataset.sections, *of_suite("section")}
    if name not in known:
        seen = f"There is no section '{name}'."
        raise InputError(Problem("data/sections.csv (section)", seen, nearest(name, known), "section.unknown"))
