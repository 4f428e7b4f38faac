"""What the documents tell people to add to a checkout makes none of its tests fail."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kimtan.workspace import SUITE_VARIABLE
from tests.suite import KEPT, REPOSITORY

ADDED = {
    "units.csv": "kiln,lò,kilns,kiln,kiln,1,true",
    "indicators.csv": "crafts.kilns,crafts,Lò gốm,Kilns,kiln,stock,higher,0,,,,,,false,9000,",
    "sections.csv": "crafts,I.99,Làng nghề,Crafts,I,report,17_crafts",
    "phrases.csv": "crafts.kilns,có {reached},there are {reached}",
    "2023-H1/observations.csv": "crafts.kilns,actual,7,kiln,7,,,,final,,report:L27,,,",
}
"""A line for each table of docs/add-a-section.md."""

CONCERNED = [
    "tests/data/test_sections.py",
    "tests/golden",
    "tests/present/test_overview.py",
    "tests/test_data.py",
    "tests/test_notebooks.py",
]
"""Tests that look at data, at notebooks or at what the suite offers."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the repository, without what is made in it."""
    made = shutil.ignore_patterns(".*", "node_modules", "outputs", "site", "__pycache__")
    return Path(shutil.copytree(REPOSITORY, tmp_path / "kimtan", ignore=made))


def run(checkout: Path, *arguments: str) -> str:
    """What a module of Python says in the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    del environment[SUITE_VARIABLE]
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    return done.stdout


def add_section(checkout: Path) -> None:
    """A section with a unit, an indicator, its words and figure, and a notebook: docs/add-a-section.md."""
    for name, line in ADDED.items():
        with (checkout / "data" / name).open("a", encoding="utf-8") as table:
            table.write(f"{line}\n")
    notebook = json.loads((checkout / "notebooks" / "16_public_investment.ipynb").read_text(encoding="utf-8"))
    kept = [
        cell
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown" or "investment." not in "".join(cell["source"])
    ]
    text = json.dumps(notebook | {"cells": kept}, ensure_ascii=False).replace("public_investment", "crafts")
    (checkout / "notebooks" / "17_crafts.ipynb").write_text(text, encoding="utf-8")


def change_figure(checkout: Path) -> None:
    """Another total income than the one of the kept data."""
    file = checkout / "data" / "2023-H1" / "observations.csv"
    text = file.read_text(encoding="utf-8")
    assert "income.total,actual,552.054," in text
    file.write_text(text.replace('552.054,vnd_bn,"552,054"', '553.054,vnd_bn,"553,054"'), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.longer(alone=True)
def test_a_section_a_period_and_another_figure_fail_no_test(checkout: Path) -> None:
    """They are data of whoever adds them; ``kimtan check`` says what is wrong with them."""
    add_section(checkout)
    run(checkout, "kimtan", "new", "2023-9M", "--from", "2023-H1")
    change_figure(checkout)
    assert "crafts.kilns" in run(checkout, "kimtan", "trace", "2023-H1", "crafts.kilns")
    assert " passed" in run(checkout, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *CONCERNED)


@pytest.mark.parametrize("name", ["indicators.csv", "units.csv", "phrases.csv", "sections.csv", "terms.csv"])
def test_tests_run_on_the_dictionary_that_the_checkout_has(name: str) -> None:
    """Rows may have come to it since; `make golden` takes the others anew where one of them was changed."""
    kept, now = ((root / "data" / name).read_text(encoding="utf-8").splitlines() for root in (KEPT.root, REPOSITORY))
    assert [line for line in kept if line not in now] == []
