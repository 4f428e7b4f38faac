"""Charts on paper: in the letters of the text around them."""

from __future__ import annotations

import re

from kimtan.present.svg import standing_alone

LETTERS = "Libertinus Serif, DejaVu Sans"
"""The families of printed text: the compiler's own, and matplotlib's for what it lacks."""

LARGER = 1.12
"""How much larger letters are set than they were measured, in DejaVu Sans, which runs wider."""

_FAMILY, _LETTER_SIZE = re.compile(r'font-family="[^"]*"'), re.compile(r'font-size="([\d.]+)"')


def in_print(svg: str, name: str) -> str:
    """A chart's drawing in ink, as a document of its own, in the letters of printed text.

    Raises
    ------
    SectionError
        When the drawing holds what no chart needs.

    Examples
    --------
    >>> written = in_print('<svg font-family="Verdana"><text font-size="10">Lúa</text></svg>', "Lúa")
    >>> 'font-family="Libertinus Serif, DejaVu Sans"' in written, 'font-size="11.2"' in written
    (True, True)
    """
    written = _FAMILY.sub(f'font-family="{LETTERS}"', standing_alone(svg, name))
    return _LETTER_SIZE.sub(lambda size: f'font-size="{float(size[1]) * LARGER:g}"', written)
