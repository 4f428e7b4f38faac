"""Kinds of sentences that fresh sets were read wrong in: what each states, and which of its numbers is no figure."""

from __future__ import annotations

import pytest

from kimtan.data.units import Unit
from kimtan.extract.passages import Passage, ReadDocument, SourceLine
from kimtan.extract.reading import read
from kimtan.period import Period
from tests.extract.made import brief, figures, paragraphs

HALF = Period.parse("2024-H1")


def told(sentence: str, *above: str) -> str:
    """Value, unit and measure of each figure of a report on a first half, below headings."""
    document = paragraphs(*above, sentence)
    return "; ".join(" ".join(brief(figure)) for figure in read(document, period=HALF).figures)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sản lượng đạt 820 tấn; ước cả năm 1.640 tấn.", "820 tấn actual; 1640 tấn year_end"),
        ("tăng trưởng kinh tế (GRDP) đạt 8,1% so với cùng kỳ năm trước.", "8.1 % yoy_pct+"),
        ("Công nghiệp chế biến, chế tạotăng1,36%; thu đạt12 tỷ đồng.", "1.36 % actual; 12 tỷ đồng actual"),
        (
            "May mặc 67,5 nghìn cái, tăng 3,8%; sản phẩm bằng kim loại 12.532 m2, tăng 31,4%.",
            "67.5 nghìn cái actual; 3.8 % yoy_pct+; 12532 m2 actual; 31.4 % yoy_pct+",
        ),
        ("Thu đạt 30,9 tỷ đồng, đạt 53,4% so với HĐND huyện giao.", "30.9 tỷ đồng actual; 53.4 % pct_of_plan"),
        (
            "Ngân sách 22%, vốn lồng ghép 8%; tín dụng 57%, doanh nghiệp 5,0%, dân cư 8%.",
            "22 % share; 8 % share; 57 % share; 5 % share; 8 % share",
        ),
        ("Tỉnh có 185 trong tổng số 220 xã đạt chuẩn.", "185 xã actual; 220 xã actual"),
        ("Tỷ trọng nông nghiệp còn 34,5%, giảm 2,0 điểm % so với năm trước.", "34.5 % share; -2 điểm % yoy_abs-"),
        (
            "Trồng 124,7 ha rừng, đạt 62,4% so với kế hoạch tỉnh giao là 200 ha.",
            "124.7 ha actual; 62.4 % pct_of_plan; 200 ha plan",
        ),
        (
            "Hỗ trợ học sinh nghèo vượt khó 96 suất; giải quyết tăng mới 87 trường hợp.",
            "96 suất actual; 87 trường hợp actual",
        ),
        ("So với Tết năm ngoái, số suất quà tăng 212 suất.", "212 suất yoy_abs+"),
        ("Xã được giao 54 nhà; dự án được phân bổ 3.960 triệu đồng.", "54 nhà plan; 3960 triệu đồng plan"),
        (
            "Tổng vốn giao năm 2026 (gồm vốn kéo dài) 36,8 tỷ đồng: đầu tư 22,6 tỷ đồng, sự nghiệp 14,2 tỷ đồng.",
            "36.8 tỷ đồng plan; 22.6 tỷ đồng plan; 14.2 tỷ đồng plan",
        ),
        (
            "Kế hoạch vốn năm 2025 (kể cả vốn kéo dài) là 52,16 tỷ đồng, trong đó ngân sách tỉnh 12,9 tỷ đồng.",
            "52.16 tỷ đồng plan; 12.9 tỷ đồng plan",
        ),
        (
            "Bao phủ đạt 93,1% dân số, thấp hơn 0,65% so với chỉ tiêu được giao (93,75%).",
            "93.1 % share; -0.65 % change-; 93.75 % plan",
        ),
        ("Tỷ lệ nước sạch đạt 88,9%, chưa đạt mục tiêu 90%.", "88.9 % actual; 90 % plan"),
        (
            "Khai khoáng giảm 4,3%, làm giảm 0,12 điểm phần trăm mức tăng chung.",
            "-4.3 % yoy_pct-; -0.12 điểm phần trăm actual-",
        ),
        (
            "Xuất siêu 431,7 triệu USD, trong khi cùng kỳ năm trước xuất siêu 357 triệu USD.",
            "431.7 triệu USD actual; 357 triệu USD last_year",
        ),
        (
            "Vận động được 186,5 triệu đồng, đạt 124,3% chỉ tiêu giao, vượt 36,5 triệu đồng.",
            "186.5 triệu đồng actual; 124.3 % pct_of_plan; 36.5 triệu đồng change+",
        ),
        ("Vốn huy động đáp ứng 84,6% nhu cầu cho vay.", "84.6 % share"),
        ("Đóng góp của TFP vào tăng trưởng ước 44,2%.", "44.2 % share"),
        (
            "Sản lượng 84.960 tấn, vượt 2,4% kế hoạch, bao gồm khai thác 52.140 tấn, tăng 1,1%.",
            "84960 tấn actual; 2.4 % change+; 52140 tấn actual; 1.1 % yoy_pct+",
        ),
        (
            "Có 214 cơ sở, tăng 16 cơ sở và 285 buồng so với cuối năm 2024.",
            "214 cơ sở actual; 16 cơ sở change+; 285 buồng change+",
        ),
        ("So với năm học trước tăng 03 lớp và 97 học sinh.", "3 lớp yoy_abs+; 97 học sinh yoy_abs+"),
        (
            "6 tháng cuối năm, huyện tập trung hoàn thành các chỉ tiêu: sản xuất tăng 10,2%; thu đạt 215 tỷ đồng.",
            "10.2 % target+; 215 tỷ đồng target",
        ),
        (
            "Thời gian tới, phấn đấu phát triển 120 hội viên. Kết nạp 08 đảng viên. Đã kết nạp 03 đảng viên.",
            "120 hội viên target; 8 đảng viên target; 3 đảng viên actual",
        ),
        (
            "Giải ngân 298,3 tỷ đồng, đạt 28% kế hoạch, trong đó vốn đầu tư 246,2 tỷ đồng (38,3%).",
            "298.3 tỷ đồng actual; 28 % pct_of_plan; 246.2 tỷ đồng actual; 38.3 % pct_of_plan",
        ),
        (
            "Ước cả năm, thu đạt 16.350 tỷ đồng; xuất khẩu đạt 2,85 tỷ USD.",
            "16350 tỷ đồng year_end; 2.85 tỷ USD year_end",
        ),
        (
            "Đã giải quyết 1.305 hồ sơ, đang giải quyết 127 hồ sơ (trong hạn 118 hồ sơ).",
            "1305 hồ sơ actual; 127 hồ sơ remaining; 118 hồ sơ remaining",
        ),
        (
            "Phân theo xã cũ: Đồng Ích 64, Quang Minh 39, Tân Lập 115 hộ nghèo.",
            "64 hộ nghèo actual; 39 hộ nghèo actual; 115 hộ nghèo actual",
        ),
        (
            "Có 04 khách sạn 4 sao; Trung tâm đặc khu 40 giường bệnh; từ đầu năm 58 dự án.",
            "4 khách sạn actual; 40 giường bệnh actual; 58 dự án actual",
        ),
        (
            "Kinh phí 2,84 tỷ đồng, xã hội hóa 0,96 tỷ đồng, bằng 33,8%.",
            "2.84 tỷ đồng actual; 0.96 tỷ đồng actual; 33.8 % share",
        ),
        ("Thu hồi tài sản khoảng 35tr, hỗ trợ 2tr/hộ.", "35 tr actual; 2 tr/hộ actual"),
        ("CPI tăng 2,4%, thấp hơn mức 3,1% của cùng kỳ năm trước.", "2.4 % yoy_pct+; 3.1 % last_year"),
        ("Lãi 9 tỷ đồng, cao hơn mức 7 tỷ đồng cùng kỳ.", "9 tỷ đồng actual; 7 tỷ đồng last_year"),
        ("Cơ cấu kinh tế tương ứng: 24,6% - 47,9% - 27,5%.", "24.6 % share; 47.9 % share; 27.5 % share"),
        ("- Vượt kế hoạch: 15 chỉ tiêu.", "15 chỉ tiêu actual"),
        ("- Đạt kế hoạch: 08 chỉ tiêu.", "8 chỉ tiêu actual"),
        (
            "Tội phạm giảm 5% trở lên so với cùng kỳ, tỷ lệ khám phá đạt từ 85% trở lên.",
            "-5 % yoy_pct-; 85 % actual",
        ),
        (
            "Có 04 chỉ tiêu đạt dưới 45% kế hoạch, cụ thể: đấu giá 13,4%; trồng cây 31%.",
            "4 chỉ tiêu actual; 13.4 % pct_of_plan; 31 % pct_of_plan",
        ),
        (
            "Đẻ tại trạm 71/88 trường hợp, 80,7%; tiêm đủ mũi 76 trẻ/KH 190 trẻ đạt 40%.",
            "71 trường hợp actual; 80.7 % share; 76 trẻ actual; 190 trẻ plan; 40 % pct_of_plan",
        ),
        ("Đã giải quyết 146 hồ sơ; đang trong hạn 12 hồ sơ.", "146 hồ sơ actual; 12 hồ sơ remaining"),
        ("Đã trả 146 HS, đang giải quyết trong hạn 12 HS.", "146 HS actual; 12 HS remaining"),
        ("Tổng vốn giao 214 tr.đ.", "214 tr.đ plan"),
        (
            "Hộ nghèo: đầu năm 187 hộ, cuối năm 129 hộ, giảm 58 hộ.",
            "187 hộ actual; 129 hộ actual; -58 hộ change-",
        ),
        ("Nợ thuế ở mức 13,98%, cao hơn mức 8% ngành giao.", "13.98 % actual; 8 % plan"),
        ("Nợ thuế 14,2%, vượt mức 8% Tổng cục Thuế giao.", "14.2 % actual; 8 % plan"),
        ("Nợ xấu 2,1%, thấp hơn mức 3% của toàn ngành.", "2.1 % actual; 3 % actual"),
        ("Còn 765 người để đạt chỉ tiêu 95,5% Chính phủ giao.", "765 người actual; 95.5 % plan"),
        (
            "Dịch vụ chiếm 37,5%; nông nghiệp 4,9% (cơ cấu tương ứng của cùng kỳ năm 2023: 22,6%; 34,9%).",
            "37.5 % share; 4.9 % share; 22.6 % last_year; 34.9 % last_year",
        ),
        ("Xóa 04 điểm đen rác thải, còn 02 điểm.", "4 điểm đen actual; 2 điểm remaining"),
        (
            "Vốn đầu tư công: 12,5 tỷ đồng, đã giải ngân 8,2 tỷ đồng, bằng 65,6%.",
            "12.5 tỷ đồng plan; 8.2 tỷ đồng actual; 65.6 % pct_of_plan",
        ),
        ("Tiết kiệm 10% chi thường xuyên theo Nghị quyết số 173/NQ-CP.", "10 % actual"),
        ("Thành thị tăng 0,26%, nông thôn tăng 0,17% so với tháng trước.", "0.26 % change+; 0.17 % change+"),
        ("Thành thị tăng 0,26%, nông thôn tăng 0,17% so với cùng kỳ.", "0.26 % yoy_pct+; 0.17 % yoy_pct+"),
        ("Giá trị sản xuất tăng 12,1% (kế hoạch tăng 11,5%).", "12.1 % yoy_pct+; 11.5 % plan"),
        ("Lệ phí: 318 tỷ/DT 330 tỷ, hụt 3,5%.", "318 tỷ actual; 330 tỷ plan; -3.5 % change-"),
        ("Biên chế năm 2024 được Trung ương giao 2.418 biên chế.", "2418 biên chế plan"),
        (
            "Giải ngân đạt 37% kế hoạch, cao hơn bình quân chung cả nước (32,5%).",
            "37 % pct_of_plan; 32.5 % actual",
        ),
        ("Gieo 96 ha, giảm 4 ha so với vụ xuân năm 2023.", "96 ha actual; -4 ha yoy_abs-"),
        ("Tổng kế hoạch vốn năm 2024 của huyện là 640 tỷ đồng.", "640 tỷ đồng plan"),
        (
            "So với đầu năm giảm 6 hộ nghèo, 4 hộ cận nghèo.",
            "-6 hộ nghèo change-; -4 hộ cận nghèo change-",
        ),
        ("Còn 41 hộ nghèo, tỷ lệ 2,7%.", "41 hộ nghèo actual; 2.7 % actual"),
        ("Đã huấn luyện 57/60 đồng chí, quân số đạt 95%.", "57 đồng chí actual; 95 % share"),
        ("Đàn bò 57 con/60 con KH, đạt 95%.", "57 con actual; 95 % pct_of_plan"),
        ("Trồng 30 ha, bằng 107% SCK.", "30 ha actual; 107 % yoy_index"),
        ("Đón 12.400 lượt, gấp 1,2 lần\ncùng kỳ.", "12400 lượt actual; 120 % yoy_index"),
        ("Giải ngân 40% kế hoạch, cao hơn cùng kỳ 3,5%.", "40 % pct_of_plan; 3.5 % yoy_abs+"),
        ("Tỷ lệ hộ nghèo giảm 1,2% so với cùng kỳ.", "-1.2 % yoy_abs-"),
        ("Thu 9 tỷ đồng, tăng 4% so với quý II năm 2023 của quý II/2024.", "9 tỷ đồng actual; 4 % change+"),
        ("Quý II/2024 thu 9 tỷ đồng, tăng 4% so với quý II năm 2023.", "9 tỷ đồng actual; 4 % yoy_pct+"),
        ("Có 7 chỉ tiêu vượt kế hoạch, 5 chỉ tiêu đạt kế hoạch.", "7 chỉ tiêu actual; 5 chỉ tiêu actual"),
        ("Dịch vụ đóng góp 2,1 điểm phần trăm.", "2.1 điểm phần trăm actual"),
        ("Qua thẩm định cắt giảm 3,4 tỷ đồng.", "3.4 tỷ đồng actual"),
        ("Ký 03 biên bản với tổng vốn dự kiến 2 tỷ USD.", "3 biên bản actual; 2 tỷ USD actual"),
        ("Xuất siêu 8 tỷ USD (cùng kỳ năm trước xuất siêu 9 tỷ USD).", "8 tỷ USD actual; 9 tỷ USD last_year"),
        (
            "Kế hoạch vốn năm 2024 được giao 90 tỷ đồng, trong đó: vốn huyện 60 tỷ đồng, vốn xã 30 tỷ đồng.",
            "90 tỷ đồng plan; 60 tỷ đồng plan; 30 tỷ đồng plan",
        ),
        ("Nợ đọng các năm trước 18 triệu đồng.", "18 triệu đồng actual"),
        ("Trường còn thiếu 05 giáo viên.", "5 giáo viên actual"),
        (
            "Giành 25 huy chương (6 vàng, 9 bạc, 10 đồng).",
            "25 huy chương actual; 6 huy chương actual; 9 huy chương actual; 10 huy chương actual",
        ),
        ("Vốn thực hiện đạt 58% vốn đăng ký.", "58 % share"),
        ("Chi 2.986 tr.đồng/5.740 tr.đồng dự toán = 52%.", "2986 tr.đồng actual; 52 % pct_of_plan"),
        ("Giải ngân 40% kế hoạch, thấp hơn bình quân chung của tỉnh 3,8%.", "40 % pct_of_plan; -3.8 % change-"),
        (
            "Xảy ra 9 vụ, 4 người chết so với cùng kỳ (giảm 2 vụ, 1 người chết).",
            "9 vụ actual; 4 người actual; -2 vụ yoy_abs-; -1 người yoy_abs-",
        ),
        ("Ghi nhận 12 ca; cùng kỳ ghi nhận 05 ca.", "12 ca actual; 5 ca last_year"),
        ("Tỷ lệ thanh toán trực tuyến 58,9%, chưa đạt chỉ tiêu (60%).", "58.9 % actual; 60 % plan"),
        ("Công suất sử dụng giường bệnh đạt 91,5%.", "91.5 % actual"),
        ("Có 218 tàu cá, trong đó 96,2% đã lắp thiết bị.", "218 tàu cá actual; 96.2 % share"),
        ("Nhiệm vụ quý IV: gieo trồng 860 ha, phấn đấu giảm thêm 15 hộ nghèo.", "860 ha target; 15 hộ nghèo target-"),
        ("Đạt 40% kế hoạch; phấn đấu đến hết năm giải ngân 100% kế hoạch.", "40 % pct_of_plan; 100 % year_end"),
        ("Xảy ra một vụ cháy.", "1 vụ cháy actual"),
        ("Trồng 21 ha, đạt 105% chỉ tiêu Nghị quyết (20 ha).", "21 ha actual; 105 % pct_of_plan; 20 ha plan"),
        ("Gieo 612 ha; lúa chiếm 431 ha, còn lại 181 ha là lạc.", "612 ha actual; 431 ha actual; 181 ha actual"),
        ("Gieo 612 ha, tăng 2 vụ và 3,1 ha so với cùng kỳ.", "612 ha actual; 2 vụ yoy_abs+; 3.1 ha yoy_abs+"),
        ("Nợ 14,7 tỷ, đã trả 6,2 tỷ, còn 8,5 tỷ.", "14.7 tỷ actual; 6.2 tỷ actual; 8.5 tỷ remaining"),
        ("Có 391 hồ sơ đang trong hạn giải quyết.", "391 hồ sơ actual"),
        ("Nhận 40 hồ sơ, 12 hồ sơ đang trong hạn giải quyết.", "40 hồ sơ actual; 12 hồ sơ remaining"),
        ("Công tác giảm nghèo: đầu năm xã có 86 hộ nghèo.", "86 hộ nghèo actual"),
        (
            "Thu nhập tăng 4,8 triệu đồng so với cùng kỳ, mới bằng 88,1% bình quân của huyện.",
            "4.8 triệu đồng yoy_abs+; 88.1 % share",
        ),
        (
            "Chỉ tiêu giao quân là 24 người (quân sự 19 người, công an 05 người).",
            "24 người plan; 19 người plan; 5 người plan",
        ),
        ("Phường giao đủ 24/24 thanh niên.", "24 thanh niên actual"),
        ("Kiểm tra bắn súng: giỏi 31,3%, khá 44,6%.", "31.3 % share; 44.6 % share"),
        (
            "IIP tăng 10,6% so với cùng kỳ, cao hơn 2,2 điểm % so với bình quân cả nước; trong đó chế biến tăng 12,1%.",
            "10.6 % yoy_pct+; 2.2 điểm % change+; 12.1 % yoy_pct+",
        ),
        ("CPI tăng 0,24% so với tháng trước, trong đó lương thực tăng 0,5%.", "0.24 % change+; 0.5 % change+"),
        ("Từ nay đến cuối năm phân hạng thêm 10 sản phẩm.", "10 sản phẩm target"),
        ("Năm 2025 khởi công 03 dự án.", "3 dự án target"),
        ("Năm 2024 khởi công 03 dự án.", "3 dự án actual"),
        ("Thanh tra 118 cuộc (94 cuộc theo kế hoạch).", "118 cuộc actual; 94 cuộc actual"),
        (
            "Vốn được giao 312 tỷ đồng, giải ngân 300 tỷ đồng (96,2%).",
            "312 tỷ đồng plan; 300 tỷ đồng actual; 96.2 % pct_of_plan",
        ),
        ("Còn 37 hộ chưa nhận tiền do vướng giá (22 hộ).", "37 hộ remaining; 22 hộ remaining"),
        ("So với 6 tháng đầu năm, giải ngân tăng 1.270 triệu đồng.", "1270 triệu đồng change+"),
        (
            "Nợ 196,8 tỷ đồng, tăng 22,6 tỷ đồng so với 31/12/2023, chiếm 14,9% tổng thu.",
            "196.8 tỷ đồng actual; 22.6 tỷ đồng change+; 14.9 % share",
        ),
        ("Có 3 nhóm giảm giá, giảm nhiều nhất là nhóm giao thông (0,88%).", "3 nhóm actual; -0.88 % yoy_pct-"),
        ("Còn 3 xã giải ngân dưới 40% kế hoạch vốn (Tân Hiệp 35,2%).", "3 xã actual; 35.2 % pct_of_plan"),
        ("(iii) Kế hoạch vốn kéo dài 143 tỷ đồng, đã giải ngân 97,8 tỷ đồng.", "143 tỷ đồng plan; 97.8 tỷ đồng actual"),
        ("Hộ đưa lên sàn TMĐT 1.462 hộ.", "1462 hộ actual"),
        (
            "Kiến nghị thu hồi 9.870 triệu, đã thu 7.205 triệu, đạt 73%.",
            "9870 triệu actual; 7205 triệu actual; 73 % share",
        ),
        (
            "Kế hoạch thu 9.870 triệu, đã thu 7.205 triệu, đạt 73%.",
            "9870 triệu plan; 7205 triệu actual; 73 % pct_of_plan",
        ),
        ("Đánh giá: hoàn thành tốt 76%, hoàn thành 4,9%.", "76 % share; 4.9 % share"),
        ("Quà cho 214 cụ (100 tuổi 29 cụ; còn lại 185 cụ).", "214 cụ actual; 29 cụ actual; 185 cụ actual"),
        ("Kế hoạch vốn năm 2023 của huyện 312 tỷ, gồm vốn tỉnh 86 tỷ.", "312 tỷ plan; 86 tỷ plan"),
        ("Kinh phí khuyến công được giao năm 2025 là 7.450 triệu đồng.", "7450 triệu đồng plan"),
        ("Vốn thực hiện chương trình giao năm 2024: 9.820 triệu đồng.", "9820 triệu đồng plan"),
        (
            "Hoàn thành tốt 214 em = 30,7%, khá 317 em, đạt 45,4%.",
            "214 em actual; 30.7 % share; 317 em actual; 45.4 % share",
        ),
        ("Khai sinh 285 TH; kết hôn 121 cặp.", "285 TH actual; 121 cặp actual"),
        ("Thu 318 tỷ, chi 142 tỷ, số còn lại 176 tỷ gửi Kho bạc.", "318 tỷ actual; 142 tỷ actual; 176 tỷ actual"),
        ("Thu 318 triệu; số còn lại 176 triệu chuyển năm sau.", "318 triệu actual; 176 triệu remaining"),
        ("Nhận 40 đơn. Đang giải quyết 17 đơn.", "40 đơn actual; 17 đơn remaining"),
        ("Đang thi công 04 công trình, chưa khởi công 02 công trình.", "4 công trình actual; 2 công trình remaining"),
        (
            "Dịch vụ 33,6%; thuế 4,9% (cùng kỳ tương ứng là 33,7% và 4,8%).",
            "33.6 % actual; 4.9 % actual; 33.7 % last_year; 4.8 % last_year",
        ),
        ("Đến năm 2030 có 32 cụm, 1.684 ha. Đến nay đã lập 19 cụm.", "32 cụm target; 1684 ha target; 19 cụm actual"),
        ("Có 8 nhóm tăng giá, 2 nhóm giảm giá và 1 nhóm ổn định.", "8 nhóm actual; 2 nhóm actual; 1 nhóm actual"),
        (
            "Giải quyết 3.402 vụ, đạt 78,8% (so với cùng kỳ tăng 214 vụ).",
            "3402 vụ actual; 78.8 % share; 214 vụ yoy_abs+",
        ),
        (
            "Thụ lý 612 vụ/84 bị cáo, xử 548 vụ/62 bị cáo, đạt 89,5%.",
            "612 vụ actual; 84 bị cáo actual; 548 vụ actual; 62 bị cáo actual; 89.5 % share",
        ),
        ("Có 104/104 trạm y tế có bác sĩ, đạt 100%.", "104 trạm y tế actual; 100 % share"),
        ("Kích hoạt 712 tài khoản mức độ 2, đạt 81,6% số người đủ điều kiện.", "712 tài khoản actual; 81.6 % share"),
        ("Dư nợ 412 tỷ đồng, bằng 9,8% hạn mức được phép.", "412 tỷ đồng actual; 9.8 % share"),
        (
            "Hàng hóa 3.815 tấn, tăng 1,5% so với tháng trước, tăng 12,1% và 13,6% so với cùng kỳ.",
            "3815 tấn actual; 1.5 % change+; 12.1 % yoy_pct+; 13.6 % yoy_pct+",
        ),
        ("Giải quyết việc làm tăng thêm cho 24.860 lao động.", "24860 lao động actual"),
        ("Kế hoạch vốn Thủ tướng giao 5.348 tỷ, HĐND tỉnh giao 6.120 tỷ.", "5348 tỷ plan; 6120 tỷ plan"),
        ("Biên chế công chức được giao năm 2025: 2.318 biên chế.", "2318 biên chế plan"),
        ("Về nhà ở: chỉ tiêu Thủ tướng giao tỉnh năm 2025 là 1.450 căn.", "1450 căn plan"),
        ("Các chỉ tiêu nghị quyết không đạt gồm 03 chỉ tiêu.", "3 chỉ tiêu actual"),
        (
            "Nhận 40 hồ sơ, còn 15 hồ sơ đang giải quyết, trong đó 03 hồ sơ chậm.",
            "40 hồ sơ actual; 15 hồ sơ remaining; 3 hồ sơ remaining",
        ),
        ("Nợ xấu 1.021 tỷ, chiếm 1,42% dư nợ (cùng kỳ 1,27%).", "1021 tỷ actual; 1.42 % share; 1.27 % last_year"),
        ("Thu XNK 386,5 tỷ đồng/chỉ tiêu 340 tỷ đồng.", "386.5 tỷ đồng actual; 340 tỷ đồng plan"),
        ("Vượt: 12 chỉ tiêu; không đạt: 04 chỉ tiêu.", "12 chỉ tiêu actual; 4 chỉ tiêu actual"),
        (
            "Sĩ số 38,6 học sinh/lớp, vượt quy định 3,6 học sinh/lớp.",
            "38.6 học sinh/lớp actual; 3.6 học sinh/lớp change+",
        ),
        ("Đã giải quyết 512 hồ sơ, đạt 98,5%.", "512 hồ sơ actual; 98.5 % share"),
        ("Giải quyết việc làm cho 300 lao động, đạt 60%.", "300 lao động actual; 60 % pct_of_plan"),
        ("Số lượng giao 1.486 biên chế.", "1486 biên chế plan"),
        ("Số đang giải quyết 147 hồ sơ.", "147 hồ sơ remaining"),
        (
            "Năm 2025, Đảng bộ xã phấn đấu kết nạp 22 đảng viên; 90% trở lên chi bộ hoàn thành tốt.",
            "22 đảng viên target; 90 % target",
        ),
        ("CPI bình quân tăng 3,2% so với bình quân cùng kỳ năm trước.", "3.2 % yoy_pct+"),
        ("Số doanh nghiệp thành lập tăng mới 20% so với cùng kỳ.", "20 % yoy_pct+"),
        ("Dự toán năm được điều chỉnh giảm 5,2 tỷ đồng.", "-5.2 tỷ đồng change-"),
        ("Xã được giao 45 nhiệm vụ, trong đó hoàn thành 40.", "45 nhiệm vụ actual; 40 nhiệm vụ actual"),
        (
            "Sở được phân bổ 1.065 tỷ đồng: vốn đầu tư 643 tỷ đồng, giải ngân 500 tỷ đồng.",
            "1065 tỷ đồng plan; 643 tỷ đồng plan; 500 tỷ đồng actual",
        ),
        ("Mua sắm tập trung: giá trúng thầu 46.015 triệu đồng.", "46015 triệu đồng actual"),
        ("Đình chỉ 03 vụ/01 bị can.", "3 vụ actual; 1 bị can actual"),
        ("Đạt 39 giải, tăng 04 giải so với năm học 2022-2023.", "39 giải actual; 4 giải yoy_abs+"),
        ("Hiện có 96 người; so với định mức còn thiếu 15 giáo viên.", "96 người actual; 15 giáo viên actual"),
        ("Giải quyết 131 vụ. Còn lại 37 vụ.", "131 vụ actual; 37 vụ remaining"),
        ("Đạt 100% chỉ tiêu (21/21 thanh niên).", "100 % pct_of_plan; 21 thanh niên actual"),
        (
            "Có 02 khoản thu đạt tiến độ: thuế TNCN 84,1%, phí 79,5%.",
            "2 khoản thu actual; 84.1 % pct_of_plan; 79.5 % pct_of_plan",
        ),
        ("BHYT đạt tỷ lệ 92,5%, tăng so với cùng kỳ năm 2023 (85,3%).", "92.5 % actual; 85.3 % last_year"),
        ("Đàn lợn 120 con, tăng so với cùng kỳ (5,2%).", "120 con actual; 5.2 % yoy_pct+"),
        (
            "Mục tiêu: Trồng 20 ha. Kết quả trồng được 18 ha, bằng 90% kế hoạch.",
            "20 ha target; 18 ha actual; 90 % pct_of_plan",
        ),
        (
            "Dư nợ đạt 1.040 tỷ đồng, chiếm 25,4% tổng dư nợ, tăng 4% so với cùng kỳ.",
            "1040 tỷ đồng actual; 25.4 % share; 4 % yoy_pct+",
        ),
        (
            "Thu đạt 105 tỷ đồng, tăng 5% so với cùng kỳ (-5 tỷ đồng).",
            "105 tỷ đồng actual; 5 % yoy_pct+; -5 tỷ đồng yoy_abs-",
        ),
        ("Tỷ lệ giải ngân các xã: An 20%, Bình 30%, Chu 50%.", "20 % actual; 30 % actual; 50 % actual"),
        ("Ước cả năm, thu 12 tỷ đồng; đến nay đã thu 6 tỷ đồng.", "12 tỷ đồng year_end; 6 tỷ đồng actual"),
        ("Hiện còn 12 doanh nghiệp tại khu đang hoạt động.", "12 doanh nghiệp actual"),
        ("Các xã đạt chỉ tiêu giảm nghèo là 15 xã.", "15 xã actual"),
        (
            "So với cùng kỳ giảm 146 lượt tiếp và 12 kiến nghị đã được giải quyết.",
            "-146 lượt yoy_abs-; 12 kiến nghị actual",
        ),
        ("Lũy kế 9 tháng thu 112 tỷ đồng, tăng 12% so với 9 tháng năm 2023.", "112 tỷ đồng actual; 12 % yoy_pct+"),
        ("Năng suất giảm 0,4 điểm phần trăm so với quý ı/2023.", "-0.4 điểm phần trăm change-"),
    ],
)
def test_what_a_sentence_states(sentence: str, expected: str) -> None:
    """Years that are expected, seasons, rates, shares of fractions and parts of plans, each by its words."""
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "II. Chỉ tiêu, nhiệm vụ 6 tháng cuối năm",
        "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM",
        "II. Tháng 9 và những tháng cuối năm",
        "B. DỰ KIẾN MỘT SỐ CHỈ TIÊU NĂM 2025",
    ],
)
def test_a_heading_says_that_tasks_follow(heading: str) -> None:
    """What stands under it is ahead, whatever its verb."""
    assert told("1. Giải quyết việc làm cho 90 lao động.", heading) == "90 lao động target"


