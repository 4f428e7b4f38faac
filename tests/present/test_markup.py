"""Blocks as Markdown and LaTeX, for programs that take a notebook further."""

from __future__ import annotations

from kimtan.present.blocks import Callout, Chart, Column, Heading, Narrative, Row, Table
from kimtan.present.markup import markup

TABLE = Table(
    "Kết quả",
    (Column("Ngành", align="text"), Column("Đạt", "tỷ đồng")),
    (Row((("Lúa & ngô",), ("9,5",))), Row((("100% | x_1",), None)), Row((("Nhóm",), None), role="group")),
    notes=(("Số ước.",),),
)


def test_a_table_is_a_table_in_both() -> None:
    """Numbers to the right, what is not known as a dash, a note below, and no sign of the data taken for markup."""
    written = markup(TABLE)
    assert written["text/markdown"].splitlines() == [
        "**Kết quả**", "", "| Ngành | Đạt (tỷ đồng) |", "| :-- | --: |", "| Lúa & ngô | 9,5 |",
        r"| 100% \| x\_1 | — |", "| Nhóm |  |", "", "Số ước.",
    ]  # fmt: skip
    latex = written["text/latex"]
    assert r"Lúa \& ngô & 9,5 \\" in latex
    assert r"100\% | x\_1 & — \\" in latex
    assert r"\begin{longtable}{p{0.60\linewidth}r}" in latex


def test_words_are_prose_in_both() -> None:
    """Headings keep their level, points are a list, a remark stands apart; a drawing has neither."""
    assert markup(Heading("Kinh tế", "economy", 3, "I.1"))["text/latex"] == r"\subsection*{I.1 Kinh tế}"
    points = markup(Narrative((("một #1",), ("hai",)), style="bullets"))
    assert points["text/markdown"] == "- một \\#1\n- hai"
    assert points["text/latex"] == "\\begin{itemize}\n\\item một \\#1\n\\item hai\n\\end{itemize}"
    assert markup(Callout("Lưu ý", (("Số ước.",),), "warn"))["text/markdown"] == "> **Lưu ý**\n>\n> Số ước."
    assert markup(Chart("Tăng", "<svg/>", "Biểu đồ", TABLE)) == {}
