"""Where the clauses and sentences of a normalized text begin and end."""

from __future__ import annotations

from collections.abc import Iterator

CLAUSE = "，。；！？"
SENTENCE = "。；！？"


def start_of(plain: str, at: int, stops: str = CLAUSE, since: int = 0) -> int:
    """Where the clause begins that a position stands in, not looking back beyond `since`."""
    for sign in stops:
        if (found := plain.rfind(sign, since, at)) >= 0:
            since = found + 1
    return since


def end_of(plain: str, at: int, stops: str = CLAUSE) -> int:
    """Where the clause ends that a position stands in."""
    return min((end for sign in stops if (end := plain.find(sign, at)) >= 0), default=len(plain))


def clause_at(plain: str, at: int) -> tuple[int, int]:
    """Where the clause of a position begins and ends."""
    return start_of(plain, at), end_of(plain, at)


def spans(plain: str, stops: str = CLAUSE) -> Iterator[tuple[int, int]]:
    """Where each clause begins and ends; empty ones are left out."""
    start = 0
    for at, char in enumerate(plain):
        if char in stops:
            if at > start:
                yield start, at
            start = at + 1
    if start < len(plain):
        yield start, len(plain)
