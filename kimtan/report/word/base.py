"""Our own template: an almost empty document with the styles that the layout needs, a few kilobytes in all."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kimtan.archives import FIRST, archived

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("numbering", "settings", "styles")

_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
"""A4 with the margins of the decree in twentieths of a point: 20 mm above and below, 30 mm left, 15 mm right."""


@cache
def base() -> bytes:
    """The template as a file; the same bytes each time."""
    types = "".join(_override(f"/word/{part}.xml", part) for part in _PARTS)
    relations = "".join(_relation(number, f"{_OFFICE}/{part}", f"{part}.xml") for number, part in enumerate(_PARTS, 1))
    main = f"{_TYPE}.document.main+xml"
    entries = {
        FIRST: f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
        "_rels/.rels": _relations(_relation(1, f"{_OFFICE}/officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="{_OFFICE}"><w:body>{_PAGE}</w:body></w:document>',
    }
    kept = {f"word/{part}.xml": _kept(part) for part in _PARTS}
    return archived({name: (_HEAD + text).encode() for name, text in entries.items()} | kept)


def _kept(part: str) -> bytes:
    return files("kimtan.report").joinpath("templates", "word", f"{part}.xml").read_bytes()


def _override(name: str, part: str) -> str:
    return f'<Override PartName="{name}" ContentType="{_TYPE}.{part}+xml"/>'


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
