"""What a notebook shows, and which stated figures it has shown, so that none is left out or shown twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kimtan.present.blocks import Block, Narrative
from kimtan.present.prose import Sentence
from kimtan.present.rich_text import numbers

_shown: set[str] = set()


class Remainder(Narrative):
    """Sentences on what is shown nowhere else; they do not count, or there were none when their cell is run again."""


def show(*shown: Block | Sentence | list[Any] | str | None) -> None:
    """Display blocks one after another from one cell; each becomes an output of its own, ``None`` nothing.

    A sentence becomes a paragraph, and a list is shown as what is in it.
    """
    from IPython.display import display

    for block in blocks(shown):
        display(block)
        if isinstance(block, Block) and not isinstance(block, Remainder):
            _shown.update(figures_of(block))


def blocks(shown: Iterable[Any]) -> Iterator[Any]:
    """What is shown of blocks, sentences and lists of both: sentences as paragraphs, lists as what is in them."""
    for item in shown:
        if isinstance(item, list):
            yield from blocks(item)
        elif isinstance(item, str | tuple):
            yield Narrative((item,))
        elif item is not None:
            yield item


def begin() -> None:
    """Nothing is shown yet: a notebook opens its section."""
    _shown.clear()


def is_shown(figure: str) -> bool:
    """Whether a stated figure stood as a number in a block that was shown."""
    return figure in _shown


def figures_of(block: Block) -> Iterator[str]:
    """Identities of the stated figures that a block shows as numbers: as they are, or one alone in another form.

    An index of 102.3 % is the stated growth of 2.3 %; what rests on several figures shows none of them.
    """
    for number in numbers(block.runs()):
        yield from number.inputs if len(number.inputs) == 1 else (number.ref,)
