"""Where the warm process of a preview listens, so that other runs of the same user by the same code use it as well.

The place is in a folder that nobody else can enter, and its name follows from the code, the Python and its packages:
who has other ones finds no process there.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from kimtan.run.kernels import LONGEST_SOCKET_PATH
from kimtan.run.versions import PACKAGES, library_hash, version


def may_be_lent() -> bool:
    """Whether any process was lent and left its place; to know whose it is takes reading the whole library."""
    with suppress(OSError, AttributeError):
        return any(_folder().iterdir())
    return False


def _folder() -> Path:
    return Path(tempfile.gettempdir()).resolve() / f"kimtan-{os.getuid()}"


def place() -> Path | None:
    """Where such a process listens, if it runs; None where there is no place for it."""
    if not hasattr(os, "getuid"):
        return None
    folder = _folder()
    basis = repr((library_hash(), sys.executable, sys.version, *map(version, PACKAGES)))
    path = folder / hashlib.sha256(basis.encode()).hexdigest()[:16]
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
        is_private = status.st_uid == os.getuid() and not status.st_mode & 0o077 and folder.is_dir()
        return path if is_private and not folder.is_symlink() and len(str(path)) <= LONGEST_SOCKET_PATH else None
    return None


def is_served(path: Path) -> bool:
    """Whether a process listens at a place; what a killed one left there is taken away."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return False
        except OSError:
            return False
    return True
