"""Tables of findings: what contradicts what, who may be wrong, what was decided, and never one verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from kimtan.audit.findings import Suspect
from kimtan.data.dataset import Dataset
from kimtan.data.identities import FigureId, Topic
from kimtan.languages import Bilingual
from kimtan.present.anchors import figure_anchor, finding_anchor
from kimtan.present.blocks import Link, Number, Row, Table, plain
from kimtan.present.facts import Facts
from kimtan.present.tables import Tables
from tests.present.cases import CORRECTION, GROWTH, contradiction, settled, suspicion

FactsWith = Callable[..., Facts]

MAIN = contradiction()
FORM = contradiction(
    "weighted:income.total",
    form_of=MAIN.id,
    cluster=MAIN.id,
    label=Bilingual("bằng bình quân gia quyền", "bằng bình quân gia quyền"),
)
HOLDS = contradiction(
    "parts:holds", outcome="holds", gap=None, cluster="", suspects=(), sets=(), label=Bilingual("Khớp rồi", "Khớp rồi")
)
LACKING = replace(HOLDS, id="plan:x", outcome="not_evaluable", missing=(Topic("income.farms", "plan"),))


def lines(table: Table | None) -> list[str]:
    """Each row's cells, without those that are empty or missing."""
    assert table is not None
    return [" | ".join(plain(cell) for cell in row.cells if cell) for row in table.rows]


def rows(table: Table | None, role: str) -> list[Row]:
    assert table is not None
    return [row for row in table.rows if row.role == role]


def test_a_contradiction_has_both_sides_its_suspects_and_the_rule_itself(facts_with: FactsWith) -> None:
    """Each suspect with its value, what it would have to be and the slip of a key; the rule may not apply."""
    assert lines(Tables(facts_with(MAIN)).findings()) == [
        "Không thể cùng đúng",
        "Tổng thu nhập = Nông nghiệp + Thương mại (cùng kỳ năm trước) | 195,3 – 195,7 tỷ đồng | "
        "177 – 178 tỷ đồng | 17,3 tỷ đồng | dòng 2, 3, 5",
        "có thể sai: Tổng thu nhập (tăng, giảm so với cùng kỳ) | 2,3% | 4,3 – 7,3% (2,3\xa0→\xa04,3?) | dòng 2",
        "hoặc Thương mại (tăng, giảm so với cùng kỳ) | 9% | 0,9 – 4,9% (9\xa0→\xa05?) | dòng 5",
        "hoặc quy tắc không áp dụng",
    ]


def test_every_number_of_the_audit_is_bound_and_none_is_marked(facts_with: FactsWith) -> None:
    """The audit's own tables say what is in dispute; a mark there would lead to where one is."""
    table = Tables(facts_with(MAIN)).findings()
    assert table is not None
    numbers = [piece for row in table.rows for cell in row.cells for piece in cell or () if isinstance(piece, Number)]
    assert len(numbers) == 11
    assert all(number.ref and number.mark is None for number in numbers)


def test_what_rests_on_an_assumption_says_so_and_a_gap_of_percentages_is_in_points(facts_with: FactsWith) -> None:
    """A suspicion is never told as a contradiction."""
    assert lines(Tables(facts_with(suspicion(), language="en")).findings())[:3] == [
        "Suspicious",
        "The plan makes sense | 50.5 – 51.5% | ≥ 60.36% | 8.86 percentage points | line 4",
        "Assuming: The plan did not change.",
    ]


def test_other_forms_have_no_row_but_are_named_in_that_of_the_main_one(facts_with: FactsWith) -> None:
    """One contradiction is shown once; its form has a row where the main one is settled and the form is not."""
    told = lines(Tables(facts_with(FORM, MAIN)).findings())
    assert "Cũng thấy ở: bằng bình quân gia quyền" in told
    assert not [line for line in told if line.startswith("bằng bình quân")]
    apart = lines(Tables(facts_with(FORM, replace(MAIN, settlement=settled()))).findings())
    assert [line for line in apart if line.startswith("bằng bình quân")]


