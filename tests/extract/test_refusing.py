"""Numbers that state no figure, and that no number is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimtan.extract.reading import read
from kimtan.figures import TOKEN
from tests.extract.made import figures, paragraphs


@pytest.mark.parametrize(
    "sentence",
    [
        "Ngày 10/6/2023 đã họp.",
        "Tháng 6 năm 2023, từ ngày 01 tháng 7.",
        "Giai đoạn 2021-2025, năm học 2022 - 2023.",
        "Trong 6 tháng đầu năm 2023.",
        "Theo Quyết định số 123/QĐ-UBND và Nghị định 30/2020/NĐ-CP, Kế hoạch số 15-KH/HU.",
        "Theo Điều 5, khoản 2 Luật số 45/2019/QH14.",
        "Tại khu phố 5, thôn 3 và Quốc lộ 45.",
        "Điện thoại: 0237.3877.123.",
        "Điện thoại 84912345678 của xã.",
        "Đường dây nóng 1022 hoạt động.",
        "Đợt 2 và giai đoạn 1.",
        "Dịch Covid-19, Đề án 06, mức độ 2.",
        "Tiêm chủng cho trẻ dưới 5 tuổi.",
        "Quy hoạch tỷ lệ 1/500.",
        "Nhân dịp Quốc tế thiếu nhi 1/6.",
        "1.2. Về nông nghiệp",
        "Gồm: (1) Giao thông; (2) Môi trường.",
        "Trực 24/24 giờ.",
        "Theo Quyết định số 4.125/QĐ-UBND.",
        "Xếp thứ 5/11 huyện, thương binh hạng 1/4.",
        "Hỗ trợ đối với hộ bị thiệt hại trên 70%.",
        "Tai nạn giảm cả 03 tiêu chí.",
        "Đã bàn giao mặt bằng[3].",
        "Khách sạn hạng 3 sao, đường tỉnh 352.",
        "UBND Q.1 đã họp.",
        "Nhà ở trong hẻm 45/12 đường Trần Phú, số nhà 12/4A.",
    ],
)
def test_what_is_no_figure_is_refused_with_a_reason(sentence: str) -> None:
    """Dates, years, periods, ordinals, documents, names, phones, ages and scales state no figure."""
    reading = read(paragraphs(sentence))
    assert [figure.as_written for figure in reading.figures] == []
    assert all(refused.reason for refused in reading.refused)


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("Có 5 khu phố đạt chuẩn.", ["5"]),
        ("Mỗi lớp 35 học sinh.", ["35"]),
        ("Đã cấp 12 giấy phép.", ["12"]),
        ("Năm 2023 trồng 2.020 cây.", ["2.020"]),
        ("Khu phố 3 có 2020 người.", ["2020"]),
        ("Xảy ra 02 vụ (cùng kỳ 07 vụ).", ["02", "07"]),
        ("Cung cấp 72/128 thủ tục.", ["72/128"]),
        ("Sửa chữa nhà cho 12/15 hộ, mở rộng hẻm 4/6 tuyến.", ["12/15"]),
        ("Chuyển tuyến 214 bệnh nhân.", ["214"]),
        ("Trong 6 tháng 955 tỷ đồng.", ["955"]),
        ("Cây ngắn ngày 15 ha.", ["15"]),
        ("Có 11 chỉ tiêu đạt từ 50% trở lên.", ["11"]),
        ("Có 02 sản phẩm đạt 4 sao.", ["02"]),
        ("Phát thanh 364 giờ.", ["364"]),
        ("Tổng số thuê bao điện thoại 1.342.500 thuê bao.", ["1.342.500"]),
        ("Đợt1.2024 hỗ trợ 12 hộ.", ["12"]),
    ],
)
def test_a_figure_beside_such_words_stays_one(sentence: str, written: list[str]) -> None:
    """Words that name things by number do not swallow what is counted."""
    assert [figure.as_written for figure in figures(sentence)] == written


_MORE = ("2023", "10/6/2023", "1.2.3.4", "35. 126", " tỷ đồng", "QĐ-UBND", "trong đó: ", "đạt ", ", tăng ", "số ", "0,")
_PIECES = st.sampled_from(
    (*"abđ%/;.,()- ", "12", "1.234", "5,5", "3/4", " hộ", "ngày ", "khu phố ", "so với cùng kỳ", *_MORE)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_number_is_a_figure_or_refused_once(text: str) -> None:
    """Each number token of any text lies in exactly one figure or refused token."""
    reading = read(paragraphs(text))
    spans = [(part.start, part.end) for part in (*reading.figures, *reading.refused)]
    for token in TOKEN.finditer(text):
        holding = [span for span in spans if span[0] <= token.start() and token.end() <= span[1]]
        assert len(holding) == 1, (text, token[0], holding)


@pytest.mark.parametrize(
    "line",
    [
        "đạt 1.234 tấn, tăng 5% so với cùng kỳ; " * 3000,
        "12 " * 10000,
        "1.2.3.4.5.6.7.8.9." * 3000,
        "(" * 20000 + "5" + ")" * 20000,
        "tăng so với kế hoạch năm " * 4000 + "5%",
        "trong đó: " * 10000 + "5 hộ",
        "a, " * 30000 + "5 hộ",
        "năm " * 20000 + "5",
        "35. 126" * 5000,
        "đầu năm 1 hộ, cuối năm 1 hộ, giảm 1 hộ, " * 2500,
        "đầu năm " + "1 cuối năm 1 " * 7000,
        "kinh phí a b c, " * 6000 + "5 tỷ",
    ],
)
def test_time_is_bounded(line: str) -> None:
    """A line of 100,000 characters, whatever stands in it, is read in a time that grows no faster than its length."""
    started = time.process_time()
    read(paragraphs(line))
    assert time.process_time() - started < 8
