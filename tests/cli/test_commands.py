from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from typer.testing import CliRunner

from kimtan.cli import app as cli
from kimtan.cli import lab
from kimtan.cli.app import app
from kimtan.cli.commands import COMMANDS
from kimtan.cli.output import clean, tell
from kimtan.data import datapackage
from kimtan.errors import ExitCode, InputError, OutputError, Problem, SectionError
from kimtan.report import build
from kimtan.workspace import Workspace
from tests.conftest import REPOSITORY, copied, run_only_own, write_workspace
from tests.extent import examples

PROGRAM = [sys.executable, "-c", "from kimtan.cli.app import main; main()"]
PARAMETERS_CELL = 'period = "2023-H1"\nlanguage = "vi"\naudience = "internal"\nsettings = {}'


def write_section(root: Path, name: str, source: str) -> None:
    cells = [new_code_cell(PARAMETERS_CELL, metadata={"tags": ["parameters"]}), new_code_cell(source)]
    (root / "notebooks").mkdir(exist_ok=True)
    nbformat.write(new_notebook(cells=cells), root / "notebooks" / f"{name}.ipynb")
    run_only_own(root)


@pytest.fixture
def workspace(tmp_path, monkeypatch, stored_findings) -> Workspace:
    """The repository's figures, audited, with one tiny section; the working directory is in it."""
    root = tmp_path / "kim-tan"
    workspace = copied(root, notebooks=False)
    shutil.copytree(stored_findings, workspace.findings_dir)
    heading = "from kimtan import show\nfrom kimtan.present.blocks import Heading\nshow(Heading('Kinh tế', 'a', 2))"
    write_section(root, "10_economy", heading)
    monkeypatch.chdir(root)
    return workspace


def run(*arguments: str):
    return CliRunner().invoke(app, arguments)


def built(workspace: Workspace, *problems: Problem) -> build.Report:
    folder = workspace.output_dir("2023-H1")
    return build.Report(folder, (folder / "report.html",), ("Ba chỉ tiêu vượt tiến độ.",), problems)


PROBLEM = Problem("notebooks/10_economy.ipynb, cell 3", "KeyError.", "Mend it.", "section.failed")


# report


def test_a_report_is_told_by_its_path_and_its_headline(workspace, monkeypatch):
    monkeypatch.setattr(build, "build_report", lambda *_: built(workspace))
    answer = run("report", "2023-H1")
    assert answer.exit_code == ExitCode.DONE
    assert answer.stdout.splitlines() == [str(Path("outputs/2023-H1/report.html")), "Ba chỉ tiêu vượt tiến độ."]
    assert answer.stderr == ""


def test_without_a_period_the_latest_is_taken_and_named(workspace, monkeypatch):
    shutil.copy(workspace.params_file("2023-H1"), workspace.params_file("2022-FY"))
    shutil.copy(workspace.params_file("2023-H1"), workspace.params_file("template"))
    taken = []
    monkeypatch.setattr(build, "build_report", lambda _, params, options: taken.append(params.stem) or built(workspace))
    answer = run("report")
    assert taken == ["2023-H1"]
    assert answer.stderr == "2023-H1, the latest period that has a params file.\n"


def test_options_reach_the_build(workspace, monkeypatch):
    seen = []
    monkeypatch.setattr(build, "build_report", lambda _, params, options: seen.append(options) or built(workspace))
    run(
        "report", "2023-H1", "--to", "html, html", "--jobs", "3", "--lang", "en", "--audience", "public", "--keep-going"
    )
    (options,) = seen
    assert (options.formats, options.jobs, options.keep_going) == (("html", "html"), 3, True)
    assert (options.language, options.audience) == ("en", "public")


def test_quiet_says_only_what_is_wrong(workspace, monkeypatch):
    monkeypatch.setattr(build, "build_report", lambda *_: built(workspace, PROBLEM))
    answer = run("report", "--quiet")
    assert answer.stdout == ""
    assert answer.stderr.splitlines() == [str(PROBLEM), "1 problem in 1 place."]
    assert answer.exit_code == ExitCode.ATTENTION


