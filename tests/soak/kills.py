"""Killed at random moments: no reader sees half a report, and the next run succeeds as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from kimtan.workspace import Workspace
from tests.report.test_build import PERIOD
from tests.soak.ground import UNEXPECTED, Trial, ground, left, processes, published, ran, save, started, torn

_TARGETS = ("the whole tree", "the run", "the warm process", "a kernel")
_REPORT = ("report", PERIOD, "--quiet")


def tried(trial: Trial) -> None:
    """Kill the tree, the run, the warm process or a kernel at a moment of the run, then run again."""
    workspace = ground(trial.folder / "w")
    known = {}
    seconds = 0.0
    for billions in (601, 602):
        save(workspace, billions)
        begun = time.monotonic()
        code, said = ran(workspace, *_REPORT)
        seconds = time.monotonic() - begun
        trial.holds(code == 0, f"the first run answers {code}: {said[-300:]}")
        known[billions] = published(workspace)
    now = 602
    for chance in trial.chances():
        now = 1203 - now
        save(workspace, now)
        target = chance.choice(_TARGETS)
        code = _killed(workspace, target, chance.uniform(0, 1.1 * seconds), chance)
        trial.came(f"{target} killed: {'published all the same' if code == 0 else 'no report'}")
        folder = workspace.output_dir(PERIOD)
        trial.holds(not torn(folder), f"{target}: half a report: {torn(folder)[:3]}")
        trial.holds(folder.exists(), f"{target}: no report")
        trial.holds(code != UNEXPECTED, f"{target}: exit code {code}")
        again, said = ran(workspace, *_REPORT)
        trial.holds(again == 0, f"{target}: the next run answers {again}: {said[-300:]}")
        trial.holds(published(workspace) == known[now], f"{target}: the next run has other bytes")
        trial.holds(not left(workspace), f"{target}: left: {left(workspace)[:3]}")
        trial.holds(not processes(workspace), f"{target}: processes left: {processes(workspace)[:3]}")


def _killed(workspace: Workspace, target: str, moment: float, chance: random.Random) -> int:
    """The exit code of a run of which something is killed at a moment."""
    process = started(workspace, *_REPORT)
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    tree = _tree(process.pid)
    warm = [pid for pid in tree if b"kimtan.run.zygote" in _command(pid)]
    if target == "the run":
        victims = [process.pid]
    elif target == "the whole tree":
        victims = tree
    elif target == "the warm process":
        victims = warm[:1]
    else:
        victims = chance.sample(warm[1:], 1) if len(warm) > 1 else []  # what was forked from it has its command
    for pid in victims:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.communicate(timeout=600)
    deadline = time.monotonic() + 20
    while processes(workspace) and time.monotonic() < deadline:
        time.sleep(0.1)
    return process.returncode


def _tree(root: int) -> list[int]:
    """A process and all that came of it, parents first."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    tree = [root]
    for pid in tree:
        tree += [child for child, parent in parents.items() if parent == pid]
    return tree


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
