"""Sentences of offices that nobody has heard of: what a reader would stumble over."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from kimtan.data.dataset import load
from kimtan.present.blocks import plain
from kimtan.present.facts import Facts
from kimtan.present.official.document import OfficialDocument
from kimtan.present.official.results import ResultsInWords
from kimtan.present.section import Section
from kimtan.present.sentences import Say
from kimtan.present.tables import Tables
from tests.offices.made_up import Office

BUDGET = (
    "tax.all | taxes | Thu thuế | vnd_m | flow",
    "tax.land | taxes | Thu tiền sử dụng đất | vnd_m | flow",
    "tax.other | taxes | Thu khác | vnd_m | flow",
)
FIGURES = (
    "tax.all:plan 100 vnd_m", "tax.all:actual 108 vnd_m", "tax.land:plan 100 vnd_m", "tax.land:actual 93 vnd_m",
    "tax.other:plan 100 vnd_m", "tax.other:actual 60 vnd_m",
)  # fmt: skip
TAXES = ("tax.all", "tax.land", "tax.other")


def facts_of(root: Path, office: Office) -> Facts:
    workspace = office.write(root)
    return Facts(load(workspace, workspace.params_file(office.period)), "vi")


@pytest.fixture
def whole_year(tmp_path: Path) -> Facts:
    """A year that is over, with one plan reached and two that are not."""
    return facts_of(tmp_path, Office("huyện Phú Sơn", "district", "2024-FY", BUDGET, FIGURES))


def test_nothing_is_late_when_the_year_is_over(whole_year: Facts) -> None:
    """A plan is then reached or is not, by however much; time is no measure any more."""
    say = Say(whole_year)
    assert plain(say.standing(*TAXES) or ()) == (
        "Thu thuế (108,0%) đã đạt kế hoạch năm; thu tiền sử dụng đất (93,0%) và thu khác (60,0%) chưa đạt kế hoạch năm."
    )
    assert plain(say.on_time(TAXES) or ()) == "1 trên 3 chỉ tiêu có kế hoạch năm đạt hoặc vượt kế hoạch."
    assert plain(say.remaining("tax.land") or ()) == (
        "Còn thiếu so với kế hoạch năm: thu tiền sử dụng đất 7 triệu đồng."
    )


def test_tables_and_charts_say_so_too(whole_year: Facts) -> None:
    """Their words for a status are those of the sentences."""
    table = Tables(whole_year).indicators(*TAXES)
    chart = Section("taxes", whole_year).chart.completion(*TAXES)
    assert table is not None
    assert chart is not None
    assert [plain(row.cells[-1] or ()) for row in table.rows] == [
        "Đạt kế hoạch năm", "Chưa đạt kế hoạch năm", "Chưa đạt kế hoạch năm",
    ]  # fmt: skip
    assert plain(chart.title) == "1 trong 3 chỉ tiêu đạt hoặc vượt kế hoạch năm; thấp nhất: Thu khác (60,0%)"
    assert "thời gian của năm đã qua" not in chart.svg


@pytest.mark.parametrize(("share", "is_alarm"), [("28.1", False), ("9.8", True)])
def test_only_what_lags_is_an_alarm(tmp_path: Path, share: str, is_alarm: bool) -> None:
    """28 % of the plan in a quarter of the year is told, and not under a title that calls it late."""
    figures = ("tax.all:actual 4215 vnd_m", f"tax.all:pct_of_plan {share} pct")
    facts = facts_of(tmp_path, Office("tỉnh Hải Lâm", "province", "2025-Q1", BUDGET[:1], figures))
    remark = Section("taxes", facts).progress("tax.all")
    assert remark is not None
    assert (remark.tone in {"warn", "bad"}) == is_alarm


def test_a_difference_of_shares_is_in_points(tmp_path: Path) -> None:
    """From 31,5 % to 12,8 % is no fall by 18,7 %."""
    rows = ("poor.share | poor | Tỷ lệ hộ nghèo | pct | share",)
    figures = ("poor.share:actual 12.8 pct", "poor.share:change_abs:y2020 -18.7 pct")
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2025-FY", rows, figures))
    assert "giảm 18,7 điểm phần trăm so với năm 2020" in plain(Say(facts).results("poor.share") or ())


def test_what_is_left_over_is_told_as_results_are(tmp_path: Path) -> None:
    """Not ``Thanh niên nhập ngũ: 62 thanh niên``, nor ``chênh lệch so với mốc khác (đầu nhiệm kỳ) 03 cơ sở``."""
    rows = (
        "shops.safe | shops | Cơ sở đạt chuẩn | establishments | count",
        "growth.goal | shops | Tốc độ tăng trưởng bình quân | pct | rate",
    )
    figures = (
        "shops.safe:actual 5 establishments", "shops.safe:change_abs:term_start 3 establishments",
        "growth.goal:goal:y2030 9 pct",
    )  # fmt: skip
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2025-FY", rows, figures))
    remainder = Tables(facts, "shops").remainder(("shops.safe", "growth.goal"))
    assert remainder is not None
    assert [plain(paragraph) for paragraph in remainder.paragraphs] == [
        "Ước có 05 cơ sở đạt chuẩn, tăng 03 cơ sở so với đầu nhiệm kỳ. "
        "Tốc độ tăng trưởng bình quân có mục tiêu đến năm 2030 là 9%."
    ]


def test_poverty_is_not_reached(tmp_path: Path) -> None:
    """``đạt`` is said of what one wants."""
    rows = ("poor.share | poor | Tỷ lệ hộ nghèo | pct | share",)
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2024-FY", rows, ("poor.share:actual 5 pct",)))
    facts.dataset.indicators["poor.share"].__dict__["better"] = "lower"
    assert plain(Say(facts).results("poor.share") or ()) == "Tỷ lệ hộ nghèo ước là 5%."


def test_a_second_breakdown_says_what_it_is_by(tmp_path: Path) -> None:
    """Its parts are no further indicators of the section."""
    rows = (
        "tax.all | taxes | Tổng thu | vnd_m | flow",
        "tax.a | taxes | Thuế | vnd_m | flow | tax.all",
        "tax.b | taxes | Phí | vnd_m | flow | tax.all",
        "tax.near | taxes | Ngân sách huyện | vnd_m | flow | tax.all",
        "tax.far | taxes | Ngân sách tỉnh | vnd_m | flow | tax.all",
    )
    figures = [
        f"{name}:actual {value} vnd_m"
        for name, value in (("tax.all", 9), ("tax.a", 6), ("tax.b", 3), ("tax.near", 5), ("tax.far", 4))
    ]
    facts = facts_of(tmp_path, Office("huyện Phú Sơn", "district", "2024-FY", rows, tuple(figures)))
    for name in ("tax.near", "tax.far"):
        facts.dataset.indicators[name].__dict__["breakdown"] = "source"
    told = plain(Say(facts).parts("tax.all", "source", is_first=False) or ())
    assert told.startswith("Theo nguồn vốn: ngân sách huyện ước đạt 5 triệu đồng; ngân sách tỉnh")


def test_shares_of_what_is_not_stated_name_it(tmp_path: Path) -> None:
    """No sentence before has said of what the parts are."""
    rows = (
        "tax.all | taxes | Tổng thu | vnd_m | flow", "tax.a | taxes | Thuế | vnd_m | flow | tax.all",
        "tax.b | taxes | Phí | vnd_m | flow | tax.all",
    )  # fmt: skip
    figures = ("tax.a:actual 6 vnd_m", "tax.b:actual 2 vnd_m")
    facts = facts_of(tmp_path, Office("huyện Phú Sơn", "district", "2024-FY", rows, figures))
    assert plain(Say(facts).shares("tax.all") or ()).startswith("Về cơ cấu tổng thu, thuế (75,0%) chiếm")


def test_files_are_counted_by_their_own_noun(tmp_path: Path) -> None:
    """``1.864 lượt hồ sơ tiếp nhận`` and not ``hồ sơ tiếp nhận có 1.864 lượt hồ sơ``."""
    rows = ("desk.files | desk | Hồ sơ tiếp nhận | files | count",)
    facts = facts_of(
        tmp_path, Office("phường Đông Kinh", "commune", "2025-M10", rows, ("desk.files:actual 1864 files",))
    )
    assert plain(Say(facts).results("desk.files") or ()) == "Ước có 1.864 lượt hồ sơ tiếp nhận."


def test_english_keeps_a_unit_that_has_no_english_name(tmp_path: Path) -> None:
    """``numbered 486`` of exports in millions of dollars would be another number."""
    office = Office(
        "tỉnh Hải Lâm", "province", "2025-Q1", ("trade.exports | trade | Exports | usd_m | flow",),
        ("trade.exports:actual 486 usd_m",),
    )  # fmt: skip
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "units.csv").write_text(
        "unit,name_vi,name_en,one_en,dimension,factor,exact\nusd_m,triệu USD,triệu USD,triệu USD,count,1,true\n",
        "utf-8",
    )
    workspace = office.write(tmp_path)
    facts = Facts(load(workspace, workspace.params_file(office.period)), "en")
    assert plain(Say(facts).results("trade.exports") or ()) == "Exports came to an estimated 486 triệu USD."


GOALS = (
    "forest.cover | forest | Tỷ lệ che phủ rừng | pct | share",
    "roads.paved | roads | Đường được cứng hóa | km | flow",
)
STATED = ("forest.cover:actual 58 pct", "forest.cover:goal:y2030 62 pct", "roads.paved:actual 12 km",
          "roads.paved:pct_of_plan:resolution 104 pct", "roads.paved:yoy_abs 2 km")  # fmt: skip
MERGED = "  territory: {code: moi, since: 2025-01-01, formed_from: [xã A, xã B]}\n"


def test_without_tasks_the_goals_of_later_years_are_told(tmp_path: Path) -> None:
    """A chapter of tasks says what the office aims at, where it has nothing for the rest of the year."""
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2025-FY", GOALS, STATED))
    (goals,) = Section("next_half", facts).tasks_rest()
    assert plain(next(iter(goals.runs()))) == "Đến năm 2030 phấn đấu tỷ lệ che phủ rừng đạt 62%."


def test_a_percentage_names_the_plan_that_it_is_of(tmp_path: Path) -> None:
    """What a resolution set for years is no plan of the year."""
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2025-FY", GOALS, STATED))
    assert "bằng 104% kế hoạch theo nghị quyết" in plain(Say(facts).results("roads.paved") or ())


def test_what_compares_with_a_territory_that_is_no_more_is_told_apart(tmp_path: Path) -> None:
    """It is no growth of this unit, and is not lost."""
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2025-H1", GOALS, STATED, MERGED))
    assert "so với cùng kỳ" not in plain(Say(facts).results("roads.paved") or ())
    table = Tables(facts).annex()
    assert table is not None
    assert "đường được cứng hóa tăng 2 km so với cùng kỳ" in " ".join(map(plain, table.notes))


def test_parts_of_parts_are_told_with_their_whole_named_again(tmp_path: Path) -> None:
    """In the document to sign and in the section alike, and nothing is told twice."""
    rows = (
        "tax.all | taxes | Tổng thu | vnd_m | flow", "tax.home | taxes | Thu nội địa | vnd_m | flow | tax.all",
        "tax.land | taxes | Thu tiền sử dụng đất | vnd_m | flow | tax.all",
        "tax.firms | taxes | Thuế doanh nghiệp | vnd_m | flow | tax.home",
        "tax.people | taxes | Thuế cá nhân | vnd_m | flow | tax.home",
    )  # fmt: skip
    values = {"all": 100, "home": 70, "land": 30, "firms": 45, "people": 25}
    figures = tuple(f"tax.{name}:actual {value} vnd_m" for name, value in values.items())
    facts = facts_of(tmp_path, Office("huyện Phú Sơn", "district", "2024-FY", rows, figures))
    told = "Trong thu nội địa: thuế doanh nghiệp ước đạt 45 triệu đồng; thuế cá nhân ước đạt 25 triệu đồng."
    block = ResultsInWords(facts, "taxes").block()
    assert block is not None
    prose = [plain(run) for part in Section("taxes", facts).overview.prose() for run in part.runs()]
    for text in (" ".join(map(plain, block.paragraphs)), " ".join(prose)):
        assert text.count(told) == 1
        assert text.count("70 triệu đồng") == 1


def told(root: Path, rows: tuple[str, ...], *figures: str, language: Literal["vi", "en"] = "vi") -> str:
    """What is said of the first indicator of a department's nine months."""
    workspace = Office("Sở Y tế tỉnh Trung Sơn", "province", "2025-9M", rows, figures).write(root)
    facts = Facts(load(workspace, workspace.params_file("2025-9M")), language)
    return plain(Say(facts).results(rows[0].split(" ")[0]) or ())


