"""Sentences of offices that nobody has heard of: what a reader would stumble over."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.data.dataset import load
from kimtan.present.blocks import plain
from kimtan.present.facts import Facts
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
        "Còn thiếu so với kế hoạch năm: thu tiền sử dụng đất 7,0 triệu đồng."
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
