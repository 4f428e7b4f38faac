"""A section's charts: each kind is a method, named as its file in :mod:`kimtan.present.charts.kinds`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from types import MethodType
from typing import Any

from kimtan.present.blocks import Chart
from kimtan.present.charts import kinds
from kimtan.present.facts import Facts
from kimtan.present.offers import unknown
from kimtan.present.rich_text import numbers


@dataclass(frozen=True)
class Charts:
    """All kinds of chart over one dataset's facts; each gives ``None`` where there is nothing to draw."""

    facts: Facts

    def __getattr__(self, name: str) -> kinds.FromFacts:
        try:
            function = kinds.from_facts(name)
        except KeyError:
            raise unknown(name, "s.chart", kinds.names()) from None
        return MethodType(_comparing(function), self.facts)  # so that a notebook shows its signature and docstring

    def __dir__(self) -> list[str]:
        return list(kinds.names())


FEWEST_COMPARED = 3
"""A chart with fewer values to compare says less than a sentence, and is not drawn."""


def _comparing(function: kinds.FromFacts) -> kinds.FromFacts:
    """A kind of chart that gives nothing where there is too little to compare."""

    @wraps(function)
    def drawn(facts: Facts, *arguments: Any, **options: Any) -> Chart | None:
        chart = function(facts, *arguments, **options)
        return chart if chart is not None and _values(chart) >= FEWEST_COMPARED else None

    return drawn


def _values(chart: Chart) -> int:
    """The rows of a chart's table that have a number, but for what the others are drawn against."""
    return sum(any(numbers(row.runs())) for row in chart.data.rows if row.role != "reference")
