"""What two texts say in common, whatever words they use for it: 疏浚河道 and 河道清淤长度.

Texts are brought to one word for each group of `kin.toml`, and then compared by the pieces of two
or more characters that they share, in whatever order.
"""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.words import shared
from reviewer.lexicon import blanked, lexicon

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
    return blanked(words, _light(words))


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


@lru_cache(maxsize=8192)
def coverage(words: str, text: str) -> float:
    """The share of the words (plain) that the text (plain) has too, from 0 to 1."""
    weights = _weights(words[:_LONGEST])
    spans = shared(words[:_LONGEST], text)
    whole = sum(weights)
    return sum(one for start, end in spans for one in weights[start:end]) / whole if whole else 0.0


@lru_cache(maxsize=8192)
def lacking(words: str, text: str) -> float:
    """How many characters of the words, acts weighing less, the text has not."""
    weights = list(_weights(words[:_LONGEST]))
    for start, end in shared(words[:_LONGEST], text):
        weights[start:end] = [0.0] * (end - start)
    return sum(weights)