def test_headings_of_one_style_are_ranked_by_their_numbers() -> None:
    """``I.`` below ``PHẦN THỨ HAI`` in one style does not end it; the next part does."""
    titles = ("PHẦN THỨ HAI. NHIỆM VỤ 6 THÁNG CUỐI NĂM", "I. Một số chỉ tiêu cụ thể", "PHẦN THỨ BA. KẾT QUẢ KHÁC")
    heads = [Passage(title, (SourceLine(0, 1),), "p1", "heading", 1) for title in titles]
    tasks = paragraphs("- Trồng rừng 600 ha;").passages
    document = ReadDocument("test.docx", (*heads[:2], *tasks, heads[2], *tasks))
    assert [figure.measure for figure in read(document, period=HALF).figures] == ["target", "actual"]


def test_what_the_year_is_expected_to_come_to_is_listed_below_its_announcement() -> None:
    """Levels of the list are of the year's end; what an item announces itself is not told of the next one."""
    document = paragraphs("Ước cả năm 2024:", "- Thu ngân sách 371 tỷ đồng;", "- Trồng rừng 35 ha.")
    assert [figure.measure for figure in read(document, period=HALF).figures] == ["year_end"] * 2
    document = paragraphs("- Trồng thêm 35 ha, ước cả năm trồng 186 ha.")
    assert read(document, period=HALF).figures[0].measure == "actual"


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("Chi 9 tháng 5,26 tỷ đồng; thu 5 tháng 12,4 tỷ đồng.", ["5,26", "12,4"]),
        ("Chỉnh trang 03 tuyến phố.", ["03"]),
        ("Tiếp công dân định kỳ 06 lượt, thời lượng 20 giờ.", ["06", "20"]),
        ("Khoản thu xã hưởng 100% được 14 triệu đồng.", ["14"]),
        ("Đường vành đai 3 đã giải phóng 12 hộ.", ["12"]),
        ("Tiêm sởi mũi 2 cho trẻ 39 cháu; tiêm 2 mũi vắc xin.", ["39", "2"]),
        ("Tỷ số giới tính 109 nam/100 nữ.", ["109"]),
        ("Mừng thọ 74 cụ tròn 70, 75, 80 tuổi; tuổi bình quân 27,4 tuổi.", ["74", "27,4"]),
        ("Duy trì 04 mô hình “5 không, 3 sạch”.", ["04"]),
        ("Có 21 tàu dài từ 15 m trở lên; không còn xã dưới 13 tiêu chí.", ["21"]),
        ("Còn 8 chủ đầu tư giải ngân dưới 20%.", ["8"]),
        ("Có 17 khách sạn 4 - 5 sao.", ["17"]),
        ("Khu công nghiệp Nam Sông Trà 2, đã thuê 12 ha.", ["12"]),
        ("Lúa xuân Khang Dân 120 ha.", ["120"]),
        ("Nhân dịp 27/7 tặng 121 suất quà; đến 30/6 được 18 ha.", ["121", "18"]),
        ("Đăng ký tuổi 17 cho 52 nam công dân; trẻ dưới 1 tuổi 41/86 trẻ.", ["52", "41/86"]),
        ("Xây 03 nhà tại các thôn 4, 7, 9; đạt tiêu chí 5.", ["03"]),
        ("Xếp thứ 8 trong 62 xã; đạt 15/19 tiêu chí; các thôn 12 hộ.", ["15/19", "12"]),
        ("Giảm năng suất từ 30% đến 70% là 11,3 ha; còn 14 đơn vị dưới 30%.", ["11,3", "14"]),
        ("Dịp lễ 30/4 - 01/5 và 2/9 đạt trên 90%.", ["90"]),
        ("Sửa quốc lộ 212,4 km và đường tỉnh 318 km; đường tỉnh 254 hỏng.", ["212,4", "318"]),
        ("Có 1.846/1.871 tàu cá từ 15m trở lên đã lắp thiết bị.", ["1.846/1.871"]),
        ("Sự nghiệp GD-ĐT 21.307 người.", ["21.307"]),
        ("Chính quyền địa phương 02 cấp có 05 phòng; sạt lở tại km12+300 làm hỏng 21 m kè.", ["05", "21"]),
        ("Trẻ học 02 buổi/ngày có 1.207 trẻ; thanh niên tuổi 17: 52 người.", ["1.207", "52"]),
        ("Có 412 nhà ngập (ngập trên 1 m: 96 nhà), mất trắng trên 70% là 187 ha.", ["412", "96", "187"]),
        ("Đưa 37 lao động đi (Nhật Bản 19, Đài Loan 12, Hàn Quốc 6); CBQL 21 người.", ["37", "19", "12", "6", "21"]),
        ("Phổ cập mức độ 3, 16/16 xã; tiêm COVID-19 mũi 3 cho 2.048 người.", ["16/16", "2.048"]),
        ("Vốn Chương trình 1719: 2.846 tr.đồng.", ["2.846"]),
        ("Toàn trình 1.104 DVC, một phần 854 DVC; tại phần 2, mục 3.", ["1.104", "854"]),
        ("Có 31 giường (KH năm 32 giường); năm 24 trồng 5 ha.", ["31", "32", "5"]),
        ("Có 05 dự án tỷ lệ giải ngân dưới 30%, 11 mặt hàng kim ngạch trên 1 tỷ USD.", ["05", "11"]),
    ],
)
def test_which_numbers_are_figures(sentence: str, written: list[str]) -> None:
    """Names, ages, thresholds and rates of a fund are none; a length of time before a number takes nothing of it."""
    assert [figure.as_written for figure in figures(sentence)] == written


