from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.data.indicators import Indicator
from kimtan.data.texts import Texts
from kimtan.data.withholding import public_indicators, public_texts, withheld

Cells = dict[str, str]


def dictionary(**indicators: Cells) -> dict[str, Indicator]:
    """Indicators of a section ``a``; ``__`` of a name is its dot, and the order is that in which they are given."""
    fixed = {"section": "a", "name_vi": "x", "name_en": "x", "unit": "head", "kind": "count", "better": "higher"}
    rows = {name.replace("__", "."): cells for name, cells in indicators.items()}
    return {
        name: Indicator.model_validate(
            {**fixed, "decimals": "0", "restricted": "false", "indicator": name, "order": str(order), **cells}
        )
        for order, (name, cells) in enumerate(rows.items(), start=1)
    }


def part(whole: str, breakdown: str = "kind", **cells: str) -> Cells:
    return {"part_of": whole, "breakdown": breakdown, **cells}


SECRET = {"restricted": "true"}


def test_where_nothing_is_restricted_nothing_is_withheld() -> None:
    """A whole with its parts, and a ratio with both its members."""
    known = dictionary(a__all={}, a__one=part("a.all"), a__rate={"numerator": "a.one", "denominator": "a.all"})
    assert withheld(known) == frozenset()
    assert public_indicators(known) == known


def test_a_total_is_withheld_with_a_part_and_so_are_the_totals_above_it() -> None:
    """The part could be had as the total less the others; two parts together could, too."""
    known = dictionary(
        a__top={},
        a__all=part("a.top"),
        a__rest=part("a.top"),
        a__one=part("a.all"),
        a__two=part("a.all", **SECRET),
        a__three=part("a.all"),
    )
    assert withheld(known) == {"a.two", "a.all", "a.top"}
    known["a.three"] = known["a.three"].model_copy(update={"restricted": True})
    assert withheld(known) == {"a.two", "a.three", "a.all", "a.top"}


def test_a_withheld_total_takes_the_last_part_of_every_breakdown() -> None:
    """It would be the sum of the parts; where a part is withheld already, that is enough."""
    known = dictionary(
        a__all=SECRET,
        a__one=part("a.all"),
        a__two=part("a.all"),
        a__new=part("a.all", "age"),
        a__old=part("a.all", "age"),
        a__oldest=part("a.old"),
    )
    assert withheld(known) == {"a.all", "a.two", "a.old", "a.oldest"}
    known["a.new"] = known["a.new"].model_copy(update={"restricted": True})
    assert withheld(known) == {"a.all", "a.two", "a.new"}


def test_the_other_breakdown_of_a_total_that_is_withheld_with_a_part_loses_one_as_well() -> None:
    """Else the total were their sum, and the restricted part the total less the others."""
    known = dictionary(
        a__all={},
        a__one=part("a.all", **SECRET),
        a__two=part("a.all"),
        a__new=part("a.all", "age"),
        a__old=part("a.all", "age"),
    )
    assert withheld(known) == {"a.one", "a.all", "a.old"}


@pytest.mark.parametrize(
    ("restricted", "expected"),
    [
        ("a.top", {"a.top", "a.rate"}),
        ("a.bottom", {"a.bottom", "a.rate"}),
        ("a.rate", {"a.rate", "a.top"}),
    ],
)
def test_of_a_ratio_no_two_are_shown_when_the_third_is_withheld(restricted: str, expected: set[str]) -> None:
    """Any of ratio, numerator and denominator follows from the other two."""
    known = dictionary(a__top={}, a__bottom={}, a__rate={"numerator": "a.top", "denominator": "a.bottom"})
    known[restricted] = known[restricted].model_copy(update={"restricted": True})
    assert withheld(known) == expected


def test_a_subset_may_be_shown_without_the_set_that_it_lies_in_and_the_other_way_round() -> None:
    """One is a bound of the other and no more."""
    assert withheld(dictionary(a__all=SECRET, a__some={"within": "a.all"})) == {"a.all"}
    assert withheld(dictionary(a__all={}, a__some={"within": "a.all", **SECRET})) == {"a.some"}


