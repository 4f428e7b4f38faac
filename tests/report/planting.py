"""A workspace with payloads in every text of its data and settings, and its twin with harmless words in their place.

Where texts may stand is read from the models, so that no field can be forgotten: each is declared to be free text,
which is planted, or an identity, which is held to what it names. A planted text is a payload, a mark of its own and
what stood there before; by its mark it is found again in the page.
"""

from __future__ import annotations

import csv
import json
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from kimtan.config import PeriodConfig
from kimtan.data import datapackage, rulebook
from kimtan.data.decisions import Decisions
from kimtan.data.documents import Sources
from kimtan.data.indicators import Indicator, Phrase
from kimtan.data.observations import Observation
from kimtan.data.sections import NamedTerm, ReportSection
from kimtan.data.texts import Texts
from kimtan.data.units import Unit
from kimtan.errors import Problems
from kimtan.figures import number_text
from kimtan.languages import Language
from kimtan.reading.mappings import read_mapping
from kimtan.reading.records import Record
from kimtan.report.page import render
from kimtan.workspace import Workspace
from tests.conftest import copied
from tests.inprocess import stitched
from tests.report.payloads import PAYLOADS
from tests.shared import Shared

PERIOD = "2023-H1"

WHOLE = "Settings.title_en"
"""The field that holds all payloads at once."""

TEXTS: Mapping[type[BaseModel], str] = {
    Unit: "name_vi name_en one_en",
    Indicator: "name_vi name_en",
    Phrase: "vi en",
    ReportSection: "title_vi title_en",
    NamedTerm: "name_vi name_en",
    Observation: "as_written source note_vi note_en",
    rulebook._RulesFile: "_Words.vi _Words.en _Entry.source",
    Sources: "Document.title Document.title_en Document.issuer Document.issuer_en Document.file NoFigures.reason"
    " NoFigures.tokens",
    Texts: "Texts.names TextPoint.vi TextPoint.en TextPoint.source Member.vi Member.en NamedList.source",
    Decisions: "Decision.reason_vi Decision.reason_en Decision.who",
    PeriodConfig: "Settings.unit Settings.unit_en Settings.authority Settings.authority_en Settings.parent_authority"
    " Settings.parent_authority_en Settings.place Settings.place_en Settings.title Settings.title_en"
    " Settings.document_number Settings.plan_basis Settings.draft"
    " Signatory.on_behalf Signatory.title Signatory.name Recipient.vi"
    " Recipient.en Territory.formed_from Territory.reason Territory.reason_en Owner.name",
}
"""Free texts, by the model of their file: fields of the model itself, or of a named model within it."""

_PLACES = {"Observation.source", "NamedList.source", "TextPoint.source"}
"""Fields that name a document and a place in it."""

IDENTITIES: Mapping[type[BaseModel], str] = {
    Unit: "unit dimension",
    Indicator: "indicator section unit part_of breakdown within numerator denominator",
    Phrase: "indicator",
    ReportSection: "section number chapter notebook",
    NamedTerm: "term",
    Observation: "indicator unit basis qualifier",
    rulebook._RulesFile: "_Entry.id _Entry.check _Entry.unit"
    " _AppliesWhen.periods _AppliesWhen.units _AppliesWhen.condition",
    Sources: "Sources.documents Document.sha256",
    Texts: "Step.section TextPoint.indicators Highlight.section Solution.area NamedList.indicator NamedList.measure",
    Decisions: "FigureDecision.figure FindingDecision.finding FindingDecision.figures",
    PeriodConfig: "Settings.sections Settings.owners Territory.code WordDocument.charts",
}
"""What looks like text and is not free: a name of something, held to a pattern or to what there is."""


def declared(names: Mapping[type[BaseModel], str]) -> set[str]:
    """Declared fields as :func:`text_fields` names them."""
    return {
        name if "." in name else f"{model.__name__}.{name}"
        for model, listed in names.items()
        for name in listed.split()
    }


FREE = declared(TEXTS)


def text_fields(model: type[BaseModel]) -> Iterator[str]:
    """Every field of a model and of the models within it that holds text, as ``Model.field`` of the one that has it."""
    for name, known in model.model_fields.items():
        if _has_text(known.annotation):
            yield f"{_owner(model, name)}.{name}"
        for inner in _models(known.annotation):
            yield from text_fields(inner)


