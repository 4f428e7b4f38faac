"""What accepted candidates become: rows of observations.csv, and the units, sections and indicators that they need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kimtan.data.dataset import Dataset
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.sections import ReportSection
from kimtan.data.units import Unit
from kimtan.extract.candidates import Candidate, slug


def proposals(
    accepted: Sequence[Candidate], dataset: Dataset
) -> tuple[list[Unit], list[ReportSection], list[Indicator]]:
    """The units, sections and indicators that accepted candidates need and the dictionary has not."""
    units: dict[str, Unit] = {}
    sections: dict[str, ReportSection] = {}
    indicators: dict[str, Indicator] = {}
    order = max((known.order for known in dataset.complete.indicators.values()), default=0)
    number = len(dataset.sections)
    for candidate in accepted:
        if candidate.unit not in dataset.units and candidate.unit not in units:
            name = candidate.unit_name or candidate.unit
            cells = {"unit": candidate.unit, "name_vi": name, "name_en": name, "one_en": name}
            units[candidate.unit] = Unit.model_validate({**cells, "dimension": "count", "factor": "1", "exact": "true"})
        if candidate.indicator in dataset.complete.indicators or candidate.indicator in indicators:
            continue
        if candidate.section not in dataset.sections and candidate.section not in sections:
            number += 1
            title = candidate.section_title or candidate.section
            cells = {"section": candidate.section, "title_vi": title, "title_en": title, "chapter": "I"}
            sections[candidate.section] = ReportSection.model_validate({**cells, "number": f"I.{number}"[:6]})
        order += 10
        indicators[candidate.indicator] = _indicator(candidate, accepted, order)
    known = {*indicators, *dataset.complete.indicators}
    kept = {
        name: row if row.part_of in known or row.part_of is None else replace_whole(row)
        for name, row in indicators.items()
    }
    return list(units.values()), list(sections.values()), list(kept.values())


def replace_whole(indicator: Indicator) -> Indicator:
    """The same indicator as a part of nothing, where its whole was not accepted."""
    return indicator.model_copy(update={"part_of": None, "breakdown": None})


def _indicator(candidate: Candidate, accepted: Sequence[Candidate], order: int) -> Indicator:
    same = [other for other in accepted if other.indicator == candidate.indicator]
    levels = [other for other in same if not MEASURES[other.measure].is_percent] or same
    decimals = max(len(other.value.partition(".")[2]) for other in levels)
    return Indicator.model_validate(
        {
            "indicator": candidate.indicator, "section": candidate.section, "name_vi": candidate.name_vi,
            "name_en": candidate.name_vi, "unit": levels[0].unit, "kind": candidate.kind, "better": "neither",
            "decimals": str(decimals), "part_of": candidate.part_of or None, "breakdown": candidate.breakdown or None,
            "restricted": "false", "order": str(order),
        }
    )  # fmt: skip


def observations(accepted: Sequence[Candidate], document: str) -> Iterator[Observation]:
    """Accepted candidates as rows of observations.csv, each with a place of its own in a document."""
    seen: dict[tuple[str, ...], int] = {}
    for candidate in accepted:
        place = place_token(candidate.place)
        key = (candidate.indicator, candidate.measure, candidate.basis, place)
        seen[key] = seen.get(key, 0) + 1
        place += f"n{seen[key]}" if seen[key] > 1 else ""
        row: Mapping[str, object] = {
            "indicator": candidate.indicator, "measure": candidate.measure, "value": candidate.value,
                        "unit": candidate.unit, "as_written": candidate.as_written, "basis": candidate.basis or None,
            "bound": candidate.bound or None, "status": candidate.status, "source": f"{document}:{place}",
            "note_vi": candidate.note_vi or None, "note_en": candidate.note_vi or None,
        }  # fmt: skip
        is_rounded = {"precision": candidate.precision} if candidate.precision else {}
        yield Observation.model_validate({**row, **is_rounded})


def place_token(place: str) -> str:
    """A place as observations.csv names it: ``bảng 2, hàng 3, cột 5`` to ``b2h3c5``."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"([a-z])[a-z]*", r"\1", slug(place).replace("_", " "))) or "p"
