"""How the report describes a finding: its state, suspects and decision, in the report's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from kimtan.audit.findings import Finding, Suspect
from kimtan.audit.outcomes import urgency
from kimtan.audit.wording import range_text
from kimtan.data.decisions import Correction
from kimtan.data.identities import FigureId, Topic
from kimtan.data.measures import MEASURES
from kimtan.data.units import Unit
from kimtan.figures import Interval, date_text, decimals_of, number_text
from kimtan.languages import Bilingual
from kimtan.present.anchors import finding_anchor
from kimtan.present.rich_text import Number, Run, plain
from kimtan.present.unmarked import UnmarkedFacts

_PARTS = Bilingual(
    "{whole}: số nêu chung và số cộng từ các phần không khớp", "{whole}: its figure and its parts' differ"
)
_TWICE = Bilingual("{name}: nêu hai số khác nhau", "{name}: two different figures are stated")
_VERDICTS = {
    "figure_stands": Bilingual("số liệu đúng như đã nêu", "the figures stand"),
    "rule_does_not_apply": Bilingual("quy tắc không áp dụng", "the rule does not apply"),
}


def main(facts: UnmarkedFacts, finding: Finding) -> Finding:
    """The finding whose row in the audit covers this one: itself, or the main form that it repeats.

    A repeated form has its own row where the main form is not shown, or is not disputed in the same way.
    """
    main_form = facts.finding.get(finding.form_of)
    is_same_doubt = main_form is not None and main_form.is_wrong and main_form.is_disputed == finding.is_disputed
    return main_form if main_form is not None and is_same_doubt and finding.is_wrong else finding


def forms(facts: UnmarkedFacts, finding: Finding) -> list[Finding]:
    """Other forms of a finding that its row covers."""
    return [form for form in facts.findings if form.form_of == finding.id and main(facts, form) is finding]


def anchors(facts: UnmarkedFacts, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Anchors of the rows in the audit's tables that cover these findings."""
    return tuple(dict.fromkeys(finding_anchor(main(facts, form).id) for form in findings))


def concerning(facts: UnmarkedFacts, figure: str) -> list[Finding]:
    """The findings with their own row that contradict or doubt a figure, settled or not; worst first."""
    mains = [main(facts, finding) for finding in facts.findings if finding.is_wrong and figure in finding.figures]
    return sorted(dict.fromkeys(mains), key=lambda finding: urgency(finding.state))


def label(facts: UnmarkedFacts, finding: Finding) -> str:
    """What must agree."""
    return finding.label.in_(facts.language)


def brief(facts: UnmarkedFacts, finding: Finding) -> str:
    """The same in a few words: of a sum, only its whole."""
    whole, measure, basis = finding.topic or Topic("", "")
    if finding.rule == "parts" and whole in facts.dataset.indicators:
        words = MEASURES[measure].brief or MEASURES[measure].name
        level = ", ".join(part for part in (words.in_(facts.language), basis) if part)
        name = facts.short_name(whole)
        return facts.word(f"{name} ≠ tổng các phần ({level})", f"{name} ≠ sum of its parts ({level})")
    return label(facts, finding)


def assumption(facts: UnmarkedFacts, finding: Finding) -> str:
    """What the rule takes for granted, or nothing."""
    return finding.assumes.in_(facts.language)


def figure_name(facts: UnmarkedFacts, figure: str) -> str:
    """A figure's name, measure and basis; its place where the same is stated more than once.

    The count of a list is a figure too. A figure that is not stated any more goes by as much as is known of it.
    """
    topic, source = FigureId(figure).topic, FigureId(figure).source
    indicator, measure = facts.dataset.indicators.get(topic.indicator), topic.measure
    if indicator is None or measure not in MEASURES:
        return figure
    details = [MEASURES[measure].name.in_(facts.language)] if measure != "actual" else []
    if figure in facts.lists:
        details.append(facts.word("danh sách liệt kê", "as listed"))
    elif topic.basis:
        details.append(facts.basis_name(topic))
    stated = facts.dataset.statements(topic.indicator, measure)
    if figure in facts.lists or sum(row.topic == topic for row in stated) > 1:
        details.append(facts.place(source))
    name = facts.short_name(topic.indicator)
    return f"{name} ({', '.join(details)})" if details else name


def value(facts: UnmarkedFacts, figure: str) -> Number | None:
    """A figure as it is stated, without its mark; a list's is the count of its members. None where it is not known."""
    if figure in facts.rows:
        return facts.unmarked(facts.rows[figure])
    if figure not in facts.lists:
        return None
    named, unit = facts.lists[figure], unit_of(facts, figure)
    count = len(named.members)
    text = unit.amount(number_text(count, facts.language), facts.language, count)
    members = "; ".join(member.words.in_(facts.language) for member in named.members)
    formula = facts.word("đếm danh sách ở {}: {}", "count of the list in {}: {}")
    return facts.unmarked_number(text, figure, formula.format(facts.place(named.source), members))


def plainly(facts: UnmarkedFacts, finding: Finding) -> str:
    """What is wrong, in a few plain words."""
    dictionary, topic = facts.dataset.indicators, finding.topic
    if finding.rule == "parts" and topic is not None and topic.indicator in dictionary:
        measure = MEASURES[topic.measure].name.in_(facts.language)
        return f"{_PARTS.in_(facts.language).format(whole=facts.short_name(topic.indicator))} ({measure})"
    if finding.rule == "repeated" and (figure := finding.figures[0].indicator) in dictionary:
        return _TWICE.in_(facts.language).format(name=facts.short_name(figure))
    return label(facts, finding)


