"""What is stated now is confronted with what other periods of the same territory published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kimtan.audit.audit import audit, judged
from kimtan.audit.findings import Finding
from kimtan.audit.generated import generated
from kimtan.audit.statements import Statements
from kimtan.audit.store import fingerprint
from kimtan.audit.targets import reading
from kimtan.data import datapackage
from kimtan.data.dataset import load
from kimtan.data.observations import Observation
from kimtan.period import Period
from kimtan.workspace import Workspace
from tests.audit.test_confrontation import HERD, INCOME, UNITS, stated
from tests.conftest import write_workspace

KINDS = {"running", "year_parts", "one_plan", "published"}
KNOWN = {**INCOME, **HERD}


def figures(period: str, *rows: Observation, earlier: tuple[Statements, ...] = ()) -> Statements:
    return Statements(rows, KNOWN, UNITS, "nearest", period=Period.parse(period), earlier=earlier)


def findings(now: Statements) -> dict[str, Finding]:
    return {finding.id: finding for finding in judged(generated(now), now) if finding.rule in KINDS}


def actual(value: str, status: str = "final") -> Observation:
    return stated("income.all:actual", value).model_copy(update={"status": status})


@pytest.mark.parametrize(
    ("now", "status", "outcome"),
    [("4.1", "final", "holds"), ("3.8", "final", "cannot_hold"), ("3.8", "estimate", "suspicious")],
)
def test_what_counts_up_from_january_does_not_fall(now: str, status: str, outcome: str) -> None:
    """4,0 at the half year is at most what nine months reach; where it was an estimate, that is an assumption."""
    half = figures("2023-H1", actual("4.0", status))
    finding = findings(figures("2023-9M", actual(now), earlier=(half,)))["running:income.all:2023-H1"]
    assert finding.outcome == outcome
    assert finding.label.vi == "income.all: 6 tháng đầu năm 2023 không nhiều hơn 9 tháng đầu năm 2023"
    assert finding.figures == ("income.all:actual@report:L1",)
    if outcome == "cannot_hold":
        assert [suspect.needs.low for suspect in finding.suspects if suspect.needs] == [
            half.stated("income.all", "actual").low
        ]  # type: ignore[union-attr]


@pytest.mark.parametrize(("period", "is_compared"), [("2023-H1", True), ("2023-Q1", False), ("2023-M08", False)])
def test_tasks_of_a_month_or_a_quarter_are_not_held_against_the_year(period: str, is_compared: bool) -> None:
    """1 in the next month is neither what remains of a plan of 9 nor its level, and does not disagree with it."""
    rows = [
        stated(f"income.all:{measure}", value) for measure, value in (("actual", "4"), ("plan", "9"), ("target", "1"))
    ]
    now = figures(period, *rows)
    ids = {finding.id for finding in judged(generated(now), now)}
    assert ("target:income.all:plan" in ids) == is_compared
    assert reading(now, "income.all") == ("neither" if is_compared else "unknown")


def test_only_the_latest_earlier_period_that_states_it_counts() -> None:
    """Three months, then six: nine months are confronted with six alone, with three where six say nothing."""
    quarter, half = figures("2023-Q1", actual("2.0")), figures("2023-H1", actual("4.0"))
    assert list(findings(figures("2023-9M", actual("5.0"), earlier=(quarter, half)))) == ["running:income.all:2023-H1"]
    assert list(findings(figures("2023-9M", actual("5.0"), earlier=(quarter, figures("2023-H1"))))) == [
        "running:income.all:2023-Q1"
    ]


@pytest.mark.parametrize("period", ["2023-Q3", "2023-M09"])
def test_a_quarter_alone_may_be_less_than_the_half_year_before(period: str) -> None:
    """A window that does not begin in January is no running total."""
    assert findings(figures(period, actual("1.0"), earlier=(figures("2023-H1", actual("4.0")),))) == {}


def test_levels_may_fall() -> None:
    """A stock such as a herd is counted at a day; it is no running total."""
    half = figures("2023-H1", stated("herd.cattle:actual", "90", "head"))
    assert findings(figures("2023-9M", stated("herd.cattle:actual", "80", "head"), earlier=(half,))) == {}


@pytest.mark.parametrize(
    ("second", "outcome"), [("6.0", "holds"), ("5.9", "holds_by_rounding"), ("5.0", "cannot_hold")]
)
def test_both_halves_are_the_year(second: str, outcome: str) -> None:
    """4,0 and 6,0 are 10,0."""
    halves = figures("2023-H1", actual("4.0")), figures("2023-H2", actual(second))
    finding = findings(figures("2023-FY", actual("10.0"), earlier=halves))["year_parts:income.all:2023-H2"]
    assert finding.outcome == outcome
    assert finding.label.vi == "income.all: năm 2023 = 6 tháng đầu năm 2023 + 6 tháng cuối năm 2023"


def test_a_year_is_filled_by_whatever_fills_it() -> None:
    """Nine months that nothing follows do not hide that both halves are there."""
    parts = [
        figures(period, actual(value)) for period, value in (("2023-H1", "4.0"), ("2023-9M", "7.0"), ("2023-H2", "5.0"))
    ]
    found = findings(figures("2023-FY", actual("10.0"), earlier=tuple(parts)))
    assert found["year_parts:income.all:2023-H2"].outcome == "cannot_hold"


def test_a_year_with_a_gap_is_no_sum() -> None:
    """The half year and the fourth quarter leave the third out."""
    parts = figures("2023-H1", actual("4.0")), figures("2023-Q4", actual("3.0"))
    assert not any(
        finding.rule == "year_parts" for finding in findings(figures("2023-FY", actual("10.0"), earlier=parts)).values()
    )


def test_a_year_has_one_plan_stated_or_implied() -> None:
    """4,0 is 40 % of 10; a plan of 12 at nine months is another one, which an adjustment may explain."""
    half = figures("2023-H1", actual("4.0"), stated("income.all:pct_of_plan", "40.0", "pct"))
    for plan, outcome in (("10.0", "holds_by_rounding"), ("12.0", "suspicious")):
        now = figures("2023-9M", stated("income.all:plan", plan), earlier=(half,))
        finding = findings(now)["one_plan:income.all:2023-H1"]
        assert finding.outcome in {outcome, "holds"} if outcome != "suspicious" else finding.outcome == outcome
        assert any(finding.assumes)


def test_last_year_is_what_was_published_then() -> None:
    """5,0 with growth of 25 % implies 4,0; that 4,4 was published then is suspicious."""
    for published, outcome in (("4.0", "holds"), ("4.4", "suspicious")):
        then = figures("2022-H1", actual(published))
        now = figures("2023-H1", actual("5.0"), stated("income.all:yoy_pct", "25.0", "pct"), earlier=(then,))
        assert findings(now)["published:income.all:2022-H1"].outcome == outcome


NAME = "made.up,section,Chỉ tiêu,Indicator,vnd_m,flow,higher,0,,,,,,false,1"


def _office(root: Path, now: str, since: str = "") -> Path:
    """A workspace whose half year states 400 and whose nine months state another value, maybe of a new territory."""
    write_workspace(root, [NAME], ["made.up,actual,400,vnd_m,400,,,,final,,report:L1,,"])
    shutil.copytree(root / "data" / "2024-H1", root / "data" / "2024-9M")
    rows = root / "data" / "2024-9M" / "observations.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("400", now), encoding="utf-8")
    params = (root / "params" / "2024-H1.yml").read_text(encoding="utf-8").replace("2024-H1", "2024-9M")
    territory = f"  territory: {{code: merged, since: {since}}}\n" if since else ""
    (root / "params" / "2024-9M.yml").write_text(params.rstrip("\n") + "\n" + territory, encoding="utf-8")
    datapackage.write(Workspace(root), "xã Thử")
    return root / "params" / "2024-9M.yml"


def test_periods_of_a_workspace_are_confronted(tmp_path: Path) -> None:
    """What the half year published is found beside the nine months' figures without being asked for."""
    found = audit(load(Workspace(tmp_path), _office(tmp_path, "300")))
    assert [finding.id for finding in found if finding.is_contradiction] == ["running:made.up:2024-H1"]


