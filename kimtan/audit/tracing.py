"""Findings traced to the figures that may be wrong: clusters of contradictions, suspects, needed ranges, repairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from kimtan.audit.amounts import Range
from kimtan.audit.expressions import amount, needs
from kimtan.audit.findings import Finding, Suspect
from kimtan.audit.localisation import Cluster, Search
from kimtan.audit.repairs import readings
from kimtan.audit.rules import Rule, name
from kimtan.audit.solver import Solver, UndecidedError, contradictory
from kimtan.audit.statements import Statements
from kimtan.audit.system import System, components, constraints_of, rule_constraints, system
from kimtan.audit.wording import JOINT, say
from kimtan.data.identities import FigureId
from kimtan.data.observations import Observation

Confronted = Sequence[tuple[Rule, Finding]]

_QUESTIONS = 2_000
"""So many questions may be asked for the repairs of one contradiction."""


@dataclass(frozen=True)
class _Traced:
    """A contradiction with its suspects told."""

    cluster: Cluster
    suspects: tuple[Suspect, ...]

    def into(self, finding: Finding, owner: str) -> Finding:
        """A finding with what is known of its contradiction."""
        cluster = self.cluster
        return replace(
            finding, cluster=owner, suspects=self.suspects, sets=cluster.sets, is_localised=cluster.is_localised
        )


def traced(confronted: Confronted, figures: Statements) -> Iterator[Finding]:
    """The findings with clusters and suspects; at the end contradictions that no rule shows by itself.

    Rules that assume nothing are looked at together. One that rests on an assumption, or that is not linear, is looked
    at by itself: what it puts in doubt is only what it is about.
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
    for number, contradiction in enumerate(together):
        if number not in owners:
            yield _joint(contradiction, figures)


def _is_firm(finding: Finding) -> bool:
    """Whether it binds without assuming anything."""
    return not any(finding.assumes) and finding.outcome != "not_evaluable" and not finding.form_of


def _contradictions(whole: System, figures: Statements) -> Iterator[_Traced]:
    for part in contradictory(components(whole)):
        search = Search(part)
        for cluster in search.clusters():
            yield _Traced(cluster, tuple(_suspects(cluster, part, search.solver, figures)))


def _number(finding: Finding, clusters: Sequence[Cluster]) -> int | None:
    """The contradiction that a finding is part of: the one with the most suspects, else figures, in common."""
    own = set(finding.figures)
    for shared in ([set(cluster.suspects) for cluster in clusters], [set(cluster.figures) for cluster in clusters]):
        counts = [len(own & figures) for figures in shared]
        if any(counts):
            return counts.index(max(counts))
    return None


def _suspects(cluster: Cluster, part: System, solver: Solver, figures: Statements) -> Iterator[Suspect]:
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
    """A suspect in the unit that it is written in; the first reading near enough that resolves the contradiction."""
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
    """A finding looked at by itself."""
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
    """What each figure alone would need for the rule to hold."""
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
    """Where the levels of an indicator can lie at all, in its unit."""
    definition = figures.indicators[indicator]
    is_share = definition.kind == "share" and figures.unit(indicator).dimension == "percent"
    return Range(None if definition.kind == "rate" else Fraction(0), Fraction(100) if is_share else None)


def _joint(contradiction: _Traced, figures: Statements) -> Finding:
    """A contradiction among figures of which every rule by itself can hold."""
    cluster = contradiction.cluster
    place = {figure: number for number, figure in enumerate(figures.observations)}
    names = tuple(sorted(cluster.figures, key=lambda figure: place.get(figure, len(place))))
    indicators = list(dict.fromkeys(figure.indicator for figure in names))
    indicator_names = reduce(
        lambda left, right: say("{}; {}", left, right), (name(figures, indicator) for indicator in indicators)
    )
    label = say("{}: {}", JOINT, indicator_names)
    unit = figures.unit(indicators[0]).unit
    identity = f"joint:{'+'.join(names)}"
    made = Finding(identity, "joint", label, "error", "cannot_hold", names, unit)
    is_restricted = any(figures.indicators[indicator].restricted for indicator in indicators)
    return contradiction.into(replace(made, restricted=is_restricted), identity)
