"""What a section asks past its data: files, modules of its own, folders, the environment, processes, the network.

What has an answer that can be asked for again is noted with a hash of it: the content of a file, whether it is there,
the modules that a folder offers, an environment variable. After anything else (a listed folder, a database, a process,
a connection, a library of other machine code, a file that it wrote) nobody can say what a section rests on, and its
result is not kept.

Python tells of most of it itself (audit hooks). Of a look whether a file exists and of the environment it does not:
these go through functions of this module.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.present.outside import OUTSIDE, WRITTEN, answer

if TYPE_CHECKING:
    from kimtan.present.reads import Question, Reads

_WRITES = frozenset(
    {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
)
_LISTS = frozenset({"os.listdir", "os.scandir"})
_BEYOND = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
        "subprocess.Popen",
    }
)
"""Events of processes and the network."""

_NATIVE = frozenset(
    {"PIL", "contourpy", "debugpy", "kiwisolver", "matplotlib", "numpy", "pandas", "psutil", "pydantic_core", "scipy"}
    | {"charset_normalizer", "markupsafe", "rpds", "tornado", "yaml", "z3", "zmq"}
)
"""Packages with machine code that open files through Python only, or none of their own."""

_OWN_VARIABLES = frozenset(
    {"IPYTHONDIR", "JPY_PARENT_PID", "JPY_SESSION_NAME", "JUPYTER_RUNTIME_DIR", "MPLBACKEND", "PYTHONHASHSEED"}
    | {"PYTHONUTF8", "KIMTAN_READS", "KIMTAN_FORKED", "KIMTAN_SUITE", "MPLCONFIGDIR"}
)
"""Environment variables that each run sets itself (:mod:`kimtan.run.kernels`)."""

_IMPORTER = "<frozen importlib._bootstrap_external>"


def watch(reads: Reads, root: Path) -> Callable[[], None]:
    """Note from now on what this process asks past the data; it cannot be ended.

    Parameters
    ----------
    reads
        Takes the notes.
    root
        The workspace: what lies in it counts, even where that is a folder of the system.

    Returns
    -------
    callable
        Notes the modules of its own that the process has imported so far; to be called before the notes are written.
    """
    watcher = _Watch(reads, root)
    sys.path_importer_cache.pop(str(root), None)  # so that a module that is looked for there is seen to be
    sys.addaudithook(watcher.hear)
    for name in ("stat", "lstat", "access", "readlink"):
        setattr(os, name, watcher.looking(getattr(os, name)))
    _watch_environment(reads)
    return watcher.note_modules


class _Watch:
    def __init__(self, reads: Reads, root: Path) -> None:
        self.reads = reads
        self.own = str(root.resolve())
        self.known = _known_folders()
        self.temporary = str(Path(tempfile.gettempdir()).resolve())
        self.libraries = _NATIVE | sys.stdlib_module_names | {name.partition(".")[0] for name in sys.modules}
        self.seen = set(sys.modules)

    def is_own(self, path: str) -> bool:
        """Whether it is no part of Python, of the system or of their settings; what is nested deepest decides."""
        above = [folder for folder in (self.own, *self.known) if path == folder or path.startswith(folder + os.sep)]
        return max(above, key=len, default=self.own) == self.own

    def is_lasting(self, path: str) -> bool:
        """Whether what is written there is of use to anybody later: in a folder of temporary files nothing is."""
        is_temporary = path.startswith(self.temporary + os.sep) and not path.startswith(self.own + os.sep)
        return self.is_own(path) and not is_temporary and f"{os.sep}__pycache__" not in path

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an event that Python tells of."""
        if not self.reads.is_noting:
            return
        if event == "open":
            self._opened(*arguments)
        elif event in _BEYOND:
            self._beyond("process", event)
        elif event in _LISTS:
            self._listed(arguments[0] if arguments else None)
        elif event in _WRITES:
            self._wrote(arguments[0])
        elif event == "sqlite3.connect":
            if (path := self._resolved(arguments[0])) and self.is_own(path) and arguments[0] not in (":memory:", b""):
                self._beyond("process", event)
        elif event == "import" and arguments[1] is not None:
            if arguments[0].partition(".")[0] not in self.libraries:
                self._beyond("process", event)
        elif event == "ctypes.dlopen" and self._is_by_notebook():
            self._beyond("process", event)

    def looking(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function of :mod:`os` that looks at a file without opening it, with each look noted."""

        def look(path: Any, *arguments: Any, **named: Any) -> Any:
            if self.reads.is_noting and not isinstance(path, int):
                resolved = self._resolved(path)
                if resolved is not None and self.is_own(resolved):
                    self._note(("file", "state", resolved))
            return function(path, *arguments, **named)

        look.__name__, look.__doc__ = function.__name__, function.__doc__
        for support in (os.supports_dir_fd, os.supports_follow_symlinks, os.supports_fd, os.supports_effective_ids):
            if function in support:
                support.add(look)  # shutil asks for it
        return look

    def note_modules(self) -> None:
        """Note the source of each module that was imported since, where it is no library's."""
        names, self.seen = set(sys.modules) - self.seen, set(sys.modules)
        for name in sorted(names):
            file = getattr(sys.modules[name], "__file__", None)
            path = self._resolved(file) if isinstance(file, str) else None
            if path is not None and self.is_own(path):
                self._note(("file", "content", path))

    def _opened(self, path: Any, mode: Any, flags: Any) -> None:
        resolved = self._resolved(path)
        if resolved is None or not self.is_own(resolved) or f"{os.sep}__pycache__{os.sep}" in resolved:
            return
        if set(mode or "") & set("wax+") or (flags or 0) & (os.O_WRONLY | os.O_RDWR):
            if self.is_lasting(resolved):
                self._beyond(WRITTEN, resolved)
        elif self._is_plain(resolved):
            self._note(("file", "content", resolved))
        else:
            self._beyond("process", "open")  # a pipe, say, which can be read once

    def _listed(self, folder: Any) -> None:
        resolved = None if isinstance(folder, int) else self._resolved(folder or ".")
        if resolved is not None and not self.is_own(resolved):
            return
        if resolved is not None and any(frame.f_code.co_filename == _IMPORTER for frame in _frames(2)):
            self._note(("folder", "modules", resolved))
        else:
            self._beyond("process", "os.listdir")

    def _wrote(self, path: Any) -> None:
        resolved = self._resolved(path)
        if resolved is not None and self.is_lasting(resolved):
            self._beyond(WRITTEN, resolved)

    def _is_by_notebook(self) -> bool:
        """Whether the code that asks is a notebook's or a module of its own, rather than a library's."""
        import ctypes

        with self.reads.inside():
            files = (frame.f_code.co_filename for frame in _frames(3))
            asking = next((file for file in files if file not in (ctypes.__file__, __file__)), "")
            return not any(asking.startswith(folder + os.sep) for folder in self.known)

    def _is_plain(self, path: str) -> bool:
        with self.reads.inside():
            return not Path(path).exists() or Path(path).is_file()

    def _resolved(self, path: Any) -> str | None:
        if not isinstance(path, str | bytes | os.PathLike):
            return None
        with self.reads.inside():
            try:
                return str(Path(os.fsdecode(path)).resolve())
            except (OSError, ValueError, RuntimeError):
                return None

    def _note(self, question: Question) -> None:
        if question not in self.reads.answers:
            with self.reads.inside():
                self.reads.answers[question] = answer(question)

    def _beyond(self, whom: str, what: str) -> None:
        self.reads.answers[whom, OUTSIDE, what] = ""


def _known_folders() -> set[str]:
    """Folders of Python, of kimtan, of the system, of personal settings, and of this run's kernels."""
    home = Path.home()
    folders = [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[1]]
    folders += [Path(f"/{name}") for name in ("dev", "etc", "proc", "sys", "usr")]
    folders += [home / name for name in (".cache", ".config", ".ipython", ".jupyter", ".local")]
    if scratch := os.environ.get("IPYTHONDIR"):
        folders.append(Path(scratch).parent)
    if settings := os.environ.get("MPLCONFIGDIR"):
        folders.append(Path(settings))
    return {str(folder.resolve()) for folder in folders}


def _frames(depth: int) -> Iterator[Any]:
    """The callers, the nearest first."""
    frame = sys._getframe(depth)
    while frame is not None:
        yield frame
        frame = frame.f_back  # type: ignore[assignment]


def _watch_environment(reads: Reads) -> None:
    """Note each environment variable that is asked for; all of them at once are no answer that can be kept."""

    class Watched(type(os.environ)):  # type: ignore[misc]
        def __getitem__(self, key: Any) -> Any:
            if reads.is_noting and isinstance(key, str | bytes):
                name = os.fsdecode(key)
                question = ("environment", "value", name)
                if name not in _OWN_VARIABLES and question not in reads.answers:
                    with reads.inside():
                        reads.answers[question] = answer(question)
            return super().__getitem__(key)

        def __iter__(self) -> Any:
            if reads.is_noting:
                reads.answers["environment", OUTSIDE, "all"] = ""
            return super().__iter__()

    os.environ.__class__ = Watched
    if hasattr(os, "environb"):
        os.environb.__class__ = Watched
