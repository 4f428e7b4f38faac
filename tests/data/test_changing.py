"""Data is changed by one at a time, and a change is there whole or not at all, wherever it is broken off."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kimtan.data import changing
from kimtan.data.changing import all_or_nothing, only_writer, settle
from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.forms.filling import changes, fill
from kimtan.forms.founding import founded
from kimtan.forms.opening import opened
from kimtan.forms.reading import read
from kimtan.period import Period
from kimtan.workspace import Workspace
from tests.conftest import write_workspace

INDICATORS = [
    "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1",
    "herd.cows,farms,Đàn bò,Cows,head,stock,higher,0,,,,,,false,2",
]
HEADS = "Mã chỉ tiêu;STT;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Còn lại;Ghi chú"
STEPS = ("open", "rename", "replace", "unlink", "mkdir", "rmdir", "fsync")
KILLED = 99

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="A child that is killed takes fork")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office with two indicators, of which nothing is stated."""
    return write_workspace(tmp_path / "w", INDICATORS, ["herd.cows,plan,7,head,7,,,,final,,report:L1,,"])


def now(workspace: Workspace) -> Dataset:
    """The period as it is."""
    return load(workspace, workspace.params_file("2024-H1"))


def fill_in(dataset: Dataset, indicator: str, value: int) -> None:
    """Fill one figure in, as it was read against a state of the data."""
    path = dataset.workspace.root / f"{indicator}.csv"
    path.write_text(f"{HEADS}\n{indicator};;;;;;{value};;\n", encoding="utf-8")
    fill(dataset, changes(dataset, [read(path, path.name, dataset)]), "Biểu")


def contents(workspace: Workspace) -> dict[str, bytes]:
    """All data and params files."""
    folders = [folder for folder in (workspace.data_dir, workspace.root / "params") if folder.exists()]
    paths = [path for folder in folders for path in folder.rglob("*") if path != workspace.data_lock_file]
    return {path.relative_to(workspace.root).as_posix(): b"" if path.is_dir() else path.read_bytes() for path in paths}


def killed_at(step: int, change: Callable[[], object]) -> bool:
    """Whether a child process was killed before its n-th step on the disk; it does the change to the end otherwise."""
    child = os.fork()
    if child == 0:
        steps = count()

        def fatal(call: Callable[..., Any]) -> Callable[..., Any]:
            def instead(*arguments: Any, **named: Any) -> Any:
                if next(steps) == step:
                    os._exit(KILLED)
                return call(*arguments, **named)

            return instead

        for name in STEPS:
            setattr(os, name, fatal(getattr(os, name)))
        try:
            change()
        except BaseException:  # noqa: BLE001 - the child must not go on with the parent's tests
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED)
    return code == KILLED


@needs_fork
def test_a_kill_at_any_step_of_fill_leaves_all_or_nothing(workspace: Workspace) -> None:
    """And the next command reads the period, with nothing stale beside it."""
    before, dataset = contents(workspace), now(workspace)
    for step in count():
        was_killed = killed_at(step, lambda: fill_in(dataset, "herd.pigs", 900))
        stated = [row.indicator for row in now(workspace).stated]
        with only_writer(workspace):
            pass
        if stated == ["herd.cows", "herd.pigs"]:
            assert "data/2024-H1/source.yml" in contents(workspace)
            assert not [name for name in contents(workspace) if "/." in name]
            break
        assert was_killed
        assert contents(workspace) == before, f"step {step}"
    assert step > 10, "there were steps to be killed at"


@needs_fork
@pytest.mark.parametrize("is_first", [True, False])
def test_a_kill_at_any_step_of_new_leaves_all_or_nothing(workspace: Workspace, tmp_path: Path, is_first: bool) -> None:
    """No half of a period, and no other period is refused for it."""
    office = Workspace(tmp_path / "office") if is_first else workspace
    office.root.mkdir(exist_ok=True)

    def change() -> None:
        if is_first:
            founded(office.root, Period(2024, "9M"), "xã A", "commune").write()
        else:
            opened(office, Period(2024, "9M"), Period(2024, "H1")).write()

    for step in count():
        was_killed = killed_at(step, change)
        if not is_first:
            assert now(workspace).stated
        with only_writer(office):
            pass
        is_there = office.params_file("2024-9M").exists()
        assert is_there == office.observations_file("2024-9M").exists() == office.text_file("2024-9M").exists()
        if is_there:
            load(office, office.params_file("2024-9M"))
            break
        assert was_killed
        assert not office.period_dir("2024-9M").exists()
        assert not [name for name in contents(office) if "/." in name]
    assert step > 10, "there were steps to be killed at"


def test_two_who_read_the_same_state_lose_nothing(workspace: Workspace) -> None:
    """The second one keeps what the first has written since."""
    first, second = now(workspace), now(workspace)
    fill_in(first, "herd.pigs", 900)
    fill_in(second, "herd.cows", 50)
    stated = {(row.indicator, row.measure): int(row.value) for row in now(workspace).stated}
    assert stated == {("herd.cows", "plan"): 7, ("herd.pigs", "actual"): 900, ("herd.cows", "actual"): 50}


