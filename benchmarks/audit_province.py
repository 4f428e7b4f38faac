"""A whole province, one commune after another in one ``kimtan check``: seconds a commune, and whether memory grows."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.made_up import report, with_slips, write
from benchmarks.told import table

COMMUNES, FIGURES, WRONG, DEPTH = 200, 200, 2, 2
MARKS = (20, 100, 200)


def main() -> None:
    """Write the communes, check them twice in one process each, and print what they took."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for seed in range(COMMUNES):
            made, _ = with_slips(report(seed, FIGURES, DEPTH), seed, WRONG)
            write(root / "communes" / f"c{seed:03}", made)
        params = sorted(path.relative_to(root).as_posix() for path in root.glob("communes/*/params/*.yml"))
        first, second = _check(root, params), _check(root, params)
    head = ("communes", "MB", "peak MB", "s each", "rules", "localised", "again: MB", "s each")
    rows = [
        (
            str(mark),
            f"{first.memory[mark][0]:.0f}",
            f"{first.memory[mark][1]:.0f}",
            f"{median(first.seconds[:mark]):.2f}",
            str(sum(first.rules[:mark])),
            f"{sum(first.localised[:mark])}/{sum(first.contradictions[:mark])}",
            f"{second.memory[mark][0]:.0f}",
            f"{median(second.seconds[:mark]):.2f}",
        )
        for mark in MARKS
    ]
    about = f"{COMMUNES} communes, {FIGURES} figures each, {WRONG} wrong"
    table(f"One process: {about}; again with findings stored", head, rows)
    print(
        f"\nAll: {sum(first.seconds):.0f} s, the slowest {max(first.seconds):.1f} s; again {sum(second.seconds):.0f} s."
    )


class _Seen:
    """What was seen of one process, commune by commune."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.rules: list[int] = []
        self.contradictions: list[int] = []
        self.localised: list[int] = []
        self.memory: dict[int, tuple[float, float]] = {}


def _check(root: Path, params: list[str]) -> _Seen:
    """Check all communes in one process and read its answers as they come, one line a commune."""
    seen = _Seen()
    code = "from kimtan.cli.app import main; main()"
    command = [sys.executable, "-u", "-c", code, "check", *params, "--format", "json"]
    with (
        (root / "errors.txt").open("w+", encoding="utf-8") as errors,
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8") as process,
    ):
        if process.stdout is None:
            raise RuntimeError("The process has no output to read.")
        before = time.perf_counter()
        for number, line in enumerate(process.stdout, 1):
            now = time.perf_counter()
            seen.seconds.append(now - before)
            before = now
            document = json.loads(line)
            seen.rules.append(sum(document["summary"].values()))
            found = [one for one in document["findings"] if one["outcome"] == "cannot_hold"]
            clusters = {one["cluster"]: one["is_localised"] for one in found}
            seen.contradictions.append(len(clusters))
            seen.localised.append(sum(clusters.values()))
            if number in MARKS:
                seen.memory[number] = _memory(process.pid)
        if process.wait() or len(seen.seconds) != len(params):
            errors.seek(0)
            raise RuntimeError(f"{len(seen.seconds)} of {len(params)} communes were checked:\n{errors.read()[-2000:]}")
    return seen


def _memory(process: int) -> tuple[float, float]:
    """What a running process has in memory and the most that it ever had, in MB; NaN where the system is silent."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return math.nan, math.nan
    told = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
    now, peak = (int(told[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return now, peak
