"""Where sections run: in processes forked from a warm one where the system can do that, else in ordinary ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, cast, get_args

from kimtan.errors import Problem, SectionError
from kimtan.run.wire import HAS_FORK

if TYPE_CHECKING:
    from kimtan.run.cluster import ClusterExecutor
    from kimtan.run.forks import ForkedPool

Kernel = Literal["forked", "plain"]

KERNELS: tuple[Kernel, ...] = get_args(Kernel)
"""Kinds of kernels: ``forked`` from a warm process, ``plain`` started anew each."""

_Answer = TypeVar("_Answer")


def section_pool(kernel: Kernel | None = None, scheduler: str = "") -> SectionPool:
    """A pool for the reports of one command; its warm process is that of a preview, where one runs."""
    os.environ["MPLBACKEND"] = "agg"  # no window is needed, whatever is set there
    return SectionPool(kernel, scheduler, borrows=True)


class SectionPool(AbstractContextManager["SectionPool"]):
    """A pool for all runs within its context: one warm process serves them all.

    Parameters
    ----------
    kernel
        The kind of kernels; forked where that can be when not given.
    scheduler
        Address of a Dask scheduler to whose workers the sections are sent, instead of running them here.
    lends, borrows
        Whether other runs may use the warm process, and whether one that is lent is used.
    """

    def __init__(
        self, kernel: Kernel | None = None, scheduler: str = "", *, lends: bool = False, borrows: bool = False
    ) -> None:
        self.is_forked = kernel != "plain" and HAS_FORK and not scheduler
        self._lends, self._borrows = lends, borrows
        self.scheduler = scheduler
        self._stack = ExitStack()
        self._started: ForkedPool | None = None
        self._cluster: ClusterExecutor | None = None

    def __enter__(self) -> Self:
        self._stack.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def warm_up(self) -> None:
        """Start the warm process, which warms up while the caller goes on; another one where somebody killed it.

        Raises
        ------
        InputError
            There is no such cluster.
        """
        if self.scheduler and self._cluster is None:
            from kimtan.run.cluster import cluster_executor

            self._cluster = self._stack.enter_context(cluster_executor(self.scheduler))
        if self.is_forked and (self._started is None or not self._started.is_alive):
            from kimtan.run.forks import forked_pool

            self._started = self._stack.enter_context(forked_pool(lends=self._lends, borrows=self._borrows))

    def prepare(self, function: Callable[..., object], *arguments: Any) -> None:
        """Have what sections need made once for all, where they are forked from one process; else do nothing.

        On a cluster each worker makes it once.
        """
        self.warm_up()
        pool = self._started or self._cluster
        if pool is not None:
            pool.prepare(function, *arguments)

    def beside(self, function: Callable[..., _Answer], *arguments: Any) -> Callable[[], _Answer]:
        """Have a function called while sections run, where they are forked; else when its answer is asked for.

        Where its process was killed it is called once more, in another one; what it had written is written over.
        """
        self.warm_up()
        if self._started is None:
            return partial(function, *arguments)
        first = self._submitted(function, arguments)

        def answer() -> _Answer:
            try:
                return first.result()
            except BrokenExecutor:
                self.warm_up()
            try:
                return self._submitted(function, arguments).result()
            except BrokenExecutor as error:
                seen = "The process that makes what stands beside the sections was ended from outside, twice."
                remedy = "Often there was too little memory: --jobs 1 needs less."
                raise SectionError(Problem(function.__name__, seen, remedy, "section.lost_worker")) from error

        return answer

    def _submitted(self, function: Callable[..., _Answer], arguments: tuple[Any, ...]) -> Future[_Answer]:
        """What will come of a function in a process of its own; that there is no such process is one such thing."""
        try:
            return cast("ForkedPool", self._started).submit_beside(function, *arguments)
        except BrokenExecutor as error:
            lost: Future[_Answer] = Future()
            lost.set_exception(error)
            return lost

    @property
    def width(self) -> int:
        """How many sections there can be at a time."""
        self.warm_up()
        return os.cpu_count() or 1 if self._cluster is None else self._cluster.width

    def __call__(self, width: int) -> AbstractContextManager[Executor]:
        """An executor for so many sections at a time; leaving the context ends whatever still runs."""
        self.warm_up()
        if self._cluster is not None:
            return nullcontext(self._cluster)
        if self._started is not None:
            return nullcontext(self._started)
        from kimtan.run.processes import process_pool

        return process_pool(width)
