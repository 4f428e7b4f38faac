"""The subject that the words before a figure name."""

from __future__ import annotations

import re
from functools import lru_cache

from kimtan.extract.cues import AMONG, AVERAGE_WORDS, BASE, COMPARED, EXCEEDS, VERBS, compares
from kimtan.extract.subject_kinds import GENERIC, is_act, is_act_on, is_quantity, words_of
from kimtan.extract.subject_tidying import tidy

_SHORT = 3
_CLAUSE = re.compile(r";|(?<!\d)[.!?](?:\s|$)")
_PREDICATE = re.compile(
    r"(?<!\w)(?:tiếp\s+tục|diễn\s+ra|phát\s+triển|duy\s+trì|được|ổn\s+định|có|đã|là|cơ\s+bản|luôn|vẫn)(?!\w)",
    re.IGNORECASE,
)
_LEADING_BRACKET = re.compile(r"^\s*\([^()]{0,200}\)(?=\s*[\w,])")
_EMPTY_BRACKET = re.compile(r"(?:^|[:,;)]\s)(?P<before>(?!\s*(?:đạt|tăng|giảm|có)\s)[^()\d]{2,60})\(\s*$")
"""A name with its figure in brackets: ``hộ nghèo (27 tỷ đồng)``."""
_THAN = re.compile(rf"(?:cao|thấp)\s+hơn\s+(?:mức\s+)?(?:{AVERAGE_WORDS})(?!\w)[^,;.:()\d]{{0,50}}$", re.IGNORECASE)
"""The average that something is above or below: ``cao hơn bình quân chung của tỉnh 4,9%``."""
_NOTE = re.compile(r"\[\d{1,3}\]")
_QUANTITY_WITH = re.compile(
    r"\s(?:với|thì)\s+(?=(?:tổng\s+)?(?:diện\s+tích|sản\s+lượng|giá\s+trị|năng\s+suất|doanh\s+thu|kim\s+ngạch)(?!\w))",
    re.IGNORECASE,
)
"""Where a quantity of its own begins in a clause: ``gieo cấy lúa đông xuân với sản lượng``."""
_TIMES_INSIDE = re.compile(
    r"(?<!\w)(?:giai\s+đoạn\s+)?0?\d\s+năm\s*\((?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d\)|\([^()]*(?:số|ngày|Nghị|Quyết|Chỉ\s+thị)[^()]*\d[^()]*\)(?=\s*:)",
    re.IGNORECASE,
)
"""Years in brackets, and what a bracket says of the document that a goal is in."""
_MONEY = re.compile(
    r"(?:^|[\s,])((?:tổng\s+)?(?:số\s+tiền|trị\s+giá|kinh\s+phí|số\s+vốn))(?:\s+(?:là|trên|hơn|gần|khoảng|đạt|ước|thực\s+hiện)){0,3}[\s:]*$",
    re.IGNORECASE,
)
"""An amount of money for what went before."""


@lru_cache(maxsize=64)
def named_before(text: str) -> str:
    """The subject in the words before a figure; empty where they only say how the figure relates to the last one."""
    clause = _behind_bracket(_last_clause(_NOTE.sub("", text)))
    clause = _LEADING_BRACKET.sub("", _without_comparisons(clause))
    among = list(AMONG.finditer(clause))
    if among and (clause[among[-1].end() :].strip(" :,(") or among[-1][0].rstrip().endswith(":")):
        clause = clause[among[-1].end() :]
    clause = _TIMES_INSIDE.sub("", clause.rpartition(" cho thấy ")[2])
    if (quantity := _QUANTITY_WITH.search(clause)) is not None:
        name = tidy(clause[quantity.end() :])
        return f"{name} {tidy(_last_segment(tidy(clause[: quantity.start()])))}" if GENERIC.match(name) else name
    money = _MONEY.search(clause)
    if money is not None:
        return " ".join(money[1].split())
    head, colon, tail = clause.rpartition(":")
    clause = tail if colon and words_of(tidy(tail)) else head if colon else clause
    if (bracketed := _EMPTY_BRACKET.search(clause)) is not None and (name := tidy(bracketed["before"])):
        return tidy(_last_segment(name))
    return tidy(_last_segment(tidy(_innermost(clause))))


def _last_clause(text: str) -> str:
    """What follows the last semicolon or full stop."""
    start = 0
    for match in _CLAUSE.finditer(text):
        start = match.end()
    return text[start:]


def _behind_bracket(clause: str) -> str:
    """What follows a bracket that was opened before: ``đơn vị), 612 đảng viên``."""
    depth, start = 0, 0
    for at, character in enumerate(clause):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            depth, start = 0, at + 1
    return clause[start:]


def _without_comparisons(clause: str) -> str:
    """The clause without what is compared with what and without verbs that only lead to the number."""
    clause = EXCEEDS.sub(" , ", clause)
    clause = BASE.sub(lambda match: " , " if compares(match) else match[0], clause)
    return _THAN.sub(" , ", COMPARED.sub(" , ", clause))


def _innermost(clause: str) -> str:
    """What follows an open bracket; closed brackets stay."""
    depth, start = 0, 0
    for at, character in enumerate(clause):
        if character == "(":
            depth, start = depth + 1, at + 1
        elif character == ")":
            depth = max(0, depth - 1)
    return clause[start:] if depth else clause


def _last_segment(clause: str) -> str:
    """What follows the last comma that does not merely list names of one thing: ``nông, lâm nghiệp và thủy sản``."""
    segments = [segment.strip() for segment in clause.split(",")]
    segments = [segment for segment in segments if segment]
    if not segments:
        return ""
    kept = [tidy(segments[-1])]
    for segment in reversed(segments[:-1][-3:]):
        name = tidy(segment)
        count = len(name.split())
        says = any(match.lastgroup not in {"rate", "share"} for match in VERBS.finditer(segment))
        if (
            says
            or any(character.isdigit() for character in segment)
            or not kept[0][:1].islower()
            or is_quantity(kept[0])
            or not name
        ):
            break
        opens = is_quantity(name) and count <= 10
        is_list = _is_one_noun(kept[0]) or (count <= _SHORT and not is_act_on(name) and not is_act_on(kept[0]))
        if not (opens or is_list):
            break
        kept.insert(0, name)
        if opens:
            break
    return ", ".join(kept)


def _is_one_noun(text: str) -> bool:
    """Whether a text is one word that goes on with a list: ``bò`` of ``tiêm phòng cho đàn trâu, bò``."""
    return len(text.split()) == 1 and not is_act(text) and not is_quantity(text)


def predicate_of(left: str) -> str:
    """Whom the clause before a generic quantity is about: ``lĩnh vực xây dựng tiếp tục phát triển, giá trị …``."""
    clause = _last_clause(left)
    head, colon, _ = clause.rpartition(":")
    if colon and (name := tidy(head.rpartition(",")[2])) and not GENERIC.match(name) and not AMONG.search(head[-16:]):
        return name
    segments = [segment for segment in clause.split(",")[:-1] if segment.strip()]
    for segment in reversed(segments[-2:]):
        head = _PREDICATE.split(segment, maxsplit=1)[0]
        name = tidy(head)
        if name and not is_act(name) and 1 < len(name.split()) <= 10 and head != segment:
            return name
    return ""
