"""Reading of reports: from a document to figures, what they are about, and how they hang together."""
