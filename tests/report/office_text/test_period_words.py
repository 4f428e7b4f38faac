"""Words about the period are found in an office's text, and become those of another period."""

from __future__ import annotations

import pytest

from kimtan.period import Period
from kimtan.report.office_text.period_words import find, words

H1 = Period.parse("2023-H1")


def renewed(text: str, then: Period, now: Period) -> str:
    """A text of one period as it is for another."""
    made, at = "", 0
    for found in find(text, then):
        made += text[at : found.start] + words(found.slot, now)
        at = found.end
    return made + text[at:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết quả 6 tháng đầu năm 2023", "Kết quả 9 tháng đầu năm 2023"),
        ("KẾT QUẢ 06 THÁNG ĐẦU NĂM 2023", "KẾT QUẢ 09 THÁNG ĐẦU NĂM 2023"),
        ("nhiệm vụ 6 tháng cuối năm 2023", "nhiệm vụ 3 tháng cuối năm 2023"),
        ("trong 06 tháng  đầu năm, UBND xã", "trong 09 tháng đầu năm, UBND xã"),
        ("nhiệm vụ 6 tháng cuối năm", "nhiệm vụ 3 tháng cuối năm"),
        ("47,2 triệu đồng/người/6 tháng", "47,2 triệu đồng/người/9 tháng"),
        ("ước đến 30/6/2023 đạt", "ước đến 30/9/2023 đạt"),
        ("06 tháng xảy ra 13 vụ", "09 tháng xảy ra 13 vụ"),
        ("trong 06 tháng không có vụ nào; 6 tháng đã khám", "trong 09 tháng không có vụ nào; 9 tháng đã khám"),
        ("trẻ từ 6 tháng tuổi, trong 6 tháng tuổi đầu", "trẻ từ 6 tháng tuổi, trong 6 tháng tuổi đầu"),
        ("bảo hành 6 tháng", "bảo hành 6 tháng"),
        ("Nghị định số 30/2020/NĐ-CP năm 2020", "Nghị định số 30/2020/NĐ-CP năm 2020"),
    ],
)
def test_words_of_the_half_year_become_those_of_nine_months(text: str, expected: str) -> None:
    """Names, what is left of the year and the last day follow; numbers of laws do not."""
    assert renewed(text, H1, Period.parse("2023-9M")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so với cùng kỳ năm 2022", "so với cùng kỳ năm 2023"),
        ("kế hoạch năm 2023 và năm 2024", "kế hoạch năm 2024 và năm 2025"),
        ("năm học 2023-2024", "năm học 2023-2024"),
        ("ngày 27/7/2023", "ngày 27/7/2023"),
    ],
)
def test_years_follow_the_year(text: str, expected: str) -> None:
    """A school year or a date of its own is no year of the report."""
    assert renewed(text, H1, Period.parse("2024-H1")) == expected


def test_a_year_has_no_rest_of_itself() -> None:
    """The report of a whole year sets tasks for the next one."""
    assert renewed("Nhiệm vụ năm 2024", Period.parse("2023-FY"), Period.parse("2024-FY")) == "Nhiệm vụ năm 2025"
