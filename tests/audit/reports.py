"""Made-up reports whose figures are rounded from one truth, so that none contradicts another; and slips in them.

A report is a random tree of amounts: wholes with parts, each with what was achieved, its plan and last year's value,
told as people tell them: some rounded to more digits, some as percentages, some not at all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kimtan.audit.audit import judged
from kimtan.audit.confrontation import confront
from kimtan.audit.findings import Finding
from kimtan.audit.generated import generated as rules
from kimtan.audit.repairs import keystrokes
from kimtan.audit.statements import Statements
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.data.units import Unit
from kimtan.figures import NumberTextError, number_text, read_vietnamese


def _unit(name: str, dimension: str, exact: str = "false", factor: str = "1") -> Unit:
    names = {"unit": name, "name_vi": name, "name_en": name, "one_en": name}
    return Unit.model_validate({**names, "dimension": dimension, "factor": factor, "exact": exact})


UNITS = {
    "vnd_bn": _unit("vnd_bn", "money", factor="1000"),
    "vnd_m": _unit("vnd_m", "money"),
    "pct": _unit("pct", "percent"),
    "head": _unit("head", "count", exact="true"),
}


@dataclass(frozen=True)
class Report:
    """A report: its dictionary and its figures."""

    indicators: dict[str, Indicator]
    observations: tuple[Observation, ...]

    def statements(self) -> Statements:
        """The figures as the audit sees them."""
        return Statements(self.observations, self.indicators, UNITS, "nearest")

    def findings(self) -> list[Finding]:
        """What the audit says of it."""
        figures = self.statements()
        return list(judged(rules(figures), figures))

    def contradicts(self) -> bool:
        """Whether any rule by itself cannot hold: that is seen sooner than who may be wrong."""
        figures = self.statements()
        return any(confront(rule, figures).outcome == "cannot_hold" for rule in rules(figures))

    def with_value(self, figure: str, value: Decimal) -> Report:
        """The report with another value for one figure."""
        rows = (row.model_copy(update={"value": value}) if row.figure == figure else row for row in self.observations)
        return replace(self, observations=tuple(rows))


@dataclass
class _Truth:
    """The exact values of one indicator: achieved, plan, last year."""

    actual: Fraction
    plan: Fraction
    last_year: Fraction


def consistent(seed: int, wholes: int = 2, depth: int = 2) -> Report:
    """A report whose figures are all rounded from one truth."""
    chance = random.Random(seed)
    indicators: dict[str, Indicator] = {}
    rows: list[Observation] = []
    for number in range(wholes):
        is_count = chance.random() < 0.4
        _grow(chance, f"tree{number}.all", None, depth, is_count, indicators, rows)
    return Report(indicators, tuple(rows))


def _grow(
    chance: random.Random,
    name: str,
    whole: str | None,
    depth: int,
    is_count: bool,
    indicators: dict[str, Indicator],
    rows: list[Observation],
) -> _Truth:
    """An indicator with everything under it; its truth is the sum of its parts'."""
    unit = "head" if is_count else chance.choice(["vnd_bn", "vnd_m"])
    place = len(indicators) + 1
    indicators[name] = _indicator(name, whole, unit, place)
    if depth and chance.random() < 0.85:
        stem = name.removesuffix(".all")
        parts = [
            _grow(chance, f"{stem}.p{place}_{number}", name, depth - 1, is_count, indicators, rows)
            for number in range(chance.randint(2, 4))
        ]
        truth = _Truth(
            *(sum((getattr(part, one) for part in parts), Fraction(0)) for one in ("actual", "plan", "last_year"))
        )
    else:
        truth = _leaf(chance, is_count)
    rows += _told(chance, name, unit, truth, is_count)
    return truth


def _leaf(chance: random.Random, is_count: bool) -> _Truth:
    actual = chance.lognormvariate(5, 1.2)
    values = (actual, actual / chance.uniform(0.3, 1.4), actual / chance.uniform(0.8, 1.25))
    if is_count:
        return _Truth(*(Fraction(max(1, round(value))) for value in values))
    return _Truth(*(Fraction(round(value * 10**6), 10**3) for value in values))  # millions, to the thousand


def _told(chance: random.Random, name: str, unit: str, truth: _Truth, is_count: bool) -> Iterator[Observation]:
    """What a report says of an indicator, each figure on a line of its own."""
    scale = Fraction(1) if is_count else 1 / Fraction(UNITS[unit].factor)
    decimals = 0 if is_count else chance.choice([0, 1, 3] if unit == "vnd_bn" else [0, 0, 1])
    line = abs(hash_of(name)) % 900 + 1
    if chance.random() < 0.95:
        yield _row(name, "actual", truth.actual * scale, unit, decimals, line)
    if chance.random() < 0.3:
        yield _row(name, "plan", truth.plan * scale, unit, decimals, line)
    if chance.random() < 0.85:
        yield _row(name, "pct_of_plan", 100 * truth.actual / truth.plan, "pct", chance.choice([0, 1, 1]), line)
    if chance.random() < 0.2:
        yield _row(name, "last_year", truth.last_year * scale, unit, decimals, line)
    if chance.random() < 0.8:
        yield _row(name, "yoy_pct", 100 * truth.actual / truth.last_year - 100, "pct", chance.choice([0, 1, 1]), line)
    if chance.random() < 0.2 and truth.plan >= truth.actual:
        yield _row(name, "remaining", (truth.plan - truth.actual) * scale, unit, decimals, line)


def hash_of(name: str) -> int:
    """A number that depends on a name alone, unlike Python's own hash."""
    return sum(ord(character) * (place + 7) for place, character in enumerate(name))


def rounded(value: Fraction, decimals: int) -> Decimal:
    """A value as people round it: half away from zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _row(name: str, measure: str, value: Fraction, unit: str, decimals: int, line: int) -> Observation:
    told = rounded(value, decimals)
    cells = {"indicator": name, "measure": measure, "value": format(told, "f"), "unit": unit, "status": "final"}
    written = number_text(abs(told), "vi")
    return Observation.model_validate({**cells, "as_written": written, "source": f"report:L{line}"})


def _indicator(name: str, whole: str | None, unit: str, place: int) -> Indicator:
    belongs = {"part_of": whole, "breakdown": "kind"} if whole else {}
    return Indicator.model_validate(
        {
            "indicator": name, "section": "s", "name_vi": name, "name_en": name, "unit": unit,
            "kind": "count" if unit == "head" else "flow", "better": "higher", "decimals": "0", "restricted": "false",
            "order": str(place), **belongs,
        }
    )  # fmt: skip


def slips(report: Report, seed: int) -> Iterator[tuple[str, Report]]:
    """Without end: a figure, and the report with one keystroke of it wrong."""
    chance = random.Random(seed)
    while True:
        row = chance.choice(report.observations)
        candidate = chance.choice(list(keystrokes(row.as_written)))
        try:
            value = read_vietnamese(candidate)
        except NumberTextError:
            continue
        value = -value if row.value < 0 else value
        if value != row.value:
            yield row.figure, report.with_value(row.figure, value)


def contradicts(found: list[Finding]) -> bool:
    """Whether anything cannot hold."""
    return any(one.outcome == "cannot_hold" for one in found)


def suspects(found: list[Finding]) -> set[str]:
    """Every figure that the audit suspects for certain contradictions."""
    return {each.figure for one in found if one.outcome == "cannot_hold" for each in one.suspects}
