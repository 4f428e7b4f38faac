"""A notebook of blocks as one PDF: what the document says of itself, and its blocks, as data for the template."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kimtan.errors import InputError
from kimtan.period import Period
from kimtan.present.blocks import Block, Chart, Heading
from kimtan.present.html_text import SIGNS
from kimtan.present.rich_text import kinds_of_marks
from kimtan.report.blocks import blocks_of
from kimtan.report.outline import anchors, contents, has_evidence, placed
from kimtan.report.title import TitleBlock, title_block
from kimtan.report.typeset.blocks import COMPANION, body
from kimtan.report.typeset.checks import check, printable
from kimtan.report.typeset.compile import compiled
from kimtan.report.typeset.letters import shown, unknown_letters
from kimtan.report.typeset.page_size import PAGE
from kimtan.report.typeset.paper import on_paper
from kimtan.report.typeset.rich_text import RunContext
from kimtan.report.typeset.terms import words_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

_EARLIEST = dt.date(1970, 1, 1)


def render(notebook: NotebookNode, name: str = "") -> bytes:
    """The whole file; the same bytes for the same notebook, wherever and whenever it is made."""
    data = document(notebook, name)
    return compiled(json.dumps(data, ensure_ascii=False), dt.date(*data["date"]))


def document(notebook: NotebookNode, name: str = "") -> dict[str, Any]:
    """All that the template draws, as plain data.

    Raises
    ------
    SectionError
        With everything in the blocks that the compiler would refuse, by the name of the block.
    """
    blocks = blocks_of(notebook, name)
    check(blocks)
    title = printable(title_block(notebook, blocks, name))
    blocks = on_paper(blocks, words_of(title.language)["on_screen"])
    in_document = placed(blocks)
    place = RunContext(title.language, anchors(blocks))
    word = words_of(title.language)
    listed = contents(in_document)
    data = {
        **_about(title),
        "sheet": asdict(PAGE),
        "words": word,
        "companion_hint": _companion_hint(blocks, word),
        "signs": SIGNS,
        "has_contents": bool(listed),
        "companion": COMPANION,
        "has_links": has_evidence(blocks),
        "marks": kinds_of_marks(run for block in blocks for run in block.runs()),
        "body": body(in_document, place),
    }
    unknown = unknown_letters(data)
    whole: dict[str, Any] = shown(data | {"unknown": word["unknown"] if unknown else ""}, unknown)
    return whole


def _companion_hint(blocks: Iterable[Block], word: Mapping[str, str]) -> str:
    """What the reference part holds of all that it can hold."""
    known = {block.anchor for block in blocks if isinstance(block, Heading)}
    held = [word[f"holds_{anchor}"] for anchor in ("audit", "evidence") if anchor in known]
    held += [word["holds_charts"]] if any(isinstance(block, Chart) for block in blocks) else []
    listed = ", ".join(held)
    return f"{listed[:1].upper()}{listed[1:]}."


def _about(title: TitleBlock) -> dict[str, Any]:
    """What the cover, the running header and the file's properties say."""
    date = document_date(title)
    running = [title.warning] if title.warning else [title.authority or title.unit, title.period_name or title.period]
    keywords = [title.unit, title.period_name or title.period, words_of(title.language).get(title.audience, "")]
    return {
        "language": title.language,
        "title": title.heading,
        "page_title": title.page_title,
        "parent_authority": title.parent_authority,
        "authority": title.authority,
        "period": title.period_name or title.period,
        "facts": [*title.facts, *([("", title.warning)] if title.warning else [])],
        "edition": words_of(title.language).get(title.audience, title.audience),
        "running": " · ".join(part for part in running if part) or title.title,
        "keywords": [word for word in keywords if word],
        "date": [date.year, date.month, date.day],
        "generated_from": title.generated_from,
    }


def document_date(title: TitleBlock) -> dt.date:
    """The date in the file's properties, which an archived file must have; never that of the run.

    The report's own date; else the date up to which it counts, or the end of its period.

    >>> document_date(TitleBlock("Báo cáo", period="2023-H1"))
    datetime.date(2023, 6, 30)
    """
    for text in (title.date, title.as_of):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            continue
    try:
        return Period.parse(title.period).end
    except InputError:
        return _EARLIEST
