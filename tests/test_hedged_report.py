"""No narrative sentence of the report states a disputed figure as plain fact, whatever comes to be in dispute."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kimtan.audit.findings import Finding
from kimtan.data.dataset import Dataset
from kimtan.languages import Bilingual
from kimtan.present import ready
from kimtan.present.blocks import Block, Callout, Narrative, Number, plain
from kimtan.present.rich_text import Run
from kimtan.workspace import Workspace
from tests.editions import FIRST

pytestmark = pytest.mark.slow

HEDGE = re.compile(
    r"chưa thống nhất|không khớp|cần thống nhất|không thể cùng đúng"
    r"|do(es)? not agree|yet to be confirmed|settled on|in dispute"
)

Shown = Callable[..., list[Block]]


class NoCharts:
    """Draws nothing: the words are what matters here, and drawing takes most of the time."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args, **kwargs: None


@pytest.fixture
def shown(first_period: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """A function that runs the code of all section notebooks here, without a kernel, and gives what they show."""

    def run(language: str = "vi") -> list[Block]:
        blocks: list[Block] = []
        parameters = {"period": FIRST, "language": language, "audience": "internal", "settings": {}}
        ready.make_ready(first_period.root, parameters)
        monkeypatch.chdir(first_period.root)
        monkeypatch.setattr("IPython.display.display", blocks.append)
        monkeypatch.setattr("kimtan.present.section.Charts", lambda facts: NoCharts())
        for path in sorted(first_period.notebooks_dir.glob("*.ipynb")):
            names: dict[str, Any] = {}
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    exec("".join(cell["source"]), names)
                    if "parameters" in cell["metadata"].get("tags", ()):
                        names["language"] = language
        return blocks

    yield run
    ready._ready.clear()


def paragraphs(blocks: list[Block]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Narrative | Callout):
            yield from block.paragraphs


def unhedged(paragraph: Run) -> list[str]:
    """The disputed numbers of a paragraph that no sentence of it says to be in dispute."""
    disputed = {piece.text for piece in paragraph if isinstance(piece, Number) and is_disputed(piece)}
    hedges = [sentence for sentence in re.split(r"(?<=\.)\s", plain(paragraph)) if HEDGE.search(sentence)]
    return sorted(text for text in disputed if not any(text in hedge for hedge in hedges))


def is_disputed(number: Number) -> bool:
    return number.mark is not None and number.mark.kind == "disputed"


def test_what_is_in_dispute_now_is_told_so(shown: Shown) -> None:
    """The report as it is: it has disputed figures in its prose, and says of each that it is to be confirmed."""
    found = list(paragraphs(shown()))
    assert sum(is_disputed(piece) for run in found for piece in run if isinstance(piece, Number)) > 20
    assert [(plain(run), unhedged(run)) for run in found if unhedged(run)] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whatever_is_in_dispute_is_told_so(shown: Shown, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were every figure of the report in dispute, each paragraph with a figure in it would say so."""

    def everything(dataset: Dataset) -> tuple[Finding, ...]:
        figures = tuple(row.figure for row in dataset.observations)
        return (
            Finding("all", "parts", Bilingual("Mọi số", "All"), "error", "cannot_hold", figures, "pct", cluster="all"),
        )

    monkeypatch.setattr("kimtan.audit.store.findings", everything)
    found = list(paragraphs(shown(language)))
    assert sum(is_disputed(piece) for run in found for piece in run if isinstance(piece, Number)) > 200
    assert [(plain(run), unhedged(run)) for run in found if unhedged(run)] == []


def test_nothing_is_hedged_that_is_not_in_dispute(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without findings no sentence is added."""
    monkeypatch.setattr("kimtan.audit.store.findings", lambda dataset: ())
    assert [plain(run) for run in paragraphs(shown()) if "nêu trên" in plain(run)] == []