CASES = ("ill.deaths | ill | Trường hợp tử vong | instances | count",)
SHARE = ("beds.use | beds | Công suất sử dụng giường bệnh | pct | share",)
BALANCE = ("money.left | money | Chênh lệch thu chi | vnd_bn | flow",)
PEOPLE = ("people.all | people | Dân số trung bình | persons | stock",)
EXAMS = ("exams.all | exams | Lượt khám bệnh | visits | count",)
FINES = ("food.fines | food | Tiền phạt | vnd_m | flow",)
BEDS = ("beds.all | beds | Số giường kế hoạch | persons | stock",)


def test_goals_stand_among_the_tasks_whatever_else_is_to_be_done(tmp_path: Path) -> None:
    """A ward's ten months plan the next year beside what is left of this one; poverty is not reached."""
    rows = (
        "poor.rate | poor | Tỷ lệ hộ nghèo | pct | share",
        "alleys.paved | alleys | Ngõ được bê tông hóa | m | flow",
    )
    figures = (
        "poor.rate:goal:y2026 0.1 pct at_most", "alleys.paved:target 350 m", "alleys.paved:goal:y2026 2000 m",
    )  # fmt: skip
    facts = facts_of(tmp_path, Office("phường Đông Kinh", "commune", "2025-10M", rows, figures))
    facts.dataset.indicators["poor.rate"].__dict__["better"] = "lower"
    aims = "Năm 2026 phấn đấu tỷ lệ hộ nghèo còn dưới 0,1%; ngõ được bê tông hóa đạt 2.000 m."
    tasks = [plain(run) for block in Section("next_half", facts).tasks_rest() for run in block.runs()]
    signed = [plain(run) for block in OfficialDocument(facts, ["next_half"]).blocks() for run in block.runs()]
    assert aims in tasks
    assert aims in signed
    assert "Ngõ được bê tông hóa: 350 m." in signed


