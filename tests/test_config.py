"""The period config is strict, says every problem at once, and goes to papermill untouched."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from papermill.iorw import read_yaml_file

from kimtan.config import PeriodConfig, load
from kimtan.errors import InputError
from kimtan.workspace import Workspace
from tests.suite import KEPT

MINIMAL = """\
period: 2023-H1
language: vi
audience: internal
settings:
  unit: thị trấn Kim Tân
  authority: UBND thị trấn Kim Tân
  title: Báo cáo
"""
SETTINGS = {"unit": "thị trấn Kim Tân", "authority": "UBND thị trấn Kim Tân", "title": "Báo cáo"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "params").mkdir()
    (tmp_path / "data").mkdir()
    return Workspace(tmp_path)


def written(workspace: Workspace, text: str, name: str = "2023-H1") -> PeriodConfig:
    file = workspace.params_file(name)
    file.write_text(text, encoding="utf-8")
    return load(file, workspace)


def problems(workspace: Workspace, text: str, name: str = "2023-H1") -> list[str]:
    with pytest.raises(InputError) as error:
        written(workspace, text, name)
    return [str(problem) for problem in error.value.problems]


def test_minimal_config_and_its_defaults(workspace: Workspace) -> None:
    """Unit, authority and title are all that must be said of a commune."""
    config = written(workspace, MINIMAL)
    settings = config.settings
    assert (str(config.period), config.language, config.audience) == ("2023-H1", "vi", "internal")
    assert (settings.thresholds.ahead_pp, settings.thresholds.behind_pp, settings.thresholds.at_risk_pp) == (5, 5, 15)
    assert (settings.rounding, settings.sections, settings.recipients, settings.as_of) == ("nearest", None, [], None)
    assert settings.signatory.name is None


def test_everything_that_can_be_said(workspace: Workspace) -> None:
    """Dates become dates, thresholds numbers; the rest stays as it is written."""
    config = written(
        workspace,
        MINIMAL
        + """\
  title_en: Report
  document_number: 45/BC-UBND
  date: 2023-06-15
  as_of: 2023-06-10
  signatory: {on_behalf: TM. UBND, title: Chủ tịch, name: Doãn Văn Tiến}
  recipients:
    - {vi: UBND huyện, en: District}
    - vi: Lưu VT
  sections: [00_summary, 10_economy]
  thresholds: {ahead_pp: 2.5, at_risk_pp: 20}
  rounding: truncated
  plan_basis: huyện giao
""",
    )
    settings = config.settings
    assert (settings.date, settings.as_of) == (dt.date(2023, 6, 15), dt.date(2023, 6, 10))
    assert settings.thresholds.ahead_pp == 2.5
    assert [recipient.name("en") for recipient in settings.recipients] == ["District", "Lưu VT"]
    assert settings.sections == ["00_summary", "10_economy"]
    assert settings.rounding == "truncated"


def test_english_wordings_fall_back(workspace: Workspace) -> None:
    """Without an English wording the Vietnamese one stands; without either there is none."""
    settings = written(workspace, MINIMAL + "  unit_en: Kim Tân town\n").settings
    assert settings.worded("unit", "vi") == "thị trấn Kim Tân"
    assert settings.worded("unit", "en") == "Kim Tân town"
    assert settings.worded("title", "en") == "Báo cáo"
    assert settings.worded("place", "en") is None


BAD = """\
period: 2023-h1
language: fr
audience: Public
setings: {}
settings:
  unit: 5
  authority:
  tilte: Báo cáo
  date: 2023-02-30
  as_of: 20230610
  place: ' '
  sections: []
  rounding: truncate
  recipients:
    - vi: UBND huyện
      an: District
    - Lưu VT
  thresholds:
    ahead_pp: '5'
    behind_pp: true
    at_risk_pp: 150
  signatory:
"""


def test_all_problems_at_once_with_line_and_nearest_name(workspace: Workspace) -> None:
    """Every problem has its line and key, what was seen and what to do."""
    found = problems(workspace, BAD)
    stem = "params/2023-H1.yml:"
    assert sorted(found, key=lambda line: int(line.split(":")[1].split(" ")[0])) == [
        f"{stem}1 (period): The period is '2023-h1', but the file is named '2023-H1.yml'. "
        "Name the period in both alike.",
        f"{stem}1 (period): '2023-h1' is no period. Did you mean 2023-H1? "
        "Valid are 2023-H1, 2023-H2, 2023-FY, 2023-8M and so on for the first months of a year, 2023-Q1 to 2023-Q4 "
        "and 2023-M01 to 2023-M12.",
        f"{stem}2 (language): 'fr' is not allowed here. Use one of: en, vi.",
        f"{stem}3 (audience): 'Public' is not allowed here. Did you mean 'public'?",
        f"{stem}4 (setings): There is no key 'setings' here. Did you mean 'settings'?",
        f"{stem}5 (settings.title): The key 'title' is missing. Add it.",
        f"{stem}6 (settings.unit): This is the number 5, not text. Put it between quotation marks.",
        f"{stem}7 (settings.authority): This is empty, not text. Write words.",
        f"{stem}8 (settings.tilte): There is no key 'tilte' here. Did you mean 'title'?",
        f"{stem}9 (settings.date): '2023-02-30' is no date. Write it as year-month-day: 2023-06-10.",
        f"{stem}10 (settings.as_of): '20230610' is no date. Write it as year-month-day: 2023-06-10.",
        f"{stem}11 (settings.place): ' ' is empty or has a blank at its edge. Write words, or null for none.",
        f"{stem}12 (settings.sections): This is empty, not a list of names. "
        "Write one line with '- ' for each, or null for all.",
        f"{stem}13 (settings.rounding): 'truncate' is not allowed here. Did you mean 'truncated'?",
        f"{stem}16 (settings.recipients.0.an): There is no key 'an' here. Use one of: en, vi.",
        f"{stem}17 (settings.recipients.1): This is the text 'Lưu VT', not keys with values. "
        "Write 'key: value' lines under it, or take it out.",
        f"{stem}19 (settings.thresholds.ahead_pp): This is the text '5', not a number. "
        "Write a number without quotation marks, such as 5.",
        f"{stem}20 (settings.thresholds.behind_pp): This is true, not a number. "
        "Write a number without quotation marks, such as 5.",
        f"{stem}21 (settings.thresholds.at_risk_pp): 150 is too large. Write 100 or less.",
        f"{stem}22 (settings.signatory): This is empty, not keys with values. "
        "Write 'key: value' lines under it, or take it out.",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "as_of: 2023-07-01",
            "The date 2023-07-01 does not fit the period 2023-H1. Give one from 2023-01-01 to 2023-06-30",
        ),
        ("as_of: 2022-12-31", "The date 2022-12-31 does not fit the period 2023-H1."),
        (
            "date: 2032-06-15",
            "The date 2032-06-15 does not fit the period 2023-H1. Give one from 2023-01-01 to 2024-06-30",
        ),
        ("date: 2023-W23-6", "'2023-W23-6' is no date."),
        ("date: 15/6/2023", "'15/6/2023' is no date. Write it as year-month-day: 2023-06-10."),
        ("sections: [a, b, a]", "'a' is there twice. Name every notebook once."),
        (
            "sections: a",
            "This is the text 'a', not a list of names. Write one line with '- ' for each, or null for all.",
        ),
        ("thresholds: {behind_pp: 20}", "at_risk_pp (15) is smaller than behind_pp (20)."),
        ("thresholds: {ahead_pp: -1}", "-1 is too small. Write 0 or more."),
        ("document_number: 45", "This is the number 45, not text. Put it between quotation marks."),
        ("document_number: 045", "YAML would not keep '045' as it is written. Put it between quotation marks."),
        ("plan_basis: {huyện: giao}", "This is a mapping, not text. Put it between quotation marks."),
    ],
)
def test_single_problems(workspace: Workspace, line: str, expected: str) -> None:
    """Dates in a sensible range, sections once each, thresholds in order, numbers that are text."""
    found = problems(workspace, MINIMAL + f"  {line}\n")
    assert len(found) == 1
    assert found[0].startswith("params/2023-H1.yml:8")
    assert expected in found[0]


def test_date_problems_come_with_the_others(workspace: Workspace) -> None:
    """A date out of range is told together with problems of form."""
    found = problems(workspace, MINIMAL + "  as_of: 2029-01-01\n  rounding: up\n")
    assert [line.split(" ")[1] for line in found] == ["(settings.as_of):", "(settings.rounding):"]


def test_period_must_be_the_name_of_the_file(workspace: Workspace) -> None:
    """A copied params file whose period was not changed is refused."""
    assert problems(workspace, MINIMAL, "2023-H2") == [
        "params/2023-H2.yml:1 (period): The period is '2023-H1', but the file is named '2023-H2.yml'. "
        "Name the period in both alike."
    ]


@pytest.mark.parametrize("settings", ["", " {}", " [1]", " words"])
def test_settings_must_be_keys_with_values(workspace: Workspace, settings: str) -> None:
    """A file without settings says what is missing."""
    found = problems(workspace, f"period: 2023-H1\nlanguage: vi\naudience: internal\nsettings:{settings}\n")
    assert all(line.startswith("params/2023-H1.yml:4 (settings") for line in found)


def test_missing_file(workspace: Workspace) -> None:
    """A params file that is not there is told as such."""
    with pytest.raises(InputError, match=r"params/2023-H1\.yml: There is no such file\."):
        load(workspace.params_file("2023-H1"), workspace)


def test_config_is_frozen(workspace: Workspace) -> None:
    """Nobody changes a config after it was checked."""
    config = written(workspace, MINIMAL)
    with pytest.raises(ValueError, match="frozen"):
        config.language = "en"  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        config.settings.unit = "x"  # type: ignore[misc]


# The four parameters


def test_parameters_are_what_papermill_reads_from_the_file() -> None:
    """``papermill -f params/2023-H1.yml`` and kimtan hand the same values to a notebook."""
    file = KEPT.params_file("2023-H1")
    assert load(file, KEPT).parameters() == read_yaml_file(str(file))


def test_parameters_of_another_edition(workspace: Workspace) -> None:
    """Language and audience can be others; the settings stay as written, without defaults."""
    config = written(workspace, MINIMAL)
    assert config.parameters("en", "public") == {
        "period": "2023-H1",
        "language": "en",
        "audience": "public",
        "settings": SETTINGS,
    }


def test_parameters_are_a_copy(workspace: Workspace) -> None:
    """Changing what was handed out does not change the config."""
    config = written(workspace, MINIMAL)
    config.parameters()["settings"]["unit"] = "another"
    assert config.parameters()["settings"] == SETTINGS


def test_parameters_make_the_same_config_in_a_notebook(workspace: Workspace) -> None:
    """The way through papermill and back loses nothing."""
    config = written(workspace, MINIMAL + "  date: 2023-06-15\n")
    assert PeriodConfig.from_parameters(**config.parameters(), workspace=workspace) == config


def test_empty_settings_mean_those_of_the_file(workspace: Workspace) -> None:
    """A notebook opened in JupyterLab has no settings of its own; language and audience are still the notebook's."""
    written(workspace, MINIMAL)
    config = PeriodConfig.from_parameters("2023-H1", "en", "public", {}, workspace)
    assert (config.language, config.audience, config.settings.unit) == ("en", "public", "thị trấn Kim Tân")
    assert config.parameters()["settings"] == SETTINGS


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"period": "2023-H3", "settings": {}}, "parameters (period): '2023-H3' is no period."),
        ({"language": "de"}, "parameters (language): 'de' is not allowed here. Use one of: en, vi."),
        ({"settings": SETTINGS | {"unit": 1}}, "parameters (settings.unit): This is the number 1, not text."),
        ({"settings": None}, "parameters (settings): This is empty, not keys with values."),
        ({"settings": {}, "period": "2022-H1"}, "params/2022-H1.yml: There is no such file."),
    ],
)
def test_wrong_parameters_say_so(workspace: Workspace, change: dict[str, Any], expected: str) -> None:
    """A parameter that papermill injected is as strict as the file."""
    given = {"period": "2023-H1", "language": "vi", "audience": "internal", "settings": SETTINGS} | change
    with pytest.raises(InputError) as error:
        PeriodConfig.from_parameters(**given, workspace=workspace)
    assert expected in str(error.value)


def test_the_first_user_s_config() -> None:
    """Kim Tân's config of the first half of 2023 says what its source says."""
    settings = load(KEPT.params_file("2023-H1"), KEPT).settings
    assert settings.unit == "thị trấn Kim Tân"
    assert settings.signatory.name == "Doãn Văn Tiến"
    assert [recipient.vi for recipient in settings.recipients][0::6] == ["UBND huyện (b/c)", "Lưu VT."]
    assert (settings.document_number, settings.date) == (None, None)
