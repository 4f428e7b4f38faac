"""Run every benchmark, or those that are named: ``python -m benchmarks audit_scale``."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from benchmarks.told import machine

NAMES = (
    "report_time", "growth", "one_section", "preview", "audit_scale", "check_process", "audit_province", "province",
    "extract", "extract_sentences", "proof_speed", "proof_batch",
)  # fmt: skip


def main(names: list[str]) -> None:
    """Tell the machine, then what each benchmark measures."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.exit(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}.")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # processes begin with compiled modules, as they do in use
    machine()
    for name in names or NAMES:
        import_module(f"benchmarks.{name}").main()


main(sys.argv[1:])
