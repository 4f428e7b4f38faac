"""Kernels for tests in which sections run but nothing is tested of how kernels come and go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kimtan.run.pools import SectionPool


@pytest.fixture(scope="session")
def kernels() -> Iterator[SectionPool]:
    """One warm process, from which the kernels of all such tests of this process are forked."""
    with SectionPool() as pool:
        yield pool
