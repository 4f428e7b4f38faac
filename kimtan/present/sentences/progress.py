"""The way to the year's plan: what remains, the pace that it takes, and what is set for the rest of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kimtan.data.identities import DerivedId
from kimtan.languages import Bilingual
from kimtan.present import roundings
from kimtan.present.blocks import Number, Run
from kimtan.present.derived import percent
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence
from kimtan.present.rich_text import Piece


@dataclass(frozen=True)
class Progress:
    """Sentences about the way to the year's plan."""

    facts: Facts

    def remaining(self, *indicators: str) -> Sentence | None:
        """What is still to do to reach the year's plan; only for what has a plan and is not done.

        Examples
        --------
        >>> show(s.say.remaining("rice.area", "rice.output"))  # doctest: +SKIP
        """
        facts = self.facts
        clauses: list[Run] = []
        for name in indicators:
            value, number = facts.value(name, "remaining_used"), facts.derived(name, "remaining")
            if number is not None and value is not None and value > 0:
                about, words = self._about(name), facts.prose_name(name)
                clauses.append(
                    (about, number, f" for {words}") if facts.language == "en" else (f"{words} {about}", number)
                )
        if not clauses:
            return None
        if facts.is_year_over:
            template = facts.word("còn thiếu so với kế hoạch năm: {clauses}", "short of the annual plan by {clauses}")
        else:
            template = facts.word(
                "để hoàn thành kế hoạch năm còn phải thực hiện: {clauses}",
                "the annual plan still leaves {clauses}",
            )
        return sentence(fill(template, clauses=join(clauses, "; ")))

    def pace(self, indicator: str) -> Sentence | None:
        """How fast it must go for the rest of the year, against how fast it went.

        Examples
        --------
        >>> show(s.say.pace("town.revenue"))  # doctest: +SKIP
        """
        facts = self.facts
        needed, achieved = (facts.derived(indicator, name) for name in ("needed_per_month", "achieved_per_month"))
        ratio, value = facts.derived(indicator, "pace_ratio"), facts.value(indicator, "pace_ratio")
        completion = facts.completion(indicator)
        if needed is None or achieved is None or ratio is None or value is None or completion is None or value <= 0:
            return None
        if value > 1.05:
            compared = fill(facts.word("gấp {ratio} mức bình quân đã đạt", "{ratio} the average so far"), ratio=ratio)
        elif value < 0.95:
            compared = fill(
                facts.word("thấp hơn mức bình quân đã đạt là {achieved}", "less than the average so far of {achieved}"),
                achieved=achieved,
            )
        else:
            compared = (facts.word("ngang mức bình quân đã đạt", "about the average so far"),)
        template = facts.word(
            "đã qua {gone} thời gian của năm, {name} đạt {completion} kế hoạch{plan}; để hoàn thành, thời gian còn lại "
            "bình quân cần {about}{needed}, {compared}",
            "with {gone} of the year gone, {completion} of the plan for {name}{plan} has been achieved; to meet it, an "
            "average of {about}{needed} is needed for the rest of the year, {compared}",
        )
        return sentence(
            fill(
                template,
                gone=facts.time_gone(indicator),
                name=facts.prose_name(indicator),
                completion=completion,
                plan=(" (", plan, ")") if (plan := facts.stated(indicator, "plan", prose=True)) is not None else (),
                about=self._about(indicator),
                needed=needed,
                compared=compared,
            )
        )

    def implied_second_half(self, indicator: str) -> Sentence | None:
        """What the plan implies for the rest of the year, compared with the part gone.

        Examples
        --------
        >>> show(s.say.implied_second_half("output.total"))  # doctest: +SKIP
        """
        facts = self.facts
        to_do, actual = facts.derived(indicator, "remaining"), facts.stated(indicator)
        left, done = facts.value(indicator, "remaining_used"), facts.value(indicator, "actual")
        if to_do is None or actual is None or left is None or not done or left <= 0:
            return None
        stated = facts.expressions(indicator)
        share = facts.expressed(
            DerivedId.of(indicator, "remaining_of_actual"),
            percent(stated.remaining(), stated.actual()),
            "percent",
            Bilingual("còn lại ÷ thực hiện", "remaining ÷ actual"),
        )
        if share is None:
            return None
        only = "chỉ " if left < done else ""
        template = facts.word(
            f"để đạt kế hoạch năm, {{name}} trong thời gian còn lại {only}cần {{about}}{{to_do}}, bằng {{share}} mức "
            "đã thực hiện",
            "the annual plan leaves {about}{to_do} for {name} in the rest of the year, {share} of what has been "
            "achieved so far",
        )
        slots: dict[str, Run | Piece] = {
            "name": facts.prose_name(indicator),
            "about": self._about(indicator),
            "to_do": to_do,
            "share": share,
        }
        is_exact = roundings.is_quotient(share, to_do, actual, facts.language, times=100)
        note = () if is_exact else (f" ({roundings.NOTE.in_(facts.language)})",)
        return sentence((*fill(template, **slots), *note))

    def target(self, *indicators: str) -> Sentence | None:
        """What the next half's tasks ask for, as the report states it.

        Examples
        --------
        >>> show(s.say.target("houses.new"))  # doctest: +SKIP
        """
        facts = self.facts
        clauses: list[Run] = [
            facts.counted(name, rows[0]) or (f"{facts.prose_name(name)} ", facts.statement(rows[0], prose=True))
            for name in indicators
            if (rows := facts.dataset.statements(name, "target"))
        ]
        if not clauses:
            return None
        ahead = facts.dataset.period.ahead(facts.language)
        template = facts.word("nhiệm vụ đề ra cho {ahead}: {clauses}", "the tasks for {ahead} are: {clauses}")
        return sentence(fill(template, ahead=ahead, clauses=join(clauses, "; ")))

    def goals(self, *indicators: str) -> Sentence | None:
        """The goals of later years, by year: ``Đến năm 2030 phấn đấu: tỷ lệ che phủ rừng đạt 62%``.

        Examples
        --------
        >>> show(s.say.goals(*s.names))  # doctest: +SKIP
        """
        facts = self.facts
        rows = [row for name in indicators for row in facts.dataset.statements(name, "goal")]
        by_year: dict[str, list[Run]] = {}
        for row in rows:
            number = facts.statement(row, prose=True)
            is_less = facts.dataset.indicators[row.indicator].better == "lower"  # poverty is not reached
            reached = (f"{facts.prose_name(row.indicator)} {facts.word('còn' if is_less else 'đạt', 'at')} ", number)
            by_year.setdefault(facts.goal_year(row.topic), []).append(reached)
        template = facts.word("{year} phấn đấu {clauses}", "the goals for {year} are {clauses}")
        told = [sentence(fill(template, year=year, clauses=join(own, "; "))) for year, own in sorted(by_year.items())]
        return join(told, " ") if told else None

    def targets_read(self, *indicators: str) -> Sentence | None:
        """How many of the targets agree with the plan, and which do not.

        Examples
        --------
        >>> show(s.say.targets_read(*s.targets))  # doctest: +SKIP
        """
        facts = self.facts
        readings = {name: facts.reading(name) for name in indicators if facts.has(name, "target")}
        if not readings:
            return None
        by_reading: dict[str, list[str]] = {"remaining": [], "level": [], "unknown": [], "neither": []}
        for name, reading in readings.items():
            by_reading[reading].append(name)
        numbers = {
            "all": self._count_of_targets("all", list(readings)),
            "agree": self._count_of_targets("agree", by_reading["remaining"] + by_reading["level"]),
            "unknown": self._count_of_targets("unknown", by_reading["unknown"]),
        }
        wrong = [(facts.prose_name(name),) for name in by_reading["neither"]]
        if len(by_reading["unknown"]) == len(readings):
            template = facts.word(
                "{all} chỉ tiêu có nhiệm vụ cụ thể chưa đủ số liệu để đối chiếu với kế hoạch năm",
                "the targets of {all} indicators cannot be compared with the annual plan"
                if len(readings) > 1
                else "the target of {all} indicator cannot be compared with the annual plan",
            )
        else:
            template = facts.word(
                "trong {all} chỉ tiêu có nhiệm vụ cụ thể, {agree} khớp với kế hoạch năm, {unknown} chưa đủ số liệu "
                "để đối chiếu",
                "of {all} indicators with a target, {agree} agree with the annual plan, and {unknown} cannot be "
                "compared",
            )
        if wrong:
            template += facts.word("; không khớp: {wrong}", "; in disagreement: {wrong}")
        return sentence(fill(template, wrong=join(wrong), **numbers))

    def _count_of_targets(self, which: str, names: Sequence[str]) -> Number:
        formula = Bilingual("đếm nhiệm vụ theo cách đọc khớp được", "count of targets by the reading that fits")
        targets = [number for name in names if (number := self.facts.stated(name, "target"))]
        return self.facts.count(len(names), f"targets:{which}", formula, targets)

    def _about(self, indicator: str) -> str:
        return self.facts.word("khoảng ", "about ") if self.facts.is_implied(indicator) else ""
