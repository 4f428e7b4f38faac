"""Whatever is done to a form, what is taken of it is what a person reads: another reading of the sheet says so."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from kimtan.data.dataset import Dataset, load
from kimtan.forms.layout import sheets
from kimtan.forms.reading import read
from kimtan.forms.workbook import write
from tests.conftest import write_workspace

NAMES = {
    "Diện tích lúa": "crops.rice",
    "Diện tích ngô": "crops.maize",
    "Sản lượng": "crops.output",
    "Đàn lợn": "herd.pigs",
}
UNITS = {"crops.rice": "ha", "crops.maize": "ha", "crops.output": "tấn", "herd.pigs": "con"}
HEADS = {"Kế hoạch năm": "plan", "Thực hiện cùng kỳ": "last_year", "Ước thực hiện": "actual"}
FIRST, LAST = 6, 9


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """An office with four indicators."""
    return office(tmp_path_factory.mktemp("oracle") / "w")


def office(root: Path) -> Dataset:
    """An office with four indicators, in a folder."""
    kinds = {"ha": ("ha", 1), "tấn": ("t", 3), "con": ("head", 0)}
    rows = [
        f"{indicator},farms,{name},X,{kinds[UNITS[indicator]][0]},stock,higher,{kinds[UNITS[indicator]][1]},,,,,,false,1"
        for name, indicator in NAMES.items()
    ]
    workspace = write_workspace(root, rows, [])
    return load(workspace, workspace.params_file("2024-H1"))


@pytest.fixture(scope="module")
def blank(dataset: Dataset) -> bytes:
    """Its form."""
    return write(dataset, sheets(dataset))


def swap(page: Any, one: str, other: str) -> None:
    """Let two cells change places, with their formats."""
    first, second = page[one], page[other]
    first.value, second.value = second.value, first.value
    first.number_format, second.number_format = second.number_format, first.number_format


def swap_rows(page: Any, chance: random.Random) -> None:
    """Swap some columns of two rows, or the rows whole."""
    one, other = chance.sample(range(FIRST, LAST + 1), 2)
    for letter in chance.choice(["A", "C", "D", "CD", "G", "ACD", "ABCDEFGK", "ABCDEFGHIJKL"]):
        swap(page, f"{letter}{one}", f"{letter}{other}")


def swap_columns(page: Any, chance: random.Random) -> None:
    """Swap some rows of two columns, or the columns whole."""
    one, other = chance.sample("CDEFGK", 2)
    for row in chance.choice([range(5, 6), range(4, 5), range(4, 6), range(6, 12), range(5, 12), range(4, 12)]):
        swap(page, f"{one}{row}", f"{other}{row}")


def rename(page: Any, chance: random.Random) -> None:
    """Write another name, unit, head or code."""
    cell = chance.choice(["C6", "C7", "D6", "D8", "E5", "G5", "F5", "A6", "A8", "A5", "C10", "D10", "E4", "G4"])
    page[cell] = chance.choice([*NAMES, *UNITS.values(), *HEADS, "m²", "crops.rice", "herd.pigs", "plan", None])


def put(page: Any, chance: random.Random) -> None:
    """Write something into a cell of figures, or beside them."""
    cell = f"{chance.choice('EFGEFGEFGHM')}{chance.randrange(FIRST, LAST + 3)}"
    page[cell] = chance.choice(
        [0.1 + 0.2, 12, "12", "-", "1,5", 7.5, None, 98, 1234.5678, True, "=1+1", 1e-7, 1e16, -4]
    )


def put_format(page: Any, chance: random.Random) -> None:
    """Set another number format."""
    formats = ["0%", '0"%"', "#,##0,", "General", ";;;", "0.0", '0" tấn"', '0.0" ha"', "0.00E+00", "@", "#,##0.000"]
    page[f"{chance.choice('EFG')}{chance.randrange(FIRST, LAST + 1)}"].number_format = chance.choice(formats)


def hide(page: Any, chance: random.Random) -> None:
    """Hide a row or a column."""
    if chance.random() < 0.5:
        page.row_dimensions[chance.randrange(FIRST, LAST + 1)].hidden = True
    else:
        page.column_dimensions[chance.choice("CEFG")].hidden = True


STEPS: tuple[Callable[[Any, random.Random], object], ...] = (
    swap_rows,
    swap_columns,
    rename,
    put,
    put_format,
    hide,
    lambda page, chance: page.insert_cols(chance.randrange(1, 13)),
    lambda page, chance: page.delete_cols(chance.randrange(1, 13)),
    lambda page, chance: page.insert_rows(chance.randrange(1, 12)),
    lambda page, chance: page.delete_rows(chance.randrange(1, 12)),
    lambda page, chance: page.merge_cells(chance.choice(["G6:G7", "E6:F6", "C7:C8", "A6:A7", "G20:H20"])),
)


def changed_form(blank: bytes, chance: random.Random) -> Any:
    """A form that was filled in at random, and in which up to three things were changed."""
    book = load_workbook(BytesIO(blank))
    page = book.worksheets[1]
    for row in range(FIRST, LAST + 1):
        for letter in "EFG":
            decimals = (1, 1, 3, 0)[row - FIRST]
            value = round(chance.random() * 1000, decimals)
            page[f"{letter}{row}"] = value if decimals else int(value)
    for _ in range(chance.randrange(1, 4)):
        with suppress(AttributeError):  # openpyxl does not write into merged cells
            chance.choice(STEPS)(page, chance)
    return book


def seen(page: Any) -> dict[tuple[str, str], Decimal]:
    """What a person reads: name, unit and head of every number that shows, as it shows."""
    hidden_rows = {row for row, look in page.row_dimensions.items() if look.hidden}
    hidden = {get_column_letter(at) for look in page.column_dimensions.values() if look.hidden and look.min
              for at in range(look.min, look.max + 1)}  # fmt: skip
    cells = {(get_column_letter(cell.column), cell.row): cell for row in page.iter_rows() for cell in row}
    texts = {place: str(cell.value or "").strip() for place, cell in cells.items()}
    heads = [row for (letter, row), text in texts.items() if text == "Chỉ tiêu" and letter not in hidden]
    found: dict[tuple[str, str], Decimal] = {}
    if not heads:
        return found
    top = heads[0]
    by_head = {text: letter for (letter, row), text in texts.items() if row == top and letter not in hidden}
    for row in range(top + 1, page.max_row + 1):
        indicator = NAMES.get(texts.get((by_head["Chỉ tiêu"], row), ""))
        if row in hidden_rows or indicator is None or texts.get((by_head.get("ĐVT", ""), row)) != UNITS[indicator]:
            continue
        for head, measure in HEADS.items():
            cell = cells.get((by_head.get(head, ""), row))
            if cell is not None and not isinstance(cell.value, bool) and isinstance(cell.value, int | float):
                found[indicator, measure] = shown(cell.value, cell.number_format)
            elif cell is not None and isinstance(cell.value, str) and cell.value.isdigit():
                found[indicator, measure] = Decimal(cell.value)
    return found


def shown(value: float, number_format: str) -> Decimal:
    """The number that a format makes of a value, to twelve digits at the most."""
    if number_format == "0%":
        value *= 100
    elif number_format == "#,##0,":
        value /= 1000
    decimals = (
        number_format.partition('"')[0].partition(".")[2].count("0") if number_format not in {"General", "@"} else 12
    )
    return Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")


@pytest.mark.parametrize("first", range(0, 100, 50))
def test_what_is_taken_is_what_a_person_reads(dataset: Dataset, blank: bytes, tmp_path: Path, first: int) -> None:
    """A form that is taken states all numbers that show, and no other; one that is refused says where."""
    taken = refused = 0
    for seed in range(first, first + 50):
        path = tmp_path / "form.xlsx"
        changed_form(blank, random.Random(seed)).save(path)
        form = read(path, "f.xlsx", dataset)
        if form.problems:
            refused += 1
            assert all(problem.place.startswith("f.xlsx (") for problem in form.problems)
            continue
        taken += 1
        stated = {(one.indicator, one.measure): one.value for one in form.typed}
        assert stated == seen(load_workbook(path).worksheets[1]), f"seed {seed}"
    assert taken > 2
    assert refused > 20
