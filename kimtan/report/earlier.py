"""What an earlier run of the same edition left: a report that may still be right, and what its sections took."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kimtan.run.manifest import MANIFEST, RUN


def headline(
    target: Path, formats: Sequence[str], described_in: Callable[[Path], Mapping[str, Any]]
) -> tuple[str, ...] | None:
    """The headline of the published report, where all that went into it and came out of it is as it was; else None.

    Parameters
    ----------
    target
        Its folder.
    formats
        Those that are wanted: no more and no fewer must be there.
    described_in
        Gives the manifest that a folder would have now.
    """
    try:
        known = json.loads((target / MANIFEST).read_bytes())
        told = tuple(json.loads((target / RUN).read_bytes())["headline"])
        there = {name for name in known["outputs"] if name.startswith("report.")}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    is_wanted = there == {"report.ipynb", *(f"report.{name}" for name in formats)}
    return told if told and is_wanted and known == described_in(target) else None


def seconds(target: Path) -> Mapping[str, float]:
    """What each section took in the last run, by name; nothing where there was none."""
    try:
        record = json.loads((target / RUN).read_bytes())
        return {str(name): float(took) for name, took in record["sections"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}
