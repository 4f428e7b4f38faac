"""Mappings read strictly from YAML files: nothing turned silently, every key with its line.

YAML turns ``NO`` into false, ``010`` into 8 and ``12:30`` into 750. Here such a value is refused with the advice to
quote it. What is left is read exactly as papermill reads it (dates stay text), so that one file can be the config of
kimtan and the parameters of papermill at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kimtan.errors import Problems
from kimtan.reading.text import FileProblems, flaws, read_text

MAX_BYTES = 1024 * 1024
"""YAML is slow to read, and no mapping of a report comes near this."""

MAX_DEPTH = 30
"""Deeper nesting is refused."""

Key = str | int
Keys = tuple[Key, ...]

_QUOTE = "Put it between quotation marks."
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_MAX_DIGITS = 15  # a float holds so many digits exactly
_TURNED = re.compile(  # whatever YAML 1.1, PyYAML or YAML 1.2 takes for something else than text
    r"""y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|[Tt]rue|TRUE|[Ff]alse|FALSE
    |[Nn]ull|NULL|~|<<|=
    |[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)
    |[-+]?0b[01_]+|[-+]?0o[0-7_]+|[-+]?0x[0-9a-fA-F_]+
    |[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?
    |[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Located:
    """A mapping with the place of everything in it.

    Parameters
    ----------
    shown
        Path of the file as shown to people.
    value
        Dictionaries, lists, strings, whole numbers, floats, booleans and None.
    lines
        The line of every key and list item, by the keys and indices that lead to it.
    """

    shown: str
    value: dict[str, Any]
    lines: Mapping[Keys, int]

    def line(self, keys: Keys) -> int:
        """Give the line of a key or item, or of the nearest thing around it that exists.

        >>> Located("x.yml", {"a": [5]}, {(): 1, ("a",): 1, ("a", 0): 2}).line(("a", 0, "missing"))
        2
        """
        while keys not in self.lines:
            keys = keys[:-1]
        return self.lines[keys]

    def place(self, keys: Keys) -> str:
        """Give file, line and key for a message: ``params/2023-H1.yml:4 (settings.unit)``."""
        dotted = ".".join(str(key) for key in keys)
        return f"{self.shown}:{self.line(keys)}" + (f" ({dotted})" if dotted else "")


def read_mapping(path: Path, shown: str, problems: Problems) -> Located | None:
    r"""Read a YAML file that holds one mapping; note everything that is wrong and give None when anything is.

    A null is written ``null``, ``~`` or not at all (``date:``). Figures whose digits matter are to be quoted: 7.50 is
    the float 7.5.

    Parameters
    ----------
    path, shown
        The file, and its path as shown to people.
    problems
        Takes what is wrong.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "2023-H1.yml"
    >>> _ = file.write_text("period: 2023-H1\nsettings:\n  date: 2023-06-15\n")
    >>> located = read_mapping(file, "params/2023-H1.yml", Problems())
    >>> located.value["settings"], located.place(("settings", "date"))
    ({'date': '2023-06-15'}, 'params/2023-H1.yml:3 (settings.date)')
    """
    text = read_text(path, shown, problems, MAX_BYTES)
    if text is None:
        return None
    file_problems = FileProblems(shown)
    _refuse_tabs(text, file_problems)
    located = None
    if not file_problems and yaml.__with_libyaml__:  # eight times as fast, but worse at saying what is wrong
        located = _located(text, FileProblems(shown), yaml.CSafeLoader)
    if not file_problems and located is None:
        located = _located(text, file_problems, yaml.SafeLoader)
    file_problems.hand_to(problems)
    return located


def _located(text: str, problems: FileProblems, parser: Any) -> Located | None:
    """The mapping in a text, as one of YAML's parsers reads it; None, and a problem noted, where anything is wrong."""
    reader = _YamlReader(problems, parser)
    value = reader.read(text)
    return None if problems or value is None else Located(problems.shown, value, reader.lines)


def _refuse_tabs(text: str, problems: FileProblems) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            problems.add(number, "There is a tab here.", "Use blanks.", "mapping.tab", column=line.index("\t") + 1)


class _StopError(Exception):
    """Nothing more can be read from this file; the reason has been noted."""


@dataclass
class _YamlReader:
    """Builds the tree from parser events, so that a hostile file is refused before anything of it is built."""

    problems: FileProblems
    parser: Any
    lines: dict[Keys, int] = field(default_factory=dict)

    def read(self, text: str) -> dict[str, Any] | None:
        try:
            return self._document(iter(yaml.parse(text, Loader=self.parser)))
        except _StopError:
            return None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            reason = error.problem or error.context or "it cannot be parsed"
            self.problems.add(line, f"This is no valid YAML: {reason}.", _advice(reason), "mapping.syntax")
        except (yaml.YAMLError, ValueError, OverflowError):
            seen = "This is no valid YAML: an escape such as \\U00110000 names no character."
            self.problems.add(None, seen, "Correct it.", "mapping.syntax")
        return None

    def _document(self, events: Iterator[Any]) -> dict[str, Any]:
        next(events)  # the stream begins
        begin = next(events)
        if not isinstance(begin, yaml.DocumentStartEvent):
            self._stop(None, "There is nothing but comments in this file.", "Fill it in.", "mapping.empty")
        if begin.version or begin.tags:
            self._note(begin, "There is a directive here (%).", "Take it out.", "mapping.directive")
        root = next(events)
        if not isinstance(root, yaml.MappingStartEvent):
            self._stop(root, "The file does not hold keys with values.", "Write 'key: value' lines.", "mapping.top")
        self.lines[()] = root.start_mark.line + 1
        value: dict[str, Any] = self._node(root, events, ())
        next(events)  # the document ends
        after = next(events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._stop(after, "A second document begins here.", "Leave one document in the file.", "mapping.documents")
        return value

    def _node(self, event: Any, events: Iterator[Any], keys: Keys) -> Any:
        if len(keys) > MAX_DEPTH:
            seen = f"The nesting is deeper than {MAX_DEPTH} levels."
            self._stop(event, seen, "Make it flatter.", "mapping.depth")
        self._refuse_references(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, keys)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, keys)
        if isinstance(event, yaml.AliasEvent):
            return None
        return self._scalar(event)

    def _mapping(self, events: Iterator[Any], keys: Keys) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event)
            path = (*keys, key)
            if key in result:
                seen = f"The key '{key[:60]}' is there twice, first in line {self.lines[path]}."
                self._note(event, seen, "Take one of them out.", "mapping.key_twice")
            else:
                self.lines[path] = event.start_mark.line + 1
            result[key] = self._node(next(events), events, path)
        return result

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            what = "an alias" if isinstance(event, yaml.AliasEvent) else "a list or a mapping"
            self._stop(event, f"A key is {what}.", "Use a word for the key.", "mapping.key")
        count = len(self.problems)
        self._refuse_references(event)
        key = self._scalar(event)
        if not isinstance(key, str) and len(self.problems) == count:
            self._note(event, f"The key '{event.value[:60]}' is no text.", _QUOTE, "mapping.key")
        return str(event.value)

    def _sequence(self, events: Iterator[Any], keys: Keys) -> list[Any]:
        result: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            path = (*keys, len(result))
            self.lines[path] = event.start_mark.line + 1
            result.append(self._node(event, events, path))
        return result

    def _scalar(self, event: Any) -> str | int | float | bool | None:
        text: str = event.value
        if not event.style and event.tag is None:
            return self._plain(event, text)
        for flaw in flaws(text):  # an escape such as \u200b gets past the reading of the text
            self._note(event, flaw.seen, flaw.remedy, flaw.code)
        return text

    def _plain(self, event: Any, text: str) -> str | int | float | bool | None:
        if text in ("", "~", "null"):
            return None
        if text in ("true", "false"):
            return text == "true"
        is_number = _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text)
        if is_number and sum(character.isdigit() for character in text) <= _MAX_DIGITS:
            return float(text) if "." in text else int(text)
        if _TURNED.fullmatch(text):
            seen = f"YAML would not keep '{text[:60]}' as it is written."
            self._note(event, seen, _QUOTE, "mapping.turned")
        return text

    def _refuse_references(self, event: Any) -> None:
        """Refuse anchors and aliases, by which ten lines can stand for a billion values, and tags."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            seen = f"'{sign}{event.anchor[:60]}' refers to another place of the file."
            remedy = "Write the value out, or put it between quotation marks if it is text."
            self._note(event, seen, remedy, "mapping.reference")
        elif event.tag is not None:
            remedy = "Take it out, or put the value between quotation marks if it is text."
            self._note(event, f"There is a tag here ({event.tag[:60]}).", remedy, "mapping.tag")

    def _note(self, event: Any, seen: str, remedy: str, code: str) -> None:
        self.problems.add(None if event is None else event.start_mark.line + 1, seen, remedy, code)

    def _stop(self, event: Any, seen: str, remedy: str, code: str) -> None:
        self._note(event, seen, remedy, code)
        raise _StopError


_ADVICE = {
    "mapping values are not allowed|cannot start any token|<scalar>|alphabetic or numeric": (
        "Put text that holds ': ' or begins with a sign such as { [ @ % & * between quotation marks."
    ),
    "<stream end>|end of stream": "Close the quotation mark or bracket.",
    "<block|could not find expected ':'": "Indent the keys of one level alike, and give every key a colon.",
    "unknown escape": "Use single quotation marks (') for text with a backslash.",
}


def _advice(message: str) -> str:
    """What to do about the usual mistakes, by what the parser said."""
    usual = (remedy for pattern, remedy in _ADVICE.items() if re.search(pattern, message))
    return next(usual, "Correct this line or the one before it.")
