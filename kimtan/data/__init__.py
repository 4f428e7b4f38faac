"""What a workspace states: the data dictionary and, for each period, its figures, texts, rules and decisions."""
