"""How far a figure may lie from what is written and still be the one that is wrong, to the very limit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kimtan.audit.credibility import is_credible
from kimtan.figures import Interval
from tests.audit.test_confrontation import stated


def interval(low: str | None, high: str | None) -> Interval:
    """A range out of its ends, open where there is none."""
    return Interval(*(None if end is None else Decimal(end) for end in (low, high)))


@pytest.mark.parametrize(
    ("written", "low", "high", "expected"),
    [
        ("100.0", "300", None, True),
        ("100.0", "300.1", None, False),
        ("300.0", None, "100", True),
        ("300.0", None, "99.9", False),
        ("100.0", "90", "110", False),
        ("100.0", "100", None, False),
        ("100.0", "-50", "-40", False),
        ("-100.0", "40", "50", False),
        ("-100.0", "-300", "-250", True),
        ("1", "3", None, True),
        ("1", "4", None, False),
        ("0", "2", "2", True),
        ("0.5", "2.5", None, False),
    ],
)
def test_a_level_is_out_by_a_factor_of_three_at_most(
    written: str, low: str | None, high: str | None, expected: bool
) -> None:
    """Either way, never across zero; by two whatever the factor is where things are counted; not where it fits."""
    assert is_credible(stated("herd.cattle:actual", written, "head"), interval(low, high)) is expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [("25.4", None, True), ("25.5", None, False), (None, "-14.6", True), (None, "-14.7", False)],
)
def test_a_change_is_out_by_twenty_points_at_most(low: str | None, high: str | None, expected: bool) -> None:
    """Across zero as well: growth may be a fall."""
    assert is_credible(stated("herd.cattle:yoy_pct", "5.4", "pct"), interval(low, high)) is expected


def test_what_has_no_range_may_be_anything() -> None:
    """Nothing is known that speaks against it."""
    assert is_credible(stated("herd.cattle:actual", "1.0", "head"), None)
