"""Sentences as reports write them, each with the figures that it states."""

from __future__ import annotations

import pytest

from kimtan.extract.reading import read
from kimtan.period import Period
from tests.extract.made import brief, figures, paragraphs

SENTENCES = [
    ("UBND xã được giao 38 biên chế, hiện có 34 biên chế.", [("38", "biên chế", "plan"), ("34", "biên chế", "actual")]),
    ("Vốn các chương trình năm 2025 giao cho tỉnh 1.486,3 tỷ đồng.", [("1486.3", "tỷ đồng", "plan")]),
    ("Điều chỉnh 14 dự án, vốn tăng thêm 138 triệu USD.", [("14", "dự án", "actual"), ("138", "triệu USD", "actual")]),
    (
        "Đã xong 1.486 việc, số chuyển kỳ sau còn 337 việc.",
        [("1486", "việc", "actual"), ("337", "việc", "remaining")],
    ),
    (
        "Tỷ lệ hộ nghèo còn 3,12%, giảm 1,45% so với cùng kỳ; riêng vùng núi giảm 3,8%.",
        [("3.12", "%", "actual"), ("-1.45", "%", "yoy_abs-"), ("-3.8", "%", "yoy_abs-")],
    ),
    (
        "Giải ngân 712,4 tỷ đồng, đạt 47,9% kế hoạch: Chương trình miền núi 41,2%, nông thôn mới 55,6%.",
        [
            ("712.4", "tỷ đồng", "actual"),
            ("47.9", "%", "pct_of_plan"),
            ("41.2", "%", "pct_of_plan"),
            ("55.6", "%", "pct_of_plan"),
        ],
    ),
    (
        "Các khoản thu khá so với dự toán: thuế đất 68,2 triệu (85,3%), lệ phí 412 triệu (62,4%).",
        [
            ("68.2", "triệu", "actual"),
            ("85.3", "%", "pct_of_plan"),
            ("412", "triệu", "actual"),
            ("62.4", "%", "pct_of_plan"),
        ],
    ),
    ("Cơ cấu kinh tế đúng hướng: nông nghiệp 38,5%, dịch vụ 61,5%.", [("38.5", "%", "share"), ("61.5", "%", "share")]),
    ("Ước giải ngân cả năm đạt 344 tỷ đồng.", [("344", "tỷ đồng", "year_end")]),
    ("3 tháng cuối năm, tập trung trồng 1.450 ha.", [("1450", "ha", "target")]),
    (
        "Xóa nhà tạm: kế hoạch hỗ trợ 5.216 nhà, hoàn thành 4.638 nhà.",
        [("5216", "nhà", "plan"), ("4638", "nhà", "actual")],
    ),
    ("Quý IV, phường phấn đấu thu 403 tỷ; giải ngân 95% kế hoạch.", [("403", "tỷ", "target"), ("95", "%", "target")]),
    (
        "Có 36 mã với tổng diện tích trên 1.150 ha.",
        [("36", "mã", "actual"), ("1150", "ha", "actual")],
    ),
    ("Có 12/16 khoản thu đạt trên 50% dự toán.", [("12", "khoản thu", "actual")]),
    ("Bình quân mỗi tháng 12 tỷ; ước cả năm 6 tỷ.", [("12", "tỷ", "actual"), ("6", "tỷ", "year_end")]),
    ("Tỷ lệ tăng từ 38,2% cùng kỳ năm trước lên 46,9%.", [("38.2", "%", "last_year"), ("46.9", "%", "actual")]),
    (
        "Tăng 0,9 tạ/ha so với kế hoạch; diện tích giảm từ 1.964 ha xuống 1.937 ha.",
        [("0.9", "tạ/ha", "change+"), ("1964", "ha", "last_year"), ("1937", "ha", "actual")],
    ),
    ("6 tháng cuối năm phải thu 168 tỷ đồng trở lên.", [("168", "tỷ đồng", "target")]),
    (
        "Thu ngân sách đạt 60% dự toán. Để hoàn thành dự toán, xã còn phải thu: thuế 5,2 tỷ đồng, phí 3,1 tỷ đồng.",
        [("60", "%", "pct_of_plan"), ("5.2", "tỷ đồng", "remaining"), ("3.1", "tỷ đồng", "remaining")],
    ),
    ("Nợ đọng còn phải thanh toán: đường giao thông 5,2 tỷ đồng.", [("5.2", "tỷ đồng", "actual")]),
    (
        "Tập trung gieo cấy 860 ha lúa mùa, phấn đấu sản lượng 4.988 tấn; tỷ lệ hồ sơ trực tuyến tối thiểu 90%.",
        [("860", "ha", "target"), ("4988", "tấn", "target"), ("90", "%", "target")],
    ),
    ("Tập trung chỉ đạo, đã gieo cấy 860 ha lúa mùa.", [("860", "ha", "actual")]),
    (
        "Huấn luyện 42/50 đồng chí, quân số đạt 84%; đã thu hồi 612 triệu đồng, đạt 70,1%.",
        [("42", "đồng chí", "actual"), ("84", "%", "share"), ("612", "triệu đồng", "actual"), ("70.1", "%", "share")],
    ),
    ("Số vốn còn phải giải ngân là 104,8 tỷ đồng.", [("104.8", "tỷ đồng", "remaining")]),
    ("Đã trồng 287 ha, còn 163 ha sẽ trồng xong.", [("287", "ha", "actual"), ("163", "ha", "remaining")]),
    (
        "Gieo trồng 6.842 ha, giảm 1,2% (83 ha) so với cùng kỳ.",
        [("6842", "ha", "actual"), ("-1.2", "%", "yoy_pct-"), ("-83", "ha", "yoy_abs-")],
    ),
    (
        "Đạt thấp so với dự toán: thuế thu nhập 41,2%, lệ phí 38,6%.",
        [("41.2", "%", "pct_of_plan"), ("38.6", "%", "pct_of_plan")],
    ),
    (
        "Xảy ra 3 vụ, thiệt hại 460 triệu (cùng kỳ 5 vụ, thiệt hại 1.120 triệu).",
        [
            ("3", "vụ", "actual"),
            ("460", "triệu", "actual"),
            ("5", "vụ", "last_year"),
            ("1120", "triệu", "last_year"),
        ],
    ),
    (
        "Mục tiêu 6 tháng cuối năm: GRDP tăng 8,6%; thu ngân sách 4.200 tỷ đồng.",
        [("8.6", "%", "target+"), ("4200", "tỷ đồng", "target")],
    ),
    (
        "Tính đến 31/5/2024 nợ thuế 9,7 tỷ đồng, giảm 1,3 tỷ đồng so với cuối năm 2023.",
        [("9.7", "tỷ đồng", "actual"), ("-1.3", "tỷ đồng", "change-")],
    ),
    ("Tổng số công trình xây dựng còn nợ 9 công trình.", [("9", "công trình", "actual")]),
    ("Kinh phí là 246. 300.000 đồng.", [("246300000", "đồng", "actual")]),
    ("Nợ đọng còn phải thanh toán là 5.496 triệu đồng.", [("5496", "triệu đồng", "actual")]),
    ("Phấn đấu giải ngân ít nhất 95% kế hoạch vốn.", [("95", "%", "target")]),
    ("Có 214 tàu, tàu có chiều dài từ 15 m trở lên là 86 tàu.", [("214", "tàu", "actual"), ("86", "tàu", "actual")]),
    ("Giá tôm thẻ loại 100 con/kg là 92.000 đồng/kg.", [("92000", "đồng/kg", "actual")]),
    ("Giá lúa OM 18 là 6.700 đồng/kg; lúa ĐX 1.200 ha.", [("6700", "đồng/kg", "actual"), ("1200", "ha", "actual")]),
    ("Dịp nghỉ lễ 2/9 đón 215.000 lượt khách.", [("215000", "lượt khách", "actual")]),
    ("Đã cấp 4.815 thẻ, đạt 98,7% số công dân.", [("4815", "thẻ", "actual"), ("98.7", "%", "share")]),
    (
        "Tiếp nhận 37 tin, đã giải quyết 34 tin, đạt 91,9%, đang xác minh 3 tin.",
        [("37", "tin", "actual"), ("34", "tin", "actual"), ("91.9", "%", "share"), ("3", "tin", "remaining")],
    ),
    (
        "Đàn bò 186 con, bằng 98,7% so với cùng kỳ; đàn lợn 642 con, bằng 104,5%.",
        [("186", "con", "actual"), ("98.7", "%", "yoy_index"), ("642", "con", "actual"), ("104.5", "%", "yoy_index")],
    ),
    (
        "Tai nạn 48 vụ, tăng 03 vụ = 6,7% so với cùng kỳ.",
        [("48", "vụ", "actual"), ("3", "vụ", "yoy_abs+"), ("6.7", "%", "yoy_pct+")],
    ),
    (
        "So với cùng kỳ, xảy ra 98 vụ, giảm 9 vụ (8,4%).",
        [("98", "vụ", "actual"), ("-9", "vụ", "yoy_abs-"), ("-8.4", "%", "yoy_pct-")],
    ),
    (
        "GRDP đạt 22,4 triệu đồng (tăng 7,7%, tương đương 1,6 triệu đồng).",
        [("22.4", "triệu đồng", "actual"), ("7.7", "%", "yoy_pct+"), ("1.6", "triệu đồng", "yoy_abs+")],
    ),
    (
        "Tín dụng tăng 4,9% so với đầu năm (cùng kỳ năm trước tăng 3,7%).",
        [("4.9", "%", "change+"), ("3.7", "%", "last_year+")],
    ),
    (
        "Tỷ lệ bao phủ đạt 94,2% dân số (kế hoạch 95%), cao hơn cùng kỳ 1,2%.",
        [("94.2", "%", "actual"), ("95", "%", "plan"), ("1.2", "%", "yoy_abs+")],
    ),
    ("GRDP tăng 7,36% (vượt mục tiêu Nghị quyết 0,36%).", [("7.36", "%", "yoy_pct+"), ("0.36", "%", "change+")]),
    ("Lương thực đạt 286 kg, cao hơn cùng kỳ 9 kg.", [("286", "kg", "actual"), ("9", "kg", "yoy_abs+")]),
    (
        "Thu 3,2 tỷ/KH 8 tỷ, còn phải thu 4,8 tỷ.",
        [("3.2", "tỷ", "actual"), ("8", "tỷ", "plan"), ("4.8", "tỷ", "remaining")],
    ),
    (
        "Kế hoạch năm 2024 tạo việc làm cho 400 lao động, đã thực hiện 265 lao động.",
        [("400", "lao động", "plan"), ("265", "lao động", "actual")],
    ),
    (
        "Phấn đấu thu cả năm đạt 24 tỷ đồng; 6 tháng cuối năm thu 12 tỷ đồng.",
        [("24", "tỷ đồng", "year_end"), ("12", "tỷ đồng", "target")],
    ),
    ("Huyện được giao kế hoạch trồng 470 ha rừng.", [("470", "ha", "plan")]),
    ("Tăng từ 12 tỷ đồng lên 15 tỷ đồng.", [("12", "tỷ đồng", "last_year"), ("15", "tỷ đồng", "actual")]),
    (
        "Tổng thu ngân sách ước đạt 12,5 tỷ đồng, đạt 61% dự toán, tăng 2,3% so với cùng kỳ.",
        [("12.5", "tỷ đồng", "actual"), ("61", "%", "pct_of_plan"), ("2.3", "%", "yoy_pct+")],
    ),
    (
        "Tổng diện tích gieo trồng 383,25ha, bằng 98,1% so với cùng kỳ.",
        [("383.25", "ha", "actual"), ("98.1", "%", "yoy_index")],
    ),
    (
        "Đàn trâu 183 con, giảm 12 con so với cùng kỳ năm trước.",
        [("183", "con", "actual"), ("-12", "con", "yoy_abs-")],
    ),
    (
        "Sản lượng thịt 1.250 tấn (cùng kỳ năm 2022: 1.124 tấn), đạt 52,1% KH.",
        [("1250", "tấn", "actual"), ("1124", "tấn", "last_year"), ("52.1", "%", "pct_of_plan")],
    ),
    (
        "Trồng rừng tập trung 35 ha (kế hoạch 60 ha).",
        [("35", "ha", "actual"), ("60", "ha", "plan")],
    ),
    (
        "Khách du lịch đạt 1,2 triệu lượt khách, tăng 8,5% so với tháng trước.",
        [("1.2", "triệu lượt khách", "actual"), ("8.5", "%", "change+")],
    ),
    (
        "Nông nghiệp 47 tỷ đồng, chiếm 12,5% tổng giá trị.",
        [("47", "tỷ đồng", "actual"), ("12.5", "%", "share")],
    ),
    (
        "Tỷ lệ hộ dùng nước hợp vệ sinh đạt 93,8%.",
        [("93.8", "%", "actual")],
    ),
    (
        "Phấn đấu đến cuối năm tỷ lệ tham gia bảo hiểm y tế đạt 97% trở lên.",
        [("97", "%", "year_end")],
    ),
    ("Xử phạt 3.500.000đ.", [("3500000", "đ", "actual")]),
    ("Thu nhập bình quân 47,2 triệu đồng/người/6 tháng.", [("47.2", "triệu đồng/người/6 tháng", "actual")]),
    ("Năng suất lúa đạt 60 tạ/ha.", [("60", "tạ/ha", "actual")]),
    ("Hoàn thành 44/52 chỉ tiêu.", [("44", "chỉ tiêu", "actual")]),
    ("Dư nợ 48,6 tỷ/580 hộ vay.", [("48.6", "tỷ", "actual"), ("580", "hộ", "actual")]),
    ("Bồi thường cho 86 hộ/100 hộ.", [("86", "hộ", "actual")]),
    ("Tốc độ tăng trưởng kinh tế đạt 3,5 - 4%.", [("3.5", "%", "actual")]),
    ("Tổng dự toán: 35. 126 triệu đồng.", [("35126", "triệu đồng", "actual")]),
    ("Thu bổ sung có mục tiêu 1.160,5 triệu đồng.", [("1160.5", "triệu đồng", "actual")]),
    (
        "Năng suất lúa đạt 64,5 tạ/ha, tăng 0,8 tạ/ha so với vụ xuân năm trước.",
        [("64.5", "tạ/ha", "actual"), ("0.8", "tạ/ha", "yoy_abs+")],
    ),
    (
        "Số học sinh có 812 em, tăng 24 em so với năm học trước.",
        [("812", "em", "actual"), ("24", "em", "yoy_abs+")],
    ),
    ("Chỉ số giá tiêu dùng tăng 2% so với tháng 12 năm trước.", [("2", "%", "change+")]),
    (
        "Năm 2024, sản lượng đạt 64 tấn, tăng 3% so với vụ mùa năm 2023.",
        [("64", "tấn", "actual"), ("3", "%", "yoy_pct+")],
    ),
    (
        "Khách du lịch 126.500 lượt, gấp 1,4 lần cùng kỳ.",
        [("126500", "lượt", "actual"), ("140", "%", "yoy_index")],
    ),
    ("Thu phí đạt 5 tỷ đồng, bằng 1,25 lần kế hoạch.", [("5", "tỷ đồng", "actual"), ("125", "%", "pct_of_plan")]),
    ("Bê tông hóa 12,6 km đường giao thông.", [("12.6", "km", "actual")]),
    ("Toàn huyện có 1.351 đàn ong mật.", [("1351", "đàn", "actual")]),
    (
        "Có 27 cơ sở, trong đó hai trang trại quy mô lớn.",
        [("27", "cơ sở", "actual"), ("2", "trang trại", "actual")],
    ),
    (
        "Đã chi trả 196 hộ, còn 22 hộ chưa nhận tiền.",
        [("196", "hộ", "actual"), ("22", "hộ", "remaining")],
    ),
    (
        "Có 09 chỉ tiêu đạt và vượt, 11 chỉ tiêu chưa đạt.",
        [("9", "chỉ tiêu", "actual"), ("11", "chỉ tiêu", "actual")],
    ),
    (
        "Kế hoạch vốn đầu tư công năm 2024 được giao 146,8 tỷ đồng, đã giải ngân 61,2 tỷ đồng.",
        [("146.8", "tỷ đồng", "plan"), ("61.2", "tỷ đồng", "actual")],
    ),
]

