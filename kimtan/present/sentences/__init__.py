"""Sentence patterns: what happened, told from the data in Vietnamese or English.

A pattern gives a sentence, or ``None`` where nothing is known: there is no sentence for what is missing.
"""

from __future__ import annotations

from kimtan.present.offers import Offers
from kimtan.present.sentences.agreement import Agreement
from kimtan.present.sentences.confirmation import Confirmation
from kimtan.present.sentences.coverage import Coverage
from kimtan.present.sentences.parts import Parts
from kimtan.present.sentences.progress import Progress
from kimtan.present.sentences.relations import Relations
from kimtan.present.sentences.standings import Standings

__all__ = ["Say"]


class Say(Parts, Standings, Progress, Relations, Agreement, Confirmation, Coverage, Offers):
    """All sentence patterns over one dataset's facts."""

    _place = "s.say"
