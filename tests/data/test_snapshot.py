"""Work on several files is done on all of them as they were at one moment, or it is said that it cannot be."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.data import snapshot as snapshots
from kimtan.data.snapshot import ATTEMPTS, ChangedError, Snapshot, load_whole, undisturbed
from kimtan.errors import InputError
from kimtan.workspace import Workspace

FIRST = "2023-H1"


def saved(path: Path, text: str = "\n") -> None:
    """Save a file with something at its end."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "params": lambda workspace: saved(workspace.params_file(FIRST)),
    "figures": lambda workspace: saved(workspace.observations_file(FIRST)),
    "words": lambda workspace: saved(workspace.text_file(FIRST)),
    "sources": lambda workspace: saved(workspace.source_file(FIRST)),
    "decisions, which are new": lambda workspace: workspace.decisions_file(FIRST).write_text("decisions: []\n"),
    "dictionary": lambda workspace: saved(workspace.data_dir / "indicators.csv"),
    "rules": lambda workspace: saved(workspace.data_dir / "rules.yml"),
    "a notebook": lambda workspace: saved(workspace.notebooks()["10_economy"]),
    "a notebook that is new": lambda workspace: (workspace.root / "notebooks" / "99_new.ipynb").write_text("{}"),
    "last year's period": lambda workspace: workspace.params_file("2022-H1").write_text("period: 2022-H1\n"),
    "the template": lambda workspace: [
        (workspace.root / "params" / "templates").mkdir(),
        (workspace.root / "params" / "templates" / "report.docx").write_bytes(b"x"),
    ],
    "a file that is gone": lambda workspace: workspace.text_file(FIRST).unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_read_of_a_period_is_in_its_snapshot(change: str, copy_of_repository: Workspace) -> None:
    """A file that is saved, made or removed is seen, whichever of those it is that decide what a report says."""
    snapshot = Snapshot.of((copy_of_repository, copy_of_repository.params_file(FIRST)))
    snapshot.confirm()
    CHANGES[change](copy_of_repository)
    with pytest.raises(ChangedError) as raised:
        snapshot.confirm()
    assert raised.value.problems[0].code == "workspace.changed_meanwhile"


def test_a_file_with_its_old_content_was_saved_all_the_same(tmp_path: Path) -> None:
    """Whoever saves a file and takes it back left something else in it meanwhile, which may have been read."""
    file = tmp_path / "figures.csv"
    file.write_text("1")
    os.utime(file, ns=(0, 0))
    snapshot = Snapshot.take(lambda: [file], str)
    file.write_text("2")
    file.write_text("1")
    os.utime(file, ns=(0, 0))
    assert snapshot.changed() == (file,)


def test_a_clock_that_stands_still_hides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two writings within one tick of a file system have one time; the content then tells them apart."""
    file = tmp_path / "figures.csv"
    file.write_text("1")
    stat = file.stat()
    snapshot = Snapshot.take(lambda: [file], str)
    file.write_text("2")
    monkeypatch.setattr(Path, "stat", lambda *_, **__: stat)
    assert snapshot.changed() == (file,)


def test_other_periods_and_what_editors_leave_disturb_nobody(copy_of_repository: Workspace) -> None:
    """A later period, a hidden copy beside a file and what is published are not read."""
    snapshot = Snapshot.of((copy_of_repository, copy_of_repository.params_file(FIRST)))
    copy_of_repository.params_file("2024-H1").write_text("period: 2024-H1\n")
    (copy_of_repository.period_dir(FIRST) / ".observations.csv.swp").write_text("x")
    (copy_of_repository.period_dir(FIRST) / "~$observations.xlsx").write_text("x")
    copy_of_repository.outputs_dir.mkdir()
    (copy_of_repository.outputs_dir / "page.html").write_text("x")
    snapshot.confirm()


def test_disturbed_work_is_done_again_and_then_given_up(copy_of_repository: Workspace) -> None:
    """Two attempts that are disturbed are told and repeated; when the last one is disturbed as well, it is an error."""
    period = copy_of_repository, copy_of_repository.params_file(FIRST)
    told: list[str] = []
    disturbances = [1, 1, 0]

    def work(snapshot: Snapshot) -> str:
        if disturbances.pop(0):
            saved(copy_of_repository.text_file(FIRST))
        snapshot.confirm()
        return "done"

    assert undisturbed(work, period, on_change=told.append) == "done"
    assert told == [f"data/{FIRST}/text.yml"] * 2
    disturbances += [1] * ATTEMPTS
    with pytest.raises(ChangedError, match="Finish the changes"):
        undisturbed(work, period)
    assert not disturbances


def test_what_goes_wrong_for_a_change_is_no_error(copy_of_repository: Workspace) -> None:
    """A file that is read half saved looks wrong, and is read again; what is wrong without a change stays wrong."""
    period = copy_of_repository, copy_of_repository.params_file(FIRST)
    tries: list[int] = []

    def half_saved(snapshot: Snapshot) -> str:
        tries.append(1)
        if len(tries) == 1:
            saved(copy_of_repository.text_file(FIRST))
            raise ValueError("half a line")
        snapshot.confirm()
        return "done"

    def wrong(snapshot: Snapshot) -> str:
        tries.append(1)
        raise ValueError("half a line")

    assert (undisturbed(half_saved, period), len(tries)) == ("done", 2)
    with pytest.raises(ValueError, match="half a line"):
        undisturbed(wrong, period)
    assert len(tries) == 3


def test_changed_code_is_no_reason_to_begin_anew(
    copy_of_repository: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code that is in memory stays what it was, so that a manifest would name other code than ran: it stops."""
    monkeypatch.setattr(snapshots, "PACKAGE", copy_of_repository.root / "notebooks")
    tries: list[int] = []

    def work(snapshot: Snapshot) -> None:
        tries.append(1)
        saved(copy_of_repository.notebooks()["10_economy"])
        snapshot.confirm()

    with pytest.raises(InputError) as raised:
        undisturbed(work, (copy_of_repository, copy_of_repository.params_file(FIRST)))
    assert (raised.value.problems[0].code, len(tries)) == ("workspace.changed_program", 1)


def test_a_period_is_loaded_of_one_moment(copy_of_repository: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures that are saved after they were read, while the words are, are read again."""
    from kimtan.data import texts

    file, real = copy_of_repository.observations_file(FIRST), texts.load
    was, changed = ("552.054", "552,054"), ("952.054", "952,054")
    text = file.read_text(encoding="utf-8")
    assert all(number in text for number in was)
    saves = [1]

    def slow(*arguments: object) -> object:
        if saves:
            saves.pop()
            file.write_text(text.replace(was[0], changed[0]).replace(was[1], changed[1]), encoding="utf-8")
        return real(*arguments)

    monkeypatch.setattr(texts, "load", slow)
    dataset = load_whole(copy_of_repository, copy_of_repository.params_file(FIRST))
    assert not saves
    assert changed[1] in {row.as_written for row in dataset.observations}


def test_a_file_of_gigabytes_is_not_hashed(tmp_path: Path) -> None:
    """No reader opens it: its times and its size are its state, though it was written just now."""
    file = tmp_path / "observations.csv"
    with file.open("wb") as opened:
        opened.truncate(3 << 30)
    begun = time.process_time()
    snapshot = Snapshot.take(lambda: [file], str)
    assert snapshot.changed() == ()
    with file.open("r+b") as opened:
        opened.truncate(2 << 30)
    assert snapshot.changed() == (file,)
    assert time.process_time() - begun < 1
