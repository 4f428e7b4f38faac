"""What was achieved: the figure, how far the plan is done, how it compares with last year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from kimtan.data.indicators import SLOT, SPAN, WAS
from kimtan.data.observations import Observation
from kimtan.figures import date_text, decimals_of, number_text
from kimtan.present.blocks import Run
from kimtan.present.marked import is_none
from kimtan.present.prose import Sentence, fill, join, sentence
from kimtan.present.sentences.growth import Growth
from kimtan.present.sentences.own_clauses import clause_of

_AMOUNTS = ("dân số", "tổng số ", "số ")
"""What names of counts begin with that are an amount already, and have none."""

_PLANS = ("dự toán ", "kế hoạch ", "chỉ tiêu ")
"""What names of plans begin with."""


@dataclass(frozen=True)
class Results(Growth):
    """Sentences that report figures as they were stated."""

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
            is_plan = any(word in f"{facts.prose_name(indicator)} " for word in _PLANS)  # what is a plan is not planned
            vi = f"năm {period.year} là {{n}}" if is_plan else "theo kế hoạch năm là {n}"
            clauses.append(fill(word(vi, "had a plan of {n} for the year"), n=stated["plan"]))
        if (completion := facts.stated(indicator, "pct_of_plan")) is not None:
            plan = self._plan_named(indicator)
            clauses.append(fill(word("đạt {n} {plan}", "reached {n} of {plan}"), n=completion, plan=plan))
        clauses += [_alone(clause) if facts.language == "en" else clause for clause in self.on_last_year(indicator)]
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
        if counted and is_none(row):
            return (facts.word("ước " if is_estimate else "", "there were "), *counted)
        if facts.language == "en":
            about = "an estimated " if is_estimate and row.bound != "about" else ""
            if counted:
                return (f"there {'was' if abs(row.value) == 1 else 'were'} {about}", *counted)
            unit = facts.dataset.units[row.unit]
            if unit.name_en == unit.name_vi:  # a noun that no name in English says again: 486 triệu USD
                return (f"{name} came to {about}", facts.statement(row, prose=True))
            return (f"{name} numbered {about}", facts.statement(row, prose=True, bare=True))
        is_amount = name.startswith(_AMOUNTS)
        is_near = is_estimate and is_amount and row.bound == "about"  # ước khoảng
        has = ("ước " if is_estimate else "") + ("" if is_near else "là " if is_amount else "có ")
        return (has, *counted) if counted and not is_amount else (f"{name} {has}", facts.statement(row, prose=True))

    def _verb(self, row: Observation) -> str:
        """What stands before a figure; words that fit a name in the singular and in the plural."""
        indicator = self.facts.dataset.indicators[row.indicator]
        is_share = indicator.kind in {"share", "rate"} and indicator.better == "neither"
        is_reached = indicator.better != "lower" and row.value >= 0 and not is_share  # poverty and deficits are not
        if row.status == "estimate" and not is_reached and (row.bound == "about" or row.value < 0):
            return self.facts.word("ước ", "came to an estimated " if row.value < 0 else "came to ")  # khoảng, âm
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
        is_rounded = all(self._is_rounding(statement, row) for statement in rest)
        template = self.facts.word("(nơi khác trong báo cáo ghi {numbers})", "(elsewhere the report says {numbers})")
        if is_rounded:
            template = self.facts.word("(nơi khác làm tròn là {numbers})", "(elsewhere rounded to {numbers})")
        return [fill(template, numbers=join(numbers))]

    def _is_rounding(self, statement: Observation, row: Observation) -> bool:
        """Whether a statement is another one with fewer digits: 643 triệu đồng of 642,5."""
        if statement.unit != row.unit or statement.bound or row.bound:
            return False
        decimals = decimals_of(statement.value)
        return decimals < decimals_of(row.value) and number_text(row.value, "en", decimals) == number_text(
            statement.value, "en"
        )

    def _measured(self, row: Observation) -> list[Sentence]:
        """By what the source says that a figure was measured, behind the figure; nothing where it says nothing."""
        return [(words,)] if (words := self.facts.qualifier_name(row)) else []

    def _qualifiers(self, indicator: str, row: Observation) -> list[Sentence]:
        facts = self.facts
        qualifiers: list[Sentence] = []
        if row.as_of is not None:
            date = date_text(row.as_of, facts.language)
            qualifiers.append((facts.word(f"tính đến ngày {date}", f"as of {date}"),))
        if qualifier := self._of_plan(indicator):
            qualifiers.append(qualifier)
        return [
            *qualifiers,
            *self.on_last_year(indicator),
            *self._left(indicator),
            *self.on_other_bases(indicator),
        ]

    def _of_plan(self, indicator: str) -> Sentence | None:
        """How far the plan is done; of a share in percent the plan itself, unless its completion is stated."""
        facts = self.facts
        is_share = facts.row_unit(indicator).dimension == "percent"
        plan = facts.stated(indicator, "plan") if is_share and not facts.has(indicator, "pct_of_plan") else None
        if plan is not None:
            return fill(facts.word("kế hoạch năm {n}", "against {n} planned for the year"), n=plan)
        if (completion := facts.completion(indicator)) is None:
            return None
        named = self._plan_named(indicator)
        return fill(facts.word("bằng {n} {plan}", "or {n} of {plan}"), n=completion, plan=named)

    def _plan_named(self, indicator: str) -> str:
        """The plan that a percentage is of: the year's, or whose it is where the source says so."""
        facts = self.facts
        rows = facts.dataset.statements(indicator, "pct_of_plan")
        if not rows or rows[0].basis is None or rows[0].basis == facts.dataset.config.settings.plan_basis:
            return facts.word("kế hoạch năm", "the annual plan")
        return facts.word("kế hoạch {}", "the plan {}").format(facts.basis_name(rows[0].topic))

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
                counted = None if is_none(rows[0]) else facts.counted(name, rows[0])
                clauses.append(counted or (f"{facts.prose_name(name)} ", facts.statement(rows[0], prose=True)))
        if not clauses:
            return None
        template = facts.word("đến cuối năm phấn đấu đạt {clauses}", "by the end of the year the aim is {clauses}")
        return sentence(fill(template, clauses=join(clauses, "; ")))


def _alone(clause: Sentence) -> Sentence:
    """A clause on growth with a verb of its own, for English, of one and of several alike: ``rose 140% on …``."""
    verbs = {"up ": "rose ", "down ": "fell ", "unchanged ": "stayed unchanged "}
    first = str(clause[0])
    verb = next((word for word in verbs if first.startswith(word)), "")
    return (f"{verbs.get(verb, '')}{first.removeprefix(verb)}", *clause[1:])
