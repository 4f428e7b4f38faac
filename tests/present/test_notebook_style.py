"""The style of blocks: once, in the cell that opens a section, and only where somebody has the notebook open."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import IPython.display
import pytest

from kimtan.present.notebook_style import STYLE_TYPE, display_style
from kimtan.present.reads import RECORD


@pytest.mark.parametrize(
    ("has_kernel", "is_run", "times"), [(True, False, 1), (True, True, 0), (False, False, 0), (False, True, 0)]
)
def test_a_run_has_no_style_of_notebooks_whatever_its_kernel(
    has_kernel: bool, is_run: bool, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook that a run writes is the same by forked cells, which have no kernel, and by a kernel of Jupyter's."""
    given: list[Any] = []
    shell = SimpleNamespace(kernel=object()) if has_kernel else SimpleNamespace()
    shells = SimpleNamespace(initialized=lambda: True, instance=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython.core.interactiveshell", SimpleNamespace(InteractiveShell=shells))
    monkeypatch.setattr(IPython.display, "display", lambda bundle, raw: given.append(bundle))
    if is_run:
        monkeypatch.setenv(RECORD, "")
    else:
        monkeypatch.delenv(RECORD, raising=False)
    display_style()
    assert [STYLE_TYPE in bundle for bundle in given] == [True] * times
