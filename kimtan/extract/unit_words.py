"""The words by which units are known in reports: measures with their factors, and things that are counted."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Word(NamedTuple):
    """One unit word: its name as ``units.csv`` writes it, what it measures, and how many base units one is."""

    name: str
    dimension: str
    factor: Decimal = Decimal(1)


_MEASURES = {
    "money": (
        ("nghìn tỷ đồng|ngàn tỷ đồng|nghìn tỷ|ngàn tỷ", "nghìn tỷ đồng", "1000000"),
        ("tỷ đồng|tỷ.đồng|tỷ.đ|tỷđ|tỷ đ|tỷ vnđ|tỷ", "tỷ đồng", "1000"),
        ("triệu đồng|triệu vnđ|trđồng|trđ|tr.đ|tr đ|tr. đ|tr.đồng|tr đồng|tr. đồng|triệu đ|triệu", "triệu đồng", "1"),
        ("nghìn đồng|ngàn đồng|nghìn đ|ngàn đ|nghìn|ngàn", "nghìn đồng", "0.001"),
        ("đồng|vnđ|vnd|đ", "đồng", "0.000001"),
    ),
    "money_usd": (
        ("tỷ usd|tỷ đô la mỹ|tỷ đô la", "tỷ USD", "1000"),
        ("triệu usd|triệu đô la mỹ|triệu đô la|tr.usd|tr. usd|trusd", "triệu USD", "1"),
        ("nghìn usd|ngàn usd", "nghìn USD", "0.001"),
        ("usd|đô la mỹ|đô la", "USD", "0.000001"),
    ),
    "percent": (("%|phần trăm|phần tram", "%", "1"),),
    "points": (("điểm %|điểm phần trăm", "điểm %", "1"),),
    "per_mille": (("‰|phần nghìn|0/00|%o", "‰", "1"),),
    "area": (
        ("nghìn ha|ngàn ha", "nghìn ha", "1000"),
        ("ha|héc ta|hecta|héc-ta|hec ta", "ha", "1"),
        ("km2|km²|kilômét vuông", "km²", "100"),
        ("triệu m2|triệu m²", "triệu m²", "100"),
        ("nghìn m2|ngàn m2", "nghìn m²", "0.1"),
        ("m2|m²|mét vuông|m vuông", "m²", "0.0001"),
        ("m2 sàn|m² sàn", "m² sàn", "0.0001"),
        ("sào", "sào", "0.05"),
    ),
    "length": (
        ("km|ki lô mét|kilomet", "km", "1"),
        ("mét dài|md|mét|m", "m", "0.001"),
        ("cm", "cm", "0.00001"),
        ("mm", "mm", "0.000001"),
    ),
    "mass": (
        ("triệu tấn", "triệu tấn", "1000000"),
        ("nghìn tấn|ngàn tấn", "nghìn tấn", "1000"),
        ("tấn|tấn hơi", "tấn", "1"),
        ("tạ", "tạ", "0.1"),
        ("yến", "yến", "0.01"),
        ("kg|ki-lô-gam|kilogam|ki lô gam|cân", "kg", "0.001"),
        ("gam|gram|g", "g", "0.000001"),
    ),
    "volume": (
        ("triệu m3|triệu m³", "triệu m³", "1000000"),
        ("nghìn m3|ngàn m3|nghìn m³", "nghìn m³", "1000"),
        ("m3|m³|mét khối|khối", "m³", "1"),
        ("triệu lít", "triệu lít", "1000"),
        ("nghìn lít", "nghìn lít", "1"),
        ("lít", "lít", "0.001"),
    ),
    "energy": (
        ("tỷ kwh", "tỷ kWh", "1000000000"),
        ("triệu mwh", "triệu MWh", "1000000000"),
        ("gwh", "GWh", "1000000"),
        ("nghìn mwh|ngàn mwh", "nghìn MWh", "1000000"),
        ("mwh", "MWh", "1000"),
        ("triệu kwh|tr.kwh|tr kwh", "triệu kWh", "1000000"),
        ("nghìn kwh", "nghìn kWh", "1000"),
        ("kwh|kw/h", "kWh", "1"),
    ),
    "power": (("mwp|mw", "MW", "1000"), ("kva|kw", "kW", "1")),
    "voltage": (("kv", "kV", "1"),),
    "time": (("giờ", "giờ", "1"),),
    "times": (("lần", "lần", "1"),),
    "temperature": (("°c|độ c|ºc", "°C", "1"),),
}

_COUNTED = """
nam|nữ|nam công dân|nữ công dân|nam thanh niên|thông tư|nghị định|hs|lđ|cs|bs|sp|sp ocop|tht|kdc|bác sỹ|y sỹ|đôi|trang|trang in|hk|lượt hk
tập thể|cá nhân|tập thể, cá nhân|tổ chức, cá nhân|bác sĩ|y sĩ|y tá|điều dưỡng|hộ sinh|dược sĩ|kỹ thuật viên|vận động viên|cộng tác viên|hòa giải viên
báo cáo viên|tuyên truyền viên|chi đoàn|nhà máy|xưởng|kho|bến|cảng|hồ chứa|tuyến kênh|cột điện|biển báo|nghi phạm|kẻ|cây xanh|nhà lưới|nhà kính|ao|cánh đồng
chuỗi liên kết|mã số vùng trồng|giấy chứng nhận quyền sử dụng đất|lượt xe|điểm giao dịch|cửa khẩu|tin nhắn|bài viết|video|phóng sự|tiết học|máy chiếu|bà mẹ
viên đạn|khẩu phần|xe đạp|máy bơm|máy cày|khoản thu|khoản chi|cộng đồng|vũ khí thô sơ|vũ khí
ủy viên|khách hàng|luật sư|thẩm phán|hội thẩm|phóng viên|nhà báo|thương nhân|tiểu thương|cổ đông|nhà đầu tư|nhà thầu|trụ sở|hành vi|tang vật|phạm nhân|can phạm
tố cáo|tín đồ|giáo dân|chức sắc|chữ ký số|chứng thư số|tố giác|tờ khai|hóa đơn|chứng chỉ|công tơ|đồng hồ|tín chỉ|học bổng|hiện vật|cổ vật|di sản|giai đoạn|vòng xoay|nút giao
nông hộ|tổ dân phố|trại|trại chăn nuôi|băng nhóm|lượt tàu xe|người|nhân khẩu|khẩu|người dân|công dân|hộ|hộ dân|hộ gia đình|hộ nghèo|hộ cận nghèo|hộ kinh doanh|lượt hộ|lượt người|lượt khách|lượt
lượt bệnh nhân|lượt hồ sơ|lượt đối tượng|lượt xe|lượt phương tiện|lượt người dân|lượt học sinh|lượt ý kiến|ý kiến|lượt truy cập
khách|khách sạn|nhà nghỉ|khu nghỉ dưỡng|du khách|bệnh nhân|ca|ca mắc|ca bệnh|ca tử vong|trẻ|trẻ em|cháu|em|cụ|đồng chí|đ/c|cán bộ|công chức|viên chức|giáo viên
học sinh|học viên|sinh viên|thí sinh|đoàn viên|hội viên|đảng viên|thành viên|chiến sĩ|thanh niên|phụ nữ|lao động|công nhân
đối tượng|bị can|bị cáo|trường hợp|vụ|vụ việc|vụ án|vụ cháy|vụ tai nạn|vụ tai nạn giao thông|vụ vi phạm|việc|đơn|đơn thư|lượt đơn|kiến nghị|khiếu nại
con|đàn|tổ ong|lồng|lồng bè|chuồng|ổ dịch|ổ|cây|cây giống|quả|trứng|bầu|bó|khóm|giống
cơ sở|cơ quan|đơn vị|doanh nghiệp|dn|công ty|hợp tác xã|htx|tổ hợp tác|trang trại|gia trại|chi nhánh|cửa hàng|chợ|siêu thị|trung tâm
công trình|dự án|hạng mục|gói thầu|tuyến|tuyến đường|cầu|cống|hồ|đập|trạm|trạm biến áp|trạm y tế|nhà|ngôi nhà|căn nhà|nhà văn hóa|căn hộ|căn|phòng|phòng học|lô|lô đất|thửa|thửa đất|ô
hồ sơ|thủ tục|thủ tục hành chính|tthc|văn bản|quyết định|nghị quyết|kế hoạch|tờ trình|báo cáo|công văn|giấy chứng nhận|gcn|giấy|giấy phép|thông báo|dự thảo|dự thảo văn bản|biên bản|bản|tài liệu|tờ rơi|cuốn|quyển|bộ|bộ hồ sơ|tin|bài|tin bài|tin, bài|chuyên mục|chương trình|băng rôn|khẩu hiệu|pano|áp phích|cờ
học phần|lớp|lớp học|lớp tập huấn|trường|trường học|trường chuẩn quốc gia|nhóm|nhóm trẻ|giải|giải đấu|giải thi đấu|giải thể thao|giải thưởng|giải nhất|huy chương|hcv|bằng khen|giấy khen|danh hiệu|sao|môn|đề tài|sáng kiến|mô hình|câu lạc bộ|clb|đội|đội văn nghệ|tổ|tổ đội|buổi|cuộc|hội nghị|hội thi|hội thảo|đợt|kỳ họp|phiên|phiên họp|phiên tòa|trận|tiết mục|đêm
chỉ tiêu|tiêu chí|nội dung|nhiệm vụ|điểm|điểm tuyên truyền|điểm đen|điểm du lịch|điểm trường|mục tiêu|giải pháp|lĩnh vực|ngành|nghề|sản phẩm|sản phẩm ocop|nhãn hiệu|thương hiệu|chuỗi|vùng|khu|cụm|cụm công nghiệp|khu công nghiệp|khu dân cư|khu phố|thôn|thôn bản|bản|ấp|xóm|làng|xã|phường|thị trấn|huyện|tỉnh|địa phương|xã, phường|xã, thị trấn|thôn, bản
tài khoản|thẻ|thẻ bhyt|thẻ căn cước|sổ|máy|thiết bị|camera|chiếc|cái|khẩu súng|súng|xe|xe ô tô|xe mô tô|ô tô|mô tô|xe máy|phương tiện|tàu|tàu thuyền|tàu cá|thuyền|bè|giường|giường bệnh|mũi|liều|liều vắc xin|mẫu|suất|suất quà|suất học bổng|phần quà|món quà|xuất quà|quà|đơn vị máu|túi|hộp|bao|chai|viên|gói|bình|tàu bay|ca nô
sản phẩm, dịch vụ|dịch vụ|thuê bao|điểm bưu điện|di tích|lễ hội|nghệ nhân|hướng dẫn viên|phản ánh|cuộc gọi|nhiệm kỳ|tổ chức|tổ chức hội|chi bộ|chi hội|đảng bộ|liên minh|gia đình|gia đình văn hóa|cặp vợ chồng|cặp|thôn, khu phố|khu vực|nguồn|khoản|mặt hàng|loại|giao dịch|hợp đồng|lệnh|phiếu|bức|tấm|bể|giếng|hố|đường|ngõ|nút|cột|đèn|bóng đèn|bóng|thùng|điểm nóng|mỏ|giấy mời|ngày công|công|ngày người|chức danh|vị trí|biên chế|hợp phần|tác phẩm|đề án|quy hoạch|đồ án|phương án|quy trình|kỹ thuật|lồng nuôi|mẫu nước|nhân viên|lái xe|đại biểu|cử tri|tân binh|quân nhân|dân quân|liệt sĩ|thương binh|người có công|nạn nhân|người khuyết tật|người cao tuổi|chủ hộ|chủ thể|nông dân|xã viên|lượt cán bộ|lượt ca|lượt tàu|container|teu|teus|chuyến|chuyến bay|hành khách|lượt hành khách|bưu gửi|bao thuốc|tép|bánh|cần|mét giá|đầu sách|bản sách|sách|đầu|đầu con|máy tính|xuất ăn|bữa ăn|bữa|cọc|mốc|vườn|hang|mảnh|thuốc|dây
"""

MULTIPLES = (
    ("tỷ", "1000000000"),
    ("tỉ", "1000000000"),
    ("triệu", "1000000"),
    ("vạn", "10000"),
    ("nghìn", "1000"),
    ("ngàn", "1000"),
)
"""Words before a unit that multiply it."""
_IN_BILLIONS = frozenset({"cây", "cây giống", "con", "quả", "viên", "lượt", "sản phẩm", "người"})
"""What is counted in billions; before all else ``tỷ`` is money."""
_MULTIPLIED = frozenset({"area", "length", "mass", "volume", "energy"})
"""What is measured in thousands and millions of its units."""
NO_NOUN = frozenset({
    "và", "với", "so", "của", "trong", "tại", "trên", "dưới", "từ", "đến", "là", "được", "đã", "có", "đạt",
    "bằng", "tăng", "giảm", "chiếm", "theo", "cho", "do", "bởi", "về", "ở", "nhưng", "mà", "thì", "còn",
    "tương", "hoặc", "hay", "gồm", "như", "khi", "để", "nhằm", "vượt", "ước", "kế", "cùng", "sang", "lên",
    "xuống", "trở", "nay", "này", "đó", "năm", "tháng", "ngày", "quý", "giờ", "phút", "tuần", "trước", "sau",
    "giữa", "vào", "ra", "bình", "không", "chưa", "đang", "sẽ", "phải", "cần", "tổng", "nên", "tính", "tuổi",
    "hoàn", "thực", "tốt", "qua", "kể", "đối", "thuộc", "thêm", "cao", "thấp", "mới", "lại", "nhất", "nhì",
    "thứ", "đồng", "hiện", "các", "những", "mỗi", "phần", "gấp",
})  # fmt: skip
"""Words that no counted thing begins with."""
DENOMINATORS = (
    "người|hộ|ha|sào|usd|con|cháu|năm|tháng|quý|vụ|ngày|giờ|kỳ|đợt|lượt|suất|m2|m²|km2|km²|km|m3|vạn dân|dân|lao động|cơ sở|"
    "học sinh|trường|xã|thôn|đơn vị|doanh nghiệp|công trình|nhà|căn|cụ|em|trẻ|đối tượng|trường hợp|khẩu|cây|lồng|chuyến|kg|"
    "kwh|tấn|tạ|lít|lứa|đảng viên|khách|bác sĩ|giường|đàn|tổ|chị|hội viên|đoàn viên|thành viên|sinh viên|dự án|mô hình|cổ phiếu|phụ nữ|bà mẹ|lớp|giáo viên|ca|mũi|hợp tác xã|htx|vụ việc|6 tháng|"
    "06 tháng|9 tháng|09 tháng|3 tháng|03 tháng|100 dân|1.000 trẻ|1.000 người|10.000 dân|1.000 dân|100.000 dân|vạn người"
)
"""What may stand behind the stroke of a unit: ``triệu đồng/người``."""

PERIODS = frozenset(
    {"năm", "tháng", "quý", "vụ", "6 tháng", "06 tháng", "9 tháng", "09 tháng", "3 tháng", "03 tháng", "kỳ", "lứa"}
)
"""Denominators that say for how long; they are no part of a unit."""


def _either_i(spellings: list[str]) -> list[str]:
    """The spellings, and for each with ``tỷ`` the one with ``tỉ``."""
    return [*spellings, *(spelling.replace("tỷ", "tỉ") for spelling in spellings if "tỷ" in spelling)]


def _all() -> dict[str, Word]:
    known: dict[str, Word] = {}
    for line in _COUNTED.split("\n"):
        for name in filter(None, line.split("|")):
            known.setdefault(name, Word(name, "count"))
            for times, factor in MULTIPLES if name in _IN_BILLIONS else MULTIPLES[2:]:
                known.setdefault(f"{times} {name}", Word(f"{times} {name}", "count", Decimal(factor)))
    for dimension, rows in _MEASURES.items():
        for spellings, name, factor in rows:
            for spelling in _either_i(spellings.split("|")):
                known[spelling] = Word(name, dimension, Decimal(factor))
                for times, multiple in MULTIPLES if dimension in _MULTIPLIED and " " not in name else ():
                    known.setdefault(
                        f"{times} {spelling}", Word(f"{times} {name}", dimension, Decimal(factor) * int(multiple))
                    )
    return known


WORDS = _all()
"""By the spelling in small letters."""
