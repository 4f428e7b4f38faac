"""How a report is divided, from ``data/sections.csv`` and ``data/terms.csv``: sections with their numbers and titles.

Sections, fields of work, breakdowns and plan bases have identities that rows of other tables refer to; what people read
is named here once. A dictionary may leave names out: a section without one goes by its first indicators, a term by its
identity.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from kimtan.data.indicators import Indicator
from kimtan.errors import Problems
from kimtan.languages import Bilingual, Language, lower_first
from kimtan.reading.records import IDENTITY, Record, read_layers, read_records

TermKind = Literal["area", "breakdown", "plan_basis", "base", "qualifier"]


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
    scope: Literal["section", "report"] = Field(
        "section", description="Whether it tells of its own indicators, or of those of all sections"
    )
    notebook: str | None = Field(
        None, description="Its own notebook without the ending; empty: section.ipynb", pattern=r"^\d\d_\w+$"
    )

    @property
    def has_results(self) -> bool:
        """Whether indicators may belong to it: a heading may have its own beside those of the sections below it."""
        return self.scope == "section" or self.notebook is None

    def title(self, language: Language) -> str:
        """The section's title."""
        return Bilingual(self.title_vi, self.title_en).in_(language)


class UntitledSection(ReportSection):
    """A section that only indicators name: it goes by what they are about."""


class NamedTerm(Record):
    """The name of a field of work, a breakdown, whoever assigns a plan, what a change compares with, or a qualifier."""

    kind: TermKind = Field(
        description="What is named: a field of work, a breakdown, a plan's basis, a base, or a qualifier of figures"
    )
    term: str = Field(description="Identity that other tables use", pattern=IDENTITY)
    name_vi: str = Field(description="Name in Vietnamese")
    name_en: str = Field(description="Name in English")

    def name(self, language: Language) -> str:
        """The term's name."""
        return Bilingual(self.name_vi, self.name_en).in_(language)


Terms = Mapping[TermKind, Mapping[str, NamedTerm]]
"""Terms by kind and identity, in the order of the file."""


def load_sections(files: Sequence[tuple[Path, str]], problems: Problems) -> dict[str, ReportSection]:
    """Read ``sections.csv`` and what a workspace adds to it, in reading order; problems are noted.

    An added section stands after the last one whose number is before its own; without a number, at the end.
    """
    layered = read_layers(files, ReportSection, problems, "sections", "section")
    own = f"{files[-1][1]}:"
    ordered: list[ReportSection] = []
    for place, record in layered.values():
        at = len(ordered)
        if len(files) > 1 and place.startswith(own) and record.number:
            before = [i for i, placed in enumerate(ordered) if placed.number and _rank(placed) <= _rank(record)]
            at = before[-1] + 1 if before else at
        ordered.insert(at, record)
    return {record.section: record for record in ordered}


_RESULTS = "I"
"""The chapter of results."""

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def _rank(section: ReportSection) -> tuple[int, ...]:
    """A section's number as one that can be compared: ``I.2.10`` is after ``I.2.9``."""
    chapter, *parts = (section.number or "").split(".")
    return (_NUMERALS.index(chapter) if chapter in _NUMERALS else len(_NUMERALS), *map(int, parts))


def in_use(sections: Mapping[str, ReportSection], used: Collection[str]) -> dict[str, ReportSection]:
    """The sections that indicators belong to, those about the whole report, and the headings above any of them."""
    kept = {
        name: section
        for name, section in sections.items()
        if name in used or (section.scope == "report" and section.notebook is not None)
    }
    numbers = [section.number for section in kept.values() if section.number]

    def is_above(number: str) -> bool:
        return "." not in number or any(longer.startswith(f"{number}.") for longer in numbers)

    return {
        name: section
        for name, section in sections.items()
        if name in kept or (section.scope == "report" and section.number is not None and is_above(section.number))
    }


def with_unnamed(
    sections: Mapping[str, ReportSection], indicators: Sequence[Indicator], stated: Collection[str]
) -> dict[str, ReportSection]:
    """All sections; those that only indicators name go by what they are about, numbered on after the others' results.

    Parameters
    ----------
    sections
        Those that have titles.
    indicators
        The whole dictionary, in table order.
    stated
        The indicators of which a period states something: sections without any take up no number.
    """
    ordered = list(sections.values())
    results = [at for at, section in enumerate(ordered) if section.chapter == _RESULTS]
    has_summary = bool(ordered) and ordered[0].scope == "report" and not ordered[0].chapter
    at = results[-1] + 1 if results else int(has_summary)
    in_report = in_use(sections, {indicator.section for indicator in indicators if indicator.indicator in stated})
    numbers = [rank[1] for section in in_report.values() if (rank := _rank(section))[0] == 0 and len(rank) > 1]
    unnamed = [name for name in dict.fromkeys(indicator.section for indicator in indicators) if name not in sections]
    last = max(numbers, default=0)
    for place, name in enumerate(unnamed):
        own = [indicator for indicator in indicators if indicator.section == name]
        title = _title([indicator for indicator in own if indicator.indicator in stated] or own)
        is_told = any(indicator.indicator in stated for indicator in own)
        last += is_told
        made = UntitledSection(
            section=name,
            number=f"{_RESULTS}.{last}" if is_told else None,
            title_vi=title.vi,
            title_en=title.en,
            chapter=_RESULTS,
            scope="section",
            notebook=None,
        )
        ordered.insert(at + place, made)
    return {section.section: section for section in ordered}


def _title(indicators: Sequence[Indicator]) -> Bilingual:
    """The names of what a section is about: of one or two indicators that are no parts, else of the first.

    >>> cells = {"section": "s", "unit": "u", "kind": "flow", "better": "higher", "decimals": "0", "order": "1"}
    >>> _title([Indicator.model_validate(cells | {"indicator": "s.a", "restricted": "false",
    ...     "name_vi": "Thu ngân sách", "name_en": "Budget revenue"})]).vi
    'Thu ngân sách'
    """
    names = {indicator.indicator for indicator in indicators}
    main = [indicator for indicator in indicators if indicator.part_of not in names] or list(indicators)
    first, *rest = (indicator.names for indicator in main)
    if len(rest) == 1:
        return Bilingual(f"{first.vi} và {lower_first(rest[0].vi)}", f"{first.en} and {lower_first(rest[0].en)}")
    return Bilingual(f"{first.vi} và các chỉ tiêu khác", f"{first.en} and others") if rest else first


def load_terms(files: Sequence[tuple[Path, str]], problems: Problems) -> Terms:
    """Read ``terms.csv`` and what a workspace adds to it; problems are noted."""
    by_kind: dict[TermKind, dict[str, NamedTerm]] = {kind: {} for kind in get_args(TermKind)}
    for path, shown in files:
        seen_here: set[tuple[str, str]] = set()
        for line, record in read_records(path, shown, NamedTerm, problems, "terms", may_be_empty=True):
            if (record.kind, record.term) in seen_here:
                seen = f"The {record.kind} '{record.term}' stands twice."
                problems.add(f"{shown}:{line} (term)", seen, "Keep one of the two rows.", "terms.duplicate")
                continue
            seen_here.add((record.kind, record.term))
            by_kind[record.kind][record.term] = record
    return by_kind
