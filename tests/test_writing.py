"""A file is written whole or not at all, and what cannot be written is told in one way."""

from __future__ import annotations

import ast
import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.errors import ExitCode, OutputError
from kimtan.writing import (
    clear_halves,
    read_sealed,
    unsealed,
    unwritable,
    write_new,
    write_sealed,
    write_whole,
    writing,
)
from tests.conftest import REPOSITORY


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which a file can be begun, but has no room for its content."""

    def sync(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", sync)


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """With the permissions of the file that was there, and nothing beside it."""
    file = tmp_path / "x.csv"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_whole(file, b"new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_link_leads_to_is_written(tmp_path: Path) -> None:
    """The link stays one: figures may lie on another disk."""
    (tmp_path / "real").mkdir()
    file, link = tmp_path / "real" / "x.csv", tmp_path / "x.csv"
    link.symlink_to(file)
    write_whole(link, b"1")
    assert link.is_symlink()
    assert file.read_bytes() == b"1"


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("write", [write_whole, write_new])
def test_a_file_that_has_no_room_leaves_nothing(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    """Neither half of it nor a file beside it."""
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "x.csv", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("full_disk")
def test_the_old_content_stays_where_the_new_has_no_room(tmp_path: Path) -> None:
    """It was whole, and still is."""
    file = tmp_path / "x.csv"
    file.write_bytes(b"old")
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Somebody may have filled it in."""
    file = tmp_path / "form.xlsx"
    file.write_bytes(b"filled in")
    with pytest.raises(FileExistsError):
        write_new(file, b"blank")
    assert file.read_bytes() == b"filled in"


def test_what_cannot_be_written_is_one_kind_of_error(tmp_path: Path) -> None:
    """With its place, the cause, what to do and exit code 4."""
    with pytest.raises(OutputError) as caught, writing("out/x.csv", "Name another place."):
        write_new(tmp_path / "missing" / "x.csv", b"")
    (problem,) = caught.value.problems
    assert caught.value.exit_code == ExitCode.NOT_WRITTEN
    assert (problem.place, problem.remedy, problem.code) == ("out/x.csv", "Name another place.", "output.write")
    assert problem.seen == f"It cannot be written: No such file or directory ({tmp_path / 'missing' / 'x.csv'})."


def test_where_there_is_no_room_another_place_is_no_remedy() -> None:
    """Whatever else was to be advised."""
    (problem,) = unwritable("x", OSError(errno.ENOSPC, "No space left on device"), "Name another place.").problems
    assert problem.remedy == "Make room on the disk and run it again."


def test_nothing_else_in_the_library_writes_beside_and_replaces() -> None:
    """One function knows how a file is written whole: a second copy would lack what the first one learns."""
    found = {}
    for path in (REPOSITORY / "kimtan").rglob("*.py"):
        names = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        if path.name != "writing.py" and (taken := names & {"mkstemp", "NamedTemporaryFile"}):
            found[path.name] = taken
    assert found == {}


def test_a_half_file_goes_when_its_writer_is_dead(tmp_path: Path) -> None:
    """That of a living process stays, and so does whatever has another name."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left, alive = (tmp_path / f".a.csv.{process:x}-0123abcd" for process in (dead.pid, os.getpid()))
    for path in (left, alive, tmp_path / ".a.csv", tmp_path / "a.csv", tmp_path / ".b.csv.ffffffffff-0123abcd"):
        path.touch()
    clear_halves(tmp_path, "a.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [alive.name, ".a.csv", "a.csv", ".b.csv.ffffffffff-0123abcd"]
    )
    clear_halves(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([alive.name, ".a.csv", "a.csv"])
    clear_halves(tmp_path / "not there")


def test_what_is_sealed_is_read_back_and_nothing_else(tmp_path: Path) -> None:
    """A flipped byte, or another name, makes it another file; looking at it leaves it there, reading deletes it."""
    file = tmp_path / "kept.json"
    write_sealed(file, b"content")
    assert (unsealed(file), read_sealed(file)) == (b"content", b"content")
    other = tmp_path / "other.json"
    other.write_bytes(file.read_bytes())
    assert unsealed(other) is None
    assert other.exists()
    assert read_sealed(other) is None
    assert not other.exists()
    assert read_sealed(other) is None
