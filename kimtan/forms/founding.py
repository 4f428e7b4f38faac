"""The first period of an office that has nothing: all files of a workspace, valid as they are, with what each is for.

Level and kind of the unit give the customary wording of its authority; what is not known is left to be filled in.
A department reports for itself: no People's Committee is named after it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kimtan.data.indicators import Indicator, Phrase
from kimtan.data.observations import Observation
from kimtan.data.rulebook import UNIT_KINDS
from kimtan.data.sections import NamedTerm, ReportSection
from kimtan.data.units import Unit
from kimtan.errors import InputError, Problem
from kimtan.forms.new_files import refuse_existing, write_files
from kimtan.period import Period
from kimtan.reading.records import Record
from kimtan.workspace import Workspace

Level = Literal["commune", "district", "province"]

_PARAMS = """\
# Config of the report on {name}, and at the same time the parameters of every notebook (papermill -f).
# Quote a text that YAML could take for a number ("06", "12:30").
period: {period}
language: vi  # vi or en
audience: internal  # internal or public

settings:
  # Must equal the unit of data/datapackage.json: nobody's parameters may meet somebody else's figures.
  unit: {unit}
  authority: {authority}
  parent_authority: {parent}  # the level above, as the head of the document names it
  place: {place}  # where the document is signed

  title: {title}
  document_number: null
  date: null
  as_of: null  # cut-off date of the figures; null is the period's end

  signatory:
    on_behalf: {on_behalf}  # null with a title: who signs for the office they head
    title: {head}
    name: null

  recipients: []

  rounding: nearest  # nearest or truncated: how the source rounds
  plan_basis: null  # which plan counts where two authorities assigned one
  dictionary: extend  # own rows in data/indicators.csv and so on add to those of kimtan; own: they stand alone
"""
_SOURCE = """\
# The documents that the figures of this period come from; 'source' in observations.csv names one and a place in it.
documents:
  report:
    title: {title}
    issuer: {authority}
    date: null
