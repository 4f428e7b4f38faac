"""What other programs read of the findings: one shape, whatever was found."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kimtan.audit.audit import audit
from kimtan.audit.export import COLUMNS, document, ends, number, rows
from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import OUTCOMES
from kimtan.data.dataset import Dataset, load
from kimtan.data.identities import Topic
from kimtan.figures import Interval

NUMBER = (int, float)
KEYS: dict[str, tuple[type, ...]] = {
    "id": (str,), "rule": (str,), "outcome": (str,), "severity": (str,), "label": (dict,),
    "cluster": (str, type(None)), "assumes": (dict, type(None)), "figures": (list,), "lines": (list,),
    "stated": (*NUMBER, type(None)), "recomputed": (list, type(None)), "gap": (*NUMBER, type(None)),
    "suspects": (list,), "repairs": (list,),
}  # fmt: skip
FIGURE: dict[str, tuple[type, ...]] = {
    "figure": (str,), "indicator": (str,), "measure": (str,), "value": NUMBER, "unit": (str,), "lines": (list,),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(real: Dataset) -> tuple[Finding, ...]:
    return audit(real)


@pytest.fixture(scope="module")
def described(real: Dataset, found: tuple[Finding, ...]) -> dict[str, Any]:
    """The document as another program reads it."""
    read: dict[str, Any] = json.loads(json.dumps(document(real, found), allow_nan=False))
    return read


def has(entry: dict[str, Any], keys: dict[str, tuple[type, ...]]) -> bool:
    """Whether all keys are there and of their types; truth values are no numbers."""
    return all(isinstance(entry[key], kinds) and not isinstance(entry[key], bool) for key, kinds in keys.items())


def is_range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(end, (*NUMBER, type(None))) for end in value)


def test_the_document_has_every_key_with_its_type(described: dict[str, Any]) -> None:
    """Period, findings, summary; of a finding its rule, both sides, figures with their lines, suspects and repairs."""
    assert described["period"] == "2023-H1"
    assert len(described["findings"]) > 200
    for one in described["findings"]:
        assert has(one, KEYS), one["id"]
        assert one["outcome"] in OUTCOMES
        assert one["severity"] in {"error", "warning", "info"}
        assert {*one["label"]} == {"vi", "en"}
        assert all(one["label"].values())
        assert one["assumes"] is None or (all(one["assumes"].values()) and {*one["assumes"]} == {"vi", "en"})
        assert one["recomputed"] is None or is_range(one["recomputed"])
        assert all(isinstance(line, int) for line in one["lines"])
        for figure in one["figures"]:
            assert has(figure, FIGURE), figure
            assert figure["figure"].startswith(f"{figure['indicator']}:{figure['measure']}")
            assert set(figure["lines"]) <= set(one["lines"])
        for suspect in one["suspects"]:
            assert {*suspect} == {"figure", "needs", "is_credible"}
            assert suspect["needs"] is None or is_range(suspect["needs"])
        for repair in one["repairs"]:
            assert {*repair} == {"figure", "value"}
            assert isinstance(repair["value"], NUMBER)
            assert repair["figure"] in {each["figure"] for each in one["suspects"]}


def test_the_summary_counts_every_outcome(described: dict[str, Any]) -> None:
    """Those that nothing came of with zero, in the order of what needs attention; so do the findings stand."""
    outcomes = [one["outcome"] for one in described["findings"]]
    assert described["summary"] == {outcome: outcomes.count(outcome) for outcome in OUTCOMES}
    assert [*described["summary"]] == [*OUTCOMES]
    assert outcomes == sorted(outcomes, key=OUTCOMES.index)
    assert sum(described["summary"].values()) == len(outcomes)


def test_a_contradiction_is_told_in_numbers(described: dict[str, Any]) -> None:
    """The 51 % that needs 60,4 to 61,3 and may have been 61: where it stands, and how far apart both sides are."""
    (one,) = [one for one in described["findings"] if one["id"] == "parts:income.trade_services:activity:plan"]
    assert (one["rule"], one["outcome"], one["cluster"]) == ("parts", "cannot_hold", one["id"])
    assert one["stated"] == pytest.approx(324.799 / 0.595)
    assert one["stated_range"][0] < one["stated"] < one["stated_range"][1]
    assert one["gap"] == pytest.approx(one["recomputed"][0] - one["stated_range"][1])
    assert one["gap"] > 0
    finance = "income.finance_other:pct_of_plan@report:L51"
    (told,) = [figure for figure in one["figures"] if figure["figure"] == finance]
    assert told == {
        "figure": finance, "indicator": "income.finance_other", "measure": "pct_of_plan", "value": 51,
        "as_written": "51%", "unit": "pct", "lines": [51],
    }  # fmt: skip
    (needs,) = [each["needs"] for each in one["suspects"] if each["figure"] == finance]
    assert needs == [pytest.approx(60.4, abs=0.05), pytest.approx(61.3, abs=0.05)]
    assert {"figure": finance, "value": 61} in one["repairs"]
    assert [finance] in one["sets"]
    assert one["is_localised"] is True
    assert one["decision"] is None


def test_the_count_of_a_list_is_a_figure(described: dict[str, Any]) -> None:
    """With the number of its members, in its indicator's unit, on the line where it begins."""
    counts = [each for one in described["findings"] for each in one["figures"] if ":list@" in each["figure"]]
    assert counts
    met = [one for one in counts if one["figure"] == "urban.criteria_met:actual:list@report:L294"]
    assert met
    assert all((one["value"], one["unit"], one["lines"]) == (5, "criteria", [294]) for one in met)


