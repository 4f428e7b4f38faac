"""The smallest sets of figures that explain a contradiction are found, all of them, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest

from kimtan.audit.audit import judged
from kimtan.audit.findings import Finding
from kimtan.audit.generated import generated as rules
from kimtan.audit.generated.parts import parts
from kimtan.audit.localisation import Search, independent
from kimtan.audit.solver import Solver
from kimtan.audit.statements import Statements, statements
from kimtan.audit.system import Constraint, System, components, system
from kimtan.data.dataset import Dataset
from kimtan.figures import Interval
from tests.audit.test_confrontation import HERD, RATIOS, UNITS, dictionary, stated

INCOME_MEASURES = ("actual", "pct_of_plan", "yoy_pct")


@pytest.fixture(scope="module")
def golden(real: Dataset) -> Statements:
    """The nine income figures of the first half of 2023 with their percentages, all taken to be in current prices."""
    rows = [
        row
        for row in real.complete.observations
        if row.indicator.startswith("income.")
        and row.indicator != "income.per_capita"
        and row.measure in INCOME_MEASURES
    ]
    assert len(rows) == 27
    priced = {
        name: indicator.model_copy(update={"price": "current"}) if name.startswith("income.") else indicator
        for name, indicator in real.complete.indicators.items()
    }
    return Statements(rows, priced, real.units, "nearest")


@pytest.fixture(scope="module")
def golden_findings(golden: Statements) -> dict[str, Finding]:
    """What comes of the nine sums alone."""
    return {one.id: one for one in judged(parts(golden), golden)}


def test_three_of_nine_sums_of_the_golden_case_cannot_hold(golden_findings: Mapping[str, Finding]) -> None:
    """Nine sums over actual, plan and last year, of which three contradict their parts."""
    failed = {name for name, one in golden_findings.items() if one.outcome == "cannot_hold"}
    assert len(golden_findings) == 9
    assert failed == {
        "parts:income.total:sector:last_year",
        "parts:income.trade_services:activity:plan",
        "parts:income.trade_services:activity:last_year",
    }


def test_the_golden_case_has_22_smallest_sets_of_three(golden: Statements) -> None:
    """One or two figures repair nothing; of the sets of three, 22 do, with 8 suspects: tried out, one by one."""
    (part,) = components(system(golden, parts(golden)))
    solver = Solver(part, 10_000)
    sets = {
        size: [
            taken
            for taken in combinations(part.figures, size)
            if solver.conflict([one for one in part.figures if one not in taken]) is None
        ]
        for size in (1, 2, 3)
    }
    assert (len(sets[1]), len(sets[2]), len(sets[3])) == (0, 0, 22)
    clusters = Search(part).clusters()
    found = {frozenset(one + two) for one in clusters[0].sets for two in clusters[1].sets}
    assert [len(cluster.sets) for cluster in clusters] == [11, 2]
    assert found == set(map(frozenset, sets[3]))
    assert len({figure for cluster in clusters for figure in cluster.suspects}) == 8


def test_what_the_golden_case_says_of_its_figures(golden_findings: Mapping[str, Finding]) -> None:
    """59,5 % is in no smallest set; the 51 % needs 60.4 to 61.3, and 61 is one keystroke away."""
    suspects = {each.figure: each for one in golden_findings.values() for each in one.suspects}
    assert "income.trade_services:pct_of_plan@report:L37" not in suspects
    finance = suspects["income.finance_other:pct_of_plan@report:L51"]
    assert finance.needs is not None
    assert [round(float(end), 1) for end in (finance.needs.low or 0, finance.needs.high or 0)] == [60.4, 61.3]
    assert finance.repair == Decimal(61)


def test_contradictions_that_have_nothing_to_do_with_each_other_do_not_multiply(
    golden_findings: Mapping[str, Finding],
) -> None:
    """The plan's contradiction has two sets, last year's eleven; no finding lists all twenty-two."""
    clusters = {one.cluster: len(one.sets) for one in golden_findings.values() if one.cluster}
    assert clusters == {
        "parts:income.total:sector:last_year": 11,
        "parts:income.trade_services:activity:plan": 2,
    }


def test_every_conflict_is_one_by_another_method(golden: Statements) -> None:
    """The solver's word is not taken for it: a simplex method in fractions, written for this test, says the same."""
    (part,) = components(system(golden, parts(golden)))
    search = Search(part)
    clusters = search.clusters()
    assert len(search.conflicts) >= 3
    for conflict in search.conflicts:
        assert not _is_feasible([row for row in part.rows if row.figures <= conflict], part), sorted(conflict)
    released = {*clusters[0].sets[0], *clusters[1].sets[0]}
    assert _is_feasible([row for row in part.rows if not row.figures & released], part)


