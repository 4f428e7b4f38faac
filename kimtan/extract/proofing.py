"""A document's figures confronted with each other by the audit: what contradicts what, told in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kimtan.audit.audit import judged
from kimtan.audit.confrontation import confront
from kimtan.audit.findings import Finding
from kimtan.audit.generated import generated
from kimtan.audit.outcomes import WRONG
from kimtan.audit.rules import Rule, compared
from kimtan.audit.statements import Statements
from kimtan.audit.wording import REPEATED, fill, range_text
from kimtan.audit.wording import about as in_brackets
from kimtan.data.formulas import Term
from kimtan.data.identities import FigureId, Topic
from kimtan.data.observations import Observation
from kimtan.data.units import Unit
from kimtan.extract.dataset import ReadDataset, dataset
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.findings import ProofFinding, worst_first
from kimtan.extract.passages import ReadDocument
from kimtan.figures import number_text
from kimtan.languages import Bilingual
from kimtan.period import Period

DOUBTFUL = Bilingual(
    "Phần mềm chưa đọc chắc chắn nghĩa của ít nhất một số trong các số này.",
    "The meaning of at least one of these figures was not read with certainty.",
)
GUESSED = Bilingual(
    "Phần mềm hiểu các số này là toàn bộ các phần của tổng, dù báo cáo không nói rõ.",
    "These figures are taken to be all parts of the total, though the report does not say so.",
)
SAME_NAME = Bilingual(
    "Phần mềm hiểu hai chỗ có tên gọi giống nhau là nói về cùng một đối tượng.",
    "Two places with the same name are taken to be about the same thing.",
)
ROUNDED = Bilingual(
    "Tỷ lệ được hiểu là đã làm tròn đến số gần nhất.", "Percentages are taken to be rounded to the nearest."
)
PLANS_MET = Bilingual(
    "số chỉ tiêu đạt và vượt kế hoạch ≤ số chỉ tiêu có tỷ lệ so với kế hoạch từ 100%",
    "targets met or exceeded ≤ targets with a percentage of plan of 100% or more",
)
ALL_COMPLETIONS = Bilingual(
    "Phần mềm hiểu rằng báo cáo nêu tỷ lệ so với kế hoạch của mọi chỉ tiêu đã đạt và vượt.",
    "The report is taken to state the percentage of plan of every target that was met.",
)
_MET = re.compile(
    r"\s+chỉ\s+tiêu\s+(?:(?:đã\s+)?(?:đạt\s+và\s+vượt|đạt,\s*vượt|đạt\s+hoặc\s+vượt|vượt))(?!\w)", re.IGNORECASE
)
MOST_TRACED = 150
"""Where more than so many rules are broken, figures that may be wrong are not searched for."""
_OF_WHOLES = frozenset({"parts", "among", "weighted", "subset"})


def proof(document: ReadDocument, reading: Reading, period: Period | None = None) -> tuple[ProofFinding, ...]:
    """What cannot hold or is doubtful among a document's figures, worst first.

    Parameters
    ----------
    document, reading
        A document and what was read of it.
    period
        The reporting period, where it is known.
    """
    data = dataset(document, reading, is_related_only=True)
    by_number = {figure.n: figure for figure in reading.figures}
    sure = [row for row in data.observations if row.figure not in data.doubtful]
    findings = list(_wrong(document, reading, data, sure, period))
    if data.doubtful:
        known = {finding.id for finding in findings}
        more = _wrong(document, reading, data, data.observations, period, data.doubtful)
        findings += [finding for finding in more if finding.id not in known and finding.outcome == "suspicious"]
    return worst_first(tuple(proof_finding(finding, data, by_number) for finding in findings))


def _wrong(
    document: ReadDocument,
    reading: Reading,
    data: ReadDataset,
    observations: Sequence[Observation],
    period: Period | None,
    about: frozenset[FigureId] = frozenset(),
) -> Iterator[Finding]:
    """What is wrong among some of the observations, or by rules about some of them; restatements are left out.

    What cannot hold jointly is left out where two places are only taken to be about one thing, or where that only
    counts do not come out whole rests on how a percentage was rounded.
    """
    figures = Statements(observations, data.indicators, data.units, "nearest", data.lists, period)
    made = (*generated(figures), *plans_met(document, reading, data, figures), *_likely_same(data, figures))
    rules = [hedged(rule, data) for rule in made if not about or _figures_of(rule) & about]
    confronted = [confront(rule, figures) for rule in rules]
    is_much = sum(finding.outcome in WRONG for finding in confronted) > MOST_TRACED
    findings = confronted if is_much else judged(rules, figures)
    wrong = [finding for finding in findings if finding.outcome in WRONG and not finding.form_of]
    assumed = {name for finding in wrong if finding.rule == "whole" for name in _indicators(finding)} | data.joined
    for finding in wrong:
        if finding.rule != "joint" or not _indicators(finding) & assumed:
            yield finding


def _indicators(finding: Finding) -> set[str]:
    return {figure.indicator for figure in finding.figures}


def _likely_same(data: ReadDataset, figures: Statements) -> Iterator[Rule]:
    """Two places that likely speak of one thing state the same."""
    for left, right, measure in data.pairs:
        sides = (Term(Topic(left, measure)), Term(Topic(right, measure)))
        if not (figures.has(left, measure) and figures.has(right, measure)):
            continue
        label = fill("{}{}: {}", data.indicators[left].names, in_brackets(measure, None), REPEATED)
        rule = f"repeated:{left}:{right}:{measure}"
        yield compared(figures, "repeated", rule, label, figures.unit(left, measure), sides, "=", SAME_NAME)


def _figures_of(rule: Rule) -> set[FigureId]:
    """The figures that a rule rests on."""
    amounts = (*rule.terms.values(), rule.stated, rule.recomputed)
    return {figure for amount in amounts if amount for figure in amount.figures}


def hedged(rule: Rule, data: ReadDataset) -> Rule:
    """A rule with what it assumes of the reading: one that rests on a doubtful reading is suspicious at most."""
    if any(rule.assumes):
        return rule
    figures = _figures_of(rule)
    names = {topic.indicator for topic in rule.terms}
    whole = names if rule.kind == "subset" else {rule.id.split(":")[1]}
    if rule.kind in _OF_WHOLES and whole & data.doubtful_wholes:
        return replace(rule, assumes=GUESSED)
    if figures & data.doubtful:
        return replace(rule, assumes=DOUBTFUL)
    if names & data.joined and len({data.numbers[figure] for figure in figures if figure in data.numbers}) > 1:
        return replace(rule, assumes=SAME_NAME)
    return replace(rule, assumes=ROUNDED) if rule.kind == "whole" else rule


def proof_finding(finding: Finding, data: ReadDataset, by_number: Mapping[int, ReadFigure]) -> ProofFinding:
    """A finding of the audit in the words of the document's figures."""
    numbers = tuple(_numbers(finding.figures, data))
    suspects = tuple(_numbers((suspect.figure for suspect in finding.suspects), data))
    unit = data.units[finding.unit]
    follows = range_text(finding.recomputed, unit, "vi")
    stated = _as_written(finding, data) or range_text(finding.stated, unit, "vi")
    gap = _gap(finding.gap, unit) if finding.gap else ""
    known = [by_number[number] for number in numbers]
    confidence = min((figure.confidence for figure in known), default=0.5)
    assumption = finding.assumes.vi
    text = _text(finding, stated, follows, gap, [by_number[number] for number in suspects], data)
    identity = f"{finding.rule}:{'+'.join(map(str, numbers))}:{finding.id.rpartition('@')[0] or finding.id}"
    return ProofFinding(
        identity, finding.outcome, numbers, suspects, stated, follows, gap, assumption, confidence, text
    )


