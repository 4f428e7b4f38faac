"""Killed at random moments: no reader sees half a report, and the next run succeeds as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kimtan.workspace import Workspace
from tests.soak.ground import PERIOD, UNEXPECTED, Trial, ground, left, processes, published, ran, save, started, torn

_TARGETS = ("the whole tree", "the run", "the warm process", "a kernel")
_REPORT = ("report", PERIOD, "--quiet", "--to", "html")
_ALL = ("report", PERIOD, "--quiet")


def tried(trial: Trial) -> None:
    """Kill the tree, the run, the warm process or a kernel at a moment of a run, up to three runs; then run again."""
    grounds = {command: ground(trial.folder / str(len(command)) / "w") for command in (_REPORT, _ALL)}
    known: dict[tuple[tuple[str, ...], int], Mapping[str, str]] = {}
    seconds: dict[tuple[str, ...], float] = {}
    for command, workspace in grounds.items():
        for billions in (601, 602):
            save(workspace, billions)
            begun = time.monotonic()
            code, said = ran(workspace, *command)
            seconds[command] = time.monotonic() - begun
            trial.holds(code == 0, f"the first run answers {code}: {said[-300:]}")
            known[command, billions] = published(workspace)
    now, kills = dict.fromkeys(grounds, 602), 0
    for chance in trial.chances():
        if not kills:
            kills = chance.randint(1, 3)
            command = chance.choices([_REPORT, _ALL], [4, 1])[0]
            workspace = grounds[command]
        now[command] = 1203 - now[command]
        save(workspace, now[command])
        target = chance.choice(_TARGETS)
        code = _killed(workspace, command, target, chance.uniform(0, 1.1 * seconds[command]), chance)
        trial.came(f"{target} killed: {'published all the same' if code == 0 else 'no report'}")
        folder = workspace.output_dir(PERIOD)
        trial.holds(not torn(folder), f"{target}: half a report: {torn(folder)[:3]}")
        trial.holds(folder.exists(), f"{target}: no report")
        trial.holds(code != UNEXPECTED, f"{target}: exit code {code}")
        kills -= 1
        if kills:
            continue
        again, said = ran(workspace, *command)
        trial.holds(again == 0, f"{target}: the next run answers {again}: {said[-300:]}")
        trial.holds(published(workspace) == known[command, now[command]], f"{target}: the next run has other bytes")
        trial.holds(not left(workspace), f"{target}: left: {left(workspace)[:3]}")
        trial.holds(not processes(workspace), f"{target}: processes left: {processes(workspace)[:3]}")


def _killed(workspace: Workspace, command: tuple[str, ...], target: str, moment: float, chance: random.Random) -> int:
    """The exit code of a run of which something is killed at a moment."""
    process = started(workspace, *command)
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
    for pid in victims if process.returncode is None else ():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    code, _ = process.communicate()
    deadline = time.monotonic() + 20
    while processes(workspace) and time.monotonic() < deadline:
        time.sleep(0.1)
    return code


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
