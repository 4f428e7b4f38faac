"""A section is opened with its name alone, and slips of the pen are told in one line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import kimtan
from kimtan import open_section
from kimtan.config import latest
from kimtan.errors import InputError, UnknownNameError
from kimtan.present import completion
from kimtan.present.blocks import Narrative
from kimtan.present.columns import FIGURE, FINDING, INDICATOR
from kimtan.present.section import Section
from kimtan.present.showing import blocks
from kimtan.workspace import Workspace


@pytest.fixture(scope="module")
def agriculture(first_period: Workspace) -> Section:
    return open_section("agriculture", workspace=first_period)


def test_a_name_is_enough(first_period: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The period is the newest, language and audience are as its params file says; a subfolder of a workspace does."""
    monkeypatch.chdir(first_period.period_dir("2023-H1"))
    opened = open_section("agriculture")
    config = opened.dataset.config
    assert (str(config.period), config.language, config.audience) == ("2023-H1", "vi", "internal")
    assert opened.dataset.workspace == first_period
    english = open_section("agriculture", language="en", audience="public", workspace=first_period.root)
    assert (english.dataset.config.language, english.dataset.config.audience) == ("en", "public")


def test_the_newest_period_is_opened(tmp_path: Path) -> None:
    """Newest by its time, not by its name: nine months come after the half-year, and H after 9 in the alphabet."""
    workspace = Workspace(tmp_path)
    (tmp_path / "params").mkdir()
    for name in ("2023-9M", "2023-H1", "2022-FY"):
        workspace.params_file(name).touch()
    assert latest(workspace) == workspace.params_file("2023-9M")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("agricultur",), "no section 'agricultur'. Did you mean 'agriculture'?"),
        (("agriculture", "2023-H2"), "There is no such period in params/. Did you mean 2023-H1?"),
    ],
)
def test_a_mistyped_section_or_period_is_refused(
    first_period: Workspace, arguments: tuple[str, ...], words: str
) -> None:
    """A section that does not exist is no section of all figures; the nearest name is told."""
    with pytest.raises(InputError) as caught:
        open_section(*arguments, workspace=first_period)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("s.say.resluts", "s.say: There is no 'resluts'. Did you mean 'results'?"),
        ("s.table.indicater", "s.table: There is no 'indicater'. Did you mean 'indicators'?"),
        ("s.chart.complition", "s.chart: There is no 'complition'. Did you mean 'completion'?"),
        ("s.text.highlight", "s.text: There is no 'highlight'. Did you mean 'highlights'?"),
        ("s.indicater", "Section: There is no 'indicater'. Did you mean 'indicators'?"),
    ],
)
def test_a_mistyped_attribute_names_the_nearest(agriculture: Section, expression: str, words: str) -> None:
    """Whatever is asked of a section by a wrong name, the likeliest right one is told; ``hasattr`` still works."""
    with pytest.raises(UnknownNameError) as caught:
        eval(expression, {"s": agriculture})
    assert str(caught.value) == words
    assert not hasattr(agriculture.say, "resluts")


def test_completion_offers_what_can_be_shown(agriculture: Section) -> None:
    """After ``s.say.``, ``s.table.``, ``s.chart.`` and ``s.text.`` stand the names that give something to show."""
    assert {"results", "standing"} <= {*dir(agriculture.say)}
    assert {"indicators", "findings"} <= {*dir(agriculture.table)}
    offered = {name for part in ("say", "table", "chart", "text") for name in dir(getattr(agriculture, part))}
    assert not offered & {"facts", "section", "status", "state"}
    assert not [name for name in offered if name.startswith("_")]
    assert dir(kimtan) == [
        "__version__",
        "explore",
        "house_figure",
        "make_report",
        "open_figures",
        "open_section",
        "show",
    ]


