"""Data is never code: a payload in every text of a period, and what each output makes of it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.data import datapackage
from kimtan.data.dataset import load
from kimtan.errors import InputError
from kimtan.report.exporters import KimtanDocxExporter, KimtanPDFExporter
from kimtan.report.page import render
from kimtan.report.tables import write_tables
from kimtan.spreadsheets import harmless
from kimtan.workspace import Workspace
from tests.inprocess import stitched
from tests.report.payloads import PAYLOADS
from tests.report.test_payloads import Page
from tests.soak.ground import PERIOD, REPOSITORY, Trial, warm_up

OTHERS = (
    "=cmd|'/c calc'!A", "=HYPERLINK('//planted.invalid','x')", "+cmd|'/c calc'!A", "-cmd|'/c calc'!A", "@SUM(A:A)",
    "=IMPORTXML('//planted.invalid','x')", "=WEBSERVICE('//planted.invalid')", "=DDE('cmd';'/c calc';'x')",
    "{ INCLUDETEXT '/etc/passwd' }", "{ DDEAUTO cmd.exe }", "{ HYPERLINK '//planted.invalid' }",
    "</w:t></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r><w:r><w:t>", "<w:object/>", "]]><w:altChunk/>",
    "#import '/etc/passwd': x", "#read('/etc/passwd')", "#eval('panic()')", "#image('//planted.invalid/i.png')",
    "{{ ''.__class__.__mro__ }}", "{% include '/etc/passwd' %}", "{0.__class__}", "%(planted)s", "$(touch planted)",
    "`touch planted`", "; touch planted #", "!!python/object/apply:os.system ['touch planted']", "!touch planted",
    "%%bash touch planted", "__import__('os').system('touch planted')", "\x1b]0;planted\x07", "\x1b[2J\x1b[31m",
    "\x9b31m", "\u202eplanted\u202c", "\u2066planted\u2069", "planted\rhidden", "a\u200bb", "\u0007", "\ufeffplanted",
)  # fmt: skip
"""What a spreadsheet, Word, Typst, templates, shells, notebooks or a terminal would do something with."""

ALL = (*PAYLOADS, *OTHERS)
_PLAIN = "Lời"
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SETTINGS = [
    "unit",
    "unit_en",
    "authority",
    "authority_en",
    "parent_authority",
    "parent_authority_en",
    "place",
    "place_en",
    "title",
    "title_en",
    "document_number",
    "draft",
]


def tried(trial: Trial) -> None:
    """Each payload in each text by itself, to see whether it is taken; then in all that take it, to every output."""
    warm_up()
    before = _outputs(_planted(trial.folder / "plain", dict.fromkeys(_fields(), _PLAIN)), trial, {})
    for number, _ in enumerate(trial.chances()):
        payload = ALL[number % len(ALL)]
        texts = _taken(trial, payload)
        _outputs(_planted(trial.folder / "w", texts), trial, before)
        trial.came("payload")
        planted = [*trial.folder.rglob("planted*"), *Path().glob("planted*")]
        trial.holds(not planted, f"{payload!r} made {planted[:1]}")


def _taken(trial: Trial, payload: str) -> dict[str, str]:
    """The texts of all fields, with a payload in those that take it; the others refuse it with its place."""
    texts = dict.fromkeys(_fields(), payload)
    if not _refusals(trial, texts):
        trial.outcomes["text planted"] += len(texts)
        return texts
    texts = dict.fromkeys(_fields(), _PLAIN)
    for field in _fields():
        places = _refusals(trial, texts | {field: payload})
        trial.came("text refused" if places else "text planted")
        stray = [place for place in places if not place.startswith(("data/", "params/"))]
        trial.holds(not stray, f"{payload!r} in {field}: told at {stray[:1]}")
        if not places:
            texts[field] = payload
    return texts


def _refusals(trial: Trial, texts: dict[str, str]) -> list[str]:
    workspace = _planted(trial.folder / "w", texts)
    try:
        load(workspace, workspace.params_file(PERIOD))
    except InputError as error:
        return [problem.place for problem in error.problems]
    return []


def _fields() -> list[str]:
    named = "signatory recipient recipient_en owner source source_en issuer issuer_en reason note note_en"
    own = "indicator indicator_en unit_name unit_name_en phrase phrase_en rule rule_en assumes point point_en member"
    return [*_SETTINGS, *named.split(), *own.split()]


def _planted(root: Path, texts: dict[str, str]) -> Workspace:
    """The made-up commune of the examples, with these texts."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(REPOSITORY / "examples" / "song-lanh", root)
    workspace = Workspace(root)
    settings: dict[str, Any] = {name: texts[name] for name in _SETTINGS}
    settings |= {
        "signatory": {"on_behalf": texts["signatory"], "title": texts["signatory"], "name": texts["signatory"]},
        "recipients": [{"vi": texts["recipient"], "en": texts["recipient_en"]}],
        "owners": {"economy": {"name": texts["owner"]}},
    }
    for other in ("2023-H1", "2023-FY"):
        named = {"unit": texts["unit"], "authority": "UBND", "title": "Báo cáo"}
        _write(workspace.params_file(other), period=other, language="vi", audience="internal", settings=named)
    _write(workspace.params_file(PERIOD), period=PERIOD, language="vi", audience="internal", settings=settings)
    document = {"title": texts["source"], "title_en": texts["source_en"], "issuer": texts["issuer"]}
    document |= {"issuer_en": texts["issuer_en"], "no_figures": [{"reason": texts["reason"], "tokens": {"L1": ["6"]}}]}
    _write(workspace.source_file(PERIOD), documents={"report": document})
    point = {"vi": texts["point"], "en": texts["point_en"], "source": ["report:L2"]}
    _write(workspace.text_file(PERIOD), names=sorted({*texts.values()}), highlights=[{"section": "economy"} | point],
           opening=[point], limitations=[point], causes=[{"kind": "objective"} | point], tasks=[point])  # fmt: skip
    _rows(workspace.observations_file(PERIOD), note_vi=texts["note"], note_en=texts["note_en"])
    data = root / "data"
    _new(data / "units.csv", "unit,name_vi,name_en,one_en,dimension,factor,exact",
         ["own_unit", texts["unit_name"], *[texts["unit_name_en"]] * 2, "own", "1", "false"])  # fmt: skip
    _new(data / "indicators.csv", (REPOSITORY / "data" / "indicators.csv").read_text("utf-8").splitlines()[0],
         ["own.item", "economy", texts["indicator"], texts["indicator_en"], "own_unit", "flow", "higher", "0",
          "", "", "", "", "", "false", "5", ""])  # fmt: skip
    _new(
        data / "phrases.csv",
        "indicator,vi,en",
        ["own.item", f"{texts['phrase']} {{reached}}", f"{texts['phrase_en']} {{reached}}"],
    )
    label = {"vi": texts["rule"], "en": texts["rule_en"]}
    rule = {"id": "own.rule", "label": label, "severity": "warning", "check": "own.item <= own.item:plan",
            "assumes": {"vi": texts["assumes"], "en": texts["assumes"]}, "source": texts["assumes"]}  # fmt: skip
    _write(data / "rules.yml", rules=[rule])
    with workspace.observations_file(PERIOD).open("a", encoding="utf-8", newline="") as file:
        for measure, value in (("actual", "7"), ("plan", "5")):
            csv.writer(file, lineterminator="\n").writerow(
                [
                    "own.item",
                    measure,
                    value,
                    "own_unit",
                    value,
                    "",
                    "",
                    "",
                    "final",
                    "",
                    "report:L9",
                    texts["note"],
                    "",
                    "",
                ]
            )
    datapackage.write(workspace, texts["unit"])
    return workspace


