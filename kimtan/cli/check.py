"""What ``kimtan check`` shows: the findings as a table that a clerk can act on, or as a document for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Literal

from kimtan.audit.export import COLUMNS, document, lines, rows
from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import OUTCOMES, STATES
from kimtan.audit.wording import range_text
from kimtan.cli.output import console, say, tabulate
from kimtan.data.dataset import Dataset
from kimtan.present import findings as told
from kimtan.present.facts import Facts
from kimtan.present.rich_text import plain
from kimtan.writing import harmless

Format = Literal["table", "json", "csv"]


def show(dataset: Dataset, found: Sequence[Finding], format: Format, is_first: bool) -> None:
    """Print what was found in a period.

    Parameters
    ----------
    format
        ``table`` for people, worst first; ``json``: one document a line; ``csv``: one row a finding.
    is_first
        Whether nothing was printed before: a CSV file has one header.
    """
    if format == "table":
        _show_table(dataset, found)
        return
    described = document(dataset, found)
    stream = console().file
    if format == "json":
        stream.write(json.dumps(described, ensure_ascii=False) + "\n")
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    guarded = ([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows(described))
    writer.writerows([*([COLUMNS] if is_first else []), *guarded])
    stream.write(text.getvalue())


def _show_table(dataset: Dataset, found: Sequence[Finding]) -> None:
    facts = Facts(dataset, dataset.config.language)
    word = facts.word
    open_ones = [one for one in found if one.is_wrong]
    shown = [one for one in open_ones if told.main(facts, one) is one]
    titles = (word("Phải khớp", "What must agree"), word("Có thể sai", "Who may be wrong"))
    by_state = {state: [one for one in shown if one.state == state] for state in STATES}
    told_of: set[str] = set()
    for state, group in by_state.items():
        rows = []
        for one in group:
            is_new = one.cluster not in told_of
            told_of.add(one.cluster)
            rows.append((_agrees(facts, one), _wrong(facts, one) if is_new else _same(facts, one)))
        if console().is_terminal:
            tabulate(STATES[state].title.in_(facts.language), titles, rows, is_ruled=True)
        else:
            tabulate("", ("", *titles), ((STATES[state].title.in_(facts.language), *row) for row in rows))
    counts = {outcome: sum(one.outcome == outcome for one in found) for outcome in OUTCOMES}
    summary = "; ".join(f"{STATES[outcome].title.in_(facts.language)}: {count}" for outcome, count in counts.items())
    figures, rules = len(dataset.observations), len(found)
    say(
        f"{dataset.period}: "
        + word(f"{figures} số liệu, {rules} quan hệ. ", f"{figures} figures, {rules} rules. ")
        + f"{summary}."
    )


def _same(facts: Facts, one: Finding) -> str:
    """That a finding is part of a contradiction that was told before."""
    first = told.label(facts, facts.finding[one.cluster]) if one.cluster in facts.finding else one.cluster
    return facts.word(f"Cùng mâu thuẫn với: {first}", f"The same contradiction as: {first}")


def _agrees(facts: Facts, one: Finding) -> str:
    """The rule with both sides and their lines, what it assumes, and what was decided."""
    parts = [told.label(facts, one)]
    if one.stated is not None and one.recomputed is not None:
        unit = facts.dataset.complete.units[one.unit]
        stated, met = (range_text(each, unit, facts.language) for each in (one.stated, one.recomputed))
        parts.append(facts.word(f"Nêu {stated}; phải khớp {met}.", f"Stated {stated}; to be met {met}."))
    if where := places(one):
        parts.append(facts.word(f"Dòng {where}.", f"Lines {where}."))
    parts += [told.assumption(facts, one), told.settlement(facts, one)]
    return "\n".join(part for part in parts if part)


def _wrong(facts: Facts, one: Finding) -> str:
    """Each suspect with what it would have to be; always that the rule may not apply."""
    said = []
    for suspect in one.suspects:
        if told.is_shown(facts, suspect.figure):
            needs, repair = told.needs(facts, suspect), told.repair(facts, suspect)
            named = plain(told.named(facts, suspect.figure))
            if not suspect.is_credible:
                said.append(f"• {named}: {told.not_alone(facts)}")
                continue
            said.append(f"• {named}{f' → {needs}' if needs else ''}{f' ({repair}?)' if repair else ''}")
    least = min(map(len, one.sets), default=1)
    if not one.is_localised:
        said.insert(0, facts.word("Chưa khoanh vùng được.", "Not localised."))
    elif least > 1:
        said.insert(0, facts.word(f"Ít nhất {least} trong các số sau sai:", f"At least {least} of these are wrong:"))
    said.append(facts.word("• hoặc quy tắc không áp dụng", "• or the rule does not apply"))
    return "\n".join(said)


def places(one: Finding) -> str:
    """The lines that a finding's figures stand on."""
    return ", ".join(map(str, lines(one.figures)))
