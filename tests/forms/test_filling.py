"""What stands beside a figure that is typed stays as it is stated, to the last digit."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.data.record_tables import table_text
from kimtan.errors import InputError
from kimtan.forms.filling import changes, fill, out_of_scale
from kimtan.forms.layout import sheets
from kimtan.forms.reading import read
from kimtan.forms.workbook import write
from tests.conftest import write_workspace

INDICATORS = [
    "crops.rice,farms,Lúa,Rice,t,flow,higher,1,,,,,,false,1",
    "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,2",
]
HEADS = "Mã chỉ tiêu;STT;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Còn lại;Ghi chú"
DECISION = """\
figures:
  - figure: herd.pigs:actual@report:L1
    expect: "100"
    value: "110"
    reason_vi: Gõ nhầm.
    reason_en: A slip of the pen.
    who: Ông Nam
    date: 2024-07-02
"""


def form(root: Path, row: str) -> Path:
    """A form with one line."""
    path = root / "form.csv"
    path.write_text(f"{HEADS}\n{row}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("stored", "kind"), [("9.0", "same"), ("9", "same"), ("9.00", "same"), ("9.1", "different"), ("90", "different")]
)
def test_the_same_number_is_the_same_figure_whatever_zeros_it_has(tmp_path: Path, stored: str, kind: str) -> None:
    """A cell that shows 9,00 holds 9: a form that comes back as it went out changes nothing."""
    written = stored.replace(".", ",")
    workspace = write_workspace(tmp_path / "w", INDICATORS, [f'crops.rice,plan,{stored},t,"{written}",,,,final,,L1,,'])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    (found,) = changes(dataset, [read(form(tmp_path, "crops.rice;;;;9,0;;;;"), "form.csv", dataset)])
    assert found.kind == kind


@pytest.mark.parametrize(("stored", "kind"), [("9000", "same"), ("9", "different"), ("9000000", "different")])
def test_a_figure_in_another_unit_is_the_same_where_it_is_as_much(tmp_path: Path, stored: str, kind: str) -> None:
    """9 t in a form are 9000 kg of the report, and neither 9 kg nor 9000 t."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, [f"crops.rice,plan,{stored},kg,{stored},,,,final,,L1,,"])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    (change,) = changes(dataset, [read(form(tmp_path, "crops.rice;;;;9,0;;;;"), "form.csv", dataset)])
    assert change.kind == kind


@pytest.mark.parametrize("values", [("900", "901"), ("901", "900")])
def test_two_forms_that_differ_are_refused_whichever_comes_first(tmp_path: Path, values: tuple[str, str]) -> None:
    """Neither the larger nor the later one wins."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    forms = []
    for value in values:
        (tmp_path / value).mkdir()
        forms.append(read(form(tmp_path / value, f"herd.pigs;;;;;;{value};;"), "form.csv", dataset))
    with pytest.raises(InputError) as error:
        changes(dataset, forms)
    assert [problem.code for problem in error.value.problems] == ["fill.twice"]


BOUNDED = f"{HEADS};Mức"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (((HEADS, "850;;"), (BOUNDED, "850;;;hơn")), ("at_least", "")),
        (((HEADS, "850;;"), (HEADS, "850;;Ước")), (None, "Ước")),
        (((BOUNDED, "850;;;hơn"), (BOUNDED, "850;;;hơn")), ("at_least", "")),
        (((BOUNDED, "850;;;hơn"), (BOUNDED, "850;;;")), "hơn 850"),
        (((BOUNDED, "850;;;hơn"), (BOUNDED, "850;;;dưới")), "hơn 850"),
    ],
)
@pytest.mark.parametrize("step", [1, -1])
def test_of_two_forms_that_state_one_figure_that_which_says_more_is_taken(
    tmp_path: Path, lines: tuple[tuple[str, str], ...], kept: str | tuple[str | None, str], step: int
) -> None:
    """Whichever comes first: the figure with its bound, else with its note; two bounds are two statements."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    forms = []
    for name, (heads, cells) in list(zip("ab", lines, strict=True))[::step]:
        path = tmp_path / f"{name}.csv"
        path.write_text(f"{heads}\nherd.pigs;;;;;;{cells}\n", "utf-8")
        forms.append(read(path, path.name, dataset))
    assert [form.problems for form in forms] == [[], []]
    if isinstance(kept, str):
        with pytest.raises(InputError, match=kept):
            changes(dataset, forms)
        return
    (written,) = fill(dataset, changes(dataset, forms), "Biểu")
    assert (written.bound, written.note_vi or "") == kept


