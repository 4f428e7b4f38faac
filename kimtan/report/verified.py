"""A published report held against its manifest: every file that went in, that came out, and that is kept for later.

The manifest proves the files of the report and the inputs that it names. What the run kept beside it, sealed, proves
the manifest and the record of the run, and the inputs whole where the manifest of a public edition has excerpts.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kimtan.errors import InputError, Problem
from kimtan.locating import find_workspace
from kimtan.run.manifest import MANIFEST, RUN, Manifest, fingerprint
from kimtan.run.versions import library_hash, version
from kimtan.workspace import Workspace
from kimtan.writing import unsealed

_ANEW = "Make the report anew."


@dataclass(frozen=True)
class Verified:
    """What came of it.

    Parameters
    ----------
    problems
        Files that are not what they were.
    remarks
        What could not be held against anything, and what is different here without being wrong.
    counts
        How many outputs, inputs and kept results are what they were.
    """

    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    counts: tuple[int, int, int]


def verified(folder: Path) -> Verified:
    """Hold a report's folder against its manifest.

    Parameters
    ----------
    folder
        ``outputs/2023-H1``; where it lies in no workspace, its inputs are not looked at.

    Raises
    ------
    InputError
        The folder holds no report.
    """
    shown = folder.as_posix()
    if not (folder / MANIFEST).is_file():
        seen, remedy = f"It has no {MANIFEST}, so that it is no report.", "Name the folder of one: outputs/2023-H1."
        raise InputError(Problem(shown, seen, remedy, "verify.folder"))
    folder = folder.resolve()
    try:
        manifest = Manifest.of((folder / MANIFEST).read_bytes())
    except ValueError:
        return Verified((_changed(f"{shown}/{MANIFEST}", "It is no manifest of a report any more."),), (), (0, 0, 0))
    remarks = list(_versions(manifest))
    problems = list(_outputs(folder, shown, manifest))
    made = len(manifest.outputs) - len(problems)
    try:
        workspace = find_workspace(folder)
    except InputError:
        remarks.append(
            "The report lies in no workspace: its inputs, and whether the manifest is its own, is not known."
        )
        return Verified(tuple(problems), tuple(remarks), (made, 0, 0))
    basis, wrong = _basis(workspace, folder, shown)
    if basis is None and not wrong:
        remarks.append(f"Nothing is kept that proves {MANIFEST} and {RUN} themselves. {_ANEW}")
    problems += wrong
    inputs = {name: digest for name, digest in manifest.inputs.items() if name not in manifest.excerpts}
    inputs |= dict(basis["inputs"]) if basis else {}
    changed = list(_inputs(workspace, inputs, basis))
    if not basis and manifest.excerpts:
        remarks.append(f"{len(manifest.excerpts)} inputs are known by what the public may see of them, and not held.")
    read = len(inputs) - len(changed)
    results = [*workspace.cache_dir(folder.name).glob("*.json"), *workspace.findings_dir.glob("*.json")]
    damaged = [path for path in sorted(results) if not _is_sealed(path)]
    kept = len(results) - len(damaged)
    problems += changed
    problems += [_changed(workspace.shown(path), "It is not what was kept.", "It is thrown away.") for path in damaged]
    return Verified(tuple(problems), tuple(remarks), (made, read, kept))


def _outputs(folder: Path, shown: str, manifest: Manifest) -> Iterator[Problem]:
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    for name, digest in manifest.outputs.items():
        if ".." in PurePosixPath(name).parts or not (folder / name).is_relative_to(folder):
            yield _changed(f"{shown}/{MANIFEST}", f"It names a file outside of the report: {name}.")
        elif name not in there:
            yield _changed(f"{shown}/{name}", "It is missing.")
        elif not _is(folder / name, digest):
            yield _changed(f"{shown}/{name}", "It is not the file that was made.")
    for name in sorted(there - {*manifest.outputs, MANIFEST, RUN}):
        yield _changed(f"{shown}/{name}", "The report was made without it.", "Take it out, or make the report anew.")


def _basis(workspace: Workspace, folder: Path, shown: str) -> tuple[Mapping[str, Any] | None, list[Problem]]:
    """What the run kept beside its report, and what is wrong with that, the manifest and the record of the run."""
    file = workspace.basis_file(folder.name)
    try:
        content = unsealed(file)
        basis = None if content is None else json.loads(content)
        files = dict(zip((MANIFEST, RUN), basis["files"], strict=True)) if basis else {}
        inputs = dict(basis["inputs"]) if basis else {}
    except FileNotFoundError:
        return None, []
    except (OSError, ValueError, KeyError, TypeError):
        return None, [_changed(workspace.shown(file), "It cannot be read.")]
    if basis is None:
        return None, [_changed(workspace.shown(file), "It is not what was kept.")]
    wrong = [name for name, digest in files.items() if not _is(folder / name, digest)]
    problems = [_changed(f"{shown}/{name}", "It is not the file that the run wrote.") for name in wrong]
    return {**basis, "inputs": inputs}, problems


def _inputs(workspace: Workspace, inputs: Mapping[str, str], basis: Mapping[str, Any] | None) -> Iterator[Problem]:
    for name, digest in sorted(inputs.items()):
        if not _is(workspace.place(name), digest):
            is_there = workspace.place(name).exists()
            yield _changed(name, "It has changed since the report was made." if is_there else "It is missing.")
    if not basis:
        return
    from kimtan.present.outside import answer

    asked = {tuple(question): known for *question, known in basis["outside"] or ()}
    known_files = {workspace.place(name) for name in inputs}
    for question, known in sorted(asked.items()):
        path = Path(question[2])
        if question[:2] == ("file", "content") and path not in known_files and answer(question) != known:
            yield _changed(workspace.shown(path), "A notebook read it, and it has changed since.")


def _versions(manifest: Manifest) -> Iterator[str]:
    """What the report was made with of which there is another version here."""
    here = {name: version(name) for name in manifest.versions} | {"python": platform.python_version()}
    for name, was in manifest.versions.items():
        if here[name] != was:
            yield f"It was made with {name} {was}; here is {here[name] or 'none'}."
    if manifest.library != library_hash():
        yield "It was made with other code of kimtan than is here."


def _is(path: Path, digest: str) -> bool:
    try:
        return path.is_file() and fingerprint(path)["sha256"] == digest
    except OSError:
        return False


def _is_sealed(path: Path) -> bool:
    try:
        return unsealed(path) is not None
    except OSError:
        return False


def _changed(place: str, seen: str, remedy: str = _ANEW) -> Problem:
    return Problem(place, seen, remedy, "verify.changed")
