"""What an official document says of a figure: what was stated first, with plan and growth, and nothing about it."""

from __future__ import annotations

from kimtan.data.observations import Observation
from kimtan.present.blocks import Number
from kimtan.present.prose import Sentence, join
from kimtan.present.sentences.parts import Parts


class OfficialSentences(Parts):
    """The patterns of results and of wholes, without other statements of the same figure."""

    def _other_statements(self, indicator: str, row: Observation) -> list[Sentence]:
        return []

    def base(self, indicator: str) -> Observation | None:
        """What a figure is written together with as a fraction: the 52 of ``44/52``; None where it is not."""
        dataset = self.facts.dataset
        row = next(iter(dataset.statements(indicator)), None)
        if row is None or "/" not in row.as_written:
            return None
        return next((other for other in dataset.observations if other != row and _is_written_with(other, row)), None)

    def is_base(self, indicator: str) -> bool:
        """Whether a figure is only what others are counted out of."""
        rows = self.facts.dataset.statements(indicator)
        return bool(rows) and all(
            any(_is_written_with(other, row) and other.value <= row.value for other in self.facts.dataset.observations)
            for row in rows
        )

    def clause(self, indicator: str) -> Sentence | None:
        """As for any report; a figure that is written as a fraction is said as one."""
        base, clause = self.base(indicator), super().clause(indicator)
        if base is None or clause is None:
            return clause
        facts, row = self.facts, self.facts.dataset.statements(indicator)[0]
        part, whole = facts.statement(row, bare=True), facts.statement(base, bare=True)
        with_unit = facts.statement(base)
        pieces: list[Sentence] = []
        for piece in clause:
            if isinstance(piece, Number) and piece.ref == row.figure:
                pieces.append((part, "/", with_unit if " " in piece.text else whole))
            else:
                pieces.append((piece,))
        return join(pieces, "")


def _is_written_with(figure: Observation, another: Observation) -> bool:
    """Whether two figures are the two sides of one fraction in the source."""
    is_same_place = (figure.source, figure.as_written) == (another.source, another.as_written)
    return is_same_place and "/" in figure.as_written and figure.indicator != another.indicator
