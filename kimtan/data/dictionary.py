"""The data dictionary of a workspace, read whole: the suite's with what the workspace adds to it, or its own."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from kimtan.data import indicators, rulebook, sections, units
from kimtan.data.indicators import Indicator, Phrase
from kimtan.data.rulebook import WrittenRule
from kimtan.data.sections import ReportSection, Terms
from kimtan.data.units import Unit
from kimtan.errors import Problems
from kimtan.workspace import Workspace, suite_root

FILES = ("units.csv", "indicators.csv", "phrases.csv", "sections.csv", "terms.csv", "rules.yml")
"""Its tables, by their files in ``data/``."""


@dataclass(frozen=True)
class Dictionary:
    """The indicators, units, sections and words that an office may report with, by identity."""

    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    phrases: Mapping[str, Phrase]
    sections: Mapping[str, ReportSection]
    terms: Terms
    rules: tuple[WrittenRule, ...]


def load(workspace: Workspace, is_extended: bool, problems: Problems) -> Dictionary:
    """Read all tables and check their references; problems are noted."""
    files = {
        name: [(path, workspace.shown(path)) for path in workspace.dictionary(name, is_extended=is_extended)]
        for name in FILES
    }
    known_units = units.load(files["units.csv"], problems)
    known = indicators.load(files["indicators.csv"], known_units, problems)
    suites = _names_of_suite() if len(files["indicators.csv"]) > 1 else {}
    renamed = [name for name, words in suites.items() if name in known and known[name].name_vi != words]
    named = sections.load_sections(files["sections.csv"], problems)
    return Dictionary(
        known_units,
        known,
        indicators.load_phrases(files["phrases.csv"], known, problems, renamed),
        sections.in_use(named, {indicator.section for indicator in known.values()}),
        sections.load_terms(files["terms.csv"], problems),
        rulebook.load(files["rules.yml"], known, known_units, problems),
    )


def files(workspace: Workspace, is_extended: bool) -> list[Path]:
    """All files that a dictionary is read from, whether they exist or not."""
    return [path for name in FILES for path in workspace.dictionary(name, is_extended=is_extended)]


@cache
def _names_of_suite() -> Mapping[str, str]:
    """The Vietnamese names of the indicators that come with kimtan."""
    path = suite_root() / "data" / "indicators.csv"
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return {row["indicator"]: row["name_vi"] for row in csv.DictReader(rows)}


@cache
def of_suite(column: Literal["indicator", "section"]) -> frozenset[str]:
    """The indicators, or the sections, of the dictionary that comes with kimtan: its notebooks name them.

    A workspace with a dictionary of its own may lack them; then there is nothing to say of them.
    """
    path = suite_root() / "data" / "indicators.csv"
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return frozenset(row[column] for row in csv.DictReader(rows))
