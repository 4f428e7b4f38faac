"""A period in a few lines and in plain tables, for who does not open the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kimtan.audit import findings as audit
from kimtan.present.blocks import plain
from kimtan.present.facts import Facts
from kimtan.present.sentences import Say

if TYPE_CHECKING:
    import pandas as pd


def headline(facts: Facts) -> tuple[str, ...]:
    """The result of a run in two or three sentences: what leads, what lags, and whether the figures agree."""
    say = Say(facts)
    planned = [name for name in facts.dataset.indicators if facts.completion(name) is not None]
    lagging = say.standings("at_risk", "behind", of=planned)
    sentences = (say.on_time(planned), *lagging, say.checked())
    return tuple(plain(sentence) for sentence in sentences if sentence)


def tables(facts: Facts) -> dict[str, pd.DataFrame]:
    """The tables that are published beside the report, by file name without ending.

    ``figures`` has one row a statement, ``indicators`` one row an indicator with all metrics, ``findings`` one row a
    rule; each holds what the edition may show.
    """
    dictionary = facts.dataset.indicators
    named = facts.frame.assign(name=[dictionary[name].name(facts.language) for name in facts.frame.index])
    first = ["name", "section", "unit"]
    return {
        "figures": facts.dataset.figures(),
        "indicators": named[[*first, *(column for column in named.columns if column not in first)]],
        "findings": audit.frame(facts.findings, facts.language, facts.dataset.complete.units),
    }
