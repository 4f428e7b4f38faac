"""Units: multiples of known ones, and those that do not stand at their number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kimtan.data.units import Unit
from kimtan.extract.reading import read
from tests.extract.made import brief, figures, paragraphs, table

TONNES = Unit.model_construct(unit="t", name_vi="tấn", name_en="tonnes", one_en="tonne", dimension="mass")
CASES = Unit.model_construct(unit="cases", name_vi="vụ", name_en="cases", one_en="case", dimension="count")
UNITS = {"t": TONNES, "cases": CASES}


def test_a_multiple_of_a_known_unit_is_read_in_that_unit() -> None:
    """52,3 thousand tonnes are 52,300 tonnes, still rounded to a hundred; as it stands it is in no known unit."""
    (figure,) = read(paragraphs("Sản lượng đạt 52,3 nghìn tấn."), units=UNITS).figures
    assert (figure.value, figure.unit, figure.unit_text) == (52300, "t", "nghìn tấn")
    assert figure.value.as_tuple().exponent == 2
    stands = figure.as_it_stands()
    assert (stands.value, stands.unit, stands.scale) == (Decimal("52.3"), "", 1)


def test_a_counted_noun_stays_what_it_is() -> None:
    """Words behind a counted noun make no other unit of it."""
    (figure,) = read(paragraphs("Phát hiện 06 vụ vi phạm."), units=UNITS).figures
    assert figure.unit == "cases"


@pytest.mark.parametrize(
    ("texts", "units"),
    [
        (["Kết quả thu (đơn vị: triệu đồng): thuế 845; lệ phí 62,5."], ["triệu đồng", "triệu đồng"]),
        (["Kết quả thu (đơn vị: triệu đồng):", "- Thuế: 845.", "- Lệ phí: 62."], ["triệu đồng", "triệu đồng"]),
        (["1. Thu (ĐVT: triệu đồng)", "- Thuế: 845.", "2. Dân số: 312."], ["triệu đồng", ""]),
        (["Số lao động được đào tạo là 135, tăng 12 so với cùng kỳ."], ["lao động", "lao động"]),
        (["Tổng đàn trâu, bò 1.312 con (trâu 406, bò 906)."], ["con", "con", "con"]),
        (["Số sinh: 94 trẻ; nam 49, nữ 45."], ["trẻ", "trẻ", "trẻ"]),
        (["Tỷ lệ đạt 94%, xếp 12."], ["%", ""]),
        (["Tiếp 46 lượt công dân."], ["lượt công dân"]),
        (["Trồng rừng đạt 260,6 nghìn héc ta, gỗ 17,6 triệu mét khối."], ["nghìn héc ta", "triệu mét khối"]),
        (["Internet đạt 21,4 thuê bao/100 dân."], ["thuê bao/100 dân"]),
    ],
)
def test_a_unit_stands_elsewhere(texts: list[str], units: list[str]) -> None:
    """A unit is announced for a list, named by what is counted, or that of the figure before; never a percentage."""
    assert [figure.unit_text for figure in figures(*texts)] == units


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Đàn gia cầm có 7 triệu 520 nghìn con.", "7520", "nghìn con"),
        ("Kinh phí 1 tỷ 250 triệu đồng.", "1250", "triệu đồng"),
        ("Sản lượng 12 nghìn 500 tấn.", "12500", "tấn"),
        ("Thu 3 tỷ rưỡi.", "3.5", "tỷ"),
        ("Chênh lệch thu chi là -7 triệu 520 nghìn đồng.", "-7520", "nghìn đồng"),
    ],
)
def test_numbers_that_go_on_in_smaller_multiples(text: str, value: str, unit: str) -> None:
    """A number in two multiples is one figure, in the smaller of them and with its sign."""
    assert [(str(figure.value), figure.unit_text) for figure in figures(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("Thu 12 345 triệu đồng.", ["12", "345"]), ("Thu 1 234 567,5 triệu đồng.", ["1", "234", "567,5"]),
     ("Có 12 hộ, 345 người.", []), ("Trong tháng 6 120 hộ thoát nghèo.", []), ("Có 1234 567 hộ.", []),
     ("Đạt 98, 5% kế hoạch.", ["98", "5"]), ("Thu 1 .234 triệu đồng.", ["1", "234"]),
     ("Nuôi 98, 105 hộ.", []), ("Trồng rừng đạt 98%, 5 hộ thoát nghèo.", [])],
)  # fmt: skip
def test_numbers_that_a_blank_parts_are_doubtful(text: str, doubtful: list[str]) -> None:
    """Numbers between which a blank stands where a number has none may be one, and are read with doubt."""
    assert [figure.as_written for figure in figures(text) if figure.confidence <= 0.5] == doubtful


@pytest.mark.parametrize(
    ("text", "value", "measure", "subject"),
    [
        ("Tốc độ tăng trưởng là âm 2,5%.", "-2.5", "yoy_pct-", "Tốc độ tăng trưởng"),
        ("Ngành xây dựng tăng trưởng âm 2,5% so với cùng kỳ.", "-2.5", "yoy_pct-", "Ngành xây dựng tăng trưởng"),
        ("Ngành xây dựng tăng -2,5% so với cùng kỳ.", "-2.5", "yoy_pct-", "Ngành xây dựng"),
        ("Kết dư ngân sách âm 125 triệu đồng.", "-125", "actual", "Kết dư ngân sách"),
        ("Trang bị máy ghi âm 125 triệu đồng.", "125", "actual", "Trang bị máy ghi âm"),
        ("Trạm y tế có máy siêu âm 2 chiếc.", "2", "actual", "Trạm y tế có máy siêu âm"),
    ],
)
def test_less_than_nothing(text: str, value: str, measure: str, subject: str) -> None:
    """The word for minus and a minus behind ``tăng`` make a number negative; the word for sound does not."""
    (figure,) = figures(text)
    assert (brief(figure)[0], brief(figure)[2], figure.subject) == (value, measure, subject)


def test_a_half_is_half_of_a_hundred() -> None:
    """Half of a plan is 50 % of it."""
    (figure,) = figures("Thu ngân sách đạt một nửa dự toán.")
    assert (figure.value, figure.unit_text, figure.measure) == (50, "%", "pct_of_plan")


@pytest.mark.parametrize(
    ("heads", "ratios", "measure"),
    [
        (("Kế hoạch", "Thực hiện", "Tỷ lệ (%)"), ("48,0", "38,0"), "pct_of_plan"),
        (("Cùng kỳ 2023", "Thực hiện 2024", "Tỷ lệ (%)"), ("48,0", "38,0"), "yoy_index"),
        (("Cùng kỳ 2023", "Thực hiện 2024", "Tăng, giảm (%)"), ("-52,0", "-62,0"), "yoy_pct"),
    ],
)
def test_a_column_of_percentages_is_read_by_what_it_confirms(
    heads: tuple[str, str, str], ratios: tuple[str, str], measure: str
) -> None:
    """Of what a column's percentages are is told by the other columns, whatever the unit of its rows."""
    rows = [("Nguồn vốn", *heads), ("Tỉnh", "9.400", "4.512", ratios[0]), ("Huyện", "5.250", "1.995", ratios[1])]
    made = read(table(*rows, above=("Đơn vị tính: triệu đồng",))).figures
    assert [(figure.measure, figure.unit_text) for figure in made if figure.unit_text == "%"] == [(measure, "%")] * 2


