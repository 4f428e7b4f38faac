"""What an earlier run of the same edition left: a report that may still be right, and what its sections took."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kimtan.report.recipe import Recipe
from kimtan.run.manifest import MANIFEST, RUN


def headline(target: Path, recipe: Recipe) -> tuple[str, ...] | None:
    """The headline of the published report, where the recipe is the same and nobody changed what it made; else None.

    Parameters
    ----------
    target
        Its folder.
    recipe
        What the report would be made of now.
    """
    try:
        known = json.loads((target / MANIFEST).read_bytes())
        words = tuple(json.loads((target / RUN).read_bytes())["headline"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return words if words and known == recipe.described(target) else None


def in_evidence_only(target: Path) -> tuple[str, ...]:
    """The figures that no chapter of the published report shows, as its run recorded them."""
    try:
        return tuple(json.loads((target / RUN).read_bytes())["in_evidence_only"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def options(target: Path) -> tuple[tuple[str, ...], bool] | None:
    """The formats of the published report, and whether its Word document is clean; None where nothing says so."""
    try:
        known = json.loads((target / MANIFEST).read_bytes())["options"]
        return tuple(known["formats"]), not known["comments"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def seconds(target: Path) -> Mapping[str, float]:
    """What each section took in the last run, by name; nothing where there was none."""
    try:
        record = json.loads((target / RUN).read_bytes())
        return {str(name): float(took) for name, took in record["sections"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}
