"""What the cells of a table state: units and measures by heads, titles, names and the other columns."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from kimtan.extract.figures import ReadFigure
from kimtan.extract.proofing import proof
from kimtan.extract.reading import read
from kimtan.period import Period
from tests.extract.made import brief, paragraphs, table

Row = Sequence[str | None]


def cells(*rows: Row, above: Sequence[str] = ()) -> dict[str, ReadFigure]:
    """The figures of a table by what is written in their cells."""
    document = table(*rows, above=above)
    return {document.passages[figure.passage].text: figure for figure in read(document).figures}


def told(figures: dict[str, ReadFigure], cell: str) -> tuple[str, str, str, str]:
    """Subject, value, unit and measure of a cell."""
    return figures[cell].subject, *brief(figures[cell])


@pytest.mark.parametrize(
    ("head", "cell", "unit", "measure"),
    [
        ("TH/KH", "53,8", "%", "pct_of_plan"),
        ("ƯTH/DT", "50,3", "%", "pct_of_plan"),
        ("Đạt KH", "53,8", "%", "pct_of_plan"),
        ("Mức độ hoàn thành", "53,8", "%", "pct_of_plan"),
        ("Đạt", "53,8", "%", "pct_of_plan"),
        ("So sánh", "53,8", "%", "pct_of_plan"),
        ("So sánh", "67,2", "%", "yoy_index"),
        ("Tăng, giảm", "-32,8", "%", "yoy_pct-"),
        ("Chênh lệch", "-393", "Tr.đ", "yoy_abs-"),
        ("Chênh lệch", "-693", "Tr.đ", "change-"),
        ("SVCK", "67,2", "%", "yoy_index"),
        ("TH/CK", "67,2", "%", "yoy_index"),
        ("2023/2022", "67,2", "%", "yoy_index"),
        ("Tốc độ tăng", "-32,8", "%", "yoy_pct-"),
        ("Tháng 6 so với tháng 5", "101,2", "%", "change+"),
        ("So với KH", "53,8", "%", "pct_of_plan"),
        ("So với KH", "-693", "Tr.đ", "change-"),
    ],
)
def test_a_column_that_compares(head: str, cell: str, unit: str, measure: str) -> None:
    """A head that compares makes no level; what it leaves open is what the other columns bear out."""
    figures = cells(
        ("Chỉ tiêu", "ĐVT", "TH 2022", "KH 2023", "TH 2023", head), ("Thu phí", "Tr.đ", "1.200", "1.500", "807", cell)
    )
    assert told(figures, cell) == ("Thu phí", cell.replace(",", "."), unit, measure)
    assert figures[cell].confidence > 0.7 or measure == "change+"


@pytest.mark.parametrize(
    "cell", ["-32,8", "−32,8", "- 32,8", "– 32,8", "(32,8)", "( 32,8 )", "(- 32,8)", " (32,8%)", "Giảm 32,8", "↓ 32,8"]
)
def test_a_change_below_zero(cell: str) -> None:
    """A dash with or without a blank behind it, brackets, and words say that a change is negative."""
    figures = cells(("Chỉ tiêu", "ĐVT", "TH 2022", "TH 2023", "Tăng, giảm"), ("Thu phí", "Tr.đ", "1.200", "807", cell))
    assert told(figures, cell) == ("Thu phí", "-32.8", "%", "yoy_pct-")


@pytest.mark.parametrize(
    ("cell", "value", "is_sure"),
    [
        ("-393", "-393", True),
        ("- 393", "393", False),
        ("(393)", "393", True),
        ("- 393 hộ", "393", True),
        ("393", "393", True),
    ],
)
def test_a_level_below_zero(cell: str, value: str, is_sure: bool) -> None:
    """Of a level only a minus says so; a dash with a blank behind it may be one of a list, which is doubtful."""
    figures = cells(("Chỉ tiêu", "Năm 2023"), ("Chênh lệch", cell), ("Kết dư", "41"))
    assert (told(figures, cell)[1], figures[cell].confidence > 0.5) == (value, is_sure)


@pytest.mark.parametrize("head", ["Đạt", "Hoàn thành", "Chênh lệch"])
def test_a_comparison_that_nothing_bears_out_is_doubtful(head: str) -> None:
    """A head that does not say how it compares is doubted where the other columns give other numbers."""
    figures = cells(("Chỉ tiêu", "TH 2022", "KH 2023", "TH 2023", head), ("Thu phí", "1.200", "1.500", "807", "50,3"))
    assert figures["50,3"].confidence < 0.7


@pytest.mark.parametrize(
    "above",
    [
        ("Thu ngân sách", "ĐVT: Triệu đồng"),
        ("Thu ngân sách, đơn vị triệu đồng",),
        ("Thu ngân sách (đơn vị: triệu đồng)",),
        ("(Triệu đồng)",),
        ("Đơn vị tính là triệu đồng", "(Kèm theo Báo cáo của UBND xã)"),
    ],
)
def test_the_unit_above_a_table(above: Sequence[str]) -> None:
    """The unit of a table stands above it, in brackets, behind a comma or on a line of its own."""
    figures = cells(("Khoản thu", "Dự toán", "Thực hiện"), ("Thuế", "120", "118"), ("Phí", "30", "31"), above=above)
    assert {figure.unit_text.lower() for figure in figures.values()} == {"triệu đồng"}


def test_thousands_of_a_unit_are_no_figure() -> None:
    """``1.000 đồng`` behind the word for a unit names it, and is no figure."""
    figures = cells(("Khoản thu", "Thực hiện"), ("Thuế", "118.000"), ("Phí", "31.000"), above=("Đvt: 1.000 đồng",))
    assert set(figures) == {"118.000", "31.000"}
    assert {figure.unit_text for figure in figures.values()} == {"nghìn đồng"}


def test_titles_inside_a_table() -> None:
    """A row with a name alone gives those below it, and their total, its unit and what is measured."""
    figures = cells(
        ("TT", "Chỉ tiêu", "KH", "TH"),
        (None, "Diện tích (ha)", None, None),
        (None, "Tổng số", "150", "149"),
        ("1", "Lúa", "120", "118"),
        (None, "Sản lượng (tấn)", None, None),
        ("1", "Lúa", "700", "690"),
    )
    assert told(figures, "118") == ("Diện tích lúa", "118", "ha", "actual")
    assert told(figures, "690") == ("Sản lượng lúa", "690", "tấn", "actual")
    assert figures["149"].unit_text == "ha"


def test_heads_over_several_columns() -> None:
    """What stands over plan and result is what they are of; the unit may be in either row of heads."""
    figures = cells(
        ("Cây trồng", "Diện tích (ha)", "Diện tích (ha)", "Sản lượng", "Sản lượng"),
        (None, "KH", "TH", "KH (tấn)", "TH (tấn)"),
        ("Lúa", "120", "118", "700", "690"),
        ("Ngô", "30", "31", "90", "93"),
    )
    assert told(figures, "120") == ("Diện tích lúa", "120", "ha", "plan")
    assert told(figures, "93") == ("Sản lượng ngô", "93", "tấn", "actual")


def test_places_are_no_units() -> None:
    """A column headed ``Đơn vị`` that holds the names of places names the rows."""
    figures = cells(
        ("Đơn vị", "Tổng số hộ", "Hộ nghèo đầu năm", "Dân số"),
        ("Xã A", "1.200", "60", "4.800"),
        ("Xã B", "900", "45", "3.500"),
    )
    assert told(figures, "1.200") == ("Tổng số hộ Xã A", "1200", "hộ", "actual")
    assert figures["60"].unit_text.lower() == "hộ nghèo"
    assert figures["3.500"].unit_text == "người"


def test_what_is_done_is_not_counted() -> None:
    """A head that begins with a verb counts nothing that its first syllable means: ``Giải ngân`` is no prize."""
    figures = cells(
        ("Dự án", "KH vốn", "Giải ngân đến nay"), ("Đường A", "3.000", "1.500"), ("Trường B", "2.500", "1.000")
    )
    assert figures["1.500"].unit_text == ""


def test_states_of_what_is_counted() -> None:
    """``Trong đó đúng hạn`` counts what the column before counts."""
    figures = cells(
        ("Lĩnh vực", "Tổng số hồ sơ", "Trong đó đúng hạn"), ("Đất đai", "120", "110"), ("Tư pháp", "60", "58")
    )
    assert figures["110"].unit_text == "hồ sơ"


def test_units_leave_the_names_of_rows() -> None:
    """A unit behind a comma or in brackets is the cell's, and no part of its subject."""
    figures = cells(("Chỉ tiêu", "TH"), ("Diện tích gieo trồng, ha", "120"), ("Đàn trâu (con)", "310"))
    assert told(figures, "120") == ("Diện tích gieo trồng", "120", "ha", "actual")
    assert told(figures, "310") == ("Đàn trâu", "310", "con", "actual")


