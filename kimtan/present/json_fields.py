"""A JSON object read field by field: what is missing, left over or of another form is refused with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from kimtan.errors import Problem, SectionError

Form = TypeVar("Form")
Word = TypeVar("Word", bound=str)

_FORMS = {str: "text", int: "whole number", list: "list", dict: "object"}


class Fields:
    """The fields of one object that have not been read yet.

    Parameters
    ----------
    value
        What should be an object.
    what
        What messages call it: ``table row``.
    place
        Where it stands: the notebook and the cell.

    Raises
    ------
    SectionError
        By every method, with the place.

    Examples
    --------
    >>> fields = Fields({"kind": "disputed", "why": "Vì."}, "mark", "10_economy.ipynb, cell 4")
    >>> fields.take("kind", str), fields.take("see", str, "")
    ('disputed', '')
    >>> fields.end()
    Traceback (most recent call last):
    kimtan.errors.SectionError: 10_economy.ipynb, cell 4: A mark has the field 'why', which is not known. ...
    """

    __slots__ = ("_left", "place", "what")

    def __init__(self, value: object, what: str, place: str) -> None:
        self.what, self.place = what, place
        if not isinstance(value, Mapping):
            raise unreadable(f"Where a {what} should be stands {short(value)}.", place)
        self._left = dict(value)

    def take(self, name: str, form: type[Form], default: Form | None = None) -> Form:
        """The value of a field; one without a default must be there."""
        value = self._left.pop(name, default)
        if isinstance(value, form) and type(value) is not bool:
            return value
        if value is None:
            raise unreadable(f"A {self.what} lacks the field {name!r}.", self.place)
        raise unreadable(f"The field {name!r} of a {self.what} is {short(value)} and no {_FORMS[form]}.", self.place)

    def texts(self, name: str, default: list[Any] | None = None) -> tuple[str, ...]:
        """The value of a field that is a list of texts."""
        values = self.take(name, list, default)
        for value in values:
            if not isinstance(value, str):
                seen = f"The field {name!r} of a {self.what} holds {short(value)}, which is no text."
                raise unreadable(seen, self.place)
        return tuple(values)

    def choice(self, name: str, among: Sequence[Word], default: Word | None = None) -> Word:
        """The value of a field that is one of some words."""
        value = self.take(name, str, default)
        for word in among:
            if word == value:
                return word
        words = ", ".join(filter(None, among))
        raise unreadable(f"The field {name!r} of a {self.what} is {value!r}; it can be {words}.", self.place)

    def which(self, names: Iterable[str]) -> str:
        """The first of some fields that is there; empty where none is."""
        for name in names:
            if name in self._left:
                return name
        return ""

    def may_have(self, name: str) -> Any:
        """The value of a field that need not be there, whatever it is; else none."""
        return self._left.pop(name, None)

    def end(self) -> None:
        """Refuse what has not been read."""
        if self._left:
            raise unreadable(f"A {self.what} has the field {next(iter(self._left))!r}, which is not known.", self.place)


def unreadable(seen: str, place: str, code: str = "block.field") -> SectionError:
    """What says why something cannot be read, and where."""
    return SectionError(Problem(place, seen, "Run the section again with this version of kimtan.", code))


def short(value: object) -> str:
    """A value as messages show it."""
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
