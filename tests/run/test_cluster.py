"""Sections on a real Dask cluster of two worker processes, one of which is killed in the middle."""

from __future__ import annotations

import operator
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import nbformat
import pytest

from kimtan.errors import InputError
from kimtan.run import cluster as module
from kimtan.run.cluster import cluster_executor
from kimtan.run.execution import run_sections
from kimtan.run.forks import ForkedPool, WorkerDied
from kimtan.run.pools import SectionPool
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Result, Silent, Task

distributed = pytest.importorskip("distributed", reason="Dask is not installed (pip install 'kimtan[dask]')")
psutil = pytest.importorskip("psutil", reason="comes with Dask")

pytestmark = pytest.mark.slow

PARAMETERS: dict[str, Any] = {"period": "2023-H1", "language": "vi", "audience": "internal", "settings": {}}
BEGINS = """\
import os, time
from pathlib import Path
Path("begun").mkdir(exist_ok=True)
Path("begun", f".{NAME}").write_text(str(os.getpid()))
Path("begun", f".{NAME}").replace(Path("begun", NAME))
"""
WAITS = """\
deadline = time.monotonic() + 60
while not Path("go").exists() and time.monotonic() < deadline:
    time.sleep(0.02)
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler and two worker processes of one thread each, without a page to look at."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started


def tasks(root: Path, write: Callable[..., Path], *names: str, waiting: bool = False) -> list[Task]:
    """Sections that say when they begin and print their name; all but the first wait for a file when they are to."""
    made = []
    for name in names:
        source = f"NAME = {name!r}\n{BEGINS}{WAITS if waiting and name != names[0] else ''}print(NAME)"
        made.append(Task(SectionNotebook(name, write(root, name, source)), root / f"{name}.ipynb", root, PARAMETERS))
    return made


def printed(result: Result) -> str:
    """What the last cell printed."""
    return str(nbformat.read(result.path, as_version=4).cells[-1].outputs[0].text)


@pytest.mark.longer(alone=True)
def test_sections_run_on_the_workers(cluster: Any, tmp_path: Path, write_section: Callable[..., Path]) -> None:
    """As many at a time as there are threads; failures are told as anywhere."""
    given = tasks(tmp_path, write_section, "10_one", "11_two", "12_three")
    bad = write_section(tmp_path, "13_bad", "1 / 0")
    given.append(Task(SectionNotebook("13_bad", bad), tmp_path / "13_bad.ipynb", tmp_path, PARAMETERS))
    with SectionPool(scheduler=cluster.scheduler_address) as pool:
        assert pool.width == 2
        results = run_sections(given, pool=pool)
    assert [printed(result) for result in results[:3]] == ["10_one\n", "11_two\n", "12_three\n"]
    failure = results[3].failure
    assert failure is not None
    assert failure.exception == "ZeroDivisionError"


@pytest.mark.longer(alone=True)
def test_what_a_run_prepares_is_made_once_a_worker(
    cluster: Any, tmp_path: Path, write_section: Callable[..., Path]
) -> None:
    """Not once a section; another run has it made anew."""
    made = tmp_path / "made"
    made.mkdir()
    counts = []
    for run in ("first", "second"):
        with SectionPool(scheduler=cluster.scheduler_address) as pool:
            pool.prepare(tempfile.mkdtemp, "", run, str(made))
            run_sections(tasks(tmp_path, write_section, *(f"1{at}_{run}" for at in range(6))), pool=pool)
        counts.append(len(list(made.glob(f"{run}*"))))
    assert all(1 <= count <= 2 for count in counts)


@pytest.mark.longer(alone=True)
def test_nothing_is_lost_with_a_worker(cluster: Any, tmp_path: Path, write_section: Callable[..., Path]) -> None:
    """One worker is killed while it has a section: all results are there, each once, and no half of one."""
    names = [f"{number}_section" for number in range(10, 14)]
    given = tasks(tmp_path, write_section, *names, waiting=True)
    workers = {worker.pid for worker in cluster.workers.values()}
    killed: list[int] = []

    class Killer(Silent):
        def finished(self, result: Result) -> None:
            if killed:
                return
            deadline = time.monotonic() + 60
            while not (begun := tmp_path / "begun" / names[1]).exists() and time.monotonic() < deadline:
                time.sleep(0.02)
            above = {process.pid for process in psutil.Process(int(begun.read_text())).parents()}
            killed.extend(workers & above)
            os.kill(killed[0], signal.SIGKILL)
            (tmp_path / "go").touch()

    with SectionPool(scheduler=cluster.scheduler_address) as pool:
        results = run_sections(given, watcher=Killer(), pool=pool)
    assert len(killed) == 1
    assert [result.section.name for result in results] == names
    assert [printed(result) for result in results] == [f"{name}\n" for name in names]
    assert sorted(path.name for path in tmp_path.glob("*.ipynb")) == [f"{name}.ipynb" for name in names]


def test_a_task_that_is_killed_leaves_the_warm_process_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs once more by itself; only a warm process that is gone is forgotten, none that another task started."""
    killed: Future[Any] = Future()
    killed.set_exception(WorkerDied("killed"))
    pool, another = (Mock(spec=ForkedPool, submit=Mock(return_value=killed), is_alive=True) for _ in range(2))
    monkeypatch.setattr(module, "_warm", {"": pool})
    assert module.in_its_own_process(None, operator.neg, 1) == -1  # type: ignore[arg-type, comparison-overlap]
    assert module._warm == {"": pool}
    pool.is_alive = False
    monkeypatch.setattr(module, "_warm", {"other": another})
    module._forget_if_gone(pool)
    assert module._warm == {"other": another}
    monkeypatch.setattr(module, "_warm", {"": pool})
    module._forget_if_gone(pool)
    assert module._warm == {}


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    monkeypatch.setattr("kimtan.run.cluster._PATIENCE_SECONDS", 1)
    with SectionPool(scheduler="tcp://127.0.0.1:9") as pool, pytest.raises(InputError, match="No scheduler answers"):
        pool.warm_up()


def test_a_scheduler_without_workers_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever for workers that nobody started; the message names the command that starts one."""
    monkeypatch.setattr("kimtan.run.cluster._PATIENCE_SECONDS", 1)
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None, silence_logs=50) as empty:
        with pytest.raises(InputError) as caught, cluster_executor(empty.scheduler_address):
            pass
        assert f"dask worker {empty.scheduler_address}" in str(caught.value)
    assert [problem.code for problem in caught.value.problems] == ["cluster.workers"]
