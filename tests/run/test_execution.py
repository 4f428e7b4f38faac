from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from kimtan.run.execution import run_sections
from kimtan.run.failures import FailureKind
from kimtan.run.kernels import kernel_environment
from kimtan.run.notebook import run_section
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Task

PARAMETERS = {"period": "2023-H1", "language": "vi", "audience": "internal", "settings": {"unit": "Kim Tân {x}"}}
WHERE = "import os\nprint(os.getcwd(), os.environ['PYTHONHASHSEED'], os.environ['IPYTHONDIR'])\nprint(settings['unit'])"
SOURCES = {
    "10_good": ["x = 1", WHERE],
    "11_raises": ["x = 1", "# a remark\ny = x / 0\nz = 2", "print('never')"],
    "12_dies": ["import os", "os._exit(1)"],
    "13_leaves": ["import sys\nsys.exit()", "print('never')"],
    "14_{braces}": ["1 + 1"],
}


class Log:
    def __init__(self):
        self.events = []

    def planned(self, sections, expected):
        assert [section.name for section in sections] == list(SOURCES)
        assert expected == {}

    def started(self, section):
        self.events.append(("started", section.name))

    def finished(self, result):
        self.events.append(("finished", result.section.name))


@pytest.fixture(scope="module")
def run(tmp_path_factory, write_section):
    """One run of good and bad sections, two at a time: the workspace, its results by section, and what was told."""
    root = tmp_path_factory.mktemp("workspace")
    (root / "out").mkdir()
    tasks = []
    for name, sources in SOURCES.items():
        path = write_section(root, name, *sources)
        tasks.append(Task(SectionNotebook(name, path), root / "out" / path.name, root, PARAMETERS))
    log = Log()
    results = run_sections(tasks, jobs=2, watcher=log)
    assert [result.section for result in results] == [task.section for task in tasks]
    return root, {result.section.name: result for result in results}, log.events


def outputs_of(path: Path) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    return [output.get("text", output.output_type) for cell in cells for output in cell.get("outputs", [])]


pytestmark = pytest.mark.slow


def test_a_section_runs_in_the_workspace_with_the_parameters_of_the_run(run):
    root, results, _ = run
    assert results["10_good"].failure is None
    (told,) = outputs_of(results["10_good"].path)
    assert told.splitlines()[0].startswith(f"{root.resolve()} 0 ")
    assert told.splitlines()[1] == "Kim Tân {x}"


def test_personal_start_up_files_are_out_of_reach(run):
    _, results, _ = run
    (told,) = outputs_of(results["10_good"].path)
    ipython_folder = Path(told.splitlines()[0].split()[2])
    assert not ipython_folder.is_relative_to(Path.home())
    assert not ipython_folder.exists(), "the scratch folder outlived the run"


def test_a_failure_is_told_with_its_cell_its_line_and_its_cause(run):
    _, results, _ = run
    failure = results["11_raises"].failure
    assert (failure.cell, failure.line) == (4, "y = x / 0")
    assert str(failure) == "ZeroDivisionError at `y = x / 0`: division by zero"


def test_the_notebook_of_a_failure_is_kept_as_far_as_it_came(run):
    _, results, _ = run
    notebook = nbformat.read(results["11_raises"].path, as_version=4)
    errors = [output.ename for cell in notebook.cells for output in cell.get("outputs", [])]
    assert errors == ["ZeroDivisionError"]


def test_a_failed_section_does_not_stop_the_others(run):
    _, results, _ = run
    assert [name for name, result in results.items() if result.failure is None] == ["10_good", "14_{braces}"]


def test_a_kernel_that_dies_is_told_with_the_cell_it_died_in(run):
    _, results, _ = run
    failure = results["12_dies"].failure
    assert (failure.kind, failure.cell, failure.line) == (FailureKind.DEAD_KERNEL, 4, "os._exit(1)")


def test_leaving_a_notebook_early_is_a_failure(run):
    """papermill itself lets ``sys.exit()`` pass and forgets the cells that follow."""
    _, results, _ = run
    assert results["13_leaves"].failure.kind is FailureKind.ENDED_EARLY
    assert results["13_leaves"].failure.cell == 3


