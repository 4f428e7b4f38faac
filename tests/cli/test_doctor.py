"""What the doctor says of the packages that are installed: each is held against the bound that kimtan declares."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest
from typer.testing import CliRunner

from kimtan.cli import doctor
from kimtan.cli.app import app
from kimtan.errors import ExitCode

REQUIRED = ('dask>=2024.8; extra == "dask"', "pandas>=2.2.3", "numpy>=1.26", "jinja2<3.2,>=3.1")
FITTING = {"pandas": "2.10.0", "numpy": "1.26.0", "jinja2": "3.1.6"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, None),
        ({"pandas": "2.2.2"}, "pandas is 2.2.2, not >=2.2.3"),
        ({"pandas": "2.2.3rc1"}, "pandas is 2.2.3rc1, not >=2.2.3"),
        ({"numpy": "2.0.0rc1"}, None),
        ({"jinja2": "3.2"}, "jinja2 is 3.2, not <3.2,>=3.1"),
        ({"numpy": ""}, "numpy is missing"),
        ({"dask": "2024.8.1"}, None),
        ({"dask": "2023.1"}, "dask is 2023.1, not >=2024.8"),
        ({"numpy": "", "jinja2": "3.0"}, "numpy is missing; jinja2 is 3.0, not <3.2,>=3.1"),
    ],
)
def test_installed_versions_are_held_against_the_declared_bounds(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], told: str | None
) -> None:
    """Numbers are compared as versions, an option's package counts where it is there, and all that is wrong is told."""
    installed = {**FITTING, **changed}

    def version(name: str) -> str:
        if not installed.get(name):
            raise PackageNotFoundError(name)
        return installed[name]

    monkeypatch.setattr(doctor, "requires", lambda name: REQUIRED if name == "kimtan" else None)
    monkeypatch.setattr(doctor, "version", version)
    monkeypatch.setattr(doctor, "_CHECKS", (doctor._packages,))
    answer = CliRunner().invoke(app, ["doctor"])
    (line, last) = answer.stdout.splitlines()
    if told is None:
        assert (line, last) == ("ok\tpackages\t4 requirements\t", "Nothing is wrong.")
        assert answer.exit_code == ExitCode.DONE
    else:
        assert line == f"wrong\tpackages\t{told}\tSet kimtan up anew: make, or pip install kimtan."
        assert (last, answer.exit_code) == ("1 thing wrong.", ExitCode.ATTENTION)