def _write(path: Path, **value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def _new(path: Path, head: str, row: list[str]) -> None:
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\n").writerow(row)
    path.write_text(f"{head}\n{made.getvalue()}", "utf-8")


def _rows(path: Path, **cells: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _outputs(workspace: Workspace, trial: Trial, before: dict[str, set[str]]) -> dict[str, set[str]]:
    """What every output is made of, which no payload may add to; what stands in tables and on the terminal."""
    notebook = stitched(workspace, PERIOD)
    page = Page(render(notebook))
    word = KimtanDocxExporter().from_notebook_node(notebook)[0]
    KimtanPDFExporter().from_notebook_node(notebook)
    made = {"page": {tag for tag, *_ in page.elements if isinstance(tag, str)}, "Word": set(_word_elements(word))}
    made["attributes"] = {name for name, _ in page.values}
    for name, elements in made.items():
        more = elements - before.get(name, elements)
        trial.holds(not more, f"{name}: {sorted(more)[:3]}")
    trial.holds(not any(name.startswith("on") for name in made["attributes"]), "an attribute that runs")
    links = [value for name, value in page.values if name in {"href", "src", "xlink:href"}]
    trial.holds(all(link.startswith(("#", "data:")) for link in links), f"a link: {links[:2]}")
    with chdir(workspace.root):
        parameters = load(workspace, workspace.params_file(PERIOD)).config.parameters("vi", "internal")
        write_tables(workspace.root, parameters, Path("tables"))
        for command in _COMMANDS:
            answer = CliRunner().invoke(app, command)
            seen = _UNSEEN.findall(answer.output)
            trial.holds(not seen, f"{command}: {seen[:3]} on the terminal")
            trial.holds(answer.exit_code in {0, 1}, f"{command}: exit code {answer.exit_code}: {answer.output[-200:]}")
            if "csv" in command:
                Path("tables", f"{command[0]}.csv").write_text(answer.stdout, "utf-8")
        for table in sorted(Path("tables").glob("*.csv")):
            live = [
                cell
                for row in csv.reader(io.StringIO(table.read_text("utf-8-sig")))
                for cell in row
                if harmless(cell) != cell
            ]
            trial.holds(not live, f"{table.name}: {live[:2]}")
        for sheet in load_workbook("form.xlsx").worksheets:
            formulas = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
            trial.holds(not [one for one in formulas if "planted" in one or "cmd" in one], f"a formula: {formulas}")
        Path("form.xlsx").unlink()
    return made


_COMMANDS = (
    ["check", PERIOD], ["check", PERIOD, "--format", "csv"], ["check", PERIOD, "--by", "owner", "-o", "pages"],
    ["form", PERIOD, "-o", "form.xlsx"], ["list", PERIOD], ["trace", PERIOD, "own.item"], ["doctor"],
    ["compare", "2023-H1", PERIOD, "--format", "csv"],
)  # fmt: skip


def _word_elements(content: bytes) -> Iterator[str]:
    """Names of the elements of a Word file, fields that it computes, and where it leads."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            if name.endswith((".xml", ".rels")):
                yield from re.findall(r"<([\w:]+)", text)
                yield from (
                    f"field {field.split()[0]}"
                    for field in re.findall(r"<w:instrText[^>]*>([^<]*)<", text)
                    if field.strip()
                )
                yield from (f"leads to {place}" for place in re.findall(r'Target="([^"]*)"[^>]*TargetMode', text))
