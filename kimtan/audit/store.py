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
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from kimtan.audit.audit import audit, comparable_periods
from kimtan.audit.findings import Finding
from kimtan.data.dataset import Dataset
from kimtan.writing import discard, read_sealed, write_sealed


def findings(dataset: Dataset) -> tuple[Finding, ...]:
    """The findings of a period in its edition: read from the store, else made now and stored where that is allowed."""
    path = _path(dataset)
    content = read_sealed(path)
    if content is not None:
        try:
            return _adapter().validate_json(content)
        except ValidationError:
            discard(path)
    made = audit(dataset)
    with suppress(OSError):  # a read-only folder costs time, but must not stop the report
        _store(path, _adapter().dump_json(made))
    return made


def fingerprint(dataset: Dataset) -> str:
    """A hash of everything that the findings of a period rest on."""
    settings = dataset.config.settings
    basis: dict[str, Any] = {
        "period": str(dataset.period),
        "unit": settings.unit,
        "rounding": settings.rounding,
        "as_of": settings.as_of,
        "indicators": [
            {**definition.model_dump(), "is_shown": name in dataset.indicators}
            for name, definition in dataset.complete.indicators.items()
        ],
        "units": [unit.model_dump() for unit in dataset.units.values()],
        "observations": [row.model_dump() for row in dataset.observations],
        "earlier": {
            str(past.period): [row.model_dump() for row in past.observations] for past in comparable_periods(dataset)
        },
        "lists": [named.model_dump() for named in dataset.texts.lists],
        "decisions": dataset.decisions.model_dump(),
        "rules": dataset.rulebook,
        "broken": dataset.broken,
        "code": _code(),
    }
    text = json.dumps(to_jsonable_python(basis, fallback=repr), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _path(dataset: Dataset) -> Path:
    name = f"{dataset.period}-{dataset.config.audience}-{fingerprint(dataset)[:24]}.json"
    return dataset.workspace.findings_dir / name


def _store(path: Path, content: bytes) -> None:
    """Write a file, and delete what was stored for the same edition before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_sealed(path, content)
    edition = "-".join(path.name.split("-")[:-1])
    for old in path.parent.glob(f"{edition}-*.json"):
        if old != path:
            old.unlink(missing_ok=True)


@cache
def _adapter() -> TypeAdapter[tuple[Finding, ...]]:
    return TypeAdapter(tuple[Finding, ...])


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