def test_tables_that_write_numbers_in_both_ways() -> None:
    """Counts have no decimals, a row is written as its own numbers are; what neither decides is doubtful."""
    figures = cells(
        ("Chỉ tiêu", "ĐVT", "TH 2022", "TH 2023"),
        ("Tổng đàn trâu", "Con", "16.000", "16.200"),
        ("Điện", "Tr.kWh", "7.01", "7.2"),
        ("Thu ngân sách", "Trđ", "5.907,7", "6.336"),
        ("Chi ngân sách", "Trđ", "15.300", "15.400"),
    )
    assert [str(figures[cell].value) for cell in ("16.000", "7.2", "5.907,7")] == ["16000", "7.2", "5907.7"]
    assert all(figures[cell].confidence > 0.7 for cell in ("16.200", "7.2", "5.907,7"))
    assert all(figures[cell].confidence <= 0.5 for cell in ("6.336", "15.300", "15.400"))


def test_units_of_a_column_are_no_figures() -> None:
    """``1000sp`` in a column of units is a thousand products; a mark stands for the unit above."""
    figures = cells(("Chỉ tiêu", "ĐVT", "TH"), ("Áo", "1000sp", "14"), ("Quần", "''", "15"), ("Gạch", "Tr.viên", "17"))
    assert [figure.unit_text for figure in figures.values()] == ["nghìn sp", "nghìn sp", "triệu viên"]


