"""A document proofed: what is written of it, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kimtan.errors import ExitCode, KimtanError, OutputError, Problem
from kimtan.extract.figures import Reading
from kimtan.extract.findings import ProofFinding, worst_first
from kimtan.extract.passages import ReadDocument
from kimtan.period import Period
from kimtan.writing import write_whole, writing


@dataclass(frozen=True)
class ProofTask:
    """A document to proof.

    Parameters
    ----------
    path
        The document; it is only read.
    shown
        What messages call it.
    target
        Where results go, without their endings: ``DIR/BAO-CAO.proof``.
    period
        Of which it reports, where that is known.
    is_described
        Whether the result tells everything that was read, as JSON data.
    is_one_of_many
        Whether others wait: what nobody expected is then told of this document, and they go on.
    """

    path: Path
    shown: str
    target: Path
    period: Period | None = None
    is_described: bool = False
    is_one_of_many: bool = False


@dataclass(frozen=True)
class Proofed:
    """What came of a document.

    Parameters
    ----------
    shown
        What messages call it.
    findings
        What is wrong, the worst first; what holds is on the page alone, so that a thousand results stay small.
    places
        For each figure of a finding how it is written and where it stands.
    files
        What was written.
    figures, comments
        How many figures were read, and how many comments set.
    notes
        What a reader of the results has to know.
    described
        Everything as JSON data, where that was asked for.
    problems, code
        Why it was not read or not written, and what to answer then.
    """

    shown: str
    findings: tuple[ProofFinding, ...] = ()
    places: tuple[tuple[int, str, str], ...] = ()
    files: tuple[Path, ...] = ()
    figures: int = 0
    comments: int = 0
    notes: tuple[str, ...] = ()
    described: dict[str, Any] | None = None
    problems: tuple[Problem, ...] = ()
    code: ExitCode = ExitCode.DONE

    def count(self, outcome: str) -> int:
        """How many findings have an outcome."""
        return sum(finding.outcome == outcome for finding in self.findings)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """The order of attention: most contradictions first, what could not be read last."""
        return bool(self.problems), -self.count("cannot_hold"), -self.count("suspicious"), self.shown


def proofed(task: ProofTask) -> Proofed:
    """Proof one document, and write what came of it; what is wrong with it is part of the answer."""
    try:
        return _proofed(task)
    except KimtanError as error:
        return Proofed(task.shown, problems=tuple(error.problems), code=error.exit_code)
    except RecursionError:
        seen = "The document is nested too deep to be read."
        problem = Problem(task.shown, seen, "Save it anew in Word, and name that.", "document.too_deep")
        return Proofed(task.shown, problems=(problem,), code=ExitCode.BAD_INPUT)
    except Exception as error:
        if not task.is_one_of_many:
            raise
        seen = f"kimtan met what it should not: {type(error).__name__}: {error}."
        problem = Problem(task.shown, seen, "Proof it alone with KIMTAN_DEBUG=1, and report it.", "document.unexpected")
        return Proofed(task.shown, problems=(problem,), code=ExitCode.BAD_INPUT)


def _proofed(task: ProofTask) -> Proofed:
    from kimtan.extract.comments import commented
    from kimtan.extract.documents.opening import open_document
    from kimtan.extract.proofing import proof
    from kimtan.extract.reading import read
    from kimtan.report.proof_page import proof_page

    opened = open_document(task.path, task.shown)
    document = opened.document
    reading = read(document, period=task.period)
    findings = worst_first(tuple(proof(document, reading, task.period)))
    files: list[Path] = []
    comments, unplaced = 0, tuple[int, ...]()
    if opened.word is not None:
        result = commented(opened.word, document, reading, findings, task.shown)
        comments, unplaced = result.count, result.unplaced
        files.append(write_result(task.target, ".docx", result.content))
    files.append(write_result(task.target, ".html", proof_page(document, reading, findings, unplaced).encode()))
    wrong = tuple(finding for finding in findings if finding.is_wrong)
    disputed = {n for finding in wrong for n in finding.figures}
    return Proofed(
        task.shown,
        wrong,
        tuple(
            (figure.n, figure.as_written, document.passages[figure.passage].told_at(figure.start))
            for figure in reading.figures
            if figure.n in disputed
        ),
        tuple(files),
        len(reading.figures),
        comments,
        document.notes,
        _described(document, reading, findings) if task.is_described else None,
    )


def _described(document: ReadDocument, reading: Reading, findings: Sequence[ProofFinding]) -> dict[str, Any]:
    from kimtan.extract.json_text import described  # it takes a tenth of a second to load, and few ask for it

    return described(document, reading, findings)


def write_result(target: Path, ending: str, content: bytes) -> Path:
    """Write a result; a link in its place is not followed, for nobody knows what it leads to."""
    path = target.with_name(target.name + ending)
    if path.is_symlink() or (path.exists() and not path.is_file()):
        seen = "There is a link or a folder in the place of the result."
        raise OutputError(Problem(path.as_posix(), seen, "Remove it, or choose a folder with -o.", "output.link"))
    with writing(path.as_posix(), "Choose a folder with -o where you may write."):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    return path
