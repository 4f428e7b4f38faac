"""The order of a report: levels without gaps, contents, and anchors that lead to one place each."""

from __future__ import annotations

from typing import Any

import pytest

from kimtan.errors import SectionError
from kimtan.present.blocks import Column, Heading, Role, Row, Table
from kimtan.report.outline import OutlineEntry, anchors, contents, has_evidence, levels, placed


def headings(*numbers_and_levels: tuple[str, int]) -> list[Heading]:
    return [Heading(f"t{at}", f"a{at}", level, number) for at, (number, level) in enumerate(numbers_and_levels)]


@pytest.mark.parametrize(
    ("own", "page"),
    [([2, 3, 4, 3, 2], [2, 3, 4, 3, 2]), ([4, 5, 4], [2, 3, 2]), ([2, 5, 5, 3], [2, 3, 3, 3]), ([1, 2], [2, 3])],
)
def test_levels_have_no_gaps(own: list[int], page: list[int]) -> None:
    """A heading stands one level under the one that it is part of, and chapters begin at level 2."""
    assert list(levels(headings(*(("", level) for level in own)))) == page


def test_contents_list_chapters_and_numbered_headings() -> None:
    """A heading without a number is listed if it is a chapter's, and not inside one; nor is one that lies too deep."""
    blocks = headings(
        ("", 2), ("", 3), ("I", 2), ("I.1", 3), ("I.1.2", 4), ("I.1.2.3", 5), ("", 4), ("I.2", 3), ("II", 2)
    )
    tree = [("", []), ("I", [("I.1", [("I.1.2", [])]), ("I.2", [])]), ("II", [])]
    assert numbers(contents(placed(blocks))) == tree


def numbers(entries: list[OutlineEntry]) -> list[tuple[str, Any]]:
    return [(entry.number, numbers(entry.below)) for entry in entries]


def test_anchors_of_headings_and_rows() -> None:
    """Headings and rows of evidence are where links may lead."""
    table = Table("Nguồn", (Column("Số"),), (Row((("1",),), anchor="fig-a"), Row((("2",),))))
    assert anchors([*headings(("I", 2)), table]) == {"a0", "fig-a"}


@pytest.mark.parametrize(("role", "is_evidence"), [("evidence", True), ("finding", False), ("plain", False)])
def test_numbers_are_links_where_rows_give_evidence(role: Role, is_evidence: bool) -> None:
    """A page says that its numbers lead somewhere only where a row tells where one comes from."""
    table = Table("Nguồn", (Column("Số"),), (Row((("1",),), role, anchor="fig-a"),))
    assert has_evidence([*headings(("I", 2)), table]) == is_evidence


def test_an_anchor_leads_to_one_place() -> None:
    """A second place with the same anchor is told, with both."""
    table = Table("Nguồn", (Column("Số"),), (Row((("1",),), anchor="a0"),))
    with pytest.raises(SectionError) as caught:
        anchors([*headings(("I", 2)), table])
    (problem,) = caught.value.problems
    assert (problem.place, problem.seen) == (
        "row 1 of table “Nguồn”",
        "The anchor 'a0' is already that of heading “t0”.",
    )


@pytest.mark.parametrize("anchor", ["a b", "ổ", 'a"', "page-top"])
def test_an_anchor_is_plain(anchor: str) -> None:
    """Anchors are plain ASCII, and leave the page's own names alone."""
    with pytest.raises(SectionError, match="cannot be an anchor"):
        anchors([Heading("t", anchor, 2)])
