"""Every exception of kimtan, and the problem that each of them carries.

Bad input is reported all at once: readers gather :class:`Problem` values in a :class:`Problems` list and raise one
error with all of them. A problem says where, what was seen, what was expected and what to do next; a machine reads its
``code``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeVar

Result = TypeVar("Result")


class ExitCode(IntEnum):
    """What the command line answers (``docs/architecture.md``, Exit codes)."""

    DONE = 0
    ATTENTION = 1
    BAD_INPUT = 2
    SECTION_FAILED = 3
    NOT_WRITTEN = 4


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with an input.

    Parameters
    ----------
    place
        File, and line or column where there is one: ``data/2023-H1/observations.csv:17 (value)``.
    seen
        What stands there, and why it cannot be used, as a full sentence.
    remedy
        What to do about it, as a full sentence.
    code
        A dotted reason code that stays the same when the wording changes: ``observations.value``.
    """

    place: str
    seen: str
    remedy: str
    code: str

    def __str__(self) -> str:
        return f"{self.place}: {self.seen} {self.remedy}".strip()


class KimtanError(Exception):
    """Base of all errors that kimtan raises on purpose."""

    exit_code: ExitCode = ExitCode.BAD_INPUT

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the words and the line of the cell, without the frames below, which are kimtan's."""
        return [f"{type(self).__name__}: {self}{self._line_of_cell()}"]

    def _line_of_cell(self) -> str:
        frame = self.__traceback__
        while frame is not None:
            names = frame.tb_frame.f_globals
            if names.get("__name__") == "__main__" and "In" in names:
                return f" (Cell In[{len(names['In']) - 1}], line {frame.tb_lineno})"
            frame = frame.tb_next
        return ""


class InputError(KimtanError):
    """Files or arguments that cannot be used as they are."""


class UnknownNameError(InputError, AttributeError):
    """An attribute that an object of a notebook does not have: a slip of the pen."""


class SectionError(KimtanError):
    """A section notebook did not run to its end, or showed what a report cannot hold."""

    exit_code = ExitCode.SECTION_FAILED


class OutputError(KimtanError):
    """A result could not be written."""

    exit_code = ExitCode.NOT_WRITTEN


@dataclass
class Problems:
    """A list that readers fill and that is raised once, when everything has been looked at."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: str, seen: str, remedy: str, code: str) -> None:
        """Note one problem and go on."""
        self.found.append(Problem(place=place, seen=seen, remedy=remedy, code=code))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems found elsewhere."""
        self.found.extend(problems)

    def attempt(self, step: Callable[[], Result]) -> Result | None:
        """Do something; where it is refused, note why and go on with nothing."""
        try:
            return step()
        except InputError as error:
            self.extend(error.problems)
            return None

    def raise_if_any(self) -> None:
        """Raise :class:`InputError` with everything noted so far; do nothing when nothing was noted."""
        if self.found:
            raise InputError(*self.found)
