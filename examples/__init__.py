"""Sample workspaces to practise on; nothing in them is anybody's figure."""