def test_years_before_the_last() -> None:
    """Only the year before the latest is last year; older ones are of their own year."""
    figures = cells(("Chỉ tiêu", "2021", "2022", "2023"), ("Đàn trâu (con)", "100", "110", "120"))
    assert [told(figures, cell)[0] for cell in ("100", "110", "120")] == ["Đàn trâu năm 2021", "Đàn trâu", "Đàn trâu"]
    assert [figure.measure for figure in figures.values()] == ["actual", "last_year", "actual"]


def test_numbers_of_rows_say_nothing_of_how_numbers_are_written() -> None:
    """``50.1`` before a row is the number of the row: a point in its cells divides thousands all the same."""
    figures = cells(
        ("TT", "Chỉ tiêu", "TH"), ("50.1", "Vốn huyện (triệu đồng)", "2.700"), ("50.2", "Vốn xã (triệu đồng)", "32,5")
    )
    assert (str(figures["2.700"].value), figures["2.700"].confidence) == ("2700", 0.9)


def test_a_title_that_is_no_quantity_is_no_part_of_a_name() -> None:
    """A branch of the economy over its rows names none of them."""
    figures = cells(("Chỉ tiêu", "KH", "TH"), ("Nông nghiệp", None, None), ("Diện tích (ha)", "120", "118"))
    assert figures["118"].subject == "Diện tích"


def test_years_in_a_title_tell_which_was_the_last() -> None:
    """A title of 2023 makes 2022 last year, though no head names 2023; a span of years says nothing."""
    rows = (("Chỉ tiêu", "Thực hiện", "Năm 2022", "TH/2022 (%)"), ("Trồng rừng (ha)", "742", "715", "103,8"))
    for title in ("Kết quả năm 2023", "Kết quả năm 2023 giai đoạn 2021-2025"):
        figures = cells(*rows, above=(title,))
        assert [figure.measure for figure in figures.values() if figure.passage][-2:] == ["last_year", "yoy_index"]


def test_the_other_columns_of_a_count() -> None:
    """Plans and changes count what the column of results counts; points of percent are none of it."""
    figures = cells(
        ("Đơn vị", "Số người tham gia", "KH giao", "Tăng so với 2023", "Tỷ lệ 2024 (%)", "Tăng/giảm (điểm %)"),
        ("Xã A", "74", "75", "28", "6,45", "-1,98"),
        ("Xã B", "18", "17", "31", "3,12", "-0,50"),
    )
    assert [figures[cell].unit_text for cell in ("75", "28")] == ["người", "người"]
    assert brief(figures["-1,98"]) == ("-1.98", "điểm %", "yoy_abs-")


def test_what_was_given_is_no_plan() -> None:
    """``Đã giao`` is a result beside ``Chỉ tiêu giao``, and households of a year are households."""
    figures = cells(
        ("Xã", "Chỉ tiêu giao (thanh niên)", "Đã giao (thanh niên)", "Hộ nghèo cuối năm 2024"), ("A", "9", "8", "162")
    )
    assert [figures[cell].measure for cell in ("9", "8")] == ["plan", "actual"]
    assert figures["162"].unit_text == "Hộ nghèo"


def test_long_tables_take_no_longer_a_row() -> None:
    """Rows know what they lie below without a look at all rows above: 1,500 of them are read in seconds."""
    rows = [(str(at), f"Thôn {at} trồng lúa", str(100 + at), str(90 + at), "7.100") for at in range(1, 1_500)]
    started = time.process_time()
    assert len(cells(("TT", "Chỉ tiêu", "KH", "TH", "So sánh"), *rows)) > 1_000
    assert time.process_time() - started < 8


