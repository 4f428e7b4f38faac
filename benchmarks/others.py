"""Other ways to run notebooks, which are no dependencies of kimtan: installed apart, into a folder of their own."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

PACKAGES = ("ploomber-engine", "ploomber-core", "debuglater", "jupyter-cache")
NEEDED = ("sqlalchemy", "greenlet", "tabulate", "click", "importlib-metadata", "zipp")
"""What the others import and kimtan's own environment lacks; for the rest they use the same packages as kimtan."""

PLOOMBER = """
from pathlib import Path
from ploomber_engine import execute_notebook

for path in sorted(Path("notebooks").glob("*.ipynb")):
    execute_notebook(path, f"out/{path.name}", parameters=PARAMETERS, progress_bar=False)
"""
"""All in one process, which they share."""

JUPYTER_CACHE = """
import shutil, sys
from pathlib import Path
from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

cache = get_cache("jupyter-cache")
paths = sorted(Path("notebooks").resolve().glob("*.ipynb"))
for path in paths:
    cache.add_nb_to_project(str(path))
load_executor(EXECUTOR, cache=cache).run_and_cache(timeout=600)
for path in paths:
    _, notebook = cache.merge_match_into_file(str(path))
    Path("out", path.name).write_text(__import__("nbformat").writes(notebook), encoding="utf-8")
"""
"""It knows no parameters; the notebooks' own are those of the period."""


def install(folder: Path) -> str:
    """Install the others into a folder; what went wrong, or nothing."""
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "install", "--quiet", "--python", sys.executable, "--no-deps", "--target", str(folder)]
    done = subprocess.run([*command, *PACKAGES, *NEEDED], capture_output=True, text=True, check=False)
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def versions(folder: Path) -> str:
    """Their versions."""
    found = {one.name: one.version for one in distributions(path=[str(folder)])}
    return ", ".join(f"{name} {found[name]}" for name in ("ploomber-engine", "jupyter-cache") if name in found)
