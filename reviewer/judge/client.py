"""Carries inquiries to the model and replies back: out of the cache, or over the network.

Whatever happens on the way, every inquiry gets its reply, with a reason for each row that has no
answer; the deterministic findings never depend on it.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from pydantic import BaseModel

from reviewer.judge import cassette
from reviewer.judge.answers import salvage
from reviewer.judge.cache import Cache, Kept, key
from reviewer.judge.exchange import Inquiry, Reply, Usage
from reviewer.judge.settings import Settings
from reviewer.judge.trouble import UnansweredError, one_line

if TYPE_CHECKING:
    from reviewer.judge.conversation import Conversation
    from reviewer.judge.endpoint import Endpoint

INTERRUPTED = "已中断"
NOT_ASKED = "未询问："
STAGGER = 0.002
Progress = Callable[[int, int], None]
Salvaged = tuple[dict[str, BaseModel], dict[str, str]]


async def ask(
    inquiries: Sequence[Inquiry],
    settings: Settings,
    *,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> list[Reply]:
    """Ask everything that the cache does not know; the replies in the order of the inquiries.

    Never raises for what a model, an endpoint or the network does. When the task is cancelled
    (Ctrl-C), what was answered by then is returned and the rest fails with INTERRUPTED. Under
    `cassette.record` nothing is read from the cache, under `cassette.replay` it is left alone.

    Args:
        inquiries: what to ask.
        settings: how to ask it.
        cache: answers of earlier runs; None for none.
        progress: called with (done, total) once at the start and after each reply.
    """
    tape = cassette.inserted()
    run = _Run(inquiries, tape.fit(settings) if tape else settings, cache, progress)
    run.read_cache()
    obstacle = None if tape and not tape.recording else run.settings.obstacle
    if obstacle:
        run.fail_rest(UnansweredError(obstacle))
    try:
        if run.left:
            await run.ask_rest()
    except asyncio.CancelledError:
        # The caller gets replies, not an exception, so the cancellation is dealt with here.
        if task := asyncio.current_task():
            task.uncancel()
        run.fail_rest(UnansweredError(INTERRUPTED))
    return run.replies()


class _Run:
    """The state of one `ask`."""

    def __init__(
        self,
        inquiries: Sequence[Inquiry],
        settings: Settings,
        cache: Cache | None,
        progress: Progress | None,
    ) -> None:
        self.inquiries = inquiries
        self.settings = settings
        self._tape = cassette.inserted()
        self._cache = None if self._tape and not self._tape.recording else cache
        self._progress = progress or (lambda done, total: None)
        self._replies: list[Reply | None] = [None] * len(inquiries)
        self._under_way: dict[int, Conversation] = {}
        self._done = 0

    @property
    def left(self) -> list[int]:
        """Which inquiries have no reply yet."""
        return [number for number, reply in enumerate(self._replies) if reply is None]

    def replies(self) -> list[Reply]:
        """All replies."""
        return [reply or Reply() for reply in self._replies]

    def read_cache(self) -> None:
        """Reply to what the cache knows."""
        self._progress(0, len(self.inquiries))
        if self._cache is None or self._tape is not None:
            return
        for number, inquiry in enumerate(self.inquiries):
            kept = self._cache.get(key(inquiry, self.settings))
            answers, failures = _read(kept.text, inquiry) if kept else ({}, {})
            if kept and answers:  # what the guards of today reject altogether is asked anew
                self._settle(number, Reply(answers, failures, Usage(cached=True), kept.model))

    def fail_rest(self, trouble: UnansweredError) -> None:
        """Reply to everything that is left; what was said by now stands."""
        for number in self.left:
            self._conclude(number, trouble)

    async def ask_rest(self) -> None:
        """Ask what is left, as many at once as the settings allow."""
        from reviewer.judge.conversation import quiet
        from reviewer.judge.endpoint import Endpoint

        quiet()
        if self._tape:
            self._tape.announce(self.inquiries, self.settings)
        left = self.left
        numbers = iter(left)
        async with Endpoint(self.settings) as endpoint, _spared_collector():
            workers = [
                asyncio.create_task(self._work(numbers, endpoint, delay=worker * STAGGER))
                for worker in range(min(self.settings.concurrency, len(left)))
            ]
            try:
                await asyncio.gather(*workers)
            finally:
                for worker in workers:
                    worker.cancel()
                await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, numbers: Iterator[int], endpoint: Endpoint, delay: float) -> None:
        from reviewer.judge.conversation import Conversation

        # Workers that start together prepare, send and receive together, and then wait together.
        await asyncio.sleep(delay)
        for number in numbers:
            if reason := endpoint.circuit.reason:
                self._conclude(number, UnansweredError(reason))
                continue
            conversation = Conversation(self.inquiries[number], endpoint)
            self._under_way[number] = conversation
            try:
                trouble = await conversation.hold()
            except Exception as error:  # one form's mishap is not the others'
                trouble = UnansweredError(f"出错（{one_line(repr(error))}）")
            self._conclude(number, trouble)

    def _conclude(self, number: int, trouble: UnansweredError | None) -> None:
        """Reply with what a conversation gave, if there was one."""
        inquiry, conversation = self.inquiries[number], self._under_way.pop(number, None)
        text, answers, failures = _best(conversation.texts if conversation else [], inquiry)
        usage = conversation.meter.usage() if conversation else Usage()
        if trouble:
            said = f"{'' if usage.requests else NOT_ASKED}{trouble.reason}"
            failures = {row: f"{said}；{why}" if why else said for row, why in failures.items()}
        model = conversation.model if conversation else ""
        # An answer that something interrupted may be whole the next time.
        if self._cache and answers and not (trouble and failures):
            took = (usage.requests, usage.prompt_tokens, usage.completion_tokens)
            self._cache.put(key(inquiry, self.settings), Kept(text, model, *took))
        self._settle(number, Reply(answers, failures, usage, model))

    def _settle(self, number: int, reply: Reply) -> None:
        self._replies[number] = reply
        self._done += 1
        self._progress(self._done, len(self.inquiries))


@asynccontextmanager
async def _spared_collector() -> AsyncIterator[None]:
    """Keep the garbage collector off what is there already.

    The client's libraries are hundreds of thousands of objects that stay; walking through them
    again and again took a fifth of the time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _best(
    texts: Sequence[str], inquiry: Inquiry
) -> tuple[str, dict[str, BaseModel], dict[str, str]]:
    """The answer with most rows that pass the guards, of several the latest."""
    best: tuple[str, dict[str, BaseModel], dict[str, str]] = "", {}, dict.fromkeys(inquiry.rows, "")
    for text in texts:
        answers, failures = _read(text, inquiry)
        if len(answers) >= len(best[1]):
            best = text, answers, failures
    return best


def _read(text: str, inquiry: Inquiry) -> Salvaged:
    """What of a raw answer passes the guards, and why the rest does not; both by row id."""
    try:
        return salvage(text, inquiry)
    except Exception as error:  # a model may answer anything
        return {}, dict.fromkeys(inquiry.rows, f"答案无法读取（{type(error).__name__}）")