def test_a_path_with_braces_is_a_path(run):
    _, results, _ = run
    assert results["14_{braces}"].path.name == "14_{braces}.ipynb"
    assert results["14_{braces}"].path.exists()


def test_every_start_and_every_end_is_told(run):
    _, results, events = run
    assert sorted(events) == sorted((what, name) for name in results for what in ("started", "finished"))
    assert all(events.index(("started", name)) < events.index(("finished", name)) for name in results)


def test_a_notebook_that_cannot_be_written_is_no_fault_of_the_section(tmp_path, write_section):
    path = write_section(tmp_path, "10_good", "1 + 1")
    result = run_section(
        Task(SectionNotebook("10_good", path), tmp_path / "missing/10_good.ipynb", tmp_path, PARAMETERS)
    )
    assert result.failure.kind is FailureKind.NOT_WRITTEN
    assert isinstance(result.failure.error, FileNotFoundError)
    assert "missing" in result.failure.message


@pytest.mark.longer(alone=True)
def test_a_process_that_is_killed_takes_no_other_section_with_it(tmp_path, write_section):
    begin = "import os, signal, time\nfrom pathlib import Path\n"
    both = "while len(list(Path().glob('begun*'))) < 2: time.sleep(0.02)\n"
    kill = f"{begin}Path('begun-bad').touch()\n{both}os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(30)"
    good = f"{begin}Path('begun-good').touch()\n{both}time.sleep(0.5)"
    tasks = []
    for name, source in {"10_kills": kill, "11_good": good}.items():
        path = write_section(tmp_path, name, source)
        tasks.append(Task(SectionNotebook(name, path), tmp_path / path.name, tmp_path, PARAMETERS))
    killed, good = run_sections(tasks, jobs=2)
    assert killed.failure.kind is FailureKind.LOST_WORKER
    assert good.failure is None


def children_of(root: Path) -> list[str]:
    """Command lines of all living processes whose environment or command names a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if os.fsencode(root) in environment and state != "Z" and process.name != str(os.getpid()):
            found.append((process / "cmdline").read_text())
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
def test_an_interrupt_leaves_no_process_and_no_scratch_folder(tmp_path, write_section):
    """Sent to all processes at once, as a terminal does; tests/test_cli.py sends one to the first process alone."""
    path = write_section(tmp_path, "10_long", "open('begun', 'w').close()\nimport time\ntime.sleep(300)")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from kimtan.run.execution import run_sections\nfrom kimtan.run.sections import SectionNotebook\n"
        "from kimtan.run.tasks import Task\n"
        "if __name__ == '__main__':\n"
        "    path, root = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "    parameters = dict(period='', language='', audience='', settings={})\n"
        "    sections = [SectionNotebook(name, path) for name in ('a', 'b')]\n"
        "    tasks = [Task(one, root / f'{one.name}.ipynb', root, parameters) for one in sections]\n"
        "    run_sections(tasks, jobs=2)\n"
    )
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    library = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "program.py"), str(path), str(tmp_path)],
        env={**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": str(library)},
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "begun").exists():
        assert time.monotonic() < deadline, "the section did not begin"
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode != 0
    assert stderr.count("Traceback") == 1, f"more than the program's own KeyboardInterrupt:\n{stderr}"
    deadline = time.monotonic() + 5
    while children_of(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert children_of(tmp_path) == []
    assert list(scratch.iterdir()) == []


def test_a_home_that_cannot_be_written_is_not_needed(tmp_path):
    for home in ("", str(tmp_path / "missing")):
        own = kernel_environment(tmp_path / "scratch", {"HOME": home})
        assert all(Path(own[name]).is_relative_to(tmp_path / "scratch") for name in own if name.endswith("DIR"))
        assert {"MPLCONFIGDIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR"} <= set(own)


def test_a_home_that_can_be_written_keeps_its_font_cache(tmp_path):
    assert "MPLCONFIGDIR" not in kernel_environment(tmp_path / "scratch", {"HOME": str(tmp_path)})


def test_a_folder_that_was_chosen_is_kept(tmp_path):
    own = kernel_environment(tmp_path / "scratch", {"HOME": "", "MPLCONFIGDIR": "/chosen"})
    assert own["MPLCONFIGDIR"] == "/chosen"
