"""The document to sign, composed beside the sections: what a run makes of the facts without a notebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.data.dataset import Dataset
from kimtan.run.sections import SectionNotebook

if TYPE_CHECKING:
    from kimtan.present.blocks import Block


def official_blocks(root: Path, parameters: Mapping[str, Any], sections: Collection[str]) -> list[Block]:
    """The blocks of an edition's official document.

    Parameters
    ----------
    root
        The workspace.
    parameters
        The edition, by a notebook's four parameters.
    sections
        Names of the sections that the report has.
    """
    from kimtan.present import ready
    from kimtan.present.official.document import OfficialDocument

    return OfficialDocument(ready.of_edition(root, parameters), sections).blocks()


def sections_shown(dataset: Dataset, notebooks: Iterable[SectionNotebook]) -> frozenset[str]:
    """Identities of the sections that some notebooks tell."""
    names = {notebook.identity or notebook.name for notebook in notebooks}
    return frozenset(name for name, section in dataset.sections.items() if name in names or section.notebook in names)