@dataclass
class Planter:
    """Puts texts into the fields of a workspace: into each field one payload after the other.

    Parameters
    ----------
    first
        Number of the payload that the first text of the first field gets; the next field begins with the next one.
    dress
        What is made of a payload before it is planted: nothing, or something harmless of the same length.
    whole
        A field whose texts get all payloads at once.
    """

    first: int = 0
    dress: Callable[[str], str] = str
    whole: str = ""
    planted: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By the mark of a text: its field, and what was planted there."""
    times: dict[str, int] = field(default_factory=dict)
    """How many texts of a field have been planted."""

    def __call__(self, key: str, before: str) -> str:
        """What stands in a field instead of what stood there before."""
        texts = self.times.setdefault(key, 0)
        number = self.first + list(self.times).index(key) + texts
        self.times[key] += 1
        payload = " ".join(PAYLOADS) if key == self.whole else PAYLOADS[number % len(PAYLOADS)]
        mark = _mark(len(self.planted))
        payload = self.dress(payload)
        if key in _PLACES:  # no blanks and no colons in a place
            payload = "/".join(payload.replace(":", ";").split())
        if key == "Document.file":  # no folders
            payload = payload.translate(str.maketrans("/\\", "||"))
        self.planted[mark] = (key, payload)
        if key in _PLACES:
            document, _, place = before.rpartition(":")
            return f"{document}:{payload}{mark}{place}"
        return f"{payload} {mark} {before}".strip()


def harmless(payload: str) -> str:
    """A text as long as a payload, without anything that could be markup.

    >>> harmless("<b title='x'>&amp;")
    '‹b title=’x’›§amp;'
    """
    return payload.translate(str.maketrans("<>\"'&`", "‹›“’§ˋ"))


def plant(root: Path, planter: Planter) -> Workspace:
    """Write the repository's period into a folder, planted."""
    workspace = copied(root)
    _plant_rows(workspace.data_dir / "units.csv", Unit, planter)
    _plant_rows(workspace.data_dir / "indicators.csv", Indicator, planter)
    _plant_rows(workspace.data_dir / "phrases.csv", Phrase, planter)
    _plant_rows(workspace.data_dir / "sections.csv", ReportSection, planter)
    _plant_rows(workspace.data_dir / "terms.csv", NamedTerm, planter)
    _plant_rows(workspace.observations_file(PERIOD), Observation, planter)
    for path, model in (
        (workspace.data_dir / "rules.yml", rulebook._RulesFile),
        (workspace.source_file(PERIOD), Sources),
        (workspace.text_file(PERIOD), Texts),
    ):
        _write(path, _planted(model, _read(path), planter))
    decided = _decided(workspace.observations_file(PERIOD))
    _write(workspace.decisions_file(PERIOD), _planted(Decisions, decided, planter))
    params = workspace.params_file(PERIOD)
    named = _read(params)
    named["settings"] |= {
        "territory": {"code": "kim_tan", "since": "2020-01-01", "formed_from": ["Kim Tân"]},
        "owners": {"education": {"name": "Công chức Văn hóa"}},
    }
    written = _planted(PeriodConfig, named, planter)
    _write(params, written)
    datapackage.write(workspace, written["settings"]["unit"])
    return workspace


@dataclass(frozen=True)
class Edition:
    """A report of a planted workspace.

    Parameters
    ----------
    page
        Its file.
    fragments
        The HTML that its blocks show in a notebook, in reading order.
    planted
        As :class:`Planter` has it.
    """

    page: Path
    fragments: list[str]
    planted: Mapping[str, tuple[str, str]]


def edition(shared: Shared, language: Language, is_harmless: bool = False) -> Edition:
    """The planted report in a language, or its twin; made once a test run.

    The two languages plant other payloads in the same fields.
    """

    def make(root: Path) -> None:
        first = 0 if language == "vi" else len(PAYLOADS) // 2
        planter = Planter(first, harmless if is_harmless else str, WHOLE)
        notebook = stitched(plant(root, planter), PERIOD, language, "internal")
        (root / "report.html").write_text(render(notebook), encoding="utf-8")
        fragments = [output["data"]["text/html"] for cell in notebook.cells for output in cell["outputs"]]
        (root / "made.json").write_text(json.dumps([fragments, planter.planted]), encoding="utf-8")

    root = shared.folder(f"{'harmless' if is_harmless else 'planted'}-{language}", make)
    fragments, planted = json.loads((root / "made.json").read_text(encoding="utf-8"))
    return Edition(root / "report.html", fragments, {mark: (key, text) for mark, (key, text) in planted.items()})