def test_worst_first_and_clusters_together(facts_with: FactsWith) -> None:
    """A suspicion that belongs to a contradiction's cluster stands beside it, and says what it is."""
    alone = suspicion("a", label=Bilingual("Riêng", "Riêng"))
    related = suspicion("b", label=Bilingual("Cùng nhóm", "Cùng nhóm"), cluster=MAIN.cluster)
    told = lines(Tables(facts_with(HOLDS, alone, LACKING, related, MAIN)).findings())
    heads = [line.partition(" | ")[0] for line in told if not line.startswith(("có thể sai", "hoặc", "Giả định"))]
    assert heads == [
        "Không thể cùng đúng",
        MAIN.label.vi,
        "Nghi vấn: Cùng nhóm",
        "Nghi vấn",
        "Riêng",
        "Chưa kiểm tra được",
        "Khớp rồi",
        "Khớp",
        "Khớp rồi",
    ]


def test_what_is_missing_is_named(facts_with: FactsWith) -> None:
    """Measures under the indicator's name; a rule whose condition is not met says that."""
    idle = replace(LACKING, missing=(), applies=False)
    told = [lines(Tables(facts_with(one)).findings("not_evaluable"))[1] for one in (LACKING, idle)]
    assert "Nông nghiệp (kế hoạch năm)" in told[0]
    assert "quy tắc không áp dụng trong kỳ này" in told[1]


def test_what_could_not_be_localised_says_so(facts_with: FactsWith) -> None:
    """All figures of the rule may be wrong then."""
    told = lines(Tables(facts_with(replace(MAIN, suspects=(), sets=(), is_localised=False))).findings())
    assert told[2] == "chưa khoanh vùng được số sai"
    assert len([line for line in told if line.startswith(("có thể sai", "hoặc Nông", "hoặc Thương"))]) == 3
    assert told[-1] == "hoặc quy tắc không áp dụng"


def test_settled_findings_stand_apart_with_verdict_reason_person_and_date(facts_with: FactsWith) -> None:
    """What the owner of the figures decided is told, and nobody is suspected any more."""
    table = Tables(facts_with(replace(MAIN, settlement=settled()))).findings("cannot_hold", "settled")
    told = lines(table)
    assert told[0] == "Đã có kết luận"
    assert "Số liệu đúng như đã nêu – Đã đối chiếu sổ gốc (Bà Hà, 3/7/2024)." in told[1]
    assert len(told) == 2
    assert Tables(facts_with(replace(MAIN, settlement=settled()))).findings("cannot_hold") is None


def test_a_reopened_finding_says_which_figure_changed(facts_with: FactsWith) -> None:
    """It stands among the contradictions again, with what was decided and what is different now."""
    told = lines(Tables(facts_with(replace(MAIN, settlement=settled(GROWTH[0])))).findings("cannot_hold"))
    assert told[0] == "Không thể cùng đúng"
    assert (
        "Mở lại: đã kết luận là số liệu đúng như đã nêu – Đã đối chiếu sổ gốc (Bà Hà, 3/7/2024), nhưng từ đó số liệu "
        "đã thay đổi: Tổng thu nhập (tăng, giảm so với cùng kỳ): 2,3%." in told[1]
    )


def test_rows_are_places_where_the_whole_audit_is_shown(facts_with: FactsWith) -> None:
    """A section that shows its own findings as well does not take the anchors away from the audit."""
    tables = Tables(facts_with(MAIN))
    whole, part = tables.findings(), tables.findings(indicators=["income.total"])
    assert [row.anchor for row in rows(whole, "finding")] == [finding_anchor(MAIN.id)]
    assert [row.anchor for row in rows(part, "finding")] == [""]
    assert tables.findings(indicators=["houses.new"]) is None


