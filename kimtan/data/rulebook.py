"""The written rules of the audit, from ``data/rules.yml``: what must agree beyond what the data dictionary says.

A rule compares two formulas over what is stated (:mod:`kimtan.data.formula_text`). One that could never be evaluated is
an error of the file: no rule is skipped silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kimtan.data.formula_text import FormulaError, Relation, parse
from kimtan.data.indicators import NAME, Indicator
from kimtan.data.units import Unit, base_dimensions, dimension_text
from kimtan.errors import Problems
from kimtan.languages import NOTHING, Bilingual
from kimtan.period import KINDS, Period
from kimtan.reading.mappings import Keys, Located, read_mapping
from kimtan.reading.records import nearest, refuse
from kimtan.reading.shapes import Strict, validate

Severity = Literal["error", "warning", "info"]

UNIT_KINDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
"""Kinds of administrative unit, as their names begin."""


class _Words(Strict):
    """Words in both languages as they are written."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def both(self) -> Bilingual:
        """The words."""
        return Bilingual(self.vi, self.en)


def _name(text: str) -> str:
    if not re.fullmatch(NAME, text):
        raise refuse("name", f"'{text}' is no name of a rule.", "Write dotted snake case: population.by_insurance.")
    return text


class _AppliesWhen(Strict):
    """In which periods and for what kind of unit a rule applies, and what must be so for it to apply."""

    periods: list[str] | None = Field(None, min_length=1)
    units: list[str] | None = Field(None, min_length=1)
    condition: str | None = None


class _Entry(Strict):
    """One rule as it is written."""

    id: Annotated[str, AfterValidator(_name)]
    label: _Words
    severity: Severity
    check: str
    unit: str | None = None
    assumes: _Words | None = None
    applies_when: _AppliesWhen = _AppliesWhen()
    source: str | None = None


class _RulesFile(Strict):
    rules: list[_Entry]


@dataclass(frozen=True)
class WrittenRule:
    """One rule of ``rules.yml``, its formulas read.

    Parameters
    ----------
    comparison
        What must agree.
    unit
        In which both sides are shown.
    assumes
        What it takes for granted; a rule that does can only be suspicious.
    periods
        Kinds of period that it applies to (``H1``); none for all.
    unit_kinds
        With what the names of the units begin that it applies to (``thị trấn``); none for all.
    condition
        It applies only where this holds; none for always.
    """

    id: str
    label: Bilingual
    severity: Severity
    comparison: Relation
    unit: Unit
    assumes: Bilingual = NOTHING
    periods: tuple[str, ...] | None = None
    unit_kinds: tuple[str, ...] | None = None
    condition: Relation | None = None

    def applies_in(self, period: Period, unit: str) -> bool:
        """Whether it applies in a kind of period to a kind of unit; its condition is not looked at."""
        is_period = self.periods is None or period.kind in self.periods
        return is_period and (self.unit_kinds is None or unit.casefold().startswith(self.unit_kinds))


def load(
    files: Sequence[tuple[Path, str]],
    indicators: Mapping[str, Indicator],
    units: Mapping[str, Unit],
    problems: Problems,
) -> tuple[WrittenRule, ...]:
    """Read ``rules.yml`` and what a workspace adds to it, in file order; a rule replaces an earlier one of its name.

    Problems are noted, and rules that are wrong left out. Where there is no such file there are no written rules.
    Rules of the suite that say nothing of a workspace's indicators, which measure something else, do not apply.
    """
    rules: dict[str, WrittenRule] = {}
    for path, shown in files:
        noted = Problems() if shown.startswith("suite:") else problems
        rules |= {rule.id: rule for rule in _read(path, shown, indicators, units, noted)}
    return tuple(rules.values())


def _read(
    path: Path, shown: str, indicators: Mapping[str, Indicator], units: Mapping[str, Unit], problems: Problems
) -> tuple[WrittenRule, ...]:
    located = read_mapping(path, shown, problems) if path.exists() else None
    file = None if located is None else validate(_RulesFile, located.value, located.place, problems, "rules")
    if located is None or file is None:
        return ()
    _refuse_repeated([entry.id for entry in file.rules], located, problems)
    reader = _RuleReader(located, indicators, units, problems)
    read = [reader.rule(entry, ("rules", number)) for number, entry in enumerate(file.rules)]
    return tuple(rule for rule in read if rule is not None)


def _refuse_repeated(names: Sequence[str], located: Located, problems: Problems) -> None:
    for number, name in enumerate(names):
        if (first := names.index(name)) < number:
            seen = f"'{name}' is the rule on line {located.line(('rules', first))} already."
            problems.add(located.place(("rules", number, "id")), seen, "Give it another name.", "rules.duplicate")


@dataclass(frozen=True)
class _RuleReader:
    """Reads the formulas of rules and notes what is wrong at their lines."""

    located: Located
    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]
    problems: Problems

    def rule(self, entry: _Entry, keys: Keys) -> WrittenRule | None:
        before = len(self.problems.found)
        comparison = self._comparison(entry.check, (*keys, "check"))
        unit = None if comparison is None else self._unit(entry.unit, comparison, keys)
        written, when = entry.applies_when, (*keys, "applies_when")
        self._check_known(written.periods or [], "period", KINDS, (*when, "periods"))
        self._check_known(written.units or [], "unit", UNIT_KINDS, (*when, "units"))
        text = written.condition
        condition = None if text is None else self._comparison(text, (*when, "condition"))
        if comparison is None or unit is None or len(self.problems.found) > before:
            return None
        return WrittenRule(
            entry.id,
            entry.label.both,
            entry.severity,
            comparison,
            unit,
            assumes=entry.assumes.both if entry.assumes else NOTHING,
            periods=None if written.periods is None else tuple(written.periods),
            unit_kinds=None if written.units is None else tuple(written.units),
            condition=condition,
        )

    def _check_known(self, names: Sequence[str], what: str, kinds: Sequence[str], keys: Keys) -> None:
        for number, kind in enumerate(names):
            if kind not in kinds:
                as_listed = kind.upper() if kinds[0].isupper() else kind
                self._note((*keys, number), f"There is no kind of {what} '{kind}'.", nearest(as_listed, kinds))

    def _comparison(self, text: str, keys: Keys) -> Relation | None:
        try:
            return parse(text, self.indicators, self.units)
        except FormulaError as error:
            self._note(keys, error.seen, error.remedy)
            return None

    def _unit(self, name: str | None, comparison: Relation, keys: Keys) -> Unit | None:
        what = dimension_text(comparison.dimension)
        if name is None:
            if comparison.unit is None:
                remedy = "Multiply both sides by the divisor, or add such a unit to units.csv."
                self._note((*keys, "check"), f"No unit can tell the two sides, which are {what}.", remedy)
            return comparison.unit
        unit = self.units.get(name)
        if unit is None:
            self._note((*keys, "unit"), f"There is no unit '{name}'.", nearest(name, self.units))
            return None
        if base_dimensions(unit) != comparison.dimension:
            seen = f"'{name}' is {dimension_text(base_dimensions(unit))}, but the two sides are {what}."
            self._note((*keys, "unit"), seen, "Take another unit, or leave it out.")
            return None
        return unit

    def _note(self, keys: Keys, seen: str, remedy: str) -> None:
        code = next(key for key in reversed(keys) if isinstance(key, str))
        self.problems.add(self.located.place(keys), seen, remedy, f"rules.{code}")
