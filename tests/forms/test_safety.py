"""A workbook of any program is read or refused within bounds, and says nothing on the terminal by itself."""

from __future__ import annotations

import os
import random
import re
import time
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kimtan.data.dataset import Dataset, load
from kimtan.forms.layout import sheets
from kimtan.forms.reading import read
from kimtan.forms.typed import Form
from kimtan.forms.workbook import write
from tests.conftest import write_workspace

INDICATORS = ["herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1"]
SHEET = "xl/worksheets/sheet2.xml"
STATED = [("herd.pigs", "actual", 850)]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A period of an office with one indicator."""
    workspace = write_workspace(tmp_path_factory.mktemp("safety") / "w", INDICATORS, [])
    return load(workspace, workspace.params_file("2024-H1"))


@pytest.fixture(scope="module")
def filled(dataset: Dataset) -> bytes:
    """Its form, filled in."""
    book = load_workbook(BytesIO(write(dataset, sheets(dataset))))
    book.worksheets[1]["G6"] = 850
    target = BytesIO()
    book.save(target)
    return target.getvalue()


Changed = Callable[..., Form]


@pytest.fixture
def changed(dataset: Dataset, filled: bytes, tmp_path: Path) -> Changed:
    """Read the form with parts of it changed by a function, and others added."""

    def change(step: Callable[[str, bytes], bytes], **added: bytes) -> Form:
        path = tmp_path / "form.xlsx"
        with zipfile.ZipFile(BytesIO(filled)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, step(name, source.read(name)))
            for name, content in added.items():
                target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
        return read(path, "form.xlsx", dataset)

    return change


def in_sheet(before: bytes, after: bytes) -> Callable[[str, bytes], bytes]:
    """Put something into the indicators' sheet, before the place that is named."""

    def step(name: str, content: bytes) -> bytes:
        return content.replace(before, after + before, 1) if name == SHEET else content

    return step


def result(form: Form) -> tuple[list[str], list[tuple[str, str, int]]]:
    """What is wrong with a form, and what it states."""
    return [problem.code for problem in form.problems], [
        (one.indicator, one.measure, int(one.value)) for one in form.typed
    ]


def test_strict_open_xml_is_read(changed: Changed) -> None:
    """Excel offers to save in it; only the names of its namespaces are others."""

    def strict(name: str, content: bytes) -> bytes:
        for part in (b"spreadsheetml", b"drawingml", b"officeDocument"):
            usual = b"http://schemas.openxmlformats.org/" + part + b"/2006/"
            content = content.replace(usual, b"http://purl.oclc.org/ooxml/" + part + b"/")
        return content.replace(b"<workbook ", b'<workbook conformance="strict" ')

    assert result(changed(strict)) == ([], STATED)


def test_formats_down_to_the_last_row_are_nothing(changed: Changed) -> None:
    """Somebody has set the font of whole rows; a sheet has 1,048,576 of them."""
    rows = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (row, row)
        if row % 20 == 0 else b'<row r="%d" s="1" customFormat="1"/>' % row
        for row in range(100, 1048577)
    )  # fmt: skip
    assert result(changed(in_sheet(b"</sheetData>", rows))) == ([], STATED)


def test_libraries_say_nothing_on_the_terminal(changed: Changed) -> None:
    """What they leave out is none of a form's figures."""
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert result(changed(in_sheet(b"</worksheet>", extension))) == ([], STATED)
    assert said == []


NUMBERS = random.Random(7)
MANY = b"".join(
    b'<row r="%d">' % row + b"".join(b"<c><v>%d</v></c>" % NUMBERS.randrange(10**9) for _ in range(60)) + b"</row>"
    for row in range(100, 1100)
)
WIDE = b'<row r="100"><c r="XFD100"><v>1</v></c></row>'
MERGED = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'


