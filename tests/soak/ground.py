"""What all trials stand on: a count with an end, a workspace with a short report, kimtan as a process of its own."""

from __future__ import annotations

import hashlib
import os
import random
import re
import runpy
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from kimtan.run.manifest import MANIFEST, RUN, Manifest, fingerprint
from kimtan.run.scratch import UNHELD_SECONDS
from kimtan.workspace import Workspace
from tests.conftest import OBSERVATIONS, write_workspace
from tests.report.test_build import PARAMETERS_CELL

REPOSITORY = Path(__file__).parents[2]
PERIOD = "2024-H1"
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
    """A made-up commune of one figure, with two sections that each tell it: a run of it is short."""
    warm_up()
    workspace = write_workspace(root, [_INDICATOR], [_row(500)])
    notebooks = root / "notebooks"
    notebooks.mkdir()
    for name in _SECTIONS:
        cells = [
            new_code_cell(PARAMETERS_CELL.replace("2023-H1", PERIOD), metadata={"tags": ["parameters"]}),
            new_code_cell(_SETUP, metadata={"tags": ["setup"]}),
            new_code_cell(_TELLS.format(name=name)),
        ]
        nbformat.write(new_notebook(cells=cells), notebooks / f"{name}.ipynb")
    params = workspace.params_file(PERIOD)
    params.write_text(f"{params.read_text('utf-8')}  sections: [{', '.join(_SECTIONS)}]\n", "utf-8")
    return workspace


def save(workspace: Workspace, billions: int) -> None:
    """Write the figures with another total income, in one step."""
    file = workspace.observations_file(PERIOD)
    beside = file.with_name(".beside")
    beside.write_text("\n".join([OBSERVATIONS, _row(billions), ""]), encoding="utf-8")
    beside.replace(file)


def shown(workspace: Workspace) -> list[str]:
    """What each section of the published page says the total income is."""
    return re.findall(r"Tổng: ([\d.,]+) đồng", (workspace.output_dir(PERIOD) / "report.html").read_text("utf-8"))


_INDICATOR = "income.total,economy,Tổng thu,Total income,vnd_bn,flow,higher,3,,,,,,false,1"
_SECTIONS = ("11_part", "12_part")
_SETUP = "from kimtan import open_section, show\nfrom kimtan.present.blocks import Heading, Narrative"
_TELLS = (
    "s = open_section('economy', period, language, audience, settings)\n"
    "told = s.facts.dataset.statements('income.total')[0].as_written\n"
    "show(Heading('{name}', '{name}', 2), Narrative(((f'Tổng: {{told}} đồng.',),)))"
)


def _row(billions: int) -> str:
    return f'income.total,actual,{billions}.054,vnd_bn,"{billions},054",,,,estimate,,L1,,'


class Started:
    """Kimtan in a process of its own, forked from this one: what it imports is there, so that a try is short.

    It has a group, a temporary folder and an environment of its own; what it says is kept in a file.
    """

    def __init__(self, workspace: Workspace, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            _become(workspace, arguments, _environment(workspace, environment), self._said.fileno())

    def wait(self, seconds: float) -> None:
        """Wait for its end, so long at the most."""
        end = time.monotonic() + seconds
        while self.returncode is None and time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
                return
            time.sleep(0.005)

    def communicate(self) -> tuple[int, str]:
        """The exit code, once it is there, and what was said; what takes ten minutes is ended."""
        self.wait(600)
        if self.returncode is None:
            os.killpg(self.pid, signal.SIGKILL)
            raise TimeoutError("kimtan did not end within ten minutes.")
        self._said.seek(0)
        return self.returncode, self._said.read().decode("utf-8", "replace")


def started(workspace: Workspace, *arguments: str, **environment: str) -> Started:
    """Kimtan as a process that goes on beside this one."""
    return Started(workspace, arguments, environment)


def ran(workspace: Workspace, *arguments: str, **environment: str) -> tuple[int, str]:
    """The exit code of kimtan, and what it said."""
    return Started(workspace, arguments, environment).communicate()


def ran_anew(workspace: Workspace, *arguments: str, **environment: str) -> tuple[int, str]:
    """The same of a new Python, which reads its environment."""
    made = subprocess.run(
        [sys.executable, "-c", "from kimtan.cli.app import main; main()", *arguments],
        cwd=workspace.root,
        env=_environment(workspace, environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
        check=False,
    )
    return made.returncode, made.stdout


def warm_up() -> None:
    """Import what a report needs, once for all processes that are forked from this one."""
    from kimtan.run.imports import quick_imports

    with quick_imports():
        for name in _IMPORTED:
            import_module(name)


_IMPORTED = (
    "kimtan.cli.app", "kimtan.report.build", "kimtan.report.page", "kimtan.report.word.writer", "kimtan.audit.store",
    "kimtan.forms.reading", "kimtan.forms.filling", "kimtan.run.execution", "nbconvert.exporters.exporter", "papermill",
    "pandas", "openpyxl", "jinja2", "typst", "z3",
)  # fmt: skip


def _environment(workspace: Workspace, more: Mapping[str, str]) -> dict[str, str]:
    temporary = workspace.root.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(temporary), **more}


def _become(workspace: Workspace, arguments: Sequence[str], environment: Mapping[str, str], said: int) -> NoReturn:
    """Be kimtan, in a process that was just forked; it never comes back."""
    code = UNEXPECTED
    try:
        os.setsid()
        os.chdir(workspace.root)
        os.environ.clear()
        os.environ.update(environment)
        tempfile.tempdir = None
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for stream in (1, 2):
            os.dup2(said, stream)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
        if "FAULT_BELOW" in environment:
            runpy.run_path(str(REPOSITORY / "tests/soak/faults/sitecustomize.py"))
        sys.argv = ["kimtan", *arguments]
        from kimtan.cli.app import main

        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - it is told as any program's would be
        traceback.print_exc()
        code = 1
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


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


def published(workspace: Workspace, period: str = PERIOD) -> Mapping[str, str]:
    """A hash of each file of the report, but for the record of the run."""
    folder = workspace.output_dir(period)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RUN
    }


def left(workspace: Workspace) -> list[str]:
    """What is neither a report nor kept for the next run: half files, folders of a build, temporary folders.

    An empty temporary folder may be another process's that has just made it: it is left only when it has some age.
    """
    outputs = workspace.outputs_dir
    known = {outputs / name for name in (".cache", ".findings", ".failed")}
    found = [path for path in outputs.glob(".*") if path not in known and not path.name.endswith(".lock")]
    found += [path for folder in (".cache", ".findings") for path in (outputs / folder).rglob(".*")]
    lending = f"kimtan-{os.getuid()}"  # where a preview's process is looked for; it stays, and is empty
    temporary = [path for path in (workspace.root.parent / "tmp").glob("kimtan-*") if path.name != lending]
    found += [path for path in temporary if any(path.iterdir()) or time.time() - path.stat().st_mtime > UNHELD_SECONDS]
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
