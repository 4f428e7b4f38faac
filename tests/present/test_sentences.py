"""Sentences say what the data hold, in both languages, and nothing of what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from itertools import combinations

import pytest

from kimtan.audit.wording import WEIGHTED
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.languages import Bilingual
from kimtan.present.anchors import finding_anchor
from kimtan.present.blocks import Link, Number, plain
from kimtan.present.charts.section import Charts
from kimtan.present.facts import Facts
from kimtan.present.period_texts import PeriodTexts
from kimtan.present.prose import Sentence
from kimtan.present.sentences import Say
from kimtan.present.tables import Tables, remainder
from tests.present.cases import CORRECTION, contradiction, settled, suspicion

INDICATORS = [
    "income.total,economy,Tổng thu nhập (giá hiện hành),Total income,vnd_bn,flow,higher,3,,,,,,false,10",
    "income.farms,economy,Nông nghiệp,Farming,vnd_bn,flow,higher,3,income.total,sector,,,,false,20",
    "income.trade,economy,Thương mại,Trade,vnd_bn,flow,higher,3,income.total,sector,,,,false,30",
    "houses.new,economy,Nhà xây mới,New houses,houses,count,higher,0,,,,,,false,40",
    "never.stated,security,Chưa nêu,Never stated,cases,count,lower,0,,,,,,false,45",
    "police.cases,security,Vụ việc,Cases,cases,count,lower,0,,,,,,true,50",
]
ROWS = [
    'income.total,actual,200.0,vnd_bn,"200,0",,,,estimate,,L1,,',
    "income.total,pct_of_plan,40,pct,40%,,,,final,,L1,,",
    'income.total,yoy_pct,-1.9,pct,"1,9%",,,,final,,L2,,',
    'income.farms,actual,50.0,vnd_bn,"50,0",,,,estimate,,L3,,',
    "income.farms,yoy_pct,25,pct,25%,,,,final,,L3,,",
    'income.trade,actual,150.0,vnd_bn,"150,0",,,,estimate,,L4,,',
    "income.trade,yoy_pct,25,pct,25%,,,,final,,L4,,",
    "houses.new,actual,6,houses,06,,,,final,,L5,,",
    "police.cases,actual,3,cases,03,,,,final,,L6,,",
]


@pytest.fixture
def say(small_dataset: Callable[..., Dataset]) -> Say:
    """Sentences over the small data, in Vietnamese."""
    return Say(Facts(small_dataset(INDICATORS, ROWS), "vi"))


@pytest.fixture
def english(small_dataset: Callable[..., Dataset]) -> Say:
    """The same in English."""
    return Say(Facts(small_dataset(INDICATORS, ROWS), "en"))


def words(sentence: Sentence | None) -> str:
    """A sentence without its bindings."""
    assert sentence is not None
    return plain(sentence)


def test_a_result_says_value_completion_and_growth(say: Say, english: Say) -> None:
    """An estimate is called one; a decrease is a decrease, without a minus."""
    assert words(say.results("income.total")) == (
        "Tổng thu nhập ước đạt 200,0 tỷ đồng, bằng 40% kế hoạch năm, giảm 1,9% so với cùng kỳ."
    )
    assert words(english.results("income.total")) == (
        "Total income came to an estimated VND 200.0 billion, or 40% of the annual plan, down 1.9% on the same "
        "period last year."
    )


def test_counts_under_ten_have_two_digits_in_vietnamese_prose_only(say: Say, english: Say) -> None:
    """06 is house style in Vietnamese sentences, and nowhere else."""
    assert words(say.results("houses.new")) == "Có 06 nhà xây mới."
    assert words(english.results("houses.new")) == "There were 6 new houses."


def test_there_is_no_sentence_for_what_is_missing(say: Say) -> None:
    """Nothing stated gives nothing said, whatever the pattern."""
    assert say.results("never.stated") is None
    assert say.remaining("houses.new") is None
    assert say.pace("houses.new") is None
    assert say.target("income.total") is None
    assert say.year_end("income.total") is None
    assert say.shares("houses.new") is None
    assert say.to_reach("houses.new", "income.total") is None


def test_a_name_that_is_not_in_the_dictionary_is_refused(say: Say) -> None:
    """A slip of the pen in a notebook must not take a sentence away unseen."""
    with pytest.raises(InputError, match=r"no indicator 'houses.nw'. Did you mean 'houses.new'"):
        say.results("houses.nw")


def test_results_leave_out_the_unstated_only(say: Say) -> None:
    """One missing clause does not take the sentence with it."""
    assert words(say.results("never.stated", "houses.new")) == "Có 06 nhà xây mới."


def test_every_number_in_a_sentence_is_bound(say: Say) -> None:
    """Stated numbers carry their figure's identity, derived ones their formula and inputs."""
    pieces = say.remaining("income.total")
    assert pieces is not None
    numbers = [piece for piece in pieces if isinstance(piece, Number)]
    assert [number.ref for number in numbers] == ["income.total:remaining"]
    assert numbers[0].formula == "kế hoạch năm − thực hiện"
    assert set(numbers[0].inputs) == {"income.total:actual@report:L1", "income.total:pct_of_plan@report:L1"}


