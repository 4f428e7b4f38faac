"""What all trials stand on: a count with an end, a workspace with a short report, kimtan as a process of its own."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kimtan.run.manifest import MANIFEST, RUN, Manifest, fingerprint
from kimtan.workspace import Workspace
from tests.report.test_build import PERIOD, write_workspace
from tests.report.test_one_truth import SECTIONS, changed

REPOSITORY = Path(__file__).parents[2]
NOT_WRITTEN, UNEXPECTED = 4, 70


@dataclass
class Trial:
    """How often something is tried, from which seed, until when, and what came of it."""

    number: int
    seed: int
    end: float
    folder: Path
    done: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def chances(self) -> Iterator[random.Random]:
        """A source of chance for each try; the same one for the same number and seed."""
        for number in range(self.number):
            if time.monotonic() > self.end:
                return
            yield random.Random(f"{self.seed}-{number}")
            self.done += 1

    def came(self, outcome: str) -> None:
        """Count what came of a try."""
        self.outcomes[outcome] += 1

    def holds(self, is_so: bool, words: str) -> None:
        """Note a promise that was broken."""
        if not is_so:
            self.broken.append(f"try {self.done}: {words}")


def ground(root: Path) -> Workspace:
    """The first period with two sections that each tell its total income."""
    return write_workspace(root, SECTIONS)


def save(workspace: Workspace, billions: int) -> None:
    """Write the figures with another total income, in one step."""
    file = workspace.observations_file(PERIOD)
    beside = file.with_name(".beside")
    beside.write_text(changed(str(billions)), encoding="utf-8")
    beside.replace(file)


def started(workspace: Workspace, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Kimtan as a process of its own, in a group of its own, with a temporary folder of its own."""
    temporary = workspace.root.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", "from kimtan.cli.app import main; main()", *arguments],
        cwd=workspace.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(temporary), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def ran(workspace: Workspace, *arguments: str, **environment: str) -> tuple[int, str]:
    """The exit code of kimtan, and what it said."""
    process = started(workspace, *arguments, **environment)
    said = process.communicate(timeout=600)[0]
    return process.returncode, said


def torn(folder: Path) -> list[str]:
    """Files of a report that its manifest does not name as they are; nothing where there is no report."""
    if not folder.exists():
        return []
    try:
        named = Manifest.of((folder / MANIFEST).read_bytes()).outputs
    except (OSError, ValueError) as error:
        return [f"{MANIFEST}: {error}"]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST, RUN}
    wrong = [name for name in named if name in there and fingerprint(folder / name)["sha256"] != named[name]]
    return sorted({*wrong, *(there ^ set(named))})


def published(workspace: Workspace) -> Mapping[str, str]:
    """A hash of each file of the report, but for the record of the run."""
    folder = workspace.output_dir(PERIOD)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RUN
    }


def left(workspace: Workspace) -> list[str]:
    """What is neither a report nor kept for the next run: half files, folders of a build, temporary folders."""
    outputs = workspace.outputs_dir
    known = {outputs / name for name in (".cache", ".findings", ".failed")}
    found = [path for path in outputs.glob(".*") if path not in known and not path.name.endswith(".lock")]
    found += [path for folder in (".cache", ".findings") for path in (outputs / folder).rglob(".*")]
    lending = f"kimtan-{os.getuid()}"  # where a preview's process is looked for; it stays, and is empty
    found += [path for path in (workspace.root.parent / "tmp").glob("kimtan-*") if path.name != lending]
    found += [path for path in workspace.data_dir.rglob(".*") if not path.name.endswith(".lock")]
    return [path.relative_to(workspace.root.parent).as_posix() for path in found]


def processes(workspace: Workspace) -> list[int]:
    """Processes that a run of this workspace started and that live still (Linux)."""
    marks = f"TMPDIR={workspace.root.parent / 'tmp'}".encode()
    own = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if marks in (entry / "environ").read_bytes().split(b"\0") and (entry / "cmdline").read_bytes():
                own.append(int(entry.name))
        except OSError:
            continue
    return own
