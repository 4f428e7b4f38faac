"""Which indicator of a dictionary a subject is: the one whose name it is most like, in a unit that fits, or none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kimtan.data.dataset import Dataset, load
from kimtan.extract.figures import ReadFigure
from kimtan.extract.matching import LEAST, UNSURE, matched
from tests.conftest import write_workspace
from tests.extract.made import paragraphs

INDICATORS = [
    "herd.weight,s,Đàn lợn,Pigs,t,flow,higher,1,,,,,,false,1",
    "herd.pigs,s,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,2",
    "herd.swine,s,Đàn lợn,Swine,head,stock,higher,0,,,,,,false,3",
    "crops.rice,s,Sản lượng lúa,Rice,t,flow,higher,1,,,,,,false,4",
    "income.head,s,Thu nhập bình quân,Income,vnd_m_per_person,flow,higher,1,,,,,,false,5",
]
PIGS: dict[str, Any] = {"unit": "head", "measure": "actual", "subject": "Đàn lợn", "confidence": 0.9}
SHARE: dict[str, Any] = {**PIGS, "unit": "pct", "measure": "pct_of_plan"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A dictionary in which two names are of one unit, and one name of two."""
    workspace = write_workspace(tmp_path_factory.mktemp("matching") / "w", INDICATORS, [])
    return load(workspace, workspace.params_file("2024-H1"))


def of(dataset: Dataset, *figures: dict[str, Any], text: str = "Số liệu 7.") -> list[ReadFigure]:
    """Figures of one paragraph with what they are matched with."""
    at = text.index("7")
    read = [ReadFigure(n, 0, at, at + 1, "7", Decimal(7), **cells) for n, cells in enumerate(figures, 1)]
    return list(matched(paragraphs(text), read, dataset.complete.indicators, dataset.units))


def test_of_names_that_are_as_like_the_first_is_taken(dataset: Dataset) -> None:
    """In the order of the dictionary, of those in a unit that fits."""
    assert [figure.indicator for figure in of(dataset, PIGS, {**PIGS, "unit": "t"})] == ["herd.pigs", "herd.weight"]


def test_a_percentage_is_of_what_its_level_is_of(dataset: Dataset) -> None:
    """Where the same subject has one before it; alone it fits any unit."""
    assert [figure.indicator for figure in of(dataset, PIGS, SHARE)] == ["herd.pigs", "herd.pigs"]
    assert [figure.indicator for figure in of(dataset, SHARE)] == ["herd.weight"]


@pytest.mark.parametrize(
    ("subject", "indicator", "confidence"),
    [
        ("Đàn lợn", "herd.pigs", 0.9),
        ("Đàn lợn nái", "herd.pigs", UNSURE),
        ("Diện tích rừng trồng", "", 0.9),
        ("", "", 0.9),
    ],
)
def test_how_sure_a_match_is(dataset: Dataset, subject: str, indicator: str, confidence: float) -> None:
    """A word more makes it unsure; what is not half like any name stays without, as sure as it was read."""
    (figure,) = of(dataset, {**PIGS, "subject": subject})
    assert (figure.indicator, figure.confidence) == (indicator, confidence)
    assert LEAST == 0.5


@pytest.mark.parametrize(
    ("cells", "indicator", "unit"),
    [
        ({"unit": ""}, "herd.pigs", "head"),
        ({"subject": "Thu nhập bình quân", "unit": "vnd_m"}, "income.head", "vnd_m_per_person"),
        ({"subject": "Thu nhập bình quân", "unit": "vnd_m", "measure": "yoy_abs"}, "", "vnd_m"),
        ({"subject": "Sản lượng lúa", "unit": "kg"}, "crops.rice", "kg"),
        ({"subject": "Sản lượng lúa", "unit": "ha"}, "", "ha"),
    ],
)
def test_the_unit_has_to_fit(dataset: Dataset, cells: dict[str, str], indicator: str, unit: str) -> None:
    """So much money of what is told per head is so much per head; of another dimension it is another thing."""
    (figure,) = of(dataset, {**PIGS, **cells})
    assert (figure.indicator, figure.unit) == (indicator, unit)
