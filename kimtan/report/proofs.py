"""Many documents proofed at a time, and a page over all of them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, as_completed
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kimtan.errors import ExitCode, Problem
from kimtan.period import Period
from kimtan.report.proof import Proofed, ProofTask, proofed, write_result

_FORMATS = {".html": "HTML", ".docx": "Word"}


def tasks(
    documents: Sequence[tuple[Path, str]], folder: Path | None, period: Period | None, is_described: bool
) -> list[ProofTask]:
    """A task for each document; results whose names would be the same get names of their own.

    Parameters
    ----------
    documents
        Each with what messages call it.
    folder
        Where results go; beside each document where it is None.
    """
    taken: set[Path] = set()
    made = []
    for path, shown in documents:
        below = (folder or path.parent).absolute()  # workers of a cluster have folders of their own
        target = below / f"{path.stem}.proof"
        if target in taken:
            target = below / f"{path.name}.proof"
        number = 1
        while target in taken:
            number += 1
            target = target.with_name(f"{path.name}-{number}.proof")
        taken.add(target)
        made.append(ProofTask(path.absolute(), shown, target, period, is_described, len(documents) > 1))
    return made


def proofed_all(
    tasks: Sequence[ProofTask], jobs: int | None = None, scheduler: str = "", on_done: Callable[[Proofed], None] = print
) -> list[Proofed]:
    """Proof documents at a time on all cores, or on a cluster; in the order of the tasks.

    Parameters
    ----------
    jobs
        How many at a time.
    scheduler
        Address of a Dask scheduler whose workers share the files.
    on_done
        Called with each in the order of the tasks, as soon as all before it are done. What is described of it is told
        here alone: of a thousand documents nobody could hold it.
    """
    width = min(jobs or os.cpu_count() or 1, len(tasks))
    if width <= 1 and not scheduler:
        results = []
        for task in tasks:
            result = proofed(task)
            on_done(result)
            results.append(replace(result, described=None))
        return results
    by_place: dict[int, Proofed] = {}
    waiting = deque(range(len(tasks)))

    def done(at: int, result: Proofed) -> None:
        by_place[at] = result
        while waiting and waiting[0] in by_place:
            first = waiting.popleft()
            on_done(by_place[first])
            by_place[first] = replace(by_place[first], described=None)

    with _pool(width, scheduler) as pool:
        futures = {pool.submit(proofed, task): at for at, task in enumerate(tasks)}
        for future in as_completed(futures):
            at = futures.pop(future)  # with what it holds
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                break  # a process was killed, and nobody knows over which document
            if error is None:  # else a worker of the cluster was lost over this one, again and again
                done(at, future.result())
    for at in sorted(set(range(len(tasks))) - by_place.keys()):
        done(at, _alone(tasks[at]))
    return [by_place[at] for at in range(len(tasks))]


def _pool(width: int, scheduler: str) -> AbstractContextManager[Any]:
    from kimtan.run.cluster import cluster_executor
    from kimtan.run.processes import process_pool

    return cluster_executor(scheduler, is_isolated=False) if scheduler else process_pool(width)


def _alone(task: ProofTask) -> Proofed:
    """Proof a document in a process of its own, so that one that kills its process is found out."""
    with _pool(1, "") as pool:
        try:
            result: Proofed = pool.submit(proofed, task).result()
            return result
        except BrokenExecutor:
            seen = "The process that read the document was ended by the system, likely for want of memory."
            problem = Problem(task.shown, seen, "Divide the document.", "document.killed")
            return Proofed(task.shown, problems=(problem,), code=ExitCode.BAD_INPUT)


def write_index(results: Sequence[Proofed], folder: Path) -> Path:
    """Write a page over all documents into a folder, worst first; its links are relative.

    Raises
    ------
    OutputError
        The folder cannot be written.
    """
    from kimtan.report.page import standalone_page

    rows = [
        {
            "name": result.shown,
            "failed": bool(result.problems),
            "wrong": result.count("cannot_hold"),
            "suspicious": result.count("suspicious"),
            "figures": result.figures,
            "sentences": [finding.text_vi for finding in result.findings if finding.is_wrong][:2]
            or [str(problem) for problem in result.problems[:2]],
            "links": [(_FORMATS[file.suffix], Path(os.path.relpath(file, folder)).as_posix()) for file in result.files],
        }
        for result in sorted(results, key=lambda result: result.rank)
    ]
    page = standalone_page("proofs.html.j2", "vi", title="Các văn bản đã soát số liệu", rows=rows)
    return write_result(folder / "index", ".html", page.encode())