def test_no_two_columns_state_the_same_of_a_row() -> None:
    """What differs in the heads of two columns is what they are of, also where one head has only one of the words."""
    figures = cells(
        ("Bệnh", "Năm 2024", "Năm 2024", "Năm 2023", "Năm 2023", "So sánh số mắc (+/-)"),
        (None, "Mắc (ca)", "Tử vong (ca)", "Mắc (ca)", "Tử vong (ca)", None),
        ("Sốt xuất huyết", "1.918", "0", "3.406", "2", "-1.488"),
    )
    assert told(figures, "1.918") == ("Sốt xuất huyết Mắc", "1918", "ca", "actual")
    assert told(figures, "2") == ("Sốt xuất huyết Tử vong", "2", "ca", "last_year")
    assert figures["-1.488"].subject == "Sốt xuất huyết Mắc"


def test_columns_of_which_each_row_fills_one_are_of_the_same() -> None:
    """Final figures and estimates in two columns keep the names that the text of the report has."""
    figures = cells(
        ("Chỉ tiêu", "ĐVT", "Thực hiện", "Ước thực hiện"),
        ("Pháo tự chế", "kg", "1,5", "—"),
        ("Thu phí", "triệu đồng", "—", "80"),
    )
    assert (figures["1,5"].subject, figures["80"].subject) == ("Pháo tự chế", "Thu phí")


def test_rows_of_one_name_below_several() -> None:
    """The same name below two rows means two things."""
    figures = cells(
        ("Chương trình", "Kế hoạch vốn (triệu đồng)"),
        ("Nông thôn mới", "8.350"),
        ("- Vốn đầu tư", "7.200"),
        ("- Vốn sự nghiệp", "1.150"),
        ("Giảm nghèo", "16.020"),
        ("- Vốn đầu tư", "11.400"),
        ("- Vốn sự nghiệp", "4.620"),
    )
    assert figures["7.200"].subject == "Vốn đầu tư Nông thôn mới"
    assert figures["11.400"].subject == "Vốn đầu tư Giảm nghèo"


@pytest.mark.parametrize(
    ("above", "head", "unit"),
    [
        ("Đơn vị: triệu đồng, hộ", "Doanh số cho vay", "triệu đồng"),
        ("Đơn vị: triệu đồng, hộ", "Số hộ còn dư nợ", "hộ"),
        ("Đơn vị tính: ha, tấn", "Diện tích", "ha"),
        ("Đơn vị tính: ha; tấn", "Sản lượng", "tấn"),
        ("Đơn vị tính: ha; tấn", "Năm trước", "ha"),
    ],
)
def test_several_units_above_a_table(above: str, head: str, unit: str) -> None:
    """Of several units above a table a column takes that of what its head names, else the first."""
    assert cells(("Nội dung", head), ("Xã A", "8.640"), ("Xã B", "862"), above=[above])["8.640"].unit_text == unit


def test_the_unit_of_money_in_a_head_comes_before_the_column_of_units() -> None:
    """The column of units is of what is counted; damage in money has its unit in its own head."""
    figures = cells(
        ("Thiệt hại", "Đơn vị", "Số lượng", "Giá trị (triệu đồng)"),
        ("Nhà hư hỏng", "nhà", "64", "512"),
        ("Lúa ngập", "ha", "12,7", "380"),
    )
    assert (figures["64"].unit_text, figures["512"].unit_text, figures["380"].unit_text) == (
        "nhà",
        "triệu đồng",
        "triệu đồng",
    )


def test_thousands_of_anything_are_no_money() -> None:
    """``Nghìn`` alone is money; ``nghìn tiêu bản`` is not."""
    figures = cells(
        ("Chỉ tiêu", "ĐVT", "TH"),
        ("Xét nghiệm", "Nghìn tiêu bản", "421,5"),
        ("Thu phí", "Nghìn", "80,5"),
        ("Lúa", "ha", "7"),
    )
    assert told(figures, "421,5") == ("Xét nghiệm", "421.5", "Nghìn tiêu bản", "actual")
    assert (figures["421,5"].unit, figures["421,5"].value) == ("", 421.5)


def test_a_name_with_a_comma_has_no_unit_where_the_table_has_one() -> None:
    """``Khối xã, phường`` counts no wards below ``ĐVT: triệu đồng``; ``Đàn trâu, con`` counts animals without it."""
    above = ["(ĐVT: triệu đồng)"]
    assert cells(("Đơn vị", "Kết quả"), ("Khối xã, phường", "11.330"), ("Khối khác", "5"), above=above)[
        "11.330"
    ].unit_text == ("triệu đồng")
    assert cells(("Chỉ tiêu", "Kết quả"), ("Tổng đàn trâu, con", "330"), ("Khác", "5"))["330"].unit_text == "con"


