"""A written rule names what exists and can be evaluated; anything else is told at its line, with what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from kimtan.audit.audit import audit
from kimtan.data import datapackage, dataset
from kimtan.data.dataset import Dataset
from kimtan.data.formulas import Constant, Quotient, Scaled, Term
from kimtan.data.identities import Topic
from kimtan.data.indicators import Indicator
from kimtan.data.rulebook import WrittenRule, load
from kimtan.data.units import Unit
from kimtan.errors import Problems
from kimtan.languages import NOTHING, Bilingual
from kimtan.period import Period
from kimtan.workspace import Workspace

SHOWN = "data/rules.yml"
SOUND = """\
rules:
  - id: population.by_income
    label:
      vi: Dân số theo thu nhập không quá dân số
      en: Population by income is no more than population
    severity: warning
    check: "income.total / income.per_head <= 13000 persons"
    unit: households
    assumes:
      vi: Thu nhập chia cho toàn bộ dân số.
      en: Income is of everybody.
    applies_when:
      periods: [H1, 9M]
      condition: "income.total:yoy_pct >= 0%"
    source: The reports state no population.
  - id: income.total_and_farms
    label: {vi: Nông nghiệp không quá tổng, en: Farms are no more than the total}
    severity: error
    check: income.farms <= income.total
