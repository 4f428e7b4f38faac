"""How far a period has come, who still owes what, and whether everything is as it must be."""

from __future__ import annotations

import datetime as dt
import platform
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kimtan.cli import doctor as examined
from kimtan.cli.app import app
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.errors import ExitCode
from kimtan.forms.opening import opened
from kimtan.period import Period
from kimtan.report import state
from kimtan.report.build import Options, build_report
from kimtan.run.manifest import manifest, write_json
from kimtan.run.pools import SectionPool
from kimtan.workspace import Workspace
from tests.conftest import copied, write_workspace

OWNERS = "  owners:\n    agriculture: {name: Địa chính - nông nghiệp, deadline: 2023-09-10}\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The repository's half-year, and nine months opened from it; a report has one section, since any will do."""
    workspace = copied(tmp_path, notebooks=False)
    params = workspace.params_file("2023-H1")
    params.write_text(params.read_text("utf-8").replace("sections: null", "sections: [22_education]"), "utf-8")
    opened(workspace, Period(2023, "9M"), Period(2023, "H1")).write()
    monkeypatch.chdir(tmp_path)
    return workspace


def loaded(workspace: Workspace, period: str) -> Dataset:
    """A period."""
    return load(workspace, workspace.params_file(period))


def stated(workspace: Workspace, *rows: str) -> Dataset:
    """The nine months with more figures."""
    table = workspace.observations_file("2023-9M")
    table.write_text(table.read_text("utf-8") + "".join(f"{row},\n" for row in rows), "utf-8")
    datapackage.write(workspace, "thị trấn Kim Tân")
    return loaded(workspace, "2023-9M")


def test_a_period_is_blank_partly_filled_or_complete(workspace: Workspace, tmp_path: Path) -> None:
    """By what is planned and what the period before had; plans that contradict each other show early."""
    blank = state.state(loaded(workspace, "2023-9M"))
    assert (blank.filled, blank.stated, blank.contradictions, blank.reported) == ("blank", 0, 1, "not reported")
    assert blank.expected > 100
    some = state.state(stated(workspace, "livestock.pigs,actual,900,head,900,,,,final,,period_2023_h1:x,,"))
    assert (some.filled, some.stated) == ("partly filled", 1)
    half = state.state(loaded(workspace, "2023-H1"))
    assert (half.filled, half.contradictions) == ("complete", 2)
    one = "herd.pigs,agriculture,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1"
    alone = write_workspace(tmp_path / "x", [one], ["herd.pigs,actual,8,head,8,,,,final,,report:L1,,"])
    assert state.state(loaded(alone, "2024-H1")).filled == "complete"


def test_what_is_missing_is_told_by_section_with_its_owner(workspace: Workspace) -> None:
    """And until when; what is stated is not missing."""
    params = workspace.params_file("2023-9M")
    params.write_text(params.read_text("utf-8") + OWNERS, "utf-8")
    before = {one.section: one for one in state.missing(loaded(workspace, "2023-9M"))}
    farm = before["agriculture"]
    assert (farm.owner, farm.deadline) == ("Địa chính - nông nghiệp", dt.date(2023, 9, 10))
    assert farm.days_left(dt.date(2023, 9, 12)) == -2
    assert (before["education"].owner, before["education"].days_left(dt.date(2023, 9, 12))) == ("", None)
    stated(workspace, "livestock.pigs,actual,900,head,900,,,,final,,period_2023_h1:x,,")
    after = {one.section: one for one in state.missing(loaded(workspace, "2023-9M"))}
    assert set(farm.indicators) - set(after["agriculture"].indicators) == {"livestock.pigs"}
    answer = CliRunner().invoke(app, ["list", "--missing", "2023-9M"])
    assert answer.exit_code == ExitCode.DONE
    (line,) = [one for one in answer.stdout.splitlines() if "\tagriculture\t" in one]
    assert "Địa chính - nông nghiệp" in line
    assert "days late)" in line


