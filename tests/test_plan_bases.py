"""Two authorities may assign a plan each: one counts, and the other stands beside it with its own percentage."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.present.facts import Facts
from kimtan.present.rich_text import Number
from kimtan.present.tables import Tables
from tests.conftest import write_workspace

INDICATORS = [
    "budget.revenue,finance,Thu ngân sách,Revenue,vnd_m,flow,higher,0,,,,,,false,1",
    "herd.pigs,finance,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,2",
]
OBSERVATIONS = [
    "budget.revenue,actual,600,vnd_m,600,,,,final,,report:L1,,",
    "budget.revenue,plan,1000,vnd_m,1.000,,,assigned,final,,report:L2,,",
    "budget.revenue,plan,1200,vnd_m,1.200,,,council,final,,report:L3,,",
    "herd.pigs,actual,90,head,90,,,,final,,report:L4,,",
    "herd.pigs,plan,100,head,100,,,council,final,,report:L5,,",
]


def loaded(root: Path, basis: str | None, *more: str) -> Dataset:
    """The period with the plan that counts."""
    workspace = write_workspace(root, INDICATORS, [*OBSERVATIONS, *more])
    params = workspace.params_file("2024-H1")
    if basis:
        params.write_text(params.read_text("utf-8") + f"  plan_basis: {basis}\n", "utf-8")
    return load(workspace, params)


def of_cattle(root: Path, indicators: list[str], rows: list[str], settings: str = "") -> Dataset:
    """A period of one indicator."""
    workspace = write_workspace(root, indicators, rows)
    params = workspace.params_file("2024-H1")
    params.write_text(params.read_text("utf-8") + settings, "utf-8")
    return load(workspace, params)


def texts(dataset: Dataset) -> list[list[str]]:
    """Heads and rows of the section's table."""
    table = Tables(Facts(dataset, "vi"), "finance").all_indicators()
    assert table is not None
    rows = [["" if cell is None else "".join(map(_text, cell)) for cell in row.cells] for row in table.rows]
    return [[column.title for column in table.columns], *rows]


def _text(piece: object) -> str:
    return piece.text if isinstance(piece, Number) else str(piece)


def test_the_plan_that_counts_is_used_throughout(tmp_path: Path) -> None:
    """Whichever of them stands first in the file."""
    for basis, plan, share in (("council", 1200, 50), ("assigned", 1000, 60)):
        facts = Facts(loaded(tmp_path / basis, basis), "vi")
        assert facts.value("budget.revenue", "plan") == plan
        assert facts.value("budget.revenue", "completion_used_pct") == share
        number = facts.plan("budget.revenue")
        assert number is not None
        assert number.ref == f"budget.revenue:plan:{basis}@report:{'L3' if basis == 'council' else 'L2'}"


def test_the_other_plan_stands_beside_it_with_its_percentage(tmp_path: Path) -> None:
    """Only where there are two."""
    heads, revenue, pigs = texts(loaded(tmp_path, "council"))
    assert heads[2:7] == [
        "Kế hoạch năm", "Thực hiện", "So kế hoạch", "Kế hoạch năm (cấp trên giao)", "So kế hoạch (cấp trên giao)",
    ]  # fmt: skip
    assert revenue[2:7] == ["1.200", "600", "50,0", "1.000", "60,0"]
    assert pigs[2:7] == ["100", "90", "90,0", "", ""]


def test_the_annex_tells_of_the_other_plan(tmp_path: Path) -> None:
    """Under its customary columns, which are those of the plan that counts."""
    table = Tables(Facts(loaded(tmp_path, "council"), "vi")).annex()
    assert table is not None
    said = "".join(map(_text, table.notes[-1]))
    assert said == "Thu ngân sách, kế hoạch cấp trên giao: 1.000 triệu đồng, đạt 60,0%."


def test_a_stated_percentage_of_the_other_plan_is_shown_as_it_is(tmp_path: Path) -> None:
    """Not computed anew."""
    share = 'budget.revenue,pct_of_plan,59.9,pct,"59,9%",,,assigned,final,,report:L6,,'
    _, revenue, _ = texts(loaded(tmp_path, "council", share))
    assert revenue[6] == "59,9"


def test_a_resolution_s_plan_is_no_plan_of_the_year(tmp_path: Path) -> None:
    """Its percentage implies no plan of the year, says which plan it is of, and is no progress; unless it counts."""
    share = 'herd.cattle,pct_of_plan,60,pct,"60%",,,resolution,final,,report:L7,,'
    rows = ["herd.cattle,actual,90,head,90,,,,final,,report:L6,,", share]
    indicators = ["herd.cattle,finance,Đàn bò,Cattle,head,flow,higher,0,,,,,,false,1"]
    table = Tables(Facts(of_cattle(tmp_path / "a", indicators, rows), "vi"), "finance").all_indicators()
    assert table is not None
    assert [column.title for column in table.columns] == ["Chỉ tiêu", "Đơn vị tính", "Thực hiện", "So kế hoạch"]
    assert ["".join(map(_text, note)) for note in table.notes] == ["Đàn bò: tỷ lệ so với kế hoạch theo nghị quyết."]
    of_the_year = share.replace('60,pct,"60%",,,resolution', '45,pct,"45%",,,').replace("L7", "L8")
    facts = Facts(of_cattle(tmp_path / "c", indicators, [*rows, of_the_year]), "vi")
    assert (facts.value("herd.cattle", "completion_used_pct"), facts.value("herd.cattle", "plan_used")) == (45, 200)
    assert facts.completion("herd.cattle", bare=True).text == "45"  # type: ignore[union-attr]
    facts = Facts(of_cattle(tmp_path / "b", indicators, rows, "  plan_basis: resolution\n"), "vi")
    assert facts.value("herd.cattle", "plan_used") == 150


def test_somebody_must_say_which_plan_counts(tmp_path: Path) -> None:
    """And it must be one that there is."""
    with pytest.raises(InputError, match=r"plan_basis.*2 bases.*assigned, council"):
        loaded(tmp_path / "a", None)
    with pytest.raises(InputError, match=r"no plan on the basis 'counsil'.*council"):
        loaded(tmp_path / "b", "counsil")


def test_one_plan_needs_no_basis(tmp_path: Path) -> None:
    """As in most reports."""
    workspace = write_workspace(tmp_path, INDICATORS[:1], [row.replace(",assigned,", ",,") for row in OBSERVATIONS[:2]])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    assert Facts(dataset, "vi").other_plans("budget.revenue") == ()
