from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kimtan.data.dataset import Dataset
from kimtan.report.inputs import excerpts, inputs
from kimtan.report.preparing import prepare
from kimtan.run.sections import SectionNotebook
from kimtan.workspace import Workspace
from tests.confidential import PERIOD, changed, restricted

WITH_DATA = {
    "data/indicators.csv", "data/phrases.csv", "data/rules.yml", f"data/{PERIOD}/observations.csv",
    f"data/{PERIOD}/source.yml", f"data/{PERIOD}/text.yml", f"data/{PERIOD}/decisions.yml",
}  # fmt: skip


def names(workspace: Workspace, paths: object) -> set[str]:
    return {workspace.shown(path) for path in paths}


def prepared(workspace: Workspace, audience: str) -> tuple[Dataset, Path, tuple[SectionNotebook, ...]]:
    params = workspace.params_file(PERIOD)
    dataset, sections = prepare(workspace, params)
    return dataset.edition(audience=audience), params, sections


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return restricted(tmp_path / "one", ["income.trade"])


def test_an_internal_report_rests_on_whole_files(workspace: Workspace) -> None:
    """Configuration, dictionary, the period's data and the notebooks."""
    dataset, *others = prepared(workspace, "internal")
    found = names(workspace, inputs(dataset, *others))
    assert found >= WITH_DATA | {f"params/{PERIOD}.yml", "notebooks/10_economy.ipynb"}
    assert excerpts(dataset) == {}


def test_whatever_is_read_of_the_workspace_is_an_input(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is new in data/ makes a report outdated like any other."""
    read = set()
    for name in ("open", "read_bytes", "read_text"):
        original = getattr(Path, name)

        def noting(path: Path, *args: Any, original: Any = original, **kwargs: Any) -> Any:
            read.add(path)
            return original(path, *args, **kwargs)

        monkeypatch.setattr(Path, name, noting)
    dataset, *others = prepared(workspace, "internal")
    monkeypatch.undo()
    found = {path for path in read if path.suffix in {".csv", ".yml", ".json", ".ipynb"}}
    assert workspace.observations_file(PERIOD) in found
    assert names(workspace, found) <= names(workspace, inputs(dataset, *others))


def test_of_a_public_report_every_file_is_either_whole_or_an_excerpt(workspace: Workspace) -> None:
    """What may hold something restricted is an excerpt; together they are the internal inputs less what is quoted."""
    internal, *others = prepared(workspace, "internal")
    public = internal.edition(audience="public")
    whole, partly = (names(workspace, paths) for paths in (inputs(public, *others), excerpts(public)))
    assert {name for name in partly if not name.startswith("suite:")} == WITH_DATA
    assert not whole & partly
    quoted = {f"data/2023-H1/{one.file}" for one in internal.sources.documents.values() if one.file}
    assert whole | partly | quoted == names(workspace, inputs(internal, *others))


def test_an_excerpt_changes_with_what_is_shown_and_with_nothing_else(workspace: Workspace, tmp_path: Path) -> None:
    """A public figure's new value shows; restricted values, names, words, decisions, rules and sources do not."""

    def told(one: Workspace) -> dict[str, bytes]:
        dataset, *_ = prepared(one, "public")
        return {one.shown(path): content for path, content in excerpts(dataset).items()}

    before = told(workspace)
    assert told(changed(workspace, tmp_path / "two")) == before
    json.loads(before[f"data/{PERIOD}/observations.csv"])
    file = workspace.observations_file(PERIOD)
    file.write_text(
        file.read_text(encoding="utf-8").replace('47.421,vnd_bn,"47,421"', '47.422,vnd_bn,"47,422"'), "utf-8"
    )
    after = told(workspace)
    assert [name for name in before if after[name] != before[name]] == [f"data/{PERIOD}/observations.csv"]
