"""Jupyter's way to start a kernel, by which section kernels are forked from a warm process."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from kimtan.run import forks

_GLANCE_SECONDS = 0.005
_GLANCES = 200


class ForkedProvisioner(LocalProvisioner):  # type: ignore[misc, unused-ignore]
    """Starts kernels by fork; for the rest they are local processes like others."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel; of its command line only what follows the module's name matters."""
        arguments = cmd[cmd.index("-m") + 2 :] if "-m" in cmd else cmd[1:]
        folder = str(kwargs.get("cwd") or os.getcwd())  # noqa: PTH109
        process = forks.launch(tuple(arguments), folder, kwargs.get("env") or os.environ)
        self.process: Any = process
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd")
        await self._sockets()
        return self.connection_info

    async def _sockets(self) -> None:
        """Wait until the kernel has opened its sockets: who connects too early tries again only after 0.1 s."""
        told = self.connection_info
        if told["transport"] == "ipc":
            last = Path(f"{told['ip']}-{told['iopub_port']}")
            for _ in range(_GLANCES):
                if last.exists() or await self.poll() is not None:
                    return
                await asyncio.sleep(_GLANCE_SECONDS)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel, and see it gone: the kernel manager would look again only after a tenth of a second."""
        await super().kill(restart)
        for _ in range(_GLANCES):
            if await self.poll() is not None:
                return
            await asyncio.sleep(_GLANCE_SECONDS)

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, at shorter intervals than usual."""
        if self.process is None:
            return 0
        while await self.poll() is None:
            await asyncio.sleep(_GLANCE_SECONDS)
        status: int | None = self.process.wait()
        self.process = None
        return status
