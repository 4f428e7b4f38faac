"""A CSV form loses nothing: every row and column is read, or the line that is not is told."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kimtan.data.dataset import Dataset, load
from kimtan.forms.filling import changes, fill
from kimtan.forms.reading import read
from kimtan.forms.typed import Form
from tests.conftest import write_workspace

INDICATORS = [
    "crops.all,farms,Diện tích,All,ha,stock,higher,1,,,,,,false,1",
    "crops.rice,farms,Diện tích lúa,Rice,ha,stock,higher,1,crops.all,crop,,,,false,2",
    "crops.maize,farms,Diện tích ngô,Maize,ha,stock,higher,1,crops.all,crop,,,,false,3",
    "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,4",
]
HEADS = "Mã chỉ tiêu;STT;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Còn lại;Ghi chú"
RICE, PIGS = "crops.rice;;Diện tích lúa;ha;;;9,5;;", "herd.pigs;;Đàn lợn;con;;;850;;"


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """A period of an office with three indicators that are typed."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, [])
    return load(workspace, workspace.params_file("2024-H1"))


def form(dataset: Dataset, *lines: str, name: str = "bieu.csv", end: str = "\n", head: str = HEADS) -> Form:
    """What is read of a file with these lines below the heads."""
    path = dataset.workspace.root / name
    path.write_bytes(end.join([head, *lines, ""]).encode())
    return read(path, name, dataset)


def told(found: Form) -> list[tuple[str, str]]:
    """Place and code of what is wrong."""
    return [(problem.place, problem.code) for problem in found.problems]


def figures(found: Form) -> list[tuple[str, str, str]]:
    """What is stated, and where."""
    return [(one.indicator, str(one.value), one.place) for one in found.typed]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(dataset: Dataset, end: str) -> None:
    """Excel for the Mac writes the last of them."""
    found = form(dataset, RICE, PIGS, end=end)
    assert (told(found), figures(found)) == ([], [("crops.rice", "9.5", "G2"), ("herd.pigs", "850", "G3")])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((RICE, 'crops.maize;;"Diện tích ngô;ha;;;5,5;;', PIGS), [("bieu.csv:3", "table.quotes")]),
        ((RICE, 'crops.maize;;Diện "tích ngô;ha;;;5,5;;', PIGS), [("bieu.csv:3", "table.quotes")]),
        ((RICE, "herd.pigs;;Đàn lợn;con;;;850"), [("bieu.csv:3", "table.row_length")]),
        ((RICE, f"{PIGS};;12"), [("bieu.csv:3", "table.row_length")]),
        ((RICE, PIGS + "x" * 200_000), [("bieu.csv:3", "table.cell_too_long")]),
        ((RICE, RICE), [("bieu.csv:3", "form.row")]),
        ((RICE, "herd.pigs;;Diện tích ngô;con;;;850;;"), [("bieu.csv:3", "form.row")]),
        (("crops.rice;;Diện tích lúa;m²;;;9,5;;",), [("bieu.csv:2", "form.row_unit")]),
        ((RICE, ";;;;;;7,5;;"), [("bieu.csv:3", "form.name")]),
        (("herd.pigs;;Đàn lợn;con;;;1000000000000000;;",), [("bieu.csv:2 (Ước thực hiện)", "form.range")]),
        (("crops.all;;Diện tích;ha;;;20,5;;", RICE, "crops.maize;;;;;;5,5;;"), [
            ("bieu.csv:2 (Ước thực hiện)", "form.sum")
        ]),
        ((RICE, *[f";;dòng {number};;;;;;" for number in range(2000)]), [("bieu.csv", "form.rows")]),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_told(
    dataset: Dataset, lines: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """With its line, and nothing below it is lost without a word."""
    assert told(form(dataset, *lines)) == expected


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (HEADS.replace("Còn lại", "Ước thực hiện"), "form.heads"),
        (HEADS.replace("Kế hoạch năm", "Kế hoạch"), "form.heads"),
        (HEADS.replace("Còn lại", "Ước cả năm"), "form.column"),
    ],
)
def test_every_column_with_figures_is_the_form_s(dataset: Dataset, head: str, code: str) -> None:
    """The second of two alike would be left out, and so would one that nobody knows."""
    assert [one for _, one in told(form(dataset, "herd.pigs;;;;;;850;50;", head=head))] == [code]


