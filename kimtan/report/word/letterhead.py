"""What an official document begins and ends with: head, title, whom it is for; recipients and signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kimtan.period import MONTHS_EN
from kimtan.report.title import TitleBlock
from kimtan.report.word.measure import balanced, width
from kimtan.report.word.tables import beside
from kimtan.report.word.terms import OPEN, customary, is_as_above, numbered, terms
from kimtan.report.word.xml import Element, paragraph, run, w

HEAD, MOTTO, TITLE = 13.0, 14.0, 14.0
"""Sizes of type, in points."""

_LEFT = 0.42  # of the text's width: the authority, beside the name of the state
_GAP = 8.0
_SIGNATURE = 5  # lines left free for it
_RULE = 3.0  # points: a line of its own, only for the rule under the words above


def head(title: TitleBlock, styles: Mapping[str, str], room: float) -> Element:
    """Authorities on the left, state and motto on the right; number, and place with date, under them."""
    term, style = terms(title.language), styles["kimtan head"]
    left, right = _LEFT * room, (1 - _LEFT) * room
    ours = [_centred(style, line) for line in _lines(title.parent_authority, left)]
    own = _lines(title.authority or OPEN, left, bold=True)
    ours += [_centred(style, line, bold=True) for line in own]
    ours.append(rule(style, left, 0.4 * max(width(line, HEAD, bold=True) for line in own)))
    size = next((size for size in (HEAD, 12.5, 12.0) if width(term["nation"], size, bold=True) <= right - 2), 12.0)
    state = [
        paragraph(style, [run(term["nation"], bold=True, size=size)]),
        paragraph(style, [run(term["motto"], bold=True, size=MOTTO)]),
        rule(style, right, width(term["motto"], MOTTO, bold=True)),
    ]
    number = term["number"].format(numbered(title.document_number, title.authority, title.language))
    day = term["day"].format(place=title.place or OPEN, **signed_on(title))
    below = [
        [paragraph(style, [run(number)], before=_GAP)],
        [paragraph(style, [run(day, italic=True, size=MOTTO)], before=_GAP)],
    ]
    return beside((left, right), ([ours, state], below))


def subject(title: TitleBlock, styles: Mapping[str, str], room: float) -> list[Element]:
    """The kind of the document, what it is about with a short rule under it, and whom it is addressed to, if any."""
    term = terms(title.language)
    about = title.title
    for kind in (term["kind"], "Báo cáo", "Report"):
        if about.lower().startswith(f"{kind.lower()} "):
            about = about[len(kind) + 1 :].strip()
            about = about[:1].upper() + about[1:]
            break
    lines = balanced(about, 0.86 * room, TITLE, bold=True)
    made = [paragraph(styles["title"], [run(term["kind"])])]
    made.append(paragraph(styles["subtitle"], _broken(lines)))
    made.append(rule(styles["kimtan head"], room, 0.33 * width(lines[-1], TITLE, bold=True), after=14))
    if title.parent_authority and any(map(is_as_above, title.recipients)):
        words = term["to"].format(title.parent_authority)
        made.append(paragraph(styles["kimtan head"], [run(words, size=TITLE)], after=12))
    return made


def ending(title: TitleBlock, styles: Mapping[str, str], room: float) -> Element:
    """Recipients on the left, signature on the right, on one page."""
    term, style = terms(title.language), styles["kimtan head"]
    to = [paragraph(styles["kimtan recipients"], [run(term["recipients"], bold=True, italic=True, size=12)])]
    listed = title.recipients or (OPEN,)
    for at, recipient in enumerate(listed):
        end = "." if at == len(listed) - 1 else ";"
        to.append(paragraph(styles["kimtan recipients"], [run(f"- {recipient.rstrip(' .;')}{end}")]))
    is_head = bool(title.signatory_title) and not title.on_behalf  # signs for the office they head
    behalf = "" if is_head else customary(title.on_behalf, title.language) or term["on_behalf"]
    office = customary(title.signatory_title, title.language) or term["signatory"]
    right = 0.52 * room
    signed = [
        paragraph(style, [run(line, bold=True, size=TITLE)], keep_next=True)
        for line in [*(balanced(behalf, right, TITLE, bold=True) if behalf else ()), office]
    ]
    signed += [paragraph(style, [run("", size=TITLE)], keep_next=True) for _ in range(_SIGNATURE)]
    signed.append(paragraph(style, [run(title.signatory_name or OPEN * 4, bold=True, size=TITLE)]))
    return beside((room - right, right), ([to, signed],))


def signed_on(title: TitleBlock) -> dict[str, str]:
    """Day, month and year as the decree writes them; open where the date is not known, but for the period's year."""
    try:
        date = dt.date.fromisoformat(title.date)
    except ValueError:
        year = title.period[:4] if title.period[:4].isdigit() else OPEN
        return {"day": OPEN, "month": OPEN, "year": year}
    if title.language == "vi":
        month = f"{date.month:02d}" if date.month < 3 else str(date.month)
        return {"day": f"{date.day:02d}", "month": month, "year": str(date.year)}
    return {"day": str(date.day), "month": MONTHS_EN[date.month - 1], "year": str(date.year)}


def _lines(text: str, room: float, bold: bool = False) -> Sequence[str]:
    """A name in capitals, over as many lines as it needs."""
    return balanced(text.upper(), room - _GAP, HEAD, bold) if text else []


def _centred(style: str, text: str, bold: bool = False) -> Element:
    return paragraph(style, [run(text, bold=bold)])


def _broken(lines: Sequence[str]) -> list[Element]:
    """Lines of one paragraph."""
    parts: list[Element] = []
    for at, line in enumerate(lines):
        parts += [run(w("br"))] if at else []
        parts.append(run(line))
    return parts


def rule(style: str, room: float, length: float, after: float = 0) -> Element:
    """A line of some length in the middle."""
    beside_it = max((room - length) / 2, 0)
    return paragraph(style, rule=True, left=beside_it, right=beside_it, line=_RULE, after=after)
