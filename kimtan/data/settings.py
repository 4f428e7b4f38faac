"""Settings of the period config held against the data: what they name must be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kimtan.config import PeriodConfig
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.errors import Problems
from kimtan.reading.records import nearest


def check(
    config: PeriodConfig,
    indicators: Mapping[str, Indicator],
    rows: Iterable[Observation],
    shown: str,
    problems: Problems,
) -> None:
    """Note owners of unknown sections, charts of unknown indicators, and a plan basis that is missing or unknown.

    Parameters
    ----------
    shown
        Path of the params file as people see it.
    """
    sections = {indicator.section for indicator in indicators.values()}
    for name in config.settings.owners:
        if name not in sections:
            seen = f"There is no section '{name}'."
            problems.add(f"{shown} (settings.owners)", seen, nearest(name, sections), "config.owners")
    for chart in config.settings.word.charts:
        name = chart.partition(":")[2]
        if name not in indicators:
            seen = f"There is no indicator '{name}'."
            problems.add(f"{shown} (settings.word.charts)", seen, nearest(name, indicators), "config.word_charts")
    _check_plans(config, rows, shown, problems)


def _check_plans(config: PeriodConfig, rows: Iterable[Observation], shown: str, problems: Problems) -> None:
    """Note where two plans are assigned and nobody says which one counts, or one counts that nobody assigned."""
    bases: dict[str, set[str]] = {}
    for row in rows:
        if row.measure == "plan":
            bases.setdefault(row.indicator, set()).add(row.basis or "")
    every = sorted({basis for own in bases.values() for basis in own if basis})
    counted, place = config.settings.plan_basis, f"{shown} (settings.plan_basis)"
    double = next((name for name, own in bases.items() if len(own) > 1), None)
    if counted is None and double is not None:
        seen = f"{double} has plans on {len(bases[double])} bases, and none of them is said to count."
        problems.add(place, seen, f"Name one: {', '.join(every)}.", "config.plan_basis")
    elif counted is not None and every and counted not in every:
        seen = f"There is no plan on the basis '{counted}'."
        problems.add(place, seen, nearest(counted, every), "config.plan_basis")
