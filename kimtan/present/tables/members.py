"""Who is in which part of a whole: the criteria that are met and those that are not, by name."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.present.blocks import Column, Row, Table
from kimtan.present.facts import Facts


@dataclass(frozen=True)
class MemberTables:
    """Tables of what counts consist of."""

    facts: Facts
    section: str = ""

    def states(self, whole: str) -> Table | None:
        """Each member of a whole's parts with the state that its part stands for, and whether it is a task ahead.

        Only parts whose members a source names are told; their count may be stated or not.

        Examples
        --------
        >>> show(s.table.states("town.criteria"))  # doctest: +SKIP
        """
        facts, language = self.facts, self.facts.language
        dataset = facts.dataset
        if whole not in dataset.indicators:  # this edition may not show it
            return None
        parts = dataset.parts(whole)
        lists = {part: named for part in parts if (named := dataset.named_list(part)) is not None}
        tasks = [named for part in parts if (named := dataset.named_list(part, "target")) is not None]
        ahead = {member.words.in_(language) for named in tasks for member in named.members}
        title, task = facts.short_name(whole), facts.word("có", "yes")
        rows = [
            Row(
                (
                    ((name := member.words.in_(language)),),
                    (self._state(part, title),),
                    (task,) if name in ahead else None,
                )
            )
            for part, named in lists.items()
            for member in named.members
        ]
        if not rows:
            return None
        columns = (
            Column(title, align="text", holds="name"),
            Column(facts.word("Tình trạng", "State"), align="text"),
            Column(facts.word("Là nhiệm vụ", "A task"), align="text"),
        )
        kept = columns if ahead else columns[:2]
        return Table(title, kept, tuple(Row(row.cells[: len(kept)]) for row in rows))

    def _state(self, part: str, whole: str) -> str:
        """What a part's name says beyond its whole's: ``đã đạt`` of ``Tiêu chí đã đạt``."""
        name = self.facts.short_name(part)
        return name.removeprefix(whole).strip() if name.lower().startswith(whole.lower()) else name
