"""A new report removes nothing that a person made or that is still true."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kimtan.report.build import Options, build_report
from kimtan.report.left_behind import LeftBehind, keep_own_files, leave_behind
from kimtan.run.manifest import MANIFEST, Manifest, manifest
from tests.report.test_build import GOOD, PERIOD, write_workspace

EDITION = {"period": "2023-H1", "language": "vi", "audience": "internal"}


class Recipe:
    """As much of a recipe as says what a report was made of."""

    def __init__(self, formats: Iterable[str], data: int, audience: str = "internal") -> None:
        self.formats = sorted(formats)
        self.inputs = {"data": {"sha256": f"{data:064}", "bytes": 1}}
        self.dataset = SimpleNamespace(config=SimpleNamespace(audience=audience))

    def described(self, folder: Path) -> dict[str, Any]:
        return manifest(folder, self.inputs, folder, EDITION, {"formats": self.formats, "comments": True})


def written(folder: Path, recipe: Recipe, **files: str) -> Path:
    """A report with its manifest; underscores in the names of files stand for dots."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    (folder / MANIFEST).write_text(json.dumps(recipe.described(folder)), encoding="utf-8")
    return folder


ALL = Recipe(["html", "pdf", "docx"], 1)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return written(tmp_path / "old", ALL, report_ipynb="N", report_html="H", report_pdf="P", report_docx="D")


def replaced(target: Path, recipe: Recipe, **files: str) -> tuple[Path, LeftBehind]:
    """The new report's folder, in which the files are, and what became of the old one's."""
    folder = written(target.with_name("new"), recipe, **files)
    left = leave_behind(target, folder, recipe, is_draft=False)
    keep_own_files(target, folder)
    return folder, left


def test_documents_that_are_still_true_stay(target: Path) -> None:
    """Asked for HTML alone, a report of the same notebook and data keeps its PDF and its Word file."""
    folder, left = replaced(target, ALL, report_ipynb="N", report_html="H")
    assert left == LeftBehind(("docx", "pdf"))
    assert (folder / "report.pdf").read_text() == "P"
    assert (folder / "report.docx").read_text() == "D"


def test_a_word_file_of_other_data_is_no_longer_true(target: Path) -> None:
    """The notebook may be the same where the data is not; the PDF is made of the notebook alone."""
    folder, left = replaced(target, Recipe(ALL.formats, 2), report_ipynb="N", report_html="H")
    assert left.formats == ("pdf",)
    assert left.outdated == {"report.docx": "earlier/report.docx"}
    assert not (folder / "report.docx").exists()


def test_outdated_documents_are_named_as_such(target: Path) -> None:
    """What is of an earlier state is moved out of the way of what is not, and said to be there."""
    folder, left = replaced(target, ALL, report_ipynb="other", report_html="H2")
    assert (folder / "earlier" / "report.pdf").read_text() == "P"
    assert [sentence.split(";")[0] for sentence in left.sentences()] == [
        "report.docx is of an earlier state and is kept as earlier/report.docx",
        "report.pdf is of an earlier state and is kept as earlier/report.pdf",
    ]


def test_a_public_edition_keeps_nothing_outdated(target: Path) -> None:
    """An earlier document may tell what is withheld now."""
    recipe = Recipe(ALL.formats, 1, "public")
    folder, left = replaced(target, recipe, report_ipynb="other", report_html="H2")
    assert not (folder / "earlier").exists()
    assert next(left.sentences()).startswith("report.docx is of an earlier state and was removed;")


def test_an_edited_document_is_set_aside_every_time(target: Path) -> None:
    """What somebody wrote into a report is never overwritten, nor is what was set aside before."""
    (target / "report.docx").write_text("D, edited", encoding="utf-8")
    folder, left = replaced(target, ALL, report_ipynb="N", report_html="H", report_docx="D")
    assert (folder / "report.docx").read_text() == "D"
    assert (folder / "earlier" / "report.docx").read_text() == "D, edited"
    (sentence,) = left.sentences()
    assert sentence == "report.docx was edited since it was made: the edited one is kept as earlier/report.docx."
    (folder / MANIFEST).write_text(json.dumps(ALL.described(folder)), encoding="utf-8")
    (folder / "report.docx").write_text("edited again", encoding="utf-8")
    newest = written(folder.with_name("newest"), ALL, report_ipynb="N", report_docx="D")
    leave_behind(folder, newest, ALL, is_draft=False)
    assert (newest / "earlier" / "report.docx").read_text() == "D, edited"
    assert (newest / "earlier" / "report-2.docx").read_text() == "edited again"


def test_files_that_kimtan_never_wrote_stay_where_they_are(target: Path) -> None:
    """A person's own file beside the report is in the new folder as well; a program's hidden ones are not."""
    for name in ("notes.txt", "~$report.docx", ".cache"):
        (target / name).write_text("own", encoding="utf-8")
    folder, _ = replaced(target, ALL, report_ipynb="other")
    assert (folder / "notes.txt").read_text() == "own"
    assert not (folder / "~$report.docx").exists()
    assert not (folder / ".cache").exists()


@pytest.mark.slow
def test_a_report_made_again_keeps_what_is_true_and_what_was_edited(tmp_path: Path, kernels) -> None:
    """From one run to the next: another format is added, an edit set aside, and a person's file makes nothing run."""
    workspace = write_workspace(tmp_path, GOOD)

    def make(*formats: str) -> Any:
        return build_report(workspace, workspace.params_file(PERIOD), Options(formats=formats, pool=kernels))

    folder = make("html", "docx").folder
    (folder / "notes.txt").write_text("own", encoding="utf-8")
    assert make("html").unchanged == len(GOOD)
    assert list(Manifest.of((folder / MANIFEST).read_bytes()).options["formats"]) == ["docx", "html"]
    page = (folder / "report.html").read_bytes()
    word = next(folder.glob("report*.docx"))
    word.write_bytes(b"edited")
    again = make("html")
    assert dict(again.left_behind.edited) == {word.name: f"earlier/{word.name}"}
    assert (folder / "earlier" / word.name).read_bytes() == b"edited"
    assert (folder / "report.html").read_bytes() == page
    assert (folder / "notes.txt").read_text() == "own"
