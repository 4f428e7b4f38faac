"""The passages of a document as they are read, within bounds."""

from __future__ import annotations

import re

from kimtan.extract.documents.characters import TextCollector
from kimtan.extract.documents.limits import MAX_NUMBERS, MAX_PASSAGE, MAX_PASSAGES, refused
from kimtan.extract.passages import Cell, Passage, PassageKind, ReadDocument

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class PassageList:
    """Takes passages in reading order, and gives the document at the end.

    Parameters
    ----------
    shown
        What messages call the file.
    """

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._passages: list[Passage] = []
        self._removed = self._numbers = 0

    def __len__(self) -> int:
        return len(self._passages)

    def add(
        self,
        collector: TextCollector,
        place: str,
        kind: PassageKind = "paragraph",
        level: int = 0,
        number: str = "",
        cell: Cell | None = None,
    ) -> None:
        """Take a passage; nothing where it holds no text.

        Raises
        ------
        InputError
            It is longer than a passage may be, or one too many.
        """
        text, lines = collector.stripped()
        self._removed += collector.removed
        if not text:
            return
        if len(text) > MAX_PASSAGE:
            seen = f"One paragraph has {len(text):,} characters; a paragraph may have {MAX_PASSAGE:,}."
            raise refused(f"{self._shown} ({place})", seen, "Divide it into paragraphs.", "passage_too_long")
        if len(self._passages) >= MAX_PASSAGES:
            seen = f"The document has more than {MAX_PASSAGES:,} paragraphs and table cells."
            raise refused(self._shown, seen, "Divide it into several documents.", "too_many_passages")
        self._numbers += len(_NUMBER.findall(text))
        if self._numbers > MAX_NUMBERS:
            seen = f"The document has more than {MAX_NUMBERS:,} numbers."
            raise refused(self._shown, seen, "Divide it into several documents.", "too_many_numbers")
        self._passages.append(Passage(text, lines, place, kind, level, number, cell))

    def document(self, name: str, notes: tuple[str, ...] = ()) -> ReadDocument:
        """Everything that was taken.

        Raises
        ------
        InputError
            That is nothing.
        """
        if not self._passages:
            raise refused(self._shown, "There is no text in it.", "See whether it is the right file.", "empty")
        if self._removed:
            seen = f"Văn bản có {self._removed} ký tự không nhìn thấy được; chương trình đã bỏ qua khi đọc."
            notes = (*notes, seen)
        return ReadDocument(name, tuple(self._passages), notes)
