"""What two texts say in common, whatever words they use for it: 疏浚河道 and 河道清淤长度.

Texts are brought to one word for each group of `kin.toml`, and then compared by the pieces of two
or more characters that they share, in whatever order.
"""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.lexicon import lexicon

MIN_SHARED = 2
"""A shorter piece in common is chance: Chinese words mostly have two characters."""
_LONGEST = 200
_LIGHT, _CODE = 0.3, 0.2
"""An act (安装, 举办) tells so much of what a thing tells."""
_JOINING = frozenset("的和")


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """The normalized text with one word for all that mean the same."""
    text = normalize(text)[: 2 * _LONGEST]
    kept, at = [], 0
    for mark in lexicon("kin").marks(text):
        if mark.start >= at:
            kept += [text[at : mark.start], mark.concept]
            at = mark.end
    return "".join([*kept, text[at:]])


@lru_cache(maxsize=4096)
def without_light(words: str) -> str:
    """Plain words with a blank for every act, and for what tells as little."""
    kept, at = [], 0
    for start, end in _light(words):
        kept.append(words[at:start])
        at = end
    return " ".join([*kept, words[at:]])


@lru_cache(maxsize=4096)
def _light(words: str) -> tuple[tuple[int, int], ...]:
    kin = lexicon("kin")
    return tuple(
        (mark.start, mark.end)
        for mark in kin.marks(words)
        if not kin.concepts[mark.concept].keys().isdisjoint(("act", "light"))
    )


def _weight(char: str) -> float:
    """DN100 tells less than a word."""
    return 0.0 if not char.isalnum() else _CODE if char.isascii() else 1.0


@lru_cache(maxsize=8192)
def does_another(words: str, text: str) -> bool:
    """Whether two plain wordings name acts, and none in common: 公路养护 and 新改建公路."""
    mine, theirs = acts(words), acts(text)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


@lru_cache(maxsize=4096)
def acts(words: str) -> frozenset[str]:
    """The acts that plain words name."""
    kin = lexicon("kin")
    return frozenset(
        mark.concept for mark in kin.marks(words) if kin.concepts[mark.concept].get("act", False)
    )


@lru_cache(maxsize=4096)
def _weights(words: str) -> tuple[float, ...]:
    weights = [0.0 if char in _JOINING else _weight(char) for char in words]
    heavy = list(weights)
    for start, end in _light(words):
        weights[start:end] = [_LIGHT] * (end - start)
    if max(weights, default=0.0) <= _LIGHT:
        return tuple(heavy)  # nothing but an act tells what it is
    return tuple(weights)


def shared(words: str, text: str) -> list[bool]:
    """Which characters of the words stand in the text, in pieces of two or more."""
    words = words[:_LONGEST]
    found = [False] * len(words)
    at = 0
    while at + MIN_SHARED <= len(words):
        size = MIN_SHARED
        if words[at : at + size] not in text:
            at += 1
            continue
        while at + size < len(words) and words[at : at + size + 1] in text:
            size += 1
        found[at : at + size] = [True] * size
        at += size
    return found


@lru_cache(maxsize=8192)
def coverage(words: str, text: str) -> float:
    """The share of the words (plain) that the text (plain) has too, from 0 to 1."""
    weights = _weights(words[:_LONGEST])
    whole = sum(weights)
    if not whole:
        return 0.0
    got = sum(weight for weight, is_in in zip(weights, shared(words, text), strict=False) if is_in)
    return got / whole


@lru_cache(maxsize=8192)
def lacking(words: str, text: str) -> float:
    """How many characters of the words, acts weighing less, the text has not."""
    weights = _weights(words[:_LONGEST])
    return sum(
        weight for weight, is_in in zip(weights, shared(words, text), strict=False) if not is_in
    )
