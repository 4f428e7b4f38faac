"""One kind of chart a file, found by the file's name.

See :mod:`kimtan.present.charts` for what stands in such a file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kimtan.present.blocks import Chart

FromFacts: TypeAlias = "Callable[..., Chart | None]"
"""Makes a chart from a section's facts, its first argument, and of what the notebook names."""


@cache
def names() -> tuple[str, ...]:
    """The names of all kinds, in alphabetical order; none of them is imported for it."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def from_facts(name: str) -> FromFacts:
    """The function that makes a chart of a kind from facts; its module is imported now.

    Raises
    ------
    KeyError
        If there is no such kind.
    """
    if name not in names():
        raise KeyError(name)
    function: FromFacts = getattr(import_module(f"{__name__}.{name}"), name)
    return function