@pytest.mark.parametrize(
    ("error", "code"), [(InputError(PROBLEM), 2), (SectionError(PROBLEM), 3), (OutputError(PROBLEM), 4)]
)
def test_an_error_is_told_without_a_traceback_and_has_its_exit_code(workspace, monkeypatch, error, code):
    def fail(*_):
        raise error

    monkeypatch.setattr(build, "build_report", fail)
    answer = run("report", "2023-H1")
    assert answer.exit_code == code
    assert answer.stderr.splitlines()[0] == "notebooks/10_economy.ipynb, cell 3: KeyError. Mend it."
    assert "Traceback" not in answer.output


def test_a_bad_period_does_not_stop_the_next_one_and_the_gravest_answer_counts(workspace, monkeypatch):
    monkeypatch.setattr(build, "build_report", lambda *_: built(workspace))
    answer = run("report", "2023-H9", "2023-H1")
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert "Did you mean 2023-H1?" in answer.stderr
    assert "report.html" in answer.stdout
    assert answer.stdout.splitlines()[-1] == str(Path("outputs/index.html")), (
        "a batch ends with a page over its reports"
    )


def test_a_params_file_names_its_own_workspace(workspace, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    seen = []
    monkeypatch.setattr(build, "build_report", lambda found, *_: seen.append(found.root) or built(workspace))
    answer = run("report", "kim-tan/params/2023-H1.yml")
    assert seen == [workspace.root.resolve()]
    assert answer.stdout.splitlines()[0] == str(Path("kim-tan/outputs/2023-H1/report.html"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "--to", "odt"], "There is no format 'odt'. There is: html"),
        (["report", "--lang", "fr"], "--lang: There is no 'fr' here. Use vi or en."),
        (["report", "--jobs", "0"], "--jobs"),
        (["report", "--nonsense"], "--nonsense"),
        (["repotr"], "repotr"),
    ],
)
def test_wrong_usage_is_answered_with_2(workspace, arguments, told):
    answer = run(*arguments)
    assert answer.exit_code == 2
    assert told in answer.stderr


