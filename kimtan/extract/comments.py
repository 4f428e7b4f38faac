"""A Word file with what its figures contradict as comments: nothing else in it changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from kimtan.extract.commenting.elements import PartElements
from kimtan.extract.commenting.insertions import Insertions, first_spot, last_spot
from kimtan.extract.commenting.parts import NewComment, next_number, with_comments
from kimtan.extract.documents.package import WordPackage
from kimtan.extract.documents.word_source import WordParagraph, WordSource
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.findings import ProofFinding
from kimtan.extract.passages import Passage, ReadDocument

MOST = 5_000
"""Comments that one file gets; what is beyond stands on the page."""


@dataclass(frozen=True)
class Commented:
    """A Word file with comments.

    Parameters
    ----------
    content
        The file; the one that was read where there is nothing to say.
    count
        How many comments were set.
    unplaced
        ``n`` of the figures where Word has no room for a comment: in headers and footers.
    """

    content: bytes
    count: int
    unplaced: tuple[int, ...] = ()


def commented(
    source: WordSource, document: ReadDocument, reading: Reading, findings: Sequence[ProofFinding], shown: str = ""
) -> Commented:
    """Set a comment for each contradiction at each figure that it is about; the same bytes each time.

    A figure in a text box or a note has its comment at the place in the text where that hangs.

    Raises
    ------
    InputError
        The file is not as Word writes it.
    """
    package = WordPackage(source.content, shown or document.name)
    wrong = [finding for finding in findings if finding.is_wrong]
    if not wrong:
        return Commented(source.content, 0)
    elements = PartElements(package.read(source.main), package.shown)
    insertions = Insertions(elements)
    figures = {figure.n: figure for figure in reading.figures}
    number, comments, unplaced = next_number(package), list[NewComment](), list[int]()
    for finding in wrong:
        for n in dict.fromkeys(finding.figures):
            if n not in figures or len(comments) >= MOST:
                continue
            if _set(insertions, number, source, document, figures[n]):
                comments.append(NewComment(number, finding.text_vi))
                number += 1
            else:
                unplaced.append(n)
    if not comments:
        return Commented(source.content, 0, tuple(dict.fromkeys(unplaced)))
    changed = {**with_comments(package, elements.namespace, comments), source.main: insertions.content()}
    return Commented(_rewritten(package, changed), len(comments), tuple(dict.fromkeys(unplaced)))


def _set(insertions: Insertions, number: int, source: WordSource, document: ReadDocument, figure: ReadFigure) -> bool:
    """Put the marks of a comment around a figure; False where none can stand."""
    passage = document.passages[figure.passage]
    first_number, first_column = passage.line_at(figure.start)
    last_number, last_column = passage.line_at(figure.end - 1)
    paragraph, last_paragraph = source.paragraphs[first_number], source.paragraphs[last_number]
    if paragraph.anchor is not None:
        insertions.around_run(number, paragraph.anchor)
        return True
    if paragraph.part != source.main:
        return False
    start = first_spot(paragraph.atoms, first_column)
    end = last_spot(last_paragraph.atoms, _end(passage, figure.end, last_number, last_column, last_paragraph))
    if start is None or end is None:
        return False
    insertions.around(number, start, end)
    return True


def _end(passage: Passage, end: int, number: int, column: int, paragraph: WordParagraph) -> int:
    """The column after a figure's last character, which may be written with several: where the next one begins."""
    if end < len(passage.text):
        next_number, next_column = passage.line_at(end)
        return next_column if next_number == number and next_column > column else column + 1
    return max((atom.column + atom.length for atom in paragraph.atoms), default=column + 1)


def _rewritten(package: WordPackage, changed: dict[str, bytes]) -> bytes:
    """The file with some parts replaced or added; the others are the same bytes, in the same order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in package.archive.infolist():
            copied = zipfile.ZipInfo(entry.filename, entry.date_time)
            copied.compress_type = entry.compress_type
            copied.external_attr, copied.create_system = entry.external_attr, entry.create_system
            content = changed.get(entry.filename)
            archive.writestr(copied, package.copied(entry.filename) if content is None else content)
        for name in sorted(changed.keys() - package.names):
            added = zipfile.ZipInfo(name, package.archive.getinfo(package.main).date_time)
            added.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(added, changed[name])
    return file.getvalue()
