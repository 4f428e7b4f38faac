"""A document to sign, or a draft: what nobody has decided about keeps a report from being signed."""

from __future__ import annotations

import copy
import io
import shutil
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kimtan.data.dataset import load
from kimtan.errors import InputError
from kimtan.present.blocks import Block, Heading, Narrative
from kimtan.report.build import Options, build_report
from kimtan.report.confirmation import SLIP, write_slip
from kimtan.report.exporters import KimtanDocxExporter
from kimtan.workspace import Workspace
from tests.conftest import copied

PERIOD = "2023-H1"


@pytest.fixture
def workspace(tmp_path: Path, stored_findings: Path) -> Workspace:
    """The repository's period, in which figures contradict each other."""
    workspace = copied(tmp_path, notebooks=False)
    shutil.copytree(stored_findings, workspace.findings_dir)
    return workspace


def word(state: str = "", *blocks: Block) -> docx.document.Document:
    """A Word document with a cell of ordinary blocks, and one to sign where there are any blocks for it."""
    cells = [new_code_cell(outputs=[shown(Heading("Phân tích", "a", level=2)), shown(Narrative((("Thừa.",),)))])]
    if blocks:
        cells.append(new_code_cell(outputs=list(map(shown, blocks)), metadata={"tags": ["official"]}))
    notebook = new_notebook(cells=cells, metadata={"kimtan": {"title": "Báo cáo", "state": state}})
    content, _ = KimtanDocxExporter().from_notebook_node(copy.deepcopy(notebook))
    return docx.Document(io.BytesIO(content))


def shown(block: Block) -> object:
    return new_output("display_data", data=block._repr_mimebundle_())


def test_what_is_to_be_signed_is_the_whole_document() -> None:
    """Where a notebook has blocks to sign, the Word document has these and no others."""
    document = word("", Narrative((("Mở đầu.",),)), Heading("Kết quả", "official-results", level=2, number="I"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Mở đầu." in texts
    assert "Thừa." not in texts
    assert "Thừa." in [paragraph.text.replace("./.", ".") for paragraph in word().paragraphs]


@pytest.mark.parametrize("state", ["draft", ""])
def test_a_draft_says_so_at_the_head_of_every_page(state: str) -> None:
    """The first page and all others; a document that may be signed says nothing of the kind."""
    section = word(state).sections[0]
    heads = [section.header, section.first_page_header]
    assert ["DỰ THẢO" in "".join(one.text for one in head.paragraphs) for head in heads] == [state == "draft"] * 2
    for head in heads if state else ():
        assert not head._element.findall(".//" + qn("w:tab")), "a tab stop is in the middle of one kind of page only"
        assert head.paragraphs[-1].alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_a_final_report_is_refused_with_everything_that_is_undecided(workspace: Workspace) -> None:
    """Each contradiction once, before anything runs, with where it is decided."""
    with pytest.raises(InputError) as refused:
        build_report(workspace, workspace.params_file(PERIOD), Options(formats=("docx",), final=True))
    problems = refused.value.problems
    assert {problem.code for problem in problems} == {"report.undecided"}
    assert {problem.place for problem in problems} == {f"data/{PERIOD}/decisions.yml"}
    assert len(problems) == len({problem.seen for problem in problems}) == 3
    assert not workspace.output_dir(PERIOD).exists()


def test_the_slip_is_for_the_office_alone(workspace: Workspace, tmp_path: Path) -> None:
    """A public edition has none: what an owner is asked is not for the public."""
    config = load(workspace, workspace.params_file(PERIOD)).config
    assert write_slip(workspace.root, config.parameters(audience="internal"), tmp_path)
    assert (tmp_path / SLIP).exists()
    (tmp_path / SLIP).unlink()
    assert not write_slip(workspace.root, config.parameters(audience="public"), tmp_path)
    assert not (tmp_path / SLIP).exists()
