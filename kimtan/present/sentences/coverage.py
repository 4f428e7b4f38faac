"""What of a source and of a period an edition tells: what it leaves out, and whether the transcription is whole."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.languages import Bilingual
from kimtan.present.anchors import figure_anchor
from kimtan.present.blocks import Number
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, sentence


@dataclass(frozen=True)
class Coverage:
    """Sentences about what the report covers."""

    facts: Facts

    def withheld(self) -> Sentence | None:
        """How many figures and statements in words a public edition leaves out; nothing in the internal one.

        Figures that are no secret themselves, but would give one away, are counted and told of.

        Examples
        --------
        >>> show(s.say.withheld())  # doctest: +SKIP
        """
        facts, dataset = self.facts, self.facts.dataset
        if not dataset.withheld and not dataset.withheld_statements:
            return None
        formula = Bilingual("đếm số liệu hạn chế", "count of restricted figures")
        numbers = {"number": facts.count(dataset.withheld, "figures:withheld", formula)}
        template = facts.word(
            "bản công khai không nêu {number} số liệu thuộc diện hạn chế",
            "this public edition withholds {number} figures",
        )
        if dataset.withheld_with_them:
            formula = Bilingual("đếm số liệu không nêu kèm theo", "count of figures withheld with them")
            numbers["more"] = facts.count(dataset.withheld_with_them, "figures:withheld_with_them", formula)
            template += facts.word(
                ", kể cả {more} số liệu mà từ đó tính ra được số hạn chế",
                ", {more} of them because a restricted one could be computed from them",
            )
        if dataset.withheld_statements:
            formula = Bilingual("đếm nội dung hạn chế", "count of restricted statements")
            numbers["words"] = facts.count(dataset.withheld_statements, "statements:withheld", formula)
            is_one = dataset.withheld_statements == 1
            template += facts.word(
                "; không nêu {words} nội dung bằng lời",
                "; it leaves out {words} statement in words"
                if is_one
                else "; it leaves out {words} statements in words",
            )
        return sentence(fill(template, **numbers))

    def transcribed(self) -> Sentence:
        """How many statements of how many indicators there are, and which documents they come from.

        Examples
        --------
        >>> show(s.say.transcribed())  # doctest: +SKIP
        """
        facts = self.facts
        formula = Bilingual("đếm số liệu đã nêu", "count of stated figures")
        rows = facts.dataset.observations
        places = [figure_anchor(row.figure) for row in rows]
        numbers: dict[str, Number] = {
            "stated": facts.count(len(rows), "figures:stated", formula, listed=places),
            "names": facts.count(len({row.indicator for row in rows}), "figures:indicators", formula, listed=places),
        }
        documents = "; ".join(
            document.names.in_(facts.language) for document in facts.dataset.sources.documents.values()
        )
        template = facts.word(
            "phần này liệt kê {stated} số liệu của {names} chỉ tiêu đúng như đã nêu trong {documents}; "
            "khoảng giá trị là mọi giá trị mà số đã làm tròn có thể đại diện",
            "this part lists {stated} figures of {names} indicators as the source states them ({documents}); the range "
            "is every value that the figure as written may stand for",
        )
        if facts.dataset.corrections:
            template += facts.word(
                "; {corrected} số đã được sửa theo quyết định của chủ số liệu, số ban đầu và lý do ghi ngay bên dưới",
                "; {corrected} were corrected by their owners, with the original value and the reason below",
            )
            places = [figure_anchor(figure) for figure in facts.dataset.corrections]
            numbers["corrected"] = facts.count(len(places), "figures:corrected", formula, listed=places)
        return sentence(fill(template, documents=documents, **numbers))
