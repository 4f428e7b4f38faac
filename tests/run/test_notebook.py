"""A section that fails is told by what happened to it, where papermill says that it happened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import papermill_engines

from kimtan.run import notebook
from kimtan.run.failures import Failure, FailureKind
from kimtan.run.kernels import KernelStartTimeoutError
from kimtan.run.notebook import _own_number, _raising_line, run_section
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Task

PARAMETERS = {"period": "2023-H1", "language": "vi", "audience": "internal", "settings": {}}
LATE = CellTimeoutError.error_from_timeout_and_cell("no output", 4, nbformat.v4.new_code_cell("slow()"))

WriteSection = Callable[..., Path]


@pytest.fixture
def task(tmp_path: Path, write_section: WriteSection) -> Task:
    """A section of a title, the parameters and two cells."""
    path = write_section(tmp_path, "10_economy", "x = 1", "# slow\nslow()")
    return Task(SectionNotebook("10_economy", path), tmp_path / "out.ipynb", tmp_path, PARAMETERS)


def without_kernel(monkeypatch: pytest.MonkeyPatch, error: BaseException, at: int | None) -> None:
    """Have papermill go through the cells without a kernel, and meet an error in one of them, or before them all."""

    def execute_cell(_: Any, __: Any, index: int) -> None:
        if index == at:
            raise error

    def execute(client: PapermillNotebookClient, **_: Any) -> None:
        if at is None:
            raise error
        client.papermill_execute_cells()

    monkeypatch.setattr(PapermillNotebookClient, "execute_cell", execute_cell)
    monkeypatch.setattr(PapermillNotebookClient, "execute", execute)


@pytest.mark.parametrize(
    ("error", "at", "failure"),
    [
        (LATE, 4, Failure(
            FailureKind.TIMEOUT, "A cell timed out while it was being executed, after 4 seconds.", "CellTimeoutError",
            4, "# slow",
        )),
        (DeadKernelError("Kernel died"), 3, Failure(
            FailureKind.DEAD_KERNEL, "Kernel died", "DeadKernelError", 3, "x = 1"
        )),
        (KernelStartTimeoutError("No answer."), None, Failure(
            FailureKind.TIMEOUT, "No answer.", "KernelStartTimeoutError"
        )),
        (ConnectionRefusedError(111, "Connection refused"), None, Failure(
            FailureKind.UNEXPECTED, "[Errno 111] Connection refused", "ConnectionRefusedError"
        )),
    ],
)  # fmt: skip
def test_what_the_engine_meets_is_the_sections_and_no_full_disk(
    task: Task, monkeypatch: pytest.MonkeyPatch, error: Exception, at: int | None, failure: Failure
) -> None:
    """A timeout is an OSError in Python, and yet nothing could not be written: the notebook is there."""
    without_kernel(monkeypatch, error, at)
    result = run_section(task)
    assert result.failure == failure
    assert task.output.exists()


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("quit()", FailureKind.ENDED_EARLY),
        ("if x:\n    exit", FailureKind.ENDED_EARLY),
        ("import os; os._exit(3)", FailureKind.DEAD_KERNEL),
        ("x = [0] * 10**11", FailureKind.DEAD_KERNEL),
        ("%time quiet()", FailureKind.DEAD_KERNEL),
    ],
)
def test_a_cell_that_ends_its_kernel_is_not_short_of_memory(
    tmp_path: Path, write_section: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, source: str, kind: FailureKind
) -> None:
    """Where the cell itself says that the kernel is to end, that is what is told."""
    path = write_section(tmp_path, "10_economy", source)
    task = Task(SectionNotebook("10_economy", path), tmp_path / "out.ipynb", tmp_path, PARAMETERS)
    without_kernel(monkeypatch, DeadKernelError("Kernel died"), 3)
    failure = run_section(task).failure
    assert failure is not None
    assert (failure.kind, failure.cell) == (kind, 3)


def test_what_cannot_be_written_is_told_as_that(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the system said, even where a cell was late as well."""
    without_kernel(monkeypatch, LATE, 4)
    result = run_section(Task(task.section, task.root / "missing" / "out.ipynb", task.root, PARAMETERS))
    assert result.failure is not None
    assert result.failure.kind is FailureKind.NOT_WRITTEN
    assert isinstance(result.failure.error, FileNotFoundError)


def test_nothing_is_raised_whatever_papermill_meets(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the section would be taken for one whose process was killed, and run once more."""

    def execute(*_: Any, **__: Any) -> Any:
        raise ImportError("no such engine")

    monkeypatch.setattr(papermill_engines, "execute_notebook_with_engine", execute)
    assert run_section(task).failure == Failure(FailureKind.UNEXPECTED, "no such engine", "ImportError")


@pytest.mark.parametrize(("executed", "own"), [(0, 1), (1, 2), (2, 2), (3, 3), (4, 4)])
def test_a_cell_is_named_by_its_place_in_the_section_notebook(task: Task, executed: int, own: int) -> None:
    """The parameters of the run, which papermill adds after the cell that declares them, count as that cell."""
    assert _own_number(task.section, executed) == own


CHAINED = [
    "\x1b[31mKeyError\x1b[39m   Traceback (most recent call last)",
    "\x1b[32mCell In[2], line 2\x1b[39m",
    "KeyError: 'a'",
    "\nDuring handling of the above exception, another exception occurred:\n",
    "ValueError   Traceback (most recent call last)",
    "Cell In[1], line 1",
    "Cell In[2], line 4",
    "ValueError: b",
]


def test_of_exceptions_in_a_row_the_last_ones_line_is_told() -> None:
    """It is the one whose name is told, and frames of other cells lie between."""
    assert _raising_line("try:\n    a\nexcept KeyError:\n    raise ValueError", 2, CHAINED) == "raise ValueError"
    assert _raising_line("  x  \ny", 7, CHAINED) == "x", "the first line where the traceback names none of the cell"


def test_an_executed_notebook_is_validated_once_when_it_is_written(
    task: Task, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The check takes longer than all else that is done with it."""
    checked = []
    monkeypatch.setattr(nbformat, "validate", lambda made, *_, **__: checked.append(made))
    source = notebook._source(task.section)
    notebook.write_notebook(source, tmp_path / "written.ipynb")
    assert notebook._source(SectionNotebook("written", tmp_path / "written.ipynb")) == source
    assert len(checked) == 1
