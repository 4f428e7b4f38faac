"""What is said of a suspect: nothing that its range does not show."""

from __future__ import annotations

from pathlib import Path

from kimtan.audit import store
from kimtan.audit.findings import Finding
from kimtan.data.dataset import load
from tests.offices.made_up import Office

ROWS = (
    "fever.cases | fever | Ca mắc | persons | count",
    "fever.found | fever | Ca phát hiện | persons | count",
    "beds.use | fever | Công suất sử dụng giường bệnh | pct | share",
)


def found(root: Path, kind: str, *figures: str) -> Finding:
    """The only finding of a kind among some figures."""
    workspace = Office("xã Suối Bạc", "commune", "2025-9M", ROWS, figures).write(root)
    dataset = load(workspace, workspace.params_file("2025-9M"))
    return next(finding for finding in store.findings(dataset) if finding.rule == kind)


def test_between_whole_numbers_one_figure_is_enough(tmp_path: Path) -> None:
    """312 cases at -35,2 % cannot be: each figure alone explains it, so that neither 'cannot be it alone'."""
    whole = found(tmp_path, "whole", "fever.cases:actual 312 persons", "fever.cases:yoy_pct -35.2 pct")
    assert whole.outcome == "cannot_hold"
    assert [(suspect.needs, suspect.is_credible) for suspect in whole.suspects] == [(None, True)] * 2
    assert sorted(map(len, whole.sets)) == [1, 1]


def test_all_that_a_share_can_be_is_no_range(tmp_path: Path) -> None:
    """'0 – 100 %' tells nothing of a share of 101,2 % that its rule does not."""
    (suspect,) = found(tmp_path, "limit", "beds.use:actual 101.2 pct").suspects
    assert (suspect.needs, suspect.is_credible) == (None, True)


def test_a_question_is_not_answered_by_what_its_figures_contradict_otherwise(tmp_path: Path) -> None:
    """Whether figures were closed early asks about a day, whatever a percentage of theirs implies."""
    office = ("fever.cases:actual 312 persons", "fever.cases:yoy_pct -35.2 pct", "fever.found:actual 40 persons")
    workspace = Office("xã Suối Bạc", "commune", "2025-9M", ROWS, office).write(tmp_path)
    stated = workspace.observations_file("2025-9M")
    lines = stated.read_text("utf-8").splitlines()
    at = lines[0].split(",").index("as_of")
    cells = lines[1].split(",")
    cells[at] = "2025-09-10"
    stated.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", "utf-8")
    findings = store.findings(load(workspace, workspace.params_file("2025-9M")))
    (early,) = [finding for finding in findings if finding.rule == "early_cut_off"]
    assert [(suspect.needs, suspect.is_credible) for suspect in early.suspects] == [(None, True)]
