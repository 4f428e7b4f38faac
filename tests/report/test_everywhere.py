"""All figures of many workspaces in one frame: what stands in it, and that what is kept is never out of date."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from pathlib import Path

import pandas as pd
import pytest

import kimtan
from kimtan.errors import InputError
from kimtan.languages import Language
from kimtan.report.everywhere import opening
from kimtan.report.everywhere.rows import PeriodRows, period_rows
from tests.conftest import write_workspace

INDICATORS = [
    "cost.all,s,Chi,Cost,vnd_bn,flow,higher,0,,,,,,false,1",
    "cost.open,s,Chi công khai,Open cost,vnd_bn,flow,higher,0,cost.all,kind,,,,false,2",
    "cost.sealed,s,Chi mật,Sealed cost,vnd_bn,flow,higher,0,cost.all,kind,,,,true,3",
]
OBSERVATIONS = [
    'cost.all,actual,10.0,vnd_bn,"10,0",,,,final,,report:L1,,',
    "cost.open,actual,4000,vnd_m,4000,,,,final,,report:L2,,",
    'cost.sealed,actual,7.0,vnd_bn,"7,0",,,,final,,report:L3,,',
    'cost.all,pct_of_plan,97,pct,"97%",,at_least,,final,,report:L4,,',
]
PATTERN = "communes/*/params/*.yml"


@pytest.fixture
def communes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two communes with the same figures, the second of which publishes."""
    write_workspace(tmp_path / "communes" / "a", INDICATORS, OBSERVATIONS)
    write_workspace(tmp_path / "communes" / "b", INDICATORS, OBSERVATIONS, audience="public")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The workspaces that are read, one after the other."""
    seen: list[str] = []
    real = period_rows

    def noted(paths: Sequence[Path], language: Language) -> list[PeriodRows]:
        seen.extend(path.parts[-3] for path in paths)
        return real(paths, language)

    monkeypatch.setattr(opening, "period_rows", noted)
    return seen


def test_every_figure_is_a_row_with_its_range_in_the_indicators_unit(communes: Path) -> None:
    """4,000 million are 4 billion, exact to half a million; a bound has no end; a contradiction marks its figures."""
    frame = kimtan.open_figures(PATTERN)
    own = frame[frame.index < len(OBSERVATIONS)].set_index("place")
    assert list(own.loc["report:L2", ["value", "low", "high"]]) == [4.0, 3.9995, 4.0005]
    assert list(own.loc["report:L4", ["measure", "value", "high", "unit_of_measure"]]) == [
        "pct_of_plan",
        97,
        inf,
        "pct",
    ]
    assert list(own["mark"]) == ["disputed", "disputed", "disputed", ""]
    assert set(own["unit"]) == {"xã Thử"}
    assert set(own["period"]) == {"2024-H1"}


def test_what_an_edition_withholds_is_in_no_row_and_no_byte(communes: Path) -> None:
    """Neither the restricted figure nor one that gives it away, nor the mark that comes of it."""
    frame = kimtan.open_figures("communes/b/params/*.yml")
    assert "cost.sealed" not in set(frame["indicator"])
    assert set(frame["mark"]) == {""}
    assert b"sealed" not in b"".join(path.read_bytes() for path in (communes / "outputs").rglob("*.npz"))


def test_only_workspaces_that_changed_are_read_again(communes: Path, read: list[str]) -> None:
    """Whatever changed in one, a figure or the dictionary; what is kept equals what was made, types and order too."""
    made = kimtan.open_figures(PATTERN)
    assert read == ["a", "b"]
    kept = kimtan.open_figures(PATTERN)
    assert read == ["a", "b"]
    assert kept.equals(made)
    assert list(kept.dtypes) == list(made.dtypes)
    for name, old, new in (
        ("2024-H1/observations.csv", "4000,vnd_m,4000", "5000,vnd_m,5000"),
        ("indicators.csv", "Open cost,vnd_bn", "Open cost,vnd_m"),
    ):
        file = communes / "communes" / "b" / "data" / name
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        read.clear()
        changed = kimtan.open_figures(PATTERN)
        assert read == ["b"]
        assert not changed.equals(made)
        assert changed.equals(_anew(communes))
        made = changed


def _anew(root: Path) -> pd.DataFrame:
    """The frame without anything kept."""
    for path in (root / "outputs" / ".figures").iterdir():
        path.unlink()
    return kimtan.open_figures(PATTERN)


def test_a_period_that_cannot_be_read_is_told_and_left_out(communes: Path) -> None:
    """The others stay; mended, it is there."""
    file = communes / "communes" / "a" / "data" / "2024-H1" / "observations.csv"
    good = file.read_text("utf-8")
    file.write_text(good.replace(",7.0,", ",7,0,"), "utf-8")
    with pytest.warns(UserWarning, match="1 of 2 periods cannot be read"):
        frame = kimtan.open_figures(PATTERN)
    assert frame.attrs["problems"]
    assert len(frame) == len(kimtan.open_figures("communes/b/params/*.yml"))
    file.write_text(good, "utf-8")
    assert len(kimtan.open_figures(PATTERN)) > len(frame)


def test_a_spoilt_file_is_made_again(communes: Path) -> None:
    """A byte that flipped, or a file of another form, is thrown away."""
    made = kimtan.open_figures(PATTERN)
    (file,) = (communes / "outputs" / ".figures").iterdir()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert kimtan.open_figures(PATTERN).equals(made)


def test_a_pattern_that_matches_nothing_is_refused(communes: Path) -> None:
    """An empty frame would look like communes without figures."""
    with pytest.raises(InputError, match=r"communes/x/\*\.yml: No params file matches"):
        kimtan.open_figures("communes/x/*.yml")
