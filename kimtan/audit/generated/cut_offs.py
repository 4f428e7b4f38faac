"""A cut-off date of a figure must be a day of the period."""

from __future__ import annotations

from collections.abc import Iterator

from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import CUT_OFF, WITHIN_PERIOD, fill
from kimtan.data.identities import FigureId, Topic
from kimtan.figures import date_text
from kimtan.languages import Bilingual


def cut_offs(figures: Statements) -> Iterator[Rule]:
    """One rule for each indicator and cut-off date that its figures name."""
    dated: dict[Topic, list[FigureId]] = {}
    for figure, row in figures.observations.items():
        if row.as_of is not None and figures.period is not None:
            dated.setdefault(Topic(row.indicator, "as_of", row.as_of.isoformat()), []).append(figure)
    for topic, names in dated.items():
        day, period = figures.observations[names[0]].as_of, figures.period
        if day is None or period is None:
            continue
        written = Bilingual(date_text(day, "vi"), date_text(day, "en"))
        label = fill("{}: {} ({})", name(figures, topic.indicator), CUT_OFF, written)
        is_inside = period.start <= day <= (figures.as_of or period.end)
        yield Rule(
            kind="cut_off",
            id=identity("cut_off", topic.indicator, topic.basis),
            label=label,
            unit=figures.unit(topic.indicator),
            terms={},
            stated=None,
            recomputed=None,
            assumes=WITHIN_PERIOD,
            outcome="holds" if is_inside else "suspicious",
            named=tuple(names),
        )
