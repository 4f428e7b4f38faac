"""Errors of the disk, put into every process of a run: the n-th writing call below a folder fails.

Python imports this by itself where its folder is on the path. ``FAULT_BELOW`` is the folder, ``FAULT_COUNTER`` a file
in which all processes count, ``FAULT_AT`` the number of the call that fails (none where it is not set), and
``FAULT_ERRNO`` how. From then on the disk stays as it is: full, read-only, broken.
"""

import builtins
import fcntl
import io
import os
import shutil

_BELOW, _COUNTER = os.environ.get("FAULT_BELOW", ""), os.environ.get("FAULT_COUNTER", "")
_AT, _ERRNO = int(os.environ.get("FAULT_AT", "0")), int(os.environ.get("FAULT_ERRNO", "28"))
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_open, _os_open, _write = io.open, os.open, os.write


def _met(path):
    """Count a writing call on a path, and fail where it is time."""
    try:
        text = os.path.abspath(os.fsdecode(path))
    except TypeError:  # a file descriptor
        return
    if not text.startswith(_BELOW):
        return
    handle = _os_open(_COUNTER, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        count = int(os.read(handle, 20) or b"0") + 1
        os.lseek(handle, 0, os.SEEK_SET)
        _write(handle, str(count).encode())
    finally:
        os.close(handle)
    if _AT and count >= _AT:
        raise OSError(_ERRNO, os.strerror(_ERRNO), text)


class _Filling:
    """A file whose writing fails like its opening would."""

    def __init__(self, file, path):
        self._file, self._path = file, path

    def write(self, content):
        _met(self._path)
        return self._file.write(content)

    def __enter__(self):
        self._file.__enter__()
        return self

    def __exit__(self, *raised):
        return self._file.__exit__(*raised)

    def __iter__(self):
        return iter(self._file)

    def __getattr__(self, name):
        return getattr(self._file, name)


def _faulty_open(file, mode="r", *arguments, **named):
    if set(mode) & set("wax+"):
        _met(file)
        opened = _open(file, mode, *arguments, **named)
        is_ours = isinstance(file, (str, bytes, os.PathLike)) and os.path.abspath(os.fsdecode(file)).startswith(_BELOW)
        return _Filling(opened, file) if is_ours else opened
    return _open(file, mode, *arguments, **named)


def _faulty_os_open(path, flags, *arguments, **named):
    if flags & _WRITING:
        _met(path)
    return _os_open(path, flags, *arguments, **named)


def _faulty(function, which=0):
    def call(*arguments, **named):
        _met(arguments[which])
        return function(*arguments, **named)

    return call


if _BELOW:
    builtins.open = io.open = _faulty_open
    os.open = _faulty_os_open
    for _name in ("mkdir", "fsync_path"):
        if hasattr(os, _name):
            setattr(os, _name, _faulty(getattr(os, _name)))
    for _name in ("rename", "replace", "link", "symlink"):
        setattr(os, _name, _faulty(getattr(os, _name), which=1))
    shutil._USE_CP_SENDFILE = False
