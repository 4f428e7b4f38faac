"""How much a document may hold, and the errors that say so: time and memory stay bounded whatever comes in."""

from __future__ import annotations

from kimtan.errors import InputError, Problem

MAX_BYTES = 64 << 20
"""Of a Word or PDF file, which may hold pictures."""

MAX_TEXT_BYTES = 12 << 20
"""Of a text or HTML file, and of any part of a Word file that is read: thousands of pages."""

MAX_UNPACKED, MAX_PARTS, MAX_RATIO = 512 << 20, 5_000, 400
"""Of a Word file as a whole; how often smaller than its content a part of more than a megabyte may be."""

MAX_PASSAGES = 200_000
MAX_PASSAGE = 200_000
"""Characters of one paragraph."""

MAX_NUMBERS = 40_000
"""Of a document: as many as two thousand pages of a report have, and what can be confronted in a minute or two."""

SAVE_ANEW = "Open it in Word, save it as a Word document (.docx), and name that."


def refused(place: str, seen: str, remedy: str, code: str) -> InputError:
    """An error with one problem of a document."""
    return InputError(Problem(place, seen, remedy, f"document.{code}"))
