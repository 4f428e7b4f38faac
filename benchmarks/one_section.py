"""Where the time of one section goes, with kimtan's forked kernels and with papermill alone: medians over runs."""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median

from benchmarks.report_time import PERIOD, copy_workspace
from benchmarks.told import table
from kimtan.present.ready import make_ready
from kimtan.report.preparing import prepare
from kimtan.run.execution import run_sections
from kimtan.run.pools import SectionPool
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Task
from kimtan.workspace import Workspace

RUNS = 7
SECTION = "40_defence_security"
PHASES = ("kernel", "parameters", "opening", "text, tables", "charts", "end")


def main() -> None:
    """Run one section again and again, each way, and print what its phases take."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copy_workspace(root)
        workspace = Workspace(root)
        dataset, sections = prepare(workspace, workspace.params_file(PERIOD))
        config = dataset.config
        parameters = config.parameters(config.language, config.audience)
        (section,) = (one for one in sections if one.name == SECTION)
        columns: dict[str, list[dict[str, float]]] = {"kimtan": [], "papermill": []}
        with SectionPool() as pool:
            pool.prepare(make_ready, root, parameters)
            for _ in range(RUNS + 1):
                columns["kimtan"].append(_kimtan(root, section, parameters, pool))
                columns["papermill"].append(_papermill(root, section, parameters))
    rows = [(phase, *(_median(run[phase] for run in runs[1:]) for runs in columns.values())) for phase in PHASES]
    rows.append(("all", *(_median(sum(run.values()) for run in runs[1:]) for runs in columns.values())))
    table(f"{SECTION}, one at a time: ms, medians of {RUNS}", ("phase", *columns), rows)


def _median(seconds: Iterable[float]) -> str:
    return f"{1000 * median(seconds):.0f}"


def _kimtan(
    root: Path, section: SectionNotebook, parameters: Mapping[str, object], pool: SectionPool
) -> dict[str, float]:
    began = time.time()
    (result,) = run_sections([Task(section, root / "out.ipynb", root, parameters)], 1, pool=pool)
    if result.failure is not None:
        raise RuntimeError(result.failure)
    return _phases(result.path, began, time.time())


def _papermill(root: Path, section: SectionNotebook, parameters: Mapping[str, object]) -> dict[str, float]:
    import papermill

    began = time.time()
    path = root / "out.ipynb"
    papermill.execute_notebook(section.path, path, parameters=dict(parameters), cwd=root, progress_bar=False)
    return _phases(path, began, time.time())


def _phases(path: Path, began: float, ended: float) -> dict[str, float]:
    """Seconds by phase, from the times that papermill writes into a notebook."""
    cells = [cell for cell in json.loads(path.read_bytes())["cells"] if cell["cell_type"] == "code"]
    found = dict.fromkeys(PHASES, 0.0)
    found["kernel"] = _at(cells[0], "start_time") - began
    found["end"] = ended - _at(cells[-1], "end_time")
    for cell in cells:
        tags, source = set(cell["metadata"].get("tags", ())), "".join(cell["source"])
        is_given = tags & {"parameters", "injected-parameters"}
        phase = "parameters" if is_given else "opening" if "setup" in tags else "text, tables"
        found["charts" if ".chart." in source else phase] += _at(cell, "end_time") - _at(cell, "start_time")
    return found


def _at(cell: Mapping[str, Mapping[str, Mapping[str, str]]], name: str) -> float:
    return dt.datetime.fromisoformat(cell["metadata"]["papermill"][name]).replace(tzinfo=dt.UTC).timestamp()


os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
