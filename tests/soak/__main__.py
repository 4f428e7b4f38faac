"""``make soak``: what must not break, tried for long by random kills, errors, mutations and loads; it ends by itself.

    make soak                                 each trial in its full count, 30 minutes a trial at the most
    make soak ARGS="kills disk --number 40 --minutes 10 --seed 7"

A trial says how often it tried and what came of it. Exit code 1 when a promise was broken; its seed tries it again.
What was run is written down in docs/reliability.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.soak import disk, fuzz, kills, load, names, same, together
from tests.soak.ground import Trial

TRIALS = {
    "kills": (kills.tried, 500),
    "disk": (disk.tried, 400),
    "reports-at-once": (together.reports, 100),
    "reports-with-an-editor": (together.edited, 100),
    "fills-at-once": (together.fills, 100),
    "same-bytes": (same.tried, 20),
    "tables": (fuzz.tables, 4000),
    "texts": (fuzz.texts, 2000),
    "params": (fuzz.params, 1500),
    "workbooks": (fuzz.workbooks, 2000),
    "documents": (fuzz.documents, 500),
    "names": (names.tried, 60),
    "load": (load.tried, 2000),
}


def main() -> int:
    """Try each trial that is named."""
    parser = argparse.ArgumentParser(
        prog="make soak", formatter_class=argparse.RawTextHelpFormatter, description=__doc__
    )
    parser.add_argument("trials", nargs="*", choices=[[], *TRIALS], metavar="TRIAL", help=", ".join(TRIALS))
    parser.add_argument("--number", type=int, help="How often each is tried; its full count by default.")
    parser.add_argument("--minutes", type=float, default=30, help="A trial; the default is 30.")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    broken = 0
    for name in chosen.trials or TRIALS:
        tries, full = TRIALS[name]
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            begun = time.monotonic()
            trial = Trial(chosen.number or full, chosen.seed, begun + chosen.minutes * 60, Path(folder))
            tries(trial)
            took = time.monotonic() - begun
        broken += len(trial.broken)
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(trial.outcomes.items()))
        print(f"{name}: {trial.done} of {trial.number} tried in {took:.0f} s; {outcomes or 'nothing'}; "  # noqa: T201
              f"{len(trial.broken)} broke a promise", flush=True)  # fmt: skip
        for words in trial.broken[:10]:
            print(f"  {words}", flush=True)  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
