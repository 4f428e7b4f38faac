"""A period in a few lines and in plain tables, for who does not open the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kimtan.audit import checks as audit
from kimtan.present.blocks import plain
from kimtan.present.facts import Facts
from kimtan.present.sentences import Say
from kimtan.present.tables import Tables

if TYPE_CHECKING:
    import pandas as pd


def headline(facts: Facts) -> tuple[str, ...]:
    """The result of a run in two or three sentences: what leads, what lags, and whether the figures agree."""
    say = Say(facts)
    planned = [name for name in facts.dataset.indicators if facts.completion(name) is not None]
    lagging = say.standings("at_risk", "behind", of=planned)
    return tuple(plain(sentence) for sentence in (say.on_time(planned), *lagging, say.checked()) if sentence)


def contradictions(facts: Facts) -> tuple[str, ...]:
    """What cannot hold or is suspicious, one line each: the outcome, the rule, both sides and their places."""
    table = Tables(facts).checks("cannot_hold", "suspicious")
    lines: list[str] = []
    outcome = ""
    for row in table.rows if table else ():
        cells = [plain(cell) for cell in row.cells if cell is not None]
        if row.role == "group":
            outcome = cells[0]
        else:
            lines.append(f"{outcome}: {' | '.join(cells)}")
    return tuple(lines)


def tables(facts: Facts) -> dict[str, pd.DataFrame]:
    """The tables that are published beside the report, by file name without ending.

    ``figures`` has one row a statement, ``indicators`` one row an indicator with all metrics, ``findings`` one row a
    check; each holds what the edition may show.
    """
    dictionary = facts.dataset.indicators
    named = facts.frame.assign(name=[dictionary[name].name(facts.language) for name in facts.frame.index])
    first = ["name", "section", "unit"]
    return {
        "figures": facts.dataset.figures(),
        "indicators": named[[*first, *(column for column in named.columns if column not in first)]],
        "findings": audit.frame(facts.checks, facts.language),
    }
