"""A transcription is complete when every number of the document is claimed once, and every claim finds its number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.audit.transcription import Idle, Left, Transcription, Wrong, compare
from kimtan.data.documents import NoFigures
from kimtan.data.observations import Observation
from kimtan.figures import TOKEN


def stated(as_written: str, value: str, place: str = "report:L1", name: str = "a.b", as_of: str = "") -> Observation:
    cells = {"indicator": name, "measure": "actual", "value": value, "unit": "x", "status": "final"}
    optional = {"as_of": as_of} if as_of else {}
    return Observation.model_validate({**cells, "as_written": as_written, "source": place, **optional})


def listed(**tokens: list[str]) -> list[NoFigures]:
    return [NoFigures(reason="part of a name", tokens=tokens)]


def result(text: str, *observations: Observation, no_figures: list[NoFigures] | None = None) -> Transcription:
    return compare(observations, "report", no_figures or [], text)


Place = tuple[int, int, str]


def left(text: str, *observations: Observation, no_figures: list[NoFigures] | None = None) -> list[Place]:
    found = result(text, *observations, no_figures=no_figures).left
    return [(one.line, one.column, one.token) for one in found]


# What is left


def test_a_number_that_nobody_claims_is_left_with_its_place() -> None:
    """Line and column from 1, the number, and the words around it."""
    text = "Đàn trâu 183 con,\nđàn bò 203 con; phạt 3.500.000đ tại m2."
    assert result(text, stated("183", "183")) == Transcription(
        numbers=3,
        left=(
            Left(2, 8, "203", "đàn bò 203 con; phạt 3.500.000đ tại m2."),
            Left(2, 22, "3.500.000", "đàn bò 203 con; phạt 3.500.000đ tại m2."),
        ),
        wrong=(),
        idle=(),
    )


def test_only_the_words_around_a_number_are_quoted() -> None:
    """Thirty characters either way, blanks in between as one, dots where more stands."""
    (found,) = result(f"{'x' * 40} 7  tấn, {'y' * 40} ").left
    assert found.text == f"…{'x' * 29} 7 tấn, {'y' * 23}…"


def test_lines_end_at_line_feeds_only() -> None:
    """A form feed or a carriage return begins no line: places count as 'cat -n' does."""
    assert left("1\f2\r\n\u20283\x0b4\n5") == [(1, 1, "1"), (1, 3, "2"), (2, 2, "3"), (2, 4, "4"), (3, 1, "5")]


@pytest.mark.parametrize(
    ("line", "as_written", "value"),
    [
        ("đạt 60,8% kế hoạch", "60,8%", "60.8"),
        ("phạt 3.500.000đ.", "3.500.000đ", "3500000"),
        ("xử lý 06 cơ sở", "06", "6"),
        ("giảm 1,9%", "1,9", "-1.9"),
        ("tổng 35. 126 triệu", "35. 126", "35126"),
        ("mười hộ", "mười", "10"),
    ],
)
def test_a_figure_claims_all_that_it_wrote(line: str, as_written: str, value: str) -> None:
    """Both pieces of a number with a stray blank; nothing of a number in words."""
    assert result(line, stated(as_written, value)) == Transcription(len(TOKEN.findall(line)), (), (), ())


def test_two_equal_numbers_need_two_figures() -> None:
    """One of them is left until both are transcribed."""
    text = "02 cầm đồ, 02 karaoke"
    assert left(text, stated("02", "2", name="a.b")) == [(1, 12, "02")]
    assert left(text, stated("02", "2", name="a.b"), stated("02", "2", name="a.c")) == []


def test_a_fraction_states_two_figures() -> None:
    """Each observation claims the number that is its value, whichever comes first in the table."""
    text = "hoàn thành 44/52 chỉ tiêu"
    assert left(text, stated("44/52", "44")) == [(1, 15, "52")]
    assert left(text, stated("44/52", "52")) == [(1, 12, "44")]
    assert left(text, stated("44/52", "52"), stated("44/52", "44")) == []
    assert left("đạt 7/7 tiêu chí", stated("7/7", "7")) == [(1, 7, "7")]
    assert left("đạt 7/7 tiêu chí", stated("7/7", "7"), stated("7/7", "7", name="a.c")) == []


def test_the_figure_with_fewer_choices_claims_first() -> None:
    """A bare '7' would also stand in the fraction, but must leave it to those that can stand nowhere else."""
    bare, one, two = (stated(written, "7", name=f"a.n{n}") for n, written in enumerate(["7", "7/7", "7/7"]))
    for order in ([bare, one, two], [one, bare, two], [two, one, bare]):
        assert result("đạt 7/7 ở 7 nơi", *order).is_complete


def test_a_cut_off_date_is_claimed_with_its_figure() -> None:
    """On the line of the observation, as figures or in words; another date there is left."""
    early = stated("6.291", "6291", as_of="2023-06-10")
    assert left("đến ngày 10/6/2023 là 6.291 triệu", early) == []
    assert left("đến ngày 10/06/2023 là 6.291 triệu", early) == []
    assert left("đến ngày 10 tháng 6 năm 2023 là 6.291 triệu", early) == []
    assert left("đến 10.6.2023 là 6.291", early) == []
    assert left("đến ngày 11/6/2023 là 6.291", early) == [(1, 10, "11"), (1, 13, "6"), (1, 15, "2023")]
    assert left("là 6.291\nđến 10/6/2023", early) == [(2, 5, "10"), (2, 8, "6"), (2, 10, "2023")]


def test_no_figures_claim_what_is_left() -> None:
    """As often as they are listed, after the figures."""
    text = "1.1. Trong 06 tháng: 06 vụ, 06 cơ sở"
    figures = [stated("06", "6", name="a.b"), stated("06", "6", name="a.c")]
    assert left(text, *figures, no_figures=listed(L1=["1.1", "06"])) == []
    assert left(text, figures[0], no_figures=listed(L1=["1.1", "06"])) == [(1, 29, "06")]
    assert result("ngày 27/7; tiêu chí 7", no_figures=listed(L1=["7", "27/7"])).is_complete


def test_other_documents_are_left_aside() -> None:
    """Their figures claim nothing here and are not wrong here, whatever their places look like."""
    others = [stated("7", "7", "form:Thu!F7"), stated("7", "7", "annex:L1")]
    assert left("7", *others) == [(1, 1, "7")]
    assert result("7", *others).wrong == ()


# What is wrong


@pytest.mark.parametrize(
    ("as_written", "line"), [("1", "11,5 và 1,5"), ("5", "1,5"), ("5kg", "1,5kg"), ("35", "35.000"), ("126", "1.126")]
)
def test_a_piece_of_a_number_is_no_figure(as_written: str, line: str) -> None:
    """A token stands where no number is cut by its ends."""
    (wrong,) = result(line, stated(as_written, as_written.removesuffix("kg"))).wrong
    assert wrong.seen == f"'{as_written}' does not stand on L1."


def test_a_figure_on_another_line_is_told_with_the_nearest_one() -> None:
    """Within twelve lines, one that nobody else claims first, else with what to look at."""
    text = "\n".join(["đàn bò 203 con", "", "", "không có gì", "", "203 hộ"])
    assert result(text, stated("203", "203", "report:L5", "herd.cattle")).wrong == (
        Wrong(
            "herd.cattle:actual@report:L5",
            "203",
            "'203' does not stand on L5.",
            "It stands on L6: correct the source.",
        ),
    )
    claimed = [stated("203", "203", "report:L5"), stated("203", "203", "report:L6", "a.households")]
    assert result(text, *claimed).wrong[0].remedy == "It stands on L1: correct the source."
    (far,) = result(f"203{chr(10) * 13}x", stated("203", "203", "report:L14")).wrong
    assert far.remedy == "Correct its source or its token, or take the row out."


def test_a_figure_claimed_more_often_than_it_stands_is_told() -> None:
    """The later rows of the table find nothing more to claim."""
    twice = [stated("183", "183", name=f"a.{name}") for name in "bcd"]
    assert result("trâu 183, bò 183", *twice).wrong == (
        Wrong(
            "a.d:actual@report:L1",
            "183",
            "'183' can be claimed 2 times on L1, and 3 observations claim it.",
            "Correct its source or its token, or take the row out.",
        ),
    )


@pytest.mark.parametrize("place", ["L0", "L3", "L01", "27", "p.4", "L99999999999999"])
def test_a_place_that_is_no_line_is_told(place: str) -> None:
    """Of the document itself every figure stands on one of its lines."""
    (wrong,) = result("1\n2", stated("1", "1", f"report:{place}")).wrong
    assert wrong.seen == f"The document has no place '{place}'; it has lines L1 to L2."


# What is idle


def test_a_token_listed_in_vain_is_idle() -> None:
    """It does not stand there, is a figure, is listed too often, or its place is none."""
    text = "1. Năm 2023\n7 vụ"
    tokens = listed(L2=["7", "8"], L1=["2023", "1", "2023"], L9=["5"], x=["1"])
    remedy = "Take it out of 'no_figures', or correct its place."
    assert result(text, stated("7", "7", "report:L2"), no_figures=tokens) == Transcription(
        numbers=3,
        left=(),
        wrong=(),
        idle=(
            Idle("x", "1", "The document has no place 'x'; it has lines L1 to L2.", remedy),
            Idle("L1", "2023", "'2023' is a figure there, or is listed more often than it stands.", remedy),
            Idle("L2", "7", "'7' is a figure there, or is listed more often than it stands.", remedy),
            Idle("L2", "8", "'8' does not stand there.", remedy),
            Idle("L9", "5", "The document has no place 'L9'; it has lines L1 to L2.", remedy),
        ),
    )


# Laws

numbers = st.lists(st.sampled_from(["1", "06", "7", "1.351", "60,8"]), min_size=1, max_size=6)


@given(numbers, st.data())
def test_a_whole_transcription_is_complete_and_any_gap_shows(tokens: list[str], data: st.DataObject) -> None:
    """Every number transcribed in any order: nothing is left. One row less: exactly one number is left."""
    text = "; ".join(f"chỉ tiêu {token} tấn" for token in tokens)
    rows = [
        stated(token, token.replace(".", "").replace(",", "."), name=f"a.n{position}")
        for position, token in enumerate(tokens)
    ]
    shuffled = data.draw(st.permutations(rows))
    assert result(text, *shuffled).is_complete
    gap = result(text, *shuffled[1:])
    assert [one.token for one in gap.left] == [shuffled[0].as_written]
    assert not gap.is_complete
    assert (gap.wrong, gap.idle) == ((), ())


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Thu ngân sách đạt85% dự toán", ["85"]),
        ("tăng1.234,5 triệu", ["1.234,5"]),
        ("ĐẠT85%", ["85"]),
        ("rộng 12m2, đường QL1A, H5N1, 3 km2", ["12", "3"]),
        ("có25 hộ và 7 hộ", ["25", "7"]),
    ],
)
def test_a_number_that_is_glued_to_a_word_is_seen(line: str, numbers: list[str]) -> None:
    """A blank that somebody forgot hides no figure; digits that belong to a unit or a name are none."""
    assert [token for _, _, token in left(line)] == numbers


def test_a_figure_claims_a_number_that_is_glued_to_a_word() -> None:
    """What is seen can be claimed."""
    assert result("đạt85% dự toán", stated("85%", "85")).is_complete
