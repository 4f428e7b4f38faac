"""What tests make without kernels is what kernels make."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions import PageOf

pytestmark = pytest.mark.slow


def test_a_page_made_in_this_process_is_the_published_one(published_workspace: Path, page_of: PageOf) -> None:
    """Byte for byte, over all sections of the repository."""
    assert (published_workspace / "outputs/2023-H1/report.html").read_text(encoding="utf-8") == page_of()