def test_identities_are_unique_and_the_same_in_another_run(real: Dataset, described: dict[str, Any]) -> None:
    """Two runs on the same figures, loaded anew, give the same document."""
    names = [one["id"] for one in described["findings"]]
    assert len(names) == len(set(names))
    again = load(real.workspace, real.workspace.params_file("2023-H1"))
    assert json.loads(json.dumps(document(again, audit(again)))) == described
    assert all(one["cluster"] in names for one in described["findings"] if one["cluster"])
    assert all(one["form_of"] in names for one in described["findings"] if one["form_of"])


def test_a_row_has_a_cell_for_every_column(described: dict[str, Any]) -> None:
    """One row a finding, through a CSV file and back, whatever is missing in it."""
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows(described)])
    header, *read = csv.reader(io.StringIO(text.getvalue()))
    assert {len(row) for row in read} == {len(COLUMNS)}
    table = [dict(zip(header, row, strict=True)) for row in read]
    assert [row["id"] for row in table] == [one["id"] for one in described["findings"]]
    (plan,) = [row for row in table if row["id"] == "parts:income.trade_services:activity:plan"]
    assert (plan["period"], plan["severity"], plan["unit"], plan["decision"]) == ("2023-H1", "error", "vnd_bn", "")
    assert "income.finance_other:pct_of_plan@report:L51=61" in plan["repairs"].split()
    suspects = dict(cell.rsplit("=", 1) for cell in plan["suspects"].split())
    assert suspects["income.finance_other:pct_of_plan@report:L51"].startswith("60.36")
    assert plan["lines"].split() == ["35", "37", "47", "49", "51"]
    (missing,) = [row for row in table if row["id"] == "plan:income.total"]
    assert (missing["missing"], missing["recomputed_low"], missing["gap"]) == ("income.total:plan", "", "")


@pytest.mark.parametrize(
    ("value", "told"),
    [("51", 51), ("51.0", 51), ("1E+3", 1000), ("60.85", 60.85), ("-0.5", -0.5), ("0", 0), (None, None)],
)
def test_numbers_are_numbers(value: str | None, told: float | None) -> None:
    """Whole ones without a point; what is not known is null."""
    found = number(None if value is None else Decimal(value))
    assert found == told
    assert type(found) is type(told)


def test_an_open_end_is_null() -> None:
    """So is a range that is not known."""
    assert ends(Interval(None, Decimal("3.5"))) == [None, 3.5]
    assert ends(Interval(Decimal(97), None)) == [97, None]
    assert ends(None) is None


def test_a_finding_that_rests_on_nothing_is_told_too(real: Dataset, found: tuple[Finding, ...]) -> None:
    """Without sides, figures or suspects: empty lists and nulls, and a row as wide as any."""
    bare = replace(
        found[0], figures=(), stated=None, recomputed=None, face=None, gap=None, missing=(Topic("x.y", "actual"),)
    )
    described = document(real, [bare])
    (one,) = described["findings"]
    assert (one["figures"], one["lines"], one["stated"], one["recomputed"]) == ([], [], None, None)
    assert len(rows(described)[0]) == len(COLUMNS)


def test_the_summary_counts_the_findings_of_each_outcome(real: Dataset, found: tuple[Finding, ...]) -> None:
    """All outcomes have a number, those that did not come as well, and together they are all findings."""
    summary = document(real, found)["summary"]
    assert summary == {outcome: [finding.outcome for finding in found].count(outcome) for outcome in OUTCOMES}
    assert sum(summary.values()) == len(found)
