"""Facts that are made ahead are those that a section would have made itself, and are never those of yesterday."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kimtan.config import PeriodConfig
from kimtan.errors import InputError
from kimtan.present import ready
from kimtan.present.reads import Reads, is_unchanged
from kimtan.workspace import Workspace
from tests.conftest import write_workspace

PARAMETERS = {"period": "2024-H1", "language": "vi", "audience": "internal", "settings": {}}
PIGS = "herd.pigs,agriculture,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1"


@pytest.fixture(autouse=True)
def nothing_ready() -> Iterator[None]:
    """Each test begins and leaves without facts that are ready."""
    ready._ready.clear()
    yield
    ready._ready.clear()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """One indicator, stated."""
    return write_workspace(tmp_path, [PIGS], ["herd.pigs,actual,860,head,860,,,,final,,report:L1,,"])


def config(workspace: Workspace, **instead: str) -> PeriodConfig:
    """That of a notebook's four parameters."""
    return PeriodConfig.from_parameters(**{**PARAMETERS, **instead}, workspace=workspace)  # type: ignore[arg-type]


def test_what_is_ready_is_taken(workspace: Workspace) -> None:
    """The very object, with what every section asks of it computed already."""
    ready.make_ready(workspace.root, PARAMETERS)
    facts = ready.facts(workspace, config(workspace))
    assert facts is ready.facts(workspace, config(workspace))
    assert {"frame", "figures", "finding"} <= vars(facts).keys()
    assert facts.value("herd.pigs", "actual") == 860


def test_a_file_changed_since_is_read_again(workspace: Workspace) -> None:
    """Also one of the same size, and one that was not there."""
    ready.make_ready(workspace.root, PARAMETERS)
    file = workspace.observations_file("2024-H1")
    file.write_text(file.read_text("utf-8").replace("860", "861"), "utf-8")
    os.utime(file, ns=(1, 1))
    assert ready.facts(workspace, config(workspace)).value("herd.pigs", "actual") == 861
    ready.make_ready(workspace.root, PARAMETERS)
    workspace.decisions_file("2024-H1").write_text("nonsense: []\n", "utf-8")
    with pytest.raises(InputError):
        ready.facts(workspace, config(workspace))


def test_another_edition_is_another_matter(workspace: Workspace) -> None:
    """What is ready is one edition of one period of one workspace."""
    ready.make_ready(workspace.root, PARAMETERS)
    assert ready.facts(workspace, config(workspace, language="en")).language == "en"
    assert ready.facts(workspace, config(workspace, audience="public")).dataset.config.audience == "public"


def test_what_cannot_be_made_is_not_ready(workspace: Workspace) -> None:
    """And the facts of before are gone: a batch holds one edition at a time."""
    ready.make_ready(workspace.root, PARAMETERS)
    workspace.observations_file("2024-H1").write_text("nonsense\n", "utf-8")
    with pytest.raises(InputError):
        ready.make_ready(workspace.root, PARAMETERS)
    assert not ready._ready


def test_what_is_computed_ahead_is_noted_where_a_section_asks_for_it(tmp_path: Path) -> None:
    """Else a section that shows a derived figure would be taken again when the figures below it have changed."""
    rows = [
        "herd.pigs,actual,860,head,860,,,,final,,report:L1,,",
        "herd.pigs,plan,1000,head,1000,,,,final,,report:L1,,",
    ]
    workspace = write_workspace(tmp_path, [PIGS], rows)
    ready.make_ready(workspace.root, PARAMETERS)
    reads = Reads()
    before = reads.watch(ready.facts(workspace, config(workspace))).derived("herd.pigs", "completion")
    assert before is not None
    assert before.text == "86,0%"
    assert is_unchanged(ready.facts(workspace, config(workspace)), reads.answers)
    file = workspace.observations_file("2024-H1")
    file.write_text(file.read_text("utf-8").replace("plan,1000,head,1000", "plan,1001,head,1001"), "utf-8")
    ready.make_ready(workspace.root, PARAMETERS)
    assert not is_unchanged(ready.facts(workspace, config(workspace)), reads.answers)
