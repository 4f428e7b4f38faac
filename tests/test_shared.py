"""What a test run shares is made once, whole or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.shared import Shared


def test_whoever_comes_first_makes_it_and_the_others_wait(tmp_path: Path) -> None:
    """Two ask at once, each with an object of its own as two processes have: one makes, both find all of it."""
    together, made = Barrier(2), []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "report").write_text("whole", "utf-8")

    def ask(_: int) -> str:
        shared = Shared(tmp_path)
        together.wait(10)
        return (shared.folder("published", make) / "report").read_text("utf-8")

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, range(2))) == ["whole", "whole"]
    assert made == [tmp_path / "published"]


def test_what_could_not_be_made_is_made_anew_without_what_was_left_of_it(tmp_path: Path) -> None:
    """The error is told to each who asks until it can be made."""
    shared = Shared(tmp_path)

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("no space")

    for _ in range(2):
        with pytest.raises(OSError, match="no space"):
            shared.folder("published", fail)
    whole = shared.folder("published", lambda folder: (folder / "whole").touch())
    assert [path.name for path in whole.iterdir()] == ["whole"]


def test_a_text_comes_back_as_it_was_made(tmp_path: Path) -> None:
    """Line ends included, for pages are compared byte by byte."""
    assert Shared(tmp_path).text("page", lambda: "ế\r\n\n") == "ế\r\n\n"
    assert Shared(tmp_path).text("page", lambda: "another") == "ế\r\n\n"