def test_contributions_of_parts_make_the_growth_of_their_sum(say: Say) -> None:
    """Parts that grew by a quarter are said to make a quarter, whatever growth is stated for their whole."""
    assert "tổng thu nhập tăng 25,0%" in words(say.contributions("income.total"))


def test_pace_compares_what_is_needed_with_what_was_achieved(say: Say) -> None:
    """Half the year gone, two fifths done: it has to go half as fast again."""
    text = words(say.pace("income.total"))
    assert "đã qua 49,7% thời gian của năm" in text.lower()
    assert "gấp 1,5 lần mức bình quân đã đạt" in text


def test_a_public_edition_says_nothing_restricted(small_dataset: Callable[..., Dataset]) -> None:
    """A restricted figure is not there at all, and the count of withheld figures is said."""
    say = Say(Facts(small_dataset(INDICATORS, ROWS, audience="public"), "vi"))
    assert say.results("police.cases") is None
    assert words(say.withheld()) == "Bản công khai không nêu 1 số liệu thuộc diện hạn chế."


def test_what_is_withheld_with_restricted_figures_and_in_words_is_told_of(
    small_dataset: Callable[..., Dataset],
) -> None:
    """The total of a restricted part is no secret, but would give it away; a restricted sentence is counted apart."""
    head = "s,{0},{0},cases,count,lower,0,{1},{2},,,,{3},{4}"
    indicators = [
        "case.all," + head.format("All", "", "", "false", 1),
        "case.open," + head.format("Open", "case.all", "kind", "false", 2),
        "case.sealed," + head.format("Sealed", "case.all", "kind", "true", 3),
    ]
    values = {"case.all": 9, "case.open": 5, "case.sealed": 4}
    rows = [f"{name},actual,{value},cases,{value},,,,final,,report:L{value},," for name, value in values.items()]
    text = "limitations:\n  - {vi: Kín., en: Sealed., source: [report:L1], restricted: true}\n"
    facts = Facts(small_dataset(indicators, rows, audience="public", text=text), "vi")
    assert words(Say(facts).withheld()) == (
        "Bản công khai không nêu 2 số liệu thuộc diện hạn chế, kể cả 1 số liệu mà từ đó tính ra được số hạn chế; "
        "không nêu 1 nội dung bằng lời."
    )
    assert facts.dataset.parts("case.all") == ("case.open",), "what is left of the parts can still be listed"
    assert Say(facts).breakdown("case.all") is None
    assert Tables(facts).breakdown("case.all") is None
    for kind in ("structure", "counts", "contribution"):
        assert getattr(Charts(facts), kind)("case.all") is None
    assert Charts(facts).growth("case.open", whole="case.all") is None


