"""A public edition depends on nothing that it does not show: with all of that changed, every byte is the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.report.build import Options, Report, build_report
from kimtan.run.manifest import Manifest
from kimtan.run.pools import SectionPool
from kimtan.workspace import Workspace
from tests import inprocess
from tests.confidential import MARKERS, PERIOD, changed, dataset, restricted
from tests.extent import examples

pytestmark = pytest.mark.slow

TOUCHING = [
    "income.trade",  # in the report's contradictions, a part of a part, in prose, tables and charts
    "environment.clean_water",  # stated twice, with a chart of its own
    "investment.owed",  # a part of one of two breakdowns, and set against the revenue
    "insurance.voluntary_social",  # placed in a sentence
    "urban.criteria_unmet",  # a list with members
    "health.e_records",  # the numerator of a ratio, and a suspicion
]

MAIN = [
    ["income.total", "budget.revenue", "honey.output", "land.certificate_files"],
    ["income.trade_services", "education.provincial_winners", "bypass.phase1_compensated", "overall.targets_met"],
    ["income.industry_construction", "crops.grain_output", "investment.estimate", "insurance.health_share"],
    ["income.agriculture", "neighbourhood.model", "digital.eid_registered", "investment.works_in_debt"],
]
"""The main indicators of the sections, a few at a time."""


def withheld(workspace: Workspace) -> set[str]:
    everything = dataset(workspace)
    return everything.indicators.keys() - everything.edition(audience="public").indicators.keys()


def named(text: str, indicators: set[str]) -> list[str]:
    """The indicators whose identity stands in a text."""
    return sorted(indicators & set(re.findall(r"[\w.]+", text)))


@pytest.mark.longer
@pytest.mark.parametrize("indicators", examples(MAIN[:2], MAIN), ids=lambda names: names[0])
def test_the_page_is_the_same_with_everything_withheld_changed(indicators: list[str], tmp_path: Path) -> None:
    """Whichever section loses its main figures; and no identity of one stands in it."""
    one = restricted(tmp_path / "one", indicators)
    two = changed(one, tmp_path / "two")
    before, after = (inprocess.html(each, audience="public") for each in (one, two))
    assert before == after
    assert named(before, withheld(one)) == []
    assert [marker for marker in MARKERS if marker in after] == []


def test_what_is_changed_would_be_seen(tmp_path: Path) -> None:
    """The test changes something of each kind, and the internal page shows it."""
    two = changed(restricted(tmp_path / "one", TOUCHING), tmp_path / "two")
    page = inprocess.html(two, audience="internal")
    assert {marker for marker in MARKERS if marker in page} >= {"kín đáo", "7.319.9"}
    assert set(TOUCHING) < withheld(two), "some are withheld with them"


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, kernels: SectionPool
) -> tuple[Workspace, tuple[Report, Report]]:
    """The public edition made twice by the real build, the second time with all that it withholds changed."""
    folder = tmp_path_factory.mktemp("public")
    one = restricted(folder / "one", TOUCHING)
    two = changed(one, folder / "two")
    options = Options(audience="public", pool=kernels)
    first, second = (build_report(each, each.params_file(PERIOD), options) for each in (one, two))
    return two, (first, second)


def files(report: Report) -> dict[str, bytes]:
    """Everything that is published but the record of the run, which tells its seconds."""
    paths = (path for path in report.folder.rglob("*") if path.is_file() and path.name != "run.json")
    found = {path.relative_to(report.folder).as_posix(): path.read_bytes() for path in paths}
    manifest = json.loads(found["manifest.json"])
    del manifest["predicate"]["runDetails"]["builder"][
        "builderDependencies"
    ]  # somebody may be editing the library while the tests run
    return {**found, "manifest.json": json.dumps(manifest).encode()}


@pytest.mark.longer(alone=True)
def test_all_bytes_of_the_public_edition_are_the_same_with_everything_withheld_changed(published) -> None:
    """Page, notebooks, tables and manifest; and what is said at the end of the run."""
    _, reports = published
    before, after = map(files, reports)
    assert {"report.html", "report.ipynb", "notebooks/90_data_audit.ipynb", "tables/figures.csv"} < set(before)
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []
    assert reports[0].headline == reports[1].headline


def test_nothing_that_is_withheld_stands_in_any_file_of_the_public_edition(published) -> None:
    """No value, name, note, word or reason, and no identity: the calls of its notebooks are taken out."""
    workspace, (_, report) = published
    gone = withheld(workspace)
    for name, content in files(report).items():
        text = content.decode("utf-8")
        assert [marker for marker in MARKERS if marker in text] == [], name
        assert named(text, gone) == [], name


def test_the_manifest_of_a_public_edition_hashes_what_it_shows_and_names_no_commit(published) -> None:
    """Files in which something may be restricted are hashed as excerpts."""
    _, (report, _) = published
    content = (report.folder / "manifest.json").read_bytes()
    excerpts = Manifest.of(content).excerpts
    assert b"gitCommit" not in content
    assert {f"data/{PERIOD}/observations.csv", "data/indicators.csv", "data/rules.yml"} < excerpts
    assert f"params/{PERIOD}.yml" not in excerpts


def test_an_edition_has_its_own_folder_says_which_it_is_and_how_much_it_withholds(published) -> None:
    """In the title block, and in the audit."""
    workspace, (_, report) = published
    public = dataset(workspace).edition(audience="public")
    page = (report.folder / "report.html").read_text(encoding="utf-8")
    assert report.folder.name == f"{PERIOD}-public"
    assert re.search(r"Ấn bản</dt>\s*<dd>Bản công khai</dd>", page), "title block"
    words = re.sub(r"<[^>]+>", "", page)
    told = f"Bản công khai không nêu {public.withheld} số liệu thuộc diện hạn chế, kể cả {public.withheld_with_them}"
    assert told in words


@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_check_says_the_same_with_everything_withheld_changed(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the public; inside it says other things."""
    one = restricted(tmp_path / "one", TOUCHING)
    said = []
    for workspace in (one, changed(one, tmp_path / "two")):
        monkeypatch.chdir(workspace.root)
        answer = CliRunner().invoke(app, ["check", PERIOD, "--audience", "public", "--format", shape])
        assert answer.exit_code == 0, answer.output
        said.append(answer.stdout)
    assert said[0] == said[1]
    assert named(said[0], withheld(one)) == []
