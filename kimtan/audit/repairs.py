"""Values of a figure one keystroke away: a digit changed, dropped, inserted or swapped, a decimal comma moved."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kimtan.data.observations import Observation
from kimtan.figures import TOKEN, NumberTextError, read_vietnamese, written_values

_DIGITS = "0123456789"


def keystrokes(token: str) -> Iterator[str]:
    """Every other token from which one typing slip would have made this one.

    Examples
    --------
    >>> sorted(set(keystrokes("51")) & {"61", "15", "5", "5,1", "510"})
    ['15', '5', '5,1', '510', '61']
    """
    seen = {token}
    for candidate in _candidates(token):
        if candidate not in seen:
            seen.add(candidate)
            yield candidate


def _candidates(token: str) -> Iterator[str]:
    for place, character in enumerate(token):
        before, after = token[:place], token[place + 1 :]
        if character.isdigit():
            yield from (f"{before}{digit}{after}" for digit in _DIGITS)
            if after and after[0].isdigit():
                yield f"{before}{after[0]}{character}{after[1:]}"
        yield before + after
    for place in range(len(token) + 1):
        yield from (f"{token[:place]}{digit}{token[place:]}" for digit in _DIGITS)
    bare = token.replace(",", "")
    if bare.isdigit():
        yield from (f"{bare[:place]},{bare[place:]}" for place in range(1, len(bare)))


def readings(row: Observation) -> list[Decimal]:
    """The values of a figure's token with one keystroke corrected, the nearest to its present value first.

    What nobody typed has none.
    """
    if row.status == "implied":
        return []
    try:
        written_values(row.as_written)
    except NumberTextError:
        return []
    sign = -1 if row.value < 0 else 1
    token = next((text for text in TOKEN.findall(row.as_written) if read_vietnamese(text) == abs(row.value)), "")
    if not token:
        return []
    values: dict[Decimal, None] = {}
    for candidate in keystrokes(token):
        try:
            value = sign * read_vietnamese(candidate)
        except NumberTextError:
            continue
        is_padded = len(candidate) > 1 and candidate[0] == "0" and candidate[1].isdigit()
        if value != row.value and (not is_padded or (token[0] == "0" and len(candidate) == len(token))):
            values[value] = None
    return sorted(values, key=lambda value: (abs(value - row.value), value))
