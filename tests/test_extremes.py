"""What is out of all measure is refused with its file and place, within seconds: numbers, lines, depths, pipes.

Each case was a crash (exit code 70), a hang, or a value that was taken.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.config import PeriodConfig
from kimtan.data.dataset import load
from kimtan.errors import ExitCode, InputError, SectionError
from kimtan.extract.documents.opening import open_document
from kimtan.forms.safety import plain_workbook
from kimtan.report.exporters import KimtanDocxExporter, KimtanHTMLExporter, KimtanPDFExporter
from kimtan.report.word.reference import checked
from kimtan.run.section_checks import check_sections
from kimtan.run.sections import SectionNotebook
from kimtan.workspace import Workspace
from tests.conftest import write_workspace
from tests.extract.word_files import p, word_file

INDICATOR = "a.total,population,Tổng,Total,vnd_bn,flow,higher,1,,,,,,false,1"
ROW = 'a.total,actual,{value},vnd_bn,"{token}",{precision},,,estimate,,{source},,'
OBSERVATIONS, PACKAGE, TEXT = Path("data/2024-H1/observations.csv"), Path("data/datapackage.json"), "bao-cao.txt"


def figures(root: Path, value: str = "10.0", token: str = "10,0", precision: str = "", source: str = "L1") -> Workspace:
    """A workspace with one figure."""
    return write_workspace(root / "w", [INDICATOR], [ROW.format_map(locals())])


def codes(workspace: Workspace) -> list[str]:
    """What is said of a period's files."""
    try:
        load(workspace, workspace.params_file("2024-H1"))
    except InputError as error:
        return [problem.code for problem in error.problems if problem.place.startswith(("data/", "params/"))]
    return []


NUMBERS: dict[str, tuple[dict[str, str], list[str]]] = {
    "24 digits": ({"value": "1" * 24, "token": "1" * 24}, []),
    "25 digits": ({"value": "1" * 25, "token": "1" * 25}, ["observations.value"]),
    "an exponent": ({"value": "1E+27", "token": "1"}, ["observations.value"]),
    "a small step": ({"precision": f"0.{'0' * 30}1"}, ["observations.precision"]),
    "a large step": ({"precision": f"1{'0' * 22}"}, ["observations.precision"]),
    "strokes": ({"token": "/" * 100_000}, ["observations.as_written"]),
    "fractions": ({"token": "1/" * 50_000}, ["observations.as_written"]),
    "line 1": ({"source": "L1"}, []),
    "line 0": ({"source": "L0"}, ["observations.line"]),
    "a line that nothing has": ({"source": "L99999999999999999999"}, ["observations.line"]),
    "a line of 5,000 digits": ({"source": f"L{'9' * 5000}"}, ["observations.line"]),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_numbers_out_of_all_scale_are_refused_with_their_cell(tmp_path: Path, case: str) -> None:
    """As many digits as a table can show are taken, and no more."""
    cells, expected = NUMBERS[case]
    assert codes(figures(tmp_path, **cells)) == expected


@pytest.mark.parametrize(("line", "expected"), [("L3", []), ("L4", ["observations.line"])])
def test_a_line_that_the_document_does_not_have_is_refused(tmp_path: Path, line: str, expected: list[str]) -> None:
    """Where the document lies beside the figures with the hash that is named, its lines are counted."""
    workspace = figures(tmp_path, source=line)
    content = b"a\nb\nc"
    (workspace.period_dir("2024-H1") / TEXT).write_bytes(content)
    sources = workspace.source_file("2024-H1")
    named = f"    file: {TEXT}\n    sha256: {hashlib.sha256(content).hexdigest()}\n"
    sources.write_text(sources.read_text("utf-8") + named, "utf-8")
    assert codes(workspace) == expected


def test_a_document_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    """A sparse file takes no room on the disk, and would take it in memory."""
    workspace = figures(tmp_path)
    sources = workspace.source_file("2024-H1")
    sources.write_text(f"{sources.read_text('utf-8')}    file: {TEXT}\n    sha256: {'a' * 64}\n", "utf-8")
    with (workspace.period_dir("2024-H1") / TEXT).open("wb") as file:
        file.truncate(3 << 30)
    dataset = load(workspace, workspace.params_file("2024-H1"))
    assert dataset.sources.documents["report"].lines(workspace.period_dir("2024-H1")) == []


@pytest.mark.parametrize("decimals", ["13", "999999999", "-1", "1e3"])
def test_decimals_beyond_a_dozen_are_refused(tmp_path: Path, decimals: str) -> None:
    """They would be written out, one by one."""
    workspace = write_workspace(tmp_path, [INDICATOR.replace(",higher,1,", f",higher,{decimals},")], [])
    assert codes(workspace)[0].startswith("indicators.")


@pytest.mark.parametrize("text", ["[" * 100_000, f"{'[' * 100_000}{']' * 100_000}", '{"unit":' * 100_000])
def test_a_description_whose_parts_lie_too_deep_is_refused(tmp_path: Path, text: str) -> None:
    """Python's reader of JSON raises an error of its own there."""
    workspace = figures(tmp_path)
    (workspace.root / PACKAGE).write_text(text, "utf-8")
    assert codes(workspace) == ["datapackage.json"]


Make = Callable[[Path], object]
NOTEBOOKS: dict[str, Make] = {
    "deep": lambda path: path.write_text(f"{'[' * 100_000}{']' * 100_000}", "utf-8"),
    "deep cell": lambda path: path.write_text(
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": ' + '{"a":' * 900 + "1" + "}" * 900 + ', "cells": []}',
        "utf-8",
    ),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "a folder": lambda path: path.mkdir(),
    "a list": lambda path: path.write_text("[]", "utf-8"),
    "odd cells": lambda path: path.write_text('{"cells": [1], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}'),
    "a link to itself": lambda path: path.symlink_to(path),
    "a pipe": os.mkfifo,
    "gigabytes": lambda path: path.open("wb").truncate(3 << 30),
}


