"""What a section notebook works with: one object that has its sentences, tables, charts and frames.

A notebook opens its section with the four parameters and shows what it asks of it. An analyst finds the same figures as
pandas frames: :attr:`Section.figures`, :attr:`Section.indicators`, :attr:`Section.findings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kimtan.data.dataset import Dataset
from kimtan.data.observations import Observation
from kimtan.data.territory import reason
from kimtan.errors import InputError, Problem
from kimtan.languages import Bilingual
from kimtan.present import callouts
from kimtan.present.blocks import Block, Callout, Heading, Narrative, Tone
from kimtan.present.charts.section import Charts
from kimtan.present.columns import FIGURE, FINDING, INDICATOR, listing
from kimtan.present.facts import Facts
from kimtan.present.offers import unknown
from kimtan.present.overview import Overview
from kimtan.present.period_texts import PeriodTexts
from kimtan.present.prose import Sentence, join, sentence
from kimtan.present.sentences import Say
from kimtan.present.tables import Tables
from kimtan.reading.records import nearest

if TYPE_CHECKING:
    import pandas as pd

_DEEPEST = 6
"""The deepest level that a heading can have."""


@dataclass(frozen=True)
class Section:
    """One section of one period's report, in one language and edition.

    Attributes
    ----------
    name
        The section's name in ``data/indicators.csv``; a notebook about all of them has any name.
    """

    name: str
    facts: Facts

    def __repr__(self) -> str:
        opened = f"Section({self.name!r}, {self.dataset.period}): {len(self.names)} indicators"
        return f"{opened}; try s.indicators, s.figures, s.findings, s.columns"

    def __getattr__(self, name: str) -> Any:
        if hasattr(type(self), name):  # it is there, and what it does failed: that error is the one to see
            return object.__getattribute__(self, name)
        raise unknown(name, "Section", (known for known in dir(type(self)) if not known.startswith("_")))

    @property
    def dataset(self) -> Dataset:
        """The period's data, as this edition may show it."""
        return self.facts.dataset

    @cached_property
    def say(self) -> Say:
        """Sentence patterns."""
        return Say(self.facts)

    @cached_property
    def table(self) -> Tables:
        """Tables."""
        return Tables(self.facts, self.name)

    @cached_property
    def chart(self) -> Charts:
        """Charts."""
        return Charts(self.facts)

    @cached_property
    def text(self) -> PeriodTexts:
        """What the report says in words: highlights, limitations, causes, tasks, solutions."""
        return PeriodTexts(self.facts, self.name)

    @cached_property
    def overview(self) -> Overview:
        """The section written from its figures alone, part by part."""
        return Overview(self)

    @property
    def names(self) -> tuple[str, ...]:
        """Identities of the section's indicators of which something is stated, in table order.

        Of a heading too: what an office reports there must not vanish.
        """
        known = self.dataset.sections.get(self.name)
        return self.dataset.section(self.name) if known is not None and known.has_results else ()

    @cached_property
    def planned(self) -> tuple[str, ...]:
        """Identities of all indicators, of any section, whose plan completion is known, in table order."""
        return tuple(name for name in self.dataset.indicators if self.facts.completion(name) is not None)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Identities of all indicators with a target or a level for the year's end, in table order."""
        return tuple(
            name
            for name in self.dataset.indicators
            if self.facts.has(name, "target") or self.facts.has(name, "year_end")
        )

    def parts(self, whole: str, breakdown: str | None = None) -> tuple[str, ...]:
        """Identities of a whole's parts; of its first breakdown when none is named."""
        return self.dataset.parts(whole, breakdown)

    def tree(self, whole: str) -> tuple[str, ...]:
        """A whole, its parts, their parts and so on, each followed by its own."""
        below = [descendant for part in self.parts(whole) for descendant in self.tree(part)]
        return (whole, *below)

    @property
    @listing(FIGURE)
    def figures(self) -> pd.DataFrame:
        """The section's stated figures, one row a statement; those of all sections where it has none of its own."""
        from kimtan.present import analyst

        return analyst.figures(self.facts, self.names)

    @property
    @listing(INDICATOR)
    def indicators(self) -> pd.DataFrame:
        """The section's indicators with all metrics, one row each; columns without any value are left out."""
        from kimtan.present import analyst

        return analyst.indicators(self.facts, self.names)

    @property
    @listing(FINDING)
    def findings(self) -> pd.DataFrame:
        """What came of the rules that a figure of the section is part of, one row each, what needs attention first."""
        from kimtan.present import analyst

        return analyst.findings(self.facts, self.names)

    @property
    def frame(self) -> pd.DataFrame:
        """What :mod:`kimtan.metrics` read: the stated amounts of all sections, one row an indicator.

        The parts of a whole stand together in it, so that ``metrics.contribution(s.frame)`` is right.
        """
        return self.dataset.wide()

    @property
    def columns(self) -> pd.DataFrame:
        """What the columns of :attr:`indicators`, :attr:`figures` and :attr:`findings` hold, one row a column."""
        import pandas as pd

        frames = {"indicators": INDICATOR, "figures": FIGURE, "findings": FINDING}
        rows = [(frame, name, text) for frame, columns in frames.items() for name, text in columns.items()]
        return pd.DataFrame(rows, columns=["frame", "column", "holds"]).set_index(["frame", "column"])

    def what_if(self, figure: str, value: float | str | Decimal) -> Section:
        """The section as it would be if one stated figure had another value; nothing is written anywhere.

        Parameters
        ----------
        figure
            Its identity, as in the index of :attr:`figures`.
        value
            In the unit that it is stated in.

        Raises
        ------
        InputError
            There is no such figure.
        """
        whole = self.dataset.complete
        known: dict[str, Observation] = {row.figure: row for row in whole.observations}
        if figure not in known:
            seen = f"There is no figure '{figure}'."
            raise InputError(Problem("s.what_if", seen, nearest(figure, known), "section.figure"))
        row = known[figure].model_copy(update={"value": Decimal(str(value))})
        rows = tuple(row if other.figure == figure else other for other in whole.observations)
        config = self.dataset.config
        changed = replace(whole, observations=rows).edition(config.language, config.audience)
        return Section(self.name, Facts(changed, config.language))

    def title(self) -> Heading:
        """The section's heading, numbered as in the official report (``data/sections.csv``)."""
        known = self.dataset.sections.get(self.name)
        number = known.number if known and known.number else ""
        title = self.facts.section_title(self.name) or self.name
        return Heading(title, self.name.replace("_", "-"), level=number.count(".") + 2 if number else 2, number=number)

    def heading(self, vi: str, en: str, anchor: str) -> Heading:
        """A heading inside the section, one level below its title."""
        title = self.title()
        return Heading(self.facts.word(vi, en), f"{title.anchor}-{anchor}", level=min(title.level + 1, _DEEPEST))

    def part(self, vi: str, en: str, anchor: str, *blocks: Block | None) -> list[Block]:
        """A heading inside the section with what stands under it; nothing where nothing would."""
        known = [block for block in blocks if block is not None]
        return [self.heading(vi, en, anchor), *known] if known else []

    def prose(self, *sentences: Sentence | None) -> Narrative | None:
        """One paragraph of sentences; those that are ``None`` are left out."""
        known = [sentence for sentence in sentences if sentence]
        return Narrative((join(known, " "),)) if known else None

    def points(self, *sentences: Sentence | None) -> Narrative | None:
        """A list with a point for each sentence."""
        known = tuple(sentence for sentence in sentences if sentence)
        return Narrative(known, style="bullets") if known else None

    def tasks_rest(self) -> list[Block]:
        """Tasks and levels of the year's end that the notebook has not shown, then the goals of later years."""
        remainder, goals = (
            self.table.remainder(self.dataset.indicators, of_tasks=True),
            self.say.goals(*self.dataset.indicators),
        )
        return [*([] if remainder is None else [remainder]), *([] if goals is None else [Narrative((goals,))])]

    def annex_rest(self) -> Block | None:
        """What neither the annex nor the table of targets has, of all sections."""
        return self.table.remainder(self.dataset.indicators)

    def rest(self) -> list[Block]:
        """What the section states and the notebook has not shown, in sentences; nothing where all is shown."""
        remainder = self.table.remainder(self.names)
        return [] if remainder is None else [remainder]

    def history(self) -> list[Block]:
        """The section's figures beside those of other periods, where there are any, with the first one drawn."""
        own = self.dataset.section(self.name)
        known = [name for name in own if self.facts.has(name) and self.dataset.earlier(name)]
        if not known:
            return []
        chart = self.chart.history(known[0])
        return self.part("Qua các kỳ", "Over the periods", "history", self.table.history(*known), chart)

    def evidence(self) -> list[Block]:
        """A heading and a table of statements for each section of the dictionary, in table order."""
        blocks: list[Block] = []
        for section in dict.fromkeys(indicator.section for indicator in self.dataset.indicators.values()):
            if (table := self.table.evidence(section)) is not None:
                title = self.facts.section_title(section)
                blocks += [self.heading(title, title, anchor=section.replace("_", "-")), table]
        return blocks

    def callout(self, tone: Tone, vi: str, en: str, *sentences: Sentence | None) -> Callout | None:
        """A remark with a title, shown only if one of its sentences has something to say."""
        known = tuple(sentence for sentence in sentences if sentence)
        return Callout(self.facts.word(vi, en), known, tone) if known else None

    def progress(self, *indicators: str, also: Sequence[Sentence | None] = ()) -> Callout | None:
        """The pace of some indicators as a remark whose tone and title come from the worst standing among them."""
        return callouts.progress(self.facts, indicators, [*map(self.say.pace, indicators), *also])

    def tone(self, *indicators: str) -> Tone:
        """The tone for a remark about some indicators: an alarm only where one of them is at risk."""
        return callouts.tone(self.facts, indicators)

    def comparability(self) -> Callout | None:
        """A remark where last year's territory was another one: growth is then known only of re-based figures."""
        broken = self.dataset.broken
        if broken is None:
            return None
        title = Bilingual("So sánh với cùng kỳ", "Comparison with last year")
        return self.callout("warn", *title, sentence((reason(broken, self.facts.language),)))

    def checks(self, see: str) -> Callout | None:
        """What the audit found, as a remark: an alarm only where something contradicts something.

        Parameters
        ----------
        see
            Anchor of the chapter that tells of all checks.
        """
        disputed = {finding.outcome for finding in self.facts.findings if finding.is_disputed}
        tone: Tone = "bad" if "cannot_hold" in disputed else "warn" if disputed else "info"
        title = (
            Bilingual("Số liệu cần xác nhận lại", "Figures to be confirmed")
            if disputed
            else Bilingual("Đối chiếu số liệu", "The figures checked")
        )
        contradictions = self.say.contradictions()
        return self.callout(tone, *title, *contradictions, self.say.checked_in_all(see))
