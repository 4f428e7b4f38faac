"""Arguments and options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

AUDIENCES = ("internal", "public")
LEVELS = ("commune", "district", "province")

PeriodArguments = Annotated[
    list[str] | None,
    typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-H1, or the path of a params file; the latest by default."),
]
PeriodArgument = Annotated[
    str, typer.Argument(metavar="PERIOD|PARAMS.yml", help="2023-H1, or the path of a params file.")
]

LanguageOption = Annotated[
    str | None, typer.Option("--lang", metavar="vi|en", help="Instead of the language that the params name.")
]
AudienceOption = Annotated[
    str | None, typer.Option("--audience", metavar="internal|public", help="Instead of the one that the params name.")
]
LevelOption = Annotated[
    str, typer.Option("--level", metavar="LEVEL", help="With --unit: commune, district or province.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything cannot hold.")]