def named(facts: UnmarkedFacts, figure: str) -> Run:
    """A figure's name with its value as stated."""
    number = value(facts, figure)
    name = figure_name(facts, figure)
    if number is None:
        return (name,)
    measured = facts.qualifier_name(facts.rows[figure]) if figure in facts.rows else ""
    return (f"{name}: ", number, f" {measured}") if measured else (f"{name}: ", number)


def unit_of(facts: UnmarkedFacts, figure: str) -> Unit:
    """The unit that a figure is written in."""
    if figure in facts.lists:
        return facts.dataset.units[facts.dataset.indicators[facts.lists[figure].indicator].unit]
    return facts.dataset.units[facts.rows[figure].unit]


def is_shown(facts: UnmarkedFacts, *figures: str) -> bool:
    """Whether all of some figures are in this edition."""
    return all(figure in facts.rows or figure in facts.lists for figure in figures)


def needs(facts: UnmarkedFacts, suspect: Suspect) -> str:
    """What a suspect would have to be, with its unit; nothing where that is not known.

    A bound or a single value is told to one digit more than the figure has; of what can be counted, to the next whole
    one.
    """
    needed, row, unit = suspect.needs, facts.rows.get(suspect.figure), unit_of(facts, suspect.figure)
    if needed is None or row is None:
        return range_text(needed, unit, facts.language)
    stands_for = row.interval(facts.dataset.indicators[row.indicator], unit)
    is_exact = stands_for.low == stands_for.high
    step = Decimal(1).scaleb(-decimals_of(row.value) - (0 if is_exact else 1))
    if needed.low is None or needed.high is None or needed.high - needed.low < step:
        inward = (ROUND_CEILING, ROUND_FLOOR) if is_exact else (ROUND_HALF_UP, ROUND_HALF_UP)
        low, high = (_to(step, end, way) for end, way in zip((needed.low, needed.high), inward, strict=True))
        needed = needed if low is not None and high is not None and low > high else Interval(low, high)
    return range_text(needed, unit, facts.language)


def not_alone(facts: UnmarkedFacts) -> str:
    """Said of a suspect that would have to be too far from what is written, instead of the range that it would need."""
    return facts.word("không thể chỉ do số này", "it cannot be this figure alone")


def _to(step: Decimal, end: Decimal | None, rounding: str) -> Decimal | None:
    return None if end is None else end.quantize(step, rounding=rounding)


def repair(facts: UnmarkedFacts, suspect: Suspect) -> str:
    """The value that is one keystroke away, with its unit; nothing where there is none, and for the public."""
    if suspect.repair is None or facts.is_public:
        return ""
    text = number_text(suspect.repair, facts.language)
    return unit_of(facts, suspect.figure).amount(text, facts.language, suspect.repair)


def gap(facts: UnmarkedFacts, finding: Finding) -> str:
    """How far the two sides lie apart at the least, with two decimals or more; nothing where they meet."""
    if not finding.gap:
        return ""
    decimals = min(max(2, 1 - finding.gap.adjusted()), decimals_of(finding.gap))
    least = _to(Decimal(1).scaleb(-decimals), finding.gap, ROUND_FLOOR)
    text = number_text(finding.gap if least is None else least, facts.language, decimals)
    unit = facts.dataset.complete.units[finding.unit]
    if unit.dimension == "percent":
        return facts.word(f"{text} điểm phần trăm", f"{text} percentage points")
    return unit.amount(text, facts.language, finding.gap)


def settlement(facts: UnmarkedFacts, finding: Finding) -> str:
    """What was decided about a finding, why, by whom and when; and which figures have changed since."""
    settled = finding.settlement
    if settled is None:
        return ""
    verdict = _VERDICTS[settled.verdict].in_(facts.language)
    reason = settled.reason.in_(facts.language).rstrip(".")
    decided = f"{verdict} – {reason} ({settled.who}, {_date(facts, settled.date)})"
    if not settled.is_open:
        return f"{decided[:1].upper()}{decided[1:]}."
    changed = "; ".join(plain(named(facts, figure)) for figure in settled.changed)
    return facts.word(
        f"Mở lại: đã kết luận là {decided}, nhưng từ đó số liệu đã thay đổi: {changed}.",
        f"Reopened: it was settled that {decided}, but figures have changed since: {changed}.",
    )


def correction(facts: UnmarkedFacts, corrected: Correction) -> str:
    """What a figure was before it was corrected, and why, by whom and when it was."""
    row, decision = corrected.original, corrected.decision
    original = facts.unmarked(row).text
    reason = decision.reason.in_(facts.language).rstrip(".")
    signed = f"{decision.who}, {date_text(decision.date, facts.language)}"
    return facts.word(
        f"Đã sửa, báo cáo ghi {original}: {reason} ({signed}).",
        f"Corrected, the report says {original}: {reason} ({signed}).",
    )


def _date(facts: UnmarkedFacts, date: str) -> str:
    try:
        return date_text(dt.date.fromisoformat(date), facts.language)
    except ValueError:
        return date
