"""The option with which golden tables are written anew, and the periods that they are made of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.golden.offices import OFFICES, Office


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden tables anew instead of comparing with them")


@pytest.fixture
def is_accepting(request: pytest.FixtureRequest) -> bool:
    """Whether golden tables are to be written anew."""
    return bool(request.config.getoption("--accept", default=False))


@pytest.fixture(scope="module", params=OFFICES, ids=lambda office: office.name)
def office(request: pytest.FixtureRequest) -> Office:
    """Each office in turn, all tests of one before the next."""
    found: Office = request.param
    return found


@pytest.fixture(scope="module")
def periods(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dataset]:
    """An office's periods by name, loaded out of a copy, so that nothing that an earlier audit stored is used."""
    root = tmp_path_factory.mktemp(office.name)
    for folder in ("params", "data"):
        shutil.copytree((REPOSITORY / office.folder) / folder, root / folder)
    workspace = Workspace(root)
    datapackage.write(workspace, office.unit)
    return {name: load(workspace, workspace.params_file(name)) for name in office.periods}


@pytest.fixture
def tables(office: Office) -> Path:
    """Where an office's golden tables lie."""
    return Path(__file__).parent / office.name
