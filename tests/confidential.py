"""A workspace in which more is restricted than in the repository, and the same with all that is withheld changed.

What is changed holds :data:`MARKERS`, so that a test finds it wherever it comes out.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Collection, Iterable, Set
from pathlib import Path
from typing import Any

import yaml

from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.workspace import Workspace
from tests.conftest import UNIT, copied

PERIOD = "2023-H1"

MARKERS = ("kín đáo", "confidential", "73199", "7.319.9", "7,319,9")
"""In every name, word and number of what :func:`changed` has changed, as it is read and as it may be written."""

DECISIONS = [("security.cases", "parts:security.cases:kind:actual")]
"""A restricted figure that is corrected, and a finding about it that is settled."""


def restricted(root: Path, indicators: Collection[str]) -> Workspace:
    """Copy the repository's data and notebooks, with some more restricted indicators and decisions about such."""
    workspace = copied(root)
    rows = _rows(workspace.data_dir / "indicators.csv")
    assert {row["indicator"] for row in rows} >= set(indicators)
    for row in rows:
        if row["indicator"] in indicators:
            row["restricted"] = "true"
    _write(workspace.data_dir / "indicators.csv", rows)
    _decide(workspace, "Lý do.", "A reason.", "9")
    return workspace


def changed(workspace: Workspace, root: Path) -> Workspace:
    """Copy a workspace, with every withheld value, name, note, word, decision and rule another one."""
    for folder in ("params", "data", "notebooks"):
        shutil.copytree(workspace.root / folder, root / folder)
    other, everything = Workspace(root), dataset(workspace)
    gone = everything.indicators.keys() - everything.edition(audience="public").indicators.keys()
    _change_rows(other, gone)
    _change_words(other, gone)
    _change_rules(other, gone)
    _change_sources(other)
    _decide(other, "Lý do kín đáo.", "A confidential reason.", "7319999")
    return other


def dataset(workspace: Workspace) -> Dataset:
    """The period, with everything in it."""
    return load(workspace, workspace.params_file(PERIOD)).complete


def _change_rows(workspace: Workspace, gone: Collection[str]) -> None:
    for path in (
        workspace.data_dir / "indicators.csv",
        workspace.data_dir / "phrases.csv",
        workspace.observations_file(PERIOD),
    ):
        rows = _rows(path)
        for number, row in enumerate(rows):
            if row["indicator"] not in gone:
                continue
            if "value" in row:
                row["value"] = row["as_written"] = str(7319900 + number % 100)
                row["precision"] = ""
                row |= {"note_vi": "Ghi chú kín đáo.", "note_en": "A confidential note."}
            elif "vi" in row:
                row |= {"vi": "lời kín đáo {}", "en": "confidential words {}"}
            else:
                row |= {"name_vi": f"Tên kín đáo {number}", "name_en": f"A confidential name {number}"}
        _write(path, rows)


def _change_words(workspace: Workspace, gone: Collection[str]) -> None:
    path = workspace.text_file(PERIOD)
    text = yaml.safe_load(path.read_text(encoding="utf-8"))
    text["names"].append("một tên kín đáo 5")
    for part in ("highlights", "limitations", "causes", "tasks", "solutions"):
        for one in text.get(part, ()):
            if one.get("restricted") or set(one.get("indicators", ())) & set(gone):
                one |= {"vi": "Lời kín đáo.", "en": "Confidential words.", "source": ["report:L999"]}
    for named in text["lists"]:
        if named["indicator"] in gone:
            named |= {"members": [{"vi": "kín đáo", "en": "confidential"}], "numbers": []}
    path.write_text(yaml.safe_dump(text, allow_unicode=True), encoding="utf-8")


def _change_rules(workspace: Workspace, gone: Set[str]) -> None:
    rules = yaml.safe_load((workspace.data_dir / "rules.yml").read_text(encoding="utf-8"))
    for rule in rules["rules"]:
        if gone & set(re.findall(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+", rule["check"])):
            rule["label"] = {"vi": "Quy tắc kín đáo", "en": "A confidential rule"}
    (workspace.data_dir / "rules.yml").write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")


def _change_sources(workspace: Workspace) -> None:
    path = workspace.source_file(PERIOD)
    sources = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = sources["documents"]["report"]
    document |= {"sha256": "f" * 64, "file": "kín đáo.txt"}
    document["no_figures"].append({"reason": "kín đáo", "tokens": {"L999": ["7319998"]}})
    path.write_text(yaml.safe_dump(sources, allow_unicode=True), encoding="utf-8")


def _decide(workspace: Workspace, reason_vi: str, reason_en: str, value: str) -> None:
    why = {"reason_vi": reason_vi, "reason_en": reason_en, "who": reason_vi, "date": "2023-07-20"}
    rows = {row["indicator"]: row for row in _rows(workspace.observations_file(PERIOD)) if row["measure"] == "actual"}
    decided: dict[str, Any] = {"figures": [], "findings": []}
    for indicator, finding in DECISIONS:
        row = rows[indicator]
        figure = f"{indicator}:actual@{row['source']}"
        decided["figures"].append({"figure": figure, "expect": row["value"], "value": value, **why})
        decided["findings"].append(
            {"finding": finding, "verdict": "figure_stands", "figures": {figure: row["value"]}, **why}
        )
    workspace.decisions_file(PERIOD).write_text(yaml.safe_dump(decided, allow_unicode=True), encoding="utf-8")
    datapackage.write(workspace, UNIT)


def _rows(path: Path) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))]


def _write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    known = [*rows]
    text = io.StringIO()
    writer = csv.DictWriter(text, [*known[0]], lineterminator="\n")
    writer.writeheader()
    writer.writerows(known)
    path.write_text(text.getvalue(), encoding="utf-8")
