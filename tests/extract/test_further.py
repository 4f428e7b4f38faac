"""What a figure states in the words of the data: bases, years to come, ranges, bounds, units and names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.extract.accepting import accept
from kimtan.extract.better import better
from kimtan.extract.candidates import Candidate, all_accepted
from kimtan.extract.matching import is_distinct
from kimtan.extract.naming import heading, name, noun_first
from kimtan.workspace import Workspace
from tests.extract.made import paragraphs
from tests.extract.test_left_out import found_in, period_of


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """The first period of an office that has nothing."""
    return period_of(tmp_path / "office")


def rows_of(dataset: Dataset, *texts: str) -> dict[str, Candidate]:
    """The candidates of paragraphs, by the digits that were written."""
    return {row.as_written: row for row in found_in(paragraphs(*texts), dataset).rows}


def taken(dataset: Dataset, rows: list[Candidate], tmp_path: Path) -> Dataset:
    """The period after some candidates were accepted."""
    source = tmp_path / "report.txt"
    source.write_text("Báo cáo", "utf-8")
    accept(dataset, all_accepted(rows), source, "Báo cáo")
    workspace = Workspace(dataset.workspace.root)
    return load(workspace, workspace.params_file(str(dataset.period)))


BASES = (
    ("Tổng thu đạt 486,5 tỷ đồng, tăng 62,4% so với đầu nhiệm kỳ.", "62,4", "change_pct term_start 62.4 pct"),
    ("Diện tích chè đạt 312 ha, tăng 87 ha so với đầu nhiệm kỳ.", "87", "change_abs term_start 87 ha"),
    ("Tỷ lệ che phủ đạt 58,2%, tăng 2,7% so với đầu nhiệm kỳ.", "2,7", "change_abs term_start 2.7 pct"),
    ("Xảy ra 14 vụ cháy, giảm 06 vụ so với nhiệm kỳ trước.", "06", "change_abs previous_term -6 cases"),
    ("Tỷ lệ che phủ đạt 58,2%; phấn đấu đến năm 2030 đạt trên 60%.", "trên 60", "goal y2030 60 pct"),
    (
        "Thu nhập bình quân đạt 42,5 triệu đồng/người, tăng 16,3 triệu đồng so với năm 2020.",
        "16,3",
        "change_abs y2020 16.3 vnd_m_per_person",
    ),
)


@pytest.mark.parametrize(("sentence", "token", "stated"), BASES)
def test_bases_and_years_to_come_have_rows(dataset: Dataset, sentence: str, token: str, stated: str) -> None:
    """A change on another base names it, a percentage changes in points, and what is aimed at for a year is a goal."""
    row = rows_of(dataset, sentence)[token]
    assert f"{row.measure} {row.basis} {row.value} {row.unit}" == stated


def test_a_heading_may_name_the_year_of_a_goal(dataset: Dataset) -> None:
    """Under ``mục tiêu đến năm 2030`` a level is one of that year, and a range keeps both ends."""
    row = rows_of(dataset, "PHƯƠNG HƯỚNG, MỤC TIÊU ĐẾN NĂM 2030", "1. Tốc độ tăng sản xuất bình quân 9 - 10%/năm.")[
        "9 - 10"
    ]
    assert (row.measure, row.basis, row.value, row.precision) == ("goal", "y2030", "9.5", "1")


@pytest.mark.parametrize(
    ("words", "written", "bound"),
    [
        ("hơn 620", "hơn 620", "at_least"),
        ("trên 620", "trên 620", "at_least"),
        ("không dưới 620", "không dưới 620", "at_least"),
        ("dưới 620", "dưới 620", "at_most"),
        ("không quá 620", "không quá 620", "at_most"),
        ("khoảng 620", "khoảng 620", "about"),
        ("trên dưới 620", "trên dưới 620", "about"),
        ("620", "620", ""),
    ],
)
def test_a_bound_keeps_its_words(dataset: Dataset, words: str, written: str, bound: str, tmp_path: Path) -> None:
    """The report then says them again."""
    (row,) = found_in(paragraphs(f"Điện thương phẩm đạt {words} triệu kWh."), dataset).rows
    assert (row.as_written, row.bound) == (written, bound)
    (stored,) = taken(dataset, [row], tmp_path).observations
    assert (stored.as_written, stored.bound or "") == (written, bound)


@pytest.mark.parametrize(("words", "written"), [("âm 125", "âm 125"), ("là -125", "-125")])
def test_a_level_below_zero_keeps_its_sign(dataset: Dataset, words: str, written: str, tmp_path: Path) -> None:
    """What is written says so, else it would contradict the value and nobody could accept it."""
    (row,) = found_in(paragraphs(f"Kết dư ngân sách {words} triệu đồng."), dataset).rows
    assert (row.as_written, row.value) == (written, "-125")
    (stored,) = taken(dataset, [row], tmp_path).observations
    assert (stored.as_written, stored.value) == (written, -125)


@pytest.mark.parametrize(
    ("sentence", "unit", "dimension", "factor", "is_exact"),
    [
        ("Diện tích tự nhiên 21,6 km2.", "km²", "area", "100", False),
        ("Kim ngạch xuất khẩu đạt 486 triệu USD.", "triệu USD", "money_usd", "1", False),
        ("Điện thương phẩm đạt 620 triệu kWh.", "triệu kWh", "energy", "1000000", False),
        ("Sản lượng xi măng đạt 1.250 nghìn tấn.", "nghìn tấn", "mass", "1000", False),
        ("Phường có 42 tổ dân phố.", "tổ dân phố", "count", "1", True),
    ],
)
def test_a_new_unit_measures_what_it_says(
    dataset: Dataset, sentence: str, unit: str, dimension: str, factor: str, is_exact: bool, tmp_path: Path
) -> None:
    """Money stays money, an area an area, and only what is counted is exact."""
    now = taken(dataset, list(found_in(paragraphs(sentence), dataset).rows), tmp_path)
    (stored,) = now.observations
    made = now.units[stored.unit]
    assert (made.name_vi, made.dimension, str(made.factor), made.exact) == (unit, dimension, factor, is_exact)


GRDP = (
    "Tổng sản phẩm đạt 18.452,6 tỷ đồng, tăng 7,85%. Trong đó: nông nghiệp đạt 3.210,4 tỷ đồng, tăng 3,12%; "
    "công nghiệp - xây dựng đạt 8.105,7 tỷ đồng, tăng 10,4%; dịch vụ đạt 7.136,5 tỷ đồng, tăng 7,1%."
)


def test_cells_of_an_indicator_do_not_depend_on_its_first_row(dataset: Dataset, tmp_path: Path) -> None:
    """All parts keep their whole and are amounts of money, although growth is the least sure row and comes first."""
    now = taken(dataset, list(found_in(paragraphs(GRDP), dataset).rows), tmp_path)
    made = [now.indicators[row.indicator] for row in now.observations if row.measure == "actual"]
    assert {indicator.kind for indicator in made} == {"flow"}
    assert [indicator.part_of for indicator in made] == [None, *[made[0].indicator] * 3]


def test_rows_that_disagree_are_asked_about(dataset: Dataset, tmp_path: Path) -> None:
    """A cell that says something else in another row of the same indicator stops the whole, with both places."""
    rows = list(found_in(paragraphs(GRDP), dataset).rows)
    rows[-1] = replace(rows[-1], kind="share")
    with pytest.raises(InputError, match=r"disagree.*'share' at p1"):
        taken(dataset, rows, tmp_path)


def test_a_part_without_its_whole_is_named(dataset: Dataset, tmp_path: Path) -> None:
    """What is lost by leaving a row out is said."""
    rows = [row for row in found_in(paragraphs(GRDP), dataset).rows if row.value == "3210.4"]
    source = tmp_path / "report.txt"
    source.write_text("Báo cáo", "utf-8")
    assert accept(dataset, all_accepted(rows), source, "Báo cáo").without_whole == ("Nông nghiệp",)


def test_sections_keep_the_order_of_the_document(dataset: Dataset, tmp_path: Path) -> None:
    """However sure their figures are; a title in capitals is put as a sentence has it."""
    texts = (
        "I. XÂY DỰNG ĐẢNG",
        "Kết nạp 87 đảng viên.",
        "II. Chợ đêm",
        "Chợ có 31 gian hàng.",
        "III. An ninh mạng",
        "Có 12 camera.",
    )
    rows = list(found_in(paragraphs(*texts), dataset).rows)
    now = taken(dataset, rows[::-1], tmp_path)
    own = {row.section for row in rows}
    titles = [section.title_vi for section in now.sections.values() if section.section in own]
    assert titles == ["Xây dựng Đảng", "Chợ đêm", "An ninh mạng"]


@pytest.mark.parametrize(
    ("subject", "of_the_suite"),
    [
        ("Sản lượng xi măng", "Sản lượng mật ong"),
        ("tiếp nhận hồ sơ", "Suất quà tiếp nhận"),
        ("Diện tích chè", "Diện tích gieo trồng"),
        ("Số hộ nghèo", "Số hộ nghèo giảm"),
        ("Giải quyết việc làm lao động", "Lao động làm việc ở nước ngoài"),
        ("Tổng đàn trâu, bò", "Đàn trâu"),
        ("dân số", "Dân số đô thị"),
    ],
)
def test_a_name_without_its_telling_words_is_another(subject: str, of_the_suite: str) -> None:
    """Names that share what all names share are of different things, also below a title that has the missing word."""
    assert not is_distinct(subject, ("Giảm nghèo",), of_the_suite)


@pytest.mark.parametrize(
    ("subject", "of_the_suite"),
    [
        ("Tổng thu ngân sách nhà nước trên địa bàn", "Thu ngân sách nhà nước"),
        ("Tổng sản lượng lương thực có hạt", "Sản lượng lương thực"),
        ("Tỷ lệ bao phủ bảo hiểm y tế", "Tỷ lệ tham gia bảo hiểm y tế"),
    ],
)
def test_a_name_with_its_telling_words_is_the_same(subject: str, of_the_suite: str) -> None:
    """Words that say how much or where do not make it another."""
    assert is_distinct(subject, (), of_the_suite)


def test_figures_of_another_time_are_of_another_indicator(tmp_path: Path) -> None:
    """What ten months add up to is not the month's, and what the month compares with stays with the month."""
    month = period_of(tmp_path / "office", "2025-M10")
    text = (
        "Thu ngân sách nhà nước tháng 10 đạt 12,4 tỷ đồng, tăng 18,2% so với tháng trước; "
        "lũy kế 10 tháng đạt 96,8 tỷ đồng, bằng 88,7% dự toán giao."
    )
    rows = rows_of(month, "Báo cáo tháng 10 năm 2025", text)
    assert rows["12,4"].indicator == rows["18,2"].indicator != rows["96,8"].indicator == rows["88,7"].indicator
    assert (rows["18,2"].measure, rows["18,2"].basis) == ("change_pct", "previous_month")
    assert rows["96,8"].name_vi.endswith("lũy kế 10 tháng")


