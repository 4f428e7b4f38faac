"""A report set in type: blocks as data for a typst template, compiled to a PDF for screen, paper and archive."""
