"""What a report says of itself: at its head, in its file's properties and, of a document to sign, at its end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kimtan.config import PeriodConfig
from kimtan.figures import date_text
from kimtan.present.blocks import Block, Heading
from kimtan.present.page_terms import words

if TYPE_CHECKING:
    from nbformat import NotebookNode


_NO_BREAK = "\xa0"
_COMPOUNDS = re.compile(
    r"\b(báo cáo|tình hình|thực hiện|nhiệm vụ|kế hoạch|chỉ tiêu|phát triển|kinh tế|xã hội|quốc phòng|an ninh|"
    r"ngân sách|đầu tư|kết quả|giải pháp|công tác|thị trấn|\d+ tháng|(?:đầu |cuối )?năm \d{4}|quý \w+)\b",
    re.IGNORECASE,
)
"""Words of titles that are written in two, which a line should not break."""

DRAFT = "draft"
"""The state of a report in which figures contradict each other and nobody has decided."""


@dataclass(frozen=True)
class TitleBlock:
    """What a report says of itself, from ``metadata.kimtan`` of the notebook.

    A notebook that was only run, and not stitched, has none; papermill's parameters and its first heading then say
    what they can. What only a signed document shows (number, date, place, signatory, recipients) is empty where the
    config leaves it open. ``state`` is ``draft`` while figures in the report contradict each other and nobody has
    decided; ``warning`` stands on every page, such as that nobody has looked at the figures yet.
    """

    title: str
    language: str = "vi"
    audience: str = ""
    period: str = ""
    period_name: str = ""
    authority: str = ""
    parent_authority: str = ""
    unit: str = ""
    as_of: str = ""
    generated_from: str = ""
    document_number: str = ""
    date: str = ""
    place: str = ""
    on_behalf: str = ""
    signatory_title: str = ""
    signatory_name: str = ""
    recipients: tuple[str, ...] = ()
    state: str = ""
    warning: str = ""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Pairs of a word and what it says of the report; only what is known."""
        word = words(self.language)
        pairs = [
            (word["period"], self.period_name or self.period),
            (word["as_of"], _date(self.as_of, self.language)),
            (word["unit"], self.unit),
            (word["edition"], word.get(self.audience, self.audience)),
        ]
        return [(term, text) for term, text in pairs if text]

    @property
    def heading(self) -> str:
        r"""The title at the report's head: no line of it ends inside a word of two syllables or before a dash.

        >>> TitleBlock("Báo cáo kinh tế - xã hội").heading.split(" ")
        ['Báo\xa0cáo', 'kinh\xa0tế\xa0-', 'xã\xa0hội']
        """
        return _COMPOUNDS.sub(lambda word: word[0].replace(" ", _NO_BREAK), self.title).replace(" - ", f"{_NO_BREAK}- ")

    @property
    def page_title(self) -> str:
        """For the browser's tab and whoever saves the file."""
        parts = [self.title, "" if self.period_name in self.title else self.period_name, self.authority]
        return " – ".join(part for part in parts if part)


def title_block(notebook: NotebookNode, blocks: Sequence[Block], name: str = "") -> TitleBlock:
    """Read the title block of a notebook, with what else the notebook knows where it has none."""
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    known = {key: parameters[key] for key in ("period", "language", "audience") if parameters.get(key)}
    known |= {key: value for key, value in notebook.metadata.get("kimtan", {}).items() if value}
    texts = {key: str(known[key]) for key in TitleBlock.__dataclass_fields__ if key in known and key != "recipients"}
    heading = next((block.text for block in blocks if isinstance(block, Heading)), "")
    fallback = heading or name or words(texts.get("language", "vi"))["report"]
    recipients = tuple(map(str, known.get("recipients", ())))
    return TitleBlock(**{"title": fallback} | texts, recipients=recipients)


def described(config: PeriodConfig, *, is_draft: bool = False) -> dict[str, Any]:
    """A config's title block as ``metadata.kimtan`` of a notebook; nothing in it depends on when it was made."""
    language, settings = config.language, config.settings
    signatory = settings.signatory
    block: dict[str, Any] = {
        "period": str(config.period),
        "period_name": config.period.name(language),
        "language": language,
        "audience": config.audience,
        "as_of": (settings.as_of or config.period.end).isoformat(),
        **{
            name: settings.worded(name, language)
            for name in ("title", "unit", "authority", "parent_authority", "place")
        },
        "document_number": settings.document_number,
        "date": settings.date.isoformat() if settings.date else None,
        "on_behalf": signatory.on_behalf,
        "signatory_title": signatory.title,
        "signatory_name": signatory.name,
        "state": DRAFT if is_draft else None,
        "warning": settings.draft,
        "recipients": [recipient.name(language) for recipient in settings.recipients],
    }
    return {name: value for name, value in block.items() if value}


def _date(text: str, language: str) -> str:
    """A date as it is written in the language; what is no date stays as it is."""
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return date_text(date, "vi" if language == "vi" else "en")
