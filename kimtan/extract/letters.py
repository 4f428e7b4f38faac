"""Capital letters of Vietnamese, of which no range of code points holds all and nothing else."""

from __future__ import annotations

import re

_LATIN = map(chr, range(0xC0, 0x1EFA))
CAPITAL = f"[A-Z{''.join(letter for letter in _LATIN if letter.isupper())}]"
"""A class of a pattern for one capital letter, ``Đ`` and ``Ế`` among them."""

NEXT_SENTENCE = re.compile(rf"[.!?]\s+(?={CAPITAL})")
"""Where one sentence ends and the next begins."""