@pytest.mark.parametrize(
    ("rows", "figures", "sentence"),
    [
        (CASES, ("actual 0 instances",), "Ước không có trường hợp tử vong."),
        (CASES, ("actual 1 instances", "last_year 3 instances"),
         "Ước có 01 trường hợp tử vong, giảm 02 trường hợp so với cùng kỳ."),
        (CASES, ("actual 3 instances", "last_year 0 instances"),
         "Ước có 03 trường hợp tử vong, tăng 03 trường hợp so với cùng kỳ."),
        (CASES, ("actual 30 instances", "last_year 60 instances"),
         "Ước có 30 trường hợp tử vong, giảm 50,0% so với cùng kỳ."),
        (SHARE, ("actual 96.5 pct", "last_year 99.2 pct"),
         "Công suất sử dụng giường bệnh ước đạt 96,5%, giảm 2,7 điểm phần trăm so với cùng kỳ."),
        (SHARE, ("actual 96.5 pct", "yoy_pct 2.7 pct"),
         "Công suất sử dụng giường bệnh ước đạt 96,5%, tăng 2,7% so với cùng kỳ."),
        (SHARE, ("actual 71.3 pct", "plan 95 pct at_least"),
         "Công suất sử dụng giường bệnh ước đạt 71,3%, kế hoạch năm từ 95% trở lên."),
        (BALANCE, ("actual -12.4 vnd_bn",), "Chênh lệch thu chi ước âm 12,4 tỷ đồng."),
        (PEOPLE, ("actual 1276500 persons about",), "Dân số trung bình ước khoảng 1.276.500 người."),
        (EXAMS, ("actual 1842350 visits",), "Ước có 1.842.350 lượt khám bệnh."),
        (FINES, ("actual 642.5 vnd_m", "actual 643 vnd_m"),
         "Tiền phạt ước đạt 642,5 triệu đồng (nơi khác làm tròn là 643 triệu đồng)."),
        (FINES, ("actual 642.5 vnd_m", "actual 644 vnd_m"),
         "Tiền phạt ước đạt 642,5 triệu đồng (nơi khác trong báo cáo ghi 644 triệu đồng)."),
        (FINES, ("actual 60 vnd_m", "goal:y2026 80 vnd_m", "goal:y2030 99 vnd_m"),
         "Tiền phạt ước đạt 60 triệu đồng, mục tiêu năm 2026 là 80 triệu đồng, "
         "mục tiêu đến năm 2030 là 99 triệu đồng."),
        (BEDS, ("plan 4150 persons",), "Số giường kế hoạch năm 2025 là 4.150 người."),
    ],
)  # fmt: skip
def test_an_official_would_write_it_so(
    tmp_path: Path, rows: tuple[str, ...], figures: tuple[str, ...], sentence: str
) -> None:
    """Nothing of zero, points of percentages, things of what is few, ``âm`` below zero, what rounds is no other."""
    name = rows[0].split(" ")[0]
    assert told(tmp_path, rows, *(f"{name}:{figure}" for figure in figures)) == sentence


