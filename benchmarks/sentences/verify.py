"""Check the corpus: ``python -m benchmarks.sentences.verify`` prints what is wrong in it and exits with 1.

Offsets and tokens fit the text, values fit their tokens, every digit token stands in exactly one of the two lists,
units are those of ``data/units.csv``, parts name a whole of the same text, and no id is there twice.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from benchmarks.sentences.corpus import at_hand, last, read_either, reports, set_aside
from kimtan.extract.figures import ReadMeasure
from kimtan.figures import TOKEN, Bound

Item = dict[str, Any]

UNITS = Path(__file__).parents[2] / "data" / "units.csv"
MEASURES = {name for part in get_args(ReadMeasure) for name in (get_args(part) or (part,))}
REASONS = {"date", "year", "ordinal", "list", "document", "name", "period", "other"}
SCALES = {Decimal(1), Decimal(1000), Decimal(1_000_000)}
"""``52,3 nghìn tấn`` is 52300 tonnes."""


def units() -> set[str]:
    """The names of ``data/units.csv`` and, for what has none there, the empty one."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        return {row["unit"] for row in csv.DictReader(file)} | {""}


def _misplaced(item: Item, entry: Item, token: str) -> bool:
    text = item["passages"][entry["passage"]]["text"]
    return not text.startswith(token, entry["start"])


def uncovered(item: Item) -> Iterator[str]:
    """Digit tokens that stand in none of the two lists, or in both."""
    covered: Counter[tuple[int, int]] = Counter()
    for entries, key in ((item["figures"], "as_written"), (item["refused"], "token")):
        for entry in entries:
            covered.update((entry["passage"], entry["start"] + at) for at in range(len(entry[key])))
    for number, passage in enumerate(item["passages"]):
        for token in TOKEN.finditer(passage["text"]):
            times = {covered[number, at] for at in range(*token.span())}
            if times != {1}:
                yield f"passage {number}: {token[0]!r} at {token.start()} is covered {sorted(times)} times"


def wrong_figure(item: Item, figure: Item, known_units: set[str]) -> Iterator[str]:
    """What is wrong with one expected figure."""
    if _misplaced(item, figure, figure["as_written"]):
        yield "its token does not stand there"
    for key, allowed in (("measure", MEASURES - {""}), ("unit", known_units), ("direction", {"+", "-", ""})):
        if figure[key] not in allowed:
            yield f"{key} {figure[key]!r} does not exist"
    if figure["bound"] not in {None, *get_args(Bound)}:
        yield f"bound {figure['bound']!r} does not exist"
    if not figure["subject"]:
        yield "it has no subject"
    if figure["part_of"] is not None and figure["part_of"] not in range(len(item["figures"])):
        yield "its whole is not there"
    elif figure["part_of"] is not None and item["figures"][figure["part_of"]]["unit"] != figure["unit"]:
        yield "its whole has another unit"
    values = [figure[key] for key in ("value", "upper", "denominator") if figure[key] is not None]
    numbers = TOKEN.findall(figure["as_written"])
    if figure["direction"] != ("-" if Decimal(values[0]) < 0 else figure["direction"]):
        yield "sign and direction do not fit"
    if len(numbers) == 2 and len(values) == 1:
        numbers = ["".join(numbers)]  # 35. 126
    if numbers and len(values) != len(numbers):
        yield f"{len(values)} values for {len(numbers)} numbers"
    elif figure["unit_text"] != "lần":
        for value, number in zip(values, numbers, strict=False):
            if not any(abs(Decimal(value)) == read_either(number) * scale for scale in SCALES):
                yield f"value {value} does not fit {number}"
    spoken = " ".join(passage["text"] for passage in item["passages"]).replace("\n", " ")
    if figure["unit_text"] not in spoken:
        yield f"unit {figure['unit_text']!r} is not written anywhere"


def problems(item: Item, known_units: set[str]) -> Iterator[str]:
    """Everything that is wrong with one item of the corpus."""
    yield from uncovered(item)
    for number, figure in enumerate(item["figures"]):
        for problem in wrong_figure(item, figure, known_units):
            yield f"figure {number} ({figure['as_written']}): {problem}"
        if figure["part_of"] == number:
            yield f"figure {number} is a part of itself"
    for entry in item["refused"]:
        if _misplaced(item, entry, entry["token"]) or entry["reason"] not in REASONS:
            yield f"refused {entry['token']!r}: not there, or for no reason of ours"


def all_problems() -> list[str]:
    """What is wrong in the whole corpus, each with its item."""
    known_units = units()
    sentences, whole = [*at_hand(), *set_aside(), *last()], reports()
    told = [f"{item['id']}: {text}" for item in sentences for text in problems(item, known_units)]
    told += [
        f"{item['id']}: {entry['as_written']!r} does not stand there"
        for item in whole
        for entry in item["determined"]
        if _misplaced(item, entry, entry["as_written"])
    ]
    times = Counter(item["id"] for item in [*sentences, *whole])
    return told + [f"{name} is there {count} times" for name, count in times.items() if count > 1]


if __name__ == "__main__":
    lines = all_problems()
    print("\n".join(lines) or "The corpus is in order.")
    sys.exit(bool(lines))
