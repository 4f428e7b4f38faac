"""What a new period takes over from an earlier one, whatever edition and rounding that one has."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.audit.repairs import readings
from kimtan.data.dataset import Dataset, load
from kimtan.forms.opening import opened
from kimtan.period import Period
from kimtan.present.blocks import plain
from kimtan.present.facts import Facts
from kimtan.present.official.annex import OfficialAnnex
from kimtan.present.sentences.results import Results
from kimtan.present.tables import Tables
from tests.conftest import write_workspace

INDICATORS = [
    "herd.pigs,farms,Đàn lợn,Pigs,t,flow,higher,0,,,,,,false,1",
    "case.all,police,Vụ việc,Cases,cases,count,lower,0,,,,,,true,2",
]
HALF = Period(2024, "H1")


def carried(root: Path, period: Period, *rows: str, more: str = "", audience: str = "internal") -> Dataset:
    """A period that is opened from a half-year with some rows."""
    workspace = write_workspace(root, INDICATORS, rows, audience=audience)
    params = workspace.params_file("2024-H1")
    params.write_text(params.read_text("utf-8") + more, "utf-8")
    opened(workspace, period, HALF).write()
    return load(workspace, workspace.params_file(str(period))).complete


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_restricted_plans_are_carried_over_whatever_the_edition(tmp_path: Path, audience: str) -> None:
    """Data are the office's own; what is published of them is said when they are published."""
    rows = ("case.all,plan,9,cases,9,,,,final,,L1,,", "case.all,actual,4,cases,4,,,,final,,L2,,")
    after = carried(tmp_path, Period(2024, "9M"), *rows, audience=audience)
    assert [(row.figure, row.value) for row in after.observations] == [("case.all:plan@period_2024_h1:report/L1", 9)]


def test_an_implied_plan_holds_all_that_truncated_figures_can_be(tmp_path: Path) -> None:
    """300 cut off are 300 to 301, and 60 % are 60 to 61 %: the plan is from 491,8 to 501,7, which are told cut off."""
    rows = ("herd.pigs,actual,300,t,300,,,,final,,L1,,", "herd.pigs,pct_of_plan,60,pct,60%,,,,final,,L2,,")
    after = carried(tmp_path, Period(2024, "9M"), *rows, more="  rounding: truncated\n")
    (plan,) = after.observations
    ends = plan.interval(after.indicators["herd.pigs"], after.units["t"], "truncated")
    assert ends.low is not None
    assert ends.high is not None
    assert 491 < ends.low <= 300 * 100 / 61
    assert 30100 / 60 <= ends.high < 502


@pytest.mark.parametrize(("more", "plans"), [("", []), ("  plan_basis: resolution\n", [500])])
def test_a_percentage_of_a_resolution_implies_no_plan_of_the_year(tmp_path: Path, more: str, plans: list[int]) -> None:
    """What a resolution set is for several years, unless the settings say that it is the plan that counts."""
    rows = (
        "herd.pigs,actual,300,t,300,,,,final,,L1,,",
        "herd.pigs,pct_of_plan,60,pct,60%,,,resolution,final,,L2,,",
    )
    assert [row.value for row in carried(tmp_path, Period(2024, "9M"), *rows, more=more).observations] == plans


def test_a_plan_is_implied_by_what_was_achieved_of_that_plan(tmp_path: Path) -> None:
    """The council's percentage is of the council's count; the district's is of the count that serves every plan."""
    rows = (
        "herd.pigs,actual,300,t,300,,,,final,,L1,,",
        "herd.pigs,actual,240,t,240,,,council,final,,L2,,",
        "herd.pigs,pct_of_plan,60,pct,60%,,,council,final,,L3,,",
        "herd.pigs,pct_of_plan,60,pct,60%,,,district,final,,L4,,",
    )
    after = carried(tmp_path, Period(2024, "9M"), *rows, more="  plan_basis: council\n")
    assert {row.basis: row.value for row in after.observations} == {"council": 400, "district": 500}


def test_last_year_is_what_was_achieved_against_no_plan_in_particular(tmp_path: Path) -> None:
    """An actual that one authority counts for its own plan is not what the next year is compared with."""
    rows = ("herd.pigs,actual,290,t,290,,,council,final,,L1,,", "herd.pigs,actual,300,t,300,,,,final,,L2,,")
    (row,) = carried(tmp_path, Period(2025, "H1"), *rows).observations
    assert (row.measure, row.value, row.basis) == ("last_year", 300, None)


def test_an_implied_plan_stays_implied(tmp_path: Path) -> None:
    """About so much in a sentence, ≈ in a table, nothing in the document to sign; no slip of a key is looked for."""
    rows = ("herd.pigs,actual,300,t,300,,,,final,,L1,,", "herd.pigs,pct_of_plan,60,pct,60%,,,,final,,L2,,")
    after = carried(tmp_path, Period(2024, "9M"), *rows)
    (plan,) = after.observations
    assert plan.status == "implied"
    assert readings(plan) == []
    facts = Facts(after, "vi")
    clause = Results(facts).clause("herd.pigs")
    assert clause is not None
    assert plain(clause).replace("\N{NO-BREAK SPACE}", " ") == "đàn lợn theo kế hoạch năm là khoảng 500 tấn"
    annex = Tables(facts).annex()
    assert annex is not None
    assert [plain(row.cells[3] or ()) for row in annex.rows if plain(row.cells[1] or ()) == "Đàn lợn"] == ["≈ 500"]
    assert OfficialAnnex(facts)._plan("herd.pigs") is None
    further = opened(after.workspace, Period(2024, "FY"), Period(2024, "9M"))
    further.write()
    (again,) = load(after.workspace, after.workspace.params_file("2024-FY")).complete.observations
    assert (again.status, again.value, again.precision) == ("implied", plan.value, plan.precision)