@pytest.mark.parametrize("case", NOTEBOOKS)
def test_a_notebook_that_cannot_be_one_is_told_with_its_name(tmp_path: Path, case: str) -> None:
    """Nothing waits for a pipe, and nothing is read that is no notebook."""
    path = tmp_path / "10_economy.ipynb"
    NOTEBOOKS[case](path)
    with pytest.raises(InputError) as caught:
        check_sections([SectionNotebook("10_economy", path)], Workspace(tmp_path))
    assert {problem.place for problem in caught.value.problems} == {"10_economy.ipynb"}


PARAMETERS: dict[str, tuple[object, object, object, object]] = {
    "a year": (2023, "vi", "internal", {}),
    "no period": (None, "vi", "internal", {}),
    "no settings": ("2023-H1", "vi", "internal", None),
    "a list": ("2023-H1", "vi", "internal", [1]),
    "truths": (True, True, True, True),
}


@pytest.mark.parametrize("case", PARAMETERS)
def test_parameters_of_another_type_are_told_by_name(case: str, first_period: Workspace) -> None:
    """``papermill -p period 2023`` gives a number, ``-y 'settings: null'`` nothing."""
    with pytest.raises(InputError) as caught:
        PeriodConfig.from_parameters(*PARAMETERS[case], first_period)  # type: ignore[arg-type]
    assert all(problem.place.startswith("parameters (") for problem in caught.value.problems)


