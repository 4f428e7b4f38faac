"""A new period begins with what is known, and with nothing that is not."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.errors import ExitCode, InputError
from kimtan.figures import Interval, interval
from kimtan.forms.opening import _params, _rounded, opened
from kimtan.period import Period
from kimtan.workspace import Workspace
from tests.conftest import UNIT, copied

HALF, NINE, NEXT = Period(2023, "H1"), Period(2023, "9M"), Period(2024, "H1")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The repository's period, without its notebooks: those are the suite's."""
    return copied(tmp_path, notebooks=False)


def loaded(workspace: Workspace, period: Period) -> Dataset:
    """A period."""
    return load(workspace, workspace.params_file(str(period)))


def test_plans_of_the_same_year_are_carried_over(workspace: Workspace) -> None:
    """Stated ones as they are, implied ones as an interval that holds all that they can be, each marked."""
    params = workspace.params_file("2023-H1")
    params.write_text(params.read_text("utf-8").replace("  date: null", "  date: 2023-06-20"), "utf-8")
    opened(workspace, NINE, HALF).write()
    before, after = loaded(workspace, HALF), loaded(workspace, NINE)
    assert {row.measure for row in after.observations} == {"plan"}, "actuals are blank, and nothing is zero"
    stated = {row.indicator for row in before.observations if row.measure == "plan"}
    for row in after.observations:
        assert row.source.startswith("period_2023_h1:report/L")
        if row.indicator in stated:
            assert (row.value, row.note_en) == (before.statements(row.indicator, "plan")[0].value, None)
            continue
        assert "imply" in (row.note_en or "")
        one, unit = after.indicators[row.indicator], after.units[row.unit]
        (actual, *_), (share, *_) = (before.statements(row.indicator, of) for of in ("actual", "pct_of_plan"))
        done, percent = (each.interval(one, before.units[each.unit]) for each in (actual, share))
        ends = row.interval(one, unit)
        assert None not in (done.low, done.high, percent.low, percent.high, ends.low, ends.high)
        assert ends.low <= done.low * 100 / percent.high  # type: ignore[operator]
        assert ends.high >= done.high * 100 / percent.low  # type: ignore[operator]
    order = list(before.complete.indicators)
    carried = [order.index(row.indicator) for row in after.stated]
    assert carried == sorted(carried), "not in the order of the dictionary"
    document, table = after.sources.documents["period_2023_h1"], workspace.observations_file("2023-H1")
    assert document.sha256 == hashlib.sha256(table.read_bytes()).hexdigest()
    assert (str(document.date), document.issuer) == ("2023-06-20", before.config.settings.authority)
    assert after.config.settings.date is None
    assert after.config.settings.title.endswith("9 tháng đầu năm 2023")


@pytest.mark.parametrize(
    ("title", "renamed"),
    [
        ("Báo cáo 6 tháng đầu năm 2023", "Báo cáo 9 tháng đầu năm 2023"),
        ("First half of 2023: report", "First nine months of 2023: report"),
        ("Báo cáo của năm", None),
    ],
)
def test_wording_that_names_the_earlier_period_names_the_new_one(title: str, renamed: str | None) -> None:
    """At the beginning of a sentence too; it is said whether there was any."""
    text = f'period: 2023-H1\nsettings:\n  title: "{title}"\n  date: 2023-06-20\n  as_of: null\n'
    made, is_renamed = _params(text, NINE, HALF)
    assert is_renamed == (renamed is not None)
    assert f'title: "{renamed or title}"' in made
    assert "period: 2023-9M\n" in made
    assert "date: null\n" in made


def test_a_new_year_has_last_years_figures_and_no_plan(workspace: Workspace) -> None:
    """What was achieved then is what the same period is compared with."""
    opened(workspace, NEXT, HALF).write()
    before, after = loaded(workspace, HALF), loaded(workspace, NEXT)
    assert {row.measure for row in after.observations} == {"last_year"}
    for row in after.observations:
        assert row.value == before.statements(row.indicator)[0].value
    assert len(after.observations) == len({row.indicator for row in before.observations if row.measure == "actual"})


def test_nine_months_are_never_compared_with_six(workspace: Workspace) -> None:
    """Last year's nine months come from that report or from nowhere."""
    opened(workspace, Period(2024, "9M"), HALF).write()
    assert loaded(workspace, Period(2024, "9M")).observations == ()


