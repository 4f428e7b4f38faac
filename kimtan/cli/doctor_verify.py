"""What ``kimtan doctor --verify`` shows: published reports held against their manifests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kimtan.cli.output import count, say, tell
from kimtan.errors import ExitCode


def verify_all(folders: Sequence[Path]) -> ExitCode:
    """Hold published reports against their manifests, and say of each what is not what it was."""
    from kimtan.report.verified import verified

    results = [(folder, verified(folder)) for folder in folders]
    for folder, result in results:
        tell(result.problems)
        for remark in result.remarks:
            say(remark)
        made, read, kept = result.counts
        parts = (count(made, "output"), count(read, "input"), count(kept, "kept result"))
        say(f"{folder.as_posix()}: as they were: {', '.join(parts)}; {len(result.problems)} otherwise.")
    return ExitCode.ATTENTION if any(result.problems for _, result in results) else ExitCode.DONE
