"""Whose periods are golden: the repository's own office, as it was kept for tests, and two that are made up.

The figures of these lie in ``offices/`` as any workspace's. ``lua_moi`` is a rural commune with sums of sums, every
measure, lists, cut-off dates, rules with conditions, and a merger in 2024; ``ben_do`` an urban ward with two plans,
figures that are cut off instead of rounded, restricted figures, corrections and settled findings. Both have slips in
them that cannot be true: what the audit says of each is in the golden tables.
"""

from __future__ import annotations

from typing import NamedTuple


class Office(NamedTuple):
    """An office: the folder of its workspace in the repository, its unit, its periods, and pairs of them to compare."""

    name: str
    folder: str
    unit: str
    periods: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()


OFFICES = (
    Office("kim_tan", "tests/workspace", "thị trấn Kim Tân", ("2023-H1",)),
    Office(
        "lua_moi",
        "tests/golden/offices/lua_moi",
        "xã Lúa Mới",
        ("2023-H1", "2023-9M", "2024-H1"),
        (("2023-H1", "2023-9M"), ("2023-H1", "2024-H1")),
    ),
    Office(
        "ben_do",
        "tests/golden/offices/ben_do",
        "phường Bến Đò",
        ("2024-9M", "2025-9M", "2025-FY"),
        (("2024-9M", "2025-9M"), ("2025-9M", "2025-FY")),
    ),
)
