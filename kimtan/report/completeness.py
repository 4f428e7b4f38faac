"""Whether everything that is stated is shown: in a chapter, the annex or the table of tasks, not in evidence alone."""

from __future__ import annotations

from collections.abc import Iterable

from kimtan.data.dataset import Dataset
from kimtan.present.blocks import Block, Table
from kimtan.present.showing import figures_of
from kimtan.report.stitch import Executed

_OF_CHECKS = frozenset({"evidence", "finding", "detail"})
"""Roles of rows that give the evidence or the findings of a figure; they do not count as showing it."""


def in_evidence_only(dataset: Dataset, sections: Iterable[Executed]) -> tuple[str, ...]:
    """Identities of the figures of an edition that no section shows, but the evidence and the audit; in file order."""
    of_content = [section for section in sections if not any(_is_of_checks(block) for block in section.blocks())]
    shown = {figure for section in of_content for block in section.blocks() for figure in figures_of(block)}
    shown_statements = {dataset.same(row) for row in dataset.observations if str(row.figure) in shown}
    return tuple(str(row.figure) for row in dataset.observations if dataset.same(row) not in shown_statements)


def _is_of_checks(block: Block) -> bool:
    return isinstance(block, Table) and any(row.role in _OF_CHECKS for row in block.rows)
