"""Executed sections kept, so that a run does again only what would come out otherwise.

A section's result is kept with all that it rests on: its notebook, the parameters, kimtan's own code, the versions of
Python and of the packages that may show in it (together its key), and what it read of the period's data, which it
recorded itself (:mod:`kimtan.present.reads`). It is taken again where the key is the same and every question that the
section asked has the same answer still.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.run.sections import SectionNotebook
from kimtan.run.versions import PACKAGES, library_hash, version
from kimtan.writing import discard, read_sealed, write_sealed

if TYPE_CHECKING:
    from kimtan.present.facts import Facts
    from kimtan.present.reads import Question


@dataclass(frozen=True)
class Kept:
    """A kept result: the executed notebook's text, the seconds that it took, and what it asked past the data."""

    notebook: str
    seconds: float
    outside: Mapping[Question, str] = field(default_factory=dict, compare=False)


class SectionCache:
    """The kept results of one edition of one period.

    Parameters
    ----------
    folder
        Where they are; it need not exist, and where it cannot be written nothing is kept.
    parameters
        What papermill injects.
    facts
        Gives the period's facts when they are needed, which is only where something is kept; it can be pickled where
        the kept results are looked for in another process.
    """

    def __init__(self, folder: Path, parameters: Mapping[str, Any], facts: Callable[[], Facts]) -> None:
        self._folder, self._facts = folder, facts
        self._parameters = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
        self._keys: dict[SectionNotebook, str] = {}
        self._known: dict[Question, str] = {}
        """Answers of the facts as they are, which several sections ask for."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not self._folder.is_dir()

    def begin(self, sections: Iterable[SectionNotebook]) -> None:
        """Take note of all notebooks as they are before any of them runs: results are kept under these."""
        for section in sections:
            self._key_of(section)

    def find_all(self, sections: Iterable[SectionNotebook]) -> dict[SectionNotebook, Kept]:
        """The kept results of the sections that would come out again."""
        return {section: kept for section in sections if (kept := self.find(section)) is not None}

    def find(self, section: SectionNotebook) -> Kept | None:
        """The kept result of a section, if it would come out again."""
        from kimtan.present.outside import is_outside
        from kimtan.present.reads import is_unchanged

        file = self._file(section)
        content = read_sealed(file)
        if content is None:
            return None
        try:
            entry = json.loads(content)
            answers = {tuple(question): answer for *question, answer in entry["reads"]}
            outside = {question: answer for question, answer in answers.items() if is_outside(question)}
            kept = Kept(str(entry["notebook"]), float(entry["seconds"]), outside)
            is_same = entry["key"] == self._key_of(section)
        except (ValueError, KeyError, TypeError, RecursionError):  # not one of ours
            discard(file)
            return None
        return kept if is_same and is_unchanged(self._facts(), answers, self._known) else None

    def keep(self, section: SectionNotebook, kept: Kept, answers: Mapping[Question, str]) -> None:
        """Keep a result with what the section read; nothing where its notebook was saved since the run began."""
        key = self._key_of(section)
        if key != self._key(section):
            return
        entry = {
            "key": key,
            "reads": [[*question, answer] for question, answer in answers.items()],
            "seconds": kept.seconds,
            "notebook": kept.notebook,
        }
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_sealed(self._file(section), json.dumps(entry, ensure_ascii=False).encode())

    def _file(self, section: SectionNotebook) -> Path:
        return self._folder / f"{section.name}.json"

    def _key_of(self, section: SectionNotebook) -> str:
        """The key of a section as it was when it was first asked for."""
        if section not in self._keys:
            self._keys[section] = self._key(section)
        return self._keys[section]

    def _key(self, section: SectionNotebook) -> str:
        digest = hashlib.sha256(section.path.read_bytes())
        for part in (self._parameters, section.identity, _environment()):
            digest.update(b"\0" + part.encode())
        return digest.hexdigest()


@cache
def _environment() -> str:
    """Kimtan's code, Python and the packages."""
    versions = {name: version(name) for name in PACKAGES}
    return json.dumps([library_hash(), platform.python_version(), platform.system(), versions], sort_keys=True)
