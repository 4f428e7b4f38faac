"""The description of a workspace's data: it names the files, and outlives the version of kimtan that wrote it."""

from __future__ import annotations

import json
from pathlib import Path

from kimtan.data import datapackage
from kimtan.errors import Problems
from kimtan.workspace import Workspace
from tests.conftest import REPOSITORY, write_workspace


def codes(workspace: Workspace) -> list[str]:
    problems = Problems()
    datapackage.check(workspace, None, problems)
    return [problem.code for problem in problems.found]


def test_an_older_version_described_the_columns_in_other_words(tmp_path: Path) -> None:
    """An upgrade stops no office: only which files there are has to agree."""
    workspace = write_workspace(tmp_path, [], [])
    document = json.loads(workspace.datapackage_file.read_text("utf-8"))
    for resource in document["resources"]:
        for field in resource.get("schema", {}).get("fields", [])[:1]:
            field["description"] = "in other words"
    workspace.datapackage_file.write_text(json.dumps(document), "utf-8")
    assert codes(workspace) == []


def test_a_description_of_other_files_is_stale(tmp_path: Path) -> None:
    """A table less, another path, or no list of tables at all."""
    workspace = write_workspace(tmp_path, [], [])
    whole = json.loads(workspace.datapackage_file.read_text("utf-8"))
    first, *rest = whole["resources"]
    for resources in (rest, [{**first, "path": "other.csv"}, *rest], "none", [1]):
        workspace.datapackage_file.write_text(json.dumps({**whole, "resources": resources}), "utf-8")
        assert codes(workspace) == ["datapackage.stale"]


def test_the_checkout_is_described_as_this_version_does() -> None:
    """What is published tells of all columns."""
    workspace = Workspace(REPOSITORY)
    document = json.loads(workspace.datapackage_file.read_text("utf-8"))
    assert document == datapackage.describe(workspace, document["unit"])
