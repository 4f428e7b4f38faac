"""Names in data lead nowhere else: whatever a hostile name says, nothing is written outside of its folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.workspace import Workspace
from tests.conftest import write_workspace
from tests.soak.ground import UNEXPECTED, Trial

NAMES = (
    "../out", "../../out", "/tmp/soak-out", "a/../../out", "..", ".", "~", "~/out", "$HOME/out", "`touch out`",
    "$(touch out)", "a\\..\\out", "C:\\out", "\\\\host\\out", "CON", "nul", "aux.txt", "a:b", "a|b", "a*b", "a?b",
    "x" * 300, "tên dài " * 60, "a\x00b", "a\nb", "a\tb", "\u202eout", "．．／out", "..%2fout", "%2e%2e/out",
    "-o out", "--help", " out", "out ", "out.", ".hidden", "a\u0301" * 100, "đ" * 200, "👍" * 70, "out\u200b",
)  # fmt: skip

Put = Callable[[Workspace, str], list[list[str]]]


def _owner(workspace: Workspace, name: str) -> list[list[str]]:
    params = workspace.params_file("2024-H1")
    text = params.read_text("utf-8")
    params.write_text(f"{text}  owners:\n    population:\n      name: {_quoted(name)}\n", "utf-8")
    return [["check", "2024-H1", "--by", "owner", "-o", "pages"]]


def _source(workspace: Workspace, name: str) -> list[list[str]]:
    sources = workspace.source_file("2024-H1")
    text = sources.read_text("utf-8")
    sources.write_text(f"{text}    file: {_quoted(name)}\n    sha256: {'a' * 64}\n", "utf-8")
    return [["check", "2024-H1"], ["form", "2024-H1", "-o", "form.xlsx"]]


def _sections(workspace: Workspace, name: str) -> list[list[str]]:
    params = workspace.params_file("2024-H1")
    params.write_text(f"{params.read_text('utf-8')}  sections: [{_quoted(name)}]\n", "utf-8")
    return [["check", "2024-H1"], ["report", "2024-H1", "--to", "html"]]


def _unit(workspace: Workspace, name: str) -> list[list[str]]:
    for file in (workspace.params_file("2024-H1"),):
        file.write_text(file.read_text("utf-8").replace("unit: xã Thử", f"unit: {_quoted(name)}"), "utf-8")
    return [["describe"], ["check", "2024-H1", "--by", "owner", "-o", "pages"]]


def _period(_: Workspace, name: str) -> list[list[str]]:
    return [["new", name, "--from", "2024-H1"], ["report", name], ["check", name], ["form", name]]


def _section(_: Workspace, name: str) -> list[list[str]]:
    return [["form", "2024-H1", "--section", name]]


def _indicator(workspace: Workspace, name: str) -> list[list[str]]:
    file = workspace.root / "data" / "indicators.csv"
    cell = name.replace('"', '""')
    file.write_text(f'{file.read_text("utf-8")}"{cell}","{cell}",X,X,head,stock,higher,0,,,,,,false,1\n', "utf-8")
    return [["check", "2024-H1"], ["form", "2024-H1"]]


PLACES: tuple[Put, ...] = (_owner, _source, _sections, _unit, _period, _section, _indicator)


def _quoted(name: str) -> str:
    escaped = (
        name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\0", "\\0")
    )
    return f'"{escaped}"'


def tried(trial: Trial) -> None:
    """Each hostile name in each place that names something; each try is one name in all places."""
    figure = 'a.total,actual,{0},vnd_bn,"{0}",,,,estimate,,{1},,'
    rows = ["a.total,population,Tổng,Total,vnd_bn,flow,higher,0,,,,,,false,1"]
    for number, _ in enumerate(trial.chances()):
        name = NAMES[number % len(NAMES)]
        for put in PLACES:
            root = trial.folder / f"{number}-{put.__name__}"
            workspace = write_workspace(root / "in" / "w", rows, [figure.format(1, "L1"), figure.format(2, "L2")])
            outside = _files(root, workspace.root)
            back = Path.cwd()
            os.chdir(workspace.root)
            try:
                for command in put(workspace, name):
                    answer = CliRunner().invoke(app, command)
                    trial.came("refused" if answer.exit_code == 2 else "done")
                    words = (
                        f"{put.__name__} {name[:30]!r}: {command}: exit code {answer.exit_code}: {answer.output[-200:]}"
                    )
                    trial.holds(answer.exit_code != UNEXPECTED and _is_told(answer.exception), words)
            finally:
                os.chdir(back)
            trial.holds(_files(root, workspace.root) == outside, f"{put.__name__} {name[:30]!r}: written outside")
    trial.holds(not Path("/tmp/soak-out").exists(), "written into /tmp")


def _is_told(raised: BaseException | None) -> bool:
    return raised is None or isinstance(raised, SystemExit)


def _files(root: Path, inside: Path) -> set[Path]:
    return {path for path in root.rglob("*") if not path.is_relative_to(inside)}
