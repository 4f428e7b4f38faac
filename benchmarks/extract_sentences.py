"""How well sentences and tables of other offices are read: those that rules were tried on, and those set aside.

They are passages and tables of our own making, with what a competent person reads in them (``benchmarks/sentences``).
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from benchmarks.sentences import corpus
from benchmarks.told import table
from kimtan.data.units import Unit
from kimtan.data.units import load as load_units
from kimtan.errors import Problems
from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import Cell, Passage, ReadDocument, SourceLine
from kimtan.extract.proofing import proof
from kimtan.extract.reading import read
from kimtan.period import Period

ALIKE = 75
"""Subjects that are at least so alike, of 100, are the same."""


def main() -> None:
    """Read both sets and tell the shares."""
    sets = {"tried on": corpus.at_hand(), "set aside": corpus.set_aside(), "by somebody else, last": corpus.last()}
    for title, examples in sets.items():
        rows = [_row(*counted) for counted in measured(examples)]
        table(f"Sentences and tables {title}: {len(examples)}", ("", "right", "of", "share"), rows)
    reports = corpus.reports()
    false, figures, changed, objected, traced = planted(reports)
    rows = [
        ("false 'cannot hold' in clean reports", str(false), str(figures), ""),
        _row("changed digits objected to", objected, changed),
        _row("with that figure among the suspects", traced, changed),
    ]
    table(f"Whole reports: {len(reports)}", ("", "", "of", "share"), rows)


def planted(reports: list[dict[str, Any]]) -> tuple[int, int, int, int, int]:
    """Clean reports and copies with one digit changed in a figure that others determine.

    Returns
    -------
    tuple
        False "cannot hold" in clean reports, figures in them, changed digits, those objected to, and those of which the
        changed figure is among the suspects.
    """
    false = figures = changed = objected = traced = 0
    for report in reports:
        document = _document(report)
        reading = read(document)
        clean = proof(document, reading)
        figures += len(reading.figures)
        false += sum(finding.outcome == "cannot_hold" for finding in clean)
        known = {finding.text_vi for finding in clean}
        for target in report["determined"]:
            wrong = _with_another_digit(report, target)
            again = read(wrong)
            new = [finding for finding in proof(wrong, again) if finding.is_wrong and finding.text_vi not in known]
            at = {
                figure.n
                for figure in again.figures
                if figure.passage == target["passage"] and figure.start <= target["start"] < figure.end
            }
            changed += 1
            objected += bool(new)
            traced += any(at & set(finding.suspects or finding.figures) for finding in new)
    return false, figures, changed, objected, traced


def _with_another_digit(report: dict[str, Any], target: dict[str, Any]) -> ReadDocument:
    """The report with the first digit of a figure changed by three, never to a zero."""
    passages = [dict(passage) for passage in report["passages"]]
    text, start = passages[target["passage"]]["text"], target["start"]
    digit = int(text[start])
    passages[target["passage"]]["text"] = f"{text[:start]}{(digit + 2) % 9 + 1}{text[start + 1 :]}"
    return _document({**report, "passages": passages})


def measured(examples: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """What is read right, of how many, by kind."""
    units = units_of_suite()
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for example in examples:
        reading = read(_document(example), None, units, _period(example))
        found = {(figure.passage, figure.start): figure for figure in reading.figures}
        numbered = {
            index: found.get((wanted["passage"], wanted["start"])) for index, wanted in enumerate(example["figures"])
        }
        of["numbers taken for figures"] += len(found)
        expected = {(wanted["passage"], wanted["start"]) for wanted in example["figures"]}
        right["numbers taken for figures"] += len(found.keys() & expected)
        for index, wanted in enumerate(example["figures"]):
            figure = numbered[index]
            for kind, is_right in _judged(wanted, figure, numbered).items():
                of[kind] += 1
                right[kind] += is_right
    return [(kind, right[kind], of[kind]) for kind in of]


def units_of_suite() -> dict[str, Unit]:
    """The units of data/units.csv by their identity."""
    problems = Problems()
    file = Path(__file__).parents[1] / "data" / "units.csv"
    return dict(load_units([(file, "data/units.csv")], problems))


def _judged(
    wanted: dict[str, Any], figure: ReadFigure | None, numbered: dict[int, ReadFigure | None]
) -> dict[str, bool]:
    unit = figure is not None and (
        figure.unit == wanted["unit"] or figure.unit_text.strip() == wanted["unit_text"].strip()
    )
    value = figure is not None and abs(figure.value) == abs(Decimal(wanted["value"]))
    judged = {
        "number": value,
        "number with unit": value and unit,
        "measure": figure is not None and figure.measure == wanted["measure"],
        "subject": figure is not None and _is_same(figure.subject, wanted["subject"]),
    }
    if wanted["part_of"] is not None:
        whole = numbered.get(wanted["part_of"])
        judged["part"] = figure is not None and whole is not None and figure.part_of == whole.n
    return judged


def _is_same(read_subject: str, wanted: str) -> bool:
    return fuzz.token_set_ratio(read_subject.lower(), wanted.lower()) >= ALIKE


def _period(example: dict[str, Any]) -> Period | None:
    """The period that is named to the program, as people name it."""
    return Period.parse(example["period"]) if example["period"] else None


def _document(example: dict[str, Any]) -> ReadDocument:
    passages = [
        Passage(
            passage["text"],
            (SourceLine(0, number),),
            f"p{number}",
            passage["kind"],
            passage["level"],
            cell=Cell(*passage["cell"]) if passage["cell"] else None,
        )
        for number, passage in enumerate(example["passages"], 1)
    ]
    return ReadDocument(example["id"], tuple(passages))


def _row(kind: str, right: int, of: int) -> tuple[str, ...]:
    return kind, str(right), str(of), f"{100 * right / of:.1f} %" if of else ""
