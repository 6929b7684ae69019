"""How nearly two Chinese texts are the same: sets of neighbouring characters, compared exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, pairwise

from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern

NEARLY = Fraction(4, 5)
"""Share of its pairs that each of two texts must find in the other to be nearly the same."""
SHORT = 12
"""Texts of fewer characters are the same or they are not: one word makes them another text."""
MAX_COMPARED = 20_000

_NOT_WORD = pattern(r"[^0-9A-Za-z一-鿿%≥≤><=.]+|(?<!\d)\.|\.(?!\d)")
_NUMBER = pattern(r"\d+(?:\.\d+)?%?")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The normalized text without tags, blanks and punctuation; decimal points stay."""
    return words_only(normalize(text[:MAX_COMPARED]))


def words_only(normalized: str) -> str:
    """A normalized text without blanks and punctuation; decimal points stay."""
    return _NOT_WORD.sub("", normalized)


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a bare text."""
    return frozenset(map("".join, pairwise(text)))


def same(one: str, other: str) -> bool:
    """Equal but for blanks, punctuation, tags and the width of characters."""
    return bare(one) == bare(other)


@lru_cache(maxsize=4096)
def without_numbers(text: str) -> str:
    """The bare text with one sign for every number."""
    return _NUMBER.sub("#", bare(text))


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[str, ...]:
    """The numbers of the bare text, as printed."""
    return tuple(_NUMBER.findall(bare(text)))


def nearly_same(one: str, other: str) -> bool:
    """Whether two texts read as copies of each other, whatever their numbers.

    Short texts must be equal; of longer ones each finds at least four fifths of its pairs in the
    other. Numbers are left out of account: see `numbers` to tell copies from texts that each give
    their own figures.
    """
    a, b = without_numbers(one), without_numbers(other)
    if a == b:
        return True
    if min(len(a), len(b)) < SHORT:
        return False
    pairs_a, pairs_b = shingles(a), shingles(b)
    most = max(len(pairs_a), len(pairs_b))
    if min(len(pairs_a), len(pairs_b)) < most * NEARLY:
        return False
    return len(pairs_a & pairs_b) >= most * NEARLY


def alike_earlier(texts: Sequence[str], most: int = 20) -> list[list[int]]:
    """For each text the first texts before it that are nearly the same, at most so many.

    Near-linear in the number of texts: texts that are nearly the same share one of the rarest
    fifth of either's pairs, so only those are looked up. Of equal texts only the first stands in
    the lists.
    """
    keys = [bare(text) for text in texts]
    counts = Counter(pair for key in set(keys) for pair in shingles(without_numbers(key)))
    first_of: dict[str, int] = {}
    holders: dict[str, list[int]] = {}
    twins: Counter[str] = Counter()
    found: list[list[int]] = []
    for index, key in enumerate(keys):
        if key in first_of:
            found.append([first_of[key]])
            continue
        first_of[key] = index
        masked = without_numbers(key)
        rarest = _rarest(masked, counts)
        candidates = {held for pair in rarest for held in holders.get(pair, ())}
        alike = (held for held in sorted(candidates) if nearly_same(texts[held], texts[index]))
        found.append(list(islice(alike, most)))
        twins[masked] += 1
        if twins[masked] <= most:
            for pair in rarest:
                holders.setdefault(pair, []).append(index)
    return found


def _rarest(masked: str, counts: Counter[str]) -> list[str]:
    pairs = sorted(shingles(masked), key=lambda pair: (counts[pair], pair))
    if len(masked) < SHORT:
        # Short texts must be equal: their rarest pair finds the equal ones.
        return pairs[:1]
    spare = len(pairs) * (NEARLY.denominator - NEARLY.numerator) // NEARLY.denominator
    return pairs[: spare + 1]
