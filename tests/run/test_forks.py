"""Kernels forked from a warm process behave as plain ones do, and none of them outlives its run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
import pytest

from kimtan.run import lending
from kimtan.run.execution import run_sections
from kimtan.run.failures import FailureKind
from kimtan.run.forks import ForkedPool, WorkerDied, forked_pool
from kimtan.run.pools import Kernel, SectionPool
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Result, Task
from kimtan.run.wire import HAS_FORK
from tests.extent import examples
from tests.run.test_execution import children_of

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not HAS_FORK, reason="this system cannot fork a warm process")]

PARAMETERS = {"period": "2023-H1", "language": "vi", "audience": "internal", "settings": {}}
CELLS: Mapping[str, str] = {
    "random": "import random\nimport numpy as np\nprint(random.random(), np.random.random())",
    "subprocess": "import subprocess\n_ = subprocess.run(['echo', 'from outside'])\n!echo by the shell",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\nprint('awaited')",
    "processes": (
        "import multiprocessing\nfrom math import sqrt\n"
        "with multiprocessing.Pool(2) as pool:\n    print(pool.map(sqrt, [4, 9]))"
    ),
    "threads": "import threading\nprint(threading.current_thread() is threading.main_thread())",
    "modules": "import __main__\nx = 5\nprint(__main__.x, __name__)",
    "interrupts": (
        "import os, signal\ntry:\n    os.kill(os.getpid(), signal.SIGINT)\n    import time; time.sleep(5)\n"
        "except KeyboardInterrupt:\n    print('interrupted')"
    ),
}
SOURCES: Mapping[str, Sequence[str]] = {
    "10_raises": ["def inner():\n    return 1 / 0", "inner()"],
    "11_leaves": ["import os\nos._exit(3)"],
    "12_works": [*CELLS.values()],
    "13_random": [CELLS["random"]],
}


def run(root: Path, write: Callable[..., Path], kernel: Kernel) -> Mapping[str, Result]:
    """All sections of :data:`SOURCES`, two at a time."""
    tasks = []
    for name, sources in SOURCES.items():
        tasks.append(Task(SectionNotebook(name, write(root, name, *sources)), root / f"{name}.ipynb", root, PARAMETERS))
    with mock.patch.dict(os.environ):
        os.environ.pop("PYTEST_CURRENT_TEST", None)  # by which ipykernel leaves descriptors to pytest
        with SectionPool(kernel) as pool:
            return {result.section.name: result for result in run_sections(tasks, 2, pool=pool)}


@pytest.fixture(scope="module", params=["forked", pytest.param("plain", marks=pytest.mark.longer(alone=True))])
def results(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, write_section: Callable[..., Path]
) -> Mapping[str, Result]:
    """One run in each kind of kernel."""
    return run(tmp_path_factory.mktemp("run"), write_section, request.param)


@pytest.fixture(scope="module")
def pool() -> Iterator[ForkedPool]:
    """One warm process for the tests of what is forked from it."""
    with forked_pool() as started:
        yield started


def printed(result: Result) -> Mapping[str, str]:
    """What each of :data:`CELLS` printed, as far as a section has them."""
    cells = nbformat.read(result.path, as_version=4).cells[-len(SOURCES[result.section.name]) :]
    return dict(
        zip(CELLS, ("".join(output.get("text", "") for output in cell.outputs) for cell in cells), strict=False)
    )


def test_an_exception_has_its_traceback(results: Mapping[str, Result]) -> None:
    """With the frames of the cells that it came through."""
    failure = results["10_raises"].failure
    assert failure is not None
    assert (failure.exception, failure.message, failure.cell) == ("ZeroDivisionError", "division by zero", 4)
    cells = nbformat.read(results["10_raises"].path, as_version=4).cells
    (error,) = [output for cell in cells for output in cell.get("outputs", ()) if output.output_type == "error"]
    assert "inner" in "".join(error.traceback)


def test_a_kernel_that_leaves_is_dead(results: Mapping[str, Result]) -> None:
    """``os._exit`` is no success."""
    failure = results["11_leaves"].failure
    assert failure is not None
    assert failure.kind is FailureKind.DEAD_KERNEL


def test_random_numbers_differ(results: Mapping[str, Result]) -> None:
    """A fork shares the state of the generators unless they are seeded anew."""
    one, two = (printed(results[name])["random"].split() for name in ("12_works", "13_random"))
    assert one[0] != two[0]
    assert one[1] != two[1]


def test_what_subprocesses_write_is_captured(results: Mapping[str, Result]) -> None:
    """They write to the kernel's own descriptors."""
    assert printed(results["12_works"])["subprocess"].split() == ["from", "outside", "by", "the", "shell"]


def test_await_at_top_level(results: Mapping[str, Result]) -> None:
    """The kernel's loop runs."""
    assert printed(results["12_works"])["await"] == "awaited\n"


