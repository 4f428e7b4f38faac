"""How much a test run tries: the short form, of ``make test``, or the long one, of ``make test-all``.

A test that tries more in the long form says so with the marker ``longer``; those that hypothesis feeds have it by
themselves (``conftest.py``). What only the long form tries says ``longer(alone=True)``. In the long form ``-m longer``
is thus exactly what the short one has not seen.
"""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")

IS_LONG = os.environ.get("KIMTAN_TESTS") == "long"


def examples(short: T, long: T) -> T:
    """How many examples, or which, the form of this run wants."""
    return long if IS_LONG else short
