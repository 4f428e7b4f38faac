"""Every command that a document tells its readers to type works, in the order of the document."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from examples.write import SAMPLE
from kimtan.cli.app import app
from kimtan.errors import ExitCode
from kimtan.report.build import Options, build_report
from kimtan.run.pools import SectionPool
from kimtan.workspace import Workspace
from tests.shared import Shared
from tests.suite import REPOSITORY

pytestmark = [pytest.mark.slow, pytest.mark.longer(alone=True)]

DOCUMENTS = [
    REPOSITORY / "README.md",
    REPOSITORY / "README.vi.md",
    *sorted(path for path in (REPOSITORY / "docs").glob("*.md") if path.stem != "clerk-guide"),  # test_clerk_cycle.py
]

ELSEWHERE = {
    "lab": "tests/browser/test_lab.py",
    "preview": "tests/browser/test_preview.py",
    "--executor": "tests/run/test_cluster.py",
}
"""Words of commands that start something which goes on, and the tests that start it."""


def commands(document: Path) -> list[str]:
    """The lines of blocks, and in README.vi.md what stands between backticks in the table of what an office can do."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    if document.stem.startswith("README"):
        rows = [row for row in text.splitlines() if row.startswith("|")]
        lines = [quoted for row in rows for quoted in re.findall(r"`([^`]+)`", row)] + lines
    typed = [line.partition("  #")[0].strip() for line in lines if re.match(r"kimtan [a-z]+ ", line)]
    return [line for line in dict.fromkeys(typed) if not any(word in shlex.split(line) for word in ELSEWHERE)]


@pytest.fixture(scope="session")
def office(shared: Shared, kernels: SectionPool) -> Path:
    """The made-up commune with its report of 2023-H1 as a Word file, as a text and as a folder of such reports."""

    def make(root: Path) -> None:
        shutil.copytree(SAMPLE, root, dirs_exist_ok=True)
        workspace = Workspace(root)
        options = Options(formats=("html", "pdf", "docx"), pool=kernels)
        report = build_report(workspace, workspace.params_file("2023-H1"), options)
        (root / "reports").mkdir()
        (word,) = (path for path in report.folder.glob("report*.docx"))
        for name in ("BAO-CAO.docx", "reports/a.docx", "reports/b.docx"):
            shutil.copy(word, root / name)
        shutil.copy(report.folder / "report.pdf", root / "BAO-CAO.pdf")
        shutil.copy(root / "data" / "2024-H1" / "bao-cao.txt", root / "report.txt")
        shutil.copytree(SAMPLE, root / "communes" / "x")

    return shared.folder("documented", make)


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if commands(path)], ids=lambda path: path.name)
def test_every_command_of_a_document_works(
    document: Path, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Done, or done with something that needs attention: none is refused, fails or is a defect."""
    shutil.copytree(office, tmp_path / "office")
    (tmp_path / "new").mkdir()
    refused = {}
    for command in commands(document):
        monkeypatch.chdir(tmp_path / ("new" if "--unit" in command and " new " in command else "office"))
        answer = CliRunner().invoke(app, shlex.split(command)[1:])
        if answer.exit_code not in {ExitCode.DONE, ExitCode.ATTENTION}:
            refused[command] = answer.output[-600:]
    assert refused == {}
