"""Facts over small data, with findings written by hand instead of made by the audit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from kimtan.audit.findings import Finding
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.present.facts import Facts
from tests.present.cases import INDICATORS, ROWS


@pytest.fixture
def facts_with(small_dataset: Callable[..., Dataset], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Facts]:
    """A function that gives facts over the small data with some findings, and with decisions if there are any."""

    def build(
        *findings: Finding,
        decisions: str = "",
        language: str = "vi",
        audience: str = "internal",
        rows: Sequence[str] = ROWS,
    ) -> Facts:
        dataset = small_dataset(INDICATORS, rows, audience=audience)
        if decisions:
            dataset.workspace.decisions_file("2024-H1").write_text(decisions, encoding="utf-8")
            datapackage.write(dataset.workspace, dataset.config.settings.unit)
            dataset = load(dataset.workspace, dataset.workspace.params_file("2024-H1"))
        monkeypatch.setattr("kimtan.audit.store.findings", lambda _: findings)
        return Facts(dataset, language)

    return build
