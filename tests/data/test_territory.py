"""Where a unit has merged, growth is known of re-based figures only, and everything else says why it is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kimtan.audit.store import findings
from kimtan.data.dataset import Dataset, load
from kimtan.data.territory import is_same_territory, reason
from kimtan.errors import InputError
from kimtan.present.facts import Facts
from kimtan.present.section import Section
from kimtan.settings import Territory
from kimtan.workspace import Workspace
from tests.conftest import write_workspace

INDICATORS = [
    "herd.pigs,agriculture,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1",
    "herd.cows,agriculture,Đàn bò,Cows,head,stock,higher,0,,,,,,false,2",
    "herd.hens,agriculture,Đàn gà,Hens,head,stock,higher,0,,,,,,false,3",
]
OBSERVATIONS = [
    "herd.pigs,actual,1600,head,1600,,,,final,,report:L1,,",
    "herd.pigs,last_year,1000,head,1000,,,,final,,report:L2,,",
    "herd.pigs,last_year,1500,head,1500,,,rebased,final,,report:L3,,",
    "herd.cows,actual,400,head,400,,,,final,,report:L4,,",
    "herd.cows,last_year,250,head,250,,,,final,,report:L5,,",
    'herd.cows,yoy_pct,10,pct,"10%",,,,final,,report:L6,,',
    "herd.hens,actual,9000,head,9.000,,,,final,,report:L7,,",
]
MERGED = (
    "  territory:\n    code: song_lanh_2023\n    since: 2023-07-01\n    formed_from: [xã Sông Lành, xã Đồi Thông]\n"
)


def written(root: Path, more: str = "") -> Workspace:
    """A period of 2024-H1 with more settings."""
    workspace = write_workspace(root, INDICATORS, OBSERVATIONS)
    params = workspace.params_file("2024-H1")
    params.write_text(params.read_text("utf-8") + more, "utf-8")
    return workspace


def loaded(workspace: Workspace, period: str = "2024-H1") -> Dataset:
    """A period."""
    return load(workspace, workspace.params_file(period))


def growth(dataset: Dataset) -> list[str | None]:
    """What is said of the growth of pigs, cows and hens."""
    facts = Facts(dataset, "vi")
    return [number and number.text for number in map(facts.growth, ("herd.pigs", "herd.cows", "herd.hens"))]


def test_without_a_merger_all_figures_compare(tmp_path: Path) -> None:
    """The first statement counts, on whatever basis, and a stated growth before a computed one."""
    dataset = loaded(written(tmp_path))
    assert dataset.broken is None
    assert growth(dataset) == ["60,0%", "10%", None]
    assert Section("agriculture", Facts(dataset, "vi")).comparability() is None


def test_across_a_merger_only_rebased_figures_compare(tmp_path: Path) -> None:
    """Neither a stated growth nor a computed one is shown of any other; what was stated stays evidence."""
    dataset = loaded(written(tmp_path, MERGED))
    assert dataset.broken is not None
    assert growth(dataset) == ["6,7%", None, None]
    facts = Facts(dataset, "vi")
    assert facts.value("herd.cows", "growth_used_pct") is None
    assert facts.value("herd.cows", "implied_last_year") is None
    assert "herd.cows:last_year@report:L5" in facts.rows
    section = Section("agriculture", facts)
    table = section.table.all_indicators()
    assert table is not None
    assert "1/7/2023" in str(table.notes[0])
    assert "xã Đồi Thông" in str(table.notes[0])
    assert section.comparability() is not None
    sentence = str(section.say.results("herd.cows"))
    assert "cùng kỳ" not in sentence


def test_the_audit_accuses_nobody_of_a_merger(tmp_path: Path) -> None:
    """400 cows after 250 are no growth of 10 %, unless it was another territory."""
    accused = [one for one in findings(loaded(written(tmp_path / "a"))) if one.outcome == "cannot_hold"]
    assert accused
    cows = [one for one in findings(loaded(written(tmp_path / "b", MERGED))) if any("cows" in f for f in one.figures)]
    assert {one.outcome for one in cows} <= {"not_evaluable"}


def test_last_years_params_say_of_which_territory_it_was(tmp_path: Path) -> None:
    """The same code compares, whatever the date; another one, or none, does not."""
    workspace = written(tmp_path, MERGED)
    params = workspace.params_file("2024-H1").read_text("utf-8")
    before = workspace.params_file("2023-H1")
    before.write_text(params.replace("2024-H1", "2023-H1"), "utf-8")
    assert loaded(workspace).broken is None
    before.write_text(params.replace("2024-H1", "2023-H1").replace("song_lanh_2023", "song_lanh"), "utf-8")
    assert loaded(workspace).broken is not None
    before.write_text(params.replace("2024-H1", "2023-H1").replace(MERGED, ""), "utf-8")
    assert loaded(workspace).broken is not None
    before.write_text("nonsense", "utf-8")
    assert loaded(workspace).broken is not None, "by the day, where that file cannot be read"


def test_a_merger_before_last_year_is_history(tmp_path: Path) -> None:
    """Both years are of the territory of today."""
    dataset = loaded(written(tmp_path, MERGED.replace("2023-07-01", "2023-01-01")))
    assert dataset.broken is None
    assert is_same_territory(dataset.config, dataset.config)


def test_the_reason_is_said_in_both_languages() -> None:
    """In the office's own words where it has some."""
    plain = Territory(code="x", since=dt.date(2025, 7, 1))
    assert reason(plain, "en").startswith("The administrative unit was formed on 1 July 2025: only")
    assert reason(plain, "vi").startswith("Đơn vị hành chính được sắp xếp từ ngày 1/7/2025: chỉ")
    own = plain.model_copy(update={"reason": "Sáp nhập ba xã."})
    assert (reason(own, "vi"), reason(own, "en")) == ("Sáp nhập ba xã.", "Sáp nhập ba xã.")


def test_owners_are_of_sections_that_exist(tmp_path: Path) -> None:
    """A slip of the pen is told with the nearest name."""
    workspace = written(tmp_path, "  owners:\n    agricultur: {name: Địa chính}\n")
    with pytest.raises(InputError, match=r"settings\.owners.*agriculture"):
        loaded(workspace)
