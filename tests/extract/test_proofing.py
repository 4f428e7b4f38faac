"""Proof-reading: contradictions among a document's figures, by the audit that stands."""

from __future__ import annotations

import pytest

from kimtan.extract.passages import ReadDocument
from kimtan.extract.proofing import MOST_HOLDING, proof
from kimtan.extract.reading import read
from tests.extract.made import paragraphs, table
from tests.extract.test_relations import TABLE


def outcomes(document: ReadDocument) -> list[tuple[str, set[str]]]:
    """Each finding's outcome with the figures that may be wrong, as written."""
    reading = read(document)
    written = {figure.n: figure.as_written for figure in reading.figures}
    wrong = [finding for finding in proof(document, reading) if finding.is_wrong]
    return [(finding.outcome, {written[number] for number in finding.suspects}) for finding in wrong]


CLEAN = "Tổng thu đạt 120,5 tỷ đồng, trong đó: thu nội địa 70,2 tỷ đồng; thu khác 50,3 tỷ đồng."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLEAN, []),
        (CLEAN.replace("50,3", "50,8"), [("suspicious", {"120,5", "70,2", "50,8"})]),
        (CLEAN.replace("trong đó", "gồm").replace("50,3", "50,8"), [("cannot_hold", {"120,5", "70,2", "50,8"})]),
        ("Trồng 35 ha (kế hoạch 60 ha), đạt 58,3% kế hoạch.", []),
        ("Trồng 35 ha (kế hoạch 60 ha), đạt 68,3% kế hoạch.", [("cannot_hold", {"35", "60", "68,3"})]),
        ("Đàn trâu 1.183 con, giảm 112 con so với cùng kỳ, giảm 8,65% so với cùng kỳ.", []),
        ("Thu 183 tỷ đồng, tăng 12 tỷ đồng, tăng 9,2% so với cùng kỳ.", [("cannot_hold", {"183", "12", "9,2"})]),
        ("Thu đạt 12 tỷ đồng, bằng 60% dự toán tỉnh giao, bằng 50% dự toán huyện giao.", []),
        ("Biên chế được giao 214 người, hiện có 206 người, còn 08 người chưa tuyển.", []),
        (
            "Biên chế được giao 214 người, hiện có 236 người, còn 08 người chưa tuyển.",
            [("cannot_hold", {"214", "236", "08"})],
        ),
        ("Kế hoạch vốn 18.650 triệu đồng, giải ngân 7.830 triệu đồng, đạt 42,0%.", []),
        (
            "Kế hoạch vốn 48.650 triệu đồng, giải ngân 7.830 triệu đồng, đạt 42,0%.",
            [("suspicious", {"48.650", "7.830", "42,0"})],
        ),
        ("Có 41/50 trường đạt chuẩn, chiếm 82%.", []),
        ("Tiếp nhận 3.954 đơn, trong đó 612 đơn đủ điều kiện, đã giải quyết 574/612 đơn, đạt 93,8%.", []),
        (
            "Phải thi hành 1.452 việc, trong đó có điều kiện 1.087 việc; xong 716 việc, đạt 65,87% số có điều kiện.",
            [],
        ),
        ("Tổng số bác sĩ trên vạn dân đạt 9,3 bác sĩ (cùng kỳ 9 bác sĩ), tăng 0,3 bác sĩ so với cùng kỳ.", []),
        (
            "Tổng chi 9.842 tỷ đồng, trong đó: đầu tư 4.120 triệu đồng; thường xuyên 5.722 triệu đồng.",
            [("suspicious", {"9.842", "4.120", "5.722"})],
        ),
        (
            "Xã có 1.452 hộ, trong đó: thôn An 512 hộ; thôn Bình 490 hộ; thôn Chu 423 hộ.",
            [("suspicious", {"1.452", "512", "490", "423"})],
        ),
        (
            "Xuất khẩu lao động 132 người (trong đó Đài Loan 74 người, Nhật Bản 51 người).",
            [("suspicious", {"132", "74", "51"})],
        ),
        ("Tiếp nhận 17 đơn (đơn trùng 02 đơn, đơn đủ điều kiện 15 đơn).", []),
        ("Tổng biên chế được giao 214 biên chế, hiện có 206 biên chế, còn 08 biên chế chưa tuyển.", []),
        ("Có 41/50 trường đạt chuẩn, chiếm 52%.", [("cannot_hold", {"41/50", "52"})]),
        ("Làm chết 46 người (cùng kỳ 51 người, giảm 05 người).", []),
        ("Làm chết 46 người (cùng kỳ 51 người, giảm 25 người).", [("cannot_hold", {"46", "51", "25"})]),
        ("Số xã đạt chuẩn là 37 xã, gấp 2,46 lần so kế hoạch.", [("suspicious", {"37", "2,46"})]),
        ("Bồi thường 86 hộ/100 hộ, còn lại 24 hộ.", [("cannot_hold", {"86 hộ/100", "24"})]),
        (
            "Giải quyết 320 hồ sơ, trong đó đúng hạn 310 hồ sơ, quá hạn 15 hồ sơ.",
            [("suspicious", {"320", "310", "15"})],
        ),
        ("Giải quyết 320 hồ sơ, trong đó đúng hạn 290 hồ sơ, quá hạn 15 hồ sơ.", []),
        ("Lớp học có 32 học viên, trong đó nữ 18 người, đảng viên 20 người.", []),
        ("Có 18/17 thôn đạt chuẩn văn hóa.", [("suspicious", {"18/17"})]),
        ("Có 16/17 thôn đạt chuẩn văn hóa.", []),
        ("Kết nạp 18/17 đảng viên.", []),
        ("Có 18/17 thôn đạt chuẩn văn hóa, đạt 105,9% kế hoạch.", []),
        ("Có 03 thôn đạt chuẩn (thôn Đông, thôn Đoài và thôn Bắc).", []),
        ("Có 03 thôn đạt chuẩn (thôn Đông và thôn Bắc).", [("cannot_hold", {"03"})]),
    ],
)
def test_contradictions_in_a_paragraph(text: str, expected: list[tuple[str, set[str]]]) -> None:
    """What cannot be true together is told with the figures that may be wrong; what can is not."""
    assert outcomes(paragraphs(text)) == expected


