"""Figures computed on the spot: their digits, unit, identity, formula and what they rest on, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.data.dataset import Dataset, load
from kimtan.data.formulas import Quotient, Sum, Term, scaled
from kimtan.data.identities import Topic
from kimtan.data.observations import Observation
from kimtan.languages import Bilingual, Language
from kimtan.present.derived import percent
from kimtan.present.facts import Facts
from tests.conftest import write_workspace
from tests.present.test_facts import INDICATORS, ROWS

FORMULA = Bilingual("thu ÷ số con", "revenue ÷ head")
PLANS = [
    "herd.cows,actual,600,head,600,,,,final,,L1,,",
    'herd.cows,plan,1000,head,1.000,,,assigned,final,,L2,,',
    'herd.cows,plan,1200,head,1.200,,,council,final,,L3,,',
    'herd.cows,pct_of_plan,51,pct,51%,,,council,final,,L4,,',
]  # fmt: skip


@pytest.fixture(params=["vi", "en"])
def facts(request: pytest.FixtureRequest, small_dataset: Callable[..., Dataset]) -> Facts:
    """Facts of the small data, in each language."""
    return Facts(small_dataset(INDICATORS, ROWS), request.param)


def test_an_average_has_a_unit_of_its_own_and_one_decimal(facts: Facts) -> None:
    """6,291 million for 876 pigs are 7.2 a pig; it rests on both figures."""
    average = Quotient(Term(Topic("budget.revenue", "actual")), Term(Topic("herd.pigs", "actual")))
    unit = facts.dataset.units["vnd_m"]
    number = facts.expressed("budget.revenue:per:herd.pigs", average, unit, FORMULA)
    assert number is not None
    is_vi = facts.language == "vi"
    assert number.text == ("7,2 triệu đồng" if is_vi else "VND 7.2 million")
    assert number.ref == "budget.revenue:per:herd.pigs"
    assert number.formula == ("thu ÷ số con" if is_vi else "revenue ÷ head")
    assert number.inputs == ("budget.revenue:actual@report:L1", "herd.pigs:actual@report:L3")


def test_an_amount_has_the_unit_and_decimals_of_the_indicator_that_is_named(facts: Facts) -> None:
    """By default of the one that its identity begins with."""
    left = Sum((Term(Topic("herd.pigs", "actual")), scaled(-1, Term(Topic("herd.pigs", "plan")))))
    for ref, unit_of in (("herd.pigs:left_of:herd", ""), ("budget.revenue:left_of:herd", "herd.pigs")):
        number = facts.expressed(ref, left, "amount", FORMULA, unit_of)
        assert number is not None
        assert number.text == ("376 con" if facts.language == "vi" else "376 head")


def test_what_rests_on_a_figure_that_is_not_stated_is_none(facts: Facts) -> None:
    """Never zero."""
    share = percent(Term(Topic("herd.pigs", "last_year")), Term(Topic("herd.pigs", "plan")))
    assert facts.expressed("herd.pigs:share_of:plan", share, "percent", FORMULA) is None


def plans(tmp_path: Path, language: Language = "vi") -> Facts:
    """A herd with a plan of two authorities, one of which stated its own percentage."""
    indicators = ["herd.cows,farms,Đàn bò,Cows,head,stock,higher,0,,,,,,false,1"]
    workspace = write_workspace(tmp_path, indicators, PLANS)
    params = workspace.params_file("2024-H1")
    params.write_text(params.read_text("utf-8") + "  plan_basis: assigned\n", "utf-8")
    return Facts(load(workspace, params), language)


def test_another_plan_has_the_percentage_that_is_stated_on_its_basis(tmp_path: Path) -> None:
    """51% of the council's as it stands there; of the assigned one it is computed, with the identity of its basis."""
    facts = plans(tmp_path)
    council, assigned = (_plan(facts, basis) for basis in ("council", "assigned"))
    assert facts.other_plans("herd.cows") == (council,)
    stated = facts.other_completion("herd.cows", council)
    assert stated is not None
    assert (stated.text, stated.ref) == ("51%", "herd.cows:pct_of_plan:council@report:L4")
    for bare, text in ((False, "60%"), (True, "60")):
        computed = facts.other_completion("herd.cows", assigned, bare=bare)
        assert computed is not None
        assert computed.text.replace(",0", "") == text
        assert computed.ref == "herd.cows:completion:assigned"
        assert computed.inputs == ("herd.cows:actual@report:L1", "herd.cows:plan:assigned@report:L2")
        assert computed.formula == "thực hiện ÷ kế hoạch năm"


def test_an_amount_of_a_basis_is_that_of_its_own_statement(tmp_path: Path) -> None:
    """The first one where no basis is asked for, none where there is none of it."""
    facts = plans(tmp_path)
    values = [facts.amount("herd.cows", "plan", basis) for basis in ("assigned", "council", "nobody", None)]
    assert [value and value.face for value in values] == [1000, 1200, None, 1000]


def _plan(facts: Facts, basis: str) -> Observation:
    return next(row for row in facts.dataset.statements("herd.cows", "plan") if row.basis == basis)


@pytest.mark.parametrize(
    ("language", "text", "formula"),
    [
        ("vi", "44,3%", "162 ngày đã qua (đến 10/6/2024) ÷ 366 ngày của năm"),
        ("en", "44.3%", "162 days gone (until 10 June 2024) ÷ 366 days of the year"),
    ],
)
def test_the_time_gone_says_until_when_and_of_how_many_days(
    small_dataset: Callable[..., Dataset], language: Language, text: str, formula: str
) -> None:
    """At the figure's own cut-off date; the identity names the day, so that two of them are two."""
    number = Facts(small_dataset(INDICATORS, ROWS), language).time_gone("budget.revenue")
    assert (number.text, number.formula) == (text, formula)
    assert number.ref == f"time_gone:{dt.date(2024, 6, 10)}"


def test_a_count_is_said_with_the_noun_that_its_name_begins_or_ends_with(
    small_dataset: Callable[..., Dataset],
) -> None:
    """In English only such a name takes the place of the noun; a single one is in the singular."""
    rows = [
        "firms.new,finance,Doanh nghiệp mới,New enterprises,enterprises,count,higher,0,,,,,,false,1",
        "firms.shut,finance,Doanh nghiệp đóng cửa,Closures,enterprises,count,higher,0,,,,,,false,2",
    ]
    stated = [
        f"firms.{name},actual,{value},enterprises,{value},,,,final,,L1,," for name, value in (("new", 1), ("shut", 4))
    ]
    dataset = small_dataset(rows, stated)
    (new,), (shut,) = dataset.statements("firms.new"), dataset.statements("firms.shut")
    run = Facts(dataset, "en").counted("firms.new", new)
    assert run is not None
    assert [piece if isinstance(piece, str) else piece.text for piece in run] == ["1", " new enterprise"]
    assert Facts(dataset, "en").counted("firms.shut", shut) is None
    run = Facts(dataset, "vi").counted("firms.shut", shut)
    assert run is not None
    assert [piece if isinstance(piece, str) else piece.text for piece in run] == ["04", " doanh nghiệp đóng cửa"]
