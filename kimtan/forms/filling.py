"""Filled forms put beside what is stored: what is new, the same or different, and the way into the period's data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kimtan.data import datapackage
from kimtan.data import dataset as datasets
from kimtan.data.changing import all_or_nothing, only_writer
from kimtan.data.dataset import Dataset
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.record_tables import table_text
from kimtan.data.snapshot import Snapshot
from kimtan.data.units import percent
from kimtan.errors import InputError, Problem
from kimtan.figures import number_text
from kimtan.forms.amending import with_documents
from kimtan.forms.layout import BOUNDS, basis
from kimtan.forms.typed import Form, Typed
from kimtan.reading.text import composed, flaws
from kimtan.writing import write_whole, writing

ChangeKind = Literal["new", "same", "different", "assigned", "noted"]
"""``assigned``: a plan that was typed where an earlier percentage only implies one, which it takes the place of;
``noted``: a figure as it is stored, with a note that is not."""


class Change(NamedTuple):
    """A figure of a form beside what is stored of it; ``stored`` is None where nothing is."""

    kind: ChangeKind
    typed: Typed
    form: Form
    stored: Observation | None


def changes(dataset: Dataset, forms: Sequence[Form]) -> tuple[Change, ...]:
    """What forms would change, in the order of the dictionary.

    Raises
    ------
    InputError
        When two forms state different figures of the same thing.
    """
    by_topic: dict[tuple[str, str], Change] = {}
    problems = []
    for form in forms:
        for typed in form.typed:
            key = typed.indicator, typed.measure
            before = by_topic.get(key)
            if before is not None and _differ(before.typed, typed):
                earlier = f"{_stated(before.typed)} in {before.form.path.name} ({before.typed.place})"
                where = f"{form.path.name} ({typed.place})"
                seen = f"{_stated(typed)} here, {earlier}."
                problems.append(Problem(where, seen, "Let one owner state it.", "fill.twice"))
            elif before is None or _says_more(typed, before.typed):
                by_topic[key] = _change(dataset, typed, form)
    if problems:
        raise InputError(*problems)
    unchanged = {
        key
        for key, change in by_topic.items()
        if _is_old_sum(dataset, change, by_topic) or _is_noted_elsewhere(change, list(by_topic.values()))
    }
    settled = [change._replace(kind="same") if key in unchanged else change for key, change in by_topic.items()]
    order = {name: place for place, name in enumerate(dataset.complete.indicators)}
    return tuple(sorted(settled, key=lambda change: (order[change.typed.indicator], change.typed.measure)))


def _differ(first: Typed, second: Typed) -> bool:
    """Whether two forms state different things of one; one that asks for no bound says nothing of it."""
    is_bounded_otherwise = None not in (first.bound, second.bound) and first.bound != second.bound
    return first.value != second.value or is_bounded_otherwise


def _says_more(later: Typed, earlier: Typed) -> bool:
    """Whether the later of two equal figures has a bound or a note that the earlier has not."""
    return (later.bound is not None, bool(later.note)) > (earlier.bound is not None, bool(earlier.note))


def _stated(typed: Typed) -> str:
    """A figure with the word that bounds it."""
    return f"{BOUNDS[typed.bound]} {typed.value}" if typed.bound else str(typed.value)


def _is_noted_elsewhere(change: Change, changes: Sequence[Change]) -> bool:
    """Whether a note, which stands once a row, goes to another figure of it: a new one, else what was done."""
    if change.kind != "noted":
        return False
    beside = [row for row in changes if row.typed.indicator == change.typed.indicator and row is not change]
    if any(row.kind in {"new", "different", "assigned"} for row in beside):
        return True
    if any(row.stored is not None and change.typed.note in (row.stored.note_vi or "") for row in beside):
        return True
    rivals = [row.typed.measure for row in beside if row.kind == "noted"]
    return "actual" in rivals or (change.typed.measure != "actual" and change.typed.measure > min(rivals, default="~"))


def _is_old_sum(dataset: Dataset, change: Change, by_topic: Mapping[tuple[str, str], Change]) -> bool:
    """Whether a sum states nothing new: its parts are as stored, and the whole is stored as a figure of its own."""
    typed = change.typed
    if change.kind != "different" or not typed.is_sum:
        return False
    parts = [part.indicator for part in dataset.complete.indicators.values() if part.part_of == typed.indicator]
    kinds = {by_topic[part, typed.measure].kind for part in parts if (part, typed.measure) in by_topic}
    sums = {part for part in parts if (part, typed.measure) in by_topic and by_topic[part, typed.measure].typed.is_sum}
    return kinds == {"same"} and not sums


def _change(dataset: Dataset, typed: Typed, form: Form) -> Change:
    whole = dataset.complete
    asked = basis(dataset, typed.measure)
    rows = [row for row in whole.statements(typed.indicator, typed.measure) if row.basis == asked]
    if not rows:
        return Change("new", typed, form, None)
    if typed.measure == "plan" and rows[0].status == "implied":
        return Change("assigned", typed, form, rows[0])
    bounded = [row for row in rows if typed.bound is None or (row.bound or "") == typed.bound]
    same = [row for row in bounded if whole.own_value(row) == typed.value]  # cells drop zeros at the end: 6,00 is 6
    if not same:
        return Change("different", typed, form, rows[0])
    is_noted = bool(typed.note) and typed.note not in (same[0].note_vi or "")
    return Change("noted" if is_noted else "same", typed, form, same[0])


def out_of_scale(dataset: Dataset, changed: Sequence[Change]) -> tuple[Change, ...]:
    """Actuals a hundred times the plan or last year, or a hundredth: a mark may have been taken for another one."""
    typed = {(change.typed.indicator, change.typed.measure): change.typed.value for change in changed}

    def current(indicator: str, measure: str) -> Decimal | None:
        rows = dataset.complete.statements(indicator, measure)
        return typed.get((indicator, measure), dataset.complete.own_value(rows[0]) if rows else None)

    def is_out(change: Change) -> bool:
        value, levels = change.typed.value, [current(change.typed.indicator, level) for level in ("plan", "last_year")]
        return any(level and value and (value >= 100 * level or value * 100 <= level) for level in levels)

    actuals = [change for change in changed if change.typed.measure == "actual" and change.kind != "same"]
    return tuple(change for change in actuals if is_out(change))


def fill(
    dataset: Dataset,
    changed: Sequence[Change],
    title: str,
    *,
    is_replacing: bool = False,
    on_wait: Callable[[], None] = lambda: None,
) -> tuple[Observation, ...]:
    """Write what forms change into a period's data; give the figures that were written.

    Each form becomes a document of ``source.yml``, named by its hash; figures name their sheet and cell in it. Nothing
    is written unless everything can be, and unless the period loads afterwards. What others have written since the
    data was read is kept.

    Parameters
    ----------
    title
        What the forms are called as documents.
    is_replacing
        Whether a stored figure that differs is replaced.
    on_wait
        Called when somebody else is writing and this one has to wait.

    Raises
    ------
    InputError
        When a stored figure differs and nothing is said of replacing it.
    OutputError
        When a file cannot be written.
    """
    workspace, period = dataset.workspace, str(dataset.period)
    with writing(workspace.shown(workspace.period_dir(period))), only_writer(workspace, on_wait):
        snapshot = Snapshot.of((workspace, workspace.params_file(period)))
        now = datasets.load(workspace, workspace.params_file(period))
        wanted = changes(now, list({change.form.path: change.form for change in changed}.values()))
        return _fill(now, wanted, title, is_replacing, snapshot)


def _fill(
    dataset: Dataset, changed: Sequence[Change], title: str, is_replacing: bool, snapshot: Snapshot
) -> tuple[Observation, ...]:
    different = [change for change in changed if change.kind == "different"]
    if different and not is_replacing:
        raise InputError(*(_refusal(dataset, change) for change in different))
    wanted = [change for change in changed if change.kind != "same"]
    if not wanted:
        return ()
    workspace, period = dataset.workspace, str(dataset.period)
    sources, table = workspace.source_file(period), workspace.observations_file(period)
    names = _names(dataset, [change for change in wanted if change.kind != "noted"])
    written = tuple(_noted(change) or _observation(dataset, change, names[change.form.path]) for change in wanted)
    pairs = list(zip(wanted, written, strict=True))
    replaced = {change.stored.figure: row for change, row in pairs if change.stored is not None}
    rows = [replaced.pop(row.figure, row) for row in dataset.complete.stated]
    rows += [row for change, row in pairs if change.stored is None]
    texts = {
        table: table_text(Observation, rows),
        sources: with_documents(sources.read_text(encoding="utf-8"), _documents(names, dataset, title)),
    }
    snapshot.confirm()  # of what somebody saved in an editor meanwhile, nothing would be left
    with all_or_nothing(workspace, [*texts, workspace.datapackage_file]):
        for path, text in texts.items():
            write_whole(path, text.encode())
        datapackage.write(workspace, dataset.config.settings.unit)
        datasets.load(workspace, workspace.params_file(period))
    return written


def _refusal(dataset: Dataset, change: Change) -> Problem:
    stored = change.stored
    if stored is None:
        raise ValueError("Nothing is stored.")
    name = dataset.complete.indicators[change.typed.indicator].name_vi
    seen = f"{name}: {number_text(change.typed.value, 'vi')} here, {stored.as_written} is stored ({stored.source})."
    place = f"{change.form.path.name} ({change.typed.place})"
    return Problem(place, seen, "Correct the form, or replace what is stored with --replace.", "fill.different")


def _names(dataset: Dataset, wanted: Sequence[Change]) -> Mapping[Path, str]:
    """The documents' identities: that of the form, with a number where it is taken."""
    taken = set(dataset.sources.documents)
    names: dict[Path, str] = {}
    for path, base in {change.form.path: change.form.name for change in wanted}.items():
        name, number = base, 2
        while name in taken:
            name, number = f"{base}_{number}", number + 1
        taken.add(name)
        names[path] = name
    return names


