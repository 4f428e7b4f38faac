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


@pytest.mark.parametrize(("stored", "kind"), [("9.0", "same"), ("9", "different"), ("9.00", "different")])
def test_the_same_number_with_other_digits_is_another_figure(tmp_path: Path, stored: str, kind: str) -> None:
    """9 stands for 8.5 to 9.5, and 9,0 for a tenth of that."""
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
