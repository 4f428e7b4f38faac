"""What names a figure: the topic that it is about and the place where it stands, in one text.

The text is the same everywhere (in data, in links, in what other programs read); these types are the only ones that
take it apart.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

_FIGURE = re.compile(r"[^:@\s]+:[^:@\s]+(?::[^:@\s]+)?@(?:[^:@\s]+:)?[^:@\s]+")
_LINE = re.compile(r"L([1-9][0-9]{0,8})")

LISTED = "list"
"""The basis of a count that nobody wrote out: the members of a list were counted."""

RESOLUTION = "resolution"
"""The basis of a percentage of what a resolution set, which may be for several years."""


class Topic(NamedTuple):
    """What figures are about: a measure of an indicator, on one basis where several plans are assigned."""

    indicator: str
    measure: str
    basis: str | None = None

    def __str__(self) -> str:
        return ":".join(part for part in self if part)

    @classmethod
    def parse(cls, text: str) -> Topic:
        """Read ``indicator:measure[:basis]``; what is missing stays empty.

        Examples
        --------
        >>> Topic.parse("rice.output:plan:district")
        Topic(indicator='rice.output', measure='plan', basis='district')
        """
        indicator, measure, basis = [*text.split(":", 2), "", ""][:3]
        return cls(indicator, measure, basis or None)


class SourcePlace(str):
    """Where a figure stands: ``document:place``.

    Examples
    --------
    >>> place = SourcePlace("report:L27")
    >>> place.document, place.within, place.line, SourcePlace("form:Thu!F7").line
    ('report', 'L27', 27, None)
    """

    __slots__ = ()

    @property
    def document(self) -> str:
        """The document; nothing where only a place in it is named."""
        return self.partition(":")[0] if ":" in self else ""

    @property
    def within(self) -> str:
        """The place in the document."""
        return self.partition(":")[2] if ":" in self else str(self)

    @property
    def line(self) -> int | None:
        """The line of a text; none of a sheet."""
        line = _LINE.fullmatch(self.within)
        return None if line is None else int(line[1])


class FigureId(str):
    """A stated figure's identity: ``indicator:measure[:basis]@document:place``.

    Examples
    --------
    >>> figure = FigureId("rice.output:plan:district@report:L27")
    >>> figure.topic.measure, figure.source.line
    ('plan', 27)
    """

    __slots__ = ()

    @classmethod
    def of(cls, topic: Topic, source: str) -> Self:
        """The identity of what a source states of a topic."""
        return cls(f"{topic}@{source}")

    @property
    def topic(self) -> Topic:
        """What the figure is about."""
        return Topic.parse(self.partition("@")[0])

    @property
    def indicator(self) -> str:
        """Whose figure it is."""
        return self.topic.indicator

    @property
    def source(self) -> SourcePlace:
        """Where it stands."""
        return SourcePlace(self.partition("@")[2])

    @property
    def is_well_formed(self) -> bool:
        """Whether the text has all parts that an identity needs."""
        return _FIGURE.fullmatch(self) is not None

    def at(self, source: str) -> Self:
        """The same topic stated in another place."""
        return type(self)(f"{self.partition('@')[0]}@{source}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


class DerivedId(str):
    """A derived figure's identity: ``indicator:name``, with further parts where it needs them.

    Examples
    --------
    >>> DerivedId.of("houses.new", "completion", "district"), DerivedId("houses.new:share").indicator
    ('houses.new:completion:district', 'houses.new')
    """

    __slots__ = ()

    @classmethod
    def of(cls, indicator: str, name: str, *more: str | None) -> Self:
        """The identity of what is computed under a name of an indicator."""
        return cls(":".join([indicator, name, *filter(None, more)]))

    @property
    def indicator(self) -> str:
        """Whose figure it is."""
        return self.partition(":")[0]