def _is_feasible(rows: list[Constraint], part: System) -> bool:
    """Whether levels exist that are in every row: the first phase of the simplex method, by Bland's rule."""
    levels = list(dict.fromkeys(topic for row in rows for topic in row.coefficients))
    assert not set(levels) & part.free
    lines = [
        ([sign * row.coefficients.get(topic, Fraction(0)) for topic in levels], sign * end)
        for row in rows
        for sign, end in ((1, row.high), (-1, row.low))
        if end is not None
    ]
    count, width = len(lines), len(levels)
    table = []
    for number, (coefficients, end) in enumerate(lines):
        slack = [Fraction(place == number) for place in range(count)]
        sign = -1 if end < 0 else 1
        artificial = [Fraction(place == number and end < 0) for place in range(count)]
        table.append([*(sign * one for one in (*coefficients, *slack)), *artificial, sign * end])
    basis = [width + number + (count if end < 0 else 0) for number, (_, end) in enumerate(lines)]
    cost = [
        sum((row[at] for row, own in zip(table, basis, strict=True) if own >= width + count), Fraction(0))
        for at in range(len(table[0]))
    ]
    for at in range(width + count, width + 2 * count):
        cost[at] -= 1
    while (column := next((at for at in range(width + count) if cost[at] > 0), None)) is not None:
        ratios = [(row[-1] / row[column], basis[at], at) for at, row in enumerate(table) if row[column] > 0]
        _, _, pivot = min(ratios)
        basis[pivot] = column
        divisor = table[pivot][column]
        table[pivot] = [one / divisor for one in table[pivot]]
        for line in (*(row for at, row in enumerate(table) if at != pivot), cost):
            if factor := line[column]:
                line[:] = [one - factor * two if two else one for one, two in zip(line, table[pivot], strict=True)]
    return cost[-1] == 0


def test_a_joint_contradiction_is_found_that_no_rule_shows_alone() -> None:
    """10 may be 6 + 5 and 6 may be 3.6 + 2.9, as they are rounded; but 3.6 + 2.9 + 5 is more than any 10."""
    tree = dictionary(
        {"indicator": "x.all"},
        {"indicator": "x.one", "part_of": "x.all", "breakdown": "kind"},
        {"indicator": "x.two", "part_of": "x.all", "breakdown": "kind"},
        {"indicator": "x.one_a", "part_of": "x.one", "breakdown": "kind"},
        {"indicator": "x.one_b", "part_of": "x.one", "breakdown": "kind"},
    )
    values = {"all": "10", "one": "6", "two": "5", "one_a": "3.6", "one_b": "2.9"}
    figures = Statements([stated(f"x.{name}:actual", one) for name, one in values.items()], tree, UNITS, "nearest")
    *alone, joint = judged(rules(figures), figures)
    assert {one.outcome for one in alone} == {"holds_by_rounding"}
    assert (joint.rule, joint.outcome, joint.is_localised) == ("joint", "cannot_hold", True)
    assert joint.id == joint.cluster == f"joint:{'+'.join(joint.figures)}"
    assert {each.figure.partition(":")[0] for each in joint.suspects} == {"x.all", "x.two", "x.one_a", "x.one_b"}


def test_people_and_things_are_whole_numbers() -> None:
    """3 are 66 % of no whole plan: 3 / 4 is 75 %, 3 / 5 is 60 %; the percentage may be 60, the count 2."""
    rows = [stated("herd.cattle:actual", "3", "head"), stated("herd.cattle:pct_of_plan", "66", "pct")]
    figures = Statements(rows, HERD, UNITS, "nearest")
    found = {one.id: one for one in judged(rules(figures), figures)}
    whole = found["whole:herd.cattle:plan"]
    assert whole.outcome == "cannot_hold"
    assert [each.figure for each in whole.suspects] == [row.figure for row in rows]


