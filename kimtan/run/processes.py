"""The processes that section notebooks run in where none can be forked, each started anew.

Sections run in processes, not in threads: papermill changes the working directory of the whole process. Each process is
started anew (``spawn``), owns its kernels, and ends them when it is told to stop or when its parent is gone, so an
interrupted or killed run leaves nothing behind.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from kimtan.run.kernels import kernel_environment
from kimtan.run.scratch import scratch

_TOLD_TO_STOP = 128 + signal.SIGTERM
_GRACE_SECONDS = 3
_PR_SET_PDEATHSIG = 1


@contextmanager
def process_pool(workers: int) -> Iterator[Executor]:
    """An executor of processes that section notebooks can run in; none of them outlives the block.

    Parameters
    ----------
    workers
        How many run at a time.
    """
    before = set(multiprocessing.active_children())
    with scratch() as folder:
        pool = _Pool(
            workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_enter,
            initargs=(kernel_environment(folder, os.environ),),
        )
        try:
            yield pool
            pool.shutdown()
        except BaseException:
            started = set(multiprocessing.active_children()) - before
            for process in started:
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)
            for process in started:
                process.join(5)
                process.kill()
            raise


class _Pool(ProcessPoolExecutor):
    """A process pool whose processes never see the Ctrl-C of the terminal: the run's own process decides."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        if not hasattr(signal, "pthread_sigmask"):
            return super().submit(fn, *args, **kwargs)
        # A process started while the signal is blocked starts with it blocked; `_enter` then settles it for good.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _leave(*_: Any) -> None:
    """Leave when told to, through every ``finally``: that ends the kernel.

    In the middle of a task the pool takes the exit for the task's result and waits for more, so it is seen to in time.
    """
    last_resort = threading.Timer(_GRACE_SECONDS, os._exit, (_TOLD_TO_STOP,))
    last_resort.daemon = True
    last_resort.start()
    sys.exit(_TOLD_TO_STOP)


def die_with_parent() -> None:
    """Have the system end this process as soon as its parent is gone (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def enter(environment: Mapping[str, str]) -> None:
    """Set up a process for its first section."""
    import logging

    os.environ.update(environment)
    for name in ("papermill", "traitlets"):  # what they have to say stands in the result
        logging.getLogger(name).addHandler(logging.NullHandler())


def _enter(environment: Mapping[str, str]) -> None:
    """Set up a process of the pool before its first section."""
    enter(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when its parent is gone; its kernels watch it in the same way."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
