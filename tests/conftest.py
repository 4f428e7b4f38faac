"""Workspaces that tests write, and how a run goes: the smallest that loads, and copies of the repository's own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from kimtan.audit.store import findings
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.workspace import SUITE_VARIABLE, Workspace, suite_root
from tests.editions import FIRST, notebook_of, page_of, published_workspace
from tests.extent import IS_LONG
from tests.kernels import kernels
from tests.problems import hold_all
from tests.shared import Shared, shared
from tests.suite import KEPT, NOTEBOOKS, REPOSITORY, keep_data, name_suite

__all__ = ["KEPT", "NOTEBOOKS", "REPOSITORY", "kernels", "notebook_of", "page_of", "published_workspace", "shared"]

os.environ["PYTHONPATH"] = str(REPOSITORY)  # what tests send to other processes is found by these as well
hold_all()
UNIT = "thị trấn Kim Tân"

PARAMS = """\
period: 2024-H1
language: {language}
audience: {audience}
settings:
  unit: xã Thử
  authority: UBND xã Thử
  title: Báo cáo thử
  dictionary: own
"""
SOURCE = """\
documents:
  report:
    title: Báo cáo thử
    issuer: UBND xã Thử
"""
INDICATORS = (
    "indicator,section,name_vi,name_en,unit,kind,better,decimals,part_of,breakdown,within,numerator,denominator,"
    "restricted,order"
)
OBSERVATIONS = "indicator,measure,value,unit,as_written,precision,bound,basis,status,as_of,source,note_vi,note_en"


def write_workspace(
    root: Path,
    indicators: Sequence[str],
    observations: Sequence[str],
    text: str = "highlights: []\n",
    language: str = "vi",
    audience: str = "internal",
    columns: str = OBSERVATIONS,
) -> Workspace:
    """Write a workspace with one period, 2024-H1; rows as CSV lines without their header."""
    period = root / "data" / "2024-H1"
    period.mkdir(parents=True)
    (root / "params").mkdir()
    (root / "params" / "2024-H1.yml").write_text(PARAMS.format(language=language, audience=audience), encoding="utf-8")
    (root / "data" / "indicators.csv").write_text("\n".join([INDICATORS, *indicators, ""]), encoding="utf-8")
    (root / "data" / "phrases.csv").write_text("indicator,vi,en\n", encoding="utf-8")
    (period / "observations.csv").write_text("\n".join([columns, *observations, ""]), encoding="utf-8")
    (period / "source.yml").write_text(SOURCE, encoding="utf-8")
    (period / "text.yml").write_text(text, encoding="utf-8")
    workspace = Workspace(root)
    datapackage.write(workspace, "xã Thử")
    return workspace


@pytest.fixture
def small_dataset(tmp_path: Path) -> Callable[..., Dataset]:
    """A function that writes a workspace of given rows and loads it."""

    def build(indicators: Sequence[str], observations: Sequence[str], **options: str) -> Dataset:
        root = tmp_path / f"workspace-{len(list(tmp_path.iterdir()))}"
        workspace = write_workspace(root, indicators, observations, **options)
        return load(workspace, workspace.params_file("2024-H1"))

    return build


def copied(root: Path, *, notebooks: bool = True) -> Workspace:
    """Write the repository's first period into a folder, as it was kept for tests.

    Without notebooks of its own, such a workspace uses the suite's, as a commune's does.
    """
    for folder in ("params", "data", "notebooks") if notebooks else ("params", "data"):
        shutil.copytree(suite_root() / folder, root / folder)
    workspace = Workspace(root)
    datapackage.write(workspace, UNIT)
    return workspace


def run_only_own(root: Path) -> None:
    """Let the first period have the sections whose notebooks lie in the workspace, and no other."""
    names = sorted(path.stem for path in (root / "notebooks").glob("*.ipynb") if path.stem != "start_here")
    params = root / "params" / f"{FIRST}.yml"
    lines = params.read_text(encoding="utf-8").splitlines()
    own = f"  sections: [{', '.join(names)}]"
    changed = [own if line.startswith("  sections:") else line for line in lines]
    params.write_text("\n".join([*changed, ""]), encoding="utf-8")


@pytest.fixture
def copy_of_repository(tmp_path: Path) -> Workspace:
    """The repository's first period in a folder of its own, for tests that spoil something."""
    return copied(tmp_path)


@pytest.fixture(scope="session")
def first_period(shared: Shared) -> Workspace:
    """The repository's first period, in a folder that all tests read and none writes into."""
    return Workspace(shared.folder("first-period", copied))


@pytest.fixture(scope="session")
def real(first_period: Workspace) -> Dataset:
    """The figures of the repository's first period."""
    return load(first_period, first_period.params_file(FIRST))


@pytest.fixture(scope="session")
def stored_findings(real: Dataset) -> Path:
    """The folder with the audit of the repository's first period, which a copy of the period may have as well."""
    findings(real)
    return real.workspace.findings_dir


# --- how a run goes ---------------------------------------------------------------------------------------------------

_made: list[Path] = []


def pytest_configure(config: pytest.Config) -> None:
    """The process that starts the others makes the suite that all of them run on."""
    if SUITE_VARIABLE not in os.environ:
        if config.getoption("--accept", default=False):
            keep_data()
        _made.append(Path(tempfile.mkdtemp(prefix="kimtan-suite-")))
        name_suite(_made[0])


def pytest_unconfigure() -> None:
    """And takes it away."""
    for root in _made:
        shutil.rmtree(root, ignore_errors=True)
        del os.environ[SUITE_VARIABLE]
    _made.clear()


settings.register_profile("short", settings.get_profile("ci"), max_examples=20)
settings.register_profile("long", settings.get_profile("ci"), max_examples=200)
settings.load_profile("long" if IS_LONG else "short")


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that no process is left alone with one; laws have a long form."""
    if not IS_LONG:
        items[:] = [item for item in items if not any(kept.kwargs for kept in item.iter_markers("longer"))]
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("longer")
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