def test_a_new_territory_is_another_count(tmp_path: Path) -> None:
    """Figures of a commune before a merger say nothing of the one after it."""
    found = audit(load(Workspace(tmp_path), _office(tmp_path, "300", since="2024-07-01")))
    assert not any(finding.rule in KINDS for finding in found)


def test_figures_of_another_period_are_in_the_fingerprint(tmp_path: Path) -> None:
    """Findings that were stored are made again when the half year's figure changes."""
    params = _office(tmp_path, "300")
    before = fingerprint(load(Workspace(tmp_path), params))
    half = tmp_path / "data" / "2024-H1" / "observations.csv"
    half.write_text(half.read_text(encoding="utf-8").replace("400", "200"), encoding="utf-8")
    assert fingerprint(load(Workspace(tmp_path), params)) != before


LISTED = """highlights: []
lists:
  - {indicator: made.up, source: "report:L3", members: [{vi: a, en: a}]}
"""


@pytest.mark.parametrize("edit", ["rounding", "list"])
def test_how_another_period_is_read_is_in_the_fingerprint(tmp_path: Path, edit: str) -> None:
    """How its figures were rounded, and what it only enumerates, say what it published, as its figures do."""
    params = _office(tmp_path, "300")
    before = fingerprint(load(Workspace(tmp_path), params))
    if edit == "rounding":
        half = tmp_path / "params" / "2024-H1.yml"
        half.write_text(half.read_text(encoding="utf-8") + "  rounding: truncated\n", encoding="utf-8")
    else:
        (tmp_path / "data" / "2024-H1" / "text.yml").write_text(LISTED, encoding="utf-8")
    assert fingerprint(load(Workspace(tmp_path), params)) != before


def test_what_may_be_negative_can_fall() -> None:
    """A correction of -2,6 at the half year is -3,6 after nine months, and no contradiction."""
    half = figures("2023-H1", actual("-2.6"))
    assert not findings(figures("2023-9M", actual("-3.6"), earlier=(half,)))
