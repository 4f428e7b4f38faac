"""What a notebook shows, as data: heading, narrative, table, chart, callout.

All blocks are here under one name; how a notebook keeps and shows them says :mod:`kimtan.present.block`.
Text inside a block is a *run*: strings, numbers, strong words and links in reading order
(:mod:`kimtan.present.rich_text`).
"""

from __future__ import annotations

from kimtan.present.block import MIME_TYPE, Block
from kimtan.present.chart_block import Chart
from kimtan.present.rich_text import Break, Link, Mark, Number, Run, Strong, plain
from kimtan.present.table_block import Align, Column, Holds, Medium, Role, Row, Table
from kimtan.present.text_blocks import Callout, Heading, Narrative, Style, Tone

__all__ = [
    "MIME_TYPE", "Align", "Block", "Break", "Callout", "Chart", "Column", "Heading", "Holds", "Link", "Mark",
    "Medium", "Narrative", "Number", "Role", "Row", "Run", "Strong", "Style", "Table", "Tone", "plain",
]  # fmt: skip
