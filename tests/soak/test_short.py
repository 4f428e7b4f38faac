"""The trials of ``make soak`` in their short form: none of them breaks a promise."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.extent import IS_LONG, examples
from tests.soak import bombs, disk, fuzz, kills, names, planted, proved, together, written
from tests.soak.ground import Trial

QUICK = {
    "tables": fuzz.tables,
    "texts": fuzz.texts,
    "params": fuzz.params,
    "workbooks": fuzz.workbooks,
    "documents": fuzz.documents,
}
PROCESSES = {
    "kills": kills.tried,
    "disk": disk.tried,
    "edited": together.edited,
    "fills": together.fills,
    "bombs": bombs.tried,
    "encodings": written.tried,
    "manifest": proved.tried,
    "payloads": planted.tried,
}


def trial(number: int, folder: Path) -> Trial:
    """A trial of its own seed, with ten minutes at the most."""
    return Trial(number, 20, time.monotonic() + 600, folder)


@pytest.mark.longer
@pytest.mark.parametrize("name", QUICK)
def test_no_mutated_input_is_taken_for_something_else(name: str, tmp_path: Path) -> None:
    """What is taken is what another reading finds; what is refused has its place, and nothing is written."""
    tried = trial(examples(25, 200), tmp_path)
    QUICK[name](tried)
    assert tried.broken == []
    assert tried.done == tried.number
    assert len(tried.outcomes) > 1, "nothing was taken, or nothing refused"


def test_no_name_leads_out_of_its_folder(tmp_path: Path) -> None:
    """A few of the hostile names, in every place that names something."""
    tried = trial(examples(4, 40), tmp_path)
    names.tried(tried)
    assert tried.broken == []


@pytest.mark.slow
@pytest.mark.longer
@pytest.mark.skipif(not IS_LONG, reason="processes are started and killed in the long form")
@pytest.mark.parametrize("name", PROCESSES)
def test_runs_that_are_disturbed_keep_their_promises(name: str, tmp_path: Path) -> None:
    """Killed, on a broken disk, edited meanwhile, two at once."""
    tried = trial(3, tmp_path)
    PROCESSES[name](tried)
    assert tried.broken == []


def test_a_broken_promise_is_counted(tmp_path: Path) -> None:
    """Where a reading is made to differ from what was written, the trial says so: it can fail."""
    tried = trial(3, tmp_path)
    for _ in tried.chances():
        tried.holds(tried.done != 1, "another figure")
    assert tried.broken == ["try 1: another figure"]
    assert tried.done == 3
