"""Findings traced to the figures that may be wrong: clusters of contradictions, suspects, needed ranges, repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from kimtan.audit.amounts import Range
from kimtan.audit.expressions import amount, needs
from kimtan.audit.findings import Finding, Suspect
from kimtan.audit.localisation import Cluster, Search
from kimtan.audit.one_level import OneLevel
from kimtan.audit.repairs import readings
from kimtan.audit.rules import Rule, name
from kimtan.audit.solver import Solver, UndecidedError, contradictory
from kimtan.audit.statements import Statements
from kimtan.audit.system import System, components, constraints_of, rule_constraints, system
from kimtan.audit.wording import JOINT, fill
from kimtan.data.identities import FigureId
from kimtan.data.observations import Observation

Confronted = Sequence[tuple[Rule, Finding]]

_QUESTIONS = 2_000
"""The most questions asked of the solver for the repairs of one contradiction."""


@dataclass(frozen=True)
class _Traced:
    """A contradiction with its suspects."""

    cluster: Cluster
    suspects: tuple[Suspect, ...]

    def into(self, finding: Finding, owner: str) -> Finding:
        """A finding with the suspects and sets of its contradiction; ``owner`` is the cluster's id."""
        cluster = self.cluster
        return replace(
            finding, cluster=owner, suspects=self.suspects, sets=cluster.sets, is_localised=cluster.is_localised
        )


def traced(confronted: Confronted, figures: Statements) -> Iterator[Finding]:
    """The findings with clusters and suspects, then the contradictions that no single rule shows.

    Linear rules without assumptions are examined together. A rule that rests on an assumption, or is not linear, is
    examined alone, so that it casts doubt only on its own figures.
    """
    firm = [rule for rule, finding in confronted if _is_firm(finding) and any(rule_constraints(rule, figures))]
    together = list(_contradictions(system(figures, firm), figures))
    clusters = [contradiction.cluster for contradiction in together]
    owners: dict[int, str] = {}
    done: dict[str, Finding] = {}
    for rule, finding in confronted:
        if finding.is_wrong and not finding.form_of:
            number = _number(finding, clusters) if _is_firm(finding) else None
            if number is None:
                done[finding.id] = _alone(finding, rule, figures)
            else:
                done[finding.id] = together[number].into(finding, owners.setdefault(number, finding.id))
    for rule, finding in confronted:
        source = done.get(finding.form_of) if finding.outcome == "cannot_hold" and finding.form_of else None
        if source is not None:
            done[finding.id] = replace(
                finding,
                cluster=source.cluster,
                suspects=source.suspects,
                sets=source.sets,
                is_localised=source.is_localised,
            )
        elif finding.is_wrong and finding.form_of:
            number = _number(finding, clusters)
            own = _alone(finding, rule, figures)
            done[finding.id] = (
                own if number is None else together[number].into(finding, owners.setdefault(number, finding.id))
            )
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


def _contradictions(whole: System, figures: Statements) -> Iterator[_Traced]:
    for part in contradictory(components(whole)):
        search = Search(part)
        for cluster in search.clusters():
            yield _Traced(cluster, tuple(_suspects(cluster, part, search.solver, figures)))


def _number(finding: Finding, clusters: Sequence[Cluster]) -> int | None:
    """The index of the cluster with the most suspects, else figures, in common with a finding; ``None`` if none."""
    own = set(finding.figures)
    for shared in ([set(cluster.suspects) for cluster in clusters], [set(cluster.figures) for cluster in clusters]):
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
            [other for other in part.figures if other not in cluster.elsewhere and other not in chosen]
            for chosen in cluster.sets
            if row.figure in chosen
        )
        return any(solver.fits(rows, choice) for choice in choices)

    for figure, needed in cluster.needs.items():
        yield _suspect(figure, needed, figures, is_resolved)


def _suspect(
    figure: FigureId, needed: Range | None, figures: Statements, is_resolved: Callable[[Observation], bool]
) -> Suspect:
    """A suspect in its written unit, repaired by the first one-keystroke value that resolves the contradiction."""
    row = figures.observations.get(figure)
    if row is None:
        return Suspect(figure, None if needed is None else needed.interval)
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
    return Suspect(figure, None if needed is None else needed.times(1 / factor).interval, repair)


def _alone(finding: Finding, rule: Rule, figures: Statements) -> Finding:
    """A finding examined alone, with its own suspects."""
    part = system(figures, [rule], only=finding.figures)
    contradictions = [] if finding.form_of else list(_contradictions(part, figures))
    if contradictions:
        clusters = [contradiction.cluster for contradiction in contradictions]
        suspects = tuple(suspect for contradiction in contradictions for suspect in contradiction.suspects)
        sets = tuple(group for cluster in clusters for group in cluster.sets)
        is_localised = all(cluster.is_localised for cluster in clusters)
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


def _joint(contradiction: _Traced, figures: Statements) -> Finding:
    """The finding of a contradiction in which every single rule can hold by itself."""
    cluster = contradiction.cluster
    place = {figure: number for number, figure in enumerate(figures.observations)}
    names = tuple(sorted(cluster.figures, key=lambda figure: place.get(figure, len(place))))
    indicators = list(dict.fromkeys(figure.indicator for figure in names))
    indicator_names = reduce(
        lambda left, right: fill("{}; {}", left, right), (name(figures, indicator) for indicator in indicators)
    )
    label = fill("{}: {}", JOINT, indicator_names)
    unit = figures.unit(indicators[0]).unit
    identity = f"joint:{'+'.join(names)}"
    made = Finding(identity, "joint", label, "error", "cannot_hold", names, unit)
    is_restricted = any(figures.indicators[indicator].restricted for indicator in indicators)
    return contradiction.into(replace(made, restricted=is_restricted), identity)
