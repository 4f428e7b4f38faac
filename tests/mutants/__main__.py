"""``make mutants``: slips put into the code by mutmut, a random sample of them, and whether the tests notice.

It works in a copy of the tree, so that an interrupted run leaves no slip behind, and ends after a number of slips or of
minutes. Those that no test noticed are shown as a diff.

    make mutants ARGS="kimtan/audit --number 60 --seed 2 --minutes 20"
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]

_OF_CANDIDATES = tuple(
    f"tests/extract/test_{name}.py" for name in ("things", "matching", "proposals", "candidates", "further", "left_out")
)

TESTS: Mapping[str, tuple[str, ...]] = {
    "kimtan/audit": ("tests/audit", "tests/golden"),
    "kimtan/metrics": ("tests/metrics", "tests/golden"),
    "kimtan/figures.py": ("tests/test_figures.py", "tests/data/test_observations.py", "tests/forms/test_shown.py"),
    "kimtan/forms": ("tests/forms",),
    **{
        f"kimtan/extract/{name}.py": _OF_CANDIDATES
        for name in ("candidates", "things", "proposals", "accepting", "further")
    },
    "kimtan/present/facts.py": (
        "tests/present/test_expressed.py",
        "tests/test_plan_bases.py",
        "tests/present/test_facts.py",
        "tests/present/test_marks.py",
        "tests/present/test_derived.py",
        "tests/present/test_sentences.py",
        "tests/present/test_findings.py",
        "tests/present/test_annex.py",
        "tests/present/test_history.py",
        "tests/golden",
    ),
    "kimtan/present/marks.py": ("tests/present/test_marks.py", "tests/present/test_findings.py", "tests/golden"),
    "kimtan/present/derived.py": ("tests/present/test_derived.py", "tests/audit/test_computed.py", "tests/golden"),
    "kimtan/audit/computed.py": ("tests/audit/test_computed.py", "tests/present/test_derived.py", "tests/golden"),
    "kimtan/run/cache.py": ("tests/run/test_cache.py",),
    "kimtan/run/manifest.py": ("tests/run/test_manifest.py", "tests/report/test_verified.py"),
    "kimtan/data/withholding.py": ("tests/data/test_withholding.py", "tests/audit/test_store.py"),
    "kimtan/report/publish.py": ("tests/report/test_publish.py",),
    "kimtan/report/verified.py": ("tests/report/test_verified.py",),
}
"""What is tried by default, and the tests that are to notice. What is not named here is tried with its mirror."""

_ENDS: Mapping[int | None, str] = {
    1: "killed",
    3: "killed",
    0: "survived",
    33: "no test",
    -24: "timeout",
    24: "timeout",
    36: "timeout",
}
_CONFIG = """
[tool.mutmut]
source_paths = ["kimtan/"]
only_mutate = {only}
also_copy = {beside}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-n", "0", "-p", "no:cacheprovider", "-m", "not browser", "-k", "not made_where_marks"]
use_git_change_detection = false
"""


def main() -> int:
    """Try slips in each area that is named, and tell what became of them."""
    parser = argparse.ArgumentParser(
        prog="make mutants", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("areas", nargs="*", default=list(TESTS), metavar="PATH", help="Files or folders of kimtan.")
    parser.add_argument("--number", type=int, default=40, help="Slips an area; the default is 40.")
    parser.add_argument("--minutes", type=float, default=15, help="An area; the default is 15.")
    parser.add_argument("--seed", type=int, default=1, help="Of the sample.")
    parser.add_argument("--jobs", type=int, default=1, help="Slips at a time.")
    chosen = parser.parse_args()
    for area in chosen.areas:
        ends = tried(area.rstrip("/"), chosen.number, chosen.minutes, chosen.seed, chosen.jobs)
        told = Counter(ends.values())
        done = sum(told.values()) - told["not tried"]
        caught = told["killed"] + told["timeout"]
        share = f"{caught / done:.0%}" if done else "none"
        print(f"{area}: {caught} of {done} caught ({share}), seed {chosen.seed}; {dict(told)}", flush=True)  # noqa: T201
    return 0


def tried(area: str, number: int, minutes: float, seed: int, jobs: int) -> Mapping[str, str]:
    """What became of a sample of slips in a file or folder, by the slip's name."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder) / "tree"
        _copy(tree)
        _configure(tree, area)
        said = _mutmut(tree, "run", "no.such.slip")  # makes them all, and finds that none is meant
        _widen(tree)
        made = _ends(tree)
        sample = random.Random(seed).sample(sorted(made), min(number, len(made)))
        if not sample:
            print(f"{area}: none was made: {said[-3000:]}", flush=True)  # noqa: T201
            return {}
        try:
            said = _mutmut(tree, "run", "--max-children", str(jobs), *sample, seconds=minutes * 60)
        except subprocess.TimeoutExpired:
            print(f"{area}: stopped after {minutes:g} minutes", flush=True)  # noqa: T201
        if all(_ends(tree)[name] is None for name in sample):
            print(f"{area}: none was tried: {said[-3000:]}", flush=True)  # noqa: T201
        ends = _ends(tree)
        outcome = {
            name: _ENDS.get(ends[name], f"exit {ends[name]}") if ends[name] is not None else "not tried"
            for name in sample
        }
        for name, end in outcome.items():
            if end not in {"killed", "timeout", "not tried"}:
                print(f"--- {end}: {name}\n{_mutmut(tree, 'show', name)}", flush=True)  # noqa: T201
        return outcome


