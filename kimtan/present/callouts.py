"""Remarks whose tone and title come from the figures: an alarm is one only while the figures say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kimtan.languages import Bilingual
from kimtan.present.blocks import Callout, Tone
from kimtan.present.charts import terms
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

_TONES: Mapping[str, Tone] = {"done": "good", "ahead": "good", "on_track": "info", "behind": "warn", "at_risk": "bad"}
_PROGRESS = Bilingual("Tiến độ so với kế hoạch năm", "Progress towards the annual plan")


def worst(facts: Facts, indicators: Sequence[str]) -> str | None:
    """The indicator that is worst against the time gone, the first of several; none where none can be judged."""
    order = list(terms.STATUS)
    judged = [name for name in indicators if facts.status(name) in terms.STATUS]
    return max(judged, key=lambda name: order.index(facts.status(name) or ""), default=None)


def tone(facts: Facts, indicators: Sequence[str]) -> Tone:
    """How much the progress of some indicators calls for attention, by the worst of them."""
    name = worst(facts, indicators)
    return "info" if name is None else _TONES[facts.status(name) or ""]


def progress(facts: Facts, indicators: Sequence[str], sentences: Sequence[Sentence | None]) -> Callout | None:
    """What is said of the progress of some indicators, under the standing of the worst of them; none if nothing is."""
    known = tuple(sentence for sentence in sentences if sentence)
    if not known:
        return None
    name = worst(facts, indicators)
    title = _PROGRESS.in_(facts.language)
    if name is not None:
        standing = terms.status(facts.status(name), facts.language, is_year_over=facts.is_year_over)
        title = f"{facts.name(name)}: {standing[:1].lower()}{standing[1:]}"
    return Callout(title, known, tone(facts, indicators))
