"""What was read of a document as ordinary indicators, units and observations, held in memory.

Two figures are of one indicator where the words are really the same: in one passage as they follow each other, and in
two places where the names agree after normalisation, for the same time, and tell enough to mean one thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import cast

from kimtan.data.identities import FigureId
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES, MeasureName
from kimtan.data.observations import Observation
from kimtan.data.texts import Member, NamedList
from kimtan.data.units import Unit
from kimtan.extract.amounts import PLACES, dimension, unit_named
from kimtan.extract.announced_parts import is_likely_whole, may_be_whole
from kimtan.extract.authorities import plan_basis
from kimtan.extract.enumerations import Enumeration, enumerations
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.groups import FigureGroup, grouped, home, joined
from kimtan.extract.misprints import misprinted, swapped
from kimtan.extract.passages import ReadDocument
from kimtan.extract.read_dataset import ReadDataset, kind_of, price_of, unit_of, way
from kimtan.extract.shares import shares
from kimtan.extract.subject_kinds import is_act
from kimtan.extract.wholes import Breakdown

SOURCE = "report"
PERCENT = "pct"
SURE = 0.7
"""A figure whose reading is less sure than this makes what rests on it suspicious at most."""

_COUNTED_BY_RULES = "chỉ tiêu"
"""How many targets were met is compared with what is stated of all others."""
_BALANCE = re.compile(r"(?<!\w)(?:xuất siêu|nhập siêu|cán cân|chênh lệch|bội (?:thu|chi))(?!\w)", re.IGNORECASE)
"""What one side is more than the other by, which some of the one side may be more than."""
_BELONGING = ("part_of", "within", "numerator", "denominator")


def dataset(document: ReadDocument, reading: Reading, *, is_related_only: bool = False) -> ReadDataset:
    """What was read, as data that the audit takes.

    Parameters
    ----------
    is_related_only
        Leave out indicators of which one figure is stated that belongs to no other: no rule is about them.
    """
    groups, likely = joined(grouped(document, reading.figures))
    made = _Maker()
    for group in groups:
        made.add(group)
    for at, whole in enumerate(reading.breakdowns):
        made.relate(whole, at)
    for group in groups:
        shares(group, made.rows, made.indicator_of, made.bases, made.fractions, reading.figures)
    for listed in enumerations(document, reading.figures):
        made.enumerate(listed)
    for left, right in (*likely, *misprinted(groups), *swapped(groups)):
        made.compare(left, right)
    homes = {figure.n: home(document, figure) for figure in reading.figures}
    return made.result(homes, is_related_only=is_related_only)


class _Maker:
    """Rows made of groups."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, object]] = {}
        self.units: dict[str, Unit] = {PERCENT: unit_of(PERCENT, "%", "percent", Decimal(1), exact=False)}
        self.by_name: dict[tuple[str, str, bool], str] = {}
        self.dimensions: dict[str, str] = {}
        self.observations: list[Observation] = []
        self.numbers: dict[FigureId, int] = {}
        self.doubtful: set[FigureId] = set()
        self.wholes: set[str] = set()
        self.joined: set[str] = set()
        self.indicator_of: dict[int, str] = {}
        self.bases: dict[str, str] = {}
        self.fractions: set[int] = set()
        self.lists: list[NamedList] = []
        self.pairs: list[tuple[str, str, str]] = []

    def add(self, group: FigureGroup) -> None:
        """An indicator of a group, and its observations."""
        levels = [figure for figure in group.figures if figure.measure not in {"pct_of_plan", "yoy_pct", "yoy_index"}]
        with_decimals = (figure for figure in levels if figure.value != figure.value.to_integral_value())
        unit = self.unit(next(with_decimals, levels[0] if levels else None))
        name = self.indicator(group.name, unit, kind_of(group))
        if group.is_joined:
            self.joined.add(name)
        is_of_several_ways = len({way(figure) for figure in levels}) > 1
        for figure in group.figures:
            self.observe(name, figure)
            if is_of_several_ways and figure in levels:  # two ways of measuring may give two values
                self.doubtful.add(self.observations[-1].figure)
        fractions = [figure for figure in group.figures if figure.denominator is not None and figure.measure != "share"]
        if fractions:
            self.fraction(name, fractions, group)

    def fraction(self, name: str, fractions: Sequence[ReadFigure], group: FigureGroup) -> None:
        """The second numbers of fractions: the plan where a percentage of plan follows, and what is not done yet."""
        whole = self.indicator(f"tổng số ({group.name})", str(self.rows[name]["unit"]), "stock")
        self.bases[name] = whole
        is_plan = group.has("pct_of_plan") and not group.has("plan")
        for figure in fractions:
            self.fractions.add(figure.n)
            if is_plan:
                self.observe(name, figure, figure.denominator, "plan")
            self.observe(whole, figure, figure.denominator)
        if not is_plan and not is_act(group.name) and any(map(_is_too_many, fractions)):
            self.rows[name]["within"] = whole
            self.wholes.add(whole)
        left = [figure for figure in group.figures if figure.measure == "remaining"]
        if left and len(fractions) == 1:
            rest = self.indicator(f"còn lại của {group.name}", str(self.rows[name]["unit"]), "stock")
            for figure in left:
                self.observe(rest, figure, measure="actual")
            for part in (name, rest):
                self.rows[part] |= {"part_of": whole, "breakdown": "done"}

    def relate(self, whole: Breakdown, at: int) -> None:
        """What belongs to a whole, where it does not belong to another yet."""
        own = self.indicator_of.get(whole.whole.n)
        parts = [self.indicator_of.get(part.n) for part in whole.parts]
        if own is not None and own not in parts:
            parts = [self._of_its_own(part, name, whole) for part, name in zip(whole.parts, parts, strict=True)]
        if own is None or any(part is None or part == own for part in parts) or len(set(parts)) < len(parts):
            return
        names = [part for part in parts if part is not None]
        if any(self.rows[part].get("part_of") for part in names) or self._lies_in(own, names):
            return
        is_all = whole.fits or whole.is_all or is_likely_whole(whole) or may_be_whole(whole)
        for part in names:
            if is_all:
                self.rows[part] |= {"part_of": own, "breakdown": f"b{at}"}
            elif not _BALANCE.search(str(self.rows[own]["name_vi"])):
                self.rows[part]["within"] = own
        if whole.is_guess or not whole.fits:
            self.wholes.add(own)
        if whole.is_all and not whole.fits and not whole.is_guess and is_likely_whole(whole):
            self.wholes.discard(own)

    def _of_its_own(self, part: ReadFigure, name: str | None, whole: Breakdown) -> str | None:
        """The indicator of a part; a new one of what is left, since a sum is one of figures with the same measure."""
        if name is None or part.measure != "remaining" or whole.whole.measure == "remaining":
            return name
        rest = self.indicator(f"còn lại của {self.rows[name]['name_vi']}", str(self.rows[name]["unit"]), "stock")
        self.observe(rest, part, measure="actual")
        return rest

    def _lies_in(self, own: str, names: Sequence[str]) -> bool:
        above: object = own
        while above is not None:
            if above in names:
                return True
            above = self.rows[str(above)].get("part_of")
        return False

    def compare(self, left: FigureGroup, right: FigureGroup) -> None:
        """Two groups that are likely of one thing."""
        own, other = (self.indicator_of.get(group.figures[0].n) for group in (left, right))
        measures = {figure.measure for figure in left.figures} & {figure.measure for figure in right.figures}
        if own is not None and other is not None:
            self.pairs.extend((own, other, measure) for measure in sorted(measures) if measure in MEASURES)

    def enumerate(self, listed: Enumeration) -> None:
        """The members that a document lists, for the figure that announces them or for a count of its own."""
        own = self.indicator_of.get(listed.figure.n)
        if own is None:
            return
        measure = listed.figure.measure
        if not listed.is_announced or measure not in {"actual", "target"}:
            own, measure = self.indicator(listed.name, str(self.rows[own]["unit"]), "stock"), "actual"
        named = NamedList(
            indicator=own,
            measure=measure,
            source=f"{SOURCE}:N{listed.figure.n}" + ("" if listed.is_announced else f"l{len(self.lists)}"),
            numbers=list(listed.numbers),
            members=[Member(vi=member, en=member) for member in listed.members],
        )
        self.lists.append(named)
        self.numbers[named.figure] = listed.figure.n

    def indicator(self, name: str, unit: str, kind: str) -> str:
        """A new indicator."""
        identity = f"read.f{len(self.rows) + 1}"
        text = " ".join(name.split())[:160] or "số liệu không rõ đối tượng"
        self.rows[identity] = {
            "indicator": identity, "section": "read", "name_vi": text, "name_en": text, "unit": unit, "kind": kind,
            "better": "neither", "decimals": "2", "restricted": "false", "order": str(len(self.rows) + 1),
            "price": price_of(text),
        }  # fmt: skip
        return identity

    def unit(self, figure: ReadFigure | None) -> str:
        """The unit of a figure; things are counted, and a number without a unit counts as well."""
        read = unit_named(figure.unit_text) if figure is not None else None
        if read is not None and read.is_percent:
            return PERCENT
        name, kind, factor = ("", "count", Decimal(1)) if read is None else (read.name, read.dimension, read.factor)
        is_whole = figure is None or figure.value == figure.value.to_integral_value()
        known = self.by_name.get((name, kind, is_whole))
        if known is None:
            known = f"u{len(self.units)}"
            own = kind if kind in {"count", "money"} else f"d{len(self.dimensions)}"
            measured = self.dimensions.setdefault(kind, own)
            is_exact = read is not None and kind == "count" and factor == 1 and is_whole
            self.units[known] = unit_of(known, name or "đơn vị", measured, factor, exact=is_exact)
            self.by_name[name, kind, is_whole] = known
        return known

    def observe(
        self, indicator: str, figure: ReadFigure, value: Decimal | None = None, measure: str | None = None
    ) -> None:
        """An observation of a figure."""
        stated = measure or ("actual" if figure.measure == "share" else figure.measure)
        is_percent = MEASURES[stated].is_percent
        if is_percent and not (unit_named(figure.unit_text) and dimension(figure) == "percent"):
            return
        source = f"{SOURCE}:N{figure.n}" if value is None else f"{SOURCE}:N{figure.n}d"
        basis = plan_basis(figure.base) if stated in {"pct_of_plan", "plan"} else None
        row = Observation.model_construct(
            indicator=indicator,
            measure=cast("MeasureName", stated),
            value=figure.in_written_unit(figure.value if value is None else value),
            unit=PERCENT if is_percent else self.unit(figure),
            as_written=figure.as_written,
            precision=figure.precision,
            bound=figure.bound,
            basis=basis,
            status="final",
            as_of=None,
            source=source,
            note_vi=None,
            note_en=None,
        )
        self.observations.append(row)
        self.numbers[row.figure] = figure.n
        if value is None:
            self.indicator_of.setdefault(figure.n, indicator)
        if figure.confidence < SURE:
            self.doubtful.add(row.figure)

    def result(self, homes: dict[int, int], *, is_related_only: bool) -> ReadDataset:
        """Everything made, with the passage or row that each number of a figure stands in."""
        if is_related_only:
            self._forget_what_stands_alone()
        indicators = {name: Indicator.model_validate(row) for name, row in self.rows.items()}
        return ReadDataset(
            indicators,
            self.units,
            tuple(self._fitting()),
            self.numbers,
            {figure: homes[n] for figure, n in self.numbers.items()},
            frozenset(self.doubtful),
            frozenset(self.wholes),
            frozenset(self.joined),
            tuple(self.lists),
            tuple(self.pairs),
        )

    def _forget_what_stands_alone(self) -> None:
        counts = Counter(row.indicator for row in self.observations)
        used = {name for name, count in counts.items() if count > 1} | {named.indicator for named in self.lists}
        used |= {name for left, right, _ in self.pairs for name in (left, right)}
        for name, row in self.rows.items():
            if self.units[str(row["unit"])].name_vi == _COUNTED_BY_RULES:
                used.add(name)
            belongs = {str(row[field]) for field in _BELONGING if row.get(field)}
            used |= {name, *belongs} if belongs else set()
        self.rows = {name: row for name, row in self.rows.items() if name in used}
        self.observations = [row for row in self.observations if row.indicator in used]

    def _fitting(self) -> Iterator[Observation]:
        """Observations in units of their indicator's dimension."""
        for row in self.observations:
            own = self.units[str(self.rows[row.indicator]["unit"])].dimension
            if MEASURES[row.measure].is_percent or self.units[row.unit].dimension == own:
                yield row


def _is_too_many(figure: ReadFigure) -> bool:
    """Whether a few more places are counted than there are: ``18/17 thôn``; other fractions tell what was planned."""
    unit, whole = unit_named(figure.unit_text), figure.denominator
    is_place = unit is not None and unit.name in PLACES
    return is_place and whole is not None and whole < figure.value < 2 * whole
