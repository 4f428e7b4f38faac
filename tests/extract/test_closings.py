"""What closes a list of parts and has no subject of its own is said of the whole."""

from __future__ import annotations

import pytest

from tests.extract.made import figures


@pytest.mark.parametrize(
    ("text", "closing", "subject"),
    [
        ("Tổng vốn 2.468 tỷ đồng, gồm vốn nhà nước 612 tỷ đồng, vốn dân cư 1.856 tỷ đồng; bằng 72,6% kế hoạch.",
         "72,6", "Tổng vốn"),
        ("Thu ngân sách 9.865 tỷ đồng (nội địa 8.142 tỷ đồng, xuất nhập khẩu 1.723 tỷ đồng), đạt 62,3% dự toán.",
         "62,3", "Thu ngân sách"),
        ("Đàn gia súc 3.960 con: trâu 358 con, bò 1.002 con, lợn 2.600 con; đạt 96,6% kế hoạch.",
         "96,6", "Đàn gia súc"),
        ("Tổng vốn 2.468 tỷ đồng, gồm vốn nhà nước 612 tỷ đồng, đạt 50% kế hoạch; vốn dân cư 1.856 tỷ đồng.",
         "50", "vốn nhà nước"),
        ("Tổng vốn 2.468 tỷ đồng, gồm vốn nhà nước 612 tỷ đồng, vốn dân cư 1.856 tỷ đồng, đạt 72,6% kế hoạch.",
         "72,6", "vốn dân cư"),
        ("Tổng vốn 2.468 tỷ đồng, gồm vốn nhà nước 612 tỷ đồng, vốn dân cư 1.856 tỷ đồng. Đạt 72,6% kế hoạch.",
         "72,6", "vốn dân cư"),
        ("Đàn gia súc 3.960 con: trâu 358 con, bò 1.002 con, lợn 2.600 con. Kế hoạch 4.100 con, đạt 96,6%.",
         "4.100", "Đàn gia súc"),
        ("Giá trị 286 tỷ đồng, gồm nông nghiệp 92 tỷ đồng; xây dựng 105 tỷ đồng; dịch vụ 89 tỷ đồng. Kế hoạch 560 tỷ.",
         "560", "Giá trị"),
    ],
)  # fmt: skip
def test_a_bare_clause_behind_a_list_is_said_of_the_whole(text: str, closing: str, subject: str) -> None:
    """Behind a semicolon or a closing bracket; behind a comma, or in a sentence of its own, it is the last part's."""
    (figure,) = [figure for figure in figures(text) if figure.as_written == closing]
    assert figure.subject.lower() == subject.lower()


def test_all_that_closes_a_list_is_said_of_the_whole() -> None:
    """Plan, percentage and remainder follow each other."""
    text = "Sửa 210 nhà cho hộ nghèo, gồm xây mới 126 nhà, sửa chữa 84 nhà; kế hoạch 300 nhà, đạt 70%, còn lại 90 nhà."
    first, *_, plan, share, left = figures(text)
    assert [figure.measure for figure in (plan, share, left)] == ["plan", "pct_of_plan", "remaining"]
    assert {figure.subject for figure in (plan, share, left)} == {first.subject}


@pytest.mark.parametrize(
    ("fraction", "measure"),
    [
        ("giải ngân 186,2 tỷ đồng/245 tỷ đồng kế hoạch", "pct_of_plan"),
        ("giải ngân 186,2 tỷ đồng/245 tỷ đồng dự toán", "pct_of_plan"),
        ("giải ngân 186,2 tỷ đồng/245 tỷ đồng", "pct_of_plan"),
        ("giải quyết 312/400 hồ sơ", "share"),
    ],
)
def test_a_percentage_behind_a_fraction_is_one_of_the_plan_or_a_share(fraction: str, measure: str) -> None:
    """What is measured is set beside its plan; of what is counted the second number is all that there is."""
    *_, share = figures(f"Đã {fraction}, đạt 76%.")
    assert share.measure == measure