@pytest.mark.parametrize(
    ("heads", "measure"),
    [
        (("KH (người)", "Phiên giao dịch (phiên)"), "actual"),
        (("Trồng mới (ha)", "Tổng DT (ha)"), "actual"),
        (("TH (trđ)", "Tổng DT (trđ)"), "plan"),
        (("Trồng mới (ha)", "DT thu hoạch (ha)"), "actual"),
        (("Tỷ lệ bao phủ (%)", "Chỉ tiêu giao (%)"), "plan"),
        (("TH (người)", "So với chỉ tiêu (%)"), "pct_of_plan"),
        (("Tổng số", "% học sinh DTTS so với tổng số"), "share"),
        (("Số trường", "Phấn đấu công nhận mới năm học tới"), "target"),
        (("TH", "Kế hoạch năm sau"), "target"),
        (("Ước 6 tháng đầu năm", "Nhiệm vụ 6 tháng cuối năm"), "target"),
        (("TH", "Tăng (+), giảm (-) so với cuối năm 2024"), "change"),
        (("TH", "Tăng (+), giảm (-) so với năm 2024"), "yoy_abs"),
        (("Giải ngân đến 30/9/2024", "Ước giải ngân đến hết 31/01/2025"), "year_end"),
        (("Ước giải ngân đến hết 31/01/2025", "Giải ngân đến 30/9/2024"), "actual"),
        (("KH (tỷ đồng)", "Ước cả năm (% KH)"), "year_end"),
        (("Tổng số tiêu chí", "Số tiêu chí chưa đạt"), "remaining"),
    ],
)
def test_what_a_head_says(heads: tuple[str, str], measure: str) -> None:
    """Heads with words that mean two things."""
    figures = cells(("Nội dung", *heads), ("Xã A", "92", "15"), ("Xã B", "88", "31"))
    assert figures["15"].measure == measure


def test_goals_of_the_next_year_are_no_results_of_this_one() -> None:
    """A column of goals for the next year does not make this year the last one."""
    figures = cells(
        ("Chỉ tiêu", "TH 2023", "KH 2024", "TH 2024", "Mục tiêu năm 2025"), ("Thu phí", "33,5", "35,5", "36,8", "39,8"),
        above=["Các chỉ tiêu năm 2024 và mục tiêu năm 2025"],
    )  # fmt: skip
    assert [figures[cell].measure for cell in ("33,5", "35,5", "36,8", "39,8")] == [
        "last_year",
        "plan",
        "actual",
        "target",
    ]
    figures = cells(
        ("Chỉ tiêu", "Năm học 2022-2023", "KH năm học 2023-2024", "Thực hiện"), ("Trường", "33", "35", "36")
    )
    assert [figures[cell].measure for cell in ("33", "35", "36")] == ["last_year", "plan", "actual"]


def test_heads_that_name_times_are_no_numbers() -> None:
    """A second row of heads with ``TH 9 tháng`` is one of heads."""
    figures = cells(
        ("Chỉ tiêu", "ĐVT", "Năm 2023", "Năm 2023", "Năm 2023"),
        (None, None, "Kế hoạch", "TH 9 tháng", "Ước cả năm"),
        ("Thu ngân sách", "Tỷ đồng", "375", "286,5", "353"),
    )
    assert [figures[cell].measure for cell in ("375", "286,5", "353")] == ["plan", "actual", "year_end"]


def test_shares_that_the_other_columns_bear_out() -> None:
    """A percentage without words is a share where one result is so much of another; what is called a rate is a rate."""
    rows = (("Thôn A", "248", "236", "95,2"), ("Thôn B", "190", "168", "88,4"))
    assert cells(("Thôn", "Tổng số hộ", "Hộ đạt", "Đạt (%)"), *rows)["95,2"].measure == "share"
    assert cells(("Thôn", "Tổng số hộ", "Hộ nghèo", "Tỷ lệ (%)"), *rows)["95,2"].measure == "actual"


def test_people_of_an_insurance_are_counted_in_people() -> None:
    """Capitals of an abbreviation make no name of what is counted."""
    figures = cells(("Thôn", "Người tham gia BHXH", "Trẻ Đồng Lạc"), ("A", "21", "33"), ("B", "9", "12"))
    assert (figures["21"].unit_text, figures["33"].unit_text) == ("Người", "")


