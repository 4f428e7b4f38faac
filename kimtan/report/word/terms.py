"""The words that the layout of an official document asks for, in the report's languages."""

from __future__ import annotations

from collections.abc import Mapping

from kimtan.languages import Bilingual, words_in

OPEN = "……"
"""What is left open, to be filled in by hand."""

_TERMS: Mapping[str, Bilingual] = {
    "nation": Bilingual("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
    "motto": Bilingual("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    "number": Bilingual("Số: {}", "No.: {}"),
    "symbol": Bilingual("BC", "BC"),
    "day": Bilingual("{place}, ngày {day} tháng {month} năm {year}", "{place}, {day} {month} {year}"),
    "draft": Bilingual("DỰ THẢO", "DRAFT"),
    "kind": Bilingual("BÁO CÁO", "REPORT"),
    "to": Bilingual("Kính gửi: {}", "To: {}"),
    "recipients": Bilingual("Nơi nhận:", "Recipients:"),
    "annex": Bilingual("Phụ lục", "Annex"),
    "attached": Bilingual(
        "(Kèm theo Báo cáo số {number} ngày {day} tháng {month} năm {year} của {authority})",
        "(Attached to Report No. {number} of {day} {month} {year} by the {authority})",
    ),
    "in_annex": Bilingual("(chi tiết tại Phụ lục)", "(see the annex)"),
    "table": Bilingual("Biểu", "Table"),
    "figure": Bilingual("Hình", "Figure"),
    "on_behalf": Bilingual("TM. …………………", "ON BEHALF OF …………………"),
    "signatory": Bilingual("(Chức vụ)", "(Office)"),
    "end": Bilingual("./.", "."),
}

_CUSTOMARY: Mapping[str, str] = {
    "TM. ỦY BAN NHÂN DÂN": "ON BEHALF OF THE PEOPLE'S COMMITTEE",
    "KT. CHỦ TỊCH": "FOR THE CHAIRMAN",
    "CHỦ TỊCH": "CHAIRMAN",
    "PHÓ CHỦ TỊCH": "VICE CHAIRMAN",
}
_AS_ABOVE = {"như trên", "as above"}
_ACRONYMS: Mapping[str, str] = {"ủy ban nhân dân": "UBND", "ubnd": "UBND", "people's committee": "UBND"}


def terms(language: str) -> Mapping[str, str]:
    """The words of a language; any other than Vietnamese reads English."""
    return words_in(_TERMS, language)


def customary(text: str, language: str) -> str:
    """What stands above a signature, in English where that is customary and the report is not in Vietnamese.

    >>> customary("CHỦ TỊCH", "en"), customary("CHỦ TỊCH", "vi")
    ('CHAIRMAN', 'CHỦ TỊCH')
    """
    return text if language == "vi" else _CUSTOMARY.get(text.upper(), text)


def is_as_above(recipient: str) -> bool:
    """Whether a recipient is whom the document is addressed to, so that it is addressed to somebody at all."""
    return recipient.strip(" -;.").lower() in _AS_ABOVE


def numbered(number: str, authority: str, language: str) -> str:
    """Number and symbol of the document; what is not known of it stays open.

    >>> numbered("", "Ủy ban nhân dân thị trấn Kim Tân", "vi"), numbered("45", "Sở X", "vi")
    ('……/BC-UBND', '45/BC-……')
    """
    if "/" in number:
        return number
    office = next((short for name, short in _ACRONYMS.items() if authority.lower().startswith(name)), OPEN)
    return f"{number or OPEN}/{terms(language)['symbol']}-{office}"
