"""The process in which a section's cells run where it is forked from a warm one: ipykernel's shell without its sockets.

What cells show, print and raise comes as Jupyter's own messages, since ipykernel's shell makes them; they go over a
local socket to the process that waits for them, which is this one's parent. Cells have a process of their own, so that
one that dies is seen to, and so that nothing of a section is in the process that writes its notebook.
"""

from __future__ import annotations

import asyncio
import builtins
import getpass
import io
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

from kimtan.run.processes import die_with_parent
from kimtan.run.wire import receive, send

_NO_INPUT = "A notebook that is run for a report cannot ask for input."


@contextmanager
def forked_shell(extension: str) -> Iterator[socket.socket]:
    """A process forked from this one that runs the cells it is sent; it ends with the block, whatever it is doing.

    Of each source that is sent come the messages of what it shows, as JSON, the last of which is an ``execute_reply``.
    The connection is at its end when the process is.

    Parameters
    ----------
    extension
        The extension of IPython that is loaded first.
    """
    connection, own = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        connection.close()
        _become(own, extension)
    own.close()
    # Its own children may hold its end of the connection still when it is gone, so that it is waited for.
    threading.Thread(target=_end_with, args=(pid, connection), daemon=True).start()
    try:
        yield connection
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        connection.close()


def _end_with(pid: int, connection: socket.socket) -> None:
    with suppress(OSError):
        os.waitpid(pid, 0)
        connection.shutdown(socket.SHUT_RD)


# --- in the process -------------------------------------------------------------------------------------------------


def _become(connection: socket.socket, extension: str) -> NoReturn:
    """Run the cells that come over a connection, until it ends or a cell ends the process."""
    try:
        die_with_parent()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["ipykernel_launcher"]
        sys.path.insert(0, "")
        _serve(connection, extension)
    except EOFError:
        pass
    finally:
        os._exit(0)


def _serve(connection: socket.socket, extension: str) -> None:
    import jupyter_client.session as jupyter

    lock = threading.RLock()

    class Session(jupyter.Session):  # type: ignore[misc, unused-ignore]
        """Takes messages of the shell where a kernel's would send them."""

        def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> None:
            is_whole = isinstance(msg_or_type, dict)
            kind = msg_or_type["header"]["msg_type"] if is_whole else msg_or_type
            body = msg_or_type["content"] if is_whole else content
            with lock:
                send(connection, (kind, jupyter.json_packer(body)))

    session = Session(key=b"")
    shell = _shell(session)
    sys.stdout, sys.stderr = _Stream(session, "stdout", 1), _Stream(session, "stderr", 2)
    os.register_at_fork(after_in_child=_leave_streams)
    builtins.input = getpass.getpass = _refuse_input
    shell.extension_manager.load_extension(extension)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    while True:
        source = receive(connection)
        reply = loop.run_until_complete(_run(shell, source))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        session.send(None, "execute_reply", reply)


def _shell(session: Any) -> Any:
    from ipykernel.compiler import XCachingCompiler
    from ipykernel.zmqshell import ZMQInteractiveShell
    from traitlets.config import Config

    class Shell(ZMQInteractiveShell):  # type: ignore[misc, unused-ignore]
        """The shell of ipykernel, which has no kernel around it here."""

        def enable_gui(self, gui: Any = None) -> None:
            self.active_eventloop = gui

        def ask_exit(self) -> NoReturn:
            sys.stdout.flush()
            os._exit(0)  # as it would end its kernel

    config = Config()
    config.HistoryManager.enabled = False  # it has a thread and a database
    shell: Any = Shell.instance(config=config, compiler_class=XCachingCompiler)
    for publisher in (shell.displayhook, shell.display_pub):
        publisher.session, publisher.pub_socket = session, session
    return shell


async def _run(shell: Any, source: str) -> dict[str, Any]:
    """Run a cell as a kernel does, inside a loop, and give what a kernel replies."""
    transformed, failed = source, None
    try:
        transformed = shell.transform_cell(source)
    except Exception:  # noqa: BLE001 - a cell that is no Python; the shell shows what is wrong with it
        failed = sys.exc_info()
    arguments = {"transformed_cell": transformed, "preprocessing_exc_tuple": failed}
    if shell.should_run_async(source, **arguments):
        result = await shell.run_cell_async(source, store_history=True, **arguments)
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    else:
        result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    reply: dict[str, Any] = {"status": "ok", "execution_count": shell.execution_count - 1}
    # What failed where its result was shown; ipykernel notes that from 7.0 on.
    if error is not None or getattr(shell, "_last_traceback_during_displayhook", False):
        named = {"ename": type(error).__name__, "evalue": str(error), "traceback": shell._last_traceback or []}
        reply |= {"status": "error", **named}
    return reply


class _Stream(io.TextIOBase):
    """Standard output or error of the cells; what is written past Python is put where it was written."""

    def __init__(self, session: Any, name: str, number: int) -> None:
        self.name, self._session, self._number = name, session, number
        self._parts: list[str] = []
        self._past = tempfile.TemporaryFile("a+b")  # noqa: SIM115 - what other programs and libraries write, to the end
        self._told = 0
        os.dup2(self._past.fileno(), number)

    @property
    def encoding(self) -> str:  # type: ignore[override, unused-ignore]
        return "UTF-8"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._take_past()
        self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Tell what was written."""
        self._take_past()
        parts, self._parts = self._parts, []
        if text := "".join(parts):
            self._session.send(None, "stream", {"name": self.name, "text": text})

    def _take_past(self) -> None:
        past = self._past.fileno()
        more = os.fstat(past).st_size - self._told
        if more > 0:
            text = os.pread(past, more, self._told)
            self._told += len(text)
            self._parts.append(text.decode("utf-8", "replace"))


def _leave_streams() -> None:
    """In a process that a cell forks: write past Python, so that only one process tells what there is."""
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(number, "w", closefd=False), "utf-8") for number in (1, 2))


def _refuse_input(*_: object, **__: object) -> NoReturn:
    from IPython.core.error import StdinNotImplementedError

    raise StdinNotImplementedError(_NO_INPUT)