RATES = [
    (
        "Tốc độ tăng trưởng kinh tế (GRDP) ước đạt 7,84% (cùng kỳ năm 2023: 6,91%).",
        [("7.84", "%", "actual"), ("6.91", "%", "last_year")],
    ),
    ("Tỷ lệ dân số dùng nước sạch đạt 93,7% (kế hoạch 95%).", [("93.7", "%", "actual"), ("95", "%", "plan")]),
    ("Tỷ lệ giải ngân đạt 41%, kế hoạch là 60%.", [("41", "%", "actual"), ("60", "%", "plan")]),
    ("Tỷ lệ thôn có nhà văn hóa là 4/5 thôn, bằng 80%.", [("4", "thôn", "actual"), ("80", "%", "share")]),
    ("Thu ngân sách đạt 61% (kế hoạch 12 tỷ đồng).", [("61", "%", "pct_of_plan"), ("12", "tỷ đồng", "plan")]),
]


COMPARISONS = [
    ("Giải ngân tăng so với dự toán; diện tích lúa giảm 5%.", [("-5", "%", "yoy_pct-")]),
    (
        "Phát hiện 214 vụ, tăng 26 vụ (13,8%) so với cùng kỳ năm 2021.",
        [("214", "vụ", "actual"), ("26", "vụ", "yoy_abs+"), ("13.8", "%", "yoy_pct+")],
    ),
    (
        "Phát hiện 214 vụ, tăng 26 vụ (13,8%) so với tháng trước.",
        [("214", "vụ", "actual"), ("26", "vụ", "change+"), ("13.8", "%", "change+")],
    ),
    (
        "Giá trị tăng thêm tăng 3,4% (quý I tăng 3,1%; quý II tăng 3,7%).",
        [("3.4", "%", "yoy_pct+"), ("3.1", "%", "yoy_pct+"), ("3.7", "%", "yoy_pct+")],
    ),
    ("Tăng trưởng kinh tế đạt 7,3% so với cùng kỳ năm trước.", [("7.3", "%", "yoy_pct+")]),
    ("Mức giảm sinh 0,4‰; tốc độ tăng chi 9,2%.", [("0.4", "‰", "actual"), ("9.2", "%", "actual")]),
    ("Sản lượng tăng từ 8% trở lên.", [("8", "%", "yoy_pct+")]),
    ("Giảm số hộ nghèo từ 41 hộ xuống còn 33 hộ.", [("41", "hộ", "last_year"), ("33", "hộ", "actual")]),
    (
        "Tỷ lệ giao dịch trực tuyến tăng nhanh, từ 11,2% năm 2021 lên 34,6%.",
        [("11.2", "%", "last_year"), ("34.6", "%", "actual")],
    ),
    (
        "Dư nợ đạt 2.416 tỷ 350 triệu đồng, tăng 118 tỷ 020 triệu đồng so với đầu năm, tỷ lệ tăng 5,1%.",
        [("2416350", "triệu đồng", "actual"), ("118020", "triệu đồng", "change+"), ("5.1", "%", "change+")],
    ),
    (
        "Năng suất 61,3 tạ/ha, giảm 0,5 tạ/ha so với vụ chiêm xuân trước.",
        [("61.3", "tạ/ha", "actual"), ("-0.5", "tạ/ha", "yoy_abs-")],
    ),
    (
        "Đàn bò 412 con, tăng 2,5% so với cùng kì; hợp tác xã 12 thành viên, tăng 3% so với 2019.",
        [("412", "con", "actual"), ("2.5", "%", "yoy_pct+"), ("12", "thành viên", "actual"), ("3", "%", "change+")],
    ),
    (
        "So với cùng kỳ giảm 61 lượt tiếp, 44 lượt người.",
        [("-61", "lượt", "yoy_abs-"), ("-44", "lượt người", "yoy_abs-")],
    ),
    (
        "Vốn ngoài nhà nước đạt 4 tỷ đồng, chiếm 31% tổng vốn đầu tư và tăng gần 12% so với cùng kỳ.",
        [("4", "tỷ đồng", "actual"), ("31", "%", "share"), ("12", "%", "yoy_pct+")],
    ),
]

