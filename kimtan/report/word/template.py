"""A template opened for writing: its body emptied, and whatever the layout needs beyond it brought along.

Styles, header, footer and page of the template stay. What else a template may carry (properties of its own, other
people's comments, settings) does not get into a report.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from kimtan.errors import InputError, Problem
from kimtan.report.word.base import base
from kimtan.report.word.reference import checked
from kimtan.report.word.xml import Element, w

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

REQUIRED = ("Normal", "heading 1", "heading 2", "heading 3", "heading 4")
"""Styles that an office's template must have; others come from ours where it lacks them."""

_KEPT = {"styles", "numbering", "settings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes"}
_SETTINGS_KEPT = {qn("w:evenAndOddHeaders"), qn("w:mirrorMargins")}


@dataclass(frozen=True)
class Template:
    """An open, empty document.

    Parameters
    ----------
    document
        Of python-docx; nothing is in its body but the properties of the last section.
    styles
        Identities of styles by their names, as they are called in the file: lower case for ``heading 1``.
    section
        The page: size, margins, header and footer.
    """

    document: WordDocument
    styles: Mapping[str, str]
    section: Element


def opened(reference: Path | None, language: str, shown: str = "") -> Template:
    """Open our own template, or an office's.

    Raises
    ------
    InputError
        When the office's template cannot be used.
    """
    shown = shown or (reference.as_posix() if reference else "")
    content = base() if reference is None else checked(reference, shown)
    try:
        document = Document(io.BytesIO(content))
        section = _emptied(document)
        styles = document.part._styles_part.element
    except (KeyError, ValueError, AttributeError, IndexError, SyntaxError) as error:
        seen = f"The template is no complete Word document ({type(error).__name__}: {error})."
        remedy = "Open it in Word, save it as a Word document (.docx), and put that there."
        raise InputError(Problem(shown, seen, remedy, "template.no_word")) from error
    known = _named(styles)
    missing = [name for name in REQUIRED if name.lower() not in known]
    if missing:
        seen = f"The template lacks styles: {', '.join(missing)}."
        remedy = "Use each of them once in the template, or begin with a report.docx that kimtan has written."
        raise InputError(Problem(shown, seen, remedy, "template.styles"))
    own = Document(io.BytesIO(base()))
    if reference is not None:
        _supply_styles(document, own)
        _renew_settings(document, own)
    _set_language(styles, "vi-VN" if language == "vi" else "en-GB")
    return Template(document, _named(styles), section)


def _emptied(document: WordDocument) -> Element:
    """Take everything out of a document but its page; give that of its first section."""
    body = document.element.body
    sections = body.xpath("./w:p/w:pPr/w:sectPr | ./w:sectPr")
    section = copy.deepcopy(sections[0]) if sections else copy.deepcopy(document.sections[0]._sectPr)
    for child in list(body):
        body.remove(child)
    for tag in ("w:type", "w:sectPrChange", "w:pgNumType"):
        for child in section.findall(qn(tag)):
            section.remove(child)
    section.attrib.clear()
    body.append(section)
    kept = set(section.xpath("./*/@r:id"))
    rels = document.part.rels
    for key, relation in list(rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _KEPT or (kind in {"header", "footer"} and key not in kept):
            del rels[key]
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del package.rels[key]
    return section


def _named(styles: Element) -> dict[str, str]:
    """Identities of styles by their names in lower case."""
    return {
        style.find(qn("w:name")).get(qn("w:val")).lower(): style.get(qn("w:styleId"))
        for style in styles.findall(qn("w:style"))
        if style.find(qn("w:name")) is not None
    }


def _supply_styles(document: WordDocument, own: WordDocument) -> None:
    """Bring along the styles that a template lacks, with the lists that they belong to."""
    styles, own_styles = document.part._styles_part.element, own.part._styles_part.element
    ours = {identity: name for name, identity in _named(own_styles).items()}
    for style in own_styles.findall(qn("w:style")):
        known = _named(styles)
        if ours[style.get(qn("w:styleId"))] in known:
            continue
        added = copy.deepcopy(style)
        added.attrib.pop(qn("w:default"), None)
        for reference in added.xpath("./w:basedOn | ./w:next"):
            name = ours[reference.get(qn("w:val"))]
            reference.set(qn("w:val"), known.get(name, reference.get(qn("w:val"))))
        for number in added.xpath("./w:pPr/w:numPr/w:numId"):
            number.set(qn("w:val"), str(_supply_list(document, own, int(number.get(qn("w:val"))))))
        styles.append(added)


def _supply_list(document: WordDocument, own: WordDocument, number: int) -> int:
    """Copy one of our lists into a document; give its number there."""
    source, target = own.part.numbering_part.element, numbering(document)
    abstract = source.xpath(f"./w:num[@w:numId={number}]/w:abstractNumId/@w:val")[0]
    copied = copy.deepcopy(source.xpath(f"./w:abstractNum[@w:abstractNumId={abstract}]")[0])
    taken = [int(value) for value in target.xpath("./w:abstractNum/@w:abstractNumId")]
    fresh = max(taken, default=-1) + 1
    copied.set(qn("w:abstractNumId"), str(fresh))
    target.insert(len(taken), copied)
    return new_list(target, fresh)


def numbering(document: WordDocument) -> Element:
    """The lists of a document; made where it has none."""
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    made = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, w("numbering"), part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element


def new_list(lists: Element, abstract: int, is_restarted: bool = False) -> int:
    """Add a list of a kind that there is; give its number."""
    number = max((int(value) for value in lists.xpath("./w:num/@w:numId")), default=0) + 1
    restart = w("lvlOverride", w("startOverride", val=1), ilvl=0) if is_restarted else None
    made = w("num", w("abstractNumId", val=abstract), restart, numId=number)
    after = lists.findall(qn("w:num")) or lists.findall(qn("w:abstractNum"))
    if after:
        after[-1].addnext(made)
    else:
        lists.insert(0, made)
    return number


def _renew_settings(document: WordDocument, own: WordDocument) -> None:
    """Our settings in place of the template's, which may protect it, follow changes, or name who edited it."""
    settings = document.settings._element
    kept = [child for child in settings if child.tag in _SETTINGS_KEPT]
    for child in list(settings):
        settings.remove(child)
    renewed = list(copy.deepcopy(own.settings._element))
    at = next(place for place, child in enumerate(renewed) if child.tag == qn("w:defaultTabStop")) + 1
    ordered = sorted(kept, key=lambda child: child.tag == qn("w:evenAndOddHeaders"))
    mirrored = [child for child in ordered if child.tag == qn("w:mirrorMargins")]
    unmirrored = [child for child in ordered if child not in mirrored]
    for child in [*renewed[: at - 1], *mirrored, renewed[at - 1], *unmirrored, *renewed[at:]]:
        settings.append(child)
    settings.attrib.clear()


def _set_language(styles: Element, language: str) -> None:
    """The language that the text is checked in."""
    for child in styles.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        child.getparent().remove(child)
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = w("docDefaults")
        styles.insert(0, defaults)
    default = defaults.find(qn("w:rPrDefault"))
    if default is None:
        default = w("rPrDefault", w("rPr"))
        defaults.insert(0, default)
    properties = default.find(qn("w:rPr"))
    if properties is None:
        properties = w("rPr")
        default.append(properties)
    properties.append(w("lang", val=language, eastAsia=language, bidi="ar-SA"))
