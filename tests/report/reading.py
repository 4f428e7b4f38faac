"""What a reader of a page reads: its texts, each as a whole, with those of attributes."""

from __future__ import annotations

from html.parser import HTMLParser

READ_ALOUD = ("title", "alt", "aria-label", "placeholder", "data-some", "data-none", "data-filter")
"""Attributes that hold words for readers, or for what the page's script says to them."""

_INLINE = {"a", "b", "em", "i", "small", "span", "strong", "sup", "sub", "wbr", "mark"}


class Texts(HTMLParser):
    """The texts of a page in reading order: one a paragraph, cell, heading, line of a drawing or attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._words = ""
        self._silent = ""
        self.feed(html)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._end()
        if tag in ("style", "script"):
            self._silent = tag
        self.found += [" ".join(value.split()) for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end()
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words += data

    def _end(self) -> None:
        if words := " ".join(self._words.split()):
            self.found.append(words)
        self._words = ""


def texts(html: str) -> list[str]:
    """The texts of a page.

    >>> texts('<p title="Nhắc">Thu <b>nhập</b> tăng<wbr>.</p><table><tr><td>9<td>8</table>')
    ['Nhắc', 'Thu nhập tăng.', '9', '8']
    """
    return Texts(html).found
