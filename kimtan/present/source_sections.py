"""In which section of its document a figure stands, as far as the period's texts and the dictionary tell."""

from __future__ import annotations

from kimtan.data.identities import SourcePlace
from kimtan.data.observations import Observation
from kimtan.present.unmarked import UnmarkedFacts

_CHAPTERS = {"limitations": "limitations", "causes": "limitations", "tasks": "next_half", "solutions": "next_half"}
"""The sections of texts that name none of their own."""

_AHEAD = frozenset({"target", "year_end"})
"""Measures of the tasks ahead."""


def where(facts: UnmarkedFacts, row: Observation) -> str:
    """The document of a figure and, where it has lines, the section: ``Báo cáo …, mục I.1.5``."""
    place, documents = SourcePlace(row.source), facts.dataset.sources.documents
    document = documents[place.document].names.in_(facts.language) if place.document in documents else place.document
    section = None if place.line is None else facts.dataset.sections.get(_section(facts, row))
    if section is None:
        return document
    named = f"{facts.word('mục', 'section')} {section.number}" if section.number else section.title(facts.language)
    return f"{document}, {named}" if document else named


def _section(facts: UnmarkedFacts, row: Observation) -> str:
    """A figure's own section, unless a text about the same line says that it stands in another."""
    own = facts.dataset.indicators[row.indicator].section
    told = [
        _CHAPTERS.get(part) or getattr(point, "section", "")
        for (part, _), point in facts.dataset.texts.points()
        if row.source in point.source
    ]
    named = [section for section in told if section in facts.dataset.sections]
    default = _CHAPTERS["tasks"] if row.measure in _AHEAD else own
    return named[0] if named and default not in named else default
