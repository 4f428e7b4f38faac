"""An office that has nothing begins with one command: all files of a workspace, valid as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.data.dataset import load
from kimtan.errors import InputError
from kimtan.forms.founding import Level, founded
from kimtan.forms.layout import sheets
from kimtan.period import Period
from kimtan.workspace import Workspace

PERIOD = Period(2025, "8M")


def test_a_new_office_can_go_on_at_once(tmp_path: Path) -> None:
    """Its files load without a problem, its form has the sheets of the dictionary, and nothing is stated."""
    founded(tmp_path, PERIOD, "xã Đồng Lúa", "commune").write()
    workspace = Workspace(tmp_path)
    dataset = load(workspace, workspace.params_file("2025-8M"))
    settings = dataset.config.settings
    assert (settings.unit, settings.place) == ("xã Đồng Lúa", "Đồng Lúa")
    assert settings.authority == "Ủy ban nhân dân xã Đồng Lúa"
    assert settings.title.endswith("8 tháng đầu năm 2025")
    assert dataset.observations == ()
    assert len(sheets(dataset)) > 10


def test_what_is_given_is_taken_whatever_stands_in_it(tmp_path: Path) -> None:
    """Quotes, colons and digits in a name are text in YAML, not more of it."""
    unit = 'xã "06": Sông #1'
    founded(tmp_path, PERIOD, unit, "province", authority="UBND: 'xã'", place="Sông").write()
    workspace = Workspace(tmp_path)
    settings = load(workspace, workspace.params_file("2025-8M")).config.settings
    assert (settings.unit, settings.authority, settings.place) == (unit, "UBND: 'xã'", "Sông")


@pytest.mark.parametrize(
    ("level", "parent"),
    [("commune", "ỦY BAN NHÂN DÂN TỈNH ……"), ("district", "ỦY BAN NHÂN DÂN TỈNH ……"), ("province", None)],
)
def test_above_a_province_there_is_nobody(tmp_path: Path, level: Level, parent: str | None) -> None:
    """Whoever is above the others is left to be filled in."""
    founded(tmp_path, PERIOD, "xã Đồng Lúa", level).write()
    workspace = Workspace(tmp_path)
    assert load(workspace, workspace.params_file("2025-8M")).config.settings.parent_authority == parent


def test_nothing_is_overwritten_and_nobody_opens_in_anothers_workspace(tmp_path: Path) -> None:
    """A period that is there stays, and a second unit has a folder of its own."""
    founded(tmp_path, PERIOD, "xã A", "commune").write()
    with pytest.raises(InputError, match="It exists already"):
        founded(tmp_path, PERIOD, "xã A", "commune")
    with pytest.raises(InputError, match="This workspace is that of 'xã A'"):
        founded(tmp_path, Period(2025, "9M"), "xã B", "commune")


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle takes back what was written before."""
    from kimtan.errors import OutputError
    from kimtan.forms import new_files

    def full(path: Path, content: bytes) -> None:
        if path.name == "source.yml":
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(new_files, "write_new", full)
    with pytest.raises(OutputError):
        founded(tmp_path, PERIOD, "xã A", "commune").write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [[], ["--from", "2023-H1", "--unit", "xã A"]])
def test_a_period_has_one_origin(options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither or both of --from and --unit is told with what to name."""
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(app, ["new", "2025-8M", *options])
    assert answer.exit_code == 2
    assert "--unit" in answer.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("unit", "settings"),
    [
        ("Sở Y tế tỉnh Trung Sơn", ("ỦY BAN NHÂN DÂN TỈNH TRUNG SƠN", "Trung Sơn", "GIÁM ĐỐC")),
        ("Phòng Nội vụ huyện Đông Hà", ("ỦY BAN NHÂN DÂN HUYỆN ĐÔNG HÀ", "Đông Hà", "TRƯỞNG PHÒNG")),
        ("Sở Y tế", ("ỦY BAN NHÂN DÂN ……", None, "GIÁM ĐỐC")),
    ],
)
def test_a_department_reports_for_itself(tmp_path: Path, unit: str, settings: tuple[str, str | None, str]) -> None:
    """No People's Committee is named after it, and its head signs for it."""
    founded(tmp_path, PERIOD, unit, "province").write()
    workspace = Workspace(tmp_path)
    written = load(workspace, workspace.params_file("2025-8M")).config.settings
    assert written.authority == unit
    assert (written.parent_authority, written.place, written.signatory.title) == settings
    assert written.signatory.on_behalf is None
    assert written.title == "Báo cáo kết quả công tác 8 tháng đầu năm 2025"


def test_the_tables_of_its_own_dictionary_wait_with_their_heads(tmp_path: Path) -> None:
    """A person writes rows, not columns; what an office has already stays as it is, and what it deleted away."""
    founded(tmp_path, PERIOD, "xã A", "commune").write()
    own = tmp_path / "data" / "indicators.csv"
    assert own.read_text("utf-8").startswith("indicator,section,name_vi,")
    row = "a.b,c,Tên,Name,persons,count,higher,0,,,,,,false,1,"
    own.write_text(own.read_text("utf-8") + row + "\n", "utf-8")
    (tmp_path / "data" / "units.csv").unlink()
    founded(tmp_path, Period(2025, "9M"), "xã A", "commune").write()
    assert row in own.read_text("utf-8")
    assert not (tmp_path / "data" / "units.csv").exists()
