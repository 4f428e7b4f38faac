"""Imports run one way, as docs/architecture.md draws them, and ``import kimtan`` stays light."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A module may import from those before it and from its own package; the same order as the table in the document.
ORDER = [
    "errors", "languages", "writing", "archives", "spreadsheets", "reading", "workspace", "locating",
    "period", "settings", "config", "figures", "data", "metrics", "audit",
    "forms", "extract", "present", "run", "report", "cli",
]  # fmt: skip

FRONT = "__init__"
"""What ``kimtan`` itself offers, which lies above it in the library: only the command line may ask for that."""

HEAVY = ("matplotlib", "nbconvert", "numpy", "pandas", "papermill", "seaborn")

MODULES = sorted((ROOT / "kimtan").rglob("*.py"))


def layer(path: Path) -> str:
    """The module or package right under kimtan that a file belongs to: ``kimtan/run/scrub.py`` to ``run``."""
    return path.relative_to(ROOT / "kimtan").parts[0].removesuffix(".py")


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of what a source text takes out of kimtan, wherever in it that stands: ``3, 'run.sections'``.

    What is no module right under kimtan, and kimtan as a whole, is taken from its front: ``3, '__init__'``.
    """
    layers = {layer(path) for path in MODULES}
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise AssertionError(f"Line {node.lineno} imports relatively; write the whole name, kimtan.…")
            names = [node.module or ""]
            if node.module == "kimtan":
                names = [f"kimtan.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "kimtan":
            names = [f"kimtan.{node.attr}"]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "kimtan":
                below = name.removeprefix("kimtan").removeprefix(".")
                yield node.lineno, below if below.split(".")[0] in layers - {FRONT} else FRONT


def against_the_order(source: str, own: str) -> list[str]:
    """What in a source text breaks the order, when it belongs to the module or package ``own``."""
    order = [*ORDER[:-1], FRONT, ORDER[-1]]
    allowed = {*order[: order.index(own)], own}
    return [f"line {line}: {name}" for line, name in imported(source) if name.split(".")[0] not in allowed]


@pytest.mark.parametrize(
    ("source", "own", "broken"),
    [
        ("from kimtan.errors import Problem", "period", []),
        ("from kimtan.report import html", "period", ["line 1: report"]),
        ("import os\nimport kimtan.cli", "run", ["line 2: cli"]),
        ("from kimtan import errors, cli", "run", ["line 1: cli"]),
        ("from kimtan import __version__", "cli", []),
        ("from kimtan import __version__", "errors", ["line 1: __init__"]),
        ("def version():\n    import kimtan", "run", ["line 2: __init__"]),
        ("import kimtan.run\nkimtan.__file__\nkimtan.cli.main()", "report", ["line 2: __init__", "line 3: cli"]),
        ("def show():\n    from kimtan.present.html import fragment", "present", []),
        ("def late():\n    from kimtan.report.exporters import page", "present", ["line 2: report.exporters"]),
        ("if TYPE_CHECKING:\n    from kimtan.run import Section", "present", ["line 2: run"]),
        ("from kimtan.data.dataset import Dataset", "unknown_to_dataset", ValueError),
    ],
)
def test_the_order_is_seen_in_every_form_of_import(source: str, own: str, broken: list[str] | type[Exception]) -> None:
    """An import against the order is found in a function, under TYPE_CHECKING and as an attribute of kimtan, too."""
    if isinstance(broken, list):
        assert against_the_order(source, own) == broken
    else:
        with pytest.raises(broken):
            against_the_order(source, own)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_those_above_it(path: Path) -> None:
    """Data flows one way, and so do imports; only ``kimtan/__init__.py`` may offer what lies below it."""
    own = layer(path)
    if own == "__init__":
        return
    own = ORDER[-1] if own == "__main__" else own  # the program under another name
    assert own in ORDER, f"'{own}' has no place yet: put it into docs/architecture.md and into ORDER."
    assert against_the_order(path.read_text(encoding="utf-8"), own) == []


def test_the_document_names_the_same_modules_in_the_same_order() -> None:
    """The table of docs/architecture.md is what a person reads of the order."""
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| (`[^|]+`) \|", document, flags=re.MULTILINE)
    named = [name for cell in cells for name in re.findall(r"`(\w+)(?:\.py|/)`", cell)]
    assert named == ORDER


def test_every_name_in_the_order_is_a_module() -> None:
    """The order names nothing that is gone."""
    assert set(ORDER) - {layer(path) for path in MODULES} == set()


def test_a_name_means_one_thing() -> None:
    """No two classes of the package have one name: who reads it somewhere knows which is meant."""
    named: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named.setdefault(node.name, []).append(path.relative_to(ROOT).as_posix())
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


@pytest.mark.parametrize("module", ["kimtan", "kimtan.cli.app", "kimtan.cli.report", "kimtan.cli.check"])
def test_import_loads_no_heavy_library(module: str) -> None:
    """Heavy libraries are imported where they are used: ``--help`` and a report that is as it was answer at once."""
    code = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


def test_the_library_names_no_indicator() -> None:
    """What an office measures stands in its data: no identity of ``data/indicators.csv`` is in the code."""
    with (ROOT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as rows:
        identities = {row["indicator"] for row in csv.DictReader(rows)}
    named = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, identities))})(?![\w.])")
    assert len(identities) > 100
    assert [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted((ROOT / "kimtan").rglob("*.py"))
        for match in named.finditer(path.read_text(encoding="utf-8"))
    ] == []