def test_a_note_of_several_lines_shifts_no_place(dataset: Dataset) -> None:
    """The places of a file are those of an editor."""
    found = form(dataset, 'crops.rice;;;;;;9,5;;"Ước của phòng,\nchưa chốt"', PIGS)
    assert (told(found), figures(found)) == ([], [("crops.rice", "9.5", "G2"), ("herd.pigs", "850", "G4")])
    assert found.typed[0].note == "Ước của phòng, chưa chốt"


def test_blank_rows_as_spreadsheets_leave_them_are_nothing(dataset: Dataset) -> None:
    """However many there are."""
    found = form(dataset, RICE, *[";" * 8] * 3000, PIGS)
    assert (told(found), len(found.typed), found.typed[1].place) == ([], 2, "G3003")


def test_a_whole_that_is_typed_is_not_lost(dataset: Dataset) -> None:
    """Where not all of its parts are there, what was typed is what is known."""
    found = form(dataset, "crops.all;;;;;;20,5;;", RICE)
    assert (told(found), {one[:2] for one in figures(found)}) == (
        [], {("crops.all", "20.5"), ("crops.rice", "9.5")},
    )  # fmt: skip


def test_a_whole_may_differ_from_its_parts_by_rounding(dataset: Dataset) -> None:
    """Each of the three is rounded by itself; a tenth and a half is as much as that can make."""
    parts = ("crops.rice;;;;;;9,5;;", "crops.maize;;;;;;5,5;;")
    found = form(dataset, "crops.all;;;;;;15,1;;", *parts)
    assert (told(found), {one[:2] for one in figures(found)} >= {("crops.all", "15.1")}) == ([], True)
    assert told(form(dataset, "crops.all;;;;;;15,2;;", *parts)) == [("bieu.csv:2 (Ước thực hiện)", "form.sum")]


def test_a_sum_of_parts_as_they_are_stored_changes_nothing(dataset: Dataset) -> None:
    """The whole is stated by itself, and may differ by rounding; nobody has typed another one."""
    fill(dataset, changes(dataset, [form(dataset, "crops.all;;;;;;15,1;;", RICE, "crops.maize;;;;;;5,5;;")]), "Biểu")
    again = load(dataset.workspace, dataset.workspace.params_file("2024-H1"))
    found = changes(again, [form(again, RICE, "crops.maize;;;;;;5,5;;", name="b.csv")])
    assert {one.kind for one in found} == {"same"}
    found = changes(again, [form(again, RICE, "crops.maize;;;;;;5,7;;", name="c.csv")])
    assert {one.typed.indicator for one in found if one.kind == "different"} == {"crops.all", "crops.maize"}


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        (";;Đàn dê;con;;;40;;", [("", "Đàn dê", "con", "bieu.csv:2")]),
        (";;Đàn dê;;;40;;;", [("", "Đàn dê", "", "bieu.csv:2")]),
        (";;Đàn dê;con;;;;;", [("", "Đàn dê", "con", "bieu.csv:2")]),
        (";;Người lập biểu;;;;;;", []),
        (";;;con;;;;;", []),
    ],
)
def test_a_new_indicator_is_proposed(dataset: Dataset, line: str, proposed: list[tuple[str, ...]]) -> None:
    """A name with figures or with a unit; a line of words is not one."""
    found = form(dataset, line)
    assert (told(found), found.proposed) == ([], proposed)


