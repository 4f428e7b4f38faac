"""Processes forked from a warm one, each for one task; :func:`forked_pool` is an executor like any other.

A section's process forks another in which its cells run (:mod:`kimtan.run.shell`).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kimtan.run.kernels import FORKED, kernel_environment
from kimtan.run.lending import is_served, may_be_lent, place
from kimtan.run.processes import enter
from kimtan.run.scratch import scratch
from kimtan.run.wire import Preparation, receive, send

_GRACE_SECONDS = 0.5


class WorkerDied(BrokenExecutor):
    """The process of one task ended before it had an answer."""


@dataclass(frozen=True)
class _Work:
    """A request for a process that calls a function and sends back what came of it.

    That of a section waits until all that sections need is imported.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    folder: str
    environment: Mapping[str, str]
    is_section: bool

    def __call__(self, connection: socket.socket) -> int:
        os.chdir(self.folder)
        os.environ.clear()
        enter(self.environment)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            answer: tuple[bool, Any] = (True, self.function(*self.arguments))
        except Exception as error:  # noqa: BLE001 - it is raised again where the answer is waited for
            answer = (False, error)
        send(connection, answer)
        return 0


class ForkedPool(Executor):
    """An executor whose tasks run in processes forked from a warm one, each task in its own.

    Parameters
    ----------
    address
        Where the warm process listens.
    environment
        Of the processes forked from it.
    """

    def __init__(self, address: Path, environment: Mapping[str, str]) -> None:
        self._address, self._environment = address, environment
        self._threads: list[threading.Thread] = []

    @property
    def is_alive(self) -> bool:
        """Whether the warm process is there."""
        return is_served(self._address)

    def prepare(self, function: Callable[..., object], *arguments: Any) -> None:
        """Have the warm process call a function itself: tasks submitted from now on find what that left there.

        Nobody waits for it, and an error in it is nobody's: it only saves time.
        """
        with suppress(OSError), connect(self._address) as connection:
            send(connection, Preparation(function, arguments))

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        if kwargs:
            raise TypeError("A forked task takes its arguments by position.")
        return self._submitted(fn, args, is_section=True)

    def submit_beside(self, function: Callable[..., object], *arguments: Any) -> Future[Any]:
        """Submit what needs nothing that only sections do: it may begin before those can."""
        return self._submitted(function, arguments, is_section=False)

    def _submitted(
        self, function: Callable[..., object], arguments: tuple[Any, ...], *, is_section: bool
    ) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            connection = connect(self._address)
            send(connection, _Work(function, arguments, str(Path.cwd()), dict(self._environment), is_section))
        except OSError as error:
            raise WorkerDied("The process that others are forked from is gone.") from error
        thread = threading.Thread(target=self._wait, args=(connection, future), daemon=True)
        self._threads.append(thread)
        thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if wait:
            for thread in self._threads:
                thread.join()

    @staticmethod
    def _wait(connection: socket.socket, future: Future[Any]) -> None:
        with connection:
            try:
                receive(connection)  # the process id
                is_done, answer = receive(connection)
            except (OSError, EOFError, TypeError):  # an exit status in place of an answer
                future.set_exception(WorkerDied("The process ended before it had an answer."))
                return
        if is_done:
            future.set_result(answer)
        else:
            future.set_exception(answer)


@contextmanager
def forked_pool(*, lends: bool = False, borrows: bool = False) -> Iterator[ForkedPool]:
    """An executor over a warm process, which starts now and warms up while the caller goes on; it ends with the block.

    It has no width: a task is a process of its own, and who submits decides how many there are at a time.

    Parameters
    ----------
    lends
        Whether other runs may use the process (:mod:`kimtan.run.lending`).
    borrows
        Whether one that is lent is used, where there is one; that does not end with the block.
    """
    with scratch() as folder:
        environment = kernel_environment(folder, os.environ)
        shared = place() if lends or (borrows and may_be_lent()) else None
        is_there = shared is not None and is_served(shared)
        address = shared if shared is not None and is_there == borrows else folder / "zygote"
        process = None if borrows and is_there else start(environment, address)
        try:
            yield ForkedPool(address, {**os.environ, **environment, FORKED: "1"})
        finally:
            if process is not None:
                stop(process)
                address.unlink(missing_ok=True)


def start(environment: Mapping[str, str], address: Path) -> subprocess.Popen[bytes]:
    """Start a warm process that listens at a place; what is asked of it waits until it is warm."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(address))
        listener.listen(64)
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "kimtan.run.zygote", str(listener.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[listener.fileno()],
            env={**os.environ, **environment, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a warm process and all that came of it."""
    if process.stdin is not None:
        process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE_SECONDS)
    process.kill()
    process.wait()


def connect(address: Path) -> socket.socket:
    """A connection to the warm process."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(str(address))
    return connection