def _copy(tree: Path) -> None:
    """The files of the checkout as they are now, but for what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)


def _configure(tree: Path, area: str) -> None:
    only = [area] if area.endswith(".py") else [f"{area}/*"]
    beside = sorted(path.name for path in tree.iterdir() if path.name not in {"kimtan", "tests", "pyproject.toml"})
    tests = [name for name in TESTS.get(area, (_mirror(area),)) if (tree / name).exists()]
    # Files of other kinds in the package are copied by mutmut itself, with the modules.
    text = _CONFIG.format(only=json.dumps(only), beside=json.dumps(beside), tests=json.dumps(tests))
    with (tree / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(text)


def _widen(tree: Path) -> None:
    """Let all tests of a module try what one of them ran, where they share a fixture.

    mutmut tries a slip with the tests in which the function ran; of a fixture that is made once that is only the first.
    """
    file = tree / "mutants" / "mutmut-stats.json"
    if not file.exists():
        return
    stats = json.loads(file.read_text("utf-8"))
    sharing: dict[str, list[str]] = {}
    for test in stats["duration_by_test"]:
        module = test.partition("::")[0]
        if 'scope="' in (tree / module).read_text("utf-8"):
            sharing.setdefault(module, []).append(test)
    for tests in stats["tests_by_mangled_function_name"].values():
        modules = {test.partition("::")[0] for test in tests}
        tests.extend({test for module in modules for test in sharing.get(module, ())} - set(tests))
    file.write_text(json.dumps(stats), "utf-8")


def _mirror(area: str) -> str:
    """The tests of code that has no entry: the folder of its name, or the file."""
    path = Path("tests", *Path(area).parts[1:])
    return str(path.with_name(f"test_{path.name}")) if path.suffix else str(path)


def _mutmut(tree: Path, *arguments: str, seconds: float | None = None) -> str:
    """What mutmut says; it is ended, with what it started, where it takes longer."""
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(tree / "mutants"), "TERM": "dumb"}
    with subprocess.Popen(
        command,
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            return process.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            raise


def _ends(tree: Path) -> dict[str, int | None]:
    """The exit code of each slip that mutmut made; None where it was not tried."""
    files: Iterable[Path] = (tree / "mutants" / "kimtan").rglob("*.meta")
    return {
        name: code for file in files for name, code in json.loads(file.read_text("utf-8"))["exit_code_by_key"].items()
    }


if __name__ == "__main__":
    sys.exit(main())
