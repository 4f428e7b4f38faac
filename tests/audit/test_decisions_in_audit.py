"""Decisions are taken into account: a corrected figure is used, a settled finding stays so until a figure changes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kimtan.audit.audit import audit
from kimtan.audit.findings import Finding
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.workspace import Workspace

PLAN = "parts:income.trade_services:activity:plan"
FINANCE = "income.finance_other:pct_of_plan@report:L51"
WHO = """\
    reason_vi: Đã kiểm tra.
    reason_en: Looked at again.
    who: Phòng Tài chính
    date: 2023-07-20
"""
CORRECTED = f"""\
figures:
  - figure: income.finance_other:pct_of_plan@L51
    expect: "51"
    value: "61"
{WHO}"""
Decide = Callable[[str], Dataset]


@pytest.fixture
def decided(copy_of_repository: Workspace) -> Decide:
    """A function that writes decisions into a copy of the repository and loads it."""

    def write(text: str) -> Dataset:
        copy_of_repository.decisions_file("2023-H1").write_text(text, encoding="utf-8")
        datapackage.write(copy_of_repository, "thị trấn Kim Tân")
        return load(copy_of_repository, copy_of_repository.params_file("2023-H1"))

    return write


Findings = dict[str, Finding]


def audited(dataset: Dataset) -> Findings:
    return {one.id: one for one in audit(dataset)}


@pytest.fixture(scope="module")
def before(real: Dataset) -> Findings:
    """What is found where nothing is decided."""
    return audited(real)


def settling(finding: Finding, dataset: Dataset, **other: str) -> str:
    """A decision about a finding, with its figures as they are, or as is said otherwise."""
    values = {row.figure: f"{row.value:f}" for row in dataset.observations}
    figures = "".join(f'      {name}: "{other.get(name, values[name])}"\n' for name in finding.figures)
    return f"findings:\n  - finding: {finding.id}\n    verdict: rule_does_not_apply\n    figures:\n{figures}{WHO}"


def test_a_corrected_figure_takes_its_contradiction_away(before: Findings, decided: Decide) -> None:
    """61 instead of 51: the sum of plans holds, as do its forms; the source's 51 stays as it was stated."""
    dataset = decided(CORRECTED)
    after = audited(dataset)
    forms = [name for name, one in before.items() if one.form_of == PLAN]
    assert len(forms) == 2
    assert {before[name].outcome for name in (PLAN, *forms)} == {"cannot_hold"}
    assert {after[name].outcome for name in (PLAN, *forms)} <= {"holds", "holds_by_rounding"}
    assert not any(FINANCE in {each.figure for each in one.suspects} for one in after.values())
    (now,) = [row for row in dataset.observations if row.figure == FINANCE]
    (then,) = [row for row in dataset.stated if row.figure == FINANCE]
    assert (now.value, then.value) == (Decimal(61), Decimal(51))
    assert dataset.corrections[FINANCE].original == then
    other = {name for name, one in before.items() if one.outcome == "cannot_hold"} - {PLAN, *forms}
    assert other == {name for name, one in after.items() if one.outcome == "cannot_hold"}, "nothing else changes"


def test_a_correction_that_mends_nothing_leaves_the_contradiction(decided: Decide) -> None:
    """With 62 the sum fails the other way, and 62 is what has to be explained."""
    found = audited(decided(CORRECTED.replace('value: "61"', 'value: "62"')))[PLAN]
    assert found.outcome == "cannot_hold"
    (finance,) = [each for each in found.suspects if each.figure == FINANCE]
    assert finance.needs is not None
    assert Decimal(61) in finance.needs
    assert Decimal(62) not in finance.needs


def test_a_settled_finding_says_by_whom_and_is_not_disputed(real: Dataset, before: Findings, decided: Decide) -> None:
    """It still cannot hold, but its owner has answered for it; none of its figures is in doubt for it."""
    plan = before[PLAN]
    assert plan.is_disputed
    assert plan.disputed == tuple(each.figure for each in plan.suspects)
    dataset = decided(settling(plan, real))
    found = audited(dataset)
    one = found[PLAN]
    assert one.settlement is not None
    assert (one.settlement.verdict, one.settlement.who, one.settlement.date, one.settlement.reason.en) == (
        "rule_does_not_apply", "Phòng Tài chính", "2023-07-20", "Looked at again.",
    )  # fmt: skip
    assert (one.outcome, one.is_disputed, one.settlement.is_open, one.disputed) == ("cannot_hold", False, False, ())
    assert (one.suspects, one.sets) == (plan.suspects, plan.sets)
    settled = [name for name, each in found.items() if each.settlement is not None]
    assert settled == [PLAN], "the others are disputed as before"


def test_a_settled_finding_reopens_when_a_figure_in_it_is_corrected(
    real: Dataset, before: Findings, decided: Decide
) -> None:
    """The decision was about 51; with 62 it says nothing any more, and names the figure."""
    settlement = settling(before[PLAN], real)
    one = audited(decided(CORRECTED.replace('value: "61"', 'value: "62"') + settlement))[PLAN]
    assert one.settlement is not None
    assert one.settlement.changed == (FINANCE,)
    assert one.settlement.is_open
    assert one.is_disputed
    again = settling(before[PLAN], real, **{FINANCE: "62"})
    one = audited(decided(CORRECTED.replace('value: "61"', 'value: "62"') + again))[PLAN]
    assert not one.is_disputed, "decided about the new figure"


def test_the_count_of_a_list_is_a_figure_of_a_decision_too(before: Findings, decided: Decide) -> None:
    """A finding about a list is settled with the number of its members, and reopens when there are more."""
    (name,) = [name for name in before if name.startswith("list:urban.criteria_met:actual:report:L290")]
    text = "findings:\n  - finding: {}\n    verdict: figure_stands\n    figures:\n      {}\n      {}\n"
    figures = 'urban.criteria_met:actual@L290: "5"', 'urban.criteria_met:actual:list@report:L294: "{}"'
    for count, changed in (("5", ()), ("4", ("urban.criteria_met:actual:list@report:L294",))):
        one = audited(decided(text.format(name, figures[0], figures[1].format(count)) + WHO))[name]
        assert one.settlement is not None
        assert one.settlement.changed == changed


@pytest.mark.parametrize(
    ("written", "nearest"),
    [(PLAN.replace("trade_", "trades_"), PLAN), ("parts:income.totl:sector:plan", "parts:income.total:sector:plan")],
)
def test_a_decision_about_no_finding_is_refused(
    real: Dataset, before: Findings, decided: Decide, written: str, nearest: str
) -> None:
    """It would settle nothing, and nobody would notice: the message names the finding that may be meant."""
    dataset = decided(settling(before[PLAN], real).replace(PLAN, written))
    with pytest.raises(InputError) as raised:
        audit(dataset)
    (problem,) = raised.value.problems
    assert str(problem) == (
        f"data/2023-H1/decisions.yml (findings): There is no finding '{written}'. Did you mean '{nearest}'?"
    )
    assert problem.code == "decisions.finding"


def test_a_public_edition_knows_no_decision_about_what_it_withholds(
    real: Dataset, before: Findings, decided: Decide
) -> None:
    """A settled finding with a restricted figure is inside only, and is no unknown finding outside."""
    name = next(one.id for one in before.values() if one.restricted and one.figures)
    dataset = decided(settling(before[name], real))
    assert audited(dataset)[name].settlement is not None
    outside = audited(dataset.edition(audience="public"))
    assert name not in outside
    assert all(one.settlement is None for one in outside.values())
