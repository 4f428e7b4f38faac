"""A page for each owner of figures: their contradictions, what each figure would have to be, and room to answer."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.data.dataset import load
from kimtan.errors import ExitCode
from kimtan.present.facts import Facts
from kimtan.report.word.owners import file_names, owned
from kimtan.report.word.slip import page, pages
from kimtan.workspace import Workspace
from tests.conftest import copied

OWNERS = """
  owners:
    trade_services: {name: Công chức Tài chính, deadline: 2023-06-12}
    education: {name: Công chức Văn hóa}
"""


@pytest.fixture
def workspace(tmp_path: Path, stored_findings: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The repository's period with two owners, of whom one has no contradiction."""
    workspace = copied(tmp_path, notebooks=False)
    shutil.copytree(stored_findings, workspace.findings_dir)
    params = tmp_path / "params" / "2023-H1.yml"
    params.write_text(params.read_text("utf-8") + OWNERS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return workspace


def facts(workspace: Workspace, language: str = "vi") -> Facts:
    """The period's facts."""
    dataset = load(workspace, workspace.params_file("2023-H1")).edition(language)  # type: ignore[arg-type]
    return Facts(dataset, language)  # type: ignore[arg-type]


def cells(content: bytes) -> list[list[str]]:
    """All rows of all tables of a page."""
    document = docx.Document(io.BytesIO(content))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_every_owner_has_the_contradictions_in_own_figures(workspace: Workspace) -> None:
    """Who has none gets no page; figures of nobody come last."""
    found = owned(facts(workspace))
    assert [one.owner for one in found] == ["Công chức Tài chính", "Chưa phân công"]
    trade, rest = found
    assert trade.deadline is not None
    assert all(one.is_to_confirm for one in (*trade.findings, *rest.findings))
    assert [one.outcome for one in trade.findings] == ["cannot_hold"] * 3, "the worst first"
    assert any(one.id == "parts:income.trade_services:activity:plan" for one in trade.findings)


def test_a_page_tells_a_contradiction_in_plain_words(workspace: Workspace) -> None:
    """What is stated, what follows, how far apart at the least, who may be wrong, who is asked, and room to answer."""
    content = page(facts(workspace), owned(facts(workspace))[0])
    head, total, plan, growth = cells(content)
    assert head == ["TT", "Nội dung", "Nêu", "Suy ra", "Khả năng", "Trả lời"]
    number, what, stated, follows, chances, answer = plan
    assert (number, answer.strip()) == ("2", "")
    assert what.startswith("Thương mại - dịch vụ: số nêu chung và số cộng từ các phần không khớp (kế hoạch năm)")
    assert "59,5% (dòng 37)" in stated
    assert "cộng từ các phần: 602 – 614 tỷ đồng" in follows
    assert "Lệch ít nhất: 56,06 tỷ đồng" in follows
    assert "; Tài chính, tín dụng và dịch vụ khác (tỷ lệ so với kế hoạch): 51% phải là 60,36 – 61,26%" in chances
    assert "(51\xa0→\xa061?)" in chances
    assert total[4].startswith("Ít nhất 2 trong các số sau sai")
    assert growth[4] == f"Như ở “{total[1]}”"
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Hạn trả lời: 12/6/2023" in text
    assert "ký, ghi rõ họ tên" in text


def test_owners_share_a_document_with_a_page_each(workspace: Workspace) -> None:
    """The slip beside the report begins a page for every owner but the first."""
    known = facts(workspace)
    document = docx.Document(io.BytesIO(pages(known, owned(known))))
    titles = [one for one in document.paragraphs if one.text == "PHIẾU XÁC NHẬN SỐ LIỆU"]
    assert [bool(one.paragraph_format.page_break_before) for one in titles] == [False, True]


def test_the_same_findings_give_the_same_bytes(workspace: Workspace) -> None:
    """In both languages, and they differ."""
    written = [page(facts(workspace, one), owned(facts(workspace, one))[0]) for one in ("vi", "vi", "en")]
    assert written[0] == written[1] != written[2]
    assert cells(written[2])[0][-1] == "Answer"


def test_the_command_names_every_page(workspace: Workspace) -> None:
    """And to whom it goes; there is nothing to ask where nothing contradicts."""
    answer = CliRunner().invoke(app, ["check", "2023-H1", "--by", "owner", "-o", "pages"])
    assert answer.exit_code == ExitCode.DONE, answer.output
    assert answer.stdout.splitlines()[0] == str(Path("pages/cong-chuc-tai-chinh.docx"))
    assert sorted(path.name for path in Path("pages").iterdir()) == ["chua-phan-cong.docx", "cong-chuc-tai-chinh.docx"]
    wrong = CliRunner().invoke(app, ["check", "2023-H1", "--by", "sections"])
    assert wrong.exit_code == ExitCode.BAD_INPUT


def test_owners_whose_names_are_alike_have_pages_of_their_own(workspace: Workspace) -> None:
    """Names that differ in marks, letters of another size or signs are told apart; the same each time."""
    params = workspace.params_file("2023-H1")
    text = params.read_text("utf-8").replace("Công chức Tài chính", "Tuấn").replace("Công chức Văn hóa", "Tuân")
    params.write_text(text.replace("education: {", "economy: {"), "utf-8")
    result = CliRunner().invoke(app, ["check", "2023-H1", "--by", "owner", "-o", "pages"])
    assert result.exit_code == ExitCode.DONE, result.stdout
    told = [one.text for path in Path("pages").iterdir() for one in docx.Document(str(path)).paragraphs]
    for owner in ("Tuấn", "Tuân", "Chưa phân công"):
        assert sum(text.startswith(f"Nơi cung cấp số liệu: {owner}.") for text in told) == 1


def test_names_of_pages_are_told_apart_and_short() -> None:
    """Marks, the size of letters, signs and a long end make no difference in a file's name: a number does."""
    owners = ["Tuấn", "Tuân", "TUAN", "tuan-2", "…", "!", "x" * 300, "x" * 301]
    names = file_names(owners)
    assert len({*names.values()}) == len(owners)
    assert all(len(name) < 100 for name in names.values())


def test_every_page_of_a_draft_says_that_nobody_has_looked_at_it(workspace: Workspace) -> None:
    """The sentence of ``settings.draft`` heads the pages as it does the report's; without one nothing does."""
    params = workspace.params_file("2023-H1")
    heads = []
    for draft in ("", "  draft: Số liệu do phần mềm tự đọc, chưa có người xem lại.\n"):
        params.write_text(params.read_text("utf-8").rstrip("\n") + "\n" + draft, "utf-8")
        content = pages(facts(workspace), owned(facts(workspace)))
        sections = docx.Document(io.BytesIO(content)).sections
        heads.append({section.header.paragraphs[0].text for section in sections})
    assert heads == [{""}, {"Số liệu do phần mềm tự đọc, chưa có người xem lại."}]
