"""The sections of a report and their notebooks: found and selected.

``data/sections.csv`` says what there is and in which order. A section has a notebook of its own (``NN_name.ipynb``), or
is told by ``section.ipynb``, which runs once for each of these. Whatever else lies in the folder (``start_here.ipynb``,
copies that JupyterLab made) is no section.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.errors import InputError, Problem, Problems
from kimtan.reading.records import nearest

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset
    from kimtan.workspace import Workspace

PARAMETERS = ("period", "language", "audience", "settings")
"""What every section notebook declares, and all that it declares."""

GENERIC = "section"
"""The notebook of all sections that have none of their own; it declares a parameter of this name as well."""

EXPLORE_TAG = "explore"
"""Of cells for whoever opens the notebook, which a run passes over: a report rests on nothing that they read."""

PARAMETERS_TAG = "parameters"
INJECTED_TAG = "injected-parameters"
ADDED_TAGS = frozenset({INJECTED_TAG, "papermill-error-cell-tag"})
"""Tags of the cells that papermill adds: the parameters of the run, and remarks that lead to a failed cell."""

_NAME = re.compile(r"\d\d_\w+")


@dataclass(frozen=True)
class SectionNotebook:
    """One section's notebook.

    Parameters
    ----------
    name
        What the executed notebook is called: ``10_economy``; of the generic notebook, the section's identity.
    path
        The notebook.
    identity
        Of the generic notebook: the identity of the section that it is run for.
    """

    name: str
    path: Path
    identity: str = ""

    @property
    def file(self) -> str:
        """The name of the executed notebook's file."""
        return f"{self.name}.ipynb"

    @property
    def declared(self) -> tuple[str, ...]:
        """The parameters that the notebook declares."""
        return (*PARAMETERS, GENERIC) if self.identity else PARAMETERS

    def parameters(self, shared: Mapping[str, Any]) -> dict[str, Any]:
        """What papermill injects: what all sections share, and the section where the notebook serves several."""
        return {**shared, GENERIC: self.identity} if self.identity else dict(shared)


def is_section(path: Path) -> bool:
    """Whether a file's name is that of a section notebook.

    >>> is_section(Path("notebooks/10_economy.ipynb")), is_section(Path("notebooks/start_here.ipynb"))
    (True, False)
    """
    return path.suffix == ".ipynb" and _NAME.fullmatch(path.stem) is not None


def find_sections(dataset: Dataset) -> tuple[SectionNotebook, ...]:
    """The sections of a period in reading order.

    A section without a notebook of its own is there where something is stated of it, and so is one of the suite's
    where the office states, or has stated, something of it: another office's sections are no empty chapters of its
    report. A notebook of the workspace that no section names stands where its digits put it.

    Raises
    ------
    InputError
        There is none, or ``sections.csv`` names a notebook that is not there.
    """
    workspace = dataset.workspace
    notebooks = workspace.notebooks(is_extended=dataset.config.settings.dictionary == "extend")
    stated = {dataset.complete.indicators[row.indicator].section for row in dataset.complete.observations}
    sections: list[SectionNotebook] = []
    _require_notebooks(dataset, notebooks)
    for identity, row in dataset.sections.items():
        if row.notebook is not None and row.notebook in notebooks:
            path = notebooks[row.notebook]
            is_own = row.scope == "report" or path.is_relative_to(workspace.root)
            if is_own or identity in stated or _was_stated(identity, dataset):
                sections.append(SectionNotebook(row.notebook, path))
        elif identity in stated and GENERIC in notebooks:
            sections.append(SectionNotebook(identity, notebooks[GENERIC], identity))
    named = {row.notebook for row in dataset.sections.values()}
    for name, path in sorted(notebooks.items()):
        if is_section(path) and name not in named and path.is_relative_to(workspace.root):
            before = [at for at, other in enumerate(sections) if not other.identity and other.name < name]
            sections.insert(before[-1] + 1 if before else 0, SectionNotebook(name, path))
    if not sections:
        raise InputError(
            Problem(
                workspace.shown(workspace.notebooks_dir),
                "There is no section notebook in this folder.",
                "Name section notebooks NN_name.ipynb, as in 10_economy.ipynb.",
                "sections.none",
            )
        )
    return tuple(sections)


def _require_notebooks(dataset: Dataset, notebooks: Mapping[str, Path]) -> None:
    """Refuse a section whose own notebook is not there: the generic one would tell it, and nobody would notice.

    A notebook of the suite is no slip where the workspace has notebooks of its own alone.
    """
    known = dataset.workspace.notebooks().keys() | notebooks.keys()
    problems = Problems()
    for identity, row in dataset.sections.items():
        if row.notebook is not None and row.notebook not in known:
            seen = f"There is no notebook '{row.notebook}' for the section '{identity}'."
            sections = [name for name in known if _NAME.fullmatch(name)]
            remedy = f"{nearest(row.notebook, sections)} Without one, section.ipynb tells the section."
            problems.add("data/sections.csv (notebook)", seen, remedy, "sections.notebook")
    problems.raise_if_any()


def _was_stated(section: str, dataset: Dataset) -> bool:
    """Whether another period of the office states something of a section."""
    return any(
        other.complete.indicators[row.indicator].section == section
        for other in dataset.others
        for row in other.complete.observations
    )


def own_notebooks(workspace: Workspace) -> tuple[SectionNotebook, ...]:
    """The section notebooks of a workspace whose data cannot be read, to be checked with it."""
    return tuple(
        SectionNotebook(name, path) for name, path in sorted(workspace.notebooks().items()) if is_section(path)
    )


def select_sections(
    sections: Sequence[SectionNotebook], wanted: Iterable[str] | None, place: str
) -> tuple[SectionNotebook, ...]:
    """The sections that a period asks for, in reading order; all of them when it asks for none in particular.

    Parameters
    ----------
    sections
        What there is.
    wanted
        Names as in ``settings.sections``; None or empty for all.
    place
        Where the names were asked for, for the message: ``params/2023-H1.yml``.

    Raises
    ------
    InputError
        A name that no section has, with the nearest one.

    Examples
    --------
    >>> known = [SectionNotebook(name, Path(f"{name}.ipynb")) for name in ("10_economy", "15_land")]
    >>> [section.name for section in select_sections(known, ["15_land"], "params/2023-H1.yml")]
    ['15_land']
    >>> select_sections(known, ["10_econmy"], "params/2023-H1.yml")
    Traceback (most recent call last):
    ...
    kimtan.errors.InputError: params/2023-H1.yml: ... no section '10_econmy'. Did you mean '10_economy'?
    """
    asked = list(dict.fromkeys(wanted or ()))
    names = [section.name for section in sections]
    problems = Problems()
    for name in asked:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
            remedy = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(names)}."
            problems.add(place, f"settings.sections: there is no section '{name}'.", remedy, "sections.unknown")
    problems.raise_if_any()
    return tuple(section for section in sections if not asked or section.name in asked)


def tags(cell: Any) -> frozenset[str]:
    """A cell's tags."""
    return frozenset(cell.metadata.get("tags", ()))
