"""Where sections run: in processes forked from a warm one where the system can do that, else in ordinary ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Literal, TypeAlias, get_args

from kimtan.run.forks import HAS_FORK, ForkedPool, forked_pool
from kimtan.run.kernels import process_pool

Kernel = Literal["forked", "plain"]

KERNELS: tuple[Kernel, ...] = get_args(Kernel)
"""Kinds of kernels: ``forked`` from a warm process, ``plain`` started anew each."""

Pool: TypeAlias = Callable[[int], AbstractContextManager[Executor]]
"""Gives an executor for so many sections at a time; leaving the context ends whatever still runs."""


@contextmanager
def section_pool(kernel: Kernel | None = None) -> Iterator[Pool]:
    """A pool for all runs within the block: one warm process serves them all, and warms up from now on.

    Parameters
    ----------
    kernel
        The kind of kernels; forked where that can be when not given.
    """
    if kernel == "plain" or not HAS_FORK:
        yield process_pool
        return
    with ExitStack() as stack:
        started: list[ForkedPool] = []

        def pool(_: int) -> AbstractContextManager[Executor]:
            if not started or not started[-1].is_alive:  # somebody killed it
                started.append(stack.enter_context(forked_pool()))
            return nullcontext(started[-1])

        pool(0)
        yield pool
