"""The page of a proofed document: the text as it stands, every number marked, nothing of it trusted."""

from __future__ import annotations

import html
import json
import re

from kimtan.extract.documents import text
from kimtan.extract.passages import ReadDocument
from kimtan.report.proof_page import proof_page
from tests.extract import invented

SOURCE = """\
I. Kết quả <b>chính</b>

Thu đạt 60,8% kế hoạch & bằng 12,5 tỷ; chi 99,9 tỷ; có 5 xã </script><script>alert(1)</script>.

| Chỉ tiêu | KH |
|---|---|
| Thu | 100 |
| Chi | |
"""


def document(source: str = SOURCE) -> ReadDocument:
    return text.read(source.encode(), "bao-cao.md", "bao-cao.md")


def page(source: str = SOURCE) -> str:
    read = document(source)
    reading = invented.read(read)
    return proof_page(read, reading, invented.proof(read, reading), unplaced=(2,))


def shown(text: str) -> str:
    """The words of a piece of HTML without its tags and what only screen readers tell."""
    bare = re.sub(r'<span class="(?:sign|unseen)"[^>]*>[^<]*</span>', "", text)
    return html.unescape(re.sub(r"<[^>]+>", "", bare))


def test_the_text_stands_as_it_is() -> None:
    """Every passage is there letter by letter, in its order."""
    body = shown(page().split('<h2 id="proof-document">')[1])
    at = 0
    for passage in document().passages:
        found = body.find(passage.text, at)
        assert found >= at, passage.text
        at = found + len(passage.text)


def test_every_number_is_a_button_of_its_kind() -> None:
    """Wrong, suspicious, read and refused ones are told apart, by signs and words besides."""
    buttons = re.findall(r'<button type="button" class="f (\w+)" id="n(\w+)" data-n="\w+">([^<]*)', page())
    assert buttons == [
        ("wrong", "1", "60,8"),
        ("wrong", "2", "12,5"),
        ("suspicious", "3", "99,9"),
        ("refused", "r1", "5"),
        ("refused", "r2", "1"),
        ("read", "4", "100"),
    ]
    assert "(số mâu thuẫn với số khác)" in page()


def test_nothing_of_the_document_becomes_markup() -> None:
    """Tags are text, and data cannot end the script element that holds it."""
    made = page()
    assert "<b>chính</b>" not in made
    assert "alert(1)" not in re.sub(
        r"&lt;/script&gt;&lt;script&gt;alert\(.*?\)", "", re.sub(r"<button.*?</button>", "1", made)
    )
    assert made.count("<script") == 2
    data = made.split('id="proof-data">')[1].split("</script>")[0]
    assert "<" not in data
    details = json.loads(data)
    numbers = details["numbers"]
    assert numbers["1"]["terms"][2] == ["Đối tượng", "thu <ngân sách>"]
    assert (numbers["2"]["title"], numbers["2"]["place"]) == ("12,5", "dòng 3")
    assert numbers["r1"]["terms"] == [["Lý do không đọc là số liệu", "Đây là số thứ tự."]]


def test_every_confrontation_is_told_of_its_numbers() -> None:
    """What holds as well as what does not, the worst first; each stands in the data once."""
    details = json.loads(page().split('id="proof-data">')[1].split("</script>")[0])
    confrontations = [(confrontation["title"], confrontation["figures"]) for confrontation in details["confrontations"]]
    assert confrontations == [("Không thể cùng đúng", ["1", "2"]), ("Nghi vấn", ["3"]), ("Khớp", ["1"])]
    assert [details["numbers"][n]["confronted"] for n in ("1", "2", "3", "4")] == [[0, 2], [0], [1], []]


def test_the_page_asks_for_nothing() -> None:
    """Its policy lets in its own style and script by their hashes, and no request to anywhere."""
    made = page()
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', made)[0])
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r'(?:src|href)="(?!#|data:,)', made)
    assert " style=" not in made


def test_tables_keep_their_cells() -> None:
    """An empty cell is an empty cell."""
    rows = re.findall(r"<tr>(.*?)</tr>", page())
    assert [shown(row) for row in rows] == ["Chỉ tiêuKH", "Thu100", "Chi"]
    assert rows[2].count("<td") == 2


def test_the_same_document_gives_the_same_page() -> None:
    """Nothing of the clock or of chance gets into it."""
    assert page() == page()
