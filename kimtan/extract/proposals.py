"""What accepted candidates become: rows of observations.csv, and the units, sections and indicators that they need."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kimtan.data.dataset import Dataset
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.sections import NamedTerm, ReportSection, TermKind
from kimtan.data.units import Unit
from kimtan.errors import InputError, Problem
from kimtan.extract.amounts import unit_named
from kimtan.extract.candidates import Candidate
from kimtan.extract.naming import slug

_DIMENSIONS = {"money_per_người": "money_per_person", "money_per_ha": "money_per_area", "mass_per_ha": "yield"}
"""Dimensions of read units that units.csv calls otherwise."""
_CELLS = ("name_vi", "section", "section_title", "kind", "part_of", "breakdown", "within", "better")
"""Cells of a candidate that are its indicator's, and have to agree in all of its rows."""


@dataclass(frozen=True)
class Proposals:
    """What accepted candidates need that the dictionary has not.

    Parameters
    ----------
    without_whole
        New indicators whose whole was not accepted, so that they stand alone.
    """

    units: tuple[Unit, ...]
    sections: tuple[ReportSection, ...]
    indicators: tuple[Indicator, ...]
    terms: tuple[NamedTerm, ...]
    without_whole: tuple[str, ...]


def proposals(accepted: Sequence[Candidate], dataset: Dataset) -> Proposals:
    """The units, sections, indicators and terms that accepted candidates need and the dictionary has not.

    Raises
    ------
    InputError
        When rows of one new indicator say different things of it.
    """
    ordered = sorted(accepted, key=_place)
    units: dict[str, Unit] = {}
    sections: dict[str, ReportSection] = {}
    terms: dict[tuple[str, str], NamedTerm] = {}
    by_name: dict[str, list[Candidate]] = {}
    for candidate in ordered:
        if candidate.unit not in dataset.units and candidate.unit not in units:
            values = [row.value for row in ordered if row.unit == candidate.unit]
            units[candidate.unit] = _unit(candidate, values, [*dataset.units.values(), *units.values()])
        for term in _terms(candidate, dataset):
            terms.setdefault((term.kind, term.term), term)
        if candidate.indicator not in dataset.complete.indicators:
            by_name.setdefault(candidate.indicator, []).append(candidate)
    problems = [problem for rows in by_name.values() for problem in _disagreements(rows)]
    if problems:
        raise InputError(*problems)
    number = max((_number(section.number) for section in dataset.sections.values()), default=0)
    order = max((known.order for known in dataset.complete.indicators.values()), default=0)
    indicators: dict[str, Indicator] = {}
    for rows in by_name.values():
        order += 10
        made = _indicator(rows, order, {**dataset.units, **units})
        indicators[made.indicator] = made
        if made.section not in dataset.sections and made.section not in sections:
            number += 1
            title = _first(rows, "section_title") or made.section
            sections[made.section] = ReportSection.model_validate(
                {"section": made.section, "title_vi": title, "title_en": title, "chapter": "I", "number": f"I.{number}"}
            )
    known = {*indicators, *dataset.complete.indicators}
    alone = [name for name, row in indicators.items() if (row.part_of or row.within or name) not in known]
    for name in alone:
        indicators[name] = indicators[name].model_copy(update={"part_of": None, "breakdown": None, "within": None})
    named = tuple(indicators[name].name_vi for name in alone)
    return Proposals(
        tuple(units.values()), tuple(sections.values()), tuple(indicators.values()), tuple(terms.values()), named
    )


def _place(candidate: Candidate) -> tuple[int, str]:
    return (int(candidate.number) if candidate.number.isdigit() else 0, candidate.place)


def _number(number: str | None) -> int:
    """The place of a section in the first chapter: 4 of ``I.4`` and ``I.4.2``."""
    chapter, _, rest = (number or "").partition(".")
    return int(rest.partition(".")[0] or 0) if chapter == "I" else 0


def _unit(candidate: Candidate, values: Sequence[str], known: Collection[Unit]) -> Unit:
    """A unit as its name says: what it measures, in how many base units; what is counted whole is exact.

    One that would be as large as another is of a dimension of its own, for nothing says that they convert.
    """
    name = candidate.unit_name or candidate.unit
    read = unit_named(name)
    dimension, factor = (read.dimension, read.factor) if read is not None else ("count", Decimal(1))
    is_exact = dimension == "count" and factor == 1 and all("." not in value for value in values)
    kind = _DIMENSIONS.get(dimension) or slug(dimension)
    if not is_exact and any((unit.dimension, unit.factor, unit.exact) == (kind, factor, False) for unit in known):
        kind = candidate.unit
    cells = {"unit": candidate.unit, "name_vi": name, "name_en": name, "one_en": name}
    return Unit.model_validate(
        {**cells, "dimension": kind, "factor": f"{factor.normalize():f}", "exact": str(is_exact).lower()}
    )