def test_changes_without_a_sign_are_in_the_unit_of_the_row_where_others_have_one() -> None:
    """A table that writes % where it means percent means none where it does not."""
    rows = (("Tôm sú", "ha", "910", "-12,5", "97,8"), ("Tôm thẻ", "ha", "355", "+29", "93,4"))
    figures = cells(("Nội dung", "ĐVT", "TH", "Tăng, giảm so cùng kỳ", "Đạt so KH (%)"), *rows)
    assert told(figures, "-12,5") == ("Tôm sú", "-12.5", "ha", "yoy_abs-")
    figures = cells(("Nội dung", "ĐVT", "TH", "Tăng, giảm so cùng kỳ", "Ghi chú"), *rows)
    assert told(figures, "-12,5") == ("Tôm sú", "-12.5", "%", "yoy_pct-")


@pytest.mark.parametrize(
    ("heads", "unit"),
    [
        (("Xây mới (nhà)", "Cộng"), "nhà"),
        (("Được giao (biên chế)", "Có mặt"), "biên chế"),
        (("Hộ nghèo cuối 2024 (hộ)", "Tăng (+), giảm (-)"), "hộ"),
        (("Số hồ sơ tiếp nhận", "Quá hạn"), "hồ sơ"),
        (("Dư nợ (triệu đồng)", "Nợ quá hạn"), "triệu đồng"),
        (("Diện tích (ha)", "Nợ quá hạn"), ""),
    ],
)
def test_the_unit_of_the_column_before(heads: tuple[str, str], unit: str) -> None:
    """What sums, compares or says in what state those are is in the unit of the column before, by what is measured."""
    figures = cells(("Nơi", "Số tổ", *heads), ("Khóm Một", "14", "561", "37"), ("Khóm Hai", "17", "702", "41"))
    assert figures["37"].unit_text == unit


def test_registration_counts_no_households() -> None:
    """*Hộ tịch* is a matter of files, and so is work that a row is named by."""
    figures = cells(
        ("Lĩnh vực", "Số hồ sơ", "Trước hạn"), ("Hộ tịch", "1.392", "1.380"), ("Lao động, bảo trợ", "702", "680")
    )
    assert {figure.unit_text for figure in figures.values()} == {"hồ sơ"}


def test_a_bare_rate_beside_counts_is_a_share_where_the_total_bears_it_out() -> None:
    """The rows of a whole have shares of it; of something else the percentages are levels."""
    heads = (("Xếp loại", "Tổ chức", "Tổ chức"), (None, "Số lượng", "Tỷ lệ %"))
    rows = (("Tổng số", "40", "100"), ("Xuất sắc", "8", "20"), ("Tốt", "32", "80"))
    assert cells(*heads, *rows)["20"].measure == "share"
    rows = (("Tổng số", "40", "9"), ("Xuất sắc", "8", "27"), ("Tốt", "32", "51"))
    assert cells(*heads, *rows)["27"].measure == "actual"


def test_plans_of_two_authorities_are_of_one_indicator() -> None:
    """Whose plan it is stands in the base, and a wrong percentage of one is objected to."""
    heads = (
        ("Nội dung", "Dự toán năm", "Dự toán năm", "TH 9 tháng", "So sánh (%)", "So sánh (%)"),
        (None, "Tỉnh giao", "Huyện giao", None, "TH/DT tỉnh", "TH/DT huyện"),
    )
    rows = (("Lệ phí trước bạ", "26.000", "27.500", "24.300", "93,5", "88,4"),)
    figures = cells(*heads, *rows)
    assert {figure.subject for figure in figures.values()} == {"Lệ phí trước bạ"}
    assert (figures["26.000"].base, figures["27.500"].base) == ("Dự toán năm Tỉnh giao", "Dự toán năm Huyện giao")
    for cell, count in (("88,4", 0), ("98,4", 1)):
        document = table(*heads, (*rows[0][:-1], cell), ("Thuế", "100", "110", "99", "99", "90"))
        assert sum(finding.outcome == "cannot_hold" for finding in proof(document, read(document))) == count


def test_total_rows_say_what_they_add_up() -> None:
    """By the head of the column without its date, else by the title without its number and time."""
    heads = ("Chương trình", "Dư nợ 31/12/2024", "Kế hoạch (triệu đồng)")
    figures = cells(
        heads, ("Hộ nghèo", "71", "80"), ("Cộng", "72", "81"), above=["Phụ biểu 03: CHO VAY VỐN NĂM 2024 THEO XÃ"]
    )
    assert (figures["72"].subject, figures["81"].subject) == ("Cộng Dư nợ", "Cộng cho vay vốn")


def test_a_list_may_have_its_unit_in_brackets() -> None:
    """``(triệu đồng):`` at the end of a line is the unit of the list below it."""
    first, second = read(paragraphs("Kết quả cho vay (triệu đồng):", "- Hộ nghèo: 18.640;", "- Nhà ở: 7.300.")).figures
    assert (first.unit_text, second.unit_text) == ("triệu đồng", "triệu đồng")


