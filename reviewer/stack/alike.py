"""Groups of things that are nearly the same, found without comparing all pairs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)
_PERMUTATIONS = 64
_FEW = 60
"""So many things are compared each with each: the library takes a second to start."""


def groups(
    things: Sequence[T],
    parts: Callable[[T], Iterable[str]],
    threshold: float,
    alike: Callable[[T, T], bool],
) -> list[list[T]]:
    """Things that are alike, in groups: each with the first thing before it that it is like.

    Args:
        things: in their order.
        parts: of a thing, whose share in common tells how alike two things are.
        threshold: the share (Jaccard) from which on a pair is proposed; below what counts as alike.
        alike: the exact comparison, of an earlier thing with a later one.
    """
    propose = _all_of(things) if len(things) <= _FEW else _sketched(things, parts, threshold)
    found: dict[int, list[T]] = {}
    for number, thing in enumerate(things):
        before = propose(number)
        lead = next((one for one in before if one in found and alike(things[one], thing)), number)
        found.setdefault(lead, []).append(thing)
    return list(found.values())


Propose = Callable[[int], Iterable[int]]
"""For a thing, by its number, those before it that may be like it."""


def _all_of(things: Sequence[T]) -> Propose:
    return range


def _sketched(
    things: Sequence[T], parts: Callable[[T], Iterable[str]], threshold: float
) -> Propose:
    """Near-linear in the number of things: MinHash and LSH, over those asked for so far."""
    from datasketch import MinHash, MinHashLSH

    first: Any = MinHash(num_perm=_PERMUTATIONS)
    index: Any = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)

    def propose(number: int) -> Iterable[int]:
        tokens = [part.encode("utf-8", "replace") for part in parts(things[number])]
        if not tokens:
            return ()
        sketch: Any = first.copy()  # empty; permutations need not be made again
        sketch.update_batch(tokens)
        before = sorted(index.query(sketch))
        index.insert(number, sketch)
        return before

    return propose
