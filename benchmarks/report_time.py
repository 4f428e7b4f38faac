"""The whole report: kimtan against papermill and nbconvert over the same notebooks, in turn on the same machine.

Each variant is a process from start to end in a workspace of its own. Time is wall time; processor time and the most
memory at one moment are those of the process and all that came of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.told import table

ROUNDS = 3
PERIOD = "2023-H1"
ROOT = Path(__file__).resolve().parents[1]

KIMTAN = "from kimtan.cli import main; main()"

EACH = """
import papermill, sys
from pathlib import Path

def run(path):
    papermill.execute_notebook(path, f"out/{path.name}", parameters=PARAMETERS, cwd=".", progress_bar=False)
"""
SEQUENCE = (
    EACH
    + """
for path in sorted(Path("notebooks").glob("*.ipynb")):
    run(path)
"""
)
TWO_PROCESSES = (
    EACH
    + """
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(run, sorted(Path("notebooks").glob("*.ipynb"))))
"""
)
CONVERT = """
import nbformat
from pathlib import Path
from nbconvert import HTMLExporter

exporter = HTMLExporter()
for path in sorted(Path("out").glob("*.ipynb")):
    page, _ = exporter.from_notebook_node(nbformat.read(path, as_version=4))
    path.with_suffix(".html").write_text(page, encoding="utf-8")
"""


@dataclass(frozen=True)
class Cost:
    """What one run of a variant took: seconds of wall and of processors, and megabytes."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Run all variants in turn, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("params", "data", "notebooks"):
            shutil.copytree(ROOT / name, root / name)
        variants: dict[str, Callable[[], None]] = {
            "papermill in sequence + nbconvert": lambda: _papermill(root, SEQUENCE),
            "papermill, 2 processes + nbconvert": lambda: _papermill(root, TWO_PROCESSES),
            "kimtan, plain kernels": lambda: _kimtan(root, "--no-cache", "--kernel", "plain"),
            "kimtan": lambda: _kimtan(root, "--no-cache"),
            "kimtan, one figure changed": lambda: _kimtan(root),
            "kimtan, nothing changed": lambda: _kimtan(root),
        }
        _kimtan(root)
        costs: dict[str, list[Cost]] = {name: [] for name in variants}
        for number in range(ROUNDS):
            for name, run in variants.items():
                if name == "kimtan, one figure changed":
                    _kimtan(root)
                    _change(root, number)
                costs[name].append(_cost(run))
    whole = median(cost.wall for cost in costs["papermill in sequence + nbconvert"])
    rows = [
        (
            name,
            f"{median(cost.wall for cost in own):.2f}",
            f"{median(cost.wall for cost in own) / whole:.3f}",
            f"{median(cost.cpu for cost in own):.1f}",
            f"{median(cost.memory for cost in own):.0f}",
        )
        for name, own in costs.items()
    ]
    count = len(list((ROOT / "notebooks").glob("*.ipynb")))
    title = f"The report of {count} notebooks as HTML: medians of {ROUNDS} rounds, in turn"
    table(title, ("variant", "seconds", "ratio", "CPU s", "MB"), rows)


def _change(root: Path, number: int) -> None:
    """Another herd of pigs, one that no other round had."""
    path = root / "data" / PERIOD / "observations.csv"
    text = path.read_text(encoding="utf-8")
    lines = [
        f"livestock.pigs,actual,{860 + number},head,{860 + number},,,,final,,report:L112,,"
        if line.startswith("livestock.pigs,actual,")
        else line
        for line in text.splitlines()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _papermill(root: Path, program: str) -> None:
    shutil.rmtree(root / "out", ignore_errors=True)
    (root / "out").mkdir()
    import yaml

    parameters = yaml.safe_load((root / "params" / f"{PERIOD}.yml").read_text(encoding="utf-8"))
    (root / "program.py").write_text(f"PARAMETERS = {parameters!r}\n{program}", encoding="utf-8")
    _run(root, [sys.executable, "program.py"])
    _run(root, [sys.executable, "-c", CONVERT])


def _kimtan(root: Path, *options: str) -> None:
    _run(root, [sys.executable, "-c", KIMTAN, "report", PERIOD, "--to", "html", "--quiet", *options])


def _run(root: Path, command: list[str]) -> None:
    subprocess.run(command, cwd=root, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def _cost(run: Callable[[], None]) -> Cost:
    before = os.times()
    began = time.perf_counter()
    with _Memory() as memory:
        run()
    wall = time.perf_counter() - began
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, memory.most)


class _Memory:
    """The most memory that all processes below this one held at one moment, in MB, each shared page counted once."""

    def __init__(self) -> None:
        self.most = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.25):
            self.most = max(self.most, sum(map(_proportional, _below(os.getpid()))))


def _below(pid: int) -> list[int]:
    """Processes below one, where the system tells (Linux)."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_below(child)]
    return found


def _proportional(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
