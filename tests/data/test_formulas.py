"""Formulas are about amounts in base units; what names nothing, mixes dimensions or is never evaluated is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kimtan.data.formula_text import FormulaError, Relation, parse
from kimtan.data.formulas import Constant, Expression, Product, Quotient, Reached, Scaled, Sum, Term, scaled, topics
from kimtan.data.identities import Topic
from kimtan.data.indicators import Indicator
from kimtan.data.units import Unit


def unit(name: str, dimension: str, factor: str = "1") -> Unit:
    names = {"unit": name, "name_vi": name, "name_en": name, "one_en": name}
    return Unit.model_validate({**names, "dimension": dimension, "factor": factor, "exact": "false"})


UNITS = {
    "vnd_bn": unit("vnd_bn", "money", "1000"),
    "vnd_m": unit("vnd_m", "money"),
    "vnd_m_per_person": unit("vnd_m_per_person", "money_per_person"),
    "pct": unit("pct", "percent"),
    "t": unit("t", "mass"),
    "kg": unit("kg", "mass", "0.001"),
    "ha": unit("ha", "area"),
    "quintal_per_ha": unit("quintal_per_ha", "yield", "0.1"),
    "persons": unit("persons", "count"),
    "households": unit("households", "count"),
}
OWN = {
    "income.total": "vnd_bn",
    "income.farms": "vnd_m",
    "income.per_head": "vnd_m_per_person",
    "insurance.share": "pct",
    "insurance.people": "persons",
    "credit.borrowers": "households",
    "grain.output": "t",
    "grain.area": "ha",
    "grain.yield": "quintal_per_ha",
    "honey.output": "kg",
}


def indicator(name: str, unit: str) -> Indicator:
    cells = {"indicator": name, "section": "s", "name_vi": name, "name_en": name, "unit": unit, "kind": "flow"}
    return Indicator.model_validate({**cells, "better": "higher", "decimals": "0", "restricted": "false", "order": "1"})


INDICATORS = {name: indicator(name, unit) for name, unit in OWN.items()}


def read(text: str) -> Relation:
    return parse(text, INDICATORS, UNITS)


def sides(text: str) -> tuple[Expression, str, Expression]:
    found = read(text)
    return found.left, found.sign, found.right


def term(name: str, measure: str = "actual", basis: str | None = None) -> Term:
    return Term(Topic(name, measure, basis))


def times(factor: str, inner: Expression) -> Expression:
    return Scaled(Fraction(factor), inner)


# What is read


def test_an_indicator_alone_is_what_was_achieved() -> None:
    """Another measure, and the basis of a plan, follow after colons."""
    assert sides("income.farms = income.farms:plan:district") == (
        term("income.farms"),
        "=",
        term("income.farms", "plan", "district"),
    )


def test_amounts_are_scaled_to_base_units() -> None:
    """Billions to millions, quintals to tonnes a hectare, percentages to fractions; a base unit is left as it is."""
    assert sides("income.total = income.farms") == (times("1000", term("income.total")), "=", term("income.farms"))
    assert read("grain.yield <= grain.output / grain.area").left == times("1/10", term("grain.yield"))
    assert read("insurance.share <= 100%").left == times("1/100", term("insurance.share"))


@pytest.mark.parametrize("measure", ["pct_of_plan", "yoy_pct", "yoy_index"])
def test_some_measures_are_percentages_whatever_the_indicator(measure: str) -> None:
    """They are plain numbers, told in percent."""
    found = read(f"income.total:{measure} <= 2.5")
    assert (found.left, found.right) == (times("1/100", term("income.total", measure)), Constant(Fraction(5, 2)))
    assert (found.dimension, found.unit) == ((), UNITS["pct"])


@pytest.mark.parametrize("measure", ["plan", "last_year", "yoy_abs", "remaining", "year_end", "target"])
def test_all_other_measures_are_amounts(measure: str) -> None:
    """They are in the unit of their indicator."""
    found = read(f"income.total:{measure} <= income.farms")
    assert (found.left, found.unit) == (times("1000", term("income.total", measure)), UNITS["vnd_bn"])


@pytest.mark.parametrize(
    ("text", "value"),
    [("5", "5"), ("2.5", "5/2"), ("2.5%", "1/40"), ("5 %", "1/20"), ("(1 + 2) * 3 / 2 - 1", "7/2"), ("-1 + 2", "1")],
)
def test_numbers_are_computed_exactly(text: str, value: str) -> None:
    """As fractions, with the usual order of signs."""
    assert read(f"income.total:yoy_pct <= {text}").right == Constant(Fraction(value))


def test_a_number_may_have_a_unit() -> None:
    """60 kg a household are 0.06 t."""
    found = read("honey.output >= 60 kg * credit.borrowers / 1 households")
    assert found.left == times("6/100", term("credit.borrowers"))
    assert found.unit == UNITS["kg"], "Not households, though the left side is a multiple of theirs."


def test_signs_keep_their_usual_order() -> None:
    """Products before sums, left before right, brackets before all; a constant factor makes no product."""
    found = read("income.farms = 2 * (income.farms:plan - income.farms) + income.farms:target / 4")
    difference = Sum((term("income.farms", "plan"), times("-1", term("income.farms"))))
    assert found.right == Sum((times("2", difference), times("1/4", term("income.farms", "target"))))
    found = read("grain.output / grain.area / grain.yield = insurance.share * grain.yield / grain.yield:plan")
    share, rice = times("1/100", term("insurance.share")), times("1/10", term("grain.yield"))
    assert found.left == Quotient(Quotient(term("grain.output"), term("grain.area")), rice)
    assert found.right == Quotient(Product(share, rice), times("1/10", term("grain.yield", "plan")))


def test_a_sum_of_three_is_one_sum() -> None:
    """However it is bracketed."""
    first, second, third = (term("income.farms", measure) for measure in ("actual", "plan", "target"))
    text = "income.farms + (income.farms:plan + income.farms:target) <= income.total"
    assert read(text).left == Sum((first, second, third))


def test_the_left_side_never_is_the_larger_one() -> None:
    """``>=`` is turned round."""
    assert sides("income.total >= income.farms") == sides("income.farms <= income.total")
    assert read("income.total = income.farms").left == times("1000", term("income.total"))


def test_what_was_reached_is_a_count() -> None:
    """It stands for figures, so a formula with nothing else in it can be evaluated."""
    assert sides("5 persons <= reached()") == (Constant(Fraction(5)), "<=", Reached())
    assert sides("insurance.people <= reached( )")[2] == Reached()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("income.total = income.farms", "vnd_bn"),
        ("2 * income.total = income.farms", "vnd_bn"),
        ("income.farms / 4 + income.farms <= income.total", "vnd_bn"),
        ("income.farms + income.total <= 7 vnd_bn", "vnd_m"),
        ("income.total / income.per_head <= 2 * credit.borrowers", "households"),
        ("income.total / income.per_head <= 5 households", "persons"),
        ("grain.output / grain.area = grain.yield", "quintal_per_ha"),
        ("income.total / insurance.people <= income.per_head", "vnd_m_per_person"),
        ("income.total:yoy_pct <= insurance.people / credit.borrowers", "pct"),
        ("income.total / grain.area <= 3 vnd_m / 1 ha", None),
    ],
)
def test_the_unit_is_that_of_a_side_that_is_one_topic(text: str, unit: str | None) -> None:
    """Else it is a base unit of the dimension; there may be none."""
    assert read(text).unit == (None if unit is None else UNITS[unit])


def test_topics_are_given_in_reading_order() -> None:
    """Through every kind of node."""
    found = read("income.total / income.per_head * insurance.share <= insurance.people - credit.borrowers")
    named = [topic.indicator for side in (found.left, found.right) for topic in topics(side)]
    assert named == ["income.total", "income.per_head", "insurance.share", "insurance.people", "credit.borrowers"]


@pytest.mark.parametrize(
    ("factor", "inner", "result"),
    [
        ("1", term("income.total"), term("income.total")),
        ("2", times("1/2", term("income.total")), term("income.total")),
        ("2", times("3", term("income.total")), times("6", term("income.total"))),
        ("-2", Constant(Fraction(3)), Constant(Fraction(-6))),
    ],
)
def test_scaling_makes_no_node_that_says_nothing(factor: str, inner: Expression, result: Expression) -> None:
    """Factors are put together; a factor of one is left out."""
    assert scaled(Fraction(factor), inner) == result


# What is refused

SYNTAX = "Write indicators with or without a measure, numbers, + - * / ( ), and one of = <= >= between the sides."
ONE_DIMENSION = "a number may have a unit, such as 60 kg."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("income.totl <= 1 vnd_m", "There is no indicator 'income.totl'. Did you mean 'income.total'?"),
        ("income.total:plann <= 1 vnd_m", "There is no measure 'plann'. Did you mean 'plan'?"),
        ("income.total: <= 1 vnd_m", "There is no measure ''. Use one of: actual, change_abs, change_pct, goal, "),
        (
            "income.total:plan:a:b <= 1 vnd_m",
            "'income.total:plan:a:b' is no figure. Write 'indicator:measure' or 'indicator:measure:basis'.",
        ),
        ("income.total <= 1 vnd", "There is no unit 'vnd'. Did you mean 'vnd_m'?"),
        ("reached <= 5 persons", "There is no indicator 'reached'. Write 'reached()'."),
        (
            "income.total = income.per_head",
            f"The left side is money, the right side is money/count. Compare amounts of one dimension; {ONE_DIMENSION}",
        ),
        (
            "income.total / grain.area / insurance.people <= 5",
            "The left side is money/area·count, the right side is a plain number. "
            f"Compare amounts of one dimension; {ONE_DIMENSION}",
        ),
        ("1 / grain.area = grain.yield", "The left side is 1/area, the right side is mass/area. Compare "),
        (
            "income.total - 5 <= income.farms",
            f"It adds up or subtracts money and a plain number. Bring both to one dimension; {ONE_DIMENSION}",
        ),
        ("income.total:yoy_pct + income.total <= 1", "It adds up or subtracts a plain number and money. Bring both "),
        ("2 + 2 = 4", "There is no indicator in it, so it can never be evaluated. Name what it is about."),
        ("income.total / (2 - 2) <= income.farms", "It divides by zero. Divide by something else."),
        ("0% * income.total <= income.farms", "It multiplies by zero. Take that part out."),
        ("income.total", f"It compares nothing. {SYNTAX}"),
        (
            "income.farms <= income.total <= income.farms",
            "It compares more than twice. Make a rule of each comparison.",
        ),
        ("", f"It cannot be read as a formula. {SYNTAX}"),
        ("income.total <=", f"It cannot be read as a formula. {SYNTAX}"),
        ("income.total income.farms <= 1", f"It cannot be read as a formula. {SYNTAX}"),
        ("income.total (income.farms) <= 1", f"It cannot be read as a formula. {SYNTAX}"),
        ("income.total + (income.total = income.farms) <= 1", f"It cannot be read as a formula. {SYNTAX}"),
        ("income.total ** 2 <= 1", f"It cannot be read as a formula. {SYNTAX}"),
        ("income.total // 2 <= 1 vnd_m", f"It cannot be read as a formula. {SYNTAX}"),
        ("+ income.total <= income.farms", f"It cannot be read as a formula. {SYNTAX}"),
        ("income.total == income.farms", f"It cannot be read as a formula. {SYNTAX}"),
        ("income.total < income.farms", f"'<' has no meaning in a formula. {SYNTAX}"),
        ("income.total <= 2,5 vnd_m", f"',' has no meaning in a formula. {SYNTAX}"),
        ("income.total <= 'x'", f"''' has no meaning in a formula. {SYNTAX}"),
        ("(lambda: 1)() <= 1", "There is no indicator 'lambda'. "),
        ("-" * 201 + "income.total <= 1", "It has more than 200 words and signs. Split it into several rules."),
        ("(" * 199 + "income.total", f"It cannot be read as a formula. {SYNTAX}"),
    ],
)
def test_what_cannot_be_used_is_refused(text: str, message: str) -> None:
    """Each refusal says what was seen and what to do; nothing but formulas gets through."""
    with pytest.raises(FormulaError) as caught:
        read(text)
    assert str(caught.value).startswith(message)
    assert str(caught.value) == f"{caught.value.seen} {caught.value.remedy}"


def test_an_indicator_without_a_known_unit_is_refused() -> None:
    """Its dictionary is wrong, and says so elsewhere, too."""
    with pytest.raises(FormulaError, match=r"^The unit of 'income.total' is not known\. Correct it in indicators\.csv"):
        parse("income.total <= 1 t", INDICATORS, {"t": UNITS["t"]})
