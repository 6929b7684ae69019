"""What a run may spend: requests and money, counted before a request leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal

from reviewer.judge.settings import Settings
from reviewer.judge.trouble import UnansweredError


@dataclass(slots=True)
class Bill:
    """What one request cost, or is taken to have cost."""

    cost: Decimal = Decimal(0)


class Budget:
    """Lets requests through while there is money left for them.

    What a request will cost is known only afterwards. So the first one goes alone, and a further
    one is let through while everything under way, at the price of the dearest so far, stays within
    the limit: the limit can be passed by the last request, never by all that run at once.
    """

    def __init__(self, settings: Settings) -> None:
        self._max_requests = settings.max_requests
        self._max_cost = settings.max_cost
        self._currency = settings.currency
        self._changed = asyncio.Condition()
        self._requests = 0
        self._under_way = 0
        self._spent = Decimal(0)
        self._dearest = Decimal(0)

    @asynccontextmanager
    async def room(self) -> AsyncIterator[Bill]:
        """Room for one request; write its cost on the bill.

        Raises:
            UnansweredError: the budget is used up; no later request will go either.
        """
        bill = Bill()
        async with self._changed:
            await self._changed.wait_for(lambda: self._exhausted or self._has_room)
            if reason := self._exhausted:
                raise UnansweredError(reason, stop=True)
            self._requests += 1
            self._under_way += 1
        try:
            yield bill
        finally:
            self._under_way -= 1
            self._spent += bill.cost
            self._dearest = max(self._dearest, bill.cost)
            async with self._changed:
                self._changed.notify_all()

    @property
    def _exhausted(self) -> str:
        if self._max_requests is not None and self._requests >= self._max_requests:
            return f"已到请求数上限（{self._max_requests} 次）"
        if self._max_cost is not None and self._spent >= self._max_cost:
            return f"已到费用上限（{self._max_cost:f}{self._currency}）"
        return ""

    @property
    def _has_room(self) -> bool:
        if self._max_cost is None or not self._under_way:
            return True
        expected = self._spent + self._dearest * (self._under_way + 1)
        return bool(self._dearest) and expected <= self._max_cost
