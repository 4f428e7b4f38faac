"""Stated figures ready to be shown in one language, each with its mark.

Every shown number is made by :meth:`MarkedFacts.number`, also those that are computed: none is without its mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kimtan.data.observations import Observation
from kimtan.data.units import Unit
from kimtan.figures import number_text
from kimtan.languages import Bilingual
from kimtan.present import marks
from kimtan.present.blocks import Mark, Number, Run
from kimtan.present.unmarked import UnmarkedFacts
from kimtan.present.wording import stated_text


@dataclass(frozen=True)
class MarkedFacts(UnmarkedFacts):
    """A dataset's statements in one language, each with its mark."""

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """The mark of every stated figure that has one, by the figure's identity."""
        return marks.marks(self)

    def number(
        self,
        text: str,
        ref: str,
        formula: str = "",
        inputs: Sequence[str] = (),
        *,
        is_marked: bool = True,
        listed: Sequence[str] = (),
        stands_for: str = "",
    ) -> Number:
        """A number with its mark: that of the figure it states, or the gravest of the figures that it rests on.

        Every shown number is made here, so that none of them is shown without its mark.

        Parameters
        ----------
        text, ref, formula, inputs, listed, stands_for
            As in :class:`~kimtan.present.blocks.Number`.
        is_marked
            False for what says nothing of the figures' values: how many there are, or what the audit makes of them.
        """
        mark = marks.gravest([self.marks.get(ref), marks.inherited(self, self.marks, inputs)]) if is_marked else None
        places = tuple(dict.fromkeys(listed))
        return Number(text, ref, formula, tuple(inputs), mark, listed=places, stands_for=stands_for)

    def count(
        self,
        count: int,
        ref: str,
        formula: Bilingual,
        of: Sequence[Number] = (),
        *,
        listed: Sequence[str] = (),
        is_marked: bool = False,
        unit_of: str = "",
    ) -> Number:
        """How many there are of something; ``is_marked`` where it would be another one if figures were.

        What is counted can be followed: as the figures ``of`` something, or at the places where it is ``listed``. With
        ``unit_of``, the count has the unit of an indicator.
        """
        text = number_text(count, self.language)
        if unit_of:
            unit = self.dataset.units[self.dataset.indicators[unit_of].unit]
            text = unit.amount(text, self.language, count)
        return self.number(text, ref, formula.in_(self.language), _figures(of), is_marked=is_marked, listed=listed)

    def stated(
        self, indicator: str, measure: str = "actual", *, prose: bool = False, bare: bool = False
    ) -> Number | None:
        """The first statement of a measure, or ``None``; see :meth:`statement`."""
        rows = self.dataset.statements(indicator, measure)
        return self.statement(rows[0], prose=prose, bare=bare) if rows else None

    def in_row(self, indicator: str, measure: str) -> Number | None:
        """The first statement of a level for its row in a table: with its unit where that is not the row's."""
        rows = self.dataset.statements(indicator, measure)
        return self.statement(rows[0], bare=rows[0].unit == self.row_unit(indicator).unit) if rows else None

    def row_unit(self, indicator: str) -> Unit:
        """The unit that a table's row of an indicator has: that in which it was stated, else its own."""
        rows = self.dataset.statements(indicator)
        return self.dataset.units[rows[0].unit if rows else self.dataset.indicators[indicator].unit]

    def statement(self, row: Observation, *, prose: bool = False, bare: bool = False, is_marked: bool = True) -> Number:
        """One statement as a number.

        Parameters
        ----------
        prose
            Write counts under ten with two digits, as Vietnamese administrative sentences do.
        bare
            Leave the unit out: a table's column or row names it.
        is_marked
            As in :meth:`number`.
        """
        text = stated_text(row, self.dataset.units[row.unit], self.language, prose=prose, bare=bare)
        return self.number(text, row.figure, is_marked=is_marked)

    def counted(self, indicator: str, row: Observation) -> Run | None:
        """A count with the name that says what is counted: ``04 công trình đã phê duyệt``, ``4 second prizes``.

        Of nothing it says so: ``không có ca tử vong``, ``no deaths``.

        None where the unit's noun does not stand for itself: at the name's beginning, in English also at its end or
        behind one adjective (``22 new houses in residential areas``).
        """
        unit, name = self.dataset.units[row.unit], self.prose_name(indicator)
        if not unit.exact:
            return None
        number = self.statement(row, prose=True, bare=True)
        if is_none(row):
            number = replace(number, text=self.word("không có", "no"))
        noun, words = unit.name(self.language).split(), name.lower().split()
        if noun[:1] == ["lượt"] != noun and words[: len(noun) - 1] == noun[1:]:  # lượt hồ sơ, of hồ sơ …
            return (number, f" lượt {name}")
        if noun[:1] == words[:1] == ["lượt"]:  # lượt khám bệnh, counted in lượt người
            return (number, f" {name}")
        places = {0} if self.language == "vi" else {0, 1, len(words) - len(noun)}
        at = next((at for at in sorted(places) if at >= 0 and words[at : at + len(noun)] == noun), None)
        if at is None or ":" in name:
            return None
        if self.language == "en" and abs(row.value) == 1:
            name = " ".join([*name.split()[:at], unit.one_en, *name.split()[at + len(noun) :]])
        return (number, f" {name}")


def is_none(row: Observation) -> bool:
    """Whether a statement says that there is none of something."""
    return row.value == 0 and row.bound is None


def _figures(numbers: Sequence[Number]) -> tuple[str, ...]:
    """Identities of the stated figures that some numbers are, or rest on."""
    return tuple(dict.fromkeys(name for number in numbers for name in (number.inputs or (number.ref,))))
