"""A report is in one language throughout: what is left of the other is a name, a unit, code or a quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest

from kimtan.config import Audience
from kimtan.languages import Language
from kimtan.present.page_terms import WORDS
from tests.editions import PageOf
from tests.report.reading import texts

PROPER_NAMES = ("Kim Tân", "Thạch Thành", "Thành Kim", "Tân Sơn", "Liên Sơn", "Ngọc Bồ", "OCOP")
"""Places and schools, and what is called so in both languages."""

UNITS_AND_SIGNS = {"ha", "kg", "km", "m²", "II", "III"}
"""Units that both languages write alike, and numbers of chapters."""

OF_BOTH = {"an", "do", "so", "karaoke"}
"""Words that both languages have, if not with one meaning (``an ninh``, ``do``)."""

CODE = re.compile(r"[a-z][a-z0-9_]*(?:[.:@+][A-Za-z0-9_.+-]+)+")
"""Identities of figures, findings and derivations: ``income.total:actual@report:L27``."""

QUOTED = re.compile("“[^”]*[0-9][^”]*”")
"""A figure as the source writes it."""

SECTION = re.compile(r"\b[IVX]+(?:\.[0-9]+)+\b")
"""A section's number."""

ROW_NUMBER = re.compile(r'<td class="mid">[0-9]+(?:\.[0-9]+)*</td>')
"""What the annex counts its rows with."""

WORD = re.compile(r"[^\W\d_]{2,}")
VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)

OTHER_NUMBERS = {
    "en": re.compile(r"[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])|[0-9]\.[0-9]{3}[.,][0-9]|,[0-9]{3}%"),
    "vi": re.compile(r"[0-9]\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])|[0-9],[0-9]{3}[.,][0-9]|\.[0-9]{3}%"),
}
"""What no number looks like: ``9,5%`` or ``1.234,5`` in English, ``9.5%`` or ``1,234.5`` in Vietnamese."""

BY_AUDIENCE = pytest.mark.parametrize("audience", ["internal", "public"])


Html = Callable[[Language, Audience], str]
Texts = Callable[[Language, Audience], list[str]]


@pytest.fixture(scope="module")
def html(page_of: PageOf) -> Html:
    """A function that gives an edition's page, without what counts its rows."""
    return cache(lambda language, audience: ROW_NUMBER.sub("<td></td>", page_of(language, audience)))


@pytest.fixture(scope="module")
def page(html: Html) -> Texts:
    """A function that gives the texts of an edition, without code and quotations."""
    return cache(lambda *edition: [QUOTED.sub("…", CODE.sub("…", text)) for text in texts(html(*edition))])


def without_names(text: str) -> str:
    for name in PROPER_NAMES:
        text = re.sub(rf"\b{name}\b", "…", text)
    return text


def words(page: list[str]) -> Counter[str]:
    found = (word for text in page for word in WORD.findall(without_names(text)))
    return Counter(word if word in UNITS_AND_SIGNS else word.lower() for word in found)


@pytest.mark.slow
@BY_AUDIENCE
def test_no_vietnamese_is_left_in_the_english_report(page: Texts, audience: Audience) -> None:
    """Every word with a letter that only Vietnamese has is part of a proper name."""
    left = [text for text in page("en", audience) if VIETNAMESE.search(without_names(text))]
    assert left == []


@pytest.mark.slow
@BY_AUDIENCE
def test_no_word_is_in_both_reports(page: Texts, audience: Audience) -> None:
    """What stands in both is a name, a unit or a word that both languages have: nothing is left untranslated."""
    both = words(page("en", audience)).keys() & words(page("vi", audience)).keys()
    assert both - UNITS_AND_SIGNS - OF_BOTH == set()


@pytest.mark.slow
@BY_AUDIENCE
def test_no_sentence_is_in_both_reports(page: Texts, audience: Audience) -> None:
    """No text of two words or more is the same in both, but for names and amounts in units of both."""
    both = set(page("en", audience)) & set(page("vi", audience))
    left = [text for text in both if len(set(WORD.findall(without_names(text))) - UNITS_AND_SIGNS) >= 2]
    assert left == []


@pytest.mark.slow
@BY_AUDIENCE
@pytest.mark.parametrize("language", ["vi", "en"])
def test_numbers_are_written_as_the_language_does(page: Texts, language: Language, audience: Audience) -> None:
    """A decimal comma and points between thousands in Vietnamese, the other way round in English."""
    wrong = [text for text in page(language, audience) if OTHER_NUMBERS[language].search(SECTION.sub("…", text))]
    assert wrong == []
    right = [text for text in page(language, audience) if re.search(r"[0-9][.,][0-9]", SECTION.sub("…", text))]
    assert len(right) > 200


@pytest.mark.slow
@BY_AUDIENCE
def test_both_reports_have_the_same_numbers(html: Html, audience: Audience) -> None:
    """Each number that is bound to a figure has the same value in both, whatever its signs; ``03`` is 3."""
    vietnamese, english = (numbers(html(language, audience), language) for language in ("vi", "en"))
    assert vietnamese == english
    assert sum(vietnamese.values()) > 500


def numbers(html: str, language: str) -> Counter[Decimal]:
    """The values of the bound numbers, the first of each text."""
    bound = re.findall(r'<(?:a|span) class="n"[^>]*>[^<0-9]*([0-9][0-9.,]*)', html)
    signs = str.maketrans(".,", " .") if language == "vi" else str.maketrans(",", " ")
    return Counter(Decimal(text.rstrip(".,").translate(signs).replace(" ", "")) for text in bound)


@pytest.mark.slow
@BY_AUDIENCE
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_its_language(html: Html, language: Language, audience: Audience) -> None:
    """The page names its language once, and no part of it another one."""
    assert re.findall(r'\slang="([^"]*)"', html(language, audience)) == [language]


def test_the_interface_has_every_word_in_both_languages() -> None:
    """No word of the interface is the same in both languages, and none in English is Vietnamese."""
    assert [key for key, words in WORDS.items() if words.vi == words.en] == []
    assert [words.en for words in WORDS.values() if VIETNAMESE.search(words.en)] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("tăng 9,5% so", "en"), ("1.234,5 ha", "en"), ("12,3456", "en"), ("up 9.5%", "vi"), ("1,234.5 ha", "vi")],
)
def test_numbers_of_the_other_language_are_noticed(text: str, language: str) -> None:
    """What the test above looks for is what it finds, and the right way of writing passes."""
    swapped = text.translate(str.maketrans(".,", ",."))
    assert OTHER_NUMBERS[language].search(text)
    assert not OTHER_NUMBERS[language].search(swapped)
