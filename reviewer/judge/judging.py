"""The judge over reviewed documents: build inquiries, have them answered, add the verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reviewer.judge import accounting, client
from reviewer.judge.cache import Cache
from reviewer.judge.exchange import Inquiry, Reply
from reviewer.judge.findings import merge
from reviewer.judge.prompt import Prompt
from reviewer.judge.questions import build_inquiries
from reviewer.judge.settings import Settings
from reviewer.judge.verdicts import read_replies
from reviewer.models import Review
from reviewer.reviewing import Reviewed


@dataclass(frozen=True, slots=True)
class Account:
    """What a run of the judge was and took, for the foot of a report.

    Attributes:
        endpoint: where the requests went; None where answers came out of a cassette.
        models: the names that the endpoint gave itself.
        prompt: id and version of the prompt.
        prompt_sha256: of the prompt's file.
        inquiries: requests that the forms called for.
        requests: requests made, retries and mends included.
        cached: inquiries that the cache answered.
        prompt_tokens: summed over all requests.
        completion_tokens: likewise.
        cost: in `currency`, None where no price is known.
        unjudged: why rows were left without a verdict, with their number.
    """

    endpoint: str | None
    models: tuple[str, ...]
    prompt: str
    prompt_sha256: str
    inquiries: int
    requests: int
    cached: int
    prompt_tokens: int
    completion_tokens: int
    cost: Decimal | None
    currency: str
    unjudged: tuple[tuple[str, int], ...]


async def judge(
    reviewed: Sequence[Reviewed],
    settings: Settings,
    prompt: Prompt,
    *,
    cache: Cache | None = None,
    endpoint: str | None = None,
    progress: client.Progress | None = None,
) -> tuple[list[list[Review]], Account]:
    """Judge every form; the reviews with verdicts, by document, and what it took.

    Raises:
        PromptError: the prompt cannot be rendered.
    """
    by_document = [build_inquiries(one.document, one.cases, prompt) for one in reviewed]
    inquiries = [inquiry for part in by_document for inquiry in part]
    replies = await client.ask(inquiries, settings, cache=cache, progress=progress)
    account = _account(inquiries, replies, settings, prompt, endpoint)
    if inquiries and not any(reply.answers for reply in replies):
        # No model to be had: the account says why, once; a reproach on every row would not help.
        return [list(one.reviews) for one in reviewed], account
    told = iter(zip(inquiries, replies, strict=True))
    merged = []
    for one, asked in zip(reviewed, by_document, strict=True):
        exchanges = [next(told) for _ in asked]
        judged = read_replies(one.cases, exchanges)
        merged.append(
            [
                merge(case, review, rows)
                for case, review, rows in zip(one.cases, one.reviews, judged, strict=True)
            ]
        )
    return merged, account


def _account(
    inquiries: Sequence[Inquiry],
    replies: Sequence[Reply],
    settings: Settings,
    prompt: Prompt,
    endpoint: str | None,
) -> Account:
    usage = accounting.total(replies)
    failures = Counter(reason for reply in replies for reason in reply.failures.values())
    return Account(
        endpoint=endpoint,
        models=tuple(sorted({reply.model for reply in replies if reply.model})),
        prompt=prompt.id,
        prompt_sha256=prompt.sha256,
        inquiries=len(inquiries),
        requests=usage.requests,
        cached=sum(reply.usage.cached for reply in replies),
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        cost=usage.cost,
        currency=settings.currency,
        unjudged=tuple(failures.most_common()),
    )
