"""The annex: every indicator once, numbered, in the customary columns."""

from __future__ import annotations

from collections.abc import Callable

from kimtan.data.dataset import Dataset
from kimtan.present.blocks import Table, plain
from kimtan.present.facts import Facts
from kimtan.present.tables import Tables

ROWS = [
    "income.total,economy,Tổng thu nhập,Total income,vnd_bn,flow,higher,3,,,,,,false,1",
    "income.farming,economy,Nông nghiệp,Farming,vnd_bn,flow,higher,3,income.total,sector,,,,false,2",
    "income.trade,economy,Thương mại,Trade,vnd_bn,flow,higher,3,income.total,sector,,,,false,3",
    "livestock.pigs,agriculture,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,4",
    "livestock.bees,agriculture,Đàn ong,Bees,head,stock,higher,0,,,,,,false,5",
]
STATED = [
    "income.total,actual,110,vnd_bn,110,,,,estimate,,L1,,",
    "income.total,pct_of_plan,55,pct,55%,,,,estimate,,L1,,",
    "income.total,yoy_pct,10,pct,10%,,,,estimate,,L1,,",
    "income.farming,actual,50,vnd_bn,50,,,,estimate,,L2,,",
    "income.trade,actual,60,vnd_bn,60,,,,estimate,,L3,,",
    "livestock.pigs,actual,98,head,98,,,,final,,L4,,",
    "livestock.pigs,last_year,100,head,100,,,,final,,L4,,",
    "livestock.pigs,yoy_index,98.0,pct,\"98,0%\",,,,final,,L4,,",
]  # fmt: skip


def annex(dataset: Dataset) -> Table:
    """The annex of a dataset."""
    table = Tables(Facts(dataset, dataset.config.language)).annex()
    assert table is not None
    return table


def test_rows_are_numbered_under_their_sections(small_dataset: Callable[..., Dataset]) -> None:
    """Ordinals go on from section to section; parts are counted under their whole; what is not stated is left out."""
    table = annex(small_dataset(ROWS, STATED))
    told = [[None if cell is None else plain(cell) for cell in row.cells] for row in table.rows]
    assert [column.title for column in table.columns] == [
        "STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện cùng kỳ", "Ước thực hiện", "% so KH", "% so cùng kỳ",
    ]  # fmt: skip
    assert told == [
        ["Kinh tế", *[None] * 7],
        ["1", "Tổng thu nhập", "tỷ đồng", "≈ 200,0", "≈ 100,0", "110", "55", "110,0"],
        ["1.1", "Nông nghiệp", "tỷ đồng", None, None, "50", None, None],
        ["1.2", "Thương mại", "tỷ đồng", None, None, "60", None, None],
        ["Nông - lâm nghiệp và thủy sản", *[None] * 7],
        ["2", "Đàn lợn", "con", None, "100", "98", None, "98,0"],
    ]
    assert [row.role for row in table.rows] == ["group", "total", "part", "part", "group", "plain"]


def test_the_real_annex_has_every_indicator_once(real: Dataset) -> None:
    """As many rows as indicators of which something was achieved, each with its actual."""
    rows = [row for row in annex(real).rows if row.role != "group"]
    achieved = {row.indicator for row in real.observations if row.measure == "actual"}
    assert len(rows) == len(achieved)
    assert all(row.cells[5] for row in rows)


def test_growth_and_index_stand_in_one_column_as_growth(small_dataset: Callable[..., Dataset]) -> None:
    """98,1 % of last year is a fall of 1,9 %, beside a growth of 12,4 %."""
    names = ["herd.pigs", "herd.cows"]
    rows = [f"{name},farms,{name},{name},head,stock,higher,0,,,,,,false,{at}" for at, name in enumerate(names)]
    figures = [f"{name},actual,9,head,9,,,,final,,L1,," for name in names]
    stated = [
        'herd.pigs,yoy_index,98.1,pct,"98,1%",,,,final,,L1,,',
        'herd.cows,yoy_pct,12.4,pct,"12,4%",,,,final,,L1,,',
    ]
    table = Tables(Facts(small_dataset(rows, [*figures, *stated]), "vi")).indicators(*names)
    assert table is not None
    assert [plain(row.cells[-1] or row.cells[-2] or ()) for row in table.rows] == ["−1,9", "12,4"]


def test_what_is_implied_has_the_unit_of_its_row(small_dataset: Callable[..., Dataset]) -> None:
    """A figure stated in another unit than the dictionary's brings its plan and last year's value into that unit."""
    rows = ["budget.revenue,economy,Thu ngân sách,Revenue,vnd_m,flow,higher,0,,,,,,false,1"]
    stated = [
        'budget.revenue,actual,4215,vnd_bn,"4.215",,,,estimate,,L1,,',
        'budget.revenue,pct_of_plan,28.1,pct,"28,1",,,,estimate,,L1,,',
        'budget.revenue,yoy_index,50,pct,"50",,,,estimate,,L1,,',
    ]
    row = annex(small_dataset(rows, stated)).rows[1]
    told = [None if cell is None else plain(cell) for cell in row.cells]
    assert told[2:] == ["tỷ đồng", "≈ 15.000,0", "≈ 8.430,0", "4.215", "28,1", "50"]


def test_a_plan_in_another_unit_than_its_row_says_so(small_dataset: Callable[..., Dataset]) -> None:
    """One column never holds tỷ đồng beside triệu đồng without a word."""
    rows = ["budget.revenue,economy,Thu ngân sách,Revenue,vnd_m,flow,higher,0,,,,,,false,1"]
    stated = [
        'budget.revenue,actual,4215,vnd_bn,"4.215",,,,estimate,,L1,,',
        'budget.revenue,plan,15000000,vnd_m,"15.000.000",,,,estimate,,L1,,',
    ]
    row = annex(small_dataset(rows, stated)).rows[1]
    assert [None if cell is None else plain(cell) for cell in row.cells][2:4] == ["tỷ đồng", "15.000.000 triệu đồng"]
