"""How a run gets on can be followed on a terminal, in a log, by a program and in JupyterLab."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.cli.progress import Display, Json, Lines, Quiet, progress
from kimtan.errors import ExitCode
from kimtan.report.build import Report
from kimtan.report.lab import ShownProgress
from kimtan.run.failures import Failure, FailureKind
from kimtan.run.pace import Pace
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Result
from tests.conftest import REPOSITORY, copied, run_only_own

FIRST, SECOND, THIRD = (
    SectionNotebook(name, Path(f"{name}.ipynb")) for name in ("10_economy", "20_society", "30_tasks")
)
EXPECTED = {"10_economy": 2.0, "20_society": 4.0, "30_tasks": 1.0}


def done(section: SectionNotebook, seconds: float = 1.25, failure: Failure | None = None) -> Result:
    """A result."""
    return Result(section, section.path, seconds, failure)


FAILED = done(SECOND, failure=Failure(FailureKind.CELL_ERROR, "x", "KeyError", cell=3))


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


# The count of it


def test_what_is_left_follows_from_the_last_run() -> None:
    """Two at a time, what waits and what runs is shared; one long section is the least that it takes."""
    clock = Clock()
    pace = Pace(clock)
    pace.planned((FIRST, SECOND, THIRD), EXPECTED)
    assert pace.left == 7
    pace.started(SECOND)
    pace.started(FIRST)
    assert pace.left == 4
    clock.now += 1
    assert (pace.left, pace.took["10_economy"], pace.elapsed) == (3, 1, 1)
    clock.now += 5
    assert pace.left == 1, "what takes longer than it did may end at any moment"
    pace.finished(done(FIRST))
    pace.finished(FAILED)
    assert (pace.done, pace.failed, pace.total, pace.left) == (2, 1, 3, 1)
    pace.started(THIRD)
    pace.finished(done(THIRD))
    assert pace.left is None
    pace.writing()
    assert pace.is_writing


def test_it_can_be_asked_while_a_section_ends() -> None:
    """A display asks from a thread of its own, at any moment."""

    class Ending(Clock):
        ended: Result | None = None

        def __call__(self) -> float:
            if self.ended is not None:
                pace.finished(self.ended)
            return self.now

    clock = Ending()
    pace = Pace(clock)
    pace.planned((FIRST, SECOND, THIRD), EXPECTED)
    for section in (FIRST, SECOND, THIRD):
        pace.started(section)
    clock.ended = done(FIRST)
    assert pace.left == 4
    assert set(pace.took) == {"20_society", "30_tasks"}


def test_nothing_is_promised_of_a_section_that_has_no_past() -> None:
    """A new section may take any time."""
    pace = Pace()
    pace.planned((FIRST, SECOND), {"10_economy": 2.0})
    assert pace.left is None
    pace.started(SECOND)
    pace.finished(done(SECOND))
    assert pace.left == 2


def test_kept_sections_count_as_done() -> None:
    """They are told before those that run."""
    pace = Pace()
    pace.kept_before((done(FIRST), done(SECOND)))
    pace.planned((THIRD,), EXPECTED)
    assert (pace.done, pace.kept, pace.total) == (2, 2, 3)


# Where there is no terminal


def logged(manner: Any = "shown") -> tuple[Quiet, str]:
    """What a run of three sections, one kept and one failed, leaves in a file."""
    file = io.StringIO()
    with progress("2023-H1", manner, Console(file=file, width=40)) as watcher:
        watcher.kept_before((done(THIRD),))
        watcher.planned((FIRST, SECOND), {"10_economy": 2.0})
        watcher.started(FIRST)
        watcher.started(SECOND)
        watcher.finished(done(FIRST))
        watcher.finished(FAILED)
        watcher.waiting()
        watcher.writing()
        watcher.published(Report(Path("out"), (Path("out/report.html"),), ("Tốt.",), contradictions=3, unchanged=1))
    return watcher, file.getvalue()


def test_a_log_has_a_line_for_each_section() -> None:
    """However narrow the place, and without a sign that only a terminal knows."""
    watcher, text = logged()
    assert isinstance(watcher, Lines)
    assert text.splitlines() == [
        "2023-H1: 2/3 10_economy done (1.2 s, 2.0 s last time)",
        "2023-H1: 3/3 20_society failed (1.2 s)",
        "2023-H1: another run is writing this report; waiting for it to end",
    ]


def test_quiet_is_quiet() -> None:
    """Nothing at all, while all is well."""
    watcher, text = logged("quiet")
    assert type(watcher) is Quiet
    assert text == ""


def test_a_program_reads_an_event_a_line() -> None:
    """With everything that the other ways tell, and the time in UTC."""
    watcher, text = logged("json")
    assert isinstance(watcher, Json)
    events = [json.loads(line) for line in text.splitlines()]
    names = ["kept", "planned", "started", "started", "finished", "failed", "waiting", "writing", "published"]
    assert [event["event"] for event in events] == names
    assert {event["period"] for event in events} == {"2023-H1"}
    assert all(event["time"].endswith("+00:00") for event in events)
    assert events[0]["sections"] == ["30_tasks"]
    assert events[1]["sections"][1] == {"section": "20_society", "expected": None}
    assert events[4] | {"time": ""} == {
        "time": "", "event": "finished", "period": "2023-H1", "section": "10_economy", "seconds": 1.25,
        "expected": 2.0, "done": 2, "total": 3,
    }  # fmt: skip
    assert (events[5]["message"], events[5]["cell"], events[5]["kind"]) == ("KeyError: x", 3, "cell_error")
    assert (events[8]["files"], events[8]["contradictions"], events[8]["kept"]) == (["out/report.html"], 3, 1)


# On a terminal


def test_a_terminal_shows_what_runs_and_what_is_left() -> None:
    """In lines of at most 80 columns that do not move sideways; a failure stays on the screen."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=80, color_system=None)
    with progress("2023-H1", console=console) as watcher:
        assert isinstance(watcher, Display)

        def screen() -> list[str]:
            plain = Console(width=80, color_system=None, file=io.StringIO())
            with plain.capture() as captured:
                plain.print(watcher)
            return captured.get().splitlines()

        assert "getting ready" in screen()[0]
        watcher.kept_before((done(THIRD),))
        watcher.planned((FIRST, SECOND), EXPECTED)
        watcher.started(FIRST)
        first, second = screen()
        assert "1/3 · 1 kept · 0 s · about 6 s left" in first
        assert second.startswith("  10_economy ")
        assert second.rstrip().endswith("0.0 of about 2.0 s")
        assert first.index("1/3") == second.index("0.0")
        watcher.finished(done(FIRST))
        watcher.started(SECOND)
        watcher.finished(FAILED)
        watcher.writing()
        assert "3/3 · 1 kept · 1 failed · 0 s · writing the report" in screen()[0]
        assert max(map(len, screen())) <= 80
    assert "2023-H1: 3/3 20_society failed (1.2 s, 4.0 s last time)" in file.getvalue()


