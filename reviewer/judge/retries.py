"""Trying again after a request failed on the way, and knowing when to stop asking at all."""

from __future__ import annotations

import math
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from reviewer.judge.settings import Settings
from reviewer.judge.trouble import UnansweredError

Answer = TypeVar("Answer")
FEWEST_IN_A_ROW = 3


async def persist(
    send: Callable[[], Awaitable[Answer]], settings: Settings, *, waiting: bool = True
) -> Answer:
    """Make a request, again while its trouble allows it.

    Between tries: exponential backoff with jitter, or what Retry-After says, but never longer than
    `settings.longest_wait`. `waiting=False` is for a replay, where nobody needs to be spared.

    Raises:
        UnansweredError: the last one.
    """
    retrying = AsyncRetrying(
        retry=retry_if_exception_type(UnansweredError),
        stop=lambda state: state.attempt_number >= _trouble(state).tries,
        wait=(lambda state: pause(state.attempt_number, _trouble(state), settings))
        if waiting
        else (lambda state: 0),
        reraise=True,
    )
    return await retrying(send)


def pause(attempt: int, trouble: UnansweredError, settings: Settings) -> float:
    """Seconds to wait after this attempt failed; at least what the endpoint asked for."""
    if trouble.after is not None and math.isfinite(trouble.after):
        # The jitter keeps requests that were turned away together from coming back together.
        wanted = max(trouble.after, 0) + random.uniform(0, settings.backoff)  # noqa: S311
    else:
        wanted = settings.backoff * 2 ** min(attempt - 1, 16) * random.uniform(0.5, 1)  # noqa: S311
    return min(wanted, settings.longest_wait)


def _trouble(state: RetryCallState) -> UnansweredError:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, UnansweredError) else UnansweredError("")


class Circuit:
    """Open once it is known that asking on is no use; then nothing more is asked."""

    def __init__(self, concurrency: int) -> None:
        # What runs at once also fails at once: only more than that says something.
        self._patience = max(FEWEST_IN_A_ROW, concurrency)
        self._in_a_row = 0
        self.reason: str | None = None

    def check(self) -> None:
        """Raises: UnansweredError: asking on is no use."""
        if self.reason:
            raise UnansweredError(self.reason, stop=True)

    def success(self) -> None:
        """A request was answered."""
        self._in_a_row = 0

    def failure(self, trouble: UnansweredError) -> None:
        """A request got no answer, after all its tries."""
        self._in_a_row += trouble.outage
        if trouble.stop:
            self.reason = self.reason or trouble.reason
        elif self._in_a_row >= self._patience:
            count = self._in_a_row
            self.reason = self.reason or f"连续 {count} 次请求没有成功，最后一次：{trouble.reason}"
