"""What has to be decided, by whom and until when."""

from __future__ import annotations

from kimtan.audit.outcomes import urgency
from kimtan.figures import date_text
from kimtan.languages import Bilingual
from kimtan.present import findings as describe
from kimtan.present.anchors import finding_anchor
from kimtan.present.blocks import Column, Link, Row, Table
from kimtan.present.tables.cards import NOBODY, CardTables

_UNSET = (
    ("document_number", Bilingual("số văn bản", "its number")),
    ("date", Bilingual("ngày ký", "the day of signing")),
)

_NO_DAY = Bilingual("Chưa giao", "Not set")


class DecisionTables(CardTables):
    """Tables of open decisions; nothing of them is for the public."""

    def decisions(self) -> Table | None:
        """A row for each contradiction that nobody has settled, and one for what the document to sign still lacks.

        Examples
        --------
        >>> show(s.table.decisions())  # doctest: +SKIP
        """
        facts, settings = self.facts, self.facts.dataset.config.settings
        if facts.is_public:
            return None
        nobody, no_day = NOBODY.in_(facts.language), _NO_DAY.in_(facts.language)
        rows: list[Row] = []
        for finding in sorted(facts.findings, key=lambda finding: urgency(finding.outcome)):
            if not finding.is_to_confirm or describe.main(facts, finding) is not finding:
                continue
            asked = self.owners(finding)
            days = [owner.deadline for owner in asked if owner.deadline]
            link = Link(describe.plainly(facts, finding), finding_anchor(finding.id))
            who = "; ".join(dict.fromkeys(owner.name for owner in asked)) or nobody
            until = date_text(min(days), facts.language) if days else no_day
            rows.append(Row(((link,), (who,), (until,))))
        unset = [words.in_(facts.language) for name, words in _UNSET if getattr(settings, name) is None]
        if unset:
            lacking = facts.word("Văn bản còn thiếu", "Still missing from the document")
            rows.append(Row(((f"{lacking}: {', '.join(unset)}",), (nobody,), (no_day,))))
        if not rows:
            return None
        columns = (
            Column(facts.word("Việc cần quyết định", "To be decided"), align="text", holds="name"),
            Column(facts.word("Ai", "By whom"), align="text"),
            Column(facts.word("Hạn", "By when"), align="text"),
        )
        return Table(facts.word("Việc cần quyết định", "What has to be decided"), columns, tuple(rows))
