"""What a notebook can show has an example in its docstring, and the example runs."""

from __future__ import annotations

import doctest
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


@pytest.fixture(scope="module")
def agriculture(first_period: Workspace) -> Section:
    return open_section("agriculture", workspace=first_period)


@pytest.mark.parametrize(("name", "method"), METHODS, ids=[name for name, _ in METHODS])
def test_an_example_runs(agriculture: Section, name: str, method: Any) -> None:
    """It shows what it is an example of, with the suite's own names."""
    examples = doctest.DocTestParser().get_examples(method.__doc__ or "")
    assert examples, f"{name} has no example"
    for example in examples:
        assert f"{name}(" in example.source
        eval(example.source, {"s": agriculture, "show": lambda *_: None})
