"""What a test run makes once: whichever process of it comes first makes it, the others wait and find it there.

Tests read what is shared. Whoever spoils something takes a copy of it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


class Shared:
    """Folders that all processes of a test run share, each under the name of what it holds.

    Parameters
    ----------
    root
        Where they are.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True)

    def folder(self, name: str, make: Callable[[Path], object]) -> Path:
        """The folder of this name; ``make`` fills it, if no process has done so before.

        What could not be made is no shared thing: the next who asks tries again, and is told why as well.
        """
        folder, is_made = self._root / name, self._root / f"{name}.made"
        with FileLock(f"{folder}.lock"):
            if not is_made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                is_made.touch()
        return folder

    def text(self, name: str, make: Callable[[], str]) -> str:
        """The text of this name, made likewise."""
        folder = self.folder(name, lambda folder: (folder / "text").write_bytes(make().encode("utf-8")))
        return (folder / "text").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """What this test run shares."""
    own = tmp_path_factory.getbasetemp()
    return Shared((own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "shared")
