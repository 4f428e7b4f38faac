"""Letters that the fonts have; what they lack is shown by its code instead of an empty box.

Text is set in the compiler's own Libertinus Serif, and what that lacks in matplotlib's DejaVu Sans. DejaVu alone
decides: Libertinus has 171 characters more, and none that a report needs.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.errors import OutputError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection

    from matplotlib.ft2font import FT2Font

_FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


@cache
def font_folder() -> Path:
    """The folder of matplotlib's own fonts.

    Raises
    ------
    OutputError
        When a font that the document needs is not there.
    """
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    missing = [name for name in _FACES if not (folder / name).is_file()]
    if missing:
        remedy = "Install matplotlib again: pip install --force-reinstall matplotlib."
        raise OutputError(Problem(str(folder), f"The font {missing[0]} is missing.", remedy, "pdf.font"))
    return folder


@cache
def _faces() -> tuple[FT2Font, ...]:
    from matplotlib.ft2font import FT2Font

    return tuple(FT2Font(str(font_folder() / name)) for name in _FACES)


@cache
def has_letter(letter: str) -> bool:
    """Whether the fonts have a letter, upright and bold.

    >>> [has_letter(letter) for letter in "ắ✎中"]
    [True, True, False]
    """
    return all(face.get_char_index(ord(letter)) for face in _faces())


def unknown_letters(data: Any) -> frozenset[str]:
    """The letters of a document that no font has, private ones and those that turn the direction of reading."""
    letters = set(json.dumps(data, ensure_ascii=False))
    return frozenset(letter for letter in letters if not _is_silent(letter) and not _can_be_set(letter))


def shown(data: Any, unknown: Collection[str]) -> Any:
    """The document with every unknown letter as its code.

    >>> shown(["số 中"], {"中"})
    ['số ⟨U+4E2D⟩']
    """
    if not unknown:
        return data
    codes = {ord(letter): f"⟨U+{ord(letter):04X}⟩" for letter in unknown}
    return json.loads(json.dumps(data, ensure_ascii=False).translate(codes))


def _is_silent(letter: str) -> bool:
    return letter in "\u200b\u00ad\u2060"


def _can_be_set(letter: str) -> bool:
    import unicodedata

    return unicodedata.category(letter) not in {"Co", "Cf", "Cn", "Zl", "Zp"} and has_letter(letter)
