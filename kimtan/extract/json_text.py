"""What was read and found of a document, as JSON for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kimtan.audit.export import number
from kimtan.audit.outcomes import OUTCOMES
from kimtan.extract.figures import ReadFigure, Reading, Refused
from kimtan.extract.findings import ProofFinding, worst_first
from kimtan.extract.passages import ReadDocument


def described(document: ReadDocument, reading: Reading, findings: Sequence[ProofFinding]) -> dict[str, Any]:
    """The document as JSON data: every number token in ``figures`` or in ``refused``.

    ``line`` counts from 1, of a text file its lines, else paragraphs; ``start`` and ``end`` are columns of that line,
    from 0, ``end`` excluded. ``value`` is text with a decimal point and every digit that was written.
    """
    figures = {figure.n: figure for figure in reading.figures}
    return {
        "document": document.name,
        "notes": list(document.notes),
        "figures": [_figure(document, figure) for figure in reading.figures],
        "refused": [_refused(document, token) for token in reading.refused],
        "findings": [_finding(document, finding, figures) for finding in worst_first(tuple(findings))],
        "summary": {outcome: sum(finding.outcome == outcome for finding in findings) for outcome in OUTCOMES},
    }


def columns_of(document: ReadDocument, token: ReadFigure | Refused) -> tuple[int, int, int]:
    """Line, and the columns in it at which a token begins and ends."""
    passage = document.passages[token.passage]
    line, start = passage.line_at(token.start)
    last_line, last = passage.line_at(max(token.end - 1, token.start))
    return line, start, last + 1 if last_line == line else start + token.end - token.start


def _figure(document: ReadDocument, figure: ReadFigure) -> dict[str, Any]:
    line, start, end = columns_of(document, figure)
    return {
        "n": figure.n,
        "line": line,
        "place": document.passages[figure.passage].place_at(figure.start),
        "start": start,
        "end": end,
        "as_written": figure.as_written,
        "value": f"{figure.value:f}",
        "upper": None if figure.upper is None else f"{figure.upper:f}",
        "denominator": None if figure.denominator is None else f"{figure.denominator:f}",
        "precision": figure.precision if isinstance(figure.precision, str) else number(figure.precision),
        "bound": figure.bound or "",
        "unit": figure.unit,
        "unit_text": figure.unit_text,
        "measure": figure.measure,
        "direction": figure.direction,
        "base": figure.base,
        "subject": figure.subject,
        "indicator": figure.indicator,
        "indicator_name": figure.indicator_name,
        "part_of": figure.part_of,
        "confidence": round(figure.confidence, 4),
        "rests_on": list(figure.rests_on),
    }


def _refused(document: ReadDocument, token: Refused) -> dict[str, Any]:
    line, start, end = columns_of(document, token)
    place = document.passages[token.passage].place_at(token.start)
    return {"line": line, "place": place, "start": start, "end": end, "token": token.token, "reason": token.reason}


def _finding(document: ReadDocument, finding: ProofFinding, figures: dict[int, ReadFigure]) -> dict[str, Any]:
    about = [figures[n] for n in finding.figures if n in figures]
    lines = {figure.n: columns_of(document, figure)[0] for figure in about}
    return {
        "id": finding.id,
        "outcome": finding.outcome,
        "label": {"vi": finding.text_vi},
        "assumes": {"vi": finding.assumption} if finding.assumption else None,
        "figures": [
            {
                "figure": figure.n,
                "indicator": figure.indicator,
                "measure": figure.measure,
                "value": number(figure.value),
                "as_written": figure.as_written,
                "unit": figure.unit,
                "lines": [lines[figure.n]],
            }
            for figure in about
        ],
        "lines": sorted(set(lines.values())),
        "stated": finding.stated,
        "recomputed": finding.follows,
        "gap": finding.gap,
        "suspects": [{"figure": n} for n in finding.suspects],
        "confidence": round(finding.confidence, 4),
    }
