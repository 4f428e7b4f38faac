"""What ``kimtan trace`` shows: where an indicator's figures come from, and what they must agree with."""

from __future__ import annotations

from kimtan.audit.expressions import amount, derived_level
from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import STATES, urgency
from kimtan.audit.statements import statements
from kimtan.audit.wording import range_text
from kimtan.cli.check import places
from kimtan.cli.output import say, tabulate
from kimtan.data.dataset import Dataset
from kimtan.data.implied_levels import DERIVATIONS
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.errors import InputError, Problem
from kimtan.present import findings as describe
from kimtan.present.facts import Facts
from kimtan.present.rich_text import plain
from kimtan.reading.records import nearest


def trace(dataset: Dataset, asked: str) -> None:
    """Print an indicator's statements, its formulas, and every rule that it takes part in.

    Parameters
    ----------
    asked
        ``rice.output``, or ``rice.output:plan`` for one measure of it.

    Raises
    ------
    InputError
        There is no such indicator or measure.
    """
    name, _, measure = asked.partition(":")
    if name not in dataset.indicators:
        seen, remedy = f"There is no indicator '{name}'.", nearest(name, dataset.indicators)
        raise InputError(Problem("INDICATOR", seen, remedy, "trace.indicator"))
    if measure and measure not in MEASURES:
        raise InputError(
            Problem("INDICATOR", f"There is no measure '{measure}'.", nearest(measure, MEASURES), "trace.measure")
        )
    facts, definition = Facts(dataset, dataset.config.language), dataset.indicators[name]
    say(f"{definition.name(facts.language)} ({name})", style="bold")
    rows = [row for row in dataset.observations if row.indicator == name and measure in {"", row.measure}]
    columns = (
        facts.word("Số liệu", "Measure"),
        facts.word("Giá trị", "Value"),
        facts.word("Ứng với", "Stands for"),
        facts.word("Nguồn", "Source"),
        facts.word("Ghi chú", "Note"),
    )
    tabulate(facts.word("Đã nêu", "Stated"), columns, (_stated(facts, row) for row in rows))
    if not rows:
        say(facts.word("Chưa có số liệu nào được nêu.", "Nothing is stated of it."))
    formulas = [*_belongs(facts, definition), *_implied(facts, name)]
    tabulate(facts.word("Cách tính", "Formulas"), ("", ""), formulas)
    findings = [finding for finding in facts.findings if _is_about(finding, name, measure)]
    findings.sort(key=lambda finding: urgency(finding.state))
    columns = (
        facts.word("Kết quả", "Outcome"),
        facts.word("Quan hệ kiểm tra", "What must agree"),
        facts.word("Nêu ra", "Stated"),
        facts.word("Phải khớp với", "To be met"),
        facts.word("Dòng", "Lines"),
    )
    tabulate(facts.word("Quan hệ kiểm tra", "Rules"), columns, (_finding(facts, finding) for finding in findings))


def _is_about(finding: Finding, name: str, measure: str) -> bool:
    topics = [*(figure.topic for figure in finding.figures), *finding.missing]
    return any(topic.indicator == name and measure in {"", topic.measure} for topic in topics)


def _stated(facts: Facts, row: Observation) -> tuple[str, ...]:
    dataset = facts.dataset
    indicator, unit = dataset.indicators[row.indicator], dataset.units[row.unit]
    interval = row.interval(indicator, unit, dataset.config.settings.rounding)
    correction = dataset.corrections.get(row.figure)
    notes = [row.note.in_(facts.language)]
    notes += [f"“{quoted}”"] if (quoted := dataset.quote(row.source)) else []
    notes += [describe.correction(facts, correction)] if correction else []
    return (
        ", ".join(part for part in (MEASURES[row.measure].name.in_(facts.language), row.basis or "") if part),
        plain((facts.unmarked(row),)),
        range_text(interval, unit, facts.language),
        facts.place(row.source),
        " ".join(note for note in notes if note),
    )


def _belongs(facts: Facts, indicator: Indicator) -> list[tuple[str, str]]:
    """What an indicator is made of and belongs to, by the data dictionary."""
    dictionary = facts.dataset.indicators

    def name(code: str) -> str:
        return dictionary[code].name(facts.language) if code in dictionary else code

    formulas = []
    breakdowns = dict.fromkeys(part.breakdown for part in dictionary.values() if part.part_of == indicator.indicator)
    for breakdown in breakdowns:
        parts = facts.dataset.parts(indicator.indicator, breakdown)
        formulas.append((facts.word("bằng tổng của", "the sum of"), " + ".join(map(name, parts))))
    if indicator.part_of:
        formulas.append((facts.word("là một phần của", "a part of"), name(indicator.part_of)))
    if indicator.within:
        formulas.append((facts.word("nằm trong", "lies within"), name(indicator.within)))
    if indicator.numerator and indicator.denominator:
        formulas.append((facts.word("bằng", "equals"), f"{name(indicator.numerator)} / {name(indicator.denominator)}"))
    return formulas


def _implied(facts: Facts, name: str) -> list[tuple[str, str]]:
    """The plan and last year's value, by each formula that gives them."""
    figures = statements(facts.dataset)
    formulas = []
    for level, derivations in DERIVATIONS.items():
        for derivation in derivations:
            for basis in figures.bases([name], [derivation[-1]]) if len(derivation) > 1 else ():
                known = amount(derived_level(name, derivation, basis, figures), figures)
                if known is not None:
                    text = range_text(known.interval, figures.unit(name), facts.language)
                    words = MEASURES[derivation[-1]].way.in_(facts.language)
                    formulas.append((MEASURES[level].name.in_(facts.language), f"{words} = {text}"))
    return formulas


def _finding(facts: Facts, finding: Finding) -> tuple[str, ...]:
    unit = facts.dataset.complete.units[finding.unit]
    sides = [range_text(side, unit, facts.language) for side in (finding.stated, finding.recomputed)]
    parts = [describe.label(facts, finding), describe.assumption(facts, finding), describe.settlement(facts, finding)]
    label = "\n".join(part for part in parts if part)
    return STATES[finding.state].title.in_(facts.language), label, *sides, places(finding)
