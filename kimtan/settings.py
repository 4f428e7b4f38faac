"""What one commune says of one report, apart from its figures: the ``settings`` of a period config."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from kimtan.languages import Language
from kimtan.reading.records import IDENTITY, Day, refuse
from kimtan.reading.shapes import Strict

Worded = Literal["unit", "authority", "parent_authority", "place", "title"]

CHART = r"^(structure|contribution|growth|completion|history):[a-z][a-z0-9_.]*$"
"""How a chart of the Word document is asked for: its kind and the indicator that it is of."""


def _words(value: Any) -> Any:
    if isinstance(value, str) and (not value or value != value.strip()):
        raise refuse("words", f"'{value}' is empty or has a blank at its edge.", "Write words, or null for none.")
    return value


Words = Annotated[str, BeforeValidator(_words)]
Points = Annotated[float, Field(ge=0, le=100)]


class Signatory(Strict):
    """Who signs: on whose behalf (``TM. ỦY BAN NHÂN DÂN``), in which office, and the name.

    A title without ``on_behalf`` is that of who signs for the office they head: ``GIÁM ĐỐC``.
    """

    on_behalf: Words | None = None
    title: Words | None = None
    name: Words | None = None


class Recipient(Strict):
    """One line of the list of recipients; the English one falls back to the Vietnamese."""

    vi: Words
    en: Words | None = None

    def name(self, language: Language) -> str:
        """The recipient in a language."""
        return self.en if language == "en" and self.en else self.vi


class Thresholds(Strict):
    """By how many percentage points completion must lead or lag the share of the year gone for a status."""

    ahead_pp: Points = 5.0
    behind_pp: Points = 5.0
    at_risk_pp: Points = 15.0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_risk_pp < self.behind_pp:
            seen = f"at_risk_pp ({self.at_risk_pp:g}) is smaller than behind_pp ({self.behind_pp:g})."
            raise refuse("thresholds", seen, "At risk means further behind: write a larger number.")
        return self


class Territory(Strict):
    """What territory the figures of a period are of: two periods compare where the codes are equal.

    ``since`` is the day from which it is what it is; ``reason`` replaces the words that are said where last year's was
    another one.
    """

    code: Annotated[str, Field(pattern=IDENTITY)]
    since: Day
    formed_from: list[Words] = []
    reason: Words | None = None
    reason_en: Words | None = None


class Owner(Strict):
    """Who states the figures of a section, and until when."""

    name: Words
    deadline: Day | None = None


class WordDocument(Strict):
    """What the official Word document has beside its text.

    ``charts`` are two at the most, each a kind and an indicator, ``structure:crops.area``; ``implied`` shows values
    that only a percentage implies in the annex, marked ``≈``.
    """

    charts: Annotated[list[Annotated[str, Field(pattern=CHART)]], Field(max_length=2)] = []
    implied: bool = False


class Settings(Strict):
    """All that one commune says of one report, apart from its figures.

    ``draft`` is what every page says of figures that nobody has looked at yet.
    English wordings (``_en``) are optional and fall back to the Vietnamese ones: :meth:`worded`.
    """

    unit: Words
    unit_en: Words | None = None
    authority: Words
    authority_en: Words | None = None
    parent_authority: Words | None = None
    parent_authority_en: Words | None = None
    place: Words | None = None
    place_en: Words | None = None
    title: Words
    title_en: Words | None = None
    document_number: Words | None = None
    date: Day | None = None
    as_of: Day | None = None
    signatory: Signatory = Signatory()
    recipients: list[Recipient] = []
    sections: Annotated[list[Words], Field(min_length=1)] | None = None
    thresholds: Thresholds = Thresholds()
    rounding: Literal["nearest", "truncated"] = "nearest"
    plan_basis: Words | None = None
    dictionary: Literal["extend", "own"] = "extend"
    draft: Words | None = None
    territory: Territory | None = None
    owners: dict[str, Owner] = {}
    word: WordDocument = WordDocument()

    @field_validator("sections")
    @classmethod
    def _once_each(cls, names: list[str] | None) -> list[str] | None:
        twice = sorted({name for name in names or [] if (names or []).count(name) > 1})
        if twice:
            raise refuse("sections", f"'{twice[0]}' is there twice.", "Name every notebook once.")
        return names

    def worded(self, name: Worded, language: Language) -> str | None:
        """A wording in a language; the Vietnamese one where there is no English one.

        >>> settings = Settings(unit="thị trấn Kim Tân", unit_en="Kim Tân town", authority="UBND", title="Báo cáo")
        >>> settings.worded("unit", "en"), settings.worded("title", "en"), settings.worded("place", "vi")
        ('Kim Tân town', 'Báo cáo', None)
        """
        english: str | None = getattr(self, f"{name}_en") if language == "en" else None
        vietnamese: str | None = getattr(self, name)
        return english or vietnamese
