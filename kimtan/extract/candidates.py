"""Figures read out of a report as candidates for a period's data: what a person accepts, corrects or leaves.

A candidate names an indicator of the dictionary where its words are one's, else it proposes one with name, unit,
section, whole and parts. Nothing of it is data before somebody has accepted it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from kimtan.data.dataset import Dataset
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.extract.dataset import ReadDataset
from kimtan.extract.dataset import dataset as data_of
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.outline import LIST_RANK, places
from kimtan.extract.passages import ReadDocument
from kimtan.figures import NumberTextError, number_text, written_values

ALIKE = 85
"""Titles that are at least so alike, of 100, are of one section."""

_MARKER = re.compile(r"^(?:[IVXLC]{1,6}|\d+(?:\.\d+)*|[a-zđA-Z])\s?[.)/-]\s*|^[-–+*•]\s*")
_ABOUT = re.compile(r"^(?:về|công tác|lĩnh vực)\s+", re.IGNORECASE)
_WORDS = 60
_LONGEST_NAME = 48


@dataclass(frozen=True)
class Candidate:
    """One figure as it was read; every field is text as it stands in the file that people edit.

    Parameters
    ----------
    accept
        Filled in by a person: x, có, yes.
    confidence
        0 to 1: how sure the reading is.
    place, words
        Where it stands, and the words around it.
    as_written, value, precision, unit, measure, basis, bound, status
        As in observations.csv.
    indicator
        Of the dictionary, or proposed where ``is_new`` says so.
    name_vi, section, section_title, kind, part_of, breakdown, unit_name
        What a proposed indicator, its section and its unit would be.
    note_vi
        What differs from the token, where something does.
    rests_on
        What the reading rests on.
    """

    accept: str
    confidence: str
    place: str
    words: str
    as_written: str
    value: str
    precision: str
    unit: str
    measure: str
    basis: str
    bound: str
    status: str
    indicator: str
    is_new: str
    name_vi: str
    section: str
    section_title: str
    kind: str
    part_of: str
    breakdown: str
    unit_name: str
    note_vi: str
    rests_on: str


COLUMNS = tuple(field.name for field in fields(Candidate))


def candidates(document: ReadDocument, reading: Reading, dataset: Dataset) -> list[Candidate]:
    """The candidates of a document for a period, lowest confidence first.

    Parameters
    ----------
    document, reading
        What was read, with the dictionary's indicators matched.
    dataset
        The period that they are for.
    """
    read = data_of(document, reading)
    maker = _Maker(document, reading, dataset, read)
    made = [candidate for row in read.observations if (candidate := maker.candidate(row)) is not None]
    return sorted(made, key=lambda candidate: Decimal(candidate.confidence))


class _Maker:
    def __init__(self, document: ReadDocument, reading: Reading, dataset: Dataset, read: ReadDataset) -> None:
        self._document, self._dataset, self._read = document, dataset, read
        self._figures = {figure.n: figure for figure in reading.figures}
        self._titles = [place.titles for place in places(document)]
        self._names: dict[str, str] = {}
        self._taken = set(dataset.complete.indicators)
        self._sections = {section.title_vi: name for name, section in dataset.sections.items()}
        self._numbers: dict[str, list[ReadFigure]] = {}
        for row in read.observations:
            self._numbers.setdefault(row.indicator, []).append(self._figures[read.numbers[row.figure]])

    def candidate(self, row: Observation) -> Candidate | None:
        """The candidate of an observation that was made in memory."""
        figure = self._figures[self._read.numbers[row.figure]]
        definition = self._read.indicators[row.indicator]
        name = self._name(row.indicator)
        known = self._dataset.complete.indicators.get(name)
        unit, unit_name = self._unit(row, figure)
        section, title = (known.section, "") if known else self._section(figure)
        whole = definition.part_of
        is_scaled = figure.scale != 1 and unit == figure.unit
        value = row.value.scaleb(figure.scale.adjusted()) if is_scaled else row.value
        precision = f"{Decimal(1).scaleb(int(value.as_tuple().exponent)):f}" if is_scaled else ""
        written, note = _token(figure, row, value)
        passage = self._document.passages[figure.passage]
        sure = figure.confidence * (0.8 if row.figure in self._read.doubtful else 1)
        return Candidate(
            accept="",
            confidence=f"{sure:.2f}",
            place=passage.place,
            words=_around(passage.text, figure.start, figure.end),
            as_written=written,
            value=f"{value:f}",
            precision=precision,
            unit=unit,
            measure=row.measure,
            basis=row.basis or _base(figure, row.measure),
            bound=row.bound or "",
            status="estimate"
            if re.search(r"\bước\b", passage.text[max(0, figure.start - 30) : figure.start])
            else "final",
            indicator=name,
            is_new="" if known else "new",
            name_vi=known.name_vi if known else definition.name_vi,
            section=section,
            section_title=title,
            kind=known.kind if known else self._kind(row.indicator, unit),
            part_of="" if known or not whole else self._name(whole),
            breakdown="" if known or not whole else definition.breakdown or "",
            unit_name=unit_name,
            note_vi=note,
            rests_on="; ".join(figure.rests_on),
        )

    def _name(self, read: str) -> str:
        """The dictionary's indicator, or a proposed one."""
        if read not in self._names:
            figures = self._numbers.get(read, [])
            matched = {figure.indicator for figure in figures if figure.indicator}
            taken = set(self._names.values())
            only = next(iter(matched)) if len(matched) == 1 else ""
            if only in self._dataset.complete.indicators and only not in taken and self._fits(read, only):
                self._names[read] = only
            else:
                section = self._section(figures[0])[0] if figures else "other"
                self._names[read] = self._proposed(section, self._read.indicators[read].name_vi)
        return self._names[read]

    def _fits(self, read: str, known: str) -> bool:
        """Whether what was read measures what an indicator of the dictionary does."""
        units = self._dataset.units
        own = units[self._dataset.complete.indicators[known].unit]
        levels = [
            figure for figure in self._numbers[read] if figure.measure in {"actual", "plan", "target", "last_year"}
        ]
        return all(figure.unit in units and units[figure.unit].dimension == own.dimension for figure in levels)

    def _proposed(self, section: str, name: str) -> str:
        base = f"{section}.{slug(name)[:_LONGEST_NAME].strip('_') or 'figure'}"
        made, number = base, 2
        while made in self._taken:
            made, number = f"{base}_{number}", number + 1
        self._taken.add(made)
        return made

    def _section(self, figure: ReadFigure) -> tuple[str, str]:
        """The section that a figure's heading names: one of the dictionary's, or a proposed one with its title."""
        from rapidfuzz import fuzz

        titles = [title.text for title in self._titles[figure.passage] if title.rank < LIST_RANK]
        text = next((cleaned for title in reversed(titles) if (cleaned := _heading(title))), "")
        if not text:
            return "other", "Nội dung khác"
        best = max(self._sections, key=lambda title: fuzz.ratio(title.lower(), text.lower()), default="")
        if best and fuzz.ratio(best.lower(), text.lower()) >= ALIKE:
            return self._sections[best], ""
        return slug(text)[:_LONGEST_NAME].strip("_") or "other", text

    def _unit(self, row: Observation, figure: ReadFigure) -> tuple[str, str]:
        """The unit of units.csv, or a proposed one with its name."""
        units = self._dataset.units
        if MEASURES[row.measure].is_percent:
            return next(name for name, unit in units.items() if unit.dimension == "percent"), ""
        if figure.unit in units:
            return figure.unit, ""
        name = self._read.units[row.unit].name_vi
        known = next((key for key, unit in units.items() if unit.name_vi == name), None)
        return (known, "") if known else (slug(name) or "items", name)

    def _kind(self, read: str, unit: str) -> str:
        known = self._dataset.units.get(unit)
        kinds = {"percent": "share", "money": "flow", "mass": "flow"}
        if self._read.indicators[read].kind == "rate":
            return "share" if known is not None and known.dimension == "percent" else "rate"
        return kinds.get(known.dimension, "stock") if known is not None else "stock"


