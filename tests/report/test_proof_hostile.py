"""Hostile and odd reports proofed from their bytes to the page: an error that says why, or a right reading, in time."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from kimtan.extract.documents import limits, passage_list
from kimtan.report.proof import Proofed, ProofTask, proofed
from tests.extract.word_files import p, word_file

MOST_SECONDS = 60
"""Of a processor that others use as well; the longest takes about fifteen of one that is free."""

PROSE = "Cấp ủy và chính quyền xã đã lãnh đạo quyết liệt các nhiệm vụ; an ninh trật tự được giữ vững trên địa bàn. "


def proof(folder: Path, content: str | bytes, name: str = "a.txt") -> Proofed:
    """Proof a report; the file itself stays as it is."""
    path = folder / name
    before = content.encode() if isinstance(content, str) else content
    path.write_bytes(before)
    begun = time.process_time()
    result = proofed(ProofTask(path, name, folder / "out" / "a.proof", is_described=True))
    assert time.process_time() - begun < MOST_SECONDS
    assert path.read_bytes() == before
    return result


def numbers(result: Proofed) -> list[str]:
    assert result.described is not None
    return [figure["value"] for figure in result.described["figures"]]


@pytest.mark.longer(alone=True)
@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_ten_thousand_numbers_in_one_line(tmp_path: Path, name: str) -> None:
    """Each of them is read."""
    line = " ".join(f"{n},5" for n in range(10_000))
    result = proof(tmp_path, word_file(p(line)) if name == "a.docx" else line, name)
    assert result.problems == ()
    assert result.figures == 10_000


@pytest.mark.longer(alone=True)
@pytest.mark.slow
def test_ten_thousand_contradictions_in_one_line(tmp_path: Path) -> None:
    """A line of sums that cannot hold is told in time as well."""
    line = "; ".join(f"thôn {n} có tổng {n + 50} hộ, gồm {n} hộ nghèo, {n} hộ khá" for n in range(100, 2_600))
    result = proof(tmp_path, line)
    assert result.problems == ()
    assert result.figures >= 7_500


@pytest.mark.slow
def test_ten_megabytes(tmp_path: Path) -> None:
    """A long text is read, and its few figures are confronted as ever."""
    text = "\n\n".join([PROSE * 5] * (10_000_000 // len(PROSE.encode()) // 5))
    sums = "Tổng thu 120,5 tỷ đồng, gồm thu nội địa 70,2 tỷ đồng và thu khác 50,8 tỷ đồng."
    result = proof(tmp_path, f"{text}\n\n{sums}")
    assert result.problems == ()
    assert [result.figures, result.count("cannot_hold")] == [3, 1]


def test_more_numbers_than_a_report_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are refused before anything is confronted."""
    (problem,) = proof(tmp_path, "\n\n".join(f"Thu {n},5 tỷ" for n in range(limits.MAX_NUMBERS + 1))).problems
    assert problem.code == "document.too_many_numbers"
    monkeypatch.setattr(passage_list, "MAX_NUMBERS", 3)
    assert proof(tmp_path, "1 2,5 3").problems == ()
    assert proof(tmp_path, "1 2,5 3 4").problems[0].seen == "The document has more than 3 numbers."


@pytest.mark.parametrize("token", ["9" * 100_000, "1," + "0" * 50_000 + "1", "3/" + "4/" * 5_000, "1." * 50_000])
def test_digits_without_end(tmp_path: Path, token: str) -> None:
    """They are no figure, or many; the figure behind them is read."""
    result = proof(tmp_path, f"Thu {token} tỷ đồng.\n\nChi đạt 12,5 tỷ đồng.")
    assert result.problems == ()
    assert numbers(result)[-1] == "12.5"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Thu \u202e12,5\u202c tỷ đồng", ["12.5"]),
        ("Thu \u206612,5\u2069 tỷ đồng, \u200fchi 3,5 tỷ đồng", ["12.5", "3.5"]),
        ("Thu 1\u200b2,\u200d5 tỷ đồng", ["12.5"]),
        ("Thu \ufeff12,5\u00ad tỷ\u2060 đồng", ["12.5"]),
        ("Thu 12,5 tỷ đồng".replace("đ", "đ\u0323" * 2000), ["12.5"]),
        ("Thu " + "(" * 20_000 + "12,5 tỷ đồng" + ")" * 20_000, ["12.5"]),
        ("a" * 190_000 + " 12,5 tỷ đồng", ["12.5"]),
    ],
    ids=["turned", "isolated", "zero-width", "marks", "accents", "brackets", "word"],
)
def test_characters_that_nobody_sees(tmp_path: Path, text: str, values: list[str]) -> None:
    """They change no number, and stand on the page as they stand in the file or not at all."""
    result = proof(tmp_path, text)
    assert result.problems == ()
    assert numbers(result) == values


@pytest.mark.longer(alone=True)
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("<div>" * 100_000 + "Thu 12,5 tỷ đồng", ["12.5"]),
        ("<table><tr><td>" * 3_000 + "12,5", ["12.5"]),
        ("<table><tr><td rowspan=65534 colspan=1000>12,5</td><td>5,5</td></tr></table>", ["12.5", "5.5"]),
        ('<!DOCTYPE html [<!ENTITY a "99,9"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>&a;&b; Thu 12,5 tỷ', ["12.5"]),
        ("<script>document.write(99)</script><img src=http://127.0.0.1/9><p>Thu 12,5 tỷ", ["12.5"]),
    ],
    ids=["deep", "tables", "spans", "entities", "scripts"],
)
def test_pages_of_the_web(tmp_path: Path, text: str, values: list[str]) -> None:
    """Nesting ends somewhere, entities stay closed, and nothing is run or fetched."""
    result = proof(tmp_path, text, "a.html")
    assert result.problems == ()
    assert numbers(result) == values
    page = (tmp_path / "out" / "a.proof.html").read_text(encoding="utf-8")
    data = json.loads(page.split('id="proof-data">')[1].split("</script>")[0])
    assert "root:" not in page
    assert len(data["numbers"]) >= len(values)