def test_english_says_nothing_of_zero_too(tmp_path: Path) -> None:
    """``There were no cases``."""
    assert told(tmp_path, ("ill.deaths | ill | cases of fever | instances | count",), "ill.deaths:actual 0 instances",
                language="en") == "There were no cases of fever."  # fmt: skip


def test_nothing_is_said_of_zero_wherever_it_stands(tmp_path: Path) -> None:
    """At a sentence's beginning with a capital, among the tasks, and among parts."""
    rows = (
        "fires.all | order_s | Vụ cháy | cases | count", "prizes.all | order_s | Giải cấp tỉnh | prizes | count",
        "prizes.first | order_s | Giải nhất | prizes | count | prizes.all",
        "prizes.second | order_s | Giải nhì | prizes | count | prizes.all",
    )  # fmt: skip
    figures = (
        "fires.all:target 0 cases", "prizes.all:actual 3 prizes", "prizes.first:actual 0 prizes",
        "prizes.second:actual 3 prizes",
    )  # fmt: skip
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2025-H1", rows, figures))
    say = Say(facts)
    assert plain(say.target("fires.all") or ()).endswith(": không có vụ cháy.")
    assert plain(say.parts("prizes.all", "kind") or ()) == "Trong đó: không có giải nhất; 03 giải nhì."
    signed = [plain(run) for block in OfficialDocument(facts, ["next_half"]).blocks() for run in block.runs()]
    assert "Phấn đấu không có vụ cháy." in signed


