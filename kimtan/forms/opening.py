"""A new period opened from an earlier one: what is known already is carried over, and what is to be reported is blank.

Blank is not zero: of an actual that nobody has stated yet there is no row at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

from kimtan.audit.amounts import Range
from kimtan.audit.computed import over_corners
from kimtan.data.dataset import Dataset, load
from kimtan.data.formulas import Term
from kimtan.data.identities import Topic
from kimtan.data.implied_levels import level_by
from kimtan.data.observations import Observation
from kimtan.data.record_tables import table_text
from kimtan.errors import InputError, Problem
from kimtan.figures import Interval, Rounding, number_text
from kimtan.forms.amending import amended, with_documents
from kimtan.forms.new_files import refuse_existing, write_files
from kimtan.period import Period
from kimtan.workspace import Workspace

_OF_ONE_REPORT = frozenset({"document_number", "date", "as_of"})
"""Settings of the earlier report that the new one cannot have."""


@dataclass(frozen=True)
class Opening:
    """What a new period begins with; nothing is written yet.

    Parameters
    ----------
    workspace, period, origin
        Whose it is, the new period, and the one that it is opened from.
    files
        The text of each new file, by its path.
    plans, implied, last_year
        How many figures are carried over: plans as stated, plans that a percentage implies, and last year's.
    is_retitled
        Whether the title named the earlier period, and names the new one now.
    """

    workspace: Workspace
    period: Period
    origin: Period
    unit: str
    files: Mapping[Path, str]
    plans: int
    implied: int
    last_year: int
    is_retitled: bool

    def write(self) -> None:
        """Write all files, or none of them (:func:`~kimtan.forms.new_files.write_files`)."""
        write_files(self.workspace, self.period, self.files, self.unit)


def opened(workspace: Workspace, period: Period, origin: Period) -> Opening:
    """What a period begins with, out of an earlier one and of the same period of the year before.

    Raises
    ------
    InputError
        When something of the new period exists already, the earlier one is not before it, or its data has problems.
    """
    refuse_existing(workspace, period)
    if not origin < period:
        seen = f"{origin} is not before {period}."
        raise InputError(Problem("--from", seen, "Name an earlier period.", "opening.order"))
    earlier = load(workspace, workspace.params_file(str(origin)))
    year_before = _year_before(workspace, period, earlier)
    plans, implied = _plans(earlier) if origin.year == period.year else ([], [])
    last_year = _last_year(year_before) if year_before else []
    used = {str(dataset.period): dataset for dataset in (earlier, year_before) if dataset is not None}
    text, is_retitled = _params(workspace.params_file(str(origin)).read_text(encoding="utf-8"), period, origin)
    files = {
        workspace.params_file(str(period)): text,
        workspace.observations_file(str(period)): _table([*plans, *implied, *last_year], earlier),
        workspace.source_file(str(period)): _sources(used.values(), _own_document(text)),
        workspace.text_file(str(period)): "highlights: []\n",
    }
    unit = earlier.config.settings.unit
    return Opening(workspace, period, origin, unit, files, len(plans), len(implied), len(last_year), is_retitled)


def _year_before(workspace: Workspace, period: Period, earlier: Dataset) -> Dataset | None:
    """The same period of the year before, where the workspace has it; its problems are its own."""
    before = period.previous_year()
    if before == earlier.period:
        return earlier
    params = workspace.params_file(str(before))
    return load(workspace, params) if params.exists() else None


def _plans(earlier: Dataset) -> tuple[list[Observation], list[Observation]]:
    """The plans of the year: those that are stated, and those that an actual and its percentage imply."""
    whole = earlier.complete
    stated: dict[tuple[str, str | None], Observation] = {}
    implied: dict[tuple[str, str | None], Observation] = {}
    actuals = {(row.indicator, row.basis): row for row in reversed(whole.observations) if row.measure == "actual"}
    for row in whole.observations:
        if row.measure == "plan":
            stated.setdefault((row.indicator, row.basis), _carried(row, whole))
    for row in whole.observations:
        key = (row.indicator, row.basis)
        if row.measure == "pct_of_plan" and whole.is_of_the_year(row) and key not in stated and key not in implied:
            actual = actuals.get(key, actuals.get((row.indicator, None)))
            if actual is not None and (plan := _implied(actual, row, whole)) is not None:
                implied[key] = plan
    return list(stated.values()), list(implied.values())


def _carried(row: Observation, whole: Dataset, measure: str = "plan") -> Observation:
    """A statement of another period as one of this: with its place there, and what was decided of it."""
    vi, en = row.note_vi, row.note_en
    if row.figure in whole.corrections:
        stated = whole.corrections[row.figure].original.as_written
        vi = f"Số đã được xác định lại; kỳ {whole.period} ghi {stated}."
        en = f"As it was decided; {whole.period} states {stated}."
    written = number_text(row.value, "vi")
    update = {
        "measure": measure, "source": _place(row, whole), "note_vi": vi, "note_en": en, "as_written": written,
        "as_of": None, "status": "implied" if row.status == "implied" else "final",
    }  # fmt: skip
    return row.model_copy(update=update)


def _implied(actual: Observation, share: Observation, whole: Dataset) -> Observation | None:
    """The plan that an actual and its share of it imply: an interval that holds all that it can be."""
    indicator = whole.indicators[actual.indicator]
    rounding = whole.config.settings.rounding
    ends = {
        Topic(row.indicator, row.measure): Range.of(row.interval(indicator, whole.units[row.unit], rounding))
        for row in (actual, share)
    }
    done, percent = (Term(topic) for topic in ends)
    plan = over_corners(level_by(share.measure, done, percent), ends)
    if plan is None:
        return None
    value, precision = _rounded(plan.interval, rounding)
    equation_vi = f"{number_text(actual.value, 'vi')} = {number_text(share.value, 'vi')}%"
    equation_en = f"{number_text(actual.value, 'en')} = {number_text(share.value, 'en')}%"
    update = {
        "measure": "plan", "value": value, "precision": precision, "bound": None, "as_of": None, "status": "implied",
        "source": _place(share, whole), "as_written": number_text(value, "vi"), "basis": share.basis,
        "note_vi": f"Kế hoạch suy ra từ số thực hiện và tỷ lệ so với kế hoạch của kỳ {whole.period} ({equation_vi}).",
        "note_en": f"The plan that the actual and its share of it imply in {whole.period} ({equation_en}).",
    }  # fmt: skip
    return actual.model_copy(update=update)


def _rounded(ends: Interval, rounding: Rounding = "nearest") -> tuple[Decimal, Decimal]:
    """A value and a precision whose interval holds all of another one, with no more digits than that deserves.

    >>> _rounded(Interval(Decimal("907.0"), Decimal("909.2")))
    (Decimal('908.1'), Decimal('2.2'))
    """
    low, high = ends.low or Decimal(0), ends.high or Decimal(0)
    width = max(high - low, Decimal("1e-9"))
    step = Decimal(1).scaleb(width.adjusted() - 1)
    if rounding == "truncated":
        value = low.quantize(step, rounding=ROUND_FLOOR)
        precision = (high - value).quantize(step, rounding=ROUND_CEILING)
    else:
        value = ((low + high) / 2).quantize(step, rounding=ROUND_HALF_EVEN)
        precision = (2 * max(high - value, value - low)).quantize(step, rounding=ROUND_CEILING)
    plain = [Decimal(f"{number:f}") for number in (value, precision)]
    return plain[0], plain[1]


def _last_year(before: Dataset) -> list[Observation]:
    """What was achieved in the same period of the year before, as that period's report says."""
    whole = before.complete
    carried: dict[str, Observation] = {}
    for row in whole.observations:
        if row.measure == "actual" and row.basis is None:
            carried.setdefault(row.indicator, _carried(row, whole, "last_year"))
    return list(carried.values())


