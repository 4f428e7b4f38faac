"""How well reports are read: the source of a period against its observations, and what proof-reading finds in it.

The source is no part of the repository: it lies beside ``source.yml`` under the name given there, or the variable
``KIMTAN_SOURCE`` says where.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from benchmarks.told import table
from kimtan.audit.confrontation import confront
from kimtan.audit.findings import Finding
from kimtan.audit.generated import generated
from kimtan.audit.rules import Rule
from kimtan.audit.statements import Statements
from kimtan.data.dataset import Dataset
from kimtan.data.dataset import load as load_dataset
from kimtan.data.identities import FigureId
from kimtan.data.observations import Observation
from kimtan.extract import numbers as number_tokens
from kimtan.extract.dataset import dataset
from kimtan.extract.documents.opening import open_document
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.passages import ReadDocument
from kimtan.extract.proofing import proof
from kimtan.extract.read_dataset import ReadDataset
from kimtan.extract.reading import read
from kimtan.workspace import Workspace

PERIOD = "2023-H1"
SOURCE = "kim-tan-2023-H1.txt"
CHANGES = 40
RELATIONS = frozenset({"parts", "plan", "last_year", "repeated", "ratio", "subset", "list"})
SEED = 15


@dataclass
class Score:
    """How many of the figures stated were read, and read right."""

    stated: int = 0
    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, *, is_right: bool) -> None:
        """Count one answer."""
        self.asked[name] = self.asked.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + is_right

    def rows(self) -> Iterator[list[str]]:
        """A row for each question."""
        for name, asked in self.asked.items():
            yield [name, str(self.right[name]), str(asked), f"{100 * self.right[name] / asked:.1f} %"]


def main() -> None:
    """Measure reading and proof-reading on the source of a period."""
    root = Path(__file__).resolve().parents[1]
    period = load_dataset(Workspace(root), root / "params" / f"{PERIOD}.yml")
    path = Path(os.environ.get("KIMTAN_SOURCE", root / "data" / PERIOD / SOURCE))
    if not path.is_file():
        print(f"\n{path} is not there: reading is not measured on the source of {PERIOD}.")
        return
    started = time.process_time()
    document = open_document(path).document
    reading = read(document, period.indicators, period.units)
    seconds = time.process_time() - started
    score = scored(document, reading, period)
    table(f"Reading of {path.name}, {seconds:.1f} s", ["", "right", "of", "share"], list(score.rows()))
    _proof(document, period)


def scored(document: ReadDocument, reading: Reading, period: Dataset) -> Score:
    """The figures of a reading against the observations of a period."""
    by_line: dict[int, list[ReadFigure]] = {}
    for read_figure in reading.figures:
        line = document.passages[read_figure.passage].line_at(read_figure.start)[0]
        by_line.setdefault(line, []).append(read_figure)
    score, taken = Score(), set[tuple[int, bool]]()
    wholes = {figure.n: figure.indicator for figure in reading.figures}
    for row in period.observations:
        same, is_second = _same(by_line.get(row.place.line or 0, []), row, taken)
        score.add("number", is_right=same is not None)
        score.add("number with unit", is_right=same is not None and same.unit == row.unit)
        if same is None or is_second:
            continue
        figure = same
        measure = "actual" if figure.measure == "share" else figure.measure
        score.add("measure", is_right=measure == row.measure)
        score.add("subject", is_right=figure.indicator == row.indicator)
        whole = period.indicators[row.indicator].part_of
        if row.measure == "actual" and whole in set(wholes.values()):
            score.add("parts", is_right=figure.part_of is not None and wholes.get(figure.part_of) == whole)
    known = len({number for number, _ in taken})
    score.add("precision", is_right=True)
    score.asked["precision"], score.right["precision"] = len(reading.figures), known
    return score


def _same(
    figures: Sequence[ReadFigure], row: Observation, taken: set[tuple[int, bool]]
) -> tuple[ReadFigure | None, bool]:
    """The figure that an observation is, and whether it is the second number of a fraction.

    A whole that is stated only so is no figure of its own: its parts are not asked for.
    """
    for is_second in (False, True):
        same = [
            figure
            for figure in figures
            if (figure.n, is_second) not in taken
            and abs((figure.denominator or Decimal(0)) if is_second else figure.value) == abs(row.value)
        ]
        if same:
            figure = next((other for other in same if other.indicator == row.indicator), same[0])
            taken.add((figure.n, is_second))
            return figure, is_second
    return None, False


def _proof(document: ReadDocument, period: Dataset) -> None:
    """What proof-reading finds without a dictionary, and how often it objects to a changed digit."""
    reading = read(document, None, period.units)
    findings = proof(document, reading)
    outcomes = [[finding.outcome, finding.text_vi[:60]] for finding in findings if finding.is_wrong]
    table("Proof without a dictionary", ["outcome", "finding"], outcomes)
    chance = random.Random(SEED)
    objected = asked = 0
    for changed, figure in _changes(document, reading, chance):
        again = read(changed, None, period.units)
        is_found = _is_suspect(figure, again, proof(changed, again))
        objected, asked = objected + is_found, asked + 1
        if not is_found:
            print(f"not objected to: {figure.as_written} {figure.subject[:40]} ({figure.measure})")
    rows = [["objected to, with the figure among the suspects", str(objected), str(asked)]]
    table("One digit changed in a figure that others determine", ["", "", "of"], rows)


def _changes(
    document: ReadDocument, reading: Reading, chance: random.Random
) -> Iterator[tuple[ReadDocument, ReadFigure]]:
    """Documents with one other digit each, where the change breaks a relation that held."""
    data = dataset(document, reading, is_related_only=True)
    by_number = {figure.n: figure for figure in reading.figures}
    holding = {
        rule.id: rule
        for rule, finding in _confronted(data, data.observations)
        if finding.outcome in {"holds", "holds_by_rounding"} and rule.kind in RELATIONS and len(finding.figures) > 1
    }
    named = {figure for rule in holding.values() for figure in confront_figures(rule)}
    numbers = sorted({data.numbers[figure] for figure in named if figure in data.numbers})
    made = 0
    for _ in range(20 * CHANGES):
        figure = by_number[chance.choice(numbers)]
        changed = with_other_digit(document, figure, chance)
        value = _value(changed, figure)
        rows = [_with_value(row, value) if _is_of(row, figure, data) else row for row in data.observations]
        if any(rule.id in holding and finding.is_wrong for rule, finding in _confronted(data, rows)):
            made += 1
            yield changed, figure
        if made == CHANGES:
            return


def _is_of(row: Observation, figure: ReadFigure, data: ReadDataset) -> bool:
    return data.numbers[row.figure] == figure.n and row.value == figure.value


def _with_value(row: Observation, value: Decimal) -> Observation:
    return row.model_copy(update={"value": value})


def _value(document: ReadDocument, figure: ReadFigure) -> Decimal:
    token = next(number_tokens.tokens(document.passages[figure.passage].text[figure.start :]))
    read_value = number_tokens.value(token.text)
    value = read_value[0] if read_value else figure.value
    return -value if figure.value < 0 else value


def _confronted(data: ReadDataset, rows: Sequence[Observation]) -> Iterator[tuple[Rule, Finding]]:
    figures = Statements(rows, data.indicators, data.units, "nearest", data.lists)
    for rule in generated(figures):
        yield rule, confront(rule, figures)


def confront_figures(rule: Rule) -> set[FigureId]:
    """The figures that a rule rests on."""
    amounts = (*rule.terms.values(), rule.stated, rule.recomputed)
    return {figure for amount in amounts if amount for figure in amount.figures}


def _is_suspect(figure: ReadFigure, reading: Reading, findings: Sequence) -> bool:  # type: ignore[type-arg]
    place = (figure.passage, figure.start)
    numbers = {other.n for other in reading.figures if (other.passage, other.start) == place}
    return any(finding.is_wrong and numbers & set(finding.suspects or finding.figures) for finding in findings)


def with_other_digit(document: ReadDocument, figure: ReadFigure, chance: random.Random) -> ReadDocument:
    """The document with another digit in one place of a figure."""
    passage = document.passages[figure.passage]
    places = [at for at in range(figure.start, figure.end) if passage.text[at].isdigit()]
    at = chance.choice(places)
    digit = chance.choice([other for other in "123456789" if other != passage.text[at]])
    passages = list(document.passages)
    passages[figure.passage] = replace(passage, text=passage.text[:at] + digit + passage.text[at + 1 :])
    return replace(document, passages=tuple(passages))
