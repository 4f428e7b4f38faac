"""Plain text and Markdown as they are made out of pages: lines joined to paragraphs, tables to cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kimtan.extract.documents.characters import Conversion, TextCollector
from kimtan.extract.documents.encodings import conversion_of, decoded, mended_note
from kimtan.extract.documents.headings import heading_level
from kimtan.extract.documents.lines import Paragraph, TextLine, joint, paragraphs
from kimtan.extract.documents.passage_list import PassageList
from kimtan.extract.passages import Cell, PassageKind, ReadDocument

_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_DIVIDER = re.compile(r"\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+$")
_TABBED, _LEAST_TABS = re.compile(r"[^\t]*"), 2
_CELL = re.compile(r"(?:[^|\\]|\\.)*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
_MARKS = re.compile(r"\*\*|__|`|\\(?=[-.*#+_|()\[\]])|(?<=[\w.,)])\[\^?\d{1,3}\]|\s#+\s*$")


def read(content: bytes, name: str, shown: str) -> ReadDocument:
    """Read a text file; one whose name ends in ``.md`` as Markdown.

    Raises
    ------
    InputError
        It is no text, or more than a document may hold.
    """
    text, note = decoded(content, shown)
    lines = [TextLine(line, number) for number, line in enumerate(text.split("\n"), start=1)]
    conversion, old = conversion_of(text)
    passages = PassageList(shown)
    is_markdown = name.lower().endswith((".md", ".markdown"))
    table = 0
    for block, is_table in _blocks(lines):
        if is_table:
            table += 1
            _add_table(passages, block, table, conversion)
            continue
        for paragraph in _of_markdown(block) if is_markdown else paragraphs(block):
            _add(passages, paragraph, conversion, is_markdown)
    return passages.document(name, tuple(filter(None, (note, mended_note(old)))))


def _blocks(lines: Sequence[TextLine]) -> Iterator[tuple[Sequence[TextLine], bool]]:
    """Runs of lines that are rows of a table, blank lines between them apart, and of lines that are not."""
    start = at = 0
    while at < len(lines):
        end, rows = at, 0
        is_row = _row_test(lines[at].text, lines[at + 1].text if at + 1 < len(lines) else "")
        while end < len(lines) and is_row(lines[end].text):
            rows, end = rows + 1, end + 1
            if end + 1 < len(lines) and not lines[end].text.strip() and is_row(lines[end + 1].text):
                end += 1
        if rows >= 2:
            if at > start:
                yield lines[start:at], False
            yield [line for line in lines[at:end] if line.text.strip()], True
            start = at = end
        else:
            at = max(end, at + 1)
    if start < len(lines):
        yield lines[start:], False


def _row_test(first: str, second: str) -> Callable[[str], object]:
    """What tells the rows of a table that may begin here: so many tabs, bars at both ends, or a rule below its head."""
    tabs = first.count("\t")
    if tabs >= _LEAST_TABS:
        return lambda line: line.count("\t") == tabs
    if "|" in first and _DIVIDER.match(second):
        return lambda line: "|" in line
    return _ROW.match


def _of_markdown(lines: Sequence[TextLine]) -> Iterator[Paragraph]:
    """Paragraphs between headings, each of which is a line."""
    start = 0
    for at, line in enumerate(lines):
        if _HEADING.match(line.text):
            yield from paragraphs(lines[start:at])
            yield Paragraph((line,))
            start = at + 1
    yield from paragraphs(lines[start:])


def add_lines(
    collector: TextCollector, lines: Sequence[TextLine], conversion: Conversion | None, *, is_markdown: bool = False
) -> None:
    """Put wrapped lines together; the space between two of them stands where the first one ends."""
    before: TextLine | None = None
    for line in lines:
        start, end = len(line.text) - len(line.text.lstrip()), len(line.text.rstrip())
        if before is not None:
            collector.add(joint(before.text, line.text), before.number, len(before.text.rstrip()))
        if is_markdown:
            heading = _HEADING.match(line.text)
            _add_unmarked(collector, line, heading.end() if heading else start, end, conversion)
        else:
            collector.add(line.text[start:end], line.number, start, conversion)
        before = line


def _add_unmarked(
    collector: TextCollector, line: TextLine, start: int, end: int, conversion: Conversion | None
) -> None:
    """Put a part of a line on, without the marks of Markdown in it."""
    for mark in _MARKS.finditer(line.text, start, end):
        collector.add(line.text[start : mark.start()], line.number, start, conversion)
        start = mark.end()
    collector.add(line.text[start:end], line.number, start, conversion)


def _add(passages: PassageList, paragraph: Paragraph, conversion: Conversion | None, is_markdown: bool) -> None:
    collector = TextCollector()
    first = paragraph.lines[0]
    heading = _HEADING.match(first.text) if is_markdown else None
    add_lines(collector, paragraph.lines, conversion, is_markdown=is_markdown)
    kind: PassageKind = "footer" if paragraph.is_page_number else "paragraph"
    level = len(heading[1]) if heading else 0
    if not level and len(paragraph.lines) <= 2 and kind == "paragraph":
        level = heading_level(collector.text.strip())
    passages.add(collector, f"dòng {first.number}", "heading" if level else kind, level)


def _add_table(passages: PassageList, lines: Sequence[TextLine], table: int, conversion: Conversion | None) -> None:
    row = 0
    for line in lines:
        if _RULE.match(line.text):
            continue
        row += 1
        is_tabbed = line.text.count("\t") >= _LEAST_TABS
        at = 0 if is_tabbed or not line.text.lstrip().startswith("|") else line.text.index("|") + 1
        end = len(line.text) if is_tabbed else len(line.text.rstrip())
        column = 0
        while at < end:
            cell = (_TABBED if is_tabbed else _CELL).match(line.text, at)
            stop = cell.end() if cell else end
            column += 1
            collector = TextCollector()
            _add_unmarked(collector, line, at, stop, conversion)
            place = f"bảng {table}, hàng {row}, cột {column}"
            passages.add(collector, place, "cell", cell=Cell(table, row, column))
            at = stop + 1