def slug(text: str) -> str:
    """A name in small letters without marks: ``Thu ngân sách`` to ``thu_ngan_sach``; never a digit first."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    made = re.sub(r"[^a-z0-9]+", "_", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip(
        "_"
    )
    return f"n{made}" if made[:1].isdigit() else made


def _heading(text: str) -> str:
    """The words of a heading: without number, ``Về`` and punctuation; nothing where it is too long for a title."""
    words = _ABOUT.sub("", _MARKER.sub("", text.strip())).strip(" .:;-")
    return words[:1].upper() + words[1:] if 0 < len(words) <= _WORDS * 2 else ""


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - _WORDS) : start]}[{text[start:end]}]{text[end : end + _WORDS // 2]}".strip()


def _base(figure: ReadFigure, measure: str) -> str:
    """What a change on another base compares with, as a basis: ``y2020``."""
    if measure not in MEASURES or not MEASURES[measure].is_on_base:
        return ""
    year = re.search(r"\b(?:19|20)\d\d\b", figure.base)
    return f"y{year[0]}" if year else slug(figure.base) or "other"


def _token(figure: ReadFigure, row: Observation, value: Decimal) -> tuple[str, str]:
    """The token as observations.csv takes it, and a note where the report writes it in another way."""
    token = re.sub(r"(?<=[.,])\s+(?=\d)", "", figure.as_written)
    value = abs(value) if MEASURES[row.measure].is_signed_by_words else value
    try:
        if any(reading == value for reading in written_values(token)):
            return token, ""
    except NumberTextError:
        pass
    return number_text(value, "vi").replace("−", "-"), f"Văn bản ghi “{figure.as_written}”."


def all_accepted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Every candidate, for a draft that nobody has looked at."""
    return [replace(candidate, accept="x") for candidate in candidates]
