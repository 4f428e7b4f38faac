"""What a document's figures are about: indicators of the dictionary where the words are one's, else proposed ones."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kimtan.data.dataset import Dataset
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.extract.amounts import dimension, unit_named
from kimtan.extract.better import better
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.further import FigureStatement, is_change_of
from kimtan.extract.groups import home
from kimtan.extract.matching import is_distinct
from kimtan.extract.names import key as same_name
from kimtan.extract.naming import LONGEST, heading, name, slug
from kimtan.extract.outline import LIST_RANK, places
from kimtan.extract.passages import ReadDocument
from kimtan.extract.read_dataset import ReadDataset
from kimtan.extract.thing_drafts import MONTHS, Draft, Thing, contradict, is_all_percent, is_of_other_time, numbered
from kimtan.extract.thing_words import is_growth_ahead, worded
from kimtan.extract.times import Times
from kimtan.extract.units import known_id

_ALIKE = 85
"""Titles that are at least so alike, of 100, are of one section."""
_LEAST_WORDS = 2
"""A name of fewer telling words may mean another thing elsewhere."""
_YEAR_BEHIND = re.compile(
    r"\s?(?:(?!so\s|với\s|từ\s|đến\s|trên\s)[^\s,;.()\d]+\s){0,3}?(năm (?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_NO_SUBJECT = re.compile(r"(?:bình\s+quân\s+)?(?:mỗi|hằng|hàng|một)\s+năm|bình\s+quân", re.IGNORECASE)
"""A subject that says only how something is reckoned."""
_FLOWS = frozenset({"money", "money_usd", "mass", "volume", "energy"})


class Things:
    """The indicators of a document's figures: first all are added, then settled, then asked for."""

    def __init__(self, document: ReadDocument, reading: Reading, dataset: Dataset, read: ReadDataset) -> None:
        self._document, self._dataset, self._read = document, dataset, read
        self._titles = [place.titles for place in places(document)]
        self._times = Times(document)
        self._drafts: dict[str, Draft] = {}
        self._keys: dict[tuple[int, str], list[tuple[int, str]]] = {}
        self._kinds: dict[str, str] = {}
        self._things: dict[str, Thing] = {}
        self._sections = {section.title_vi: name for name, section in dataset.sections.items()}
        self._proposed_units: dict[str, str] = {}
        figures = {figure.n: figure for figure in reading.figures}
        for row in read.observations:
            figure = figures[read.numbers[row.figure]]
            if not MEASURES[row.measure].is_percent:
                self._kinds.setdefault(row.indicator, dimension(figure))
            if row.source.endswith(f"N{figure.n}"):
                keys = self._keys.setdefault((home(document, figure), figure.subject), [])
                keys.append((figure.n, row.indicator))

    def kind(self, figure: ReadFigure, row: Observation | None) -> str:
        """What the levels of a figure's subject measure; empty where none is stated."""
        return self._kinds.get(row.indicator if row is not None else next(iter(self._before(figure)), ""), "")

    def _before(self, figure: ReadFigure) -> list[str]:
        """What was read of a figure's subject in its passage, the nearest before it first."""
        keys = self._keys.get((home(self._document, figure), figure.subject), ())
        return [key for _, key in sorted(keys, key=lambda at: (at[0] > figure.n, abs(at[0] - figure.n)))]

    def _key(self, figure: ReadFigure, row: Observation | None, statement: FigureStatement) -> str:
        if row is not None and _NO_SUBJECT.fullmatch(figure.subject):
            row, figure = None, self._named(figure)
        if row is not None:
            return f"{row.indicator} of plan" if statement.is_percent_of_plan else row.indicator
        kind, place = dimension(figure), (home(self._document, figure), figure.subject)
        for key in self._before(figure):
            own = self._kinds.get(key, "percent")
            if MEASURES[statement.measure].is_percent or is_change_of(kind, own):
                return key
        return f"{place[0]} {figure.subject} {kind}"

    def _named(self, figure: ReadFigure) -> ReadFigure:
        """A figure whose subject says nothing, with that of the last figure before it in its unit that has one."""
        earlier = [
            (n, subject)
            for (place, subject), keys in self._keys.items()
            for n, key in keys
            if place == home(self._document, figure) and n < figure.n and self._kinds.get(key) == dimension(figure)
            and not _NO_SUBJECT.fullmatch(subject)
        ]  # fmt: skip
        return replace(figure, subject=max(earlier)[1]) if earlier else figure

    def add(self, figure: ReadFigure, row: Observation | None, statement: FigureStatement) -> None:
        """Note a figure and what it states."""
        key = self._key(figure, row, statement)
        if key not in self._drafts:
            definition = self._read.indicators.get(key)
            words = definition.name_vi if definition is not None else figure.subject
            words = worded(figure, row, statement, words, self._document.passages[figure.passage].text)
            kind = "percent" if statement.is_percent_of_plan else self._kinds.get(key, dimension(figure))
            self._drafts[key] = Draft(words, kind)
        self._drafts[key].members.append((figure, statement))

    def settle(self) -> None:
        """Find the indicator of every figure, wholes before their parts."""
        for key in list(self._drafts):
            self._settled(key)

    def of(self, figure: ReadFigure, row: Observation | None, statement: FigureStatement) -> Thing:
        """The indicator of a figure."""
        return self._things[self._key(figure, row, statement)]

    def _settled(self, key: str) -> Thing:
        if key in self._things:
            return self._things[key]
        draft, definition = self._drafts[key], self._read.indicators.get(key)
        whole_key = definition.part_of or definition.within if definition is not None else None
        whole = self._settled(whole_key) if whole_key is not None and whole_key in self._drafts else None
        thing = self._known(draft, whole) or self._shared(draft) or self._new(draft)
        has_whole = whole is not None and not (thing.part_of or thing.within or thing.is_known)
        if whole is not None and definition is not None and has_whole and not self._lies_in(whole, thing):
            if definition.part_of:
                thing.part_of, thing.breakdown = whole.indicator, definition.breakdown or ""
            else:
                thing.within = whole.indicator
        for _, statement in draft.members:
            thing.values.setdefault((statement.measure, statement.basis), set()).add(statement.value)
        self._things[key] = thing
        return thing

    def _lies_in(self, whole: Thing, thing: Thing) -> bool:
        """Whether a whole is a thing or a part of it: then the thing is no part of that."""
        by_name = {known.indicator: known for known in self._things.values()}
        above: Thing | None = whole
        while above is not None and above is not thing:
            above = by_name.get(above.part_of or above.within)
        return above is thing

    def _known(self, draft: Draft, whole: Thing | None) -> Thing | None:
        """The dictionary's indicator that all figures of a draft were matched with, where nothing speaks against it."""
        indicators = self._dataset.complete.indicators
        names = {figure.indicator for figure, _ in draft.members if figure.indicator}
        known = indicators.get(next(iter(names))) if len(names) == 1 else None
        if known is None or (whole is not None and known.part_of != whole.indicator):
            return None
        if draft.words.endswith("so với kế hoạch") or any(is_growth_ahead(*member) for member in draft.members):
            return None
        above = [known.name_vi]
        lies_in = known.part_of or ""
        while lies_in in indicators:
            above.append(indicators[lies_in].name_vi)
            lies_in = indicators[lies_in].part_of or ""
        titles = [title.text for title in self._titles[draft.first.passage]]
        section = self._dataset.sections.get(known.section)
        above.extend([section.title_vi] if section is not None else [])
        is_alike = is_distinct(draft.words, titles, *above) and self._measures_the_same(draft, known)
        if not is_alike or self._is_of_other_time(draft):
            return None
        before = next((thing for thing in self._things.values() if thing.indicator == known.indicator), None)
        if before is not None:
            return None if contradict(before, draft) else before
        return Thing(
            known.indicator, known.name_vi, known.section, kind=known.kind, better=known.better, unit=(known.unit, ""),
            is_known=True,
        )  # fmt: skip

    def _measures_the_same(self, draft: Draft, known: Indicator) -> bool:
        units = self._dataset.units
        return all(
            figure.unit in units and units[figure.unit].dimension == units[known.unit].dimension
            for figure, statement in draft.members
            if MEASURES[statement.measure].kind == "level"
        )

    def _is_of_other_time(self, draft: Draft) -> bool:
        return any(
            is_of_other_time(self._time(figure), self._dataset.period)
            for figure, statement in draft.members
            if MEASURES[statement.measure].kind == "level"
        )

    def _time(self, figure: ReadFigure) -> str:
        """For which time a figure is stated: the year right behind it, else what stands before it."""
        behind = _YEAR_BEHIND.match(self._document.passages[figure.passage].text, figure.end)
        return behind[1].lower() if behind is not None else self._times.of(figure)

    def _shared(self, draft: Draft) -> Thing | None:
        """A proposed indicator of the same name, of which nothing else was stated."""
        own = same_name(draft.words)
        for key, thing in self._things.items():
            other = self._drafts[key]
            is_same = other.kind == draft.kind and same_name(other.words) == own and not thing.is_known
            if is_same and len(own.split()) >= _LEAST_WORDS and not contradict(thing, draft):
                return thing
        return None

    def _new(self, draft: Draft) -> Thing:
        section, title = self._section(draft.first)
        words = name(draft.words)
        if words in {thing.name for thing in self._things.values()} or self._is_of_other_time(draft):
            words = f"{words} {self._told_apart(draft)}"
        unit = self._unit(draft.first) if draft.kind != "percent" and not is_all_percent(draft) else ("pct", "")
        base = f"{section}.{slug(words)[:LONGEST].strip('_') or 'figure'}"
        taken = {*self._dataset.complete.indicators, *(thing.indicator for thing in self._things.values())}
        identity = next(made for made in numbered(base) if made not in taken)
        kind = "rate" if "_per_" in draft.kind or is_all_percent(draft) else "stock"
        kind = "share" if draft.kind == "percent" and kind == "stock" else "flow" if draft.kind in _FLOWS else kind
        return Thing(identity, words, section, title, kind, better=better(words), unit=unit)

    def _told_apart(self, draft: Draft) -> str:
        """What a name takes that another thing has: for which time it is, else under which title."""
        text = self._document.passages[draft.first.passage].text[: draft.first.start]
        if time := self._time(draft.first):
            return f"lũy kế {time}" if MONTHS.fullmatch(time) and "lũy kế" in text.lower() else time
        titles = [heading(title.text, self._place_name) for title in self._titles[draft.first.passage]]
        return f"({(titles or [''])[-1].lower() or self._document.passages[draft.first.passage].place})"

    @property
    def _place_name(self) -> str:
        return self._dataset.config.settings.unit

    def _section(self, figure: ReadFigure) -> tuple[str, str]:
        """The section that a figure's heading names: one of the dictionary's, or a proposed one with its title."""
        from rapidfuzz import fuzz

        titles = [
            title.text
            for title in self._titles[figure.passage]
            if title.rank < LIST_RANK and title.passage != figure.passage
        ]
        text = next((title for words in reversed(titles) if (title := heading(words, self._place_name))), "")
        if not text:
            return "other", "Nội dung khác"
        best = max(self._sections, key=lambda title: fuzz.ratio(title.lower(), text.lower()), default="")
        if best and fuzz.ratio(best.lower(), text.lower()) >= _ALIKE:
            return self._sections[best], ""
        return slug(text)[:LONGEST].strip("_") or "other", text

    def unit(self, figure: ReadFigure, statement: FigureStatement, thing: Thing) -> tuple[str, str, Decimal]:
        """The unit that a figure is stated in, as units.csv has it, or a proposed one with its name.

        Counts in thousands of a known unit are told in that: the third value is what their numbers are multiplied with.
        """
        if MEASURES[statement.measure].is_percent or statement.is_percent_of_plan:
            return "pct", "", Decimal(1)
        unit, unit_name = self._unit(figure)
        read = unit_named(figure.unit_text)
        if read is not None and self._kinds_of(thing).startswith(f"{read.dimension}_per_"):
            return *thing.unit, Decimal(1)
        if read is not None and read.dimension == "points":
            return "pct", "", Decimal(1)
        if thing.is_known and unit_name and figure.unit in self._dataset.units and figure.scale == 1:
            return figure.unit, "", Decimal(1)
        return unit, unit_name, figure.scale if self._is_counted(figure) else Decimal(1)

    def _kinds_of(self, thing: Thing) -> str:
        return next((self._drafts[key].kind for key, other in self._things.items() if other is thing), "")

    def _is_counted(self, figure: ReadFigure) -> bool:
        """Whether a figure counts in thousands or millions of a known unit."""
        known, times = known_id(unit_named(figure.unit_text), self._dataset.units)
        return bool(known) and times != 1 and self._dataset.units[known].exact

    def _unit(self, figure: ReadFigure) -> tuple[str, str]:
        units, read = self._dataset.units, unit_named(figure.unit_text)
        if read is not None and read.is_percent:
            return "pct", ""
        known, times = known_id(read, units)
        if known and (times == 1 or self._dataset.units[known].exact):
            return known, ""
        unit_name = "đơn vị" if read is None else figure.unit_text if read.is_count else read.name
        if unit_name not in self._proposed_units:
            taken = {*units, *self._proposed_units.values()}
            made = next(made for made in numbered(slug(unit_name) or "items") if made not in taken)
            self._proposed_units[unit_name] = made
        return self._proposed_units[unit_name], unit_name