# From the command line


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository's figures with one tiny section; the working directory is in it."""
    copied(tmp_path, notebooks=False)
    source = "from kimtan import show\nfrom kimtan.present.blocks import Heading\nshow(Heading('Kinh tế', 'a', 2))"
    parameters = 'period = "2023-H1"\nlanguage = "vi"\naudience = "internal"\nsettings = {}'
    cells = [new_code_cell(parameters, metadata={"tags": ["parameters"]}), new_code_cell(source)]
    (tmp_path / "notebooks").mkdir()
    nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / "10_economy.ipynb")
    run_only_own(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_quiet_and_a_log_exclude_each_other(tiny: Path) -> None:
    """Nobody can mean both."""
    answer = CliRunner().invoke(app, ["report", "2023-H1", "--quiet", "--log-json"])
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert "--log-json" in answer.stderr


def test_what_is_wrong_is_an_event_too(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its place, what was seen and the remedy; nothing else is on standard error."""
    file = io.StringIO()
    monkeypatch.setattr("kimtan.cli.report.error_console", lambda: Console(file=file))
    (tiny / "data" / "2023-H1" / "observations.csv").write_text("nonsense\n", encoding="utf-8")
    answer = CliRunner().invoke(app, ["report", "2023-H1", "--log-json"])
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert answer.stderr == ""
    (event, *_) = [json.loads(line) for line in file.getvalue().splitlines()]
    assert event["event"] == "problem"
    assert event["place"].startswith("data/2023-H1/observations.csv")
    assert event.keys() == {"time", "event", "place", "seen", "remedy", "code"}


@pytest.mark.slow
def test_a_run_is_logged_from_plan_to_publication(tiny: Path) -> None:
    """And again when nothing had to run; standard error has nothing but events."""
    command = [sys.executable, "-c", "from kimtan.cli.app import main; main()", "report", "--to", "html", "--log-json"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    for names in (["planned", "started", "finished", "writing", "published"], ["published"]):
        process = subprocess.run(command, cwd=tiny, env=environment, capture_output=True, text=True, check=True)
        events = [json.loads(line) for line in process.stderr.splitlines()]
        assert [event["event"] for event in events] == names
        assert events[-1]["files"][0].endswith("outputs/2023-H1/report.html")
    assert events[-1]["kept"] == 1


# In JupyterLab


@pytest.mark.longer(alone=True)
@pytest.mark.slow
def test_a_notebook_shows_its_sections_as_they_run(tiny: Path) -> None:
    """One table under the cell, at last as the run ended."""
    source = "from kimtan import make_report\nmake_report('2023-H1').contradictions"
    notebook = new_notebook(cells=[new_code_cell(source)])
    NotebookClient(notebook, resources={"metadata": {"path": str(tiny)}}).execute()
    outputs = [one for one in notebook.cells[0].outputs if one.output_type != "stream"]
    table, answer = outputs
    assert "10_economy" in table.data["text/html"]
    assert "<td>done</td>" in table.data["text/html"]
    assert table.data["text/plain"].startswith("2023-H1: 1/1")
    assert answer.data["text/plain"] == "2"
    assert (tiny / "outputs" / "2023-H1" / "report.html").exists()


def test_a_notebook_shows_a_failure_and_escapes_names() -> None:
    """What a section is called is no markup."""
    shown = ShownProgress("2023-H1")
    shown._handle = False  # no notebook to show it in
    odd = SectionNotebook("<b>", Path("x.ipynb"))
    shown.planned((odd,), {"<b>": 2.0})
    shown.started(odd)
    shown.finished(done(odd, failure=Failure(FailureKind.CELL_ERROR, "x", "KeyError")))
    assert "&lt;b&gt;</td><td>failed</td><td>1.2 s</td><td>2.0 s</td>" in shown._repr_html_()