PLANS = [
    ("Kế hoach giao 130 ha, thực hiện được 121 ha.", [("130", "ha", "plan"), ("121", "ha", "actual")]),
    ("Tổng giá trị sản xuất ước đạt 54%.", [("54", "%", "pct_of_plan")]),
    ("Thu ngân sách vượt 4%.", [("4", "%", "change+")]),
    ("Thực hiện đạt và vượt 14/18 chỉ tiêu.", [("14", "chỉ tiêu", "actual")]),
    (
        "Tăng trưởng mới đạt 5,2%, khó đạt kế hoạch đề ra là 6,9%.",
        [("5.2", "%", "actual"), ("6.9", "%", "plan")],
    ),
    (
        "Đưa đi làm việc 312 lao động (kế hoạch đưa lao động đi làm việc ở nước ngoài là 400 lao động).",
        [("312", "lao động", "actual"), ("400", "lao động", "plan")],
    ),
    (
        "Khối xã đạt 64,1% (mục tiêu 70%), khối huyện chỉ đạt 22,5% (mục tiêu 30%).",
        [("64.1", "%", "actual"), ("70", "%", "plan"), ("22.5", "%", "actual"), ("30", "%", "plan")],
    ),
    ("Tiêm phòng 971/876 con, đạt 110,8%.", [("971", "con", "actual"), ("110.8", "%", "pct_of_plan")]),
]

