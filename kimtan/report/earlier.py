"""What an earlier run of the same edition left: a report that may still be right, and what its sections took."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kimtan.report.recipe import Recipe
from kimtan.run.manifest import MANIFEST, RUN
from kimtan.run.tasks import Result
from kimtan.writing import discard, read_sealed, write_sealed


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

    content = read_sealed(_basis(target, recipe))
    try:
        manifest, run = (target / MANIFEST).read_bytes(), (target / RUN).read_bytes()
        basis = json.loads(content or b"")
        words = tuple(json.loads(run)["headline"])
        made, now = json.loads(manifest), recipe.described(target)
        own = {name: file for name, file in now["outputs"].items() if name in made["outputs"]}
        is_same = basis["files"] == _hashes(manifest, run) and made == {**now, "outputs": own}
        unchanged = is_same and all(answer(tuple(question)) == known for *question, known in basis["outside"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return words if words and unchanged else None


def keep_basis(folder: Path, target: Path, recipe: Recipe, results: Iterable[Result]) -> None:
    """Keep what the notebooks of a finished report asked past the data, where all of that can be asked again.

    Parameters
    ----------
    folder
        Where the report is, complete with manifest and record.
    target
        Where it will be published.
    """
    from kimtan.present.reads import can_be_kept

    path = _basis(target, recipe)
    asked = [result.outside for result in results]
    if not all(one is not None and can_be_kept(one) for one in asked):
        discard(path)
        return
    outside = sorted([*question, answer] for one in asked for question, answer in (one or {}).items())
    files = _hashes((folder / MANIFEST).read_bytes(), (folder / RUN).read_bytes())
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(path, json.dumps({"files": files, "outside": outside}).encode())


def _basis(target: Path, recipe: Recipe) -> Path:
    return recipe.dataset.workspace.cache_dir(target.name) / "published"


def _hashes(*contents: bytes) -> list[str]:
    return [hashlib.sha256(content).hexdigest() for content in contents]


def is_of_the_same(target: Path, recipe: Recipe) -> bool:
    """Whether the published report is of the files as they are now, whatever Python, packages and checkout made it.

    The description of the tables is left out: it names all periods, and another one beside this changes nothing here.
    """
    workspace = recipe.dataset.workspace
    description = workspace.shown(workspace.datapackage_file)
    try:
        made = json.loads((target / MANIFEST).read_bytes())
        was, now = ({**files, description: None} for files in (made["inputs"], recipe.inputs))
        return bool(was == now and made["edition"] == recipe.edition)
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
        known = json.loads((target / MANIFEST).read_bytes())["options"]
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
