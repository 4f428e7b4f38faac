"""Comments set in a Word file: bytes are put in, and none of those that were there is changed."""
