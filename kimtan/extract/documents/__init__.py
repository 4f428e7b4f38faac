"""Documents of every kind read into passages, each character with its place; a kind a file."""
