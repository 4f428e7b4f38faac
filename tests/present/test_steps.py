"""Sites by step: a table of what a source says of each site, and no sentence that says the same beside it."""

from __future__ import annotations

from kimtan.data.dataset import Dataset
from kimtan.languages import Language
from kimtan.present.blocks import Number, Table, plain
from kimtan.present.facts import Facts
from kimtan.present.period_texts import PeriodTexts


def texts(dataset: Dataset, language: Language = "vi") -> PeriodTexts:
    """The words of the section on land."""
    return PeriodTexts(Facts(dataset, language), "land_environment")


def grid(table: Table | None) -> dict[str, dict[str, str]]:
    """The cells of a table by the names of its rows and columns; empty ones are left out."""
    assert table is not None
    heads = [column.title for column in table.columns[1:]]
    return {
        plain(row.cells[0]): {
            head: plain(cell) for head, cell in zip(heads, row.cells[1:], strict=True) if cell is not None
        }
        for row in table.rows
        if row.cells[0] is not None
    }


def test_each_site_stands_once_with_its_steps(real: Dataset) -> None:
    """Four sites in the order of the source; two points of one cell stand together, and a cell may be empty."""
    table = texts(real).steps()
    cells = grid(table)
    assert list(cells) == [
        "Khu dân cư khu phố 2 Liên Sơn", "Đường tránh thị trấn, giai đoạn 1 đợt 1",
        "Đường tránh thị trấn, giai đoạn 1 đợt 2", "Kè đê Ngọc Bồ",
    ]  # fmt: skip
    assert cells["Kè đê Ngọc Bồ"] == {"Thi công": "đã thi công xong"}
    first, second = (cells[f"Đường tránh thị trấn, giai đoạn 1 đợt {number}"] for number in (1, 2))
    assert first["Bồi thường, thu hồi đất"] == "đã xong với 86 hộ trong tổng số 100 hộ"
    assert "17 hộ giảm" in second["Vướng mắc"]
    assert second["Vướng mắc"].endswith("; 03 hộ nhận thừa kế chưa thu thập đủ giấy tờ")
    assert table is not None
    assert sum(isinstance(piece, Number) for row in table.rows for cell in row.cells for piece in cell or ()) == 7


def test_sentences_about_the_same_places_are_not_repeated(real: Dataset) -> None:
    """Beside the table the four sentences about the sites go; what else the section says stays."""
    words = texts(real)
    all_of_them, rest = words.highlights(), words.highlights(but_steps=True)
    assert all_of_them is not None
    assert rest is not None
    gone = [plain(text) for text in all_of_them.paragraphs if text not in rest.paragraphs]
    assert [text.split(" ")[0] for text in gone] == ["Đường", "Đường", "Khu", "Công"]


def test_a_public_edition_has_no_restricted_step(real: Dataset) -> None:
    """What is for the office alone leaves its cell, and the rest of the cell stays."""
    sites = grid(texts(real.edition(audience="public"), "en").steps())
    difficulties = sites["Town bypass, phase 1 round 2"]["Difficulties"]
    assert "17 households" in difficulties
    assert "inheritance" not in difficulties


def test_a_section_without_sites_has_no_table(real: Dataset) -> None:
    """And all of its sentences."""
    words = PeriodTexts(Facts(real, "vi"), "education")
    assert words.steps() is None
    assert words.highlights() == words.highlights(but_steps=True)
