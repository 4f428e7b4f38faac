"""What a notebook asks past the data decides whether it is run again; what cannot be asked again is never kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.report.build import Options, Report, build_report
from kimtan.run.pools import SectionPool
from kimtan.workspace import Workspace
from tests.report.test_build import PERIOD, write_workspace
from tests.run.test_suite import Log

pytestmark = pytest.mark.slow

FIRST = "from pathlib import Path\nimport os\n"
SHOWS = "\nshow(Heading('Mục', {name!r}, 2), Narrative(((f'{{told}}',),)))"
VARIABLE = "KIMTAN_TEST_OUTSIDE"

WATCHED: dict[str, str] = {
    "11_table": "import pandas as pd\ntold = pd.read_csv('data/extra.csv').to_csv()",
    "12_array": "import numpy as np\ntold = np.fromfile('data/extra.bin', dtype='u1').sum()",
    "13_exists": "told = Path('data/maybe.txt').exists()",
    "15_module": "import own_helper\ntold = own_helper.VALUE",
    "16_package": "from own_package.inner import VALUE as told",
    "17_missing": "try:\n    import own_later\n    told = own_later.VALUE\nexcept ImportError:\n    told = 'none'",
    "18_size": "told = os.path.getsize('data/sized.txt')",
    "19_thread": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "told = ThreadPoolExecutor(1).submit(Path('data/threaded.txt').read_text).result()"
    ),
    "20_link": "told = Path('data/link.txt').read_text()",
}
"""Sections that ask something that can be asked again."""

CHANGES: dict[str, Callable[[Path], object]] = {
    "11_table": lambda root: (root / "data/extra.csv").write_text("a\n2\n"),
    "12_array": lambda root: (root / "data/extra.bin").write_bytes(b"\5"),
    "13_exists": lambda root: (root / "data/maybe.txt").write_text("x"),
    "15_module": lambda root: (root / "own_helper.py").write_text("VALUE = 2\n"),
    "16_package": lambda root: (root / "own_package" / "inner.py").write_text("VALUE = 'two'\n"),
    "17_missing": lambda root: (root / "own_later.py").write_text("VALUE = 'there'\n"),
    "18_size": lambda root: (root / "data/sized.txt").write_text("22"),
    "19_thread": lambda root: (root / "data/threaded.txt").write_text("2"),
    "20_link": lambda root: (root / "data/linked.txt").write_text("2"),
}
SHOWN_THEN = {
    "11_table": "0,2", "12_array": "5", "13_exists": "True", "15_module": "2",
    "16_package": "two", "17_missing": "there", "18_size": "2", "19_thread": "2", "20_link": "2",
}  # fmt: skip

LOOKED = {"15_module", "16_package"}
"""Sections that looked for a module where another one would be found."""

NEVER: dict[str, str] = {
    "31_process": "import subprocess\ntold = subprocess.run(['true']).returncode",
    "32_shell": "told = os.system('true')",
    "33_listing": "told = len(list(Path('data').glob('*.csv')))",
    "34_database": "import sqlite3\ntold = sqlite3.connect('data/some.db').execute('select 1').fetchone()[0]",
    "35_network": (
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError:\n    told = 'refused'"
    ),
    "36_fork": "pid = os.fork()\nif not pid:\n    os._exit(0)\ntold = os.waitpid(pid, 0)[1]",
    "37_machine_code": "import ctypes\ntold = ctypes.CDLL('libc.so.6').access(b'data/extra.csv', 4)",
    "38_writing": "Path('data/written.txt').write_text('x')\ntold = 'x'",
    "39_every_variable": "told = len(dict(os.environ)) > 3",
}
"""Sections after which nobody can say what they rest on."""

Made = Callable[[], tuple[Report, set[str]]]


def workspace_of(root: Path, sections: dict[str, str]) -> Workspace:
    """A workspace with sections that each tell what they asked, and with what they ask for."""
    sources = {name: FIRST + source + SHOWS.format(name=name) for name, source in sections.items()}
    workspace = write_workspace(root, sources)
    for name, text in (("extra.csv", "a\n1\n"), ("sized.txt", "1"), ("threaded.txt", "1"), ("linked.txt", "1")):
        (root / "data" / name).write_text(text)
    (root / "data/extra.bin").write_bytes(b"\1\2")
    (root / "data/link.txt").symlink_to("linked.txt")
    (root / "own_helper.py").write_text("VALUE = 1\n")
    (root / "own_package").mkdir()
    (root / "own_package" / "__init__.py").write_text("")
    (root / "own_package" / "inner.py").write_text("VALUE = 'one'\n")
    return workspace


def made(workspace: Workspace, kernels: SectionPool | None) -> tuple[Report, set[str]]:
    """The report, and the sections that were run for it."""
    log = Log()
    options = Options(watcher=log, pool=kernels)
    return build_report(workspace, workspace.params_file(PERIOD), options), log.ran


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, kernels: SectionPool) -> Workspace:
    """A workspace whose report was made, of sections that ask only what can be asked again."""
    workspace = workspace_of(tmp_path_factory.mktemp("watched"), WATCHED)
    assert made(workspace, kernels)[1] == set(WATCHED)
    return workspace


@pytest.mark.parametrize("changed", WATCHED)
def test_whatever_a_notebook_asked_past_the_data_runs_it_again(
    changed: str, watched: Workspace, kernels: SectionPool
) -> None:
    """Where nothing changed nothing runs, and the report is not even written again; else the section that asked."""
    report, ran = made(watched, kernels)
    assert (ran, report.unchanged) == (set(), len(WATCHED))
    CHANGES[changed](watched.root)
    report, ran = made(watched, kernels)
    assert ran == {changed} | (LOOKED if changed == "17_missing" else set())
    page = (report.folder / "notebooks" / f"{changed}.ipynb").read_text(encoding="utf-8")
    assert SHOWN_THEN[changed] in page


def test_what_cannot_be_asked_again_is_never_kept(tmp_path: Path, kernels: SectionPool) -> None:
    """Neither the section, nor a report with one such section in it."""
    quiet = {"11_table": WATCHED["11_table"]}
    workspace = workspace_of(tmp_path, {**quiet, **NEVER})
    made(workspace, kernels)
    assert made(workspace, kernels)[1] == set(NEVER)


def test_a_kept_report_without_its_record_is_made_again(tmp_path: Path, kernels: SectionPool) -> None:
    """The manifest alone does not say what the notebooks asked past the data."""
    workspace = workspace_of(tmp_path, {"11_table": WATCHED["11_table"]})
    made(workspace, kernels)
    shutil.rmtree(workspace.cache_dir(PERIOD))
    (tmp_path / "data/extra.csv").write_text("a\n2\n")
    assert made(workspace, kernels)[1] == {"11_table"}


@pytest.mark.parametrize("file", ["record", "run.json"])
def test_a_record_that_somebody_changed_proves_nothing(tmp_path: Path, kernels: SectionPool, file: str) -> None:
    """A flipped byte in what a finished run left makes the report again; nothing of it is said to anybody."""
    workspace = workspace_of(tmp_path, {"11_table": WATCHED["11_table"]})
    report, _ = made(workspace, kernels)
    path = workspace.cache_dir(PERIOD) / "published" if file == "record" else report.folder / file
    path.write_bytes(path.read_bytes().replace(b'"headline": [\n  "', b'"headline": [\n  "x')[:-3] + b"?\n")
    stamp = report.folder.stat().st_ino
    again, ran = made(workspace, kernels)
    assert (again.headline, ran) == (report.headline, set())
    assert again.folder.stat().st_ino != stamp


def test_an_environment_variable_that_a_notebook_asks_for_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is set, changed or gone; others do not."""
    workspace = workspace_of(tmp_path, {"14_variable": f"told = os.environ.get({VARIABLE!r})"})
    monkeypatch.delenv(VARIABLE, raising=False)
    made(workspace, None)
    monkeypatch.setenv("KIMTAN_TEST_ANOTHER", "x")
    assert made(workspace, None)[1] == set()
    monkeypatch.setenv(VARIABLE, "other")
    report, ran = made(workspace, None)
    assert ran == {"14_variable"}
    assert "other" in (report.folder / "report.html").read_text(encoding="utf-8")
