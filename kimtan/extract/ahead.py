"""Levels that are ahead: said of the year's end, or set as a task."""

from __future__ import annotations

import re
from dataclasses import replace

from kimtan.extract import cues
from kimtan.extract.figures import ReadMeasure
from kimtan.extract.statements import Statement, Surroundings

_IN_YEAR = re.compile(r"(?<!\w)(?:đến|vào)\s+năm\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_OPENS_IN_YEAR = re.compile(r"[\W\d]*(?:trong\s+)?năm\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_EXPECTED = re.compile(
    r"(?<!\w)cả\s+năm\s+ước(?!\w)[^,;]*$|(?<!\w)ước\s+(?:tính\s+|thực\s+hiện\s+|TH\s+|đạt\s+|giải\s+ngân\s+|thu\s+|chi\s+)?(?:cả|hết|cuối|đến\s+(?:hết|cuối))\s+(?:năm|niên\s+độ)(?!\w)[^,;]*$",
    re.IGNORECASE,
)
"""What the whole year is expected to come to, in a report of a part of it."""
_OPENS_EXPECTED = re.compile(r"[\W\d]*ước\s+(?:thực\s+hiện\s+)?cả\s+năm(?:\s+(?:19|20)\d\d)?\s*[,:]", re.IGNORECASE)
"""A sentence that opens so tells of the whole year to its end: ``Ước cả năm, thu đạt 12 tỷ; chi đạt 10 tỷ``."""
_REACHED = re.compile(r"(?<!\w)(?:đến\s+nay|đã|\(\s*(?:\d{1,2}\s+tháng|quý|tháng))(?!\w)", re.IGNORECASE)
_ALL_YEAR = re.compile(
    r"(?<!\w)(?:ước|dự\s+kiến|phấn\s+đấu)\s[^,;]{0,30}?(?:đến\s+)?(?:(?:hết|cuối|cả)\s+(?:năm|niên\s+độ)|(?:hết\s+)?(?:ngày\s+)?31/(?:12|0?1))(?!\w)[^,;]*$",
    re.IGNORECASE,
)
"""What of the year's plan is expected or striven for by its end."""
_CONCENTRATES = re.compile(r"[\W\d]*(?:tập\s+trung|đẩy\s+mạnh|tiếp\s+tục|chỉ\s+đạo)(?!\w)", re.IGNORECASE)
"""A sentence that opens so and strives further on is of tasks: ``Tập trung gieo cấy 860 ha, phấn đấu năng suất …``."""
_AT_LEAST = re.compile(r"(?<!\w)tối\s+thiểu\s*$", re.IGNORECASE)
_CLOSED = re.compile(r"\([^()]*\)")


def in_time(statement: Statement, left: str, around: Surroundings) -> Statement:
    """A level said of the year's end, or as a task ahead, is none of what is done."""
    clause = around.sentence[-160:].rpartition(";")[2]
    is_part_of_year = not (around.year and around.is_full_year)
    if statement.measure == "pct_of_plan":
        if is_part_of_year and _ALL_YEAR.search(left):
            return _as("year_end", statement)
        is_ahead = around.is_task or cues.AHEAD.match(around.sentence) or cues.STRIVING.search(clause)
        return _as("target", statement) if is_ahead else statement
    clause = _CLOSED.sub(" ", clause)
    opening = cues.AHEAD if around.is_under_heading else cues.AHEAD_OR_GOES_ON
    opens_ahead = opening.match(around.sentence) is not None and not cues.SO_FAR.search(clause)
    is_task = around.is_task or opens_ahead
    if statement.measure in {"yoy_abs", "yoy_pct", "change"}:
        return _as("target", statement) if around.is_task or (is_task and not statement.base) else statement
    is_share = statement.measure == "share" and (not statement.base or around.is_task)
    if statement.measure != "actual" and not is_share:
        return statement
    if (
        statement.measure == "actual"
        and is_part_of_year
        and (around.is_expected or _EXPECTED.search(left) or _opens_expected(around.sentence, clause))
    ):
        return _as("year_end", statement)
    if statement.measure == "actual" and _is_of_later_year(clause, around.sentence, around.year):
        return _as("target", statement)
    strives_on = _CONCENTRATES.match(around.sentence) and cues.STRIVING.search(around.right)
    if not (is_task or strives_on or cues.STRIVING.search(clause) or _AT_LEAST.search(left)):
        return statement
    if cues.YEARS_END.search(clause) and not cues.MORE.search(left):
        return _as("year_end", statement)
    if cues.SO_FAR.search(left) and not cues.STRIVING.search(left):
        return statement
    return _as("target", statement)


def _opens_expected(sentence: str, clause: str) -> bool:
    """Whether a sentence that opens with the whole year goes on with it: not with what was reached so far."""
    return _OPENS_EXPECTED.match(sentence) is not None and not _REACHED.search(clause)


def _is_of_later_year(clause: str, sentence: str, year: int) -> bool:
    """Whether a clause names a year after the one that the report is of, or its sentence opens with one."""
    opening = _OPENS_IN_YEAR.match(sentence)
    later = [int(named[1]) for named in (*_IN_YEAR.finditer(clause), *([opening] if opening else []))]
    return year > 0 and max(later, default=0) > year


def _as(measure: ReadMeasure, statement: Statement) -> Statement:
    return replace(statement, measure=measure, confidence=min(statement.confidence, 0.8))
