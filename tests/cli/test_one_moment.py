"""Commands that read several files show one moment of them, or say that somebody was saving them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.data import texts
from kimtan.errors import ExitCode
from kimtan.workspace import Workspace

FIRST = "2023-H1"
COMMANDS = {
    "check": ["check", FIRST],
    "trace": ["trace", FIRST, "income.total"],
    "form": ["form", FIRST, "-o", "form.xlsx"],
    "compare": ["compare", FIRST, FIRST],
}


def save_in_every_reading(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Have the figures saved after they were read and before the words are, so many times."""
    file, real = workspace.observations_file(FIRST), texts.load
    left = list(range(times))

    def load(*arguments: object) -> object:
        if left:
            left.pop()
            file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        return real(*arguments)

    monkeypatch.setattr(texts, "load", load)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_stops_where_somebody_keeps_saving(
    command: str, copy_of_repository: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a saving in every attempt it says which file it is, writes nothing and exits with 2."""
    monkeypatch.chdir(copy_of_repository.root)
    save_in_every_reading(copy_of_repository, monkeypatch, 100)
    result = CliRunner().invoke(app, COMMANDS[command])
    assert result.exit_code == ExitCode.BAD_INPUT
    assert f"data/{FIRST}/observations.csv" in result.stderr.replace("\n", "")
    assert "was saved" in result.stderr
    assert not Path("form.xlsx").exists()


def test_fill_writes_nothing_over_what_was_saved_meanwhile(
    copy_of_repository: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures that somebody saves while a form is read stay as they were saved."""
    from openpyxl import load_workbook

    monkeypatch.chdir(copy_of_repository.root)
    assert CliRunner().invoke(app, ["form", FIRST, "-o", "form.xlsx"]).exit_code == ExitCode.DONE
    book = load_workbook("form.xlsx")
    sheet = book.worksheets[1]
    blank = (cell for row in sheet.iter_rows(max_col=8) for cell in row if not cell.protection.locked)
    cell = next(cell for cell in blank if cell.value is None)
    cell.value = 12
    book.save("form.xlsx")
    save_in_every_reading(copy_of_repository, monkeypatch, 2)
    file = copy_of_repository.observations_file(FIRST)
    before = file.read_text(encoding="utf-8")
    result = CliRunner().invoke(app, ["fill", FIRST, "form.xlsx", "--replace"])
    assert result.exit_code == ExitCode.BAD_INPUT
    assert "was saved" in result.stderr
    assert file.read_text(encoding="utf-8") == before + "\n\n"
