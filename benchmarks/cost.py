"""What a command takes: seconds of wall and of processors, and the most memory of all processes at one moment."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of wall and of processors, and megabytes."""

    wall: float
    cpu: float
    memory: float


def cost(run: Callable[[], None]) -> Cost:
    """Run something that starts processes and waits for them, and tell what those took."""
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
            self.most = max(self.most, sum(map(proportional, below(os.getpid()))))


def below(pid: int) -> list[int]:
    """Processes below one, where the system tells (Linux)."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *below(child)]
    return found


def proportional(pid: int) -> float:
    """The memory of a process in MB, each page shared with others as its share of it."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