def test_what_is_of_another_time_is_none_of_the_dictionary(tmp_path: Path) -> None:
    """Also where the month itself is not told."""
    month = period_of(tmp_path / "office", "2025-M10")
    row = rows_of(month, "Báo cáo tháng 10 năm 2025", "Thu ngân sách nhà nước lũy kế 9 tháng đạt 96,8 tỷ đồng.")["96,8"]
    assert row.is_new
    same = rows_of(month, "Báo cáo tháng 10 năm 2025", "Thu ngân sách nhà nước tháng 10 đạt 12,4 tỷ đồng.")["12,4"]
    assert same.indicator == "budget.revenue"


def test_names_are_as_people_write_them() -> None:
    """A capital, what is counted first, no time and no office before; titles in sentence case keep their capitals."""
    assert name("trong nhiệm kỳ, xã sản phẩm OCOP") == "Sản phẩm OCOP"
    assert name("số tiền Chi trả trợ cấp") == "Số tiền chi trả trợ cấp"
    assert noun_first("xử lý trường hợp vi phạm", "trường hợp") == "trường hợp vi phạm được xử lý"
    assert heading("IV. XÂY DỰNG ĐẢNG") == "Xây dựng Đảng"
    assert heading("II. KINH TẾ XÃ MƯỜNG LẰM QUÝ II", "xã Mường Lằm") == "Kinh tế xã Mường Lằm quý II"


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("Tỷ lệ hộ nghèo", "lower"),
        ("Tai nạn giao thông", "lower"),
        ("Sản lượng chè", "higher"),
        ("Thu nội địa", "higher"),
        ("Hỗ trợ hộ nghèo", "neither"),
        ("Diện tích tự nhiên", "neither"),
    ],
)
def test_which_way_is_better_is_said_where_it_is_sure(words: str, way: str) -> None:
    """Fewer poor, more output; of anything else nothing is said."""
    assert better(words) == way
