"""A notebook of blocks as one page: title block, contents, chapters, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kimtan.present.blocks import Block, Callout, Heading, Table
from kimtan.present.html import fragment, stylesheet
from kimtan.present.html_text import SIGNS
from kimtan.present.page_terms import words
from kimtan.present.rich_text import kinds_of_marks
from kimtan.report.blocks import blocks_of
from kimtan.report.outline import Placed, anchors, contents, has_evidence, placed
from kimtan.report.title import TitleBlock, title_block

if TYPE_CHECKING:
    from jinja2 import Template
    from nbformat import NotebookNode


def render(notebook: NotebookNode, name: str = "") -> str:
    """The whole page; the same bytes for the same notebook."""
    blocks = blocks_of(notebook, name)
    return page(blocks, title_block(notebook, blocks, name), Fragments())


class Fragments:
    """The HTML of blocks, kept from one page to the next while these blocks stand in their places."""

    def __init__(self) -> None:
        self._place: tuple[str, frozenset[str]] = ("", frozenset())
        self._known: dict[tuple[int, int, int], tuple[Block, str]] = {}

    def chapters(self, blocks: Sequence[Placed], language: str) -> list[dict[str, Any]]:
        """Chapters in reading order: anchor of the heading, and HTML; what stands before the first has no anchor."""
        place = language, anchors(shown.block for shown in blocks)
        before, self._known = self._known if place == self._place else {}, {}
        self._place = place
        for shown in blocks:
            key = id(shown.block), shown.number, shown.level
            block, html = before.get(key, (None, ""))
            if block is not shown.block:  # an identity is used again when what had it is gone
                html = fragment(
                    shown.block, language=language, anchors=place[1], number=shown.number, level=shown.level
                )
                if isinstance(shown.block, Table) and is_looked_up(shown.block):
                    html = _folded(html, f"{words(language)['table']} {shown.number}.", shown.block.caption)
            self._known[key] = shown.block, html
        return list(_chapters(blocks, [html for _, html in self._known.values()]))


def page(blocks: Sequence[Block], title: TitleBlock, fragments: Fragments) -> str:
    """The whole page of blocks."""
    in_page = placed(blocks)
    style, script = _style(), _script()
    html = _template("report.html.j2").render(
        title=title,
        word=words(title.language),
        contents=contents(in_page),
        chapters=fragments.chapters(in_page, title.language),
        has_links=has_evidence(blocks),
        marks=[(kind, SIGNS[kind]) for kind in kinds_of_marks(run for block in blocks for run in block.runs())],
        style=Markup(style),
        script=Markup(script),
        fold=Markup(FOLD),
        policy=_policy([style], [script, FOLD]),
    )
    return html.strip() + "\n"


def standalone_page(
    template: str,
    language: str,
    *,
    title: str = "",
    notes: Sequence[str] = (),
    style: str = "",
    script: str = "",
    **content: Any,
) -> str:
    """A page that is no report, in the same style; everything in it is escaped.

    Parameters
    ----------
    title, notes
        What stands above a table: ``listing.html.j2`` is what such pages extend.
    style, script
        Names of templates that it has besides; its policy allows these and no others.
    """
    styles = "\n".join([_style(), *([_part(style)] if style else [])])
    scripts = [_part(script)] if script else []
    html = _template(template).render(
        language=language,
        title=title,
        notes=notes,
        word=words(language),
        style=Markup(styles),
        script=Markup("".join(scripts)),
        policy=_policy([styles], scripts),
        **content,
    )
    return html.strip() + "\n"


FOLD = (
    'document.documentElement.classList.add("scripted");'
    'document.querySelector(".find").hidden=false;'
    'if(matchMedia("(max-width: 63.99rem)").matches)document.getElementById("page-contents").open=false'
)
"""Shows the search and folds narrow contents before anything is painted; without scripts they are open and can fold."""


def _chapters(blocks: Sequence[Placed], fragments: Sequence[str]) -> Iterator[dict[str, Any]]:
    anchor, parts, is_after_callout = "", list[Markup](), False
    for at_its_place, html in zip(blocks, fragments, strict=True):
        block, level = at_its_place.block, at_its_place.level
        if isinstance(block, Heading) and level == 2:
            if parts:
                yield {"anchor": anchor, "html": Markup("\n").join(parts)}
            anchor, parts = block.anchor, []
        is_beside = is_after_callout and isinstance(block, Callout)
        parts.append(Markup(html) if not is_beside else _beside(parts.pop(), html))
        is_after_callout = isinstance(block, Callout)
    if parts:
        yield {"anchor": anchor, "html": Markup("\n").join(parts)}


_LONG_TABLE = 48
"""Rows of a table that is looked up, such as the annex."""


def is_looked_up(table: Table) -> bool:
    """Whether a table is looked up and not read: evidence, outcomes that need no attention, and what is very long."""
    is_long = len(table.rows) > _LONG_TABLE
    return is_long or table.medium == "screen" or any(row.role == "evidence" for row in table.rows)


def _folded(html: str, label: str, caption: str) -> str:
    """A table that unfolds: browsers open it for a link into it and for what is found in it."""
    opening = Markup('<details class="folded">\n<summary><span class="label">{}</span> {}</summary>\n')
    return opening.format(label, caption) + Markup(html) + Markup("</details>\n")


def _beside(first: Markup, second: str) -> Markup:
    """Remarks that follow each other in one frame, so that a wide page can set them side by side."""
    opening, closing = Markup('<div class="remarks">\n'), Markup("\n</div>")
    inner = first.removeprefix(opening).removesuffix(closing) if first.startswith(opening) else first
    return opening + Markup(inner) + Markup("\n") + Markup(second) + closing


def _policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """A Content-Security-Policy that allows these styles and scripts, and no request to anywhere."""
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; style-src {' '.join(map(_hash, styles))}; script-src {allowed}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _style() -> str:
    return f"{stylesheet('block.css')}\n{_part('report.css')}"


@cache
def _script() -> str:
    return "\n\n".join(map(_part, ("report.js", "evidence.js", "contents.js", "tables.js")))


@cache
def _part(name: str) -> str:
    return files("kimtan.report").joinpath("templates", name).read_text(encoding="utf-8").strip()


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    surroundings = Environment(
        loader=FunctionLoader(_part), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return surroundings.get_template(name)