def test_two_items_that_do_not_add_up() -> None:
    """A list of two that an announced total is of is compared with it like a longer one."""
    items = ("+ Vốn tỉnh: 300 triệu đồng", "+ Vốn xã: {} triệu đồng")
    for value, count in (("200", 0), ("250", 1)):
        texts = ["Tổng vốn 500 triệu đồng, gồm:", items[0], items[1].format(value)]
        assert len(outcomes(paragraphs(*texts))) == count


def test_the_same_thing_in_two_places() -> None:
    """Two places with the same words contradict each other; a short name makes it suspicious only."""
    long = "Tỷ lệ dân số nông thôn sử dụng nước sạch đạt {}%."
    assert [outcome for outcome, _ in outcomes(paragraphs(long.format(49), long.format("38,4")))] == ["cannot_hold"]
    short = "Thu nội địa đạt {} tỷ đồng."
    assert [outcome for outcome, _ in outcomes(paragraphs(short.format(49), short.format("38,4")))] == ["suspicious"]


def test_a_short_name_with_two_digits_swapped() -> None:
    """A name of one word may mean two things; numbers that differ in the order of two digits are one number."""
    text = "Toàn xã có {} hộ."
    for other, is_wrong in (("2.510", True), ("2.151", False), ("2.150", False), ("5.120", False)):
        kinds = [kind for kind, _ in outcomes(paragraphs(text.format("2.150"), text.format(other)))]
        assert kinds == ["suspicious"] * is_wrong, other


def test_figures_of_one_sentence_are_about_one_thing_whatever_another_place_says() -> None:
    """That two places share a name makes doubtful only what rests on both."""
    text = "Thu ngân sách đạt 12.500 triệu đồng, bằng {}% dự toán năm (dự toán 25.000 triệu đồng)."
    again = "Thu ngân sách đạt {} triệu đồng."
    assert [kind for kind, _ in outcomes(paragraphs(text.format(52), again.format("12.500")))] == ["cannot_hold"]
    assert {kind for kind, _ in outcomes(paragraphs(text.format(50), again.format("13.500")))} == {"suspicious"}


