"""``make soak``: what must not break, tried for long by random kills, errors, mutations and loads; it ends by itself.

    make soak                                 each trial in its full count, 30 minutes a trial at the most
    make soak ARGS="kills disk --number 40 --minutes 10 --seed 7"

A trial says how often it tried and what came of it. Exit code 1 when a promise was broken; its seed tries it again.
What was run is written down in docs/reliability.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from tests.soak.trials import TRIALS, tried


def main() -> int:
    """Try each trial that is named."""
    parser = argparse.ArgumentParser(
        prog="make soak", formatter_class=argparse.RawTextHelpFormatter, description=__doc__
    )
    parser.add_argument("trials", nargs="*", choices=[[], *TRIALS], metavar="TRIAL", help=", ".join(TRIALS))
    parser.add_argument("--number", type=int, help="How often each is tried; its full count by default.")
    parser.add_argument("--minutes", type=float, default=30, help="A trial; the default is 30.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="Processes that share a trial's count.")
    chosen = parser.parse_args()
    broken = 0
    for name in chosen.trials or TRIALS:
        begun = time.monotonic()
        number = chosen.number or TRIALS[name][1]
        shares = [(number * (at + 1) // chosen.jobs) - number * at // chosen.jobs for at in range(chosen.jobs)]
        seeds = [chosen.seed + 1000 * at for at in range(chosen.jobs)]
        with ProcessPoolExecutor(chosen.jobs, multiprocessing.get_context("spawn")) as workers:
            shared = list(workers.map(tried, repeat(name), shares, seeds, repeat(chosen.minutes)))
        outcomes = sum((share.outcomes for share in shared), Counter[str]())
        done, wrong = sum(share.done for share in shared), [words for share in shared for words in share.broken]
        broken += len(wrong)
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        print(f"{name}: {done} of {number} tried in {time.monotonic() - begun:.0f} s; {told or 'nothing'}; "  # noqa: T201
              f"{len(wrong)} broke a promise", flush=True)  # fmt: skip
        for words in wrong[:10]:
            print(f"  {words}", flush=True)  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
