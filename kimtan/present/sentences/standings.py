"""Where indicators stand against the time gone: how many are on time, and which are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kimtan.data.identities import DerivedId
from kimtan.languages import Bilingual
from kimtan.present.blocks import Link, Run
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence

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
class Standings:
    """Sentences about the standing of indicators."""

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
        names = [name for name in indicators if self.facts.status(name) == status]
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
        judged = [name for name in indicators if self.facts.status(name)]
        if not judged:
            return None
        inputs = [number for name in judged if (number := facts.completion(name))]
        good = [name for name in judged if self.facts.status(name) in ("done", "ahead", "on_track")]
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