def damaged() -> bytes:
    """A zip archive whose list of parts is whole and whose first part is not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>" * 5000)
        archive.writestr("[Content_Types].xml", "<a/>")
    content = bytearray(made.getvalue())
    content[60:80] = b"x" * 20
    return bytes(content)


def test_a_damaged_archive_is_told_as_form_and_as_template(tmp_path: Path) -> None:
    """The packing is broken, which is another error than that of a broken archive."""
    file = tmp_path / "report.docx"
    file.write_bytes(damaged())
    with pytest.raises(InputError, match="no Word document"):
        checked(file, "report.docx")
    assert getattr(plain_workbook(file, "form.xlsx"), "code", "") == "form.broken"


def test_a_text_of_a_word_file_with_something_in_its_middle_is_refused(tmp_path: Path) -> None:
    """What follows would be lost, and 91,13 be read as 91,1; a comment of XML is nothing, as everywhere."""
    file = tmp_path / "report.docx"
    file.write_bytes(word_file(p("Thu 91,1@3 tỷ đồng").replace("@", "<!-- -->")))
    assert [passage.text for passage in open_document(file).document.passages] == ["Thu 91,13 tỷ đồng"]
    file.write_bytes(word_file(p("Thu 91,1@3 tỷ đồng").replace("@", "<w:x/>")))
    with pytest.raises(InputError, match="in its middle"):
        open_document(file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_form_and_no_template(tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="no plain file"):
        checked(pipe, "pipe.docx")
    assert getattr(plain_workbook(pipe, "pipe.xlsx"), "code", "") == "form.unreadable"


OLD_SETS = {
    "TCVN3": ("Tæng thu ng©n s¸ch nhµ n­íc ®Õn 30/6", "TCVN3 (ABC)"),
    "VNI": ("Toång thu ngaân saùch nhaø nöôùc, dieän tích", "VNI"),
    "Windows-1258": ("Tổng thu ngân sách nhà nước", "Windows-1258"),
    "French": ("L'été où Noël, naïf, maïs, forêt, garçon, coöpérer", "Windows-1252"),
}


@pytest.mark.parametrize("case", OLD_SETS)
def test_the_advice_for_a_table_that_is_not_in_utf8_fits_its_character_set(tmp_path: Path, case: str) -> None:
    """Saving as UTF-8 helps where letters are letters; of before Unicode they have to be converted."""
    words, named = OLD_SETS[case]
    workspace = figures(tmp_path)
    file = workspace.root / OBSERVATIONS
    encoding = "cp1258" if case == "Windows-1258" else "cp1252"
    file.write_bytes(
        file.read_bytes() + f'a.total,plan,1,vnd_bn,1,,,,final,,L2,"{words}",\n'.encode(encoding, "replace")
    )
    with pytest.raises(InputError) as caught:
        load(workspace, workspace.params_file("2024-H1"))
    (problem,) = caught.value.problems
    assert f"seems to be {named}" in problem.seen
    assert ("UniKey" in problem.remedy) == (case in {"TCVN3", "VNI"})


def test_a_source_of_megabytes_in_one_line_is_compared_in_bearable_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It took minutes, since the end of the line was looked for once a number; a thousand rows are enough."""
    workspace = figures(tmp_path)
    monkeypatch.chdir(workspace.root)
    text = "Tổng thu đạt 12,3 tỷ đồng, bằng 45,6% kế hoạch; " * 20_000
    Path("source.txt").write_text(text, "utf-8")
    answer = CliRunner().invoke(app, ["check", "2024-H1", "--against", "source.txt"])
    assert answer.exit_code == ExitCode.ATTENTION
    lines = answer.stdout.splitlines()
    assert len(lines) < 1010
    assert any(line.endswith("and 39000 more") for line in lines)


def test_what_was_seen_is_cut_where_nobody_reads_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell of 100,000 strokes is told by its ends."""
    workspace = figures(tmp_path, token="/" * 100_000)
    monkeypatch.chdir(workspace.root)
    answer = CliRunner().invoke(app, ["check", "2024-H1"])
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert len(answer.stderr) < 1000


@pytest.mark.parametrize(
    ("value", "token", "is_taken"),
    [
        ("-2.0", "-2,0", True),
        ("-2.0", "\N{MINUS SIGN}2,0", True),
        ("-2.0", "âm 2,0", True),
        ("2.0", "- 2,0", True),
        ("2.0", "-2,0", False),
        ("-2.0", "2,0", False),
        ("-2.1", "-2,0", False),
    ],
)
def test_a_sign_before_a_number_is_read(tmp_path: Path, value: str, token: str, is_taken: bool) -> None:
    """A figure below zero is stated by it; one above zero is another figure."""
    assert (codes(figures(tmp_path, value=value, token=token)) == []) is is_taken


def test_a_notebook_that_was_not_executed_makes_no_empty_page() -> None:
    """It has code and no output; one of text alone is whatever it is."""
    notebook = new_notebook(cells=[new_code_cell("show(1)")])
    for exporter in (KimtanHTMLExporter(), KimtanPDFExporter(), KimtanDocxExporter()):
        with pytest.raises(SectionError, match="was not executed"):
            exporter.from_notebook_node(notebook)
    assert KimtanHTMLExporter().from_notebook_node(new_notebook(cells=[new_code_cell(" ")]))[0]


@pytest.mark.parametrize(
    ("styles", "is_taken"),
    [
        ('<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{}"/></w:rPr></w:rPrDefault></w:docDefaults>', False),
        ('<w:style w:type="paragraph" w:default="1"><w:rPr><w:rFonts w:hAnsi="{}"/></w:rPr></w:style>', False),
        ('<w:style w:type="paragraph" w:styleId="old"><w:rPr><w:rFonts w:hAnsi="{}"/></w:rPr></w:style>', True),
    ],
)
@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", "Times New Roman"])
def test_a_template_in_an_old_font_is_refused(tmp_path: Path, styles: str, is_taken: bool, font: str) -> None:
    """Vietnamese letters would be other signs; a style that nobody may use is left alone."""
    file = tmp_path / "report.docx"
    file.write_bytes(word_file(p("5"), {"styles": styles.format(font)}))
    if is_taken or font == "Times New Roman":
        assert checked(file, "report.docx")
        return
    with pytest.raises(InputError, match=f"sets the font {font}"):
        checked(file, "report.docx")
