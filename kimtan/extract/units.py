"""The unit of a number: the words behind it, before it, or what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kimtan.data.units import Unit
from kimtan.extract.unit_words import DENOMINATORS, MULTIPLES, NO_NOUN, PERIODS, WORDS


@dataclass(frozen=True)
class ReadUnit:
    """A unit as it stands in a text.

    Parameters
    ----------
    text
        As written: ``triệu đồng/người/6 tháng``.
    name
        By its usual name, without what says for how long: ``triệu đồng/người``.
    dimension, factor
        What it measures, in how many base units; ``count`` for people and things.
    end
        Where the words end.
    is_known
        Whether it is a unit word; else it is the noun behind the number.
    """

    text: str
    name: str
    dimension: str
    factor: Decimal
    end: int
    is_known: bool = True

    @property
    def is_count(self) -> bool:
        """Whether people or things are counted."""
        return self.dimension == "count"

    @property
    def is_percent(self) -> bool:
        """Whether it is percent."""
        return self.dimension == "percent"


_TONES = re.compile(r"(?<!q)(?:[óòỏõọ][ae]|[úùủũụ]y)(?!\w)")
_MOVED = {
    f"{first}{second}": f"{plain}{marked}"
    for firsts, plain, seconds in (("óòỏõọ", "o", (("a", "áàảãạ"), ("e", "éèẻẽẹ"))), ("úùủũụ", "u", (("y", "ýỳỷỹỵ"),)))
    for second, marks in seconds
    for first, marked in zip(firsts, marks, strict=True)
}
"""The last letters of a syllable with the mark on the first vowel, and on the second: ``hóa`` and ``hoá``."""
_PLACED = {moved: own for own, moved in _MOVED.items()}
_MARKED_LAST = re.compile(r"(?<!q)(?:o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ])(?!\w)")


def _pattern(words: str) -> str:
    """A pattern of one of some words, the longest first.

    It branches by first letters: to try a thousand words one after the other takes long.
    """
    known = words.split("|")
    known.extend(_TONES.sub(lambda match: _MOVED[match[0]], word) for word in words.split("|") if _TONES.search(word))
    by_letter: dict[str, list[str]] = {}
    for word in sorted(known, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


_KNOWN = re.compile(rf"\s{{0,3}}(?:\(\s?)?({_pattern('|'.join(WORDS))})(?:(?<=[%‰])|(?!\w))", re.IGNORECASE)
_PER = re.compile(rf"\s?/\s?(?:01|1)?\s?({_pattern(DENOMINATORS)})(?!\w)", re.IGNORECASE)
_PER_WORDS = re.compile(
    rf"\s(?:trên|mỗi|/)\s(?:một|1|01)?\s?({_pattern('ha|héc ta|người|đầu người|hộ')})(?!\w)", re.IGNORECASE
)
_PRIZES = re.compile(r"(?<!\w)giải(?!\w)[^.;]{0,160}$", re.IGNORECASE)
_RANK = re.compile(r"\s(nhất|nhì|ba|tư|khuyến\s+khích|KK)(?!\w)", re.IGNORECASE)
"""The rank of a prize, where the words before speak of prizes: ``04 giải nhất, 17 nhì, 28 ba``."""
_CASES = re.compile(r"\s(TH)(?=\s*(?:$|[;,.)])|\s[^\W\d])")
"""``285 TH``: cases, where no number follows that is of what was done."""
_NOUN = re.compile(r"\s{1,3}([^\W\d_]+)(?:\s([^\W\d_]+))?")
_TURNED_OVER = ".km"
_NUMBER_OF = re.compile(r"(?:tổng\s+)?số\s+(?:lượng\s+)?(?=\w)", re.IGNORECASE)
_THOUSAND = re.compile(r"(?<![\d.,])1\.?000\s?(?=[^\W\d])")
"""A thousand as tables write it: ``1.000 đồng``."""
_MILLION = re.compile(r"(?<!\w)tr(?:\.\s?|\s|(?=kwh|usd|viên))(?=[^\W\d]{2})(?!đồng|đ(?!\w))", re.IGNORECASE)
"""Millions as tables write them: ``Tr.viên``; of money they are a unit word of their own."""
_WHO_COME = frozenset({
    "công", "cán", "học", "giáo", "đoàn", "hội", "đảng", "lái", "lao", "bệnh", "khách", "chiến", "đồng", "cử",
    "đại", "thanh",
})  # fmt: skip
"""First words of who comes: ``lượt công dân``, ``lượt hội viên`` are visits of people."""
_MILLION_OF_MONEY = "triệu đồng"
_MILLIONS = re.compile(r"(tr)(?!\w|\.\w)")
"""Millions of money that stand at their number: ``35tr``."""
_HEADS = frozenset({"vụ", "hộ", "trẻ", "nhà", "cơ sở", "người"})
"""Counted nouns that stay what they are whatever follows: ``vụ vi phạm``, ``hộ kinh doanh``."""
_SHORT = {
    "dn": "doanh nghiệp", "hs": "học sinh", "lđ": "lao động", "cs": "cơ sở", "kdc": "khu dân cư", "htx": "hợp tác xã",
}  # fmt: skip
_SYNONYMS: Mapping[str, str] = {
    **_SHORT,
    "vụ việc": "vụ", "vụ án": "vụ", "ca": "bệnh nhân", "giải nhất": "giải", "giải thưởng": "giải", "hộ dân": "hộ",
    "hộ gia đình": "hộ", "hồ sơ": "lượt hồ sơ", "lượt bệnh nhân": "lượt người", "lượt người dân": "lượt người",
    "khẩu súng": "khẩu", "súng": "khẩu", "xuất quà": "suất quà", "phần quà": "suất quà", "trẻ em": "trẻ",
    "nhất": "giải", "nhì": "giải", "ba": "giải", "tư": "giải", "khuyến": "giải", "kk": "giải",
    "nhân khẩu": "người", "nam": "người", "nữ": "người", "nam công dân": "người", "nữ công dân": "người", "đồng chí": "người", "đối tượng": "người", "công dân": "người", "người dân": "người",
    "hộ nghèo": "hộ", "hộ cận nghèo": "hộ", "cái": "chiếc",
    "lượt": "lượt người", "lượt khách": "lượt người",
}  # fmt: skip
"""Unit words that ``units.csv`` knows under another name."""


def behind(text: str, at: int) -> ReadUnit | None:
    """The unit that stands right behind a number, or the noun that is counted."""
    match = _MILLIONS.match(text, at) or _KNOWN.match(text, at)
    if match is None or ("(" in match[0] and ")" not in text[match.end() : match.end() + 2]):
        return _noun(text, at)
    word = WORDS[_MILLION_OF_MONEY if match[1] == "tr" else _key(match[1])]
    if word.name == "lượt" and (turns := _turns(text, match.end())) is not None:
        return ReadUnit(text[match.start(1) : turns.end()], _key(f"lượt {turns[1]}"), "count", word.factor, turns.end())
    end, name, dimension = match.end(), word.name, word.dimension
    if text.startswith(_TURNED_OVER, end):
        end, name, dimension = end + len(_TURNED_OVER), f"{name}{_TURNED_OVER}", f"{dimension}_km"
    per = _PER.match(text, end) or (None if word.dimension == "count" else _PER_WORDS.match(text, end))
    while per is not None:
        below = _key(per[1])
        if below not in PERIODS:
            name, dimension = f"{name}/{below}", f"{dimension}_per_{below}"
        end = per.end()
        per = _PER.match(text, end)
    return ReadUnit(text[match.start(1) : end].strip(), name, dimension, word.factor, end)


def _turns(text: str, at: int) -> re.Match[str] | None:
    """What is counted each time that it comes: ``46 lượt công dân``."""
    match = _KNOWN.match(text, at) if text[at : at + 1].isspace() else None
    is_counted = match is not None and "(" not in match[0] and WORDS[_key(match[1])].dimension == "count"
    return match if is_counted else None


def prizes(text: str, start: int, end: int) -> ReadUnit | None:
    """The prizes that a number between such places counts by their rank alone."""
    rank = _RANK.match(text, end)
    if rank is None or not _PRIZES.search(text[max(0, start - 160) : start]):
        return None
    return ReadUnit(rank[1], "giải", "count", Decimal(1), rank.end())


def cases(text: str, at: int) -> ReadUnit | None:
    """The cases that a number before such a place counts: ``285 TH``."""
    short = _CASES.match(text, at)
    return None if short is None else ReadUnit(short[1], "trường hợp", "count", Decimal(1), short.end(1))


def _noun(text: str, at: int) -> ReadUnit | None:
    match = _NOUN.match(text, at)
    if match is None or match[1].lower() in NO_NOUN or (match[1].isupper() and len(match[1]) < 3):
        return None
    name = match[1].lower()
    return ReadUnit(match[1], name, "count", Decimal(1), match.end(1), is_known=False)


def named(text: str) -> ReadUnit | None:
    """The unit that a text is, or names behind ``ĐVT:``, in brackets or behind a comma: the heads of tables.

    Examples
    --------
    >>> named("Triệu đồng").name, named("Giá trị (tỷ đồng)").name, named("Thu nhập")
    ('triệu đồng', 'tỷ đồng', None)
    """
    text = _MILLION.sub("triệu ", _THOUSAND.sub("nghìn ", text))
    stripped = text.strip(" .:;()").strip()
    for candidate in (stripped, *_bracketed(text)):
        read = behind(f" {candidate.strip()}", 0)
        if read is not None and read.is_known and read.end >= len(candidate.strip()):
            return read
    return None


def counted(text: str) -> ReadUnit | None:
    """The known noun that a text begins with, of people or things."""
    unit = behind(f" {text}", 0)
    return unit if unit is not None and unit.is_known and unit.is_count else None


def number_of(text: str) -> ReadUnit | None:
    """What a text says that it is the number of.

    Examples
    --------
    >>> number_of("Tổng số hộ nghèo").name, number_of("Dân số")
    ('hộ nghèo', None)
    """
    match = _NUMBER_OF.match(text)
    return counted(text[match.end() :]) if match is not None else None


def _bracketed(text: str) -> list[str]:
    candidates = [part.partition(")")[0] for part in text.split("(")[1:6]]
    signs = ("ĐVT:", "Đvt:", "Đơn vị tính:", "Đơn vị:", "đơn vị tính:", "ĐVT", "đvt:")
    candidates.extend(text.partition(sign)[2].strip(" .:;)") for sign in signs if sign in text)
    if "," in text:
        candidates.append(text.rpartition(",")[2])
    return candidates


def known_id(read: ReadUnit | None, units: Mapping[str, Unit]) -> tuple[str, Decimal]:
    """The unit of ``units.csv`` that a read unit is or is a multiple of, and the multiple; empty where there is none."""
    if read is None:
        return "", Decimal(1)
    if named_so := _id(read.name, units):
        return named_so, Decimal(1)
    if read.is_count and read.name.partition(" ")[0] in _HEADS and (head := _id(read.name.partition(" ")[0], units)):
        return head, Decimal(1)
    if read.is_count and read.name.partition(" ")[2].partition(" ")[0] in _WHO_COME and read.name.startswith("lượt "):
        return _id("lượt người", units), Decimal(1)
    for word, factor in MULTIPLES:
        if read.name.startswith(f"{word} ") and (multiplied := _id(read.name.removeprefix(f"{word} "), units)):
            return multiplied, Decimal(factor)
    return "", Decimal(1)


def _id(name: str, units: Mapping[str, Unit]) -> str:
    name = _SYNONYMS.get(name, name)
    return next((unit.unit for unit in units.values() if unit.name_vi.lower() == name.lower()), "")


def is_same_noun(left: ReadUnit, right: ReadUnit) -> bool:
    """Whether two units count in the same word, written out or not: ``doanh nghiệp`` and ``DN``."""
    return _SHORT.get(left.name, left.name) == _SHORT.get(right.name, right.name)


def _key(text: str) -> str:
    return _MARKED_LAST.sub(lambda match: _PLACED[match[0]], " ".join(text.lower().split()))
