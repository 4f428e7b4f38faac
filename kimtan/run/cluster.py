"""Sections on a Dask cluster: the same tasks, sent to whatever workers there are, over a file system that all share.

A worker runs each section in a process of its own, so that several on one worker do not meet (papermill changes the
working directory of a whole process), and that ends with the worker. Where processes can be forked, they are forked
from a warm one that the worker keeps. What was on a worker that is lost runs again on another one.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from kimtan.errors import InputError, Problem
from kimtan.run.forks import ForkedPool, WorkerDied, forked_pool
from kimtan.run.kernels import kernel_environment
from kimtan.run.processes import die_with_parent, enter
from kimtan.run.scratch import scratch
from kimtan.run.wire import HAS_FORK

if TYPE_CHECKING:
    from kimtan.run.tasks import Result, Task

_PATIENCE_SECONDS = 15
_RETRIES = 3


class _Prepared(NamedTuple):
    """What a run has made once for all its sections, and what tells it from that of another run."""

    token: str
    function: Callable[..., object]
    arguments: tuple[Any, ...]


class ClusterExecutor(Executor):
    """An executor over a cluster, with as many tasks at a time as its workers have threads.

    Parameters
    ----------
    client
        Of the cluster.
    is_isolated
        Whether each task runs in a process of its own, as sections have to.
    """

    def __init__(self, client: Any, is_isolated: bool = True) -> None:
        self._executor = client.get_executor(pure=False, retries=_RETRIES)
        self._is_isolated = is_isolated
        self._preparation: _Prepared | None = None
        self.width = max(1, sum(client.nthreads().values()))

    def prepare(self, function: Callable[..., object], *arguments: Any) -> None:
        """Have each worker's warm process call a function before the first of the tasks submitted from now on."""
        self._preparation = _Prepared(uuid4().hex, function, arguments)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        called = (in_its_own_process, self._preparation, fn) if self._is_isolated else (fn,)
        future: Future[Any] = self._executor.submit(*called, *args, **kwargs)
        return future


@contextmanager
def cluster_executor(address: str, is_isolated: bool = True) -> Iterator[ClusterExecutor]:
    """An executor over the cluster whose scheduler is at an address (``tcp://scheduler:8786``).

    Raises
    ------
    InputError
        Dask is not installed, no scheduler answers there, or it has no workers.
    """
    try:
        from distributed import Client
    except ImportError:
        seen, remedy = "Dask is not installed.", "pip install 'kimtan[dask]', here and on the workers."
        raise InputError(Problem("--executor", seen, remedy, "cluster.dask")) from None
    try:
        client = Client(address, timeout=_PATIENCE_SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        seen, remedy = f"No scheduler answers at {address}: {error}.", "Start one with 'dask scheduler', and workers."
        raise InputError(Problem("--executor", seen, remedy, "cluster.scheduler")) from error
    with client:
        if not client.nthreads():
            _wait_for_a_worker(client, address)
        yield ClusterExecutor(client, is_isolated)


def _wait_for_a_worker(client: Any, address: str) -> None:
    """Wait for the first worker of a cluster that has none yet."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_SECONDS)
    except TimeoutError:
        seen = f"The scheduler at {address} has no workers, and none came within {_PATIENCE_SECONDS} seconds."
        remedy = f"Start some with 'dask worker {address}', on machines that see the workspace under the same path."
        raise InputError(Problem("--executor", seen, remedy, "cluster.workers")) from None


def in_its_own_process(preparation: _Prepared | None, function: Any, task: Task) -> Result:
    """Run a task in a new process of this machine, and give its result."""
    if HAS_FORK:
        try:
            forked: Result = _warm_process(preparation).submit(function, task).result()
            return forked
        except WorkerDied:  # the process was ended from outside, or the warm one: the next task starts another
            _warm.clear()
    answered = subprocess.run(
        [sys.executable, "-P", "-c", "from kimtan.run.cluster import work; work()"],
        input=pickle.dumps((function, task)),
        stdout=subprocess.PIPE,
        check=True,
    )
    result: Result = pickle.loads(answered.stdout)
    return result


_warm: dict[str, ForkedPool] = {}
"""The warm process of this worker, by what it was prepared with; one at most."""
_starting = Lock()


def _warm_process(preparation: _Prepared | None) -> ForkedPool:
    """The warm process of this worker, which ends with it; what a run prepares is made once for all its sections."""
    token = preparation.token if preparation else ""
    with _starting:
        if token in _warm:
            return _warm[token]
        if _warm:
            (pool,) = _warm.values()
        else:
            stack = ExitStack()
            atexit.register(stack.close)
            pool = stack.enter_context(forked_pool())
        if preparation:
            pool.prepare(preparation.function, *preparation.arguments)
        _warm.clear()
        _warm[token] = pool
        return pool


def work() -> None:
    """In that process: do the task that standard input holds, and write its result to standard output."""
    die_with_parent()
    answer = os.dup(1)
    os.dup2(2, 1)  # whatever else is written is no answer
    with scratch() as folder:
        enter(kernel_environment(folder, os.environ))
        from kimtan.run.imports import quick_imports

        function, task = pickle.loads(sys.stdin.buffer.read())
        with quick_imports():
            import papermill  # noqa: F401
        result = function(task)
    with os.fdopen(answer, "wb") as out:
        pickle.dump(result, out)
