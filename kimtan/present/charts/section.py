"""A section's charts: each kind is a method, named as its file in :mod:`kimtan.present.charts.kinds`."""

from __future__ import annotations

from dataclasses import dataclass
from types import MethodType

from kimtan.present.charts import kinds
from kimtan.present.facts import Facts


@dataclass(frozen=True)
class Charts:
    """All kinds of chart over one dataset's facts; each gives ``None`` where there is nothing to draw."""

    facts: Facts

    def __getattr__(self, name: str) -> kinds.FromFacts:
        try:
            function = kinds.from_facts(name)
        except KeyError:
            message = f"There is no kind of chart {name!r}; there are {', '.join(kinds.names())}."
            raise AttributeError(message) from None
        return MethodType(function, self.facts)  # so that its signature and docstring are what a notebook shows

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *kinds.names()]
