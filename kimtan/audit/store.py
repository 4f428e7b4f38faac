"""Findings stored beside the outputs, so that each section reads them instead of running the audit again.

They are stored under a hash of everything they rest on: figures, dictionary, rules, lists, decisions, settings, the
code that makes them and the solver. A stored result therefore never goes out of date.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from kimtan.audit.findings import Finding
from kimtan.data.dataset import Dataset
from kimtan.data.territory import comparable_periods
from kimtan.writing import discard, read_sealed, write_sealed

if TYPE_CHECKING:
    from kimtan.audit.solved import Parts, Traced


class _Stored(NamedTuple):
    """What a file holds: the findings, and the parts that were solved for them, by which code."""

    findings: tuple[Finding, ...]
    solved: dict[str, Any]
    code: str


def findings(dataset: Dataset) -> tuple[Finding, ...]:
    """The findings of a period in its edition: read from the store, else made now and stored where that is allowed.

    Of figures that were audited before, only those parts are solved again that hold one which changed.
    """
    path = _path(dataset)
    known = _read(path)
    if known is not None:
        return known.findings
    from kimtan.audit.audit import audit  # not needed where findings are stored
    from kimtan.audit.solved import Solved

    solved = Solved(_solved_before(path))
    made = audit(dataset, solved)
    with suppress(OSError):  # a read-only folder costs time, but must not stop the report
        parts = _parts().dump_python(solved.needed, mode="json")
        _store(path, _adapter().dump_json(_Stored(made, parts, _code())))
    return made


def _read(path: Path) -> _Stored | None:
    content = read_sealed(path)
    if content is None:
        return None
    try:
        return _adapter().validate_json(content)
    except ValidationError:
        discard(path)
        return None


def _solved_before(path: Path) -> Parts:
    """The parts of what is stored of the same edition, where the same code solved them."""
    stored = [known for old in _of_edition(path) if (known := _read(old)) is not None and known.code == _code()]
    with suppress(ValidationError):  # without them all is solved anew
        return {name: part for known in stored for name, part in _parts().validate_python(known.solved).items()}
    return {}


def fingerprint(dataset: Dataset) -> str:
    """A hash of everything that the findings of a period rest on."""
    basis: dict[str, Any] = {
        "period": str(dataset.period),
        "unit": dataset.config.settings.unit,
        "indicators": [
            {**definition.model_dump(), "is_shown": name in dataset.indicators}
            for name, definition in dataset.complete.indicators.items()
        ],
        "units": [unit.model_dump() for unit in dataset.units.values()],
        **_stated(dataset),
        "earlier": {str(past.period): _stated(past) for past in comparable_periods(dataset)},
        "decisions": dataset.decisions.model_dump(),
        "rules": dataset.rulebook,
        "code": _code(),
    }
    text = json.dumps(to_jsonable_python(basis, fallback=repr), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _stated(dataset: Dataset) -> dict[str, Any]:
    """What a period states, and how it is read, be it the one that is audited or one that it is confronted with."""
    settings = dataset.config.settings
    return {
        "dictionary": settings.dictionary,
        "rounding": settings.rounding,
        "as_of": settings.as_of,
        "plan_basis": settings.plan_basis,
        "observations": [row.model_dump() for row in dataset.observations],
        "lists": [named.model_dump() for named in dataset.texts.lists],
        "broken": dataset.broken,
    }


def _path(dataset: Dataset) -> Path:
    name = f"{dataset.period}-{dataset.config.audience}-{fingerprint(dataset)[:24]}.json"
    return dataset.workspace.findings_dir / name


def _store(path: Path, content: bytes) -> None:
    """Write a file, and delete what was stored for the same edition before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_sealed(path, content)
    for old in _of_edition(path):
        if old != path:
            old.unlink(missing_ok=True)


def _of_edition(path: Path) -> list[Path]:
    """What is stored of the edition that a file is of."""
    edition = "-".join(path.name.split("-")[:-1])
    return sorted(path.parent.glob(f"{edition}-*.json"))


@cache
def _adapter() -> TypeAdapter[_Stored]:
    return TypeAdapter(_Stored)


@cache
def _parts() -> TypeAdapter[dict[str, tuple[Traced, ...]]]:
    """How parts are read, only where something is to be solved."""
    from kimtan.audit.solved import Traced

    return TypeAdapter(dict[str, tuple[Traced, ...]])


@cache
def _code() -> str:
    """A hash of the code that makes findings, and of the solver's version."""
    digest = hashlib.sha256(version("z3-solver").encode())
    for path in code_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def code_files() -> list[Path]:
    """The code that findings depend on: that of the audit, of the data that it reads, and what both are built on."""
    folder = Path(__file__).parent
    return sorted([*folder.rglob("*.py"), *(folder.parent / "data").rglob("*.py"), *folder.parent.glob("*.py")])