def test_what_is_unexpected_is_told_in_two_lines_and_shown_when_debugging(workspace, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(build, "build_report", fail)
    answer = run("report", "2023-H1")
    assert answer.exit_code == cli.UNEXPECTED
    assert answer.stderr.splitlines()[0] == "kimtan met what it should not: ZeroDivisionError: by zero"
    assert "KIMTAN_DEBUG=1" in answer.stderr
    monkeypatch.setenv("KIMTAN_DEBUG", "1")
    assert isinstance(run("report", "2023-H1").exception, ZeroDivisionError)


# check, list, describe, lab, and what is about kimtan itself


def test_check_shows_what_cannot_be_true_worst_first_and_counts_every_outcome(workspace):
    """A row for each contradiction with its suspects, what each would have to be, and that the rule may not apply."""
    answer = run("check", "2023-H1")
    assert answer.exit_code == ExitCode.DONE, answer.output
    assert answer.stderr == ""
    *table, summary = answer.stdout.splitlines()
    rows = [line.split("\t") for line in table]
    assert {len(row) for row in rows} == {3}
    states = [row[0] for row in rows]
    assert states == sorted(states, key=["Không thể cùng đúng", "Nghi vấn"].index)
    assert {*states} == {"Không thể cùng đúng", "Nghi vấn"}
    (plan,) = [row for row in rows if row[1].startswith("Thương mại - dịch vụ = ") and "(kế hoạch năm)" in row[1]]
    assert "Nêu 545,42 – 546,34 tỷ đồng; phải khớp 602 – 614 tỷ đồng. Dòng 35, 37, 47, 49, 51." in plan[1]
    assert "51% → 60,36 – 61,26% (61%?)" in plan[2]
    assert all(row[2].endswith("hoặc quy tắc không áp dụng") or row[2].startswith("Cùng mâu thuẫn") for row in rows)
    counted = re.fullmatch(
        r"2023-H1: 217 số liệu, \d+ quan hệ\. Không thể cùng đúng: (\d+) \(trong đó (\d+) dạng lặp lại\); "
        r"Nghi vấn: (\d+); Chưa kiểm tra được: \d+; Khớp nhờ làm tròn: \d+; Khớp: \d+\.",
        summary,
    )
    assert counted, summary
    cannot_hold, repeated, suspicious = map(int, counted.groups())
    assert states.count("Không thể cùng đúng") == cannot_hold - repeated
    assert states.count("Nghi vấn") == suspicious


def test_check_speaks_the_language_that_is_asked_for(workspace):
    """--lang, or what the params say."""
    *table, summary = run("check", "2023-H1", "--lang", "en").stdout.splitlines()
    assert table[0].split("\t")[0] == "Cannot all be true"
    assert any("Stated VND 545.42 – 546.34 billion; to be met VND 602 – 614 billion." in line for line in table)
    assert summary.startswith("2023-H1: 217 figures, ")
    assert "Cannot all be true: " in summary
    params = workspace.params_file("2023-H1")
    params.write_text(params.read_text(encoding="utf-8").replace("language: vi", "language: en"), encoding="utf-8")
    assert run("check", "2023-H1").stdout.splitlines()[-1] == summary
    assert run("check", "2023-H1", "--lang", "fr").exit_code == ExitCode.BAD_INPUT


def second_period(workspace: Workspace) -> None:
    """A period with the figures of the first half-year, 2023-FY."""
    shutil.copytree(workspace.root / "data" / "2023-H1", workspace.root / "data" / "2023-FY")
    text = workspace.params_file("2023-H1").read_text(encoding="utf-8")
    workspace.params_file("2023-FY").write_text(text.replace("period: 2023-H1", "period: 2023-FY"), encoding="utf-8")
    datapackage.write(workspace, "thị trấn Kim Tân")


def test_check_gives_one_object_a_line_to_programs_and_nothing_else(workspace):
    """A bad period among the others is told beside, on standard error."""
    second_period(workspace)
    answer = run("check", "2023-H1", "2023-Q9", "2023-FY", "--format", "json")
    assert answer.exit_code == ExitCode.BAD_INPUT
    described = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [one["period"] for one in described] == ["2023-H1", "2023-FY"]
    assert all(len(one["findings"]) == sum(one["summary"].values()) > 200 for one in described)
    assert "'2023-Q9'" in answer.stderr
    alone = run("check", "--format", "json")
    assert (alone.exit_code, alone.stderr) == (ExitCode.DONE, ""), "the latest period is not even named"
    assert json.loads(alone.stdout) == described[1]


def test_check_gives_one_csv_file_with_one_header_for_several_periods(workspace):
    """A row for each finding of each period, all as wide as the header."""
    second_period(workspace)
    answer = run("check", "2023-H1", "2023-FY", "--format", "csv")
    assert answer.exit_code == ExitCode.DONE
    header, *rows = csv.reader(io.StringIO(answer.stdout))
    assert header[:4] == ["period", "id", "rule", "outcome"]
    assert {len(row) for row in rows} == {len(header)}
    assert [*dict.fromkeys(row[0] for row in rows)] == ["2023-H1", "2023-FY"]
    assert sum(row[0] == "2023-H1" for row in rows) > 200


def test_check_for_the_public_leaves_out_what_is_restricted(workspace):
    """Inside, cases referred are among all cases."""
    inside, outside = (run("check", "2023-H1", "--format", "json", "--audience", who).stdout for who in AUDIENCES)
    assert "security.cases" in inside
    assert "security.cases" not in outside


def test_a_source_is_not_compared_with_a_public_edition(workspace):
    """What the edition withholds stands in the source, and would be told as left."""
    answer = run("check", "2023-H1", "--audience", "public", "--against", "report.txt")
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert "--against: A source holds everything" in answer.output


AUDIENCES = ("internal", "public")
CASES = ["case.all,s,Vụ việc,Cases,cases,count,lower,0,,,,,,false,1"]


def case(value: int, line: int) -> str:
    return f"case.all,actual,{value},cases,{value},,,,final,,report:L{line},,"


def test_check_is_strict_about_contradictions_only_when_asked(tmp_path, monkeypatch):
    """Exit code 1 where something cannot hold; 0 where all holds, or where it is settled."""
    broken = write_workspace(tmp_path / "broken", CASES, [case(13, 4), case(14, 5)])
    sound = write_workspace(tmp_path / "sound", CASES, [case(13, 4), case(13, 5)])
    monkeypatch.chdir(broken.root)
    assert run("check", "2024-H1").exit_code == ExitCode.DONE
    answer = run("check", "2024-H1", "--strict")
    assert answer.exit_code == ExitCode.ATTENTION
    assert "Không thể cùng đúng: 1; " in answer.stdout
    assert run("check", "2024-H1", "--strict", "--format", "json").exit_code == ExitCode.ATTENTION
    assert run("check", str(sound.params_file("2024-H1")), "--strict").exit_code == ExitCode.DONE
    both = run("check", str(sound.params_file("2024-H1")), "2024-H1", "--strict")
    assert both.exit_code == ExitCode.ATTENTION, "the gravest counts"
    broken.decisions_file("2024-H1").write_text(SETTLED, encoding="utf-8")
    datapackage.write(broken, "xã Thử")
    settled = run("check", "2024-H1", "--strict")
    assert settled.exit_code == ExitCode.DONE, settled.output
    assert settled.stdout.startswith("Đã có kết luận\t")
    assert "Số liệu đúng như đã nêu – Hai lần đếm" in settled.stdout
    reopened = SETTLED.replace('L5: "14"', 'L5: "15"')
    broken.decisions_file("2024-H1").write_text(reopened, encoding="utf-8")
    assert run("check", "2024-H1", "--strict").exit_code == ExitCode.ATTENTION


SETTLED = """\
findings:
  - finding: repeated:case.all:actual:report:L4+report:L5
    verdict: figure_stands
    figures:
      case.all:actual@L4: "13"
      case.all:actual@L5: "14"
    reason_vi: Hai lần đếm.
    reason_en: Counted twice.
    who: Công an xã
    date: 2024-07-20
"""


def test_check_refuses_a_format_that_it_does_not_have(workspace):
    """With what there is, before anything is read."""
    answer = run("check", "2023-H1", "--format", "xml")
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert answer.stderr.startswith("--format: There is no 'xml' here. Use table or json or csv.")
    assert answer.stdout == ""


def test_trace_shows_statements_formulas_and_rules(workspace):
    """Where each figure stands and what range it stands for; what it is made of; what it must agree with, and does."""
    answer = run("trace", "2023-H1", "income.trade_services")
    assert (answer.exit_code, answer.stderr) == (ExitCode.DONE, ""), answer.output
    title, *lines = answer.stdout.splitlines()
    assert title == "Thương mại - dịch vụ (income.trade_services)"
    assert lines[0].split("\t")[:4] == ["thực hiện", "324,799 tỷ đồng", "324,7985 – 324,7995 tỷ đồng", "dòng 35"]
    assert (
        "bằng tổng của\tHoạt động thương mại - dịch vụ + Doanh thu vận tải + Tài chính, tín dụng và dịch vụ khác"
        in lines
    )
    assert "kế hoạch năm\tthực hiện chia cho tỷ lệ so với kế hoạch = 545,42 – 546,34 tỷ đồng" in lines
    rules = [row for row in (line.split("\t") for line in lines) if row[0] in OUTCOMES]
    assert [row[0] for row in rules] == sorted((row[0] for row in rules), key=OUTCOMES.index)
    assert {row[0] for row in rules} == {"Không thể cùng đúng", "Khớp nhờ làm tròn", "Khớp"}
    (plan,) = [row for row in rules if row[1].startswith("Thương mại - dịch vụ = ") and "(kế hoạch năm)" in row[1]]
    assert (plan[0], plan[4]) == ("Không thể cùng đúng", "35, 37, 47, 49, 51")


OUTCOMES = ["Không thể cùng đúng", "Nghi vấn", "Đã có kết luận", "Chưa kiểm tra được", "Khớp nhờ làm tròn", "Khớp"]


def test_trace_of_one_measure_in_english(workspace):
    """Only what is about the measure."""
    answer = run("trace", "2023-H1", "income.trade_services:pct_of_plan", "--lang", "en")
    title, *lines = answer.stdout.splitlines()
    assert title == "Trade and services (income.trade_services)"
    assert lines[0].split("\t")[:4] == ["percent of plan", "59.5%", "59.45 – 59.55%", "line 37"]
    assert not any(line.startswith("actual\t") for line in lines)
    assert any(line.startswith("Cannot all be true\tTrade and services = ") for line in lines)
    assert not any("(same period of last year)" in line for line in lines)


def test_trace_says_where_nothing_is_stated(workspace):
    """An indicator of the dictionary need not be in every report."""
    dictionary = (workspace.data_dir / "indicators.csv").read_text(encoding="utf-8")
    added = "income.fees,income,Phí,Fees,vnd_bn,flow,higher,1,,,,,,false,9999,\n"
    (workspace.data_dir / "indicators.csv").write_text(dictionary.rstrip("\n") + "\n" + added, encoding="utf-8")
    answer = run("trace", "2023-H1", "income.fees", "--lang", "en")
    assert answer.exit_code == ExitCode.DONE, answer.output
    assert answer.stdout.splitlines() == ["Fees (income.fees)", "Nothing is stated of it."]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("income.totl", "INDICATOR: There is no indicator 'income.totl'. Did you mean 'income.total'?"),
        ("income.total:plann", "INDICATOR: There is no measure 'plann'. Did you mean 'plan'?"),
    ],
)
def test_trace_of_what_there_is_not_names_the_nearest(workspace, asked, told):
    """Exit code 2, and nothing on standard output."""
    answer = run("trace", "2023-H1", asked)
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert answer.stderr.splitlines()[0] == told
    assert answer.stdout == ""


