"""The style of blocks in a notebook: once in each, as an output of the cell that opens its section.

With every output it took 8 kB. The cell that has it can be run again at any time, and gives it again.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from importlib.resources import files
from typing import Any

from kimtan.present.html import block_style
from kimtan.present.reads import RECORD

STYLE_TYPE = "application/vnd.kimtan.style+json"
"""The MIME type by which such an output is known; a report has a style of its own, and passes it over."""


def style_bundle() -> dict[str, Any]:
    """The output, as a notebook keeps it."""
    return {STYLE_TYPE: {}, "text/html": f"<style>{block_style()}\n{_of_notebooks()}</style>", "text/plain": ""}


def display_style() -> None:
    """Give the cell that runs the style, in a notebook that somebody has open; nothing in a run, or elsewhere."""
    if RECORD in os.environ:
        return
    core = sys.modules.get("IPython.core.interactiveshell")
    shell = core.InteractiveShell.instance() if core is not None and core.InteractiveShell.initialized() else None
    if getattr(shell, "kernel", None) is not None:
        from IPython.display import display

        display(style_bundle(), raw=True)


@cache
def _of_notebooks() -> str:
    style = files("kimtan.present").joinpath("notebook.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)).strip()
