"""A slip in an indicator's name is seen before a report stops at it, and nothing else is taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kimtan.run.notebook_names import misspelt

KNOWN = ("money.revenue", "firms.new")


@pytest.mark.parametrize(
    ("source", "slips"),
    [
        ('show(s.say.results("money.revenu"))', [("money.revenu", "money.revenue")]),
        ('show(s.say.results("money.revenue", "firms.new"))', []),
        ('s.table.save("figures.csv")', []),
        ("show(s.say.results(", []),
        ('show("Thu ngân sách. money.revenu")', []),
    ],
)
def test_what_is_nearly_a_name_is_told(tmp_path: Path, source: str, slips: list[tuple[str, str]]) -> None:
    """A whole text that is nearly an indicator's name, not any word with a dot, nor what is no Python."""
    notebook = tmp_path / "10_money.ipynb"
    cells = [{"cell_type": "code", "source": [source]}, {"cell_type": "markdown", "source": ["`money.revenu`"]}]
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert list(misspelt(notebook, KNOWN)) == slips


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 3}', "[" * 100_000])
def test_what_is_no_notebook_names_nothing(tmp_path: Path, text: str) -> None:
    """It is told elsewhere that it is none."""
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    assert list(misspelt(tmp_path / "a.ipynb", KNOWN)) == []
