"""A workspace is any folder with params/ and data/; the suite fills in what it does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan import workspace as module
from kimtan.errors import InputError
from kimtan.locating import find_workspace, resolve, workspace_of
from kimtan.workspace import SUITE_VARIABLE, Workspace, suite_root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with two periods and nothing else."""
    root = (tmp_path / "kim-tan").resolve()
    (root / "data").mkdir(parents=True)
    (root / "params").mkdir()
    for name in ("2023-H2.yml", "2023-H1.yml", ".2022-H1.yml", "README.md"):
        (root / "params" / name).write_text("period: x\n")
    return root


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A suite of its own, so that tests do not rest on what the repository holds."""
    suite = (tmp_path / "suite").resolve()
    monkeypatch.setattr(module, "suite_root", lambda: suite)
    return suite


def message(error: pytest.ExceptionInfo[InputError]) -> str:
    return str(error.value)


def test_found_upward_from_a_folder_inside(root: Path) -> None:
    """A notebook or command anywhere inside a workspace finds it; the nearest one counts."""
    inner = root / "communes" / "ngoc-trao"
    for folder in (inner / "params", inner / "data", root / "data" / "2023-H1"):
        folder.mkdir(parents=True)
    assert find_workspace(root) == Workspace(root)
    assert find_workspace(root / "data" / "2023-H1") == Workspace(root)
    assert find_workspace(inner / "data") == Workspace(inner)


def test_found_from_the_working_directory(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder the working directory is meant."""
    monkeypatch.chdir(root / "params")
    assert find_workspace() == Workspace(root)


def test_no_workspace_anywhere(tmp_path: Path) -> None:
    """Where there is none, the message says what a workspace has and what to do."""
    with pytest.raises(InputError) as error:
        find_workspace(tmp_path)
    assert "Neither this folder nor one above it has params/ and data/ in it. Change into a folder" in message(error)


def test_workspace_of_a_params_file(root: Path) -> None:
    """A params file's workspace is the parent of its params/ folder, by whatever way the path goes."""
    assert workspace_of(root / "data" / ".." / "params" / "2023-H1.yml") == Workspace(root)


def test_params_file_elsewhere(root: Path) -> None:
    """A params file outside a folder named params has no workspace."""
    with pytest.raises(InputError) as error:
        workspace_of(root / "data" / "2023-H1.yml")
    assert message(error).endswith(
        "A params file lies in a folder named params, this one lies in 'data'. Move it there, beside a data/ folder."
    )


def test_params_without_data(root: Path) -> None:
    """A params folder without data/ beside it is no workspace."""
    (root / "data").rmdir()
    with pytest.raises(InputError, match="There is no data/ folder beside the params/ folder of this file"):
        workspace_of(root / "params" / "2023-H1.yml")


