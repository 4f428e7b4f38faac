"""What is written down in more than one place agrees, nothing generated is committed, and the wheel is whole."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import kimtan

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
RUN_LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

CONDA_NAMES = {"dask-core": "dask", "matplotlib-base": "matplotlib", "seaborn-base": "seaborn"}
STARTED_NOT_IMPORTED = {"jupyterlab"}

PLATFORMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
]


def by_name(requirements: list[str]) -> dict[str, SpecifierSet]:
    """Canonical name and bounds of each requirement; a name that stands there twice is an error."""
    found = [Requirement(text) for text in requirements]
    bounds = {str(canonicalize_name(requirement.name)): requirement.specifier for requirement in found}
    assert len(bounds) == len(found), "A package is named twice."
    return bounds


def runtime() -> dict[str, SpecifierSet]:
    """What kimtan runs on, by pyproject.toml."""
    return by_name(PROJECT["project"]["dependencies"])


def extras() -> dict[str, SpecifierSet]:
    """What the extras add, by pyproject.toml."""
    return by_name([text for extra in PROJECT["project"]["optional-dependencies"].values() for text in extra])


def pins(lock: str = LOCK) -> Iterator[tuple[Requirement, list[str]]]:
    """Each pinned package of a lock with its hashes."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock):
        requirement, *hashes = entry.replace("\\\n", "").split("--hash=")
        if not requirement.startswith("#"):
            yield Requirement(requirement.strip()), [text.strip() for text in hashes]


# --- versions and dependencies ----------------------------------------------------------------------------------------


def test_the_version_is_the_same_everywhere() -> None:
    """``kimtan.__version__`` is the version that pyproject.toml gives."""
    assert kimtan.__version__ == PROJECT["project"]["version"]


def test_conda_users_get_the_same_packages_and_bounds() -> None:
    """environment.yml lists what pyproject.toml lists, extras included, with the same lower bounds."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    packages = [text for text in environment["dependencies"] if isinstance(text, str)]
    conda = {CONDA_NAMES.get(name, name): bounds for name, bounds in by_name(packages).items()}
    assert conda.pop("python") == SpecifierSet(PROJECT["project"]["requires-python"])
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert pip[0] == "-e ."
    assert conda | by_name(pip[1:]) == runtime() | extras()


def test_every_imported_package_is_declared_and_the_other_way_round() -> None:
    """kimtan declares each package that its code imports, and none besides but what it starts."""
    distributions = packages_distributions()
    imported = set()
    for path in (ROOT / "kimtan").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    foreign = imported - sys.stdlib_module_names - {"kimtan"}
    used = {canonicalize_name(distributions[name][0]) for name in foreign}
    extra = PROJECT["project"]["optional-dependencies"]
    optional = set(by_name([*extra["dask"], *extra["lab"]]))
    declared = set(runtime()) - STARTED_NOT_IMPORTED
    assert sorted(used - optional - declared) == [], "Declare these in pyproject.toml and environment.yml."
    assert sorted(declared - used) == [], "Nothing imports these: take them out of pyproject.toml and environment.yml."


# --- requirements.lock ------------------------------------------------------------------------------------------------


def test_the_lock_pins_every_package_with_hashes() -> None:
    """Each entry is one version, with at least one hash."""
    entries = list(pins())
    assert len(entries) > len(runtime())
    for requirement, hashes in entries:
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), str(requirement)
        assert hashes, f"{requirement} has no hash."
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", text) for text in hashes), str(requirement)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform["platform_system"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_the_lock_holds_one_fitting_version_for_each_machine(platform: dict[str, str], python: str) -> None:
    """Whatever pyproject.toml asks for, and the build backend, is in the lock once, within the bounds."""
    machine = {**platform, "python_version": python, "python_full_version": f"{python}.9"}
    locked: dict[str, str] = {}
    for requirement, _ in pins():
        if requirement.marker is None or requirement.marker.evaluate(machine):
            name = canonicalize_name(requirement.name)
            assert name not in locked, f"{name} is pinned twice."
            locked[name] = str(requirement.specifier).removeprefix("==")
    wanted = runtime() | extras() | by_name(PROJECT["build-system"]["requires"])
    assert set(wanted) - set(locked) == set(), "Run `make lock`."
    outside = {name: locked[name] for name, bounds in wanted.items() if locked[name] not in bounds}
    assert outside == {}, "Run `make lock`."


def test_what_a_report_needs_is_locked_as_it_is_for_development() -> None:
    """requirements.lock has what kimtan runs on and is built with, in the same versions, and no tools."""
    developed, run = (
        {(str(canonicalize_name(entry.name)), str(entry.specifier)): hashes for entry, hashes in pins(lock)}
        for lock in (LOCK, RUN_LOCK)
    )
    assert {name: hashes for name, hashes in run.items() if developed.get(name) != hashes} == {}
    names = {name for name, _ in run}
    built_with = set(by_name(PROJECT["project"]["optional-dependencies"]["build"]))
    tools = set(by_name(PROJECT["project"]["optional-dependencies"]["dev"]))
    assert set(runtime()) | built_with <= names
    assert tools & names == set()


def test_the_lock_names_no_place() -> None:
    """Packages come from the index that a machine is set up for: the lock has no address, path or index option."""
    assert (
        re.findall(r"^.*(?:://|file:|--(?:extra-)?index-url|--find-links).*$", LOCK + RUN_LOCK, flags=re.MULTILINE)
        == []
    )


def test_the_browser_tests_are_pinned_as_well() -> None:
    """package-lock.json pins what package.json asks for, with hashes and without addresses."""
    folder = ROOT / "tests" / "browser"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert locked.pop("")["devDependencies"] == wanted
    assert {name.removeprefix("node_modules/"): entry["version"] for name, entry in locked.items()} == wanted
    for name, entry in locked.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, f"{name} names a registry; tests/browser/.npmrc keeps that out of the file."


# --- what is committed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    """A notebook in the repository is what a person wrote: no outputs and no execution counts."""
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    kept = [number for number, cell in enumerate(cells, 1) if cell["outputs"] or cell["execution_count"] is not None]
    assert kept == [], f"Code cells {kept} were committed as they ran; `make format` takes the outputs out."


def test_nothing_generated_is_committed() -> None:
    """Of outputs/ the repository holds its README alone."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run([git, "ls-files", "outputs"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip(f"git does not answer: {listed.stderr.strip()}")
    assert set(listed.stdout.split("\n")) <= {"", "outputs/README.md"}


# --- the wheel --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(file).namelist())


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    """Templates, style sheets and the like travel with the modules that read them."""
    files = [path for path in (ROOT / "kimtan").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert any("templates" in path.parts for path in files)
    assert {path.relative_to(ROOT).as_posix() for path in files} - wheel == set()


@pytest.mark.slow
def test_the_wheel_holds_the_suite(wheel: set[str]) -> None:
    """The notebooks and the data dictionary travel, for workspaces without their own; no period's figures do."""
    suite = {name.removeprefix("kimtan/suite/") for name in wheel if name.startswith("kimtan/suite/")}
    dictionary = [*(ROOT / "data").glob("*.csv"), *(ROOT / "data").glob("*.yml")]
    assert suite == {path.relative_to(ROOT).as_posix() for path in [*NOTEBOOKS, *dictionary]}
    assert {"data/indicators.csv", "data/units.csv"} <= suite


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    """No test, document or output of the checkout gets into an installation."""
    assert {name.split("/")[0] for name in wheel} == {"kimtan", f"kimtan-{kimtan.__version__}.dist-info"}
