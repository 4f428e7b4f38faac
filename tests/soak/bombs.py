"""Small files that would be huge, endless or deep: each is refused or told within 5 s of processor and 256 MB."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from kimtan.workspace import Workspace
from tests.extract.word_files import NAMESPACES, p, word_file
from tests.soak.ground import PERIOD, REPOSITORY, Trial, ground, ran

_SECONDS, _MEGABYTES = 5, 256
_SHEET = "xl/worksheets/sheet2.xml"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
_MERGED = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'

Made = Callable[[Workspace], Sequence[str]]


def _form(part: str, before: bytes, put: Callable[[], bytes], *, is_first: bool = False) -> Made:
    """A form with something put into one of its parts, to be filled in."""

    def make(workspace: Workspace) -> Sequence[str]:
        blank = workspace.root / "blank.xlsx"
        with (
            zipfile.ZipFile(blank) as source,
            zipfile.ZipFile(workspace.root / "form.xlsx", "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                content = source.read(name)
                if name == part:
                    content = put() + content if is_first else content.replace(before, put() + before, 1)
                target.writestr(name, content)
        return "fill", PERIOD, "form.xlsx"

    return make


def _document(content: Callable[[], bytes], name: str = "report.docx") -> Made:
    def make(workspace: Workspace) -> Sequence[str]:
        (workspace.root / name).write_bytes(content())
        return "extract", name, "-o", "read"

    return make


def _input(name: str, change: Callable[[Path], object]) -> Made:
    def make(workspace: Workspace) -> Sequence[str]:
        change(workspace.root / name)
        return "check", PERIOD

    return make


def _doctype() -> bytes:
    return f"<!DOCTYPE w [{_LAUGHS}]>".encode()


def _marks() -> bytes:
    return ("a" + "\u0301" * 1_000_000 + " 12").encode()


def _pdf() -> bytes:
    packed = zlib.compress(b"(12,5) Tj " * 20_000_000, 9)
    page = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    page += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj "
    head = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(packed)
    return b"%PDF-1.4\n" + page + head + packed + b"\nendstream endobj trailer<</Root 1 0 R>>"


def _against(workspace: Workspace) -> Sequence[str]:
    text = "Tổng thu đạt 12,3 tỷ đồng, bằng 45,6% kế hoạch; " * 25_000
    (workspace.root / "source.txt").write_text(text, "utf-8")
    return "check", PERIOD, "--against", "source.txt"


def _separated(workspace: Workspace) -> Sequence[str]:
    heads = "Mã chỉ tiêu;STT;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Còn lại;Ghi chú"
    (workspace.root / "form.csv").write_text("\n".join([heads, *['"a;;;;;1;;' for _ in range(60_000)]]), "utf-8")
    return "fill", PERIOD, "form.csv"


def _rows(path: Path) -> object:
    return path.write_text(path.read_text("utf-8").replace('"500,054"', '"' + "/" * 100_000 + '"'), "utf-8")


def _rows_of_a_sheet() -> bytes:
    return b"".join(b'<row r="%d"><c><v>1</v></c><c><v>2</v></c></row>' % row for row in range(100, 200_100))


_LAST = b'<row r="99"><c r="XFD99"><v>1</v></c></row>'
_DEEP = "[" * 200_000 + "]" * 200_000
_ALIASES = "a: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)

_LAUGHING = f"<!DOCTYPE w [{_LAUGHS}]><w:document {NAMESPACES}>&l11;</w:document>"

BOMBS: dict[str, Made] = {
    "form: a part of 1 GB": _form(_SHEET, b"</sheetData>", lambda: bytes(1 << 30)),
    "form: merged over the sheet": _form(_SHEET, b"<pageMargins", lambda: _MERGED),
    "form: 200,000 rows": _form(_SHEET, b"</sheetData>", _rows_of_a_sheet),
    "form: entities": _form("xl/workbook.xml", b"", _doctype, is_first=True),
    "form: the last column": _form(_SHEET, b"</sheetData>", lambda: _LAST),
    "form: quotes without end": _separated,
    "Word: a picture of 1 GB": _document(lambda: word_file(p("5"), raw={"word/media/a.png": bytes(1 << 30)})),
    "Word: 60,000 parts": _document(lambda: word_file(p("5"), raw={f"a/{n}": b"" for n in range(60_000)})),
    "Word: entities": _document(
        lambda: word_file("", raw={"word/document.xml": _LAUGHING.encode()})
    ),
    "Word: 100,000 elements deep": _document(lambda: word_file("<w:sdt><w:sdtContent>" * 50_000)),
    "PDF: a stream of 200 MB": _document(_pdf, "report.pdf"),
    "HTML: 300,000 elements deep": _document(lambda: b"<div>" * 300_000 + b"12,5", "report.html"),
    "text: a letter with a million marks": _document(_marks, "report.txt"),
    "table: 3 GB": _input(f"data/{PERIOD}/observations.csv", lambda path: os.truncate(path, 3 << 30)),
    "table: 100,000 strokes": _input(f"data/{PERIOD}/observations.csv", _rows),
    "YAML: aliases": _input(f"data/{PERIOD}/text.yml", lambda path: path.write_text(_ALIASES, "utf-8")),
    "YAML: 200,000 deep": _input(f"data/{PERIOD}/text.yml", lambda path: path.write_text(f"opening: {_DEEP}")),
    "JSON: 200,000 deep": _input("data/datapackage.json", lambda path: path.write_text(_DEEP, "utf-8")),
    "notebook: 200,000 deep": _input("notebooks/11_part.ipynb", lambda path: path.write_text(_DEEP, "utf-8")),
    "notebook: 3 GB": _input("notebooks/11_part.ipynb", lambda path: os.truncate(path, 3 << 30)),
    "a source of megabytes in one line": _against,
}  # fmt: skip


def tried(trial: Trial) -> None:
    """Each bomb in a process of its own, whose time of the processor and memory the system counts."""
    for number, _ in enumerate(trial.chances()):
        name = [*BOMBS][number % len(BOMBS)]
        workspace = ground(trial.folder / str(number) / "w")
        ran(workspace, "form", PERIOD, "-o", "blank.xlsx")
        command = BOMBS[name](workspace)
        code, said, seconds, megabytes = _measured(workspace, command)
        trial.came("told" if code in {1, 2} else f"exit code {code}")
        trial.holds(code in {0, 1, 2}, f"{name}: exit code {code}: {said[-300:]}")
        trial.holds("Traceback" not in said, f"{name}: a traceback")
        trial.holds(seconds < _SECONDS, f"{name}: {seconds:.1f} s of the processor")
        trial.holds(megabytes < _MEGABYTES, f"{name}: {megabytes:.0f} MB")


_TELLS = """
import atexit, os, sys
def tell():
    high = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1]
    print(high, *os.times()[:2], file=open(sys.argv.pop(), 'w'))
atexit.register(tell)
from kimtan.cli.app import main
measured = sys.argv.pop()
try:
    main()
finally:
    sys.argv.append(measured)
"""
"""Kimtan, and at its end the most memory that it had, which the system does not tell of a process that was forked."""


def _measured(workspace: Workspace, command: Sequence[str]) -> tuple[int, str, float, float]:
    """Exit code, words, seconds of the processor and megabytes at the most."""
    measured = workspace.root.parent / "measured"
    made = subprocess.run(
        [sys.executable, "-c", _TELLS, *command, str(measured)],
        cwd=workspace.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    high, user, system = measured.read_text().split()
    return made.returncode, made.stdout, float(user) + float(system), int(high) / 1024
