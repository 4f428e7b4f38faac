"""Mutated inputs: no crash, and **no accepted input that means something else than it says**.

What each file says is read a second time by other means: Python's csv for tables, YAML 1.1 as plain strings and YAML
1.2 for mappings, openpyxl as a person reads a sheet, the text of a Word file's XML. Where kimtan takes an input, both
readings have to be the same; where it refuses one, it names the file and writes nothing.
"""

from __future__ import annotations

import csv
import io
import random
import re
import time
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml
from ruamel.yaml import YAML

from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.extract.documents.opening import open_document
from kimtan.forms.layout import sheets
from kimtan.forms.reading import read
from kimtan.forms.workbook import write
from kimtan.workspace import Workspace
from tests.conftest import copied
from tests.extract.word_files import p, word_file
from tests.forms.test_oracle import changed_form, office, seen
from tests.report.test_build import PERIOD
from tests.soak.ground import Trial

_SECONDS = 20
"""An input takes no longer, on a machine that others use too."""


def _period(trial: Trial) -> Workspace:
    return copied(trial.folder / "w", notebooks=False)


def _taken(trial: Trial, workspace: Workspace, said: str) -> Dataset | None:
    """The period where it is taken; what is wrong otherwise has a place in a file of the workspace."""
    begun = time.monotonic()
    before = {path for path in workspace.root.rglob("*") if not path.name.endswith(".lock")}
    try:
        dataset = load(workspace, workspace.params_file(PERIOD))
    except InputError as error:
        trial.came("refused")
        stray = [problem.place for problem in error.problems if not problem.place.startswith(("data/", "params/"))]
        trial.holds(not stray, f"{said}: told at {stray[:1]}")
        dataset = None
    except Exception as error:  # noqa: BLE001 - which is what is looked for
        trial.came("crashed")
        trial.holds(False, f"{said}: {type(error).__name__}: {error}"[:300])
        dataset = None
    else:
        trial.came("taken")
    trial.holds(time.monotonic() - begun < _SECONDS, f"{said}: took {time.monotonic() - begun:.0f} s")
    after = {path for path in workspace.root.rglob("*") if not path.name.endswith(".lock")}
    trial.holds(before == after, f"{said}: written: {sorted(after - before)[:2]}")
    return dataset


# --- tables ---------------------------------------------------------------------------------------------------------

_CELLS = (
    "", " ", "0", "-0", "1", "01", "1.0", "1,0", "1.000", "1.000,5", "1e3", "1E+27", "٣", "１２", "½", "−5", "-5", "+5",
    "nan", "inf", "None", "null", "TRUE", "5/9", "05/09/2023", "Sep-05", "=1+1", "'12", "12 ", " 12", "12\xa0", "1 000",
    "1_000", "0x10", "99999999999999999999999999", "0.00000000000000000000001", "actual", "plan", "pct", "vnd_bn",
    "income.total", "L1", "report:L1", "exact", "at_least", "estimate", "final", "ư", "u\u031b", "a\u200bb", '"', '""',
    "a\nb", "a;b", "a\tb", "a,b", "x" * 2000,
)  # fmt: skip


