"""Charts: one function a kind, from a tidy frame to a :class:`~kimtan.present.blocks.Chart` block.

Each returns ``None`` where there is nothing to draw. The functions are loaded when they are first asked for, since
matplotlib and seaborn take more time to import than the rest of kimtan together.

A chart of another kind is drawn under :func:`kimtan.present.charts.theme.house` on a
:class:`~kimtan.present.charts.canvas.Sheet` (or any matplotlib ``Figure`` that pyplot does not know), turned into SVG
by :func:`kimtan.present.charts.drawing.to_svg`, and given its alternative text and its table.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kimtan.present.charts.frames import Reference
    from kimtan.present.charts.kinds.change import change
    from kimtan.present.charts.kinds.completion import completion
    from kimtan.present.charts.kinds.confrontation import confrontation
    from kimtan.present.charts.kinds.contribution import contribution
    from kimtan.present.charts.kinds.counts import counts
    from kimtan.present.charts.kinds.funnel import funnel
    from kimtan.present.charts.kinds.growth import growth
    from kimtan.present.charts.kinds.pace import pace
    from kimtan.present.charts.kinds.progress import progress
    from kimtan.present.charts.kinds.structure import structure
    from kimtan.present.charts.kinds.trajectory import trajectory

__all__ = [
    "Reference",
    "change",
    "completion",
    "confrontation",
    "contribution",
    "counts",
    "funnel",
    "growth",
    "pace",
    "progress",
    "structure",
    "trajectory",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    home = "frames" if name == "Reference" else f"kinds.{name}"
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return __all__
