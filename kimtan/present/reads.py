"""What a section reads of a period, recorded while it runs: what its cached result depends on, and nothing else.

A dataset and its facts are watched: every figure, name, statement, mark and computed value that is asked for is noted
with a hash of the answer, and so is that something is not there. Asked again of other data, the same questions with the
same answers mean the same section. Nobody declares anything by hand.

What is asked inside of an answer is not noted: the completion of one indicator depends on that value, not on the frame
that it stands in.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

from kimtan.data.dataset import Dataset
from kimtan.errors import KimtanError
from kimtan.present import outside, outside_watch
from kimtan.present.facts import Facts

RECORD = "KIMTAN_READS"
"""Environment variable of a kernel: the file that its reads go to; the run sets it (:mod:`kimtan.run.kernels`)."""

_PARAMETERS = frozenset({"config", "period", "workspace", "language", "name"})
"""What follows from the four parameters, which a result depends on anyway."""

_ASKED: Mapping[str, frozenset[str]] = {
    "facts": frozenset({"value", "status", "range", "reading", "amount", "computed"}),
    "dataset": frozenset({"statements", "section", "parts", "ratios", "quote", "in_words", "named_list", "earlier"}),
}
"""Methods whose answers are noted as they are; calls made by any other method are noted one by one."""

_THROUGH: Mapping[str, frozenset[str]] = {
    "facts": frozenset(name for name in dir(Facts) if callable(getattr(Facts, name))) - _ASKED["facts"],
    "dataset": frozenset({"amount", "same", "is_of_the_year"}),
}
"""Methods that only ask others. What is in neither list is asked for as a whole."""

_T = TypeVar("_T")

Question = tuple[str, ...]
"""Whom is asked, how, and what: ``("dataset", "call", "statements", '[["rice.output", "plan"], {}]')``."""


class _Thread(threading.local):
    """How many answers, nested, this thread is computing; what another thread asks meanwhile is no part of them."""

    depth = 0

    def __enter__(self) -> None:
        self.depth += 1

    def __exit__(self, *_: object) -> None:
        self.depth -= 1


class Reads:
    """The questions that were asked, with hashes of their answers."""

    def __init__(self) -> None:
        self.answers: dict[Question, str] = {}
        self.thread = _Thread()

    @property
    def is_noting(self) -> bool:
        """Whether a question asked now comes from the section itself."""
        return not self.thread.depth

    def inside(self) -> AbstractContextManager[None]:
        """Where an answer is made, and nothing is noted."""
        return self.thread

    def note(self, question: Question, answer: Any) -> None:
        """Note a question and its answer, which is the same each time: nothing that is read changes meanwhile."""
        if self.is_noting and question not in self.answers:
            with self.inside():
                self.answers[question] = _digest(answer)

    def watch(self, facts: Facts) -> Facts:
        """The same facts, with everything that is asked of them noted."""
        return _watched(_WatchedFacts, facts, self, "facts", dataset=self._dataset(facts.dataset, "dataset"))

    def _dataset(self, dataset: Dataset, asked: str) -> Dataset:
        whole = dataset.unabridged
        inner = None if whole is None else self._dataset(whole, "complete")
        return _watched(_WatchedDataset, dataset, self, asked, unabridged=inner)

    def write(self, path: Path) -> None:
        """Write all questions with their answers as JSON."""
        path.write_text(json.dumps([[*question, answer] for question, answer in self.answers.items()]), "utf-8")


def read(path: Path) -> dict[Question, str] | None:
    """Read what :meth:`Reads.write` wrote; None where it wrote nothing."""
    try:
        return {tuple(question): answer for *question, answer in json.loads(path.read_text("utf-8"))}
    except (OSError, ValueError):
        return None


def can_be_kept(answers: Mapping[Question, str]) -> bool:
    """Whether all that was asked can be asked again."""
    return not any(how == outside.OUTSIDE for _, how, *_ in answers)


def is_unchanged(facts: Facts, answers: Mapping[Question, str], known: dict[Question, str] | None = None) -> bool:
    """Whether all questions have the same answers still; those that were asked of the same facts before are known."""
    known = {} if known is None else known
    for question, answer in answers.items():
        if question not in known:
            known[question] = _digest_of(facts, question)
        if known[question] != answer:
            return False
    return True


_of_kernel: list[Reads] = []
"""What this process notes, if it is a kernel whose reads are to be recorded."""


def load_ipython_extension(shell: Any) -> None:
    """Have a kernel whose reads are to be recorded watched from its beginning.

    Modules in its folder come last, so that a file there that is named like one of a library takes its place nowhere.
    What was read is written after each cell, since a kernel may end at any time.
    """
    sys.path[:] = [*(folder for folder in sys.path if folder), ""]
    file = os.environ.get(RECORD)
    if not file:
        return
    reads = Reads()
    note_modules = outside_watch.watch(reads, Path.cwd())
    _of_kernel.append(reads)

    def write(*_: Any) -> None:
        with reads.inside():
            note_modules()
            reads.write(Path(file))

    shell.events.register("post_run_cell", write)


@contextmanager
def unnoticed() -> Iterator[None]:
    """Where a section is opened: what is read for that is noted when it is asked of the facts."""
    with _of_kernel[0].inside() if _of_kernel else nullcontext():
        yield


def recorded(facts: Facts) -> Facts:
    """Facts watched in a kernel whose reads are to be recorded; else the facts as they are."""
    if not _of_kernel:
        return facts
    return _of_kernel[0].watch(facts)


def _ask(facts: Facts, question: Question) -> Any:
    whom, how, name, *what = question
    asked: Any = {"facts": facts, "dataset": facts.dataset, "complete": facts.dataset.complete}[whom]
    match how:
        case "call":
            arguments, named = json.loads(what[0])
            return getattr(asked, name)(*arguments, **named)
        case "item":
            return getattr(asked, name).get(what[0])
        case "keys":
            return list(getattr(asked, name))
    return getattr(asked, name)


def _digest_of(facts: Facts, question: Question) -> str:
    if outside.is_outside(question):
        return outside.answer(question)
    try:
        return _digest(_ask(facts, question))
    except KimtanError as error:
        return _digest(error)


def _digest(answer: Any) -> str:
    """A short hash of an answer; the representation of a model or data class includes all of its content."""
    pandas = sys.modules.get("pandas")
    if isinstance(answer, set | frozenset):
        answer = sorted(answer)
    elif isinstance(answer, Mapping) and not isinstance(answer, dict):
        answer = dict(answer)
    elif pandas is not None and isinstance(answer, pandas.DataFrame):
        answer = f"{list(answer.dtypes)}{answer.to_csv()}"
    elif isinstance(answer, Dataset):
        whole, fields = answer.complete, dataclasses.fields(answer)
        answer = [getattr(whole, part.name) for part in fields if part.name not in _PARAMETERS]
    return hashlib.sha256(repr(answer).encode()).hexdigest()[:20]


# --- what is watched ------------------------------------------------------------------------------------------------


def _watched(kind: type[_T], original: Any, reads: Reads, asked: str, **instead: Any) -> _T:
    own = {part.name: getattr(original, part.name) for part in dataclasses.fields(original)}
    made = kind(**own | instead)
    made.__dict__.update({name: value for name, value in original.__dict__.items() if name not in own})  # is computed
    made.__dict__.update(_reads=reads, _asked=asked, _original=original)
    return made


class _Watched:
    """Notes what is asked of an object."""

    def __getattribute__(self, name: str, plain: Callable[[Any, str], Any] = object.__getattribute__) -> Any:
        if name[0] == "_" or name in _PARAMETERS:  # this is asked a hundred thousand times by a section
            return plain(self, name)
        known = plain(self, "__dict__")
        reads: Reads | None = known.get("_reads")
        if reads is None or reads.thread.depth:
            return plain(self, name)
        asked: str = known["_asked"]
        with reads.inside():
            value = plain(self, name)
        if isinstance(value, _Watched):
            return value
        kind = "facts" if asked == "facts" else "dataset"
        if callable(value):
            if name in _THROUGH[kind]:
                return value
            if name in _ASKED[kind]:  # of what is not watched: what is asked inside of an answer is not noted anyway
                return _noting(getattr(known["_original"], name), reads, asked, name)
            reads.note((asked, "attribute", "complete"), self)  # whatever it gives, it gives of all of this
            return value
        if isinstance(value, Mapping):
            return _WatchedMapping(value, reads, (asked, name))
        reads.note((asked, "attribute", name), value)
        return value


class _WatchedDataset(_Watched, Dataset):
    pass


class _WatchedFacts(_Watched, Facts):
    pass


class _WatchedMapping(Mapping[str, Any]):
    def __init__(self, mapping: Mapping[str, Any], reads: Reads, asked: Sequence[str]) -> None:
        self._mapping, self._reads, self._asked = mapping, reads, asked

    def __getitem__(self, key: str) -> Any:
        whom, name = self._asked
        self._reads.note((whom, "item", name, key), self._mapping.get(key))
        return self._mapping[key]

    def __iter__(self) -> Iterator[str]:
        whom, name = self._asked
        self._reads.note((whom, "keys", name), list(self._mapping))
        return iter(self._mapping)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _noting(method: Callable[..., Any], reads: Reads, asked: str, name: str) -> Callable[..., Any]:
    def ask(*arguments: Any, **named: Any) -> Any:
        question = (asked, "call", name, json.dumps([arguments, named]))
        try:
            with reads.inside():
                answer = method(*arguments, **named)
        except KimtanError as error:
            reads.note(question, error)
            raise
        reads.note(question, answer)
        return answer

    return ask