def _grid(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _text(rows: list[list[str]], chance: random.Random) -> str:
    made = io.StringIO(newline="")
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    end = chance.choice(["\n", "\n", "\r\n", "\r"])
    csv.writer(made, lineterminator=end, quoting=quoting, delimiter=chance.choice(",,,,;\t")).writerows(rows)
    return made.getvalue()


def _swap_cells(rows: list[list[str]], chance: random.Random) -> None:
    row = chance.choice(rows)
    if len(row) > 1:
        one, other = chance.sample(range(len(row)), 2)
        row[one], row[other] = row[other], row[one]


def _put_cell(rows: list[list[str]], chance: random.Random) -> None:
    row = chance.choice(rows)
    row[chance.randrange(len(row))] = chance.choice(_CELLS)


def _swap_columns(rows: list[list[str]], chance: random.Random) -> None:
    one, other = chance.sample(range(len(rows[0])), 2)
    for row in rows if chance.random() < 0.5 else rows[:1]:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def _digit(rows: list[list[str]], chance: random.Random) -> None:
    row = chance.choice(rows)
    at = chance.randrange(len(row))
    places = [n for n, letter in enumerate(row[at]) if letter.isdigit()]
    if places:
        n = chance.choice(places)
        row[at] = f"{row[at][:n]}{chance.randrange(10)}{row[at][n + 1 :]}"


_TABLE_STEPS: tuple[Callable[[list[list[str]], random.Random], object], ...] = (
    _swap_cells,
    _put_cell,
    _put_cell,
    _digit,
    _digit,
    _swap_columns,
    lambda rows, chance: rows.insert(chance.randrange(len(rows)), list(chance.choice(rows))),
    lambda rows, chance: rows.pop(chance.randrange(len(rows))),
    lambda rows, chance: chance.choice(rows).pop(),
    lambda rows, chance: chance.choice(rows).append(chance.choice(_CELLS)),
    lambda rows, chance: rows.insert(chance.randrange(len(rows)), [""] * len(rows[0])),
    lambda rows, chance: chance.shuffle(rows),
    lambda rows, chance: rows.insert(1, rows[0]),
)


def _bytes(text: str, chance: random.Random) -> bytes:
    """A text in some encoding, perhaps with some damage."""
    encoding = chance.choice(["utf-8"] * 12 + ["utf-8-sig"] * 3 + ["utf-16", "cp1258", "cp1252", "utf-32"])
    content = bytearray(text.encode(encoding, "replace"))
    step = chance.randrange(14)
    if step == 0 and content:
        content[chance.randrange(len(content))] = chance.randrange(256)
    elif step == 1:
        del content[chance.randrange(len(content) + 1) :]
    elif step == 2:
        at = chance.randrange(len(content) + 1)
        content[at:at] = chance.choice([b'"', b"\0", b"\r", b"\n", b",", "\u2028".encode(), b"\x1a", b"'"])
    return bytes(content)


def tables(trial: Trial) -> None:
    """``observations.csv``: rows, columns, cells, quotes, line ends, encodings."""
    workspace = _period(trial)
    file = workspace.observations_file(PERIOD)
    head, *rest = _grid(file.read_text("utf-8"))
    for chance in trial.chances():
        rows = [list(head), *(list(row) for row in rest)]
        for _ in range(chance.randint(0, 2)):
            if rows and all(rows):
                chance.choice(_TABLE_STEPS)(rows, chance)
        content = _bytes(_text(rows, chance), chance)
        file.write_bytes(content)
        dataset = _taken(trial, workspace, f"table {trial.done}")
        if dataset is not None:
            stated = [_row(record) for record in dataset.complete.observations]
            read_again = _read_table(content, dataset)
            trial.holds(stated == read_again, f"table {trial.done}: {_first_difference(stated, read_again)}")


def _row(record: Any) -> dict[str, str]:
    return {
        "indicator": record.indicator,
        "measure": record.measure,
        "value": str(record.value),
        "unit": record.unit,
        "as_written": record.as_written,
        "precision": "" if record.precision is None else str(record.precision),
        "bound": record.bound or "",
        "basis": record.basis or "",
        "status": record.status,
        "as_of": record.as_of.isoformat() if record.as_of else "",
        "source": str(record.source),
        "note_vi": record.note_vi or "",
        "note_en": record.note_en or "",
    }


def _read_table(content: bytes, dataset: Dataset) -> list[dict[str, str]]:
    """The rows that Python's csv finds, in the columns of the header."""
    text = content.decode("utf-8-sig")
    delimiter = max(",;\t", key=text.splitlines()[0].count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(map(str.strip, row))]
    found = []
    for row in rows[1:]:
        cells = dict(zip(rows[0], (cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row), strict=True))
        cells["source"] = dataset.sources.place(cells["source"])
        if re.fullmatch(r"-?\d+(\.\d+)?", cells["value"], re.ASCII):
            cells["value"] = str(Decimal(cells["value"]))
        if re.fullmatch(r"\d+(\.\d+)?", cells["precision"], re.ASCII):
            cells["precision"] = str(Decimal(cells["precision"]))
        found.append({name: cells.get(name, "") for name in _row_names()})
    return found


def _row_names() -> tuple[str, ...]:
    return (
        "indicator", "measure", "value", "unit", "as_written", "precision", "bound", "basis", "status", "as_of",
        "source", "note_vi", "note_en",
    )  # fmt: skip


def _first_difference(one: list[Any], other: list[Any]) -> str:
    if len(one) != len(other):
        return f"{len(one)} rows, and {len(other)} by another reading"
    return str(next((pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]), ""))[:400]


# --- mappings -------------------------------------------------------------------------------------------------------

_SCALARS = (
    "no", "yes", "on", "off", "NO", "true", "True", "null", "~", "Null", "", "06", "010", "0o10", "0x1F", "1_000",
    "12:30", "1:30:00", "1e3", ".5", "5.", ".inf", ".nan", "2023-06-31", "2023-06-10", "2023-6-1",
    "2023-06-10T00:00:00", "=", "<<", "- a", "a: b", "a #b", "#", "'", "\"", "*a", "&a b", "!x y", "!!int 3", "|",
    ">-", "%", "@", "`", "{a: 1}", "[1, 2", "\ta", "a\u200b", "e\u0301", "\ufeff", "x" * 3000, "5", "-5", "5.0",
    "100.5", "vi", "en", "internal", "public",
)  # fmt: skip


