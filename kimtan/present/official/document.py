"""The whole official document: opening, results, conclusion, limitations and causes, tasks and solutions, annex."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kimtan.data.sections import ReportSection
from kimtan.data.texts import PLACEHOLDER, TextPoint
from kimtan.languages import Bilingual
from kimtan.present.blocks import Block, Chart, Heading, Narrative
from kimtan.present.charts.section import Charts
from kimtan.present.facts import Facts
from kimtan.present.marked import is_none
from kimtan.present.official.annex import OfficialAnnex
from kimtan.present.official.results import ResultsInWords, figures_in
from kimtan.present.period_texts import PeriodTexts
from kimtan.present.prose import Sentence, join, sentence
from kimtan.present.sentences.progress import Progress

ANNEX = "annex"
"""The anchor of the annex's heading."""

_LIMITATIONS, _NEXT = "limitations", "next_half"
_OPEN = "……………………………………………………"
"""A paragraph that is still to be written."""

_WORDS = {
    "opening": Bilingual(
        "{authority} báo cáo tình hình thực hiện nhiệm vụ {period} và nhiệm vụ, giải pháp trọng tâm {ahead} như sau:",
        "The {authority} reports on {period}, and on the tasks and solutions for {ahead}:",
    ),
    "judged": Bilingual("Đánh giá chung", "Overall assessment"),
    "outstanding": Bilingual("Những kết quả nổi bật:", "The main achievements are:"),
    "limitations": Bilingual("Tồn tại, hạn chế", "Limitations"),
    "causes": Bilingual("Nguyên nhân", "Causes"),
    "subjective": Bilingual("Nguyên nhân chủ quan", "Causes within the office's reach"),
    "objective": Bilingual("Nguyên nhân khách quan", "External causes"),
    "tasks": Bilingual("Nhiệm vụ {}", "Tasks for {}"),
    "solutions": Bilingual("Giải pháp", "Solutions"),
}