def _gap(gap: Decimal, unit: Unit) -> str:
    """A distance, rounded to three digits; between percentages it is in points."""
    shown = gap if gap == gap.to_integral_value() else gap.quantize(Decimal(1).scaleb(min(0, gap.adjusted() - 2)))
    text = number_text(shown.normalize() if shown % 1 else shown, "vi")
    return f"{text} điểm %" if unit.name_vi == "%" else unit.amount(text, "vi", gap)


def _as_written(finding: Finding, data: ReadDataset) -> str:
    """What is stated as the document writes it, where that is one figure; else empty."""
    if finding.stated is None or finding.face is None:
        return ""
    for row in data.observations:
        unit = data.units[row.unit]
        if row.figure in finding.figures and row.value * unit.factor == finding.face * data.units[finding.unit].factor:
            return unit.amount(number_text(row.value, "vi"), "vi", row.value)
    return ""


def _numbers(figures: Iterable[FigureId], data: ReadDataset) -> Iterator[int]:
    yield from dict.fromkeys(data.numbers[figure] for figure in figures if figure in data.numbers)


def plans_met(document: ReadDocument, reading: Reading, data: ReadDataset, figures: Statements) -> Iterator[Rule]:
    """How many targets are said to have met their plan, against the percentages of plan that are stated."""
    reached = figures.reached()
    stated = {figure: data.numbers[figure] for figure in data.numbers if figure.topic.measure == "actual"}
    completions = sum(figure.measure == "pct_of_plan" for figure in reading.figures)
    by_number = {figure.n: figure for figure in reading.figures}
    for identity, number in stated.items():
        figure = by_number[number]
        text = document.passages[figure.passage].text[figure.end : figure.end + 80]
        if figure.denominator is not None or not _MET.match(text) or completions < figure.value:
            continue
        topic = identity.topic
        own = next((amount for amount in figures.statements(*topic) if identity in amount.figures), None)
        unit = figures.unit(topic.indicator)
        yield Rule(
            "plans_met", f"plans_met:{identity}", PLANS_MET, unit, {topic: own}, own, reached, "<=", ALL_COMPLETIONS
        )


def _text(finding: Finding, stated: str, follows: str, gap: str, suspects: list[ReadFigure], data: ReadDataset) -> str:
    """The finding as a paragraph: what the report states, what follows, the gap, and which figures may be wrong."""
    verb = "không thể đúng" if finding.outcome == "cannot_hold" else "cần được kiểm tra lại"
    sentences = [f"Quan hệ “{finding.label.vi}” {verb}."]
    if stated and follows:
        sentences.append(f"Báo cáo nêu {stated}; từ các số khác suy ra {follows}; hai bên lệch nhau {gap}.")
    needs = []
    for suspect in finding.suspects:
        row = next((row for row in data.observations if row.figure == suspect.figure), None)
        if row is None or data.numbers.get(suspect.figure) not in {figure.n for figure in suspects}:
            continue
        needed = range_text(suspect.needs, data.units[row.unit], "vi")
        near = f", có thể là {number_text(suspect.repair, 'vi')}" if suspect.repair is not None else ""
        if not suspect.is_credible:
            needed = ""
        needs.append(f"{row.as_written} (cần {needed}{near})" if needed else row.as_written)
    if needs:
        sentences.append(f"Số có thể sai là {'; '.join(needs[:6])}.")
    if any(finding.assumes):
        sentences.append(finding.assumes.vi)
    return " ".join(sentences)
