"""Two years of a made-up commune, by the clerk's guide: forms, a revision, a correction and a merger."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from kimtan.audit.comparison import compare
from kimtan.cli.app import app
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.errors import ExitCode
from kimtan.forms.layout import FIRST_ROW, IDENTITY, MEASURES
from kimtan.forms.workbook import GUIDE
from kimtan.period import Period
from kimtan.present.facts import Facts
from kimtan.report import state
from kimtan.workspace import Workspace
from tests.commune import PERIODS, Commune
from tests.conftest import KEPT, REPOSITORY
from tests.extent import examples

pytestmark = pytest.mark.slow

Change = Callable[[str, str, Decimal], Decimal | None]
"""What is typed instead of a figure of an indicator's measure."""

GUIDE_TEXT = (REPOSITORY / "docs" / "clerk-guide.md").read_text(encoding="utf-8")
H1, NINE, YEAR, NEXT_H1, NEXT_NINE, NEXT_YEAR = PERIODS
REVISED = "livestock.pigs"
MISTYPED = "income.trade"
OWNERS = "  owners:\n    trade_services: {name: Công chức Tài chính, deadline: 2024-09-10}\n"
MERGED = """\
  territory:
    code: song_lanh_2025
    since: 2025-07-01
    formed_from: [xã Sông Lành, xã Đồi Thông]
"""
PARAMS = """\
period: 2024-H1
language: vi
audience: internal
settings:
  unit: xã Sông Lành
  authority: Ủy ban nhân dân xã Sông Lành
  title: Báo cáo tình hình kinh tế - xã hội 6 tháng đầu năm 2024
"""
SOURCE = "documents:\n  plan:\n    title: Nghị quyết giao kế hoạch\n    issuer: HĐND xã Sông Lành\n"


