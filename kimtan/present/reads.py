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
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

from kimtan.data.dataset import Dataset
from kimtan.errors import KimtanError
from kimtan.present.facts import Facts

RECORD = "KIMTAN_READS"
"""Environment variable of a kernel: the file that its reads go to; the run sets it (:mod:`kimtan.run.kernels`)."""

_PARAMETERS = frozenset({"config", "period", "workspace", "language", "name"})
"""What follows from the four parameters, which a result depends on anyway."""

_ASKED: Mapping[str, frozenset[str]] = {
    "facts": frozenset({"value", "status", "range", "reading", "amount"}),
    "dataset": frozenset({"statements", "section", "parts", "quote", "in_words", "named_list", "earlier"}),
}
"""Methods whose answers are noted as they are; calls made by any other method are noted one by one."""

_THROUGH: Mapping[str, frozenset[str]] = {
    "facts": frozenset(name for name in dir(Facts) if callable(getattr(Facts, name))) - _ASKED["facts"],
    "dataset": frozenset({"amount", "same"}),
}
"""Methods that only ask others. What is in neither list is asked for as a whole."""

_T = TypeVar("_T")

Question = tuple[str, ...]
"""Whom is asked, how, and what: ``("dataset", "call", "statements", '[["rice.output", "plan"], {}]')``."""


class Reads:
    """The questions that were asked, with hashes of their answers."""

    def __init__(self) -> None:
        self.answers: dict[Question, str] = {}
        self._is_inside = False

    @property
    def is_noting(self) -> bool:
        """Whether a question asked now comes from the section itself."""
        return not self._is_inside

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Where an answer is made, and nothing is noted."""
        before, self._is_inside = self._is_inside, True
        try:
            yield
        finally:
            self._is_inside = before

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
    """Read what :meth:`Reads.write` wrote; None where it wrote nothing, or what cannot be asked again."""
    try:
        answers = {tuple(question): answer for *question, answer in json.loads(path.read_text("utf-8"))}
    except (OSError, ValueError):
        return None
    return None if any(how == "outside" for _, how, *_ in answers) else answers


def is_unchanged(facts: Facts, answers: Mapping[Question, str]) -> bool:
    """Whether all questions have the same answers still."""
    return all(_digest_of(facts, question) == answer for question, answer in answers.items())


def recorded(facts: Facts) -> Facts:
    """Facts watched for a kernel whose reads are to be recorded; else the facts as they are.

    What was read is written after each cell, since a kernel may end at any time.
    """
    file = os.environ.get(RECORD)
    if not file:
        return facts
    from IPython import get_ipython

    shell, reads = get_ipython(), Reads()
    sys.addaudithook(_guard(reads, facts.dataset.workspace.root))
    if shell is not None:
        shell.events.register("post_run_cell", lambda *_: reads.write(Path(file)))
    return reads.watch(facts)


_LISTING = frozenset({"os.listdir", "os.scandir"})
_OUTSIDE = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"}) | _LISTING
"""Events after which nobody can say what a section rests on: its result is not kept."""


def _guard(reads: Reads, root: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """Notes files that a section opens by itself, past the dataset, and that it asks something beyond this process."""
    home = Path.home()
    folders = [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[1], Path(tempfile.gettempdir())]
    folders += [Path(f"/{name}") for name in ("dev", "etc", "proc", "sys", "usr")]
    folders += [home / name for name in (".cache", ".config", ".ipython", ".jupyter", ".local")]
    known = {str(folder.resolve()) for folder in folders}
    own = str(root.resolve())

    def is_own(path: str) -> bool:
        """Whether it is no part of Python, of the system or of their settings; what is nested deepest decides."""
        above = [folder for folder in (own, *known) if path == folder or path.startswith(folder + os.sep)]
        return max(above, key=len, default=own) == own

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if not reads.is_noting:
            return
        if event == "open" and isinstance(arguments[0], str | bytes):
            path, mode, flags = arguments
            with reads.inside():
                is_read = not set(mode or "") & set("wax+") and not (flags or 0) & (os.O_WRONLY | os.O_RDWR)
                resolved = str(Path(os.fsdecode(path)).resolve())
                is_noted = is_read and is_own(resolved)
            if is_noted:
                reads.note(("file", "content", resolved), _content(resolved, reads))
        elif event in _OUTSIDE:
            with reads.inside():
                listed = arguments[0] if event in _LISTING and arguments else None
                is_known = event in _LISTING and not is_own(str(Path(os.fsdecode(listed or ".")).resolve()))
            if not is_known:
                reads.note(("process", "outside", event), "")

    return guard


def _content(path: str, reads: Reads | None = None) -> str:
    """A hash of a file's content, or that there is none."""
    with reads.inside() if reads else nullcontext():
        try:
            return hashlib.sha256(Path(path).read_bytes()).hexdigest()
        except OSError:
            return "missing"


def _ask(facts: Facts, question: Question) -> Any:
    if question[0] == "file":
        return _content(question[2])
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
    made.__dict__["_reads"], made.__dict__["_asked"] = reads, asked
    return made


class _Watched:
    """Notes what is asked of an object."""

    def __getattribute__(self, name: str) -> Any:
        known = super().__getattribute__("__dict__")
        reads: Reads | None = known.get("_reads")
        if reads is None or name.startswith("_") or name in _PARAMETERS or not reads.is_noting:
            return super().__getattribute__(name)
        asked: str = known["_asked"]
        with reads.inside():
            value = super().__getattribute__(name)
        if isinstance(value, _Watched):
            return value
        kind = "facts" if asked == "facts" else "dataset"
        if callable(value):
            if name in _THROUGH[kind]:
                return value
            if name in _ASKED[kind]:
                return _noting(value, reads, asked, name)
            reads.note((asked, "attribute", "complete"), self)  # whatever it gives, it gives of all of this
            return value
        if isinstance(value, Mapping):
            return _WatchedMapping(value, reads, (asked, name))
        reads.note((asked, "attribute", name), value)
        return value


class _WatchedDataset(_Watched, Dataset):
    @property
    def complete(self) -> Dataset:
        return self.unabridged or self


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