"""


def unit(name: str, dimension: str, factor: str = "1") -> Unit:
    names = {"unit": name, "name_vi": name, "name_en": name, "one_en": name}
    return Unit.model_validate({**names, "dimension": dimension, "factor": factor, "exact": "false"})


UNITS = {
    "vnd_bn": unit("vnd_bn", "money", "1000"),
    "vnd_m": unit("vnd_m", "money"),
    "vnd_m_per_person": unit("vnd_m_per_person", "money_per_person"),
    "pct": unit("pct", "percent"),
    "persons": unit("persons", "count"),
    "households": unit("households", "count"),
}


def indicator(name: str, unit: str) -> Indicator:
    cells = {"indicator": name, "section": "s", "name_vi": name, "name_en": name, "unit": unit, "kind": "flow"}
    return Indicator.model_validate({**cells, "better": "higher", "decimals": "0", "restricted": "false", "order": "1"})


INDICATORS = {
    name: indicator(name, unit)
    for name, unit in (
        ("income.total", "vnd_bn"),
        ("income.farms", "vnd_bn"),
        ("income.per_head", "vnd_m_per_person"),
    )
}


def read(tmp_path: Path, text: str) -> tuple[tuple[WrittenRule, ...], list[str]]:
    path = tmp_path / "rules.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return load([(path, SHOWN)], INDICATORS, UNITS, problems), [str(problem) for problem in problems.found]


def test_sound_rules_are_read_whole(tmp_path: Path) -> None:
    """Formulas are read, and sides are told in the unit that is named."""
    (rule, _), found = read(tmp_path, SOUND)
    assert found == []
    total, per_head = Term(Topic("income.total", "actual")), Term(Topic("income.per_head", "actual"))
    assert (rule.id, rule.severity, rule.unit) == ("population.by_income", "warning", UNITS["households"])
    assert rule.label.en == "Population by income is no more than population"
    assert rule.comparison.left == Quotient(Scaled(Fraction(1000), total), per_head)
    assert (rule.comparison.sign, rule.comparison.right) == ("<=", Constant(Fraction(13000)))
    assert rule.assumes == Bilingual(vi="Thu nhập chia cho toàn bộ dân số.", en="Income is of everybody.")
    assert rule.periods == ("H1", "9M")
    assert rule.condition is not None
    assert rule.condition.left == Constant(Fraction(0))


def test_what_a_rule_does_not_say_is_nothing(tmp_path: Path) -> None:
    """It assumes nothing, applies always, and is told in the unit of its side that is one topic."""
    (_, rule), _ = read(tmp_path, SOUND)
    assert (rule.assumes, rule.periods, rule.condition, rule.unit) == (NOTHING, None, None, UNITS["vnd_bn"])


def test_without_the_file_there_are_no_rules(tmp_path: Path) -> None:
    """A workspace with its own data dictionary need not have any; an empty list will do, too."""
    problems = Problems()
    assert load([(tmp_path / "rules.yml", SHOWN)], INDICATORS, UNITS, problems) == ()
    assert problems.found == []
    assert read(tmp_path, "rules: []\n") == ((), [])


NEVER = "There is no indicator in it, so it can never be evaluated. Name what it is about."
KINDS = "Use one of: 10M, 11M, 2M, 4M, 5M, 7M, 8M, 9M, FY, H1, H2, M01, …."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "check: income.farms",
            "check: income.farmz",
            "19 (rules.1.check): There is no indicator 'income.farmz'. Did you mean 'income.farms'?",
        ),
        (
            '"income.total / income.per_head <=',
            '"income.total:plann / income.per_head <=',
            "7 (rules.0.check): There is no measure 'plann'. Did you mean 'plan'?",
        ),
        ("income.farms <= income.total", "1 <= 2", f"19 (rules.1.check): {NEVER}"),
        (
            "13000 persons",
            "13000",
            "7 (rules.0.check): The left side is count, the right side is a plain number. "
            "Compare amounts of one dimension; a number may have a unit, such as 60 kg.",
        ),
        (
            "income.farms <= income.total",
            "income.farms * income.farms <= income.total * income.total",
            "19 (rules.1.check): No unit can tell the two sides, which are money·money. "
            "Multiply both sides by the divisor, or add such a unit to units.csv.",
        ),
        (
            "unit: households",
            "unit: househols",
            "8 (rules.0.unit): There is no unit 'househols'. Did you mean 'households'?",
        ),
        (
            "unit: households",
            "unit: vnd_m",
            "8 (rules.0.unit): 'vnd_m' is money, but the two sides are count. Take another unit, or leave it out.",
        ),
        (
            "[H1, 9M]",
            "[H1, 9m]",
            "13 (rules.0.applies_when.periods.1): There is no kind of period '9m'. Did you mean '9M'?",
        ),
        (
            "[H1, 9M]",
            "[spring]",
            f"13 (rules.0.applies_when.periods.0): There is no kind of period 'spring'. {KINDS}",
        ),
        (
            "[H1, 9M]",
            "[]",
            "13 (rules.0.applies_when.periods): This is empty, not a list of names. "
            "Write one line with '- ' for each, or null for all.",
        ),
        (
            'condition: "income.total:yoy_pct >= 0%"',
            'condition: ""',
            "14 (rules.0.applies_when.condition): It cannot be read as a formula. ",
        ),
        ("income.total:yoy_pct >= 0%", "1% >= 0%", f"14 (rules.0.applies_when.condition): {NEVER}"),
        (
            "id: income.total_and_farms",
            "id: population.by_income",
            "16 (rules.1.id): 'population.by_income' is the rule on line 2 already. Give it another name.",
        ),
        (
            "id: income.total_and_farms",
            "id: Farms",
            "16 (rules.1.id): 'Farms' is no name of a rule. Write dotted snake case: population.by_insurance.",
        ),
        (
            "severity: error",
            "severity: eror",
            "18 (rules.1.severity): 'eror' is not allowed here. Did you mean 'error'?",
        ),
        (
            "    source:",
            "    sources:",
            "15 (rules.0.sources): There is no key 'sources' here. Did you mean 'source'?",
        ),
        ("      periods:", "      period:", "13 (rules.0.applies_when.period): There is no key 'period' here. "),
        ("    severity: error\n", "", "16 (rules.1.severity): The key 'severity' is missing. Add it."),
        ("      en: Income is of everybody.\n", "", "9 (rules.0.assumes.en): The key 'en' is missing. Add it."),
        ("check: income.farms <= income.total", "check: 5", "19 (rules.1.check): This is the number 5, not text. "),
    ],
)
def test_a_rule_that_is_wrong_is_refused_at_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """With what was seen and what to do."""
    assert old in SOUND
    _, (found,) = read(tmp_path, SOUND.replace(old, new, 1))
    assert found.startswith(f"{SHOWN}:{problem}")


@pytest.mark.parametrize(
    ("old", "new"), [("13000 persons", "13000"), ("households", "pct"), ("9M", "9K"), (">= 0%", "")]
)
def test_a_rule_that_is_wrong_is_left_out(tmp_path: Path, old: str, new: str) -> None:
    """Whatever in it is wrong; the others are read."""
    rules, found = read(tmp_path, SOUND.replace(old, new, 1))
    assert (len(found), [rule.id for rule in rules]) == (1, ["income.total_and_farms"])


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """Those of different rules, and those of one."""
    text = SOUND.replace("income.farms", "income.farmz").replace("unit: households", "unit: pct").replace("9M", "9K")
    rules, found = read(tmp_path, text)
    assert rules == ()
    assert [problem.partition(":")[2].partition(" ")[0] for problem in found] == ["8", "13", "19"]


def test_a_data_set_has_the_rules_of_its_dictionary(small_dataset: Callable[..., Dataset], real: Dataset) -> None:
    """A workspace with its own indicators has none before it writes some; the public edition keeps all of them."""
    row = "income.total,s,Thu,Income,vnd_bn,flow,higher,3,,,,,,false,1"
    stated = "income.total,actual,5,vnd_bn,5,,,,final,,L1,,"
    own = small_dataset([row], [stated])
    assert own.rulebook == ()
    (own.workspace.data_dir / "rules.yml").write_text(
        "rules:\n- {id: income.some, label: {vi: a, en: b}, severity: info, check: income.total >= 1 vnd_m}\n"
    )
    datapackage.write(own.workspace, "xã Thử")
    described = json.loads(own.workspace.datapackage_file.read_text(encoding="utf-8"))["resources"]
    assert [one["path"] for one in described if one["name"] == "rules"] == ["rules.yml"]
    again = dataset.load(own.workspace, own.workspace.params_file("2024-H1"))
    assert [rule.id for rule in again.rulebook] == ["income.some"]
    assert real.rulebook == real.edition(audience="public").rulebook != ()


def test_a_rule_about_towns_applies_to_towns(tmp_path: Path) -> None:
    """A unit's kind is how its name begins; without kinds a rule is for all; the period must fit as well."""
    text = SOUND.replace("      periods: [H1, 9M]\n", "      periods: [H1, 9M]\n      units: [thị trấn, phường]\n")
    (tmp_path / "rules.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    town, anywhere = load([(tmp_path / "rules.yml", SHOWN)], INDICATORS, UNITS, problems)
    problems.raise_if_any()
    half, year = Period.parse("2024-H1"), Period.parse("2024-FY")
    assert town.applies_in(half, "thị trấn Thử")
    assert town.applies_in(half, "Phường Thử")
    assert not town.applies_in(half, "xã Thị Trấn")
    assert not town.applies_in(year, "thị trấn Thử")
    assert anywhere.applies_in(year, "xã Thử")


def test_a_kind_of_unit_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """A slip of the pen must not read as a rule for nobody."""
    (tmp_path / "rules.yml").write_text(SOUND.replace("periods: [H1, 9M]", "units: [thi trấn]"), encoding="utf-8")
    problems = Problems()
    load([(tmp_path / "rules.yml", SHOWN)], INDICATORS, UNITS, problems)
    (problem,) = problems.found
    assert (problem.code, problem.seen) == ("rules.units", "There is no kind of unit 'thi trấn'.")
    assert "thị trấn" in problem.remedy


def test_the_name_of_the_unit_decides_in_a_period(copy_of_repository: Workspace) -> None:
    """The same figures of a xã: what holds for towns alone does not apply there."""
    params = copy_of_repository.params_file("2023-H1")

    def applying() -> dict[str, bool]:
        return {finding.id: finding.applies for finding in audit(dataset.load(copy_of_repository, params))}

    of_town = applying()
    params.write_text(params.read_text(encoding="utf-8").replace("unit: thị trấn", "unit: xã"), encoding="utf-8")
    datapackage.write(copy_of_repository, "xã Kim Tân")
    of_commune = applying()
    assert {rule for rule in of_town if of_town[rule] and not of_commune.get(rule, True)} == {
        "population.urban", "population.urbanisation",
    }  # fmt: skip


def test_rules_are_told_in_words(real: Dataset) -> None:
    """Whoever is asked to confirm a figure reads what must agree as words; formulas stand in ``check``."""
    assert real.rulebook
    assert [words for rule in real.rulebook for words in rule.label if re.search("[<>=≤≥≠×+/]", words)] == []
