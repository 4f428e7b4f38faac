"""No paragraph states a disputed figure as plain fact: one that has any ends with a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kimtan.languages import Bilingual, Language
from kimtan.present.prose import Sentence, fill, join, tidy
from kimtan.present.rich_text import Number, Run

_AND = Bilingual(" và ", " and ")
_STATED = (
    Bilingual(
        "Số {numbers} nêu trên chưa thống nhất với số liệu khác của báo cáo, cần xác nhận lại",
        "The figure {numbers} above does not agree with other figures of the report and has yet to be confirmed",
    ),
    Bilingual(
        "Các số {numbers} nêu trên chưa thống nhất với số liệu khác của báo cáo, cần xác nhận lại",
        "The figures {numbers} above do not agree with other figures of the report and have yet to be confirmed",
    ),
)
_DERIVED = (
    Bilingual(
        "Số {numbers} nêu trên được tính từ số liệu chưa thống nhất, chỉ để tham khảo",
        "The figure {numbers} above rests on figures that do not agree and is only indicative",
    ),
    Bilingual(
        "Các số {numbers} nêu trên được tính từ số liệu chưa thống nhất, chỉ để tham khảo",
        "The figures {numbers} above rest on figures that do not agree and are only indicative",
    ),
)
_DERIVED_TOO = (
    Bilingual(
        "; số {numbers} được tính từ số liệu chưa thống nhất, chỉ để tham khảo",
        "; {numbers} rests on figures that do not agree and is only indicative",
    ),
    Bilingual(
        "; các số {numbers} được tính từ số liệu chưa thống nhất, chỉ để tham khảo",
        "; {numbers} rest on figures that do not agree and are only indicative",
    ),
)
"""For one number, and for several."""


def hedged(run: Run, language: Language) -> Sentence:
    """A paragraph with a closing sentence that names its disputed numbers; as it is where nothing is left to be said.

    Examples
    --------
    >>> from kimtan.present.blocks import plain
    >>> from kimtan.present.marks import Mark
    >>> growth = Number("9%", "rice.autumn:yoy_pct@report:L37", mark=Mark("disputed", "Mâu thuẫn.", "finding-a"))
    >>> print(plain(hedged(("Thương mại tăng ", growth, "."), "vi")))
    Thương mại tăng 9%. Số 9% nêu trên chưa thống nhất với số liệu khác của báo cáo, cần xác nhận lại.
    """
    closing = remark([piece for piece in run if isinstance(piece, Number)], language)
    return tidy([*run, " ", *closing]) if closing else tidy(run)


def remark(numbers: Iterable[Number], language: Language) -> Sentence:
    """The sentence that names those of some numbers that are in dispute; nothing where there are none."""
    numbers = list(numbers)
    hedged_texts = {number.text for number in numbers if number.is_hedged}
    open_ones: dict[str, Number] = {}
    for number in numbers:
        if number.mark is not None and number.mark.kind == "disputed" and number.text not in hedged_texts:
            open_ones.setdefault(number.text, replace(number, mark=None, is_hedged=True))
    stated = [number for number in open_ones.values() if not number.formula]
    derived = [number for number in open_ones.values() if number.formula]
    if not open_ones:
        return ()
    first = _clause(_STATED, stated, language) if stated else _clause(_DERIVED, derived, language)
    second = _clause(_DERIVED_TOO, derived, language) if stated and derived else ()
    return tidy([*first, *second, "."])


def doubted(run: Run) -> Sentence:
    """A sentence that says itself that its numbers do not agree, so that nothing needs to be added."""
    return tidy(replace(piece, is_hedged=True) if isinstance(piece, Number) else piece for piece in run)


def _clause(templates: tuple[Bilingual, Bilingual], numbers: Sequence[Number], language: Language) -> Sentence:
    template = templates[len(numbers) > 1].in_(language)
    return fill(template, numbers=join([(number,) for number in numbers], ", ", _AND.in_(language)))
