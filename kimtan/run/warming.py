"""What a warm process imports and makes before others are forked from it: what every section needs."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from importlib import import_module

_FIRST = (
    "numpy.random",
    "pandas",
    "nbformat.v4",
    "kimtan.present.section_opening",
    "kimtan.metrics",
)
"""What is imported before the first fork of all: what figures need, and what checks notebooks."""

_THEN = (
    "matplotlib.figure",
    "matplotlib.pyplot",
    "seaborn",
    "matplotlib.backends.backend_svg",
    "matplotlib_inline.backend_inline",
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.display_functions",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "ipykernel.compiler",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ctypes",
    "papermill",
    "papermill.execute",
    "babel.dates",
    "kimtan.present.block_json",
    "kimtan.present.markup",
    "kimtan.run.client",
    "kimtan.run.execution",
)
"""What is imported before the first section is forked."""

_LATER = ("nbconvert.exporters.exporter",)
"""What only the page needs that follows the sections: imported while they run."""

_COLLECTED_AFTER = 50_000
"""Objects made before garbage is looked for: a section makes some hundred thousand, and ends."""


def warming_up() -> Iterator[None]:
    """Warm up; whenever it stops others can be forked, but sections only when it is done."""
    from kimtan.run.imports import quick_imports

    gc.disable()  # a quarter of the time: nothing that is imported is garbage
    with quick_imports():
        for name in _FIRST:
            import_module(name)
        _look_up()
        yield
        for name in _THEN:
            import_module(name)
            yield
    from kimtan.present.charts import kinds

    for name in kinds.names():
        kinds.from_facts(name)  # each is imported when it is first asked for
    _draw()
    _date()
    gc.freeze()  # what is there stays shared with the children
    gc.set_threshold(_COLLECTED_AFTER)
    gc.enable()
    yield


def warming_on() -> Iterator[None]:
    """Import the rest, once the sections that waited are forked."""
    from kimtan.run.imports import quick_imports

    with quick_imports():
        for name in _LATER:
            import_module(name)
    gc.freeze()
    yield


def _draw() -> None:
    """One drawing fills the caches of fonts, parsers and seaborn; what it sets is put back."""
    from kimtan.present.charts.canvas import Canvas, Scale
    from kimtan.present.charts.marks import bars, dots
    from kimtan.present.charts.theme import INK, house

    with house():
        canvas, scale = Canvas(20), Scale(0, 1, 0, 20)
        bars(canvas, scale, [1.0], [10.0], [INK])
        dots(canvas, scale, [1.0], [10.0], [INK])
        canvas.text(0, 10, "Kim Tân 1,5%", bold=True)
        canvas.svg()


def _date() -> None:
    """The first date in a language reads what babel knows of it."""
    from kimtan.figures import date_text
    from kimtan.languages import LANGUAGES

    for language in LANGUAGES:
        date_text(dt.date(2023, 6, 30), language)


def _look_up() -> None:
    """The first check of a notebook builds the checker."""
    import nbformat
    from nbformat.v4 import new_notebook

    nbformat.validate(new_notebook())
