"""Proof-reading in seconds and megabytes: a Word report of twenty pages as a whole process, and a megabyte of text."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.cost import Cost, cost
from benchmarks.proof_reports import as_text, as_word
from benchmarks.told import table

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SEED = 1
PAGES = 20
MEGABYTE = 1_000_000
KIMTAN = "from kimtan.cli.app import main; main()"


def main() -> None:
    """Proof each document a few times, and print medians."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        rows = []
        for name, path in _documents(root).items():
            costs = [cost(partial(proofed, path, root / "proofed")) for _ in range(ROUNDS)]
            rows.append(_row(name, costs))
    table(f"kimtan proof: medians of {ROUNDS} rounds", ("document", "seconds", "CPU s", "MB"), rows)


def _documents(root: Path) -> dict[str, Path]:
    """Reports made of the corpus, and the source of a period where it is at hand, as often as fills a megabyte."""
    contents = {f"{PAGES} pages, Word": ("pages.docx", as_word(SEED, PAGES))}
    for share in (4, 2, 1):
        size = MEGABYTE // share
        text = as_text(SEED, size).decode()
        contents[f"{size // 1000} kB of text"] = (f"text-{share}.txt", _cut(text, size))
    source = os.environ.get("KIMTAN_SOURCE")
    if source:
        text = Path(source).read_text(encoding="utf-8")
        repeated = "\n\n".join([text] * (MEGABYTE // len(text.encode()) + 1))
        contents["a report"] = ("report.txt", text.encode())
        contents["the report as often as fills a megabyte"] = ("reports.txt", _cut(repeated, MEGABYTE))
    for name, content in contents.values():
        (root / name).write_bytes(content)
    return {title: root / name for title, (name, _) in contents.items()}


def _cut(text: str, size: int) -> bytes:
    return text.encode()[:size].decode(errors="ignore").encode()


def proofed(path: Path, folder: Path) -> None:
    """Proof a document as a person does."""
    command = [sys.executable, "-c", KIMTAN, "proof", str(path), "-o", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _row(name: str, costs: list[Cost]) -> tuple[str, ...]:
    measured = ((taken.wall, taken.cpu, taken.memory) for taken in costs)
    seconds, cpu, memory = (median(values) for values in zip(*measured, strict=True))
    return name, f"{seconds:.1f}", f"{cpu:.1f}", f"{memory:.0f}"
