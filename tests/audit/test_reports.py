"""What the audit says of made-up reports: nothing of consistent ones, and who it was of those with a planted slip."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import count, islice

import pytest

from kimtan.audit.findings import Finding
from tests.audit.reports import Report, consistent, contradicts, slips, suspects
from tests.extent import examples

pytestmark = [pytest.mark.slow, pytest.mark.longer]

CHUNK = examples(40, 100)
"""So many reports a test looks at; several tests run at a time."""

DRAWS = 60
"""So many slips are tried in a report before it is taken for one in which none shows."""


def seeds(start: int) -> Iterator[tuple[int, Report]]:
    """Small consistent reports without end."""
    return ((seed, consistent(seed, wholes=1)) for seed in count(start))


def shown(report: Report, seed: int) -> Iterator[tuple[str, Decimal, Report]]:
    """Slips that the audit sees, among those that are tried: figure, new value, and the report with it."""
    for figure, slipped in islice(slips(report, seed), DRAWS):
        if slipped.contradicts():
            yield figure, next(row.value for row in slipped.observations if row.figure == figure), slipped


def lost(found: list[Finding]) -> bool:
    """Whether a contradiction could not be traced to figures."""
    return any(one.outcome == "cannot_hold" and not one.is_localised for one in found)


@pytest.mark.parametrize("chunk", range(examples(1, 10)))
def test_a_consistent_report_is_never_contradicted(chunk: int) -> None:
    """Figures rounded from one truth can all be true: no rule says otherwise, and none is even suspicious."""
    held = 0
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        found = consistent(seed).findings()
        wrong = [(one.outcome, one.id) for one in found if one.outcome in {"cannot_hold", "suspicious"}]
        assert wrong == [], f"report {seed}"
        held += sum(one.outcome in {"holds", "holds_by_rounding"} for one in found)
    assert held > 10 * CHUNK, "there was something to contradict"


@pytest.mark.parametrize("chunk", range(examples(1, 10)))
def test_a_slip_that_shows_is_traced_to_the_figure(chunk: int) -> None:
    """The figure that slipped is among the suspects in at least 95 % of reports, and nearly all are localised."""
    drawn = (next(shown(report, seed), None) for seed, report in seeds(chunk * 10 * CHUNK))
    first = list(islice((one for one in drawn if one is not None), CHUNK))
    judged = [(figure, slipped.findings()) for figure, _, slipped in first]
    caught = sum(figure in suspects(found) for figure, found in judged)
    given_up = sum(lost(found) for _, found in judged)
    told = f"one slip: {caught} of {CHUNK} among the suspects, {given_up} not localised"
    print(told)  # noqa: T201 - pytest shows it with -rP
    assert caught >= 0.95 * CHUNK, told
    assert caught >= CHUNK - given_up, "to take the one slip back always leaves a report without contradiction"
    assert given_up <= 0.02 * CHUNK, told


@pytest.mark.parametrize("chunk", range(examples(1, 4)))
def test_of_two_slips_that_show_at_least_one_is_traced(chunk: int) -> None:
    """With two figures wrong, at least one is among the suspects in at least 95 of 100 reports in which it shows."""
    pairs = list(islice(_with_two_slips(100_000 + chunk * 10 * CHUNK), CHUNK // 2))
    visible = [(figures, found) for figures, found in pairs if contradicts(found)]
    both = sum(figures <= suspects(found) for figures, found in visible)
    some = sum(bool(figures & suspects(found)) for figures, found in visible)
    given_up = sum(lost(found) for _, found in visible)
    told = (
        f"two slips: {some} of {len(visible)} with one among the suspects, {both} with both, {given_up} not localised"
    )
    print(told)  # noqa: T201 - pytest shows it with -rP
    assert len(visible) > 0.9 * len(pairs), "two slips seldom hide each other"
    assert some >= 0.95 * len(visible), told
    assert given_up <= 2, told


def _with_two_slips(start: int) -> Iterator[tuple[set[str], list[Finding]]]:
    """Two figures of a report of which each slip alone shows, and what the audit says of both together."""
    for seed, report in seeds(start):
        found = shown(report, seed)
        one = next(found, None)
        other = next((each for each in found if one is not None and each[0] != one[0]), None)
        if one is not None and other is not None:
            twice = report.with_value(one[0], one[1]).with_value(other[0], other[1])
            yield {one[0], other[0]}, twice.findings()