_BEFORE = ("!!str ", "|", ">", "&x ", "*x", '"', "'")


def _mutate_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        line, indent = lines[at], " " * chance.randrange(7)
        key, colon, value = line.partition(": ")
        step = chance.randrange(11)
        if step <= 3 and colon:
            lines[at] = f"{key}: {chance.choice(_SCALARS)}"
        elif step == 4:
            lines.insert(at, lines[chance.randrange(len(lines))])
        elif step == 5:
            lines.pop(at)
            lines = lines or [""]
        elif step == 6:
            lines[at] = indent + line.lstrip()
        elif step == 7 and value:
            lines[at] = f"{key}: {chance.choice(_BEFORE)}{value}"
        elif step == 8:
            lines[at] = line + chance.choice([" # x", "#x", " :", ":", "\t", "\\", "\r", "\x85", "\u2028"])
        elif step == 9:
            lines[at] = line.replace(":", chance.choice([" :", ":", "::", "："]), 1)
        else:
            n = chance.randrange(len(line) + 1)
            lines[at] = (
                line[:n] + chance.choice(["x", " ", "'", '"', "{", "}", "[", "]", ",", "-", "?", "1"]) + line[n:]
            )
    return "\n".join(lines)


def _flat(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """Every scalar of a document with its path, as text; of what is nothing, the empty text."""
    if isinstance(value, Mapping):
        return {at: leaf for key, inner in value.items() for at, leaf in _flat(inner, (*path, str(key))).items()}
    if isinstance(value, list | tuple):
        return {at: leaf for n, inner in enumerate(value) for at, leaf in _flat(inner, (*path, str(n))).items()}
    if value is None:
        return {path: ""}
    if isinstance(value, date):
        return {path: value.isoformat()}
    if isinstance(value, bool):
        return {path: str(value).lower()}
    return {path: str(value)}


def _read_mapping(content: bytes) -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str]]:
    """A document read as strings (YAML 1.1, untyped), and by another library as YAML 1.2."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    untyped = _flat(yaml.load(text, yaml.BaseLoader))
    nothing = {"null", "~", "Null", "NULL"}
    return {at: "" if leaf in nothing else leaf for at, leaf in untyped.items()}, _flat(
        _newer().load(_HEADER.sub(r"\1 #", text))
    )


_HEADER = re.compile(r"([|>][-+]?)#")
"""A remark right behind the sign of a text over several lines, which papermill's library takes and the standard not."""


def _newer() -> YAML:
    """Another library, of YAML 1.2; a date is a text to it, as it is to papermill."""
    newer = YAML(typ="safe")
    newer.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return newer


def _plain(leaf: str) -> str:
    """A number as a number, so that 5 and 5.0 are one; all else as it is."""
    return str(float(leaf)) if re.fullmatch(r"-?\d+(\.\d+)?", leaf, re.ASCII) else leaf


def texts(trial: Trial) -> None:
    """``text.yml`` and ``source.yml``."""
    workspace = _period(trial)
    files = [workspace.text_file(PERIOD), workspace.source_file(PERIOD)]
    known = {file: file.read_text("utf-8") for file in files}
    for chance in trial.chances():
        file = chance.choice(files)
        content = _bytes(_mutate_lines(known[file], chance), chance)
        file.write_bytes(content)
        dataset = _taken(trial, workspace, f"{file.name} {trial.done}")
        if dataset is not None:
            whole = dataset.complete
            model = whole.texts if file.name == "text.yml" else whole.sources
            _compare(trial, f"{file.name} {trial.done}", content, _flat(model.model_dump()))
        file.write_text(known[file], "utf-8")


def params(trial: Trial) -> None:
    """``params/2023-H1.yml``, which goes to papermill as it is written."""
    workspace = _period(trial)
    file = workspace.params_file(PERIOD)
    known = file.read_text("utf-8")
    for chance in trial.chances():
        content = _bytes(_mutate_lines(known, chance), chance)
        file.write_bytes(content)
        dataset = _taken(trial, workspace, f"params {trial.done}")
        if dataset is not None:
            _compare(trial, f"params {trial.done}", content, _flat(dataset.config.parameters()))
        file.write_text(known, "utf-8")


def _compare(trial: Trial, said: str, content: bytes, stated: dict[tuple[str, ...], str]) -> None:
    try:
        untyped, newer = _read_mapping(content)
    except Exception as error:  # noqa: BLE001 - what kimtan takes every library has to take
        trial.holds(False, f"{said}: taken, and another library refuses it: {error}"[:300])
        return
    for name, again in (("as strings", untyped), ("as YAML 1.2", newer)):
        other = [
            (at, leaf, stated.get(at))
            for at, leaf in again.items()
            if leaf and _plain(stated.get(at, "")) != _plain(unicodedata.normalize("NFC", leaf))
        ]
        trial.holds(not other, f"{said}: read {name}: {other[:2]}"[:400])