@pytest.mark.parametrize("facade", [Say, Tables])
def test_the_classes_that_make_up_a_facade_share_no_name(facade: type) -> None:
    """A name that two of them had would silently be the first one's."""
    for one, other in combinations(facade.__bases__, 2):
        shared = set(vars(one)) & set(vars(other)) - {field.name for field in fields(facade)}
        assert {name for name in shared if not name.startswith("__")} == set(), (one, other)


def test_checks_are_counted_by_outcome_and_forms_of_one_contradiction_told(facts_with: Callable[..., Facts]) -> None:
    """How many hold and how many do not; what is settled is no contradiction any more."""
    main = contradiction()
    form = contradiction("weighted:x", form_of=main.id)
    holds = contradiction("h", outcome="holds")
    done = contradiction("s", settlement=settled())
    assert words(Say(facts_with(main, form, holds, suspicion(), done)).checked()) == (
        "Đã kiểm tra 5 quan hệ giữa các số liệu: 1 khớp, 1 nghi vấn, 2 không thể cùng đúng (không kể dạng "
        "lặp lại còn 1), 1 đã có kết luận."
    )


def test_a_plan_that_is_stated_is_named_with_its_completion(real: Dataset) -> None:
    """12.2 % of the plan says little without the 90 people; a plan that is only implied is not named."""
    say = Say(Facts(real, "vi"))
    assert "đạt 12,2% kế hoạch (90 người); để hoàn thành" in words(say.pace("insurance.voluntary_social"))
    assert "đạt 23,7% kế hoạch; để hoàn thành" in words(say.pace("budget.revenue"))


def test_a_share_that_is_stated_is_not_computed_anew(real: Dataset) -> None:
    """Of what is set against its whole the source's own percentage is shown; where it states none, the quotient."""
    say = Say(Facts(real, "vi"))
    stated = next(
        piece for piece in say.fraction("health.e_records", "health.e_records_base") or () if "%" in str(piece)
    )
    assert getattr(stated, "ref", "") == "health.e_records_share:actual@report:L256"
    computed = next(piece for piece in say.fraction("urban.criteria_met", "urban.criteria") or () if "%" in str(piece))
    assert ":share_of:" in getattr(computed, "ref", "")


def test_what_is_stuck_is_not_said_twice(real: Dataset) -> None:
    """A limitation about nothing but what is told beside it makes room for the next one."""
    texts = PeriodTexts(Facts(real, "vi"), "")
    is_about_insurance = [any("bảo hiểm xã hội" in words(point) for point in points) for points in (
        texts.stuck(), texts.stuck(told=["insurance.voluntary_social"])
    )]  # fmt: skip
    assert is_about_insurance == [True, False]
    assert len(texts.stuck(told=["insurance.voluntary_social"])) == len(texts.stuck())


def test_english_fits_names_in_the_singular_and_in_the_plural(english: Say) -> None:
    """No verb has to agree with the name of an indicator."""
    achieved = (
        "With 49.7% of the year gone, 40% of the plan for total income has been achieved; to meet it, an average of"
    )
    assert words(english.pace("income.total")).startswith(achieved)
    assert WEIGHTED.en == "as the weighted mean of its parts"


