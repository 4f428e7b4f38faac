"""The audit of 500 figures of which 1 % are wrong: how long it takes, and whether it finds them."""

from __future__ import annotations

import time
from statistics import median
from typing import NamedTuple

from benchmarks.made_up import report, with_slips
from benchmarks.told import table
from kimtan.audit.confrontation import confront
from kimtan.audit.generated import generated as rules

FIGURES, WRONG, SEEDS = 500, 5, range(9)
DEPTHS = {"wholes, parts, their parts": 2, "one level deeper": 3, "two levels deeper": 4}


class Run(NamedTuple):
    """One report: its size, what was found of the slips in it, and seconds."""

    figures: int
    rules: int
    evaluated: int
    contradictions: int
    localised: int
    suspected: int
    confronted: float
    sound: float
    wrong: float


def main() -> None:
    """Audit reports of every depth in turn, and print what came out over the seeds."""
    _run(0, 1)  # so that no import is measured
    runs: dict[str, list[Run]] = {name: [] for name in DEPTHS}
    for seed in SEEDS:
        for name, depth in DEPTHS.items():
            runs[name].append(_run(seed, depth))
    about = f"{len(SEEDS)} reports of about {FIGURES} figures, {WRONG} of them wrong by a keystroke"
    found = [
        (
            name,
            *(f"{median(getattr(run, column) for run in own):.0f}" for column in ("figures", "rules", "evaluated")),
            f"{sum(run.suspected for run in own)}/{WRONG * len(own)}",
            f"{sum(run.localised for run in own)}/{sum(run.contradictions for run in own)}",
        )
        for name, own in runs.items()
    ]
    table(f"Audit: {about}", ("report", "figures", "rules", "evaluated", "suspected", "localised"), found)
    times = [
        (
            name,
            f"{median(run.confronted for run in own):.2f}",
            f"{median(run.sound for run in own):.2f}",
            f"{median(run.wrong for run in own):.2f}",
            f"{max(run.wrong for run in own):.2f}",
            f"{median(run.wrong / run.sound for run in own):.1f}",
        )
        for name, own in runs.items()
    ]
    table(
        "Its seconds: rules alone, the audit without slips, with them; the ratio of both",
        ("report", "rules", "no slip", "slips", "slowest", "ratio"),
        times,
    )


def _run(seed: int, depth: int) -> Run:
    sound = report(seed, FIGURES, depth)
    wrong, planted = with_slips(sound, seed, WRONG)
    figures = sound.statements()
    began = time.perf_counter()
    for rule in rules(figures):
        confront(rule, figures)
    confronted = time.perf_counter()
    sound.findings()
    audited = time.perf_counter()
    found = wrong.findings()
    done = time.perf_counter()
    clusters = {one.cluster: one for one in found if one.outcome == "cannot_hold"}
    suspects = {each.figure for one in clusters.values() for each in one.suspects}
    return Run(
        figures=len(wrong.observations),
        rules=len(found),
        evaluated=sum(one.outcome != "not_evaluable" for one in found),
        contradictions=len(clusters),
        localised=sum(one.is_localised for one in clusters.values()),
        suspected=sum(figure in suspects for figure in planted),
        confronted=confronted - began,
        sound=audited - confronted,
        wrong=done - audited,
    )
