"""papermill and nbconvert imported without what they load and never use here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_HEAVY = "rfc3987_syntax"
"""Builds a grammar of internationalised addresses at import, 1.6 s of the 2 s that ``import papermill`` takes.

jupyter-events asks for ``jsonschema[format-nongpl]``, and jsonschema takes the package where it is there and does
without where it is not: only the check of the formats ``iri`` and ``iri-reference`` is left out, which no schema of
notebooks uses.
"""


@contextmanager
def quick_imports() -> Iterator[None]:
    """Inside the block jsonschema is imported as if that package were not installed; afterwards it is again."""
    if _HEAVY in sys.modules or "jsonschema._format" in sys.modules:
        yield
        return
    sys.modules[_HEAVY] = None  # type: ignore[assignment]  # how Python marks a module that must not be found
    try:
        yield
    finally:
        del sys.modules[_HEAVY]
