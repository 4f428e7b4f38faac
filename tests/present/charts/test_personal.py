"""A personal file that matplotlib cannot read is told by name, before any process ends of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.errors import InputError
from kimtan.present.charts.personal import check_personal

Make = Callable[[Path], object]
FILES: dict[str, tuple[Make, bool]] = {
    "settings": (lambda path: path.write_text("font.size: 30\n", "utf-8"), True),
    "odd settings": (lambda path: path.write_text("font.size: wide\n", "utf-8"), True),
    "a folder": (lambda path: path.mkdir(), True),
    "no text": (lambda path: path.write_bytes(b"\xff\xfe\x00"), False),
    "a pipe": (os.mkfifo, False),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("place", "environ"),
    [
        (".", {}),
        ("own", {"MATPLOTLIBRC": "own"}),
        ("own", {"MATPLOTLIBRC": "own/matplotlibrc"}),
        ("own", {"MPLCONFIGDIR": "own"}),
        ("own/matplotlib", {"XDG_CONFIG_HOME": "own"}),
        ("own/.config/matplotlib", {"HOME": "own"}),
    ],
)
def test_a_file_that_ends_matplotlib_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, place: str, environ: dict[str, str]
) -> None:
    """Wherever matplotlib looks; what it only warns of is its own affair."""
    monkeypatch.chdir(tmp_path)
    make, is_taken = FILES[name]
    Path(place).mkdir(parents=True, exist_ok=True)
    make(Path(place) / "matplotlibrc")
    if is_taken:
        check_personal(environ)
        return
    with pytest.raises(InputError, match="matplotlibrc: It is the personal file of matplotlib"):
        check_personal(environ)
