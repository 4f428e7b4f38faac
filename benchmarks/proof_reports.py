"""Made-up reports of any length to proof: chapters out of the twelve reports and the sentences of the corpus.

Each chapter speaks of an office of its own, and in every fiftieth figure one digit is another one, so that a report has
about as many contradictions as one that was written in a hurry.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from benchmarks.sentences import corpus

PAGE = 1_400
"""Characters of a page at 14 points."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WRONG = 0.02

Passages = list[dict[str, Any]]


@cache
def _items() -> list[Passages]:
    """The corpus' items that rules may be tried on, each as its passages."""
    return [item["passages"] for item in (*corpus.reports(), *corpus.at_hand())]


def made_up(seed: int, characters: int) -> Iterator[Passages]:
    """Chapters of a report of at least so many characters; the same ones for the same seed."""
    chance = random.Random(seed)
    length = chapter = 0
    while length < characters:
        chapter += 1
        items = chance.sample(_items(), 4)
        heading = {"text": f"Phần {chapter}. Xã số {seed}-{chapter}", "kind": "heading", "level": 1, "cell": None}
        passages = [heading, *({**passage, "item": item} for item, own in enumerate(items) for passage in own)]
        for passage in passages[1:]:
            passage["text"] = _NUMBER.sub(lambda number: _slipped(number[0], chance), passage["text"])
        length += sum(len(passage["text"]) for passage in passages)
        yield passages


def _slipped(number: str, chance: random.Random) -> str:
    places = [at for at, character in enumerate(number) if character.isdigit()]
    if chance.random() > _WRONG or len(places) < 2:
        return number
    at = chance.choice(places[1:])
    return f"{number[:at]}{chance.choice('123456789')}{number[at + 1 :]}"


def as_text(seed: int, characters: int) -> bytes:
    """A report as a text file; the cells of a table's row stand in one line."""
    lines = [passage["text"] for passages in made_up(seed, characters) for passage in passages]
    return "\n\n".join(lines).encode()


def as_word(seed: int, pages: int) -> bytes:
    """A report as a Word file with headings, paragraphs and tables."""
    import docx

    document = docx.Document()
    for passages in made_up(seed, pages * PAGE):
        tables: dict[tuple[int, int], Any] = {}
        for passage in passages:
            if passage["cell"] is None:
                if passage["kind"] == "heading":
                    document.add_heading(passage["text"], min(passage["level"], 9))
                else:
                    document.add_paragraph(passage["text"])
                continue
            table_number, row, column, *_ = passage["cell"]
            key = (passage["item"], table_number)
            if key not in tables:
                cells = [other["cell"] for other in passages if other.get("item") == key[0] and other["cell"]]
                own = [cell for cell in cells if cell[0] == table_number]
                tables[key] = document.add_table(max(cell[1] for cell in own), max(cell[2] for cell in own))
            tables[key].cell(row - 1, column - 1).text = passage["text"]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
