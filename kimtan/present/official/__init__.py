"""The official document in an office's own words: composed from the period's figures and texts, without a notebook.

Nothing of the audit stands in it, nothing that explains the report, and no number that nobody stated.
"""
