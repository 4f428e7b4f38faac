from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from kimtan.errors import OutputError, SectionError
from kimtan.report import publish
from kimtan.report.left_behind import _copy, _copy_tree
from kimtan.report.publish import clear_left, keep_failed, publication, swap
from kimtan.run.manifest import EARLIER


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A published report that is there already."""
    folder = tmp_path / "outputs" / "2023-H1"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("old", encoding="utf-8")
    (folder / "old.csv").write_text("old", encoding="utf-8")
    return folder


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def build(target: Path, text: str = "new") -> None:
    with publication(target, "outputs/2023-H1") as folder:
        (folder / "report.html").write_text(text, encoding="utf-8")


def test_every_file_is_on_the_disk_before_it_takes_the_place(target, monkeypatch):
    """Else a power cut would leave empty files in the place of a good report."""
    settled = []

    def note(number: int) -> None:
        assert (target / "old.csv").exists(), "the old report is there still"
        settled.append(os.fstat(number).st_ino)

    monkeypatch.setattr("os.fsync", note)
    with publication(target, "outputs/2023-H1") as folder:
        (folder / "figures").mkdir()
        files = [folder / "report.html", folder / "figures" / "rice.svg"]
        for file in files:
            file.write_text("new", encoding="utf-8")
    assert sorted(settled) == sorted((target / file.relative_to(folder)).stat().st_ino for file in files)


def test_a_disk_that_cannot_be_written_at_all_is_told(target, monkeypatch):
    """Also where the system does not say which file it was about."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputError):
        build(target)


def test_what_was_exchanged_is_removed(target, tmp_path):
    """Where two folders change places, the old report lies in the new one's for a moment."""
    new = tmp_path / "outputs" / "new"
    new.mkdir()
    swap(new, target, tmp_path / "outputs" / "aside")
    assert entries(target.parent) == {target.name}
    assert entries(target) == set()


def test_a_finished_report_takes_the_place_of_the_old_one_as_a_whole(target):
    build(target)
    assert entries(target) == {"report.html"}
    assert (target / "report.html").read_text(encoding="utf-8") == "new"
    assert entries(target.parent) == {"2023-H1"}


def test_the_first_report_needs_no_folder(tmp_path):
    build(tmp_path / "outputs" / "2023-H1")
    assert entries(tmp_path / "outputs") == {"2023-H1"}


@pytest.mark.parametrize("error", [SectionError(), KeyboardInterrupt(), RuntimeError()])
def test_a_report_that_fails_leaves_the_last_good_one(target, error):

    def fail() -> None:
        with publication(target, "outputs/2023-H1") as folder:
            (folder / "report.html").write_text("half", encoding="utf-8")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert (target / "report.html").read_text(encoding="utf-8") == "old"
    assert entries(target.parent) == {"2023-H1"}


def test_until_it_is_finished_a_reader_sees_the_old_report(target):
    with publication(target, "outputs/2023-H1") as folder:
        (folder / "report.html").write_text("new", encoding="utf-8")
        assert (target / "report.html").read_text(encoding="utf-8") == "old"


def test_without_an_exchange_in_one_step_two_renames_do(target, monkeypatch):
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    build(target)
    assert entries(target) == {"report.html"}
    assert entries(target.parent) == {"2023-H1"}


def test_when_the_second_rename_fails_the_old_report_is_put_back(target, monkeypatch):
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    with pytest.raises(FileNotFoundError):
        swap(target.with_name("missing"), target, target.with_name("aside"))
    assert (target / "report.html").read_text(encoding="utf-8") == "old"


def test_what_a_killed_run_left_is_cleared_away(target):
    for stray in (".2023-H1.building", ".2023-H1.replaced"):
        (target.with_name(stray) / "notebooks").mkdir(parents=True)
    build(target)
    assert entries(target.parent) == {"2023-H1"}


