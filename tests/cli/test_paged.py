"""Long results go through a pager where somebody sits at a terminal, and straight out anywhere else."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
from kimtan.cli.output import paged, say
with paged():
    say("Một dòng.")
    say("Hai dòng.")
"""
KEEPER = "import sys; text = sys.stdin.read(); open('paged', 'w', encoding='utf-8').write(text); print('kept')"


def at_terminal(folder: Path, program: str) -> str:
    """What a program of Python shows somebody at a terminal, whose pager keeps what it is given."""
    environment = {**os.environ, "PAGER": shlex.join([sys.executable, "-c", KEEPER]), "TERM": "xterm"}
    import pty

    master, terminal = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-c", program], cwd=folder, env=environment, stdin=terminal, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            more = os.read(master, 4096)
        except OSError:  # what is left of a terminal that nobody writes to any more
            break
        if not more:
            break
        shown += more
    os.close(master)
    assert started.wait() == 0, shown
    return shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="There is no pty.")
def test_at_a_terminal_a_pager_gets_all_of_it(tmp_path: Path) -> None:
    """The one that PAGER names, with every letter."""
    assert at_terminal(tmp_path, PROGRAM).split() == ["kept"]
    assert (tmp_path / "paged").read_text(encoding="utf-8") == "Một dòng.\nHai dòng.\n"


def test_elsewhere_there_is_no_pager(tmp_path: Path) -> None:
    """Into a file or another program go the lines themselves."""
    environment = {**os.environ, "PAGER": shlex.join([sys.executable, "-c", KEEPER]), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
        encoding="utf-8",
    )  # fmt: skip
    assert (done.stdout, (tmp_path / "paged").exists()) == ("Một dòng.\nHai dòng.\n", False)