def test_the_second_of_two_who_differ_is_refused(workspace: Workspace) -> None:
    """Although nothing was stored when it was read."""
    first, second = now(workspace), now(workspace)
    fill_in(first, "herd.pigs", 900)
    with pytest.raises(InputError, match="901 here, 900 is stored"):
        fill_in(second, "herd.pigs", 901)


def test_pairs_at_once_lose_nothing(workspace: Workspace) -> None:
    """Twenty pairs: whoever comes second waits."""
    for number in range(20):
        dataset, start = now(workspace), threading.Barrier(2)

        def one(indicator: str, dataset: Dataset = dataset, start: threading.Barrier = start) -> None:
            start.wait()
            fill_in(dataset, indicator, 900)

        threads = [threading.Thread(target=one, args=[name]) for name in ("herd.pigs", "herd.cows")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        actuals = {row.indicator for row in now(workspace).stated if row.measure == "actual"}
        assert actuals == {"herd.pigs", "herd.cows"}, f"pair {number}"
        workspace.observations_file("2024-H1").write_text(
            "\n".join(workspace.observations_file("2024-H1").read_text("utf-8").splitlines()[:2]) + "\n", "utf-8"
        )


def test_who_reads_in_the_middle_waits_for_the_end(workspace: Workspace) -> None:
    """A reader never sees some files of a change and not the others."""
    table, source = workspace.observations_file("2024-H1"), workspace.source_file("2024-H1")
    started, read_it = threading.Event(), []

    def reader() -> None:
        started.wait()
        read_it.append([row.source for row in now(workspace).stated])

    thread = threading.Thread(target=reader)
    thread.start()
    with only_writer(workspace), all_or_nothing(workspace, [table, source]):
        table.write_text(table.read_text("utf-8").replace("report:L1", "form:E2"), "utf-8")
        started.set()
        thread.join(timeout=0.3)
        assert read_it == [], "the table names a document that is not there yet"
        source.write_text(source.read_text("utf-8").replace("  report:", "  form:"), "utf-8")
    thread.join()
    assert read_it == [["form:E2"]]


def test_who_goes_on_writing_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader waits for some time, not for ever."""
    monkeypatch.setattr(changing, "_READER_WAITS", 0.05)
    told: list[str] = []

    def reader() -> None:
        try:
            now(workspace)
        except InputError as error:
            told.append(error.problems[0].code)

    with only_writer(workspace), all_or_nothing(workspace, [workspace.source_file("2024-H1")]):
        thread = threading.Thread(target=reader)
        thread.start()
        thread.join()
    assert told == ["data.busy"]


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "{}",
        "[]",
        '{"files": [{"path": "data/x", "kept": "../x"}], "folders": []}',
        '{"files": [{"path": "../x", "kept": null}], "folders": []}',
    ],
)
def test_what_is_kept_never_leads_out_of_the_workspace(workspace: Workspace, content: str) -> None:
    """Whoever was handed such a folder with the data is told, and nothing is deleted."""
    outside = workspace.root.parent / "x"
    outside.write_text("mine", "utf-8")
    workspace.change_dir.mkdir()
    (workspace.change_dir / "kept.json").write_text(content, "utf-8")
    with pytest.raises(InputError) as error:
        settle(workspace)
    assert (error.value.problems[0].code, outside.read_text("utf-8")) == ("data.kept", "mine")


def test_what_killed_commands_left_is_cleared(workspace: Workspace) -> None:
    """And until then no period is refused for it."""
    stray = workspace.data_dir / ".new-abc123"
    stray.mkdir()
    (stray / "observations.csv").write_text("x", "utf-8")
    assert now(workspace).stated
    with only_writer(workspace):
        pass
    assert not stray.exists()


@pytest.mark.parametrize("is_made", [True, False])
def test_a_first_change_that_came_to_nothing_leaves_no_folder(tmp_path: Path, is_made: bool) -> None:
    """A folder of data with nothing but a lock in it would be somebody's workspace."""
    fresh = Workspace(tmp_path / "fresh")
    fresh.root.mkdir()
    with only_writer(fresh):
        if is_made:
            (fresh.data_dir / "units.csv").touch()
    assert fresh.data_dir.exists() == is_made


@pytest.mark.parametrize("error", [InputError, KeyboardInterrupt, SystemExit])
def test_whatever_breaks_a_change_off_everything_is_put_back(workspace: Workspace, error: type[BaseException]) -> None:
    """A file that is named twice as well; what is new goes with its folder."""
    before, table = contents(workspace), workspace.observations_file("2024-H1")
    new = workspace.data_dir / "2024-9M" / "source.yml"

    def break_off() -> None:
        with only_writer(workspace), all_or_nothing(workspace, [table, new, table]):
            table.write_text("half", "utf-8")
            new.write_text("half", "utf-8")
            raise error

    with pytest.raises(error):
        break_off()
    assert contents(workspace) == before


def test_who_has_to_wait_is_told_once(workspace: Workspace) -> None:
    """And goes on when the other one is done."""
    told: list[str] = []
    begun, may_end = threading.Event(), threading.Event()

    def first() -> None:
        with only_writer(workspace):
            begun.set()
            may_end.wait(30)

    writer = threading.Thread(target=first)
    writer.start()
    begun.wait(30)

    def waits() -> None:
        told.append("waits")
        may_end.set()

    with only_writer(workspace, waits):
        told.append("writes")
    writer.join(30)
    assert told == ["waits", "writes"]
