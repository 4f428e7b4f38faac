"""Remarks about progress are as loud as the figures, and say so in their title."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kimtan.data.dataset import Dataset
from kimtan.present.callouts import progress, tone
from kimtan.present.facts import Facts
from kimtan.present.sentences import Say

INDICATORS = [
    "town.revenue,economy,Thu ngân sách,Budget revenue,vnd_m,flow,higher,0,,,,,,false,10",
    "town.houses,economy,Nhà xây mới,New houses,houses,count,higher,0,,,,,,false,20",
    "town.herd,economy,Đàn bò,Cattle,persons,stock,higher,0,,,,,,false,30",
]


@pytest.fixture
def facts(small_dataset: Callable[..., Dataset]) -> Callable[..., Facts]:
    """Facts of a first half in which revenue and houses have reached some percentages of their plans."""

    def build(revenue: str, houses: str) -> Facts:
        rows = [
            "town.revenue,actual,92,vnd_m,92,,,,final,,L1,,",
            f"town.revenue,pct_of_plan,{revenue},pct,{revenue}%,,,,final,,L1,,",
            "town.houses,actual,10,houses,10,,,,final,,L2,,",
            f"town.houses,pct_of_plan,{houses},pct,{houses}%,,,,final,,L2,,",
            "town.herd,actual,10,persons,10,,,,final,,L3,,",
        ]
        return Facts(small_dataset(INDICATORS, rows), "vi")

    return build


@pytest.mark.parametrize(
    ("revenue", "loudness", "title"),
    [
        ("23", "bad", "Thu ngân sách: khó đạt kế hoạch năm"),
        ("40", "warn", "Thu ngân sách: chậm tiến độ"),
        ("50", "info", "Thu ngân sách: đúng tiến độ"),
        ("92", "good", "Thu ngân sách: vượt tiến độ"),
    ],
)
def test_tone_and_title_follow_the_figures(
    facts: Callable[..., Facts], revenue: str, loudness: str, title: str
) -> None:
    """Revenue at 92 % of its plan with half of the year gone is no alarm; at 23 % it is one."""
    known = facts(revenue, "50")
    remark = progress(known, ["town.revenue"], [Say(known).pace("town.revenue")])
    assert remark is not None
    assert (remark.tone, remark.title) == (loudness, title)


def test_the_worst_of_several_gives_the_tone(facts: Callable[..., Facts]) -> None:
    """Houses at risk are an alarm beside revenue that is ahead."""
    known = facts("92", "10")
    assert tone(known, ["town.revenue", "town.houses"]) == "bad"
    remark = progress(known, ["town.revenue", "town.houses"], [Say(known).pace("town.revenue")])
    assert remark is not None
    assert remark.title == "Nhà xây mới: khó đạt kế hoạch năm"


def test_what_time_does_not_measure_alarms_nobody(facts: Callable[..., Facts]) -> None:
    """A herd without a plan has no standing; a remark about it is quiet, and there is none without a sentence."""
    known = facts("92", "50")
    remark = progress(known, ["town.herd"], [(("Đàn bò ổn định.",))])
    assert remark is not None
    assert (remark.tone, remark.title) == ("info", "Tiến độ so với kế hoạch năm")
    assert progress(known, ["town.revenue"], [None]) is None
