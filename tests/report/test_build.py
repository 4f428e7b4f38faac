from __future__ import annotations

import errno
import filecmp
import json
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from kimtan import config as configs
from kimtan.errors import InputError, OutputError, SectionError
from kimtan.report import build
from kimtan.report.build import Options, build_report
from kimtan.report.formats import FORMATS
from kimtan.report.title import described
from kimtan.run.failures import Failure, FailureKind
from kimtan.run.manifest import Manifest
from kimtan.run.scrub import write_notebook
from kimtan.run.tasks import Result
from kimtan.workspace import Workspace
from tests.conftest import copied, run_only_own

PERIOD = "2023-H1"
PARAMETERS_CELL = f'period = "{PERIOD}"\nlanguage = "vi"\naudience = "internal"\nsettings = {{}}'
GOOD = {
    "11_trade_services": "show(Heading('Thương mại', 'trade', 4, 'I.1.1'), Narrative((('Một câu.',),)))",
    "90_data_audit": "show(Heading('Kiểm tra: ' + language + ' ' + audience, 'audit', 2))",
}
RAISES = "show(Heading('Hỏng', 'broken', 2))\nsettings['no such key']"
PRINTS = "print('một câu')"


def write_sections(root: Path, sources: dict[str, str]) -> None:
    folder = root / "notebooks"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    imports = "from kimtan import show\nfrom kimtan.present.blocks import Heading, Narrative"
    for name, source in sources.items():
        cells = [
            new_code_cell(PARAMETERS_CELL, metadata={"tags": ["parameters"]}),
            new_code_cell(imports, metadata={"tags": ["setup"]}),
            new_code_cell(source),
        ]
        for position, cell in enumerate(cells):
            cell["id"] = f"own-{position}"
        nbformat.write(new_notebook(cells=cells), folder / f"{name}.ipynb")
    run_only_own(root)


def write_workspace(root: Path, sources: dict[str, str]) -> Workspace:
    """The repository's figures with tiny sections."""
    workspace = copied(root, notebooks=False)
    write_sections(root, sources)
    return workspace


@pytest.fixture(scope="module")
def build_here(kernels):
    """A function that makes the report of a workspace."""

    def make(workspace: Workspace, **options: object) -> build.Report:
        return build_report(workspace, workspace.params_file(PERIOD), Options(**{"pool": kernels} | options))

    return make


def manifest_of(report: build.Report) -> Manifest:
    """What the manifest says, but for the library's own code: somebody may be editing it while the tests run."""
    return replace(Manifest.of((report.folder / "manifest.json").read_bytes()), library="")


def problems_of(error: BaseException) -> list[tuple[str, str]]:
    return [(problem.place, problem.seen) for problem in error.problems]


@pytest.fixture(scope="module")
def published(tmp_path_factory, build_here) -> tuple[Workspace, build.Report]:
    workspace = write_workspace(tmp_path_factory.mktemp("published"), GOOD)
    return workspace, build_here(workspace, formats=FORMATS)


@pytest.mark.slow
def test_a_report_is_published_with_all_that_belongs_to_it(published):
    workspace, report = published
    folder = workspace.root / "outputs" / PERIOD
    assert report.folder == folder
    assert [path.name for path in report.files] == [
        "report.html",
        "report.pdf",
        "report-du-thao.docx",
        "phieu-xac-nhan.docx",
        "report.ipynb",
    ]
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "manifest.json",
        "notebooks/11_trade_services.ipynb",
        "notebooks/90_data_audit.ipynb",
        "phieu-xac-nhan.docx",
        "report-du-thao.docx",
        "report.html",
        "report.ipynb",
        "report.pdf",
        "run.json",
        "tables/figures.csv",
        "tables/findings.csv",
        "tables/indicators.csv",
    ]
    assert report.headline
    assert not report.problems


@pytest.mark.slow
def test_sections_stand_under_their_chapters_with_the_parameters_of_the_run(published):
    _, report = published
    page = report.files[0].read_text(encoding="utf-8")
    texts = ("Kết quả thực hiện", "Thương mại", "Một câu.", "Kiểm tra: vi internal")
    places = [page.rindex(text) for text in texts]  # the contents name the headings as well, but before
    assert places == sorted(places)


