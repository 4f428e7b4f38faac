from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.run.sections import SectionNotebook, find_sections, select_sections
from tests.conftest import write_workspace

TWO = (SectionNotebook("10_economy", Path("10_economy.ipynb")), SectionNotebook("15_land", Path("15_land.ipynb")))


def office(root: Path) -> Dataset:
    """An office with a dictionary of its own, whose notebooks are then all that there are."""
    row = "birds.geese,water_birds,Ngỗng,Geese,head,stock,higher,0,,,,,,false,10"
    workspace = write_workspace(root, [row], ["birds.geese,actual,12,head,12,,,,final,,report:L1,,"])
    return load(workspace, workspace.params_file("2024-H1"))


def test_sections_are_found_in_reading_order_and_nothing_else_is_a_section(tmp_path, write_section):
    dataset = office(tmp_path)
    for name in ("15_land", "10_economy", "start_here", "10_economy-Copy1", "Untitled"):
        write_section(tmp_path, name)
    (tmp_path / "notebooks/README.md").write_text("…", encoding="utf-8")
    assert [section.name for section in find_sections(dataset)] == ["10_economy", "15_land"]


def test_a_folder_without_sections_is_an_error_that_says_how_to_name_one(tmp_path, write_section):
    dataset = office(tmp_path)
    write_section(tmp_path, "start_here")
    with pytest.raises(InputError, match=r"notebooks: There is no section notebook .*NN_name\.ipynb"):
        find_sections(dataset)


@pytest.mark.parametrize("wanted", [None, [], ()])
def test_without_names_all_sections_are_selected(wanted):
    assert select_sections(TWO, wanted, "params/2023-H1.yml") == TWO


def test_the_order_of_names_does_not_change_the_reading_order():
    assert select_sections(TWO, ["15_land", "10_economy", "15_land"], "params/2023-H1.yml") == TWO


def test_every_unknown_name_is_told_with_the_nearest_one():
    with pytest.raises(InputError) as caught:
        select_sections(TWO, ["10_econmy", "15_land", "zz"], "params/2023-H1.yml")
    assert [str(problem) for problem in caught.value.problems] == [
        "params/2023-H1.yml: settings.sections: there is no section '10_econmy'. Did you mean '10_economy'?",
        "params/2023-H1.yml: settings.sections: there is no section 'zz'. There are: 10_economy, 15_land.",
    ]