"""
_TEXT = """\
# What the report says in words; see docs/data.md. Figures enter a sentence as {indicator:measure}.
highlights: []
limitations: []
causes: []
tasks: []
solutions: []
"""
_DICTIONARY: Mapping[str, type[Record]] = {
    "indicators.csv": Indicator,
    "units.csv": Unit,
    "sections.csv": ReportSection,
    "terms.csv": NamedTerm,
    "phrases.csv": Phrase,
}
"""Tables of what an office adds to the data dictionary; each begins with its head alone."""

_RULES = """\
# What must hold among the office's own figures, beyond what is checked by itself; see docs/data.md.
rules: []
"""

_HEADS: Mapping[str, str | None] = {
    "sở": "GIÁM ĐỐC",
    "trung tâm": "GIÁM ĐỐC",
    "bệnh viện": "GIÁM ĐỐC",
    "phòng": "TRƯỞNG PHÒNG",
    "ban": "TRƯỞNG BAN",
    "cục": "CỤC TRƯỞNG",
    "chi cục": "CHI CỤC TRƯỞNG",
    "trường": "HIỆU TRƯỞNG",
    "văn phòng": "CHÁNH VĂN PHÒNG",
    "ủy ban": None,
    "ubnd": None,
    "công an": None,
    "hội": None,
    "đảng ủy": None,
}
"""What the names of offices begin with that are no territory, and who signs for them where that is always one."""

_TERRITORY = re.compile(rf"(?:.*\s)?((?:{'|'.join(UNIT_KINDS)})\s+(\S.*))", re.IGNORECASE)
"""A name that ends with that of a territory: its kind with its name, and its name."""

_PARENTS: Mapping[Level, str | None] = {
    "commune": "ỦY BAN NHÂN DÂN TỈNH ……",
    "district": "ỦY BAN NHÂN DÂN TỈNH ……",
    "province": None,
}


@dataclass(frozen=True)
class Founding:
    """What a workspace begins with; nothing is written yet.

    Parameters
    ----------
    workspace, period, unit
        Where, for which period, and whose it is.
    files
        The text of each new file, by its path.
    """

    workspace: Workspace
    period: Period
    unit: str
    files: Mapping[Path, str]

    def write(self) -> None:
        """Write all files, or none of them (:func:`~kimtan.forms.new_files.write_files`)."""
        write_files(self.workspace, self.period, self.files, self.unit)


def founded(root: Path, period: Period, unit: str, level: Level, authority: str = "", place: str = "") -> Founding:
    """What an office's first period begins with.

    Parameters
    ----------
    root
        The folder that becomes its workspace, or is one.
    unit
        As documents name it: ``xã Kim Tân``.
    level
        Of the unit; its kind is the first word or two of its name.
    authority, place
        Who reports, and where the document is signed; the customary words where they are not given.

    Raises
    ------
    InputError
        The period is there already, or the workspace is of another unit.
    """
    workspace, name = Workspace(root), str(period)
    refuse_existing(workspace, period)
    _check_unit(workspace, unit)
    office = _office(unit)
    authority = authority or (unit if office else f"Ủy ban nhân dân {unit}")
    subject = "kết quả công tác" if office else "tình hình kinh tế - xã hội, quốc phòng - an ninh"
    title = f"Báo cáo {subject} {period.name('vi')}"
    behalf, head = (None, _HEADS[office]) if office else ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    quoted = {
        "period": name, "name": period.name("en"), "unit": _quoted(unit), "authority": _quoted(authority),
        "parent": _quoted(_parent(unit, level)), "place": _quoted(place or _place(unit)), "title": _quoted(title),
        "on_behalf": _quoted(behalf), "head": _quoted(head),
    }  # fmt: skip
    data, is_new = workspace.data_dir, not workspace.periods()  # an own dictionary may do without some tables
    own = {file: ",".join(row.model_fields) + "\n" for file, row in _DICTIONARY.items()} | {"rules.yml": _RULES}
    return Founding(
        workspace,
        period,
        unit,
        {
            workspace.params_file(name): _PARAMS.format(**quoted),
            workspace.observations_file(name): ",".join(Observation.model_fields) + "\n",
            workspace.source_file(name): _SOURCE.format(**quoted),
            workspace.text_file(name): _TEXT,
            **{data / file: text for file, text in own.items() if is_new and not (data / file).exists()},
        },
    )


def _check_unit(workspace: Workspace, unit: str) -> None:
    file = workspace.datapackage_file
    if not file.exists():
        return
    try:
        known = json.loads(file.read_text(encoding="utf-8")).get("unit")
    except (ValueError, AttributeError, RecursionError):
        return  # loading the data says what is wrong with it
    if known != unit:
        seen = f"This workspace is that of '{known}'."
        remedy = f"Change into a folder for '{unit}', or name that unit."
        raise InputError(Problem("--unit", seen, remedy, "founding.unit"))


def _office(unit: str) -> str:
    """What the name of an office that is no territory begins with; empty where it is one.

    >>> _office("Sở Y tế tỉnh Trung Sơn"), _office("xã Kim Tân")
    ('sở', '')
    """
    return next((kind for kind in _HEADS if unit.casefold().startswith(f"{kind} ")), "")


def _parent(unit: str, level: Level) -> str | None:
    """Whom the unit answers to: a department to the committee of its territory, a territory to the level above it."""
    if not _office(unit):
        return _PARENTS[level]
    territory = _TERRITORY.fullmatch(unit)
    return f"ỦY BAN NHÂN DÂN {territory[1].upper() if territory else '……'}"


def _place(unit: str) -> str | None:
    """The name of a unit's territory: documents of *xã Kim Tân* are signed in *Kim Tân*.

    >>> _place("thành phố Thanh Hóa"), _place("Sở Y tế tỉnh Trung Sơn"), _place("Kim Tân"), _place("Sở Y tế")
    ('Thanh Hóa', 'Trung Sơn', 'Kim Tân', None)
    """
    if territory := _TERRITORY.fullmatch(unit):
        return territory[2]
    return None if _office(unit) else unit


def _quoted(text: str | None) -> str:
    """A text as YAML reads it whatever it holds: its double-quoted strings are JSON's; null where there is none."""
    return "null" if text is None else json.dumps(" ".join(text.split()), ensure_ascii=False)
