"""What ``kimtan doctor`` looks at: the installation and the workspace, a line each, with what to do."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kimtan.cli.output import count, say, tabulate
from kimtan.errors import ExitCode, KimtanError
from kimtan.locating import find_workspace
from kimtan.workspace import Workspace, suite_root

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset

Grade = Literal["ok", "attention", "wrong"]

_LEAST_MB = 500
_NAMED = 5
"""So many sections without a title are named."""


class Seen(NamedTuple):
    """What was looked at, what was seen, and what to do about it."""

    verdict: Grade
    what: str
    seen: str
    remedy: str = ""


def show() -> ExitCode:
    """Make all checks and print their results; a check that raises counts as wrong."""
    entries = [entry for check in _CHECKS for entry in _results(check)]
    rows = [(entry.verdict, entry.what, entry.seen, entry.remedy) for entry in entries]
    tabulate("", ("", "what", "seen", "to do"), rows)
    bad = [entry for entry in entries if entry.verdict == "wrong"]
    say(f"{count(len(bad), 'thing')} wrong." if bad else "Nothing is wrong.")
    return ExitCode.ATTENTION if bad else ExitCode.DONE


def _results(check: Callable[[], Iterator[Seen]]) -> Iterator[Seen]:
    name = check.__name__.strip("_")
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other checks are made
        yield Seen("wrong", name, f"{type(error).__name__}: {error}", "Please report it.")


def _python() -> Iterator[Seen]:
    yield Seen("ok", "Python", platform.python_version())


def _packages() -> Iterator[Seen]:
    from packaging.requirements import Requirement

    requirements = [Requirement(line) for line in requires("kimtan") or ()]
    problems = []
    for requirement in requirements:
        is_needed = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        try:
            installed = version(requirement.name)
        except PackageNotFoundError:
            problems += [f"{requirement.name} is missing"] if is_needed else []
            continue
        if not requirement.specifier.contains(installed, prereleases=True):
            problems.append(f"{requirement.name} is {installed}, not {requirement.specifier}")
    if problems:
        yield Seen("wrong", "packages", "; ".join(problems), "Set kimtan up anew: make, or pip install kimtan.")
    else:
        yield Seen("ok", "packages", count(len(requirements), "requirement"))


def _kernels() -> Iterator[Seen]:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    from kimtan.run.wire import HAS_FORK

    try:
        KernelSpecManager().get_kernel_spec("python3")
        yield Seen("ok", "Jupyter kernel", "python3")
    except NoSuchKernel:
        yield Seen("wrong", "Jupyter kernel", "there is no python3", "python -m ipykernel install --sys-prefix")
    if HAS_FORK:
        yield Seen("ok", "warm kernels", "forked from one process")
    else:
        yield Seen("attention", "warm kernels", "this system cannot fork", "Reports take about three times as long.")


def _fonts() -> Iterator[Seen]:
    folder = Path(importlib.util.find_spec("matplotlib").origin or "").parent  # type: ignore[union-attr]
    if (folder / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf").exists():
        yield Seen("ok", "fonts", "DejaVu Sans, of matplotlib")
    else:
        yield Seen("wrong", "fonts", "matplotlib has no DejaVu Sans", "Install matplotlib anew.")


def _office() -> Iterator[Seen]:
    path = shutil.which("soffice") or shutil.which("libreoffice")
    yield Seen("ok", "LibreOffice", path or "not here; nothing needs it")


def _suite() -> Iterator[Seen]:
    root = suite_root()
    notebooks = len(list((root / "notebooks").glob("*.ipynb")))
    if notebooks:
        yield Seen("ok", "suite", f"{count(notebooks, 'notebook')} in {root}")
    else:
        yield Seen("wrong", "suite", f"no notebooks in {root}", "Install kimtan anew.")


def _workspace() -> Iterator[Seen]:
    try:
        workspace = find_workspace()
    except KimtanError as error:
        yield Seen("attention", "workspace", error.problems[0].seen, error.problems[0].remedy)
        return
    yield Seen("ok", "workspace", str(workspace.root))
    yield from _outputs(workspace)
    yield from _periods(workspace)


def _outputs(workspace: Workspace) -> Iterator[Seen]:
    there = workspace.outputs_dir if workspace.outputs_dir.exists() else workspace.root
    if not os.access(there, os.W_OK):
        yield Seen("wrong", "outputs", f"{there} cannot be written", "Allow it (ls -ld shows who may).")
        return
    free = shutil.disk_usage(there).free >> 20
    remedy = "" if free >= _LEAST_MB else "Make room."
    yield Seen("attention" if remedy else "ok", "disk", f"{free} MB free", remedy)
    left = [path.name for path in workspace.outputs_dir.glob(".*building*")]
    if left:
        yield Seen("attention", "outputs", f"{left[0]} is left of a run", "The next run of that period clears it away.")


def _periods(workspace: Workspace) -> Iterator[Seen]:
    from kimtan.report.preparing import prepare

    names = workspace.periods()
    if not names:
        yield Seen("attention", "periods", "there is none", "Write params/<period>.yml, or kimtan new.")
    for name in names:
        try:
            dataset, sections = prepare(workspace, workspace.params_file(name))
            yield Seen("ok", name, "params, data and notebooks are valid")
            yield from _untitled(name, dataset)
            own = {section.path for section in sections if section.path.is_relative_to(workspace.root)}
            yield from _misspelt(name, dataset, sorted(own))
        except KimtanError as error:
            yield Seen("wrong", name, count(len(error.problems), "problem"), f"kimtan check {name} tells them.")


def _untitled(period: str, dataset: Dataset) -> Iterator[Seen]:
    """The sections of a period that no title was given to; reports name them by their first indicators."""
    from kimtan.data.sections import UntitledSection

    names = [name for name, section in dataset.sections.items() if isinstance(section, UntitledSection)]
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        seen = f"{count(len(names), 'section')} without a title: {', '.join(names[:_NAMED])}{more}"
        yield Seen("attention", period, seen, "Give them titles and numbers in data/sections.csv.")


def _misspelt(period: str, dataset: Dataset, notebooks: Sequence[Path]) -> Iterator[Seen]:
    """Indicators that the workspace's own notebooks seem to misspell; a report would stop there."""
    from kimtan.run.notebook_names import misspelt

    for path in notebooks:
        for name, near in misspelt(path, dataset.complete.indicators):
            seen = f"{dataset.workspace.shown(path)} names '{name}', which is no indicator"
            yield Seen("attention", period, seen, f"Did you mean '{near}'?")


_CHECKS = (_python, _packages, _kernels, _fonts, _office, _suite, _workspace)
