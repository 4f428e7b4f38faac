"""Pages of the site that are made from the code: the commands, and what docstrings say; and the pages of the root."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import mkdocs_gen_files
import typer.main

from kimtan.cli.app import app

ROOT = Path(__file__).resolve().parents[1]

MODULES = {
    "notebook": ("In a notebook", ("kimtan", "kimtan.present.section_opening", "kimtan.present.section")),
    "metrics": (
        "Metrics",
        ("kimtan.metrics.plan", "kimtan.metrics.growth", "kimtan.metrics.timing", "kimtan.metrics.structure"),
    ),
    "audit": ("Audit", ("kimtan.audit.audit", "kimtan.audit.findings", "kimtan.audit.rules", "kimtan.figures")),
}

OPTIONS = {"metrics": "\n    options:\n      docstring_style: null"}
"""The metrics say what they add in lists of their own, which no docstring style has a section for."""


def page(name: str, text: str) -> None:
    """Write a page of the site."""
    with mkdocs_gen_files.open(name, "w") as file:
        file.write(text)


def commands() -> str:
    """Every command with its usage, arguments and options, as the program itself tells them."""
    group: Any = typer.main.get_command(app)
    parts = ["# Commands\n\nAs `kimtan COMMAND --help` tells them.\n"]
    for name, command in group.commands.items():
        context = typer.Context(command, info_name=f"kimtan {name}")
        parts.append(f"## kimtan {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def of_the_root(name: str) -> str:
    """A page of the root with its links as they are from docs/, and those to no page as plain text."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("](docs/", "](").replace("](README.", "](index.")
    text = text.replace("](index.vi.md)", "](gioi-thieu.md)")
    return re.sub(r"\[([^\]]+)\]\((?!https?:|[\w-]+\.md|images/|#)[^)]*\)", r"\1", text)


page("index.md", of_the_root("README.md"))
page("gioi-thieu.md", of_the_root("README.vi.md"))
page("changelog.md", of_the_root("CHANGELOG.md"))
page("reference/commands.md", commands())
for short, (title, modules) in MODULES.items():
    page(
        f"reference/{short}.md",
        "\n\n".join([f"# {title}", *(f"::: {module}{OPTIONS.get(short, '')}" for module in modules)]),
    )