def commands() -> list[str]:
    """Every command of the guide, in order."""
    blocks = re.findall(r"```console\n(.*?)```", GUIDE_TEXT, flags=re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def answers(command: str) -> list[list[str]]:
    """The lines that the guide shows under a command, by their cells."""
    shown: dict[str, list[list[str]]] = {}
    for block in re.findall(r"```console\n(.*?)```", GUIDE_TEXT, flags=re.DOTALL):
        own: list[list[str]] = []
        for line in block.splitlines():
            if line.startswith("$ "):
                own = shown.setdefault(line.removeprefix("$ "), [])
            else:
                own.append(cells(line))
    return shown[command]


def cells(line: str) -> list[str]:
    """The cells of a line of a table, as they stand on a terminal or in a file; those that are empty left out."""
    return [cell for cell in re.split(r"\t|\s{2,}", line.strip()) if cell]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A commune that has nothing yet but its params and the resolution on its plan."""
    root = tmp_path / "song-lanh"
    root.mkdir()
    (root / "params").mkdir()
    folder = root / "data" / "2024-H1"
    folder.mkdir(parents=True)
    (root / "params" / "2024-H1.yml").write_text(PARAMS, encoding="utf-8")
    header = KEPT.observations_file("2023-H1").read_text("utf-8").splitlines()[0]
    (folder / "observations.csv").write_text(f"{header}\n", encoding="utf-8")
    (folder / "source.yml").write_text(SOURCE, encoding="utf-8")
    (folder / "text.yml").write_text("highlights: []\n", encoding="utf-8")
    datapackage.write(Workspace(root), "xã Sông Lành")
    return root


@pytest.fixture
def commune(root: Path) -> Commune:
    """Its figures; last year's pigs were counted anew."""
    indicators = load(Workspace(root), root / "params" / "2024-H1.yml").indicators
    plain = Commune(indicators)
    return Commune(indicators, revised={(H1, REVISED): plain.actual(H1, REVISED) + 17})


class Clerk:
    """Types commands, and figures into forms."""

    def __init__(self, root: Path, commune: Commune) -> None:
        self.root, self.commune, self.workspace = root, commune, Workspace(root)

    def run(self, command: str, code: ExitCode = ExitCode.DONE) -> Result:
        """One command of the guide."""
        answer = CliRunner().invoke(app, shlex.split(command)[1:])
        assert answer.exit_code == code, f"{command}\n{answer.output}"
        return answer

    def fill(
        self, form: str, period: Period, change: Callable[[str, str, Decimal], Decimal | None] | None = None
    ) -> None:
        """Type all figures of a period into a form; sums are not typed."""
        book = load_workbook(self.root / form)
        for page in book.worksheets:
            for row in range(FIRST_ROW, page.max_row + 1) if page.title != GUIDE else ():
                name = page[f"{IDENTITY}{row}"].value
                for measure, column in MEASURES.items() if name in self.commune.names else ():
                    cell = page[f"{column}{row}"]
                    value: Decimal | None = getattr(self.commune, measure)(period, name)
                    if change is not None and value is not None:
                        value = change(name, measure, value)
                    if not cell.protection.locked:
                        cell.value = None if value is None else float(value)
        book.save(self.root / form)

    def loaded(self, period: Period) -> Dataset:
        """What is stored of a period."""
        return load(self.workspace, self.workspace.params_file(str(period)))

    def state(self, period: Period) -> state.PeriodState:
        """How far it has come."""
        return state.state(self.loaded(period))

    def add_settings(self, period: Period, text: str) -> None:
        """Write more settings into the params."""
        params = self.workspace.params_file(str(period))
        params.write_text(params.read_text("utf-8") + text, encoding="utf-8")


@pytest.fixture
def clerk(root: Path, commune: Commune, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """In the commune's folder."""
    monkeypatch.chdir(root)
    return Clerk(root, commune)


def first_half_year(clerk: Clerk) -> None:
    """Every figure as it was typed, from its cell."""
    assert clerk.state(H1).filled == "blank"
    clerk.run("kimtan form 2024-H1")
    clerk.fill("form-2024-H1.xlsx", H1)
    clerk.run("kimtan fill 2024-H1 form-2024-H1.xlsx")
    stored = clerk.loaded(H1)
    for name in clerk.commune.names:
        for measure in MEASURES:
            (row,) = stored.statements(name, measure)
            assert row.value == getattr(clerk.commune, measure)(H1, name), (name, measure)
            assert row.source.startswith("form:")
    assert clerk.state(H1).filled == "complete"
    assert clerk.state(H1).contradictions == 0
    clerk.run("kimtan check 2024-H1 --strict")


def nine_months(clerk: Clerk) -> None:
    """Command by command; a slip of the pen is found, told to its owner, and mended."""

    def slip(name: str, measure: str, value: Decimal) -> Decimal:
        return value * 10 if (name, measure) == (MISTYPED, "actual") else value

    done = []
    for command in commands():
        if command.startswith("kimtan fill 2024-9M") and "--dry-run" in command:
            assert clerk.state(NINE).filled == "blank"
            plans = {row.indicator for row in clerk.loaded(NINE).observations if row.measure == "plan"}
            assert plans == set(clerk.commune.names), "carried over"
            clerk.fill("form-2024-9M.xlsx", NINE, slip)
        if command.startswith("kimtan list --missing"):
            clerk.add_settings(NINE, OWNERS)
        if "--replace" in command:
            assert clerk.state(NINE).contradictions == 1
            page = docx.Document(str(clerk.root / "phieu-xac-nhan" / "cong-chuc-tai-chinh.docx"))
            assert any("thương mại" in cell.text.lower() for table in page.tables for cell in table.column_cells(1))
            clerk.fill("form-2024-9M.xlsx", NINE)
            refused = clerk.run(command.replace(" --replace", ""), ExitCode.BAD_INPUT)
            assert "is stored" in refused.output
        answer = clerk.run(command)
        said = [cells(line) for line in answer.stdout.splitlines()]
        assert [line for line in answers(command) if line not in said] == [], command
        done.append(command.split()[1])
    assert set(done) == {"doctor", "new", "form", "fill", "list", "check", "report", "compare"}
    assert clerk.state(NINE).contradictions == 0
    assert clerk.state(NINE).reported == "reported"
    outputs = clerk.root / "outputs" / "2024-9M"
    assert {path.suffix for path in outputs.glob("report.*")} == {".html", ".pdf", ".docx", ".ipynb"}
    growth = Facts(clerk.loaded(NINE), "vi").growth("livestock.cattle")
    assert growth is not None
    assert "Qua các kỳ" in (outputs / "report.html").read_text("utf-8")
    assert growth.text in (outputs / "report.html").read_text("utf-8")


def year_or_next_half_year(clerk: Clerk, period: Period) -> None:
    """Plans are carried within a year, last year's figures into the next; a revision is replaced only when told."""
    origin = {YEAR: NINE, NEXT_H1: H1}[period]
    clerk.run(f"kimtan new {period} --from {origin}")
    clerk.run(f"kimtan form {period}")
    clerk.fill(f"form-{period}.xlsx", period)
    if period == NEXT_H1:
        assert {row.measure for row in clerk.loaded(period).observations} == {"last_year"}
        refused = clerk.run(f"kimtan fill {period} form-{period}.xlsx", ExitCode.BAD_INPUT)
        assert "1 problem in 1 place." in refused.stderr, "the revised herd, and nothing else"
    clerk.run(f"kimtan fill {period} form-{period}.xlsx --replace")
    assert clerk.state(period).filled == "complete"
    assert clerk.state(period).contradictions == 0
    if period == NEXT_H1:
        revised = [one for one in compare(clerk.loaded(H1), clerk.loaded(NEXT_H1)).rows if one.revised is not None]
        assert [one.indicator for one in revised] == [REVISED]
        (row,) = clerk.loaded(period).statements("income.total", "last_year")
        assert row.value == clerk.commune.actual(H1, "income.total")


def after_the_merger(clerk: Clerk, period: Period) -> None:
    """The form asks for re-based figures; those typed have a growth, all else says why it has none."""
    clerk.run(f"kimtan new {period} --from {NEXT_H1}")
    clerk.add_settings(period, MERGED)
    clerk.run(f"kimtan form {period}")
    head = load_workbook(clerk.root / f"form-{period}.xlsx")["Nông - lâm nghiệp và thủy sản"][f"F{FIRST_ROW - 1}"].value
    assert head == "Thực hiện cùng kỳ (địa giới mới)"

    def cattle_unknown(name: str, measure: str, value: Decimal) -> Decimal | None:
        return None if (name, measure) == ("livestock.cattle", "last_year") else value

    clerk.fill(f"form-{period}.xlsx", period, cattle_unknown)
    clerk.run(f"kimtan fill {period} form-{period}.xlsx --replace")
    stored = clerk.loaded(period)
    facts = Facts(stored, "vi")
    assert stored.broken is not None
    assert (facts.growth("livestock.pigs") is None, facts.growth("livestock.cattle") is None) == (False, True)
    assert clerk.state(period).contradictions == 0
    assert compare(clerk.loaded(period.previous_year()), stored).comparable == "territory"


@pytest.mark.longer
def test_two_years_go_by_the_guide(clerk: Clerk) -> None:
    """One after another, since each period rests on those before it; the last one in the long form."""
    first_half_year(clerk)
    nine_months(clerk)
    for period in (YEAR, NEXT_H1):
        year_or_next_half_year(clerk, period)
    for period in examples((NEXT_NINE,), (NEXT_NINE, NEXT_YEAR)):
        after_the_merger(clerk, period)


def test_the_guide_names_only_what_there_is() -> None:
    """Commands, sections and files."""
    assert (REPOSITORY / "docs" / "clerk-guide.md").exists()
    assert len(commands()) >= 14
    for command in commands():
        assert CliRunner().invoke(app, [command.split()[1], "--help"]).exit_code == 0
