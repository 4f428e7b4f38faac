"""What tests make without kernels is what kernels make."""

from __future__ import annotations

import pytest

from kimtan.report.build import build_report
from kimtan.workspace import Workspace
from tests import inprocess

pytestmark = pytest.mark.slow


def test_a_page_made_in_this_process_is_the_published_one(copy_of_repository: Workspace) -> None:
    """Byte for byte, over all sections of the repository."""
    report = build_report(copy_of_repository, copy_of_repository.params_file("2023-H1"))
    assert report.files[0].read_text(encoding="utf-8") == inprocess.html(copy_of_repository)
