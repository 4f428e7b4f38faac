"""A section's kept result depends on exactly what it read: no change is missed, and few are heeded in vain."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest import mock

import pytest

from kimtan.data import datapackage
from kimtan.present.facts import Facts
from kimtan.present.reads import Question, Reads, is_unchanged, read
from kimtan.report.preparing import prepare
from kimtan.workspace import Workspace
from tests import inprocess
from tests.conftest import copied
from tests.extent import examples

pytestmark = pytest.mark.slow

PERIOD = "2023-H1"


class Sections:
    """What each section shows and reads in a workspace, by name."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root)
        as_named, sections = prepare(self.workspace, self.workspace.params_file(PERIOD))
        self.facts = Facts(as_named, "vi")
        asked: list[Reads] = []

        def recorded(facts: Facts) -> Facts:
            asked.append(Reads())
            return asked[-1].watch(facts)

        with mock.patch("kimtan.present.section_opening.recorded", recorded):
            executed = inprocess.executed(self.workspace, as_named, sections)
        self.shown = {one.name: json.dumps([cell.outputs for cell in one.notebook.cells]) for one in executed}
        self.reads: Mapping[str, Mapping[Question, str]] = {
            one.name: reads.answers for one, reads in zip(executed, asked, strict=True)
        }

    def to_run(self, facts: Facts) -> set[str]:
        """The sections whose result would not be taken again for other facts."""
        return {name for name, answers in self.reads.items() if not is_unchanged(facts, answers)}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Sections:
    """The repository as it is."""
    return Sections(copied(tmp_path_factory.mktemp("before")).root)


@pytest.fixture
def copy(before: Sections, tmp_path: Path) -> Iterator[Path]:
    """Another copy, to change something in."""
    for folder in ("params", "data", "notebooks"):
        shutil.copytree(before.workspace.root / folder, tmp_path / folder)
    return tmp_path


def put(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one text in one file."""

    def change(root: Path) -> None:
        path = root / "data" / name
        text = path.read_bytes().decode("utf-8")
        assert old in text, f"{name} has no {old!r} any more"
        path.write_bytes(text.replace(old, new, 1).encode("utf-8"))

    return change


def decide(root: Path) -> None:
    """A decision where there was none."""
    figure = "livestock.pigs:actual@report:L112"
    (root / "data" / PERIOD / "decisions.yml").write_text(
        f"figures:\n  - figure: {figure}\n    expect: '876'\n    value: '867'\n    reason_vi: Gõ nhầm\n"
        "    reason_en: A slip\n    who: Bà Hai\n    date: 2023-07-01\n",
        encoding="utf-8",
    )


WIDELY = {"00_summary", "50_limitations_causes", "60_next_half_tasks", "70_annex", "90_data_audit", "95_evidence"}
"""Sections that read figures of all others, each row as a whole."""

CHANGES: Mapping[str, tuple[Callable[[Path], None], set[str]]] = {
    "a figure": (put(f"{PERIOD}/observations.csv", "pigs,actual,876,head,876", "pigs,actual,867,head,867"),
                 {"13_agriculture"}),
    "a note": (put(f"{PERIOD}/observations.csv", "Văn bản không nói tỷ lệ này so với gì", "Văn bản không rõ so với gì"),
               {"13_agriculture"}),
    "a name": (put("indicators.csv", "Đàn lợn", "Đàn heo"), {"13_agriculture"}),
    "a unit": (put("units.csv", ",con,", ",đầu con,"), {"13_agriculture"}),
    "a clause": (put("phrases.csv", "tổng thu nhập (theo giá hiện hành)", "thu nhập chung"), {"10_economy"}),
    "a sentence": (put(f"{PERIOD}/text.yml", "Tiếp tục tích tụ, tập", "Vẫn tích tụ, tập"), {"13_agriculture"}),
    "a rule": (put("rules.yml", "3%", "4%"), {"90_data_audit"}),
    "a decision": (decide, {"13_agriculture", "90_data_audit"}),
    "a source": (put(f"{PERIOD}/source.yml", "title: Báo cáo tình hình", "title: Báo cáo về"), {"90_data_audit"}),
}  # fmt: skip


@pytest.mark.longer
@pytest.mark.parametrize("what", examples([*CHANGES][::4], [*CHANGES]))
def test_exactly_what_would_come_out_otherwise_runs_again(what: str, before: Sections, copy: Path) -> None:
    """No section that would show anything else is taken from the cache; one that would not is hardly ever run."""
    change, expected = CHANGES[what]
    change(copy)
    datapackage.write(Workspace(copy), before.facts.dataset.config.settings.unit)
    after = Sections(copy)
    otherwise = {name for name, shown in after.shown.items() if shown != before.shown[name]}
    again = before.to_run(after.facts)
    assert otherwise, "the change shows nowhere"
    assert otherwise - again == set(), "stale results would be taken"
    assert expected <= again
    in_vain = again - otherwise - expected - WIDELY
    assert in_vain == set()


def test_nothing_runs_where_nothing_changed(before: Sections, copy: Path) -> None:
    """In another folder as well."""
    assert before.to_run(Sections(copy).facts) == set()


def test_reads_survive_the_file_that_they_travel_in(before: Sections, tmp_path: Path) -> None:
    """Written and read again they are the same."""
    reads = Reads()
    reads.answers.update(before.reads["13_agriculture"])
    reads.write(tmp_path / "reads.json")
    assert read(tmp_path / "reads.json") == reads.answers
    assert read(tmp_path / "missing.json") is None


def test_what_is_not_there_is_read_as_well(before: Sections) -> None:
    """A statement that is missing today may be there tomorrow."""
    facts, reads = before.facts, Reads()
    watched = reads.watch(facts)
    assert watched.stated("livestock.buffalo", "last_year") is None
    assert watched.dataset.phrases.get("no.such") is None
    assert watched.dataset.statements("livestock.buffalo", measure="last_year") == (), "by name as well as by place"
    assert {question[2] for question in reads.answers} >= {"statements", "phrases"}
    assert is_unchanged(facts, reads.answers)


def test_whatever_is_not_known_is_read_as_a_whole(before: Sections) -> None:
    """An analyst may ask a dataset for anything."""
    reads = Reads()
    reads.watch(before.facts).dataset.edition("en")
    reads.watch(before.facts).dataset.figures()
    assert ("dataset", "attribute", "complete") in reads.answers
