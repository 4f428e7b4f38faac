"""Every problem that the package makes in a test is held against what :class:`kimtan.errors.Problem` says of itself."""

from __future__ import annotations

import re
import sys
from typing import Any

from kimtan.errors import Problem

_CODE = re.compile(r"[a-z_]+(\.[a-z0-9_]+)*")
_SENTENCE = re.compile(r"(?!XX)[^\W\d_a-z].*|[^\w\s].*", re.DOTALL)
"""It begins with a capital letter, or with what is quoted."""


def faults(place: Any, seen: Any, remedy: Any, code: Any) -> list[str]:
    """What is not as it has to be: a place, sentences in their own letters, a dotted code."""
    wrong = []
    if not isinstance(place, str):
        wrong.append(f"place {place!r}")
    if not isinstance(seen, str) or not seen or seen.isupper() or "XX" in (seen[:2], seen[-2:]):
        wrong.append(f"seen {seen!r}")
    if not isinstance(remedy, str) or (remedy and (remedy.isupper() or not _SENTENCE.match(remedy))):
        wrong.append(f"remedy {remedy!r}")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        wrong.append(f"code {code!r}")
    return wrong


def hold_all() -> None:
    """Have whoever in the package makes another problem fail."""
    made = Problem.__init__

    def checked(self: Problem, *arguments: Any, **named: Any) -> None:
        made(self, *arguments, **named)
        is_own = sys._getframe(1).f_globals.get("__name__", "").startswith("kimtan.")
        if is_own and (wrong := faults(self.place, self.seen, self.remedy, self.code)):
            raise AssertionError(f"A problem that is none: {', '.join(wrong)}")

    Problem.__init__ = checked  # type: ignore[method-assign]
