"""The whole report: kimtan against other ways to run the same notebooks, in turn on the same machine.

Each variant is a process from start to end in a workspace of its own, and nbconvert makes HTML of what it ran; kimtan
also audits the figures, checks what every notebook shows, and writes the tables.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import yaml

from benchmarks import others
from benchmarks.cost import Cost, cost
from benchmarks.told import table

ROUNDS = int(os.environ.get("ROUNDS", "3"))
ONLY = tuple(filter(None, os.environ.get("ONLY", "").split(";")))
"""Names of the variants that are measured beside the first one; all where none is named."""
PERIOD = "2023-H1"
ROOT = Path(__file__).resolve().parents[1]

KIMTAN = "from kimtan.cli.app import main; main()"

EACH = """
import papermill, sys
from pathlib import Path

def run(path):
    papermill.execute_notebook(path, f"out/{path.name}", parameters=PARAMETERS, cwd=".", progress_bar=False)
"""
SEQUENCE = (
    EACH
    + """
for path in sorted(Path("notebooks").glob("*.ipynb")):
    run(path)
"""
)
TWO_PROCESSES = (
    EACH
    + """
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(run, sorted(Path("notebooks").glob("*.ipynb"))))
"""
)
CONVERT = """
import nbformat
from pathlib import Path
from nbconvert import HTMLExporter

exporter = HTMLExporter()
for path in sorted(Path("out").glob("*.ipynb")):
    page, _ = exporter.from_notebook_node(nbformat.read(path, as_version=4))
    path.with_suffix(".html").write_text(page, encoding="utf-8")
"""

BASE = "papermill in sequence + nbconvert"
CHANGED = "kimtan, one figure changed"
BESIDE = "kimtan, one figure changed, a preview runs"
"""Of another workspace: nothing of this one is made yet, and the warm process is there."""
FOLLOWED = "kimtan, one figure changed, its preview has followed"
"""The preview of the period that is reported: somebody saw the new page, and asks for the report then."""


def main() -> None:
    """Run all variants in turn, and print medians and ratios."""
    with tempfile.TemporaryDirectory(dir="/tmp" if os.name == "posix" else None) as folder, ExitStack() as previews:
        root = Path(folder)
        (root / "scratch").mkdir()
        os.environ["TMPDIR"] = str(root / "scratch")  # nobody else's preview lends its process here
        copy_workspace(root)
        variants: dict[str, Callable[[], None]] = {
            BASE: lambda: papermill(root, SEQUENCE),
            "papermill, 2 processes + nbconvert": lambda: papermill(root, TWO_PROCESSES),
            **_others(root),
            "kimtan, plain kernels": lambda: kimtan(root, "--no-cache", "--kernel", "plain"),
            "kimtan": lambda: kimtan(root, "--no-cache"),
            CHANGED: lambda: kimtan(root),
            "kimtan, nothing changed": lambda: kimtan(root),
            BESIDE: lambda: kimtan(root),
            FOLLOWED: lambda: kimtan(root),
        }
        variants = {name: run for name, run in variants.items() if not ONLY or name in (BASE, *ONLY)}
        kimtan(root)
        costs: dict[str, list[Cost]] = {name: [] for name in variants}
        for number in range(ROUNDS):
            for name, run in variants.items():
                if name in (CHANGED, BESIDE, FOLLOWED):
                    kimtan(root)
                if name in (CHANGED, BESIDE):
                    change(root, 3 * number + (name == BESIDE))
                if name == BESIDE:
                    previews.enter_context(_preview(root / "beside"))
                if name == FOLLOWED:
                    follow = previews.enter_context(_preview(root))
                    change(root, 3 * number + 2)
                    follow()
                costs[name].append(cost(run))
                previews.close()
    whole = median(one.wall for one in costs[BASE])
    rows = [
        (
            name,
            f"{median(one.wall for one in own):.2f}",
            f"{median(one.wall for one in own) / whole:.3f}",
            f"{median(one.cpu for one in own):.1f}",
            f"{median(one.memory for one in own):.0f}",
        )
        for name, own in costs.items()
    ]
    count = len(list((ROOT / "notebooks").glob("*.ipynb")))
    title = f"The report of {count} notebooks as HTML: medians of {ROUNDS} rounds, in turn"
    table(title, ("variant", "seconds", "ratio", "CPU s", "MB"), rows)


@contextmanager
def _preview(root: Path) -> Iterator[Callable[[], None]]:
    """A preview of a workspace, which lends its warm process; it has made its page before the block begins.

    What is given waits for the page of the next change.
    """
    if not root.exists():
        root.mkdir()
        copy_workspace(root)
    command = [sys.executable, "-c", KIMTAN, "preview", PERIOD, "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    piped = subprocess.PIPE
    with subprocess.Popen(command, cwd=root, env=environment, stdout=piped, stderr=piped, text=True) as process:

        def follow() -> None:
            if not any("up to date" in line for line in process.stderr or ()):
                raise RuntimeError("The preview ended before it had a page.")

        try:
            follow()
            yield follow
        finally:
            process.terminate()  # by SIGTERM: who runs in the background may be deaf to SIGINT


def _others(root: Path) -> dict[str, Callable[[], None]]:
    """Variants that are installed apart; none where that cannot be, or where only others are measured."""
    if ONLY:
        return {}
    if problem := others.install(root / "others"):
        print(f"Without ploomber-engine and jupyter-cache: {problem}")
        return {}
    print(others.versions(root / "others"))

    def jupyter_cache(executor: str, *, is_new: bool = True) -> None:
        if is_new:
            shutil.rmtree(root / "jupyter-cache", ignore_errors=True)
        papermill(root, f"EXECUTOR = {executor!r}\n{others.JUPYTER_CACHE}")

    return {
        "ploomber-engine + nbconvert": lambda: papermill(root, others.PLOOMBER),
        "jupyter-cache, serial + nbconvert": lambda: jupyter_cache("local-serial"),
        "jupyter-cache, parallel + nbconvert": lambda: jupyter_cache("local-parallel"),
        "jupyter-cache, nothing changed + nbconvert": lambda: jupyter_cache("local-parallel", is_new=False),
    }


def copy_workspace(root: Path) -> None:
    """Copy the repository's own workspace."""
    for name in ("params", "data", "notebooks"):
        shutil.copytree(ROOT / name, root / name)


