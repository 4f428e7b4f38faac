"""One section notebook run by papermill, in the process that this is called in."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kimtan.run.kernels import KERNEL, READS, kernel_manager
from kimtan.run.scrub import scrub, write_notebook
from kimtan.run.sections import cell_number
from kimtan.run.tasks import Failure, Result, Task

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LINE_IN_CELL = re.compile(r"Cell In\[\d+\],? line (\d+)")


def run_section(task: Task) -> Result:
    """Run one section by papermill in this process; nothing is raised for what the notebook does.

    The executed notebook is written at the end, which comes even when its kernel dies, so it tells how far it came.
    """
    import papermill

    start = time.perf_counter()
    failure = None
    os.environ[READS] = str(task.reads or "")
    try:
        executed = papermill.execute_notebook(
            _literal(task.section.path),
            _literal(task.output),
            parameters=dict(task.parameters),
            cwd=str(task.root),
            kernel_name=KERNEL,
            language="python",
            progress_bar=False,
            log_output=False,
            engine_name=_engine(),
            request_save_on_cell_execute=True,
            kernel_manager_class=kernel_manager(),
            shutdown_kernel="immediate",
            coalesce_streams=True,
            extra_arguments=["--log-level=ERROR"],
        )
        if executed.metadata.papermill.exception:  # papermill lets `sys.exit()` pass, and with it all cells that follow
            failure = _failure(task, "SystemExit", "This cell ended the notebook before its last cell.")
        elif task.is_cleaned:
            _clean(task, executed)
    except papermill.PapermillExecutionError as error:
        failure = _failure(task, str(error.ename), str(error.evalue), error.traceback)
    except OSError as error:
        failure = Failure(type(error).__name__, str(error), is_output=True)
    except Exception as error:  # noqa: BLE001 - a dead or mute kernel, or whatever papermill meets: it is the section's
        failure = _failure(task, type(error).__name__, str(error))
    return Result(task.section, task.output, round(time.perf_counter() - start, 3), failure)


def _clean(task: Task, executed: Any) -> None:
    import nbformat

    source = nbformat.read(task.section.path, as_version=4)
    write_notebook(scrub(executed, source, task.root), task.output)


@cache
def _engine() -> str:
    """The name of an engine that writes the notebook once, at the end, where papermill's own does it twice a cell."""
    from papermill.engines import NBClientEngine, papermill_engines

    class SectionEngine(NBClientEngine):  # type: ignore[misc, unused-ignore]
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            output, nb_man.output_path = nb_man.output_path, None
            try:
                super().execute_managed_notebook(nb_man, kernel_name, **options)
            finally:
                nb_man.output_path = output

    papermill_engines.register("kimtan", SectionEngine)
    return "kimtan"


def _failure(task: Task, exception: str, message: str, traceback: Sequence[str] = ()) -> Failure:
    """A failure with its place: the cell that was begun last."""
    number, source = _last_started(task.output)
    told = _LINE_IN_CELL.search(_COLOUR.sub("", "\n".join(traceback)))
    lines = source.splitlines()
    line = lines[int(told[1]) - 1] if told and int(told[1]) <= len(lines) else next(iter(lines), "")
    return Failure(exception, message, number, line.strip())


def _literal(path: Path) -> str:
    """A path as papermill takes it: it fills in what stands in braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _last_started(path: Path) -> tuple[int | None, str]:
    """Number and source of the last code cell that was begun in a notebook that was left unfinished."""
    import nbformat

    try:
        cells = nbformat.read(path, as_version=4).cells
    except (OSError, ValueError):
        return None, ""
    begun = [
        cell
        for cell in cells
        if cell.cell_type == "code" and cell.source.strip() and cell.metadata.get("papermill", {}).get("start_time")
    ]
    return (cell_number(cells, begun[-1]), begun[-1].source) if begun else (None, "")