def test_nobody_means_to_have_all_of_what_is_better_low(tmp_path: Path) -> None:
    """``còn 3.028 cơ sở`` of establishments in breach would be an aim; none of them are no fraction."""
    rows = (
        "food.all | food | Cơ sở được kiểm tra | establishments | count",
        "food.bad | food | Cơ sở vi phạm | establishments | count",
    )
    figures = ("food.all:actual 3215 establishments", "food.bad:actual 187 establishments")
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2024-FY", rows, figures))
    facts.dataset.indicators["food.bad"].__dict__["better"] = "lower"
    told = plain(Say(facts).fraction("food.bad", "food.all") or ())
    assert told == "Số cơ sở vi phạm là 187/3.215 cơ sở, bằng 5,8%."


def test_a_table_has_points_of_percentages(tmp_path: Path) -> None:
    """In the customary column of growth; the annex' index of a share would say nothing."""
    figures = ("beds.use:actual 96.5 pct", "beds.use:last_year 99.2 pct")
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2025-9M", SHARE, figures))
    table, annex = Tables(facts, "beds").indicators("beds.use"), Tables(facts).annex()
    assert table is not None
    assert annex is not None
    assert plain(table.rows[0].cells[-1] or ()) == "−2,7 điểm %"
    assert annex.rows[1].cells[-1] is None


def test_what_is_only_planned_stands_where_it_was_reported(tmp_path: Path) -> None:
    """In the document to sign, and not behind all that has a result."""
    rows = ("a.one | taxes | Thu khác | vnd_m | flow", "a.two | taxes | Thuế | vnd_m | flow")
    facts = facts_of(
        tmp_path, Office("xã Mường Lằm", "commune", "2025-9M", rows, ("a.one:plan 5 vnd_m", "a.two:actual 3 vnd_m"))
    )
    block = ResultsInWords(facts, "taxes").block()
    assert block is not None
    text = " ".join(map(plain, block.paragraphs))
    assert text.casefold().index("thu khác") < text.casefold().index("thuế")


