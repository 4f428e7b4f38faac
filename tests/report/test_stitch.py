from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kimtan.errors import SectionError
from kimtan.present.blocks import MIME_TYPE, Heading, Narrative
from kimtan.report.stitch import Executed, problems_of, replacement, stitch

DOCUMENT = {"period": "2023-H1", "language": "vi", "title": "Báo cáo"}
CHAPTERS = {
    "vi": {"I": "Kết quả thực hiện các chỉ tiêu, nhiệm vụ", "I.1": "Kinh tế", "I.2": "Văn hóa - xã hội"},
    "en": {"I": "Results on targets and tasks", "I.1": "Economy"},
}


def cell(*blocks, **metadata):
    outputs = [new_output("display_data", data=block._repr_mimebundle_()) for block in blocks]
    return new_code_cell("show(…)", outputs=outputs, metadata=metadata, execution_count=3)


def heading(number: str, text: str = "Tiêu đề", level: int | None = None, anchor: str | None = None) -> Heading:
    depth = number.count(".") + 2 if number else 2
    return Heading(text, anchor or f"a-{(number or text).encode().hex()}", level or depth, number)


def section(name: str, *cells) -> Executed:
    return Executed(name, f"notebooks/{name}.ipynb", new_notebook(cells=list(cells)))


def blocks_in(notebook) -> list[dict]:
    return [output.data[MIME_TYPE] for one in notebook.cells for output in one.outputs if MIME_TYPE in output.data]


def outline(*sections: Executed, language: str = "vi") -> list[tuple[int, str, str]]:
    blocks = blocks_in(stitch(sections, DOCUMENT, language, CHAPTERS[language]))
    return [(block["level"], block["number"], block["text"]) for block in blocks if block["kind"] == "heading"]


PROSE = Narrative((("Một câu.",),))


def test_chapters_are_headed_before_the_first_section_that_needs_them_and_once():
    sections = [
        section("00_summary", cell(heading("", "Tóm tắt"))),
        section("11_trade", cell(heading("I.1.1", "Thương mại"), PROSE)),
        section("12_industry", cell(heading("I.1.2", "Công nghiệp"))),
        section("21_information", cell(heading("I.2.1", "Thông tin"))),
        section("50_limits", cell(heading("II", "Hạn chế"))),
    ]
    assert outline(*sections) == [
        (2, "", "Tóm tắt"),
        (2, "I", "Kết quả thực hiện các chỉ tiêu, nhiệm vụ"),
        (3, "I.1", "Kinh tế"),
        (4, "I.1.1", "Thương mại"),
        (4, "I.1.2", "Công nghiệp"),
        (3, "I.2", "Văn hóa - xã hội"),
        (4, "I.2.1", "Thông tin"),
        (2, "II", "Hạn chế"),
    ]


def test_a_chapter_that_a_section_heads_itself_is_not_headed_twice():
    sections = [
        section("10_economy", cell(heading("I.1", "Kinh tế riêng"))),
        section("11_trade", cell(heading("I.1.1"))),
    ]
    assert [number for _, number, _ in outline(*sections)] == ["I", "I.1", "I.1.1"]
    assert outline(*sections)[1][2] == "Kinh tế riêng"


def test_chapters_speak_the_language_of_the_report():
    told = outline(section("11_trade", cell(heading("I.1.1", "Trade"))), language="en")
    assert [text for _, _, text in told] == ["Results on targets and tasks", "Economy", "Trade"]


def test_a_chapter_that_nobody_names_has_no_heading():
    assert [number for _, number, _ in outline(section("90_other", cell(heading("IV.1", "Khác"))))] == ["IV.1"]