@pytest.mark.parametrize("second", ["TH 9T/KH", "31/12/2023", "9T/CK"])
def test_a_second_row_of_heads_with_numbers_in_it(second: str) -> None:
    """Days and quotients are heads, and what stands below them has its measures."""
    figures = cells(
        ("Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2024", "So sánh"),
        (None, None, "Kế hoạch năm", "Thực hiện 9 tháng", second),
        ("Lúa", "ha", "1.130", "858", "75,9"),
    )
    assert [figures[cell].measure for cell in ("1.130", "858")] == ["plan", "actual"]


def test_who_reached_something_is_counted() -> None:
    """``Đạt sơ tuyển`` and ``Chưa đạt`` are no percentages of the plan in the column before."""
    figures = cells(
        ("Bản", "Chỉ tiêu", "Đã giao", "Đạt sơ tuyển", "Chưa đạt"),
        ("Mòn", "3", "4", "11", "7"),
        ("Áng", "4", "5", "14", "8"),
    )
    assert [figures[cell].measure for cell in ("11", "7")] == ["actual", "remaining"]


def test_the_percentage_of_a_change_is_of_its_base() -> None:
    """Beside a change since the period before, a bare percentage of change is of that too."""
    figures = cells(
        ("Mặt hàng", "ĐVT", "Giá kỳ này", "Tăng, giảm so với kỳ trước", "Tỷ lệ tăng/giảm (%)"),
        ("Gạo", "đồng/kg", "17.800", "+300", "+1,7"),
    )
    assert [figures[cell].measure for cell in ("+300", "+1,7")] == ["change", "change"]


def test_relief_is_no_fall() -> None:
    """Who was relieved of a fee is counted: ``Số hộ được miễn, giảm``."""
    figures = cells(("Khu phố", "Số hộ", "Số hộ được miễn, giảm"), ("Đông", "120", "6"), ("Tây", "90", "4"))
    assert [figures[cell].measure for cell in ("120", "6")] == ["actual", "actual"]


@pytest.mark.parametrize("above", ["(Đơn vị tính số tiền: triệu đồng)", "(Số tiền tính bằng triệu đồng)"])
def test_the_unit_of_amounts_above_a_table(above: str) -> None:
    """It is of what is no count: people stay people."""
    figures = cells(("Nhóm", "Số đối tượng", "Số tiền"), ("Trẻ mồ côi", "61", "915"), above=[above])
    assert [figures[cell].unit_text for cell in ("61", "915")] == ["đối tượng", "triệu đồng"]


def test_what_a_year_is_expected_to_come_to_is_the_result_of_its_report() -> None:
    """In the report of a whole year ``Ước thực hiện`` is what was done; in one of a part of it the year's end."""
    document = table(("Chỉ tiêu", "KH năm 2024", "Ước thực hiện năm 2024"), ("Thu", "97", "101"), ("Chi", "90", "88"))
    for name, measure in (("2024-FY", "actual"), ("2024-9M", "year_end")):
        _, figure, *_ = read(document, period=Period.parse(name)).figures
        assert figure.measure == measure


def test_shares_of_another_level_than_the_whole() -> None:
    """A share is confronted with the level that bears it out; a wrong one with the whole that is told."""
    text = "Phải thi hành 1.342 việc, trong đó có điều kiện 1.104 việc; đã xong 861 việc, chiếm {}%."
    for share, count in (("78", 0), ("71", 1)):
        document = paragraphs(text.format(share))
        assert sum(finding.is_wrong for finding in proof(document, read(document))) == count


def test_days_in_a_column_of_days_are_no_fractions() -> None:
    """``05/10`` below ``Dự kiến hoàn thành`` is a day; below what counts it is a fraction."""
    figures = cells(("Thôn", "Đạt (thôn)", "Dự kiến hoàn thành"), ("Hạ", "05/12", "06/10"), ("Đoài", "07/12", "10/10"))
    assert sorted(figures) == ["05/12", "07/12"]


def test_the_year_of_the_report_tells_results_from_goals() -> None:
    """A table of the next year's goals in a report of 2024 states what 2024 came to, not what the year before did."""
    rows = (("Chỉ tiêu", "Ước TH năm 2024", "Kế hoạch năm 2025"), ("Giá trị sản xuất", "652,8", "712"))
    document = table(*rows, ("Hộ nghèo", "108", "85"), above=["Chỉ tiêu, nhiệm vụ năm 2025"])
    read_figures = read(document, period=Period.parse("2024-FY")).figures
    assert [figure.measure for figure in read_figures] == ["actual", "target"] * 2


