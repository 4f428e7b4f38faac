"""A workspace adds to the dictionary that comes with kimtan, or has its own; any section of it has a notebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.present.facts import Facts
from kimtan.run.sections import find_sections
from kimtan.workspace import Workspace
from tests.conftest import write_workspace

HEAD = (
    "indicator,section,name_vi,name_en,unit,kind,better,decimals,part_of,breakdown,within,numerator,denominator,"
    "restricted,order\n"
)
GEESE = "birds.geese,water_birds,Ngỗng,Geese,head,stock,higher,0,,,,,,false,{order}"
STATED = "birds.geese,actual,12,head,12,,,,final,,report:L1,,"


@pytest.fixture
def office(tmp_path: Path) -> Callable[..., Dataset]:
    """A workspace that extends the suite's dictionary by some rows of indicators, sections and phrases."""

    def build(indicators: str, sections: str = "", phrases: str = "") -> Dataset:
        workspace = write_workspace(tmp_path / "office", [GEESE.format(order=900)], [STATED])
        data = workspace.data_dir
        (data / "indicators.csv").write_text(HEAD + indicators + "\n", encoding="utf-8")
        (data / "phrases.csv").write_text("indicator,vi,en\n" + phrases, encoding="utf-8")
        if sections:
            head = "section,number,title_vi,title_en,chapter,scope,notebook\n"
            (data / "sections.csv").write_text(head + sections, encoding="utf-8")
        params = workspace.params_file("2024-H1")
        params.write_text(params.read_text(encoding="utf-8").replace("dictionary: own", "dictionary: extend"), "utf-8")
        from kimtan.data import datapackage

        datapackage.write(workspace, "xã Thử")
        return load(workspace, params)

    return build


def test_what_a_workspace_adds_stands_beside_what_comes_with_kimtan(office: Callable[..., Dataset]) -> None:
    """One row is enough for an indicator of its own: the others, their phrases and rules are there."""
    dataset = office(GEESE.format(order=900))
    assert "birds.geese" in dataset.indicators
    assert len(dataset.indicators) > 100
    assert len(dataset.rulebook) > 10
    assert dataset.section("water_birds") == ("birds.geese",)


def test_a_row_of_a_name_that_there_is_replaces_it(office: Callable[..., Dataset]) -> None:
    """The workspace's row counts, in the dictionary and in the order of tables."""
    own = "livestock.pigs,agriculture,Đàn lợn của xã,The commune's pigs,head,stock,higher,0,,,,,,false,1"
    dataset = office(f"{GEESE.format(order=900)}\n{own}")
    assert Facts(dataset, "vi").name("livestock.pigs") == "Đàn lợn của xã"
    assert next(iter(dataset.indicators)) == "livestock.pigs"


def test_an_added_section_stands_where_its_number_puts_it(office: Callable[..., Dataset]) -> None:
    """A number between two others is a place between them, whatever the line of the file."""
    dataset = office(GEESE.format(order=900), "water_birds,I.1.31,Chim nước,Water birds,I,section,\n")
    order = [section.number for section in dataset.sections.values() if section.number]
    assert order.index("I.1.31") == order.index("I.1.6") + 1
    generic = [section for section in find_sections(dataset) if section.identity]
    assert [(section.name, section.path.name) for section in generic] == [("water_birds", "section.ipynb")]
    assert generic[0].parameters({"period": "2024-H1"}) == {"period": "2024-H1", "section": "water_birds"}


def test_only_the_workspaces_own_slips_are_errors(office: Callable[..., Dataset]) -> None:
    """A phrase of the workspace about an indicator that is not there is told with its line."""
    with pytest.raises(InputError, match=r"data/phrases.csv:2 \(indicator\): There is no indicator 'birds.gese'"):
        office(GEESE.format(order=900), phrases="birds.gese,có {},{} there\n")


def test_a_dictionary_of_its_own_has_its_own_sections_only(tmp_path: Path) -> None:
    """No section of the suite is claimed to be empty, and numbers begin at the first."""
    workspace = write_workspace(tmp_path / "office", [GEESE.format(order=1)], [STATED])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    assert [name for name, section in dataset.sections.items() if section.scope == "section"] == ["water_birds"]
    assert dataset.sections["water_birds"].number == "I.1"
    assert list(dataset.indicators) == ["birds.geese"]
    assert dataset.statements("income.total") == (), "the suite's notebooks may name it"
    with pytest.raises(InputError, match=r"There is no indicator 'birds\.gese'\. Did you mean 'birds\.geese'\?"):
        dataset.statements("birds.gese")


def test_a_workspaces_notebooks_add_to_and_replace_the_suites(tmp_path: Path) -> None:
    """A notebook of the same name counts, another one stands where its digits put it, the rest is the suite's."""
    workspace = Workspace(write_workspace(tmp_path / "office", [GEESE.format(order=1)], [STATED]).root)
    own = workspace.root / "notebooks"
    own.mkdir()
    for name in ("00_summary", "25_own"):
        (own / f"{name}.ipynb").write_text("{}", encoding="utf-8")
    notebooks = workspace.notebooks()
    assert notebooks["00_summary"].parent == own
    assert notebooks["95_evidence"].parent != own
    assert "25_own" in notebooks
    assert set(workspace.notebooks(is_extended=False)) == {"00_summary", "25_own"}


OTHER = "income.total,economy,Số người nộp thuế,Tax payers,persons,count,higher,0,,,,,,false,1"


def test_what_a_workspace_makes_of_a_name_is_held_against_no_relation_of_the_old_meaning(
    office: Callable[..., Dataset],
) -> None:
    """The suite's rows, rules and phrases about an indicator that now measures something else do not apply."""
    dataset = office(f"{GEESE.format(order=900)}\n{OTHER}")
    assert dataset.indicators["income.agriculture"].part_of is None
    assert "population.e_records_and_income" not in [rule.id for rule in dataset.rulebook]
    assert "income.total" not in dataset.phrases


def test_a_name_of_ones_own_is_not_told_in_the_suites_words(office: Callable[..., Dataset]) -> None:
    """A renamed indicator is said by its name, whatever the suite says of it; a phrase of the workspace counts."""
    own = "income.total,economy,Tổng thu của hợp tác xã,Income of co-ops,vnd_bn,flow,higher,0,,,,,,false,1"
    dataset = office(f"{GEESE.format(order=900)}\n{own}", phrases="income.trade,hợp tác xã bán {},co-ops sold {}\n")
    assert "income.total" not in dataset.phrases
    assert dataset.phrases["income.trade"].vi == "hợp tác xã bán {}"
    assert dataset.indicators["income.agriculture"].part_of == "income.total"


def test_a_section_whose_notebook_is_misspelt_is_no_other_section(office: Callable[..., Dataset]) -> None:
    """The generic notebook would tell it without a word."""
    sections = "water_birds,I.1.31,Chim nước,Water birds,I,section,13_agricultur\n"
    with pytest.raises(InputError, match=r"no notebook '13_agricultur' .*Did you mean '13_agriculture'\?"):
        find_sections(office(GEESE.format(order=900), sections))