def test_a_public_dictionary_refers_to_nothing_that_is_withheld() -> None:
    """Not even by identity."""
    known = dictionary(
        a__all={}, a__one=part("a.all"), a__two=part("a.all", **SECRET), a__some={"within": "a.all"}, a__x={}
    )
    public = public_indicators(known)
    assert list(public) == ["a.one", "a.some", "a.x"]
    assert "a.all" not in str(public)
    assert public["a.one"].breakdown is None, "what is part of nothing is of no breakdown"
    assert known["a.one"].part_of == "a.all", "the whole dictionary stays as it was"


def test_a_part_of_what_is_withheld_that_lies_in_what_is_withheld_loses_both() -> None:
    """Neither the whole nor the set is named."""
    known = dictionary(
        a__all={}, a__one=part("a.all", within="a.set"), a__two=part("a.all", **SECRET), a__set=dict(SECRET)
    )
    one = public_indicators(known)["a.one"]
    assert (one.part_of, one.breakdown, one.within) == (None, None, None)


def test_words_with_a_withheld_figure_are_withheld_with_it() -> None:
    """Whether they name the indicator or only place its figure; and so are lists of its members."""
    statement = {"en": "x", "source": ["report:L1"]}
    words = Texts.model_validate(
        {
            "limitations": [
                {"vi": "Có {a.one:actual}.", **statement},
                {"vi": "Có {a.two}.", **statement},
                {"vi": "Không số.", **statement, "indicators": ["a.two"]},
                {"vi": "Kín.", **statement, "restricted": True},
                {"vi": "Chỉ tiếng Anh.", **statement, "en": "Only {a.two} in English."},
            ],
            "lists": [
                {"indicator": name, "source": "report:L1", "members": [{"vi": "x", "en": "x"}]}
                for name in ("a.one", "a.two")
            ],
        }
    )
    public = public_texts(words, {"a.one"})
    assert [one.vi for one in public.limitations] == ["Có {a.one:actual}."]
    assert [one.indicator for one in public.lists] == ["a.one"]


# The law, in exact arithmetic


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Indicator]:
    """Wholes with up to two breakdowns, nested, a few of them restricted."""
    count = draw(st.integers(2, 14))
    rows: dict[str, Cells] = {}
    for number in range(count):
        above = draw(st.none() | st.integers(0, number - 1)) if number else None
        cells = {} if above is None else part(f"a.n{above}", draw(st.sampled_from(["kind", "age"])))
        rows[f"a__n{number}"] = cells | {"restricted": draw(st.sampled_from(["false", "false", "false", "true"]))}
    return dictionary(**rows)


@given(trees())
def test_no_withheld_figure_follows_from_the_published_ones_by_sums(known: dict[str, Indicator]) -> None:
    """Of each there is a change that no published figure and no sum shows."""
    hidden = [name for name in known if name in withheld(known)]
    sums = reduced(_sums(known, hidden))
    for place, name in enumerate(hidden):
        alone = [Fraction(place == other) for other in range(len(hidden))]
        assert len(reduced([*sums, alone])) > len(sums), f"{name} can be computed"


def _sums(known: Mapping[str, Indicator], hidden: list[str]) -> list[list[Fraction]]:
    """What each breakdown says of the withheld figures: coefficients of whole minus parts."""
    breakdowns = {(one.part_of, one.breakdown) for one in known.values() if one.part_of}
    rows = []
    for whole, breakdown in breakdowns:
        signs = {name: -1 for name, one in known.items() if (one.part_of, one.breakdown) == (whole, breakdown)}
        signs |= {str(whole): 1}
        rows.append([Fraction(signs.get(name, 0)) for name in hidden])
    return rows


def reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """As many rows as are independent, by elimination."""
    found: list[list[Fraction]] = []
    for row in rows:
        left = row
        for known in found:
            lead = next(place for place, value in enumerate(known) if value)
            left = [value - left[lead] / known[lead] * other for value, other in zip(left, known, strict=True)]
        if any(left):
            found.append(left)
    return found
