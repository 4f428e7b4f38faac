"""What the report says beyond its source, recomputed here from the stated figures alone."""

from __future__ import annotations

import math

import pytest

from kimtan.data.dataset import Dataset
from kimtan.present.blocks import plain
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence
from kimtan.present.sentences import Say


@pytest.fixture(scope="module")
def say(real: Dataset) -> Say:
    """Sentences of the first half of 2023."""
    return Say(Facts(real, "vi"))


def stated(data: Dataset, indicator: str, measure: str = "actual") -> float:
    """A figure as the report states it, in the unit that it is written in."""
    return float(data.statements(indicator, measure)[0].value)


def words(sentence: Sentence | None) -> str:
    """A sentence without its bindings."""
    assert sentence is not None
    return plain(sentence)


def test_revenue_lags_the_time_gone(say: Say, real: Dataset) -> None:
    """161 of 365 days are gone on 10 June; what is left of the implied plan over the months left."""
    revenue, share = stated(real, "budget.revenue"), stated(real, "budget.revenue", "pct_of_plan")
    plan = revenue / share * 100
    needed = (plan - revenue) / (365 - 161) * 365 / 12
    achieved = revenue / 161 * 365 / 12
    text = words(say.pace("budget.revenue"))
    assert "44,1% thời gian" in text
    assert f"{needed:,.0f}".replace(",", ".") + " triệu đồng/tháng" in text
    assert f"gấp {needed / achieved:.1f}".replace(".", ",") + " lần" in text


def test_growth_of_income_by_its_parts(say: Say, real: Dataset) -> None:
    """Contributions are changes over last year's sum of the parts, and add up to the growth of that sum."""
    sectors = ("income.agriculture", "income.industry_construction", "income.trade_services")
    now = {name: stated(real, name) for name in sectors}
    before = {name: now[name] / (1 + stated(real, name, "yoy_pct") / 100) for name in sectors}
    growth = 100 * (sum(now.values()) / sum(before.values()) - 1)
    given = {name: 100 * (now[name] - before[name]) / sum(before.values()) for name in sectors}
    assert sum(given.values()) == pytest.approx(growth)
    text = words(say.contributions("income.total"))
    for value in (growth, *given.values()):
        assert f"{value:.1f}".replace(".", ",") in text


def test_people_still_to_be_insured(say: Say, real: Dataset) -> None:
    """88.3 % are 11,052 people; 97 % of the same population are so many more."""
    people, share = stated(real, "insurance.health"), stated(real, "insurance.health_share")
    more = math.ceil(people * stated(real, "insurance.health_share", "year_end") / share - people)
    assert f"{more:,}".replace(",", ".") + " người" in words(say.to_reach("insurance.health", "insurance.health_share"))


def test_arrears_against_revenue(say: Say, real: Dataset) -> None:
    """Both are in millions."""
    share = 100 * stated(real, "investment.owed") / stated(real, "budget.revenue")
    text = words(say.against("investment.owed", "budget.revenue", "{one} {other} {share}", ""))
    assert f"{share:.1f}%".replace(".", ",") in text


def test_activation_among_the_registered(say: Say, real: Dataset) -> None:
    """Three in four e-ID accounts are activated; the rest is what is left."""
    registered, activated = stated(real, "digital.eid_registered"), stated(real, "digital.eid_activated")
    text = words(say.fraction("digital.eid_activated", "digital.eid_registered"))
    assert f"{100 * activated / registered:.1f}%".replace(".", ",") in text
    assert f"còn {registered - activated:,.0f}".replace(",", ".") in text


def test_debt_per_borrowing_household(say: Say, real: Dataset) -> None:
    """Billions over households, said in millions."""
    average = 1000 * stated(real, "credit.outstanding") / stated(real, "credit.borrowers")
    text = words(say.average("credit.outstanding", "credit.borrowers", "{number}", "", unit="vnd_m"))
    assert text == f"{average:.1f} triệu đồng.".replace(".", ",", 1)


def test_the_claim_of_seven_targets_is_set_against_what_is_seen(say: Say, real: Dataset) -> None:
    """The report counts seven targets met; two of those with a stated percentage are."""
    planned = [name for name in real.indicators if real.statements(name, "pct_of_plan")]
    met = [name for name in planned if stated(real, name, "pct_of_plan") >= 100]
    text = words(say.met_claim("overall.targets_met", planned))
    assert "07 chỉ tiêu" in text
    assert f"{len(planned)} chỉ tiêu có nêu" in text
    assert f"chỉ thấy {len(met)} chỉ tiêu" in text
