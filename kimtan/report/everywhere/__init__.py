"""All figures of many workspaces and periods in one frame: rows of a period, the frame, and its cache."""
