"""Where everything lies: the only module that knows folders.

A *workspace* is any folder with ``params/`` and ``data/`` in it. What is the same for every commune (notebooks,
indicators, units, phrases, rules) may be missing there: then the suite's is used.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kimtan.errors import InputError, Problem

PACKAGE = Path(__file__).resolve().parent
"""The folder of kimtan's own code."""

SUITE_VARIABLE = "KIMTAN_SUITE"
"""The environment variable that names another folder with notebooks and a data dictionary than kimtan's own."""


def suite_root() -> Path:
    """Give the folder of the notebooks, the data dictionary and the rules that come with kimtan.

    It is the repository when the package runs from a checkout, else the packaged ``kimtan/suite``; or whatever folder
    the environment names, as tests do.
    """
    if named := os.environ.get(SUITE_VARIABLE):
        return Path(named)
    repository = PACKAGE.parent
    if (repository / "notebooks").is_dir() and (repository / "data" / "indicators.csv").is_file():
        return repository
    return PACKAGE / "suite"


@dataclass(frozen=True)
class Workspace:
    """A folder with ``params/`` and ``data/``, and the place of every file in it.

    A period is named by its text here: ``2023-H1``.

    >>> workspace = Workspace(Path("/communes/kim-tan"))
    >>> workspace.shown(workspace.observations_file("2023-H1"))
    'data/2023-H1/observations.csv'
    """

    root: Path

    # The period configs

    def periods(self) -> list[str]:
        """Names of all periods that have a params file, in alphabetical order."""
        return sorted(file.stem for file in (self.root / "params").glob("*.yml") if not file.name.startswith("."))

    def params_file(self, period: str) -> Path:
        """The config of a period."""
        return self.root / "params" / f"{period}.yml"

    def existing_params(self, period: str) -> Path:
        """The config of a period that there is.

        Raises
        ------
        InputError
            When there is none; the message lists the periods that there are.
        """
        periods = self.periods()
        if period in periods:
            return self.params_file(period)
        near = get_close_matches(period.upper(), periods, n=1)
        known = f"There are: {', '.join(periods)}." if periods else "There is none yet."
        new = "kimtan new makes one, such as 2024-H1, 2024-9M or 2024-FY."
        remedy = f"{f'Did you mean {near[0]}? ' if near else ''}{known} {new}"
        seen = "There is no such period in params/."
        raise InputError(Problem(f"'{period}'", seen, remedy, "workspace.no_period"))

    @property
    def templates_dir(self) -> Path:
        """Word documents of the office's own, which reports are made with."""
        return self.root / "params" / "templates"

    def office_text_file(self, kind: str = "") -> Path:
        """Where the office's own text of its report lies, for all kinds of period or for one: ``text-9M.docx``."""
        return self.templates_dir / (f"text-{kind}.docx" if kind else "text.docx")

    # The figures of one commune

    @property
    def data_dir(self) -> Path:
        """The figures, a folder a period."""
        return self.root / "data"

    @property
    def datapackage_file(self) -> Path:
        """Names the unit whose figures these are, and describes the tables."""
        return self.data_dir / "datapackage.json"

    @property
    def data_lock_file(self) -> Path:
        """Held by whoever writes the data."""
        return self.data_dir / ".lock"

    @property
    def change_dir(self) -> Path:
        """What files of the data held before a change, while it is being written."""
        return self.data_dir / ".change"

    def period_dir(self, period: str) -> Path:
        """The figures and words of a period."""
        return self.data_dir / period

    def observations_file(self, period: str) -> Path:
        """One row per figure as it was stated."""
        return self.period_dir(period) / "observations.csv"

    def source_file(self, period: str) -> Path:
        """The documents in which the figures were stated."""
        return self.period_dir(period) / "source.yml"

    def text_file(self, period: str) -> Path:
        """What is not a number."""
        return self.period_dir(period) / "text.yml"

    def decisions_file(self, period: str) -> Path:
        """What the owners of the figures decided."""
        return self.period_dir(period) / "decisions.yml"

    # The suite, unless the workspace has its own

    @property
    def notebooks_dir(self) -> Path:
        """The section notebooks."""
        own = self.root / "notebooks"
        return own if own.exists() else suite_root() / "notebooks"

    @property
    def explore_dir(self) -> Path:
        """Copies of the suite's notebooks to explore with; no report is made of them."""
        return self.root / "explore"

    def notebooks(self, *, is_extended: bool = True) -> dict[str, Path]:
        """The notebooks by name: the suite's, and those of the workspace, which add to and replace them.

        Parameters
        ----------
        is_extended
            False where a workspace with notebooks of its own has these alone.
        """
        folders = (suite_root() / "notebooks", self.root / "notebooks")
        if not is_extended and any(folders[1].glob("*.ipynb")):
            folders = (folders[1], folders[1])
        return {path.stem: path for folder in folders for path in sorted(folder.glob("*.ipynb"))}

    def dictionary(self, name: str, *, is_extended: bool) -> tuple[Path, ...]:
        """The files of one table of the data dictionary, in the order in which they are laid over each other.

        Rules name indicators, so a workspace with indicators of its own alone never gets the suite's rules; the file
        may be missing then.

        Parameters
        ----------
        name
            Of the file: ``indicators.csv``.
        is_extended
            Whether the workspace's file adds to the suite's, or stands for it; a table that no dictionary can do
            without stands for none while it has its head alone.
        """
        own, suite = self.data_dir / name, suite_root() / "data" / name
        if is_extended and own.exists() and own != suite:
            return suite, own
        is_of_own_indicators = name == "rules.yml" and not is_extended and (self.data_dir / "indicators.csv").exists()
        is_begun = own != suite and name in _BEGUN and _is_head_alone(own)
        stands = own.exists() and not is_begun
        return (own if stands or is_of_own_indicators else suite,)

    # The outputs

    @property
    def outputs_dir(self) -> Path:
        """Everything generated."""
        return self.root / "outputs"

    def output_dir(
        self,
        period: str,
        language: str = "vi",
        audience: str = "internal",
        config_language: str = "vi",
        config_audience: str = "internal",
    ) -> Path:
        """The folder of one edition: ``outputs/<period>/`` for the one that the config names, others beside it.

        >>> Workspace(Path("w")).output_dir("2023-H1", language="en", audience="public").as_posix()
        'w/outputs/2023-H1-public-en'
        """
        unusual = [name for name, usual in ((audience, config_audience), (language, config_language)) if name != usual]
        return self.outputs_dir / "-".join([period, *unusual])

    @property
    def findings_dir(self) -> Path:
        """What the audit found, so that sections need not find it again."""
        return self.outputs_dir / ".findings"

    def cache_dir(self, edition: str) -> Path:
        """Executed sections of an edition, for runs to come."""
        return self.outputs_dir / ".cache" / edition

    def basis_file(self, edition: str) -> Path:
        """What a published edition rests on."""
        return self.cache_dir(edition) / "published"

    def failed_dir(self, period: str) -> Path:
        """What a failed run leaves for whoever looks for the cause."""
        return self.outputs_dir / ".failed" / period

    def shown(self, path: Path) -> str:
        """The path as shown to people: from the workspace, or from the suite, with forward slashes.

        >>> Workspace(Path("/w")).shown(Path("/elsewhere/x.yml"))
        '/elsewhere/x.yml'
        """
        if path.is_relative_to(self.root):
            return path.relative_to(self.root).as_posix()
        suite = suite_root()
        if path.is_relative_to(suite):
            return f"{_SUITE}{path.relative_to(suite).as_posix()}"
        return path.as_posix()

    def place(self, shown: str) -> Path:
        """The path of what :meth:`shown` names.

        >>> Workspace(Path("/w")).place("data/units.csv").as_posix()
        '/w/data/units.csv'
        """
        if shown.startswith(_SUITE):
            return suite_root() / shown.removeprefix(_SUITE)
        return self.root / shown


def _is_head_alone(table: Path) -> bool:
    """Whether a table has one line, as ``kimtan new`` begins it."""
    try:
        with table.open("rb") as file:
            return bool(file.readline(_LONGEST_HEAD).strip()) and not file.read(_LONGEST_HEAD).strip()
    except OSError:
        return False


_BEGUN = frozenset({"indicators.csv", "units.csv", "sections.csv", "terms.csv"})
_LONGEST_HEAD = 10_000
_SUITE = "suite:"
