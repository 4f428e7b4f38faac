"""A run's temporary folder goes with it, and with the run after one that was killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from filelock import FileLock

from kimtan.errors import InputError
from kimtan.extract.documents import converted
from kimtan.run import scratch as module
from kimtan.run.scratch import clear_scratch, scratch


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(module, "_LONGEST", 500)
    return tmp_path


def test_a_scratch_folder_is_gone_at_the_end_whatever_happens(folder: Path) -> None:
    """Also where the block raises."""
    with scratch() as made:
        (made / "file").touch()
        assert made.parent == folder
    assert list(folder.iterdir()) == []
    with pytest.raises(ZeroDivisionError), scratch():
        _ = 1 / 0
    assert list(folder.iterdir()) == []


def test_the_folder_of_a_killed_run_is_cleared_by_the_next_one(folder: Path) -> None:
    """Its lock went with its process; that of a run that lives stays, and so does whatever is not kimtan's."""
    code = "import os, sys, tempfile; from kimtan.run import scratch as s; tempfile.tempdir = sys.argv[1]\n"
    code += "s._LONGEST = 500\nwith s.scratch(): os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    assert len(list(folder.iterdir())) == 1, "the killed run left nothing"
    (folder / "other").mkdir()
    alive = folder / "kimtan-run-alive"
    alive.mkdir()
    with FileLock(alive / "held"), scratch() as own:
        assert sorted(folder.iterdir()) == sorted([alive, folder / "other", own])


def test_a_folder_that_nobody_has_locked_yet_is_left_to_whoever_makes_it(folder: Path) -> None:
    """Long after it is nobody's: its process was killed before it could. LibreOffice's is never locked."""
    assert converted.MAX_SECONDS < module.UNHELD_SECONDS
    new, old = folder / "kimtan-run-new", folder / "kimtan-run-old"
    for path in (new, old):
        path.mkdir()
    os.utime(old, (time.time() - 2 * module.UNHELD_SECONDS,) * 2)
    with scratch():
        assert new.exists()
        assert not old.exists()


@pytest.mark.parametrize("name", ["kimtan", "kimtan-0", "kimtan-office"])
def test_what_bears_the_programs_name_is_not_its_temporary_folder(folder: Path, name: str) -> None:
    """Somebody's workspace of last week, or the folder of a process that is lent, stays with all that is in it."""
    kept = folder / name / "data" / "observations.csv"
    kept.parent.mkdir(parents=True)
    kept.touch()
    os.utime(folder / name, (time.time() - 7 * 86400,) * 2)
    with scratch():
        assert kept.exists()
    clear_scratch()
    assert kept.exists()


def test_where_the_usual_folder_has_a_long_path_a_short_one_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket in it has room for about a hundred bytes; where there is no other, it is said what to set."""
    long = tmp_path / ("d" * 120)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with scratch() as made:
        assert len(os.fsencode(made)) < 100
    monkeypatch.setattr(module, "_LONGEST", 1)
    with pytest.raises(InputError, match="Set TMPDIR"), scratch():
        pass


def test_what_a_run_was_clearing_when_it_was_killed_is_cleared_by_the_next_one(folder: Path) -> None:
    """Its lock may be gone before the folder is; its name says that it is nobody's."""
    (folder / "kimtan-run-gone-abc" / "inside").mkdir(parents=True)
    with scratch() as own:
        assert list(folder.iterdir()) == [own]
