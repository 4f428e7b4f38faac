"""The state of the repository that a workspace lies in."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any


def git_state(root: Path) -> dict[str, Any] | None:
    """The checkout that a workspace lies in, as a resource: its commit, and whether anything differs from it.

    None outside of one.
    """
    commit = _git(root, "rev-parse", "--verify", "HEAD")
    changes = _git(root, "status", "--porcelain")
    if commit is None or changes is None:
        return None
    return {
        "name": "git",
        "digest": {"gitCommit": commit.strip()},
        "annotations": {"is_dirty": bool(changes.strip())},
    }


def _git(root: Path, *arguments: str) -> str | None:
    """What git answers about a folder, or None when it has nothing to say."""
    command = ["git", "-C", str(root), "--no-optional-locks", *arguments]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout
