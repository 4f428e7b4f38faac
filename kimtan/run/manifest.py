"""What went into a report and what came out of it, by hash; and, apart from that, what one run took.

``manifest.json`` is a statement in the form of in-toto, with the provenance of SLSA as its predicate: the files of the
report are its subjects, the inputs its resolved dependencies. It holds nothing of the time, place or machine of a run,
so the same inputs give the same file. That of a public edition depends on nothing that the edition does not show.
``run.json`` holds just that, and is no part of the promise.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from kimtan.run.git_state import git_state
from kimtan.run.versions import PACKAGES, library_hash, version

MANIFEST, RUN = "manifest.json", "run.json"

STATEMENT, PROVENANCE = "https://in-toto.io/Statement/v1", "https://slsa.dev/provenance/v1"
"""What kind of document a manifest is (in-toto), and of what kind its predicate (SLSA)."""

BUILD = "urn:kimtan:report:1"
"""What the parameters of a manifest mean; another number where they mean something else."""

EARLIER = "earlier"
"""The folder in a report with what earlier ones left: edited and outdated documents, which no run made as they are."""


def manifest(
    root: Path, inputs: Mapping[str, Any], outputs: Path, edition: Mapping[str, str], options: Mapping[str, Any]
) -> dict[str, Any]:
    """Describe a finished report.

    Parameters
    ----------
    root
        The workspace, for the state of its checkout.
    inputs
        All that the report rests on (:func:`fingerprints`).
    outputs
        The report's folder; all files in it are listed but the two of this module and those of :data:`EARLIER`.
    edition
        Period, language and audience. The state of the checkout is ``None`` for the public: it changes with every
        file, restricted figures included.
    options
        How it was made, as far as that shows in it.
    """
    files = (path for path in outputs.rglob("*") if path.is_file() and path.name not in {MANIFEST, RUN})
    written = [path for path in files if path.relative_to(outputs).parts[0] != EARLIER]
    made = {path.relative_to(outputs).as_posix(): fingerprint(path) for path in sorted(written)}
    checkout = None if edition["audience"] == "public" else git_state(root)
    versions = {"python": platform.python_version(), **{name: version(name) for name in ("kimtan", *PACKAGES)}}
    return {
        "_type": STATEMENT,
        "subject": _resources(made),
        "predicateType": PROVENANCE,
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD,
                "externalParameters": {"edition": dict(edition), "options": dict(options)},
                "resolvedDependencies": [*_resources(inputs), *([checkout] if checkout else [])],
            },
            "runDetails": {
                "builder": {
                    "id": BUILD,
                    "version": {name: number for name, number in versions.items() if number is not None},
                    "builderDependencies": [{"name": "kimtan", "digest": {"sha256": library_hash()}}],
                },
            },
        },
    }


@dataclass(frozen=True)
class Manifest:
    """A manifest that was read; :meth:`of` takes one apart.

    Parameters
    ----------
    edition, options
        As :func:`manifest` was given them.
    inputs, outputs
        A hash of each file, by name.
    excerpts
        Names of the inputs whose hash is that of an excerpt.
    versions
        Of Python, kimtan and the packages.
    library
        The hash of kimtan's own code.
    """

    edition: Mapping[str, str]
    options: Mapping[str, Any]
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    excerpts: frozenset[str]
    versions: Mapping[str, str]
    library: str

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Take the bytes of a manifest apart.

        Raises
        ------
        ValueError
            They are none.
        """
        try:
            statement = json.loads(content)
            if (statement["_type"], statement["predicateType"]) != (STATEMENT, PROVENANCE):
                raise ValueError("It is another kind of statement.")
            build, builder = statement["predicate"]["buildDefinition"], statement["predicate"]["runDetails"]["builder"]
            parameters, resolved = build["externalParameters"], build["resolvedDependencies"]
            files = [resource for resource in resolved if "sha256" in resource["digest"]]
            return cls(
                dict(parameters["edition"]),
                dict(parameters["options"]),
                {str(resource["name"]): str(resource["digest"]["sha256"]) for resource in files},
                {str(resource["name"]): str(resource["digest"]["sha256"]) for resource in statement["subject"]},
                frozenset(resource["name"] for resource in files if resource["annotations"].get("is_excerpt")),
                dict(builder["version"]),
                str(builder["builderDependencies"][0]["digest"]["sha256"]),
            )
        except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            raise ValueError("It is no manifest of a report.") from error


def _resources(files: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Files as in-toto's resource descriptors, by name: the digest, and what else is known of them as annotations."""
    return [
        {
            "name": name,
            "digest": {"sha256": known["sha256"]},
            "annotations": {key: value for key, value in known.items() if key != "sha256"},
        }
        for name, known in sorted(files.items())
    ]


def fingerprints(
    files: Iterable[Path], shown: Callable[[Path], str], excerpts: Mapping[Path, bytes] = MappingProxyType({})
) -> dict[str, Any]:
    """Hashes and sizes of inputs, by name.

    Parameters
    ----------
    files
        What is hashed whole; what does not exist is left out.
    shown
        Names an input by its place in the workspace or in the suite; never an absolute path.
    excerpts
        Of files of which not everything may be told: the content that is hashed in their place, ``is_excerpt``.
    """
    hashed = {shown(path): fingerprint(path) for path in set(files) if path.is_file()}
    hashed |= {shown(path): {**_fingerprint(content), "is_excerpt": True} for path, content in excerpts.items()}
    return dict(sorted(hashed.items()))


def fingerprint(path: Path) -> dict[str, Any]:
    """Hash and size in bytes of a file, however large it is."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return {"sha256": digest, "size": file.tell()}


def _fingerprint(content: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def run_record(
    started: dt.datetime,
    seconds: float,
    sections: Mapping[str, float],
    headline: Sequence[str] = (),
    in_evidence_only: Sequence[str] = (),
) -> dict[str, Any]:
    """What one run took and where it ran.

    Parameters
    ----------
    started
        With its time zone.
    seconds
        Of the whole run.
    sections
        Seconds of each section, kernel start included.
    headline
        The result in a few sentences, for whoever asks for the same report again.
    in_evidence_only
        Stated figures that no chapter shows.
    """
    return {
        "started": started.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "sections": dict(sections),
        "headline": list(headline),
        "in_evidence_only": list(in_evidence_only),
        "machine": {"system": platform.platform(), "processors": os.cpu_count()},
    }


def write_json(document: Mapping[str, Any], path: Path) -> None:
    """Write a document with sorted keys, as UTF-8, with the same line ends on every system."""
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_bytes(f"{text}\n".encode())
