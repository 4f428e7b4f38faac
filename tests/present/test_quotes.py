"""The line that a figure was read from is quoted, where the document is at hand and the readers are its own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kimtan.config import Audience
from kimtan.data.dataset import Dataset, load
from kimtan.present.facts import Facts
from kimtan.present.rich_text import plain
from kimtan.present.tables import Tables
from tests.conftest import write_workspace

TEXT = "Tình hình chung:\nTổng đàn lợn  876 con,\r\nđàn bò 203 con.\n"
INDICATORS = ["livestock.pigs,agriculture,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1"]
OBSERVATIONS = ["livestock.pigs,actual,876,head,876,,,,final,,L2,,"]


def read(root: Path, audience: Audience = "internal", sha256: str | None = None, text: str | None = TEXT) -> Dataset:
    """A workspace with one figure, whose source may lie beside it."""
    workspace = write_workspace(root, INDICATORS, OBSERVATIONS, audience=audience)
    own = sha256 or hashlib.sha256(TEXT.encode()).hexdigest()
    file = workspace.source_file("2024-H1")
    file.write_text(f"{file.read_text(encoding='utf-8')}    file: a.txt\n    sha256: {own}\n", encoding="utf-8")
    if text is not None:
        file.with_name("a.txt").write_bytes(text.encode())
    return load(workspace, workspace.params_file("2024-H1"))


def evidence(dataset: Dataset) -> str:
    """The evidence in words."""
    table = Tables(Facts(dataset, "vi"), "agriculture").evidence("agriculture")
    assert table is not None
    return "\n".join(plain(cell) for row in table.rows for cell in row.cells if cell)


def test_the_line_is_quoted_in_the_evidence(tmp_path: Path) -> None:
    """As it stands in the document, blanks made single."""
    assert "Trích: “Tổng đàn lợn 876 con,”" in evidence(read(tmp_path))


@pytest.mark.parametrize(
    "given", [{"audience": "public"}, {"sha256": "a" * 64}, {"text": None}, {"text": TEXT + " "}], ids=str
)
def test_nothing_is_quoted(tmp_path: Path, given: dict[str, str]) -> None:
    """Not to the public, and not from a document that is another one or not there."""
    assert "Trích" not in evidence(read(tmp_path, **given))


def test_a_place_beyond_the_document_or_in_a_form_has_no_line(tmp_path: Path) -> None:
    """A place that names no line quotes nothing."""
    dataset = read(tmp_path)
    assert [dataset.quote(place) for place in ("report:L9", "report:L0", "form:Thu!F7", "other:L2")] == [""] * 4