def test_check_tells_all_problems_of_all_files_and_counts_them(workspace):
    for path, old, new in (
        (workspace.params_file("2023-H1"), "audience: internal", "audience: intern"),
        (workspace.observations_file("2023-H1"), "income.total,actual", "income.totl,actual"),
    ):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    answer = run("check", "2023-H1")
    assert answer.exit_code == ExitCode.BAD_INPUT
    lines = answer.stderr.splitlines()
    assert any(line.startswith("params/2023-H1.yml:") and "'internal'" in line for line in lines)
    assert not answer.stdout


def test_check_against_a_source_shows_what_is_left_and_what_does_not_stand_there(workspace, tmp_path):
    source = tmp_path / "source.txt"
    source.write_text("Một dòng với 987654321 con gà.\n", encoding="utf-8")
    answer = run("check", "2023-H1", "--against", str(source))
    assert answer.exit_code == ExitCode.ATTENTION
    assert "source.txt:1:14\t987654321\t" in answer.stdout
    assert "1 numbers in source.txt: 1 left, " in answer.stdout


def test_check_against_a_source_that_is_not_there_says_so(workspace):
    answer = run("check", "2023-H1", "--against", "missing.txt")
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert answer.stderr.startswith("missing.txt: There is no such file.")


def test_list_shows_periods_with_their_reports_and_those_that_cannot_be_read(workspace):
    (workspace.output_dir("2023-H1")).mkdir(parents=True)
    (workspace.output_dir("2023-H1") / "report.html").write_text("", encoding="utf-8")
    workspace.params_file("2024-H1").write_text("period: 2024-H1\n", encoding="utf-8")
    rows = [line.split("\t") for line in run("list").stdout.splitlines()]
    assert rows[0] == ["2023-H1", "6 tháng đầu năm 2023", "complete (22/22)", "2 contradictions", "outdated"]
    assert rows[1][0] == "2024-H1"
    assert rows[1][2:] == ["6 problems", "", "kimtan check 2024-H1"]


