"""Whatever stands in a text of the data or the settings is text in the page, and nothing else.

What a browser makes of the same pages is tested in ``tests/browser/test_payloads.py``.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pydantic import BaseModel

from kimtan.data.dataset import load
from kimtan.errors import InputError
from kimtan.languages import Language
from kimtan.workspace import Workspace
from tests.report import payloads
from tests.report.payloads import PAYLOADS
from tests.report.planting import FREE, IDENTITIES, PERIOD, TEXTS, WHOLE, Edition, declared, edition, text_fields
from tests.shared import Shared

KINDS = (payloads.HTML, payloads.SVG, payloads.MARKDOWN, payloads.ATTRIBUTE, payloads.URL, payloads.CSS)

NOT_IN_THE_PAGE = {
    "Texts.names",
    "TextPoint.source",
    "NoFigures.reason",
    "NoFigures.tokens",
    "Document.file",
    "Document.issuer",
    "Document.issuer_en",
    "_Entry.source",
    "Settings.place",
    "Settings.place_en",
    "Settings.document_number",
    "Settings.plan_basis",
    "Territory.formed_from",
    "Territory.reason",
    "Territory.reason_en",
    "Owner.name",
    "Signatory.on_behalf",
    "Signatory.title",
    "Signatory.name",
    "Recipient.vi",
    "Recipient.en",
}
"""Texts that no page shows; whichever comes to be shown is to be taken out here."""

OTHER_LANGUAGE = {
    "vi": re.compile(r"(_|\.|\bone_)en$"),
    "en": re.compile(r"(_|\.)vi$|^(Document|Settings)\.(title|unit|authority|parent_authority)$"),
}
"""Fields whose text the edition in a language has no use for."""

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "base", "embed"}


class Page(HTMLParser):
    """What a page is made of, and what it says; the words in drawings apart, since they are broken into lines."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: Counter[tuple[str, ...]] = Counter()
        self.values: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.drawn: list[str] = []
        self.inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [(name, value or "") for name, value in attrs]
        if tag != "wbr" and not ("svg" in self.inside and tag in ("text", "tspan")):
            self.elements[tag, *sorted(name for name, _ in attrs)] += 1
        if tag not in VOID:
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.inside.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.inside):
            (self.drawn if "svg" in self.inside else self.texts).append(data)

    def handle_comment(self, data: str) -> None:
        self.elements["!--", data] += 1

    def handle_decl(self, decl: str) -> None:
        self.elements["!", decl] += 1

    def handle_pi(self, data: str) -> None:
        self.elements["?", data] += 1

    def all(self, attribute: str) -> list[str]:
        """The values of an attribute, in reading order."""
        return [value for name, value in self.values if name == attribute]

    def said(self) -> tuple[str, str]:
        """All words of the page, and those of its attributes, without spaces and with small letters."""
        named = (value for name, value in self.values if name in ("title", "aria-label", "alt") or "data-" in name)
        return squeezed("".join(self.texts)), squeezed("|".join(named))


def squeezed(text: str) -> str:
    """A text as it is compared: a page may break it where it is long, and begin a sentence with it."""
    return "".join(text.split()).casefold()


