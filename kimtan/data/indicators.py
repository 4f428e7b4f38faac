"""The data dictionary, from ``data/indicators.csv``: what each indicator is, and what it belongs to.

Breakdowns, subsets and ratios are said here once; metrics, tables and the audit's generated rules all read them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from kimtan.data.units import Unit
from kimtan.errors import Problems
from kimtan.languages import Bilingual, Language
from kimtan.reading.records import IDENTITY, Flag, Record, Whole, nearest, read_layers

NAME = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$"

CUMULATIVE_KINDS = frozenset({"flow", "count"})
"""Kinds of indicators that add up over the year, so that the time gone is a measure of their progress."""

SPAN = "{span}"
"""In a clause, right behind the figure: how long the period is, ``{reached}/{span}``."""

WAS = "{was}"
"""In an English clause: ``was`` of one, ``were`` of several."""

SLOT = re.compile(r"\{(reached)?\}")
"""Where the figure goes in a clause: bare, or with its verb ('ước đạt 2.056 tấn', ': an estimated 2,056 tonnes')."""


class Indicator(Record):
    """One indicator; its amounts are shown in ``unit`` with ``decimals`` decimals where they are computed."""

    indicator: str = Field(description="Identity: dotted English snake_case", pattern=NAME)
    section: str = Field(description="Section of the report that it belongs to", pattern=IDENTITY)
    name_vi: str = Field(description="Name in Vietnamese")
    name_en: str = Field(description="Name in English")
    unit: str = Field(description="Unit of its amounts (units.csv)")
    kind: Literal["flow", "stock", "share", "count", "rate"] = Field(description="What kind of quantity it is")
    better: Literal["higher", "lower", "neither"] = Field(description="Which direction is better")
    decimals: Whole = Field(description="Decimals of computed amounts", le=12)
    part_of: str | None = Field(None, description="The whole that it adds up to with its siblings")
    breakdown: str | None = Field(None, description="By what the whole is broken down", pattern=IDENTITY)
    within: str | None = Field(None, description="A larger set that it lies in without adding up to it")
    numerator: str | None = Field(None, description="Of a ratio: what is divided")
    denominator: str | None = Field(None, description="Of a ratio: by what it is divided")
    restricted: Flag = Field(description="Whether only the internal edition may show it")
    order: Whole = Field(description="Place in tables")
    price: Literal["current", "constant"] | None = Field(
        None, description="Prices of amounts of money and of their growth; empty: as of the whole, or not stated"
    )

    @property
    def names(self) -> Bilingual:
        """The indicator's name in both languages."""
        return Bilingual(self.name_vi, self.name_en)

    def name(self, language: Language) -> str:
        """The indicator's name."""
        return self.names.in_(language)


class Phrase(Record):
    """The wording of a figure in a sentence: a clause with one :data:`SLOT`."""

    indicator: str = Field(description="Identity of the indicator (indicators.csv)")
    vi: str = Field(description="Clause in Vietnamese")
    en: str = Field(description="Clause in English")

    @property
    def words(self) -> Bilingual:
        """The clause."""
        return Bilingual(self.vi, self.en)


def load(files: Sequence[tuple[Path, str]], units: Mapping[str, Unit], problems: Problems) -> dict[str, Indicator]:
    """Read ``indicators.csv`` and what a workspace adds to it, in table order, and check it; problems are noted.

    Indicators with the same order follow each other as they are read. Where a workspace's row measures something else
    than the one that it replaces, the rows below it are no longer related to it.
    """
    layers = [
        read_layers([file], Indicator, problems, "indicators", "indicator", may_be_empty=number > 0)
        for number, file in enumerate(files)
    ]
    records = {name: placed for layer in layers for name, placed in layer.items()}
    for layer in layers[:-1]:
        others = {name for name, (_, record) in layer.items() if _differ(record, records[name][1], units)}
        below = [(name, place, row) for name, (place, row) in layer.items() if records[name][1] is row]
        records |= {name: (place, _without(row, others)) for name, place, row in below}
    known = {name: record for name, (_, record) in records.items()}
    for place, record in records.values():
        _check(record, known, units, place, problems)
    _check_loops(known, files[-1][1], problems)
    return dict(sorted(known.items(), key=lambda item: item[1].order))