def test_decided_figures_are_carried_as_decided(workspace: Workspace) -> None:
    """With a note of what was stated."""
    (row,) = loaded(workspace, HALF).statements("livestock.pigs")
    decision = (
        f"figures:\n  - figure: {row.figure}\n    expect: '{row.value}'\n    value: '870'\n"
        "    reason_vi: Kiểm đếm lại\n    reason_en: Counted again\n    who: Thống kê\n    date: 2023-07-01\n"
    )
    workspace.decisions_file("2023-H1").write_text(decision, encoding="utf-8")
    datapackage.write(workspace, "thị trấn Kim Tân")
    opened(workspace, NEXT, HALF).write()
    (carried,) = loaded(workspace, NEXT).statements("livestock.pigs", "last_year")
    assert carried.value == 870
    assert row.as_written in (carried.note_vi or "")


def test_nothing_is_overwritten(workspace: Workspace) -> None:
    """Neither params nor data, and all that is there is named."""
    opened(workspace, NINE, HALF).write()
    with pytest.raises(InputError) as told:
        opened(workspace, NINE, HALF)
    assert [problem.place for problem in told.value.problems] == ["params/2023-9M.yml", "data/2023-9M"]
    with pytest.raises(InputError, match="not before"):
        opened(workspace, Period(2022, "H1"), HALF)


def test_all_files_are_written_or_none(workspace: Workspace) -> None:
    """A params file that came into being meanwhile stays as it is."""
    opening = opened(workspace, NINE, HALF)
    workspace.params_file("2023-9M").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="exists already"):
        opening.write()
    assert workspace.params_file("2023-9M").read_text(encoding="utf-8") == "mine"
    assert not workspace.period_dir("2023-9M").exists()


def test_a_dry_run_writes_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what it would do."""
    monkeypatch.chdir(workspace.root)
    answer = CliRunner().invoke(app, ["new", "2023-9M", "--from", "2023-H1", "--dry-run"])
    assert answer.exit_code == ExitCode.DONE
    assert "21 plans that a percentage implies" in answer.stdout
    assert workspace.periods() == ["2023-H1"]
    assert CliRunner().invoke(app, ["new", "2023-9M", "--from", "2023-H1"]).exit_code == ExitCode.DONE
    assert workspace.periods() == ["2023-9M", "2023-H1"]


@given(
    low=st.decimals("0.001", "1e7", places=4), width=st.decimals("0.0001", "1e4", places=4), is_truncated=st.booleans()
)
def test_a_rounded_interval_holds_the_whole_of_it(low: Decimal, width: Decimal, is_truncated: bool) -> None:
    """With not many more digits than it deserves."""
    rounding = "truncated" if is_truncated else "nearest"
    value, precision = _rounded(Interval(low, low + width), rounding)
    ends = interval(value, precision, None, rounding)
    assert ends.low is not None
    assert ends.high is not None
    assert ends.low <= low
    assert ends.high >= low + width
    assert precision <= width * Decimal("1.5")


def test_last_years_figures_come_from_the_same_period_of_that_year_where_the_workspace_has_it(
    workspace: Workspace,
) -> None:
    """Plans come from the period that is named, last year's figures from the nine months before."""
    last, now = Period(2022, "9M"), Period(2023, "9M")
    text = workspace.params_file(str(HALF)).read_text("utf-8")
    workspace.params_file(str(last)).write_text(text.replace(f"period: {HALF}", f"period: {last}"), "utf-8")
    folder = workspace.period_dir(str(last))
    folder.mkdir()
    for file in workspace.period_dir("2023-H1").iterdir():
        (folder / file.name).write_text(file.read_text("utf-8").replace("2023-06-10", "2022-06-10"), "utf-8")
    datapackage.write(workspace, UNIT)
    opened(workspace, now, HALF).write()
    rows = {row.measure for row in loaded(workspace, now).observations}
    assert rows == {"plan", "last_year"}


def test_what_is_opened_from_a_later_period_says_what_to_name(workspace: Workspace) -> None:
    """A period knows nothing of what comes after it."""
    with pytest.raises(InputError) as caught:
        opened(workspace, Period(2022, "9M"), HALF)
    (problem,) = caught.value.problems
    assert (problem.place, problem.code, problem.remedy) == ("--from", "opening.order", "Name an earlier period.")


def test_rows_by_hand_have_a_document_to_name(workspace: Workspace) -> None:
    """As in the first period of an office: the period's own report, beside those that are carried over from."""
    opened(workspace, NINE, HALF).write()
    own = loaded(workspace, NINE).sources.documents["report"]
    assert own.title.endswith("9 tháng đầu năm 2023")
