"""The first period of an office that has nothing: all files of a workspace, valid as they are, with what each is for.

Level and kind of the unit give the customary wording of its authority; what is not known is left to be filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kimtan.data.observations import Observation
from kimtan.errors import InputError, Problem
from kimtan.forms.new_files import refuse_existing, write_files
from kimtan.period import Period
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
    on_behalf: TM. ỦY BAN NHÂN DÂN
    title: CHỦ TỊCH
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
    authority = authority or f"Ủy ban nhân dân {unit}"
    title = f"Báo cáo tình hình kinh tế - xã hội, quốc phòng - an ninh {period.name('vi')}"
    parent = _quoted(above) if (above := _PARENTS[level]) else "null"
    quoted = {
        "period": name, "name": period.name("en"), "unit": _quoted(unit), "authority": _quoted(authority),
        "parent": parent, "place": _quoted(place or _place(unit)), "title": _quoted(title),
    }  # fmt: skip
    return Founding(
        workspace,
        period,
        unit,
        {
            workspace.params_file(name): _PARAMS.format(**quoted),
            workspace.observations_file(name): ",".join(Observation.model_fields) + "\n",
            workspace.source_file(name): _SOURCE.format(**quoted),
            workspace.text_file(name): _TEXT,
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


def _place(unit: str) -> str:
    """A unit without its kind: documents of *xã Kim Tân* are signed in *Kim Tân*.

    >>> _place("thành phố Thanh Hóa"), _place("xã Kim Tân")
    ('Thanh Hóa', 'Kim Tân')
    """
    words = unit.split()
    kinds = [word for word in words if word[:1].islower()]
    return " ".join(words[len(kinds) :]) or unit


def _quoted(text: str) -> str:
    """A text as YAML reads it whatever it holds: its double-quoted strings are JSON's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