def test_code_parameters_set_up_and_exploration_stay_behind():
    exploring = new_code_cell(
        "df", outputs=[new_output("stream", name="stdout", text="1\n")], metadata={"tags": ["explore"]}
    )
    notebook = stitch(
        [
            section(
                "10_economy",
                new_markdown_cell("# Kinh tế · Economy", metadata={"tags": ["analyst"]}),
                new_code_cell("period = ''", metadata={"tags": ["parameters"]}),
                new_code_cell("period = '2023-H1'", metadata={"tags": ["injected-parameters"]}),
                new_code_cell("import kimtan", metadata={"tags": ["setup"]}),
                exploring,
                new_code_cell("x = 1"),
                cell(heading("II"), PROSE),
                cell(PROSE),
            )
        ],
        DOCUMENT,
        "vi",
        CHAPTERS["vi"],
    )
    nbformat.validate(notebook)
    assert [one.source for one in notebook.cells] == ["", ""]
    assert [one.metadata["kimtan"] for one in notebook.cells] == [{"section": "10_economy"}] * 2
    assert [block["kind"] for block in blocks_in(notebook)] == ["heading", "narrative", "narrative"]
    assert notebook.metadata["kimtan"] == DOCUMENT


def test_the_same_sections_give_the_same_bytes():
    def made():
        return nbformat.writes(stitch([section("10_economy", cell(heading("I.1")))], DOCUMENT, "vi", CHAPTERS["vi"]))

    assert made() == made()


def test_what_is_no_block_stops_the_report_with_its_place_in_the_section_notebook():
    printed = new_code_cell("print(1)", outputs=[new_output("stream", name="stdout", text="1\n")])
    frame = new_code_cell(
        "df", outputs=[new_output("execute_result", data={"text/html": "<table>", "text/plain": "x"})]
    )
    injected = new_code_cell("period = ''", metadata={"tags": ["injected-parameters"]})
    sections = [section("10_economy", injected, cell(heading("I.1")), printed), section("15_land", frame)]
    with pytest.raises(SectionError) as caught:
        stitch(sections, DOCUMENT, "vi", CHAPTERS["vi"])
    places = [problem.place for problem in caught.value.problems]
    assert places == ["notebooks/10_economy.ipynb, cell 2", "notebooks/15_land.ipynb, cell 1"]
    assert "print" in caught.value.problems[0].remedy


def test_markdown_that_nobody_tagged_would_vanish_and_is_told():
    (problem,) = problems_of(section("10_economy", cell(heading("I.1")), new_markdown_cell("Lời bình")))
    assert problem.place == "notebooks/10_economy.ipynb, cell 2"
    assert "analyst" in problem.remedy


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ([cell(PROSE)], "The section does not begin with a heading."),
        ([cell(heading("I.1", "Kinh tế", level=2))], "The heading “Kinh tế” is of level 2."),
        ([cell(heading("II")), cell(heading("", "Sâu", level=5))], "The heading “Sâu” is of level 5."),
    ],
)
def test_what_does_not_fit_into_the_outline_is_refused(cells, seen):
    with pytest.raises(SectionError) as caught:
        stitch([section("10_economy", *cells)], DOCUMENT, "vi", CHAPTERS["vi"])
    assert [(problem.place, problem.seen) for problem in caught.value.problems] == [
        ("notebooks/10_economy.ipynb", seen)
    ]


def test_two_sections_may_not_share_an_anchor():
    sections = [section(name, cell(heading("", name, anchor="same"))) for name in ("90_audit", "95_evidence")]
    with pytest.raises(SectionError, match="anchor 'same' is already that of"):
        stitch(sections, DOCUMENT, "vi", CHAPTERS["vi"])


def test_a_section_that_shows_nothing_leaves_no_trace():
    """As when all its figures are withheld from a public edition."""
    assert outline(section("11_trade", new_code_cell("x = 1")), section("50_limits", cell(heading("II")))) == [
        (2, "II", "Tiêu đề")
    ]


def test_a_failed_section_is_replaced_by_a_remark_that_names_it():
    missing = [replacement(name, f"notebooks/{name}.ipynb", "en") for name in ("11_trade", "12_industry")]
    blocks = blocks_in(stitch(missing, DOCUMENT, "en", CHAPTERS["en"]))
    assert [block["kind"] for block in blocks] == ["heading", "callout"] * 2
    assert blocks[1]["paragraphs"] == [["This section could not be made; see the notebook notebooks/11_trade.ipynb."]]
