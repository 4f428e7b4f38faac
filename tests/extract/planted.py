"""Errors planted in a Word report: one digit of a figure that others determine, in one place where it stands."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from kimtan.audit.confrontation import confront
from kimtan.audit.generated import generated
from kimtan.audit.statements import Statements, statements
from kimtan.data.dataset import Dataset
from kimtan.data.observations import Observation
from kimtan.figures import number_text, read_vietnamese

WRITTEN_TWICE = frozenset({"parts", "plan", "last_year", "ratio", "subset"})
"""Relations between figures of which a report shows both sides."""


MOST_PLACES = 4
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Planted:
    """A figure as it was and as it is now."""

    right: str
    wrong: str


def plant(word: Document, dataset: Dataset, seed: int, count: int) -> list[Planted]:
    """Change a digit in so many places of a report, each so that a relation of the data that held holds no more.

    A figure that stands in several places is changed in one of them.
    """
    chance = random.Random(seed)
    places = _numbers(word)
    rows = [row for row in dataset.observations if number_text(row.value, "vi") in places]
    chance.shuffle(rows)
    figures = statements(dataset)
    planted: list[Planted] = []
    for row in rows:
        right = number_text(row.value, "vi")
        wrong = _other_digit(right, chance)
        if right not in places or wrong in places or not _contradicts(row, wrong, dataset, figures):
            continue
        text = chance.choice(places.pop(right))
        text.text = re.sub(rf"(?<![\d.,]){re.escape(right)}(?![\d]|[.,]\d)", wrong, text.text, count=1)
        planted.append(Planted(right, wrong))
        if len(planted) == count:
            return planted
    raise AssertionError(f"there is room for {len(planted)} errors only")


def _numbers(word: Document) -> dict[str, list[Any]]:
    """The numbers of three digits or more with the texts in which they stand; few enough to be of one figure."""
    places: dict[str, list[Any]] = {}
    for text in word.element.body.iter(qn("w:t")):
        for match in _NUMBER.finditer(text.text or ""):
            places.setdefault(match[0], []).append(text)
    return {
        number: texts
        for number, texts in places.items()
        if sum(character.isdigit() for character in number) >= 3 and len(texts) <= MOST_PLACES
    }


def _other_digit(number: str, chance: random.Random) -> str:
    places = [at for at, character in enumerate(number) if character.isdigit()]
    at = chance.choice(places[:-1])
    return f"{number[:at]}{chance.choice([digit for digit in '123456789' if digit != number[at]])}{number[at + 1 :]}"


def _contradicts(row: Observation, wrong: str, dataset: Dataset, figures: Statements) -> bool:
    """Whether a relation that holds with the figure as it is cannot hold with the other."""
    changed = row.model_copy(update={"value": read_vietnamese(wrong)})
    rows = [changed if other is row else other for other in dataset.observations if dataset.is_comparable(other)]
    again = Statements(
        rows, dataset.complete.indicators, dataset.units, figures.rounding, figures.lists, figures.period
    )
    return bool(set(_holding(figures)) - set(_holding(again)))


def _holding(figures: Statements) -> Iterator[str]:
    for rule in generated(figures):
        if rule.kind in WRITTEN_TWICE and not confront(rule, figures).is_wrong:
            yield rule.id
