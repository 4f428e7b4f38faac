"""What a reader must know before relying on a figure: that it is in dispute, suspicious, or was corrected, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import STATES, urgency
from kimtan.languages import Bilingual
from kimtan.present import findings as describe
from kimtan.present.anchors import figure_anchor, finding_anchor
from kimtan.present.rich_text import KINDS, Mark, MarkKind, plain
from kimtan.present.unmarked import UnmarkedFacts

NAMES: Mapping[MarkKind, Bilingual] = {
    "disputed": STATES["cannot_hold"].doubt,
    "suspicious": STATES["suspicious"].doubt,
    "corrected": Bilingual("Đã sửa", "Corrected"),
}
"""What each kind of mark says of a figure."""

_MOST_NAMED = 3
_RESTS_ON: dict[MarkKind, Bilingual] = {
    "disputed": Bilingual("Dựa trên số liệu đang mâu thuẫn: {}", "Rests on figures in dispute: {}"),
    "suspicious": Bilingual("Dựa trên số liệu nghi vấn: {}", "Rests on suspicious figures: {}"),
    "corrected": Bilingual("Dựa trên số liệu đã sửa: {}", "Rests on corrected figures: {}"),
}


def gravest(marks: Iterable[Mark | None]) -> Mark | None:
    """The mark that counts where several do; the first of equals."""
    return min((mark for mark in marks if mark), key=lambda mark: KINDS.index(mark.kind), default=None)


def marks(facts: UnmarkedFacts) -> dict[str, Mark]:
    """The mark of every stated figure that has one, by the figure's identity."""
    findings = sorted(facts.findings, key=lambda finding: (urgency(finding.outcome), bool(finding.form_of)))
    doubts: dict[str, list[Finding]] = {}
    for finding in findings:
        for disputed in finding.disputed:
            doubts.setdefault(disputed, []).append(finding)
    by_figure: dict[str, Mark] = {}
    for figure in facts.rows:
        corrected = _corrected(facts, figure)
        if figure in doubts:
            by_figure[figure] = _doubted(facts, figure, doubts[figure], "" if corrected is None else corrected.why)
        elif corrected is not None:
            by_figure[figure] = corrected
    return by_figure


def inherited(facts: UnmarkedFacts, known: Mapping[str, Mark], inputs: Sequence[str]) -> Mark | None:
    """The mark of a number that rests on figures: the gravest of theirs, naming those that have it."""
    worst = gravest(known.get(figure) for figure in inputs)
    if worst is None:
        return None
    marked = [figure for figure in dict.fromkeys(inputs) if figure in known]
    named = [plain(describe.named(facts, figure)) for figure in marked if known[figure].kind == worst.kind]
    if len(named) > _MOST_NAMED:
        more = len(named) - _MOST_NAMED
        named = [*named[:_MOST_NAMED], facts.word(f"và {more} số khác", f"and {more} more")]
    return Mark(worst.kind, f"{_RESTS_ON[worst.kind].in_(facts.language).format('; '.join(named))}.", worst.see)


def _doubted(facts: UnmarkedFacts, figure: str, findings: Sequence[Finding], correction: str) -> Mark:
    """Told by the gravest finding, one that the figure is itself part of before others of the same cluster."""
    worst = [finding for finding in findings if finding.outcome == findings[0].outcome]
    finding = next((doubt for doubt in worst if figure in doubt.figures), worst[0])
    main = describe.main(facts, finding)
    more = len({describe.main(facts, doubt).id for doubt in findings} - {main.id})
    kind: MarkKind = "disputed" if finding.outcome == "cannot_hold" else "suspicious"
    text = f"{NAMES[kind].in_(facts.language)}: {describe.plainly(facts, finding)}"
    if more:
        text += facts.word(f" (và {more} quan hệ khác)", f" (and {more} more)")
    for suspect in finding.suspects:
        if suspect.figure == figure and not suspect.is_credible:
            text += f"; {describe.not_alone(facts)}"
        elif suspect.figure == figure and suspect.needs is not None:
            needs, repair = describe.needs(facts, suspect), describe.repair(facts, suspect)
            text += facts.word(f"; nếu sai ở số này thì số đúng là {needs}", f"; if this one is wrong, it is {needs}")
            text += facts.word(f", có thể gõ nhầm từ {repair}", f", maybe a slip for {repair}") if repair else ""
    why = " ".join(part for part in (f"{text}.", describe.assumption(facts, finding), correction) if part)
    return Mark(kind, why, finding_anchor(main.id))


def _corrected(facts: UnmarkedFacts, figure: str) -> Mark | None:
    applied = facts.dataset.corrections.get(figure)
    return None if applied is None else Mark("corrected", describe.correction(facts, applied), figure_anchor(figure))
