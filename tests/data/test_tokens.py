"""A token that says itself that a figure falls, or in which unit it is, is held to that."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.data.dataset import load
from kimtan.errors import InputError
from tests.conftest import write_workspace

INDICATOR = "a.total,population,Tổng,Total,vnd_bn,flow,higher,1,,,,,,false,1"


def refusals(root: Path, measure: str, value: str, unit: str, token: str) -> list[str]:
    """What is said of a figure."""
    row = f'a.total,{measure},{value},{unit},"{token}",,,,estimate,,L1,,'
    workspace = write_workspace(root / "w", [INDICATOR], [row])
    try:
        load(workspace, workspace.params_file("2024-H1"))
    except InputError as error:
        return [problem.seen for problem in error.problems if problem.code == "observations.as_written"]
    return []


@pytest.mark.parametrize(
    ("measure", "value", "token", "is_taken"),
    [
        ("yoy_pct", "-5.3", "5,3%", True),
        ("yoy_pct", "-5.3", "giảm 5,3%", True),
        ("yoy_pct", "-5.3", "-5,3%", True),
        ("yoy_pct", "5.3", "tăng 5,3%", True),
        ("yoy_pct", "5.3", "giảm 5,3%", False),
        ("yoy_pct", "5.3", "-5,3%", False),
        ("yoy_pct", "5.3", "\N{MINUS SIGN}5,3%", False),
        ("yoy_pct", "-5.3", "tăng 5,3%", False),
        ("yoy_pct", "-5.3", "không tăng, giảm 5,3%", True),
    ],
)
def test_a_token_that_rises_is_of_no_figure_that_falls(
    tmp_path: Path, measure: str, value: str, token: str, is_taken: bool
) -> None:
    """Growth is stated with words, often outside of the token; a word within it says the sign."""
    assert (refusals(tmp_path, measure, value, "pct", token) == []) is is_taken


@pytest.mark.parametrize(("value", "is_taken"), [("-5.3", True), ("5.3", False)])
def test_a_token_below_zero_is_of_no_figure_above_it(tmp_path: Path, value: str, is_taken: bool) -> None:
    """An amount that falls may be one of a fall; one below zero is below zero."""
    assert (refusals(tmp_path, "actual", value, "vnd_bn", "âm 5,3") == []) is is_taken
    assert refusals(tmp_path / "falls", "actual", value, "vnd_bn", "giảm 5,3") == []


@pytest.mark.parametrize(
    ("unit", "token", "named"),
    [
        ("vnd_bn", "5,3", ""),
        ("vnd_bn", "5,3 tỷ", ""),
        ("vnd_bn", "5,3 tỷ đồng", ""),
        ("vnd_bn", "5,3 Tỷ đồng", ""),
        ("vnd_bn", "khoảng 5,3", ""),
        ("vnd_bn", "5,3 triệu đồng", "triệu đồng"),
        ("vnd_bn", "5,3%", "%"),
        ("vnd_bn", "5,3 đồng", "đồng"),
        ("vnd_m", "5,3 tỷ đồng", "tỷ đồng"),
        ("vnd_m", "5,3 tỷ", "tỷ đồng"),
    ],
)
def test_a_token_in_another_unit_than_its_row_is_refused(tmp_path: Path, unit: str, token: str, named: str) -> None:
    """5,3 million beside a row in billions is a thousandth of it, and read so by nobody."""
    expected = [f"'{token}' is in {named}, but the row's unit is {'tỷ đồng' if unit == 'vnd_bn' else 'triệu đồng'}."]
    assert refusals(tmp_path, "actual", "5.3", unit, token) == (expected if named else [])
