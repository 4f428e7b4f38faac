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
from kimtan.present.sentences.own_clauses import clause_of
from kimtan.present.wording import bounded, stated_text

_AMOUNTS = ("dân số", "tổng số ", "số ")
"""What names of counts begin with that are an amount already, and have none."""

_PLANS = ("dự toán ", "kế hoạch ", "chỉ tiêu ")
"""What names of plans begin with."""


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
        facts, word, period = self.facts, self.facts.word, self.facts.dataset.period
        stated = {name: facts.stated(indicator, name, prose=True) for name in ("plan", "last_year")}
        clauses: list[Sentence] = []
        if stated["plan"]:
            is_plan = facts.prose_name(indicator).startswith(_PLANS)  # what is a plan by its name is not planned
            vi = f"năm {period.year} là {{n}}" if is_plan else "theo kế hoạch năm là {n}"
            clauses.append(fill(word(vi, "is planned at {n} for the year"), n=stated["plan"]))
        if (completion := facts.stated(indicator, "pct_of_plan")) is not None:
            plan = self._plan_named(indicator)
            clauses.append(fill(word("đạt {n} {plan}", "reached {n} of {plan}"), n=completion, plan=plan))
        on_last_year = self._on_last_year(indicator)
        clauses += on_last_year if facts.language == "vi" else [("is ", *clause) for clause in on_last_year]
        if stated["last_year"]:
            before = f"năm {period.year - 1}" if period.kind == "FY" else "cùng kỳ năm trước"
            clauses.append(fill(word(f"{before} là {{n}}", "stood at {n} a year before"), n=stated["last_year"]))
        clauses += self._left(indicator)
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
            unit = facts.dataset.units[row.unit]
            if unit.name_en == unit.name_vi:  # a noun that no name in English says again: 486 triệu USD
                return (f"{name} came to {about}", facts.statement(row, prose=True))
            return (f"{name} numbered {about}", facts.statement(row, prose=True, bare=True))
        is_amount = name.startswith(_AMOUNTS)
        has = ("ước " if is_estimate else "") + ("là " if is_amount else "có ")
        return (has, *counted) if counted and not is_amount else (f"{name} {has}", facts.statement(row, prose=True))

    def _verb(self, row: Observation) -> str:
        """What stands before a figure; words that fit a name in the singular and in the plural."""
        indicator = self.facts.dataset.indicators[row.indicator]
        is_share = indicator.kind in {"share", "rate"} and indicator.better == "neither"
        is_reached = indicator.better != "lower" and row.value >= 0 and not is_share  # poverty and deficits are not
        if row.status == "estimate":
            en = "came to " if row.bound == "about" else "came to an estimated "
            return self.facts.word("ước đạt " if is_reached else "ước là ", en)
        return self.facts.word("đạt ", "reached ") if is_reached else self.facts.word("là ", "stood at ")

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
            plan = self._plan_named(indicator)
            qualifiers.append(fill(facts.word("bằng {n} {plan}", "or {n} of {plan}"), n=completion, plan=plan))
        return [
            *qualifiers,
            *self._on_last_year(indicator),
            *self._left(indicator),
            *self.on_other_bases(indicator),
        ]

    def _plan_named(self, indicator: str) -> str:
        """The plan that a percentage is of: the year's, or whose it is where the source says so."""
        facts = self.facts
        rows = facts.dataset.statements(indicator, "pct_of_plan")
        if not rows or rows[0].basis is None or rows[0].basis == facts.dataset.config.settings.plan_basis:
            return facts.word("kế hoạch năm", "the annual plan")
        return facts.word("kế hoạch {}", "the plan {}").format(facts.basis_name(rows[0].topic))

    def _on_last_year(self, indicator: str) -> list[Sentence]:
        """Growth and the stated difference, in one clause where they go one way: ``tăng 12 hộ (6%) so với cùng kỳ``."""
        facts, growth = self.facts, self.growth(indicator)
        rows = facts.dataset.statements(indicator, "yoy_abs")
        clauses = [clause for row in rows if (clause := clause_of(facts, row))]
        value, number = facts.value(indicator, "growth_used_pct"), self.growth_number(indicator)
        if len(rows) == 1 and value is not None and number is not None and value * float(rows[0].value) > 0:
            way, size, *rest = clauses[0]
            return [(way, size, " (", number, ")", *rest)]
        return [*([growth] if growth else []), *clauses]

    def _left(self, indicator: str) -> list[Sentence]:
        """What is stated as still to do of the plan."""
        rows = self.facts.dataset.statements(indicator, "remaining")
        return [clause for row in rows if (clause := clause_of(self.facts, row))]

    def on_other_bases(self, indicator: str, *, is_alone: bool = False) -> list[Sentence]:
        """Changes on other bases than last year, and goals of other years: ``tăng 12% so với năm 2020``.

        ``is_alone``: whether nothing of what was achieved stands before, so that a verb is needed: in English for
        each clause, in Vietnamese for a goal that comes first.

        Examples
        --------
        >>> show(s.points(*s.say.on_other_bases("rice.area")))  # doctest: +SKIP
        """
        facts = self.facts
        rows = (facts.dataset.statements(indicator, measure) for measure in ("change_pct", "change_abs", "goal"))
        clauses: list[Sentence] = []
        before: set[object] = set()  # the same goal stated in two places is one
        for row in chain.from_iterable(rows):
            needs_verb = is_alone and (facts.language == "en" or not clauses)
            statement = (row.measure, row.basis, row.value, row.unit, row.bound, row.qualifier)
            if statement not in before and (clause := clause_of(facts, row, is_alone=needs_verb)):
                clauses.append(clause)
                before.add(statement)
        return clauses

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
        number, base = self.growth_number(indicator), facts.dataset.period.base(facts.language)
        if value == 0 or number is None:
            same = "cùng kỳ năm trước" if base == "cùng kỳ" else base
            return (facts.word(f"bằng {same}", f"unchanged on {base}"),)
        way = facts.word("tăng", "up") if value > 0 else facts.word("giảm", "down")
        template = facts.word("{way} {number} so với {base}", "{way} {number} on {base}")
        return fill(template, way=way, number=number, base=base)

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
