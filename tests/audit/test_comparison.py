"""Two periods side by side: differences where they mean something, and what is told otherwise now."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kimtan.audit.comparison import Compared, Comparison, compare
from kimtan.cli.app import app
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.errors import ExitCode
from kimtan.workspace import Workspace
from tests.conftest import write_workspace

INDICATORS = [
    "herd.pigs,agriculture,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1",
    "herd.cows,agriculture,=cmd(),Cows,head,stock,higher,0,,,,,,false,2",
    "crops.rice,agriculture,Lúa,Rice,t,flow,higher,1,,,,,,false,3",
]


def row(indicator: str, measure: str, value: str, unit: str = "head") -> str:
    """A statement."""
    return f'{indicator},{measure},{value},{unit},"{value.replace(".", ",")}",,,,final,,report:{measure},,'


def period(root: Path, name: str, *rows: str, more: str = "") -> Dataset:
    """One period of a workspace, beside others."""
    if not (root / "data").exists():
        write_workspace(root, INDICATORS, rows)
    workspace = Workspace(root)
    if name != "2024-H1":
        shutil.copytree(workspace.period_dir("2024-H1"), workspace.period_dir(name))
        text = workspace.params_file("2024-H1").read_text("utf-8")
        workspace.params_file(name).write_text(text.replace("2024-H1", name) + more, "utf-8")
        table = workspace.observations_file(name)
        table.write_text("\n".join([table.read_text("utf-8").splitlines()[0], *rows, ""]), "utf-8")
        datapackage.write(workspace, "xã Thử")
    return load(workspace, workspace.params_file(name))


def found(comparison: Comparison, indicator: str) -> Compared:
    """The row of an indicator."""
    (one,) = [each for each in comparison.rows if each.indicator == indicator]
    return one


PIGS, RICE = row("herd.pigs", "actual", "100"), row("crops.rice", "actual", "50.0", "t")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """2024-H1 with 100 pigs and 50 t of rice."""
    period(tmp_path, "2024-H1", PIGS, RICE)
    return tmp_path


def both(root: Path, name: str, rows: Sequence[str], more: str = "") -> Comparison:
    """2024-H1 compared with another period."""
    old = load(Workspace(root), Workspace(root).params_file("2024-H1"))
    return compare(old, period(root, name, *rows, more=more))


def test_what_changed_is_new_or_is_gone(root: Path) -> None:
    """With the difference in the indicator's unit and in percent."""
    result = both(root, "2025-H1", [row("herd.pigs", "actual", "110"), row("herd.cows", "actual", "7")])
    assert (result.is_version, result.comparable) == (False, "yes")
    pigs = found(result, "herd.pigs")
    assert (pigs.state, pigs.change, pigs.change_pct) == ("changed", 10, 10)
    assert (found(result, "herd.cows").state, found(result, "crops.rice").state) == ("new", "dropped")


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([row("herd.pigs", "plan", "200")], "awaited"),
        ([row("herd.pigs", "actual", "110"), row("crops.rice", "plan", "60.0", "t")], "awaited"),
        ([row("herd.pigs", "actual", "110"), row("crops.rice", "target", "60.0", "t")], "dropped"),
    ],
    ids=["nothing is filled in", "a plan waits for it", "half is filled in"],
)
def test_what_is_not_filled_in_yet_is_not_gone(root: Path, rows: list[str], state: str) -> None:
    """While most figures are blank, or where a plan of this one is known; else it is no longer told."""
    assert found(both(root, "2025-H1", rows), "crops.rice").state == state


def test_what_is_equal_has_not_changed_even_where_no_change_is_told(root: Path) -> None:
    """Rice piles up, so that a half-year and nine months are not subtracted; 50 tonnes are 50 tonnes all the same."""
    result = both(root, "2024-9M", [row("herd.pigs", "actual", "101"), RICE])
    assert (found(result, "crops.rice").state, found(result, "crops.rice").change) == ("same", None)
    assert found(result, "herd.pigs").state == "changed"


@pytest.mark.parametrize(
    ("before", "after", "change"), [("0", "5", 5), ("0", "0", 0), ("-0.4", "0.7", Fraction(11, 10))]
)
def test_of_nothing_there_is_no_percentage(tmp_path: Path, before: str, after: str, change: Fraction) -> None:
    """Five pigs after none are five more, and so many percent of nothing are not told; nor are those of a fall."""
    rows = [row("crops.rice", "actual", before, "t").replace('"-', '"'), row("herd.pigs", "actual", "4")]
    period(tmp_path, "2024-H1", *(f"{one}It is {before}." for one in rows))
    result = both(tmp_path, "2025-H1", [row("crops.rice", "actual", after, "t")])
    rice = found(result, "crops.rice")
    assert (rice.change, rice.change_pct) == (change, None)