def _place(row: Observation, whole: Dataset) -> str:
    """The place of a figure of another period: its document there is a part of the place."""
    return f"{_document(whole.period)}:{row.source.replace(':', '/')}"


def _document(period: Period) -> str:
    return f"period_{str(period).replace('-', '_').lower()}"


def _table(rows: Sequence[Observation], earlier: Dataset) -> str:
    """The observations as CSV, in the order of the dictionary."""
    order = {name: place for place, name in enumerate(earlier.complete.indicators)}
    ordered = sorted(rows, key=lambda row: order[row.indicator])
    return table_text(Observation, ordered)


def _own_document(params: str) -> dict[str, Any]:
    """The report of the period itself, which rows written by hand name as their source."""
    from ruamel.yaml import YAML

    settings = YAML(typ="safe").load(params)["settings"]
    return {"title": settings.get("title"), "issuer": settings.get("authority"), "date": None}


def _sources(used: Iterable[Dataset], own: dict[str, Any]) -> str:
    """The report of the period, and the periods that figures are carried over from, as documents."""
    documents = {"report": own}
    for dataset in used:
        settings, file = dataset.config.settings, dataset.workspace.observations_file(str(dataset.period))
        documents[_document(dataset.period)] = {
            "title": f"Số liệu kỳ {dataset.period}: {settings.title}",
            "issuer": settings.authority,
            "date": settings.date,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        }
    return with_documents("# The documents that the figures of this period come from.\ndocuments:\n", documents)


def _params(text: str, period: Period, origin: Period) -> tuple[str, bool]:
    """The earlier params with the new period in them, and whether any wording named the earlier one."""
    names = [(origin.name(language), period.name(language)) for language in ("vi", "en")]
    names += [(old[:1].upper() + old[1:], new[:1].upper() + new[1:]) for old, new in names]
    renamed = []

    def change(document: Any) -> None:
        settings = document["settings"]
        document["period"] = str(period)
        for key, value in settings.items():
            if key in _OF_ONE_REPORT:
                settings[key] = None
            elif isinstance(value, str):
                made = value
                for old, new in names:
                    made = made.replace(old, new)
                if made != value:
                    settings[key] = made
                    renamed.append(key)

    return amended(text, change), bool(renamed)
