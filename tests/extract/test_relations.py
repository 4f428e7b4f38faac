"""Wholes and their parts, out of sentences, brackets, lists and tables."""

from __future__ import annotations

import pytest

from kimtan.extract.passages import ReadDocument
from kimtan.extract.reading import read
from kimtan.extract.relations import breakdowns
from tests.extract.made import paragraphs, table


def wholes(document: ReadDocument) -> dict[str, list[str]]:
    """The parts of each whole, as written."""
    figures = read(document).figures
    return {
        whole.whole.as_written: [part.as_written for part in whole.parts] for whole in breakdowns(document, figures)
    }


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Xảy ra 13 vụ, trong đó: 03 vụ trộm cắp, 10 vụ đánh bạc."], {"13": ["03", "10"]}),
        (
            ["Tổng diện tích gieo trồng 96ha. Trong đó lúa 40/38ha. Đậu 25/25ha. Ngô 31/35ha."],
            {"96": ["40/38", "25/25", "31/35"]},
        ),
        (
            ["Tổng diện tích gieo trồng 96ha. Trong đó lúa 40/38ha. Đậu 25/25ha. Tổng đàn lợn 31 con."],
            {"96": ["40/38"]},
        ),
        (["Dân số 24.318 người. Dân tộc thiểu số có 9.144 người, chiếm 37,6% dân số."], {"24.318": ["9.144"]}),
        (["Tiếp nhận 248 vụ, giải quyết 163 vụ, đạt 65,7%."], {}),
        (["Có 15 vụ cháy, 10 vụ tai nạn, 5 vụ trộm cắp."], {}),
        (["Có 19 trường hợp, 12 trường mầm non, 7 trường tiểu học."], {}),
        (["Xảy ra 15 vụ cháy, nguyên nhân do điện 10 vụ, do lửa 5 vụ."], {"15": ["10", "5"]}),
        (
            [
                "Tổng chi 176.280 triệu đồng. Chi đầu tư 48.350 triệu đồng; thường xuyên 121.640 triệu đồng, trong đó "
                "giáo dục 72.415 triệu đồng, quản lý 49.225 triệu đồng; chuyển nguồn 6.290 triệu đồng."
            ],
            {"176.280": ["48.350", "121.640", "6.290"], "121.640": ["72.415", "49.225"]},
        ),
        (
            ["Phường quản lý 63,7 ha đất. Cho thuê 17,2 ha, giao 34,9 ha, bị lấn 3,1 ha và chưa dùng 8,5 ha."],
            {"63,7": ["17,2", "34,9", "3,1", "8,5"]},
        ),
        (
            ["Xảy ra 24 vụ cháy; nguyên nhân do điện 15 vụ, do bất cẩn 6 vụ, đang điều tra 3 vụ."],
            {"24": ["15", "6", "3"]},
        ),
        (["Cán bộ có 62 người; trình độ thạc sĩ chiếm 19,4% (12 người)."], {"62": ["12"]}),
        (["Có 12 học sinh đạt giải (01 giải nhất, 04 giải nhì, 07 giải ba)."], {"12": ["01", "04", "07"]}),
        (
            ["Tổng thu đạt 100 tỷ đồng, tăng 5%. Trong đó: thu nội địa 70 tỷ đồng; thu khác 30 tỷ đồng."],
            {"100": ["70", "30"]},
        ),
        (
            ["Tổng số công trình: 9 công trình.", "Trong đó:", "- Đã xong: 04 công trình", "+ Dở dang: 05 công trình"],
            {"9": ["04", "05"]},
        ),
        (
            ["- Tổng vốn: 500 triệu đồng.", "+ Vốn tỉnh: 300 triệu đồng", "+ Vốn xã: 200 triệu đồng"],
            {"500": ["300", "200"]},
        ),
        (
            ["Xảy ra 43 vụ, trong đó: 03 vụ cố ý, 01 vụ lừa đảo, 02 vụ mại dâm, 04 vụ trộm cắp, 03 vụ ma túy."],
            {"43": ["03", "01", "02", "04", "03"]},
        ),
        (["Có 17 hộ giảm diện tích, hộ tăng diện tích gồm 20 hộ, 03 hộ chưa rõ."], {}),
        (
            ["Có 24 chỉ tiêu; đến nay 09 chỉ tiêu đạt và vượt, 11 chỉ tiêu khá, 04 chỉ tiêu chậm."],
            {"24": ["09", "11", "04"]},
        ),
        (["Có 218 hộ bị ảnh hưởng, đã chi trả 196 hộ, còn 22 hộ chưa nhận tiền."], {"218": ["196", "22"]}),
        (["Có 218 hộ bị ảnh hưởng, đã chi trả 190 hộ, còn 22 hộ chưa nhận tiền."], {"218": ["190", "22"]}),
        (["Có 27, trong đó hai trang trại quy mô lớn, còn lại 25 gia trại."], {"27": ["hai", "25"]}),
        (
            ["Nhận 412 hồ sơ, giải quyết 405 hồ sơ (đúng hạn 400 hồ sơ, quá hạn 05 hồ sơ), chuyển kỳ sau 07 hồ sơ."],
            {"412": ["405", "07"], "405": ["400", "05"]},
        ),
        (
            ["Học sinh giỏi 86 giải: 04 giải nhất, 17 giải nhì, 28 giải ba, 67 giải khuyến khích."],
            {"86": ["04", "17", "28", "67"]},
        ),
        (["Có 86 giải: 04 giải nhất, 17 giải nhì."], {}),
        (
            ["Xóa 118 nhà tạm, trong đó xây mới 76 nhà, sửa chữa 42 nhà; kế hoạch 125 nhà, còn lại 07 nhà."],
            {"118": ["76", "42"]},
        ),
        (
            ["Quà 586,4 triệu đồng cho 510 suất, gồm: tỉnh 162 suất, 50,4 triệu đồng; xã 348 suất, 536 triệu đồng."],
            {"510": ["162", "348"], "586,4": ["50,4", "536"]},
        ),
        (
            ["Gieo 1.842,6 ha/1.870 ha. Cụ thể: lương thực 1.296,4 ha (lúa 1.118,2 ha; ngô 178,2 ha), rau 546,2 ha."],
            {"1.842,6 ha/1.870": ["1.296,4", "546,2"], "1.296,4": ["1.118,2", "178,2"]},
        ),
        (
            ["- Thu tại xã: 2,86 tỷ", "- Thu bổ sung: 9,7 tỷ", "- Chuyển nguồn: 0,54 tỷ", "Cộng: 13,1 tỷ"],
            {"13,1": ["2,86", "9,7", "0,54"]},
        ),
        (
            ["Toàn xã có 903 học sinh/33 lớp. Trong đó:", "+ Mầm non: 342 cháu/13 lớp;", "+ Tiểu học: 561 em/20 lớp."],
            {"903": ["342", "561"], "33": ["13", "20"]},
        ),
        (
            ["Có 318 vụ, chết 147 người. Cụ thể: đường bộ 314 vụ, chết 144 người; đường sắt 03 vụ; đường thủy 01 vụ."],
            {"318": ["314", "03", "01"]},
        ),
        (
            ["Chi 11.374 tỷ; đầu tư 3.209 tỷ, thường xuyên 8.165 tỷ (giáo dục 3.541 tỷ)."],
            {"11.374": ["3.209", "8.165"], "8.165": ["3.541"]},
        ),
        (["Đón 412.600 lượt khách, quốc tế 28.350 lượt, nội địa 384.250 lượt."], {"412.600": ["28.350", "384.250"]}),
        (["Có 19 vụ vi phạm, tăng 5 vụ. Trong số này có 11 vụ không phép, 08 vụ sai phép."], {"19": ["11", "08"]}),
        (
            ["Đã giải quyết 187 vụ, đạt 87,4%. Kết quả: đúng 19 vụ, sai 138 vụ, đúng một phần 30 vụ."],
            {"187": ["19", "138", "30"]},
        ),
        (["Thu 63.842 đồng, nộp cấp trên 19.152 đồng, để lại 44.690 đồng."], {"63.842": ["19.152", "44.690"]}),
        (["Thu nhận 1.473 hồ sơ (trong đó trẻ em 512 hồ sơ)."], {"1.473": ["512"]}),
        (["Có 612 đảng viên, trong đó dự bị 17 đồng chí."], {"612": ["17"]}),
        (["Vốn địa phương 31.100 triệu đồng (ngân sách huyện 9.400 triệu đồng)."], {"31.100": ["9.400"]}),
        (["Vốn địa phương 31.100 triệu đồng (không kể huyện 9.400 triệu đồng)."], {}),
        (
            [
                "Có 156 trường hợp, diện tích 3,42 ha; trong đó:",
                "+ Trước: 97 trường hợp, 2,18 ha;",
                "+ Sau: 59 trường hợp, 1,24 ha.",
            ],
            {"156": ["97", "59"], "3,42": ["2,18", "1,24"]},
        ),
        (["Thu ngân sách đạt 5 tỷ đồng. Dư nợ cho vay đạt 3 tỷ đồng."], {}),
    ],
)
def test_wholes_and_parts_of_paragraphs(texts: list[str], expected: dict[str, list[str]]) -> None:
    """Parts are named behind words, in brackets and in lists."""
    assert wholes(paragraphs(*texts)) == expected


