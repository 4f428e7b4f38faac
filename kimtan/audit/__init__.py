"""Figures confronted with each other (``checks``) and with the document that they come from (``transcription``)."""
