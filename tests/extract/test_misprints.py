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
