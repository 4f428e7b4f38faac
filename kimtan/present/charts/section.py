"""A section's charts: each kind is a method, named as its file in :mod:`kimtan.present.charts.kinds`."""

from __future__ import annotations

from dataclasses import dataclass
from types import MethodType

from kimtan.present.charts import kinds
from kimtan.present.facts import Facts
from kimtan.present.offers import unknown


@dataclass(frozen=True)
class Charts:
    """All kinds of chart over one dataset's facts; each gives ``None`` where there is nothing to draw, or compare."""

    facts: Facts

    def __getattr__(self, name: str) -> kinds.FromFacts:
        try:
            function = kinds.from_facts(name)
        except KeyError:
            raise unknown(name, "s.chart", kinds.names()) from None
        return MethodType(function, self.facts)  # so that a notebook shows its signature and docstring

    def __dir__(self) -> list[str]:
        return list(kinds.names())
