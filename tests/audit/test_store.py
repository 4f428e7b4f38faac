"""Findings are kept under a hash of all they rest on, so what is read back is what would come out."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kimtan.audit import store, tracing
from kimtan.audit.audit import audit
from kimtan.audit.store import findings, fingerprint
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.data.identities import FigureId
from kimtan.workspace import Workspace

INDICATORS = [
    "cost.all,s,Chi,Cost,vnd_bn,flow,higher,0,,,,,,false,1",
    "cost.open,s,Chi công khai,Open cost,vnd_bn,flow,higher,0,cost.all,kind,,,,false,2",
    "cost.sealed,s,Chi mật,Sealed cost,vnd_bn,flow,higher,0,cost.all,kind,,,,true,3",
    "case.all,s,Vụ việc,Cases,cases,count,lower,0,,,,,,false,4",
    "case.sent,s,Chuyển,Sent,cases,count,lower,0,,,case.all,,,true,5",
]
OBSERVATIONS = [
    'cost.all,actual,10.0,vnd_bn,"10,0",,,,final,,report:L1,,',
    'cost.open,actual,4.0,vnd_bn,"4,0",,,,final,,report:L2,,',
    'cost.sealed,actual,7.0,vnd_bn,"7,0",,,,final,,report:L3,,',
    "case.all,actual,13,cases,13,,,,final,,report:L4,,",
    "case.all,actual,14,cases,14,,,,final,,report:L5,,",
    "case.sent,actual,15,cases,15,,,,final,,report:L6,,",
]
Build = Callable[..., Dataset]


@pytest.fixture
def dataset(small_dataset: Build) -> Dataset:
    """Two contradictions with restricted figures in them, and one that everybody may see."""
    return small_dataset(INDICATORS, OBSERVATIONS)


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A function after which the audit may not be made anew."""

    def fail(*_: object) -> None:
        raise AssertionError("made anew")

    return lambda: monkeypatch.setattr("kimtan.audit.audit.audit", fail)


def stored(dataset: Dataset) -> list[Path]:
    return sorted(dataset.workspace.findings_dir.iterdir())


def test_what_is_stored_is_read_back_equal(dataset: Dataset, forbid: Callable[[], None]) -> None:
    """Ranges, suspects, sets and all: the second time nothing is computed."""
    made = findings(dataset)
    assert made == audit(dataset)
    assert any(one.suspects for one in made)
    (file,) = stored(dataset)
    assert file.name == f"2024-H1-internal-{fingerprint(dataset)[:24]}.json"
    forbid()
    assert findings(dataset) == made
    with pytest.raises(AssertionError, match="made anew"):
        findings(replace(dataset, observations=dataset.observations[:1]))


def test_the_real_findings_are_read_back_equal(real: Dataset, tmp_path: Path, forbid: Callable[[], None]) -> None:
    """With quotients whose decimals do not end, assumptions, lists and written rules."""
    elsewhere = replace(real, workspace=Workspace(tmp_path))
    made = findings(elsewhere)
    forbid()
    assert findings(elsewhere) == made == audit(real)


@pytest.mark.parametrize("damage", [b"", b"[", b'[{"id": 1}]', b"\xff\xfe", b"{}"])
def test_a_damaged_file_is_made_anew(dataset: Dataset, damage: bytes) -> None:
    """An empty file, half of one, or another program's stops nothing and does not stay."""
    made = findings(dataset)
    (file,) = stored(dataset)
    good = file.read_bytes()
    file.write_bytes(damage)
    assert findings(dataset) == made
    assert file.read_bytes() == good


def test_a_finding_that_somebody_changed_is_made_anew(dataset: Dataset) -> None:
    """A state that reads well and is not what the audit found would hide a contradiction."""
    made = findings(dataset)
    (file,) = stored(dataset)
    good = file.read_bytes()
    assert b'"cannot_hold"' in good
    file.write_bytes(good.replace(b'"cannot_hold"', b'"holds"'))
    assert findings(dataset) == made
    assert file.read_bytes() == good


@pytest.mark.parametrize("place", range(0, 1000, 37))
def test_a_byte_that_flipped_is_seen(dataset: Dataset, place: int) -> None:
    """Wherever it is, in the hash or in what is hashed."""
    made = findings(dataset)
    (file,) = stored(dataset)
    content = bytearray(file.read_bytes())
    content[place % len(content)] ^= 1
    file.write_bytes(content)
    assert findings(dataset) == made


