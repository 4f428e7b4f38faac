"""What was read as an ordinary dataset in memory, with the way back to the figures of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kimtan.data.identities import FigureId
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.data.texts import NamedList
from kimtan.data.units import Unit
from kimtan.extract.figures import ReadFigure
from kimtan.extract.groups import FigureGroup

_PRICES = {"giá hiện hành": "current", "giá thực tế": "current", "giá so sánh": "constant", "giá cố định": "constant"}
"""Words of a subject that say in which prices an amount is."""
_WAY = re.compile(r"(?<!\w)theo\s+(?:(?:quy|tiêu)\s+)?(?:định|chí|chuẩn)(?!\w)[^,;:()]*", re.IGNORECASE)


@dataclass(frozen=True)
class ReadDataset:
    """Indicators, units and observations out of a document.

    Parameters
    ----------
    numbers
        The figure's ``n`` by the identity of the observation made of it.
    homes
        The passage, or the row of a table, that each figure stands in.
    doubtful
        Observations whose reading is not sure.
    doubtful_wholes
        Indicators whose breakdown is a guess.
    joined
        Indicators of which two places with one short name are taken to speak.
    lists
        What the document enumerates for a count.
    pairs
        Two indicators that are likely of one thing, with a measure that both state.
    """

    indicators: dict[str, Indicator]
    units: dict[str, Unit]
    observations: tuple[Observation, ...]
    numbers: dict[FigureId, int]
    homes: dict[FigureId, int]
    doubtful: frozenset[FigureId]
    doubtful_wholes: frozenset[str]
    joined: frozenset[str]
    lists: tuple[NamedList, ...] = ()
    pairs: tuple[tuple[str, str, str], ...] = ()


def way(figure: ReadFigure) -> str:
    """By what something was measured, as its subject says: ``theo quy định của Bộ Y tế``; empty where it does not."""
    match = _WAY.search(figure.subject)
    return " ".join(match[0].lower().split()) if match else ""


def kind_of(group: FigureGroup) -> str:
    """A stock, which says least; what is measured per head or in percent is a rate."""
    return "rate" if "_per_" in group.kind or group.kind in {"percent", "per_mille", "times", "points"} else "stock"


def unit_of(identity: str, name: str, measured: str, factor: Decimal, *, exact: bool) -> Unit:
    """A unit as it was read, without the checks of one that a file states."""
    return Unit.model_construct(
        unit=identity, name_vi=name, name_en=name, one_en=name, dimension=measured, factor=factor, exact=exact
    )


def price_of(name: str) -> str | None:
    """In which prices an amount is, as its name says: current or constant; ``None`` where it does not."""
    return next((price for words, price in _PRICES.items() if words in name.lower()), None)
