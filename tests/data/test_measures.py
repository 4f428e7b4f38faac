"""The table of measures, from which all else that is said of a measure is taken."""

from __future__ import annotations

from typing import get_args

from kimtan.data.measures import MEASURES, Level, MeasureName, leading_to


def test_every_measure_that_the_data_may_name_has_a_row() -> None:
    """What a file may state and what is known of it are one list, in one order."""
    assert tuple(MEASURES) == get_args(MeasureName)


def test_what_leads_to_a_level_begins_with_the_level_and_says_how_it_leads_there() -> None:
    """The level itself comes first among the measures that imply it, each with words for its way."""
    for level in get_args(Level):
        names = leading_to(level)
        assert names[0] == level
        assert all(MEASURES[name].way.vi and MEASURES[name].way.en for name in names)
