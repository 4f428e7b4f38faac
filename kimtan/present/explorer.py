"""A small explorer for a notebook: an indicator, a measure and a period are chosen, and what is known of them is shown.

It needs ipywidgets (``pip install 'kimtan[lab]'``); without them it shows what was asked for, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kimtan.data.measures import MEASURES
from kimtan.errors import InputError, Problem
from kimtan.present.section import Section
from kimtan.present.section_opening import open_section
from kimtan.present.showing import show
from kimtan.reading.records import nearest
from kimtan.workspace import Workspace

_ALL = "audit"
"""A section that has the figures of all."""


def explore(
    indicator: str | None = None,
    measure: str = "actual",
    period: str | None = None,
    *,
    workspace: str | Path | Workspace | None = None,
) -> Any:
    """Show what is known of an indicator: what the report says, a chart, a table, its statements and its checks.

    Parameters
    ----------
    indicator
        Its identity; the first one of which something is stated when not given.
    measure
        Of which the statements are listed: ``actual``, ``plan`` …
    period, workspace
        As in :func:`kimtan.open_section`.

    Raises
    ------
    InputError
        There is no such indicator or measure, or the period's files cannot be used.
    """
    section = open_section(_ALL, period, workspace=workspace)
    stated = list(dict.fromkeys(row.indicator for row in section.dataset.observations))
    chosen = indicator or stated[0]
    for what, value, known in (("indicator", chosen, stated), ("measure", measure, list(MEASURES))):
        if value not in known:
            seen = f"There is no {what} '{value}' of which something is stated."
            raise InputError(Problem("explore", seen, nearest(value, known), f"explore.{what}"))
    try:
        import ipywidgets
    except ImportError:
        _display(section, chosen, measure)
        return None
    return _panel(ipywidgets, section, stated, chosen, measure)


def known_of(section: Section, indicator: str, measure: str) -> Iterator[Any]:
    """What there is to show of an indicator; frames come last."""
    yield section.say.results(indicator)
    yield section.chart.history(indicator) or section.chart.statements(indicator)
    yield section.table.indicators(indicator)
    figures = section.figures
    is_asked = (figures["indicator"] == indicator) & (figures["measure"] == measure)
    yield figures.loc[is_asked, ["value", "unit", "low", "high", "mark", "as_written", "source"]]
    findings = section.findings
    is_part = findings["figures"].str.contains(rf"(?:^|; ){re.escape(indicator)}:", regex=True)
    yield findings.loc[is_part, ["outcome", "label", "stated_low", "stated_high", "recomputed_low", "recomputed_high"]]


def _display(section: Section, indicator: str, measure: str) -> None:
    show(*known_of(section, indicator, measure))


def _panel(widgets: Any, section: Section, stated: list[str], indicator: str, measure: str) -> Any:
    """Three lists to choose from, above what is known of the choice."""
    workspace = section.dataset.workspace
    names = [(f"{section.facts.name(name)} · {name}", name) for name in stated]
    of_indicator = widgets.Dropdown(options=names, value=indicator, description="Indicator")
    of_measure = widgets.Dropdown(options=list(MEASURES), value=measure, description="Measure")
    periods = widgets.Dropdown(options=workspace.periods(), value=str(section.dataset.period), description="Period")
    output = widgets.Output()

    def update(_: Any = None) -> None:
        output.clear_output(wait=True)
        with output:
            opened = open_section(_ALL, periods.value, workspace=workspace)
            _display(opened, of_indicator.value, of_measure.value)

    for choice in (of_indicator, of_measure, periods):
        choice.observe(update, names="value")
    update()
    return widgets.VBox([widgets.HBox([of_indicator, of_measure, periods]), output])
