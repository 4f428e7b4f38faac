"""Charts of every kind, by the examples that the tests of each kind hold.

A kind's tests stand in ``kinds/test_<kind>.py``. They have ``build(frame, language)``, which makes a chart of any
frame, and ``EXAMPLES``, a frame or more with the report's own figures; the promises of all charts are tested of these.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import pytest

from kimtan.present.charts import kinds

BUILD = {name: import_module(f"tests.present.charts.kinds.test_{name}").build for name in kinds.names()}
EXAMPLES = {
    f"{name}-{place}": (name, example)
    for name in kinds.names()
    for place, example in enumerate(import_module(f"tests.present.charts.kinds.test_{name}").EXAMPLES)
}


@cache
def _drawn(example, language):
    name, frame = EXAMPLES[example]
    return BUILD[name](frame, language)


@pytest.fixture(params=list(BUILD))
def build(request):
    """Makes a chart of a frame, of every kind in turn."""
    return BUILD[request.param]


@pytest.fixture(params=list(EXAMPLES))
def example(request):
    """Draws an example anew, of every kind in turn."""
    name, frame = EXAMPLES[request.param]
    return lambda: BUILD[name](frame, "vi")


@pytest.fixture(params=list(EXAMPLES))
def chart(request, language):
    """One chart of every kind, in each language; drawn once, for a chart is frozen."""
    return _drawn(request.param, language)


@pytest.fixture(params=["vi", "en"])
def language(request):
    return request.param
