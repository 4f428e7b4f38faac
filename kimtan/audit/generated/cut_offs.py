"""A cut-off date of a figure is a day of the period, and not weeks before that of the figures beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kimtan.audit.rules import Rule, identity, name, question
from kimtan.audit.statements import Statements
from kimtan.audit.wording import CLOSED_EARLY, COUNTED_TOGETHER, CUT_OFF, WITHIN_PERIOD, fill
from kimtan.data.identities import FigureId
from kimtan.data.measures import MEASURES
from kimtan.figures import date_text
from kimtan.languages import Bilingual

_WEEKS = dt.timedelta(days=14)
"""The shortest time before the others by which a figure counts as closed early."""


def cut_offs(figures: Statements) -> Iterator[Rule]:
    """One rule for each indicator and cut-off date that its figures name."""
    if figures.period is None:
        return
    for (indicator, day), dated in _dated(figures).items():
        is_inside = figures.period.start <= day <= (figures.as_of or figures.period.end)
        yield Rule(
            kind="cut_off",
            id=identity("cut_off", indicator, day.isoformat()),
            label=_label(figures, indicator, CUT_OFF, day),
            unit=figures.unit(indicator),
            terms={},
            stated=None,
            recomputed=None,
            assumes=WITHIN_PERIOD,
            outcome="holds" if is_inside else "suspicious",
            named=tuple(dated),
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
    for (indicator, day), dated in _dated(figures).items():
        if max(days.get(figures.indicators[indicator].section, {day})) - day >= _WEEKS:
            yield question(
                figures.unit(indicator),
                "early_cut_off",
                identity("early_cut_off", indicator, day.isoformat()),
                _label(figures, indicator, CLOSED_EARLY, day),
                tuple(dated),
                COUNTED_TOGETHER,
            )


def _dated(figures: Statements) -> dict[tuple[str, dt.date], list[FigureId]]:
    """The figures with a date of their own, by indicator and date."""
    dated: dict[tuple[str, dt.date], list[FigureId]] = {}
    for figure, row in figures.observations.items():
        if row.as_of is not None:
            dated.setdefault((row.indicator, row.as_of), []).append(figure)
    return dated


def _label(figures: Statements, indicator: str, words: Bilingual, day: dt.date) -> Bilingual:
    return fill("{}: {} ({})", name(figures, indicator), words, Bilingual(date_text(day, "vi"), date_text(day, "en")))