def test_the_smallest_sets_are_told_by_letters(facts_with: FactsWith) -> None:
    """The suspects of a cluster have a letter each, those of most sets first; every set is listed by its letters."""
    sets = ((GROWTH[0], GROWTH[2]), (GROWTH[1], GROWTH[2]))
    suspects = (*MAIN.suspects, Suspect(GROWTH[1]))
    main, form = (replace(one, sets=sets, suspects=suspects) for one in (MAIN, FORM))
    table = Tables(facts_with(main, form)).smallest_sets()
    assert table is not None
    (row,) = table.rows
    links, figures, listed = (cell or () for cell in row.cells)
    assert links == (Link(MAIN.label.vi, finding_anchor(MAIN.id)),)
    assert plain(figures).split("; ") == [
        "a. Thương mại (tăng, giảm so với cùng kỳ): 9% → 0,9 – 4,9% (2)",
        "b. Tổng thu nhập (tăng, giảm so với cùng kỳ): 2,3% → 4,3 – 7,3% (1)",
        "c. Nông nghiệp (tăng, giảm so với cùng kỳ): 25% (1)",
    ]
    assert plain(listed).replace("\xa0", " ") == "2 nhóm, mỗi nhóm 2 số: a + b; a + c"


def test_where_any_single_figure_explains_a_contradiction_its_own_row_says_it_all(facts_with: FactsWith) -> None:
    """No table repeats what stands above it."""
    assert Tables(facts_with(MAIN)).smallest_sets() is None
    assert Tables(facts_with(replace(MAIN, settlement=settled()))).smallest_sets() is None


def test_many_sets_are_counted_beyond_the_first_dozen(facts_with: FactsWith) -> None:
    """The count is whole, the list is not."""
    sets = tuple(combinations(facts_with().rows, 2))
    assert len(sets) > 12
    table = Tables(facts_with(replace(MAIN, sets=sets))).smallest_sets()
    assert table is not None
    told = plain(table.rows[0].cells[-1] or ())
    assert told.startswith(f"{len(sets)} nhóm, mỗi nhóm 2 số: ")
    assert told.endswith(f"; và {len(sets) - 12} nhóm khác")


def test_a_public_edition_names_no_restricted_suspect(facts_with: FactsWith) -> None:
    """A cluster may reach into what is withheld: neither its suspects nor its sets tell of that."""
    secret = FigureId("police.cases:actual@report:L7")
    sets = ((GROWTH[0], secret), (GROWTH[0], GROWTH[1]))
    finding = replace(MAIN, suspects=(*MAIN.suspects, Suspect(secret)), sets=sets, figures=(*GROWTH, secret))
    tables = Tables(facts_with(finding, audience="public"))
    told = [*lines(tables.findings()), *lines(tables.smallest_sets() or tables.findings())]
    assert not [line for line in told if "Vụ việc" in line]
    assert [line for line in lines(Tables(facts_with(finding)).findings()) if "Vụ việc" in line]


def evidence(facts: Facts) -> list[str]:
    return lines(Tables(facts).evidence("economy"))


def test_evidence_tells_what_a_figure_contradicts(facts_with: FactsWith) -> None:
    """Under a figure stand its findings, linked; a figure without any has nothing under it."""
    table = Tables(facts_with(MAIN, FORM, suspicion())).evidence("economy")
    told = lines(table)
    place = next(at for at, line in enumerate(told) if "“2,3%”" in line)
    assert told[place + 1] == f"Mâu thuẫn: {MAIN.label.vi}"
    assert sum(line.startswith("Mâu thuẫn") for line in told) == len(GROWTH)
    assert sum(line.startswith("Nghi vấn") for line in told) == 1
    links = [piece for row in rows(table, "detail") for piece in row.cells[0] or () if isinstance(piece, Link)]
    assert {link.anchor for link in links} == {finding_anchor(MAIN.id), finding_anchor("written:plans")}


def test_evidence_keeps_the_original_of_a_corrected_figure(facts_with: FactsWith) -> None:
    """The new value is the figure; what the source says, why it was changed, by whom and when stands with it."""
    told = evidence(facts_with(decisions=CORRECTION))
    place = next(at for at, line in enumerate(told) if "“51%”" in line)
    assert "61%" in told[place]
    assert told[place + 1] == "Đã sửa, báo cáo ghi 51%: Gõ nhầm (Ông Nam, 2/7/2024)."