def test_figures_of_a_known_name_without_its_code_are_not_those_of_a_new_indicator(dataset: Dataset) -> None:
    """They would be listed as a proposal, and stated nowhere."""
    found = form(dataset, ";;Đàn lợn;con;;;850;;")
    assert (told(found), found.proposed) == ([("bieu.csv:2", "form.row")], [])


def test_the_note_beside_a_whole_is_its_own(dataset: Dataset) -> None:
    """As beside any other figure; a sum that nobody typed has none."""
    found = form(dataset, "crops.all;;;;;;20,5;;Theo tổng điều tra", f"{RICE}Ước")
    assert {(one.indicator, one.note, one.is_sum) for one in found.typed} == {
        ("crops.all", "Theo tổng điều tra", False), ("crops.rice", "Ước", False),
    }  # fmt: skip
    found = form(dataset, f"{RICE}Ước", "crops.maize;;;;;;5,5;;")
    assert [(str(one.value), one.note) for one in found.typed if one.is_sum] == [("15.0", "")]


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("Biểu số 2.Đã ký.csv", "form_bieu_so_2_da_ky"),
        ("2024.csv", "form_2024"),
        ("…csv.csv", "form_csv"),
        (unicodedata.normalize("NFD", "Nông-nghiệp.csv"), "form_nong_nghiep"),
    ],
)
def test_a_file_of_any_name_is_a_document(dataset: Dataset, name: str, document: str) -> None:
    """Vietnamese letters, points and blanks are no letters of a document's name."""
    found = form(dataset, unicodedata.normalize("NFD", RICE), name=name)
    fill(dataset, changes(dataset, [found]), "Biểu")
    again = load(dataset.workspace, dataset.workspace.params_file("2024-H1"))
    assert [row.source for row in again.stated] == [f"{document}:G2"]


def test_other_encodings_are_told(dataset: Dataset) -> None:
    """As they are of any other table."""
    path = dataset.workspace.root / "bieu.csv"
    path.write_bytes(HEADS.encode("utf-16"))
    assert told(read(path, "bieu.csv", dataset)) == [("bieu.csv", "text.encoding")]


@pytest.mark.parametrize("cell", ["1234.567,5", "1.2345,5", ".234,5", "12.34,5"])
def test_thousands_that_are_no_groups_of_three_are_refused(dataset: Dataset, cell: str) -> None:
    """Which mark is which is sure, and what was typed is not."""
    found = form(dataset, RICE.replace("9,5", cell))
    assert [problem.code for problem in found.problems] == ["form.value"]


def test_two_decimal_marks_in_one_file_are_told_with_both_numbers(dataset: Dataset) -> None:
    """So that a person finds them."""
    (problem,) = form(dataset, RICE, PIGS.replace("850", "850.25")).problems
    assert problem.seen == "'9,5' has a decimal comma, and '850.25' a decimal dot."


GROWN = [
    *INDICATORS,
    "crops.potato,farms,Diện tích khoai,Potatoes,ha,stock,higher,1,crops.all,crop,,,,false,5",
    "herd.all,farms,Gia súc,Cattle,head,stock,higher,0,,,,,,false,6",
    "herd.cows,farms,Đàn bò,Cows,head,stock,higher,0,herd.all,kind,,,,false,7",
    "herd.buffalo,farms,Đàn trâu,Buffaloes,head,stock,higher,0,herd.all,kind,,,,false,8",
]


@pytest.fixture
def grown(tmp_path: Path) -> Dataset:
    """One with a whole of three measured parts, one of two counted ones, and growth that was stated once."""
    rows = ['herd.pigs,yoy_pct,-1.9,pct,"1,9",,,,final,,L1,,', "herd.pigs,actual,850,head,850,,about,,final,,L2,,"]
    workspace = write_workspace(tmp_path / "grown", GROWN, rows)
    return load(workspace, workspace.params_file("2024-H1"))


