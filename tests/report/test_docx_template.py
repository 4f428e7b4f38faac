"""The office's own template of the Word document: used where it can be, refused with a reason where it cannot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kimtan.errors import InputError
from kimtan.present.blocks import Block, Heading, Mark, Narrative, Number
from kimtan.report.build import Options, build_report
from kimtan.report.exporters import KimtanDocxExporter
from kimtan.report.office_files import word_template
from kimtan.report.word.base import base
from kimtan.report.word.reference import checked
from kimtan.workspace import Workspace
from tests.conftest import copied

BLOCKS: list[Block] = [
    Heading("Kết quả", "a", 2, "I"),
    Narrative((("Đạt ", Number("9", "x:y@z:L1", mark=Mark("disputed", "Mâu thuẫn.", "f")), "."),), "bullets"),
]
MAIN, TYPES, RELATIONS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
DOCUMENT = "wordprocessingml.document.main+xml"


def notebook() -> NotebookNode:
    outputs = [new_output("display_data", data=block._repr_mimebundle_()) for block in BLOCKS]
    return new_notebook(cells=[new_code_cell(outputs=outputs)])


def exported(reference: Path | str = "") -> bytes:
    return KimtanDocxExporter(reference=str(reference)).from_notebook_node(notebook())[0]


def changed(archive: bytes, **parts: Callable[[str], str]) -> bytes:
    """An archive with some of its parts written anew."""
    names = {"main": MAIN, "types": TYPES, "relations": RELATIONS, "styles": "word/styles.xml"}
    change = {names[name]: how for name, how in parts.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change[name](text) if name in change else text)
    return written.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    written = io.BytesIO(archive)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as added:
        added.writestr(name, content)
    return written.getvalue()


def in_body(xml: str) -> bytes:
    return changed(base(), main=lambda text: text.replace("<w:body>", f"<w:body>{xml}"))


def related(kind: str, target: str) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId9" Type="{office}/{kind}" Target="{target}" TargetMode="External"/>'
    return changed(base(), relations=lambda text: text.replace("</Relationships>", f"{relation}</Relationships>"))


def doctype(text: str) -> str:
    return text.replace("<w:styles", '<!DOCTYPE x [<!ENTITY a "b">]><w:styles', 1)


def field(instruction: str) -> str:
    parts = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in instruction)  # a letter a run
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end"))
    return f"<w:p>{begin}{parts}{end}</w:p>"


BAD = {
    "no zip": (b"PK? no", "template.no_zip"),
    "empty": (b"", "template.no_zip"),
    "another zip": (with_part(b"", "a.txt", b"a"), "template.no_word"),
    "spreadsheet": (changed(base(), types=lambda text: text.replace(DOCUMENT, "sheet+xml")), "template.no_word"),
    "broken XML": (changed(base(), styles=lambda text: text[:-20]), "template.xml"),
    "entities": (changed(base(), styles=doctype), "template.doctype"),
    "remote template": (related("attachedTemplate", "https://example.org/t.dotm"), "template.external"),
    "linked picture": (related("image", "file://server/share/a.png"), "template.external"),
    "macros": (with_part(base(), "word/vbaProject.bin", b"\0"), "template.macros"),
    "renamed .docm": (
        changed(base(), types=lambda text: text.replace(DOCUMENT, "ms-word.document.macroEnabled.main+xml")),
        "template.macros",
    ),
    "embedded object": (with_part(base(), "word/embeddings/oleObject1.bin", b"\0"), "template.macros"),
    "object": (in_body("<w:p><w:r><w:object/></w:r></w:p>"), "template.content"),
    "DDE": (in_body(field('DDEAUTO c:\\\\x "y"')), "template.field"),
    "included text": (in_body('<w:p><w:fldSimple w:instr=" INCLUDETEXT a.docx "/></w:p>'), "template.field"),
    "nested": (in_body(field("PAGE").replace("</w:p>", "") + field("IMPORT a").replace("<w:p>", "")), "template.field"),
    "bomb": (with_part(base(), "word/media/a.bmp", b"\0" * 5_000_000), "template.bomb"),
    "outside": (with_part(base(), "../a.xml", b"<a/>"), "template.names"),
    "too large": (b"\0" * 10_000_001, "template.size"),
    "no headings": (changed(base(), styles=lambda text: text.replace("heading 2", "Mục")), "template.styles"),
    "no document": (changed(base(), main=lambda _: "<a/>"), "template.no_word"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_templates_are_refused(kind: str, tmp_path: Path) -> None:
    """Whatever is wrong with a template is told with its place and what to do, and nothing is written."""
    content, code = BAD[kind]
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        exported(path)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place) == (code, path.as_posix())
    assert problem.seen.endswith(".")
    assert problem.remedy.endswith(".")


def test_many_parts_are_refused(tmp_path: Path) -> None:
    """So are entries without number."""
    path, written = tmp_path / "report.docx", io.BytesIO(base())
    with zipfile.ZipFile(written, "a") as archive:
        for at in range(500):
            archive.writestr(f"word/{at}.bin", b"")
    path.write_bytes(written.getvalue())
    with pytest.raises(InputError, match="has 507 parts"):
        checked(path, "report.docx")


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    """A wrong path is told as such."""
    with pytest.raises(InputError, match="cannot be read"):
        exported(tmp_path / "none.docx")


def test_styles_and_letterhead_are_used(tmp_path: Path) -> None:
    """Styles, margins and header of the template stay; its text, comments and properties do not."""
    office = docx.Document(io.BytesIO(exported()))
    office.styles["Heading 1"].font.size = Pt(17)
    office.sections[0].header.paragraphs[0].add_run("Điện thoại: 0237")
    office.core_properties.keywords = "mật"
    office.add_paragraph("Chữ của mẫu")
    office.save(tmp_path / "report.docx")
    written = exported(tmp_path / "report.docx")
    word = docx.Document(io.BytesIO(written))
    assert word.styles["Heading 1"].font.size == Pt(17)
    assert word.sections[0].header.paragraphs[0].text.endswith("Điện thoại: 0237")
    assert "Chữ của mẫu" not in word.element.xml
    assert word.core_properties.keywords == ""
    assert len(list(word.comments)) == 1
    assert written == exported(tmp_path / "report.docx")


def test_what_a_template_lacks_comes_along(tmp_path: Path) -> None:
    """A template out of Word needs its headings; lists, captions and our own styles are brought along."""
    docx.Document().save(tmp_path / "report.docx")  # the template of python-docx, which lacks many of them
    word = docx.Document(io.BytesIO(exported(tmp_path / "report.docx")))
    names = {style.name for style in word.styles}
    assert {"Kimtan Head", "Kimtan Callout", "annotation reference", "Hyperlink", "Body Text"} <= names
    assert next(p.text for p in word.paragraphs if p.style.name == "Heading 1") == "I. Kết quả"
    only = docx.Document(io.BytesIO(base()))
    for style in list(only.styles):
        if style.name not in {"Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4"}:
            style.delete()
    only.part.drop_rel(next(key for key, each in only.part.rels.items() if each.reltype.endswith("/numbering")))
    only.save(tmp_path / "bare.docx")
    word = docx.Document(io.BytesIO(exported(tmp_path / "bare.docx")))
    point = next(p for p in word.paragraphs if p.style.name == "List Bullet")
    number = word.styles["List Bullet"].element.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]
    assert point.text == "Đạt 9./."
    assert word.part.numbering_part.element.xpath(f"./w:num[@w:numId={number}]")


def test_where_a_workspace_keeps_it(tmp_path: Path) -> None:
    """``params/templates/report.docx``, or the only Word document there; several, or another kind, are refused."""
    workspace, folder = Workspace(tmp_path), tmp_path / "params" / "templates"
    assert word_template(workspace) is None
    folder.mkdir(parents=True)
    (folder / "~$mau.docx").touch()
    assert word_template(workspace) is None
    (folder / "mau.docm").touch()
    with pytest.raises(InputError, match=r"mau\.docm"):
        word_template(workspace)
    (folder / "mau.docx").touch()
    assert word_template(workspace) == folder / "mau.docx"
    (folder / "khac.docx").touch()
    with pytest.raises(InputError, match=r"params/templates: There are several templates"):
        word_template(workspace)
    (folder / "report.docx").touch()
    assert word_template(workspace) == folder / "report.docx"


def test_a_bad_template_stops_the_report_before_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for all sections to be told that the template is no Word document."""
    workspace = copied(tmp_path)
    (tmp_path / "params" / "templates").mkdir()
    (tmp_path / "params" / "templates" / "report.docx").write_bytes(b"no")
    monkeypatch.setattr("kimtan.run.suite.run_sections", lambda *_: pytest.fail("sections ran"))
    with pytest.raises(InputError, match=r"^params/templates/report.docx: The template is no Word document"):
        build_report(workspace, workspace.params_file("2023-H1"), Options(formats=("docx",)))
