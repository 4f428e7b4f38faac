"""What a report says of itself reaches every page of every document."""

from __future__ import annotations

import io

import pytest
from docx import Document
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from kimtan.data.dataset import load
from kimtan.report import page
from kimtan.report.title import described
from kimtan.report.typeset import document as typeset
from kimtan.report.word import document as word
from tests.conftest import FIRST, KEPT

WARNING = "BẢN NHÁP, CHƯA AI KIỂM TRA"


@pytest.fixture
def notebook() -> NotebookNode:
    """A report without chapters whose figures nobody has looked at."""
    dataset = load(KEPT, KEPT.params_file(FIRST))
    settings = dataset.config.settings.model_copy(update={"draft": WARNING})
    config = dataset.config.model_copy(update={"settings": settings})
    return new_notebook(metadata={"kimtan": described(config)})


def test_a_draft_says_so_on_the_page_all_the_time(notebook: NotebookNode) -> None:
    """Whoever scrolls still sees it, and so does whoever is read to."""
    assert f'<p class="warning" role="note">{WARNING}</p>' in page.render(notebook, name="report")


def test_a_draft_says_so_at_the_head_of_every_printed_page(notebook: NotebookNode) -> None:
    """In the PDF it takes the place of the running title."""
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(typeset.render(notebook, name="report"))).pages
    assert all(WARNING in " ".join(one.extract_text().split()) for one in pages)


def test_a_draft_says_so_at_the_head_of_the_word_document(notebook: NotebookNode) -> None:
    """In front of what contradictions would have it say."""
    section = Document(io.BytesIO(word.write(notebook, "report", None, False))).sections[0]
    assert WARNING in [line.text for line in section.header.paragraphs]