def test_a_unit_stands_in_a_caption_or_a_count_in_a_head() -> None:
    """A caption's bracket is the unit of its table; ``Số lớp`` counts classes."""
    rows = [("Vật nuôi", "Năm 2024"), ("Trâu", "412"), ("Bò", "1.106")]
    assert {figure.unit_text for figure in read(table(*rows, above=("Bảng 2: Đàn gia súc (con)",))).figures} == {"con"}
    rows = [("Cấp học", "Số lớp", "Số học sinh"), ("Mầm non", "24", "642"), ("Tiểu học", "34", "1.018")]
    assert [figure.unit_text for figure in read(table(*rows)).figures] == ["lớp", "học sinh"] * 2


def test_a_group_of_rows_names_their_unit() -> None:
    """A row that only names those below it is no head, and the unit in its name is theirs."""
    rows = [("TT", "Vật nuôi", "Năm 2023", "Năm 2024"), ("I", "Gia súc (con)", "", ""), ("1", "Trâu", "320", "310")]
    assert [(figure.subject, figure.unit_text) for figure in read(table(*rows)).figures] == [("Trâu", "con")] * 2


def test_a_column_of_rates_is_in_percent() -> None:
    """``Tỷ lệ`` heads percentages, though it does not write the sign."""
    rows = [("Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Tỷ lệ"), ("Lúa", "ha", "300", "294", "98")]
    rows.append(("Ngô", "ha", "100", "95", "95"))
    last = [figure for figure in read(table(*rows)).figures if figure.as_written == "98"]
    assert [(figure.unit_text, figure.measure) for figure in last] == [("%", "pct_of_plan")]


def test_a_unit_stands_in_the_head_or_the_name_of_a_row() -> None:
    """The bracket over the names is the table's unit; a row that counts or is a rate has a unit of its own."""
    rows = [("Nguồn thu (triệu đồng)", "Dự toán", "Thực hiện"), ("Thuế", "320", "310"), ("Số hộ nộp", "12", "11")]
    made = read(table(*rows, ("Tỷ lệ thu", "95", "91"))).figures
    assert [figure.unit_text for figure in made] == ["triệu đồng"] * 2 + ["hộ"] * 2 + ["%"] * 2


@pytest.mark.parametrize(
    ("rows", "units"),
    [
        ([("Lĩnh vực", "Tiếp nhận", "Giải quyết"), ("Hộ tịch", "210 hồ sơ", "208")], ["hồ sơ", "hồ sơ"]),
        ([("Loại cây", "KH (ha)", "TH", "Đạt %"), ("Ngô", "40", "38", "95")], ["ha", "ha", "%"]),
        ([("Tiêu đề", "Kế hoạch", "Thực hiện"), ("Thu", "120,5", "61,2")], ["", ""]),
    ],
)
def test_a_cell_without_a_unit_has_that_to_its_left(rows: list[tuple[str, ...]], units: list[str]) -> None:
    """A level is in the unit of the one before it in its row; a head that says what is stated names no unit."""
    document = table(*rows, tuple("Khác" if not at else cell for at, cell in enumerate(rows[1])))
    assert [figure.unit_text for figure in read(document).figures][: len(units)] == units