def test_one_total_in_a_list_and_a_name_of_several_things() -> None:
    """A total that several words name is one wherever it stands; numbers far apart are hardly of one thing."""
    total = "- Tổng diện tích gieo trồng lúa cả xã là {} ha."
    assert [kind for kind, _ in outcomes(paragraphs(total.format("1.250"), total.format("1.205")))] == ["cannot_hold"]
    for second, is_wrong in (("1.462 hộ", True), ("356 hộ", False), ("1.462 tổ", False)):
        text = ("Xã quản lý 1.426 hộ nghèo dân tộc.", f"Xã quản lý {second} nghèo dân tộc.")
        assert bool(outcomes(paragraphs(*text))) == is_wrong, second


@pytest.mark.parametrize(
    "texts",
    [
        ("- Vụ đông xuân: Lúa 1.243 ha.", "- Vụ hè thu: Lúa 1.234 ha."),
        ("Trong quý I: Thu 12.453 triệu đồng.", "Trong quý II: Thu 12.435 triệu đồng."),
        ("Có 15/12 sáng kiến.",),
        ("Có 100 đơn, trong đó đơn phía nam 60 đơn, đơn của nữ 50 đơn.",),
        ("Tiếp nhận 500 hồ sơ, trong đó trước hạn 480 hồ sơ, hết hạn lưu trữ 60 hồ sơ.",),
        ("Huyện Lạc Sơn có 24 xã đạt chuẩn nông thôn mới.", "Huyện Tân Lạc có 16 xã đạt chuẩn nông thôn mới."),
        ("Xã Tân Lập hoàn thành 15 tiêu chí.", "Xã Đồng Ích hoàn thành 19 tiêu chí."),
    ],
)
def test_what_is_told_of_different_things_is_not_compared(texts: tuple[str, ...]) -> None:
    """Items of a list, quarters, places by name, plans behind a stroke, and words that only look like opposites."""
    assert outcomes(paragraphs(*texts)) == []


def test_tasks_are_compared_with_a_plan_that_is_not_reached_yet() -> None:
    """A task of the rest of the year agrees with its plan; one of the next year, or of something else, need not."""
    done = "Diện tích rừng trồng tập trung đạt {} ha (kế hoạch 60 ha)."
    for title, reached, task, is_wrong in (
        ("6 tháng đầu năm 2024", 35, 40, True),
        ("6 tháng đầu năm 2024", 35, 25, False),
        ("6 tháng đầu năm 2024", 65, 40, False),
        ("năm 2024", 35, 40, False),
    ):
        tasks = ("II. NHIỆM VỤ THỜI GIAN TỚI", f"Diện tích rừng trồng tập trung đạt {task} ha.")
        document = paragraphs(f"BÁO CÁO {title}", done.format(reached), *tasks)
        assert bool(outcomes(document)) == is_wrong, (title, reached, task)


def test_how_many_and_how_much_of_one_thing() -> None:
    """One name in a report has a number and a sum of money."""
    number = "Hộ nghèo 356 hộ (kế hoạch 400 hộ), đạt 89%."
    money = "Hộ nghèo 20,8 tỷ đồng (kế hoạch 26 tỷ đồng), đạt 80%."
    assert outcomes(paragraphs(number, money)) == []


def test_a_task_is_not_more_than_its_whole() -> None:
    """What is to be reached of some of a whole is compared with the whole, whatever plan there is."""
    total = "Tổng diện tích lúa 20 ha, trong đó diện tích lúa chất lượng cao 12 ha."
    for task, is_wrong in (("35", True), ("6", False)):
        tasks = ("II. NHIỆM VỤ THỜI GIAN TỚI", f"Diện tích lúa chất lượng cao đạt {task} ha.")
        assert bool(outcomes(paragraphs("BÁO CÁO 6 tháng đầu năm 2024", total, *tasks))) == is_wrong, task


