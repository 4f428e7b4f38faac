"""Whether a transcription is complete: every number of a document is a figure, or is listed with the reason why not.

Each number of a line is claimed once: by an observation that names the line, as part of the cut-off date of such an
observation, or by ``no_figures`` of ``source.yml``. A number that nothing claims was overlooked; a claim that
matches no number is an error in a place or a token. Together the two checks catch every lost or invented figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kimtan.data.documents import NoFigures
from kimtan.data.identities import FigureId, SourcePlace
from kimtan.data.observations import Observation
from kimtan.figures import TOKEN, NumberTextError, read_vietnamese

NEARBY = 12
"""How many lines before and after its stated line a missing figure is searched for."""

AROUND = 30
"""How many characters of a line are quoted on either side of a number."""


@dataclass(frozen=True, order=True)
class Left:
    """A number that nothing claims, with its line and column (counted from 1) and the text around it."""

    line: int
    column: int
    token: str
    text: str


@dataclass(frozen=True, order=True)
class Wrong:
    """An observation whose number is not on its line, or not as often as it is claimed."""

    figure: FigureId
    as_written: str
    seen: str
    remedy: str


@dataclass(frozen=True, order=True)
class Idle:
    """A token of ``no_figures`` that explains nothing."""

    place: str
    token: str
    seen: str
    remedy: str


@dataclass(frozen=True)
class Transcription:
    """The result of the comparison; ``numbers`` is how many number tokens the document holds."""

    numbers: int
    left: tuple[Left, ...]
    wrong: tuple[Wrong, ...]
    idle: tuple[Idle, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every number is accounted for and every claim finds its number."""
        return not (self.left or self.wrong or self.idle)


_GLUED = re.compile(r"(?<!\w)([^\W\d_]+)(\d+(?:[.,]\d+)*)(%?)")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LENGTHS = frozenset({"mm", "cm", "dm", "m", "dam", "hm", "km"})
"""Units whose squares and cubes are written with a digit: ``m2``."""


def _numbers(text: str) -> list[re.Match[str]]:
    """The numbers of a line, also those that are glued to a word: 85 in ``đạt85%``, nothing in ``m2`` and ``QL1A``.

    After capital letters digits are a part of a name, unless a percent sign says otherwise.
    """
    by_end = {match.end(): match for match in TOKEN.finditer(text)}
    for glued in _GLUED.finditer(text):
        word, digits, percent = glued.groups()
        is_power = word in _LENGTHS and digits in {"2", "3"}
        if percent or (word[-1].islower() and not is_power):
            whole = _DIGITS.match(text, glued.start(2))
            by_end |= {whole.end(): whole} if whole else {}
    return sorted(by_end.values(), key=re.Match.start)


