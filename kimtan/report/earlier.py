"""What an earlier run of the same edition left: a report that may still be right, and what its sections took."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kimtan.report.recipe import Recipe
from kimtan.run.manifest import MANIFEST, RUN, Manifest
from kimtan.run.tasks import Result
from kimtan.writing import read_sealed, write_sealed


def headline(target: Path, recipe: Recipe) -> tuple[str, ...] | None:
    """The headline of the published report, where it would come out as it is; else None.

    So it is where the recipe is the same, nobody changed what it made, and what its notebooks asked past the data has
    the same answers still.

    Parameters
    ----------
    target
        Its folder.
    recipe
        What the report would be made of now.
    """
    from kimtan.present.outside import answer

    content = read_sealed(recipe.dataset.workspace.basis_file(target.name))
    try:
        manifest, run = (target / MANIFEST).read_bytes(), (target / RUN).read_bytes()
        basis = json.loads(content or b"")
        words = tuple(json.loads(run)["headline"])
        made, now = json.loads(manifest), recipe.described(target)
        names = {resource["name"] for resource in made["subject"]}  # others are not of this report
        own = [resource for resource in now["subject"] if resource["name"] in names]
        is_same = basis["files"] == _hashes(manifest, run) and made == {**now, "subject": own}
        asked = basis["outside"]  # None where it cannot be asked again
        unchanged = is_same and asked is not None and all(answer(tuple(asks)) == known for *asks, known in asked)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return words if words and unchanged else None


def keep_basis(
    folder: Path, target: Path, recipe: Recipe, results: Iterable[Result], inputs: Mapping[str, str]
) -> None:
    """Keep what a finished report rests on, beside it: its inputs whole, and what its notebooks asked past the data.

    Parameters
    ----------
    folder
        Where the report is, complete with manifest and record.
    target
        Where it will be published.
    inputs
        A hash of every file that was read, by the name that messages give it; the manifest of a public edition may not
        tell them.
    """
    from kimtan.present.reads import can_be_kept

    answers = [result.outside for result in results]
    outside = None
    if all(asked is not None and can_be_kept(asked) for asked in answers):
        outside = sorted([*question, known] for asked in answers for question, known in (asked or {}).items())
    files = _hashes((folder / MANIFEST).read_bytes(), (folder / RUN).read_bytes())
    path = recipe.dataset.workspace.basis_file(target.name)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(path, json.dumps({"files": files, "outside": outside, "inputs": dict(inputs)}).encode())


def _hashes(*contents: bytes) -> list[str]:
    return [hashlib.sha256(content).hexdigest() for content in contents]


def is_of_the_same(target: Path, recipe: Recipe) -> bool:
    """Whether the published report is of the files as they are now, whatever Python, packages and checkout made it.

    The description of the tables is left out: it names all periods, and another one beside this changes nothing here.
    """
    workspace = recipe.dataset.workspace
    description = workspace.shown(workspace.datapackage_file)
    try:
        made = Manifest.of((target / MANIFEST).read_bytes())
        inputs = {name: str(known["sha256"]) for name, known in recipe.inputs.items()}
        was, now = ({**files, description: ""} for files in (made.inputs, inputs))
        return was == now and made.edition == recipe.edition
    except (OSError, ValueError, KeyError, TypeError):
        return False


def in_evidence_only(target: Path) -> tuple[str, ...]:
    """The figures that no chapter of the published report shows, as its run recorded them."""
    try:
        return tuple(json.loads((target / RUN).read_bytes())["in_evidence_only"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def options(target: Path) -> tuple[tuple[str, ...], bool] | None:
    """The formats of the published report, and whether its Word document is clean; None where nothing says so."""
    try:
        known = Manifest.of((target / MANIFEST).read_bytes()).options
        return tuple(known["formats"]), not known["comments"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def formats_with(target: Path, asked: Iterable[str]) -> tuple[str, ...]:
    """The formats that are asked for, and those that the published report has besides."""
    before, _ = options(target) or ((), False)
    return tuple(dict.fromkeys([*asked, *before]))


def seconds(target: Path) -> Mapping[str, float]:
    """What each section took in the last run, by name; nothing where there was none."""
    try:
        record = json.loads((target / RUN).read_bytes())
        return {str(name): float(took) for name, took in record["sections"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}