def test_two_forms_of_one_name_are_two_documents(tmp_path: Path) -> None:
    """Each figure names the form that it came in."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    forms = []
    for name, row in (("a", "herd.pigs;;;;;;900;;"), ("b", "crops.rice;;;;;;9,5;;")):
        (tmp_path / name).mkdir()
        forms.append(read(form(tmp_path / name, row), "form.csv", dataset))
    fill(dataset, changes(dataset, forms), "Biểu")
    now = load(workspace, workspace.params_file("2024-H1"))
    assert sorted(row.source.partition(":")[0] for row in now.stated) == ["form_form", "form_form_2"]
    assert {"form_form", "form_form_2"} <= set(now.sources.documents)


def test_a_bound_that_no_form_asks_for_stays(tmp_path: Path) -> None:
    """A table without the column says nothing of it, so that ``at least 850`` becomes ``at least 900``."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, ["herd.pigs,actual,850,head,850,,at_least,,final,,L1,,"])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    wanted = changes(dataset, [read(form(tmp_path, "herd.pigs;;;;;;900;;"), "form.csv", dataset)])
    (written,) = fill(dataset, wanted, "Biểu", is_replacing=True)
    assert (str(written.value), written.bound) == ("900", "at_least")


def test_what_is_saved_in_an_editor_meanwhile_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody adds a figure by hand after the data was read: nothing is written, and the figure stays."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    wanted = changes(dataset, [read(form(tmp_path, "herd.pigs;;;;;;900;;"), "form.csv", dataset)])
    table = workspace.observations_file("2024-H1")
    saved = table.read_text("utf-8") + "crops.rice,actual,9,t,9,,,,final,,L1,,\n"

    def save(*rows: Any) -> str:
        table.write_text(saved, "utf-8")
        return table_text(*rows)

    monkeypatch.setattr("kimtan.forms.filling.table_text", save)
    with pytest.raises(InputError) as error:
        fill(dataset, wanted, "Biểu")
    assert [problem.code for problem in error.value.problems] == ["workspace.changed_meanwhile"]
    assert table.read_text("utf-8") == saved


def test_a_whole_whose_parts_are_sums_is_told_where_it_differs(tmp_path: Path) -> None:
    """That a sum is as stored does not say that what it is the sum of is."""
    indicators = [
        "cost.all,s,Chi,Cost,t,flow,higher,0,,,,,,false,1",
        "cost.paid,s,Đã chi,Paid,t,flow,higher,0,cost.all,state,,,,false,2",
        "cost.now,s,Năm nay,Now,t,flow,higher,0,cost.paid,year,,,,false,3",
        "cost.then,s,Năm trước,Then,t,flow,higher,0,cost.paid,year,,,,false,4",
        "cost.owed,s,Còn nợ,Owed,t,flow,higher,0,cost.all,state,,,,false,5",
    ]
    stored = {"cost.all": 99, "cost.paid": 30, "cost.owed": 20}
    rows = [f"{name},actual,{value},t,{value},,,,final,,L{value},," for name, value in stored.items()]
    workspace = write_workspace(tmp_path / "w", indicators, rows)
    dataset = load(workspace, workspace.params_file("2024-H1"))
    lines = [f"cost.{name};;;;;;{value};;" for name, value in (("now", 10), ("then", 20), ("owed", 20))]
    found = changes(dataset, [read(form(tmp_path, "\n".join(lines)), "form.csv", dataset)])
    assert {change.typed.indicator: change.kind for change in found} == {
        "cost.all": "different", "cost.paid": "same", "cost.now": "new", "cost.then": "new", "cost.owed": "same",
    }  # fmt: skip


