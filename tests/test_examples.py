"""The sample workspace is what its generator gives, and every command of its page works on a copy."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from examples.write import SAMPLE, write
from kimtan.cli.app import app
from kimtan.errors import ExitCode
from tests.conftest import REPOSITORY
from tests.extent import IS_LONG


def test_the_sample_is_what_its_generator_gives(tmp_path: Path) -> None:
    """`python -m examples.write` after a change of the dictionary, of the commune or of how data is described."""
    write(tmp_path)
    made, kept = (
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path, SAMPLE)
    )
    assert made.keys() == kept.keys()
    assert [name for name in made if made[name] != kept[name]] == []


def commands() -> list[str]:
    """What the page tells its readers to type, without comments."""
    (block,) = re.findall(
        r"^```\n(.*?)^```", (SAMPLE.parent / "README.md").read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    return [line.partition("#")[0].strip() for line in block.splitlines() if line.startswith("kimtan")]


@pytest.mark.longer
@pytest.mark.slow
def test_every_command_of_the_page_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In their order; the report only in the long form."""
    shutil.copytree(SAMPLE, tmp_path / "song-lanh")
    monkeypatch.chdir(tmp_path / "song-lanh")
    for command in commands():
        if IS_LONG or not command.startswith("kimtan report"):
            answer = CliRunner().invoke(app, shlex.split(command)[1:])
            assert answer.exit_code == ExitCode.DONE, f"{command}\n{answer.output}"
    assert (tmp_path / "song-lanh" / "data" / "2024-9M").is_dir()


def test_the_commands_that_the_readme_compares_with_work_on_the_sample() -> None:
    """README.md names periods that the sample has, so that nobody's first try fails."""
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    (compared,) = re.findall(r"^kimtan compare (\S+) (\S+)", readme, flags=re.MULTILINE)
    assert {f"{name}.yml" for name in compared} <= {path.name for path in (SAMPLE / "params").iterdir()}
