"""What a notebook can show of a section: the names that completion offers, and the nearest one to a mistyped name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, ClassVar

from kimtan.errors import Problem, UnknownNameError

_SHOWN = re.compile(r"\b(Block|Chart|Narrative|Remainder|Sentence|Table)\b")
"""What the methods give that a notebook shows, as their annotations name it."""


class Offers:
    """Base of the objects behind ``s.say.``, ``s.table.`` and ``s.text.``: completion names what can be shown."""

    _place: ClassVar[str]

    def __dir__(self) -> list[str]:
        return offered(type(self))

    def __getattr__(self, name: str) -> Any:
        raise unknown(name, self._place, offered(type(self)))


def offered(kind: type) -> list[str]:
    """Names of a class's public methods that give something to show."""
    return sorted(
        name
        for name in dir(kind)
        if not name.startswith("_")
        and _SHOWN.search(str(getattr(getattr(kind, name), "__annotations__", {}).get("return", "")))
    )


def unknown(name: str, place: str, names: Iterable[str]) -> AttributeError:
    """The error for an attribute that is not there, with the nearest one that is."""
    if name.startswith("_"):  # Python and IPython ask for such names to see what an object can do
        return AttributeError(name)
    known = sorted(names)
    near = get_close_matches(name, known, n=1)
    remedy = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(known)}."
    return UnknownNameError(Problem(place, f"There is no '{name}'.", remedy, "section.name"))