def _terms(candidate: Candidate, dataset: Dataset) -> Iterator[NamedTerm]:
    """The name of a base, or of whoever assigned a plan, that the dictionary has none of."""
    kind: TermKind = "base" if MEASURES[candidate.measure].is_on_base else "plan_basis"
    if candidate.basis_name and candidate.basis not in dataset.terms.get(kind, {}):
        name = candidate.basis_name
        yield NamedTerm(kind=kind, term=candidate.basis, name_vi=name, name_en=name)


def _first(rows: Sequence[Candidate], cell: str) -> str:
    return next((text for row in rows if (text := str(getattr(row, cell)))), "")


def _disagreements(rows: Sequence[Candidate]) -> Iterator[Problem]:
    """What rows of one new indicator say differently of it, with their places."""
    for cell in _CELLS:
        texts: dict[str, list[str]] = {}
        for row in rows:
            if text := str(getattr(row, cell)):
                texts.setdefault(text, []).append(f"{row.place} ({row.as_written})")
        if len(texts) > 1:
            seen = "; ".join(f"'{text}' at {', '.join(places[:3])}" for text, places in texts.items())
            remedy = "Write the same into all rows of the indicator, or give one of them another code."
            yield Problem(f"{rows[0].indicator} ({cell})", f"Its rows disagree: {seen}.", remedy, "candidates.disagree")


def _indicator(rows: Sequence[Candidate], order: int, units: Mapping[str, Unit]) -> Indicator:
    """A new indicator; its unit is that of its surest level, the actual one before others."""
    levels = [row for row in rows if not MEASURES[row.measure].is_percent] or list(rows)
    best = max(levels, key=_weight)
    own = units[best.unit].dimension if best.unit in units else ""
    for row in levels:
        if row.unit in units and units[row.unit].dimension != own:
            seen = f"It is in {best.unit} at {best.place}, and in {row.unit} at {row.place}: two dimensions."
            remedy = "Give one of the rows another code."
            raise InputError(Problem(f"{row.indicator} (unit)", seen, remedy, "candidates.disagree"))
    name = _first(rows, "name_vi")
    return Indicator.model_validate(
        {
            "indicator": best.indicator,
            "section": _first(rows, "section"),
            "name_vi": name,
            "name_en": name,
            "unit": best.unit,
            "kind": _first(rows, "kind"),
            "better": _first(rows, "better") or "neither",
            "decimals": str(max(len(row.value.partition(".")[2]) for row in levels)),
            "part_of": _first(rows, "part_of") or None,
            "breakdown": _first(rows, "breakdown") or None,
            "within": _first(rows, "within") or None,
            "restricted": "false",
            "order": str(order),
        }
    )


def _weight(row: Candidate) -> tuple[bool, bool, Decimal]:
    """How much a row says of its indicator's unit."""
    return row.measure == "actual", MEASURES[row.measure].kind == "level", Decimal(row.confidence or "0")


def observations(accepted: Sequence[Candidate], document: str) -> Iterator[Observation]:
    """Accepted candidates as rows of observations.csv, each with a place of its own in a document."""
    seen: dict[tuple[str, ...], int] = {}
    for candidate in sorted(accepted, key=_place):
        place = place_token(candidate.place)
        key = (candidate.indicator, candidate.measure, candidate.basis, place)
        seen[key] = seen.get(key, 0) + 1
        place += f"n{seen[key]}" if seen[key] > 1 else ""
        row: dict[str, object] = {
            "indicator": candidate.indicator, "measure": candidate.measure, "value": candidate.value,
            "unit": candidate.unit, "as_written": candidate.as_written, "basis": candidate.basis or None,
            "bound": candidate.bound or None, "status": candidate.status, "source": f"{document}:{place}",
            "note_vi": candidate.note_vi or None, "note_en": candidate.note_vi or None,
        }  # fmt: skip
        if candidate.precision:
            row["precision"] = candidate.precision
        yield Observation.model_validate(row)


def place_token(place: str) -> str:
    """A place as observations.csv names it: ``bảng 2, hàng 3, cột 5`` to ``b2h3c5``."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"([a-z])[a-z]*", r"\1", slug(place).replace("_", " "))) or "p"
