"""The evidence of derived figures: every number of a report that a formula gave, once, with what it rests on.

What is stated has its evidence in a section of its own. A derived number is made where it is shown, so its evidence is
gathered from the blocks that show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kimtan.languages import Bilingual
from kimtan.present.anchors import figure_anchor, is_of_finding
from kimtan.present.blocks import Block, Column, Heading, Link, Number, Row, Run, Table
from kimtan.present.rich_text import numbers
from kimtan.report.derived_evidence import Grounds

ANCHOR = "derived-figures"
_MANY = 3
"""From this number of inputs on, they are listed only once, since related figures often share them."""

_TITLE = Bilingual("Số liệu tính toán", "Derived figures")
_CAPTION = Bilingual("Số liệu do công thức tính ra", "Figures that a formula gives")
_COLUMNS = (
    Bilingual("Số liệu", "Figure"),
    Bilingual("Khoảng giá trị", "Stands for"),
    Bilingual("Dựa trên", "Rests on"),
)
_AS = Bilingual("Cùng căn cứ với ", "On the same as ")


@dataclass
class _Derived:
    """What is known of a derived number from all places that show it."""

    number: Number
    stands_for: str = ""
    is_marked: bool = False

    def meets(self, number: Number) -> None:
        """Add another place: a number that is shown both with and without its unit is listed with it."""
        if len(number.text) > len(self.number.text):
            self.number = number
        self.stands_for = self.stands_for or number.stands_for
        self.is_marked = self.is_marked or number.mark is not None


def derivations(blocks: Sequence[Block], language: str) -> tuple[Heading, Table] | None:
    """A heading and a table of all derived numbers, by formula as it first occurs; none where there are none.

    Inputs that several numbers share are listed at the first of them. A number that is in doubt because of its inputs
    has a row under it that names them with their findings; one that is not, such as a count, shows them unmarked. What
    the audit computed for a finding has the finding's row as its evidence, and none here.
    """
    derived: dict[str, _Derived] = {}
    for number in numbers(run for block in blocks for run in block.runs()):
        if number.formula and not is_of_finding(number.ref):
            derived.setdefault(number.ref, _Derived(number)).meets(number)
    if not derived:
        return None
    columns = tuple(Column(name.in_(language), align="text") for name in _COLUMNS)
    evidence = Grounds.of(blocks, [entry.number for entry in derived.values()], language)
    rows: list[Row] = []
    first: dict[tuple[str, ...], str] = {}
    formula = ""
    for ref, entry in _by_formula(derived).items():
        number, same = entry.number, first.setdefault(entry.number.inputs, ref)
        if number.formula != formula:
            formula = number.formula
            rows.append(Row(((formula,), *([None] * (len(columns) - 1))), role="group"))
        if same != ref and len(number.inputs) >= _MANY:
            rests_on = _as(derived[same].number, language)
        else:
            rests_on = evidence.of_number(number, is_signed=entry.is_marked)
        cells = ((number.text,), (entry.stands_for,), rests_on)
        rows.append(Row(cells, role="evidence", anchor=figure_anchor(ref)))
        if entry.is_marked and (doubts := evidence.doubts(number)):
            rows.append(Row((doubts, *([()] * (len(columns) - 1))), role="detail", depth=1))
    return Heading(_TITLE.in_(language), ANCHOR, level=3), Table(_CAPTION.in_(language), columns, tuple(rows))


def _by_formula(derived: Mapping[str, _Derived]) -> dict[str, _Derived]:
    """The numbers with those of one formula together, in the order in which the formulas first occur."""
    formulas = list(dict.fromkeys(entry.number.formula for entry in derived.values()))
    return dict(sorted(derived.items(), key=lambda item: formulas.index(item[1].number.formula)))


def _as(number: Number, language: str) -> Run:
    """A link to the earlier number that lists the same inputs."""
    return (_AS.in_(language), Link(number.text, figure_anchor(number.ref)))
