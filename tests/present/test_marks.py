"""A figure that cannot be relied on carries a mark with its reason, and so does all that rests on it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import kimtan.present
from kimtan.audit.findings import Suspect
from kimtan.languages import Bilingual
from kimtan.present.anchors import figure_anchor, finding_anchor
from kimtan.present.blocks import Mark
from kimtan.present.facts import Facts
from kimtan.present.marks import gravest, inherited
from kimtan.present.sentences import Say
from tests.present.cases import CORRECTION, GROWTH, TRADE_PLAN, contradiction, settled, suspicion

FactsWith = Callable[..., Facts]


def test_the_gravest_mark_counts_and_the_first_of_equals() -> None:
    """Disputed beats suspicious beats corrected; nothing is no mark."""
    corrected, suspicious = Mark("corrected", "c", "x"), Mark("suspicious", "b", "x")
    disputed, other = Mark("disputed", "a", "x"), Mark("disputed", "d", "x")
    assert gravest([corrected, None, suspicious, disputed, other]) == disputed
    assert gravest([corrected, suspicious]) == suspicious
    assert gravest([None]) is None


def test_a_suspect_says_what_it_contradicts_and_what_it_would_have_to_be(facts_with: FactsWith) -> None:
    """The reason says in words what is wrong, the range and the slip of one key; the mark leads to the finding."""
    number = facts_with(contradiction()).stated("income.trade", "yoy_pct")
    assert number is not None
    assert number.mark == Mark(
        "disputed",
        "Mâu thuẫn: Tổng thu nhập: số nêu chung và số cộng từ các phần không khớp (cùng kỳ năm trước); nếu sai ở số "
        "này thì số đúng là 0,9 – 4,9%, có thể gõ nhầm từ 5%.",
        finding_anchor("parts:income.total:sector:last_year"),
    )


def test_the_public_is_not_told_which_key_may_have_slipped(facts_with: FactsWith) -> None:
    """What a figure would have to be stays; how it may have been mistyped is the office's own."""
    mark = facts_with(contradiction(), audience="public").marks[GROWTH[2]]
    assert mark.why.endswith("nếu sai ở số này thì số đúng là 0,9 – 4,9%.")


def test_the_reason_is_in_the_language_of_the_report(facts_with: FactsWith) -> None:
    """English has the same parts; a bound is told to one digit more than the figure has."""
    mark = facts_with(suspicion(), language="en").marks[TRADE_PLAN]
    assert mark.kind == "suspicious"
    assert mark.why == (
        "Suspicious: The plan makes sense; if this one is wrong, it is ≥ 60.4%, maybe a slip for 61%. "
        "The plan did not change."
    )


def test_only_suspects_are_marked_unless_none_could_be_told(facts_with: FactsWith) -> None:
    """A figure that no smallest set has in it is not in doubt; without suspects every figure of the rule is."""
    assert set(facts_with(contradiction()).marks) == {GROWTH[0], GROWTH[2]}
    assert set(facts_with(contradiction(suspects=(), sets=(), is_localised=False)).marks) == set(GROWTH)


def test_what_is_settled_is_in_doubt_no_more_until_a_figure_changes(facts_with: FactsWith) -> None:
    """A settlement takes the marks away; a change of one of its figures brings them back."""
    assert facts_with(contradiction(settlement=settled())).marks == {}
    assert set(facts_with(contradiction(settlement=settled(GROWTH[0]))).marks) == {GROWTH[0], GROWTH[2]}


def test_a_form_of_a_finding_leads_to_the_row_that_tells_of_it(facts_with: FactsWith) -> None:
    """There is one row for all forms of a contradiction; the reason counts it once."""
    main = contradiction()
    form = contradiction(
        "weighted:income.total", form_of=main.id, cluster=main.id, label=Bilingual("bình quân", "bình quân")
    )
    for findings in [(main, form), (form, main)]:
        mark = facts_with(*findings).marks[GROWTH[0]]
        assert mark.see == finding_anchor(main.id)
        assert "quan hệ khác" not in mark.why


