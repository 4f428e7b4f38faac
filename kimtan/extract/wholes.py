"""A whole and its parts, with what says so."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.extract.figures import ReadFigure

MOST_PARTS = 40
"""So many parts has a whole at most."""

LONGEST_RUN = 8
"""So many figures in a row are tried as parts that nobody names."""


@dataclass(frozen=True)
class Breakdown:
    """A figure and the figures that are its parts.

    Parameters
    ----------
    is_all
        Whether all parts are named, so that they add up; else each is only no larger than the whole.
    fits
        Whether they add up as they are read.
    is_guess
        Whether nothing but the sum says that they are parts.
    because
        The words that say so.
    is_across
        Whether the whole is the total of a table's row; what is of a total row as well is told by that.
    is_measured
        Whether a percentage bears out that the part is some of the whole, whatever else is.
    """

    whole: ReadFigure
    parts: tuple[ReadFigure, ...]
    is_all: bool
    fits: bool
    is_guess: bool = False
    because: str = ""
    is_across: bool = False
    is_measured: bool = False
