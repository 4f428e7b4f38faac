"""Many reports proofed at once: seconds a report, and whether memory grows with their number.

``REPORTS=1000 python -m benchmarks proof_batch`` says how many; without it, 200.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.cost import cost
from benchmarks.proof_reports import as_word
from benchmarks.proof_speed import KIMTAN
from benchmarks.told import table

REPORTS = int(os.environ.get("REPORTS", "200"))
PAGES = 5


def main() -> None:
    """Proof a quarter of the reports, then all of them."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        reports = [root / f"reports-{at % 10}" / f"bao-cao-{at:04}.docx" for at in range(REPORTS)]
        for at, path in enumerate(reports):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(as_word(at, PAGES))
        for number in (REPORTS // 4, REPORTS):
            measured = cost(partial(_proofed, reports[:number], root / f"proofed-{number}"))
            each = f"{measured.wall / number:.2f}"
            rows.append((str(number), f"{measured.wall:.0f}", each, f"{measured.cpu:.0f}", f"{measured.memory:.0f}"))
    title = f"kimtan proof of reports of {PAGES} pages, {os.cpu_count()} processes"
    table(title, ("reports", "seconds", "each", "CPU s", "MB"), rows)


def _proofed(reports: list[Path], folder: Path) -> None:
    command = [sys.executable, "-c", KIMTAN, "proof", *map(str, reports), "-o", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    written = len(list(folder.glob("*.proof.docx")))
    if written != len(reports) or not (folder / "index.html").is_file():
        raise RuntimeError(f"{written} of {len(reports)} reports were proofed")
