"""``kimtan new`` writes where it is called, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.errors import ExitCode
from tests.conftest import copied


@pytest.mark.parametrize("arguments", [("2025-H1", "--unit", "xã Khác"), ("2023-9M", "--from", "2023-H1")])
def test_a_period_is_not_opened_in_a_workspace_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """In a subfolder of a workspace nothing is written, neither there nor above; the message says where to go."""
    root = copied(tmp_path).root
    before = sorted(root.rglob("*"))
    monkeypatch.chdir(root / "data")
    result = CliRunner().invoke(app, ["new", *arguments])
    assert result.exit_code == ExitCode.BAD_INPUT
    assert f"cd {root}" in result.output
    assert sorted(root.rglob("*")) == before


def test_a_workspace_may_lie_beside_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commune's own folder within a province's workspace is a workspace of its own."""
    own = copied(tmp_path).root / "communes" / "b"
    own.mkdir(parents=True)
    monkeypatch.chdir(own)
    assert CliRunner().invoke(app, ["new", "2025-H1", "--unit", "xã Khác"]).exit_code == ExitCode.DONE
    assert (own / "params" / "2025-H1.yml").exists()
