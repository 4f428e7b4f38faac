"""A block as Markdown and as LaTeX, for programs that take a notebook further: Quarto, MyST, nbconvert's own exporters.

A chart has neither: those programs take its drawing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kimtan.present.blocks import Block, Callout, Heading, Narrative, Run, Table, plain

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_LATEX = re.compile(r"[\\{}$&#%_^~]")
_COMMANDS = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_LEVELS = ("section", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
_ALIGNED = {"text": ":--", "number": "--:", "center": ":-:"}
_SETTINGS = {"text": "p{{{:.2f}\\linewidth}}", "number": "r", "center": "c"}
_TEXT_SHARE = 0.6
"""The part of a line's width that a table's columns of words share."""


def markup(block: Block) -> dict[str, str]:
    """The MIME types ``text/markdown`` and ``text/latex`` of a block; nothing of one that is a picture.

    >>> markup(Heading("Kinh tế", "economy", level=2, number="I.1"))["text/markdown"]
    '## I.1 Kinh tế'
    """
    match block:
        case Heading():
            level = block.level - 1
            words = block.to_text()
            return _both(f"{'#' * block.level} {_markdown(words)}", f"\\{_LEVELS[level]}*{{{_latex(words)}}}")
        case Narrative():
            return _both(_paragraphs(block, _markdown), _points(block))
        case Callout():
            quoted = "\n>\n".join(f"> {_line(run, _markdown)}" for run in block.paragraphs)
            paragraphs = "\n\n".join(_line(run, _latex) for run in block.paragraphs)
            title = _latex(block.title)
            return _both(
                f"> **{_markdown(block.title)}**\n>\n{quoted}",
                f"\\begin{{quote}}\n\\textbf{{{title}}}\n\n{paragraphs}\n\\end{{quote}}",
            )
        case Table():
            return _both(_pipes(block), _tabular(block))
    return {}


def _both(markdown: str, latex: str) -> dict[str, str]:
    return {"text/markdown": markdown, "text/latex": latex}


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _latex(text: str) -> str:
    return _LATEX.sub(lambda sign: _COMMANDS.get(sign[0], f"\\{sign[0]}"), text)


def _line(run: Run, escaped: Callable[[str], str]) -> str:
    return escaped(" ".join(plain(run).split()))


def _paragraphs(block: Narrative, escaped: Callable[[str], str]) -> str:
    lines = [_line(run, escaped) for run in block.paragraphs]
    signs = {"bullets": "- ", "numbered": "1. ", "prose": ""}
    separator = "\n\n" if block.style == "prose" else "\n"
    return separator.join(f"{signs[block.style]}{line}" for line in lines)


def _points(block: Narrative) -> str:
    if block.style == "prose":
        return _paragraphs(block, _latex)
    kind = {"bullets": "itemize", "numbered": "enumerate"}[block.style]
    items = "\n".join(f"\\item {_line(run, _latex)}" for run in block.paragraphs)
    return f"\\begin{{{kind}}}\n{items}\n\\end{{{kind}}}"


def _heads(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield f"{column.title} ({column.unit})" if column.unit else column.title


def _cells(table: Table, escaped: Callable[[str], str]) -> Iterator[list[str]]:
    for row in table.rows:
        yield ["—" if cell is None and not row.is_across else _line(cell or (), escaped) for cell in row.cells]


def _pipes(table: Table) -> str:
    lines = [
        [_markdown(head) for head in _heads(table)],
        [_ALIGNED[column.align] for column in table.columns],
        *_cells(table, _markdown),
    ]
    rows = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    notes = "".join(f"\n\n{_line(run, _markdown)}" for run in table.notes)
    return f"**{_markdown(table.caption)}**\n\n{rows}{notes}"


def _tabular(table: Table) -> str:
    share = _TEXT_SHARE / max(sum(column.align == "text" for column in table.columns), 1)
    settings = "".join(_SETTINGS[column.align].format(share) for column in table.columns)
    lines = [[f"\\textbf{{{_latex(head)}}}" for head in _heads(table)], *_cells(table, _latex)]
    head, *rows = (" & ".join(line) + r" \\" for line in lines)
    body = "\n".join(["\\hline", head, "\\hline", *rows, "\\hline"])
    notes = "".join(f"\n\n{_line(run, _latex)}" for run in table.notes)
    title = _latex(table.caption)
    return f"\\textbf{{{title}}}\n\n\\begin{{longtable}}{{{settings}}}\n{body}\n\\end{{longtable}}{notes}"
