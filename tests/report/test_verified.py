"""A published report is held against its manifest: whatever is not what it was is found and named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.errors import ExitCode, InputError
from kimtan.report.build import Options, build_report
from kimtan.report.verified import verified
from kimtan.run.manifest import Manifest
from kimtan.run.pools import SectionPool
from kimtan.workspace import Workspace
from tests.report.test_build import GOOD, PERIOD, write_workspace

OWN = {
    **GOOD,
    "12_own": "from pathlib import Path\nshow(Heading('Riêng', 'own', 2))\n"
    "content = Path('data/extra.csv').read_bytes()",
}
READ = (f"data/{PERIOD}/observations.csv", f"params/{PERIOD}.yml", "notebooks/12_own.ipynb", "data/extra.csv")


@pytest.fixture(scope="module", params=["internal", "public"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, kernels: SectionPool
) -> tuple[Workspace, Path]:
    """A workspace with a report, one of whose notebooks reads a file of its own."""
    workspace = write_workspace(tmp_path_factory.mktemp("verified"), OWN)
    (workspace.data_dir / "extra.csv").write_text("a,1\n", "utf-8")
    options = Options(audience=request.param, formats=("html", "docx"), pool=kernels)
    return workspace, build_report(workspace, workspace.params_file(PERIOD), options).folder


def files(workspace: Workspace, folder: Path) -> Iterator[Path]:
    """Everything that went in and lies in the workspace, that came out, and that is kept."""
    manifest = Manifest.of((folder / "manifest.json").read_bytes())
    own = [workspace.place(name) for name in {*manifest.inputs, *READ}]
    yield from (path for path in sorted(own) if path.is_relative_to(workspace.root) and path.is_file())
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
    for kept in (workspace.cache_dir(folder.name), workspace.findings_dir):
        yield from (path for path in sorted(kept.iterdir()) if path.is_file())


@pytest.mark.slow
def test_a_report_that_nobody_touched_is_what_it_was(made: tuple[Workspace, Path]) -> None:
    """Every file is counted, and nothing is said against one."""
    _, folder = made
    result = verified(folder)
    manifest = Manifest.of((folder / "manifest.json").read_bytes())
    assert (result.problems, result.remarks) == ((), ())
    outputs, inputs, kept = result.counts
    assert outputs == len(manifest.outputs)
    assert inputs >= len(manifest.inputs)
    assert kept >= 2  # a section and the findings


@pytest.mark.slow
@pytest.mark.parametrize("at", [0, 0.5, 1], ids=["first", "middle", "last"])
def test_one_byte_flipped_in_any_file_is_found(made: tuple[Workspace, Path], at: float) -> None:
    """In inputs, outputs, manifest and record, kept sections and findings: that file is named, and no other."""
    workspace, folder = made
    tried = list(files(workspace, folder))
    assert {workspace.place(name) for name in READ} <= set(tried)
    for path in tried:
        content = path.read_bytes()
        flipped = bytearray(content)
        flipped[round(at * (len(content) - 1))] ^= 1
        path.write_bytes(flipped)
        places = {problem.place for problem in verified(folder).problems}
        path.write_bytes(content)
        name = workspace.shown(path)
        assert any(place.endswith(name) for place in places), name
        assert len(places) == 1 or path.name == "manifest.json", places
    assert verified(folder).problems == ()


@pytest.mark.slow
def test_a_file_that_is_gone_or_was_added_is_told(made: tuple[Workspace, Path]) -> None:
    """Of the report, and of its inputs."""
    workspace, folder = made
    page, figures = folder / "report.html", workspace.observations_file(PERIOD)
    for path in (page, figures):
        path.rename(path.with_name("aside"))
        problems = verified(folder).problems
        path.with_name("aside").rename(path)
        assert any(problem.place.endswith(path.name) and problem.seen == "It is missing." for problem in problems)
    added = folder / "tables" / "more.csv"
    added.write_text("x\n", "utf-8")
    (problem,) = verified(folder).problems
    added.unlink()
    assert problem.seen == "The report was made without it."


@pytest.mark.slow
def test_a_report_that_was_sent_away_proves_its_own_files(made: tuple[Workspace, Path], tmp_path: Path) -> None:
    """Without the workspace it is said that inputs are not looked at; a flipped byte is found all the same."""
    _, folder = made
    sent = shutil.copytree(folder, tmp_path / "sent")
    result = verified(sent)
    assert result.problems == ()
    assert "lies in no workspace" in result.remarks[-1]
    content = bytearray((sent / "report.html").read_bytes())
    content[1000] ^= 1
    (sent / "report.html").write_bytes(content)
    assert [problem.place for problem in verified(sent).problems] == [f"{sent.as_posix()}/report.html"]


@pytest.mark.slow
def test_a_manifest_that_names_files_elsewhere_opens_none(made: tuple[Workspace, Path], tmp_path: Path) -> None:
    """A name that leaves the report's folder is told."""
    _, folder = made
    sent = shutil.copytree(folder, tmp_path / "sent")
    statement = json.loads((sent / "manifest.json").read_bytes())
    for name in ("../secret", "/etc/passwd"):
        statement["subject"][0]["name"] = name
        (sent / "manifest.json").write_text(json.dumps(statement), "utf-8")
        assert f"It names a file outside of the report: {name}." in [item.seen for item in verified(sent).problems]


@pytest.mark.slow
def test_what_it_was_made_with_otherwise_is_a_remark(
    made: tuple[Workspace, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version is no changed file."""
    monkeypatch.setattr("kimtan.report.verified.version", lambda name: "0" if name == "pandas" else None)
    monkeypatch.setattr("kimtan.report.verified.library_hash", lambda: "other")
    result = verified(made[1])
    assert result.problems == ()
    assert any(
        remark.startswith("It was made with pandas ") and remark.endswith("here is 0.") for remark in result.remarks
    )
    assert result.remarks[-1] == "It was made with other code of kimtan than is here."


@pytest.mark.slow
def test_the_doctor_tells_what_changed_and_answers_1(
    made: tuple[Workspace, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """0 where all is as it was, 2 where there is no report."""
    workspace, folder = made
    runner = CliRunner()
    good = runner.invoke(app, ["doctor", "--verify", str(folder)])
    assert good.exit_code == ExitCode.DONE, good.output
    assert good.stdout.endswith("; 0 otherwise.\n")
    kept = next(workspace.findings_dir.iterdir())
    content = kept.read_bytes()
    kept.write_bytes(content.replace(b"cannot_hold", b"holds") + b" ")
    bad = runner.invoke(app, ["doctor", "--verify", str(folder)])
    kept.write_bytes(content)
    assert bad.exit_code == ExitCode.ATTENTION
    assert kept.name in bad.output
    with pytest.raises(InputError, match="is no report"):
        verified(workspace.root)
