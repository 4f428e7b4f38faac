"""Charts are drawn under the house settings alone, whatever a person or a workspace has set."""

from __future__ import annotations

from typing import Any

import matplotlib
import pytest

from kimtan.present.charts.theme import house

PERSONAL: dict[str, Any] = {
    "text.usetex": True,
    "figure.autolayout": True,
    "savefig.bbox": "tight",
    "savefig.transparent": True,
    "path.sketch": (1, 100, 2),
    "svg.image_inline": False,
    "axes.prop_cycle": matplotlib.rcsetup.cycler(color=["red"]),
}


@pytest.mark.parametrize("name", PERSONAL)
def test_a_personal_setting_changes_no_chart(name: str) -> None:
    """The house settings stand on matplotlib's own defaults; afterwards the personal ones are there again."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        with house():
            usual = dict(matplotlib.rcParams)
    with matplotlib.rc_context({name: PERSONAL[name]}):
        with house():
            assert dict(matplotlib.rcParams) == usual
        assert matplotlib.rcParams[name] == matplotlib.rcsetup._validators[name](PERSONAL[name])
