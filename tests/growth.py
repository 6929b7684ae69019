"""Cost that grows with the size of what is read, not with its square.

No number of seconds holds on every machine. What is measured is processor time of this thread, and
only how it grows within one run; a busy machine may stretch one measure, so there are several tries.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

SOON = 0.5
"""Seconds of processor time that nobody minds: what takes less may grow as it likes."""
TRIES = 4
STEP = 4
MOST = 2 * STEP
"""A square would grow sixteenfold."""


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether work of four times the size costs about four times as much, eight times at most.

    Every try has a size of its own, so that nothing is in a cache of the try before.
    """
    sizes = (size + size // 400 * attempt + attempt for attempt in range(TRIES))
    return any(_is_linear(work, one) for one in sizes)


def _is_linear(work: Callable[[int], object], size: int) -> bool:
    cost = _cost(work, size)
    return cost <= SOON or cost <= MOST * _cost(work, size // STEP)


def _cost(work: Callable[[int], object], size: int) -> float:
    # A collection in the middle would search whatever earlier tests have left in memory.
    gc.collect()
    gc.disable()
    try:
        start = time.thread_time()
        work(size)
        return time.thread_time() - start
    finally:
        gc.enable()