def change(root: Path, number: int) -> None:
    """Another herd of pigs, one that no other round had."""
    path = root / "data" / PERIOD / "observations.csv"
    text = path.read_text(encoding="utf-8")
    stated = f"livestock.pigs,actual,{860 + number},head,{860 + number},"
    changed = re.sub(r"^livestock\.pigs,actual,\d+,head,\d+,", stated, text, flags=re.MULTILINE)
    path.write_text(changed, encoding="utf-8")


def papermill(root: Path, program: str, *, is_converted: bool = True) -> None:
    """Run a program over the notebooks of a workspace, with the period's parameters, and convert what it wrote."""
    shutil.rmtree(root / "out", ignore_errors=True)
    (root / "out").mkdir()
    parameters = yaml.safe_load((root / "params" / f"{PERIOD}.yml").read_text(encoding="utf-8"))
    (root / "program.py").write_text(f"PARAMETERS = {parameters!r}\n{program}", encoding="utf-8")
    _run(root, [sys.executable, "program.py"])
    if is_converted:
        _run(root, [sys.executable, "-c", CONVERT])


def kimtan(root: Path, *options: str, params: tuple[str, ...] = (PERIOD,)) -> None:
    """Make the report as HTML."""
    _run(root, [sys.executable, "-c", KIMTAN, "report", *params, "--to", "html", "--quiet", *options])


def _run(root: Path, command: list[str]) -> None:
    path = f"{ROOT}{os.pathsep}{root / 'others'}"
    done = subprocess.run(
        command, cwd=root, check=False, capture_output=True, env={**os.environ, "PYTHONPATH": path}, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{command[:3]} failed:\n{done.stderr[-2000:]}")
