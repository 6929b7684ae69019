"""The endpoint: completions over HTTP, within the budget, with retries, until asking is no use."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from functools import partial
from types import TracebackType
from typing import Any, Self

from reviewer.judge import cassette
from reviewer.judge.accounting import Meter
from reviewer.judge.budget import Budget
from reviewer.judge.completion import Said, read
from reviewer.judge.retries import Circuit, persist
from reviewer.judge.settings import Settings
from reviewer.judge.trouble import UnansweredError, diagnose, nonsense

# Some models refuse these; they make answers repeatable, but an answer without them is one too.
SAMPLING = ("temperature", "seed")
NO_KEY = "none"


class Endpoint:
    """An OpenAI-compatible endpoint, for one run. Use as an async context manager."""

    def __init__(self, settings: Settings) -> None:
        import openai

        self.settings = settings
        self.circuit = Circuit(settings.concurrency)
        self._budget = Budget(settings)
        self._refused: set[str] = set()
        self._client = openai.AsyncOpenAI(
            # A server of one's own needs no key, but the client wants one.
            api_key=settings.key.get_secret_value() or NO_KEY,
            base_url=settings.base_url,
            timeout=settings.timeout,
            max_retries=0,
            # What a cassette can decompress; the client itself knows more.
            default_headers={"Accept-Encoding": "gzip, deflate"},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._client.close()

    async def complete(self, request: dict[str, Any], meter: Meter) -> Said:
        """What the model says to a request.

        Raises:
            UnansweredError: nothing, after all tries.
        """
        tape = cassette.inserted()
        waiting = tape is None or tape.recording
        try:
            send = partial(self._try, request, meter)
            answer = await persist(send, self.settings, waiting=waiting)
        except UnansweredError as trouble:
            self.circuit.failure(trouble)
            raise
        self.circuit.success()
        return answer

    async def _try(self, request: dict[str, Any], meter: Meter) -> Said:
        """One HTTP request."""
        from openai.types.chat import ChatCompletion

        self.circuit.check()
        # Without what another request has found out that the model refuses.
        body = {name: value for name, value in request.items() if name not in self._refused}
        async with self._budget.room() as bill:
            meter.requests += 1
            try:
                # The client's own timeout starts anew with every byte that trickles in.
                async with asyncio.timeout(self.settings.timeout):
                    # Not chat.completions.create, which walks through every message and the whole
                    # schema first, looking for names to translate, and finds none.
                    completion: Any = await self._client.post(
                        "/chat/completions", cast_to=ChatCompletion, body=body
                    )
            except Exception as error:  # whatever it is, it has to become one line
                raise self._trouble(error) from None
            cost = meter.count(getattr(completion, "usage", None))
            bill.cost = self._estimate(request, completion) if cost is None else cost
        said = read(completion)
        if said is None:
            raise nonsense(completion, self.settings)
        return said

    def _trouble(self, error: Exception) -> UnansweredError:
        if mismatch := cassette.mismatch(error):
            return UnansweredError(mismatch)
        if name := _refused_sampling(error):
            self._refused.add(name)
            return UnansweredError(f"模型不接受 {name}", tries=len(SAMPLING) + 1, after=0)
        return diagnose(error, self.settings)

    def _estimate(self, request: dict[str, Any], completion: object) -> Decimal:
        """What a request without `usage` is taken to cost: a token for each character."""
        if self.settings.price is None:
            return Decimal(0)
        said = sum(len(str(message.get("content"))) for message in request["messages"])
        return self.settings.price.cost(said, len(str(completion)))


def _refused_sampling(error: Exception) -> str | None:
    """The sampling parameter that a 400 complains about."""
    if getattr(error, "status_code", None) not in (400, 422):
        return None
    complaint = f"{getattr(error, 'param', None)} {getattr(error, 'message', '')}"
    return next((name for name in SAMPLING if name in complaint), None)
