"""Rounding never contradicts itself: what is shown beside its terms agrees with them as shown, or says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kimtan.data.dataset import Dataset
from kimtan.present.blocks import Block, Chart, Narrative, Number, Table, plain
from kimtan.present.facts import Facts
from kimtan.present.rich_text import Run, numbers
from kimtan.present.roundings import NOTE, adds_up, agrees, is_quotient, shown_value
from kimtan.present.section import Section
from kimtan.present.sentences import Say
from kimtan.report.blocks import blocks_of
from tests.editions import NotebookOf
from tests.extent import examples

INDICATORS = [
    "income.total,economy,Tổng thu nhập,Total income,vnd_bn,flow,higher,3,,,,,,false,10",
    "income.farms,economy,Nông nghiệp,Farming,vnd_bn,flow,higher,3,income.total,sector,,,,false,20",
    "income.works,economy,Xây dựng,Building,vnd_bn,flow,higher,3,income.total,sector,,,,false,25",
    "income.trade,economy,Thương mại,Trade,vnd_bn,flow,higher,3,income.total,sector,,,,false,30",
]


@pytest.mark.parametrize(("terms", "expected"), [("7.05", True), ("7.06", False), ("6.95", True), ("6.94", False)])
def test_a_number_agrees_up_to_half_its_last_digit(terms: str, expected: bool) -> None:
    """Above and below alike, in both languages."""
    assert agrees(Number("7,0 tỷ", "a:b"), Fraction(terms), "vi") is expected
    assert agrees(Number("7.0 bn", "a:b"), Fraction(terms), "en") is expected


def _by_kind(run: Run, kind: str) -> list[Number]:
    """The derived numbers of a run whose identity ends so: ``income.farms:share``."""
    return [number for number in numbers([run]) if number.ref.endswith(f":{kind}")]


def disagreements(texts: Sequence[Run], language: Any) -> Iterator[str]:
    """Triples, shares and contributions in some runs that stand together and do not agree as they are shown."""
    together = [piece for run in texts for piece in run]
    if NOTE.in_(language).lower() in plain(together).lower():
        return
    for run in texts:
        shares = _by_kind(run, "share")
        if len(shares) > 1 and sum(shown_value(share, language)[0] for share in shares) != 100:
            yield f"shares: {plain(run)}"
        for whole in _by_kind(run, "whole_growth"):
            parts = _by_kind(run, "contribution")
            if parts and not adds_up(parts, whole, language):
                yield f"contributions: {plain(run)}"
    known = {number.ref: number for number in numbers([together])}
    for ref, number in known.items():
        of, _, kind = ref.partition(":")
        triple = {
            "pace_ratio": (f"{of}:needed_per_month", f"{of}:achieved_per_month", 1),
            "remaining_of_actual": (f"{of}:remaining", f"{of}:actual", 100),
        }.get(kind)
        if kind.startswith("share_of:"):
            triple = (f"{of}:actual", f"{kind.removeprefix('share_of:')}:actual", 100)
        if triple is None:
            continue
        dividend, divisor = (
            next((one for name, one in known.items() if name == wanted or name.startswith(f"{wanted}@")), None)
            for wanted in triple[:2]
        )
        if dividend and divisor and not is_quotient(number, dividend, divisor, language, triple[2]):
            yield f"{ref}: {number.text} = {dividend.text} ÷ {divisor.text}"


def _together(block: Block) -> Iterator[list[Run]]:
    """What a reader sees side by side: a paragraph, a row of a table, a row of a chart with its note."""
    match block:
        case Narrative(paragraphs):
            yield from ([run] for run in paragraphs)
        case Table(rows=rows):
            yield from (list(row.runs()) for row in rows)
        case Chart(data=data, note=note):
            yield from ([*row.runs(), note] for row in data.rows)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_report_contradicts_itself_by_rounding(notebook_of: NotebookOf, language: Any) -> None:
    """Over all quotients, shares and contributions of a report that stand beside their terms."""
    blocks = blocks_of(notebook_of(language, "internal"))
    assert [line for block in blocks for texts in _together(block) for line in disagreements(texts, language)] == []


@settings(
    max_examples=examples(short=12, long=60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    values=st.lists(
        st.tuples(st.integers(1, 90_000), st.integers(-300, 900), st.integers(1, 99)), min_size=3, max_size=3
    )
)
def test_sentences_and_charts_on_random_values(
    small_dataset: Callable[..., Dataset], values: list[tuple[int, int, int]]
) -> None:
    """Any amounts, growth rates and percentages of the plan: each sentence and chart agrees with itself or says why."""
    rows = [
        f"{name},{measure},{value},{unit},{value},,,,final,,L{line}{at},it is {value},it is {value}"
        for line, (name, (amount, growth, done)) in enumerate(
            zip(("income.farms", "income.works", "income.trade"), values, strict=True), start=1
        )
        for at, (measure, value, unit) in enumerate(
            [
                ("actual", f"{amount / 1000:.3f}", "vnd_bn"),
                ("yoy_pct", f"{growth / 10:.1f}", "pct"),
                ("pct_of_plan", f"{done}", "pct"),
            ]
        )
    ]
    facts = Facts(small_dataset(INDICATORS, rows), "vi")
    say, section = Say(facts), Section("economy", facts)
    sentences = [say.shares("income.total"), say.contributions("income.total")]
    sentences += [say.implied_second_half(name) for name in facts.dataset.parts("income.total")]
    assert [line for sentence in sentences if sentence for line in disagreements([sentence], "vi")] == []
    charts = [section.chart.pace(*facts.dataset.parts("income.total")), section.chart.contribution("income.total")]
    assert [
        line for chart in charts if chart for texts in _together(chart) for line in disagreements(texts, "vi")
    ] == []
