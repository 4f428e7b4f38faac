"""Names of the report's sections and of the fields of work of its solutions, in Vietnamese and English."""

from __future__ import annotations

SECTIONS = {
    "economy": ("Kinh tế chung", "The economy as a whole"),
    "trade_services": ("Thương mại - dịch vụ", "Trade and services"),
    "industry_construction": ("Tiểu thủ công nghiệp và xây dựng", "Industry and construction"),
    "agriculture": ("Nông - lâm nghiệp và thủy sản", "Agriculture, forestry and fishing"),
    "finance_enterprises": ("Tài chính, tín dụng, doanh nghiệp", "Finance, credit and enterprises"),
    "land_environment": ("Đất đai, tài nguyên và môi trường", "Land and environment"),
    "public_investment": ("Xây dựng cơ bản, đầu tư công", "Public investment"),
    "information_digital": ("Thông tin, chuyển đổi số", "Information and digital services"),
    "education": ("Giáo dục", "Education"),
    "health_population": ("Y tế, dân số", "Health and population"),
    "social_policy": ("Chính sách xã hội", "Social policy"),
    "urban_standards": ("Đô thị văn minh, khu phố kiểu mẫu", "Civilised town and model neighbourhoods"),
    "defence_security": ("Quốc phòng - an ninh", "Defence and security"),
}
"""The data dictionary's sections."""

AREAS = {
    "agriculture": ("Nông nghiệp, phòng chống thiên tai", "Agriculture and disaster prevention"),
    "trade_services": ("Thương mại - dịch vụ", "Trade and services"),
    "industry_construction": ("Tiểu thủ công nghiệp, xây dựng", "Industry and construction"),
    "finance": ("Tài chính, tín dụng", "Finance and credit"),
    "land_environment": ("Đất đai, môi trường", "Land and environment"),
    "culture_information": ("Văn hóa, thông tin", "Culture and information"),
    "education": ("Giáo dục", "Education"),
    "health": ("Y tế", "Health"),
    "social_policy": ("An sinh xã hội", "Social protection"),
    "defence_security": ("Quốc phòng - an ninh", "Defence and security"),
    "urban": ("Đô thị văn minh", "The civilised town"),
    "governance": ("Chỉ đạo, điều hành", "Administration"),
}
"""Fields of work of the solutions, in the order of the report."""


BREAKDOWNS = {
    "sector": ("theo ngành", "by sector"),
    "activity": ("theo hoạt động", "by activity"),
    "state": ("theo tình trạng", "by state"),
    "source": ("theo nguồn vốn", "by source"),
    "payment": ("theo tình hình thanh toán", "by payment"),
    "grade": ("theo hạng giải", "by grade"),
    "kind": ("theo loại", "by kind"),
    "business": ("theo ngành nghề", "by line of business"),
    "compensation": ("theo kết quả bồi thường", "by compensation"),
    "result": ("theo kết quả", "by result"),
}
"""By what wholes are broken down."""


def breakdown_name(breakdown: str) -> tuple[str, str]:
    """By what a whole is broken down, in both languages; one that is not known is not named.

    Examples
    --------
    >>> breakdown_name("source")
    ('theo nguồn vốn', 'by source')
    """
    return BREAKDOWNS.get(breakdown, ("", ""))


def section_name(section: str) -> tuple[str, str]:
    """A section's name in both languages; one that is not known goes by its identity.

    Examples
    --------
    >>> section_name("education")
    ('Giáo dục', 'Education')
    """
    return SECTIONS.get(section, (section, section))
