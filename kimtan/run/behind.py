"""Whether something will probably have to be run: a guess, on which nothing depends but how soon it begins."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from kimtan.errors import InputError
from kimtan.locating import resolve
from kimtan.run.manifest import RUN


def is_any_behind(periods: Iterable[str]) -> bool:
    """Whether a file that the report of one of these periods rests on was saved after all of its editions were made."""
    return any(map(_is_behind, periods))


def _is_behind(period: str) -> bool:
    with suppress(InputError, OSError):  # which is told by whoever reads the files
        workspace, params = resolve(period)
        folders = (workspace.data_dir, workspace.period_dir(params.stem), workspace.root / "notebooks")
        read = [params, *(path for folder in folders if folder.is_dir() for path in folder.iterdir())]
        made = [path.stat().st_mtime_ns for path in workspace.outputs_dir.glob(f"{params.stem}*/{RUN}")]
        return max(path.stat().st_mtime_ns for path in read) > max(made, default=0)
    return False
