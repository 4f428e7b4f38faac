"""What a report rests on, file by file: its bytes, and of a public edition only what that edition shows of it.

The manifest of a public edition is published with it. A hash over a whole file would tell that something restricted in
it has changed, and would let anybody try values until one fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from kimtan.data.dataset import Dataset, other_periods
from kimtan.data.formulas import topics
from kimtan.data.rulebook import WrittenRule
from kimtan.run.sections import SectionNotebook


def inputs(dataset: Dataset, params: Path, sections: Iterable[SectionNotebook]) -> list[Path]:
    """Files that may be published whole: all of an internal edition; of a public one those without data of the period.

    What exists of them goes into the manifest by its bytes.
    """
    workspace = dataset.workspace
    whole = [params, workspace.datapackage_file, *(section.path for section in sections)]
    whole += [path for name in ("units.csv", "sections.csv", "terms.csv") for path in _layers(dataset, name)]
    whole.append(workspace.params_file(str(dataset.period.previous_year())))  # says of what territory its figures are
    if dataset.config.audience == "public":
        return whole
    for name in map(str, other_periods(workspace, dataset.period)):  # by name: to read them takes time
        stated = (workspace.observations_file(name), workspace.source_file(name), workspace.decisions_file(name))
        whole += [workspace.params_file(name), *stated]
    beside = workspace.source_file(str(dataset.period)).parent
    quoted = [beside / document.file for document in dataset.sources.documents.values() if document.file]
    return [*whole, *_with_data(dataset), *quoted]


def excerpts(dataset: Dataset) -> dict[Path, bytes]:
    """Of every other file of a public edition what the edition shows of it, as JSON; nothing of an internal one.

    A file that does not exist has an excerpt as well, since nothing shown can stand in it either.
    """
    if dataset.config.audience == "internal":
        return {}
    every = [*dataset.others, dataset]
    return {path: _json(shown) for period_dataset in every for path, shown in _with_data(period_dataset).items()}


def _with_data(dataset: Dataset) -> dict[Path, Any]:
    """The files in which something may be restricted, with what the edition shows of each."""
    workspace, period = dataset.workspace, str(dataset.period)
    documents = {
        name: document.model_dump(exclude={"file", "sha256", "no_figures"})
        for name, document in dataset.sources.documents.items()
    }
    rules = [rule for rule in dataset.rulebook if _is_shown(rule, dataset)]
    return {
        **dict.fromkeys(_layers(dataset, "indicators.csv"), dataset.indicators),
        **dict.fromkeys(_layers(dataset, "phrases.csv"), dataset.phrases),
        **dict.fromkeys(_layers(dataset, "rules.yml"), rules),
        workspace.observations_file(period): dataset.stated,
        workspace.source_file(period): documents,
        workspace.text_file(period): dataset.texts.model_dump(exclude={"names"}),
        workspace.decisions_file(period): dataset.decisions,
    }


def _layers(dataset: Dataset, name: str) -> tuple[Path, ...]:
    return dataset.workspace.dictionary(name, is_extended=dataset.config.settings.dictionary == "extend")


def _is_shown(rule: WrittenRule, dataset: Dataset) -> bool:
    compared = [rule.comparison, *([rule.condition] if rule.condition else [])]
    sides = [side for comparison in compared for side in (comparison.left, comparison.right)]
    return all(topic.indicator in dataset.indicators for side in sides for topic in topics(side))


def _json(shown: Any) -> bytes:
    """The same bytes for the same content: keys sorted, models and data classes as plain values."""
    return json.dumps(to_jsonable_python(shown, fallback=str), ensure_ascii=False, sort_keys=True).encode()
