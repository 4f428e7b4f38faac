"""Accepted candidates put into a period's data, with the indicators, units and sections that they need."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kimtan.data import datapackage
from kimtan.data import dataset as datasets
from kimtan.data.changing import all_or_nothing, only_writer
from kimtan.data.dataset import Dataset
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.data.record_tables import extended
from kimtan.data.sections import NamedTerm, ReportSection
from kimtan.data.snapshot import Snapshot
from kimtan.data.units import Unit
from kimtan.errors import InputError, Problem
from kimtan.extract.candidates import Candidate
from kimtan.extract.naming import slug
from kimtan.extract.proposals import observations, proposals
from kimtan.forms.amending import with_documents
from kimtan.reading.records import Record
from kimtan.writing import write_whole, writing


@dataclass(frozen=True)
class Accepted:
    """What was written.

    Parameters
    ----------
    figures
        Rows of observations.csv.
    indicators, units, sections
        How many of each are new in the workspace's dictionary.
    without_whole
        New indicators whose whole was not accepted: they stand alone.
    """

    figures: int
    indicators: int
    units: int
    sections: int
    without_whole: tuple[str, ...] = ()


def accept(dataset: Dataset, accepted: Sequence[Candidate], source: Path, title: str) -> Accepted:
    """Write accepted candidates into a period: all files of the change appear, or none does.

    Parameters
    ----------
    dataset
        The period.
    source
        The report, or the file of candidates, that becomes a document of source.yml.
    title
        What it is called there.

    Raises
    ------
    InputError
        When a candidate cannot be taken, or a figure is stated in the same place already.
    OutputError
        When a file cannot be written.
    """
    workspace, period = dataset.workspace, str(dataset.period)
    with writing(workspace.shown(workspace.period_dir(period))), only_writer(workspace):
        snapshot = Snapshot.of((workspace, workspace.params_file(period)))
        now = datasets.load(workspace, workspace.params_file(period))
        try:
            needed = proposals(accepted, now)
            document = _document(now, source)
            rows = list(observations(accepted, document))
        except ValidationError as error:
            raise InputError(_refused(error, source)) from error
        dictionary: dict[str, tuple[type[Record], Sequence[Record]]] = {
            "units.csv": (Unit, needed.units),
            "sections.csv": (ReportSection, needed.sections),
            "indicators.csv": (Indicator, needed.indicators),
            "terms.csv": (NamedTerm, needed.terms),
        }
        texts = {
            (path := workspace.root / "data" / name): extended(path, model, records)
            for name, (model, records) in dictionary.items()
            if records
        }
        table, sources = workspace.observations_file(period), workspace.source_file(period)
        texts[table] = extended(table, Observation, rows)
        described = {
            "title": title,
            "issuer": now.config.settings.authority,
            "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        }
        texts[sources] = with_documents(sources.read_text(encoding="utf-8"), {document: described})
        snapshot.confirm()  # of what somebody saved in an editor meanwhile, nothing would be left
        with all_or_nothing(workspace, [*texts, workspace.datapackage_file]):
            for path, text in texts.items():
                write_whole(path, text.encode())
            datapackage.write(workspace, now.config.settings.unit)
            datasets.load(workspace, workspace.params_file(period))
    return Accepted(len(rows), len(needed.indicators), len(needed.units), len(needed.sections), needed.without_whole)


def _document(dataset: Dataset, source: Path) -> str:
    """An identity for the document that no other of the period has."""
    base = slug(source.stem) or "report"
    name, number = base, 2
    while name in dataset.sources.documents:
        name, number = f"{base}_{number}", number + 1
    return name


def _refused(error: ValidationError, source: Path) -> Problem:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    seen = f"An accepted row cannot be taken: {where}: {first['msg']}"
    return Problem(source.name, seen, "Correct the cell, or do not accept the row.", "candidates.row")
