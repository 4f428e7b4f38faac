"""papermill's client, with a forked shell in the place of a kernel; its messages become outputs as usual."""

from __future__ import annotations

import socket
import time
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import json_unpacker
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import from_dict
from papermill.clientwrap import PapermillNotebookClient

from kimtan.run.shell import forked_shell
from kimtan.run.wire import receive, send


class ShellClient(PapermillNotebookClient):  # type: ignore[misc, unused-ignore]
    """Runs the cells of a notebook in a process forked from this one.

    Parameters
    ----------
    manager
        papermill's manager of the notebook.
    extension
        The extension of IPython that is loaded before the first cell.
    seconds
        How long a cell may run; ``None`` for as long as it likes.
    skipped
        The tag of cells that are passed over.
    """

    def __init__(self, manager: Any, extension: str, seconds: float | None, skipped: str) -> None:
        super().__init__(manager)
        self._extension, self._seconds, self._skipped = extension, seconds, skipped
        self._shell: socket.socket

    def execute(self, **_: Any) -> Any:
        """Run all cells up to the first that fails.

        Raises
        ------
        DeadKernelError
            A cell ended the process.
        """
        self.reset_execution_trackers()
        with forked_shell(self._extension) as self._shell:
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = from_dict(IPythonKernel.language_info)
        return self.nb

    def execute_cell(self, cell: Any, cell_index: int, **_: Any) -> Any:
        """Run one cell, and put what it shows into it.

        Raises
        ------
        CellExecutionError
            It raised an exception, and is not tagged as one that may.
        CellTimeoutError
            It ran for longer than a cell may.
        """
        if cell.cell_type != "code" or not cell.source.strip() or self._skipped in cell.metadata.get("tags", ()):
            return cell
        end = None if self._seconds is None else time.monotonic() + self._seconds
        cell.outputs = []
        self.clear_before_next_output = False
        try:
            send(self._shell, cell.source)
            while (message := self._message(end))["msg_type"] != "execute_reply":
                self.process_message(message, cell, cell_index)
        except TimeoutError as error:
            late = "A cell timed out while it was being executed"
            raise CellTimeoutError.error_from_timeout_and_cell(late, int(self._seconds or 0), cell) from error
        except (EOFError, ConnectionError) as error:
            raise DeadKernelError("Kernel died") from error
        reply = message["content"]
        cell["execution_count"] = reply["execution_count"]
        if reply["status"] == "error" and "raises-exception" not in cell.metadata.get("tags", ()):
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def _message(self, end: float | None) -> dict[str, Any]:
        self._shell.settimeout(None if end is None else max(end - time.monotonic(), 0.001))
        kind, content = receive(self._shell)
        header = {"msg_type": kind}
        return {"msg_type": kind, "header": header, "parent_header": {"msg_id": ""}, "content": json_unpacker(content)}