HEAD = ("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "So với KH (%)")
TABLE = (
    HEAD,
    ("I", "Tổng thu", "Triệu đồng", "10.000", "5.000", "50,0"),
    ("1", "Thu nội địa", "Triệu đồng", "8.000", "3.900", "48,8"),
    ("2", "Thu khác", "Triệu đồng", "2.000", "1.100", "55,0"),
    ("II", "Diện tích lúa", "Ha", "300", "295,5", "98,5"),
)


def test_rows_below_another_are_its_parts() -> None:
    """In each column the rows numbered below a row are parts of it."""
    assert wholes(table(*TABLE)) == {"10.000": ["8.000", "2.000"], "5.000": ["3.900", "1.100"]}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ["Nội dung | KH | TH", "Diện tích | 1.310 | 1.265", "- Tôm sú | 930 | 910", "- Tôm thẻ | 380 | 355"],
            {"1.310": ["930", "380"], "1.265": ["910", "355"]},
        ),
        (["STT | Loại | TH", "1 | Tổng số | 43", "2 | Đường bộ | 25", "3 | Đường thủy | 18"], {"43": ["25", "18"]}),
        (["STT | Loại | TH", "1 | Tổng số | 43", "2 | Đường bộ | 25", "3 | Đường thủy | 11"], {}),
        (["Chỉ tiêu | TH", "Lượt khám | 400", "Trong đó: khám BHYT | 365", "Phẫu thuật | 30"], {"400": ["365"]}),
        (["Chỉ tiêu | TH", "Lượt khám | 300", "Trong đó: khám BHYT | 365", "Phẫu thuật | 30"], {}),
        (
            [
                "Trường | Tổng học sinh | Trong đó | Trong đó",
                " | | Nữ | Dân tộc",
                "A | 412 | 203 | 398",
                "B | 684 | 335 | 241",
            ],
            {"412": ["203", "398"], "684": ["335", "241"]},
        ),
        (
            [
                "Chỉ tiêu | KH | TH",
                "Lúa cả năm | 286 | 282",
                "Lúa xuân | 94 | 92",
                "Lúa mùa | 192 | 190",
                "Ngô | 21 | 20",
            ],
            {"286": ["94", "192"], "282": ["92", "190"]},
        ),
        (
            [
                "Xã | Dân số | Hộ",
                "Tân Hòa | 8.415 | 21",
                "Thanh Sơn | 6.932 | 20",
                "Hợp Tiến | 9.760 | 22",
                "Mới | 25.107 | 63",
            ],
            {"25.107": ["8.415", "6.932", "9.760"], "63": ["21", "20", "22"]},
        ),
        (["Xã | Dân số | Hộ", "A | 8.415 | 21", "B | 6.932 | 20", "C | 9.760 | 22", "D | 25.107 | 64"], {}),
        (
            [
                "TT | Thôn | Hộ | Công",
                "1 | A | 112 | 265",
                "2 | B | 87 | 198",
                "3 | C | 140 | 310",
                " | Xã | 339 | 773",
            ],
            {"339": ["112", "87", "140"], "773": ["265", "198", "310"]},
        ),
        (["Xã | Cấp", "A | 24", "B | 12", "Toàn phường | 36"], {"36": ["24", "12"]}),
        (
            ["Thôn | Xây | Sửa | Cộng", "A | 7 | 2 | 9", "B | 5 | 3 | 8", "Tổng | 12 | 5 | 17"],
            {"12": ["7", "5"], "5": ["2", "3"], "17": ["12", "5"]},
        ),
        (
            [
                "STT | Đất | ha",
                "1 | Nông nghiệp | 612,34",
                "1.1 | Lúa | 401,18",
                "1.2 | Thủy sản | 57,06",
                "2 | Khác | 12",
            ],
            {"612,34": ["401,18", "57,06"]},
        ),
        (["Chỉ tiêu | TH", "II. Tổng chi | 37,98", "Trong đó: chi đầu tư | 9,12"], {"37,98": ["9,12"]}),
        (
            [
                "Chỉ tiêu | KH | TH",
                "Lúa cả năm | 286 | 283",
                "Lúa xuân | 94 | 92",
                "Lúa mùa | 192 | 190",
                "Ngô | 21 | 20",
            ],
            {},
        ),
    ],
)
def test_parts_in_tables(rows: list[str], expected: dict[str, list[str]]) -> None:
    """Rows with a dash, totals that are numbered, some of a row or a column, rows that add up in all columns."""
    cells = ([cell.strip() or None for cell in row.split("|")] for row in rows)
    assert wholes(table(*cells)) == expected


