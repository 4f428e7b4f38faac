"""What a number states of its subject: its level, the plan, a percentage of one, growth, a share, what remains."""

from __future__ import annotations

import re
from dataclasses import replace

from kimtan.extract import cues
from kimtan.extract.ahead import in_time
from kimtan.extract.bracketed import announces_level, in_brackets
from kimtan.extract.comparisons import base_of, clause, last_verb
from kimtan.extract.mentions import Mention
from kimtan.extract.months import months_named
from kimtan.extract.stated_amounts import amount
from kimtan.extract.stated_percentages import percentage
from kimtan.extract.statements import Statement, Surroundings

_NONE = re.compile(r"(?<!\w)(?:không|chưa)\s+(?:có|để|phát\s+sinh|còn|xảy\s+ra)(?:\s+\w+){0,4}\s*$", re.IGNORECASE)
"""A number of what is said not to be."""
_RESPECTIVELY = re.compile(r"(?<!\w)(?:lần\s+lượt|theo\s+thứ\s+tự)(?!\w)", re.IGNORECASE)
"""Several numbers of as many subjects: which is whose is not read."""
_RISES = re.compile(r"(?<!\w)(?:(?P<up>tăng)|giảm)(?:\s+(?:mới|thêm))?\s*$", re.IGNORECASE)
"""A change that is compared with something, though its words may name a level: ``thành lập tăng mới 20% so với``."""
_OVER_RULE = re.compile(
    r"(?<!\w)vượt\s+(?:mức\s+)?(?P<rule>(?:quy\s+định|quy\s+chuẩn|công\s+suất)(?:\s+cho\s+phép)?)\s*$", re.IGNORECASE
)
"""How far over what is prescribed: ``vượt quy định 3,6 học sinh/lớp``."""
_TIME = re.compile(
    r"(?:(quý\s+[IV]{1,3}|tháng\s+\d{1,2}|\d{1,2}\s+tháng)(?:\s+đầu)?\s*(?:năm\s+|/))?\s*(?:năm\s+)?((?:19|20)\d\d)",
    re.IGNORECASE,
)
"""A year, or a part of one."""
_SCHOOL_YEAR = re.compile(r"với\s+năm\s+học\s+((?:19|20)\d\d)\s?[-–]\s?(?:19|20)?\d\d(?!\d)", re.IGNORECASE)
"""A school year that is compared with, by the year in which it began."""
_DAY = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-]")
_ENDS = re.compile(r"(?<!\w)(?:đầu|cuối)\s+năm(?!\w)", re.IGNORECASE)
"""The beginning or the end of a year is no time like the one that is told."""


def _is_last_year(base: str, around: Surroundings) -> bool:
    """Whether what is compared with is last year: of a whole year, of a season, or of the time that is told."""
    last = around.year - 1
    if around.year and re.fullmatch(rf".{{0,12}}(?:vụ|mùa)\s.{{0,30}}năm\s+{last}", base):
        return True
    is_of_year = around.is_full_year or around.before == "year_end"
    if around.year and is_of_year and re.fullmatch(rf"(?:(?!tháng\s+12).){{0,60}}năm\s+{last}", base):
        return True
    is_of_last = around.year and re.search(rf"(?<!\d){last}(?!\d)", base) and not _DAY.search(base)
    months = months_named(base)
    if is_of_last and months is not None and months in {around.months, months_named(around.sentence)}:
        return True
    return _is_year_before(base, around.sentence, around.year)


def _is_last_school_year(around: Surroundings) -> bool:
    """Whether what is compared with is the school year before the one that ends or begins in the report's year."""
    school = _SCHOOL_YEAR.search(around.right)
    return school is not None and around.year > 0 and int(school[1]) in {around.year - 2, around.year - 1}


def _is_year_before(base: str, sentence: str, report_year: int) -> bool:
    """Whether what is compared with is a year before a time of the report's year that the sentence names.

    >>> _is_year_before("so với quý I năm 2023", "Trong quý I/2024", 2024), _is_year_before("so với năm 2022", "", 2023)
    (True, False)
    """
    compared = list(_TIME.finditer(base))
    if len(compared) != 1 or _ENDS.search(base) or _DAY.search(base):
        return False
    part, year = compared[0][1], int(compared[0][2])
    times = ((time[1], int(time[2])) for time in _TIME.finditer(sentence))
    return report_year in {0, year + 1} and any(
        own == year + 1 and (name or "").lower() == (part or "").lower() for name, own in times
    )


def stated(mention: Mention, around: Surroundings) -> Statement:
    """What a number states."""
    left, right = around.left[-240:], clause(around.right)
    if mention.is_percent and (of_another_time := in_brackets(left, around)) is not None:
        return of_another_time
    verb, word = last_verb(left)
    if verb == "up" and mention.sign == "-":
        verb = "down"
    kind, base = base_of(left, right, around.right)
    if not kind and around.beyond:
        kind, base = base_of("", clause(around.beyond), around.beyond)
    if not verb and kind and (rises := _RISES.search(left)) is not None:
        verb = "up" if rises["up"] else "down"
    if verb == "up" and not kind and (exceeded := cues.EXCEEDS.search(left)) is not None:
        kind, base = "plan", exceeded["plan"]
    if verb == "up" and not kind and (over := _OVER_RULE.search(left)) is not None:
        kind, base = "other", over["rule"]
    around = replace(around, is_rate_word="lệ" in word.lower())
    if mention.is_percent and cues.IS_RATE.search(around.subject) and announces_level(around.right):
        kind, base = "", ""
    if kind == "other" and (_is_last_year(base, around) or _is_last_school_year(around)):
        kind = "last"
    elif kind == "last" and around.months is not None and re.search(r"(?:19|20)\d\d", base):
        is_same = months_named(base) in {None, around.months, months_named(around.sentence)} or _is_year_before(
            base, around.sentence, around.year
        )
        kind = "last" if is_same else "other"
    statement = (
        percentage(mention, verb, kind, base, around)
        if mention.is_percent
        else amount(mention, verb, kind, base, left, around)
    )
    if not statement.because:
        statement = replace(statement, because=" … ".join(part for part in (word, base) if part))
    if _NONE.search(left) or _RESPECTIVELY.search(around.sentence):
        statement = replace(statement, confidence=min(statement.confidence, 0.5))
    if mention.sign and statement.measure in {"yoy_pct", "yoy_abs", "change"} and not statement.direction:
        statement = replace(statement, direction=mention.sign)
    return in_time(statement, left, around)
