"""The data dictionary: references are sound, the order is the table's, and every clause has room for its figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.data.indicators import Indicator, load, load_phrases
from kimtan.data.units import Unit
from kimtan.errors import Problems

COLUMNS = (
    "indicator,section,name_vi,name_en,unit,kind,better,decimals,part_of,breakdown,within,numerator,denominator,"
    "restricted,order\n"
)
SHOWN = "data/indicators.csv"


def unit(name: str, dimension: str) -> Unit:
    cells = {"unit": name, "name_vi": name, "name_en": name, "one_en": name, "dimension": dimension}
    return Unit.model_validate({**cells, "factor": "1", "exact": "false"})


UNITS = {"t": unit("t", "mass"), "ha": unit("ha", "area"), "kg": unit("kg", "mass")}


def row(name: str = "crops.rice", order: int = 10, **cells: str) -> str:
    filled = {
        "indicator": name, "section": "agriculture", "name_vi": "Lúa", "name_en": "Rice", "unit": "t", "kind": "flow",
        "better": "higher", "decimals": "0", "restricted": "false", "order": str(order), **cells,
    }  # fmt: skip
    return ",".join(filled.get(column, "") for column in COLUMNS.strip().split(",")) + "\n"


def read(tmp_path: Path, *rows: str) -> tuple[dict[str, Indicator], list[str]]:
    path = tmp_path / "indicators.csv"
    path.write_text(COLUMNS + "".join(rows), encoding="utf-8")
    problems = Problems()
    return load([(path, SHOWN)], UNITS, problems), [str(problem) for problem in problems.found]


def test_indicators_come_in_the_order_of_their_column(tmp_path: Path) -> None:
    """Rows may stand anywhere in the file; 'order' says where in tables."""
    known, found = read(tmp_path, row("crops.rice", 20), row("crops.total", 3), row("crops.maize", 100))
    assert found == []
    assert list(known) == ["crops.total", "crops.rice", "crops.maize"]
    assert known["crops.rice"].name("vi") == "Lúa"
    assert known["crops.rice"].name("en") == "Rice"
    assert known["crops.rice"].part_of is None


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"unit": "vnd"}, "(unit): There is no unit 'vnd'. Use one of: ha, kg, t."),
        ({"unit": "hha"}, "(unit): There is no unit 'hha'. Did you mean 'ha'?"),
        ({"within": "crops.rise"}, "(within): There is no indicator 'crops.rise'. Did you mean 'crops.rice'?"),
        ({"kind": "stok"}, "(kind): 'stok' is not allowed here. Did you mean 'stock'?"),
        ({"decimals": "999999999"}, "(decimals): 999999999 is too large. Write 12 or less."),
        ({"decimals": "-1"}, "(decimals): '-1' is no whole number. Write digits only, such as 3."),
        ({"restricted": "yes"}, "(restricted): 'yes' is neither true nor false. Write true or false."),
        ({"name_en": ""}, "(name_en): The cell is empty. Fill it in, or take the row out when nothing is known."),
        (
            {"part_of": "crops.rice"},
            "(part_of): 'part_of' and 'breakdown' go together, and only one of them is filled in. "
            "Fill in both or neither.",
        ),
        (
            {"denominator": "crops.rice"},
            "(numerator): 'numerator' and 'denominator' go together, and only one of them is filled in. "
            "Fill in both or neither.",
        ),
        (
            {"unit": "ha", "within": "crops.rice"},
            "(within): 'crops.rice' measures mass, but this indicator area. Correct it, or one of the units.",
        ),
        (
            {"unit": "ha", "part_of": "crops.rice", "breakdown": "kind"},
            "(part_of): 'crops.rice' measures mass, but this indicator area. Correct it, or one of the units.",
        ),
    ],
)
def test_a_wrong_cell_is_told_with_its_place_and_remedy(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    """Line 3 is the wrong one, and only what is wrong with it is said."""
    _, found = read(tmp_path, row("crops.rice"), row("crops.maize", 20, **cells))
    assert found == [f"{SHOWN}:3 {problem}"]


def test_other_units_of_a_dimension_may_add_up(tmp_path: Path) -> None:
    """Kilograms are a part of tonnes: they convert."""
    _, found = read(
        tmp_path, row("crops.rice"), row("crops.seed", 20, unit="kg", part_of="crops.rice", breakdown="use")
    )
    assert found == []


@pytest.mark.parametrize("name", ["rice", "Crops.rice", "crops.Rice", "crops-rice.x", "crops..rice", "crops.rice."])
def test_identities_are_dotted_snake_case(tmp_path: Path, name: str) -> None:
    """They stand in placeholders and file names, where other letters would break something."""
    known, found = read(tmp_path, row(name))
    assert known == {}
    assert [problem.partition(": ")[0] for problem in found] == [f"{SHOWN}:2 (indicator)"]


def test_an_indicator_stands_once(tmp_path: Path) -> None:
    """Two definitions would be two truths."""
    _, found = read(tmp_path, row(), row())
    assert found == [f"{SHOWN}:3 (indicator): 'crops.rice' stands on line 2 already. Keep one of the two rows."]


def test_nothing_is_a_part_of_itself(tmp_path: Path) -> None:
    """A loop of wholes is told for each indicator in it, and for none that merely leads to it."""
    parts = {"crops.rice": "crops.maize", "crops.maize": "crops.rice", "crops.seed": "crops.rice"}
    _, found = read(tmp_path, *(row(name, part_of=whole, breakdown="use") for name, whole in parts.items()))
    told = "It is a part of itself by way of its wholes. Correct 'part_of'."
    assert found == [f"{SHOWN} (crops.rice): {told}", f"{SHOWN} (crops.maize): {told}"]


@pytest.mark.parametrize(
    ("clause", "problem"),
    [
        ("crops.rice,sản lượng {},output {}", None),
        ("crops.rice,sản lượng {reached},output {reached}", None),
        ("crops.rise,x {},x {}", "(indicator): There is no indicator 'crops.rise'. Did you mean 'crops.rice'?"),
        ("crops.rice,sản lượng,output {}", "(vi): {wanted}"),
        ("crops.rice,sản lượng {},from {} to {}", "(en): {wanted}"),
        ("crops.rice,sản lượng {value},output {}", "(vi): {wanted}"),
    ],
)
def test_a_clause_has_room_for_one_figure(tmp_path: Path, clause: str, problem: str | None) -> None:
    """A figure that has no place in its clause, or two, would be lost or doubled in every sentence."""
    known, _ = read(tmp_path, row())
    path = tmp_path / "phrases.csv"
    path.write_text(f"indicator,vi,en\n{clause}\n", encoding="utf-8")
    problems = Problems()
    load_phrases([(path, "data/phrases.csv")], known, problems)
    wanted = "A clause holds '{}' or '{reached}' once, where the figure goes. Put one of them in once."
    expected = [] if problem is None else [f"data/phrases.csv:2 {problem.replace('{wanted}', wanted)}"]
    assert [str(found) for found in problems.found] == expected
