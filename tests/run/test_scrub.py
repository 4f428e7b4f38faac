from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kimtan.run.execution import run_sections
from kimtan.run.scrub import scrub, write_notebook
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Task

PARAMETERS = {"period": "2023-H1", "language": "vi", "audience": "internal", "settings": {"unit": "Kim Tân"}}
PASSING = """
import os, sys, time, warnings
print(os.getcwd(), object(), os.environ["IPYTHONDIR"].rpartition("/")[2])
warnings.warn("a warning")
{"b", "a", "c"}
"""


def executed_cell(*outputs, **metadata):
    cell = new_code_cell("x", outputs=list(outputs), execution_count=7, metadata=metadata)
    cell["id"] = "own"
    return cell


def notebook_of(*cells, **metadata):
    return new_notebook(cells=list(cells), metadata=metadata)


def test_times_durations_and_paths_of_papermill_are_taken_out():
    times = {"start_time": "2026-01-01T00:00:00", "end_time": "…", "duration": 1.5, "exception": False}
    cell = executed_cell(papermill=times, execution={"iopub.status.busy": "2026-01-01"}, tags=["keep"])
    executed = notebook_of(cell, papermill={**times, "output_path": "/w/out.ipynb", "parameters": PARAMETERS})
    clean = scrub(executed, executed, Path("/w"))
    assert clean.metadata.papermill == {"parameters": PARAMETERS}
    assert clean.cells[0].metadata == {"tags": ["keep"]}
    assert executed.cells[0].metadata.papermill.duration == 1.5, "the input was changed"


def test_cells_keep_the_identity_that_their_section_gave_them_and_others_get_a_fixed_one():
    own, injected, other = (new_code_cell("x") for _ in range(3))
    own["id"], injected.metadata["tags"] = "own", ["injected-parameters"]
    clean = scrub(notebook_of(own, injected, other), notebook_of(own), Path("/w"))
    assert [cell["id"] for cell in clean.cells] == ["own", "injected-parameters", "cell-3"]


def test_cells_that_ran_are_counted_from_one():
    result = new_output("execute_result", data={"text/plain": "1"}, execution_count=9)
    first, second = executed_cell(), executed_cell(result)
    second["id"] = "second"
    clean = scrub(notebook_of(first, new_code_cell(""), second), notebook_of(), Path("/w"))
    assert [cell.execution_count for cell in clean.cells] == [1, None, 2]
    assert clean.cells[2].outputs[0].execution_count == 2


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("see /my/place/data/a.csv", "see ./data/a.csv"),
        ("see /my/place.", "see .."),
        ("see '/my/place'", "see '.'"),
        ("/my/placebo /other/my/place /my/place.old", "/my/placebo /other/my/place /my/place.old"),
        ("<A object at 0x7f3a8c0d1e50>", "<A object at 0x...>"),
        ("/tmp/ipykernel_123/456.py:3: UserWarning", "<cell>:3: UserWarning"),
        ("at 0xFF", "at 0xFF"),
    ],
)
def test_what_belongs_to_one_run_is_taken_out_of_texts(text, clean):
    executed = notebook_of(executed_cell(new_output("stream", name="stdout", text=text)))
    assert scrub(executed, executed, Path("/my/place")).cells[0].outputs[0].text == clean


def test_nested_texts_are_reached_and_pictures_are_left_alone():
    data = {"application/x+json": {"rows": [["/my/place/a"]]}, "image/png": "AAA+/my/place+AAA="}
    executed = notebook_of(executed_cell(new_output("display_data", data=data)))
    clean = scrub(executed, executed, Path("/my/place")).cells[0].outputs[0].data
    assert clean["application/x+json"] == {"rows": [["./a"]]}
    assert clean["image/png"] == data["image/png"]


def test_a_notebook_that_is_not_valid_is_not_written(tmp_path):
    broken = notebook_of(executed_cell())
    broken.cells[0]["outputs"] = [{"output_type": "nothing"}]
    with pytest.raises(nbformat.ValidationError):
        write_notebook(broken, tmp_path / "broken.ipynb")
    assert not (tmp_path / "broken.ipynb").exists()


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes_in_another_place_and_time_zone(tmp_path, write_section, monkeypatch):
    """Also for a notebook of format 4.4, whose cells have no identity of their own."""
    written = []
    for place, zone in (("here", "UTC"), ("xã khác/sâu hơn", "Asia/Ho_Chi_Minh")):
        monkeypatch.setenv("TZ", zone)
        root = tmp_path / place
        path = write_section(root, "10_economy", PASSING, "import time; time.tzname[0] is None")
        document = json.loads(path.read_text(encoding="utf-8"))
        document["nbformat_minor"] = 4
        for cell in document["cells"]:
            del cell["id"]
        path.write_text(json.dumps(document), encoding="utf-8")
        (result,) = run_sections([Task(SectionNotebook("10_economy", path), root / "out.ipynb", root, PARAMETERS)])
        assert result.failure is None
        executed, source = (nbformat.read(which, as_version=4) for which in (result.path, path))
        write_notebook(scrub(executed, source, root), root / "clean.ipynb")
        written.append((root / "clean.ipynb").read_bytes())
    assert written[0] == written[1]
    clean = nbformat.reads(written[0].decode(), as_version=4)
    nbformat.validate(clean)
    (injected,) = (cell for cell in clean.cells if "injected-parameters" in cell.metadata.get("tags", []))
    assert all(f"{name} = " in injected.source for name in PARAMETERS)
    assert str(tmp_path).encode() not in written[0]