COUNTS = [
    ("Đã khám phá 152 vụ, 203 đối tượng (đạt 84,6%).", [("152", "vụ"), ("203", "đối tượng"), ("84.6", "%")]),
    ("Từ 15/3 đến 14/6, toàn huyện tiếp 412 lượt/530 lượt người.", [("412", "lượt"), ("530", "lượt người")]),
    ("Tính đến 31.8 có 85 khách hàng vay; đất trồng lúa 2 vụ 31 ha.", [("85", "khách hàng"), ("31", "ha")]),
    ("Vốn đăng ký 1,7 tỉ USD; xây 04 nhà văn hoá thôn.", [("1.7", "tỉ USD"), ("4", "nhà văn hoá")]),
    (
        "Đoàn đoạt 12 giải, trong đó: 1 nhất, 3 nhì, 8 khuyến khích; quà của 3 thôn.",
        [("12", "giải"), ("1", "giải"), ("3", "giải"), ("8", "giải"), ("3", "thôn")],
    ),
    ("Toàn huyện thành lập mới 64 doanh nghiệp/80 DN.", [("64", "DN")]),
    (
        "Thu ngân sách đạt 2 tỷ 5, chi 1 triệu 200 và 3 tỷ 4 hộ.",
        [("2.5", "tỷ"), ("1.200", "triệu"), ("3", "tỷ"), ("4", "hộ")],
    ),
    ("Cử tri tổ 3 nêu 05 ý kiến; mô hình 3 không, 5 sạch có ở 11 chi hội.", [("5", "ý kiến"), ("11", "chi hội")]),
    ("Cả xã có ba trường đạt chuẩn, một trường đạt mức độ 2.", [("3", "trường"), ("1", "trường")]),
    ("Đàn lợn 12,450 con; 05 giải đấu; 186,5 mét giá.", [("12450", "con"), ("5", "giải đấu"), ("186.5", "mét giá")]),
    ("Giá trị đạt 214,6 tỷ.đ; bầu 02 ủy viên.", [("214.6", "tỷ.đ"), ("2", "ủy viên")]),
]


