"""YAML files amended as a person would: what is not changed stays as it stands, with its comments, quotes and order.

This is for writing alone. What a file says is read by :mod:`kimtan.reading.mappings`, which is strict.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Any

_NO_FOLDING = 1 << 20  # a line is as long as it was


def amended(text: str, change: Callable[[Any], None]) -> str:
    r"""A file's text with something changed in it.

    Parameters
    ----------
    text
        One YAML document that has been read without problems.
    change
        Changes the document, which behaves like the dictionaries and lists that it holds. Text in the place of other
        text is written in the same style, quoted or folded.

    Examples
    --------
    >>> print(amended("a: {x:  1}\nb: 'old'  # why\nc: ~\n", lambda document: document.update(b="new")), end="")
    a: {x:  1}
    b: 'new'  # why
    c: ~
    """
    plain, document = _written(_read(text)), _read(text)
    change(document)
    made = _written(document)
    merged = _merged(text, plain, made)
    return merged if _means(merged, document) else made


def with_documents(text: str, documents: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of a ``source.yml`` with further documents at its end; texts in them are quoted."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

    def add(document: Any) -> None:
        known = document["documents"] or {}
        for name, entries in documents.items():
            known[name] = {key: Quoted(value) if isinstance(value, str) else value for key, value in entries.items()}
        document["documents"] = known

    return amended(text, add)


def _merged(text: str, plain: str, made: str) -> str:
    """What the library made, with each line that it would have written without the change as it stands in the text.

    It writes some things in its own way: blanks in braces, long lines, what is not there.
    """
    own, lines, new = (version.splitlines(keepends=True) for version in (text, plain, made))
    stands_for: list[list[str]] = [[] for _ in range(len(lines) + 1)]  # before all lines, then for each of them
    for _, begin, end, own_begin, own_end in SequenceMatcher(None, lines, own, autojunk=False).get_opcodes():
        if end - begin == own_end - own_begin:
            stands_for[begin + 1 : end + 1] = [[line] for line in own[own_begin:own_end]]
        else:  # several lines for fewer: they go with the first, or with the one before
            stands_for[begin + (begin < end)] += own[own_begin:own_end]
    merged = stands_for[0]
    for same, begin, end, new_begin, new_end in SequenceMatcher(None, lines, new, autojunk=False).get_opcodes():
        kept = [line for group in stands_for[begin + 1 : end + 1] for line in group]
        merged += kept if same == "equal" else new[new_begin:new_end]
    return "".join(merged)


def _library() -> Any:
    from ruamel.yaml import YAML

    library = YAML()
    library.preserve_quotes = True
    library.width = _NO_FOLDING
    library.indent(mapping=2, sequence=4, offset=2)
    library.representer.add_representer(type(None), _null)
    return library


def _null(representer: Any, _: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _read(text: str) -> Any:
    return _library().load(text)


def _written(document: Any) -> str:
    stream = io.StringIO()
    _library().dump(document, stream)
    return stream.getvalue()


def _means(text: str, document: Any) -> bool:
    """Whether a text holds just what a document does: lines indented in two ways might not."""
    from ruamel.yaml.error import YAMLError

    try:
        return bool(_read(text) == document)
    except YAMLError:
        return False
