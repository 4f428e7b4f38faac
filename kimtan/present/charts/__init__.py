"""Charts: what a section's facts look like, as :class:`~kimtan.present.blocks.Chart` blocks.

A kind of chart is one file in :mod:`kimtan.present.charts.kinds`, and a notebook asks for it by the file's name:
``s.chart.growth(...)``. The file has a :class:`~kimtan.present.charts.kind.Kind`, which says what it draws of a frame
and what it says of it, and a function of the file's own name, which makes that frame from a section's facts::

    class GrowthChart(Kind):
        \"\"\"Growth rates as dots.\"\"\"

        ALT = Bilingual("Biểu đồ chấm. {items}.", "Dot chart. {items}.")
        ITEM, VALUE = Bilingual("Ngành", "Sector"), Bilingual("Tăng trưởng", "Growth")

        def title(self) -> Sentence: ...  # the finding
        def draw(self) -> str: ...  # on a Canvas, called for the page and again for a phone


    def growth(facts: Facts, *indicators: str) -> Chart | None:
        \"\"\"What a notebook's author reads of it.\"\"\"
        rows = [row(facts, name, "growth_used_pct", facts.growth(name)) for name in indicators]
        return GrowthChart(pd.DataFrame(rows), facts.language).chart()

Kinds are imported when they are first asked for, since matplotlib and seaborn take more time to import than the rest of
kimtan together.
"""
