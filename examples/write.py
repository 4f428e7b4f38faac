"""Write the sample workspace ``song-lanh`` from the made-up commune of the tests: ``python -m examples.write``."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from kimtan.data import datapackage, indicators, units
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.data.units import Unit
from kimtan.errors import Problems
from kimtan.figures import number_text
from kimtan.period import Period
from kimtan.workspace import Workspace
from kimtan.writing import write_whole
from tests.commune import Commune

SAMPLE = Path(__file__).resolve().parent / "song-lanh"
PERIODS = (Period(2023, "H1"), Period(2023, "FY"), Period(2024, "H1"))
COLUMNS = tuple(Observation.model_fields)
TEXT = "bao-cao.txt"

PARAMS = """\
# A made-up commune: nothing here is anybody's.
period: {period}
language: vi
audience: internal
settings:
  unit: {unit}
  authority: Ủy ban nhân dân {unit}
  title: Báo cáo tình hình kinh tế - xã hội {named}
"""
SOURCE = """\
documents:
  report:
    title: Báo cáo tình hình kinh tế - xã hội {named}
    issuer: Ủy ban nhân dân {unit}
    file: {file}
    sha256: {hash}
    no_figures:
      - reason: the period in the title
        tokens:
          L1: {tokens}
"""
SAID = {"actual": "ước đạt", "plan": "kế hoạch năm", "last_year": "cùng kỳ năm trước"}


def dictionary() -> tuple[dict[str, Indicator], dict[str, Unit]]:
    """The suite's indicators and units."""
    problems = Problems()
    root = SAMPLE.parents[1] / "data"
    known_units = units.load([(root / "units.csv", "units.csv")], problems)
    known = indicators.load([(root / "indicators.csv", "indicators.csv")], known_units, problems)
    problems.raise_if_any()
    return known, known_units


def stated(commune: Commune, period: Period, name: str) -> Iterator[tuple[str, Decimal]]:
    """What the commune's report states of an indicator: with plan and last year from its second year on."""
    yield "actual", commune.actual(period, name)
    if period.year > PERIODS[0].year:
        yield "plan", commune.plan(period, name)
        yield "last_year", commune.last_year(period, name)


def write(root: Path) -> None:
    """Write the whole workspace into a folder."""
    known, known_units = dictionary()
    commune = Commune(known)
    names = sorted(commune.names, key=list(known).index)
    for period in PERIODS:
        named = period.name("vi")
        lines, rows = [f"Báo cáo tình hình kinh tế - xã hội {named}"], []
        for name in names:
            unit = known_units[known[name].unit]
            clauses = []
            for measure, value in stated(commune, period, name):
                written = number_text(value, "vi")
                clauses.append(f"{SAID[measure]} {unit.amount(written, 'vi', value)}")
                rows.append(
                    {
                        "indicator": name, "measure": measure, "value": value, "unit": unit.unit, "as_written": written,
                        "status": "estimate" if measure == "actual" and period.kind != "FY" else "final",
                        "source": f"report:L{len(lines) + 1}",
                    }
                )  # fmt: skip
            lines.append(f"{known[name].name_vi} {', '.join(clauses)}.")
        folder = root / "data" / str(period)
        for made in (folder, root / "params"):
            made.mkdir(parents=True, exist_ok=True)
        text = "\n".join([*lines, ""]).encode()
        write_whole(folder / TEXT, text)
        table = io.StringIO()
        writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        write_whole(folder / "observations.csv", table.getvalue().encode())
        tokens = "[" + ", ".join(f'"{token}"' for token in named.split() if token.isdigit()) + "]"
        digest = hashlib.sha256(text).hexdigest()
        source = SOURCE.format(unit=commune.unit, named=named, file=TEXT, hash=digest, tokens=tokens)
        write_whole(folder / "source.yml", source.encode())
        write_whole(folder / "text.yml", b"highlights: []\n")
        params = PARAMS.format(period=period, unit=commune.unit, named=named)
        write_whole(root / "params" / f"{period}.yml", params.encode())
    datapackage.write(Workspace(root), commune.unit)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
