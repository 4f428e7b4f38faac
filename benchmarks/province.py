"""A province and more: made-up communes through check, report and ``open_figures``, and reports on a Dask cluster.

``COMMUNES`` (1,000), ``REPORTS`` (200) and ``CLUSTER`` (40, of which each size of cluster makes the reports) are taken
from the environment: a machine that others use as well wants fewer.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Self

from benchmarks.cost import below, proportional
from benchmarks.made_up import report, with_slips, write
from benchmarks.told import table

COMMUNES, REPORTS, CLUSTER = (
    int(os.environ.get(name, default))
    for name, default in (("COMMUNES", "1000"), ("REPORTS", "200"), ("CLUSTER", "40"))
)
FIGURES, WRONG, DEPTH = 200, 2, 2
WORKERS = (2, 4, 8)
SAID = "said.txt"
"""What the commands said on standard error."""
KIMTAN = "from kimtan.cli.app import main; main()"
OPEN = """
import sys, time
import pandas
from kimtan import open_figures

began = time.perf_counter()
frame = open_figures("communes/*/params/*.yml")
print(len(frame), time.perf_counter() - began)
"""


def main() -> None:
    """Write the communes, and print what each way takes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        communes(root, COMMUNES)
        params = [path.relative_to(root).as_posix() for path in sorted(root.glob("communes/*/params/*.yml"))]
        _checked(root, params)
        _opened(root)
        _reported(root, params[:REPORTS])
        _on_clusters(root, params[:CLUSTER])


def communes(root: Path, count: int) -> None:
    """Write so many made-up communes with :data:`FIGURES` figures each, of which :data:`WRONG` are wrong."""
    for seed in range(count):
        made, _ = with_slips(report(seed, FIGURES, DEPTH), seed, WRONG)
        write(root / "communes" / f"c{seed:04}", made)


@dataclass
class _Watched:
    """What a running process and all below it hold, looked at again and again."""

    process: int
    scratch: Path
    done: threading.Event = field(default_factory=threading.Event)
    seen: list[tuple[float, int, int, int]] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.done.wait(0.5):
            processes = [self.process, *below(self.process)]
            handles = Path(f"/proc/{self.process}/fd")
            opened = len(list(handles.iterdir())) if handles.exists() else 0
            files = sum(1 for path in self.scratch.rglob("*") if path.is_file())
            self.seen.append((sum(map(proportional, processes)), len(processes), opened, files))

    def rows(self, parts: int = 4) -> list[tuple[str, ...]]:
        """Medians over each part of the time: memory, processes, open files of the first one, temporary files."""
        size = max(1, len(self.seen) // parts)
        spans = [self.seen[begin : begin + size] for begin in range(0, size * parts, size)]
        return [
            (f"{number} of {parts}", *(f"{median(column):.0f}" for column in zip(*span, strict=True)))
            for number, span in enumerate(spans, start=1)
            if span
        ]


def _checked(root: Path, params: Sequence[str]) -> None:
    """All communes by one process, and once more by two at a time, each half of them."""
    shutil.rmtree(root / "scratch", ignore_errors=True)
    (root / "scratch").mkdir()
    options = ("--format", "json")
    began = time.perf_counter()
    with (
        _started(root, "check", *params, *options) as process,
        _Watched(process.pid, root / "scratch") as seen,
    ):
        answers = [json.loads(line) for line in process.stdout or ()]
    _all_of(root, params, len(answers), "checked")
    alone = time.perf_counter() - began
    for stored in root.glob("communes/*/outputs"):
        shutil.rmtree(stored)
    began = time.perf_counter()
    halves = [_started(root, "check", *params[at::2], *options) for at in (0, 1)]
    with ThreadPoolExecutor() as readers:  # both at once: one that nobody reads waits when its pipe is full
        list(readers.map(subprocess.Popen.communicate, halves))
    together = time.perf_counter() - began
    head = ("part of the time", "MB", "processes", "open files", "temporary files")
    table(f"check: {len(answers)} of {len(params)} communes, {FIGURES} figures each, {WRONG} wrong", head, seen.rows())
    print(f"\nOne process: {len(params) / alone:.1f} a second; two at a time: {len(params) / together:.1f} a second.")


def _opened(root: Path) -> None:
    """All figures as one frame, and again."""
    told = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", OPEN], cwd=root, capture_output=True, text=True, check=True)
        told.append(done.stdout.split())
    print(f"\nopen_figures: {told[0][0]} figures in {float(told[0][1]):.1f} s, again in {float(told[-1][1]):.2f} s.")


def _reported(root: Path, params: Sequence[str]) -> None:
    """Reports of communes by one command."""
    began = time.perf_counter()
    scratch = root / "scratch"
    with _started(root, "report", *params, "--quiet", "--no-cache") as process, _Watched(process.pid, scratch) as seen:
        process.communicate()
    took = time.perf_counter() - began
    head = ("part of the time", "MB", "processes", "open files", "temporary files")
    made = _made(root)
    _all_of(root, params, made, "made")
    table(f"report: {made} of {len(params)} communes", head, seen.rows())
    left = [path.name for path in scratch.iterdir()]
    print(f"\n{took:.0f} s, {took / len(params):.2f} s each; left behind: {', '.join(left) or 'nothing'}.")


def _on_clusters(root: Path, params: Sequence[str]) -> None:
    """Reports of communes on Dask clusters of this machine."""
    from distributed import LocalCluster

    rows = []
    for workers in WORKERS:
        for folder in root.glob("communes/*/outputs"):
            shutil.rmtree(folder)
        options = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": logging.CRITICAL}
        with LocalCluster(n_workers=workers, **options) as cluster:
            began = time.perf_counter()
            asked = ("--quiet", "--no-cache", "--executor", cluster.scheduler_address)
            with _started(root, "report", *params, *asked) as process:
                process.communicate()
            took = time.perf_counter() - began
        _all_of(root, params, _made(root), "made on the cluster")
        rows.append((str(workers), f"{took:.0f}", f"{took / len(params):.2f}", f"{len(params) / took:.2f}"))
    head = ("workers", "seconds", "s each", "a second")
    table(f"report on Dask: {len(params)} communes, {os.cpu_count()} cores", head, rows)


def _made(root: Path) -> int:
    """How many reports there are."""
    return len(list(root.glob("communes/*/outputs/2024-H1/report.html")))


def _all_of(root: Path, params: Sequence[str], count: int, done: str) -> None:
    """Stop where a run did less than it was asked for, and tell what it said: its time would say nothing."""
    if count != len(params):
        said = (root / SAID).read_text(encoding="utf-8")[-2000:]
        raise RuntimeError(f"{count} of {len(params)} communes were {done}.\n{said}")


def _started(root: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "TMPDIR": str(root / "scratch"), "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", KIMTAN, *arguments]
    with (root / SAID).open("a") as said:
        return subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=said, text=True)


if __name__ == "__main__":
    main()