def test_an_error_is_one_line_of_a_notebook(first_period: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """IPython shows the words and the line of the cell, and none of kimtan's own frames."""
    shell = InteractiveShell()
    shell.user_ns["workspace"] = first_period
    try:
        shell.run_cell("from kimtan import open_section\ns = open_section('agriculture', workspace=workspace)")
        capsys.readouterr()
        shell.run_cell("s.say.results(\n    'crops.sown_are')")
    finally:
        InteractiveShell.clear_instance()
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) == 1
    assert "Did you mean 'crops.sown_area'? (Cell In[" in lines[0]


def test_names_are_completed_inside_quotation_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tab key gives indicators that begin with what is typed, there and nowhere else."""
    shell = InteractiveShell()
    monkeypatch.setattr(completion, "running_shell", lambda: shell)
    completion.offer(["crops.sown_area", "crops.grain_output", "livestock.pigs"])

    def completed(text: str) -> list[str]:
        with provisionalcompleter():
            return [entry.text for entry in shell.Completer.completions(text, len(text))]

    assert completed('say("crops.s') == ["crops.sown_area"]
    assert completed("say('crops.sown_area', 'live") == ["livestock.pigs"]
    assert "crops.sown_area" not in completed("crops.s")


def test_a_shown_sentence_is_a_paragraph(agriculture: Section) -> None:
    """Sentences and lists of blocks are shown as what they say, not as Python's tuples and lists."""
    sentence = agriculture.say.results("crops.sown_area")
    assert list(blocks([sentence, None, [agriculture.title()]])) == [Narrative((sentence,)), agriculture.title()]


def test_figures_say_what_they_are_of_and_stand_for(agriculture: Section) -> None:
    """A row has period, name, unit, range and mark, under the columns that are described."""
    figures = agriculture.figures
    assert list(figures.columns) == list(FIGURE)
    row = figures.loc["crops.sown_area:actual@report:L92"]
    assert (row["period"], row["unit"], row["low"], row["high"]) == ("2023-H1", "ha", 383.245, 383.255)
    assert row["name"] == "Diện tích gieo trồng"
    assert {*figures["mark"]} <= {"", "disputed", "suspicious", "corrected"}
    assert (figures["mark"] == "suspicious").any()


def test_findings_hold_numbers(agriculture: Section) -> None:
    """The two sides of a rule and the distance between them can be reckoned with."""
    findings = agriculture.findings
    assert list(findings.columns) == list(FINDING)
    wrong = findings[findings["outcome"] == "suspicious"]
    assert (wrong["gap"] > 0).all()
    assert ((wrong["stated_low"] > wrong["recomputed_high"]) | (wrong["stated_high"] < wrong["recomputed_low"])).all()


def test_every_column_is_described_in_one_place(agriculture: Section) -> None:
    """What a frame has as a column is described, in help as in ``s.columns``."""
    assert {*agriculture.facts.frame.columns} == {*INDICATOR} - {"name"}
    assert {*agriculture.indicators.columns} <= {*INDICATOR}
    assert agriculture.columns.loc[("indicators", "pace_ratio"), "holds"] == INDICATOR["pace_ratio"]
    assert "pace_ratio: " in str(Section.indicators.__doc__)


def test_a_figure_may_be_another_for_once(agriculture: Section) -> None:
    """Its checks are made with the other value, and the section that was asked stays as it is."""
    figure = "crops.sown_area:actual@report:L92"
    changed = agriculture.what_if(figure, "999.9")
    assert changed.figures.loc[figure, "value"] == 999.9
    assert agriculture.figures.loc[figure, "value"] == 383.25
    assert not changed.findings["outcome"].equals(agriculture.findings["outcome"])
    with pytest.raises(InputError, match="Did you mean"):
        agriculture.what_if(figure[:-1], 1)


def test_the_documents_describe_the_columns_as_help_does() -> None:
    """The page for analysts has each column with the words that ``s.columns`` has."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "analyst.md").read_text(encoding="utf-8")
    written = re.findall(r"^\| `(\w+)` \| (.*) \|$", page, flags=re.MULTILINE)
    assert written == [*INDICATOR.items(), *FIGURE.items(), *FINDING.items()]