class _Line:
    """One line: its numbers, and which of them are claimed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.length = len(text.rstrip())
        self.tokens = _numbers(text)
        self._starts = [token.start() for token in self.tokens]
        self.claimed: set[int] = set()

    def occurrences(self, pattern: str) -> list[list[int]]:
        """For each match of a pattern, the indices of the numbers inside it; matches that cut a number are left out."""
        places = []
        for match in re.finditer(f"(?=({pattern}))", self.text):
            start, end = match.span(1)
            numbers = range(bisect_left(self._starts, start), bisect_left(self._starts, end))
            inside = [n for n in numbers if self.tokens[n].end() <= end]
            if [self.tokens[n][0] for n in inside] == TOKEN.findall(match[1]):
                places.append(inside)
        return places

    def around(self, token: re.Match[str]) -> str:
        """A number with what stands around it."""
        start, end = max(0, token.start() - AROUND), min(len(self.text), token.end() + AROUND)
        quoted = " ".join(self.text[start:end].split())
        return f"{'…' if start else ''}{quoted}{'…' if end < self.length else ''}"

    def free(self, choices: Iterable[list[int]]) -> list[int] | None:
        """The first choice of numbers that are all unclaimed."""
        return next((choice for choice in choices if self.claimed.isdisjoint(choice)), None)

    def choices(self, observation: Observation) -> list[list[int]]:
        """The numbers that an observation may claim: in a fraction the one that is its value, else all in its token."""
        choices = []
        for inside in self.occurrences(re.escape(observation.as_written)):
            own = [n for n in inside if _reads_as(self.tokens[n][0], observation)] if len(inside) > 1 else []
            choices += [[n] for n in own] or [inside]
        return choices


def compare(
    observations: Sequence[Observation], document: str, no_figures: Sequence[NoFigures], text: str
) -> Transcription:
    """Compare a document's text with the observations that name it as their source.

    Parameters
    ----------
    observations
        All figures of the period, places completed with their document; those of other documents are left aside.
    document
        Identity of the document in ``source.yml``.
    no_figures
        What in the document is no figure.
    text
        The document; lines end at line feeds only, as ``cat -n`` counts them.

    Returns
    -------
    Transcription
        ``left`` in reading order, ``wrong`` in the order of the observations, ``idle`` in the order of its places.
    """
    lines = [_Line(line) for line in text.split("\n")]
    own = [observation for observation in observations if observation.place.document == document]
    failed = {id(observation) for observation in _claim_figures(own, lines)}
    _claim_dates(own, lines)
    idle = sorted(_claim_no_figures(no_figures, lines), key=lambda item: _natural(item.place, item.token))
    return Transcription(
        numbers=sum(len(line.tokens) for line in lines),
        left=tuple(
            Left(number, token.start() + 1, token[0], line.around(token))
            for number, line in enumerate(lines, start=1)
            for n, token in enumerate(line.tokens)
            if n not in line.claimed
        ),
        wrong=tuple(_wrong(observation, own, lines) for observation in own if id(observation) in failed),
        idle=tuple(idle),
    )


def _claim_figures(own: Sequence[Observation], lines: Sequence[_Line]) -> list[Observation]:
    """Let each observation claim its numbers, those with the fewest choices first; return those without any."""
    waiting = []
    failed = []
    for observation in own:
        line = _line(observation.place, lines)
        if line is not None and (choices := line.choices(observation)):
            waiting.append((len(choices), line, choices, observation))
        else:
            failed.append(observation)
    for _, line, choices, observation in sorted(waiting, key=lambda item: item[0]):
        numbers = line.free(choices)
        if numbers is None:
            failed.append(observation)
        else:
            line.claimed.update(numbers)
    return failed


def _claim_dates(own: Sequence[Observation], lines: Sequence[_Line]) -> None:
    """Claim the cut-off dates on the lines of the observations that have one; several may share a date."""
    for observation in own:
        line, date = _line(observation.place, lines), observation.as_of
        if line is not None and date is not None:
            stroke, month = r"(?: ?[/.-] ?| tháng )", r"(?: ?[/.-] ?| năm )"
            for inside in line.occurrences(rf"\b0?{date.day}{stroke}0?{date.month}{month}{date.year}\b"):
                line.claimed.update(inside)


def _claim_no_figures(no_figures: Sequence[NoFigures], lines: Sequence[_Line]) -> list[Idle]:
    """Claim what is listed as no figure, each token as often as it is listed; return those that matched nothing."""
    listed = [(place, token) for entry in no_figures for place, tokens in entry.tokens.items() for token in tokens]
    idle = []
    for place, token in sorted(listed, key=lambda item: -len(item[1])):
        line = _line(SourcePlace(place), lines)
        choices = line.occurrences(re.escape(token)) if line is not None and token else []
        numbers = line.free(choices) if line is not None else None
        if line is not None and numbers:
            line.claimed.update(numbers)
            continue
        seen = f"'{token}' does not stand there."
        if line is None:
            seen = f"The document has no place '{place}'; it has lines L1 to L{len(lines)}."
        elif any(choices):
            seen = f"'{token}' is a figure there, or is listed more often than it stands."
        idle.append(Idle(place, token, seen, "Take it out of 'no_figures', or correct its place."))
    return idle


def _wrong(observation: Observation, own: Sequence[Observation], lines: Sequence[_Line]) -> Wrong:
    place, written = observation.place.within, observation.as_written
    line = _line(observation.place, lines)
    if line is None:
        seen = f"The document has no place '{place}'; it has lines L1 to L{len(lines)}."
    elif choices := line.choices(observation):
        rivals = sum(rival.source == observation.source and line.choices(rival) == choices for rival in own)
        times = "once" if len(choices) == 1 else f"{len(choices)} times"
        seen = f"'{written}' can be claimed {times} on {place}, and {rivals} observations claim it."
    else:
        seen = f"'{written}' does not stand on {place}."
    return Wrong(observation.figure, written, seen, _remedy(observation, lines))


def _remedy(observation: Observation, lines: Sequence[_Line]) -> str:
    """Name the nearest other line with the figure's token, preferring one where it is unclaimed."""
    own_number = observation.place.line or 0
    standing = []
    for number in range(max(1, own_number - NEARBY), min(len(lines), own_number + NEARBY) + 1) if own_number else ():
        choices = lines[number - 1].choices(observation)
        if choices and number != own_number:
            standing.append((lines[number - 1].free(choices) is None, abs(number - own_number), number))
    if standing:
        return f"It stands on L{min(standing)[2]}: correct the source."
    return "Correct its source or its token, or take the row out."


def _line(place: SourcePlace, lines: Sequence[_Line]) -> _Line | None:
    number = place.line or 0
    return lines[number - 1] if 0 < number <= len(lines) else None


def _reads_as(token: str, observation: Observation) -> bool:
    try:
        return read_vietnamese(token) == abs(observation.value)
    except NumberTextError:
        return False


def _natural(place: str, token: str) -> tuple[int, str, str]:
    return (SourcePlace(place).line or 0, place, token)
