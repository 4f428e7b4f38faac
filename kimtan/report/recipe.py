"""What a report is made from and with which options: one recipe for making it, listing it and finding it unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kimtan.data.dataset import Dataset
from kimtan.report.inputs import excerpts, inputs
from kimtan.report.office_files import office_text, word_template
from kimtan.run.manifest import fingerprints, manifest
from kimtan.run.sections import SectionNotebook


@dataclass(frozen=True)
class Recipe:
    """What decides what comes out; :meth:`of` makes one.

    Parameters
    ----------
    dataset
        The period in the edition that is wanted.
    inputs
        Hashes of all that is read, taken at once: what somebody saves while sections run is not in the report.
    formats
        Names of the formats that the report has.
    clean
        Whether the Word document goes without comments on disputed numbers.
    template
        The office's template of the Word document, if there is to be one and the office has its own.
    text
        The office's own text that the Word document fills, if there is to be one and the office has it. It is written
        in Vietnamese for the office itself, so that no other edition fills it.
    """

    dataset: Dataset
    inputs: Mapping[str, Any]
    formats: tuple[str, ...]
    clean: bool
    template: Path | None
    text: Path | None = None

    @classmethod
    def of(
        cls, dataset: Dataset, params: Path, sections: Iterable[SectionNotebook], formats: Iterable[str], *, clean: bool
    ) -> Self:
        """The recipe of a period's report as its files are now.

        Raises
        ------
        InputError
            When there are several templates.
        """
        names = tuple(formats)
        template = word_template(dataset.workspace) if "docx" in names else None
        config = dataset.config
        is_own = "docx" in names and (config.language, config.audience) == ("vi", "internal")
        text = office_text(dataset.workspace, dataset.period.kind) if is_own else None
        files = [*inputs(dataset, params, sections), *(file for file in (template, text) if file)]
        hashes = fingerprints(files, dataset.workspace.shown, excerpts(dataset))
        return cls(dataset, hashes, names, clean, template, text)

    @property
    def edition(self) -> dict[str, str]:
        """Period, language and audience."""
        config = self.dataset.config
        return {"period": str(config.period), "language": config.language, "audience": config.audience}

    def described(self, folder: Path) -> dict[str, Any]:
        """The manifest of a folder as it is now, with a report in it that this recipe made."""
        options = {"formats": sorted(set(self.formats)), "comments": "docx" in self.formats and not self.clean}
        return manifest(self.dataset.workspace.root, self.inputs, folder, self.edition, options)
