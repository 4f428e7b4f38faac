"""Bad input: exit 2, the file and line, what to do; no traceback, nothing written, all problems of all files at once.

Each case spoils a copy of the repository's own data in one way and asks for a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kimtan.cli.app import app
from kimtan.errors import ExitCode
from kimtan.workspace import Workspace
from tests.suite import KEPT

OBSERVATIONS = Path("data/2023-H1/observations.csv")
PARAMS = Path("params/2023-H1.yml")
TEXT = Path("data/2023-H1/text.yml")
ROWS = len((KEPT.root / OBSERVATIONS).read_text(encoding="utf-8").splitlines()) - 1
FIRST = "income.total,actual,552.054,vnd_bn,"
SECOND_LINE = "observations.csv:2"

Spoil = Callable[[Path], None]


def replaced(file: Path, old: str, new: str) -> Spoil:
    """Put something else in the place of the first occurrence of some text."""

    def spoil(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def rewritten(file: Path, change: Callable[[str], str], encoding: str = "utf-8") -> Spoil:
    """Write a file anew, in any encoding."""

    def spoil(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        (root / file).write_bytes(change(text).encode(encoding, errors="replace"))

    return spoil


def value(text: str) -> Spoil:
    """Another value in the first row of the observations."""
    return replaced(OBSERVATIONS, FIRST, f"income.total,actual,{text},vnd_bn,")


def no_period_folder(root: Path) -> None:
    """The period's data are not there."""
    (root / "data/2023-H1").rename(root / "data/elsewhere")


BOMB = "a: &a [1, 2]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"

CASES: dict[str, tuple[Spoil, Sequence[str]]] = {
    "unknown indicator": (
        replaced(OBSERVATIONS, FIRST, "income.totl,actual,552.054,vnd_bn,"),
        [SECOND_LINE, "income.totl", "Did you mean 'income.total'?"],
    ),
    "unknown measure": (
        replaced(OBSERVATIONS, FIRST, "income.total,actuall,552.054,vnd_bn,"),
        [SECOND_LINE, "actuall", "Did you mean 'actual'?"],
    ),
    "unknown unit": (
        replaced(OBSERVATIONS, FIRST, "income.total,actual,552.054,vnd_bnn,"),
        [SECOND_LINE, "vnd_bnn", "Did you mean 'vnd_bn'?"],
    ),
    "unit of another dimension": (
        replaced(OBSERVATIONS, FIRST, "income.total,actual,552.054,ha,"),
        [SECOND_LINE, "'ha' measures area", "vnd_bn"],
    ),
    "two separators": (value('"9.87,6"'), [SECOND_LINE, "9.87,6", "Did you mean 987.6?"]),
    "English thousands": (value('"1,345.6"'), [SECOND_LINE, "1,345.6", "Did you mean 1345.6?"]),
    "empty value": (value(""), [SECOND_LINE, "empty", "Fill it in"]),
    "value with a unit": (value("12abc"), [SECOND_LINE, "12abc", "unit in its own column"]),
    "nan": (value("nan"), [SECOND_LINE, "'nan' is no number", "leave the row out"]),
    "inf": (value("inf"), [SECOND_LINE, "'inf' is no number", "leave the row out"]),
    "duplicate row": (
        rewritten(OBSERVATIONS, lambda text: text + text.splitlines()[1] + "\n"),
        [f"observations.csv:{ROWS + 2}", "line 2 already", "Keep one"],
    ),
    "missing column": (
        rewritten(OBSERVATIONS, lambda text: text.replace(",as_written,", ",", 1)),
        ["observations.csv", "as_written"],
    ),
    "tabs": (
        rewritten(OBSERVATIONS, lambda text: text.replace(",", "\t")),
        ["observations.csv", "tabs"],
    ),
    "UTF-16": (rewritten(OBSERVATIONS, str, "utf-16"), ["observations.csv", "UTF-16", "UTF-8"]),
    "cp1258": (rewritten(OBSERVATIONS, str, "cp1258"), ["observations.csv", "UTF-8"]),
    "control character": (
        replaced(OBSERVATIONS, "Số tròn nghìn.", "Số tròn\x07 nghìn."),
        ["observations.csv:", "U+0007"],
    ),
    "decomposed letters": (
        replaced(OBSERVATIONS, "Số tròn nghìn.", "So\u0302\u0301 tròn nghìn."),
        ["observations.csv:", "NFC"],
    ),
    "a token that reads otherwise": (
        replaced(OBSERVATIONS, '"552,054"', '"552,045"'),
        [SECOND_LINE, "552,045", "but the value is 552.054", "note"],
    ),
    "a digit that a spreadsheet dropped": (
        replaced(OBSERVATIONS, "income.construction,actual,62.260,", "income.construction,actual,62.26,"),
        ["reads as 62.260, but the value is 62.26"],
    ),
    "empty file": (rewritten(OBSERVATIONS, lambda text: ""), ["observations.csv", "empty"]),
    "missing period folder": (no_period_folder, ["data/2023-H1/observations.csv", "data/2023-H1/source.yml"]),
    "YAML with a tab": (replaced(PARAMS, "  unit:", "\tunit:"), ["2023-H1.yml:", "tab"]),
    "alias bomb": (rewritten(PARAMS, lambda text: BOMB), ["2023-H1.yml:1", "refers to another place of the file"]),
    "unknown key": (replaced(PARAMS, "  unit:", "  unnit:"), ["2023-H1.yml:", "unnit", "Did you mean 'unit'?"]),
    "duplicate key": (rewritten(PARAMS, lambda text: text + "language: en\n"), ["2023-H1.yml:", "language"]),
    "a value turned silently": (replaced(PARAMS, "language: vi", "language: NO"), ["2023-H1.yml:", "NO"]),
    "another commune's parameters": (
        replaced(PARAMS, "  unit: thị trấn Kim Tân", "  unit: xã Thành Kim"),
        ["datapackage.json", "thị trấn Kim Tân", "xã Thành Kim"],
    ),
    "a placeholder of nothing": (
        replaced(TEXT, "{overall.targets_met:actual}", "{overall.targets:actual}"),
        ["text.yml:", "overall.targets"],
    ),
    "digits in a sentence": (
        replaced(TEXT, "{overall.targets_met:actual}", "7"),
        ["text.yml:", "bound to nothing", "{indicator:measure}"],
    ),
}


