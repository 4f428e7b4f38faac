"""A cut-off date of a figure is a day of the period, and not weeks before that of the figures beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kimtan.audit.rules import Rule, identity, name, question
from kimtan.audit.statements import Statements
from kimtan.audit.wording import CLOSED_EARLY, COUNTED_TOGETHER, CUT_OFF, WITHIN_PERIOD, fill
from kimtan.data.identities import FigureId, Topic
from kimtan.data.measures import MEASURES
from kimtan.figures import date_text
from kimtan.languages import Bilingual

_WEEKS = dt.timedelta(days=14)
"""From how many days on a figure counts as closed early."""


def cut_offs(figures: Statements) -> Iterator[Rule]:
    """One rule for each indicator and cut-off date that its figures name."""
    for topic, names in _dated(figures).items():
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


def early_cut_offs(figures: Statements) -> Iterator[Rule]:
    """One rule for each indicator and date weeks before the day until which others of its section were counted."""
    if figures.period is None:
        return
    close = figures.as_of or figures.period.end
    days: dict[str, set[dt.date]] = {}
    for row in figures.observations.values():
        if MEASURES[row.measure].is_cumulative:
            days.setdefault(figures.indicators[row.indicator].section, set()).add(row.as_of or close)
    for topic, names in _dated(figures).items():
        day = figures.observations[names[0]].as_of
        section = figures.indicators[topic.indicator].section
        if day is None or max(days.get(section, {day})) - day < _WEEKS:
            continue
        written = Bilingual(date_text(day, "vi"), date_text(day, "en"))
        yield question(
            figures.unit(topic.indicator),
            "early_cut_off",
            identity("early_cut_off", topic.indicator, topic.basis),
            fill("{}: {} ({})", name(figures, topic.indicator), CLOSED_EARLY, written),
            tuple(names),
            COUNTED_TOGETHER,
        )


def _dated(figures: Statements) -> dict[Topic, list[FigureId]]:
    """The figures with a date of their own, by indicator and date."""
    dated: dict[Topic, list[FigureId]] = {}
    for figure, row in figures.observations.items():
        if row.as_of is not None and figures.period is not None:
            dated.setdefault(Topic(row.indicator, "as_of", row.as_of.isoformat()), []).append(figure)
    return dated