def test_a_folder_that_cannot_be_written_costs_only_time(dataset: Dataset) -> None:
    """Where the outputs cannot be, the findings are made each time."""
    dataset.workspace.outputs_dir.write_text("a file", encoding="utf-8")
    assert findings(dataset) == findings(dataset) == audit(dataset)
    assert dataset.workspace.outputs_dir.read_text(encoding="utf-8") == "a file"


def test_a_disk_that_is_full_leaves_nothing_behind(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half of a file, and no temporary one."""

    def fail(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert findings(dataset) == audit(dataset)
    assert stored(dataset) == []


def test_only_parts_with_a_changed_figure_are_solved_again(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what comes of all is what an audit from nothing says, whichever figure changed and however it is written."""
    searched: list[set[str]] = []

    class Counted(tracing.Search):
        def __post_init__(self) -> None:
            searched.append(set(self.system.figures))
            super().__post_init__()

    monkeypatch.setattr(tracing, "Search", Counted)
    findings(dataset)
    assert len(searched) > 1
    for at, row in enumerate(dataset.observations):
        for changed in (row.model_copy(update={"value": row.value + 1}), row.model_copy(update={"as_written": "7,00"})):
            rows = [changed if place == at else other for place, other in enumerate(dataset.observations)]
            other = replace(dataset, observations=rows)
            searched.clear()
            made = findings(other)
            assert all(any(one.indicator[:4] == row.indicator[:4] for one in map(FigureId, own)) for own in searched)
            assert made == audit(other)
            findings(dataset)


def test_older_findings_of_the_same_edition_go(dataset: Dataset) -> None:
    """One file an edition: another period's, and the other readers', stay."""
    findings(dataset)
    findings(dataset.edition(audience="public"))
    other = dataset.workspace.findings_dir / "2023-FY-internal-0123456789abcdef01234567.json"
    other.write_text("[]", encoding="utf-8")
    before = {file.name for file in stored(dataset)}
    assert len(before) == 3
    changed = replace(dataset, observations=dataset.observations[:-1])
    findings(changed)
    after = {file.name for file in stored(dataset)}
    (gone,), (new,) = before - after, after - before
    assert gone.startswith("2024-H1-internal-")
    assert new == f"2024-H1-internal-{fingerprint(changed)[:24]}.json"


def test_public_and_internal_findings_are_stored_apart(dataset: Dataset) -> None:
    """What only the office may see is in no file that a public edition reads."""
    public = dataset.edition(audience="public")
    inside, outside = findings(dataset), findings(public)
    internal, published = stored(dataset)
    assert internal.name.startswith("2024-H1-internal-")
    assert published.name.startswith("2024-H1-public-")
    assert {one.id for one in inside} - {one.id for one in outside} == {
        "parts:cost.all:kind:actual",
        "subset:case.sent:actual",
    }
    assert b"sealed" in internal.read_bytes()
    text = published.read_bytes().decode()
    assert not any(word in text for word in ("sealed", "Sealed", "mật", "case.sent", "Chuyển"))
    assert "repeated:case.all" in text


EDITS = {
    "a value": ("observations.csv", 'pct_of_plan,60.8,pct,"60,8%"', 'pct_of_plan,60.9,pct,"60,9%"'),
    "its digits": ("observations.csv", 'pct_of_plan,60.8,pct,"60,8%"', 'pct_of_plan,60.80,pct,"60,80%"'),
    "a cut-off date": ("observations.csv", ",estimate,,report:L27", ",estimate,2023-06-10,report:L27"),
    "a place": ("observations.csv", ",estimate,,report:L27", ",estimate,,report:L28"),
    "a list": ("text.yml", "vi: Y tế, giáo dục đô thị", "vi: Y tế đô thị"),
    "a rule's formula": ("rules.yml", "<= 5 stars", "<= 4 stars"),
    "a rule's severity": ("rules.yml", "severity: info", "severity: warning"),
    "a rule's assumption": ("rules.yml", "Each household counts once", "Each household borrows once"),
    "an indicator's name": ("indicators.csv", "income.total,", "income.total,"),
    "rounding": ("2023-H1.yml", "rounding: nearest", "rounding: truncated"),
    "the cut-off date": ("2023-H1.yml", "as_of: null", 'as_of: "2023-06-10"'),
    "the plan that counts": ("2023-H1.yml", "plan_basis: null", "plan_basis: resolution"),
    "a unit": ("units.csv", "tỷ đồng", "tỉ đồng"),
    "another territory than last year's": (
        "2023-H1.yml", "rounding: nearest", "rounding: nearest\n  territory: {code: merged, since: 2023-02-01}",
    ),
}  # fmt: skip


def file_of(workspace: Workspace, name: str) -> Path:
    (found,) = (path for path in workspace.root.rglob(name) if "outputs" not in path.parts)
    return found


def reload(workspace: Workspace) -> Dataset:
    return load(workspace, workspace.params_file("2023-H1"))


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_findings_rest_on_is_in_their_fingerprint(
    copy_of_repository: Workspace, real: Dataset, edit: str
) -> None:
    """A figure's value and digits, day and place; lists, written rules, dictionary, units, rounding, territory."""
    name, old, new = EDITS[edit]
    path = file_of(copy_of_repository, name)
    text = path.read_text(encoding="utf-8")
    if edit == "an indicator's name":
        vietnamese = real.complete.indicators["income.total"].name_vi
        old, new = f"{vietnamese},", f"{vietnamese} xã,"
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert fingerprint(reload(copy_of_repository)) != fingerprint(real)


def test_a_decision_and_the_audience_are_in_the_fingerprint_and_the_language_is_not(
    copy_of_repository: Workspace, real: Dataset
) -> None:
    """Findings say everything in both languages."""
    assert fingerprint(reload(copy_of_repository)) == fingerprint(real)
    assert fingerprint(real.edition("en")) == fingerprint(real)
    assert fingerprint(real.edition(audience="public")) != fingerprint(real)
    decision = """\
findings:
  - finding: parts:income.total:sector:last_year
    verdict: figure_stands
    figures: {"income.total:actual@L27": "552.054"}
    reason_vi: Đã kiểm tra.
    reason_en: Looked at.
    who: UBND
    date: 2023-07-20
"""
    copy_of_repository.decisions_file("2023-H1").write_text(decision, encoding="utf-8")
    datapackage.write(copy_of_repository, real.config.settings.unit)
    decided = fingerprint(reload(copy_of_repository))
    copy_of_repository.decisions_file("2023-H1").write_text(decision.replace("UBND", "Công an"), encoding="utf-8")
    assert len({fingerprint(real), decided, fingerprint(reload(copy_of_repository))}) == 3


def test_the_code_is_in_the_fingerprint(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version of the audit reads nothing that an old one has found."""
    before = fingerprint(dataset)
    monkeypatch.setattr(store, "_code", lambda: "another version")
    assert fingerprint(dataset) != before


def test_all_code_that_the_audit_runs_counts() -> None:
    """Every module that it imports, but those that read files: what they read is in the fingerprint itself."""
    code = (
        "import sys, kimtan.audit.audit; print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('kimtan')))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = {path for path in map(Path, answer.stdout.split()) if path.parent.name != "reading"}
    assert len(imported) > 30
    assert sorted(path.name for path in imported - set(store.code_files())) == []


# What is published


def test_no_restricted_indicator_is_in_any_byte_that_is_stored_for_the_public(copy_of_repository: Workspace) -> None:
    """Neither by its identity nor by its name in either language."""
    dataset = reload(copy_of_repository)
    public = dataset.edition(audience="public")
    findings(public)
    (file,) = stored(public)
    text = file.read_text(encoding="utf-8")
    hidden = [one for one in dataset.indicators.values() if one.restricted]
    shown = {word for one in public.indicators.values() for word in (one.indicator, one.name_vi, one.name_en)}
    words = {word for one in hidden for word in (one.indicator, one.name_vi, one.name_en)} - shown
    assert len(words) > 20
    assert [word for word in words if word in text] == []


def test_what_is_published_does_not_depend_on_restricted_values(copy_of_repository: Workspace) -> None:
    """With every restricted value another one, the public findings are the same to the byte, under the same name."""
    before = reload(copy_of_repository).edition(audience="public")
    findings(before)
    (file,) = stored(before)
    content = file.read_bytes()
    file.unlink()
    restricted = {name for name, one in before.complete.indicators.items() if one.restricted}
    changed = _with_other_values(copy_of_repository, restricted)
    after = reload(copy_of_repository)
    assert changed == before.withheld > 20
    assert findings(after) != audit(before.complete), "inside, it does make a difference"
    findings(after.edition(audience="public"))
    assert file.read_bytes() == content


def _with_other_values(workspace: Workspace, indicators: set[str]) -> int:
    """Change every figure of some indicators, and give how many these are."""
    path, count = workspace.observations_file("2023-H1"), 0
    rows = [*csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))]
    for row in rows:
        if row["indicator"] in indicators:
            count += 1
            row["value"] = row["as_written"] = str(int(float(row["value"])) * 3 + 40 + count)
    text = io.StringIO()
    writer = csv.DictWriter(text, [*rows[0]], lineterminator=os.linesep)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return count