def test_contradictions_are_told_group_by_group_and_counted_alike(facts_with: Callable[..., Facts]) -> None:
    """A line a group, each relation a link to its row; what waits for a decision are as many groups."""
    one, same = contradiction(), contradiction("parts:income.trade:kind:plan", cluster=contradiction().id)
    other = contradiction(
        "repeated:houses.new", label=Bilingual("Nhà xây mới: nêu nhiều lần", "Nhà xây mới: nêu nhiều lần"), gap=None
    )
    say = Say(facts_with(one, same, other, contradiction("weighted:x", form_of=one.id), suspicion()))
    assert [words(each) for each in say.contradictions()] == [
        "Tổng thu nhập ≠ tổng các phần (cùng kỳ), lệch 17,3 tỷ đồng; Thương mại ≠ tổng các phần (kế hoạch), lệch "
        "17,3 tỷ đồng.",
        "Nhà xây mới: nêu nhiều lần.",
    ]
    links = [piece.anchor for line in say.contradictions() for piece in line if isinstance(piece, Link)]
    assert links == [finding_anchor(each.id) for each in (one, same, other)]
    assert words(say.to_decide()[0]) == (
        "2 nhóm mâu thuẫn chờ chủ số liệu quyết định; 1 nghi vấn cần xem lại giả định."
    )
    assert "4 không thể cùng đúng (không kể dạng lặp lại còn 3, thuộc 2 nhóm mâu thuẫn)" in words(say.checked())


def test_counts_of_checks_lead_to_what_they_count(facts_with: Callable[..., Facts]) -> None:
    """No count of the audit is a dead end: it names the rows of its findings, or the figures that it counts."""
    say = Say(facts_with(contradiction(), contradiction("h", outcome="holds"), suspicion()))
    sentences = [say.checked(), say.disputed() or (), say.transcribed(), say.checked_in_all("audit"), *say.to_decide()]
    counts = [piece for each in sentences for piece in each if isinstance(piece, Number) and piece.formula]
    assert len(counts) > 8
    assert [each.ref for each in counts if each.text != "0" and not each.listed and not each.inputs] == []
    holds = next(each for each in counts if each.ref == "checks:holds")
    assert holds.listed == (finding_anchor("h"),)


def test_of_many_on_time_only_the_first_are_named(say: Say) -> None:
    """How many, and where all are told; who stands merely on schedule is not named."""
    (told,) = say.standings("behind", "at_risk", of=["income.total"], see="all-of-them")
    assert words(told) == "Tổng thu nhập (40%) chậm tiến độ."
    counted = say._counted("ahead", ["income.total"], "all-of-them")
    assert plain(counted) == "có 1 chỉ tiêu vượt tiến độ, cao nhất là tổng thu nhập (40%)"
    assert [piece.anchor for piece in counted if isinstance(piece, Link)] == ["all-of-them"]


def test_disputed_figures_are_named_with_their_values_and_the_suspicious_counted(
    facts_with: Callable[..., Facts],
) -> None:
    """Each is bound and marked. Nothing in doubt says nothing."""
    sentence = Say(facts_with(contradiction(), suspicion())).disputed()
    assert words(sentence) == (
        "Số liệu chưa thống nhất, cần chủ số liệu xác nhận lại: Tổng thu nhập (tăng, giảm so với cùng kỳ) 2,3%; "
        "Thương mại (tăng, giảm so với cùng kỳ) 9%; ngoài ra có 1 số liệu nghi vấn cần kiểm tra."
    )
    assert sentence is not None
    marks = [piece.mark for piece in sentence if isinstance(piece, Number)]
    assert [mark and mark.kind for mark in marks] == ["disputed", "disputed", None]
    assert words(Say(facts_with(suspicion(), language="en")).disputed()) == "1 figure is suspicious."
    assert Say(facts_with(contradiction(settlement=settled()))).disputed() is None


def test_of_many_disputed_figures_the_first_dozen_is_named(facts_with: Callable[..., Facts]) -> None:
    """The rest is counted: the table has them all."""
    rows = [f"houses.new,actual,{place},houses,{place:02},,,,final,,L{place},," for place in range(1, 16)]
    figures = tuple(f"houses.new:actual@report:L{place}" for place in range(1, 16))
    sentence = Say(facts_with(contradiction(figures=figures, suspects=(), unit="houses"), rows=rows)).disputed()
    assert words(sentence).endswith("; và 3 số khác.")
    assert words(sentence).count("Nhà xây mới") == 12


