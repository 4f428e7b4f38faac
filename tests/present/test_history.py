"""Figures beside those of other periods: what is there is shown, what was revised is said, what breaks is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.present.facts import Facts
from kimtan.present.reads import Reads, is_unchanged
from kimtan.present.section import Section
from kimtan.present.tables import Tables
from kimtan.report.inputs import inputs
from kimtan.workspace import Workspace
from tests.conftest import write_workspace

INDICATORS = [
    "herd.pigs,agriculture,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1",
    "herd.secret,agriculture,Đàn mật,Secret,head,stock,higher,0,,,,,,true,2",
]


def rows(pigs: int, *more: str) -> list[str]:
    """Statements of a period."""
    return [
        f"herd.pigs,actual,{pigs},head,{pigs},,,,final,,report:L1,,",
        f"herd.secret,actual,{pigs + 1},head,{pigs + 1},,,,final,,report:L2,,",
        *more,
    ]


def add(root: Path, period: str, statements: list[str], more: str = "") -> None:
    """One more period in a workspace."""
    workspace = Workspace(root)
    shutil.copytree(workspace.period_dir("2024-H1"), workspace.period_dir(period))
    text = workspace.params_file("2024-H1").read_text("utf-8").replace("2024-H1", period)
    workspace.params_file(period).write_text(text + more, "utf-8")
    table = workspace.observations_file(period)
    table.write_text("\n".join([table.read_text("utf-8").splitlines()[0], *statements, ""]), "utf-8")
    datapackage.write(workspace, "xã Thử")


def loaded(root: Path, period: str) -> Dataset:
    """A period."""
    return load(Workspace(root), Workspace(root).params_file(period))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two half-years and the nine months between them; last year's pigs are told otherwise now."""
    write_workspace(tmp_path, INDICATORS, rows(100))
    add(tmp_path, "2024-9M", rows(105))
    add(tmp_path, "2025-H1", rows(110, "herd.pigs,last_year,103,head,103,,,,final,,report:L3,,"))
    add(tmp_path, "2025-9M", rows(120))
    return tmp_path


def section(dataset: Dataset) -> Section:
    """Its only section."""
    return Section("agriculture", Facts(dataset, "vi"))


def test_a_period_alone_shows_nothing(tmp_path: Path) -> None:
    """So that a first report is what it is."""
    write_workspace(tmp_path, INDICATORS, rows(100))
    assert section(loaded(tmp_path, "2024-H1")).history() == []
    assert loaded(tmp_path, "2024-H1").others == ()


def test_the_same_period_of_earlier_years_and_the_way_within_the_year(root: Path) -> None:
    """And no other: nine months of last year say nothing of this half."""
    assert [str(one.period) for one in loaded(root, "2025-H1").others] == ["2024-H1"]
    assert [str(one.period) for one in loaded(root, "2025-9M").others] == ["2024-9M", "2025-H1"]
    table = section(loaded(root, "2025-9M")).table.history("herd.pigs")
    assert table is not None
    assert [column.title for column in table.columns[2:]] == ["9 tháng 2024", "6 tháng 2025", "9 tháng 2025"]
    shown = [cell[0] for cell in table.rows[0].cells[2:] if cell]
    assert [getattr(one, "text", one) for one in shown] == ["105", "110", "120"]
    assert shown[0].formula == "số đã báo cáo kỳ 2024-9M (report:L1)"  # type: ignore[union-attr]
    assert len(section(loaded(root, "2025-9M")).history()) == 2, (
        "heading and table: so few values are not worth a chart"
    )


def test_what_was_revised_is_said(root: Path) -> None:
    """With both figures, each bound; not where they agree."""
    table = section(loaded(root, "2025-H1")).table.history("herd.pigs")
    assert table is not None
    (note,) = table.notes
    assert [getattr(piece, "text", piece) for piece in note] == [
        "Đàn lợn: kỳ 2024-H1 báo cáo ", "100 con", ", nay nêu ", "103 con", ".",
    ]  # fmt: skip


