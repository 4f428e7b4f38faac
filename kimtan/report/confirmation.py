"""What has to be decided before a report can be signed: a refusal that lists it, and a slip that asks its owners."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kimtan.audit.store import findings
from kimtan.data.dataset import Dataset
from kimtan.errors import Problem

SLIP = "phieu-xac-nhan.docx"
"""The slip with a page for each owner of figures that cannot all be true."""


def undecided(dataset: Dataset) -> list[Problem]:
    """Every contradiction that nobody has decided about, as what keeps a report from being signed."""
    place = dataset.workspace.shown(dataset.workspace.decisions_file(str(dataset.period)))
    known = {finding.id for finding in findings(dataset)}
    return [
        Problem(
            place,
            f"Nobody has decided about {finding.id} ({finding.label.in_(dataset.config.language)}).",
            "Decide about it there, or correct one of its figures; without --final the report is a draft.",
            "report.undecided",
        )
        for finding in findings(dataset)
        if finding.is_contradiction and finding.form_of not in known
    ]


def write_slip(root: Path, parameters: Mapping[str, Any], folder: Path) -> bool:
    """Write the slip of an edition, where there is anything to confirm; say whether there is.

    Parameters
    ----------
    root
        The workspace.
    parameters
        The edition, by a notebook's four parameters.
    folder
        Where it goes. A public edition has none: what an owner is asked is not for the public.
    """
    from kimtan.present import ready
    from kimtan.report.word.owners import owned
    from kimtan.report.word.slip import pages

    if parameters["audience"] == "public":
        return False
    facts = ready.of_edition(root, parameters)
    asked = owned(facts)
    if asked:
        (folder / SLIP).write_bytes(pages(facts, asked))
    return bool(asked)