def test_describe_writes_the_description_of_the_data_anew(workspace):
    good = workspace.datapackage_file.read_bytes()
    workspace.datapackage_file.unlink()
    answer = run("describe")
    assert answer.stdout.strip() == str(Path("data/datapackage.json"))
    assert workspace.datapackage_file.read_bytes() == good


def test_lab_opens_the_notebooks_of_the_workspace(workspace, monkeypatch):
    """In a server whose root is the workspace, so that its data and parameters can be looked at as well."""
    started = []
    monkeypatch.setattr(lab.os, "execv", lambda _, command: started.append(command))
    monkeypatch.setattr("subprocess.call", lambda _: 0)
    assert run("lab").exit_code == ExitCode.DONE
    (command,) = started
    assert command[1:3] == ["-m", "jupyterlab"]
    root = workspace.root.resolve()
    assert command[3:] == [f"--ServerApp.root_dir={root}", "--LabApp.default_url=/lab/tree/notebooks"]
    assert str(lab.JUPYTER_DATA) in os.environ["JUPYTER_PATH"].split(os.pathsep)  # its template of a section


def test_lab_copies_the_suites_notebooks_where_the_workspace_has_none(workspace, monkeypatch):
    """Into a folder that no report is made of; what is changed there stays. JupyterLab's options are handed on."""
    started = []
    monkeypatch.setattr(lab.os, "execv", lambda _, command: started.append(command))
    monkeypatch.setattr("subprocess.call", lambda _: 0)
    shutil.rmtree(workspace.root / "notebooks")
    answer = run("lab", "--no-browser", "--port", "9999")
    assert answer.exit_code == ExitCode.DONE
    root = workspace.root.resolve()
    assert started[0][3:] == [
        f"--ServerApp.root_dir={root}",
        "--LabApp.default_url=/lab/tree/explore/start_here.ipynb",
        "--no-browser",
        "--port",
        "9999",
    ]
    assert "copied into explore" in answer.stderr
    copy = root / "explore" / "start_here.ipynb"
    copy.write_text("changed", encoding="utf-8")
    assert "copied into" not in run("lab").stderr
    assert copy.read_text(encoding="utf-8") == "changed"


