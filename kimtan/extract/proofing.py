"""A document's figures confronted with each other by the audit: what contradicts what, told in Vietnamese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kimtan.audit.confrontation import confront
from kimtan.audit.findings import Finding
from kimtan.audit.generated import generated
from kimtan.audit.outcomes import WRONG
from kimtan.audit.rules import Rule, compared
from kimtan.audit.statements import Statements
from kimtan.audit.tracing import traced
from kimtan.audit.wording import REPEATED, fill
from kimtan.audit.wording import about as in_brackets
from kimtan.data.formulas import Term
from kimtan.data.identities import FigureId, Topic
from kimtan.data.observations import Observation
from kimtan.extract.applicable import applicable
from kimtan.extract.dataset import dataset
from kimtan.extract.figures import Reading
from kimtan.extract.finding_texts import FindingTexts
from kimtan.extract.findings import ProofFinding, worst_first
from kimtan.extract.passages import ReadDocument
from kimtan.extract.read_dataset import ReadDataset
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
SOME_OF = Bilingual(
    "Phần mềm hiểu số này là một phần của tổng, dù báo cáo không nói rõ.",
    "This figure is taken to be some of the total, though the report does not say so.",
)
SAME_NAME = Bilingual(
    "Phần mềm hiểu hai chỗ có tên gọi giống nhau là nói về cùng một đối tượng.",
    "Two places with the same name are taken to be about the same thing.",
)
ROUNDED = Bilingual(
    "Tỷ lệ được hiểu là đã làm tròn đến số gần nhất.", "Percentages are taken to be rounded to the nearest."
)
PLANS_MET = Bilingual(
    "số chỉ tiêu đạt và vượt kế hoạch không nhiều hơn số chỉ tiêu có tỷ lệ so với kế hoạch từ 100%",
    "targets met or exceeded must not outnumber those with a percentage of plan of 100% or more",
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

MOST_HOLDING = 6
"""So many that hold are told of a figure: what stands in a hundred places agrees with itself in thousands of pairs."""

_OF_WHOLES = frozenset({"parts", "among", "weighted", "subset"})
"""Rules that rest on what the parts of a total are."""

_OF_ROUNDING = frozenset({"whole", "granularity"})
"""Rules that counts come out whole, which rest on how a percentage was rounded."""


def proof(document: ReadDocument, reading: Reading, period: Period | None = None) -> tuple[ProofFinding, ...]:
    """What came of confronting a document's figures with each other, worst first; what holds as well.

    Parameters
    ----------
    document, reading
        A document and what was read of it.
    period
        The reporting period, where it is known.
    """
    data = dataset(document, reading, is_related_only=True)
    sure = [row for row in data.observations if row.figure not in data.doubtful]
    rounds = [_confronted(document, reading, data, sure, period)]
    if data.doubtful:
        rounds.append(_confronted(document, reading, data, data.observations, period, data.doubtful))
    wrong = sum(finding.outcome in WRONG for confronted, _ in rounds for _, finding in confronted)
    judged: dict[str, Finding] = {}
    for number, (confronted, figures) in enumerate(rounds):
        findings = traced(confronted, figures) if wrong <= MOST_TRACED else (finding for _, finding in confronted)
        for finding in _shown(findings, data):
            known = judged.get(finding.id)
            if number and finding.outcome == "cannot_hold":  # what rests on a doubtful reading is suspicious at most
                continue
            if known is None or (finding.is_wrong and not known.is_wrong):
                judged[finding.id] = finding
    texts = FindingTexts(data, reading)
    return worst_first(tuple(map(texts.of, _few_that_hold(judged.values()))))


def _confronted(
    document: ReadDocument,
    reading: Reading,
    data: ReadDataset,
    observations: Sequence[Observation],
    period: Period | None,
    about: frozenset[FigureId] = frozenset(),
) -> tuple[list[tuple[Rule, Finding]], Statements]:
    """All rules on some of the observations, or those about some of them, confronted; with the figures."""
    figures = Statements(observations, data.indicators, data.units, "nearest", data.lists, period)
    ours = applicable(generated(figures), document, period)
    made = (*ours, *plans_met(document, reading, data, figures), *_likely_same(data, figures))
    rules = [hedged(rule, data) for rule in made if not about or _figures_of(rule) & about]
    return [(rule, confront(rule, figures)) for rule in rules], figures


def _shown(findings: Iterable[Finding], data: ReadDataset) -> Iterator[Finding]:
    """What is wrong and what holds, without restatements.

    What cannot hold jointly is left out where two places are only taken to be about one thing, or where that only
    counts do not come out whole rests on how a percentage was rounded.
    """
    kept = [finding for finding in findings if finding.outcome != "not_evaluable" and not finding.form_of]
    not_whole = (finding for finding in kept if finding.is_wrong and finding.rule in _OF_ROUNDING)
    assumed = {name for finding in not_whole for name in _indicators(finding)} | data.joined
    for finding in kept:
        if finding.rule != "joint" or not _indicators(finding) & assumed:
            yield finding


def _few_that_hold(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that hold about figures of which enough is told that holds."""
    counts: Counter[FigureId] = Counter()
    for finding in findings:
        if finding.outcome in WRONG:
            yield finding
        elif any(counts[figure] < MOST_HOLDING for figure in finding.figures):
            counts.update(finding.figures)
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
        return replace(rule, assumes=SOME_OF if rule.kind == "subset" else GUESSED)
    if figures & data.doubtful:
        return replace(rule, assumes=DOUBTFUL)
    if names & data.joined and not _is_told_in_one_place(rule, data):
        return replace(rule, assumes=SAME_NAME)
    return replace(rule, assumes=ROUNDED) if rule.kind in _OF_ROUNDING else rule


def _is_told_in_one_place(rule: Rule, data: ReadDataset) -> bool:
    """Whether a passage or row states all that a rule rests on, whatever another place with its name says."""
    amounts = [amount for amount in (*rule.terms.values(), rule.stated, rule.recomputed) if amount is not None]
    homes = [{data.homes[figure] for figure in amount.figures if figure in data.homes} for amount in amounts]
    return bool(homes) and bool(set.intersection(*homes))


def plans_met(document: ReadDocument, reading: Reading, data: ReadDataset, figures: Statements) -> Iterator[Rule]:
    """How many targets are said to have met their plan, against the percentages of plan that are stated."""
    reached = figures.reached()
    completions = sum(figure.measure == "pct_of_plan" for figure in reading.figures)
    by_number = {figure.n: figure for figure in reading.figures}
    for identity, number in data.numbers.items():
        if identity.topic.measure != "actual":
            continue
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
