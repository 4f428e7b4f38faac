"""Plain values out of a YAML file held to a pydantic model: every problem at its key, with the nearest valid name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from kimtan.errors import Problems
from kimtan.reading.mappings import Keys
from kimtan.reading.records import nearest, seen_and_remedy

AnyModel = TypeVar("AnyModel", bound=BaseModel)


class Strict(BaseModel):
    """Base of all models of such files: frozen, no unknown keys, no value of another type than the key's."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def validate(
    model: type[AnyModel], value: Any, place: Callable[[Keys], str], problems: Problems, topic: str
) -> AnyModel | None:
    """Hold plain values to a model; note every problem in words at the place of its key.

    Parameters
    ----------
    place
        Tells people where the value with some keys stands (:meth:`kimtan.reading.mappings.Located.place`).
    topic
        First part of the reason codes.

    Returns
    -------
    AnyModel or None
        Nothing where there is any problem.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            keys: Keys = detail["loc"]
            seen, remedy = _seen_and_remedy(detail, model)
            problems.add(place(keys), seen, remedy, f"{topic}.{detail['type']}")
        return None


def _seen_and_remedy(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """What was seen and what to do about it, for one of pydantic's errors."""
    key, value, context = str(next(reversed(detail["loc"]), "")), detail["input"], detail.get("ctx", {})
    what = _kind(value)
    match detail["type"]:
        case "missing":
            return f"The key '{key}' is missing.", "Add it."
        case "extra_forbidden":
            return f"There is no key '{key}' here.", nearest(key, _keys(model, detail["loc"][:-1]))
        case "string_type":
            return f"This is {what}, not text.", "Write words." if value is None else "Put it between quotation marks."
        case "float_type":
            return f"This is {what}, not a number.", "Write a number without quotation marks, such as 5."
        case "greater_than_equal":
            return f"{value} is too small.", f"Write {context['ge']:g} or more."
        case "dict_type":
            return f"This is {what}, not names with what belongs to each.", _NAMED
        case "too_short" if isinstance(value, dict):
            return "This is empty, and at least one is needed.", _NAMED
        case "list_type" | "too_short":
            return f"This is {what}, not a list of names.", "Write one line with '- ' for each, or null for all."
        case "model_type":
            return f"This is {what}, not keys with values.", "Write 'key: value' lines under it, or take it out."
        case _:
            return seen_and_remedy(detail)


_NAMED = "Write 'name:' on a line, and under it, indented, its keys."


def _kind(value: Any) -> str:
    """What a plain value is, in words."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text '{value[:60]}'"
    return ("a list" if isinstance(value, list) else "a mapping") if value else "empty"


def _keys(model: type[BaseModel], keys: Keys) -> list[str]:
    """The valid keys of the part of a model to which keys and indices lead."""
    for key in keys:
        if isinstance(key, str) and key in model.model_fields:  # the keys of a plain mapping are names of its own
            model = next(_models(model.model_fields[key].annotation), model)
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model within a type such as ``list[Recipient] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