# --- workbooks and documents ----------------------------------------------------------------------------------------


def workbooks(trial: Trial) -> None:
    """A form whose rows, columns, heads, formats and cells were changed, or whose bytes were."""
    from openpyxl import load_workbook

    dataset = office(trial.folder / "w")
    blank = write(dataset, sheets(dataset))
    path = trial.folder / "form.xlsx"
    for chance in trial.chances():
        changed_form(blank, chance).save(path)
        is_damaged = chance.random() < 0.3
        if is_damaged:
            content = bytearray(path.read_bytes())
            for _ in range(chance.randint(1, 4)):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            path.write_bytes(content[: chance.choice([len(content)] * 4 + [chance.randrange(len(content))])])
        begun = time.monotonic()
        try:
            form = read(path, "f.xlsx", dataset)
        except Exception as error:  # noqa: BLE001 - which is what is looked for
            trial.came("crashed")
            trial.holds(False, f"workbook {trial.done}: {type(error).__name__}: {error}"[:300])
            continue
        trial.holds(time.monotonic() - begun < _SECONDS, f"workbook {trial.done}: took long")
        trial.came("refused" if form.problems else "taken")
        if form.problems:
            trial.holds(all(problem.place.startswith("f.xlsx") for problem in form.problems), "told elsewhere")
        else:
            stated = {(row.indicator, row.measure): row.value for row in form.typed}
            again = seen(load_workbook(path).worksheets[1])
            trial.holds(stated == again, f"workbook {trial.done}: {stated} and {again}"[:400])


_BODY = "".join(p(f"Mục {n}: thu ngân sách đạt {n * 7},{n} tỷ đồng, bằng {40 + n}% kế hoạch") for n in range(1, 20))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def documents(trial: Trial) -> None:
    """Word, PDF and HTML files with changed parts or bytes: what is read stands in them."""
    good = word_file(_BODY)
    page = f"<html><body>{''.join(f'<p>Thu {n},5 tỷ đồng</p>' for n in range(30))}</body></html>".encode()
    sheet = _pdf()
    for chance in trial.chances():
        kind = chance.choice(["docx", "docx", "html", "pdf"])
        content = _changed_word(good, chance) if kind == "docx" else page if kind == "html" else sheet
        if kind != "docx" or chance.random() < 0.3:
            damaged = bytearray(content)
            for _ in range(chance.randint(1, 5)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            content = bytes(damaged[: chance.choice([len(damaged)] * 4 + [chance.randrange(len(damaged))])])
        path = trial.folder / f"report.{kind}"
        path.write_bytes(content)
        begun = time.monotonic()
        try:
            document = open_document(path, path.name).document
        except InputError as error:
            trial.came(f"{kind} refused")
            trial.holds(error.problems[0].place.startswith(path.name), "told elsewhere")
        except Exception as error:  # noqa: BLE001 - which is what is looked for
            trial.came(f"{kind} crashed")
            trial.holds(False, f"document {trial.done}: {type(error).__name__}: {error}"[:300])
        else:
            trial.came(f"{kind} taken")
            if kind == "docx":
                stated = {n for passage in document.passages for n in _NUMBER.findall(passage.text)}
                again = set(_NUMBER.findall(_word_text(content)))
                trial.holds(
                    stated <= again, f"document {trial.done}: {sorted(stated - again)[:5]} does not stand there"
                )
        trial.holds(time.monotonic() - begun < _SECONDS, f"document {trial.done}: took long")
        trial.holds(path.read_bytes() == content, f"document {trial.done}: the file was changed")


def _changed_word(content: bytes, chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode("utf-8")
            if name == "word/document.xml" or chance.random() < 0.1:
                for _ in range(chance.randint(1, 3)):
                    at = chance.randrange(len(text))
                    near = text.find("<", at) if chance.random() < 0.6 else at
                    put = chance.choice(
                        ["<w:br/>", "<w:tab/>", "<w:del>", "</w:p>", "&#0;", "&amp;", "<w:x/>", "9", "<!-- -->"]
                    )
                    text = text[: max(near, 0)] + put + text[max(near, 0) :]
            target.writestr(name, text)
    return made.getvalue()


def _word_text(content: bytes) -> str:
    """The text of a Word file by its elements, without any library for Word."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode("utf-8")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    runs = re.sub(r"</w:p>|<w:br[^>]*>|<w:tab[^>]*>", "\n", text)
    return re.sub(r"<[^>]*>", "", runs).replace("&amp;", "&")


def _pdf() -> bytes:
    """A page of lines."""
    import typst

    lines = "\n\n".join(f"Thu ngân sách đạt {n},5 tỷ đồng" for n in range(30))
    return bytes(typst.compile(lines.encode()))
