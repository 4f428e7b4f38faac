"""A form asks for the plan that counts and, after a merger, for last year's figure counted anew; both are stored so."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kimtan.data.dataset import Dataset, load
from kimtan.forms.filling import Change, changes, fill, out_of_scale
from kimtan.forms.layout import REBASED_HEAD, sheets
from kimtan.forms.reading import read
from kimtan.forms.workbook import write
from tests.conftest import write_workspace

INDICATORS = ["herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1"]
HEADS = "Mã chỉ tiêu;STT;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Còn lại;Ghi chú"
MERGED = "  territory: {code: merged, since: 2024-02-01}\n"
ROWS = (
    "herd.pigs,plan,100,head,100,,,assigned,final,,report:L1,,",
    "herd.pigs,plan,120,head,120,,,council,final,,report:L2,,",
    "herd.pigs,last_year,60,head,60,,,,final,,report:L3,,",
    "herd.pigs,last_year,90,head,90,,,rebased,final,,report:L4,,",
)


def loaded(root: Path, *rows: str, more: str = MERGED) -> Dataset:
    """A period in which the council's plan counts, after a merger where nothing else is said."""
    workspace = write_workspace(root / "w", INDICATORS, rows)
    params = workspace.params_file("2024-H1")
    params.write_text(params.read_text("utf-8") + "  plan_basis: council\n" + more, "utf-8")
    return load(workspace, params)


def typed(dataset: Dataset, root: Path, *, plan: str = "", last_year: str = "", actual: str = "") -> tuple[Change, ...]:
    """What a form with these cells would change."""
    path = root / "form.csv"
    path.write_text(f"{HEADS}\nherd.pigs;;;;{plan};{last_year};{actual};;\n", encoding="utf-8")
    return changes(dataset, [read(path, "form.csv", dataset)])


@pytest.mark.parametrize(
    ("cells", "kind", "stored"),
    [
        ({"plan": "120"}, "same", "council"),
        ({"plan": "100"}, "different", "council"),
        ({"last_year": "90"}, "same", "rebased"),
        ({"last_year": "60"}, "different", "rebased"),
    ],
)
def test_what_is_typed_is_put_beside_the_figure_on_its_own_basis(
    tmp_path: Path, cells: dict[str, str], kind: str, stored: str
) -> None:
    """Not beside another authority's plan, nor beside last year's figure of another territory."""
    (found,) = typed(loaded(tmp_path, *ROWS), tmp_path, **cells)
    assert found.stored is not None
    assert (found.kind, found.stored.basis) == (kind, stored)


def test_what_is_typed_is_stored_on_that_basis(tmp_path: Path) -> None:
    """Last year's figure of another territory is no figure of the same thing, so nothing is replaced."""
    dataset = loaded(tmp_path, *ROWS[1:3])
    written = fill(dataset, typed(dataset, tmp_path, last_year="90", actual="95"), "Biểu")
    assert {row.measure: row.basis for row in written} == {"last_year": "rebased", "actual": None}
    other = loaded(tmp_path / "other", *ROWS[:2])
    (changed,) = fill(other, typed(other, tmp_path, plan="130"), "Biểu", is_replacing=True)
    again = load(other.workspace, other.workspace.params_file("2024-H1"))
    assert changed.basis == "council"
    assert [(row.basis, row.value) for row in again.statements("herd.pigs", "plan")] == [
        ("council", 130), ("assigned", 100),
    ]  # fmt: skip


@pytest.mark.parametrize("more", [MERGED, ""])
def test_a_workbook_says_of_which_territory_last_year_is_asked(tmp_path: Path, more: str) -> None:
    """It comes back as it went out; with the head of the other period it is refused."""
    dataset, path = loaded(tmp_path, *ROWS[1:], more=more), tmp_path / "form.xlsx"
    path.write_bytes(write(dataset, sheets(dataset)))
    form = read(path, "form.xlsx", dataset)
    assert (form.problems, {change.kind for change in changes(dataset, [form])}) == ([], {"same"})
    book = load_workbook(path)
    book.worksheets[1]["F5"] = HEADS.split(";")[5] if more else REBASED_HEAD
    book.save(path)
    assert [problem.code for problem in read(path, "form.xlsx", dataset).problems] == ["form.heads"]


def test_without_a_merger_last_year_has_no_basis(tmp_path: Path) -> None:
    """Both are of the same territory."""
    dataset = loaded(tmp_path, ROWS[1], more="")
    written = fill(dataset, typed(dataset, tmp_path, last_year="90"), "Biểu")
    assert [row.basis for row in written] == [None]


@pytest.mark.parametrize(
    ("actual", "is_out"), [("1", True), ("2", False), ("11999", False), ("12000", True), ("120", False)]
)
def test_a_hundred_times_the_plan_is_out_of_scale(tmp_path: Path, actual: str, is_out: bool) -> None:
    """So is a hundredth of it; just below and above are not: of 120, what is 1.2 or less and 12,000 or more."""
    dataset = loaded(tmp_path, ROWS[1], more="")
    assert bool(out_of_scale(dataset, typed(dataset, tmp_path, actual=actual))) == is_out


def test_a_plan_that_is_typed_as_nothing_is_no_measure(tmp_path: Path) -> None:
    """What is typed counts, not the 120 that it takes the place of."""
    dataset = loaded(tmp_path, ROWS[1], more="")
    assert out_of_scale(dataset, typed(dataset, tmp_path, actual="12000", plan="0")) == ()


def test_just_a_hundredth_is_out_of_scale(tmp_path: Path) -> None:
    """One of a hundred."""
    dataset = loaded(tmp_path, ROWS[1].replace("120", "100"), more="")
    assert len(out_of_scale(dataset, typed(dataset, tmp_path, actual="1"))) == 1


def test_what_is_stored_out_of_scale_is_asked_about_no_more(tmp_path: Path) -> None:
    """It was looked at when it was written."""
    dataset = loaded(tmp_path, ROWS[1], "herd.pigs,actual,12000,head,12000,,,,estimate,,report:L5,,", more="")
    assert out_of_scale(dataset, typed(dataset, tmp_path, actual="12000")) == ()
