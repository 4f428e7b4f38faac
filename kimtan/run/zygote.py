"""A warm process that others are forked from: what every section imports is there already when it starts.

``python -m kimtan.run.zygote N`` warms up (:mod:`kimtan.run.warming`), and serves the listening socket that it was
given as file descriptor N. Each request is one connection, and its process lives as long as that: whoever asked gets
the process id and, at the end, the exit status (a preparation is done here and now, without a fork, so that all that
are forked later have what it made); when the one who asked is gone, the process and all in its group are
killed. What stands beside the sections is forked before all is imported that they need. When standard input ends,
whoever started this process is gone, and everything ends. So nothing outlives the run, however that ended.

The process has one thread and no ZMQ context when it forks; that is checked, for a fork copies only the thread that
calls it.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from kimtan.run.processes import die_with_parent
from kimtan.run.warming import warming_on, warming_up
from kimtan.run.wire import Preparation, receive, send


def main(descriptor: int) -> None:
    """Warm up, and serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; whoever started this decides
    zygote = _Zygote(socket.socket(fileno=descriptor))
    try:
        for _ in warming_up():
            if not zygote.serve_waiting():
                return
        zygote.release()
        for _ in warming_on():
            if not zygote.serve_waiting():
                return
        zygote.serve()
    finally:
        zygote.end()


class _Zygote:
    """Forks on request, and keeps the books of its children."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.selector = selectors.DefaultSelector()
        self.children: dict[int, socket.socket] = {}
        self.held: list[tuple[Any, socket.socket]] | None = []  # until all is imported
        self.wake, waker = os.pipe()
        for end in (self.wake, waker):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(waker)
        self.waker = waker
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector.register(0, selectors.EVENT_READ)
        self.selector.register(listener, selectors.EVENT_READ)
        self.selector.register(self.wake, selectors.EVENT_READ)

    def release(self) -> None:
        """Fork the sections that waited until all is imported that they need; none waits any more."""
        held, self.held = self.held or [], None
        for request, connection in held:
            self._fork(request, connection)

    def serve(self) -> None:
        """Serve until standard input ends."""
        while self._serve(self.selector.select()):
            pass

    def serve_waiting(self) -> bool:
        """Serve what has come and can be served before all is imported; whether standard input is there still."""
        if threading.active_count() != 1:
            sys.exit(f"These threads would be lost in a fork: {threading.enumerate()}.")
        while ready := self.selector.select(0):
            if not self._serve(ready):
                return False
        return True

    def end(self) -> None:
        """End all children."""
        for pid in list(self.children):
            _kill(pid)

    def _serve(self, ready: Sequence[tuple[selectors.SelectorKey, int]]) -> bool:
        """Serve what has come; whether standard input is there still."""
        for key, _ in ready:
            if key.fileobj == 0:
                if not os.read(0, 1024):
                    return False
            elif key.fileobj is self.listener:
                connection, _ = self.listener.accept()
                self.selector.register(connection, selectors.EVENT_READ)
            elif key.fileobj == self.wake:
                with contextlib.suppress(BlockingIOError):
                    os.read(self.wake, 4096)
                self._reap()
            else:
                self._hear(key.fileobj)
        return True

    def _hear(self, connection: Any) -> None:
        """A request, or the end of the one who had asked."""
        if connection.fileno() < 0:  # closed in this same round
            return
        self.selector.unregister(connection)
        owned = [pid for pid, asked in self.children.items() if asked is connection]
        request = None
        if not owned:
            with contextlib.suppress(OSError, EOFError, ImportError, AttributeError):
                request = receive(connection)
        if request is None:
            for pid in owned:
                _kill(pid)
            if not owned:
                connection.close()
            return
        if isinstance(request, Preparation):
            with contextlib.suppress(Exception):  # a section that cannot do without says what is wrong
                request()
            connection.close()
        elif self.held is not None and request.is_section:
            self.held.append((request, connection))
        else:
            self._fork(request, connection)

    def _fork(self, request: Any, connection: socket.socket) -> None:
        pid = os.fork()
        if pid == 0:
            self._become(request, connection)
        self.children[pid] = connection
        self.selector.register(connection, selectors.EVENT_READ)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            _kill(pid)  # what it started and left behind
            connection = self.children.pop(pid, None)
            if connection is None:
                continue
            with contextlib.suppress(KeyError, ValueError):
                self.selector.unregister(connection)
            with contextlib.suppress(OSError):
                send(connection, os.waitstatus_to_exitcode(status))
            connection.close()

    def _become(self, request: Any, connection: socket.socket) -> NoReturn:
        """In the child: leave everything that was the zygote's, and do what was asked for."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.selector.close()
            self.listener.close()
            for end in (self.wake, self.waker):
                os.close(end)
            for other in self.children.values():
                other.close()
            os.setsid()
            die_with_parent()
            nowhere = os.open(os.devnull, os.O_RDONLY)
            os.dup2(nowhere, 0)
            os.close(nowhere)
            _reseed()
            send(connection, os.getpid())  # by the child, so that it comes before all else that the child sends
            status = request(connection)
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else int(left.code is not None)
        except BaseException:  # noqa: BLE001 - a child must never come back into the zygote's loop
            import traceback

            traceback.print_exc()
        finally:
            with contextlib.suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)


def _reseed() -> None:
    """Random numbers of its own for each child."""
    import random

    import numpy as np

    random.seed()
    np.random.seed()


def _kill(pid: int) -> None:
    """End all in a child's group; right after the fork, the child itself, which has none of its own yet."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    if not hasattr(os, "fork"):
        sys.exit("There is no fork on this system.")
    # By its own name, so that what is sent to it and what it sends is known under one.
    import_module("kimtan.run.zygote").main(int(sys.argv[1]))
