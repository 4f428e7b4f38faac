"""The suite and the workspace that tests run on: ``tests/workspace/``, with the repository's notebooks.

It holds the first period and the data dictionary as they were when golden tables were last accepted. What somebody adds
to the checkout (a period, a section, a figure) is read by no test, so that it makes none fail.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kimtan.workspace import SUITE_VARIABLE, Workspace

REPOSITORY = Path(__file__).resolve().parents[1]
KEPT = Workspace(REPOSITORY / "tests" / "workspace")

NOTEBOOKS = tuple(
    REPOSITORY / "notebooks" / f"{name}.ipynb"
    for name in (
        "00_summary",
        "10_economy",
        "11_trade_services",
        "12_industry_construction",
        "13_agriculture",
        "14_finance_enterprises",
        "15_land_environment",
        "16_public_investment",
        "21_information_digital",
        "22_education",
        "23_health_population",
        "24_social_policy",
        "30_urban_standards",
        "40_defence_security",
        "50_limitations_causes",
        "60_next_half_tasks",
        "70_annex",
        "90_data_audit",
        "95_evidence",
        "section",
        "start_here",
    )
)
"""The notebooks that come with kimtan."""


def write_suite(root: Path) -> None:
    """Write the kept data and the notebooks into a folder."""
    for folder in ("params", "data"):
        shutil.copytree(KEPT.root / folder, root / folder)
    (root / "notebooks").mkdir()
    for notebook in NOTEBOOKS:
        shutil.copy(notebook, root / "notebooks")


def keep_data() -> None:
    """Take what tests run on from the checkout anew."""
    for path in [path for path in KEPT.root.rglob("*") if path.is_file()]:
        shutil.copy(REPOSITORY / path.relative_to(KEPT.root), path)


def name_suite(root: Path) -> None:
    """Let this process, and all that it starts, take a folder for the suite."""
    write_suite(root)
    os.environ[SUITE_VARIABLE] = str(root)
