"""What owners of figures decided: guarded by what it was taken on, and never without reason, name and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kimtan.cli.check_against import compared
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset
from kimtan.data.dataset import load as load_dataset
from kimtan.data.decisions import Correction, Decisions, FigureDecision
from kimtan.data.decisions_file import load
from kimtan.data.documents import Sources
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.errors import ExitCode, InputError, Problems

SHOWN = "data/2023-H1/decisions.yml"
SOUND = """\
figures:
  - figure: income.finance_other:pct_of_plan@L51
    expect: 51
    value: "61"
    reason_vi: Gõ nhầm chữ số.
    reason_en: A digit was mistyped.
    who: Phòng Tài chính
    date: 2023-07-20
findings:
  - finding: parts:income.total:sector:plan
    verdict: figure_stands
    figures:
      income.total:actual@report:L27: "552.054"
      income.finance_other:pct_of_plan@L51: "61"
    reason_vi: Kế hoạch được giao riêng.
    reason_en: The plans were assigned apart.
    who: Văn phòng
    date: "2023-07-21"
"""
SOURCES = Sources.model_validate({"documents": {"report": {"title": "Báo cáo", "issuer": "UBND"}}})
TOTAL, FINANCE = "income.total:actual@report:L27", "income.finance_other:pct_of_plan@report:L51"


def indicator(name: str) -> Indicator:
    cells = {"indicator": name, "section": "economy", "name_vi": name, "name_en": name, "unit": "x", "kind": "flow"}
    return Indicator.model_validate({**cells, "better": "higher", "decimals": "0", "restricted": "false", "order": "1"})


def row(figure: str, value: str, **more: str) -> Observation:
    topic, _, source = figure.partition("@")
    name, measure = topic.split(":")
    cells = {"indicator": name, "measure": measure, "value": value, "unit": "x", "as_written": value}
    return Observation.model_validate({**cells, "status": "final", "source": source, **more})


KNOWN = {name: indicator(name) for name in ("income.total", "income.finance_other")}
ROWS = (row(TOTAL, "552.054"), row(FINANCE, "51"))


def read(
    tmp_path: Path, text: str, rows: tuple[Observation, ...] | None = ROWS, sources: Sources | None = SOURCES
) -> tuple[Decisions, list[str]]:
    path = tmp_path / "decisions.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return load(path, SHOWN, rows, KNOWN, sources, problems), [str(problem) for problem in problems.found]


def test_sound_decisions_are_read_whole(tmp_path: Path) -> None:
    """Places are completed with their document; values keep every digit, and dates are dates."""
    decisions, found = read(tmp_path, SOUND)
    assert found == []
    (figure,), (finding,) = decisions.figures, decisions.findings
    assert (figure.figure, figure.expect, figure.value) == (FINANCE, Decimal(51), Decimal(61))
    assert (figure.who, figure.date) == ("Phòng Tài chính", dt.date(2023, 7, 20))
    assert figure.reason == ("Gõ nhầm chữ số.", "A digit was mistyped.")
    assert (finding.finding, finding.verdict) == ("parts:income.total:sector:plan", "figure_stands")
    assert finding.figures == {TOTAL: Decimal("552.054"), FINANCE: Decimal(61)}


def test_there_need_be_no_decisions(tmp_path: Path) -> None:
    """A file that is not there decides nothing, and neither do keys without entries."""
    problems = Problems()
    assert load(tmp_path / "decisions.yml", SHOWN, ROWS, KNOWN, SOURCES, problems) == Decisions()
    assert problems.found == []
    assert read(tmp_path, "figures:\nfindings: []\n") == (Decisions(), [])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "figure: income.finance_other",
            "figure: income.finance_othr",
            ":2 (figures.0.figure): There is no figure 'income.finance_othr:pct_of_plan@report:L51'. "
            f"Did you mean '{FINANCE}'?",
        ),
        (
            "expect: 51",
            'expect: "51.0"',
            f':3 (figures.0.expect): observations.csv has 51 for {FINANCE}, not 51.0. '
            'See whether the decision still holds: then write expect: "51", else take it out.',
        ),
        (
            'value: "61"',
            'value: "51"',
            ":4 (figures.0.value): The new value 51 is the one that it replaces. "
            "Write another value, or take the decision out.",
        ),
        (
            'value: "61"',
            'value: "61,5"',
            ":4 (figures.0.value): '61,5' is no number with a decimal point. "
            "Did you mean 61.5? Write digits with a decimal point, between quotation marks.",
        ),
        (
            'value: "61"',
            "value: 61.50",
            ":4 (figures.0.value): YAML drops zeros at the end of a number such as 61.5. "
            'Put it between quotation marks with every digit, such as "61.5".',
        ),
        (
            'value: "61"',
            "value: true",
            ":4 (figures.0.value): This is no number. Write digits with a decimal point, between quotation marks.",
        ),
        (
            'value: "61"',
            "value:",
            ":4 (figures.0.value): Nothing is written. Write digits with a decimal point, between quotation marks.",
        ),
        (
            "who: Phòng Tài chính",
            'who: " "',
            ":7 (figures.0.who): Nothing is written here. "
            "A decision says what it is about, why it was taken (in Vietnamese and in English) and by whom.",
        ),
        ("    who: Phòng Tài chính\n", "", ":2 (figures.0.who): The key 'who' is missing. Add it."),
        (
            "date: 2023-07-20",
            "date: 2023-02-30",
            ":8 (figures.0.date): '2023-02-30' is no date. Write it as year-month-day: 2023-06-10.",
        ),
        ("date: 2023-07-20", "date:", ":8 (figures.0.date): '' is no date. Write it as year-month-day: 2023-06-10."),
        (
            "expect: 51",
            "expected: 51",
            ":3 (figures.0.expected): There is no key 'expected' here. Did you mean 'expect'?",
        ),
        (
            "verdict: figure_stands",
            "verdict: figure_stand",
            ":11 (findings.0.verdict): 'figure_stand' is not allowed here. Did you mean 'figure_stands'?",
        ),
        (
            "income.total:actual@report:L27: ",
            "income.totl:actual@report:L27: ",
            ":13 (findings.0.figures.income.totl:actual@report:L27): There is no indicator 'income.totl'. "
            "Did you mean 'income.total'?",
        ),
        (
            "income.total:actual@report:L27: ",
            "income.total:actuel@L27: ",
            ":13 (findings.0.figures.income.total:actuel@L27): There is no measure 'actuel'. Did you mean 'actual'?",
        ),
        (
            "income.total:actual@report:L27: ",
            "income.total:actual@reprot:L27: ",
            ":13 (findings.0.figures.income.total:actual@reprot:L27): There is no document 'reprot'. "
            "Did you mean 'report'?",
        ),
        (
            "income.total:actual@report:L27: ",
            "income.total: ",
            ":13 (findings.0.figures.income.total): 'income.total' names no figure. "
            "Write indicator:measure@place, such as rice.output:actual@L27.",
        ),
        (
            "income.total:actual@report:L27: ",
            "income.finance_other:pct_of_plan@report:L51: ",
            ":14 (findings.0.figures.income.finance_other:pct_of_plan@L51): "
            f"'{FINANCE}' stands in this finding already. Keep one of the two.",
        ),
        (
            '"552.054"',
            "552.054 tỷ",
            ":13 (findings.0.figures.income.total:actual@report:L27): '552.054 tỷ' is no number with a decimal point. "
            "Write digits with a decimal point, between quotation marks.",
        ),
        ("findings:\n", "finding:\n", ":9 (finding): There is no key 'finding' here. Did you mean 'findings'?"),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_followed_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """Each refusal says the line and the key, what stands there and what to do."""
    assert old in SOUND
    _, found = read(tmp_path, SOUND.replace(old, new, 1))
    assert [one for one in found if "'expect' is missing" not in one] == [f"{SHOWN}{problem}"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "findings:\n  - rule\n",
            ":2 (findings.0): This is the text 'rule', not keys with values. "
            "Write 'key: value' lines under it, or take it out.",
        ),
        ("figures: none\n", ":1 (figures): This is no list of decisions. Begin each decision with '- '."),
        (
            SOUND[SOUND.index("findings") :].partition("    figures:\n")[0]
            + "    figures: {}\n"
            + SOUND[SOUND.rindex("    reason_vi") :],
            ":4 (findings.0.figures): There is no figure with its value here. "
            'List every figure that the finding rests on with its value, such as rice.output:actual@L27: "552".',
        ),
    ],
)
def test_what_holds_no_entries_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    """A list of decisions is a list, and a finding rests on figures."""
    assert read(tmp_path, text) == (Decisions(), [f"{SHOWN}{problem}"])


def test_nothing_is_decided_twice(tmp_path: Path) -> None:
    """The same figure with and without its document is one figure; the first line is told."""
    figure, finding = SOUND.partition("findings:\n")[::2]
    again = figure.partition("figures:\n")[2].replace("@L51", "@report:L51")
    _, found = read(tmp_path, f"{figure}{again}findings:\n{finding}{finding}")
    keep = "Keep one of the two decisions."
    assert found == [
        f"{SHOWN}:9 (figures.1.figure): '{FINANCE}' is decided in line 2 already. {keep}",
        f"{SHOWN}:26 (findings.1.finding): 'parts:income.total:sector:plan' is decided in line 17 already. {keep}",
    ]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """A flaw in the shape of one decision does not hide what is wrong with another."""
    spoiled = SOUND.replace("expect: 51", "expect: 52").replace("verdict: figure_stands", "verdict: wrong")
    _, found = read(tmp_path, spoiled.replace("who: Văn phòng", "who: null"))
    assert [problem.split(":")[1] for problem in found] == [
        "3 (figures.0.expect)",
        "17 (findings.0.who)",
        "11 (findings.0.verdict)",
    ]


@pytest.mark.parametrize(("rows", "sources"), [(None, SOURCES), (ROWS, None)])
def test_figures_that_could_not_be_read_are_not_missed(
    tmp_path: Path, rows: tuple[Observation, ...] | None, sources: Sources | None
) -> None:
    """Where the observations or the documents have problems of their own, decisions about them add no others."""
    assert read(tmp_path, SOUND.replace("finance_other:pct", "total:pct", 1), rows, sources)[1] == []


NOW = {TOTAL: Decimal("552.054"), FINANCE: Decimal(61)}


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (NOW, ()),
        ({**NOW, TOTAL: Decimal("552.055")}, (TOTAL,)),
        ({**NOW, FINANCE: Decimal("61.0")}, (FINANCE,)),
        ({TOTAL: NOW[TOTAL]}, (FINANCE,)),
        ({**NOW, "income.total:plan@report:L30": Decimal(908)}, ("income.total:plan@report:L30",)),
        ({"x:plan@report:L1": Decimal(1)}, (TOTAL, FINANCE, "x:plan@report:L1")),
    ],
)
def test_a_settled_finding_reopens_when_its_figures_change(
    tmp_path: Path, now: dict[str, Decimal], changed: tuple[str, ...]
) -> None:
    """Another value, other decimals, a figure that is gone and one that is new each open it again."""
    decisions, _ = read(tmp_path, SOUND)
    assert decisions.findings[0].changed(now) == changed


def decision(value: str) -> FigureDecision:
    words = {"reason_vi": "Sai.", "reason_en": "Wrong.", "who": "Văn phòng", "date": "2023-07-20"}
    return FigureDecision.model_validate({"figure": TOTAL, "expect": "3500000", "value": value, **words})


@pytest.mark.parametrize(
    ("precision", "value", "kept"),
    [
        ("", "3600000.5", None),
        ("1000", "3600000", Decimal(1000)),
        ("1000", "-3600000", Decimal(1000)),
        ("1000", "3600500", None),
        ("exact", "3600500.5", "exact"),
        ("1", "9" * 24, Decimal(1)),
    ],
)
def test_a_corrected_figure_is_as_precise_as_its_new_digits(
    precision: str, value: str, kept: Decimal | str | None
) -> None:
    """A step that the old value was rounded to stays while the new one is a multiple of it; exact stays exact."""
    stated = row(TOTAL, "3500000", bound="at_most", **({"precision": precision} if precision else {}))
    corrected = Correction(stated, decision(value)).corrected
    assert (corrected.value, corrected.precision) == (Decimal(value), kept)
    assert (corrected.as_written, corrected.bound, corrected.figure) == ("3500000", "at_most", stated.figure)


INDICATORS = (
    "income.total,economy,Thu nhập,Income,vnd_bn,flow,higher,1,,,,,,false,1",
    "income.farms,economy,Trang trại,Farms,vnd_bn,flow,higher,1,,,,,,false,2",
    "security.cases,security,Vụ việc,Cases,cases,count,lower,0,,,,,,true,3",
)
OBSERVATIONS = (
    'income.total,actual,21.5,vnd_bn,"21,5",,,,final,,report:L1,,',
    "income.farms,actual,7,vnd_bn,7,,,,final,,report:L2,,",
    "security.cases,actual,4,cases,04,,,,final,,report:L3,,",
)


def entries(*ones: str) -> str:
    return "".join(f"  - {{reason_vi: Sai., reason_en: Wrong., who: X, date: 2024-07-20, {one}}}\n" for one in ones)


DECISIONS = "figures:\n" + entries(
    'figure: "income.total:actual@L1", expect: "21.5", value: "25.10"',
    'figure: "security.cases:actual@L3", expect: 4, value: 5',
) + "findings:\n" + entries(
    'finding: "rule", verdict: rule_does_not_apply, figures: {"income.farms:actual@L2": "7"}',
    'finding: "sum", verdict: figure_stands, figures: {"income.farms:actual@L2": 7, "security.cases:actual@L3": 5}',
    'finding: "once:security.cases:actual", verdict: figure_stands, figures: {"income.farms:actual@L2": "7"}',
)  # fmt: skip


Build = Callable[..., Dataset]


def decide(data: Dataset, text: str) -> Dataset:
    """Write decisions into a period and load it again."""
    data.workspace.decisions_file("2024-H1").write_text(text, encoding="utf-8")
    datapackage.write(data.workspace, "xã Thử")
    return load_dataset(data.workspace, data.workspace.params_file("2024-H1"))


@pytest.fixture
def decided(small_dataset: Build) -> Dataset:
    """A period of which an open and a restricted figure are corrected and three findings settled."""
    return decide(small_dataset(INDICATORS, OBSERVATIONS), DECISIONS)


def test_a_period_has_the_values_that_were_decided(decided: Dataset) -> None:
    """Figures and frames give the new value, and the one that was stated is kept beside it."""
    assert [row.value for row in decided.observations] == [Decimal("25.10"), Decimal(7), Decimal(5)]
    assert [row.value for row in decided.stated] == [Decimal("21.5"), Decimal(7), Decimal(4)]
    total = decided.corrections["income.total:actual@report:L1"]
    assert (total.original.value, total.decision.value, total.decision.who) == (Decimal("21.5"), Decimal("25.10"), "X")
    assert decided.statements("income.total") == (total.corrected,)
    frame = decided.figures()
    assert frame["value"].tolist() == [25.1, 7, 5]
    assert frame["stated_value"].dropna().to_dict() == {
        "income.total:actual@report:L1": 21.5,
        "security.cases:actual@report:L3": 4,
    }
    assert decided.wide().loc["income.total", "actual"] == 25.1


def test_a_period_without_decisions_is_as_it_was_stated(small_dataset: Build) -> None:
    """No correction, no settled finding, and nothing in the column of what was stated before."""
    data = small_dataset(INDICATORS, OBSERVATIONS)
    assert (data.decisions, data.corrections, data.stated) == (Decisions(), {}, data.observations)
    assert data.figures()["stated_value"].isna().all()


def test_the_public_edition_has_no_decision_about_restricted_figures(decided: Dataset) -> None:
    """Nor one about a finding with such a figure in it or in its name; the internal edition has all of them."""
    public = decided.edition(audience="public")
    assert [one.figure for one in public.decisions.figures] == ["income.total:actual@report:L1"]
    assert [one.finding for one in public.decisions.findings] == ["rule"]
    assert list(public.corrections) == ["income.total:actual@report:L1"]
    assert [row.value for row in public.stated] == [Decimal("21.5"), Decimal(7)]
    assert public.edition(audience="internal").decisions == decided.decisions
    assert len(decided.decisions.findings) == 3


def test_a_source_is_compared_with_what_was_stated(
    small_dataset: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a fraction such as 44/52 a figure claims the number that is its value: the one that the source has."""
    data = small_dataset(INDICATORS, ["income.farms,actual,44,vnd_bn,44/52,,,,final,,report:L1,,"])
    data = decide(data, "figures:\n" + entries('figure: "income.farms:actual@L1", expect: 44, value: 45'))
    source = tmp_path / "source.txt"
    source.write_text("Đạt 44/52 trang trại.", encoding="utf-8")
    assert compared(data, source) == ExitCode.ATTENTION
    shown = capsys.readouterr().out
    assert "source.txt:1:8\t52\t" in shown
    assert "2 numbers in source.txt: 1 left, 0 wrong, 0 idle." in shown


def test_decisions_are_told_with_the_problems_of_other_files(decided: Dataset) -> None:
    """An expected value that does not stand there any more, and a sentence with a loose digit, in one go."""
    workspace = decided.workspace
    spoiled = DECISIONS.replace('expect: "21.5"', 'expect: "21.4"')
    workspace.decisions_file("2024-H1").write_text(spoiled, encoding="utf-8")
    words = 'highlights:\n  - {vi: "Có 9.", en: None., section: economy, source: [L1]}\n'
    workspace.text_file("2024-H1").write_text(words, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_dataset(workspace, workspace.params_file("2024-H1"))
    assert sorted(problem.code for problem in raised.value.problems) == ["decisions.expect", "text.digits"]


def test_a_row_that_cannot_be_read_makes_no_decision_unknown(decided: Dataset) -> None:
    """Only the row itself is told."""
    file = decided.workspace.observations_file("2024-H1")
    file.write_text(file.read_text(encoding="utf-8").replace("actual,21.5", "actual,x"), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_dataset(decided.workspace, decided.workspace.params_file("2024-H1"))
    assert [problem.code for problem in raised.value.problems] == ["observations.value"]
