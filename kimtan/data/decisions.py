"""What the owners of figures decided, from ``decisions.yml``: a figure's new value, or a finding that is settled.

A decision guards itself by what it was taken on. A new value names the value that it replaces, and is refused where
another one stands; a settled finding lists its figures as they were, and is open again when one of them has changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from kimtan.data.identities import FigureId
from kimtan.data.observations import Observation
from kimtan.figures import NumberTextError, is_same, parse
from kimtan.languages import Bilingual
from kimtan.reading.records import Day, refuse
from kimtan.reading.shapes import Strict

Verdict = Literal["figure_stands", "rule_does_not_apply"]

_DIGITS = "Write digits with a decimal point, between quotation marks."


def _number(value: Any) -> Any:
    if isinstance(value, float):
        remedy = f'Put it between quotation marks with every digit, such as "{value}".'
        raise refuse("digits", f"YAML drops zeros at the end of a number such as {value}.", remedy)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool | list | dict):
        raise refuse("number", "This is no number.", _DIGITS)
    try:
        return parse("" if value is None else str(value))
    except NumberTextError as error:
        raise refuse("number", error.seen, error.hint + _DIGITS) from error


def _words(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        remedy = "A decision says what it is about, why it was taken (in Vietnamese and in English) and by whom."
        raise refuse("empty", "Nothing is written here.", remedy)
    return value


def _listed(value: Any) -> Any:
    if not value or not isinstance(value, dict):
        remedy = 'List every figure that the finding rests on with its value, such as rice.output:actual@L27: "552".'
        raise refuse("figures", "There is no figure with its value here.", remedy)
    return value


Digits = Annotated[Decimal, BeforeValidator(_number)]
Words = Annotated[str, BeforeValidator(_words)]
Listed = Annotated[dict[FigureId, Digits], BeforeValidator(_listed)]


class Decision(Strict):
    """Why something was decided, by whom and when."""

    reason_vi: Words
    reason_en: Words
    who: Words
    date: Day

    @property
    def reason(self) -> Bilingual:
        """The reason."""
        return Bilingual(self.reason_vi, self.reason_en)


class FigureDecision(Decision):
    """A figure's new ``value``, and the one that it replaces: ``expect``."""

    figure: Annotated[FigureId, BeforeValidator(_words)]
    expect: Digits
    value: Digits


class FindingDecision(Decision):
    """A finding that is settled, with its figures and their values as they were when it was decided."""

    finding: Words
    verdict: Verdict
    figures: Listed

    def changed(self, now: Mapping[FigureId, Decimal]) -> tuple[FigureId, ...]:
        """The figures for which the finding is open again; none while it is settled.

        Parameters
        ----------
        now
            The finding's figures with their values as they are now.

        Returns
        -------
        tuple of FigureId
            Figures that have another value or other decimals or are not in the finding any more, then those that are
            new in it.
        """
        then = self.figures
        altered = (figure for figure, value in then.items() if figure not in now or not is_same(now[figure], value))
        return (*altered, *(figure for figure in now if figure not in then))


class Decisions(Strict):
    """All decisions of a period, in the order of the file, places of figures completed with their document."""

    figures: list[FigureDecision] = []
    findings: list[FindingDecision] = []

    def corrections(self, rows: Sequence[Observation]) -> dict[str, Correction]:
        """What the decisions change in figures as they were stated, by figure identity, in the order of the rows."""
        decided = {decision.figure: decision for decision in self.figures}
        return {row.figure: Correction(row, decided[row.figure]) for row in rows if row.figure in decided}

    def without(self, indicators: Collection[str]) -> Decisions:
        """The decisions about figures and findings that none of these indicators is in."""

        def is_free(decision: FindingDecision) -> bool:
            named = {*re.split("[:@]", decision.finding), *(figure.indicator for figure in decision.figures)}
            return named.isdisjoint(indicators)

        return Decisions(
            figures=[decision for decision in self.figures if decision.figure.indicator not in indicators],
            findings=[decision for decision in self.findings if is_free(decision)],
        )


@dataclass(frozen=True)
class Correction:
    """A figure as it was stated, and the decision that gives it another value."""

    original: Observation
    decision: FigureDecision

    @property
    def corrected(self) -> Observation:
        """The figure with its new value.

        It stays ``exact`` or a bound if it was, and ``as_written`` is what the source says. It is as precise as the new
        digits, and where the old value was rounded to a step, to that step as long as the new value is a multiple of
        it: a figure given in thousands again claims no more than before.
        """
        value, precision = self.decision.value, self.original.precision
        if isinstance(precision, Decimal) and Fraction(value) % Fraction(precision):
            precision = None
        return self.original.model_copy(update={"value": value, "precision": precision})
