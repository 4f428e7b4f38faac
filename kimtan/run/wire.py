"""Python objects over a local socket, one after another, each with its length before it.

Only processes of one run talk this way, over a socket in a folder that no other user can enter.
"""

from __future__ import annotations

import os
import pickle
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

HAS_FORK = os.name == "posix" and sys.platform != "darwin"
"""Whether there are forked processes; macOS has fork, but system libraries that must not be used after it."""


@dataclass(frozen=True)
class Preparation:
    """What the warm process is to do itself, for all that are forked from it later."""

    function: Callable[..., object]
    arguments: tuple[Any, ...]

    def __call__(self) -> None:
        self.function(*self.arguments)


_LENGTH = struct.Struct("!Q")


def send(connection: socket.socket, message: Any) -> None:
    """Send one object."""
    content = pickle.dumps(message)
    connection.sendall(_LENGTH.pack(len(content)) + content)


def receive(connection: socket.socket) -> Any:
    """Receive one object.

    Raises
    ------
    EOFError
        The other side has ended.
    """
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size))
    return pickle.loads(_exactly(connection, length))


def _exactly(connection: socket.socket, count: int) -> bytes:
    parts = []
    while count:
        part = connection.recv(min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
