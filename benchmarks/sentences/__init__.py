"""The corpus on which the reading of reports is measured; README.md says what each file holds."""