def test_evidence_says_that_figures_were_corrected(facts_with: Callable[..., Facts]) -> None:
    """What is listed is what the source says, but for so many."""
    assert "1 số đã được sửa theo quyết định" in words(Say(facts_with(decisions=CORRECTION)).transcribed())
    assert "đã được sửa" not in words(Say(facts_with()).transcribed())


ON_BASES = [
    'income.total,change_pct,12.5,pct,"12,5%",,,y2020,final,,L7,,',
    'income.total,change_abs,-3.0,vnd_bn,"3,0",,,term_start,final,,L7,,',
    "income.total,goal,900,vnd_bn,900,,,y2030,final,,L8,,",
    "income.farms,goal,80,vnd_bn,80,,,y2030,final,,L8,,",
    "income.farms,change_pct,0,pct,0%,,,y2015,final,,L8,,",
]


def test_a_goal_that_is_stated_in_two_places_is_said_once(small_dataset: Callable[..., Dataset]) -> None:
    """Another value is said beside it."""
    rows = [*ROWS, "income.total,goal,900,vnd_bn,900,,,y2030,final,,L7,,", ON_BASES[2]]
    assert words(Say(Facts(small_dataset(INDICATORS, rows), "vi")).clause("income.total")).count("mục tiêu") == 1
    rows[-1] = rows[-1].replace("900", "950")
    assert words(Say(Facts(small_dataset(INDICATORS, rows), "vi")).clause("income.total")).count("mục tiêu") == 2


def test_growth_and_the_stated_difference_are_one_clause_where_they_go_one_way(
    small_dataset: Callable[..., Dataset],
) -> None:
    """Where they contradict each other, both are said."""
    rows = [row for row in ROWS if ",yoy_pct" not in row]
    rows += [
        'income.total,yoy_abs,-4.0,vnd_bn,"4,0",,,,final,,L2,,',
        'income.total,yoy_pct,-1.9,pct,"1,9%",,,,final,,L2,,',
    ]
    rows += [
        'income.farms,yoy_abs,10.0,vnd_bn,"10,0",,,,final,,L3,,',
        "income.farms,yoy_pct,-25,pct,25%,,,,final,,L3,,",
    ]
    say = Say(Facts(small_dataset(INDICATORS, rows), "vi"))
    assert words(say.clause("income.total")).endswith("giảm 4,0 tỷ đồng (1,9%) so với cùng kỳ")
    assert words(say.clause("income.farms")).endswith("giảm 25% so với cùng kỳ, tăng 10,0 tỷ đồng so với cùng kỳ")


@pytest.mark.parametrize(
    ("language", "whole", "part"),
    [
        (
            "vi",
            "Tổng thu nhập tăng 12,5% so với năm 2020, giảm 3,0 tỷ đồng so với đầu nhiệm kỳ, "
            "mục tiêu đến năm 2030 là 900 tỷ đồng.",
            "Nông nghiệp bằng năm 2015, mục tiêu đến năm 2030 là 80 tỷ đồng.",
        ),
        (
            "en",
            "Total income rose 12.5% on 2020, fell VND 3.0 billion on the beginning of the term, "
            "had a goal of VND 900 billion for 2030.",
            "Farming stayed unchanged on 2015, had a goal of VND 80 billion for 2030.",
        ),
    ],
)
def test_a_change_names_its_base_and_a_goal_its_year(
    small_dataset: Callable[..., Dataset], language: str, whole: str, part: str
) -> None:
    """Neither is growth on last year nor a task of the months ahead."""
    dataset = small_dataset(INDICATORS, ON_BASES)
    terms = "kind,term,name_vi,name_en\nbase,term_start,đầu nhiệm kỳ,the beginning of the term\n"
    (dataset.workspace.root / "data" / "terms.csv").write_text(terms, encoding="utf-8")
    datapackage.write(dataset.workspace, "xã Thử")
    dataset = load(dataset.workspace, dataset.workspace.params_file("2024-H1"))
    say = Say(Facts(dataset, "vi" if language == "vi" else "en"))
    assert [words(say.results(name)) for name in ("income.total", "income.farms")] == [whole, part]
    assert say.facts.growth("income.total") is None
    assert say.target("income.total") is None