def test_many_suspects_are_counted() -> None:
    """A long sum tells its total first, and how many more figures may be wrong."""
    parts = [(f"Xã {name}", str(count)) for name, count in zip("ABCDEFGH", range(33, 41), strict=True)]
    document = table(("Xã", "Kết nạp mới"), *parts, ("Cộng", "341"))
    (finding,) = [finding for finding in proof(document, read(document)) if finding.is_wrong]
    assert "Số có thể sai là 341 (cần" in finding.text_vi
    assert "; và 3 số khác." in finding.text_vi


def test_a_computed_side_is_not_said_to_be_stated() -> None:
    """Where neither side stands in the report, both are told as computed, and percentages to two decimals."""
    texts = [
        finding.text_vi
        for text in (
            "Thu 183 tỷ đồng, tăng 12 tỷ đồng, tăng 9,2% so với cùng kỳ.",
            "Xã có 1.462 hộ nghèo, trong đó hộ không có lao động 412 hộ, chiếm 28,9%.",
        )
        for document in [paragraphs(text)]
        for finding in proof(document, read(document))
        if finding.is_wrong
    ]
    assert "Vế trái tính ra" in texts[0]
    assert "khoảng 28,18%" in texts[1]


def test_other_times_are_other_figures() -> None:
    """A month and the months so far are no two statements of one thing."""
    text = "Tháng 5, thu ngân sách đạt 12 tỷ đồng; lũy kế 5 tháng, thu ngân sách đạt 61 tỷ đồng."
    assert outcomes(paragraphs("Báo cáo 5 tháng đầu năm 2024", text)) == []


def test_what_is_told_of_a_total_behind_it_and_what_is_left() -> None:
    """``86 hộ trong tổng số 100 hộ; còn 14 hộ`` adds up; with another number it does not, and none is more than all."""
    text = "Đã thu hồi đất của {} hộ trong tổng số 100 hộ; còn {} hộ."
    for done, left, is_wrong in (("86", "14", False), ("96", "14", True), ("86", "24", True)):
        assert bool(outcomes(paragraphs(text.format(done, left)))) == is_wrong, (done, left)
    assert outcomes(paragraphs("Đã thu hồi đất của 186 hộ trong tổng số 100 hộ."))
    assert not outcomes(paragraphs("Đã thu hồi đất của 86 hộ trong tổng số 100 hộ."))


def test_what_is_left_behind_an_estimate_of_the_year_may_be_left_of_it() -> None:
    """Behind what is expected of the whole year, the rest is the year's or the period's: it is suspicious at most."""
    text = (
        "Kế hoạch vốn đầu tư năm nay là 485,6 tỷ đồng; đã giải ngân 102,5 tỷ đồng, bằng 21,1% kế hoạch; "
        "{}còn lại {} tỷ đồng."
    )
    unsure = outcomes(paragraphs(text.format("ước cả năm giải ngân 320 tỷ đồng, ", "165,6")))
    assert {kind for kind, _ in unsure} == {"suspicious"}
    assert [kind for kind, _ in outcomes(paragraphs(text.format("", "165,6")))] == ["cannot_hold"]
    assert outcomes(paragraphs(text.format("", "383,1"))) == []


def test_a_share_is_of_the_fraction_that_it_fits() -> None:
    """Of two fractions in a row the first percentage is the first's, unless it is neither's."""
    text = "Đã xử 921/948 vụ, 1.652/1.713 bị cáo, đạt {}% về số vụ và 96,4% về số bị cáo."
    assert outcomes(paragraphs(text.format("97,2"))) == []
    assert [kind for kind, _ in outcomes(paragraphs(text.format("91,2")))] == ["cannot_hold"]


@pytest.mark.parametrize(
    "text",
    [
        "Lợi nhuận của quỹ đạt 0 triệu đồng, của hợp tác xã âm 5 triệu đồng, chiếm 12,5%.",
        "Đã giải quyết 0/0 vụ, đạt 12,5%.",
        "Có 0 hộ nghèo, trong đó 0 hộ thoát nghèo, chiếm 12,5% tổng số hộ nghèo.",
    ],
)
def test_nothing_is_divided_by_zero(text: str) -> None:
    """What is a share of nothing is confronted with nothing."""
    assert "cannot_hold" not in {kind for kind, _ in outcomes(paragraphs(text))}


