"""The trials of ``make soak`` with their full counts, and a share of one in a process of its own."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.soak import bombs, disk, fuzz, kills, load, names, planted, proved, same, together, written
from tests.soak.ground import Trial

TRIALS = {
    "kills": (kills.tried, 500),
    "disk": (disk.tried, 400),
    "reports-at-once": (together.reports, 100),
    "reports-with-an-editor": (together.edited, 100),
    "fills-at-once": (together.fills, 100),
    "same-bytes": (same.tried, 20),
    "tables": (fuzz.tables, 4000),
    "texts": (fuzz.texts, 2000),
    "params": (fuzz.params, 1500),
    "workbooks": (fuzz.workbooks, 2000),
    "documents": (fuzz.documents, 500),
    "names": (names.tried, 60),
    "encodings": (written.tried, len(written.ALL)),
    "bombs": (bombs.tried, len(bombs.BOMBS)),
    "payloads": (planted.tried, len(planted.ALL)),
    "manifest": (proved.tried, 1000),
    "load": (load.tried, 2000),
}


def tried(name: str, number: int, seed: int, minutes: float) -> Trial:
    """One process's share of a trial, of a seed of its own."""
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        trial = Trial(number, seed, time.monotonic() + minutes * 60, Path(folder))
        TRIALS[name][0](trial)
    return trial
