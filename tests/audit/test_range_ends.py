"""A range is told by its ends, with as many decimals as it takes to tell them apart, and no more."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kimtan.audit.wording import range_ends
from kimtan.figures import Interval


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0.25", "1.25", "0.3 – 1.3"),
        ("0.5", "1.5", "0.5 – 1.5"),
        ("70.91", "71", "70.910 – 71.000"),
        ("2.5", "2.5", "2.5"),
        ("12", "15", "12 – 15"),
        ("12.04", "12.06", "12.04 – 12.06"),
        (None, "8.25", "≤ 8.25"),
        ("8.25", None, "≥ 8.25"),
        (None, None, ""),
    ],
)
def test_ends_have_the_decimals_that_tell_them_apart(low: str | None, high: str | None, expected: str) -> None:
    """Equal ends are one number, an open end a sign."""
    interval = Interval(*(None if end is None else Decimal(end) for end in (low, high)))
    assert range_ends(interval, "en") == expected


def test_nothing_known_is_nothing_told() -> None:
    """Not even a dash."""
    assert range_ends(None, "vi") == ""