@pytest.mark.slow
def test_the_manifest_names_what_went_in_and_what_came_out(published):
    _, report = published
    manifest = manifest_of(report)
    assert {f"params/{PERIOD}.yml", f"data/{PERIOD}/observations.csv", "notebooks/90_data_audit.ipynb"} <= set(
        manifest.inputs
    )
    assert {"report.html", "notebooks/90_data_audit.ipynb", "tables/findings.csv"} <= set(manifest.outputs)
    assert not {"manifest.json", "run.json"} & set(manifest.outputs)
    run = json.loads((report.folder / "run.json").read_text(encoding="utf-8"))
    assert set(run["sections"]) == set(GOOD)


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes_elsewhere_at_another_time(published, tmp_path, monkeypatch, build_here):
    workspace, report = published
    other = Workspace(tmp_path / "xã khác")
    for folder in ("params", "data", "notebooks"):
        shutil.copytree(workspace.root / folder, other.root / folder)
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("LC_ALL", "C")
    (other.failed_dir(PERIOD) / "notebooks").mkdir(parents=True)
    again = build_here(other, jobs=1, formats=FORMATS, pool=None)  # kernels of that time zone, too
    assert not other.failed_dir(PERIOD).exists(), "a good run forgets what failed before"
    files = [path.relative_to(again.folder) for path in again.folder.rglob("*") if path.is_file()]
    _, differing, unread = filecmp.cmpfiles(report.folder, again.folder, files, shallow=False)
    assert unread == []
    assert set(map(str, differing)) <= {"run.json", "manifest.json"}
    assert manifest_of(again) == manifest_of(report)
    assert str(tmp_path).encode() not in b"".join((again.folder / path).read_bytes() for path in files)


@pytest.mark.slow
def test_a_failed_run_names_every_failure_keeps_its_notebooks_and_leaves_the_last_report(published, build_here):
    workspace, report = published
    before = {path: path.read_bytes() for path in report.folder.rglob("*") if path.is_file()}
    write_sections(workspace.root, {"12_prints": PRINTS, "20_raises": RAISES})
    try:
        with pytest.raises(SectionError) as caught:
            build_here(workspace)
    finally:
        write_sections(workspace.root, GOOD)
    assert problems_of(caught.value) == [
        ("notebooks/12_prints.ipynb, cell 3", "Text was written to stdout: “một câu”."),
        ("notebooks/20_raises.ipynb, cell 3", "KeyError at `settings['no such key']`: 'no such key'."),
    ]
    kept = workspace.root / "outputs" / ".failed" / PERIOD / "notebooks"
    assert sorted(path.name for path in kept.iterdir()) == ["12_prints.ipynb", "20_raises.ipynb"]
    assert "KeyError" in (kept / "20_raises.ipynb").read_text(encoding="utf-8")
    assert f"outputs/.failed/{PERIOD}/notebooks/20_raises.ipynb" in caught.value.problems[1].remedy
    assert {path: path.read_bytes() for path in report.folder.rglob("*") if path.is_file()} == before


@pytest.mark.slow
def test_when_asked_to_go_on_a_failed_section_leaves_a_remark_in_its_place(tmp_path, build_here):
    workspace = write_workspace(tmp_path, {"11_trade_services": GOOD["11_trade_services"], "20_raises": RAISES})
    report = build_here(workspace, keep_going=True, language="en", audience="public")
    assert report.folder.name == f"{PERIOD}-public-en", "another edition lies beside the one that the params name"
    assert [place for place, _ in problems_of(report)] == ["notebooks/20_raises.ipynb, cell 3"]
    page = report.files[0].read_text(encoding="utf-8")
    assert "This section could not be made" in page
    assert [path.name for path in (report.folder / "notebooks").iterdir()] == ["11_trade_services.ipynb"]
    assert (workspace.failed_dir(report.folder.name) / "notebooks" / "20_raises.ipynb").exists()


# Without any kernel


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Workspace:
    """A workspace whose sections must not run."""

    def run(*_: object) -> None:
        pytest.fail("a section ran")

    monkeypatch.setattr("kimtan.run.suite.run_sections", run)
    return write_workspace(tmp_path, GOOD)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_bad_data_stops_before_anything_runs_or_is_written(workspace, build_here):
    change(workspace.data_dir / "indicators.csv", "income.agriculture,economy", "income.agriculture,economies,x")
    with pytest.raises(InputError, match=r"data/indicators\.csv"):
        build_here(workspace)
    assert not workspace.outputs_dir.exists()


def test_a_section_that_is_not_there_is_told_where_it_was_asked_for(workspace, build_here):
    change(workspace.params_file(PERIOD), "sections: [11_trade_services,", "sections: [11_trade_servicse,")
    with pytest.raises(InputError, match=r"params/2023-H1\.yml: .*Did you mean '11_trade_services'"):
        build_here(workspace)