def test_a_figure_says_by_what_it_was_measured(real: Dataset) -> None:
    """The share of clean water names the ministry's rules behind the one figure that the source ties to them."""
    in_vietnamese, in_english = (
        words(Say(Facts(real, language)).clause("environment.clean_water")) for language in ("vi", "en")
    )
    assert "đạt 49% theo quy định của Bộ Y tế (nơi khác trong báo cáo ghi 38,4%)" in in_vietnamese
    assert "reached 49% under the rules of the Ministry of Health (elsewhere the report says 38.4%)" in in_english


def test_english_is_written_and_not_put_word_by_word(real: Dataset) -> None:
    """What is still to be done is the plan's to leave, a day is not somebody, a card says what would have to be."""
    facts = Facts(real, "en")
    say, tables = Say(facts), Tables(facts)
    assert words(say.to_reach("insurance.health", "insurance.health_share")) == (
        "To go from 88.3% now to 97% or more by the end of the year, about 1,089 people have to be added."
    )
    assert words(say.remaining("income.trade_services")).startswith("The annual plan still leaves about VND ")
    decisions, cards = tables.decisions(), tables.cards("suspicious")
    assert decisions is not None
    assert cards is not None
    assert {plain(row.cells[2]) for row in decisions.rows} == {"Not set"}
    told = [plain(run) for run in cards.runs()]
    assert "13,000 people, against 12,509 – 12,524 people" in told
    assert any("93% would have to be 91.5%" in text for text in told)


def test_tables_note_by_what_and_until_when_a_figure_was_measured(real: Dataset) -> None:
    """A table's notes tell the ministry's rules and that revenue is an estimate as of 10 June."""
    table = Tables(Facts(real, "vi")).indicators("environment.clean_water", "budget.revenue", "land.certificate_files")
    assert table is not None
    notes = [plain(note) for note in table.notes]
    assert "Tỷ lệ dân số sử dụng nước sạch tập trung: 49% theo quy định của Bộ Y tế." in notes
    assert "Thu ngân sách nhà nước: ước đến ngày 10/6/2023." in notes


def test_the_public_is_not_told_whom_the_office_asks(real: Dataset) -> None:
    """A public card says what differs and by how much; who answers and which key slipped is the office's."""
    cards = {
        audience: Tables(Facts(real.edition(audience=audience), "vi")).cards("cannot_hold", "suspicious")
        for audience in ("internal", "public")
    }
    told = {audience: [plain(run) for run in table.runs()] for audience, table in cards.items() if table is not None}
    assert "Ai xác nhận" in told["internal"]
    assert "Ai xác nhận" not in told["public"]
    assert any("→" in text for text in told["internal"])
    assert not any("→" in text for text in told["public"])


def test_what_is_stated_twice_alike_is_no_other_statement(
    small_dataset: Callable[..., Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only another value is what the report says elsewhere; the same one in two places is one figure."""
    seven = "houses.new,actual,7,houses,07,,,,final,,L{},,"
    twice = Facts(small_dataset(INDICATORS, [seven.format(5), seven.format(9)]), "vi")
    assert "nơi khác" not in str(Tables(twice, "economy").remainder(["houses.new"]))
    other = Facts(small_dataset(INDICATORS, [ROWS[7], seven.format(9)]), "vi")
    monkeypatch.setattr(remainder, "is_shown", lambda figure: figure.endswith("L5"))
    assert "ở nơi khác trong báo cáo được ghi là" in str(Tables(other, "economy").remainder(["houses.new"]))
