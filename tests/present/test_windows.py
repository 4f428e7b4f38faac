"""A window that does not begin in January says nothing of how far the year has come."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.present.blocks import plain
from kimtan.present.charts.section import Charts
from kimtan.present.facts import Facts
from kimtan.present.official.document import OfficialDocument
from kimtan.present.sentences import Say
from kimtan.present.tables import Tables

WORK = {"a": 10, "b": 20, "c": 30}
INDICATORS = [
    *(f"work.{name},s,Việc {name},Work,vnd_m,flow,higher,0,,,,,,false,{at}" for name, at in WORK.items()),
    "work.d,s,Việc d,Work,pct,share,higher,0,,,,,,false,40",
]
ROWS = [
    *(f"work.{name},actual,{value},vnd_m,{value},,,,final,,report:L{value},," for name, value in WORK.items()),
    *(f"work.{name},plan,100,vnd_m,100,,,,final,,report:L9,," for name in WORK),
    "work.d,actual,95,pct,95,,,,final,,report:L8,,",
    "work.d,plan,90,pct,90,,,,final,,report:L8,,",
]
WINDOWS = [("2024-Q1", True), ("2024-8M", True), ("2024-Q3", False), ("2024-M08", False)]


@pytest.fixture
def facts(small_dataset: Callable[..., Dataset]) -> Callable[[str], Facts]:
    """The same figures as those of another period."""

    def of(period: str) -> Facts:
        workspace = small_dataset(INDICATORS, ROWS).workspace
        root: Path = workspace.root
        if period != "2024-H1":
            shutil.move(root / "data" / "2024-H1", root / "data" / period)
            params = (root / "params" / "2024-H1.yml").read_text(encoding="utf-8")
            (root / "params" / "2024-H1.yml").unlink()
            workspace.params_file(period).write_text(params.replace("2024-H1", period), encoding="utf-8")
            datapackage.write(workspace, "xã Thử")
        return Facts(load(workspace, workspace.params_file(period)), "vi")

    return of


@pytest.mark.parametrize(("period", "is_cumulative"), WINDOWS)
def test_time_gone_pace_and_what_remains_are_told_since_january_alone(
    facts: Callable[[str], Facts], period: str, is_cumulative: bool
) -> None:
    """Of a quarter's own figures neither status, outlook, pace nor remainder of the year's plan follows."""
    made = facts(period)
    for derived in ("remaining", "outlook", "achieved_per_month", "needed_per_month"):
        assert (made.derived("work.a", derived) is not None) == is_cumulative, derived
    assert (made.status("work.a") is not None) == is_cumulative
    assert (made.value("work.a", "remaining_used") is not None) == is_cumulative
    assert (Charts(made).completion("work.a", "work.b", "work.c") is not None) == is_cumulative
    assert made.status("work.d") == "done"


def test_the_share_of_the_plan_is_told_of_any_window(facts: Callable[[str], Facts]) -> None:
    """10 of the year's 100 in the third quarter are 10 % of them."""
    sentence = Say(facts("2024-Q3")).results("work.a")
    assert sentence is not None
    assert plain(sentence) == "Việc a đạt 10 triệu đồng, bằng 10,0% kế hoạch năm."


@pytest.mark.parametrize(("period", "name"), [("2024-M08", "August 2024"), ("2024-Q3", "the third quarter of 2024")])
def test_in_english_a_month_takes_no_article(facts: Callable[[str], Facts], period: str, name: str) -> None:
    """Opening, tables and annex name a period as a sentence does."""
    made = replace(facts(period), language="en")
    opening, *_ = OfficialDocument(made, ("s",)).blocks()
    assert f"reports on {name}, and on" in opening.to_text()
    results, annex = Tables(made, "s").all_indicators(), Tables(made, "s").annex()
    assert results is not None
    assert results.caption.endswith(f"results of {name}")
    assert annex is not None
    assert annex.caption == f"All indicators of {name}"
