"""A report shows one state of its files: what somebody saves while it is made is in all of it or in none of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.data.snapshot import ATTEMPTS, ChangedError
from kimtan.report import build
from kimtan.report.build import Options, build_report
from kimtan.run.manifest import Manifest
from kimtan.run.pools import SectionPool
from kimtan.run.tasks import Silent
from kimtan.workspace import Workspace
from tests.conftest import KEPT
from tests.extent import examples
from tests.report.test_build import PERIOD, write_workspace

TELLS = (
    "from kimtan import open_section\ns = open_section('economy', period, language, audience, settings)\n"
    'show(Heading({name!r}, {name!r}, 2), Narrative(((f\'Tổng: {{s.facts.dataset.statements("income.total")[0]'
    ".as_written}} đồng.',),)))"
)
SECTIONS = {f"{number}_part": TELLS.format(name=f"p{number}") for number in (11, 12)}
STEPS = ("loaded", "planned", "started 1", "finished 1", "finished 2", "writing", "written")


def changed(billions: str) -> str:
    """The figures with another total income; only the digits before the mark are another number's."""
    text = KEPT.observations_file(PERIOD).read_text(encoding="utf-8")
    was = 'income.total,actual,552.054,vnd_bn,"552,054"'
    assert was in text
    return text.replace(was, was.replace("552", billions))


class Editor(Silent):
    """Somebody who saves the figures at one step of a run, as often as told."""

    def __init__(self, workspace: Workspace, step: str, times: int = 1) -> None:
        self.file = workspace.observations_file(PERIOD)
        self.step, self.times = step, times
        self.saves = 0
        self.count: dict[str, int] = {}

    def at(self, step: str) -> None:
        """Save if it is time."""
        if step == self.step and self.saves < self.times:
            self.saves += 1
            self.file.write_text(changed(f"{600 + self.saves}"), encoding="utf-8")

    def planned(self, *_: object) -> None:
        self.count.clear()
        self.at("planned")

    def started(self, *_: object) -> None:
        self._counted("started")

    def finished(self, *_: object) -> None:
        self._counted("finished")

    def writing(self) -> None:
        self.at("writing")

    def _counted(self, step: str) -> None:
        self.count[step] = self.count.get(step, 0) + 1
        self.at(f"{step} {self.count[step]}")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The first period with three sections that each tell its total income."""
    return write_workspace(tmp_path_factory.mktemp("edited"), SECTIONS)


@pytest.fixture
def made(
    workspace: Workspace, kernels: SectionPool, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Editor], tuple[build.Report, list[str]]]:
    """A function that makes the report while an editor is at work, and gives it with what was told of changes."""

    def make(editor: Editor) -> tuple[build.Report, list[str]]:
        told: list[str] = []
        for step, name in (("loaded", "check_formats"), ("written", "run_record")):
            real = getattr(build, name)
            monkeypatch.setattr(build, name, lambda *args, real=real, step=step: (editor.at(step), real(*args))[1])
        found = build.read_inputs
        monkeypatch.setattr(build, "read_inputs", lambda *args: _after(found(*args), editor))
        options = Options(pool=kernels, jobs=1, no_cache=True, watcher=editor, on_change=told.append)
        return build_report(workspace, workspace.params_file(PERIOD), options), told

    return make


def _after(found: tuple[object, ...], editor: Editor) -> tuple[object, ...]:
    editor.at("loaded")
    return found


@pytest.mark.longer
@pytest.mark.parametrize("step", examples(STEPS[1::3], STEPS))
def test_a_report_of_figures_that_are_saved_meanwhile_shows_one_state_of_them(
    step: str, workspace: Workspace, made: Callable[[Editor], tuple[build.Report, list[str]]]
) -> None:
    """At whatever step somebody saves, all sections tell one number, and the manifest proves the file it is in."""
    workspace.observations_file(PERIOD).write_text(changed("552"), encoding="utf-8")
    editor = Editor(workspace, step)
    report, told = made(editor)
    assert editor.saves == 1, "the editor never came to save"
    page = (report.folder / "report.html").read_text(encoding="utf-8")
    shown = re.findall(r"Tổng: ([\d,.]+) đồng", page)
    manifest = Manifest.of((report.folder / "manifest.json").read_bytes())
    known = manifest.inputs[f"data/{PERIOD}/observations.csv"]
    content = workspace.observations_file(PERIOD).read_bytes()
    assert shown == ["601,054"] * len(SECTIONS)
    assert known == hashlib.sha256(content).hexdigest()
    assert told == [f"data/{PERIOD}/observations.csv"]


def test_whoever_never_stops_saving_gets_no_report(
    workspace: Workspace, made: Callable[[Editor], tuple[build.Report, list[str]]]
) -> None:
    """After a few attempts it is said which file it is; the last good report stays, and nothing is left beside it."""
    before = {path: path.read_bytes() for path in Path(workspace.outputs_dir).rglob("*") if path.is_file()}
    with pytest.raises(ChangedError) as raised:
        made(Editor(workspace, "finished 1", times=ATTEMPTS))
    (problem,) = raised.value.problems
    assert (problem.place, problem.code) == (f"data/{PERIOD}/observations.csv", "workspace.changed_meanwhile")
    published = workspace.outputs_dir / PERIOD
    now = {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}
    assert now == {path: content for path, content in before.items() if path.is_relative_to(published)}
    assert not list(workspace.outputs_dir.glob(".*.building"))
