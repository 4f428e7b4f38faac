"""What is amended in a YAML file is all that is another: every other line keeps its bytes."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest

from kimtan.errors import Problems
from kimtan.forms.amending import amended, with_documents
from kimtan.forms.opening import opened
from kimtan.period import Period
from kimtan.reading.mappings import read_mapping
from kimtan.workspace import Workspace
from tests.conftest import KEPT

BY_HAND = """\
# by hand
---
documents:   # all of them
  report:
    title: 'Báo cáo'   # as it is written
    date:
    file: ~
    no_figures:
    -   reason: {a:  "1" ,b: 2}
        tokens: [ "06",
          "12:30" ]

# the end
"""


def changed(before: str, after: str) -> list[str]:
    """Lines that are gone and that are new."""
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:2] in {"- ", "+ "}]


def read(text: str, folder: Path) -> dict[str, Any]:
    """What kimtan reads in it."""
    file, problems = folder / "x.yml", Problems()
    file.write_text(text, "utf-8")
    located = read_mapping(file, "x.yml", problems)
    assert located is not None, problems.found
    return located.value


@pytest.mark.parametrize("name", ["params/2023-H1.yml", "data/2023-H1/source.yml", "data/2023-H1/text.yml"])
def test_nothing_changed_is_nothing_written(name: str) -> None:
    """The repository's own files come out byte by byte."""
    text = (KEPT.root / name).read_text("utf-8")
    assert amended(text, lambda _: None) == text


def test_a_new_period_changes_the_lines_that_name_the_old_one() -> None:
    """In the repository's own params file, with its comments, folded title and list."""
    workspace = KEPT
    before = workspace.params_file("2023-H1").read_text("utf-8")
    after = opened(workspace, Period(2023, "9M"), Period(2023, "H1")).files[workspace.params_file("2023-9M")]
    title = "Báo cáo tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội, quốc phòng - an ninh"
    english = "title_en: Report on socio-economic development, defence and security in the"
    assert changed(before, after) == [
        "- period: 2023-H1",
        "+ period: 2023-9M",
        f"-     {title} 6 tháng đầu năm 2023",
        f"+     {title} 9 tháng đầu năm 2023",
        f"-   {english} first half of 2023",
        f"+   {english} first nine months of 2023",
    ]


def test_what_is_of_one_report_is_blank_in_the_next(tmp_path: Path) -> None:
    """Number and dates, wherever they stand; a comment beside them stays."""
    for folder in ("params", "data"):
        (tmp_path / folder).symlink_to(KEPT.root / folder)
    text = (KEPT.root / "params/2023-H1.yml").read_text("utf-8")
    (tmp_path / "params").unlink()
    (tmp_path / "params").mkdir()
    text = text.replace("document_number: null", 'document_number: "45/BC"').replace(
        "\n  date: null", "\n  date: 2023-06-15"
    )
    workspace = Workspace(tmp_path)
    workspace.params_file("2023-H1").write_text(text, "utf-8")
    after = opened(workspace, Period(2023, "9M"), Period(2023, "H1")).files[workspace.params_file("2023-9M")]
    settings = read(after, tmp_path)["settings"]
    assert (settings["document_number"], settings["date"], settings["as_of"]) == (None, None, None)
    assert "# the source states neither number nor date" in after


def test_a_document_is_added_to_a_file_that_somebody_wrote(tmp_path: Path) -> None:
    """Blanks, quotes, blank values and comments of the others stay as they are, and all is read as before."""
    after = with_documents(
        BY_HAND, {"form": {"title": "Biểu: số 1", "issuer": "UBND", "date": None, "sha256": "0" * 64}}
    )
    assert changed(BY_HAND, after) == [
        "+   form:",
        '+     title: "Biểu: số 1"',
        '+     issuer: "UBND"',
        "+     date: null",
        f'+     sha256: "{"0" * 64}"',
    ]
    known = read(BY_HAND, tmp_path)["documents"]
    found = read(after, tmp_path)["documents"]
    assert {**known, "form": found.pop("form")}.keys() == {"report", "form"}
    assert found == known


@pytest.mark.parametrize("blank", ["documents:\n", "documents: {}\n", "documents: null  # none yet\n"])
def test_the_first_document_is_added_to_none(tmp_path: Path, blank: str) -> None:
    """In whatever way the file says that there is none."""
    assert read(with_documents(blank, {"form": {"title": "x"}}), tmp_path) == {"documents": {"form": {"title": "x"}}}


def test_lines_that_stayed_never_change_what_a_new_one_means(tmp_path: Path) -> None:
    """A file that is indented by four is written anew rather than mixed."""
    text = "documents:\n    report:\n        title: x\n        date:\n"
    found = read(with_documents(text, {"form": {"title": "y"}}), tmp_path)
    assert found == {"documents": {"report": {"title": "x", "date": None}, "form": {"title": "y"}}}
