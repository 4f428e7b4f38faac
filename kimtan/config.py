"""The period config, ``params/<period>.yml``: at once kimtan's settings and the four parameters of every notebook.

What is written there goes to papermill untouched; inside a notebook the same four values become a
:class:`PeriodConfig` again.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    PrivateAttr,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kimtan.errors import InputError, Problem, Problems
from kimtan.languages import Language
from kimtan.period import Period
from kimtan.reading.mappings import Keys, read_mapping
from kimtan.reading.records import refuse
from kimtan.reading.shapes import validate
from kimtan.workspace import Workspace

Audience = Literal["internal", "public"]
Worded = Literal["unit", "authority", "parent_authority", "place", "title"]

CHART = r"^(structure|contribution|growth|completion|history):[a-z][a-z0-9_.]*$"
"""How a chart of the Word document is asked for: its kind and the indicator that it is of."""

_LATEST = dt.timedelta(days=366)
"""So long after its period a report may be dated."""


def _words(value: Any) -> Any:
    if isinstance(value, str) and (not value or value != value.strip()):
        raise refuse("words", f"'{value}' is empty or has a blank at its edge.", "Write words, or null for none.")
    return value


def _day(value: Any) -> Any:
    """Turn ``2023-06-10`` into a date; fromisoformat alone would take 20230610 and 2023-W23-6 as well."""
    if value is None or isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise refuse("date", f"{value!r} is no date.", "Write year-month-day, such as 2023-06-10, or null.")


def _period(value: Any) -> Any:
    if isinstance(value, Period):
        return value
    try:
        return Period.parse("" if value is None else str(value))
    except InputError as error:
        raise refuse("period", error.problems[0].seen, error.problems[0].remedy) from error


Words = Annotated[str, BeforeValidator(_words)]
Day = Annotated[dt.date, BeforeValidator(_day)]
Points = Annotated[float, Field(ge=0, le=100)]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Signatory(_Model):
    """Who signs: on whose behalf (``TM. ỦY BAN NHÂN DÂN``), in which office, and the name."""

    on_behalf: Words | None = None
    title: Words | None = None
    name: Words | None = None


class Recipient(_Model):
    """One line of the list of recipients; the English one falls back to the Vietnamese."""

    vi: Words
    en: Words | None = None

    def name(self, language: Language) -> str:
        """The recipient in a language."""
        return self.en if language == "en" and self.en else self.vi


class Thresholds(_Model):
    """From how many percentage points between completion and the share of the year gone an indicator has a status."""

    ahead_pp: Points = 5.0
    behind_pp: Points = 5.0
    at_risk_pp: Points = 15.0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_risk_pp < self.behind_pp:
            seen = f"at_risk_pp ({self.at_risk_pp:g}) is smaller than behind_pp ({self.behind_pp:g})."
            raise refuse("thresholds", seen, "At risk means further behind: write a larger number.")
        return self


class Territory(_Model):
    """What territory the figures of a period are of: two periods compare where the codes are equal.

    ``since`` is the day from which it is what it is; ``reason`` replaces the words that are said where last year's was
    another one.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    since: Day
    formed_from: list[Words] = []
    reason: Words | None = None
    reason_en: Words | None = None


class Owner(_Model):
    """Who states the figures of a section, and until when."""

    name: Words
    deadline: Day | None = None


class WordDocument(_Model):
    """What the official Word document has beside its text.

    ``charts`` are two at the most, each a kind and an indicator, ``structure:crops.area``; ``implied`` shows values
    that only a percentage implies in the annex, marked ``≈``.
    """

    charts: Annotated[list[Annotated[str, Field(pattern=CHART)]], Field(max_length=2)] = []
    implied: bool = False


class Settings(_Model):
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
        values: dict[str, str | None] = {field: getattr(self, field) for field in (name, f"{name}_en")}
        return (values[f"{name}_en"] if language == "en" else None) or values[name]


