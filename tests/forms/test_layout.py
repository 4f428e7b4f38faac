"""A whole is added up in a form only where its parts can be: one breakdown, one sheet, one unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kimtan.data.dataset import Dataset
from kimtan.forms.layout import FIRST_ROW, _titles, sheets

WHOLE = "cost.all,s,Chi,Cost,vnd_bn,flow,higher,0,,,,,,false,1"
PAID = "cost.paid,s,Đã chi,Paid,vnd_bn,flow,higher,0,cost.all,payment,,,,false,2"
OWED = "cost.owed,s,Còn nợ,Owed,vnd_bn,flow,higher,0,cost.all,payment,,,,false,3"


@pytest.mark.parametrize(
    ("parts", "rows"),
    [
        ((PAID, OWED), (FIRST_ROW + 1, FIRST_ROW + 2)),
        ((PAID, OWED.replace("vnd_bn", "vnd_m")), ()),
        ((PAID, OWED.replace("payment", "purpose")), ()),
        ((PAID, OWED.replace(",s,", ",other,")), ()),
        ((PAID,), ()),
    ],
)
def test_what_cannot_be_added_up_is_typed(
    small_dataset: Callable[..., Dataset], parts: tuple[str, ...], rows: tuple[int, ...]
) -> None:
    """30 billion and 500 million are not 530; what is paid and what it is for are the same money twice."""
    dataset = small_dataset([WHOLE, *parts], ["cost.all,actual,9,vnd_bn,9,,,,final,,L1,,"])
    lines = {line.indicator.indicator: line for sheet in sheets(dataset) for line in sheet.lines}
    assert lines["cost.all"].parts == rows


def test_no_two_sheets_have_one_name() -> None:
    """A number tells apart what is called alike, also where only the beginnings of two titles have room."""
    long = "Văn hóa thể thao du lịch gia đình"
    assert _titles(["Y tế"] * 3) == ["Y tế", "Y tế 2", "Y tế 3"]
    names = _titles([f"{long} và trẻ em", f"{long} và người già", "Đất [ở]/vườn"])
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)
    assert names[2] == "Đất  ở  vườn"
