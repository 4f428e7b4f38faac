"""Findings traced to the figures that may be wrong: clusters of contradictions, suspects, needed ranges, repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kimtan.audit.amounts import Range
from kimtan.audit.contradictory import contradictory
from kimtan.audit.credibility import is_credible
from kimtan.audit.expressions import amount, needs
from kimtan.audit.findings import Finding, Suspect
from kimtan.audit.localisation import Cluster, Search
from kimtan.audit.one_level import OneLevel
from kimtan.audit.repairs import readings
from kimtan.audit.rules import Rule, name
from kimtan.audit.solved import Solved, Traced, part_key
from kimtan.audit.solver import Solver, UndecidedError
from kimtan.audit.statements import Statements
from kimtan.audit.system import System, components, constraints_of, rule_constraints, system
from kimtan.audit.wording import JOINT, fill, joined
from kimtan.data.identities import FigureId
from kimtan.data.observations import Observation

Confronted = Sequence[tuple[Rule, Finding]]

_QUESTIONS = 2_000
"""The most questions asked of the solver for the repairs of one contradiction."""


def traced(confronted: Confronted, figures: Statements, solved: Solved | None = None) -> Iterator[Finding]:
    """The findings with clusters and suspects, then the contradictions that no single rule shows.

    Linear rules without assumptions are examined together. A rule that rests on an assumption, or is not linear, is
    examined alone, so that it casts doubt only on its own figures. Parts that are ``solved`` are not solved again.
    """
    solved = solved or Solved()
    firm = [rule for rule, finding in confronted if _is_firm(finding) and any(rule_constraints(rule, figures))]
    together = list(_contradictions(system(figures, firm), figures, solved))
    owners: dict[int, str] = {}

    def placed(rule: Rule, finding: Finding, *, is_among_all: bool) -> Finding:
        number = _number(finding, together) if is_among_all else None
        if number is None:
            return alone(finding, rule, figures, solved)
        return _into(finding, together[number], owners.setdefault(number, finding.id))

    done: dict[str, Finding] = {}
    for rule, finding in confronted:
        if finding.is_wrong and not finding.form_of:
            done[finding.id] = placed(rule, finding, is_among_all=_is_firm(finding))
    for rule, finding in confronted:
        if finding.is_wrong and finding.form_of:
            source = done.get(finding.form_of)
            if source is not None and finding.outcome in {"cannot_hold", source.outcome}:
                done[finding.id] = _into(finding, source, source.cluster)
            else:
                done[finding.id] = placed(rule, finding, is_among_all=True)
        yield done.get(finding.id, finding)
    alike: Counter[str] = Counter()
    for number, contradiction in enumerate(together):
        if number not in owners:
            joint = _joint(contradiction, figures)
            alike[joint.id] += 1
            if alike[joint.id] > 1:  # other levels of the same figures contradict each other as well
                identity = f"{joint.id}:{alike[joint.id]}"
                joint = replace(joint, id=identity, cluster=identity)
            yield joint


def _is_firm(finding: Finding) -> bool:
    """Whether the rule was evaluated, restates no other and rests on no assumption."""
    return not any(finding.assumes) and finding.outcome != "not_evaluable" and not finding.form_of


def _into(finding: Finding, source: Traced | Finding, cluster: str) -> Finding:
    """A finding with the suspects and sets of its contradiction, or of the finding that it restates."""
    return replace(
        finding,
        cluster=cluster,
        suspects=source.suspects,
        sets=source.sets,
        is_localised=source.is_localised,
    )


def _contradictions(whole: System, figures: Statements, solved: Solved) -> Iterator[Traced]:
    parts = {part_key(part, figures): part for part in components(whole)}
    new = {key: part for key, part in parts.items() if solved.find(key) is None}
    wrong = {id(part) for part in contradictory(new.values())}
    for key, part in new.items():
        solved.keep(key, _solved(part, figures) if id(part) in wrong else ())
    for key in parts:
        yield from solved.needed[key]


def _solved(part: System, figures: Statements) -> Iterator[Traced]:
    search = Search(part)
    for cluster in search.clusters():
        suspects = tuple(_suspects(cluster, part, search.solver, figures))
        yield Traced(tuple(sorted(cluster.figures)), cluster.sets, cluster.is_localised, suspects)


def _number(finding: Finding, contradictions: Sequence[Traced]) -> int | None:
    """The index of the one with the most suspects, else figures, in common with a finding; ``None`` if none."""
    own = set(finding.figures)
    suspects = [{suspect.figure for suspect in contradiction.suspects} for contradiction in contradictions]
    for shared in (suspects, [set(contradiction.figures) for contradiction in contradictions]):
        counts = [len(own & figures) for figures in shared]
        if any(counts):
            return counts.index(max(counts))
    return None


def _suspects(cluster: Cluster, part: System, solver: Solver | OneLevel, figures: Statements) -> Iterator[Suspect]:
    """The suspects of a contradiction with what each needs and its nearest repair."""
    solver.allow(_QUESTIONS)

    def is_resolved(row: Observation) -> bool:
        equations = (part.equations[row.figure], part.quotients.get(row.figure))
        stated = figures.amount(row)
        rows = [bound for equation in equations if equation for bound in constraints_of(row.figure, stated, equation)]
        choices = (
            [candidate for candidate in part.figures if candidate not in cluster.elsewhere and candidate not in chosen]
            for chosen in cluster.sets
            if row.figure in chosen
        )
        return any(solver.fits(rows, choice) for choice in choices)

    for figure, needed in cluster.needs.items():
        yield _suspect(figure, needed, figures, is_resolved, is_enough=(figure,) in cluster.sets)


def _suspect(
    figure: FigureId,
    needed: Range | None,
    figures: Statements,
    is_resolved: Callable[[Observation], bool],
    *,
    is_enough: bool = True,
) -> Suspect:
    """A suspect in its written unit, repaired by the first one-keystroke value that resolves the contradiction.

    ``is_enough``: whether withdrawing it alone resolves it. Then a range that holds the written value is none that
    tells anything: between whole numbers there are gaps that it does not show. Nor is all that a share can be.
    """
    row = figures.observations.get(figure)
    if row is None:
        return Suspect(figure, None if needed is None else needed.interval)
    is_any = needed is not None and _is_any_share(needed, figure, figures)
    factor = figures.factor(row)
    repair: Decimal | None = None
    try:
        for value in readings(row):
            candidate = row.model_copy(update={"value": value})
            if (needed is None or needed.meets(figures.amount(candidate))) and is_resolved(candidate):
                repair = value
                break
    except UndecidedError:
        pass
    needs = None if needed is None else needed.times(1 / factor).interval
    if needs is not None and (is_any or (is_enough and row.value in needs)):
        return Suspect(figure, None, repair)
    is_slip = repair is not None and needs is not None and row.value not in needs
    return Suspect(figure, needs, repair, is_slip or is_credible(row, needs))


def alone(finding: Finding, rule: Rule, figures: Statements, solved: Solved) -> Finding:
    """A finding examined alone, with its own suspects; that its figures contradict others plays no part."""
    if rule.named and rule.sides is None:  # a question: what its figures contradict otherwise is no part of it
        suspects = tuple(map(Suspect, finding.figures))
        return replace(finding, cluster=finding.id, suspects=suspects, sets=tuple((name,) for name in finding.figures))
    part = system(figures, [rule], only=finding.figures)
    contradictions = [] if finding.form_of else list(_contradictions(part, figures, solved))
    if contradictions:
        suspects = tuple(suspect for contradiction in contradictions for suspect in contradiction.suspects)
        sets = tuple(group for contradiction in contradictions for group in contradiction.sets)
        is_localised = all(contradiction.is_localised for contradiction in contradictions)
        return replace(finding, cluster=finding.id, suspects=suspects, sets=sets, is_localised=is_localised)
    ranges = dict(_needed(rule, figures))
    names = tuple(figure for figure in finding.figures if figure in ranges) or finding.figures

    def is_resolved(row: Observation) -> bool:
        needed = ranges.get(row.figure)
        return needed is not None and needed.meets(figures.amount(row))

    suspects = tuple(_suspect(figure, ranges.get(figure), figures, is_resolved) for figure in names)
    return replace(finding, cluster=finding.id, suspects=suspects, sets=tuple((figure,) for figure in names))


def _needed(rule: Rule, figures: Statements) -> Iterator[tuple[FigureId, Range]]:
    """The range that each figure would need, all others unchanged, for the rule to hold."""
    if rule.sides is None or rule.stated is None or rule.recomputed is None:
        return
    left, right = rule.sides
    stated, recomputed = amount(left, figures), amount(right, figures)
    if stated is None or recomputed is None:
        return
    is_bounded = rule.sign == "<="
    upper = Range(None, recomputed.high) if is_bounded else recomputed.range
    lower = Range(stated.low, None) if is_bounded else stated.range
    for figure, needed in (*needs(left, upper, figures), *needs(right, lower, figures)):
        possible = _possible(figure.indicator, figures)
        if needed.meets(possible):
            yield figure, needed.narrowed_by(possible)


def _possible(indicator: str, figures: Statements) -> Range:
    """The range in which the levels of an indicator can lie at all, in its unit."""
    definition = figures.indicators[indicator]
    is_share = definition.kind == "share" and figures.unit(indicator).dimension == "percent"
    return Range(None if definition.kind == "rate" else Fraction(0), Fraction(100) if is_share else None)


def _is_any_share(needed: Range, figure: FigureId, figures: Statements) -> bool:
    """Whether a range is all that a share in percent can be."""
    possible = _possible(figure.indicator, figures)
    is_level = figures.unit(figure.indicator, figure.topic.measure) == figures.unit(figure.indicator)
    return is_level and possible.high is not None and needed.narrowed_by(possible) == possible


def _joint(contradiction: Traced, figures: Statements) -> Finding:
    """The finding of a contradiction in which every single rule can hold by itself."""
    place = {figure: number for number, figure in enumerate(figures.observations)}
    names = tuple(sorted(contradiction.figures, key=lambda figure: place.get(figure, len(place))))
    indicators = list(dict.fromkeys(figure.indicator for figure in names))
    label = fill("{}: {}", JOINT, joined("; ", (name(figures, indicator) for indicator in indicators)))
    unit = figures.unit(indicators[0]).unit
    identity = f"joint:{'+'.join(names)}"
    made = Finding(identity, "joint", label, "error", "cannot_hold", names, unit)
    is_restricted = any(figures.indicators[indicator].restricted for indicator in indicators)
    return _into(replace(made, restricted=is_restricted), contradiction, identity)
