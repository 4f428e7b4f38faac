"""What ``kimtan check`` shows: the findings as a table that a clerk can act on, or as a document for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Literal

from kimtan.audit.export import COLUMNS, document, lines, rows
from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import OUTCOMES, STATES, Outcome
from kimtan.audit.wording import range_text
from kimtan.cli.output import console, say, tabulate
from kimtan.data.dataset import Dataset
from kimtan.present import findings as describe
from kimtan.present.facts import Facts
from kimtan.present.rich_text import plain
from kimtan.spreadsheets import harmless

Format = Literal["table", "json", "csv"]


def show(dataset: Dataset, findings: Sequence[Finding], format: Format, is_first: bool) -> None:
    """Print the findings of a period.

    Parameters
    ----------
    format
        ``table`` for people, worst first; ``json``: one document a line; ``csv``: one row a finding.
    is_first
        Whether nothing was printed before: a CSV file has one header.
    """
    if format == "table":
        _show_table(dataset, findings)
        return
    described = document(dataset, findings)
    stream = console().file
    if format == "json":
        stream.write(json.dumps(described, ensure_ascii=False) + "\n")
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    guarded = ([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows(described))
    writer.writerows([*([COLUMNS] if is_first else []), *guarded])
    stream.write(text.getvalue())


def _show_table(dataset: Dataset, findings: Sequence[Finding]) -> None:
    facts = Facts(dataset, dataset.config.language)
    word = facts.word
    wrong = [finding for finding in findings if finding.is_wrong]
    shown = [finding for finding in wrong if describe.main(facts, finding) is finding]
    titles = (word("Phải khớp", "What must agree"), word("Có thể sai", "Who may be wrong"))
    by_state = {state: [finding for finding in shown if finding.state == state] for state in STATES}
    shown_clusters: set[str] = set()
    for state, group in by_state.items():
        rows = []
        for finding in group:
            is_new = finding.cluster not in shown_clusters
            shown_clusters.add(finding.cluster)
            rows.append((_agrees(facts, finding), _wrong(facts, finding) if is_new else _same(facts, finding)))
        if console().is_terminal:
            tabulate(STATES[state].title.in_(facts.language), titles, rows, is_ruled=True)
        else:
            tabulate("", ("", *titles), ((STATES[state].title.in_(facts.language), *row) for row in rows))
    met = [finding for finding in findings if finding.is_confronted]
    figures, rules = len(dataset.observations), len(met)
    read = word(f"{figures} số liệu, {rules} quan hệ", f"{figures} figures, {rules} rules")
    summary = "; ".join(_counted(facts, met, outcome) for outcome in OUTCOMES)
    say(f"{dataset.period}: {read}. {summary}.")


def _counted(facts: Facts, findings: Sequence[Finding], outcome: Outcome) -> str:
    """How many findings have an outcome, and how many of them have no row, since they repeat another one."""
    own = [finding for finding in findings if finding.outcome == outcome]
    repeated = sum(describe.main(facts, finding) is not finding for finding in own)
    counted = f"{STATES[outcome].title.in_(facts.language)}: {len(own)}"
    of_these = facts.word(f" (trong đó {repeated} dạng lặp lại)", f" ({repeated} of them other forms of the same)")
    return counted + (of_these if repeated else "")


def _same(facts: Facts, finding: Finding) -> str:
    """That a finding belongs to a contradiction whose suspects are listed already."""
    cluster = finding.cluster
    first = describe.label(facts, facts.finding[cluster]) if cluster in facts.finding else cluster
    return facts.word(f"Cùng mâu thuẫn với: {first}", f"The same contradiction as: {first}")


def _agrees(facts: Facts, finding: Finding) -> str:
    """The rule with both sides and their lines, what it assumes, and what was decided."""
    parts = [describe.label(facts, finding)]
    if finding.stated is not None and finding.recomputed is not None:
        unit = facts.dataset.complete.units[finding.unit]
        stated, required = (range_text(side, unit, facts.language) for side in (finding.stated, finding.recomputed))
        parts.append(facts.word(f"Nêu {stated}; phải khớp {required}.", f"Stated {stated}; to be met {required}."))
    if where := places(finding):
        parts.append(facts.word(f"Dòng {where}.", f"Lines {where}."))
    parts += [describe.assumption(facts, finding), describe.settlement(facts, finding)]
    return "\n".join(part for part in parts if part)


def _wrong(facts: Facts, finding: Finding) -> str:
    """Each suspect with the value that it would need, and always the possibility that the rule does not apply."""
    texts = []
    for suspect in finding.suspects:
        if describe.is_shown(facts, suspect.figure):
            needs, repair = describe.needs(facts, suspect), describe.repair(facts, suspect)
            named = plain(describe.named(facts, suspect.figure))
            if not suspect.is_credible:
                texts.append(f"• {named}: {describe.not_alone(facts)}")
                continue
            texts.append(f"• {named}{f' → {needs}' if needs else ''}{f' ({repair}?)' if repair else ''}")
    least = min(map(len, finding.sets), default=1)
    if not finding.is_localised:
        texts.insert(0, facts.word("Chưa khoanh vùng được.", "Not localised."))
    elif least > 1:
        texts.insert(0, facts.word(f"Ít nhất {least} trong các số sau sai:", f"At least {least} of these are wrong:"))
    texts.append(facts.word("• hoặc quy tắc không áp dụng", "• or the rule does not apply"))
    return "\n".join(texts)


def places(finding: Finding) -> str:
    """The lines that a finding's figures stand on."""
    return ", ".join(map(str, lines(finding.figures)))