def test_multiprocessing_inside_a_cell(results: Mapping[str, Result]) -> None:
    """A pool of processes works."""
    assert printed(results["12_works"])["processes"] == "[2.0, 3.0]\n"


def test_cells_run_in_the_main_thread_and_module(results: Mapping[str, Result]) -> None:
    """As in any kernel."""
    assert printed(results["12_works"])["threads"] == "True\n"
    assert printed(results["12_works"])["modules"] == "5 __main__\n"


def test_an_interrupt_reaches_the_cell(results: Mapping[str, Result]) -> None:
    """The warm process ignores it; its kernels do not."""
    assert printed(results["12_works"])["interrupts"] == "interrupted\n"


@pytest.mark.longer
@pytest.mark.parametrize(
    "is_forked", examples([True], [True, False]), ids=lambda forked: "forked" if forked else "plain"
)
def test_a_cell_that_takes_too_long_is_interrupted(
    is_forked: bool, pool: ForkedPool, tmp_path: Path, write_section: Callable[..., Path]
) -> None:
    """papermill's own time limit works."""
    path = write_section(tmp_path, "10_long", "import time\ntime.sleep(60)")
    arguments = str(path), str(tmp_path / "out.ipynb")
    if not is_forked:
        assert _execute_with_limit(*arguments) == "CellTimeoutError"
        return
    assert pool.submit(_execute_with_limit, *arguments).result(40) == "CellTimeoutError"