def test_heads_say_what_a_cell_states() -> None:
    """A cell takes its subject from its row, its measure from the head of its column and its unit from the table."""
    figures = read(table(*TABLE)).figures
    told = [(figure.as_written, figure.subject, figure.unit_text, figure.measure) for figure in figures[-3:]]
    assert told == [
        ("300", "Diện tích lúa", "Ha", "plan"),
        ("295,5", "Diện tích lúa", "Ha", "actual"),
        ("98,5", "Diện tích lúa", "%", "pct_of_plan"),
    ]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("2,044.9", "1,234"), ["2044.9", "1234"]),
        (("20.690,6", "1.234"), ["20690.6", "1234"]),
        (("20.690,6", "1,234"), ["20690.6", "1.234"]),
    ],
)
def test_a_column_decides_how_numbers_are_written(cells: tuple[str, str], values: list[str]) -> None:
    """A number that can be read two ways is read as the rest of its column is written."""
    rows = [("Chỉ tiêu", "Thực hiện"), ("Thu", cells[0]), ("Chi", cells[1])]
    assert [str(figure.value) for figure in read(table(*rows)).figures] == values


def test_the_unit_of_a_table_stands_above_it() -> None:
    """A unit behind ĐVT above a table is that of its cells."""
    rows = [("Chỉ tiêu", "Dự toán", "Thực hiện"), ("Thu phí", "120", "60"), ("Thu khác", "80", "50")]
    figures = read(table(*rows, above=("Đơn vị tính: triệu đồng",))).figures
    assert {figure.unit_text for figure in figures} == {"triệu đồng"}