@pytest.mark.parametrize(
    ("before", "content", "code"),
    [
        (b"</sheetData>", MANY, "form.cells"),
        (b"</sheetData>", WIDE, "form.column"),
        (b"</sheetData>", b'<row r="3000"><c r="C3000"><v>1</v></c></row>', "form.rows"),
        (b"<pageMargins", MERGED, "form.cells"),
        (b"<pageMargins", MERGED.replace(b":", b"&#58;"), "form.cells"),
        (b"<pageMargins", MERGED.replace(b" ref", b' x=">" ref'), "form.cells"),
        (b"<pageMargins", MERGED.replace(b"mergeCell ", b'y:mergeCell xmlns:y="x" '), "form.cells"),
        (b"<pageMargins", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>', "form.cells"),
    ],
)
def test_what_would_fill_the_memory_is_refused(changed: Changed, before: bytes, content: bytes, code: str) -> None:
    """Within a second or two and far below 256 MB."""
    tracemalloc.start()
    begin = time.perf_counter()
    try:
        assert result(changed(in_sheet(before, content)))[0] == [code]
        assert tracemalloc.get_traced_memory()[1] < 100 << 20
        assert time.perf_counter() - begin < 30
    finally:
        tracemalloc.stop()


def recoded(encoding: str) -> Callable[[str, bytes], bytes]:
    """Write the indicators' sheet in another encoding."""

    def step(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        body = re.sub(r"^<\?xml[^>]*\?>", "", content.decode("utf-8"))
        return f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding, "xmlcharrefreplace")

    return step


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_part_in_which_nothing_could_be_looked_for_is_refused(changed: Changed, encoding: str) -> None:
    """All programs write UTF-8."""
    assert result(changed(recoded(encoding)))[0] == ["form.entities"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<row r="6" ht="17"', b'<row r="6" ht="0"'),
        (b'<col width="13" customWidth="1" min="7"', b'<col width="0" customWidth="1" min="7"'),
        (b'<col width="42"', b'<col width="0"'),
    ],
    ids=["row", "column", "names"],
)
def test_what_has_no_height_or_width_is_not_seen(changed: Changed, before: bytes, after: bytes) -> None:
    """Programs hide a row or a column by that as well."""
    form = changed(lambda _, content: content.replace(before, after))
    assert [problem.code for problem in form.problems] == ["form.hidden"]


def test_a_merge_of_few_cells_is_none_of_many_however_it_is_written(changed: Changed) -> None:
    """Some programs fix its corners with dollar signs."""
    merged = b'<mergeCells><mergeCell ref="$B$1:$G$1"/></mergeCells>'
    assert result(changed(in_sheet(b"<conditionalFormatting", merged))) == ([], STATED)


@pytest.mark.parametrize("name", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml"])
def test_no_part_declares_entities(changed: Changed, name: str) -> None:
    """Neither a sheet nor what says where sheets are."""

    def declare(part: str, content: bytes) -> bytes:
        return content.replace(b"<", b'<!DOCTYPE x [<!ENTITY y "z">]><', 1) if part == name else content

    assert result(changed(declare))[0] == ["form.entities"]


def test_a_part_that_unpacks_to_far_more_than_it_is_packed_is_refused(changed: Changed) -> None:
    """Before anything of it is unpacked; a part that is large by itself is no bomb."""
    assert result(changed(lambda _, content: content, xl__media__one_dot_png=bytes(1 << 20)))[0] == ["form.bomb"]
    noise = random.Random(1).randbytes(1 << 20)
    assert result(changed(lambda _, content: content, xl__media__one_dot_png=noise)) == ([], STATED)


def test_two_parts_of_one_name_are_refused(changed: Changed) -> None:
    """What is looked over has to be what is read."""
    assert result(changed(lambda _, content: content, xl__WORKSHEETS__sheet2_dot_xml=b"<x/>"))[0] == ["form.broken"]


def large(path: Path) -> None:
    """A file of 65 MB that takes no room."""
    path.touch()
    os.truncate(path, 65 << 20)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (Path.mkdir, "form.unreadable"),
        (os.mkfifo, "form.unreadable"),
        (lambda path: None, "form.unreadable"),
        (large, "form.bomb"),
        (Path.touch, "form.broken"),
    ],
    ids=["folder", "pipe", "nothing", "large", "blank"],
)
def test_what_is_no_workbook_at_all_is_refused_with_what_to_do(
    dataset: Dataset, tmp_path: Path, make: Callable[[Path], object], code: str
) -> None:
    """Nothing waits for a pipe or reads gigabytes first."""
    path = tmp_path / "form.xlsx"
    make(path)
    (problem,) = read(path, "form.xlsx", dataset).problems
    assert (problem.code, problem.place) == (code, "form.xlsx")
    assert problem.seen.endswith(".")
    assert problem.remedy.endswith(".")


def test_a_hundred_problems_are_told_and_how_many_more(dataset: Dataset) -> None:
    """Nobody reads 8,000 lines."""
    path = dataset.workspace.root / "many.csv"
    heads = "Mã chỉ tiêu;STT;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Còn lại;Ghi chú"
    path.write_text("\n".join([heads, *(f"x{number};;;;;;1;;" for number in range(1500)), ""]), "utf-8")
    form = read(path, "many.csv", dataset)
    assert len(form.problems) == 101
    assert form.problems[-1].seen == "1400 more problems were found in this form."


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_refused_or_states_what_it_says(
    dataset: Dataset, filled: bytes, tmp_path: Path, seed: int
) -> None:
    """Bytes are flipped and cut off; each time nothing is raised, and no other figure comes of it."""
    chance = random.Random(seed)
    content = bytearray(filled)
    if seed % 3 == 0:
        del content[chance.randrange(len(content)) :]
    for _ in range(chance.randrange(1, 4)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    codes, stated = result(read(path, "form.xlsx", dataset))
    assert codes or stated == STATED
