"""Why a section did not run to its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FailureKind(Enum):
    """The kinds of failure; a problem's code is ``section.`` with the value."""

    CELL_ERROR = "cell_error"
    """A cell raised."""
    ENDED_EARLY = "ended_early"
    """A cell ended the notebook before its last one, as ``sys.exit()`` does."""
    TIMEOUT = "timeout"
    """The kernel lives and gave no answer in time."""
    DEAD_KERNEL = "dead_kernel"
    """The kernel ended."""
    LOST_WORKER = "lost_worker"
    """The process or machine that ran the section is gone."""
    NOT_WRITTEN = "not_written"
    """The executed notebook could not be written; the section itself may be sound."""
    UNEXPECTED = "unexpected"
    """Whatever else papermill and Jupyter met."""


@dataclass(frozen=True)
class Failure:
    """What happened to a section.

    Parameters
    ----------
    kind
        The kind of failure.
    message
        What was raised, in its own words.
    exception
        Its name; empty where nothing was raised.
    cell
        Place of the failed cell in the section notebook, counted from 1, or None when no cell is to blame.
    line
        The source line that raised, as it stands in the cell.
    error
        What the system said, where the notebook could not be written.
    """

    kind: FailureKind
    message: str
    exception: str = ""
    cell: int | None = None
    line: str = ""
    error: OSError | None = None

    def __str__(self) -> str:
        where = f" at `{self.line}`" if self.line else ""
        return ": ".join(part for part in (f"{self.exception}{where}", self.message) if part)
