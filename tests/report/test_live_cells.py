"""No text of an office becomes a formula in a table that is opened in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kimtan.cli import output
from kimtan.cli.app import app
from kimtan.report.tables import write_tables
from tests.conftest import write_workspace

LIVE = "=HYPERLINK(1)"
SETTINGS = {"unit": "xã Thử", "authority": "UBND xã Thử", "title": "Báo cáo thử", "dictionary": "own"}
INDICATORS = [
    f"made.{name},s,{LIVE} {name},{LIVE} {name},vnd_m,flow,higher,0,{whole},{'kind' if whole else ''},,,,false,{at}"
    for at, (name, whole) in enumerate([("all", ""), ("part", "made.all"), ("rest", "made.all")])
]
ROWS = [
    f"made.{name},actual,{value},vnd_m,{value},,,,final,,report:L{value},,"
    for name, value in [("all", 9), ("part", 4), ("rest", 4)]
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace whose indicators are named like formulas, and whose parts do not add up."""
    write_workspace(tmp_path / "office", INDICATORS, ROWS)
    return tmp_path / "office"


def live(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith(("=", "+", "@"))]


def test_tables_beside_a_report_hold_no_formula(root: Path, tmp_path: Path) -> None:
    """Names of indicators and labels of rules are text, in every table."""
    parameters = {"period": "2024-H1", "language": "vi", "audience": "internal", "settings": SETTINGS}
    write_tables(root, parameters, tmp_path / "tables")
    texts = [path.read_text(encoding="utf-8-sig") for path in (tmp_path / "tables").glob("*.csv")]
    assert any(f"'{LIVE}" in text for text in texts)
    assert [live(text) for text in texts] == [[]] * len(texts)


def test_findings_as_csv_hold_no_formula(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``kimtan check --format csv`` prints is opened in a spreadsheet as well."""
    monkeypatch.chdir(root)
    output.console.cache_clear()
    result = CliRunner().invoke(app, ["check", "2024-H1", "--format", "csv"])
    assert result.exit_code == 0, result.output
    assert f"'{LIVE}" in result.stdout
    assert live(result.stdout) == []
