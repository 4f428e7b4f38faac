"""How long things take and how much memory they need: `make bench`. What came out stands in docs/performance.md.

Nothing here is a test. Machines differ and are shared, so every figure is a median over rounds that take turns, and
what is compared is compared within one run.
"""
