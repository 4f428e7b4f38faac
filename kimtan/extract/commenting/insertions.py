"""Marks of comments put around characters of a Word part; runs are divided only where a mark has to stand inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kimtan.extract.commenting.elements import AtomBytes, PartElements, RunBytes
from kimtan.extract.documents.word_source import Atom

_CHANGE_ID = re.compile(rb"(<(?:[\w.-]+:)?\w+Change\b[^>]*?\b(?:[\w.-]+:)?id=[\"'])(-?\d+)")
_ANY_ID = re.compile(rb"\b(?:[\w.-]+:)?id=[\"'](\d{1,9})[\"']")


@dataclass(frozen=True)
class Spot:
    """A place between characters: in an atom, so many of its characters after its beginning."""

    atom: int
    offset: int


@dataclass
class _Cut:
    """What comes into the bytes at one place."""

    before: bytes = b""
    after: bytes = b""
    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)

    @property
    def content(self) -> bytes:
        return self.before + b"".join(self.ends) + b"".join(self.starts) + self.after


class Insertions:
    """Collects marks for one part, and gives its bytes with them."""

    def __init__(self, elements: PartElements) -> None:
        self._elements = elements
        self._cuts: dict[int, _Cut] = {}
        self._kept: set[int] = set()
        self._next_id = max((int(number) for number in _ANY_ID.findall(elements.content)), default=0) + 1

    def around(self, number: int, start: Spot, end: Spot) -> None:
        """Set the marks of a comment around characters."""
        first, last = self._elements.atoms[start.atom], self._elements.atoms[end.atom]
        begin, finish = self._starting(first, start.offset), self._ending(last, end.offset)
        begin.starts.append(self._mark("commentRangeStart", number, self._run(first)))
        finish.ends.append(self._end_marks(number, self._run(last)))

    def around_run(self, number: int, run: int) -> None:
        """Set the marks of a comment around a run."""
        there = self._elements.runs[run]
        before, after = there.outside
        self._cut(before).starts.append(self._mark("commentRangeStart", number, there))
        self._cut(after).ends.append(self._end_marks(number, there))

    def content(self) -> bytes:
        """The part with all marks in it."""
        source, at, parts = self._elements.content, 0, list[bytes]()
        preserve = b' xml:space="preserve"'
        added = {place: cut.content for place, cut in self._cuts.items()} | dict.fromkeys(self._kept, preserve)
        for place in sorted(added):
            parts += [source[at:place], added[place]]
            at = place
        return b"".join([*parts, source[at:]])

    def _run(self, atom: AtomBytes) -> RunBytes:
        return self._elements.runs[atom.run]

    def _starting(self, atom: AtomBytes, offset: int) -> _Cut:
        run = self._run(atom)
        if run.around:
            return self._cut(run.around[0])
        if not self._shown_before(atom, offset):
            return self._cut(run.start) if atom.start == run.content else self._between(atom.start, run)
        return self._inside(atom, offset) or self._between(atom.start, run)

    def _ending(self, atom: AtomBytes, offset: int) -> _Cut:
        run = self._run(atom)
        if run.around:
            return self._cut(run.around[1])
        cut = self._inside(atom, offset) if self._shown_after(atom, offset) else None
        if cut is not None:
            return cut
        return self._cut(run.end) if atom.end == run.close else self._between(atom.end, run)

    def _shown_before(self, atom: AtomBytes, offset: int) -> bool:
        cut = self._elements.cut_in(atom, offset)
        return cut is not None and bool(cut[1] if atom.is_kept else cut[1].strip())

    def _shown_after(self, atom: AtomBytes, offset: int) -> bool:
        cut = self._elements.cut_in(atom, offset)
        return cut is not None and bool(cut[2] if atom.is_kept else cut[2].strip())

    def _inside(self, atom: AtomBytes, offset: int) -> _Cut | None:
        """Divide a text and its run, each half with the run's properties."""
        halves = self._elements.cut_in(atom, offset)
        if halves is None:
            return None
        place, before, after = halves
        run = self._run(atom)
        if place not in self._cuts:
            if not atom.is_kept and before[-1:].isspace():
                self._kept.add(atom.inner[0] - 1)
            is_kept = atom.is_kept or after[:1].isspace() or not after[-1:].isspace()
            space = b' xml:space="preserve"' if is_kept else b""
            prefix = run.prefix
            text = b"<" + prefix + b"t" + space + b">"
            self._cuts[place] = _Cut(b"</" + prefix + b"t>" + self._close(run), self._reopen(run) + text)
        return self._cuts[place]

    def _between(self, place: int, run: RunBytes) -> _Cut:
        """Divide a run between two of its elements."""
        if place not in self._cuts:
            self._cuts[place] = _Cut(self._close(run), self._reopen(run))
        return self._cuts[place]

    def _cut(self, place: int) -> _Cut:
        return self._cuts.setdefault(place, _Cut())

    def _close(self, run: RunBytes) -> bytes:
        return b"</" + run.prefix + b"r>"

    def _reopen(self, run: RunBytes) -> bytes:
        """A run with the same properties; the changes tracked in them get identities of their own."""

        def renumbered(match: re.Match[bytes]) -> bytes:
            self._next_id += 1
            return match[1] + str(self._next_id).encode()

        return b"<" + run.prefix + b"r>" + _CHANGE_ID.sub(renumbered, run.properties)

    def _mark(self, name: str, number: int, run: RunBytes) -> bytes:
        prefix = run.prefix.decode()
        declared = "" if prefix else f' xmlns:kt="{self._elements.namespace}"'
        return f'<{prefix}{name}{declared} {prefix or "kt:"}id="{number}"/>'.encode()

    def _end_marks(self, number: int, run: RunBytes) -> bytes:
        reference = self._mark("commentReference", number, run)
        return self._mark("commentRangeEnd", number, run) + b"<" + run.prefix + b"r>" + reference + self._close(run)


def first_spot(atoms: Sequence[Atom], column: int) -> Spot | None:
    """The place before the character in a column of a paragraph; None where the paragraph has none there."""
    for atom in atoms:
        if atom.column <= column < atom.column + atom.length:
            return Spot(atom.index, column - atom.column + atom.offset)
    return None


def last_spot(atoms: Sequence[Atom], column: int) -> Spot | None:
    """The place after the character before a column."""
    for atom in atoms:
        if atom.column < column <= atom.column + atom.length:
            return Spot(atom.index, column - atom.column + atom.offset)
    return None
