"""Whose plan it is: of the authority that words or heads name."""

from __future__ import annotations

import re

_AUTHORITIES = {
    "trung ương": "central", "tw": "central", "chính phủ": "central", "bộ": "ministry", "tỉnh": "province",
    "hđnd tỉnh": "province", "thành phố": "city", "huyện": "district", "hđnd huyện": "district", "thị xã": "town",
    "xã": "commune", "hđnd xã": "commune", "hđnd": "council", "nghị quyết": "resolution", "đảng ủy": "party",
}  # fmt: skip
_AUTHORITY = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_AUTHORITIES, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def plan_basis(base: str) -> str | None:
    """Whose plan it is, where the words say so: ``dự toán Trung ương giao``."""
    authority = _AUTHORITY.search(base)
    if authority is None:
        return None
    return _AUTHORITIES[authority[0].lower()]
