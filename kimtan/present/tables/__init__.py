"""Tables that a reviewer expects, made from a dataset's facts.

A table is ``None`` where there is nothing to put into it.
"""

from __future__ import annotations

from kimtan.present.offers import Offers
from kimtan.present.tables.annex import AnnexTables
from kimtan.present.tables.decisions import DecisionTables
from kimtan.present.tables.history import HistoryTables
from kimtan.present.tables.members import MemberTables
from kimtan.present.tables.remainder import RemainderTables
from kimtan.present.tables.suspects import SuspectTables
from kimtan.present.tables.targets import TargetTables

__all__ = ["Tables"]


class Tables(
    AnnexTables, TargetTables, DecisionTables, SuspectTables, MemberTables, RemainderTables, HistoryTables, Offers
):
    """All tables over one dataset's facts."""

    _place = "s.table"
