"""Whatever an office states, a chapter, the annex or the table of tasks shows: on random dictionaries and figures."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimtan.data.dataset import Dataset
from kimtan.data.measures import MEASURES
from kimtan.present.facts import Facts
from kimtan.present.official.document import OfficialDocument
from kimtan.present.showing import figures_of
from kimtan.report.completeness import in_evidence_only
from kimtan.report.preparing import prepare
from kimtan.report.stitch import stitch
from kimtan.report.title import described
from kimtan.run.sections import SectionNotebook
from tests import inprocess
from tests.conftest import write_workspace
from tests.extent import examples

PERCENTS = frozenset(name for name, measure in MEASURES.items() if measure.is_percent)
UNITS = {"houses": ("count", 0), "vnd_m": ("flow", 0), "ha": ("flow", 2), "head": ("stock", 0), "pct": ("share", 1)}
NOTHING = "Kỳ này không có số liệu."


@st.composite
def offices(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Rows of a dictionary of two sections, with wholes and parts, and of what is stated of each indicator."""
    luck = random.Random(draw(st.integers(0, 2**32)))
    indicators, observations = [], []
    line = 0
    for number in range(draw(st.integers(1, 7))):
        section = luck.choice(["water_works", "night_markets"])
        unit = luck.choice(list(UNITS))
        kind, decimals = UNITS[unit]
        same = [row.split(",") for row in indicators if row.split(",")[1:2] == [section] and row.split(",")[4] == unit]
        whole = luck.choice(same)[0] if same and unit != "pct" and luck.random() < 0.5 else ""
        name = f"made.up{number}"
        by = "kind" if whole else ""
        indicators.append(
            f"{name},{section},Chỉ tiêu {number},Indicator {number},{unit},{kind},higher,{decimals},{whole},{by}"
            f",,,,false,{number}"
        )
        for measure in luck.sample(list(MEASURES), luck.randint(1, len(MEASURES))):
            for _ in range(luck.choice([1, 1, 1, 2])):
                line += 1
                own = "pct" if measure in PERCENTS else unit
                value = f"{luck.randint(1, 400)}" + (
                    "" if own in {"houses", "head", "vnd_m"} else f".{luck.randint(0, 9)}"
                )
                bound = luck.choice(["", "", "", "at_least", "about"])
                as_of = luck.choice(["", "", "2024-06-10"]) if measure == "actual" else ""
                basis = luck.choice(["y2020", "term_start"]) if MEASURES[measure].is_on_base else ""
                observations.append(
                    f"{name},{measure},{value},{own},x,,{bound},{basis},estimate,{as_of},report:L{line},,it is {value}"
                )
    return indicators, observations


def signed_without(dataset: Dataset, sections: Iterable[SectionNotebook]) -> list[str]:
    """Figures that the document to sign does not have: of several statements of one figure it makes the first."""
    names = [section.identity or section.name.split("_", 1)[1] for section in sections]
    blocks = OfficialDocument(Facts(dataset, "vi"), [*names, "next_half"]).blocks()
    shown = {figure for block in blocks for figure in figures_of(block)}
    first = {row.topic: row for row in reversed(dataset.observations) if dataset.is_of_the_year(row)}
    return [str(row.figure) for row in first.values() if str(row.figure) not in shown]


@settings(max_examples=examples(short=4, long=20), deadline=None)
@given(rows=offices())
@pytest.mark.slow
def test_all_that_is_stated_is_shown(rows: tuple[list[str], list[str]]) -> None:
    """Any of all measures, stated twice or once, bounded, of another day: all shown, and no section is said empty."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = write_workspace(Path(folder).resolve() / "office", *rows)
        dataset, sections = prepare(workspace, workspace.params_file("2024-H1"))
        executed = inprocess.executed(workspace, dataset, sections)
        assert in_evidence_only(dataset, executed) == ()
        assert signed_without(dataset, sections) == []
        stitched = stitch(executed, described(dataset.config), "vi", dataset.chapters)
        assert {section.identity for section in sections if section.identity} == {
            dataset.indicators[row.indicator].section for row in dataset.observations
        }
        for cell in stitched.cells:
            if cell.metadata.kimtan.get("section") in {"water_works", "night_markets"}:
                assert NOTHING not in str(cell.outputs)
