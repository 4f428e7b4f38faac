"""How the year goes: completion against the time gone, what remains, and the pace that it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kimtan.data.identities import DerivedId
from kimtan.languages import Bilingual
from kimtan.present import roundings
from kimtan.present.blocks import Link, Number, Run
from kimtan.present.derived import percent
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence
from kimtan.present.rich_text import Piece

_STATUSES = {
    "done": Bilingual("đã đạt kế hoạch năm", "reached the annual plan"),
    "ahead": Bilingual("vượt tiến độ", "ran ahead of schedule"),
    "on_track": Bilingual("đúng tiến độ", "kept to schedule"),
    "behind": Bilingual("chậm tiến độ", "fell behind schedule"),
    "at_risk": Bilingual("khó đạt kế hoạch năm", "may miss the annual plan"),
}
"""What is said of the indicators of a status; English verbs that one and several subjects share."""

_AT_THE_END = {**_STATUSES, "behind": Bilingual("chưa đạt kế hoạch năm", "missed the annual plan")}
"""The same when the year is over: nothing is late any more."""

_GOOD = Bilingual("đạt hoặc vượt tiến độ", "are on or ahead of schedule")
_GOOD_AT_THE_END = Bilingual("đạt hoặc vượt kế hoạch", "reached their plan")

_COUNT = Bilingual("đếm chỉ tiêu theo tiến độ", "count of indicators by progress")
_MOST_NAMED = 3


@dataclass(frozen=True)
class Progress:
    """Sentences about the way to the year's plan."""

    facts: Facts

    def standing(self, *indicators: str) -> Sentence | None:
        """Where indicators stand against the time gone, one group a status: the worst last.

        Examples
        --------
        >>> show(s.say.standing(*s.names))  # doctest: +SKIP
        """
        facts = self.facts
        groups = [group for status in _STATUSES if (group := self._group(status, indicators))]
        if not groups:
            return None
        if facts.is_year_over:
            return sentence(join(groups, "; "))
        template = facts.word("so với {gone} thời gian của năm, {groups}", "with {gone} of the year gone, {groups}")
        return sentence(fill(template, gone=facts.time_gone(), groups=join(groups, "; ")))

    def standings(self, *statuses: str, of: Sequence[str], see: str = "") -> list[Sentence]:
        """A sentence for each of some statuses that has indicators.

        Parameters
        ----------
        of
            The indicators.
        see
            Anchor of the place that tells of all: of many only the count and the first by completion are then told.

        Examples
        --------
        >>> show(s.points(*s.say.standings("behind", "at_risk", of=s.planned)))  # doctest: +SKIP
        """
        return [sentence(group) for status in statuses if (group := self._group(status, of, see))]

    def _group(self, status: str, indicators: Sequence[str], see: str = "") -> Sentence | None:
        names = [name for name in indicators if self.status(name) == status]
        if not names:
            return None
        if see and (status == "on_track" or len(names) > _MOST_NAMED):
            return self._counted(status, names, see)
        members = [self._with_completion(name) for name in names]
        subjects = join(members, ", ", self.facts.word(" và ", " and "))
        return (*subjects, f" {self._words(status)}")

    def _words(self, status: str) -> str:
        return (_AT_THE_END if self.facts.is_year_over else _STATUSES)[status].in_(self.facts.language)

    def _counted(self, status: str, names: Sequence[str], see: str) -> Sentence:
        """How many have a status, the first of them by completion where that is worth a word, and where all are told.

        Where the figures of some are in dispute, so is their count: the sentence says so itself.
        """
        facts = self.facts
        inputs = [number for name in names if (number := facts.completion(name))]
        disputed = [number for number in inputs if number.mark is not None and number.mark.kind == "disputed"]
        count = facts.count(len(names), f"indicators:{status}", _COUNT, inputs, is_marked=True)
        clause = fill(
            facts.word("có {n} {link} {status}", "{n} {link} {status}"),
            status=self._words(status),
            n=count,
            link=Link(facts.word("chỉ tiêu", "indicator" if len(names) == 1 else "indicators"), see),
        )
        if disputed:
            doubts = facts.count(len(disputed), f"indicators:{status}:disputed", _COUNT, disputed)
            clause += fill(facts.word(" (trong đó {n} chưa thống nhất)", " ({n} in dispute)"), n=doubts)
        if status != "on_track":
            first = sorted(names, key=lambda name: -(facts.value(name, "completion_used_pct") or 0.0))[:_MOST_NAMED]
            clauses = join([self._with_completion(name) for name in first])
            clause += fill(facts.word(", cao nhất là {first}", ", led by {first}"), first=clauses)
        return clause

    def status(self, indicator: str) -> str | None:
        """Status against the time gone, or ``None`` where there is no plan or time is no measure."""
        return self.facts.status(indicator)

    def _with_completion(self, indicator: str) -> Run:
        number = self.facts.completion(indicator)
        name = self.facts.prose_name(indicator)
        return (name,) if number is None else (f"{name} (", number, ")")

    def on_time(self, indicators: Sequence[str]) -> Sentence | None:
        """How many of the indicators whose progress can be judged are on time, ahead or done.

        Examples
        --------
        >>> show(s.say.on_time(s.planned))  # doctest: +SKIP
        """
        facts = self.facts
        judged = [name for name in indicators if self.status(name)]
        if not judged:
            return None
        inputs = [number for name in judged if (number := facts.completion(name))]
        good = [name for name in judged if self.status(name) in ("done", "ahead", "on_track")]
        counts = {
            "good": facts.count(len(good), "indicators:on_time", _COUNT, inputs, is_marked=True),
            "judged": facts.count(len(judged), "indicators:judged", _COUNT, inputs),
        }
        if len(judged) == sum(facts.completion(name) is not None for name in indicators):
            vi, en = "có kế hoạch năm", "indicators with an annual plan"
        else:
            by_vi, by_en = ("", "") if facts.is_year_over else (" theo tiến độ", " by the schedule")
            vi, en = f"được đánh giá{by_vi}", f"indicators that are judged{by_en}"
        good_vi, good_en = _GOOD_AT_THE_END if facts.is_year_over else _GOOD
        template = facts.word(
            f"{{good}} trên {{judged}} chỉ tiêu {vi} {good_vi}", f"{{good}} of {{judged}} {en} {good_en}"
        )
        return sentence(fill(template, **counts))

    def met_claim(self, claim: str, indicators: Sequence[str]) -> Sentence | None:
        """The report's own count of targets met, beside how many of some indicators are seen to be at 100 % or more.

        Examples
        --------
        >>> show(s.say.met_claim("town.targets_met", s.planned))  # doctest: +SKIP
        """
        facts = self.facts
        claimed = facts.stated(claim, prose=True)
        known = {name: value for name in indicators if (value := facts.value(name, "completion_used_pct")) is not None}
        if claimed is None or not known:
            return None
        done = [name for name, value in known.items() if value >= 100]
        inputs = [number for name in known if (number := facts.completion(name))]
        formula = Bilingual("đếm chỉ tiêu đạt từ 100%", "count of indicators at 100% or more")
        met = facts.count(len(done), DerivedId.of(claim, "seen"), formula, inputs, is_marked=True, unit_of=claim)
        formula = Bilingual("đếm chỉ tiêu", "count of indicators")
        total = facts.count(len(known), DerivedId.of(claim, "known"), formula, inputs, unit_of=claim)
        template = facts.word(
            "báo cáo nêu {claimed} đạt và vượt kế hoạch; trong {total} có nêu tỷ lệ so với kế hoạch năm, chỉ thấy "
            "{met} đạt từ mức kế hoạch trở lên",
            "the report counts {claimed} met or exceeded; of the {total} with a stated share of the annual plan, only "
            "{met} can be seen at or above it",
        )
        return sentence(fill(template, claimed=claimed, total=total, met=met))

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
                "what remains to be done to reach the annual plan is {clauses}",
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
            "đã qua {gone} thời gian của năm, {name} đạt {completion} kế hoạch; để hoàn thành, thời gian còn lại "
            "bình quân cần {about}{needed}, {compared}",
            "with {gone} of the year gone, {completion} of the plan for {name} has been achieved; to meet it, an "
            "average of {about}{needed} is needed for the rest of the year, {compared}",
        )
        return sentence(
            fill(
                template,
                gone=facts.time_gone(indicator),
                name=facts.prose_name(indicator),
                completion=completion,
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
            "to reach the annual plan, {about}{to_do} of {name} is needed in the rest of the year, {share} of what was "
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
        rest = facts.dataset.period.rest(facts.language)
        template = facts.word("nhiệm vụ đề ra cho {rest}: {clauses}", "the tasks for the {rest} are: {clauses}")
        return sentence(fill(template, rest=rest, clauses=join(clauses, "; ")))

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
                "the targets of {all} indicators cannot be compared with the annual plan",
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
