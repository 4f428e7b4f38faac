"""How a report is divided: sections, and names that other tables refer to; none of them stands in the library."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.data.dataset import Dataset, load
from kimtan.data.sections import load_sections, load_terms
from kimtan.errors import InputError, Problems
from kimtan.present.facts import Facts
from kimtan.workspace import Workspace
from tests.conftest import KEPT, NOTEBOOKS, REPOSITORY, write_workspace

HEAD = "section,number,title_vi,title_en,chapter,notebook\n"
_IDENTITY = re.compile(r"\b[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+\b")


def column(file: str, name: str) -> set[str]:
    with (KEPT.data_dir / file).open(encoding="utf-8", newline="") as rows:
        return {row[name] for row in csv.DictReader(rows)}


@pytest.mark.parametrize("path", sorted((REPOSITORY / "kimtan").rglob("*.py")), ids=lambda path: path.name)
def test_the_library_names_no_indicator_and_no_section_of_the_data(path: Path) -> None:
    """What an office reports on is data: the code, its docstrings included, knows no identity of it."""
    source = path.read_text(encoding="utf-8")
    assert set(_IDENTITY.findall(source)) & column("indicators.csv", "indicator") == set()
    reported = {
        section for section in column("indicators.csv", "section") if section not in {"agriculture", "trade_services",
        "industry_construction"}
    }  # fmt: skip
    strings = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    assert strings & reported == set()


def test_every_section_of_the_dictionary_is_named() -> None:
    """The suite's own sections have rows, and each notebook that one names exists."""
    assert column("indicators.csv", "section") <= column("sections.csv", "section")
    notebooks = {path.stem for path in NOTEBOOKS}
    assert column("sections.csv", "notebook") - {""} <= notebooks


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("forest,I.1.3,Rừng,Forest,I,\nforest,,Rừng,Forest,,\n", "'forest'"),
        ("forest,1.3,Rừng,Forest,I,\n", "(number)"),
        ("forest,I.1,,Forest,I,\n", "(title_vi)"),
        ("forest,I.1,Rừng,Forest,I,forest.ipynb\n", "(notebook)"),
    ],
)
def test_what_is_wrong_with_a_section_is_told_with_its_line(tmp_path: Path, row: str, words: str) -> None:
    """Twice the same section, a number of another form, no title, a notebook with its ending: each has its place."""
    file, problems = tmp_path / "sections.csv", Problems()
    file.write_text(HEAD + row, encoding="utf-8")
    load_sections([(file, "data/sections.csv")], problems)
    assert [words in str(problem) for problem in problems.found] == [True]


def test_a_term_stands_once(tmp_path: Path) -> None:
    """Two names for one field of work are a problem; the same identity for another kind is none."""
    file, problems = tmp_path / "terms.csv", Problems()
    rows = ["area,land,Đất,Land", "breakdown,land,theo đất,by land", "area,land,Đất đai,Land"]
    file.write_text("\n".join(["kind,term,name_vi,name_en", *rows, ""]), encoding="utf-8")
    terms = load_terms([(file, "data/terms.csv")], problems)
    assert [problem.place for problem in problems.found] == ["data/terms.csv:4 (term)"]
    assert (terms["area"]["land"].name("vi"), terms["breakdown"]["land"].name("vi")) == ("Đất", "theo đất")


def test_a_solution_names_a_field_of_work(copy_of_repository: Workspace) -> None:
    """A field of work that the data does not name is told with its line and the nearest one."""
    from kimtan.data.dataset import load

    file = copy_of_repository.text_file("2023-H1")
    file.write_text(file.read_text(encoding="utf-8").replace("area: education", "area: educaton", 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"text.yml:\d+: There is no field of work 'educaton'. Did you mean 'educ"):
        load(copy_of_repository, copy_of_repository.params_file("2023-H1"))


def test_a_dictionary_of_its_own_needs_no_sections(small_dataset: Callable[..., Dataset]) -> None:
    """What sections.csv does not name comes last among the results."""
    row = "birds.geese,water_birds,Ngỗng,Geese,head,stock,higher,0,,,,,,false,10"
    dataset = small_dataset([row], ["birds.geese,actual,12,head,12,,,,final,,report:L1,,"])
    assert Facts(dataset, "vi").section_title("water_birds") == "Ngỗng"
    assert dataset.sections["water_birds"].number == "I.1"
    assert list(dataset.sections).index("water_birds") < list(dataset.sections).index("limitations")


def test_a_section_without_a_title_goes_by_what_it_is_about(tmp_path: Path) -> None:
    """By its first indicators that are no parts, and numbered after what the period tells of."""
    indicators = [
        "wood.area,forest_land,Rừng trồng,Woods,ha,flow,higher,0,,,,,,false,1",
        "wood.farms,forest_land,Hộ trồng,By farms,ha,flow,higher,0,wood.area,owner,,,,false,2",
        "wood.cover,forest_land,Độ che phủ,Cover,pct,share,higher,0,,,,,,false,3",
        "road.paved,village_roads,Đường cứng hóa,Paved roads,km,flow,higher,0,,,,,,false,4",
        "pond.fish,fish_ponds,Cá,Fish,t,flow,higher,0,,,,,,false,5",
    ]
    rows = [f"{name},actual,7,{unit},7,,,,final,,L1,," for name, unit in (("wood.area", "ha"), ("pond.fish", "t"))]
    workspace = write_workspace(tmp_path, indicators, [*rows, "wood.cover,actual,58,pct,58%,,,,final,,L1,,"])
    made = load(workspace, workspace.params_file("2024-H1")).sections
    names = ("forest_land", "village_roads", "fish_ponds")
    assert [(name, made[name].number, made[name].title("vi")) for name in names] == [
        ("forest_land", "I.1", "Rừng trồng và độ che phủ"),
        ("village_roads", None, "Đường cứng hóa"),
        ("fish_ponds", "I.2", "Cá"),
    ]
