"""One section notebook run by papermill, in the process that this is called in."""

from __future__ import annotations

import ast
import os
import re
import time
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kimtan.run.failures import Failure, FailureKind
from kimtan.run.kernels import FORKED, KERNEL, READS, kernel_manager
from kimtan.run.scrub import scrub, without_calls, write_notebook
from kimtan.run.sections import EXPLORE_TAG, PARAMETERS_TAG, SectionNotebook, tags
from kimtan.run.streams import joined
from kimtan.run.tasks import Result, Task

if TYPE_CHECKING:
    from pathlib import Path

_RECORDER = "kimtan.present.reads"
"""The extension of IPython that records what a section reads."""

_ENDED = "This cell ended the notebook before its last cell."
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run_section(task: Task) -> Result:
    """Run one section by papermill in this process; nothing is raised, whatever happens.

    The executed notebook is written at the end, which comes even when its kernel dies, so it tells how far it came.
    """
    start = time.perf_counter()
    try:
        failure = _executed(task)
    except OSError as error:  # outside of the engine only the notebook is written
        failure = Failure(FailureKind.NOT_WRITTEN, str(error), type(error).__name__, error=error)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this section's and stops no other
        failure = Failure(FailureKind.UNEXPECTED, str(error), type(error).__name__)
    return Result(task.section, task.output, round(time.perf_counter() - start, 3), failure)


def _executed(task: Task) -> Failure | None:
    """Execute a section and write its notebook; None when it ran to its end."""
    import papermill

    os.environ[READS] = str(task.reads or "")
    try:
        notebook = papermill.execute_notebook(
            _literal(task.section.path),
            _literal(task.output),
            parameters=dict(task.parameters),
            cwd=str(task.root),
            kernel_name=KERNEL,
            language="python",
            progress_bar=False,
            log_output=False,
            engine_name=_engine(),
            skip_cells_with_tag=EXPLORE_TAG,
            request_save_on_cell_execute=True,
            kernel_manager_class=kernel_manager(),
            shutdown_kernel="immediate",
            execution_timeout=task.cell_seconds,
            extra_arguments=["--log-level=ERROR", f"--ext={_RECORDER}"],
        )
    except papermill.PapermillExecutionError as error:
        line = _raising_line(error.source, error.exec_count, error.traceback)
        name, message = str(error.ename), str(error.evalue)
        return Failure(FailureKind.CELL_ERROR, message, name, _own_number(task.section, error.cell_index), line)
    except _StoppedError as stopped:
        return _stopped(task.section, stopped)
    if notebook.metadata.papermill.exception:  # papermill lets `sys.exit()` pass, and with it all cells that follow
        index = next(at for at, cell in enumerate(notebook.cells) if cell.metadata.papermill.exception)
        line = _first_line(notebook.cells[index].source)
        return Failure(FailureKind.ENDED_EARLY, _ENDED, "SystemExit", _own_number(task.section, index), line)
    if task.is_cleaned:
        cleaned = scrub(notebook, _source(task.section), task.root)
        if task.parameters.get("audience") == "public":
            without_calls(cleaned)
        write_notebook(cleaned, task.output)
    return None


class _StoppedError(Exception):
    """The engine could not go on, for the reason that is the cause.

    Parameters
    ----------
    index
        Place of the cell that was running in the notebook that papermill executes, counted from 0; None for none.
    source
        Its source.
    """

    def __init__(self, index: int | None, source: str) -> None:
        super().__init__(index, source)
        self.index, self.source = index, source


@cache
def _engine() -> str:
    """The name of an engine that writes the notebook once, at the end, where papermill's own does it twice a cell.

    It tells which cell was running when the kernel died or gave no answer, which papermill's exceptions do not.
    """
    from papermill.engines import NBClientEngine, papermill_engines

    class SectionEngine(NBClientEngine):  # type: ignore[misc, unused-ignore]
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            output, nb_man.output_path = nb_man.output_path, None  # papermill itself writes what ran to its end
            try:
                if FORKED in os.environ:
                    from kimtan.run.client import ShellClient

                    ShellClient(nb_man, _RECORDER, options.get("execution_timeout"), EXPLORE_TAG).execute()
                else:
                    super().execute_managed_notebook(nb_man, kernel_name, **options)
            except Exception as error:
                nb_man.output_path = output
                cells = nb_man.nb.cells
                begun = [at for at, cell in enumerate(cells) if cell.metadata.papermill["start_time"]]
                raise _StoppedError(begun[-1] if begun else None, cells[begun[-1]].source if begun else "") from error
            finally:
                for cell in nb_man.nb.cells:
                    if "outputs" in cell:
                        cell.outputs = joined(cell.outputs)

    papermill_engines.register("kimtan", SectionEngine)
    return "kimtan"


def _stopped(section: SectionNotebook, stopped: _StoppedError) -> Failure:
    """The failure of a notebook in the middle of which the kernel died, or gave no answer in time."""
    from nbclient.exceptions import DeadKernelError

    cause = stopped.__cause__
    dead, late = isinstance(cause, DeadKernelError), isinstance(cause, TimeoutError)
    if dead and _leaves(stopped.source) and stopped.index is not None:
        cell, line = _own_number(section, stopped.index), _first_line(stopped.source)
        return Failure(FailureKind.ENDED_EARLY, _ENDED, "SystemExit", cell, line)
    kind = FailureKind.DEAD_KERNEL if dead else FailureKind.TIMEOUT if late else FailureKind.UNEXPECTED
    number = None if stopped.index is None else _own_number(section, stopped.index)
    return Failure(kind, _first_line(str(cause)), type(cause).__name__, number, _first_line(stopped.source))


def _leaves(source: str) -> bool:
    """Whether a cell says that the kernel is to end, as ``quit()`` does."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError):
        return False
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return bool(names & {"exit", "quit"})


def _own_number(section: SectionNotebook, index: int) -> int:
    """The place in the section notebook, counted from 1, of a cell that papermill counts from 0 in the executed one.

    That has one cell more, the parameters of the run, after the cell that declares them; in it, that one is named.
    """
    declared = next((at for at, cell in enumerate(_source(section).cells) if PARAMETERS_TAG in tags(cell)), -1)
    return index + 1 if index <= declared else index


def _raising_line(source: str, count: int | None, traceback: Sequence[str]) -> str:
    """The line of a cell that raised, by its traceback; the first one where that does not name it.

    Of exceptions that follow from one another the last one was raised.
    """
    parts = [_COLOUR.sub("", part) for part in traceback]
    begins = [at for at, part in enumerate(parts) if "Traceback (most recent call last)" in part]
    named = re.search(rf"Cell In\[{count}\],? line (\d+)", "\n".join(parts[begins[-1] if begins else 0 :]))
    lines = source.splitlines()
    return lines[int(named[1]) - 1].strip() if named and int(named[1]) <= len(lines) else _first_line(source)


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "").strip()


def _source(section: SectionNotebook) -> Any:
    """The section notebook, which was checked before the run."""
    import nbformat

    return nbformat.v4.reads(section.path.read_text(encoding="utf-8"))


def _literal(path: Path) -> str:
    """A path as papermill takes it: it fills in what stands in braces."""
    return str(path).replace("{", "{{").replace("}", "}}")
