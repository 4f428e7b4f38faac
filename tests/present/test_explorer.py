"""The explorer shows what is known of an indicator, with or without widgets."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from kimtan.errors import InputError
from kimtan.present import explorer
from kimtan.present.blocks import Block, Table
from kimtan.workspace import Workspace


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the explorer shows."""
    collected: list[Any] = []
    monkeypatch.setattr(explorer, "show", lambda *parts: collected.extend(part for part in parts if part is not None))
    return collected


def test_without_widgets_the_choice_is_shown_once(
    first_period: Workspace, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence, a table, the statements of the measure and the checks, as far as there are any."""
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert explorer.explore("livestock.pigs", "pct_of_plan", workspace=first_period) is None
    assert any(isinstance(part, Table) for part in shown)
    figures, findings = (part for part in shown if not isinstance(part, Block | tuple))
    assert list(figures["as_written"]) == ["175%"]
    assert len(findings) > 0


def test_with_widgets_another_choice_shows_another_indicator(first_period: Workspace, shown: list[Any]) -> None:
    """The three lists have what there is, and what is chosen in one of them is shown."""
    pytest.importorskip("ipywidgets", reason="comes with kimtan[lab]")
    panel = explorer.explore("livestock.pigs", workspace=first_period)
    indicators, _, periods = panel.children[0].children
    assert periods.options == ("2023-H1",)
    shown.clear()
    indicators.value = "livestock.cattle"
    figures = next(part for part in shown if not isinstance(part, Block | tuple))
    assert list(figures.index.str.startswith("livestock.cattle:")) == [True]


def test_a_slip_of_the_pen_is_told(first_period: Workspace) -> None:
    """Before anything is shown."""
    with pytest.raises(InputError, match=r"Did you mean 'livestock\.pigs'"):
        explorer.explore("livestock.pig", workspace=first_period)