def test_a_text_does_not_hide_what_only_sentences_tell(tmp_path: Path) -> None:
    """A text of the office tells a figure; how it changed on 2020 and what is left of it follow, once."""
    rows = ("ill.new | ill | Người nhiễm mới | persons | count",)
    figures = ("ill.new:actual 58 persons", "ill.new:change_abs:y2020 -21 persons", "ill.new:remaining 6 persons")
    workspace = Office("Sở Y tế tỉnh Trung Sơn", "province", "2025-9M", rows, figures).write(tmp_path)
    text = (
        "highlights:\n  - {section: ill, vi: 'Đã phát hiện {ill.new}.', en: 'Found {ill.new}.', source: [report:L1]}\n"
    )
    workspace.text_file("2025-9M").write_text(text, encoding="utf-8")
    facts = Facts(load(workspace, workspace.params_file("2025-9M")), "vi")
    block = ResultsInWords(facts, "ill").block()
    assert block is not None
    assert " ".join(map(plain, block.paragraphs)) == (
        "Đã phát hiện 58 người. Người nhiễm mới còn phải thực hiện 06 người, giảm 21 người so với năm 2020."
    )


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("yoy_pct 140 pct", "Measles cases rose 140% on the same period last year."),
        ("yoy_pct -3.5 pct", "Measles cases fell 3.5% on the same period last year."),
        ("plan 40 instances", "Measles cases had a plan of 40 cases for the year."),
    ],
)
def test_english_verbs_fit_one_and_several(tmp_path: Path, figure: str, sentence: str) -> None:
    """Nobody says whether a name is plural: ``Measles cases is up`` was."""
    rows = ("ill.measles | ill | Measles cases | instances | count",)
    assert told(tmp_path, rows, f"ill.measles:{figure}", language="en") == sentence


@pytest.mark.parametrize(("done", "left"), [("41250", "18.750"), ("41250.5", "18.749,5")])
def test_a_remainder_is_as_precise_as_what_it_is_of(tmp_path: Path, done: str, left: str) -> None:
    """60.000 less 41.250 is 18.750, whatever decimals the dictionary gives computed amounts."""
    rows = ("port.cargo | port | Hàng hóa qua cảng | t | flow",)
    figures = (f"port.cargo:actual {done} t", "port.cargo:plan 60000 t")
    facts = facts_of(tmp_path, Office("thành phố Hải Bình", "district", "2025-8M", rows, figures))
    assert plain(Say(facts).remaining("port.cargo") or ()).endswith(f": hàng hóa qua cảng {left} tấn.")


def test_plans_alone_are_no_results(tmp_path: Path) -> None:
    """The caption of a budget's table does not call its estimates results."""
    rows = ("estimate.all | estimate | Dự toán thu | vnd_bn | flow", "estimate.tax | estimate | Thuế | vnd_bn | flow")
    figures = ("estimate.all:plan 640 vnd_bn", "estimate.tax:plan 520 vnd_bn")
    facts = facts_of(tmp_path, Office("huyện Đông Hà", "district", "2026-FY", rows, figures))
    table = Tables(facts, "estimate").all_indicators()
    assert table is not None
    assert table.caption.endswith(": số liệu năm 2026")


def test_a_part_keeps_what_only_its_own_clause_tells(tmp_path: Path) -> None:
    """``trong đó: thuế 6 triệu đồng`` alone lost that it rose on 2020."""
    rows = (
        "tax.all | taxes | Tổng thu | vnd_m | flow", "tax.a | taxes | Thuế | vnd_m | flow | tax.all",
        "tax.b | taxes | Phí | vnd_m | flow | tax.all",
    )  # fmt: skip
    figures = ("tax.all:actual 9 vnd_m", "tax.a:actual 6 vnd_m", "tax.b:actual 3 vnd_m")

    def parts(name: str, *more: str) -> str:
        facts = facts_of(tmp_path / name, Office("huyện Phú Sơn", "district", "2024-FY", rows, (*figures, *more)))
        return plain(Say(facts).parts("tax.all", "kind") or ())

    assert parts("bare") == "Trong đó: thuế 6 triệu đồng; phí 3 triệu đồng."
    assert parts("more", "tax.a:change_abs:y2020 2 vnd_m") == (
        "Trong đó: thuế ước đạt 6 triệu đồng, tăng 2 triệu đồng so với năm 2020; phí ước đạt 3 triệu đồng."
    )


@pytest.mark.parametrize(
    ("better", "task"), [("higher", "Phấn đấu có 04 công trình."), ("lower", "Phấn đấu còn 04 công trình.")]
)
def test_a_task_of_a_count_has_a_verb(tmp_path: Path, better: str, task: str) -> None:
    """``(3) 04 công trình.`` is no sentence."""
    rows = ("works.all | works | Công trình | works | count",)
    facts = facts_of(tmp_path, Office("xã Mường Lằm", "commune", "2025-H1", rows, ("works.all:target 4 works",)))
    facts.dataset.indicators["works.all"].__dict__["better"] = better
    signed = [plain(run) for block in OfficialDocument(facts, ["next_half"]).blocks() for run in block.runs()]
    assert task in signed