@pytest.mark.slow
def test_a_report_is_known_as_long_as_its_figures_are_the_same(workspace: Workspace, kernels: SectionPool) -> None:
    """Another figure, and it is outdated; the list says so without a notebook being opened."""
    build_report(workspace, workspace.params_file("2023-H1"), Options(pool=kernels))
    assert state.state(loaded(workspace, "2023-H1")).reported == "reported"
    lines = CliRunner().invoke(app, ["list"]).stdout.splitlines()
    assert lines[0].split("\t") == [
        "2023-H1", "6 tháng đầu năm 2023", "complete (22/22)", "2 contradictions", "reported",
    ]  # fmt: skip
    assert lines[1].startswith("2023-9M\t9 tháng đầu năm 2023\tblank (0/")
    manifest = workspace.output_dir("2023-H1") / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(f'"python": "{platform.python_version()}', '"python": "4'))
    opened(workspace, Period(2024, "H1"), Period(2023, "H1")).write()
    assert state.state(loaded(workspace, "2023-H1")).reported == "reported", "another Python asks, after a new period"
    table = workspace.observations_file("2023-H1")
    table.write_text(table.read_text("utf-8").replace(",final,,report:L112", ",estimate,,report:L112"), "utf-8")
    assert state.state(loaded(workspace, "2023-H1")).reported == "outdated"


@pytest.mark.slow
def test_a_report_is_known_by_the_options_that_it_was_made_with(workspace: Workspace, kernels: SectionPool) -> None:
    """A clean Word document is up to date in the list; with comments it would be another one, and is made."""
    params = workspace.params_file("2023-H1")
    clean, commented = (Options(formats=("docx",), clean=is_clean, pool=kernels) for is_clean in (True, False))
    build_report(workspace, params, clean)
    assert state.state(loaded(workspace, "2023-H1")).reported == "reported"
    assert CliRunner().invoke(app, ["list"]).stdout.splitlines()[0].endswith("\treported")
    stamp = workspace.output_dir("2023-H1").stat().st_ino
    build_report(workspace, params, clean)
    assert workspace.output_dir("2023-H1").stat().st_ino == stamp, "it was made again for nothing"
    build_report(workspace, params, commented)
    assert workspace.output_dir("2023-H1").stat().st_ino != stamp
    assert state.state(loaded(workspace, "2023-H1")).reported == "reported"


def test_a_report_that_cannot_be_made_again_is_outdated(workspace: Workspace) -> None:
    """A section notebook that the params ask for is gone: the list says so of this period and goes on."""
    folder = workspace.output_dir("2023-H1")
    folder.mkdir(parents=True)
    (folder / "report.html").touch()
    edition = {"period": "2023-H1", "language": "vi", "audience": "internal"}
    described = manifest(workspace.root, {}, folder, edition, {"formats": ["html"], "comments": False})
    write_json(described, folder / "manifest.json")
    params = workspace.params_file("2023-H1")
    params.write_text(params.read_text("utf-8").replace("22_education", "99_gone"), "utf-8")
    assert state.state(loaded(workspace, "2023-H1")).reported == "outdated"


def test_the_doctor_finds_nothing_wrong_where_nothing_is(workspace: Workspace) -> None:
    """Every line says what was looked at."""
    answer = CliRunner().invoke(app, ["doctor"])
    assert answer.exit_code == ExitCode.DONE, answer.stdout
    looked = [line.split("\t")[1] for line in answer.stdout.splitlines()[:-1]]
    assert {"Python", "packages", "Jupyter kernel", "fonts", "suite", "workspace", "2023-H1", "2023-9M"} <= set(looked)
    assert answer.stdout.splitlines()[-1] == "Nothing is wrong."


def test_the_doctor_says_what_to_do(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a broken period, and of a check that breaks itself; outside a workspace it says where to go."""
    workspace.observations_file("2023-9M").write_text("nonsense\n", "utf-8")

    def _broken() -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(examined, "_CHECKS", (*examined._CHECKS, _broken))
    answer = CliRunner().invoke(app, ["doctor"])
    assert answer.exit_code == ExitCode.ATTENTION
    wrong = {line.split("\t")[1]: line for line in answer.stdout.splitlines() if line.startswith("wrong")}
    assert wrong.keys() == {"2023-9M", "broken"}
    assert "kimtan check 2023-9M" in wrong["2023-9M"]
    monkeypatch.chdir("/")
    assert "attention\tworkspace" in CliRunner().invoke(app, ["doctor"]).stdout
