"""The units that figures are written in, from ``data/units.csv``: names, dimension, conversion factor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from kimtan.errors import Problems
from kimtan.figures import NumberTextError, parse
from kimtan.languages import Language
from kimtan.reading.records import IDENTITY, Flag, Record, read_layers, refuse

_SCIENTIFIC = re.compile(r"\d(?:\.\d{1,14})?E[+-]\d{1,2}")
"""How spreadsheets write a small or large number: ``1E-06``."""

_SMALLEST = Decimal("1E-15")


def positive(cell: object) -> Decimal:
    """Read a cell that holds a number above zero."""
    try:
        text = str(cell)
        value = Decimal(text) if _SCIENTIFIC.fullmatch(text) else parse(text)
    except NumberTextError as error:
        raise refuse("number", error.seen, "Write digits with a decimal point.") from error
    if value <= 0:
        raise refuse("number", f"'{cell}' is not above zero.", "Write a number above zero.")
    if not _SMALLEST <= value <= 1 / _SMALLEST:
        raise refuse("number", f"'{cell}' is out of all scale.", f"Write one from {_SMALLEST} to {1 / _SMALLEST}.")
    return value


class Unit(Record):
    """One unit; percentages are a unit of their own, and counts are classified by what is counted."""

    unit: str = Field(description="Identity of the unit", pattern=IDENTITY)
    name_vi: str = Field(description="Name in Vietnamese")
    name_en: str = Field(description="Name in English, plural")
    one_en: str = Field(description="Name in English, singular")
    dimension: str = Field(description="Units of one dimension convert into each other", pattern=IDENTITY)
    factor: Annotated[Decimal, BeforeValidator(positive)] = Field(
        description="How many of the dimension's base unit one is"
    )
    exact: Flag = Field(description="Whether whole figures in it are counts, hence exact")

    def name(self, language: Language, value: Decimal | Fraction | float | None = None) -> str:
        """The unit's name; in English singular when ``value`` is one."""
        if language == "vi":
            return self.name_vi
        return self.one_en if value is not None and abs(value) == 1 else self.name_en

    def amount(self, number: str, language: Language, value: Decimal | Fraction | float) -> str:
        """A number text with its unit, as sentences write it: ``12,3 tỷ đồng``, ``VND 12.3 billion``, ``93,8%``."""
        name = self.name(language, value)
        if name == "%":
            return f"{number}%"
        if language == "en" and name.startswith("VND"):
            return f"VND {number}{name.removeprefix('VND')}"
        return f"{number} {name}"


def percent(units: Mapping[str, Unit]) -> Unit | None:
    """The unit of percentages, where there is one."""
    return next((unit for unit in units.values() if unit.dimension == "percent" and unit.factor == 1), None)


def convert(value: Decimal, unit: Unit, into: Unit) -> Decimal:
    """Express a value in another unit of the same dimension.

    Raises
    ------
    ValueError
        When the dimensions differ.
    """
    if unit.dimension != into.dimension:
        raise ValueError(f"{unit.unit} measures {unit.dimension}, {into.unit} measures {into.dimension}")
    return value * unit.factor / into.factor if unit != into else value


Dimension = tuple[tuple[str, int], ...]
"""Base dimensions with their exponents, in alphabetical order: ``(("count", -1), ("money", 1))`` is money per head."""

_DERIVED: Mapping[str, Dimension] = {
    "money_per_person": (("count", -1), ("money", 1)),
    "money_per_area": (("area", -1), ("money", 1)),
    "yield": (("area", -1), ("mass", 1)),
    "percent": (),
}


def base_dimensions(unit: Unit) -> Dimension:
    """What a unit measures, in base dimensions; a percentage has none, it is a plain number."""
    return _DERIVED.get(unit.dimension, ((unit.dimension, 1),))


def in_base(unit: Unit) -> Fraction:
    """How many base units one of a unit is: a thousand for billions where millions are the base, a hundredth for %."""
    return Fraction(unit.factor) / (100 if unit.dimension == "percent" else 1)


def combined(left: Dimension, right: Dimension, sign: Literal[1, -1]) -> Dimension:
    """The dimension of a product, or with a sign of -1 of a quotient."""
    exponents = Counter(dict(left))
    for name, exponent in right:
        exponents[name] += sign * exponent
    return tuple(sorted((name, exponent) for name, exponent in exponents.items() if exponent))


def dimension_text(dimension: Dimension) -> str:
    """A dimension in words.

    >>> dimension_text((("count", -1), ("money", 1)))
    'money/count'
    """
    above, below = ("·".join(name for name, exponent in dimension for _ in range(sign * exponent)) for sign in (1, -1))
    return f"{above or '1'}/{below}" if below else above or "a plain number"


def load(files: Sequence[tuple[Path, str]], problems: Problems) -> dict[str, Unit]:
    """Read ``units.csv`` and what a workspace adds to it; problems are noted, and units that are wrong left out."""
    units = read_layers(files, Unit, problems, "units", "unit")
    sizes: dict[tuple[str, str, Decimal], str] = {}
    for name, (place, unit) in units.items():
        size = place.partition(":")[0], unit.dimension, unit.factor
        if not unit.exact and sizes.setdefault(size, name) != name:
            seen = f"'{name}' is as large as '{sizes[size]}'; spreadsheets make 1 of 0.001 in some languages."
            problems.add(f"{place} (factor)", seen, "Correct the factor, or use one unit for both.", "units.same_size")
    return {name: unit for name, (_, unit) in units.items()}
