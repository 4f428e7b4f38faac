"""What of a report is printed: all but tables that are only looked up, and the evidence of what they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kimtan.present.anchors import figure_anchor
from kimtan.present.blocks import Block, Heading, Link, Narrative, Row, Table
from kimtan.present.rich_text import numbers
from kimtan.report.derivations import ANCHOR


def on_paper(blocks: Sequence[Block], instead: str) -> list[Block]:
    """The blocks with a remark in place of each table that is only looked up, on a screen.

    Headings with nothing else under them share one remark that names them. Derived figures that nothing on paper shows
    have no row there, nor is any kept that no other leads to.
    """
    printed = list(_printed(blocks, instead))
    at = next((place for place, block in enumerate(printed) if _is_derived(block)), len(printed))
    body, derived = printed[:at], printed[at:]
    wanted = {figure_anchor(number.ref) for number in numbers(run for block in body for run in block.runs())}
    return [*body, *(_kept(block, wanted) if isinstance(block, Table) else block for block in derived)]


def _printed(blocks: Sequence[Block], instead: str) -> Iterator[Block]:
    titles: list[str] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and not block.number and _holds_only_what_is_looked_up(blocks, at):
            titles.append(block.text)
            continue
        if _is_looked_up(block):
            if not titles:
                yield Narrative(((instead,),))
            continue
        if titles:
            yield Narrative(((f"{'; '.join(titles)}. {instead}",),))
            titles = []
        yield block
    if titles:
        yield Narrative(((f"{'; '.join(titles)}. {instead}",),))


def _is_looked_up(block: Block) -> bool:
    return isinstance(block, Table) and block.medium == "screen"


def _holds_only_what_is_looked_up(blocks: Sequence[Block], at: int) -> bool:
    """Whether tables that are only looked up, and nothing else, stand between a heading and the next one."""
    under = list(takewhile(lambda block: not isinstance(block, Heading), blocks[at + 1 :]))
    return bool(under) and all(map(_is_looked_up, under))


def _is_derived(block: Block) -> bool:
    return isinstance(block, Heading) and block.anchor == ANCHOR


def _kept(table: Table, wanted: set[str]) -> Table:
    """A table of derived figures with those that are wanted, and those that these lead to."""
    entries = list(_entries(table.rows))
    kept: set[str] = set()
    ahead = {entry.anchor for entry in entries} & wanted
    while ahead:
        kept |= ahead
        linked = {anchor for entry in entries if entry.anchor in ahead for anchor in _links(entry.rows)}
        ahead = ({entry.anchor for entry in entries} & linked) - kept
    return replace(table, rows=tuple(_headed(entry for entry in entries if entry.anchor in kept)))


@dataclass(frozen=True)
class _Entry:
    """A derived figure's row with the details under it, and the row of its formula."""

    formula: Row | None
    rows: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        return self.rows[0].anchor


def _headed(entries: Iterable[_Entry]) -> Iterator[Row]:
    """The rows of entries, each formula above the first of its own."""
    formula = None
    for entry in entries:
        if entry.formula is not None and entry.formula != formula:
            yield entry.formula
        formula = entry.formula
        yield from entry.rows


def _entries(rows: Iterable[Row]) -> Iterator[_Entry]:
    formula: Row | None = None
    entry: list[Row] = []
    for row in rows:
        if (row.anchor or row.role == "group") and entry:
            yield _Entry(formula, tuple(entry))
            entry = []
        if row.role == "group":
            formula = row
        else:
            entry.append(row)
    if entry:
        yield _Entry(formula, tuple(entry))


def _links(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        for run in row.runs():
            yield from (piece.anchor for piece in run if isinstance(piece, Link))
            yield from (figure_anchor(number.ref) for number in numbers([run]))