def test_a_share_is_of_what_has_the_words_of_its_base() -> None:
    """Cases of another kind that share a word are not what a share is of, nor is what counts other things."""
    text = "Án hình sự thụ lý 74 vụ, dân sự 144 vụ. Hòa giải thành 50 vụ, bằng 56,1% số vụ án dân sự, hôn nhân."
    document = paragraphs(text, "Xếp loại 04/19 chi bộ. Đảng viên khá 441 người, bằng 92,6% số được xếp loại.")
    assert [finding.text_vi for finding in proof(document, read(document)) if finding.is_wrong] == []
    text = "Có 2.406/2.487 hộ dùng nước sạch, trong đó nước máy 1.512 hộ, chiếm {}%."
    for share, count in (("60,8", 0), ("50,8", 1)):
        document = paragraphs(text.format(share))
        assert sum(finding.is_wrong for finding in proof(document, read(document))) == count


def test_what_was_not_paid_out_is_left() -> None:
    """``Chưa giải ngân`` beside a plan and what was paid out."""
    figures = cells(("Công trình", "KHV 2024", "Giải ngân", "Chưa giải ngân"), ("A", "6.000", "5.820", "180"))
    assert [figures[cell].measure for cell in ("6.000", "5.820", "180")] == ["plan", "actual", "remaining"]


def test_dollars_in_a_head_come_before_the_unit_of_the_row() -> None:
    """``Trị giá (triệu USD)`` of goods whose quantity is in tonnes is in dollars."""
    figures = cells(("Mặt hàng", "ĐVT", "Lượng", "Trị giá (triệu USD)"), ("Cà phê", "tấn", "41.250", "212,4"))
    assert [figures[cell].unit_text for cell in ("41.250", "212,4")] == ["tấn", "triệu USD"]


def test_numbers_of_columns_may_stand_above_their_heads() -> None:
    """A first row of 1, 2, 3 is none of heads, and those follow it."""
    told_of = cells(
        ("1", "2", "3", "4"),
        ("STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm"),
        ("1", "Cây xanh trồng mới", "ha", "400"),
        ("2", "Rừng trồng mới", "ha", "315"),
    )
    assert told(told_of, "315") == ("Rừng trồng mới", "315", "ha", "plan")


def test_some_of_a_column_have_its_unit() -> None:
    """What a head says to be among those of the column before is counted like them."""
    told_of = cells(
        ("Trường", "Số học sinh", "Tr.đó: nữ"),
        ("Mầm non Đông Xá", "386", "181"),
        ("Tiểu học Đông Xá", "702", "338"),
    )
    assert brief(told_of["338"])[1] == "học sinh"


def test_what_adds_up_to_a_total_are_amounts() -> None:
    """A change whose head does not say in what is in percent, but that its rows add up to the total's."""
    rows = [("Tổng dư nợ", "940,0", "{}"), ("A", "291,0", "-38,2"), ("B", "353,6", "38,9"), ("C", "295,4", "33,4")]
    for total, unit in (("34,1", "tỷ đồng"), ("4,1", "%")):
        given = [(name, level, change.format(total)) for name, level, change in rows]
        told_of = cells(("Chương trình", "Dư nợ", "Tăng (+), giảm (-) so đầu năm"), *given, above=("ĐVT: tỷ đồng",))
        assert brief(told_of["33,4"])[1] == unit


def test_what_a_later_head_counts() -> None:
    """Where one head names what the table is of, those without a unit count it too, whatever the rows are called."""
    told_of = cells(
        ("Loại việc", "Thụ lý", "Đã giải quyết", "Tỷ lệ (%)", "Còn lại (vụ)"),
        ("Dân sự", "204", "173", "84,8", "31"),
        ("Lao động", "36", "29", "80,6", "7"),
        above=("Bảng 1. Tình hình giải quyết các loại vụ việc",),
    )
    assert [brief(told_of[cell])[1] for cell in ("204", "36", "29", "80,6", "7")] == ["vụ", "vụ", "vụ", "%", "vụ"]


def test_last_year_has_the_unit_that_the_plan_names() -> None:
    """A column of levels without a unit has that of another level's head, the same period of last year too."""
    figures = cells(
        ("Khoản thu", "Dự toán (tỷ đồng)", "Thực hiện 9 tháng", "Cùng kỳ"),
        ("Thu nội địa", "8.640", "5.902,4", "6.118,6"),
        ("Thu khác", "1.400", "1.561,3", "1.428,2"),
    )
    assert told(figures, "6.118,6") == ("Thu nội địa", "6118.6", "tỷ đồng", "last_year")
