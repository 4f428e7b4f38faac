"""What cells print, as it stands in an executed notebook: one stream of each name, and no more than anybody reads."""

from __future__ import annotations

import re
from typing import Any

MOST = 100_000
"""So many characters of what a cell prints are kept, and how many more there were."""

_OVERWRITTEN = re.compile(r"^.*\r(?=[^\n])", re.MULTILINE)
"""What a progress bar wrote over; from a line's beginning, since a search from each letter would take for ever."""


def joined(outputs: list[Any]) -> list[Any]:
    """A cell's outputs with all streams of one name as one, where its first is, and standard output first.

    The order in which a kernel sends the two streams is chance.
    """
    texts: dict[str, list[str]] = {}
    kept = []
    for output in outputs:
        if output["output_type"] != "stream":
            kept.append(output)
            continue
        if output["name"] not in texts:
            kept.append(output)
        texts.setdefault(output["name"], []).append(output["text"])
    for output in kept:
        if output["output_type"] == "stream":
            output["text"] = _cut(_OVERWRITTEN.sub("", "".join(texts[output["name"]])))
    for place in range(len(kept) - 1):
        if [kept[place + step].get("name") for step in (0, 1)] == ["stderr", "stdout"]:
            kept[place], kept[place + 1] = kept[place + 1], kept[place]
    return kept


def _cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[:MOST]}\n… ({len(text) - MOST} more characters were left out)\n"