def test_a_notebook_with_other_parameters_stops_before_anything_runs(workspace, build_here):
    change(workspace.notebooks_dir / "90_data_audit.ipynb", "audience = ", "audiense = ")
    with pytest.raises(InputError, match=r"notebooks/90_data_audit\.ipynb: .*'audiense'"):
        build_here(workspace)
    assert [path.name for path in workspace.outputs_dir.iterdir()] == [".findings"]  # as ``kimtan check`` keeps them


def test_an_unknown_format_is_told_first(workspace, build_here):
    with pytest.raises(InputError, match=r"There is no format 'odt'\. There is: html"):
        build_here(workspace, formats=("html", "odt"))


def test_an_output_folder_that_cannot_be_written_stops_before_anything_runs(workspace, build_here):
    workspace.outputs_dir.write_text("a file in its place", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        build_here(workspace)
    assert caught.value.exit_code == 4
    assert caught.value.problems[0].place == f"outputs/{PERIOD}"


def lost(workspace, monkeypatch, failure: Failure, *, is_written: bool) -> None:
    """Let every section fail in the same way."""

    def run(tasks, *_):
        for task in tasks:
            if is_written:
                write_notebook(new_notebook(), task.output)
        return [Result(task.section, task.output, 0.1, failure) for task in tasks]

    monkeypatch.setattr("kimtan.run.suite.run_sections", run)


def test_notebooks_that_cannot_be_written_are_an_output_error(workspace, monkeypatch, build_here):
    full = OSError(errno.ENOSPC, "No space left on device")
    lost(workspace, monkeypatch, Failure(FailureKind.NOT_WRITTEN, str(full), error=full), is_written=False)
    with pytest.raises(OutputError, match=r"No space left on device\. Make room"):
        build_here(workspace)
    assert not (workspace.outputs_dir / PERIOD).exists()


def test_a_section_whose_kernel_died_is_told_with_what_may_help(workspace, monkeypatch, build_here):
    lost(workspace, monkeypatch, Failure(FailureKind.DEAD_KERNEL, "Kernel died"), is_written=False)
    with pytest.raises(SectionError, match="too little memory: --jobs 1") as caught:
        build_here(workspace)
    assert [place for place, _ in problems_of(caught.value)] == [f"notebooks/{name}.ipynb" for name in GOOD]


def test_a_notebook_is_only_said_to_be_kept_where_there_is_one(workspace, monkeypatch, build_here):
    """A killed process leaves none behind."""
    lost(workspace, monkeypatch, Failure(FailureKind.LOST_WORKER, "It was killed."), is_written=False)
    with pytest.raises(SectionError) as caught:
        build_here(workspace)
    assert [problem.code for problem in caught.value.problems] == ["section.lost_worker"] * len(GOOD)
    assert "outputs/" not in str(caught.value)
    assert not workspace.failed_dir(PERIOD).exists()
    lost(workspace, monkeypatch, Failure(FailureKind.LOST_WORKER, "It was killed."), is_written=True)
    with pytest.raises(SectionError) as caught:
        build_here(workspace)
    for problem, name in zip(caught.value.problems, GOOD, strict=True):
        assert f"outputs/.failed/{PERIOD}/notebooks/{name}.ipynb" in problem.remedy
        assert (workspace.failed_dir(PERIOD) / "notebooks" / f"{name}.ipynb").exists()


def test_a_late_cell_is_a_failed_section_that_can_be_left_out(workspace, monkeypatch, build_here):
    """Not a full disk, which would end the run."""
    late = Failure(FailureKind.TIMEOUT, "A cell timed out.", "CellTimeoutError", 3, "slow()")
    lost(workspace, monkeypatch, late, is_written=True)
    with pytest.raises(SectionError, match=r"cell 3: CellTimeoutError at `slow\(\)`: A cell timed out\. Let it run"):
        build_here(workspace)
    report = build_here(workspace, keep_going=True)
    assert [problem.code for problem in report.problems] == ["section.timeout"] * len(GOOD)
    assert report.files[0].exists()


def test_the_title_block_speaks_the_language_of_the_edition(workspace):
    config = configs.load(workspace.params_file(PERIOD), workspace)
    block = described(config.model_copy(update={"language": "en", "audience": "public"}))
    assert block["period_name"] == "first half of 2023"
    assert (block["unit"], block["audience"], block["period"]) == ("Kim Tân town", "public", PERIOD)
    assert block["as_of"] == "2023-06-30", "the period's end where the params leave it open"
    assert "document_number" not in block, "what the params leave open is not said"
