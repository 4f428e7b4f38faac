"""What the documents name is there: a module that was moved or renamed is moved and renamed in them too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kimtan.cli.app import app
from tests.conftest import REPOSITORY

DOCUMENTS = [*sorted((REPOSITORY / "docs").glob("*.md")), REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md"]
FOLDERS = ("kimtan", "tests", "notebooks", "benchmarks")

everyone = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)


def quoted(document: Path) -> Iterator[str]:
    """What stands between backticks."""
    yield from re.findall(r"`([^`\n]+)`", document.read_text("utf-8"))


@everyone
def test_every_path_in_a_document_exists(document: Path) -> None:
    """Written from the repository, or from kimtan/ as ``present/reads.py`` is."""
    layers = {path.name for path in (REPOSITORY / "kimtan").iterdir() if path.is_dir()}
    missing = []
    for text in quoted(document):
        path = text.split("#")[0].rstrip("/")
        if "/" not in path or not re.fullmatch(r"[\w./-]+", path):
            continue
        begin = path.split("/")[0]
        root = REPOSITORY if begin in FOLDERS else REPOSITORY / "kimtan" if begin in layers - {"data"} else None
        if root is not None and not (root / path).exists():
            missing.append(path)
    assert missing == []


def test_every_module_that_the_architecture_names_is_in_its_layer() -> None:
    """The second column tells a layer's modules by their names, and a layer's folders end in a slash."""
    document = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    missing = []
    for layer, told in re.findall(r"^\| `(\w+)/` \| (.+) \|$", document, flags=re.MULTILINE):
        folder = REPOSITORY / "kimtan" / layer
        there = {path.stem for path in folder.iterdir()}
        missing += [f"{layer}/{name}" for name in re.findall(r"`([a-z_]+)/?`", told) if name not in there]
    assert missing == []


@everyone
def test_every_command_in_a_document_is_one(document: Path) -> None:
    """``kimtan report`` is; a command that is gone or has another name is told."""
    known = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback is not None}
    known |= {group.name for group in app.registered_groups if group.name}
    text = document.read_text("utf-8")
    asked = {
        name for one in re.findall(r"`+([^`]+)`+", text) for name in re.findall(r"(?<!from )\bkimtan ([a-z]+)\b", one)
    }
    assert asked - known == set()
