"""What is golden of a period: its findings, their suspects, its figures, metrics and derived figures, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kimtan.audit import store
from kimtan.audit.amounts import Range
from kimtan.audit.comparison import compare
from kimtan.audit.findings import Finding
from kimtan.data.dataset import Dataset
from kimtan.data.observations import Observation
from kimtan.figures import Interval
from kimtan.present.derived import DERIVED
from kimtan.present.facts import Facts
from kimtan.present.rich_text import Number
from tests.golden.offices import Office
from tests.golden.tables import Row, text

KEYS = {
    "findings": ("period", "id"),
    "suspects": ("period", "cluster", "number"),
    "figures": ("period", "figure"),
    "indicators": ("period", "indicator"),
    "derived": ("period", "indicator", "name"),
    "withheld": ("period", "indicator"),
    "compared": ("old", "new", "indicator"),
}
"""The tables, and by which columns a row is known in each."""


def findings(dataset: Dataset) -> Iterator[Row]:
    """One row a rule. The smallest sets name suspects by their number in the cluster."""
    for one in store.findings(dataset):
        number = {suspect.figure: str(place) for place, suspect in enumerate(one.suspects, start=1)}
        settlement = one.settlement
        yield {
            "period": str(dataset.period),
            "id": one.id,
            "kind": one.rule,
            "severity": one.severity,
            "outcome": one.outcome,
            "label_vi": one.label.vi,
            "label_en": one.label.en,
            "assumes_en": one.assumes.en,
            "unit": one.unit,
            "stated": _ends(one.stated),
            "recomputed": _ends(one.recomputed),
            "face": one.face,
            "gap": one.gap,
            "missing": "; ".join(one.lacks),
            "figures": "; ".join(one.figures),
            "cluster": "itself" if one.cluster == one.id else one.cluster,
            "form_of": one.form_of,
            "sets": "; ".join("+".join(number[figure] for figure in figures) for figures in one.sets),
            "is_given_up": not one.is_localised,
            "settlement": "" if settlement is None else f"{settlement.verdict} by {settlement.who}",
            "changed_since": "" if settlement is None else "; ".join(settlement.changed),
            "is_restricted": one.restricted,
        }


def suspects(dataset: Dataset) -> Iterator[Row]:
    """One row a suspect of a cluster; where findings of a cluster differ in theirs, two rows have the same keys."""
    made = (row for finding in store.findings(dataset) for row in _suspects(dataset, finding))
    yield from {tuple(row.values()): row for row in made}.values()


def _suspects(dataset: Dataset, finding: Finding) -> Iterator[Row]:
    for place, suspect in enumerate(finding.suspects, start=1):
        yield {
            "period": str(dataset.period),
            "cluster": finding.cluster,
            "number": place,
            "figure": suspect.figure,
            "needs": _ends(suspect.needs),
            "repair": suspect.repair,
        }


def figures(dataset: Dataset) -> Iterator[Row]:
    """One row a figure: as it is told, what it stands for in its indicator's unit, and its mark."""
    facts = Facts(dataset, dataset.config.language)
    for row in dataset.observations:
        yield {
            "period": str(dataset.period),
            "figure": row.figure,
            "text": facts.statement(row).text,
            "range": _range(facts.range(row.figure)),
            **_mark(facts.statement(row)),
        }


def indicators(dataset: Dataset) -> Iterator[Row]:
    """One row an indicator: all metrics, and how its target reads."""
    facts = Facts(dataset, dataset.config.language)
    for name, cells in facts.frame.astype(object).to_dict("index").items():
        has_target = facts.has(str(name), "target")
        yield {
            "period": str(dataset.period),
            "indicator": str(name),
            **{str(column): cell for column, cell in cells.items()},
            "reading": facts.reading(str(name)) if has_target else "",
        }


def derived(dataset: Dataset) -> Iterator[Row]:
    """One row a derived figure that there is: as it is told, what it stands for, what it rests on, and its mark."""
    facts = Facts(dataset, dataset.config.language)
    for indicator in dataset.indicators:
        made = {name: facts.derived(indicator, name) for name in DERIVED}
        for plan in facts.other_plans(indicator):
            made[f"completion:{plan.basis}"] = facts.other_completion(indicator, plan)
        for name, number in made.items():
            if number is not None:
                yield {
                    "period": str(dataset.period),
                    "indicator": indicator,
                    "name": name,
                    "text": number.text,
                    "stands_for": number.stands_for,
                    "inputs": "; ".join(number.inputs),
                    **_mark(number),
                }


def withheld(dataset: Dataset) -> Iterator[Row]:
    """One row an indicator that the public edition leaves out, or whose references it cuts."""
    public = dataset.edition(audience="public")
    for name, one in dataset.indicators.items():
        left = public.indicators.get(name)
        if left != one:
            cut = [column for column in type(one).model_fields if getattr(left, column, None) != getattr(one, column)]
            yield {
                "period": str(dataset.period),
                "indicator": name,
                "what": "left out" if left is None else f"without {' and '.join(cut)}",
            }


def compared(pairs: Iterable[tuple[Dataset, Dataset]]) -> Iterator[Row]:
    """One row an indicator of each pair of periods, the earlier one first."""
    for old, new in pairs:
        found = compare(old, new)
        for one in found.rows:
            yield {
                "old": str(old.period),
                "new": str(new.period),
                "indicator": one.indicator,
                "comparable": found.comparable,
                "state": one.state,
                "old_value": _value(one.old),
                "new_value": _value(one.new),
                "change": one.change,
                "change_pct": one.change_pct,
                "revised": "" if one.revised is None else _range(one.revised),
            }


def rows(office: Office, periods: Mapping[str, Dataset]) -> dict[str, list[Row]]:
    """All tables of an office; none that has no rows."""
    made: dict[str, list[Row]] = {
        table.__name__: [row for dataset in periods.values() for row in table(dataset)]
        for table in (findings, suspects, figures, indicators, derived, withheld)
    }
    made["compared"] = list(compared((periods[old], periods[new]) for old, new in office.pairs))
    return {name: table for name, table in made.items() if table}


def _ends(interval: Interval | None) -> str:
    return "" if interval is None else f"{text(interval.low)}..{text(interval.high)}"


def _range(one: Range) -> str:
    return f"{text(one.low)}..{text(one.high)}"


def _mark(number: Number) -> Row:
    mark = number.mark
    return {"mark": "" if mark is None else mark.kind, "see": "" if mark is None else mark.see}


def _value(row: Observation | None) -> str:
    return "" if row is None else f"{text(row.value)} {row.unit}"