def test_a_share_of_itself_is_no_ratio() -> None:
    """A level of last year of which this year's would be the share in the column is no whole of it."""
    head = ("Ngành", "Thực hiện 2024 (nghìn người)", "Tỷ trọng (%)", "Thực hiện 2023 (nghìn người)", "Tỷ trọng (%)")
    document = table(head, ("Tổng số", "00", "1", "0", "100"), ("Công nghiệp", "100", "-12", "0", "1"))
    assert {finding.rule for finding in proof(document, read(document))}.isdisjoint({"ratio"})


def test_a_wrong_cell_of_a_table() -> None:
    """A cell that breaks a sum, a completion and nothing else is the only suspect."""
    rows = [tuple("1.200" if cell == "1.100" else cell for cell in row) for row in TABLE]
    assert outcomes(table(*TABLE)) == []
    assert {frozenset(suspects) for _, suspects in outcomes(table(*rows))} == {frozenset({"1.200"})}


def test_findings_are_told_in_sentences() -> None:
    """A finding says what is stated, what follows, how far apart they are and which figures may be wrong."""
    document = paragraphs("Trồng 35 ha (kế hoạch 60 ha), đạt 68,3% kế hoạch.")
    (finding,) = [finding for finding in proof(document, read(document)) if finding.is_wrong]
    assert finding.stated == "60 ha"
    assert "Báo cáo nêu 60 ha; từ các số khác suy ra" in finding.text_vi
    assert "Số có thể sai là 35 (cần" in finding.text_vi


def test_what_holds_is_told_as_well() -> None:
    """A sum that is right was confronted like one that is wrong, and says what follows from the parts."""
    document = paragraphs(CLEAN.replace("trong đó", "gồm"))
    (finding,) = proof(document, read(document))
    assert finding.outcome == "holds"
    assert finding.figures == (1, 2, 3)
    assert "đúng. Báo cáo nêu 120,5 tỷ đồng; từ các số khác suy ra" in finding.text_vi


def test_what_stands_often_is_not_told_in_every_pair() -> None:
    """Forty places that agree are 780 pairs; a figure is told with a few of them, and a wrong one always."""
    text = "Tỷ lệ dân số nông thôn sử dụng nước sạch đạt 49%."
    document = paragraphs(*[text] * 40)
    findings = proof(document, read(document))
    assert len(findings) <= 40 * MOST_HOLDING
    assert {n for finding in findings for n in finding.figures} == set(range(1, 41))
    wrong = paragraphs(*[text] * 40, text.replace("49", "38,4"))
    assert any(finding.is_wrong and 41 in finding.figures for finding in proof(wrong, read(wrong)))


@pytest.mark.parametrize(
    ("prices", "outcome"),
    [("", "suspicious"), (" (theo giá hiện hành)", "cannot_hold"), (" (giá so sánh)", "cannot_hold")],
)
def test_growth_of_a_total_contradicts_its_parts_only_in_prices_that_are_stated(prices: str, outcome: str) -> None:
    """Amounts are often in current prices and their growth in constant ones."""
    text = (
        f"Tổng giá trị sản xuất{prices} ước đạt 200,0 tỷ đồng, tăng 2,0% so với cùng kỳ. Trong đó: nông nghiệp ước đạt "
        "50,0 tỷ đồng, tăng 20% so với cùng kỳ; công nghiệp ước đạt 150,0 tỷ đồng, tăng 15% so với cùng kỳ."
    )
    assert [kind for kind, _ in outcomes(paragraphs(text))] == [outcome]


def test_values_measured_in_two_ways_may_differ() -> None:
    """By a ministry's definition the share is another one."""
    of = "Tỷ lệ dân số nông thôn sử dụng nước sạch{} đạt {}%."
    texts = (of.format(" theo quy định của Bộ Y tế", 49), of.format("", "38,4"))
    assert [kind for kind, _ in outcomes(paragraphs(*texts))] == ["suspicious"]