def report(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, period: str = "2023-H1") -> Result:
    """Ask for a report in a workspace that has a good one already."""
    monkeypatch.chdir(workspace.root)
    last_good = workspace.output_dir(period) / "report.html"
    last_good.parent.mkdir(parents=True)
    last_good.write_text("the last good report", encoding="utf-8")
    result = CliRunner().invoke(app, ["report", period])
    assert last_good.read_text(encoding="utf-8") == "the last good report"
    assert [path.name for path in last_good.parent.iterdir()] == ["report.html"]
    return result


def said(result: Result) -> str:
    """What was written to the error stream, lines unwrapped."""
    return re.sub(r"\s+", " ", result.stderr)


@pytest.mark.parametrize("case", CASES)
def test_bad_input(case: str, copy_of_repository: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2, where it is, what was seen and what to do; no traceback, and the last good report stays."""
    spoil, expected = CASES[case]
    spoil(copy_of_repository.root)
    result = report(copy_of_repository, monkeypatch)
    assert result.exit_code == ExitCode.BAD_INPUT
    for words in expected:
        assert words in said(result)
    assert "Traceback" not in result.output


def test_a_period_that_does_not_exist(copy_of_repository: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The periods that there are, are named."""
    result = report(copy_of_repository, monkeypatch, "2031-H1")
    assert result.exit_code == ExitCode.BAD_INPUT
    assert "2031-H1" in said(result)
    assert "2023-H1" in said(result)


def test_an_output_folder_that_cannot_be_written(
    copy_of_repository: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 4 before any section runs: a file stands where the folder should be."""
    monkeypatch.chdir(copy_of_repository.root)
    (copy_of_repository.root / "outputs").write_text("in the way", encoding="utf-8")
    result = CliRunner().invoke(app, ["report", "2023-H1"])
    assert result.exit_code == ExitCode.NOT_WRITTEN
    assert "outputs" in said(result)
    assert "Traceback" not in result.output


def test_all_problems_of_all_files_are_told_at_once(
    copy_of_repository: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody mends one file to be told of the next."""
    for case in ("unknown unit", "digits in a sentence", "unknown key"):
        CASES[case][0](copy_of_repository.root)
    (copy_of_repository.root / "notebooks/22_education.ipynb").write_text("{}", encoding="utf-8")
    text = said(report(copy_of_repository, monkeypatch))
    for file in ("observations.csv:2", "text.yml:", "2023-H1.yml:", "22_education.ipynb"):
        assert file in text
