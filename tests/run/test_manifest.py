from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
from pathlib import Path

import pytest

import kimtan
from kimtan.run.git_state import git_state
from kimtan.run.manifest import Manifest, fingerprint, fingerprints, manifest, run_record, write_json
from kimtan.run.versions import version

OPTIONS = {"formats": ["html"], "comments": False}
EDITION = {"period": "2023-H1", "language": "vi", "audience": "internal"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with two inputs and an output folder."""
    for name in (
        "params/2023-H1.yml",
        "data/a.csv",
        "out/report.html",
        "out/tables/a.csv",
        "out/manifest.json",
        "out/run.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def described(root: Path, *inputs: str):
    paths = [root / name for name in inputs or ("params/2023-H1.yml", "data/a.csv")]
    hashed = fingerprints(paths, lambda path: path.relative_to(root).as_posix())
    return manifest(root, hashed, root / "out", EDITION, OPTIONS)


def made(root: Path, *inputs: str) -> Manifest:
    return Manifest.of(json.dumps(described(root, *inputs)).encode())


def test_every_input_and_output_is_named_by_its_relative_path_with_hash_and_size(root):
    document = made(root)
    assert list(document.inputs) == ["data/a.csv", "params/2023-H1.yml"]
    assert list(document.outputs) == ["report.html", "tables/a.csv"]
    assert document.inputs["data/a.csv"] == hashlib.sha256(b"data/a.csv").hexdigest()
    assert str(root) not in json.dumps(described(root))


def test_a_manifest_is_a_statement_of_in_toto_with_provenance_of_slsa(root):
    """Whatever reads such statements finds subjects, parameters, dependencies and versions where it looks for them."""
    document = described(root)
    digest = hashlib.sha256(b"data/a.csv").hexdigest()
    resource = {"name": "data/a.csv", "digest": {"sha256": digest}, "annotations": {"size": 10}}
    build, run = document["predicate"]["buildDefinition"], document["predicate"]["runDetails"]
    assert (document["_type"], document["predicateType"]) == (
        "https://in-toto.io/Statement/v1",
        "https://slsa.dev/provenance/v1",
    )
    assert [subject["name"] for subject in document["subject"]] == ["report.html", "tables/a.csv"]
    assert build["resolvedDependencies"][0] == resource
    assert build["externalParameters"] == {"edition": EDITION, "options": OPTIONS}
    assert set(run["builder"]) == {"id", "version", "builderDependencies"}


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b'{"_type": 1, "predicateType": 2}', b"[" * 100_000, b"\xff"],
    ids=["empty", "object", "list", "null", "another", "deep", "no text"],
)
def test_what_is_no_manifest_is_refused(content):
    """Whatever stands there, the error is one that callers expect."""
    with pytest.raises(ValueError, match=r"no manifest|another kind|Expecting|decode"):
        Manifest.of(content)


def test_an_input_that_does_not_exist_is_left_out(root):
    assert list(made(root, "data/a.csv", "data/rules.yml").inputs) == ["data/a.csv"]


def test_a_public_manifest_tells_of_an_excerpt_what_is_shown_and_of_the_checkout_nothing(root):
    """A commit changes with every file, restricted figures included; the internal one names it."""
    git(root, "init", "-q")
    git(root, "add", "params")
    git(root, "commit", "-qm", "one")
    inputs, excerpt = [root / "params/2023-H1.yml"], {root / "data/a.csv": b"[1]"}
    shown = lambda path: path.relative_to(root).as_posix()  # noqa: E731
    hashes = fingerprints(inputs, shown, excerpt)
    document = manifest(root, hashes, root / "out", {**EDITION, "audience": "public"}, OPTIONS)
    known = Manifest.of(json.dumps(document).encode())
    hashed = {"data/a.csv": hashlib.sha256(b"[1]").hexdigest(), "params/2023-H1.yml": fingerprint(inputs[0])["sha256"]}
    assert (known.inputs, known.excerpts) == (hashed, {"data/a.csv"})
    assert "gitCommit" not in json.dumps(document)
    assert "gitCommit" in json.dumps(described(root))


def test_versions_of_what_may_show_in_a_report_are_there(root):
    document = made(root)
    assert document.versions["kimtan"] == kimtan.__version__
    assert document.versions["papermill"] == version("papermill")
    assert version("no-such-package") is None


def test_the_same_inputs_give_the_same_bytes(root):
    write_json(described(root), root / "one.json")
    write_json(described(root, "data/a.csv", "params/2023-H1.yml", "data/a.csv"), root / "two.json")
    assert (root / "one.json").read_bytes() == (root / "two.json").read_bytes()
    assert (root / "one.json").read_bytes().endswith(b"}\n")


def test_vietnamese_stays_readable(tmp_path):
    write_json({"unit": "thị trấn Kim Tân"}, tmp_path / "x.json")
    assert "thị trấn Kim Tân" in (tmp_path / "x.json").read_text(encoding="utf-8")


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


def test_a_checkout_is_named_by_its_commit_and_whether_it_was_changed(root):
    git(root, "init", "-q")
    assert git_state(root) is None, "nothing has been committed yet"
    git(root, "add", "params")
    git(root, "commit", "-qm", "one")
    (root / ".gitignore").write_text("*\n", encoding="utf-8")
    state = git_state(root)
    assert state is not None
    assert len(state["digest"]["gitCommit"]) == 40
    assert state["annotations"]["is_dirty"] is False
    (root / "params/2023-H1.yml").write_text("changed", encoding="utf-8")
    assert git_state(root) == {**state, "annotations": {"is_dirty": True}}


def test_outside_of_a_checkout_or_without_git_there_is_no_commit(root, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    assert git_state(root) is None
    monkeypatch.setenv("PATH", "")
    assert git_state(root) is None


def test_a_run_is_recorded_in_universal_time():
    started = dt.datetime(2023, 7, 1, 7, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    record = run_record(started, 12.34567, {"10_economy": 1.5})
    assert record["started"] == "2023-07-01T00:00:00+00:00"
    assert (record["seconds"], record["sections"]) == (12.346, {"10_economy": 1.5})


def test_a_fingerprint_is_that_of_the_bytes(tmp_path):
    (tmp_path / "x").write_bytes(b"\r\n")
    assert fingerprint(tmp_path / "x") == {"sha256": hashlib.sha256(b"\r\n").hexdigest(), "size": 2}