def test_what_is_shown_of_nothing_leaves_the_percentage_blank(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an error, nor zero, nor infinity; other programs get identities and plain decimals."""
    for name, cows in (("2025-H1", "0"), ("2026-H1", "7")):
        period(root, name, PIGS, row("herd.cows", "actual", cows))
    monkeypatch.chdir(root)
    answer = CliRunner().invoke(app, ["compare", "2025-H1", "2026-H1", "--format", "csv", "--lang", "en"])
    assert answer.exit_code == ExitCode.DONE
    heads, pigs, cows = csv.reader(io.StringIO(answer.stdout))
    of_pigs, of_cows = (dict(zip(heads, cells, strict=True)) for cells in (pigs, cows))
    assert (of_pigs["indicator"], of_pigs["change_pct"]) == ("herd.pigs", "0")
    assert (of_cows["old"], of_cows["new"], of_cows["change"], of_cows["change_pct"]) == ("0", "7", "7", "")


def test_what_is_told_otherwise_now_is_revised(root: Path) -> None:
    """Stated, or implied by a stated growth; not where it may be the same within rounding."""
    rows = [
        row("herd.pigs", "actual", "110"), row("herd.pigs", "last_year", "104"),
        row("crops.rice", "actual", "60.0", "t"), row("crops.rice", "yoy_pct", "20", "pct"),
    ]  # fmt: skip
    result = both(root, "2025-H1", rows)
    revised = found(result, "herd.pigs").revised
    assert revised is not None
    assert revised.low == Fraction(104)
    assert found(result, "crops.rice").revised is None


def test_a_growth_that_cannot_be_revises_last_year(root: Path) -> None:
    """60 t that are 30 % more were 46 t, not 50; half a year is not held against a whole one."""
    rows = [row("crops.rice", "actual", "60.0", "t"), row("crops.rice", "yoy_pct", "30", "pct")]
    assert found(both(root, "2025-H1", rows), "crops.rice").revised is not None
    again = both(root, "2025-FY", rows)
    assert again.comparable == "length"
    assert found(again, "crops.rice").revised is None


def test_what_piles_up_does_not_compare_over_other_lengths(root: Path) -> None:
    """A herd does."""
    rows = [row("herd.pigs", "actual", "110"), row("crops.rice", "actual", "90.0", "t")]
    result = both(root, "2024-9M", rows)
    assert found(result, "crops.rice").change is None
    assert found(result, "herd.pigs").change == 10


def test_two_territories_do_not_compare(root: Path) -> None:
    """Neither herds nor harvests."""
    more = "  territory: {code: other, since: 2024-07-01}\n"
    result = both(root, "2025-H1", [row("herd.pigs", "actual", "300")], more)
    assert result.comparable == "territory"
    assert found(result, "herd.pigs").change is None


def test_two_versions_of_a_period_are_compared_figure_by_figure(root: Path, tmp_path: Path) -> None:
    """All measures, and only what differs is shown."""
    other = tmp_path / "other"
    shutil.copytree(root / "data", other / "data")
    shutil.copytree(root / "params", other / "params")
    table = Workspace(other).observations_file("2024-H1")
    table.write_text(table.read_text("utf-8").replace("100", "101") + row("herd.pigs", "plan", "120") + "\n", "utf-8")
    paths = [str(where / "params" / "2024-H1.yml") for where in (root, other)]
    answer = CliRunner().invoke(app, ["compare", *paths, "--lang", "en", "--html", str(tmp_path / "x.html")])
    assert answer.exit_code == ExitCode.DONE
    assert "Pigs (actual)\thead\t100\t101\t1\t1.0\tchanged" in answer.stdout
    assert "Pigs (plan)\thead\t—\t120" in answer.stdout
    assert "Rice" not in answer.stdout
    page = (tmp_path / "x.html").read_text("utf-8")
    assert "Pigs (plan)" in page
    assert "default-src" in page


def test_a_spreadsheet_finds_no_formula(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an indicator is called; negative numbers stay numbers."""
    rows = [row("herd.pigs", "actual", "90"), row("herd.cows", "actual", "7")]
    both(root, "2025-H1", rows)
    monkeypatch.chdir(root)
    answer = CliRunner().invoke(app, ["compare", "2024-H1", "2025-H1", "--format", "csv", "--lang", "vi"])
    cells = list(csv.reader(io.StringIO(answer.stdout)))
    assert cells[2][1] == "'=cmd()"
    assert cells[1][cells[0].index("change")] == "-10"
    assert all(not cell.startswith("=") for line in cells for cell in line)
