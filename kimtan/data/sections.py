"""How a report is divided, from ``data/sections.csv`` and ``data/terms.csv``: sections with their numbers and titles.

Sections, fields of work, breakdowns and plan bases have identities that rows of other tables refer to; what people read
is named here once. A dictionary may leave names out: what has none goes by its identity.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from kimtan.errors import Problems
from kimtan.languages import Bilingual, Language
from kimtan.reading.records import Record, read_records, unique

IDENTITY = r"^[a-z][a-z0-9_]*$"

TermKind = Literal["area", "breakdown", "plan_basis"]


class ReportSection(Record):
    """One section of the report, in reading order."""

    section: str = Field(description="Identity of the section", pattern=IDENTITY)
    number: str | None = Field(
        None,
        description="Number in the official report: I.1.3; empty where it has none",
        pattern=r"^[IVX]+(\.[1-9]\d?)*$",
    )
    title_vi: str = Field(description="Title in Vietnamese")
    title_en: str = Field(description="Title in English")
    chapter: str | None = Field(
        None, description="Chapter of the official report: I; empty for what stands beside it", pattern=r"^[IVX]+$"
    )
    notebook: str | None = Field(
        None, description="Its own notebook without the ending; empty: section.ipynb", pattern=r"^\d\d_\w+$"
    )

    def title(self, language: Language) -> str:
        """The section's title."""
        return Bilingual(self.title_vi, self.title_en).in_(language)


class NamedTerm(Record):
    """The name of a field of work, of a breakdown, or of whoever assigns a plan."""

    kind: TermKind = Field(description="What is named: a field of work, a breakdown, or a plan's basis")
    term: str = Field(description="Identity that other tables use", pattern=IDENTITY)
    name_vi: str = Field(description="Name in Vietnamese")
    name_en: str = Field(description="Name in English")

    def name(self, language: Language) -> str:
        """The term's name."""
        return Bilingual(self.name_vi, self.name_en).in_(language)


Terms = Mapping[TermKind, Mapping[str, NamedTerm]]
"""Terms by kind and identity, in the order of the file."""


def load_sections(path: Path, shown: str, problems: Problems) -> dict[str, ReportSection]:
    """Read ``sections.csv`` in reading order; problems are noted."""
    records = read_records(path, shown, ReportSection, problems, "sections")
    unique(records, "section", shown, problems, "sections")
    return {record.section: record for _, record in records}


def with_unnamed(sections: Mapping[str, ReportSection], used: Collection[str]) -> dict[str, ReportSection]:
    """All sections, those after the others that only indicators name: each goes by its identity.

    >>> with_unnamed({}, ["forest_land"])["forest_land"].title("en")
    'Forest land'
    """
    unnamed = [section for section in dict.fromkeys(used) if section not in sections]
    readable = {section: section.replace("_", " ").capitalize() for section in unnamed}
    made = {
        section: ReportSection(
            section=section, number=None, title_vi=title, title_en=title, chapter=None, notebook=None
        )
        for section, title in readable.items()
    }
    return {**sections, **made}


def load_terms(path: Path, shown: str, problems: Problems) -> Terms:
    """Read ``terms.csv``; problems are noted."""
    by_kind: dict[TermKind, dict[str, NamedTerm]] = {"area": {}, "breakdown": {}, "plan_basis": {}}
    for line, record in read_records(path, shown, NamedTerm, problems, "terms", may_be_empty=True):
        if record.term in by_kind[record.kind]:
            seen = f"The {record.kind} '{record.term}' stands twice."
            problems.add(f"{shown}:{line} (term)", seen, "Keep one of the two rows.", "terms.duplicate")
        by_kind[record.kind].setdefault(record.term, record)
    return by_kind
