"""Names made comparable: small letters, one spelling, abbreviations written out, words that tell nothing left out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ABBREVIATIONS = {
    "nsnn": "ngân sách nhà nước", "xdcb": "xây dựng cơ bản", "bhyt": "bảo hiểm y tế", "bhxh": "bảo hiểm xã hội",
    "bhtn": "bảo hiểm thất nghiệp", "btxh": "bảo trợ xã hội", "cccd": "căn cước công dân", "dn": "doanh nghiệp",
    "htx": "hợp tác xã", "qsdđ": "quyền sử dụng đất", "gcn": "giấy chứng nhận", "gcnqsdđ": "giấy chứng nhận quyền sử dụng đất",
    "gcnqsd": "giấy chứng nhận quyền sử dụng", "gsgc": "gia súc gia cầm", "tt": "trồng trọt", "ntts": "nuôi trồng thủy sản",
    "ntm": "nông thôn mới", "pccc": "phòng cháy chữa cháy", "antt": "an ninh trật tự", "ttatxh": "trật tự an toàn xã hội",
    "attp": "an toàn thực phẩm", "vsattp": "vệ sinh an toàn thực phẩm", "gpmb": "giải phóng mặt bằng", "cn": "công nghiệp",
    "ttcn": "tiểu thủ công nghiệp", "tm": "thương mại", "dv": "dịch vụ", "xd": "xây dựng", "sx": "sản xuất",
    "gtsx": "giá trị sản xuất", "thcs": "trung học cơ sở", "thpt": "trung học phổ thông", "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân", "kt": "kinh tế", "xh": "xã hội", "tthc": "thủ tục hành chính", "tngt": "tai nạn giao thông",
    "nsđp": "ngân sách địa phương", "nstw": "ngân sách trung ương", "vđt": "vốn đầu tư", "vsmt": "vệ sinh môi trường",
    "llvt": "lực lượng vũ trang", "kh": "kế hoạch", "đttm": "đầu tư thương mại", "xnk": "xuất nhập khẩu", "kcn": "khu công nghiệp",
    "ccn": "cụm công nghiệp", "tw": "trung ương", "byt": "bộ y tế", "mttq": "mặt trận tổ quốc", "lđ": "lao động",
}  # fmt: skip
"""Abbreviations of reports, in small letters."""

_SPELLINGS = {"xuất": "suất", "cở": "cơ", "tỉ": "tỷ", "kĩ": "kỹ", "quí": "quý", "lí": "lý", "mĩ": "mỹ"}
_CONNECTING = (
    "của", "và", "các", "những", "được", "cho", "với", "là", "ở", "tại", "trong", "về", "đã", "đang", "có", "ước",
    "đạt", "thì", "mà", "toàn", "lĩnh", "vực", "ngành", "công", "tác",
)  # fmt: skip
"""Words that only connect others."""

_VAGUE = (
    "trên", "theo", "số", "bằng", "từ", "đến", "ra", "do", "bởi", "để", "một", "lượt", "địa", "bàn", "hoạt", "động",
    "giá", "trị",
)  # fmt: skip
"""Words that tell nothing of what a name means beside others."""
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_REGULATED = re.compile(
    r"\s(?:theo\s+(?:quy\s+định|tiêu\s+chí|tiêu\s+chuẩn|chuẩn)|trên\s+địa\s+bàn|tính\s+đến|đến\s+ngày)(?!\w).{0,80}$"
)
_REACHED = re.compile(r"(?<!\w)(?:đã\s+)?đạt(?:\s+(?:được|chuẩn))?\s*$")
"""A name that ends so counts what is reached, not all that there is."""


@lru_cache(maxsize=20000)
def syllable(word: str) -> str:
    """A syllable with its tone mark at its end, so that ``hoá`` and ``hóa`` are the same."""
    spread = unicodedata.normalize("NFD", word)
    tone = "".join(character for character in spread if character in "\u0300\u0301\u0303\u0309\u0323")
    if not tone:
        return word
    bare = "".join(character for character in spread if character not in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", bare) + tone


@lru_cache(maxsize=20000)
def words(text: str) -> tuple[str, ...]:
    """All words of a name in one spelling, abbreviations written out.

    Examples
    --------
    >>> words("Tổng thu NSNN") == words("tổng thu ngân sách nhà nước"), words("Văn hoá") == words("văn hóa")
    (True, True)
    """
    made: list[str] = []
    for word in _WORD.findall(text.lower()):
        made.extend(syllable(_SPELLINGS.get(part, part)) for part in ABBREVIATIONS.get(word, word).split())
    return tuple(made)


_SILENT = frozenset(syllable(word) for word in _CONNECTING)
_EMPTY_WORDS = _SILENT | {syllable(word) for word in _VAGUE}


def telling(text: str) -> tuple[str, ...]:
    """The words of a name that tell something."""
    return tuple(word for word in words(text) if word not in _EMPTY_WORDS)


def key(text: str) -> str:
    """What two subjects that are the same thing have in common: the same words but for those that only connect them.

    Examples
    --------
    >>> key("Tỷ lệ dân số dùng nước sạch (%)") == key("tỉ lệ dân số dùng nước sạch theo quy định của Bộ Y tế")
    True
    >>> key("Tiêu chí đã đạt") == key("Tiêu chí")
    False
    """
    bare = _REGULATED.sub("", _BRACKETS.sub(" ", text.lower()))
    every = words(bare)
    telling_words = " ".join(word for word in every if word not in _SILENT) or " ".join(every)
    return f"{telling_words} +" if _REACHED.search(bare) else telling_words