def _execute_with_limit(path: str, output: str) -> str:
    import papermill

    from kimtan.run.kernels import KERNEL, kernel_manager

    try:
        papermill.execute_notebook(
            path, output, kernel_name=KERNEL, progress_bar=False, execution_timeout=1, shutdown_kernel="immediate",
            kernel_manager_class=kernel_manager(),
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001 - its name is what is asked for
        return type(error).__name__
    return "nothing"


def _answer(value: Any) -> Any:
    if isinstance(value, Exception):
        raise value
    return os.getpid() if value is None else value


def test_tasks_are_functions_with_answers_and_errors(pool: ForkedPool) -> None:
    """Answers come back, so do errors, and each task has a process of its own."""
    futures = [pool.submit(_answer, value) for value in ("x" * 3_000_000, ValueError("bad"), None, None)]
    assert futures[0].result(60) == "x" * 3_000_000
    with pytest.raises(ValueError, match="bad"):
        futures[1].result(60)
    assert len({futures[2].result(60), futures[3].result(60), os.getpid()}) == 3


def test_a_process_that_dies_is_told(pool: ForkedPool) -> None:
    """Instead of waiting for it for ever; other tasks go on."""
    dies, lives = pool.submit(os._exit, 0), pool.submit(_answer, 1)
    with pytest.raises(WorkerDied):
        dies.result(60)
    assert lives.result(60) == 1


def _one_thread() -> int:
    import threading

    return threading.active_count()


def test_what_is_forked_has_one_thread_and_is_warm(pool: ForkedPool) -> None:
    """And nothing of what was imported has begun a loop or opened a ZMQ context."""
    assert pool.submit(_one_thread).result(60) == 1
    assert pool.submit(_is_warm).result(60) == [True, True, True, True]


def _is_warm() -> list[bool]:
    import zmq

    known = [name in sys.modules for name in ("pandas", "seaborn", "papermill")]
    return [*known, zmq.Context._instance is None]


PROGRAM = """
import sys
from pathlib import Path
from kimtan.run import lending
from kimtan.run.execution import run_sections
from kimtan.run.tasks import Task
from kimtan.run.sections import SectionNotebook

path, root = Path(sys.argv[1]), Path(sys.argv[2])
parameters = dict(period="", language="", audience="", settings={})
sections = [SectionNotebook(name, path) for name in ("a", "b")]
run_sections([Task(one, root / f"{one.name}.ipynb", root, parameters) for one in sections], jobs=2)
"""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
@pytest.mark.longer
@pytest.mark.parametrize("number", examples([signal.SIGKILL], [signal.SIGKILL, signal.SIGINT, signal.SIGTERM]))
def test_no_process_outlives_its_run(
    number: signal.Signals, tmp_path: Path, write_section: Callable[..., Path]
) -> None:
    """However the first process ended: kernels, sections and the warm process are gone."""
    path = write_section(tmp_path, "10_long", "open('begun', 'w').close()\nimport time\ntime.sleep(300)")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "program.py"), str(path), str(tmp_path)],
        env=environment,
        start_new_session=True,
    )
    _until(lambda: (tmp_path / "begun").exists() or process.poll() is not None, 60)
    assert process.poll() is None
    assert len(children_of(tmp_path)) >= 4
    process.send_signal(number)
    process.wait(30)
    _until(lambda: not children_of(tmp_path), 10)
    assert children_of(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
def test_nothing_is_left_of_a_run_that_failed(
    tmp_path: Path, write_section: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor of one that went well: kernels, the processes that they started, and the scratch folder."""
    (scratch := tmp_path / "scratch").mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    start = "import subprocess\nsubprocess.Popen(['sleep', '300'])\nprint('begun')"
    tasks = [
        Task(
            SectionNotebook(name, write_section(tmp_path, name, start, then)),
            tmp_path / f"{name}.ipynb",
            tmp_path,
            PARAMETERS,
        )
        for name, then in {"10_good": "pass", "11_bad": "1 / 0", "12_leaves": "import os; os._exit(1)"}.items()
    ]
    results = run_sections(tasks, 3)
    assert [result.failure is None for result in results] == [True, False, False]
    _until(lambda: not children_of(scratch), 10)
    assert children_of(scratch) == []
    assert list(scratch.iterdir()) == []


def _until(is_so: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, or the time is over."""
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)


_prepared: list[int] = []


def _numbers() -> list[int]:
    return _prepared


def _prepare(number: int) -> None:
    _prepared.append(number)


def _imported(name: str) -> bool:
    return name in sys.modules


def test_what_stands_beside_the_sections_does_not_wait_for_what_they_need() -> None:
    """It has figures' packages and what was prepared before it; a section that was asked for first has all the rest."""
    with forked_pool() as pool:
        pool.prepare(_prepare, 7)
        section = pool.submit(_imported, "papermill")
        beside = [pool.submit_beside(_imported, name) for name in ("papermill", "pandas")]
        numbers = pool.submit_beside(_numbers)
        assert [asked.result(60) for asked in (section, *beside)] == [True, False, True]
        assert numbers.result(60) == [7]


def test_a_preparation_is_there_for_all_that_follow() -> None:
    """Made once, in the warm process; one that fails does nothing, and what is forked afterwards works."""
    with forked_pool() as pool:
        pool.prepare(_prepare, 7)
        pool.prepare(int, "nonsense")
        assert [pool.submit(_numbers).result(60) for _ in range(2)] == [[7], [7]]
    assert _prepared == []


@pytest.fixture
def own_temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files with a path that is short enough for sockets."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setattr("tempfile.tempdir", folder)
        yield Path(folder)


@pytest.mark.longer(alone=True)
def test_a_run_uses_the_warm_process_of_a_preview_and_does_without(own_temporary: Path) -> None:
    """What is lent is used and left alone; when it ends in the middle of a run, the run goes on with its own."""
    with ExitStack() as lender, SectionPool(borrows=True) as run:
        lent = lender.enter_context(forked_pool(lends=True))
        warm = lent.submit(os.getppid).result(60)
        assert run.beside(os.getppid)() == warm
        with SectionPool(borrows=True) as other:
            assert other.beside(os.getcwd)() == str(Path.cwd())
        assert lent.submit(os.getppid).result(60) == warm
        waiting = run.beside(_sleep, 2)
        lender.close()
        assert waiting() != os.getpid(), "called once more, in a process of its own"
        assert run.beside(os.getppid)() not in (warm, os.getppid())
    assert [path.name for path in own_temporary.iterdir()] == [f"kimtan-{os.getuid()}"]


def _sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def test_nobody_else_s_process_and_no_other_code_s_is_used(own_temporary: Path) -> None:
    """A folder that others can enter, a link in its place, or another hash of the code: a process of its own."""
    with forked_pool(lends=True) as lent:
        warm = lent.submit(os.getppid).result(60)
        (folder,) = (path for path in own_temporary.iterdir() if path.name == f"kimtan-{os.getuid()}")
        assert lending.place() is not None
        with forked_pool(borrows=True) as same:
            assert same.submit(os.getppid).result(60) == warm
        with mock.patch.object(lending, "library_hash", return_value="another"):
            assert not lending.is_served(lending.place() or Path())
        folder.chmod(0o755)
        assert lending.place() is None
        with forked_pool(borrows=True) as own:
            assert own.submit(os.getppid).result(60) != warm
        folder.chmod(0o700)
        folder.rename(own_temporary / "elsewhere")
        folder.symlink_to(own_temporary / "elsewhere")
        assert lending.place() is None


def test_a_section_s_cell_that_takes_too_long_is_stopped_and_told(
    tmp_path: Path, write_section: Callable[..., Path]
) -> None:
    """The run's own limit of a cell holds where cells run without a kernel's wire, and cells to explore are not run."""
    path = write_section(tmp_path, "10_long", "import time\ntime.sleep(60)")
    notebook = nbformat.read(path, as_version=4)
    aside = nbformat.v4.new_code_cell("raise SystemError('explored')", metadata={"tags": ["explore"]})
    notebook.cells.insert(len(notebook.cells) - 1, aside)
    nbformat.write(notebook, path)
    task = Task(SectionNotebook("10_long", path), tmp_path / "out.ipynb", tmp_path, PARAMETERS, cell_seconds=1)
    with SectionPool("forked") as pool:
        result = next(iter(run_sections([task], 1, pool=pool)))
    assert result.failure is not None
    assert (result.failure.kind, result.failure.exception) == (FailureKind.TIMEOUT, "CellTimeoutError")
