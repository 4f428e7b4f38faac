"""The smallest sets of figures that could explain a contradiction, one row a cluster of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, product
from string import ascii_lowercase

from kimtan.audit.findings import Finding, Suspect
from kimtan.data.identities import FigureId
from kimtan.languages import Bilingual
from kimtan.present import findings as describe
from kimtan.present.anchors import finding_anchor
from kimtan.present.blocks import Break, Column, Link, Row, Run, Table
from kimtan.present.facts import Facts
from kimtan.present.prose import fill, join
from kimtan.present.rich_text import Piece

_NEEDS = Bilingual("mức phải có để mọi quan hệ đều khớp", "what it would have to be for everything to agree")
_COUNT = Bilingual("đếm nhóm số liệu nhỏ nhất", "count of smallest sets")
_MOST_LISTED = 12


@dataclass(frozen=True)
class SuspectTables:
    """Tables of suspects."""

    facts: Facts
    section: str = ""

    def smallest_sets(self) -> Table | None:
        """Each cluster's contradictions, its suspects with a letter each, and the sets of them that could be wrong.

        A set stands for: were all its figures other ones, and no others, nothing would be contradicted any more. Where
        any single suspect explains a single contradiction, its row in the table of findings says it all.

        Examples
        --------
        >>> show(s.table.smallest_sets())  # doctest: +SKIP
        """
        facts = self.facts
        clusters: dict[str, list[Finding]] = {}
        for finding in facts.findings:
            if finding.is_disputed and finding.cluster and finding.sets:
                clusters.setdefault(finding.cluster, []).append(finding)
        rows = [row for findings in clusters.values() if (row := self._row(findings))]
        if not rows:
            return None
        columns = (
            Column(facts.word("Mâu thuẫn liên quan", "Contradictions"), align="text"),
            Column(facts.word("Số liệu có thể sai", "Figures that may be wrong"), align="text"),
            Column(facts.word("Các nhóm", "The sets"), align="text"),
        )
        note = facts.word(
            "Mỗi nhóm là một khả năng: chỉ cần các số trong nhóm sai là giải thích được mọi mâu thuẫn ghi ở cột đầu; "
            "hoặc có quy tắc không áp dụng. Trong ngoặc là số nhóm có số liệu đó. Với các mâu thuẫn không nêu ở đây, "
            "chỉ cần một trong các số có thể sai ở bảng trên là đủ giải thích.",
            "Each set is one possibility: if only its figures are wrong, every contradiction in the first column is "
            "explained; or else a rule does not apply. In brackets is the number of sets that a figure is in. Any "
            "one of the figures that may be wrong in the table above explains a contradiction that is not listed here.",
        )
        caption = facts.word("Các nhóm số liệu nhỏ nhất có thể sai", "The smallest sets of figures that may be wrong")
        return Table(caption, columns, tuple(rows), notes=((note,),))

    def _row(self, findings: Sequence[Finding]) -> Row | None:
        facts = self.facts
        sets = dict.fromkeys(
            members for finding in findings for members in finding.sets if describe.is_shown(facts, *members)
        )
        links = self._links(findings)
        if not sets or (len(links) == 1 and all(len(members) == 1 for members in sets)):
            return None
        often = Counter(figure for figures_of_set in sets for figure in figures_of_set)
        suspects = {
            suspect.figure: suspect for finding in findings for suspect in finding.suspects if suspect.figure in often
        }
        figures = sorted(often, key=lambda figure: -often[figure])
        letters = dict(zip(figures, _letters(), strict=False))
        ref = f"suspects:{'+'.join(figures)}"
        anchors = [link.anchor for link in links]
        lines = [
            self._lettered(suspects.get(figure, Suspect(figure)), letters[figure], often[figure], ref, anchors)
            for figure in figures
        ]
        listed_sets = self._listed(list(sets), letters, ref, anchors)
        return Row((join([(link,) for link in links], Break()), join(lines, Break()), listed_sets))

    def _links(self, findings: Sequence[Finding]) -> list[Link]:
        mains = dict.fromkeys(describe.main(self.facts, finding) for finding in findings)
        return [Link(describe.label(self.facts, finding), finding_anchor(finding.id)) for finding in mains]

    def _lettered(self, suspect: Suspect, letter: str, often: int, ref: str, listed: Sequence[str]) -> Run:
        facts, figure = self.facts, suspect.figure
        text: list[Piece] = [f"{letter}. ", *describe.named(facts, figure)]
        if not suspect.is_credible:
            text += [": ", describe.not_alone(facts)]
        elif suspect.needs is not None:
            formula = _NEEDS.in_(facts.language)
            needs = facts.number(
                describe.needs(facts, suspect), f"{ref}:needs:{figure}", formula, (figure,), is_marked=False
            )
            text += [" → ", needs]
        return [*text, " (", facts.count(often, f"{ref}:often:{figure}", _COUNT, listed=listed), ")"]

    def _listed(
        self, sets: Sequence[Sequence[FigureId]], letters: Mapping[FigureId, str], ref: str, listed_at: Sequence[str]
    ) -> Run:
        """How many sets there are, how large, and which by their letters: ``a + c; a + d``."""
        facts = self.facts
        ordered = sorted(sorted(letters[figure] for figure in chosen) for chosen in sets)
        listed = ["\N{NO-BREAK SPACE}+\N{NO-BREAK SPACE}".join(chosen) for chosen in ordered[:_MOST_LISTED]]
        template = facts.word("{count} nhóm, mỗi nhóm {size} số: {listed}", "{count} sets of {size}: {listed}")
        how_many, size = (
            facts.count(n, f"{ref}:{what}", _COUNT, listed=listed_at)
            for n, what in ((len(sets), "sets"), (len(sets[0]), "size"))
        )
        told_of: Run = ("; ".join(listed),)
        if (rest := len(ordered) - _MOST_LISTED) > 0:
            more = facts.word("; và {rest} nhóm khác", "; and {rest} more")
            told_of = (*told_of, *fill(more, rest=facts.count(rest, f"{ref}:rest", _COUNT, listed=listed_at)))
        return fill(template, count=how_many, size=size, listed=told_of)


def _letters() -> Iterator[str]:
    """One letter each, then two: a to z, aa, ab and so on."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))