class PeriodConfig(_Model):
    """One period's config: the edition (period, language, audience) and the settings, checked.

    Build it with :func:`load` or :meth:`from_parameters`.
    """

    period: Annotated[InstanceOf[Period], BeforeValidator(_period)]
    language: Language
    audience: Audience
    settings: Settings
    _written: dict[str, Any] = PrivateAttr(default_factory=dict)

    @classmethod
    def from_parameters(
        cls, period: str, language: str, audience: str, settings: Mapping[str, Any], workspace: Workspace
    ) -> PeriodConfig:
        """Build the config inside a notebook from its four parameters; papermill gives whatever was typed.

        Parameters
        ----------
        period, language, audience
            The edition.
        settings
            As in the params file; ``{}`` means "as in ``params/<period>.yml`` of this workspace".
        workspace
            Where that file lies.

        Raises
        ------
        InputError
            With everything that is wrong with the parameters or the file.
        """
        if settings == {}:
            file = workspace.params_file(str(Period.parse(str(period), "parameters (period)")))
            settings = load(file, workspace).parameters()["settings"]
        written = {"period": period, "language": language, "audience": audience, "settings": settings}
        return _checked(written, lambda keys: f"parameters ({'.'.join(map(str, keys))})", Problems())

    def parameters(self, language: Language | None = None, audience: Audience | None = None) -> dict[str, Any]:
        """The four parameters for papermill, as they are written in the file; language and audience may be others."""
        return copy.deepcopy(self._written) | {
            "language": language or self.language,
            "audience": audience or self.audience,
        }


def load(path: Path, workspace: Workspace) -> PeriodConfig:
    """Read and check a params file.

    Raises
    ------
    InputError
        With everything that is wrong with it: line, what was seen, and the nearest valid name.
    """
    problems = Problems()
    located = read_mapping(path, workspace.shown(path), problems)
    if located is None:
        raise InputError(*problems.found)
    named = located.value.get("period")
    if isinstance(named, str) and named != path.stem:
        seen = f"The period is '{named}', but the file is named '{path.name}'."
        remedy = "Name the period in both alike."
        problems.add(located.place(("period",)), seen, remedy, "config.file_name")
    return _checked(located.value, located.place, problems)


def latest(workspace: Workspace) -> Path:
    """The params file of the latest period.

    Raises
    ------
    InputError
        When there is none.
    """
    periods = []
    for name in workspace.periods():
        try:
            periods.append(Period.parse(name))
        except InputError:
            continue
    if not periods:
        remedy = "Write one, as in params/2023-H1.yml."
        raise InputError(Problem("params", "There is no params file of a period here.", remedy, "config.no_period"))
    return workspace.params_file(str(max(periods)))


def _checked(written: dict[str, Any], place: Callable[[Keys], str], problems: Problems) -> PeriodConfig:
    """Build a config from plain values, or raise all that is wrong with them and all that was noted before."""
    _check_dates(written, place, problems)
    config = validate(PeriodConfig, written, place, problems, "config")
    if config is None or problems.found:
        raise InputError(*problems.found)
    config._written = copy.deepcopy(written)
    return config


def _check_dates(written: dict[str, Any], place: Callable[[Keys], str], problems: Problems) -> None:
    """Note a date far from its period; a period or date that cannot be read is reported by the model."""
    try:
        period = Period.parse(str(written.get("period")))
    except InputError:
        return
    settings = written.get("settings")
    values = settings if isinstance(settings, dict) else {}
    for key, last in (("as_of", period.end), ("date", period.end + _LATEST)):
        try:
            day = _day(values.get(key))
        except PydanticCustomError:
            continue
        if day is not None and not period.start <= day <= last:
            seen = f"The date {day} does not fit the period {period}."
            remedy = f"Give one from {period.start} to {last}, or null."
            problems.add(place(("settings", key)), seen, remedy, "config.date_range")
