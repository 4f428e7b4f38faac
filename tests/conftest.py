"""Workspaces that tests write: the smallest that loads, and a copy of the repository's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.workspace import Workspace

REPOSITORY = Path(__file__).resolve().parents[1]

PARAMS = """\
period: 2024-H1
language: {language}
audience: {audience}
settings:
  unit: xã Thử
  authority: UBND xã Thử
  title: Báo cáo thử
"""
SOURCE = """\
documents:
  report:
    title: Báo cáo thử
    issuer: UBND xã Thử
"""
INDICATORS = (
    "indicator,section,name_vi,name_en,unit,kind,better,decimals,part_of,breakdown,within,numerator,denominator,"
    "restricted,order"
)
OBSERVATIONS = "indicator,measure,value,unit,as_written,precision,bound,basis,status,as_of,source,note_vi,note_en"


def write_workspace(
    root: Path,
    indicators: Sequence[str],
    observations: Sequence[str],
    text: str = "highlights: []\n",
    language: str = "vi",
    audience: str = "internal",
) -> Workspace:
    """Write a workspace with one period, 2024-H1; rows as CSV lines without their header."""
    period = root / "data" / "2024-H1"
    period.mkdir(parents=True)
    (root / "params").mkdir()
    (root / "params" / "2024-H1.yml").write_text(PARAMS.format(language=language, audience=audience), encoding="utf-8")
    (root / "data" / "indicators.csv").write_text("\n".join([INDICATORS, *indicators, ""]), encoding="utf-8")
    (root / "data" / "phrases.csv").write_text("indicator,vi,en\n", encoding="utf-8")
    (period / "observations.csv").write_text("\n".join([OBSERVATIONS, *observations, ""]), encoding="utf-8")
    (period / "source.yml").write_text(SOURCE, encoding="utf-8")
    (period / "text.yml").write_text(text, encoding="utf-8")
    workspace = Workspace(root)
    datapackage.write(workspace, "xã Thử")
    return workspace


@pytest.fixture
def small_dataset(tmp_path: Path) -> Callable[..., Dataset]:
    """A function that writes a workspace of given rows and loads it."""

    def build(indicators: Sequence[str], observations: Sequence[str], **options: str) -> Dataset:
        root = tmp_path / f"workspace-{len(list(tmp_path.iterdir()))}"
        workspace = write_workspace(root, indicators, observations, **options)
        return load(workspace, workspace.params_file("2024-H1"))

    return build


@pytest.fixture
def copy_of_repository(tmp_path: Path) -> Workspace:
    """A copy of the repository's parameters, data and notebooks, for tests that spoil something."""
    for folder in ("params", "data", "notebooks"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    return Workspace(tmp_path)


@pytest.fixture(scope="session")
def real() -> Dataset:
    """The repository's own first period."""
    workspace = Workspace(REPOSITORY)
    return load(workspace, workspace.params_file("2023-H1"))