@dataclass(frozen=True)
class OfficialDocument:
    """The blocks of the document to sign.

    Parameters
    ----------
    facts
        The period's numbers, in the language and edition of the document.
    sections
        Names of the sections that the report has.
    """

    facts: Facts
    sections: Collection[str]

    def blocks(self) -> list[Block]:
        """Everything in reading order, the annex under a heading with the anchor ``annex``."""
        blocks = [*self._opening(), *self._results(), *self._limitations(), *self._tasks()]
        if "annex" in self.sections and (table := OfficialAnnex(self.facts, "annex").annex()) is not None:
            blocks += [Heading(self.facts.section_title("annex"), ANNEX, level=2), table]
        return blocks

    def _opening(self) -> Iterator[Block]:
        settings, period, language = self.facts.dataset.config.settings, self.facts.dataset.period, self.facts.language
        authority = settings.worded("authority", language) or settings.worded("unit", language) or ""
        names = {"period": period.definite(language), "ahead": period.ahead(language)}
        announcement = self._word("opening").format(authority=authority, **names)
        own = self._sentences(self.facts.dataset.in_words("opening"))
        yield Narrative(tuple(part for part in (join(own, " "), (announcement,)) if part))

    def _results(self) -> Iterator[Block]:
        """The chapters of results; a heading with nothing under it is left out."""
        sections = self.facts.dataset.sections
        numbered = [(name, section) for name, section in sections.items() if section.number and section.has_results]
        shown = (name for name, _ in numbered if name in self.sections)
        paragraphs = {name: block for name in shown if (block := ResultsInWords(self.facts, name).block()) is not None}
        for name, section in numbered:
            is_above = any(_is_below(other, section) for other_name, other in numbered if other_name in paragraphs)
            if name in paragraphs or is_above:
                yield self._numbered(str(section.number), section.title(self.facts.language), name)
                if name in paragraphs:
                    yield paragraphs[name]
                    yield from self._charts(name)
        yield from self._judged([section for _, section in numbered])

    def _judged(self, results: Sequence[ReportSection]) -> Iterator[Block]:
        """What the report concludes: the judgement with its figures, then the achievements one by one."""
        sections = self.facts.dataset.sections
        points = [
            point
            for point in self.facts.dataset.in_words("highlights")
            if (known := sections.get(point.section)) is None or known.scope == "report"  # type: ignore[attr-defined]
        ]
        if not points or not results or "summary" not in self.sections:
            return
        chapter = str(results[0].number).partition(".")[0]
        taken = [
            int(str(section.number).split(".")[1])
            for section in results
            if str(section.number).startswith(f"{chapter}.")
        ]
        yield self._numbered(f"{chapter}.{max(taken, default=0) + 1}", self._word("judged"), "judged")
        first = [point for at, point in enumerate(points) if at == 0 or PLACEHOLDER.search(point.vi)]
        rest = [point for point in points if point not in first]
        yield Narrative((join(self._sentences(first), " "), *([(self._word("outstanding"),)] if rest else [])))
        if rest:
            yield Narrative(tuple(self._sentences(rest)), style="bullets")

    def _limitations(self) -> Iterator[Block]:
        chapter, title = self._chapter(_LIMITATIONS)
        if not chapter:
            return
        dataset = self.facts.dataset
        yield self._numbered(chapter, title, _LIMITATIONS)
        yield self._numbered(f"{chapter}.1", self._word("limitations"), "limitations-list")
        yield self._points(dataset.in_words("limitations"))
        yield self._numbered(f"{chapter}.2", self._word("causes"), "causes")
        for place, kind in enumerate(("subjective", "objective"), start=1):
            yield self._numbered(f"{chapter}.2.{place}", self._word(kind), f"causes-{kind}")
            yield self._points(dataset.in_words("causes", "kind", kind))

    def _tasks(self) -> Iterator[Block]:
        chapter, title = self._chapter(_NEXT)
        if not chapter:
            return
        facts = self.facts
        yield self._numbered(chapter, title, _NEXT)
        ahead = facts.dataset.period.ahead(facts.language)
        yield self._numbered(f"{chapter}.1", self._word("tasks").format(ahead), "tasks")
        listed = [*self._sentences(facts.dataset.in_words("tasks")), *self._targets()]
        listed += [goals] if (goals := Progress(facts).goals(*facts.dataset.indicators)) else []
        yield Narrative(tuple(listed) or ((_OPEN,),), style="numbered")
        yield self._numbered(f"{chapter}.2", self._word("solutions"), "solutions")
        areas = [
            (area, term.name(facts.language), sentences)
            for area, term in facts.dataset.terms["area"].items()
            if (sentences := self._sentences(facts.dataset.in_words("solutions", "area", area)))
        ]
        for place, (area, name, sentences) in enumerate(areas, start=1):
            yield self._numbered(f"{chapter}.2.{place}", name, f"solutions-{area}")
            yield Narrative((join(sentences, " "),))
        if not areas:
            yield Narrative(((_OPEN,),))

    def _targets(self) -> Iterator[Sentence]:
        """Tasks in figures that no text has, one each: what is to be done, and the level of the year's end."""
        facts = self.facts
        in_texts = figures_in(facts, "target", "year_end")
        for name, measure in product(facts.dataset.indicators, ("target", "year_end")):
            row = next(iter(facts.dataset.statements(name, measure)), None)
            if row is None or name in in_texts or "/" in row.as_written:
                continue
            is_level = measure == "year_end" or facts.dataset.indicators[name].kind in {"share", "rate"}
            until = facts.word(" đến cuối năm", ", by the end of the year") if measure == "year_end" else ""
            between = facts.word(f"{until} đạt ", f"{until}: ") if is_level else ": "
            counted = None if until and facts.has(name, "target") else facts.counted(name, row)
            if counted is None:
                yield sentence((f"{facts.prose_name(name)}{between}", facts.statement(row, prose=True)))
                continue
            is_less = facts.dataset.indicators[name].better == "lower"
            has = "" if is_none(row) else "còn " if is_less else "có "
            yield sentence((facts.word(f"phấn đấu {has}", ""), *counted))

    def _charts(self, section: str) -> Iterator[Block]:
        """The charts that the office asked for, each after the section of its indicator, named as what it shows."""
        facts = self.facts
        for asked in facts.dataset.config.settings.word.charts:
            kind, _, name = asked.partition(":")
            known = facts.dataset.indicators.get(name)
            if known is None or known.section != section:
                continue
            names = [name, *facts.dataset.parts(name)] if kind == "completion" else [name]
            chart = getattr(Charts(facts), kind)(*names)
            if isinstance(chart, Chart):
                period = facts.dataset.period.name(facts.language)
                yield replace(chart, title=(f"{known.name(facts.language)}, {period}",), note=())

    def _word(self, key: str) -> str:
        return _WORDS[key].in_(self.facts.language)

    def _chapter(self, name: str) -> tuple[str, str]:
        """Number and title of a chapter; nothing where the report is without it."""
        known = self.facts.dataset.sections.get(name)
        if known is None or not known.number or name not in self.sections:
            return "", ""
        return known.number, known.title(self.facts.language)

    def _numbered(self, number: str, title: str, anchor: str) -> Heading:
        return Heading(title, f"official-{anchor}".replace("_", "-"), level=number.count(".") + 2, number=number)

    def _sentences(self, points: Sequence[TextPoint]) -> list[Sentence]:
        texts = PeriodTexts(self.facts, "")
        return [texts.filled(point) for point in points]

    def _points(self, points: Sequence[TextPoint]) -> Narrative:
        return Narrative(tuple(self._sentences(points)) or ((_OPEN,),), style="bullets")


def _is_below(section: ReportSection, other: ReportSection) -> bool:
    """Whether a section's number is below another's: an office's own section may have the number of one it lacks."""
    return str(section.number).startswith(f"{other.number}.")