def test_several_findings_are_told_by_the_gravest(facts_with: FactsWith) -> None:
    """One reason is enough to look; how many more there are is said."""
    suspects = (Suspect(GROWTH[2]),)
    other = suspicion(figures=(GROWTH[2],), suspects=suspects)
    mark = facts_with(other, contradiction()).marks[GROWTH[2]]
    assert mark.kind == "disputed"
    assert "(và 1 quan hệ khác)" in mark.why


def test_a_derived_number_inherits_the_gravest_mark_of_what_it_rests_on(facts_with: FactsWith) -> None:
    """It names the figures that are in dispute, and leads where their mark leads."""
    facts = facts_with(contradiction(), suspicion())
    share = facts.derived("income.trade", "contribution")
    assert share is not None
    assert share.mark == Mark(
        "disputed",
        "Dựa trên số liệu đang mâu thuẫn: Thương mại (tăng, giảm so với cùng kỳ): 9%.",
        finding_anchor("parts:income.total:sector:last_year"),
    )
    plan = facts.plan("income.trade")
    assert plan is not None
    assert plan.mark is not None
    assert (plan.mark.kind, plan.mark.see) == ("suspicious", finding_anchor("written:plans"))
    share_now = facts.derived("income.trade", "share")
    assert share_now is not None
    assert share_now.mark is None


def test_a_count_of_figures_is_not_in_doubt_because_they_are(facts_with: FactsWith) -> None:
    """How many can be judged stays; how many are on time would change with a figure."""
    sentence = Say(facts_with(contradiction(figures=(TRADE_PLAN,), suspects=(Suspect(TRADE_PLAN),)))).on_time(
        ["income.total", "income.trade"]
    )
    assert sentence is not None
    marks = {piece.ref: piece.mark for piece in sentence if not isinstance(piece, str)}  # type: ignore[union-attr]
    assert marks["indicators:judged"] is None
    assert marks["indicators:on_time"] is not None


def test_a_corrected_figure_says_what_it_was_why_by_whom_and_when(facts_with: FactsWith) -> None:
    """The new value is shown with a mark that leads to its evidence, where the original is kept."""
    facts = facts_with(decisions=CORRECTION)
    number = facts.stated("income.trade", "pct_of_plan")
    assert number is not None
    assert number.text == "61%"
    assert number.mark == Mark(
        "corrected", "Đã sửa, báo cáo ghi 51%: Gõ nhầm (Ông Nam, 2/7/2024).", figure_anchor(TRADE_PLAN)
    )


def test_a_corrected_figure_that_is_still_in_doubt_says_both(facts_with: FactsWith) -> None:
    """The graver mark stands, and the correction is not hidden by it."""
    mark = facts_with(suspicion(), decisions=CORRECTION).marks[TRADE_PLAN]
    assert mark.kind == "suspicious"
    assert mark.why.endswith("Đã sửa, báo cáo ghi 51%: Gõ nhầm (Ông Nam, 2/7/2024).")


@pytest.mark.parametrize("path", sorted(Path(kimtan.present.__file__).parent.rglob("*.py")), ids=lambda path: path.stem)
def test_every_number_is_made_where_marks_are_given(path: Path) -> None:
    """``MarkedFacts.number`` and a chart's count make them, with their marks; else they are read back, nothing more."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    made = [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Number"]
    assert len(made) == (1 if path.name in {"marked.py", "items.py", "unmarked.py", "block_json.py"} else 0)


def test_the_reason_of_a_derived_number_names_three_figures_and_counts_the_others(facts_with: FactsWith) -> None:
    """All that are as bad as the worst, each once; a longer list would be no reason that anybody reads."""
    facts = facts_with(contradiction())
    names = [row.figure for row in facts.dataset.observations]
    known = {name: Mark("disputed", "w", "x") for name in names[:5]} | {names[5]: Mark("corrected", "c", "y")}
    three, five = (inherited(facts, known, [*names[:count], names[0], names[5]]) for count in (3, 5))
    assert three is not None
    assert five is not None
    assert (three.kind, three.see, five.kind) == ("disputed", "x", "disputed")
    assert three.why.count(";") == 2
    assert "số khác" not in three.why
    assert five.why.count(";") == 3
    assert five.why.endswith("và 2 số khác.")
