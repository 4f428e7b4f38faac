"""Puts the suite's notebooks and data dictionary into the wheel, where a workspace without its own finds them.

Only what lies directly in ``notebooks/`` and ``data/`` travels: a period's figures belong to one commune.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TRAVELS = ("notebooks/*.ipynb", "data/*.csv", "data/*.yml")


class SuiteHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # the checkout itself is the suite; a copy would grow stale
            return
        root = Path(self.root)
        for pattern in TRAVELS:
            for file in sorted(root.glob(pattern)):
                build_data["force_include"][str(file)] = f"kimtan/suite/{file.relative_to(root).as_posix()}"
