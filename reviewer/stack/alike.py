"""Groups of things that are nearly the same, found without comparing all pairs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)
_BANDS = 24
_MOST_ROWS = 8
_FOUND = 0.96
"""Of the pairs that are just alike enough, at least so many are proposed; of closer ones nearly all."""
_FEW = 60
"""So few things are compared each with each."""


def groups(
    things: Sequence[T],
    parts: Callable[[T], Iterable[str]],
    least: float,
    alike: Callable[[T, T], bool],
) -> list[list[T]]:
    """Things that are alike, in groups: each with the first thing before it that it is like.

    Args:
        things: in their order.
        parts: of a thing, whose share in common tells how alike two things are.
        least: the share (Jaccard) in common of any two things that are alike.
        alike: the exact comparison, of an earlier thing with a later one.
    """
    propose = _all_of(things) if len(things) <= _FEW else _sketched(things, parts, least)
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


def _sketched(things: Sequence[T], parts: Callable[[T], Iterable[str]], least: float) -> Propose:
    """Near-linear in the number of things: MinHash and LSH, over those asked for so far."""
    from rensa import RMinHash, RMinHashLSH

    rows = _rows(least)
    permutations = _BANDS * rows
    index: Any = RMinHashLSH(least, permutations, _BANDS)

    def propose(number: int) -> Iterable[int]:
        tokens = [part.encode("utf-8", "replace") for part in parts(things[number])]
        if not tokens:
            return ()
        sketch: Any = RMinHash(permutations, seed=1)
        sketch.update(tokens)
        before = sorted(index.query(sketch))
        index.insert(number, sketch)
        return before

    return propose


def _rows(least: float) -> int:
    """The longest bands, which propose the fewest pairs in vain, that find what is alike."""
    rows = range(1, _MOST_ROWS + 1)
    return max(row for row in rows if row == 1 or 1 - (1 - least**row) ** _BANDS >= _FOUND)
