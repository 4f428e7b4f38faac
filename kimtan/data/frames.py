"""A period's figures as frames: a row a statement, or a row an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation

if TYPE_CHECKING:
    import pandas as pd

    from kimtan.data.dataset import Dataset

_DICTIONARY = ("section", "unit", "kind", "better", "part_of", "breakdown", "restricted")
_NUMBERS = (
    *("whole_factor", "actual", "plan", "last_year", "remaining_stated", "pct_of_plan", "yoy_pct"),
    *("year_end", "target"),
)


def figures(dataset: Dataset) -> pd.DataFrame:
    """What :meth:`Dataset.figures` gives."""
    import pandas as pd

    rows = [{"figure": row.figure, **row.model_dump(), "value": float(row.value)} for row in dataset.observations]
    frame = pd.DataFrame(rows, columns=["figure", *Observation.model_fields]).set_index("figure")
    frame["section"] = frame["indicator"].map(
        {name: indicator.section for name, indicator in dataset.indicators.items()}
    )
    stated = {figure: float(correction.original.value) for figure, correction in dataset.corrections.items()}
    frame["stated_value"] = pd.Series(stated, index=frame.index, dtype=float)
    return frame


def wide(dataset: Dataset) -> pd.DataFrame:
    """What :meth:`Dataset.wide` gives."""
    import pandas as pd

    stated: dict[str, dict[str, Observation]] = {}
    for (name, measure), statements in dataset.by_topic.items():
        if of_the_year := [row for row in statements if dataset.is_of_the_year(row)]:
            stated.setdefault(name, {})[measure] = of_the_year[0]
    everything = dataset.indicators
    broken_down = {(everything[name].part_of, everything[name].breakdown) for name in stated} - {(None, None)}
    rows = {
        name: _row(dataset, indicator, stated.get(name, {}))
        for name, indicator in everything.items()
        if name in stated or (indicator.part_of, indicator.breakdown) in broken_down
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[*_DICTIONARY, *_NUMBERS])
    frame.index.name = "indicator"
    return frame.astype(dict.fromkeys(_NUMBERS, float))


def _row(dataset: Dataset, indicator: Indicator, stated: Mapping[str, Observation]) -> dict[str, object]:
    amounts = {
        name: float(dataset.own_value(row))
        for name, row in stated.items()
        if not (MEASURES[name].is_percent or MEASURES[name].is_on_base)
    }
    change = amounts.pop("yoy_abs", None)
    row: dict[str, object] = {column: getattr(indicator, column) for column in _DICTIONARY}
    whole = dataset.indicators.get(indicator.part_of or "", indicator)
    row["whole_factor"] = float(dataset.units[indicator.unit].factor / dataset.units[whole.unit].factor)
    row |= amounts
    row["remaining_stated"] = row.pop("remaining", None)
    if "pct_of_plan" in stated:
        row["pct_of_plan"] = float(stated["pct_of_plan"].value)
    if "yoy_pct" in stated:
        row["yoy_pct"] = float(stated["yoy_pct"].value)
    elif "yoy_index" in stated:
        row["yoy_pct"] = float(stated["yoy_index"].value) - 100
    if change is not None and "actual" in amounts and "last_year" not in amounts:
        row["last_year"] = amounts["actual"] - change
    return row
