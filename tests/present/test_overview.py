"""A section told from its figures alone."""

from __future__ import annotations

from collections.abc import Callable

from kimtan.data.dataset import Dataset
from kimtan.present.blocks import Chart
from kimtan.present.facts import Facts
from kimtan.present.section import Section

INDICATORS = [
    "cost.all,s,Chi,Cost,vnd_bn,flow,higher,0,,,,,,false,1",
    "cost.a,s,Chi a,Cost a,vnd_bn,flow,higher,0,cost.all,sector,,,,false,2",
    "cost.b,s,Chi b,Cost b,vnd_bn,flow,higher,0,cost.all,sector,,,,false,3",
    "cost.c,s,Chi c,Cost c,vnd_bn,flow,higher,0,cost.all,sector,,,,false,4",
]
OBSERVATIONS = [
    f'{name},{measure},{value},vnd_bn,"{value}",,,,final,,report:L{10 * at + line},,'
    for at, (name, values) in enumerate(
        {"cost.all": (60, 50), "cost.a": (10, 9), "cost.b": (20, 18), "cost.c": (30, 23)}.items()
    )
    for line, (measure, value) in enumerate(zip(("actual", "last_year"), values, strict=True), start=1)
]


def test_what_moved_a_whole_is_drawn_by_its_parts(small_dataset: Callable[..., Dataset]) -> None:
    """Each part with a growth, and the whole as a line; the breakdown is no figure."""
    facts = Facts(small_dataset(INDICATORS, OBSERVATIONS), "vi")
    structure, growth = Section("s", facts).overview.charts()
    assert isinstance(structure, Chart)
    assert isinstance(growth, Chart)
    assert {"Chi a", "Chi b", "Chi c"} <= {"".join(map(str, cell)) for cell in growth.data.cells(0) if cell}


def test_what_an_office_reports_under_a_heading_is_told(small_dataset: Callable[..., Dataset]) -> None:
    """The suite's headings have no notebook of their own, and may have indicators of an office."""
    rows = ["gifts.given,culture_society,Quà đã tặng,Gifts given,gifts,count,higher,0,,,,,,false,1"]
    dataset = small_dataset(rows, ["gifts.given,actual,85,gifts,85,,,,final,,report:L1,,"])
    section = Section("culture_society", Facts(dataset, "vi"))
    assert section.names == ("gifts.given",)
    assert section.overview.prose()
