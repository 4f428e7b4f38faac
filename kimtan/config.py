"""The period config, ``params/<period>.yml``: at once kimtan's settings and the four parameters of every notebook.

What is written there goes to papermill untouched; inside a notebook the same four values become a
:class:`PeriodConfig` again.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, InstanceOf, PrivateAttr
from pydantic_core import PydanticCustomError

from kimtan.errors import InputError, Problem, Problems
from kimtan.languages import Language
from kimtan.period import Period
from kimtan.reading.mappings import Keys, read_mapping
from kimtan.reading.records import read_day, refuse
from kimtan.reading.shapes import Strict, validate
from kimtan.settings import Settings
from kimtan.workspace import Workspace

Audience = Literal["internal", "public"]

_LATEST = dt.timedelta(days=366)
"""The longest time after its period by which a report may be dated."""


def _period(value: Any) -> Any:
    if isinstance(value, Period):
        return value
    try:
        return Period.parse("" if value is None else str(value))
    except InputError as error:
        raise refuse("period", error.problems[0].seen, error.problems[0].remedy) from error


class PeriodConfig(Strict):
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
            day = read_day(values.get(key))
        except PydanticCustomError:
            continue
        if not period.start <= day <= last:
            seen = f"The date {day} does not fit the period {period}."
            remedy = f"Give one from {period.start} to {last}, or null."
            problems.add(place(("settings", key)), seen, remedy, "config.date_range")
