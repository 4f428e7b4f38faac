"""A number's clause: its verb, and with what the number is compared."""

from __future__ import annotations

import re

from kimtan.extract import cues

_FARTHEST = {"up": 2, "down": 2, "reach": 3, "equal": 2}
"""So many words may stand between a verb and its number."""
_FARTHEST_THAN = 6
"""And so many where they name what is less or more: ``thấp hơn bình quân chung của tỉnh 3,8%``."""
_AND = re.compile(r"\svà\s*$", re.IGNORECASE)
"""What joins another thing to the one that rises or falls: ``2 nhóm giảm giá và 1 nhóm``."""
_THAN = re.compile(r"(?:cao|thấp)\s+hơn\s+[^\W\d][^,;.:()\d]{5,60}$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s+(?:số\s+)?\d{1,4}(?!\d)", re.IGNORECASE)
_OF_CHANGE = re.compile(r"(?<!\w)(?:mức(?:\s+độ)?|tốc\s+độ|tỷ\s+lệ|tỉ\s+lệ)\s+$", re.IGNORECASE)
"""What makes a growth behind it the name of a rate: ``tốc độ tăng chi 11%``, ``mức giảm sinh 0,5%``."""


def clause(right: str) -> str:
    """The words behind a figure up to where another clause begins."""
    right = right.removeprefix(")")
    for at, character in enumerate(right[:160]):
        if character in ",;:" or (character == "." and right[at + 1 : at + 2] in {"", " "}) or character == ")":
            return right[:at]
    return right[:160]


def last_verb(left: str) -> tuple[str, str]:
    """The last verb before a figure: its kind, as :data:`~kimtan.extract.cues.VERBS` names it, and its words."""
    last = None
    for match in cues.VERBS.finditer(left):
        between = cues.BASE.sub(" ", left[match.end() :])
        if (
            (match.lastgroup in {"up", "down"} and left.startswith((",", ";"), match.end()))
            or (match.lastgroup in {"up", "down"} and _OF_CHANGE.search(left[: match.start()]))
            or (match.lastgroup in {"up", "down"} and _AND.search(between))
            or "," in (between if match.lastgroup in {"up", "down"} else between.strip(" ,"))
            or ";" in between
            or "(" in between
            or len(between.split()) > (_FARTHEST_THAN if "hơn" in match[0] else _FARTHEST.get(match.lastgroup or "", 4))
        ):
            continue
        last = match
    return (last.lastgroup or "", last[0]) if last is not None else ("", "")


def base_of(left: str, right: str, all_right: str) -> tuple[str, str]:
    """With what a figure is compared: ``plan``, ``last``, ``other`` or nothing, and its words."""
    behind = cues.BASE.search(right)
    if behind is not None and (_opens_for_next(right, behind, all_right) or _is_document(right, behind)):
        behind = None
    if behind is not None and (cues.compares(behind) or not right[: behind.start()].strip(" ()")):
        return _kind(behind), behind[0].strip()
    compared = cues.COMPARED.search(right)
    if compared is not None:
        return "other", compared[0].strip()
    left = left.rpartition(";")[2]
    before = _last(cues.BASE, left)
    if before is not None and cues.compares(before) and not (before["so"] or "").lower().startswith(("theo", "trên")):
        return _kind(before), before[0].strip()
    compared = _last(cues.COMPARED, left) or _THAN.search(left)
    return ("other", compared[0].strip()) if compared is not None else ("", "")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text):
        last = match
    return last


def _opens_for_next(right: str, base: re.Match[str], all_right: str) -> bool:
    """Whether a bracket opens before some words, and the next figure stands in it: ``tăng 2,1% (quý I tăng 3,7%)``."""
    is_open = "(" in right[: base.start()] and ")" not in all_right.removeprefix(")")
    behind_it = all_right.removeprefix(")")[base.end() :].lstrip()
    is_of_next = cues.VERBS.search(right, base.end()) is not None or behind_it.startswith(":")
    return is_open and (not cues.compares(base) or is_of_next)


def _is_document(right: str, base: re.Match[str]) -> bool:
    """Whether something is done by a resolution, and not compared with it: ``theo Nghị quyết số 173``."""
    return (base["so"] or "").lower().startswith("theo") and _NUMBERED.match(right, base.end()) is not None


def _kind(base: re.Match[str]) -> str:
    return next((name for name in ("plan", "last", "other") if base[name]), "")