def test_findings_do_not_depend_on_the_order_of_the_rows(real: Dataset) -> None:
    """The same figures in another order give the same clusters, sets and needs."""
    figures = statements(real.complete)
    turned = Statements(
        real.complete.observations[::-1], figures.indicators, figures.units, "nearest", figures.lists, figures.period
    )
    one, two = ({each.id: each for each in judged(rules(stated), stated)} for stated in (figures, turned))
    told = [
        {
            name: (each.outcome, {frozenset(group) for group in each.sets}, {s.figure: s.needs for s in each.suspects})
            for name, each in found.items()
            if each.outcome in {"cannot_hold", "suspicious"} and each.rule != "repeated"
        }
        for found in (one, two)
    ]
    assert told[0] == told[1]


def test_a_search_that_may_ask_too_little_says_so(golden: Statements) -> None:
    """Then the contradiction is told with all its figures, as not localised."""
    (part,) = components(system(golden, parts(golden)))
    clusters = Search(part, questions=30).clusters()
    assert clusters
    assert not any(cluster.is_localised or cluster.sets for cluster in clusters)


@pytest.mark.parametrize(
    ("sets", "blocks"),
    [
        (["a", "b"], [["a", "b"]]),
        (["ax", "ay", "bx", "by"], [["a", "b"], ["x", "y"]]),
        (["ax", "by"], [["a", "b", "x", "y"]]),
        (["abx", "acx", "bcx", "aby", "acy", "bcy"], [["a", "b", "c"], ["x", "y"]]),
        (["a"], [["a"]]),
    ],
)
def test_independent_choices_are_told_apart(sets: list[str], blocks: list[list[str]]) -> None:
    """The sets are all ways to choose one subset of each block, and no block can be split further."""
    assert [sorted(block) for block in independent([frozenset(one) for one in sets])] == blocks


def test_a_ratio_that_may_be_wrong_needs_what_its_parts_make_it() -> None:
    """900 of 1000 are 90 %: 80,0 % needs to be 90, one keystroke away, and not 80,01, which resolves nothing."""
    values = {"people.all": "1000", "people.insured": "900", "people.share": "80.0"}
    rows = [stated(f"{name}:actual", value, RATIOS[name].unit) for name, value in values.items()]
    rows[-1] = rows[-1].model_copy(update={"as_written": "80,0%"})
    figures = Statements(rows, RATIOS, UNITS, "nearest")
    (one,) = [one for one in judged(rules(figures), figures) if one.outcome == "cannot_hold"]
    suspects = {each.figure.partition(":")[0]: each for each in one.suspects}
    assert one.id == "ratio:people.share:actual"
    assert (suspects["people.share"].needs, suspects["people.share"].repair) == (
        Interval(Decimal(90), Decimal(90)),
        Decimal("90.0"),
    )
    assert suspects["people.insured"].needs == Interval(Decimal(800), Decimal(800))


@pytest.mark.parametrize(
    "rows",
    [
        {"plan": "-4500", "actual": "-5200", "pct_of_plan": "115.6"},
        {"actual": "-5200", "yoy_pct": "10.5"},
    ],
)
def test_a_percentage_of_what_is_below_zero_bounds_nothing(rows: dict[str, str]) -> None:
    """A deficit of 115.6 % of a planned one, or one that grew by a tenth, contradicts nothing."""
    indicators = dictionary({"indicator": "x.balance", "unit": "vnd_m"})
    units = {"plan": "vnd_m", "actual": "vnd_m"}
    found = [
        stated(f"x.balance:{measure}@L{line}", value, units.get(measure, "pct"))
        for line, (measure, value) in enumerate(rows.items())
    ]
    figures = Statements(found, indicators, UNITS, "nearest")
    assert "cannot_hold" not in {finding.outcome for finding in judged(rules(figures), figures)}
