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
    firm = [rule for rule, one in confronted if _is_firm(one) and any(rule_constraints(rule, figures))]
    together = list(_contradictions(system(figures, firm), figures))
    owners: dict[int, str] = {}
    done: dict[str, Finding] = {}
    for rule, one in confronted:
        if one.is_wrong and not one.form_of:
            number = _number(one, [found.cluster for found in together]) if _is_firm(one) else None
            if number is None:
                done[one.id] = _alone(one, rule, figures)
            else:
                done[one.id] = together[number].into(one, owners.setdefault(number, one.id))
    for rule, one in confronted:
        source = done.get(one.form_of) if one.outcome == "cannot_hold" and one.form_of else None
        if source is not None:
            done[one.id] = replace(
                one,
                cluster=source.cluster,
                suspects=source.suspects,
                sets=source.sets,
                is_localised=source.is_localised,
            )
        elif one.is_wrong and one.form_of:
            number = _number(one, [found.cluster for found in together])
            own = _alone(one, rule, figures)
            done[one.id] = own if number is None else together[number].into(one, owners.setdefault(number, one.id))
        yield done.get(one.id, one)
    for number, found in enumerate(together):
        if number not in owners:
            yield _joint(found, figures)


def _is_firm(one: Finding) -> bool:
    """Whether it binds without assuming anything."""
    return not any(one.assumes) and one.outcome != "not_evaluable" and not one.form_of


def _contradictions(whole: System, figures: Statements) -> Iterator[_Traced]:
    for part in contradictory(components(whole)):
        search = Search(part)
        for cluster in search.clusters():
            yield _Traced(cluster, tuple(_suspects(cluster, part, search.solver, figures)))


def _number(one: Finding, clusters: Sequence[Cluster]) -> int | None:
    """The contradiction that a finding is part of: the one with the most suspects, else figures, in common."""
    own = set(one.figures)
    for shared in ([set(cluster.suspects) for cluster in clusters], [set(cluster.figures) for cluster in clusters]):
        counts = [len(own & figures) for figures in shared]
        if any(counts):
            return counts.index(max(counts))
    return None


def _suspects(cluster: Cluster, part: System, solver: Solver, figures: Statements) -> Iterator[Suspect]:
    """The suspects of a contradiction with what each needs and its nearest repair."""
    solver.allow(_QUESTIONS)

    def is_resolved(row: Observation) -> bool:
        told = (part.equations[row.figure], part.quotients.get(row.figure))
        rows = [made for one in told if one for made in constraints_of(row.figure, figures.amount(row), one)]
        kept = (
            [other for other in part.figures if other not in cluster.elsewhere and other not in one]
            for one in cluster.sets
            if row.figure in one
        )
        return any(solver.fits(rows, each) for each in kept)

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


def _alone(one: Finding, rule: Rule, figures: Statements) -> Finding:
    """A finding looked at by itself."""
    part = system(figures, [rule], only=one.figures)
    found = [] if one.form_of else list(_contradictions(part, figures))
    if found:
        clusters = [each.cluster for each in found]
        suspects = tuple(suspect for each in found for suspect in each.suspects)
        sets = tuple(group for cluster in clusters for group in cluster.sets)
        is_localised = all(cluster.is_localised for cluster in clusters)
        return replace(one, cluster=one.id, suspects=suspects, sets=sets, is_localised=is_localised)
    ranges = dict(_needed(rule, figures))
    names = tuple(figure for figure in one.figures if figure in ranges) or one.figures

    def is_resolved(row: Observation) -> bool:
        needed = ranges.get(row.figure)
        return needed is not None and needed.meets(figures.amount(row))

    suspects = tuple(_suspect(figure, ranges.get(figure), figures, is_resolved) for figure in names)
    return replace(one, cluster=one.id, suspects=suspects, sets=tuple((figure,) for figure in names))


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
    one = figures.indicators[indicator]
    is_share = one.kind == "share" and figures.unit(indicator).dimension == "percent"
    return Range(None if one.kind == "rate" else Fraction(0), Fraction(100) if is_share else None)


def _joint(found: _Traced, figures: Statements) -> Finding:
    """A contradiction among figures of which every rule by itself can hold."""
    cluster = found.cluster
    place = {figure: number for number, figure in enumerate(figures.observations)}
    names = tuple(sorted(cluster.figures, key=lambda figure: place.get(figure, len(place))))
    indicators = list(dict.fromkeys(figure.indicator for figure in names))
    names_told = reduce(lambda one, two: say("{}; {}", one, two), (name(figures, each) for each in indicators))
    label = say("{}: {}", JOINT, names_told)
    unit = figures.unit(indicators[0]).unit
    identity = f"joint:{'+'.join(names)}"
    made = Finding(identity, "joint", label, "error", "cannot_hold", names, unit)
    return found.into(replace(made, restricted=any(figures.indicators[one].restricted for one in indicators)), identity)
