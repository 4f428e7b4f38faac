"""What a notebook can show has an example in its docstring, and the example runs."""

from __future__ import annotations

import doctest
import re
from typing import Any

import pytest

from kimtan import open_section
from kimtan.present.charts import kinds
from kimtan.present.offers import offered
from kimtan.present.section import Section
from kimtan.present.sentences import Say
from kimtan.present.tables import Tables
from kimtan.workspace import Workspace

METHODS = [
    *((f"s.say.{name}", getattr(Say, name)) for name in offered(Say)),
    *((f"s.table.{name}", getattr(Tables, name)) for name in offered(Tables)),
    *((f"s.chart.{name}", kinds.from_facts(name)) for name in kinds.names()),
]

OURS = {
    "output.total": "income.total",
    "rice.area": "crops.sown_area",
    "town.revenue": "budget.revenue",
    "town.criteria_met": "urban.criteria_met",
    "town.criteria": "urban.criteria",
    "town.cases": "security.cases",
    "rice.output": "crops.grain_output",
    "houses.new": "housing.new_houses",
    "health.share": "insurance.health_share",
    "town.gifts": "social.gifts",
    "works.estimate": "investment.estimate",
    "town.targets_met": "overall.targets_met",
    "herd.pigs": "livestock.pigs",
    "herd.cattle": "livestock.cattle",
    "bank.loans": "credit.outstanding",
    "bank.borrowers": "credit.borrowers",
    "works.owed": "investment.owed",
    "health.insured": "insurance.health",
    "card.registered": "digital.eid_registered",
    "card.activated": "digital.eid_activated",
}
"""What stands in the data for the names of the examples, since the library names no indicator of it."""


@pytest.fixture(scope="module")
def agriculture(first_period: Workspace) -> Section:
    return open_section("agriculture", workspace=first_period)


@pytest.mark.parametrize(("name", "method"), METHODS, ids=[name for name, _ in METHODS])
def test_an_example_runs(agriculture: Section, name: str, method: Any) -> None:
    """It shows what it is an example of, on the suite's own data."""
    examples = doctest.DocTestParser().get_examples(method.__doc__ or "")
    assert examples, f"{name} has no example"
    for example in examples:
        assert f"{name}(" in example.source
        source = re.sub(r"[a-z_]+\.[a-z_]+", lambda match: OURS.get(match[0], match[0]), example.source)
        eval(source, {"s": agriculture, "show": lambda *_: None})