@pytest.mark.parametrize(
    ("area", "is_taken"), [("15,0", True), ("15,2", True), ("14,8", True), ("15,3", False), ("14,7", False)]
)
def test_each_part_more_may_be_rounded_by_half_a_step(grown: Dataset, area: str, is_taken: bool) -> None:
    """Three parts and their whole: two tenths."""
    parts = [f"{name};;;;;;5,0;;" for name in ("crops.rice", "crops.maize", "crops.potato")]
    assert (told(form(grown, f"crops.all;;;;;;{area};;", *parts)) == []) == is_taken


@pytest.mark.parametrize(("heads", "is_taken"), [("15", True), ("16", False), ("14", False)])
def test_what_is_counted_adds_up_to_the_last_one(grown: Dataset, heads: str, is_taken: bool) -> None:
    """Nothing is rounded of it."""
    parts = ("herd.cows;;;;;;10;;", "herd.buffalo;;;;;;5;;")
    assert (told(form(grown, f"herd.all;;;;;;{heads};;", *parts)) == []) == is_taken


GROWTH = f"{HEADS};Tăng, giảm (%);Mức"


@pytest.mark.parametrize("parts", [(), ("herd.cows;;;;;;10;;;;", "herd.buffalo;;;;;;5;;;;")])
def test_the_bound_of_a_whole_is_kept(grown: Dataset, parts: tuple[str, ...]) -> None:
    """Typed where its parts are missing, or their sum: more than 15 is not 15."""
    found = form(grown, "herd.all;;;;;;15;;;;Hơn", *parts, head=GROWTH)
    assert told(found) == []
    (whole,) = (figure for figure in found.typed if figure.indicator == "herd.all")
    assert (str(whole.value), whole.bound) == ("15", "at_least")


def test_a_bound_of_no_figure_is_told(grown: Dataset) -> None:
    """Whoever chose it meant a figure that is not there."""
    found = form(grown, "herd.pigs;;;;;;;;;-2,5;Hơn", head=GROWTH)
    assert told(found) == [("bieu.csv:2 (Mức)", "form.bound")]


@pytest.mark.parametrize(
    ("cells", "growth", "bound"),
    [
        ("860;;;-2,5;Hơn", "-2.5", "at_least"),
        ("860;;;\N{MINUS SIGN}2,5;DƯỚI", "-2.5", "at_most"),
        ("860;;;0,125; khoảng ", "0.125", "about"),
        ("860;;;-0,125;", "-0.125", ""),
        ("860;;;-0.125;", "-0.125", ""),
        ("860;;;-1.234,5;", "-1234.5", ""),
    ],
)
def test_growth_and_bounds_are_read_as_people_write_them(grown: Dataset, cells: str, growth: str, bound: str) -> None:
    """Any minus, any capitals; a nought before the mark tells that it is one of decimals."""
    found = form(grown, f"herd.pigs;;;;;;{cells}", head=GROWTH)
    assert told(found) == []
    assert {(one.measure, str(one.value), one.bound) for one in found.typed} == {
        ("actual", "860", bound), ("yoy_pct", growth, None),
    }  # fmt: skip


@pytest.mark.parametrize("cell", ["-5", "\N{MINUS SIGN}5", "+5", "--5", "5-", "-"])
def test_a_level_has_no_sign(dataset: Dataset, cell: str) -> None:
    """A minus before it is a slip, not what is meant."""
    found = form(dataset, f"herd.pigs;;;;;;{cell};;")
    assert (told(found), found.typed) == ([("bieu.csv:2 (Ước thực hiện)", "form.value")], [])


def test_a_column_of_blanks_is_nobody_s_concern(dataset: Dataset) -> None:
    """Only what would not be read is told, at its first line."""
    assert told(form(dataset, f"{RICE}; ", f"{PIGS};", head=f"{HEADS};Của tôi")) == []
    assert told(form(dataset, f"{RICE}; ", f"{PIGS};1", head=f"{HEADS};Của tôi")) == [("bieu.csv:3", "form.column")]
