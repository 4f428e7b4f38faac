"""A YAML mapping held to a pydantic model: every problem with the line of its key and the nearest valid name."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from kimtan.errors import Problems
from kimtan.reading.mappings import Located

AnyModel = TypeVar("AnyModel", bound=BaseModel)


def validate(model: type[AnyModel], located: Located, shown: str, problems: Problems, topic: str) -> AnyModel | None:
    """PLACEHOLDER until merged with the period config's."""
    try:
        return model.model_validate(located.value)
    except ValidationError as error:
        for detail in error.errors():
            path = tuple(part for part in detail["loc"])
            problems.add(
                f"{shown}:{located.line(path)}",
                f"'{'.'.join(map(str, path))}': {detail['msg']}.",
                "Correct it.",
                f"{topic}.{detail['type']}",
            )
        return None
