"""A Word report that kimtan wrote, with ten errors planted by program: proofed as it is, and through a PDF file."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import nbformat
import pytest

from kimtan.data.dataset import Dataset
from kimtan.extract.comments import commented
from kimtan.extract.documents.opening import open_document
from kimtan.extract.findings import ProofFinding
from kimtan.extract.proofing import proof
from kimtan.extract.reading import read
from kimtan.report.exporters import KimtanDocxExporter
from tests.editions import NotebookOf
from tests.extent import IS_LONG, examples
from tests.extract.planted import Planted, plant
from tests.extract.test_comments import ranges

ERRORS = 10
MOST_MISSED = 1
"""Of ten; what is missed has a name in the annex that shares no word with the text's."""
SAME_NUMBERS = 3
"""Findings that share so many numbers are about the same contradiction."""

pytestmark = pytest.mark.slow

Written = dict[int, str]


@pytest.fixture(scope="module")
def clean(notebook_of: NotebookOf) -> bytes:
    """The Word report of the repository's first period."""
    content: bytes = KimtanDocxExporter().from_notebook_node(nbformat.from_dict(notebook_of()))[0]
    return content


def with_errors(clean: bytes, dataset: Dataset, seed: int) -> tuple[bytes, list[Planted]]:
    word = docx.Document(io.BytesIO(clean))
    planted = plant(word, dataset, seed, ERRORS)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue(), planted


def wrong_in(path: Path) -> tuple[list[ProofFinding], Written]:
    """What is wrong in a report, and how its figures are written."""
    document = open_document(path).document
    reading = read(document)
    findings = [finding for finding in proof(document, reading) if finding.is_wrong]
    return findings, {figure.n: figure.as_written for figure in reading.figures}


def objected(planted: list[Planted], findings: list[ProofFinding], written: Written) -> list[Planted]:
    """The errors that some finding is about."""
    named = {written[n] for finding in findings for n in finding.figures}
    return [error for error in planted if any(error.wrong in number.split("/") for number in named)]


def numbers_of(findings: list[ProofFinding], written: Written) -> set[frozenset[str]]:
    """The numbers of each finding; the report states contradictions of its own."""
    return {frozenset(written[n] for n in finding.figures) for finding in findings}


def false_ones(
    planted: list[Planted], findings: list[ProofFinding], written: Written, known: set[frozenset[str]]
) -> list[ProofFinding]:
    """Findings that the clean report does not have, not even with other numbers beside, and that are about no error."""
    new = []
    for finding in findings:
        (numbers,) = numbers_of([finding], written)
        is_known = numbers in known or any(len(numbers & other) >= SAME_NUMBERS for other in known)
        if not is_known and not objected(planted, [finding], written):
            new.append(finding)
    return new


@pytest.mark.longer(alone=True)
@pytest.mark.longer
def test_errors_are_commented_where_they_stand(clean: bytes, real: Dataset, tmp_path: Path) -> None:
    """Most are objected to, each by a comment at the very number, and nothing else is called impossible."""
    path = tmp_path / "report.docx"
    path.write_bytes(clean)
    known = numbers_of(*wrong_in(path))
    missed: list[str] = []
    seeds = examples(1, 3)
    for seed in range(1, seeds + 1):
        content, planted = with_errors(clean, real, seed)
        path.write_bytes(content)
        findings, written = wrong_in(path)
        hit = objected(planted, findings, written)
        missed += [f"{error.right} as {error.wrong}" for error in planted if error not in hit]
        false = false_ones(planted, findings, written, known)
        assert not false
        opened = open_document(path)
        assert opened.word is not None
        places = ranges(commented(opened.word, opened.document, read(opened.document), findings).content)
        assert all(any(error.wrong in place for place in places) for error in hit)
        assert path.read_bytes() == content
    assert len(missed) <= MOST_MISSED * seeds, missed


@pytest.mark.longer
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(not IS_LONG, reason="LibreOffice takes long to set twenty pages; make test-all")
def test_the_same_through_a_pdf_file(clean: bytes, real: Dataset, tmp_path: Path) -> None:
    """LibreOffice opens the commented report, and the PDF file of the report shows the same errors."""
    content, planted = with_errors(clean, real, seed=1)
    path = tmp_path / "planted.docx"
    path.write_bytes(content)
    findings, written = wrong_in(path)
    by_word = objected(planted, findings, written)
    opened = open_document(path)
    assert opened.word is not None
    result = commented(opened.word, opened.document, read(opened.document), findings)
    (tmp_path / "commented.docx").write_bytes(result.content)
    for name in ("planted", "commented"):
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", tmp_path, tmp_path / f"{name}.docx"], check=True, timeout=180)
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert objected(planted, *wrong_in(tmp_path / "planted.pdf")) == by_word
