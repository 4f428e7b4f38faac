"""Executed notebooks to one document, published at once."""
