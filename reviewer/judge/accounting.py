"""Requests, tokens and cost: of one inquiry over all its tries, and of a whole run."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reviewer.judge.exchange import Reply, Usage
from reviewer.judge.settings import Price

MOST_TOKENS = 10**9


class Meter:
    """Counts what the requests for one inquiry took."""

    def __init__(self, price: Price | None) -> None:
        self._price = price
        self._known = price is not None
        self._cost = Decimal(0)
        self._prompt = 0
        self._completion = 0
        self.requests = 0

    def count(self, usage: object) -> Decimal | None:
        """Add what a completion reports in its `usage`; its cost, None where that is unknown."""
        prompt = _tokens(usage, "prompt_tokens")
        completion = _tokens(usage, "completion_tokens")
        self._prompt += prompt or 0
        self._completion += completion or 0
        if self._price is None or prompt is None or completion is None:
            self._known = False
            return None
        cost = self._price.cost(prompt, completion)
        self._cost += cost
        return cost

    def usage(self) -> Usage:
        """The sums. Cost is None without a price, and where an answer came without its usage."""
        return Usage(
            requests=self.requests,
            prompt_tokens=self._prompt,
            completion_tokens=self._completion,
            cost=self._cost if self._known else None,
        )


def total(replies: Iterable[Reply]) -> Usage:
    """The sums over replies; cost is None as soon as one that asked does not know its own."""
    asked = [reply.usage for reply in replies if reply.usage.requests]
    costs = [usage.cost for usage in asked if usage.cost is not None]
    return Usage(
        requests=sum(usage.requests for usage in asked),
        prompt_tokens=sum(usage.prompt_tokens for usage in asked),
        completion_tokens=sum(usage.completion_tokens for usage in asked),
        cost=sum(costs, Decimal(0)) if len(costs) == len(asked) else None,
    )


def _tokens(usage: object, name: str) -> int | None:
    """A count of tokens as an endpoint gave it: anything may stand there."""
    value = getattr(usage, name, None)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= MOST_TOKENS else None
