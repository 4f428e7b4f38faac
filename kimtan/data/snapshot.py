"""The files that a period rests on as they were at one moment: whether any was written since can be asked.

A report, a check or a form reads many files, one after the other. If one of them is saved in between, the result shows
some figures as they were and others as they are. :func:`undisturbed` does such work again then, so that a result comes
of files that stayed as they were from the first reading to the last.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from kimtan.config import Audience
from kimtan.data import dictionary as dictionaries
from kimtan.data.dataset import Dataset, load, other_periods
from kimtan.errors import InputError, Problem
from kimtan.languages import Language
from kimtan.period import Period
from kimtan.workspace import PACKAGE, Workspace, suite_root

ATTEMPTS = 3
"""How often work is tried that is disturbed each time."""

_COARSEST_CLOCK = 2_000_000_000
"""Nanoseconds within which a file system may give two writings the same time."""

_Answer = TypeVar("_Answer")

_HASHED = 64 << 20
"""Bytes of the largest file whose content is compared: what is larger no reader opens, and gigabytes take long."""


class _State(NamedTuple):
    """What the system says of a file, and a hash of one that was written just before, whose time may not change."""

    inode: int
    size: int
    written: int
    changed: int
    digest: str

    @classmethod
    def of(cls, path: Path, now: int) -> _State | None:
        """The state of a file; None where there is none."""
        try:
            stat = path.stat()
            is_recent = now - max(stat.st_mtime_ns, stat.st_ctime_ns) < _COARSEST_CLOCK and path.is_file()
            digest = _digest(path) if is_recent and stat.st_size <= _HASHED else ""
        except OSError:
            return None
        return cls(stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, digest)


class ChangedError(InputError):
    """A file was saved while it was being read with others."""

    @classmethod
    def of(cls, place: str) -> ChangedError:
        """The error about one file."""
        seen = "It was saved while it was being read, so that old and new figures would stand side by side."
        return cls(Problem(place, seen, "Finish the changes, then run it again.", "workspace.changed_meanwhile"))


@dataclass(frozen=True)
class Snapshot:
    """The state of files at one moment.

    Parameters
    ----------
    paths
        Names the files, each time it is asked: new ones count as well.
    shown
        What messages call a file.
    states
        Of those that were there.
    taken
        When, in nanoseconds.
    """

    paths: Callable[[], Iterable[Path]]
    shown: Callable[[Path], str]
    states: Mapping[Path, _State]
    taken: int

    @classmethod
    def take(cls, paths: Callable[[], Iterable[Path]], shown: Callable[[Path], str]) -> Snapshot:
        """The state of files now."""
        now = time.time_ns()
        return cls(paths, shown, _states(paths(), now), now)

    @classmethod
    def of(cls, *periods: tuple[Workspace, Path]) -> Snapshot:
        """The state of all that periods rest on, each a workspace and the params file of a period in it."""
        return cls.take(lambda: (file for period in periods for file in files(*period)), periods[0][0].shown)

    def changed(self) -> tuple[Path, ...]:
        """The files that were written, made or removed since, in order."""
        now = _states(self.paths(), self.taken)
        return tuple(path for path in sorted({*self.states, *now}) if self.states.get(path) != now.get(path))

    def digests(self) -> dict[str, str]:
        """A hash of every file that was there, by what messages call it, but for kimtan's own code."""
        read = (path for path in sorted(self.states) if path.suffix != ".py" and path.is_file())
        return {self.shown(path): _digest(path) for path in read}

    def confirm(self) -> None:
        """Do nothing where every file is as it was.

        Raises
        ------
        ChangedError
            A file was saved; the first one is named.
        InputError
            A file of kimtan's own code was saved: a part of it is in memory already, so that a new try would not help.
        """
        changed = self.changed()
        if any(path.is_relative_to(PACKAGE) for path in changed):
            seen = "The program itself was changed while it was at work."
            raise InputError(Problem("kimtan", seen, "Run it again.", "workspace.changed_program"))
        if changed:
            raise ChangedError.of(self.shown(changed[0]))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _states(paths: Iterable[Path], now: int) -> dict[Path, _State]:
    return {path: state for path in paths if (state := _State.of(path, now)) is not None}


def undisturbed(
    work: Callable[[Snapshot], _Answer],
    *periods: tuple[Workspace, Path],
    on_change: Callable[[str], None] = lambda _: None,
) -> _Answer:
    """Do work on the files of periods; once more, from the beginning, where one of them was saved meanwhile.

    Parameters
    ----------
    work
        Reads whatever it needs, confirms the snapshot after its last reading, and leaves nothing before it has done so.
    periods
        Workspaces, and the params file of a period of each.
    on_change
        Told of a file that was saved, before the work begins anew.

    Raises
    ------
    ChangedError
        Files were saved in each attempt.
    """
    left = ATTEMPTS
    while True:
        snapshot, left = Snapshot.of(*periods), left - 1
        try:
            return _confirmed(work, snapshot)
        except ChangedError as error:
            if not left:
                raise
            on_change(error.problems[0].place)


def _confirmed(work: Callable[[Snapshot], _Answer], snapshot: Snapshot) -> _Answer:
    """Do work; what goes wrong in it has gone wrong for a change of files, where there was one."""
    try:
        return work(snapshot)
    except Exception:
        snapshot.confirm()
        raise


def load_whole(
    workspace: Workspace, params: Path, language: Language | None = None, audience: Audience | None = None
) -> Dataset:
    """A period in an edition with all that is read of it, other periods and documents as well, at one moment.

    Raises
    ------
    InputError
        With every problem of every file; :class:`ChangedError` where somebody keeps saving them.
    """

    def work(snapshot: Snapshot) -> Dataset:
        dataset = load(workspace, params).edition(language, audience)
        dataset.read_whole()
        snapshot.confirm()
        return dataset

    return undisturbed(work, (workspace, params))


def files(workspace: Workspace, params: Path) -> Iterator[Path]:
    """Every file that kimtan reads of a period, of the periods beside it and of its own, whether it exists or not.

    What a notebook opens by itself is none of them; it may write there as well.
    """
    yield params
    periods = [params.stem]
    with suppress(InputError):
        periods += map(str, other_periods(workspace, Period.parse(params.stem)))
    for name in periods:
        yield workspace.params_file(name)
        yield from (workspace.observations_file(name), workspace.source_file(name))
        yield from (workspace.text_file(name), workspace.decisions_file(name))
        yield from _in(workspace.period_dir(name), "*.txt")  # documents that are quoted
    yield workspace.datapackage_file
    for is_extended in (True, False):
        yield from dictionaries.files(workspace, is_extended)
    for root in (workspace.root, suite_root()):
        yield from _in(root / "notebooks", "*.ipynb")
    yield from _in(workspace.templates_dir, "*")
    yield from PACKAGE.rglob("*.py")


def _in(folder: Path, pattern: str) -> Iterator[Path]:
    """Files of a folder, but for what editors leave beside them while they are open."""
    return (path for path in folder.glob(pattern) if not path.name.startswith((".", "~")) and path.is_file())