@pytest.mark.parametrize(("sentence", "expected"), COMPARISONS)
def test_with_what_a_figure_is_compared(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """A change is of the base that its own clause names, also behind a bracket, and a rate of change is a level."""
    assert [brief(figure) for figure in figures(sentence)] == expected


@pytest.mark.parametrize(("sentence", "expected"), PLANS)
def test_a_plan_is_told_from_what_was_done(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Planned levels, percentages of plans and what goes beyond them are none of each other."""
    assert [brief(figure) for figure in figures(sentence)] == expected


@pytest.mark.parametrize(("sentence", "expected"), COUNTS)
def test_units_and_what_is_none(sentence: str, expected: list[tuple[str, str]]) -> None:
    """Days and seasons are no figures; units are known in each spelling."""
    assert [brief(figure)[:2] for figure in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hiện 100% thôn có nhà văn hóa.", ("100", "%", "actual", "thôn có nhà văn hóa")),
        ("Trồng 35 ha rừng; 91,6% hộ gia đình đạt văn hoá.", ("91.6", "%", "actual", "hộ gia đình đạt văn hoá")),
        ("Lúa 52 ha; dưới 5% hộ chưa có điện.", ("5", "%", "actual", "hộ chưa có điện")),
        ("Trồng 35 ha, 60% kế hoạch.", ("60", "%", "pct_of_plan", "Trồng")),
    ],
)
def test_a_percentage_that_opens_its_clause_is_of_the_noun_behind_it(
    sentence: str, expected: tuple[str, str, str, str]
) -> None:
    """``91,6% hộ đạt …`` says of the households what rate of them does; of a plan it says how far that is met."""
    last = figures(sentence)[-1]
    assert (*brief(last), last.subject) == expected


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        (
            "Tổng số lao động 915 người (310 lao động nữ) đạt 98% kế hoạch.",
            ["Tổng số lao động", "lao động nữ", "Tổng số lao động"],
        ),
        ("Nợ quá hạn 3,1 tỷ đồng, chiếm 0,2% tổng dư nợ, giảm 1 tỷ đồng.", ["Nợ quá hạn"] * 3),
        ("Chương trình giảm dư nợ: hộ nghèo (27 tỷ đồng), nhà ở (9 tỷ đồng).", ["hộ nghèo", "nhà ở"]),
        ("Thu đạt 62% dự toán tỉnh giao và dự toán huyện giao, tăng 3%.", ["Thu", "Thu"]),
        ("Sắn 30 ha, bằng cùng kỳ, đạt 100% kế hoạch.", ["Sắn", "Sắn"]),
        ("Gieo cấy lúa với diện tích 40 ha, giảm xấp xỉ 3%.", ["diện tích Gieo cấy lúa"] * 2),
    ],
)
def test_an_aside_does_not_take_the_subject(sentence: str, subjects: list[str]) -> None:
    """What is said behind a bracket, a base or the whole of a share is said of what stood before it."""
    assert [figure.subject for figure in figures(sentence)] == subjects


def test_what_goes_on_is_ahead_where_no_heading_says_otherwise() -> None:
    """``Tiếp tục xây dựng 02 …`` is a task where nothing stands above it; under results it is none."""
    text = "Tiếp tục xây dựng 02 sản phẩm OCOP."
    assert [figure.measure for figure in figures(text)] == ["target"]
    assert [figure.measure for figure in figures("I. KẾT QUẢ THỰC HIỆN", text)] == ["actual"]


def test_a_level_of_a_later_year_is_ahead() -> None:
    """``đến năm 2025`` in a report of 2023 is what is striven for."""
    document = paragraphs("Thu nhập đến năm 2025 đạt 70 triệu đồng.", "Thu nhập đến năm 2023 đạt 52 triệu đồng.")
    measures = [figure.measure for figure in read(document, period=Period.parse("2023-H1")).figures]
    assert measures == ["target", "actual"]


@pytest.mark.parametrize(("sentence", "expected"), RATES)
def test_a_rate_has_levels_of_its_own(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """What stands behind a rate in brackets is its plan or its level of last year, and its subject is the rate."""
    read = figures(sentence)
    assert [brief(figure) for figure in read] == expected
    assert len({figure.subject for figure in read}) == 1


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_value_unit_and_measure_of_each_figure(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Each number of a sentence is read with its unit and with what it states."""
    assert [brief(figure) for figure in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("Tổng thu nhập ước đạt 552 tỷ đồng, tăng 2%.", ["Tổng thu nhập"] * 2),
        ("Trong đó: ngành nông, lâm nghiệp và thủy sản ước đạt 47 tỷ đồng.", ["ngành nông, lâm nghiệp và thủy sản"]),
        ("Diện tích lúa 500 ha, năng suất đạt 60 tạ/ha.", ["Diện tích lúa", "năng suất lúa"]),
        ("Xảy ra 13 vụ việc, trong đó: 03 vụ trộm cắp tài sản.", ["Xảy ra vụ việc", "vụ trộm cắp tài sản"]),
        ("Thành lập mới được 03 doanh nghiệp, đạt 50% kế hoạch.", ["Thành lập mới doanh nghiệp"] * 2),
        ("Đàn trâu 183 con; đàn bò 203 con, đạt 81% kế hoạch.", ["Đàn trâu", "đàn bò", "đàn bò"]),
        ("Kế hoạch vốn đầu tư công năm 2024 được giao 146,8 tỷ đồng.", ["vốn đầu tư công"]),
        ("Có 9 chỉ tiêu đạt và vượt, còn 4 chỉ tiêu chậm.", ["chỉ tiêu đạt và vượt", "chỉ tiêu chậm"]),
        ("Đã chi trả 196 hộ, còn 22 hộ chưa nhận tiền.", ["chi trả hộ", "hộ chưa nhận tiền"]),
        ("Có 03 xã đạt chuẩn nông thôn mới.", ["xã đạt chuẩn nông thôn mới"]),
        ("Bê tông hóa 12,6 km đường giao thông.", ["Bê tông hóa"]),
        ("Đến ngày 15/6 đã giải ngân 61,2 tỷ đồng.", ["giải ngân"]),
        ("Thu bổ sung có mục tiêu 1.160,5 triệu đồng.", ["Thu bổ sung có mục tiêu"]),
        ("Lĩnh vực xây dựng tiếp tục phát triển, giá trị đạt 62 tỷ đồng.", ["giá trị Lĩnh vực xây dựng"]),
    ],
)
def test_subjects_are_carried_on(sentence: str, subjects: list[str]) -> None:
    """A figure is about what its own words name, or about what went before where they name nothing."""
    assert [figure.subject for figure in figures(sentence)] == subjects


def test_a_quantity_without_a_subject_takes_its_heading() -> None:
    """What is a mere quantity is one of what the heading names."""
    read = figures("1.1. Về thương mại - dịch vụ", "Giá trị ước đạt 103,389 tỷ đồng.")
    assert [figure.subject for figure in read] == ["Giá trị thương mại - dịch vụ"]


def test_a_task_ahead_is_a_target() -> None:
    """A level in a chapter of what is still to be done is a target; in the chapter of results it is none."""
    text = "Sản lượng lương thực đạt 1.130 tấn."
    assert [figure.measure for figure in figures("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", text)] == ["actual"]
    assert [figure.measure for figure in figures("III. NHIỆM VỤ TRỌNG TÂM CUỐI NĂM", text)] == ["target"]


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("Có trên 1.000 hộ.", "at_least"),
        ("Có gần 1.000 hộ.", "about"),
        ("Tỷ lệ suy dinh dưỡng dưới 8,11%.", "at_most"),
        ("Tỷ lệ đạt 97% trở lên.", "at_least"),
        ("Có 1.000 hộ.", None),
    ],
)
def test_words_bound_a_figure(sentence: str, bound: str | None) -> None:
    """Words beside a number say that it is only a bound of the true value, or about it."""
    assert [figure.bound for figure in figures(sentence)] == [bound]