def test_a_corrected_figure_stays_as_it_was_stated(tmp_path: Path) -> None:
    """Its correction is a decision of its own, and names the value that it replaces."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, ["herd.pigs,actual,100,head,100,,,,final,,L1,,"])
    workspace.decisions_file("2024-H1").write_text(DECISION, encoding="utf-8")
    datapackage.write(workspace, "xã Thử")

    def now() -> Dataset:
        return load(workspace, workspace.params_file("2024-H1"))

    path = form(tmp_path, "crops.rice;;;;9,5;;;;")
    fill(now(), changes(now(), [read(path, "form.csv", now())]), "Biểu")
    assert [str(row.value) for row in now().stated] == ["100", "9.5"]
    assert [str(row.value) for row in now().observations] == ["110", "9.5"]


@pytest.mark.parametrize(("plan", "value"), [("9,5", "9.5"), ("9,3", "9.3")])
def test_a_plan_typed_over_an_implied_one_is_the_assigned_plan(tmp_path: Path, plan: str, value: str) -> None:
    """Although nothing is said of replacing, and although it is the very middle of what a percentage implies."""
    implied = 'crops.rice,plan,9.3,t,"9,3",0.4,,,implied,,report:L1,Suy ra từ tỷ lệ.,Implied.'
    workspace = write_workspace(tmp_path / "w", INDICATORS, [implied])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    found = changes(dataset, [read(form(tmp_path, f"crops.rice;;;;{plan};;;;"), "form.csv", dataset)])
    fill(dataset, found, "Biểu")
    (row,) = load(workspace, workspace.params_file("2024-H1")).statements("crops.rice", "plan")
    assert [one.kind for one in found] == ["assigned"]
    assert (str(row.value), row.precision, row.note_vi, row.source) == (value, None, None, "form_form:E2")


@pytest.fixture
def stated(tmp_path: Path) -> Dataset:
    """A period that states a plan and an actual figure of one indicator, the latter with a note."""
    rows = ['crops.rice,plan,9.5,t,"9,5",,,,final,,L1,,', "crops.rice,actual,9,t,9,,,,final,,L2,Đến 30/6.,"]
    workspace = write_workspace(tmp_path / "w", INDICATORS, rows)
    return load(workspace, workspace.params_file("2024-H1"))


def test_a_note_that_is_typed_beside_stored_figures_is_kept_with_what_was_done(stated: Dataset, tmp_path: Path) -> None:
    """It is added to the note that is there; the figures, their sources and the documents stay as they were."""
    path = form(tmp_path, "crops.rice;;;;9,5;;9,0;;Do hạn hán")
    found = changes(stated, [read(path, "form.csv", stated)])
    assert {change.typed.measure: change.kind for change in found} == {"plan": "same", "actual": "noted"}
    (written,) = fill(stated, found, "Biểu")
    now = load(stated.workspace, stated.workspace.params_file("2024-H1"))
    plan, actual = now.stated
    assert actual == written
    assert (actual.note_vi, str(actual.source), str(actual.value)) == ("Đến 30/6. Do hạn hán", "report:L2", "9")
    assert (plan.note_vi, list(now.sources.documents)) == (None, ["report"])
    again = changes(now, [read(path, "form.csv", now)])
    assert {change.kind for change in again} == {"same"}, "it would be added each time"


def test_a_note_goes_to_the_figure_that_is_new_in_its_row(stated: Dataset, tmp_path: Path) -> None:
    """Not to those that were there before."""
    found = changes(stated, [read(form(tmp_path, "crops.rice;;;;9,5;8,0;9,0;;Do hạn hán"), "form.csv", stated)])
    kinds = {change.typed.measure: change.kind for change in found}
    assert kinds == {"plan": "same", "last_year": "new", "actual": "same"}
    fill(stated, found, "Biểu")
    now = load(stated.workspace, stated.workspace.params_file("2024-H1"))
    notes = {row.measure: row.note_vi for row in now.stated}
    assert notes == {"plan": None, "actual": "Đến 30/6.", "last_year": "Do hạn hán"}


def test_a_note_without_any_figure_is_told(stated: Dataset, tmp_path: Path) -> None:
    """A note belongs to a figure; that it is not kept is said with its cell, in a table and in a workbook."""
    told = read(form(tmp_path, "herd.pigs;;;;;;;;Chưa có số liệu"), "form.csv", stated).remarks
    assert told == ["form.csv:2 (Ghi chú): the note is not kept, since no figure stands in its row."]
    book = load_workbook(BytesIO(write(stated, sheets(stated))))
    page = book.worksheets[1]
    (row,) = (cell.row for cell in page["A"] if cell.value == "herd.pigs")
    page[f"K{row}"] = "Chưa có số liệu"
    book.save(tmp_path / "form.xlsx")
    (told,) = read(tmp_path / "form.xlsx", "form.xlsx", stated).remarks
    assert told.startswith(f"form.xlsx ({page.title}!K{row})")


FURTHER = f"{HEADS};Nhiệm vụ còn lại của năm"


def test_a_note_beside_three_stored_figures_is_kept_once(tmp_path: Path) -> None:
    """Where no actual is among them, with the first by name; composed and in one line."""
    rows = [f"herd.pigs,{measure},900,head,900,,,,final,,L1,," for measure in ("plan", "last_year", "target")]
    workspace = write_workspace(tmp_path / "w", INDICATORS, rows)
    dataset = load(workspace, workspace.params_file("2024-H1"))
    path = tmp_path / "form.csv"
    path.write_text(f"{FURTHER}\nherd.pigs;;;;900;900;;;Ti\u0301nh   lại;900\n", "utf-8")
    found = changes(dataset, [read(path, "form.csv", dataset)])
    assert {change.typed.measure: change.kind for change in found} == {
        "last_year": "noted", "plan": "same", "target": "same",
    }  # fmt: skip
    assert {change.typed.note for change in found} == {"Tính lại"}


@pytest.mark.parametrize(("plan", "is_out"), [("1000", False), ("", True), ("10", True)])
def test_the_scale_is_that_of_what_is_typed_beside(tmp_path: Path, plan: str, is_out: bool) -> None:
    """A plan that is corrected in the same form counts, not the stored one."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, ["herd.pigs,plan,10,head,10,,,,final,,L1,,"])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    found = changes(dataset, [read(form(tmp_path, f"herd.pigs;;;;{plan};;1100;;"), "form.csv", dataset)])
    assert [change.typed.measure for change in out_of_scale(dataset, found)] == ["actual"] * is_out


@pytest.mark.parametrize(
    ("name", "title"),
    [("Nông nghiệp.csv", "Biểu (Nông nghiệp.csv)"), ("Nông\u200bnghiệp.csv", "Biểu (form_nong_nghiep)")],
)
def test_a_document_is_called_as_its_file_is_where_that_can_be_read(tmp_path: Path, name: str, title: str) -> None:
    """A sign that nobody sees would be refused in the data."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    path = form(tmp_path, "herd.pigs;;;;;;850;;").rename(tmp_path / name)
    fill(dataset, changes(dataset, [read(path, name, dataset)]), "Biểu")
    now = load(workspace, workspace.params_file("2024-H1"))
    assert title in [document.title for document in now.sources.documents.values()]