def test_lab_says_where_there_is_nothing_to_open(workspace, monkeypatch):
    """Before a server starts."""
    monkeypatch.setattr(lab.os, "execv", lambda *_: pytest.fail("it started"))
    (workspace.root / "notebooks" / "10_economy.ipynb").unlink()
    answer = run("lab")
    assert answer.exit_code == ExitCode.BAD_INPUT
    assert answer.stderr.startswith("notebooks: There is no notebook in this folder.")


def test_outside_of_a_workspace_the_way_into_one_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command in ("report", "check", "list", "lab", "describe", "new 2024-H1 --from 2023-H1"):
        answer = run(*command.split())
        assert answer.exit_code == ExitCode.BAD_INPUT
        assert "params/ and data/" in answer.stderr


@pytest.mark.parametrize("command", [*COMMANDS, "data edit", "data take"])
def test_every_command_explains_itself_with_an_example(command):
    answer = run(*command.split(), "--help")
    assert answer.exit_code == 0
    assert f"Example:  kimtan {command}" in answer.stdout


@pytest.mark.parametrize("command", [*COMMANDS, "data edit", "data take"])
def test_help_names_arguments_and_options_in_words(command):
    """No type of Python and no brace of Typer's is in it, and every argument of the usage is explained."""
    usage, _, rest = run(*command.split(), "--help").stdout.partition("\n")
    assert not re.search(r"<\w+|\{", usage + rest)
    named = [name.strip("[].") for name in usage.partition("[OPTIONS]")[2].split()]
    assert re.findall(r"^  (\S+)", rest.partition("Arguments:")[2].partition("Options:")[0], re.MULTILINE) == named


@pytest.mark.parametrize("group", [(), ("data",)])
def test_what_a_command_does_is_told_in_one_line(group):
    """A list of commands breaks no sentence off at 80 columns, which are those of a test."""
    listed = run(*group, "--help").stdout.partition("Commands:")[2]
    assert listed
    assert [line for line in listed.splitlines() if line.endswith("...")] == []


def test_the_version_is_told():
    import kimtan

    assert run("--version").stdout == f"kimtan {kimtan.__version__}\n"


