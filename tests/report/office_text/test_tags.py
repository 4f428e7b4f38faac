"""A tag says what a content control stands for, within Word's 64 characters."""

from __future__ import annotations

import pytest

from kimtan.data.identities import Topic
from kimtan.report.office_text.tags import DateSlot, FigureSlot, PeriodSlot, Slot, parsed

LONG = Topic("agriculture.large_scale_production_linked_along_the_chain", "pct_of_plan", "district")


@pytest.mark.parametrize(
    "slot",
    [
        FigureSlot(Topic("income.total", "actual"), "vnd_bn"),
        FigureSlot(Topic("income.total", "plan", "district"), "vnd_bn", is_two_digits=True),
        FigureSlot(LONG, "pct"),
        FigureSlot(Topic("income.total", "actual"), "pct", qualifier="moh_rules"),
        DateSlot(Topic("income.total", "actual")),
        DateSlot(LONG),
        PeriodSlot("name", is_upper=True, is_two_digits=True),
        PeriodSlot("bare_rest"),
    ],
)
def test_a_tag_is_read_back(slot: Slot) -> None:
    """What is too long for Word is found again among the topics of the dictionary."""
    assert len(slot.tag) <= 64
    assert parsed(slot.tag, [Topic("income.total", "actual"), LONG]) == slot


def test_a_tag_of_somebody_else_is_left_alone() -> None:
    """An office's own content controls say nothing to us."""
    assert parsed("ngay_ky") is None


def test_a_topic_that_no_dictionary_has_any_more_keeps_its_hash() -> None:
    """It is told as blank; it is never taken for another one."""
    found = parsed(FigureSlot(LONG, "pct").tag, [Topic("income.total", "actual")])
    assert isinstance(found, FigureSlot)
    assert isinstance(found.topic, str)
