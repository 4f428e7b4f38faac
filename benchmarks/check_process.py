"""``kimtan check 2023-H1`` as a whole process: with nothing stored, with stored findings, and what imports cost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.told import table

ROUNDS = int(os.environ.get("ROUNDS", "7"))
ROOT = Path(__file__).resolve().parents[1]
PANDAS = "python -c 'import pandas'"
RUN = "import sys; from kimtan.cli.app import main; main()"
HEAVY = ("pandas", "numpy", "nbformat", "matplotlib", "nbconvert", "IPython")
LOADED = (
    "import atexit, sys; from kimtan.cli.app import main;"
    f"atexit.register(lambda: print(*({HEAVY!r} & sys.modules.keys()), file=sys.stderr));"
    "main()"
)


def main() -> None:
    """Run every command in turn, in a copy of this repository's figures, and print medians."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("params", "data"):
            shutil.copytree(ROOT / name, root / name)
        _run(root, "check", "2023-H1")
        seconds: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            seconds.setdefault("python -c pass", []).append(_seconds(root, [sys.executable, "-c", "pass"]))
            seconds.setdefault(PANDAS, []).append(_seconds(root, [sys.executable, "-c", "import pandas"]))
            seconds.setdefault("kimtan --help", []).append(_run(root, "--help"))
            shutil.rmtree(root / "outputs")
            seconds.setdefault("kimtan check, nothing stored", []).append(_run(root, "check", "2023-H1"))
            seconds.setdefault("kimtan check, findings stored", []).append(_run(root, "check", "2023-H1"))
        shares = {"kimtan --help": _import_share(root, "--help")}
        shares["kimtan check, findings stored"] = _import_share(root, "check", "2023-H1")
        shutil.rmtree(root / "outputs")
        shares["kimtan check, nothing stored"] = _import_share(root, "check", "2023-H1")
        loaded = _command(root, [sys.executable, "-c", LOADED, "check", "2023-H1"]).stderr.split()
    bare, pandas = median(seconds["python -c pass"]), median(seconds[PANDAS])
    rows = [
        (
            name,
            f"{median(own):.2f}",
            f"{max(own):.2f}",
            f"{median(own) / bare:.1f}",
            f"{median(own) / pandas:.2f}",
            f"{shares[name]:.0%}" if name in shares else "",
        )
        for name, own in seconds.items()
    ]
    head = ("process", "seconds", "slowest", "× python", "× pandas", "imports")
    table(f"A process from start to end: medians of {ROUNDS} rounds", head, rows)
    print(f"\nOf {', '.join(HEAVY)} a check loads {' '.join(loaded) or 'none'}.")


def _run(root: Path, *arguments: str) -> float:
    return _seconds(root, [sys.executable, "-c", RUN, *arguments])


def _seconds(root: Path, command: list[str]) -> float:
    began = time.perf_counter()
    _command(root, command)
    return time.perf_counter() - began


def _import_share(root: Path, *arguments: str) -> float:
    """The share of a process's time that goes into imports, by Python's own account of them."""
    began = time.perf_counter()
    told = _command(root, [sys.executable, "-X", "importtime", "-c", RUN, *arguments]).stderr
    whole = time.perf_counter() - began
    return sum(int(own) for own in re.findall(r"^import time: +(\d+) \|", told, flags=re.MULTILINE)) / 1e6 / whole


def _command(root: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=True)
