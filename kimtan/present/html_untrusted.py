"""A fragment for a notebook, decent even where its style is taken away.

JupyterLab shows an executed notebook that was not run on the same machine without ``<style>`` and inline drawings, yet
keeps plain ``style`` attributes. A few of them are enough to read it: words flush left, indented parts, titles in bold.
A page has none of them, for its policy forbids them.
"""

from __future__ import annotations

import re

_TONES = {"info": "#0b5a86", "good": "#2a8f6f", "warn": "#b57a14", "bad": "#cc5238"}
_BOLD = "font-weight: 600"
_TAG = re.compile(
    r'<(?P<name>caption|th|td|figure|figcaption|p|div)(?: (?P<before>[^>]*?)class="(?P<kinds>[^"]*)")?(?P<after>[^>]*)>'
)


def styled(html: str) -> str:
    """Add the attributes to tables, charts and callouts.

    >>> styled('<td class="depth-2">Vận tải</td><td class="num">3</td>')
    '<td class="depth-2" style="text-align: left; padding-left: 2.4em">Vận tải</td><td class="num">3</td>'
    """
    return _TAG.sub(_tag, html)


def _tag(tag: re.Match[str]) -> str:
    style = _style(tag["name"], (tag["kinds"] or "").split())
    return f'{tag[0][:-1]} style="{style}">' if style else tag[0]


def _style(name: str, kinds: list[str]) -> str:
    if name in {"th", "td"} and not {"num", "mid"} & set(kinds):
        depth = next((int(kind[-1]) for kind in kinds if kind.startswith("depth-")), 0)
        return "text-align: left" + (f"; padding-left: {1.2 * depth:.1f}em" if depth else "")
    if name == "div" and "callout" in kinds:
        return f"border-left: 4px solid {_TONES.get(kinds[-1], _TONES['info'])}; padding-left: 1em"
    if name == "caption":
        return f"text-align: left; {_BOLD}"
    if name == "figcaption" or (name == "p" and "title" in kinds):
        return _BOLD
    return "margin-left: 0" if name == "figure" else ""
