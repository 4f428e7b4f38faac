"""The two languages of a report, and words in both of them."""

from __future__ import annotations

from collections.abc import Mapping
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


def words_in(catalogue: Mapping[str, Bilingual], language: str) -> dict[str, str]:
    """The words of a catalogue in a language, by the same keys.

    Examples
    --------
    >>> words_in({"table": Bilingual("Bảng", "Table")}, "en")
    {'table': 'Table'}
    """
    return {key: words.in_(language) for key, words in catalogue.items()}


NOTHING = Bilingual("", "")
"""No words."""


def lower_first(text: str) -> str:
    """A name as it stands inside a sentence; words that begin with two capitals stay.

    Examples
    --------
    >>> lower_first("Đàn trâu"), lower_first("OCOP 3 sao")
    ('đàn trâu', 'OCOP 3 sao')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
