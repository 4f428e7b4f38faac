"""The part of a Word file that holds comments, and what says that the file has one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from kimtan.extract.documents.limits import SAVE_ANEW, refused
from kimtan.extract.documents.package import CONTENT_TYPES, WordPackage
from kimtan.extract.documents.word_xml import STRICT, attribute, children, number_in

AUTHOR, INITIALS = "kimtan", "kt"

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z?\s*<")


@dataclass(frozen=True)
class NewComment:
    """A comment: its number in the file, and what it says, a paragraph a line."""

    number: int
    text: str


def next_number(package: WordPackage) -> int:
    """The first number that no comment of a file has."""
    comments = (comment for part in package.related("comments") for comment in children(package.xml(part), "comment"))
    return max((number_in(attribute(comment, "id"), -1) + 1 for comment in comments), default=0)


def with_comments(package: WordPackage, namespace: str, comments: Sequence[NewComment]) -> Mapping[str, bytes]:
    """The parts that change when comments come into a file, but for the one with the text.

    Raises
    ------
    InputError
        A part is not as Word writes it.
    """
    date = _date(package)
    made = "".join(_comment(comment, namespace, date) for comment in comments).encode()
    existing = package.related("comments")
    if existing:
        return {existing[0]: _extended(package, existing[0], made)}
    folder = package.main.rpartition("/")[0]
    name = next(
        path
        for number in range(len(package.names) + 1)
        if (path := f"{folder}/comments{number or ''}.xml".lstrip("/")) not in package.names
    )
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    content = f'{declared}<w:comments xmlns:w="{namespace}">'.encode() + made + b"</w:comments>"
    return {name: content, **_declared(package, name, namespace)}


def _comment(comment: NewComment, namespace: str, date: str) -> str:
    paragraphs = _UNFIT.sub("", comment.text).split("\n")
    mark = "<w:r><w:annotationRef/></w:r>"
    body = "".join(
        f'<w:p>{"" if place else mark}<w:r><w:rPr><w:sz w:val="20"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(paragraph)}</w:t></w:r></w:p>'
        for place, paragraph in enumerate(paragraphs)
    )
    return (
        f'<w:comment xmlns:w="{namespace}" w:id="{comment.number}" w:author="{AUTHOR}"{date} w:initials="{INITIALS}">'
        f"{body}</w:comment>"
    )


def _date(package: WordPackage) -> str:
    """When the document was last changed, which does not change from run to run; nothing where it is not told."""
    name = "docProps/core.xml"
    match = _MODIFIED.search(package.read(name)) if name in package.names else None
    try:
        return f' w:date="{dt.datetime.fromisoformat(match[1].decode()):%Y-%m-%dT%H:%M:%SZ}"' if match else ""
    except ValueError:
        return ""


def _extended(package: WordPackage, name: str, made: bytes) -> bytes:
    before, _, behind = _divided(package.read(name), b"comments", package.shown, name)
    return before + made + behind


def _declared(package: WordPackage, name: str, namespace: str) -> dict[str, bytes]:
    """Relationships and content types with the new part in them."""
    rels = package.main_relationships
    content = package.read(rels) if rels in package.names else b'<Relationships xmlns="%b"/>' % _RELATIONSHIPS.encode()
    taken = set(re.findall(rb"\bId\s*=\s*[\"']([^\"']*)", content))
    identity = next(own for number in range(len(taken) + 1) if (own := f"rIdKimtan{number}").encode() not in taken)
    kind = _STRICT_KIND if namespace == STRICT else _KIND
    relationship = f'Relationship Id="{identity}" Type="{kind}" Target="{name.rpartition("/")[2]}"/>'
    part = f'Override PartName="/{name}" ContentType="{_TYPE}"/>'
    types = package.read(CONTENT_TYPES)
    return {
        rels: _with_child(content, b"Relationships", relationship, package.shown, rels),
        CONTENT_TYPES: _with_child(types, b"Types", part, package.shown, CONTENT_TYPES),
    }


def _with_child(content: bytes, root: bytes, element: str, shown: str, name: str) -> bytes:
    """A small part with one more element at its end."""
    before, prefix, behind = _divided(content, root, shown, name)
    return before + b"<" + prefix + element.encode() + behind


def _divided(content: bytes, root: bytes, shown: str, name: str) -> tuple[bytes, bytes, bytes]:
    """A part up to the end of its root's content, the prefix of the root, and the rest."""
    if closing := re.search(rb"</((?:[\w.-]+:)?)" + root + rb"\s*>\s*$", content):
        return content[: closing.start()], closing[1], content[closing.start() :]
    if empty := re.search(rb"<((?:[\w.-]+:)?)" + root + rb"\b[^<>]*(/>)\s*$", content):
        return content[: empty.start(2)] + b">", empty[1], b"</" + empty[1] + root + b">"
    seen = f"The part {name} is not as Word writes it, so no comments can be added."
    raise refused(shown, seen, SAVE_ANEW, "comments")