def test_a_run_killed_between_two_renames_has_lost_nothing(target):
    target.rename(target.with_name(".2023-H1.replaced"))
    with pytest.raises(SectionError), publication(target, "outputs/2023-H1"):
        raise SectionError
    assert (target / "report.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("place", ["outputs", "outputs/2023-H1"])
def test_a_file_in_the_place_of_a_folder_is_told_before_any_work(tmp_path, place):
    """A folder without permission would not stop root, who may run this test; a file does."""
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text("", encoding="utf-8")
    with pytest.raises(OutputError) as caught, publication(tmp_path / "outputs" / "2023-H1", "outputs/2023-H1"):
        pytest.fail("the work began")
    (problem,) = caught.value.problems
    assert problem.place == "outputs/2023-H1"
    assert str(tmp_path / place) in problem.seen
    assert "run it again" in problem.remedy


def test_a_full_disk_is_told_with_what_to_do(target):
    told = r"No space left on device.* Make room on the disk"
    with pytest.raises(OutputError, match=told), publication(target, "outputs/2023-H1"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert (target / "report.html").read_text(encoding="utf-8") == "old"


def test_what_fails_elsewhere_is_not_called_an_output_error(target, tmp_path):
    with pytest.raises(FileNotFoundError), publication(target, "outputs/2023-H1"):
        (tmp_path / "input.csv").read_text(encoding="utf-8")


def test_a_second_run_waits_for_the_first(target):
    """Otherwise it would clear away what the first one is building."""
    order = []
    inside, waiting = threading.Event(), threading.Event()

    def second():
        inside.wait()
        with publication(target, "outputs/2023-H1", on_wait=waiting.set) as folder:
            order.append("second begins")
            (folder / "report.html").write_text("second", encoding="utf-8")

    thread = threading.Thread(target=second)
    thread.start()
    with publication(target, "outputs/2023-H1") as folder:
        inside.set()
        assert waiting.wait(10)
        (folder / "report.html").write_text("first", encoding="utf-8")
        order.append("first ends")
    thread.join(10)
    assert order == ["first ends", "second begins"]
    assert (target / "report.html").read_text(encoding="utf-8") == "second"


def test_a_killed_run_does_not_keep_the_lock(target):
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom kimtan.report.publish import publication\n"
        "with publication(Path(sys.argv[1]), ''):\n    print('in', flush=True)\n    time.sleep(60)\n"
    )
    library = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(target)], cwd=library, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    process.kill()
    process.wait()
    begin = time.monotonic()
    build(target)
    assert time.monotonic() - begin < 10
    assert entries(target.parent) == {"2023-H1"}


def test_failed_notebooks_are_kept_and_older_ones_are_not(tmp_path):
    folder = tmp_path / ".failed" / "2023-H1"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks" / "older.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "10_economy.ipynb").write_text("{}", encoding="utf-8")
    keep_failed([tmp_path / "10_economy.ipynb", tmp_path / "never_written.ipynb"], folder)
    assert entries(folder / "notebooks") == {"10_economy.ipynb"}
    keep_failed([], folder)
    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders in one step")
def test_two_folders_are_exchanged_in_one_step(tmp_path):
    """Each has the content of the other then; where one is missing nothing happens."""
    for name in ("left", "right"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, "utf-8")
    assert publish._exchange(tmp_path / "left", tmp_path / "right")
    assert [(tmp_path / name / "file").read_text("utf-8") for name in ("left", "right")] == ["right", "left"]
    assert not publish._exchange(tmp_path / "left", tmp_path / "none")
    assert (tmp_path / "left" / "file").exists()