def test_times_in_percent_keep_how_exact_they_are() -> None:
    """1,4 times is rounded to a tenth, so 140 % is to the next ten."""
    assert [figure.precision for figure in figures("Sản lượng gấp 1,4 lần cùng kỳ.")] == [10]


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("Thu ngân sách không đạt 100% dự toán.", "100"),
        ("Không để xảy ra 01 trường hợp khiếu kiện.", "01"),
        ("Đã trồng rừng đạt 1/3 kế hoạch.", "1/3"),
        ("Xảy ra 12 vụ, làm chết 3 người, so với cùng kỳ tăng 2 cột.", "2"),
    ],
)
def test_a_doubtful_reading_says_so(sentence: str, written: str) -> None:
    """What is said not to be, a simple fraction, and a change that no figure is of: nothing sure rests on them."""
    (figure,) = [figure for figure in figures(sentence) if figure.as_written == written]
    assert figure.confidence <= 0.5


def test_a_change_is_of_the_figure_in_its_unit() -> None:
    """Changes that follow several figures are each of the one in the same unit, by their words where two are."""
    text = "Xảy ra 9 vụ tai nạn, làm chết 4 người, bị thương 8 người; so với cùng kỳ giảm 2 vụ, tăng 1 người chết."
    *_, accidents, dead = figures(text)
    assert ("vụ" in accidents.subject, "chết" in dead.subject) == (True, True)


def test_a_period_tells_last_year() -> None:
    """Against the year before is growth in a report of a whole year, and another base in one of half of it."""
    document = paragraphs("Thu đạt 12 tỷ đồng, tăng 5% so với năm 2022.")
    for name, measure in (("2023-FY", "yoy_pct"), ("2023-H1", "change")):
        *_, growth = read(document, period=Period.parse(name)).figures
        assert growth.measure == measure


def test_what_the_year_comes_to_is_compared_with_the_year_before() -> None:
    """In a report of half a year, growth of what the whole year comes to against last year is growth on last year."""
    document = paragraphs("Dự kiến thu nhập cả năm đạt 61,2 triệu đồng/người, tăng 5,4 triệu đồng so với năm 2022.")
    read_figures = read(document, period=Period.parse("2023-H1")).figures
    assert [figure.measure for figure in read_figures] == ["year_end", "yoy_abs"]


def test_a_sign_that_may_be_a_decimal_one_makes_a_number_doubtful() -> None:
    """``.5%`` may be half a percent; behind a word that ends the point is the sentence's."""
    torn, whole = figures("Tỷ lệ là .5%. Năm nay có 5% hộ nghèo.")
    assert torn.confidence <= 0.5 < whole.confidence
