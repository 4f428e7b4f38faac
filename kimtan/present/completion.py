"""Completion inside quotation marks: in a notebook the tab key gives the names of indicators and sections."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

_OPEN = re.compile(r"""["']([a-z][\w.]*)?$""")
"""An unfinished text that may become a name."""

_names: set[str] = set()


def offer(names: Iterable[str]) -> None:
    """Have IPython complete names from now on, in the place of those that were offered before; nothing elsewhere."""
    shell = running_shell()
    if shell is None:
        return
    _names.clear()
    _names.update(names)
    completer = getattr(shell, "Completer", None)
    if completer is not None and matches not in completer.custom_matchers:
        matches.matcher_api_version = 2  # type: ignore[attr-defined]
        completer.custom_matchers.append(matches)


def matches(context: Any) -> dict[str, Any]:
    """What IPython is to offer where the cursor stands: names that begin with what is typed after a quotation mark."""
    from IPython.core.completer import SimpleCompletion

    opened = _OPEN.search(context.text_until_cursor)
    if opened is None or _is_closed(context.text_until_cursor):
        return {"completions": []}
    begun = opened[1] or ""
    found = [SimpleCompletion(name, type="indicator") for name in sorted(_names) if name.startswith(begun)]
    return {"completions": found, "matched_fragment": begun, "suppress": bool(found)}


def _is_closed(text: str) -> bool:
    """Whether the last quotation mark of a line ends a text rather than begins one."""
    line = text.rpartition("\n")[2]
    return all(line.count(mark) % 2 == 0 for mark in "\"'")


def running_shell() -> Any:
    """The IPython that this runs in; ``None`` elsewhere, without importing it."""
    core = sys.modules.get("IPython.core.interactiveshell")
    return core.InteractiveShell.instance() if core is not None and core.InteractiveShell.initialized() else None
