"""A preview in a process of its own, of a workspace with one small section."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from kimtan.report.preview.address import Address
from kimtan.workspace import Workspace
from tests.conftest import copied, run_only_own

PERIOD = "2023-H1"
PARAMETERS = 'period = "2023-H1"\nlanguage = "vi"\naudience = "internal"\nsettings = {}'
SHOWN = """\
from kimtan import open_section, show

s = open_section("agriculture", period, language, audience, settings)
show(s.title(), s.overview.table())
"""
SECONDS = 60


def answered(address: Address, path: str, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=SECONDS)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


class Running:
    """A preview in a process of its own, as a browser would follow it."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-c", "from kimtan.cli.app import main; main()", "preview", PERIOD, "--no-open"]
        self.process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        parts = urlsplit(self.process.stdout.readline().strip())
        self.address = Address(parts.port or 0, parts.path.strip("/"))
        connection = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=SECONDS)
        connection.request("GET", f"/{self.address.token}/events")
        self._news = connection.getresponse()

    def told(self) -> Iterator[dict[str, Any]]:
        """What an open page is told, one after the other."""
        for line in self._news:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))

    def page(self) -> str:
        """The page as it is now."""
        return answered(self.address, f"/{self.address.token}/")[1].decode()


@contextmanager
def previewed(root: Path, stored_findings: Path) -> Iterator[tuple[Workspace, Running]]:
    """A workspace with one section that shows its figures, and its preview."""
    workspace = copied(root, notebooks=False)
    shutil.copytree(stored_findings, workspace.findings_dir)
    cells = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}), new_code_cell(SHOWN)]
    (workspace.root / "notebooks").mkdir()
    nbformat.write(new_notebook(cells=cells), workspace.root / "notebooks" / "13_agriculture.ipynb")
    run_only_own(workspace.root)
    preview = Running(workspace.root)
    try:
        yield workspace, preview
    finally:
        if preview.process.poll() is None:
            preview.process.terminate()
        preview.process.wait()


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
