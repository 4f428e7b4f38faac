"""Figures read out of a report as candidates for a period's data: what a person accepts, corrects or leaves.

A candidate names an indicator of the dictionary where its words are one's, else it proposes one with name, unit,
section, whole and parts. Nothing of it is data before somebody has accepted it, and what can be no candidate is told
with the reason: every number of the document stands in one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from kimtan.data.dataset import Dataset
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.extract.dataset import dataset as data_of
from kimtan.extract.figures import ReadFigure, Reading, Refused
from kimtan.extract.further import Around, FigureStatement, stated, token
from kimtan.extract.outline import Place, places
from kimtan.extract.passages import ReadDocument
from kimtan.extract.things import Things

_WORDS = 60
_ESTIMATED = re.compile(r"\bước\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_REACH = 300


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
    name_vi, section, section_title, kind, part_of, breakdown, within, unit_name
        What a proposed indicator, its section and its unit would be.
    note_vi
        What differs from the token, where something does.
    rests_on
        What the reading rests on.
    basis_name
        What people call a base that is new.
    better
        Which direction of a proposed indicator is good, where its words make that sure.
    number
        Which of the document's figures it is: sections and indicators keep that order.
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
    within: str
    unit_name: str
    note_vi: str
    rests_on: str
    basis_name: str
    better: str
    number: str


COLUMNS = tuple(field.name for field in fields(Candidate))


@dataclass(frozen=True)
class LeftOut:
    """A number token of the document that is no candidate.

    Parameters
    ----------
    kind
        ``figure``: it states something that data cannot hold; ``token``: it was taken for no figure.
    place, token, words, reason
        Where it stands, as written, with the words around, and why, in Vietnamese.
    """

    kind: str
    place: str
    token: str
    words: str
    reason: str


@dataclass(frozen=True)
class Candidates:
    """The candidates of a document, lowest confidence first, and what is none, figures first."""

    rows: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def unheld(self) -> tuple[LeftOut, ...]:
        """The figures that were read and are no candidates."""
        return tuple(left for left in self.left_out if left.kind == "figure")


def candidates(document: ReadDocument, reading: Reading, dataset: Dataset) -> Candidates:
    """The candidates of a document for a period, and the numbers of it that are none.

    Parameters
    ----------
    document, reading
        What was read, with the dictionary's indicators matched.
    dataset
        The period that they are for.
    """
    read = data_of(document, reading)
    rows: dict[int, list[Observation]] = {}
    for observation in read.observations:
        rows.setdefault(read.numbers[observation.figure], []).append(observation)
    where, things = list(places(document)), Things(document, reading, dataset, read)
    statements: list[tuple[ReadFigure, Observation | None, FigureStatement]] = []
    left_out: list[LeftOut] = []
    for figure in reading.figures:
        around = _around(document, figure, where, dataset)
        own: Sequence[Observation | None] = _without_rest(rows.get(figure.n, [])) or (None,)
        for row in own:
            statement = stated(figure, row, around, things.kind(figure, row))
            if isinstance(statement, str):
                left_out.append(_left_out(document, figure, "figure", statement))
                continue
            things.add(figure, row, statement)
            statements.append((figure, row, statement))
    things.settle()
    made = [
        _candidate(
            document, figure, row, statement, things, is_doubtful=row is not None and row.figure in read.doubtful
        )
        for figure, row, statement in statements
    ]
    tokens = [_left_out(document, refused, "token", refused.reason) for refused in reading.refused]
    made.sort(key=lambda candidate: Decimal(candidate.confidence))
    return Candidates(tuple(made), (*left_out, *tokens))


def _without_rest(rows: Sequence[Observation]) -> Sequence[Observation]:
    """The rows of a figure; what remains of something is the part of a whole where it was read as one."""
    rest = [row for row in rows if row.measure != "remaining"]
    return rest if len(rest) < len(rows) and any(row.measure == "actual" for row in rest) else rows


def _around(document: ReadDocument, figure: ReadFigure, where: Sequence[Place], dataset: Dataset) -> Around:
    passage, place = document.passages[figure.passage], where[figure.passage]
    before = _SENTENCE.split(passage.text[max(0, figure.start - _REACH) : figure.start])[-1]
    behind = passage.text[figure.end : figure.end + _WORDS]
    titles = [title.text for title in place.titles if title.passage != figure.passage]
    return Around(before, behind, titles, place.is_task, dataset.period)


def _left_out(document: ReadDocument, left: ReadFigure | Refused, kind: str, reason: str) -> LeftOut:
    passage = document.passages[left.passage]
    text = left.as_written if isinstance(left, ReadFigure) else left.token
    return LeftOut(kind, passage.place_at(left.start), text, _words(passage.text, left.start, left.end), reason)


def _candidate(
    document: ReadDocument,
    figure: ReadFigure,
    row: Observation | None,
    statement: FigureStatement,
    things: Things,
    *,
    is_doubtful: bool,
) -> Candidate:
    thing = things.of(figure, row, statement)
    passage = document.passages[figure.passage]
    unit, unit_name, times = things.unit(figure, statement, thing)
    written, note = token(figure, statement, passage.text, times)
    value, precision = statement.value, statement.precision
    if times != 1:
        step = Decimal(precision) if precision else Decimal(1).scaleb(int(value.as_tuple().exponent))
        value, precision = value * times, f"{step * times:f}"
    sure = figure.confidence * (0.8 if is_doubtful else 1)
    is_estimate = _ESTIMATED.search(passage.text[max(0, figure.start - 30) : figure.start])
    return Candidate(
        accept="",
        confidence=f"{sure:.2f}",
        place=passage.place,
        words=_words(passage.text, figure.start, figure.end),
        as_written=written,
        value=f"{value:f}",
        precision=precision,
        unit=unit,
        measure=statement.measure,
        basis=statement.basis,
        bound="" if figure.upper is not None else figure.bound or "",
        status="estimate" if is_estimate and MEASURES[statement.measure].is_cumulative else "final",
        indicator=thing.indicator,
        is_new="" if thing.is_known else "new",
        name_vi=thing.name,
        section=thing.section,
        section_title=thing.section_title,
        kind=thing.kind,
        part_of=thing.part_of,
        breakdown=thing.breakdown,
        within=thing.within,
        unit_name=unit_name,
        note_vi=note,
        rests_on="; ".join(figure.rests_on),
        basis_name=statement.base_name,
        better="" if thing.is_known else thing.better,
        number=str(figure.n),
    )


def _words(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - _WORDS) : start]}[{text[start:end]}]{text[end : end + _WORDS // 2]}".strip()


def all_accepted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Every candidate, for a draft that nobody has looked at."""
    return [replace(candidate, accept="x") for candidate in candidates]