def _noted(change: Change) -> Observation | None:
    """The stored figure with the note that was added to it, after the one that it has."""
    if change.kind != "noted" or change.stored is None:
        return None
    notes = filter(None, (change.stored.note_vi, change.typed.note))
    return change.stored.model_copy(update={"note_vi": " ".join(notes)})


def _observation(dataset: Dataset, change: Change, document: str) -> Observation:
    typed = change.typed
    whole, measure = dataset.complete, MEASURES[typed.measure]
    percentages = percent(whole.units) if measure.is_percent else None
    bound = (typed.bound or None) if typed.bound is not None or change.stored is None else change.stored.bound
    return Observation(
        indicator=typed.indicator,
        measure=typed.measure,  # type: ignore[arg-type]
        value=typed.value,
        unit=percentages.unit if percentages else whole.indicators[typed.indicator].unit,
        as_written=number_text(abs(typed.value), "vi"),
        bound=bound,
        basis=basis(dataset, typed.measure),
        status="estimate" if measure.is_cumulative else "final",
        source=f"{document}:{typed.place}",
        note_vi=typed.note or None,
    )


def _documents(names: Mapping[Path, str], dataset: Dataset, title: str) -> dict[str, dict[str, Any]]:
    """The forms as documents, by the names of their files as far as such a name can stand in a file."""
    files = {path: composed(path.name) for path in names}
    return {
        name: {
            "title": f"{title} ({name if any(flaws(files[path])) else files[path]})",
            "issuer": dataset.config.settings.unit,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path, name in names.items()
    }
