"""The kernels that section notebooks run in: their environment, and how they are started and reached."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

KERNEL = "python3"
"""Every section runs in the Python that kimtan runs in, whatever kernel its notebook was last saved with."""

READS = "KIMTAN_READS"
"""Environment variable of a kernel: the file that it writes what its section reads to, if any."""

FORKED = "KIMTAN_FORKED"
"""Environment variable of a section's process that was forked from a warm one, as its cells' process will be."""

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