def test_help_loads_nothing_heavy():
    """What takes long is imported by the commands that need it; that is what keeps --help quick."""
    program = (
        "import sys; from kimtan.cli.app import app\ntry: app(['-h'])\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    process = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in process.stderr.split()}
    assert not loaded & {"pandas", "numpy", "pydantic", "papermill", "nbformat", "nbconvert", "matplotlib", "yaml"}


# What is said, and where


class Terminal:
    """A console that takes itself for a terminal of 80 columns."""

    def __init__(self) -> None:
        import io

        from rich.console import Console

        self.file = io.StringIO()
        self.console = Console(file=self.file, force_terminal=True, width=80, color_system=None)

    @property
    def text(self) -> str:
        return self.file.getvalue()


@pytest.fixture
def terminal(monkeypatch) -> Terminal:
    from kimtan.cli import output as said

    terminal = Terminal()
    monkeypatch.setattr(said, "error_console", lambda: terminal.console)
    return terminal


def test_on_a_terminal_a_place_stands_alone_and_its_words_are_wrapped_beneath(terminal):
    long = "data/2023-H1/observations.csv:17 (value)"
    words = "“[bold]9.87,6[/bold]” is no number " + "that anybody could read " * 5
    tell([Problem(long, words, "Write 9.876.", "x")])
    lines = terminal.text.splitlines()
    assert lines[0] == long
    assert lines[1].startswith("  “[bold]9.87,6[/bold]” is no number")
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "1 problem in 1 place."


def test_problems_of_one_file_stand_together(terminal):
    tell([Problem(place, "x", "", "x") for place in ("a.csv:2", "b.csv:1", "a.csv:1")])
    lines = terminal.text.splitlines()
    assert [line for line in lines if ".csv" in line] == ["a.csv:2", "a.csv:1", "b.csv:1"]
    assert lines[-1] == "3 problems in 2 places."


def test_nothing_in_a_message_is_a_command_to_the_terminal():
    assert clean("a\x1b]0;title\x07b\u202ec") == "a�]0;title�b�c"
    assert clean("Kim Tân\nế") == "Kim Tân\nế"


# In a process of its own


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), **more}


@pytest.mark.slow
def test_a_run_away_from_a_terminal_writes_plain_lines(workspace):
    process = subprocess.run(
        [*PROGRAM, "report"], cwd=workspace.root, env=environment(), capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    assert process.stdout.splitlines()[0] == "outputs/2023-H1/report.html"
    assert len(process.stdout.splitlines()) > 2, "the headline"
    first, second, left_out = process.stderr.splitlines()
    assert first == "2023-H1, the latest period that has a params file."
    assert "shown in the evidence only" in left_out
    assert second.startswith("2023-H1: 1/1 10_economy done (")
    assert "\x1b" not in process.stdout + process.stderr


def living(marker: str) -> list[str]:
    """Command lines of the living processes whose environment holds a marker."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            if marker.encode() in (process / "environ").read_bytes() and state != "Z":
                found.append((process / "cmdline").read_text(encoding="utf-8"))
        except OSError:
            continue
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
@pytest.mark.longer
@pytest.mark.parametrize("sent", examples([signal.SIGINT], [signal.SIGINT, signal.SIGTERM]))
def test_a_stopped_run_says_so_leaves_no_process_and_keeps_the_last_report(workspace, sent):
    write_section(workspace.root, "10_economy", "open('begun', 'w').close()\nimport time\ntime.sleep(300)")
    last = workspace.output_dir("2023-H1") / "report.html"
    last.parent.mkdir(parents=True)
    last.write_text("the last good one", encoding="utf-8")
    marker = f"KIMTAN_TEST={workspace.root}"
    process = subprocess.Popen(
        [*PROGRAM, "report", "2023-H1"],
        cwd=workspace.root,
        env=environment(KIMTAN_TEST=str(workspace.root)),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not (workspace.root / "begun").exists():
        assert time.monotonic() < deadline, "the section did not begin"
        assert process.poll() is None, process.stderr
        time.sleep(0.05)
    process.send_signal(sent)
    _, said = process.communicate(timeout=30)
    assert process.returncode == cli.INTERRUPTED
    assert said == "Stopped. A report that was not finished is not published; the last good one stays.\n"
    deadline = time.monotonic() + 5
    while living(marker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert living(marker) == []
    assert last.read_text(encoding="utf-8") == "the last good one"
    assert not list(workspace.outputs_dir.glob("*building*"))


@pytest.mark.parametrize(
    ("arguments", "missing", "example"),
    [
        (("extract", "x.docx"), "'--period'", "kimtan extract BAO-CAO.docx --period 2022-FY"),
        (("proof",), "'REPORT'", "kimtan proof BAO-CAO.docx"),
    ],
)
def test_what_is_missing_is_told_with_an_example(arguments: tuple[str, ...], missing: str, example: str) -> None:
    """Nobody has to ask for the help to know how the command is written."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert missing in result.stderr
    assert f"For example: {example}" in result.stderr
