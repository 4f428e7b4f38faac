"""What a new report leaves of the folder that it takes the place of: what is still true, and what a person made.

A folder is replaced as a whole, but nothing of a person's goes with it. Documents that were asked for earlier and are
still true stay as they are; outdated ones and edited ones are put into :data:`EARLIER`, and said to be there; files
that kimtan never wrote stay where they are.
"""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from kimtan.report.confirmation import SLIP
from kimtan.report.formats import FORMATS, document_name
from kimtan.report.recipe import Recipe
from kimtan.run.manifest import EARLIER, MANIFEST, RUN, Manifest, fingerprint

_NOTEBOOK = "report.ipynb"


@dataclass(frozen=True)
class LeftBehind:
    """What became of an earlier report's files.

    Parameters
    ----------
    formats
        Formats that were not asked for now and are still true, so that the report has them still.
    outdated
        Where documents of earlier figures are now, by their name in the folder; nowhere in a public edition, since they
        may tell what is withheld now.
    edited
        Where files are now that somebody had changed since they were made, by their name in the folder.
    """

    formats: tuple[str, ...] = ()
    outdated: Mapping[str, str] = field(default_factory=dict)
    edited: Mapping[str, str] = field(default_factory=dict)

    def sentences(self) -> Iterator[str]:
        """What to tell whoever made the report."""
        for name, place in self.outdated.items():
            became = f"is kept as {place}" if place else "was removed"
            yield f"{name} is of an earlier state and {became}; --to {Path(name).suffix[1:]} makes it anew."
        for name, place in self.edited.items():
            yield f"{name} was edited since it was made: the edited one is kept as {place}."


NOTHING_LEFT = LeftBehind()


def leave_behind(target: Path, folder: Path, recipe: Recipe, *, is_draft: bool) -> LeftBehind:
    """Put into a new report what stays of the earlier one, before the manifest is written.

    Parameters
    ----------
    target
        The earlier report's folder, which may not exist.
    folder
        The new report, complete but for its manifest.
    recipe
        Of all formats that were asked for now or earlier.
    is_draft
        As the new report's Word document is.
    """
    manifest = _manifest(target)
    if manifest is None:
        return NOTHING_LEFT
    listed = manifest.outputs
    changed = {
        name for name in listed if (target / name).is_file() and fingerprint(target / name)["sha256"] != listed[name]
    }
    now = Manifest.of(json.dumps(recipe.described(folder)).encode())
    carried = [
        name
        for name in _formats_of(manifest)
        if (file := document_name(name, is_draft=is_draft)) in listed.keys() - changed
        and not (folder / file).exists()
        and _is_true(name, manifest, now)
    ]
    for name in carried:
        for file in (document_name(name, is_draft=is_draft), *([SLIP] if name == "docx" else [])):
            if file in listed:
                _copy(target / file, folder / file)
    _copy_tree(target / EARLIER, folder / EARLIER)
    edited = {name: _put_aside(target, folder, name) for name in sorted(changed)}
    documents = {path.name for path in target.glob("report*") if path.suffix[1:] in FORMATS} & listed.keys()
    is_kept = recipe.dataset.config.audience == "internal"
    outdated = {
        name: _put_aside(target, folder, name) if is_kept else ""
        for name in sorted(documents - changed)
        if not (folder / name).exists()
    }
    return LeftBehind(tuple(carried), outdated, edited)


def keep_own_files(target: Path, folder: Path) -> None:
    """Copy what kimtan never wrote from an earlier report's folder into a new one, after its manifest is written."""
    manifest = _manifest(target)
    if manifest is None:
        return
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target)
        is_own = name.as_posix() not in {*manifest.outputs, MANIFEST, RUN} and name.parts[0] != EARLIER
        if path.is_file() and is_own and not any(part.startswith((".", "~$")) for part in name.parts):
            place = folder / name
            _put(path, place if not place.exists() else folder / EARLIER / name)


def _manifest(target: Path) -> Manifest | None:
    try:
        return Manifest.of((target / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None


def _formats_of(manifest: Manifest) -> tuple[str, ...]:
    return tuple(name for name in manifest.options.get("formats", ()) if name in FORMATS)


def _is_true(name: str, before: Manifest, now: Manifest) -> bool:
    """Whether a document would come out as it is, by two manifests: of the same notebook, by the same code.

    A Word document rests on the office's own files and, with its slip, on the data besides.
    """
    by_same = (before.edition, before.library, before.versions) == (now.edition, now.library, now.versions)
    of_word = [(made.inputs, made.options["comments"]) for made in (before, now)]
    is_word_same = name != "docx" or of_word[0] == of_word[1]
    return by_same and is_word_same and before.outputs.get(_NOTEBOOK) == now.outputs[_NOTEBOOK]


def _put_aside(target: Path, folder: Path, name: str) -> str:
    """Copy an edited file to where nothing is yet, and give the place."""
    path = Path(EARLIER) / name
    places = (path if number == 1 else path.with_stem(f"{path.stem}-{number}") for number in count(1))
    place = next(place for place in places if not (folder / place).exists())
    _put(target / name, folder / place)
    return place.as_posix()


def _put(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    _copy(path, place)


def _copy(path: Path, place: Path) -> None:
    """Copy a file; of one that nobody may write, the copy may be: what cannot be replaced would stop the next run."""
    shutil.copy2(path, place)
    place.chmod(place.stat().st_mode | stat.S_IWUSR)


def _copy_tree(path: Path, place: Path) -> None:
    for file in sorted(path.rglob("*")):
        if file.is_file():
            _put(file, place / file.relative_to(path))