def _check(
    record: Indicator, known: Mapping[str, Indicator], units: Mapping[str, Unit], place: str, problems: Problems
) -> None:
    if record.unit not in units:
        problems.add(
            f"{place} (unit)", f"There is no unit '{record.unit}'.", nearest(record.unit, units), "indicators.unit"
        )
    for column in ("part_of", "within", "numerator", "denominator"):
        name = getattr(record, column)
        if name is not None and name not in known:
            seen = f"There is no indicator '{name}'."
            problems.add(f"{place} ({column})", seen, nearest(name, known), f"indicators.{column}")
    for column, name in (("part_of", record.part_of), ("within", record.within)):
        own, related = units.get(record.unit), units.get(known[name].unit) if name and name in known else None
        if own is not None and related is not None and own.dimension != related.dimension:
            seen = f"'{name}' measures {related.dimension}, but this indicator {own.dimension}."
            problems.add(f"{place} ({column})", seen, "Correct it, or one of the units.", f"indicators.{column}")
    for column, partner in (("part_of", "breakdown"), ("numerator", "denominator")):
        if (getattr(record, column) is None) != (getattr(record, partner) is None):
            seen = f"'{column}' and '{partner}' go together, and only one of them is filled in."
            problems.add(f"{place} ({column})", seen, "Fill in both or neither.", f"indicators.{column}")


def _differ(record: Indicator, other: Indicator, units: Mapping[str, Unit]) -> bool:
    """Whether two indicators are of different dimensions."""
    dimensions = {units[row.unit].dimension for row in (record, other) if row.unit in units}
    return len(dimensions) > 1


def _without(record: Indicator, others: Collection[str]) -> Indicator:
    """An indicator without its relations to some others."""
    relations = {
        "part_of": ("part_of", "breakdown"),
        "within": ("within",),
        "numerator": ("numerator", "denominator"),
        "denominator": ("numerator", "denominator"),
    }
    lost = [field for column, fields in relations.items() if getattr(record, column) in others for field in fields]
    return record.model_copy(update=dict.fromkeys(lost)) if lost else record


def _check_loops(known: Mapping[str, Indicator], shown: str, problems: Problems) -> None:
    for name in known:
        seen = {name}
        above = known[name].part_of
        while above is not None and above in known and above not in seen:
            seen.add(above)
            above = known[above].part_of
        if above == name:
            problems.add(
                f"{shown} ({name})",
                "It is a part of itself by way of its wholes.",
                "Correct 'part_of'.",
                "indicators.loop",
            )


def load_phrases(
    files: Sequence[tuple[Path, str]], known: Mapping[str, Indicator], problems: Problems, renamed: Collection[str] = ()
) -> dict[str, Phrase]:
    """Read ``phrases.csv`` and what a workspace adds to it; problems are noted.

    The suite's phrases of indicators that are not there, or that the workspace has ``renamed``, do not apply.
    """
    phrases: dict[str, Phrase] = {}
    for name, (place, record) in read_layers(
        files, Phrase, problems, "phrases", "indicator", may_be_empty=True
    ).items():
        is_suites = place.startswith("suite:")
        if is_suites and name in renamed:
            continue
        if name not in known:
            if not is_suites:
                seen = f"There is no indicator '{name}'."
                problems.add(f"{place} (indicator)", seen, nearest(name, known), "phrases.indicator")
            continue
        for language in ("vi", "en"):
            if len(SLOT.findall(getattr(record, language))) != 1:
                seen = "A clause holds '{}' or '{reached}' once, where the figure goes."
                problems.add(f"{place} ({language})", seen, "Put one of them in once.", f"phrases.{language}")
        phrases[name] = record
    return phrases
