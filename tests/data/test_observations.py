"""Figures as they were stated: read with every digit, refused with file, line, column and remedy."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from kimtan.data.dataset import load as load_dataset
from kimtan.data.documents import Document, Sources
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation, load
from kimtan.data.sections import load_terms
from kimtan.data.units import Unit
from kimtan.errors import InputError, Problems
from kimtan.figures import Interval
from kimtan.period import Period
from tests.conftest import write_workspace

SHOWN = "data/2023-H1/observations.csv"
COLUMNS = (
    "indicator,measure,value,unit,as_written,precision,bound,basis,status,as_of,source,note_vi,note_en".split(",")  # noqa: SIM905
)


def unit(name: str, dimension: str, exact: str = "false", factor: str = "1") -> Unit:
    names = {"unit": name, "name_vi": name, "name_en": name, "one_en": name}
    return Unit.model_validate({**names, "dimension": dimension, "factor": factor, "exact": exact})


def indicator(name: str, unit: str, kind: str = "flow") -> Indicator:
    cells = {"indicator": name, "section": "economy", "name_vi": name, "name_en": name, "unit": unit, "kind": kind}
    return Indicator.model_validate(
        {**cells, "better": "higher", "decimals": "3" if unit == "vnd_bn" else "0", "restricted": "false", "order": "1"}
    )


UNITS = {
    "vnd_bn": unit("vnd_bn", "money", factor="1000"),
    "vnd_m": unit("vnd_m", "money"),
    "pct": unit("pct", "percent"),
    "head": unit("head", "count", exact="true"),
}
INDICATORS = {
    "income.total": indicator("income.total", "vnd_bn"),
    "herd.cattle": indicator("herd.cattle", "head", "stock"),
    "herd.per_farm": indicator("herd.per_farm", "head", "rate"),
}
SOURCES = Sources(
    documents={"report": Document(title="Báo cáo", issuer="UBND"), "form": Document(title="Biểu", issuer="Kế toán")}
)


def row(**cells: str) -> str:
    filled = {
        "indicator": "income.total", "measure": "actual", "value": "552.054", "unit": "vnd_bn", "as_written": "552,054",
        "status": "estimate", "source": "L27", **cells,
    }  # fmt: skip
    return ",".join(f'"{filled.get(column, "")}"' for column in COLUMNS) + "\n"


def read(tmp_path: Path, *rows: str) -> tuple[tuple[Observation, ...], list[str]]:
    path = tmp_path / "observations.csv"
    path.write_text(",".join(COLUMNS) + "\n" + "".join(rows), encoding="utf-8")
    problems = Problems()
    found = load(path, SHOWN, Period.parse("2023-H1"), INDICATORS, UNITS, SOURCES, problems)
    return found, [str(problem) for problem in problems.found]


def test_a_figure_is_kept_as_it_was_written(tmp_path: Path) -> None:
    """Digits, order and document: a bare place is in the first document, and what is not said stays empty."""
    later = row(value="9.0", as_written="9,0", source="form:Thu!F7", as_of="2023-06-10", basis="district")
    (first, second), found = read(tmp_path, row(), later)
    assert found == []
    assert (first.figure, second.figure) == (
        "income.total:actual@report:L27",
        "income.total:actual:district@form:Thu!F7",
    )
    assert str(second.value) == "9.0"
    assert (first.as_of, second.as_of) == (None, dt.date(2023, 6, 10))
    assert (first.precision, first.bound, first.note_vi) == (None, None, None)


WRITE_DIGITS = "Write digits with a decimal point, the unit in its own column; leave the row out when unknown."
CORRECT = "Correct the value or the token, or name the value in a note that says why they differ."
SPREADSHEET = "Only marks and zeros differ, as a spreadsheet leaves them that reads numbers in its own way."
DATE = "Write what the source says, and format the column as text before it is typed in a spreadsheet."


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {"value": "552,054"},
            f"(value): '552,054' is no number with a decimal point. Did you mean 552.054? {WRITE_DIGITS}",
        ),
        ({"value": "n/a"}, f"(value): 'n/a' is no number with a decimal point. {WRITE_DIGITS}"),
        ({"value": ""}, "(value): The cell is empty. Fill it in, or take the row out when nothing is known."),
        ({"measure": "aktual"}, "(measure): 'aktual' is not allowed here. Did you mean 'actual'?"),
        (
            {"status": "provisional"},
            "(status): 'provisional' is not allowed here. Use one of: estimate, final, implied.",
        ),
        ({"bound": "atleast"}, "(bound): 'atleast' is not allowed here. Did you mean 'at_least'?"),
        ({"precision": "0"}, "(precision): '0' is not above zero. Write a number above zero."),
        (
            {"precision": "exactly"},
            "(precision): 'exactly' is no number with a decimal point. Write digits with a decimal point.",
        ),
        ({"as_of": "10/6/2023"}, "(as_of): '10/6/2023' is no date. Write it as year-month-day: 2023-06-10."),
        ({"as_of": "20230610"}, "(as_of): '20230610' is no date. Write it as year-month-day: 2023-06-10."),
        ({"as_of": "2023-06-31"}, "(as_of): '2023-06-31' is no date. Write it as year-month-day: 2023-06-10."),
        (
            {"as_of": "2032-06-10"},
            "(as_of): 2032-06-10 is not in the year of 2023-H1. Correct the date, or leave it empty.",
        ),
        (
            {"indicator": "income.totl"},
            "(indicator): There is no indicator 'income.totl'. Did you mean 'income.total'? "
            "A new one goes into data/indicators.csv first.",
        ),
        ({"unit": "vnd_b"}, "(unit): There is no unit 'vnd_b'. Did you mean 'vnd_bn'?"),
        (
            {"unit": "head"},
            "(unit): 'head' measures count, but income.total:actual is money. Use one of: vnd_bn, vnd_m.",
        ),
        (
            {"measure": "yoy_pct"},
            "(unit): 'vnd_bn' measures money, but income.total:yoy_pct is percent. Use one of: pct.",
        ),
        (
            {"source": "forms:F7"},
            "(source): source.yml names no document 'forms'. Did you mean 'form'?",
        ),
        (
            {"as_written": "552,045"},
            f"(as_written): '552,045' reads as 552.045, but the value is 552.054. {CORRECT}",
        ),
        (
            {"as_written": "3,5 - 4", "value": "3.5"},
            "(as_written): '3,5 - 4' is a range, but the value is 3.5 and the precision None. "
            "Write its middle, 3.75, as the value and its width, 0.5, as the precision.",
        ),
        ({"as_written": "44/52"}, f"(as_written): '44/52' reads as 44 or 52, but the value is 552.054. {CORRECT}"),
        (
            {"value": "-552.054"},
            f"(as_written): '552,054' reads as 552.054, but the value is -552.054. {CORRECT}",
        ),
        ({"as_written": "552, 054"}, f"(as_written): Several numbers stand in '552, 054'. {CORRECT}"),
        ({"as_written": "năm trăm"}, f"(as_written): There is no number in 'năm trăm'. {CORRECT}"),
        (
            {"value": "62.26", "as_written": "62,260"},
            f"(as_written): '62,260' reads as 62.260, but the value is 62.26. {SPREADSHEET} {CORRECT}",
        ),
        (
            {"as_written": "552054"},
            f"(as_written): '552054' reads as 552054, but the value is 552.054. {SPREADSHEET} {CORRECT}",
        ),
        (
            {"value": "60.8", "as_written": "60.8"},
            f"(as_written): '60.8' is no number as Vietnamese text writes it. {SPREADSHEET} {CORRECT}",
        ),
        (
            {"value": "552054", "as_written": "552.054"},
            "(as_written): '552.054' reads as 552054, and this indicator is told with three decimals. "
            f"{SPREADSHEET} {CORRECT}",
        ),
        *(
            (
                {"value": "5", "as_written": made},
                f"(as_written): '{made}' is a date, which spreadsheets make of fractions such as 5/9. {DATE}",
            )
            for made in ("5-Sep", "05-Thg9", "Sep-05", "05/09/2023", "5/9/23", "2023-09-05", "2023-09-05 00:00:00")
        ),
    ],
)
def test_a_wrong_cell_is_told_with_its_place_and_remedy(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    """File and line, the column in brackets, what stands there, and what to do about it."""
    _, found = read(tmp_path, row(source="L1"), row(**cells))
    assert found == [f"{SHOWN}:3 {problem}"]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """A person mends a file once, not problem by problem."""
    _, found = read(tmp_path, row(value="x", status="y"), row(unit="head", source="forms:1"), row(source="L 27"))
    places = sorted(problem.partition("): ")[0].removeprefix(f"{SHOWN}:") for problem in found)
    assert places == ["2 (status", "2 (value", "3 (source", "3 (unit", "4 (source"]


@pytest.mark.parametrize(
    ("cells", "is_read"),
    [
        ({"as_written": "552,054 tỷ đồng"}, True),
        ({"value": "35126", "as_written": "35. 126", "note_vi": "dấu cách thừa"}, True),
        ({"value": "35126", "as_written": "35. 126"}, False),
        ({"value": "35136", "as_written": "35. 126", "note_vi": "dấu cách thừa"}, False),
        ({"as_written": "552,054", "value": "552.064", "note_vi": "ước của phòng thống kê"}, False),
        ({"as_written": "552,054", "value": "552.064", "note_vi": "Bảng 2 ghi 552,064."}, True),
        ({"as_written": "552,054", "value": "552.064", "note_en": "Table 2 says 552.064."}, True),
        ({"as_written": "552,054", "value": "552.074", "note_vi": "Bảng 2 ghi 552,064."}, False),
        ({"as_written": "năm trăm", "value": "500", "note_vi": "500 viết bằng chữ"}, True),
        ({"as_written": "năm trăm", "value": "400", "note_vi": "500 viết bằng chữ"}, False),
        ({"as_written": "552.054", "value": "552054", "note_vi": "Đúng là 552.054 tỷ."}, True),
        ({"as_written": "552.054", "value": "552054", "note_vi": "Đúng vậy."}, False),
        ({"as_written": "năm trăm", "value": "500", "note_vi": "viết bằng chữ"}, False),
    ],
)
def test_a_note_explains_the_difference_that_it_names_and_no_other(
    tmp_path: Path, cells: dict[str, str], is_read: bool
) -> None:
    """What is written and what is stored agree, or a note names the value; any note would let every slip through."""
    _, found = read(tmp_path, row(**cells))
    wrong = [problem.partition(" (")[2].partition(")")[0] for problem in found]
    assert wrong == ([] if is_read else ["as_written"])


def test_one_place_states_a_figure_once(tmp_path: Path) -> None:
    """The same line, measure and basis twice is a slip; another place, measure or basis is data."""
    others = [row(source="L28"), row(measure="plan"), row(basis="district")]
    _, found = read(tmp_path, row(), *others, row(source="report:L27", value="1", as_written="1"))
    assert found == [
        f"{SHOWN}:6 (indicator): income.total:actual@report:L27 stands on line 2 already. "
        "Keep one of the two rows; a second statement has a place of its own."
    ]


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        ({}, "552.0535", "552.0545"),
        ({"precision": "1"}, "551.554", "552.554"),
        ({"bound": "at_least"}, "552.054", None),
        ({"indicator": "herd.cattle", "unit": "head", "value": "203", "as_written": "203"}, "203", "203"),
        (
            {"indicator": "herd.cattle", "unit": "head", "value": "20000", "as_written": "20.000", "precision": "1000"},
            "19500",
            "20500",
        ),
        ({"indicator": "herd.per_farm", "unit": "head", "value": "5", "as_written": "5"}, "4.5", "5.5"),
        (
            {"indicator": "herd.cattle", "measure": "pct_of_plan", "unit": "pct", "value": "93", "as_written": "93%"},
            "92.5",
            "93.5",
        ),
    ],
)
def test_what_a_figure_stands_for(tmp_path: Path, cells: dict[str, str], low: str, high: str | None) -> None:
    """Counts are exact unless a step is given; averages of counts and percentages of them are not."""
    (figure,), _ = read(tmp_path, row(**cells))
    interval = figure.interval(INDICATORS[figure.indicator], UNITS[figure.unit])
    assert interval == Interval(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(("measure", "is_refused"), [("yoy_pct", False), ("actual", True)])
def test_a_sign_that_stands_in_words_is_the_transcribers(tmp_path: Path, measure: str, is_refused: bool) -> None:
    """'giảm 1,9%' is -1.9; an amount with a minus that its token has not is a slip."""
    unit = "pct" if measure == "yoy_pct" else "vnd_bn"
    _, found = read(tmp_path, row(measure=measure, value="-1.9", unit=unit, as_written="1,9"))
    assert bool(found) is is_refused


def test_a_dropped_zero_is_told(tmp_path: Path) -> None:
    """62.26 is less precise than 62,260: a spreadsheet that drops the zero would widen the interval unseen."""
    _, found = read(tmp_path, row(value="62.26", as_written="62,260"))
    assert "reads as 62.260, but the value is 62.26" in found[0]


@pytest.mark.parametrize("measure", ["change_pct", "goal"])
def test_a_change_on_another_base_names_it(tmp_path: Path, measure: str) -> None:
    """Without its base it would read as growth on last year, and a goal without its year as a task."""
    root = tmp_path / "workspace"
    name = "made.up,s,Chỉ tiêu,Indicator,pct,share,higher,0,,,,,,false,1"
    workspace = write_workspace(root, [name], [f"made.up,{measure},5,pct,5,,,,final,,report:L1,,"])
    with pytest.raises(InputError) as caught:
        load_dataset(workspace, workspace.params_file("2024-H1"))
    assert [problem.code for problem in caught.value.problems] == ["observations.basis"]


@pytest.mark.parametrize("cells", [{"indicator": "income.totl"}, {"value": "x"}, {"as_written": "1"}])
def test_the_first_hundred_problems_are_told(tmp_path: Path, cells: dict[str, str]) -> None:
    """A table of thousands of wrong rows is no reason to wait, nor to scroll."""
    _, found = read(tmp_path, *(row(source=f"L{number}", **cells) for number in range(1, 3001)))
    assert len(found) == 101
    assert found[-1] == (
        f"{SHOWN}:102: 100 problems are told; the rows from here on have not been looked at. Mend these first."
    )


TERMS = "kind,term,name_vi,name_en\nbase,term_start,đầu nhiệm kỳ,the term\nplan_basis,council,HĐND giao,council\n"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"measure": "change_abs", "basis": "term_start"}, ""),
        ({"measure": "change_abs", "basis": "y2020"}, ""),
        ({"measure": "goal", "basis": "term_strt"}, "(basis): terms.csv has no base 'term_strt'. Did you mean"),
        ({"measure": "goal", "basis": "flood"}, "(basis): terms.csv has no base 'flood'. Write a year (y2020)"),
        ({"measure": "plan", "basis": "counsil"}, "(basis): terms.csv has no plan_basis 'counsil'. Did you mean"),
        ({"measure": "plan", "basis": "of_our_own"}, ""),
    ],
)
def test_a_report_prints_no_identity(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    """A base that nobody names, or a slip in another term's name, is told; a plan's basis may go without a name."""
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    problems = Problems()
    terms = load_terms([(tmp_path / "terms.csv", "data/terms.csv")], problems)
    path = tmp_path / "observations.csv"
    path.write_text(",".join(COLUMNS) + "\n" + row(**cells), encoding="utf-8")
    load(path, SHOWN, Period.parse("2023-H1"), INDICATORS, UNITS, SOURCES, problems, terms)
    assert [str(found).startswith(f"{SHOWN}:2 {problem}") for found in problems.found] == [True] * bool(problem)
