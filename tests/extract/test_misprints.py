"""One thing under two names, of which one number is the other's but for a digit."""

from __future__ import annotations

import pytest

from kimtan.extract.proofing import proof
from kimtan.extract.reading import read
from tests.extract.made import table

HEAD = ("Chỉ tiêu", "Đơn vị", "Thực hiện")


@pytest.mark.parametrize(
    ("name", "stated", "is_objected"),
    [
        ("Tiểu thủ công nghiệp", "117,513", True),
        ("Tiểu thủ công nghiệp", "117,573", False),
        ("Tiểu thủ công nghiệp", "98,204", False),
        ("Công nghiệp chế biến", "117,513", False),
    ],
)
def test_a_digit_off_under_another_name_is_suspicious(name: str, stated: str, *, is_objected: bool) -> None:
    """The annex that calls a thing by the core of its name must state what the text does."""
    text = "Giá trị sản xuất tiểu thủ công nghiệp ước đạt 117,573 tỷ đồng."
    document = table(HEAD, (name, "tỷ đồng", stated), ("Đàn bò", "con", "203"), above=[text])
    wrong = [finding.outcome for finding in proof(document, read(document)) if finding.is_wrong]
    assert wrong == (["suspicious"] if is_objected else [])


def test_a_name_that_text_and_annex_share_is_compared_with_another_of_the_text() -> None:
    """The annex that states a thing as the text does is asked about the text's other sentence of it, too."""
    text = [
        "Tiểu thủ công nghiệp địa phương ước đạt 117,573 tỷ đồng.",
        "Giá trị sản xuất tiểu thủ công nghiệp địa phương ước đạt 117,513 tỷ đồng.",
    ]
    row = ("Tiểu thủ công nghiệp địa phương", "tỷ đồng", "117,573")
    document = table(HEAD, row, ("Đàn bò", "con", "203"), above=text)
    assert [finding.outcome for finding in proof(document, read(document)) if finding.is_wrong] == ["suspicious"]


def test_invested_capital_is_the_same_with_and_without_its_quantity() -> None:
    """*Số vốn đã giải ngân* of the annex is what the text calls *giải ngân*."""
    row = ("Số vốn đã giải ngân", "tỷ đồng", "29,630")
    document = table(HEAD, row, ("Đàn bò", "con", "203"), above=["Giải ngân đạt 29,130 tỷ đồng."])
    assert [finding.outcome for finding in proof(document, read(document)) if finding.is_wrong] == ["suspicious"]