def test_visits_are_of_people_whoever_they_are() -> None:
    """``lượt học sinh`` counts visits of people; its own words stay."""
    (figure,) = figures("Trao quà cho 46 lượt học sinh nghèo.")
    assert brief(figure)[:2] == ("46", "lượt học sinh")


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Còn 27 hộ nghèo với 96 khẩu.", "persons"),
        ("Người dân giao nộp 04 khẩu súng.", "guns"),
        ("Đã trả kết quả 3.704 HS, đang giải quyết 158 HS.", "files"),
        ("Trường tiểu học có 26 HS.", "pupils"),
        ("Phổ biến thủ tục cho 3 trường với 26 HS.", "pupils"),
    ],
)
def test_one_word_counts_two_things(sentence: str, unit: str) -> None:
    """``khẩu`` is a mouth to feed or the mouth of a gun, ``HS`` pupils or files, told by the words around."""
    names = {"persons": "người", "guns": "khẩu", "files": "lượt hồ sơ", "pupils": "học sinh"}
    units = {
        name: Unit.model_construct(unit=name, name_vi=vi, name_en=name, one_en=name, dimension="count")
        for name, vi in names.items()
    }
    assert read(paragraphs(sentence), None, units).figures[-1].unit == unit


def test_a_percentage_of_a_plan_is_a_target_under_a_heading_of_tasks() -> None:
    """How much of the plan is to be reached is ahead, like all that stands there."""
    assert told("1. Thực hiện tốt: giải ngân tối thiểu 95% kế hoạch.", "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM") == "95 % target"


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        (
            "Dệt may 512 triệu USD, dăm gỗ 203 triệu USD, lần lượt tăng 18,3% và giảm 2,5%.",
            ["Dệt may", "dăm gỗ", "Dệt may", "dăm gỗ"],
        ),
        (
            "Khu vực công nghiệp và khu vực dịch vụ tăng lần lượt 5,4% và 7,2%.",
            ["Khu vực công nghiệp", "khu vực dịch vụ"],
        ),
        (
            "Thu 5 tỷ đồng, chi 4 tỷ đồng; nông nghiệp và dịch vụ tăng lần lượt 5% và 7%.",
            ["Thu", "chi", "nông nghiệp", "dịch vụ"],
        ),
        ("Sản lượng lúa, ngô lần lượt đạt 120 tấn và 30 tấn.", ["Sản lượng lúa", "Sản lượng ngô"]),
        ("Khối lượng lần lượt đạt 35%, 48% và 52%.", ["Khối lượng lần lượt"] * 3),
        ("Toàn xã vẫn xuống giống 612 ha cây hằng năm; tương ứng 18 tỷ đồng.", ["xuống giống cây hằng năm"] * 2),
        (
            "Có 15 chỉ tiêu vượt kế hoạch, 08 chỉ tiêu đạt kế hoạch, 03 chỉ tiêu không đạt.",
            ["chỉ tiêu vượt kế hoạch", "chỉ tiêu đạt kế hoạch", "chỉ tiêu không đạt"],
        ),
        ("Vốn kéo dài là 18 tỷ đồng, đã giải ngân 15 tỷ đồng (đạt 83%).", ["giải ngân Vốn kéo dài"] * 3),
        (
            "62,5% doanh nghiệp nhận định ổn định (24,1% lạc quan, 38,4% giữ nguyên).",
            ["doanh nghiệp nhận định ổn định", "doanh nghiệp nhận định ổn định lạc quan", "giữ nguyên"],
        ),
        (
            "Giao nộp 08 chiếc dao, kiếm các loại, 1,5 kg pháo tự chế và 1,1 kg pháo không rõ nguồn gốc.",
            ["Giao nộp chiếc dao", "pháo tự chế", "pháo không rõ nguồn gốc"],
        ),
        (
            "Tỷ lệ tham gia bảo hiểm còn thấp, mới có 11 người tham gia so với kế hoạch 90 người.",
            ["tham gia bảo hiểm người tham gia"] * 2,
        ),
        ("Có 26 chi bộ (thôn, cơ quan, đơn vị), 612 đảng viên.", ["chi bộ", "đảng viên"]),
        ("Năm học 2024 - 2025 toàn xã có 06 trường; luỹ kế có 263 người.", ["trường", "người"]),
        ("Đến hết tháng 9 có 13 xã đạt chuẩn; đến 30/6/2024 đã cấp 94 thẻ.", ["xã đạt chuẩn", "cấp thẻ"]),
        (
            "+ Đường thôn Hạ: dài 1,35 km, tổng mức đầu tư 4.870 triệu đồng.",
            ["dài Đường thôn Hạ", "tổng mức đầu tư Đường thôn Hạ"],
        ),
        ("Giải ngân đến 15/12/2023 được 261 tỷ đồng.", ["Giải ngân"]),
        ("Chuyển tuyến 214 ca, chiếm 2,7% số lượt khám.", ["Chuyển tuyến ca"] * 2),
        ("Có 35 sản phẩm 3 sao của 29 chủ thể.", ["sản phẩm", "chủ thể"]),
        ("Phường còn 46 hộ nghèo.", ["hộ nghèo"]),
        ("Tỷ lệ giải ngân 63%, cao hơn bình quân chung của tỉnh 4,9%.", ["Tỷ lệ giải ngân"] * 2),
    ],
)
def test_about_whom(sentence: str, subjects: list[str]) -> None:
    """Names in turn, words that only lead to a clause, brackets that close, and what is above or below an average."""
    assert [figure.subject for figure in figures(sentence)] == subjects


def test_annexes_are_no_tasks() -> None:
    """What stands behind the last chapter is none of it."""
    text = "Thu ngân sách đạt 12 tỷ đồng."
    above = ("II. NHIỆM VỤ 6 THÁNG CUỐI NĂM", "1. Trồng rừng.")
    assert told(text, *above) == "12 tỷ đồng target"
    assert told(text, *above, "Phụ lục 01") == "12 tỷ đồng actual"