def test_a_former_territory_is_shown_and_not_drawn(root: Path) -> None:
    """The table says which columns do not compare; the chart leaves them out."""
    add(root, "2025-FY", rows(300), "  territory: {code: new, since: 2025-10-01}\n")
    one = section(loaded(root, "2025-FY"))
    table = one.table.history("herd.pigs")
    assert table is not None
    assert "6 tháng 2025, 9 tháng 2025: số liệu theo địa giới cũ" in str(table.notes[0])
    assert one.chart.history("herd.pigs") is None


def test_a_public_edition_shows_no_restricted_history(root: Path) -> None:
    """Of no period."""
    public = loaded(root, "2025-9M").edition("vi", "public")
    assert {one.config.audience for one in public.others} == {"public"}
    assert "herd.secret" not in str(section(public).history())


def test_a_changed_period_changes_those_that_are_seen_beside_it(root: Path) -> None:
    """What a section read of it is recorded, and its files are inputs of the report."""
    dataset = loaded(root, "2025-9M")
    reads = Reads()
    watched = Section("agriculture", reads.watch(Facts(dataset, "vi")))
    assert watched.history()
    assert is_unchanged(Facts(loaded(root, "2025-9M"), "vi"), reads.answers)
    files = inputs(dataset, Workspace(root).params_file("2025-9M"), ())
    assert Workspace(root).observations_file("2024-9M") in files
    assert Workspace(root).observations_file("2024-H1") not in files
    table = Workspace(root).observations_file("2024-9M")
    table.write_text(table.read_text("utf-8").replace("105", "104"), "utf-8")
    assert not is_unchanged(Facts(loaded(root, "2025-9M"), "vi"), reads.answers)


def test_a_broken_period_breaks_no_other(root: Path) -> None:
    """It is left out until it is mended."""
    Workspace(root).observations_file("2024-9M").write_text("nonsense\n", "utf-8")
    assert [str(one.period) for one in loaded(root, "2025-9M").others] == ["2025-H1"]


def test_windows_of_another_length_are_not_drawn_side_by_side(tmp_path: Path) -> None:
    """Nine months and the half year that follows six of them: amounts of flows, which do not compare."""
    flow = ["tax.all,agriculture,Thuế,Tax,vnd_m,flow,higher,0,,,,,,false,1"]

    def stated(value: int) -> list[str]:
        return [f"tax.all,actual,{value},vnd_m,{value},,,,final,,report:L1,,"]

    write_workspace(tmp_path, flow, stated(600))
    for period, value in (("2024-Q3", 300), ("2024-9M", 900), ("2024-H2", 580), ("2024-FY", 1180)):
        add(tmp_path, period, stated(value))
    drawn = section(loaded(tmp_path, "2024-H2")).chart.history("tax.all")
    assert drawn is None or "9 tháng" not in drawn.svg
    since_january = section(loaded(tmp_path, "2024-FY")).chart.history("tax.all")
    assert since_january is not None
    assert "9 tháng 2024" in since_january.svg
    assert "6 tháng cuối 2024" not in since_january.svg


def test_the_main_table_has_the_period_before(root: Path) -> None:
    """Nine months beside the half-year before them; where last year's column says the same, it stands alone."""
    plan = "herd.pigs,plan,200,head,200,,,,final,,report:L4,,"
    add(root, "2026-9M", rows(130, plan))
    for period, expected in (("2025-9M", "6 tháng 2025"), ("2026-9M", "9 tháng 2025")):
        table = Tables(Facts(loaded(root, period), "vi")).indicators("herd.pigs", last_period=True)
        assert table is not None
        assert expected in [column.title for column in table.columns]
    first = Tables(Facts(loaded(root, "2024-H1"), "vi")).indicators("herd.pigs", last_period=True)
    assert first is not None
    assert [column.title for column in first.columns] == ["Chỉ tiêu", "Đơn vị tính", "Thực hiện"]
    told = Tables(Facts(loaded(root, "2025-H1"), "vi")).indicators("herd.pigs", last_period=True)
    assert told is not None
    assert "6 tháng 2024" not in [column.title for column in told.columns]