def test_a_folder_is_replaced_while_there_is_never_none_where_the_system_can_do_that(tmp_path, monkeypatch):
    """The exchange is what does it, and no second way beside it."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "file").write_text(folder.name, "utf-8")
    asked = []
    monkeypatch.setattr(publish, "_exchange", lambda left, right: asked.append((left, right)) or False)
    publish.swap(new, old, tmp_path / "aside")
    assert asked == [(new, old)]
    assert (old / "file").read_text("utf-8") == "new"
    assert entries(tmp_path) == {"old"}


def test_every_file_is_on_the_disk_before_it_is_published(tmp_path, monkeypatch):
    """A power cut after the exchange would leave empty files else; those in folders below count too."""
    (tmp_path / "tables").mkdir()
    for name in ("report.html", "tables/figures.csv"):
        (tmp_path / name).write_text(name, "utf-8")
    settled = []
    monkeypatch.setattr(publish.os, "fsync", lambda handle: settled.append(os.fstat(handle).st_ino))
    publish._settle(tmp_path)
    inodes = {(tmp_path / name).stat().st_ino for name in ("report.html", "tables/figures.csv")}
    assert set(settled) == inodes
    assert len(settled) == len(inodes)


def test_failed_notebooks_are_kept_together_and_older_ones_forgotten(tmp_path):
    """Several of one run, those alone that are there, and nothing of the run before."""
    made = [tmp_path / f"{name}.ipynb" for name in ("one", "two", "never written")]
    for path in made[:2]:
        path.write_text(path.stem, "utf-8")
    folder = tmp_path / "failed"
    for kept in (made, made[1:]):
        keep_failed(kept, folder)
    assert [path.name for path in (folder / "notebooks").iterdir()] == ["two.ipynb"]
    keep_failed(made, folder)
    assert {path.name: path.read_text("utf-8") for path in (folder / "notebooks").iterdir()} == {
        "one.ipynb": "one",
        "two.ipynb": "two",
    }
    keep_failed((), folder)
    assert not folder.exists()


def test_failed_notebooks_that_cannot_be_kept_are_told(tmp_path):
    """With the folder's name; a file stands in the way of the one above it."""
    (tmp_path / "in the way").write_text("mine", "utf-8")
    notebook = tmp_path / "one.ipynb"
    notebook.touch()
    with pytest.raises(OutputError) as caught:
        keep_failed([notebook], tmp_path / "in the way" / "2023-H1")
    assert caught.value.problems[0].place == "2023-H1"


def test_what_cannot_be_removed_stops_nobody(tmp_path, monkeypatch):
    """The folder of a killed run that somebody has open is left, and told by the doctor."""
    calls = []
    monkeypatch.setattr(publish.shutil, "rmtree", lambda path, ignore_errors=False: calls.append(ignore_errors))
    publish._remove(tmp_path)
    assert calls == [True]


def test_a_run_that_builds_nothing_clears_what_a_killed_one_left(target: Path) -> None:
    """Not what another is building, and not what holds the only report there is."""
    building, replaced = (target.with_name(f".2023-H1.{name}") for name in ("building", "replaced"))
    (building / "notebooks").mkdir(parents=True)
    with publication(target.with_name("2023-9M"), "outputs/2023-9M"):
        clear_left(target.with_name("2023-9M"))
        assert target.with_name(".2023-9M.building").exists(), "another is building it"
        clear_left(target)
    assert not building.exists()
    target.rename(replaced)
    clear_left(target)
    assert (replaced / "report.html").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions are of another kind here")
def test_a_report_that_nobody_may_write_blocks_no_run() -> None:
    """Its folder is cleared away all the same, and what is carried over from it can be replaced the next time."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o777)
        target = Path(place) / "outputs" / "2023-H1"
        child = os.fork()
        if child == 0:  # root may write everything, so that somebody else tries it
            try:
                if os.getuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
                _publish_over_what_is_read_only(target)
            finally:
                os._exit(sys.exc_info()[0] is not None)
        _, status = os.waitpid(child, 0)
        names = sorted(path.name for path in target.parent.iterdir())
    assert (status, names) == (0, [".2023-H1.lock", "2023-H1"])


def _publish_over_what_is_read_only(target: Path) -> None:
    for _ in range(4):
        with publication(target, "outputs/2023-H1") as folder:
            (folder / "tables").mkdir()
            (folder / "tables" / "figures.csv").write_text("new", encoding="utf-8")
            (folder / "manifest.json").write_text('{"subject": []}', encoding="utf-8")
            _copy(target / "own.txt", folder / "own.txt") if target.exists() else (folder / "own.txt").touch()
            _copy_tree(target / EARLIER, folder / EARLIER)
            (folder / EARLIER / "tables").mkdir(parents=True, exist_ok=True)
            (folder / EARLIER / "tables" / "a.csv").touch()
        for path in (*target.rglob("*"), target):
            path.chmod(path.stat().st_mode & ~0o222)