def test_evidence_tells_what_is_settled(facts_with: FactsWith) -> None:
    """A settled finding is linked as one."""
    assert f"Đã có kết luận: {MAIN.label.vi}" in evidence(facts_with(replace(MAIN, settlement=settled())))


def test_the_same_figure_in_two_places_is_told_apart_by_its_place(facts_with: FactsWith) -> None:
    """Both statements may be the wrong one."""
    figures = tuple(map(FigureId, ("houses.new:actual@report:L6", "houses.new:actual@report:L8")))
    twice = contradiction("repeated", figures=figures, unit="houses", suspects=tuple(map(Suspect, figures)), gap=None)
    told = lines(Tables(facts_with(twice)).findings())
    assert "có thể sai: Nhà xây mới (dòng 6) | 6 nhà | dòng 6" in told
    assert "hoặc Nhà xây mới (dòng 8) | 7 nhà | dòng 8" in told


def test_a_plan_of_a_figure_is_named_by_its_measure(facts_with: FactsWith) -> None:
    """Indicator and measure are both needed to know which figure is meant."""
    told = lines(Tables(facts_with(suspicion())).findings())
    assert "có thể sai: Thương mại (tỷ lệ so với kế hoạch) | 51% | ≥ 60,4% (51\xa0→\xa061?) | dòng 4" in told


def test_tables_of_findings_are_told_apart_by_what_they_hold(facts_with: Callable[..., Facts]) -> None:
    """No two of them have one caption."""
    tables = Tables(facts_with(contradiction(), suspicion(cluster=""), contradiction("h", outcome="holds")))
    captions = [
        table.caption
        for states in (("cannot_hold", "suspicious", "settled"), ("holds_by_rounding", "holds"))
        if (table := tables.findings(*states)) is not None
    ]
    assert captions == [
        "Kết quả kiểm tra số liệu: không thể cùng đúng; nghi vấn",
        "Kết quả kiểm tra số liệu: khớp",
    ]


def test_what_a_figure_alone_cannot_explain_is_said_instead_of_a_range(facts_with: FactsWith) -> None:
    """No table, card or mark tells a range so far off that nobody would look for it."""
    far = replace(MAIN.suspects[1], is_credible=False)
    finding = replace(MAIN, suspects=(MAIN.suspects[0], far))
    tables = Tables(facts_with(finding))
    words = "không thể chỉ do số này"
    assert f"hoặc Thương mại (tăng, giảm so với cùng kỳ) | 9% | {words} | dòng 5" in lines(tables.findings())
    cards = "\n".join(plain(run) for _, run in tables.card(finding))
    assert f"Thương mại (tăng, giảm so với cùng kỳ): 9%, {words}" in cards
    pairs = Tables(facts_with(replace(finding, sets=(GROWTH,)))).smallest_sets()
    shown = "\n".join(lines(pairs))
    assert f"Thương mại (tăng, giảm so với cùng kỳ): 9%: {words}" in shown
    assert tables.facts.marks[far.figure].why.endswith(f"; {words}.")
    assert "0,9" not in cards + shown + tables.facts.marks[far.figure].why


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("environment.clean_water:actual@report:L181", "mục I.1.5"),
        ("environment.clean_water:actual@report:L451", "mục II"),
        ("environment.clean_water:target@report:L592", "mục III"),
        ("livestock.bee_colonies:actual@report:L65", "mục I.1.1"),
    ],
)
def test_evidence_names_the_document_and_the_section(real: Dataset, figure: str, expected: str) -> None:
    """A figure stands in the section of the text about its line, a task in the last chapter, else in its own."""
    facts = Facts(real, "vi")
    table = Tables(facts).evidence(real.indicators[FigureId(figure).topic.indicator].section)
    assert table is not None
    own = next(at for at, row in enumerate(table.rows) if row.anchor == figure_anchor(figure))
    head = [row for row in table.rows[:own] if row.role == "group"][-1]
    assert plain(head.cells[0] or ()).endswith(f"6 tháng đầu năm 2023, {expected}")
