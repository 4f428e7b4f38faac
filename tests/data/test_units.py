"""Units are read from their table, named in both languages, and converted within a dimension only."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.data.units import Unit, convert, load
from kimtan.errors import Problems

HEADER = "unit,name_vi,name_en,one_en,dimension,factor,exact\n"


def unit(name: str, dimension: str, factor: str) -> Unit:
    names = {"name_vi": name, "name_en": f"{name}s", "one_en": name}
    return Unit.model_validate({"unit": name, **names, "dimension": dimension, "factor": factor, "exact": "false"})


BILLION, MILLION, TONNE = unit("vnd_bn", "money", "1000"), unit("vnd_m", "money", "1"), unit("t", "mass", "1")


def read(tmp_path: Path, rows: str) -> tuple[dict[str, Unit], list[str]]:
    path = tmp_path / "units.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    problems = Problems()
    return load([(path, "data/units.csv")], problems), [str(problem) for problem in problems.found]


def test_a_sound_table_is_read_whole(tmp_path: Path) -> None:
    """Every row becomes a unit under its own name, factors exact."""
    units, found = read(tmp_path, "vnd,đồng,VND,VND,money,0.000001,false\nhead,con,head,head,count,1,true\n")
    assert found == []
    assert list(units) == ["vnd", "head"]
    assert units["vnd"].factor == Decimal("0.000001")
    assert units["head"].exact


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "ha,ha,ha,ha,area,0,false",
            "data/units.csv:2 (factor): '0' is not above zero. Write a number above zero.",
        ),
        (
            'ha,ha,ha,ha,area,"0,1",false',
            "data/units.csv:2 (factor): '0,1' is no number with a decimal point. Write digits with a decimal point.",
        ),
        (
            "ha,ha,ha,ha,area,1,yes",
            "data/units.csv:2 (exact): 'yes' is neither true nor false. Write true or false.",
        ),
        (
            "ha,,ha,ha,area,1,true",
            "data/units.csv:2 (name_vi): The cell is empty. Fill it in, or take the row out when nothing is known.",
        ),
    ],
)
def test_a_wrong_cell_is_told_with_its_place_and_remedy(tmp_path: Path, row: str, problem: str) -> None:
    """A row that is wrong is left out of the result, and said to be wrong."""
    assert read(tmp_path, f"{row}\n") == ({}, [problem])


def test_a_name_of_another_shape_is_refused(tmp_path: Path) -> None:
    """Identities are snake_case, so that they can stand in other tables."""
    _, found = read(tmp_path, "VND bn,tỷ,bn,bn,money,1000,false\n")
    assert [problem.partition(" (unit): ")[0] for problem in found] == ["data/units.csv:2"]


def test_a_unit_stands_once(tmp_path: Path) -> None:
    """Two factors for one unit would be two truths."""
    row = "ha,ha,ha,ha,area,1,false\n"
    _, found = read(tmp_path, row + row)
    assert found == ["data/units.csv:3 (unit): 'ha' stands on line 2 already. Keep one of the two rows."]


def test_two_units_of_one_size_are_told(tmp_path: Path) -> None:
    """A spreadsheet has made 1 of 0.001, and metres would be kilometres; what is counted is all of size one."""
    rows = "km,km,km,km,length,1,false\nm,m,m,m,length,1,false\nhead,con,head,head,count,1,true\n"
    _, found = read(tmp_path, f"{rows}cases,vụ,cases,case,count,1,true\n")
    assert [problem.partition("'; ")[0] for problem in found] == ["data/units.csv:3 (factor): 'm' is as large as 'km"]
    _, found = read(tmp_path, rows.replace("m,m,m,m,length,1", "m,m,m,m,length,1E-03"))
    assert found == []


@pytest.mark.parametrize(("value", "name"), [(None, "tonnes"), (1, "tonne"), (-1, "tonne"), (Decimal("1.5"), "tonnes")])
def test_english_names_have_a_singular(value: Decimal | int | None, name: str) -> None:
    """Vietnamese names never change; English ones do at one."""
    tonne = TONNE.model_copy(update={"name_vi": "tấn", "name_en": "tonnes", "one_en": "tonne"})
    assert tonne.name("en", value) == name
    assert tonne.name("vi", value) == "tấn"


def test_converting_is_exact() -> None:
    """20,22 tỷ is 20220 triệu, with no float in between."""
    assert convert(Decimal("20.22"), BILLION, MILLION) == Decimal(20220)
    assert str(convert(Decimal("62.260"), BILLION, BILLION)) == "62.260"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_converting_there_and_back_changes_nothing(value: Decimal) -> None:
    """Factors are powers of ten, so decimals bear them."""
    assert convert(convert(value, BILLION, MILLION), MILLION, BILLION) == value


def test_other_dimensions_do_not_convert() -> None:
    """Money is no mass."""
    with pytest.raises(ValueError, match=r"^vnd_m measures money, t measures mass$"):
        convert(Decimal(1), MILLION, TONNE)


@pytest.mark.parametrize("factor", ["1E-99", "1E+99", "0.0000000000000001"])
def test_a_factor_out_of_all_scale_is_refused(tmp_path: Path, factor: str) -> None:
    """Nothing is converted by it, and exact numbers would have hundreds of digits."""
    _, found = read(tmp_path, f"x,x,x,x,area,{factor},false\n")
    assert [problem.partition(". ")[0] for problem in found] == [
        f"data/units.csv:2 (factor): '{factor}' is out of all scale"
    ]