def _mark(number: int) -> str:
    """A word of letters that nothing else in the page holds, since digits may not stand in sentences."""
    letters = ""
    for _ in range(3):
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
    return f"ZQ{letters}QZ"


def _plant_rows(path: Path, model: type[Record], planter: Planter) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if model is Observation:  # its token will not read as its value any more, which a note has to name
            value = number_text(Decimal(row["value"].lstrip("-")), "vi")
            row["note_vi"] = f"{row['note_vi']} ({value})".strip()
        for column in model.model_fields:
            key = f"{model.__name__}.{column}"
            if key in FREE:
                row[column] = planter(key, row[column])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _read(path: Path) -> dict[str, Any]:
    problems = Problems()
    located = read_mapping(path, path.name, problems)
    problems.raise_if_any()
    if located is None:
        raise ValueError(f"{path.name} holds nothing")
    return located.value


def _write(path: Path, value: Mapping[str, Any]) -> None:
    """Write YAML in the form of JSON, where every text stands between quotation marks."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _planted(model: type[BaseModel], value: Mapping[str, Any], planter: Planter) -> dict[str, Any]:
    """A mapping with its texts planted; texts that may be left out are filled in."""
    result = dict(value)
    for name, known in model.model_fields.items():
        key = f"{_owner(model, name)}.{name}"
        if key == "Texts.names":  # the digits of payloads belong to names; the longest first, as others are in them
            names = sorted({planter.dress(payload) for payload in PAYLOADS}, key=len, reverse=True)
            result[name] = names + result.get(name, [])
            planter(key, "")
        elif key in FREE:
            result[name] = _texts(result.get(name) or "", key, planter)
        elif name in result:
            result[name] = _within(known.annotation, result[name], planter)
    return result


def _texts(value: Any, key: str, planter: Planter) -> Any:
    if isinstance(value, dict):
        return {name: _texts(each, key, planter) for name, each in value.items()}
    if isinstance(value, list):
        return [_texts(each, key, planter) for each in value]
    return planter(key, value)


def _within(annotation: Any, value: Any, planter: Planter) -> Any:
    """What lies under a key, with the texts of the model that it is held to planted; what is held to none as it is."""
    models = _models(annotation)
    if not models or value is None:
        return value
    if isinstance(value, list):
        return [_planted(models[0], each, planter) for each in value]
    if dict in _parts(annotation):
        return {name: _planted(models[0], each, planter) for name, each in value.items()}
    return _planted(models[0], value, planter)


def _decided(observations: Path) -> dict[str, Any]:
    """A new value for one figure, and a settled finding: texts of decisions need a file that the period has not."""
    with observations.open(encoding="utf-8", newline="") as file:
        figures = {f"{row['indicator']}:{row['measure']}@{row['source']}": row["value"] for row in csv.DictReader(file)}
    settled = {"insurance.health:actual", "insurance.health_share:actual", "urban.population:target"}
    corrected = next(figure for figure in figures if figure.startswith("income.finance_other:pct_of_plan@"))
    words = {
        "reason_vi": "Đã kiểm tra.",
        "reason_en": "Looked at again.",
        "who": "Phòng Tài chính",
        "date": "2023-07-20",
    }
    return {
        "figures": [{"figure": corrected, "expect": figures[corrected], "value": "61", **words}],
        "findings": [
            {
                "finding": "population.urban",
                "verdict": "figure_stands",
                "figures": {name: value for name, value in figures.items() if name.partition("@")[0] in settled},
                **words,
            }
        ],
    }


def _owner(model: type[BaseModel], name: str) -> str:
    return next(base.__name__ for base in reversed(model.__mro__) if name in vars(base).get("__annotations__", {}))


def _parts(annotation: Any) -> list[Any]:
    """An annotation's alternatives and what they are made of, without choices and the insides of models."""
    origin = get_origin(annotation)
    if hasattr(annotation, "__metadata__"):
        return _parts(annotation.__origin__)
    if origin in (Union, types.UnionType, list, tuple, dict):
        own = [] if origin in (Union, types.UnionType) else [origin]
        return [*own, *(part for inner in get_args(annotation) for part in _parts(inner))]
    return [annotation]


def _has_text(annotation: Any) -> bool:
    return any(part in (str, Any) for part in _parts(annotation))


def _models(annotation: Any) -> list[type[BaseModel]]:
    return [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
