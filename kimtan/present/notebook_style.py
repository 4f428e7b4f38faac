"""The style of blocks in a notebook: once in each, as an output of the cell that opens its section.

With every output it took 8 kB. The cell that has it can be run again at any time, and gives it again.
"""

from __future__ import annotations

import os
from typing import Any

from kimtan.present.completion import running_shell
from kimtan.present.html import stylesheet
from kimtan.present.reads import RECORD

STYLE_TYPE = "application/vnd.kimtan.style+json"
"""The MIME type by which such an output is known; a report has a style of its own, and passes it over."""


def style_bundle() -> dict[str, Any]:
    """The output, as a notebook keeps it."""
    style = f"{stylesheet('block.css')}\n{stylesheet('notebook.css')}"
    return {STYLE_TYPE: {}, "text/html": f"<style>{style}</style>", "text/plain": ""}


def display_style() -> None:
    """Give the cell that runs the style, in a notebook that somebody has open; nothing in a run, or elsewhere."""
    if RECORD in os.environ:
        return
    if getattr(running_shell(), "kernel", None) is not None:
        from IPython.display import display

        display(style_bundle(), raw=True)
