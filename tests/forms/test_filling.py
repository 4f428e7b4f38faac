"""What stands beside a figure that is typed stays as it is stated, to the last digit."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.forms.filling import changes, fill
from kimtan.forms.reading import read
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