@pytest.fixture(scope="module", params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return "vi" if request.param == "vi" else "en"


@pytest.fixture(scope="module")
def planted(language: Language, shared: Shared) -> Edition:
    return edition(shared, language)


@pytest.fixture(scope="module")
def twin(language: Language, shared: Shared) -> Edition:
    return edition(shared, language, is_harmless=True)


@pytest.fixture(scope="module")
def page(planted: Edition) -> Page:
    return Page(planted.page.read_text(encoding="utf-8"))


def test_there_are_payloads_of_every_kind() -> None:
    """More than a hundred, none twice, a good dozen of each kind."""
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100
    assert min(map(len, KINDS)) >= 12


@pytest.mark.parametrize("model", TEXTS)
def test_no_field_is_forgotten(model: type[BaseModel]) -> None:
    """Each field that holds text is declared: as free text, which is planted, or as an identity."""
    fields, free, identities = set(text_fields(model)), declared({model: TEXTS[model]}), declared(IDENTITIES)
    assert fields - free - identities == set(), "a new field: declare it in planting.py"
    assert free - fields == set(), "a field that is no more"
    assert free & identities == set()


@pytest.mark.slow
def test_every_field_is_planted_and_every_payload_often(planted: Edition) -> None:
    """All free fields have payloads, and each payload stands in several of them."""
    assert {key for key, _ in planted.planted.values()} == FREE
    times = Counter(text for _, text in planted.planted.values())
    assert min(times[payload] for payload in PAYLOADS) >= 5
    assert sum(all(payload in text for payload in PAYLOADS) for text in times) == 1, f"{WHOLE} holds them all"


@pytest.mark.slow
def test_nothing_planted_became_markup(planted: Edition, twin: Edition, page: Page) -> None:
    """The page has the elements, attributes and comments that it has with harmless words, and no others."""
    assert page.elements == Page(twin.page.read_text(encoding="utf-8")).elements
    assert len(planted.planted) == len(twin.planted)


@pytest.mark.slow
def test_nothing_planted_became_an_address_or_a_style(page: Page) -> None:
    """Links lead to places in the page, ids are plain words, and there is no attribute that runs or styles anything."""
    for name, value in page.values:
        assert name != "style"
        assert not name.startswith("on")
        if name in ("href", "xlink:href") and value != "data:,":
            assert re.fullmatch(r"#[A-Za-z0-9_.-]+", value)
        if name in ("id", "for", "aria-labelledby", "class", "data-inputs"):
            assert re.fullmatch(r"[A-Za-z0-9_. -]+", value), name


@pytest.mark.slow
def test_what_is_planted_is_read_as_it_was_written(planted: Edition, page: Page, language: Language) -> None:
    """Wherever a planted text is shown, every sign of it is; each field is, but those that are known not to be."""
    shown, whole = set(), set()
    for said in page.said():
        for found in re.finditer(r"zq[a-z]{3}qz", said):
            key, text = planted.planted[found[0].upper()]
            assert said.endswith(squeezed(text), 0, found.start()), f"{key}: {text}"
            shown.add(key)
            whole.add(text)
    expected = {key for key in FREE - NOT_IN_THE_PAGE if not OTHER_LANGUAGE[language].search(key)}
    assert shown == expected
    assert set(PAYLOADS) - whole == set()


@pytest.mark.slow
def test_what_is_planted_is_in_drawings_too(page: Page) -> None:
    """Charts have planted names in their words, so what is said here of markup is said of drawings as well."""
    drawn = squeezed("".join(page.drawn))
    assert drawn.count("zq") > 50
    assert sum(squeezed(payload) in drawn for payload in PAYLOADS) > 20


@pytest.mark.slow
def test_notebooks_are_as_safe_as_the_page(planted: Edition, twin: Edition) -> None:
    """The HTML of blocks by themselves, as a notebook shows them, has no markup of what is planted, and no links."""
    assert len(planted.fragments) == len(twin.fragments) > 100
    for one, other in zip(planted.fragments, twin.fragments, strict=True):
        shown, expected = Page(one), Page(other)
        assert shown.elements == expected.elements
        assert shown.inside == []
        assert {name for name, _ in shown.values} & {"href", "id"} == set()
        assert shown.all("style") == expected.all("style")
        for drawing, as_expected in zip(shown.all("src"), expected.all("src"), strict=True):
            assert Page(decoded(drawing)).elements == Page(decoded(as_expected)).elements


def decoded(address: str) -> str:
    """The drawing that an address of a picture holds."""
    start = "data:image/svg+xml;base64,"
    assert address.startswith(start)
    return base64.b64decode(address.removeprefix(start)).decode()


Spoil = Callable[[str], str]


def put(before: str, after: str) -> Spoil:
    """What puts a text in place of another, which must be there."""

    def spoil(text: str) -> str:
        assert before in text
        return text.replace(before, after, 1)

    return spoil


REFUSED: Mapping[str, tuple[str, Spoil, str]] = {
    "control character in a table": (
        "data/units.csv",
        put("tỷ đồng", "<b\x0c>tỷ đồng"),
        "data/units.csv:2:10: There is a control character here (U+000C). Delete it.",
    ),
    "NUL in a table": (
        "data/indicators.csv",
        put("Doanh thu vận tải", "Doanh thu vận\x00tải"),
        "data/indicators.csv:10:46: There is a control character here (U+0000). Delete it.",
    ),
    "turned text in a note": (
        f"data/{PERIOD}/text.yml",
        put("Bước vào năm", "\u202eBước vào năm"),
        "There is an invisible character that turns the direction of text here (U+202E). Delete it.",
    ),
    "escaped control character": (
        f"params/{PERIOD}.yml",
        put("place: Kim Tân", 'place: "Kim\\x1bTân"'),
        "There is a control character here (U+001B). Delete it.",
    ),
    "invisible letter": (
        "data/rules.yml",
        put("vi: ", "vi: a\u200bb "),
        "There is an invisible character here (U+200B). Delete it.",
    ),
    "digits in a sentence": (
        f"data/{PERIOD}/text.yml",
        put("vi: Bước", "vi: <img onerror=alert(7)> Bước"),
        "The digits '7' are bound to nothing. Write a figure as {indicator:measure},",
    ),
    "braces in a sentence": (
        f"data/{PERIOD}/text.yml",
        put("en: The year began", "en: <style>b { color } </style> The year began"),
        "There is a brace that is no placeholder. Write {indicator:measure}.",
    ),
    "a placeholder that is none": (
        f"data/{PERIOD}/text.yml",
        put("en: The year began", "en: ${planted} The year began"),
        "There is no indicator 'planted'.",
    ),
    "two slots in a clause": (
        "data/phrases.csv",
        put("{reached}", "{reached} <b>{}</b>"),
        "A clause holds '{}' or '{reached}' once, where the figure goes. Put one of them in once.",
    ),
    "a blank in a place": (
        f"data/{PERIOD}/observations.csv",
        put("report:L27", "report:<b onclick=x>"),
        "(source)",
    ),
    "markup in an identity": (
        "data/indicators.csv",
        put("income.total,", "<b>income</b>.total,"),
        "(indicator)",
    ),
}
"""What fields do not take: file, how it is spoilt, and what is said of it."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_field_does_not_take_is_refused_with_its_place(copy_of_repository: Workspace, name: str) -> None:
    """Signs that nobody sees, and signs with a meaning of their own, are told with file and line, and nothing runs."""
    file, spoil, said = REFUSED[name]
    path: Path = copy_of_repository.root / file
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load(copy_of_repository, copy_of_repository.params_file(PERIOD))
    told = [str(problem) for problem in raised.value.problems if said in str(problem)]
    assert told, only_lines(raised.value.problems)
    assert re.match(rf"{re.escape(file)}:\d+", told[0])


def only_lines(problems: Iterable[object]) -> str:
    """Problems for a message, one a line."""
    return "\n".join(map(str, problems))
