"""The words of a period: figures enter them as placeholders only, and everything they name exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.data.documents import Document, Sources
from kimtan.data.indicators import Indicator
from kimtan.data.texts import Texts, load
from kimtan.errors import Problems

SHOWN = "data/2023-H1/text.yml"
SOUND = """\
names: [khu phố 2 Liên Sơn, neighbourhood 2 Liên Sơn]
highlights:
  - vi: Thu nhập đạt {income.total:actual} ở khu phố 2 Liên Sơn.
    en: Income reached {income.total} in neighbourhood 2 Liên Sơn.
    section: economy
    source: [L27]
    indicators: [income.total]
limitations:
  - vi: Còn một số vụ việc.
    en: Some cases remain.
    source: [L330]
    indicators: [security.cases]
    restricted: true
causes:
  - {vi: Giá tăng., en: Prices rose., source: [L472], kind: objective}
solutions:
  - {vi: Thu đúng., en: Collect duly., source: [L648], area: finance}
lists:
  - indicator: income.total
    source: L31
    members: [{vi: Nông nghiệp, en: Agriculture}]
"""


SOURCES = Sources(documents={"report": Document(title="Báo cáo", issuer="UBND")})


def indicator(name: str, restricted: str = "false") -> Indicator:
    cells = {"indicator": name, "section": "economy", "name_vi": name, "name_en": name, "unit": "x", "kind": "flow"}
    return Indicator.model_validate(
        {**cells, "better": "higher", "decimals": "0", "restricted": restricted, "order": "1"}
    )


KNOWN = {"income.total": indicator("income.total"), "security.cases": indicator("security.cases", "true")}


def read(tmp_path: Path, text: str) -> tuple[Texts | None, list[str]]:
    path = tmp_path / "text.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return load(path, SHOWN, KNOWN, {"summary", "economy"}, {"finance"}, SOURCES, problems), [
        str(problem) for problem in problems.found
    ]


def test_sound_words_are_read_whole(tmp_path: Path) -> None:
    """Every statement has its place in the file; what a part does not hold is empty."""
    texts, found = read(tmp_path, SOUND)
    assert found == []
    assert texts is not None
    assert [place for place, _ in texts.points()] == [
        ("highlights", 0),
        ("limitations", 0),
        ("causes", 0),
        ("solutions", 0),
    ]
    assert texts.tasks == []
    assert texts.limitations[0].restricted
    assert texts.highlights[0].words.en.startswith("Income reached {income.total}")
    assert texts.lists[0].measure == "actual"
    assert texts.lists[0].members[0].words.vi == "Nông nghiệp"


DIGITS = "Write a figure as {indicator:measure}, or list the name that it belongs to under 'names'."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Còn một số vụ việc.", "Còn 13 vụ việc.", f":9: The digits '13' are bound to nothing. {DIGITS}"),
        ("Some cases remain.", "Cases remain in 12 places.", f":10: The digits '12' are bound to nothing. {DIGITS}"),
        ("ở khu phố 2 Liên Sơn.", "ở khu phố 2.", f":3: The digits '2' are bound to nothing. {DIGITS}"),
        (
            "{income.total:actual}",
            "{income.totl:actual}",
            ":3: There is no indicator 'income.totl'. Did you mean 'income.total'?",
        ),
        ("{income.total:actual}", "{income.total:plann}", ":3: There is no measure 'plann'. Did you mean 'plan'?"),
        (
            "{income.total:actual}",
            "{Income}",
            ":3: There is a brace that is no placeholder. Write {indicator:measure}.",
        ),
        (
            "reached {income.total}",
            "reached {security.cases:actual}",
            ":4: The sentence is for everyone, but its figure 'security.cases' is restricted. "
            "Write 'restricted: true' with it.",
        ),
        (
            "indicators: [income.total]",
            "indicators: [income.totl]",
            ":7: There is no indicator 'income.totl'. Did you mean 'income.total'?",
        ),
        ("section: economy", "section: ecomony", ":5: There is no section 'ecomony'. Did you mean 'economy'?"),
        (
            "- indicator: income.total",
            "- indicator: income.all",
            ":19: There is no indicator 'income.all'. Did you mean 'income.total'?",
        ),
        (
            "    source: L31\n",
            "    source: L31\n    measure: actuel\n",
            ":21: There is no measure 'actuel'. Did you mean 'actual'?",
        ),
        ("source: [L330]", "source: [repot:L330]", ":11: source.yml names no document 'repot'. Did you mean 'report'?"),
        ("source: L31", "source: annex:L31", ":20: source.yml names no document 'annex'. Use one of: report."),
        (
            "area: finance",
            "area: finanse",
            ":17: There is no field of work 'finanse'. Did you mean 'finance'? "
            "A new one goes into data/terms.csv first.",
        ),
    ],
)
def test_what_words_name_must_exist(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """Each refusal says the line, what stands there and what to write instead."""
    assert old in SOUND
    _, found = read(tmp_path, SOUND.replace(old, new, 1))
    assert found == [f"{SHOWN}{problem}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        ("kind: objective", "kind: both", 15, "kind"),
        ("    section: economy\n", "", 3, "section"),
        ("    source: [L330]\n", "    source: []\n", 11, "source"),
        ("    en: Some cases remain.\n", "    eng: Some cases remain.\n", 10, "eng"),
        ("restricted: true", 'restricted: "true"', 13, "restricted"),
    ],
)
def test_a_statement_of_another_shape_is_refused(tmp_path: Path, old: str, new: str, line: int, named: str) -> None:
    """Nothing is returned, and the place names the line of the key."""
    assert old in SOUND
    texts, found = read(tmp_path, SOUND.replace(old, new, 1))
    assert texts is None
    places = [problem.partition(": ") for problem in found]
    assert f"{SHOWN}:{line}" in [place.split(" ")[0] for place, _, _ in places]
    assert any(named in problem for problem in found)


def test_a_restricted_figure_may_stand_in_a_restricted_sentence(tmp_path: Path) -> None:
    """The public edition leaves the whole sentence out."""
    text = SOUND.replace("Còn một số vụ việc.", "Còn {security.cases:actual}.").replace("[security.cases]", "[]")
    _, found = read(tmp_path, text)
    assert found == []
