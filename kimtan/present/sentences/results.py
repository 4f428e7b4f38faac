"""What was achieved: the figure, how far the plan is done, how it compares with last year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from kimtan.data.indicators import SLOT, SPAN, WAS
from kimtan.data.observations import Observation
from kimtan.figures import date_text, number_text
from kimtan.present.blocks import Number, Run
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence
from kimtan.present.wording import bounded, stated_text


@dataclass(frozen=True)
class Results:
    """Sentences that report figures as they were stated."""

    facts: Facts

    def results(self, *indicators: str) -> Sentence | None:
        """One sentence that reports each indicator in a clause of its own; unstated ones are left out.

        Examples
        --------
        >>> show(s.say.results("rice.area", "rice.output"))  # doctest: +SKIP
        """
        clauses = [clause for name in indicators if (clause := self.clause(name))]
        return sentence(join(clauses, "; ")) if clauses else None

    def collected(self, vi: str, en: str, *indicators: str) -> Sentence | None:
        """Bare phrases of several indicators in one sentence that holds ``{clauses}``.

        Examples
        --------
        >>> show(s.say.collected("Chăn nuôi", "Livestock", "herd.pigs", "herd.cattle"))  # doctest: +SKIP
        """
        rows = [(name, stated[0]) for name in indicators if (stated := self.facts.dataset.statements(name))]
        clauses = [self._phrase(name, row) for name, row in rows]
        return sentence(fill(self.facts.word(vi, en), clauses=join(clauses))) if clauses else None

    def clause(self, indicator: str) -> Sentence | None:
        """An indicator's figure in its phrase, with plan completion and growth where they are stated.

        Of what is only planned, or only compared, what is known of it is said.

        Examples
        --------
        >>> show(s.say.clause("rice.area"))  # doctest: +SKIP
        """
        rows = self.facts.dataset.statements(indicator)
        if not rows:
            return self._without_actual(indicator)
        return join([self._phrase(indicator, rows[0]), *self._qualifiers(indicator, rows[0])], ", ")

    def _without_actual(self, indicator: str) -> Sentence | None:
        """What is stated of an indicator of which no achievement is: its plan, last year's value, what is left."""
        facts, word = self.facts, self.facts.word
        stated = {name: facts.stated(indicator, name, prose=True) for name in ("plan", "last_year")}
        clauses: list[Sentence] = []
        if stated["plan"]:
            clauses.append(fill(word("theo kế hoạch năm là {n}", "is planned at {n} for the year"), n=stated["plan"]))
        if (completion := facts.stated(indicator, "pct_of_plan")) is not None:
            clauses.append(fill(word("đạt {n} kế hoạch năm", "reached {n} of the annual plan"), n=completion))
        if growth := self.growth(indicator):
            clauses.append(growth if facts.language == "vi" else ("is ", *growth))
        if stated["last_year"]:
            clauses.append(fill(word("cùng kỳ năm trước là {n}", "stood at {n} a year before"), n=stated["last_year"]))
        clauses += self._differences(indicator)
        clauses += self.on_other_bases(indicator, is_alone=True)
        return join([(f"{facts.prose_name(indicator)} ",), join(clauses)], "") if clauses else None

    def _phrase(self, indicator: str, row: Observation) -> Sentence:
        phrase = self.facts.dataset.phrases.get(indicator)
        if phrase is None and self.facts.dataset.units[row.unit].exact:
            rest = self._other_statements(indicator, row)
            return join([self._count_clause(indicator, row), *self._measured(row), *rest], " ")
        text = f"{self.facts.prose_name(indicator)} {{reached}}"
        if phrase is not None:
            text = phrase.words.in_(self.facts.language).replace(WAS, "was" if abs(row.value) == 1 else "were")
        before, after = text[: SLOT.search(text).start()], text[SLOT.search(text).end() :]  # type: ignore[union-attr]
        number = self.facts.statement(row, prose=True)
        if after.startswith(f"/{SPAN}"):  # the length of the period is part of what the number says
            span = self.facts.dataset.period.span(self.facts.language)
            joint = self.facts.word("/", " in ")
            number, after = replace(number, text=f"{number.text}{joint}{span}"), after.removeprefix(f"/{SPAN}")
        verb = self._verb(row) if "{reached}" in text else ""
        rest = self._other_statements(indicator, row)
        return join([(before, verb, number, after), *self._measured(row), *rest], " ")

    def _count_clause(self, indicator: str, row: Observation) -> Sentence:
        """A count with its name: ``có 04 công trình đã phê duyệt``, ``lớp học nghề có 32 người``."""
        facts, is_estimate, name = self.facts, row.status == "estimate", self.facts.prose_name(indicator)
        counted = facts.counted(indicator, row)
        if facts.language == "en":
            about = "an estimated " if is_estimate else ""
            if counted:
                return (f"there {'was' if abs(row.value) == 1 else 'were'} {about}", *counted)
            return (f"{name} numbered {about}", facts.statement(row, prose=True, bare=True))
        has = "ước có " if is_estimate else "có "
        return (has, *counted) if counted else (f"{name} {has}", facts.statement(row, prose=True))

    def _verb(self, row: Observation) -> str:
        """What stands before a figure; words that fit a name in the singular and in the plural."""
        if row.status == "estimate":
            return self.facts.word("ước đạt ", "came to an estimated ")
        return self.facts.word("đạt ", "reached ")

    def _other_statements(self, indicator: str, row: Observation) -> list[Sentence]:
        """Statements of the same figure that differ: all are shown, none is preferred."""
        rows = self.facts.dataset.statements(indicator)
        rest = [statement for statement in rows if (statement.value, statement.unit) != (row.value, row.unit)]
        if not rest:
            return []
        numbers = [
            join([(self.facts.statement(statement, prose=True),), *self._measured(statement)], " ")
            for statement in rest
        ]
        template = self.facts.word("(nơi khác trong báo cáo ghi {numbers})", "(elsewhere the report says {numbers})")
        return [fill(template, numbers=join(numbers))]

    def _measured(self, row: Observation) -> list[Sentence]:
        """By what the source says that a figure was measured, behind the figure; nothing where it says nothing."""
        return [(words,)] if (words := self.facts.qualifier_name(row)) else []

    def _qualifiers(self, indicator: str, row: Observation) -> list[Sentence]:
        facts = self.facts
        qualifiers: list[Sentence] = []
        if row.as_of is not None:
            date = date_text(row.as_of, facts.language)
            qualifiers.append((facts.word(f"tính đến ngày {date}", f"as of {date}"),))
        if completion := facts.completion(indicator):
            qualifiers.append(
                fill(facts.word("bằng {number} kế hoạch năm", "or {number} of the annual plan"), number=completion)
            )
        if growth := self.growth(indicator):
            qualifiers.append(growth)
        qualifiers += self._differences(indicator)
        return [*qualifiers, *self.on_other_bases(indicator)]

    def _differences(self, indicator: str) -> list[Sentence]:
        """How far an amount lies from last year's and from the plan, where that is stated: ``tăng 12 hộ so với …``."""
        facts = self.facts
        clauses: list[Sentence] = []
        base = facts.word("cùng kỳ", "the same period last year")
        clauses += [self._change(row, base) for row in facts.dataset.statements(indicator, "yoy_abs")]
        for row in facts.dataset.statements(indicator, "remaining"):
            template = facts.word("còn phải thực hiện {number}", "with {number} still to do")
            clauses.append(fill(template, number=facts.statement(row, prose=True)))
        return clauses

    def on_other_bases(self, indicator: str, *, is_alone: bool = False) -> list[Sentence]:
        """Changes on other bases than last year, and goals of other years: ``tăng 12% so với năm 2020``.

        ``is_alone``: whether nothing of what was achieved stands before, so that English needs a verb.

        Examples
        --------
        >>> show(s.points(*s.say.on_other_bases("rice.area")))  # doctest: +SKIP
        """
        facts = self.facts
        clauses: list[Sentence] = []
        be, has = ("is ", "has") if is_alone else ("", "with")
        changes = (facts.dataset.statements(indicator, measure) for measure in ("change_pct", "change_abs"))
        clauses += [self._change(row, facts.basis_name(row.topic), be) for row in chain.from_iterable(changes)]
        for row in facts.dataset.statements(indicator, "goal"):
            year = facts.basis_name(row.topic)
            template = facts.word("mục tiêu đến {year} là {number}", f"{has} a goal of {{number}} for {{year}}")
            clauses.append(fill(template, number=facts.statement(row, prose=True), year=year))
        return clauses

    def _change(self, row: Observation, base: str, be: str = "") -> Sentence:
        """A stated change on a base, its sign in words: ``tăng 12 hộ so với cùng kỳ``, ``bằng năm 2020``."""
        facts = self.facts
        if row.value == 0:
            return (facts.word(f"bằng {base}", f"{be}unchanged on {base}"),)
        number = facts.statement(row, prose=True)
        size = replace(number, text=number.text.replace("−", ""))
        way = facts.word("tăng", f"{be}up") if row.value > 0 else facts.word("giảm", f"{be}down")
        template = facts.word("{way} {number} so với {base}", "{way} {number} on {base}")
        return fill(template, way=way, number=size, base=base)

    def growth(self, indicator: str) -> Sentence | None:
        """Growth in words: ``tăng 2,3% so với cùng kỳ``, ``giảm``, ``bằng cùng kỳ``.

        Examples
        --------
        >>> show(s.say.growth("output.total"))  # doctest: +SKIP
        """
        facts = self.facts
        value = facts.value(indicator, "growth_used_pct")
        if value is None:
            return None
        number = self.growth_number(indicator)
        if value == 0 or number is None:
            return (facts.word("bằng cùng kỳ năm trước", "unchanged on the same period last year"),)
        way = facts.word("tăng", "up") if value > 0 else facts.word("giảm", "down")
        template = facts.word("{way} {number} so với cùng kỳ", "{way} {number} on the same period last year")
        return fill(template, way=way, number=number)

    def growth_number(self, indicator: str) -> Number | None:
        """The size of the growth, without its sign; of an index, what it is away from a hundred."""
        rows = [
            row for measure in ("yoy_pct", "yoy_index") for row in self.facts.dataset.statements(indicator, measure)
        ]
        if not rows:
            computed = self.facts.derived(indicator, "growth")
            return computed and replace(computed, text=computed.text.lstrip("−"))
        row = rows[0]
        language = self.facts.language
        if row.measure == "yoy_pct":
            text = stated_text(row, self.facts.dataset.units[row.unit], language)
            return self.facts.number(text.replace("−", ""), row.figure)
        value = abs(row.value - 100)
        return self.facts.number(bounded(f"{number_text(value, language)}%", row, language), row.figure)

    def year_end(self, *indicators: str) -> Sentence | None:
        """Levels that are announced for the end of the year.

        Examples
        --------
        >>> show(s.say.year_end("health.share"))  # doctest: +SKIP
        """
        facts = self.facts
        clauses: list[Run] = []
        for name in indicators:
            rows = facts.dataset.statements(name, "year_end")
            if rows:
                counted = facts.counted(name, rows[0])
                clauses.append(counted or (f"{facts.prose_name(name)} ", facts.statement(rows[0], prose=True)))
        if not clauses:
            return None
        template = facts.word("đến cuối năm phấn đấu đạt {clauses}", "by the end of the year the aim is {clauses}")
        return sentence(fill(template, clauses=join(clauses, "; ")))
