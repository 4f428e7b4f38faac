"""``data/datapackage.json``: a description of a workspace's tables, generated from the models that validate them.

The file is a Data Package (version 2) with Table Schemas, so that anybody's tools can read the figures. It also names
the unit whose figures they are: parameters of another unit are refused.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from kimtan.config import PeriodConfig
from kimtan.data.indicators import Indicator, Phrase
from kimtan.data.observations import Observation
from kimtan.data.sections import NamedTerm, ReportSection
from kimtan.data.units import Unit
from kimtan.errors import Problems
from kimtan.reading.records import Record
from kimtan.reading.text import read_text
from kimtan.workspace import Workspace
from kimtan.writing import write_whole

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: dict[Any, str] = {bool: "boolean", int: "integer", Decimal: "number", dt.date: "date", str: "string"}
_TABLES: dict[str, type[Record]] = {
    "units": Unit, "indicators": Indicator, "phrases": Phrase, "sections": ReportSection, "terms": NamedTerm,
}  # fmt: skip
"""The tables of a data dictionary, each with the model of its rows."""

_REMEDY = "Run 'kimtan describe', which writes the file anew."


def describe(workspace: Workspace, unit: str) -> dict[str, Any]:
    """The description of a workspace's data as it lies there now.

    Parameters
    ----------
    unit
        Name of the administrative unit whose figures these are.
    """
    data = workspace.data_dir
    periods = sorted(path.parent.name for path in data.glob("[!.]*/observations.csv"))
    resources = [
        _table(name, f"{name}.csv", model) for name, model in _TABLES.items() if (data / f"{name}.csv").exists()
    ]
    if periods:
        resources.append(_table("observations", [f"{period}/observations.csv" for period in periods], Observation))
    if (data / "rules.yml").exists():
        resources.append(_yaml("rules", "rules.yml"))
    documents = {part: [f"{period}/{part}.yml" for period in periods] for part in ("source", "text", "decisions")}
    there = {part: [path for path in paths if (data / path).exists()] for part, paths in documents.items()}
    resources += [_yaml(part, paths) for part, paths in there.items() if paths]
    return {
        "$schema": _PROFILE,
        "name": "kimtan-data",
        "title": f"Số liệu báo cáo định kỳ: {unit}",
        "unit": unit,
        "resources": resources,
    }


def write(workspace: Workspace, unit: str) -> Path:
    """Write the description anew; return the file."""
    text = json.dumps(describe(workspace, unit), ensure_ascii=False, indent=2)
    write_whole(workspace.datapackage_file, f"{text}\n".encode())
    return workspace.datapackage_file


def check(workspace: Workspace, config: PeriodConfig | None, problems: Problems) -> None:
    """Note where the description is missing, is not of this data, or names another unit than the parameters do."""
    path = workspace.datapackage_file
    shown = workspace.shown(path)
    if not path.exists():
        problems.add(shown, "The description of the data is missing.", _REMEDY, "datapackage.missing")
        return
    text = read_text(path, shown, problems)
    if text is None:
        return
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        problems.add(f"{shown}:{error.lineno}", f"This is no JSON: {error.msg}.", _REMEDY, "datapackage.json")
        return
    except RecursionError:
        problems.add(shown, "Its parts lie too deep in one another.", _REMEDY, "datapackage.json")
        return
    unit = document.get("unit") if isinstance(document, dict) else None
    if not isinstance(unit, str):
        problems.add(shown, "It names no unit whose figures these are.", _REMEDY, "datapackage.unit")
        return
    if config is not None and config.settings.unit != unit:
        seen = f"The data are those of '{unit}', the parameters those of '{config.settings.unit}'."
        remedy = "Use the parameters of the unit whose data these are, or correct settings.unit."
        problems.add(shown, seen, remedy, "datapackage.other_unit")
    if _files(document) != _files(describe(workspace, unit)):
        problems.add(shown, "It does not describe the files as they are now.", _REMEDY, "datapackage.stale")


def _files(document: Any) -> Any:
    """What files a description is of; how it describes their columns is the matter of the version that wrote it."""
    try:
        return {resource["name"]: resource["path"] for resource in document["resources"]}
    except (KeyError, TypeError):
        return None


def _table(name: str, path: str | list[str], model: type[Record]) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(model),
    }


def _yaml(name: str, path: str | list[str]) -> dict[str, Any]:
    return {"name": name, "path": path, "format": "yaml", "mediatype": "application/yaml"}


def _schema(model: type[Record]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(name, field) for name, field in model.model_fields.items()],
        "missingValues": [""],
    }
    if model is Observation:
        schema["primaryKey"] = ["indicator", "measure", "basis", "source"]
        schema["foreignKeys"] = [_reference("indicator", "indicators"), _reference("unit", "units")]
    else:
        schema["primaryKey"] = [next(iter(model.model_fields))]
    if model is Indicator:
        own = [_reference(field, "", "indicator") for field in ("part_of", "within", "numerator", "denominator")]
        schema["foreignKeys"] = [_reference("unit", "units"), *own]
    if model is Phrase:
        schema["foreignKeys"] = [_reference("indicator", "indicators")]
    return schema


def _reference(field: str, resource: str, target: str | None = None) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": [target or field]}}


def _field(name: str, field: FieldInfo) -> dict[str, Any]:
    kinds = _kinds(field.annotation)
    choices = [str(choice) for kind in kinds if get_origin(kind) is Literal for choice in get_args(kind)]
    plain = [kind for kind in kinds if get_origin(kind) is not Literal]
    described: dict[str, Any] = {"name": name, "type": "string"}
    if plain and not choices:
        described["type"] = _TYPES[plain[0]]
    described["description"] = field.description
    constraints: dict[str, Any] = {"required": True} if field.is_required() else {}
    if choices and not plain:
        constraints["enum"] = choices
    if patterns := [constraint.pattern for constraint in field.metadata if getattr(constraint, "pattern", None)]:
        constraints["pattern"] = patterns[0]
    if constraints:
        described["constraints"] = constraints
    return described


def _kinds(annotation: Any) -> list[Any]:
    """The alternatives of an annotation, without None and without Annotated wrappings."""
    if get_origin(annotation) in (Union, types.UnionType):
        return [kind for part in get_args(annotation) for kind in _kinds(part)]
    if hasattr(annotation, "__metadata__"):
        return _kinds(annotation.__origin__)
    return [] if annotation is type(None) else [annotation]