def test_an_argument_is_a_period_or_a_path(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare name is a period of the workspace here; a path may lead to any workspace."""
    expected = Workspace(root), root / "params" / "2023-H1.yml"
    monkeypatch.chdir(root / "data")
    assert resolve("2023-H1") == expected
    assert resolve("../params/2023-H1.yml") == expected
    assert resolve(str(expected[1])) == expected
    monkeypatch.chdir(root / "params")
    assert resolve("2023-H1.yml") == expected
    monkeypatch.chdir("/")
    assert resolve(str(expected[1])) == expected


def test_a_linked_params_file_belongs_where_the_link_lies(root: Path, tmp_path: Path) -> None:
    """Several communes may share one params file by links."""
    shared = tmp_path / "shared.yml"
    shared.write_text("period: x\n")
    link = root / "params" / "2024-H1.yml"
    try:
        link.symlink_to(shared)
    except OSError:
        pytest.skip("no links here")
    assert resolve(str(link)) == (Workspace(root), link)


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        (
            "2023-h1",
            "'2023-h1': There is no such period in params/. Did you mean 2023-H1? There are: 2023-H1, 2023-H2.",
        ),
        ("zzz", "'zzz': There is no such period in params/. There are: 2023-H1, 2023-H2."),
        (
            "params/2029-H1.yml",
            "params/2029-H1.yml: There is no such params file. Correct the path, or write the file.",
        ),
        ("params/README.md", "params/README.md: The name of a params file ends in .yml. Name it so."),
        ("2023-H1.yaml", "2023-H1.yaml: The name of a params file ends in .yml. Name it so."),
        ("params/", "params/: This is a folder. Name a params file in it: params/2023-H1.yml."),
        ("x" * 5000 + ".yml", "This path cannot be used (File name too long). Correct it."),
    ],
)
def test_arguments_that_name_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, argument: str, expected: str) -> None:
    """An argument that leads nowhere says what there is."""
    monkeypatch.chdir(root)
    with pytest.raises(InputError) as error:
        resolve(argument)
    assert expected in message(error)


def test_no_period_yet(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace without any params file says how to begin."""
    for file in (root / "params").glob("2*.yml"):
        file.unlink()
    monkeypatch.chdir(root)
    with pytest.raises(InputError, match=r"There is none yet\. kimtan new makes one"):
        resolve("2023-H1")


def test_periods_are_those_with_a_params_file(root: Path) -> None:
    """Only visible .yml files count, in order."""
    assert Workspace(root).periods() == ["2023-H1", "2023-H2"]


def test_places_of_the_figures(root: Path) -> None:
    """Every file of a period has one place."""
    workspace = Workspace(root)
    files = [
        workspace.params_file("2023-H1"),
        workspace.datapackage_file,
        workspace.observations_file("2023-H1"),
        workspace.source_file("2023-H1"),
        workspace.text_file("2023-H1"),
        workspace.decisions_file("2023-H1"),
    ]
    assert [workspace.shown(file) for file in files] == [
        "params/2023-H1.yml",
        "data/datapackage.json",
        "data/2023-H1/observations.csv",
        "data/2023-H1/source.yml",
        "data/2023-H1/text.yml",
        "data/2023-H1/decisions.yml",
    ]


def test_the_suite_fills_in_what_is_missing(root: Path, suite: Path) -> None:
    """Notebooks, dictionary, phrases and rules are the suite's until the workspace has its own; each for itself."""
    workspace = Workspace(root)
    names = ("indicators.csv", "units.csv", "phrases.csv", "rules.yml")
    assert workspace.notebooks_dir == suite / "notebooks"
    assert [workspace.dictionary(name, is_extended=False) for name in names] == [
        (suite / "data" / name,) for name in names
    ]
    (root / "data" / "rules.yml").write_text("rules: []\n")
    (root / "notebooks").mkdir()
    assert workspace.notebooks_dir == root / "notebooks"
    assert workspace.dictionary("rules.yml", is_extended=False) == (root / "data" / "rules.yml",)
    assert workspace.dictionary("units.csv", is_extended=False) == (suite / "data" / "units.csv",)


@pytest.mark.usefixtures("suite")
def test_rules_belong_to_a_data_dictionary(root: Path) -> None:
    """A workspace with its own indicators never gets the suite's rules, which name others."""
    workspace = Workspace(root)
    (root / "data" / "indicators.csv").write_text("indicator\n")
    assert workspace.dictionary("rules.yml", is_extended=False) == (root / "data" / "rules.yml",)


def test_suite_is_the_repository_in_a_checkout_else_packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder above the package is the suite only when it has notebooks and the data dictionary."""
    package = (tmp_path / "kimtan").resolve()
    package.mkdir()
    monkeypatch.setattr(module, "PACKAGE", package)
    monkeypatch.delenv(SUITE_VARIABLE)
    assert suite_root() == package / "suite"
    (tmp_path / "notebooks").mkdir()
    assert suite_root() == package / "suite"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "indicators.csv").write_text("indicator\n")
    assert suite_root() == package.parent


def test_the_environment_can_name_another_suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As tests do, so that what is added to the checkout is none of their business."""
    monkeypatch.setenv(SUITE_VARIABLE, str(tmp_path))
    assert suite_root() == tmp_path


@pytest.mark.parametrize(
    ("edition", "config", "name"),
    [
        (("vi", "internal"), ("vi", "internal"), "2023-H1"),
        (("vi", "public"), ("vi", "internal"), "2023-H1-public"),
        (("en", "internal"), ("vi", "internal"), "2023-H1-en"),
        (("en", "public"), ("vi", "internal"), "2023-H1-public-en"),
        (("en", "public"), ("en", "public"), "2023-H1"),
        (("vi", "internal"), ("en", "public"), "2023-H1-internal-vi"),
    ],
)
def test_editions_lie_beside_the_one_of_the_config(
    root: Path, edition: tuple[str, str], config: tuple[str, str], name: str
) -> None:
    """The config's own edition has the plain folder; another one names what is other about it."""
    workspace = Workspace(root)
    assert workspace.shown(workspace.output_dir("2023-H1", *edition, *config)) == f"outputs/{name}"


def test_a_failed_run_has_its_own_place(root: Path) -> None:
    """What a failed run leaves does not touch the last good report."""
    workspace = Workspace(root)
    assert workspace.shown(workspace.failed_dir("2023-H1")) == "outputs/.failed/2023-H1"


def test_paths_outside_are_shown_whole(root: Path) -> None:
    """A path that is neither the workspace's nor the suite's is shown as it is."""
    assert Workspace(root).shown(Path("/elsewhere/x.csv")) == Path("/elsewhere/x.csv").as_posix()


def test_a_table_with_its_head_alone_stands_for_none(tmp_path: Path) -> None:
    """As ``kimtan new`` begins it: with a dictionary of its own, an office has the suite's until it writes a row."""
    own = tmp_path / "data" / "units.csv"
    own.parent.mkdir()
    own.write_text("unit,name_vi\n", encoding="utf-8")
    workspace = Workspace(tmp_path)
    assert workspace.dictionary("units.csv", is_extended=False) == (suite_root() / "data" / "units.csv",)
    own.write_text("unit,name_vi\nbeds,giường\n", encoding="utf-8")
    assert workspace.dictionary("units.csv", is_extended=False) == (own,)
