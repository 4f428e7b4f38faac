"""The processes that run section notebooks, and the environment that their kernels live in.

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
from functools import cache
from pathlib import Path
from typing import Any

from kimtan.run.scratch import scratch

KERNEL = "python3"
"""Every section runs in the Python that kimtan runs in, whatever kernel its notebook was last saved with."""

READS = "KIMTAN_READS"
"""Environment variable of a kernel: the file that it writes what its section reads to, if any."""

FORKED = "KIMTAN_FORKED"
"""Environment variable of a section's process that was forked from a warm one, as its cells' process will be."""

_TOLD_TO_STOP = 128 + signal.SIGTERM
_GRACE_SECONDS = 3
_PR_SET_PDEATHSIG = 1
LONGEST_SOCKET_PATH = 90
"""The system's limit is 104 or more, the suffix of a kernel's socket included."""


def kernel_environment(scratch: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """What a kernel's environment has beyond, or instead of, the caller's.

    Personal start-up files stay out of a report (``IPYTHONDIR``), sets come in the same order each time, and no window
    is needed to draw. Where the home folder cannot be written, or is none, Jupyter and matplotlib get a place in
    ``scratch``.

    Parameters
    ----------
    scratch
        A folder that lives as long as the kernels do.
    environ
        The caller's environment.
    """
    own = {
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",  # this environment's kernel before a personal one of the same name
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # the debugger's remark about frozen modules
    }
    home = environ.get("HOME", environ.get("USERPROFILE", ""))
    if not (home and os.access(home, os.W_OK)):
        own |= {
            name: environ.get(name, str(scratch / folder))
            for name, folder in (
                ("JUPYTER_CONFIG_DIR", "jupyter-config"),
                ("JUPYTER_DATA_DIR", "jupyter-data"),
                ("MPLCONFIGDIR", "matplotlib"),
            )
        }
    return own


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


@cache
def kernel_manager() -> type[Any]:
    """The kernel manager that sections are run with: sockets that no other user and no network can reach.

    ipykernel warns of plain TCP with every start, and rightly so; where the path of a local socket would be too long
    for the system, TCP is encrypted.
    """
    import uuid

    from jupyter_client.asynchronous.client import AsyncKernelClient
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_core.paths import jupyter_runtime_dir

    class SectionKernelClient(AsyncKernelClient):
        async def wait_for_ready(self, timeout: float | None = None) -> None:
            await _ready(self, timeout)

    class SectionKernelManager(AsyncKernelManager):
        client_factory = SectionKernelClient

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            folder = Path(jupyter_runtime_dir())
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.connection_file = str(folder / f"kernel-{uuid.uuid4().hex[:12]}.json")
            local = os.name == "posix" and len(self.connection_file) <= LONGEST_SOCKET_PATH
            self.transport = "ipc" if local else "tcp"
            if not local and self.has_trait("transport_encryption"):
                self.transport_encryption = "auto"

        @property
        def kernel_spec(self) -> Any:
            spec = super().kernel_spec
            if spec is not None and "-P" not in spec.argv:  # what lies in the workspace is no part of Python
                spec.argv = [spec.argv[0], "-P", *spec.argv[1:]]
            return spec

    return SectionKernelManager


class KernelStartTimeoutError(RuntimeError, TimeoutError):
    """A kernel did not answer in time; nbclient ends it when it sees a RuntimeError."""


async def _ready(client: Any, timeout: float | None) -> None:
    """Wait until a kernel answers on both channels.

    jupyter_client itself then waits for 200 ms of silence; here the status that ends the answer is waited for.

    Raises
    ------
    DeadKernelError, KernelStartTimeoutError
        The kernel died, or did not answer in time.
    """
    import time
    from queue import Empty

    from nbclient.exceptions import DeadKernelError

    until = time.monotonic() + (float("inf") if timeout is None else timeout)
    while time.monotonic() < until:
        asked = client.kernel_info()
        try:
            while (answer := await client.shell_channel.get_msg(timeout=1))["parent_header"].get("msg_id") != asked:
                pass
            client._handle_kernel_info_reply(answer)
            while True:  # heard on the other channel as well, up to its end: then nothing that follows is missed
                message = await client.iopub_channel.get_msg(timeout=0.2)
                is_own = message["parent_header"].get("msg_id") == asked
                if is_own and message["content"].get("execution_state") == "idle":
                    return
        except Empty:
            if not await client._async_is_alive():
                raise DeadKernelError("The kernel died before it answered.") from None
    raise KernelStartTimeoutError(f"The kernel did not answer in {timeout} seconds.")
