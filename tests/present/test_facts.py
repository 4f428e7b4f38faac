"""A number that is shown is bound, in its unit, and missing where nothing is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kimtan.data.dataset import Dataset
from kimtan.data.observations import Observation
from kimtan.present.blocks import Number, plain
from kimtan.present.facts import Facts
from kimtan.present.wording import stated_text
from tests.audit.test_confrontation import UNITS

INDICATORS = [
    "budget.revenue,finance,Thu ngân sách,Budget revenue,vnd_m,flow,higher,0,,,,,,false,10",
    "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,20",
    "health.cover,health,Tỷ lệ bảo hiểm,Coverage,pct,share,higher,1,,,,,,false,30",
    "firms.new,finance,Doanh nghiệp mới,New firms,enterprises,count,higher,0,,,,,,false,40",
]
ROWS = [
    "budget.revenue,actual,6291,vnd_m,6.291,,,,estimate,2024-06-10,L1,,",
    'budget.revenue,pct_of_plan,23.7,pct,"23,7%",,,,final,2024-06-10,L1,,',
    'budget.revenue,target,20.22,vnd_bn,"20,22",,,,final,,L2,,',
    "herd.pigs,actual,876,head,876,,,,final,,L3,,",
    "herd.pigs,plan,500,head,500,,,,final,,L3,,",
    "health.cover,year_end,97,pct,97%,,at_least,,final,,L4,,",
    "firms.new,actual,3,enterprises,03,,,,final,,L5,,",
    "firms.new,pct_of_plan,50,pct,50%,,,,final,,L5,,",
]


@pytest.fixture
def facts(small_dataset: Callable[..., Dataset]) -> Facts:
    """Vietnamese facts of the small data."""
    return Facts(small_dataset(INDICATORS, ROWS), "vi")


def test_a_statement_keeps_the_unit_it_was_written_in(facts: Facts) -> None:
    """Revenue in millions, its target in billions: each as stated."""
    numbers = facts.stated("budget.revenue"), facts.stated("budget.revenue", "target")
    assert [(number.text, number.ref) for number in numbers if number] == [
        ("6.291 triệu đồng", "budget.revenue:actual@report:L1"),
        ("20,22 tỷ đồng", "budget.revenue:target@report:L2"),
    ]


def test_a_bound_is_said(facts: Facts) -> None:
    """97% or more is not 97%."""
    number = facts.stated("health.cover", "year_end")
    assert number is not None
    assert number.text == "từ 97% trở lên"


def test_missing_is_none_and_never_zero(facts: Facts) -> None:
    """What is not stated and cannot be computed is not shown."""
    assert facts.stated("health.cover") is None
    assert facts.derived("health.cover", "remaining") is None
    assert facts.value("nothing.here", "actual") is None
    assert facts.plan("health.cover") is None


def test_a_plan_is_the_stated_one_or_the_implied_one(facts: Facts) -> None:
    """The implied plan is bound to the two figures that imply it."""
    assert facts.plan("herd.pigs") == Number("500 con", "herd.pigs:plan@report:L3")
    implied = facts.plan("budget.revenue")
    assert implied is not None
    assert implied.text == "26.544 triệu đồng"
    assert implied.inputs == ("budget.revenue:actual@report:L1", "budget.revenue:pct_of_plan@report:L1")
    assert facts.is_implied("budget.revenue")
    assert not facts.is_implied("herd.pigs")


def test_a_figure_with_a_cut_off_date_of_its_own_is_measured_against_it(facts: Facts) -> None:
    """Revenue until 10 June: 162 of 366 days of 2024 are gone, not 182."""
    assert facts.value("budget.revenue", "share_of_year_pct") == pytest.approx(100 * 162 / 366)
    assert facts.time_gone("budget.revenue").text == "44,3%"
    assert facts.time_gone().text == "49,7%"


def test_a_small_monthly_rate_keeps_a_decimal(facts: Facts) -> None:
    """Half an enterprise a month is not none."""
    number = facts.derived("firms.new", "needed_per_month")
    assert number is not None
    assert number.text == "0,5 doanh nghiệp/tháng"


def test_bare_numbers_leave_the_unit_to_the_table(facts: Facts) -> None:
    """A column or row names the unit once."""
    number = facts.stated("budget.revenue", bare=True)
    assert number is not None
    assert number.text == "6.291"
    completion = facts.completion("budget.revenue", bare=True)
    assert completion is not None
    assert completion.text == "23,7"


@pytest.mark.parametrize(
    ("value", "cells", "text"),
    [
        ("58", {"as_written": "hơn 58%", "bound": "at_least"}, "hơn 58%"),
        ("97", {"as_written": "97%", "bound": "at_least"}, "từ 97% trở lên"),
        ("40", {"as_written": "gần 40%", "bound": "at_most"}, "gần 40%"),
        ("40", {"as_written": "40%", "bound": "about"}, "khoảng 40%"),
        ("3.75", {"as_written": "3,5 - 4%", "precision": "0.5"}, "3,5 – 4%"),
        ("-2", {"as_written": "-2%"}, "−2%"),
    ],
)
def test_a_figure_keeps_its_bound_its_range_and_its_sign(value: str, cells: dict[str, str], text: str) -> None:
    """In the words of the source where it has any."""
    row = {"indicator": "a.b", "measure": "actual", "value": value, "unit": "pct", "status": "final"}
    percent = UNITS["pct"].model_copy(update={"name_vi": "%"})
    observation = Observation.model_validate({**row, "source": "report:L1", **cells})
    assert stated_text(observation, percent, "vi").replace("\N{NO-BREAK SPACE}", " ") == text


@pytest.mark.parametrize(
    ("name", "unit", "value", "clause"),
    [
        ("New houses in residential areas", "houses", "22", "22 new houses in residential areas"),
        ("First prizes", "prizes", "1", "1 first prize"),
        ("Households with less land", "households", "1", "1 household with less land"),
        ("Bypass: households compensated", "households", "86", None),
        ("Average size of households", "persons", "4", None),
    ],
)
def test_an_english_count_reads_as_its_name(
    small_dataset: Callable[..., Dataset], name: str, unit: str, value: str, clause: str | None
) -> None:
    """The number stands before a name that has the unit's noun in it, which is singular for one; else it does not."""
    indicators = [f"town.count,economy,Số đếm,{name},{unit},count,higher,0,,,,,,false,10"]
    facts = Facts(small_dataset(indicators, [f"town.count,actual,{value},{unit},{value},,,,final,,L1,,"]), "en")
    counted = facts.counted("town.count", facts.dataset.statements("town.count")[0])
    assert (None if counted is None else plain(counted)) == clause
