"""The repository's own data, as kept for tests: it loads, is whole in both languages, accounts for its source."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from kimtan.audit.audit import audit
from kimtan.audit.transcription import compare
from kimtan.data import dataset
from kimtan.data.dataset import Dataset
from kimtan.data.units import convert
from tests.suite import KEPT, REPOSITORY

PERIODS = [KEPT.params_file("2023-H1")]
SOURCE = Path(os.environ.get("KIMTAN_SOURCE", REPOSITORY.parent / "shared" / "source" / "kim-tan-2023-H1.txt"))

every_period = pytest.mark.parametrize("params", PERIODS, ids=lambda path: path.stem)


@cache
def loaded(params: Path) -> Dataset:
    """A period with all its figures, whichever edition its config names; problems stop every test with their text."""
    return dataset.load(KEPT, params).complete


def test_there_is_a_period() -> None:
    """Else nothing below would be tested."""
    assert PERIODS


@every_period
def test_a_period_loads_without_problems(params: Path) -> None:
    """All its files, checked against each other."""
    data = loaded(params)
    assert data.observations
    assert {row.indicator for row in data.observations} <= data.indicators.keys()


@every_period
def test_names_and_words_are_whole_in_both_languages(params: Path) -> None:
    """None is empty or blank, all are composed letters, and none is left untranslated."""
    for place, vi, en in _words(loaded(params)):
        for text in (vi, en):
            assert text == text.strip() != "", place
            assert unicodedata.is_normalized("NFC", text), place


@every_period
def test_what_a_period_states_can_be_said(params: Path) -> None:
    """Each phrase is of an indicator that exists; each note stands in both languages or in none."""
    data = loaded(params)
    assert data.phrases.keys() <= data.indicators.keys()
    for row in data.observations:
        assert bool(row.note_vi) == bool(row.note_en), row.figure


@every_period
def test_stated_counts_add_up(params: Path) -> None:
    """Counts are exact: where a whole and all its parts are stated, they agree to the last one."""
    data = loaded(params)
    counted = list(_counts(data))
    assert counted
    for whole, stated, total in counted:
        assert stated == total, whole


@every_period
def test_no_whole_is_shown_with_some_of_its_parts_withheld(params: Path) -> None:
    """A withheld part could be had as the total less the published ones."""
    data = loaded(params)
    for whole in data.indicators.values():
        for breakdown in {one.breakdown for one in data.indicators.values() if one.part_of == whole.indicator}:
            withheld = {data.indicators[part].restricted for part in data.parts(whole.indicator, breakdown)}
            assert whole.restricted or withheld == {False}, f"{whole.indicator} by {breakdown}"


@every_period
def test_security_and_weapons_are_restricted(params: Path) -> None:
    """The public edition shows nothing of them."""
    data = loaded(params)
    sensitive = {name for name in data.indicators if name.partition(".")[0] in {"security", "weapons"}}
    assert sensitive
    assert {name for name in sensitive if not data.indicators[name].restricted} == set()
    public = data.edition(audience="public")
    assert sensitive & (public.indicators.keys() | {row.indicator for row in public.observations}) == set()


def test_the_report_contradicts_itself_where_it_is_known_to() -> None:
    """What is wrong in the first half of 2023, as worked out by hand from its figures; no more, no less."""
    data = loaded(KEPT.params_file("2023-H1"))
    found = {one.id: one.outcome for one in audit(data)}
    forms = {"among", "weighted"}
    assert {
        name for name, outcome in found.items() if outcome == "cannot_hold" and name.partition(":")[0] not in forms
    } == {
        "parts:income.total:sector:last_year",
        "parts:income.trade_services:activity:last_year",
        "parts:income.trade_services:activity:plan",
    }
    assert {
        name for name, outcome in found.items() if outcome == "suspicious" and name.partition(":")[0] not in forms
    } == {
        "repeated:environment.clean_water:actual:report:L181+report:L451",
        "base:population.average:income.per_capita:insurance.health_share:actual",
        "early_cut_off:budget.revenue:2023-06-10",
        "investment.works_of_the_estimate",
        "members:neighbourhood.model:report:L308+L768",
        "numbering:urban.criteria_unmet:actual:report:L302",
        "same_value:urban.urbanisation:target@report:L546+population.growth:actual@report:L249",
        "overall.targets_met_seen",
        "population.e_records_and_income",
        "population.growth_by_incomes",
        "population.growth_of_a_town",
        "population.people_due_e_records",
        "population.urban",
        "population.urbanisation",
        "target:livestock.buffalo:plan",
    }


def test_at_least_a_hundred_relations_of_the_report_are_evaluated() -> None:
    """What cannot be evaluated says what it lacks."""
    found = audit(loaded(KEPT.params_file("2023-H1")))
    assert sum(one.outcome != "not_evaluable" for one in found) >= 100
    assert all(one.lacks for one in found if one.outcome == "not_evaluable")
    assert len({one.id for one in found}) == len(found)


def test_every_number_of_the_source_is_accounted_for() -> None:
    """Each is a figure or is listed as none; each figure stands where it says. The document itself is not in here."""
    if not SOURCE.is_file():
        pytest.skip(f"The source document is not at hand: there is no file {SOURCE}. Name it in KIMTAN_SOURCE.")
    data = loaded(KEPT.params_file("2023-H1"))
    name, document = next(iter(data.sources.documents.items()))
    content = SOURCE.read_bytes()
    assert hashlib.sha256(content).hexdigest() == document.sha256, f"{SOURCE} is not what source.yml names"
    text = content.decode("utf-8")
    found = compare(data.stated, name, document.no_figures, text)
    assert (found.left, found.wrong, found.idle) == ((), (), ())
    assert found.numbers >= len(data.observations)
    first, *others = data.stated
    assert [one.token for one in compare(others, name, document.no_figures, text).left] == [first.as_written]


def _words(data: Dataset) -> Iterator[tuple[str, str, str]]:
    """Everything that is said in both languages, with where it stands."""
    for name, one in data.indicators.items():
        yield f"indicators.csv: {name}", one.name_vi, one.name_en
    for name, unit in data.units.items():
        yield f"units.csv: {name}", unit.name_vi, unit.name_en
        yield f"units.csv: {name}", unit.name_vi, unit.one_en
    for name, phrase in data.phrases.items():
        yield f"phrases.csv: {name}", phrase.vi, phrase.en
    for place, statement in data.texts.points():
        yield f"text.yml: {place}", statement.vi, statement.en
    for named in data.texts.lists:
        for member in named.members:
            yield f"text.yml: {named.indicator}", member.vi, member.en


def _counts(data: Dataset) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Each whole that is counted, with what is stated of it and the sum of its parts, where all parts are stated."""
    for whole, one in data.indicators.items():
        if not data.units[one.unit].exact:
            continue
        for breakdown in sorted({part.breakdown or "" for part in data.indicators.values() if part.part_of == whole}):
            stated = [data.statements(name) for name in (whole, *data.parts(whole, breakdown))]
            if all(stated):
                values = (convert(rows[0].value, data.units[rows[0].unit], data.units[one.unit]) for rows in stated)
                first, *others = values
                yield f"{whole} by {breakdown}", first, sum(others, Decimal(0))
