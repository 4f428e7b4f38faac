"""The tables that lie beside a report, as CSV, and its headline: what a run makes of the facts without a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kimtan.spreadsheets import harmless


def write_tables(root: Path, parameters: Mapping[str, Any], folder: Path) -> tuple[str, ...]:
    """Write the tables of an edition, and give its headline: the result in a few sentences.

    Parameters
    ----------
    root
        The workspace.
    parameters
        The edition, by a notebook's four parameters.
    folder
        Where they go; it is made. A byte order mark tells Excel that there are Vietnamese letters in them.
    """
    from kimtan.present import digest, ready

    facts = ready.of_edition(root, parameters)
    folder.mkdir(exist_ok=True)
    for name, frame in digest.tables(facts).items():
        frame.map(lambda cell: harmless(cell) if isinstance(cell, str) else cell).to_csv(
            folder / f"{name}.csv", encoding="utf-8-sig", lineterminator="\n", index=frame.index.name is not None
        )
    return digest.headline(facts)
