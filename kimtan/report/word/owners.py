"""Who is asked about which figures: the contradictions by the owners of the figures in doubt."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import urgency
from kimtan.data.dataset import Dataset
from kimtan.data.identities import FigureId
from kimtan.languages import Bilingual
from kimtan.present import findings as describe
from kimtan.present.facts import Facts

NOBODY = Bilingual("Chưa phân công", "Nobody yet")
_LONGEST_NAME = 80  # in letters; file systems take three times as many


@dataclass(frozen=True)
class Owned:
    """The contradictions in the figures of one owner."""

    owner: str
    deadline: dt.date | None
    findings: tuple[Finding, ...]
    sections: frozenset[str]
    file: str
    """The name of the page's file."""


def file_names(owners: Iterable[str]) -> dict[str, str]:
    """A name for each owner's page: small letters of the alphabet, digits and dashes.

    Owners whose names are alike then, but for marks say, are told apart by a number, in the order given.

    >>> file_names(["Địa chính - nông nghiệp", "Tuấn", "Tuân"])
    {'Địa chính - nông nghiệp': 'dia-chinh-nong-nghiep.docx', 'Tuấn': 'tuan.docx', 'Tuân': 'tuan-2.docx'}
    """
    names: dict[str, str] = {}
    for owner in owners:
        plain = unicodedata.normalize("NFD", owner.replace("đ", "d").replace("Đ", "D"))
        letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
        base = re.sub("[^a-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-") or "owner"
        name, number = f"{base}.docx", 2
        while name in names.values():
            name, number = f"{base}-{number}.docx", number + 1
        names[owner] = name
    return names


def owned(facts: Facts) -> tuple[Owned, ...]:
    """The contradictions by owner, in table order; those of sections without an owner last."""
    dataset, language = facts.dataset, facts.language
    owners = dataset.config.settings.owners
    sections: dict[str, set[str]] = {}
    for indicator in dataset.indicators.values():
        name = owners[indicator.section].name if indicator.section in owners else NOBODY.in_(language)
        sections.setdefault(name, set()).add(indicator.section)
    owned_findings, asked = [], _asked(facts)
    files = file_names(sections)  # of all owners, so that a page keeps its name when another owner has none
    for name in sorted(sections, key=lambda name: name == NOBODY.in_(language)):
        own = tuple(
            finding for finding in asked if any(_is_in(dataset, figure, sections[name]) for figure in finding.disputed)
        )
        deadlines = [owners[section].deadline for section in sections[name] if section in owners]
        known = [day for day in deadlines if day is not None]
        if own:
            owned_findings.append(Owned(name, min(known, default=None), own, frozenset(sections[name]), files[name]))
    return tuple(owned_findings)


def _asked(facts: Facts) -> list[Finding]:
    """What is to be confirmed, the worst first; other forms of one contradiction are told with it."""
    wrong = sorted(
        (finding for finding in facts.findings if finding.is_to_confirm), key=lambda finding: urgency(finding.outcome)
    )
    return list(dict.fromkeys(describe.main(facts, finding) for finding in wrong))


def _is_in(dataset: Dataset, figure: FigureId, sections: Iterable[str]) -> bool:
    indicator = dataset.indicators.get(figure.indicator)
    return indicator is not None and indicator.section in sections
