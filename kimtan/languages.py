"""The two languages of a report, and words in both of them."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Language = Literal["vi", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)


class Bilingual(NamedTuple):
    """The same words in Vietnamese and in English."""

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """The words in a :data:`Language`; in any that has none, those in English.

        Examples
        --------
        >>> Bilingual("dòng", "line").in_("vi")
        'dòng'
        """
        return self.vi if language == "vi" else self.en


NOTHING = Bilingual("", "")
"""No words."""
